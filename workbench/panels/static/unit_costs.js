// Unit costs: the table with its sources, which contacts have no cost yet, and the prices worked out again.

const panel = (kit) => {
  const { html, useState, useEffect, useRef, Button, Form, Grid } = kit;
  const FIELDS = ["activity", "agency", "year", "each_pence", "unit", "source"];
  const HEADS = ["activity", "agency", "year", "n", "has_cost"];

  const Missing = ({ found, say, readOnly, onWrite }) => {
    if (!found) return html`<p class="wb-soft" role="status">${say("unit_costs.missing.loading")}</p>`;
    if (!found.all) return html`<p>${say("unit_costs.missing.no_contacts")}</p>`;
    if (!found.n) return html`<p>${say("unit_costs.missing.none")}</p>`;
    return html`<p><b>${found.said}</b></p>
      <div class="wb-costs-scroll" tabindex="0" role="region" aria-label=${say("unit_costs.missing.caption")}><table>
        <thead><tr>${HEADS.map((key) => html`<th key=${key} scope="col">${say(`unit_costs.missing.${key}`)}</th>`)}${!readOnly && html`<td></td>`}</tr></thead>
        <tbody>${found.rows.map((row) => html`<tr key=${`${row.activity}|${row.agency}|${row.year}`}><th scope="row"><bdi>${row.activity}</bdi></th><td><bdi>${row.agency}</bdi></td><td>${row.year}</td><td>${row.n}</td>
          <td>${say(`unit_costs.missing.has_cost_${row.has_cost ? "yes" : "no"}`)}</td>
          ${!readOnly && html`<td>${!row.has_cost && html`<${Button} aria-label=${say("unit_costs.missing.write_one", row)} onClick=${() => onWrite(row)}>${say("unit_costs.missing.write")}<//>`}</td>`}</tr>`)}</tbody></table></div>
      <p class="wb-hint">${say("unit_costs.missing.within")}</p>
      ${found.more && html`<p class="wb-soft">${found.more}</p>`}`;
  };

  const Price = ({ act, say, onDone }) => {
    const [busy, setBusy] = useState(false);
    const [told, setTold] = useState("");
    const price = async () => {
      setBusy(true); setTold("");
      const answer = await act("price", {}, { beside: true });
      setBusy(false);
      setTold(answer.ok ? answer.result.said : answer.refused);
      if (answer.ok) onDone();
    };
    return html`<section class="wb-stack"><h3>${say("unit_costs.price.title")}</h3><p>${say("unit_costs.price.lead")}</p>
      <div class="wb-row"><${Button} kind="main" aria-disabled=${busy ? "true" : undefined} onClick=${() => busy || price()}>${say("unit_costs.price.button")}<//>
        <span role="status">${busy ? say("unit_costs.price.working") : told}</span></div></section>`;
  };

  return function UnitCosts({ state, forms, act, say, toast, language, revision, announce }) {
    const readOnly = !state.may_edit, form = forms.unit_cost, shared = { act, say, language };
    const [found, setFound] = useState(null);
    const [asked, setAsked] = useState(0);
    const [writing, setWriting] = useState(null);
    const box = useRef(null);
    useEffect(() => {
      let gone = false;
      act("missing").then((answer) => { if (!gone && answer.ok) setFound(answer.result); });
      return () => { gone = true; };
    }, [revision, asked]);
    useEffect(() => { if (writing) box.current?.scrollIntoView({ block: "nearest" }); }, [writing]);
    const shut = () => setWriting(null);
    return html`<div class="wb-costs"><h2 class="wb-sr">${say("unit_costs.title")}</h2>
      <p class="wb-lead">${say("unit_costs.lead")}</p><p class="wb-costs-claims">${say("unit_costs.claims")}</p>
      <div>
        <${Grid} ...${shared} form=${form} rows=${state.rows} fields=${FIELDS} toast=${toast} readOnly=${readOnly} caption=${say("unit_costs.caption")} empty=${say("unit_costs.empty")} filter addRow=${!readOnly} place="unit-cost-row" />
        ${!readOnly && html`<p class="wb-hint">${say("unit_costs.paste_hint")}</p>`}</div>
      <section class="wb-stack"><h3>${say("unit_costs.missing.title")}</h3>
        ${writing && html`<div ref=${box} class="wb-card wb-costs-form"><${Form} key=${JSON.stringify(writing)} ...${shared} form=${form} lead=${false} values=${writing} announce=${announce} another=${false} hide=${["scope"]} autoFocus onDone=${shut} onCancel=${shut} /></div>`}
        <${Missing} found=${found} say=${say} readOnly=${readOnly} onWrite=${({ activity, agency, year }) => setWriting({ activity, agency, year })} /></section>
      ${!readOnly && html`<${Price} act=${act} say=${say} onDone=${() => setAsked(asked + 1)} />`}
    </div>`;
  };
};
