// The measures framework: eight cells, each with its question; a measure opens below.

const panel = (kit) => {
  const { html, useState, useRef, Button, Form } = kit;
  const MeasurePage = makeMeasurePage(kit);

  const Cell = ({ reader, theme, state, say, readOnly, picked, onPick, onAdd }) => {
    const here = state.measures.filter((m) => m.reader === reader && m.theme === theme && !m.ended_on);
    return html`<td><p class="wb-measure-theme">${say(`measures.theme.${theme}`)}</p><p class="wb-measure-question">${say(`measures.question.${reader}.${theme}`)}</p>
      ${here.length === 0 ? html`<p class="wb-soft">${say("measures.none")}</p>` : html`<ul>${here.map((m) => html`<li key=${m.id}>
        <button type="button" class="wb-measure-link" data-measure=${m.id} aria-pressed=${picked === m.id} onClick=${() => onPick(m.id)}><bdi>${m.name}</bdi>
          <span class="wb-soft">${[m.series.length && say("measures.series", { n: m.series.length }), m.beside.length && say("measures.entries", { n: m.beside.length })].filter(Boolean).join(" · ")}</span></button></li>`)}</ul>`}
      ${!readOnly && html`<${Button} kind="quiet" aria-label=${`${say("measures.add_here")}: ${say(`measures.reader_short.${reader}`)}, ${say(`measures.theme.${theme}`)}`} onClick=${() => onAdd({ reader, theme })}>+ ${say("measures.add_here")}<//>`}</td>`;
  };

  return function Measures({ state, forms, revision, act, say, language }) {
    const [picked, setPicked] = useState("");
    const [adding, setAdding] = useState(null);
    const root = useRef(null);
    const readOnly = !state.may_edit, measure = state.measures.find((m) => m.id === picked);
    const ended = state.measures.filter((m) => m.ended_on);
    const close = () => { const id = picked; setPicked(""); setTimeout(() => root.current?.querySelector(`[data-measure="${CSS.escape(id)}"]`)?.focus()); };
    return html`<div class="wb-measures" ref=${root}><p class="wb-lead">${say("measures.lead")}</p>
      <p class="wb-measure-tests"><b>${say("measures.tests.title")}.</b> ${["effective", "efficient", "sustainable"].map((t) => html`<span key=${t}>${say(`measures.tests.${t}`)} </span>`)}</p>
      ${adding && html`<section class="wb-card"><p><b>${say(`measures.question.${adding.reader}.${adding.theme}`)}</b></p>
        <${Form} key=${adding.reader + adding.theme} form=${forms.measure} only=${["name", "how"]} values=${adding} act=${act} say=${say} language=${language} place=${`measure-new:${adding.reader}:${adding.theme}`} autoFocus
          onDone=${(made, { another }) => { if (!another) { setAdding(null); setPicked(made.id); } }} onCancel=${() => setAdding(null)} /></section>`}
      ${measure && html`<${MeasurePage} key=${measure.id} measure=${measure} state=${state} forms=${forms} act=${act} say=${say} readOnly=${readOnly} revision=${revision} language=${language} onClose=${close} />`}
      <table class="wb-measure-grid"><caption class="wb-sr">${say("measures.title")}</caption>
        <thead><tr><td></td>${state.themes.map((t) => html`<th key=${t} scope="col">${say(`measures.theme.${t}`)}</th>`)}</tr></thead>
        <tbody>${state.readers.map((r) => html`<tr key=${r}><th scope="row">${say(`measures.reader.${r}`)}</th>
          ${state.themes.map((t) => html`<${Cell} key=${t} reader=${r} theme=${t} state=${state} say=${say} readOnly=${readOnly} picked=${picked} onPick=${setPicked} onAdd=${setAdding} />`)}</tr>`)}</tbody></table>
      ${ended.length > 0 && html`<details class="wb-measure-ended"><summary>${say("measures.ended", { n: ended.length })}</summary><ul>${ended.map((m) => html`<li key=${m.id}>
        <button type="button" class="wb-measure-link" data-measure=${m.id} onClick=${() => setPicked(m.id)}><bdi>${m.name}</bdi></button></li>`)}</ul></details>`}</div>`;
  };
};
