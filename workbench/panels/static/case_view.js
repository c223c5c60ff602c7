// One view of the people picked: its chart, what can be picked in it with plain controls, and the same in words.

const makeCaseView = (kit, { choices }) => {
  const { html, useState, useEffect, useRef, Button, Check } = kit;
  const Chart = makeCaseDraw(kit);
  const WAIT_MS = 60; // two changes at once (a box and its neighbour) ask once

  const Table = ({ table, title }) => html`<div class="wb-explore-scroll table" role="region" tabindex="0" aria-label=${title}><table><thead><tr>${table.columns.map((name) => html`<th key=${name} scope="col">${name}</th>`)}</tr></thead>
    <tbody>${table.rows.map((row, n) => html`<tr key=${n}>${row.map((cell, m) => (m === 0 ? html`<th key=${m} scope="row"><bdi>${cell}</bdi></th>` : html`<td key=${m}><bdi>${cell}</bdi></td>`))}</tr>`)}</tbody></table></div>`;

  /** What the marks of a view may speak of: the part of the choice, the value, and the words it is written with. */
  const marksOf = (view, state) => view.picks.filter((part) => part !== "quarters").flatMap((part) => (state.facets[part]?.values || []).map(([value, words]) => [`${part}:${value}`, words]));
  const cut = (mark) => { const at = mark.indexOf(":"); return [mark.slice(0, at), mark.slice(at + 1)]; };

  /** The same as a brush or a click, with boxes to tick. */
  const Plain = ({ view, state, choice, look, change, say, words }) => {
    const parts = view.picks.filter((part) => part !== "quarters" && state.facets[part]?.values.length);
    if (parts.length === 0) return null;
    return html`<details class="wb-explore-plain"><summary>${say("case_explorer.pick_here")}</summary>
      ${parts.map((part) => html`<fieldset class="wb-explore-facet" key=${part}><legend>${say(`case_explorer.facet.${part}`)}</legend>
        ${state.facets[part].values.map(([value]) => html`<${Check} key=${value} checked=${choices.of(choice, part).includes(value)} onPick=${() => change(choices.toggle(choice, part, value))}
          label=${html`<bdi>${words.label(part, value)}</bdi> <span class="wb-explore-n">${look?.counts?.[part]?.[value] ?? 0}</span>`} />`)}</fieldset>`)}</details>`;
  };

  /** A view asks for itself when what is picked elsewhere changes; what is picked in it does not change it. */
  const useView = (view, measure, choice, act, revision) => {
    const [found, setFound] = useState(null), [busy, setBusy] = useState(true);
    const asked = { view: view.name, measure, choice: choices.without(choice, view.picks) };
    const key = JSON.stringify([asked, revision]), latest = useRef(key);
    latest.current = key;
    useEffect(() => {
      setBusy(true);
      const timer = setTimeout(() => act("view", asked, { beside: true }).then((answer) => {
        if (latest.current !== key) return;
        setFound(answer.ok ? answer.result : { refused: answer.refused });
        setBusy(false);
      }), WAIT_MS);
      return () => clearTimeout(timer);
    }, [key]);
    return [found, busy];
  };

  const Switch = ({ label, value, options, onPick }) => html`<div class="wb-explore-switch" role="group" aria-label=${label}><span aria-hidden="true">${label}</span>
    ${options.map(([key, text]) => html`<${Button} key=${key} aria-pressed=${key === value ? "true" : "false"} onClick=${() => onPick(key)}>${text}<//>`)}</div>`;

  return function View({ view, state, choice, look, change, act, say, words, revision, measure, setMeasure, noticed, close }) {
    const shown = view.measures.includes(measure) ? measure : view.measures[0] || "";
    const [found, busy] = useView(view, shown, choice, act, revision);
    const [side, setSide] = useState(0), [over, setOver] = useState(false);
    const options = marksOf(view, state), spans = view.picks.includes("quarters") && Boolean(state.quarters);
    const chosen = options.map(([mark]) => mark).filter((mark) => { const [part, value] = cut(mark); return choices.of(choice, part).includes(value); });
    const title = found?.title || say(`case_explorer.view.${view.name}`);
    return html`<section class="wb-explore-view" aria-label=${say(`case_explorer.view.${view.name}`)} aria-busy=${busy ? "true" : "false"}>
      <header><h3><bdi>${title}</bdi></h3>${close && html`<${Button} kind="quiet" aria-label=${say("case_explorer.hide", { view: say(`case_explorer.view.${view.name}`) })} onClick=${close}>×<//>`}</header>
      ${!found && html`<p class="wb-soft" role="status">${say("panel.loading")}</p>`}
      ${found?.refused && html`<p class="wb-problem" role="alert">${found.refused}</p>`}
      ${found && !found.refused && !found.spec && html`<p class="wb-explore-empty">${found.description}</p>`}
      ${found?.spec && html`<div class="wb-row wb-explore-switches">
        ${view.measures.length > 1 && html`<${Switch} label=${say("case_explorer.measure.label")} value=${shown} onPick=${setMeasure} options=${view.measures.map((m) => [m, say(`case_explorer.measure.${m}`)])} />`}
        ${spans && over && html`<${Switch} label=${say("case_explorer.time.side")} value=${side} onPick=${setSide} options=${[[0, say("case_explorer.time.side_before")], [1, say("case_explorer.time.side_after")]]} />`}</div>
      <${Chart} spec=${found.spec} act=${act} say=${say} title=${title} words=${`${found.title} ${found.description}`} options=${options} chosen=${chosen} pick=${(marks) => change(choices.flip(choice, marks.map(cut)))}
        quarters=${choice.quarters} side=${side} onOver=${setOver} span=${spans ? (from, to) => change(choices.between(choice, from, to)) : null} />
      <p class="wb-hint">${[spans && "span", options.length > 0 && "mark"].filter(Boolean).map((key) => say(`case_explorer.hint.${key}`)).join(" ")}</p>`}
      ${[...(found?.notes || []), ...(found?.told || [])].map((note) => html`<p class="wb-hint" key=${note}>${note}</p>`)}
      <${Plain} view=${view} state=${state} choice=${choice} look=${look} change=${change} say=${say} words=${words} />
      ${found?.spec && html`<details><summary>${say("case_explorer.in_words")}</summary>${found.description.split("\n").map((line, n) => html`<p key=${n}><bdi>${line}</bdi></p>`)}
        ${found.table.rows.length > 0 && html`<${Table} table=${found.table} title=${title} />`}</details>`}
      ${found?.spec && state.may_edit && html`<p><${Button} onClick=${() => noticed(view.name)}>${say("case_explorer.noticed")}<//></p>`}
    </section>`;
  };
};
