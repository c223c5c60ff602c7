// One measure: what it is, its series with their pictures, and the records that speak to it.

const makeMeasurePage = (kit) => {
  const { html, useState, useEffect, useRef, Button, Picker, Live, Form } = kit;
  const Drawn = makeDrawn(kit);
  const KINDS = new Set(["story", "issue", "experiment", "debrief_entry", "debrief", "pod_entry", "capture_entry", "goal", "goal_score", "spend", "series", "task"]);

  const SeriesOf = ({ one, measure, act, say, readOnly, revision, shown, onShow }) => html`<li><b><bdi>${one.name}</bdi></b> <span class="wb-soft"><bdi>${one.unit}</bdi> · ${one.n_points}</span>
    <${Button} aria-expanded=${shown} onClick=${() => onShow(shown ? "" : one.id)}>${say("measures.open_series")}<//>
    ${!readOnly && html`<${Button} kind="quiet" onClick=${() => act("link", { series: one.id, measure: "" }, { done: say("measures.unlinked") })}>${say("measures.unlink")}<//>`}
    ${shown && html`<${Drawn} ask="picture" given=${{ series: one.id }} act=${act} say=${say} revision=${revision} words=${say("measures.in_words")} />`}</li>`;

  return ({ measure, state, forms, act, say, readOnly, revision, language, onClose }) => {
    const [shown, setShown] = useState("");
    const [adding, setAdding] = useState("");
    const heading = useRef(null);
    useEffect(() => { heading.current?.focus(); }, [measure.id]);
    return html`<section class="wb-card wb-measure-page" aria-label=${measure.name} onKeyDown=${(e) => { if (e.key === "Escape") onClose(); }}>
      <div class="wb-measure-head"><h2 tabindex="-1" ref=${heading}><bdi>${measure.name}</bdi></h2><${Button} onClick=${onClose}>${say("measures.back")}<//></div>
      <p class="wb-soft">${say(`measures.reader_short.${measure.reader}`)} · ${say(`measures.theme.${measure.theme}`)}: ${say(`measures.question.${measure.reader}.${measure.theme}`)}</p>
      <div class="wb-measure-sides"><div><h3>${say("measures.of_this")}</h3>
        <ul class="wb-measure-series">${measure.series.map((one) => html`<${SeriesOf} key=${one.id} one=${one} act=${act} say=${say} readOnly=${readOnly} revision=${revision}
          shown=${shown === one.id} onShow=${setShown} />`)}</ul>
        ${!readOnly && html`<div class="wb-row">
          ${state.loose.length > 0 && html`<${Button} aria-expanded=${adding === "link"} onClick=${() => setAdding(adding === "link" ? "" : "link")}>${say("measures.link_series")}<//>`}
          <${Button} aria-expanded=${adding === "new"} onClick=${() => setAdding(adding === "new" ? "" : "new")}>${say("measures.add_series")}<//></div>`}
        ${adding === "link" && html`<${Picker} label=${say("measures.link_series_pick")} options=${state.loose.map((s) => [s.id, s.name])} value="" say=${say}
          onPick=${async (id) => { if (id && (await act("link", { series: id, measure: measure.id }, { done: say("measures.linked") })).ok) setAdding(""); }} />`}
        ${adding === "new" && html`<${Form} form=${forms.series} only=${["name", "unit", "per", "source"]} values=${{ measure: measure.id }} act=${act} say=${say} language=${language} place="series-new"
          another=${false} autoFocus onDone=${() => setAdding("")} onCancel=${() => setAdding("")} />`}
        <h3>${say("measures.beside")}</h3>
        ${measure.beside.length === 0 && html`<p class="wb-soft">${say("measures.none")}</p>`}
        <ul class="wb-measure-beside">${measure.beside.map((p) => html`<li key=${p.kind + p.id + p.stance}><span class="wb-tag">${say(`measures.kind.${KINDS.has(p.kind) ? p.kind : "other"}`)}</span>
          <span class="wb-soft">${say(`measures.stance.${p.stance}`)}</span> <bdi>${p.title}</bdi>${p.note && html`<br /><span class="wb-soft"><bdi>${p.note}</bdi></span>`}</li>`)}</ul></div>
        <div><${Live} form=${forms.measure} row=${measure} fields=${["name", "how", "reader", "theme", "ended_on", "scope"]} own act=${act} say=${say} readOnly=${readOnly} language=${language} /></div></div>
    </section>`;
  };
};
