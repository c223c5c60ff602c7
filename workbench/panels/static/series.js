// Numbers over time: one series at a time, its picture with the limits of its noise, its values, and marked changes.

const panel = (kit) => {
  const { html, useState, useEffect, Button, Choice, Form, Live, Grid } = kit;
  const Drawn = makeDrawn(kit);
  const SeriesImport = makeSeriesImport(kit);

  const Open = ({ open, measures, forms, revision, act, say, toast, readOnly, language }) => {
    const id = open.row.id, shared = { act, say, readOnly, language, toast };
    return html`<div class="wb-series-open">
      <p class="wb-soft">${open.n}${open.last ? ` · ${open.last}` : ""}</p>
      <${Drawn} ask="picture" given=${{}} act=${act} say=${say} revision=${`${id}:${revision}`} words=${say("series.in_words")} beside=${[["series", id]]} />
      <div class="wb-series-sides"><div>
          ${!readOnly && html`<p class="wb-hint">${say("series.paste_hint")}</p>`}
          <${Grid} key=${id} form=${forms.point} rows=${open.points} fields=${["happened_on", "value", "note"]} newValues=${{ series: id }} place=${`points:${id}`} caption=${say("series.values")}
            empty=${say("series.chart.empty", { name: open.row.name })} addRow=${!readOnly} ...${shared} /></div>
        <div><div>
          <${Grid} key=${id} form=${forms.series_change} rows=${open.changes} fields=${["changed_on", "what", "recalculate"]} newValues=${{ series: id }} place=${`changes:${id}`} caption=${say("series.changes")}
            empty=${say("series.changes_none")} addRow=${!readOnly} ...${shared} /></div>
          <details class="wb-series-about"><summary>${say("series.about")}</summary><${Live} form=${forms.series} row=${open.row} fields=${["name", "unit", "per", "measure", "source", "note", "scope"]} own
            options=${{ measure: measures }} act=${act} say=${say} readOnly=${readOnly} language=${language} /></details></div></div></div>`;
  };

  return function Series({ state, forms, revision, act, say, toast, language }) {
    const [doing, setDoing] = useState("");
    const readOnly = !state.may_edit;
    const open = (series) => act("open", { series }, { shows: true });
    const toggle = (what) => setDoing(doing === what ? "" : what);
    return html`<div class="wb-series"><p class="wb-lead">${say("series.lead")}</p>
      <div class="wb-row wb-series-tools">${state.series.length > 0 && html`<${Choice} label=${say("series.pick")} value=${state.open ? state.open.row.id : ""} options=${state.series.map((s) => [s.id, `${s.name} (${s.unit})`])} onPick=${open} />`}
        ${!readOnly && html`<${Button} aria-expanded=${doing === "add"} onClick=${() => toggle("add")}>${say("series.add")}<//>
          <${Button} aria-expanded=${doing === "import"} onClick=${() => toggle("import")}>${say("series.bring_in")}<//>`}</div>
      ${doing === "add" && html`<section class="wb-card"><${Form} form=${forms.series} only=${["name", "unit", "per", "source"]} act=${act} say=${say} language=${language} place="series-new" another=${false} autoFocus
        onDone=${(made) => { setDoing(""); open(made.id); }} onCancel=${() => setDoing("")} /></section>`}
      ${doing === "import" && html`<${SeriesImport} state=${state} act=${act} say=${say} onDone=${() => setDoing("")} onCancel=${() => setDoing("")} />`}
      ${!state.open && html`<p class="wb-card">${say("series.empty")}</p>`}
      ${state.open && html`<${Open} key=${state.open.row.id} open=${state.open} measures=${state.measures} forms=${forms} revision=${revision} act=${act} say=${say} toast=${toast} readOnly=${readOnly} language=${language} />`}</div>`;
  };
};
