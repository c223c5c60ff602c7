// The parts of today's page: what was planned, forms of the group's own, what came in, what was left open.

const makeTodayParts = (kit) => {
  const { html, useState, Button, Dialog, Form, Picker } = kit;

  /** The address of another room of this page, with what it shall open. */
  const roomAt = (room, more = {}) => {
    const at = new URLSearchParams(location.search);
    for (const key of ["token", "debrief", "made"]) at.delete(key);
    for (const [key, value] of Object.entries({ room, ...more })) at.set(key, value);
    return `?${at}`;
  };
  /** Goes to a room; the page may take us there itself, without loading anew. */
  const goTo = (room, more) => {
    const asked = new CustomEvent("workbench-room", { detail: { room, ...more }, cancelable: true });
    if (window.dispatchEvent(asked)) location.assign(roomAt(room, more));
  };

  //: Forms that are filled in right here; debriefs and pods have rooms of their own.
  const HERE = ["story", "issue", "spend", "task", "goal_score", "point", "capture_entry"];

  const dayOf = (form) => ({ story: "told_on", issue: "raised_on", spend: "spent_on", goal_score: "scored_on", point: "happened_on", capture_entry: "happened_on" })[form];

  /** What a planned line's form begins with. */
  const begun = (line, state) => {
    const values = { [dayOf(line.form)]: state.today };
    if (line.form === "spend") values.experiment = line.experiment;
    if (line.form === "point" && line.series) values.series = line.series;
    if (line.form === "capture_entry") values.capture_form = line.capture_form;
    return values;
  };

  const Fill = ({ line, state, forms, act, say, announce, language, close }) => {
    const own = state.own_forms.find((f) => f.id === line.capture_form);
    const form = line.form === "capture_entry" ? own?.form : forms[line.form];
    const [which, setWhich] = useState(null);
    const asked = line.form === "goal_score" ? "goal" : line.form === "point" && !line.series ? "series" : "";
    const save = async (values) => (which ? act("add", { kind: line.form, values: { ...values, [asked]: which } }, { beside: true }) : { ok: false, refused: say("today.due.which_first") });
    const hidden = { capture_entry: ["capture_form"], point: line.series ? ["series"] : [], spend: ["experiment"], story: ["opening_question", "translation", "translated_into", "translated_by"], issue: ["status", "closed_on"] }[line.form] || [];
    return html`<${Dialog} title=${line.what || form?.title || ""} onClose=${close} say=${form ? undefined : say}>
      ${form ? html`<div class="wb-fill">${asked && html`<${Picker} label=${say(`today.due.which_${asked}`)} options=${state.options[asked]} value=${which} onPick=${setWhich} say=${say} />`}
          <${Form} form=${form} values=${begun(line, state)} options=${state.options} hide=${hidden} act=${act} say=${say} announce=${announce} language=${language}
          place=${`today-${line.id}`} lead=${false} autoFocus=${!asked} save=${asked ? save : undefined} onCancel=${close} onDone=${(_made, { another }) => { announce(say("today.due.saved")); if (!another) close(); }} /></div>`
        : html`<p>${say("today.own.unknown")}</p>`}<//>`;
  };

  const Planned = ({ line, mayEdit, say, fill }) => html`<li class="wb-planned">
    <div class="wb-planned-what"><p class="wb-planned-name"><bdi>${line.what}</bdi></p>
      <p class="wb-soft">${[line.when, line.last, line.gathers].filter(Boolean).join(" · ")}</p>
      <p class="wb-soft"><bdi>${line.title}</bdi></p></div>
    ${mayEdit && line.form === "debrief" && html`<${Button} onClick=${() => goTo("debrief")}>${say("today.due.open_debrief")}<//>`}
    ${mayEdit && line.form === "pod_entry" && html`<${Button} onClick=${() => goTo("pods")}>${say("today.due.open_pods")}<//>`}
    ${mayEdit && HERE.includes(line.form) && html`<${Button} aria-label=${`${say("today.due.open")}: ${line.what}`} onClick=${() => fill(line)}>${say("today.due.open")}<//>`}</li>`;

  const Due = ({ state, forms, act, say, announce, language }) => {
    const [filling, setFilling] = useState(null);
    const { due, coming, as_it_happens: any, done } = state.planned;
    const group = (key, lines) => lines.length > 0 && html`<section key=${key}><h3>${say(`today.due.${key}`)}</h3>
      <ul class="wb-planned-list">${lines.map((line) => html`<${Planned} key=${line.id} line=${line} mayEdit=${state.may_edit} say=${say} fill=${setFilling} />`)}</ul></section>`;
    const nothing = due.length + coming.length + any.length + done.length === 0;
    return html`<section class="wb-card wb-due" aria-labelledby="wb-due"><h2 id="wb-due">${say("today.due.title")}</h2>
      ${nothing && html`<p class="wb-soft">${say(state.any_running ? "today.due.none" : "today.due.none_running")}</p>`}
      ${group("now", due)}${group("done", done)}${group("any", any)}${group("coming", coming)}
      ${filling && html`<${Fill} line=${filling} state=${state} forms=${forms} act=${act} say=${say} announce=${announce} language=${language} close=${() => setFilling(null)} />`}</section>`;
  };

  const OwnForm = ({ own, state, forms, act, say, announce, language }) => {
    const [filling, setFilling] = useState(false);
    const line = { id: `own-${own.id}`, form: "capture_entry", capture_form: own.id, what: own.name };
    return html`<details class="wb-own-form"><summary><bdi>${own.name}</bdi> <span class="wb-soft">${own.closed ? say("today.due.closed", { day: own.closed }) : own.n || ""}</span></summary>
      ${state.may_edit && !own.closed && html`<${Button} kind="main" onClick=${() => setFilling(true)}>${say("today.due.open")}<//>`}
      ${own.entries.length === 0 ? html`<p class="wb-soft">${say("today.own.entries_none")}</p>`
        : html`<ul class="wb-own-entries">${own.entries.map((entry) => html`<li key=${entry.id}><p class="wb-soft">${entry.day}${entry.by && html` · <bdi>${entry.by}</bdi>`}</p>
          <dl>${entry.answers.map((a) => html`<div key=${a.asked}><dt>${a.asked}</dt><dd><bdi>${a.answer}</bdi></dd></div>`)}</dl>
          ${state.may_edit && html`<${Button} kind="quiet" onClick=${() => act("remove", { kind: "capture_entry", id: entry.id }, { done: say("today.own.removed") })}>${say("today.own.remove")}<//>`}</li>`)}</ul>`}
      ${filling && html`<${Fill} line=${line} state=${state} forms=${forms} act=${act} say=${say} announce=${announce} language=${language} close=${() => setFilling(false)} />`}</details>`;
  };

  const Own = (all) => all.state.own_forms.length > 0 && html`<section class="wb-card" aria-labelledby="wb-own"><h2 id="wb-own">${all.say("today.own.form")}</h2>
    ${all.state.own_forms.map((own) => html`<${OwnForm} key=${own.id} own=${own} ...${all} />`)}</section>`;

  const Lately = ({ state, say }) => {
    const [all, setAll] = useState(false);
    const shown = all ? state.lately : state.lately.slice(0, 8);
    const where = (one) => (one.kind === "issue" ? roomAt("issues") : one.debrief ? roomAt("debrief", { debrief: one.debrief }) : one.from_debrief ? roomAt("debrief", { made: `${one.kind}:${one.id}` }) : "");
    return html`<section class="wb-card" aria-labelledby="wb-lately"><h2 id="wb-lately">${say("today.lately.title")}</h2>
      <p class="wb-soft">${say("today.lately.lead")}</p>
      ${state.lately.length === 0 && html`<p class="wb-soft">${say("today.lately.none")}</p>`}
      <ul class="wb-lately">${shown.map((one) => html`<li key=${one.kind + one.id}><span class="wb-tag">${say(`today.lately.kind_${one.kind}`)}</span>${" "}
        ${where(one) ? html`<a href=${where(one)}><bdi>${one.text}</bdi></a>` : html`<bdi>${one.text}</bdi>`}
        <span class="wb-soft"> ${one.on}${one.from_debrief && html` · <a href=${roomAt("debrief", { made: `${one.kind}:${one.id}` })}>${say("today.lately.from_debrief")}</a>`}</span></li>`)}</ul>
      ${!all && state.lately.length > 8 && html`<${Button} onClick=${() => setAll(true)}>${say("today.lately.more")}<//>`}</section>`;
  };

  const LeftOpen = ({ state, say }) => html`<section class="wb-card" aria-labelledby="wb-left"><h2 id="wb-left">${say("today.open.title")}</h2>
    ${!state.left_open && html`<p class="wb-soft">${say("today.open.none_debrief")}</p>`}
    ${state.left_open && state.left_open.entries.length === 0 && html`<p class="wb-soft">${say("today.open.none")}</p>`}
    ${state.left_open && state.left_open.entries.length > 0 && html`<p class="wb-soft"><a href=${roomAt("debrief", { debrief: state.left_open.debrief })}>${say("today.open.from", { day: state.left_open.day })}</a></p>
      <ul class="wb-left">${state.left_open.entries.map((e) => html`<li key=${e.id}><bdi>${e.text}</bdi>${e.prompt && html`<br /><span class="wb-soft">${e.prompt}</span>`}</li>`)}</ul>`}</section>`;

  const Reviews = ({ state, say }) => state.reviews.length > 0 && html`<section class="wb-card" aria-labelledby="wb-reviews"><h2 id="wb-reviews">${say("today.review.title")}</h2>
    <ul class="wb-left">${state.reviews.map((r) => html`<li key=${r.id}><bdi>${r.what}</bdi><br /><span class="wb-soft">${r.when}</span></li>`)}</ul>
    <a href=${roomAt("countermeasures")}>${say("today.review.go")}</a></section>`;

  return { Due, Own, Lately, LeftOpen, Reviews, goTo };
};
