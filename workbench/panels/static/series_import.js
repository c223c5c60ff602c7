// Values from a file: chosen, looked into, and only then taken.

const makeSeriesImport = ({ html, useState, base64Of, Button, Choice }) => {
  const Found = ({ found, say }) => html`<div class="wb-series-found" role="status"><p>${found.found}</p><p><b>${found.new}</b> ${found.same}</p>
    ${found.other && html`<p>${found.other}</p><ul>${found.others.map((line) => html`<li key=${line}>${line}</li>`)}</ul>`}
    ${found.skipped && html`<p>${found.skipped}</p><ul>${found.rows.map(([where, what, why], n) => html`<li key=${n}>${where}${where && ": "}<q><bdi>${what}</bdi></q> ${why}</li>`)}</ul>`}
    ${found.n_new === 0 && html`<p>${say("series.import.nothing_new")}</p>`}</div>`;

  return ({ state, act, say, onDone, onCancel }) => {
    const [file, setFile] = useState(null);
    const [into, setInto] = useState({ series: state.open ? state.open.row.id : "", name: "", unit: "" });
    const [choices, setChoices] = useState({ column: "", day_first: null, encoding: "" });
    const [asks, setAsks] = useState(new Set()); // what the file could not tell by itself
    const [found, setFound] = useState(null);
    const [problem, setProblem] = useState("");
    const given = () => ({ file, choices, into: into.series ? { series: into.series } : { series: into.name, unit: into.unit } });
    const change = (set) => (value) => { set(value); setFound(null); };
    const look = async (e) => {
      e.preventDefault();
      const answer = await act("look_into", given(), { beside: true });
      setFound(answer.ok ? answer.result : null);
      setProblem(answer.ok ? "" : answer.refused);
      if (!answer.ok && answer.field) setAsks(new Set([...asks, answer.field]));
    };
    const take = async () => {
      const answer = await act("bring_in", given(), { beside: true, shows: "state", done: (result) => say("series.import.done", { n: result.n_new }) });
      if (answer.ok) onDone(); else setProblem(answer.refused);
    };
    const field = (id, label, value, onInput) => html`<div class="wb-field"><label for=${id}>${label}</label>
      <input id=${id} type="text" maxlength="200" value=${value} onInput=${(e) => onInput(e.currentTarget.value)} /></div>`;
    return html`<form class="wb-card wb-series-import" onSubmit=${look} onKeyDown=${(e) => e.stopPropagation()} aria-label=${say("series.import.title")}><h2>${say("series.import.title")}</h2>
      <div class="wb-field"><label for="wb-series-file">${say("series.import.file")}</label>
        <input id="wb-series-file" type="file" accept=".csv,.txt,.tsv,.xlsx" onChange=${async (e) => { const one = e.currentTarget.files[0]; change(setFile)(one ? { name: one.name, content: await base64Of(one).catch(() => "") } : null); setAsks(new Set()); setProblem(""); }} /></div>
      <${Choice} label=${say("series.import.into")} value=${into.series} onPick=${(v) => change(setInto)({ ...into, series: v })} options=${[["", say("series.import.new_series")], ...state.series.map((s) => [s.id, s.name])]} />
      ${!into.series && html`<div class="wb-series-two">${field("wb-series-name", say("series.import.new_name"), into.name, (v) => change(setInto)({ ...into, name: v }))}
        ${field("wb-series-unit", say("series.import.new_unit"), into.unit, (v) => change(setInto)({ ...into, unit: v }))}</div>`}
      ${asks.has("day_first") && html`<fieldset class="wb-series-ask"><legend>${say("series.import.days_asked")}</legend>${[[true, "day_first"], [false, "month_first"]].map(([value, key]) => html`<label key=${key} class="wb-check">
        <input type="radio" name="wb-day-first" checked=${choices.day_first === value} onChange=${() => change(setChoices)({ ...choices, day_first: value })} /><span>${say(`series.import.${key}`)}</span></label>`)}</fieldset>`}
      ${asks.has("column") && field("wb-series-column", say("series.import.column"), choices.column, (v) => change(setChoices)({ ...choices, column: v }))}
      ${asks.has("encoding") && html`<${Choice} label=${say("series.import.encoding")} value=${choices.encoding} onPick=${(v) => change(setChoices)({ ...choices, encoding: v })}
        options=${[["", say("series.import.as_it_says")], ["cp1252", say("series.import.windows")]]} />`}
      ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}
      ${found && html`<${Found} found=${found} say=${say} />`}
      <div class="wb-row"><button class=${`wb-button ${found ? "" : "main"}`} disabled=${!file}>${say("series.import.look")}</button>
        ${found && found.n_new > 0 && html`<${Button} kind="main" onClick=${take}>${say("series.import.accept", { n: found.n_new })}<//>`}
        <${Button} kind="quiet" onClick=${onCancel}>${say("series.import.cancel")}<//></div></form>`;
  };
};
