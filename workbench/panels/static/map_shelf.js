// Which map is on the canvas; begin a new one.

const panel = (kit) => {
  const { html, useState, base64Of, Button, Choice, Dialog } = kit;

  const Import = ({ act, say, toast, close }) => {
    const [file, setFile] = useState(null); // {name, data}
    const [encoding, setEncoding] = useState("");
    const [would, setWould] = useState(null);
    const [problem, setProblem] = useState("");
    const [busy, setBusy] = useState(false);
    const look = async (chosen, letters) => {
      setBusy(true); setWould(null); setProblem("");
      const answer = await act("preview", { ...chosen, encoding: letters }, { beside: true });
      setBusy(false);
      if (answer.ok) setWould(answer.result); else setProblem(answer.refused);
    };
    const pick = async (e) => {
      const [chosen] = e.currentTarget.files;
      if (!chosen) return;
      try {
        const read = { name: chosen.name, data: await base64Of(chosen) };
        setFile(read); look(read, encoding);
      } catch { setProblem(say("shelf.not_whole")); }
    };
    const bring = async () => {
      setBusy(true);
      const answer = await act("bring_in", { ...file, encoding }, { beside: true, shows: "shelf",
        done: (made) => say("shelf.import_done", { things: made.n_things, links: made.n_links }) });
      setBusy(false);
      if (answer.ok) close(); else setProblem(answer.refused);
    };
    return html`<${Dialog} title=${say("shelf.import_title")} onClose=${close}><div class="wb-stack">
      <p>${say("shelf.import_lead")}</p>
      <div class="wb-field"><label for="wb-import-file">${say("shelf.import_file")}</label>
        <input id="wb-import-file" type="file" accept=".xlsx,.csv,.json,.txt,.tsv" onChange=${pick} /></div>
      <${Choice} label=${say("shelf.encoding")} value=${encoding} onPick=${(letters) => { setEncoding(letters); if (file) look(file, letters); }}
        options=${[["", say("shelf.encoding_auto")], ["cp1252", say("shelf.encoding_cp1252")], ["utf-16", say("shelf.encoding_utf16")]]} />
      <div role="status">
        ${busy && html`<p>${say("shelf.import_reading")}</p>`}
        ${problem && html`<p class="wb-problem">${problem}</p>`}
        ${would && html`<p><strong>${say("shelf.import_would", { names: would.names.join("”, “"), things: would.n_things, links: would.n_links })}</strong></p>
          <p>${would.lost.length ? say("shelf.import_lost", { n: would.lost.length }) : say("shelf.import_nothing_lost")}</p>
          ${would.lost.length > 0 && html`<ul class="wb-lost-list" tabindex="0" aria-label=${say("shelf.import_lost", { n: would.lost.length })}>${would.lost.map((l, i) => html`<li key=${i}><bdi>${l}</bdi></li>`)}</ul>`}`}
      </div>
      <div class="wb-row">${would && html`<${Button} kind="main" disabled=${busy} onClick=${bring}>${say("shelf.import_do")}<//>`}
        <${Button} onClick=${close}>${say("shelf.cancel")}<//></div></div><//>`;
  };

  const Details = ({ map, scopes, act, say, close }) => {
    const [name, setName] = useState(map.name);
    const [scope, setScope] = useState(map.scope);
    const [problem, setProblem] = useState("");
    const save = async (e) => {
      e.preventDefault();
      const answer = await act("details", { name, scope }, { beside: true, shows: true, done: say("shelf.details_done") });
      if (answer.ok) close(); else setProblem(answer.refused);
    };
    return html`<${Dialog} title=${say("shelf.details_title")} onClose=${close}><form class="wb-stack" onSubmit=${save}>
      <div class="wb-field"><label for="wb-map-name">${say("shelf.name")}</label>
        <input id="wb-map-name" type="text" maxlength="200" value=${name} onInput=${(e) => setName(e.currentTarget.value)} />
        ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}</div>
      <${Choice} label=${say("shelf.scope")} value=${scope} onPick=${setScope} options=${scopes} />
      <p class="wb-hint">${say("shelf.scope_hint")}</p>
      <div class="wb-row"><button class="wb-button main">${say("shelf.save")}</button><${Button} onClick=${close}>${say("shelf.cancel")}<//></div></form><//>`;
  };

  return function Shelf({ state, act, say, toast }) {
    const [importing, setImporting] = useState(false);
    const [details, setDetails] = useState(false);
    const [beginning, setBeginning] = useState(false);
    const [name, setName] = useState("");
    const [problem, setProblem] = useState("");
    const id = `wb-begin-${state.map_kind}`;
    const begin = async (e) => {
      e.preventDefault();
      const answer = await act("begin", { name }, { beside: true, shows: true });
      if (!answer.ok) { setProblem(answer.refused); return; }
      setBeginning(false); setName(""); setProblem("");
    };
    const pick = (map) => act("pick", { map }, { shows: true });
    const form = html`<form class="wb-row wb-begin" onSubmit=${begin}>
      <div class="wb-field"><label for=${id}>${say("shelf.name")}</label>
        <input id=${id} type="text" maxlength="200" value=${name} onInput=${(e) => setName(e.currentTarget.value)} />
        ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}</div>
      <button class="wb-button main">${say("shelf.begin")}</button>
      ${state.maps.length > 0 && html`<${Button} onClick=${() => setBeginning(false)}>${say("shelf.cancel")}<//>`}</form>`;
    const bringIn = state.may_edit && html`<${Button} kind="quiet" onClick=${() => setImporting(true)}>${say("shelf.import")}<//>
      ${importing && html`<${Import} act=${act} say=${say} toast=${toast} close=${() => setImporting(false)} />`}`;
    if (state.maps.length === 0) {
      return html`<section class="wb-card"><p>${say(`shelf.none_${state.map_kind}`)}</p>${state.may_edit && form}${bringIn}</section>`;
    }
    return html`<div class="wb-row wb-shelf">
      ${state.maps.length > 1 && html`<${Choice} label=${say("shelf.choose")} value=${state.map} onPick=${pick} options=${state.maps.map((m) => [m.id, m.name])} />`}
      ${beginning ? form : state.may_edit && html`<${Button} kind="quiet" onClick=${() => setBeginning(true)}>${say("shelf.another")}<//>`}
      ${!beginning && bringIn}
      ${!beginning && state.may_edit && html`<${Button} kind="quiet" onClick=${() => setDetails(true)}>${say("shelf.details")}<//>`}
      ${details && html`<${Details} map=${state.maps.find((m) => m.id === state.map)} scopes=${state.scopes} act=${act} say=${say} close=${() => setDetails(false)} />`}
    </div>`;
  };
};
