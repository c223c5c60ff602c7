// Sessions to make sense together: the list, and one session with its phases, its lens and its plan.

const panel = (kit) => {
  const { html, useState, useEffect, useRef, Button, Choice, Live } = kit;
  const { Lens } = makeLens(kit), { Plan } = makeSensePlan(kit), { Alone, Together, ours } = makeSenseNotes(kit), Begin = makeSenseBegin(kit);
  const PHASES = ["planned", "alone", "together", "closed"];

  const Phases = ({ phase, say }) => html`<ol class="wb-phases" aria-label=${say("sense_session.phases")}>${PHASES.map((one) => html`<li key=${one} aria-current=${one === phase ? "step" : undefined}>${say(`sense_session.phase.${one}`)}</li>`)}</ol>`;

  const About = ({ one, state, forms, act, say, language, readOnly }) => html`<details class="wb-card wb-sense-about" open=${one.row.phase === "planned"}><summary>${say("sense_session.about")}</summary>
    <${Choice} label=${say("sense_session.lens.choose")} value=${one.row.lens} disabled=${readOnly} options=${[["", say("sense_session.lens.none")], ...state.lenses.map((lens) => [lens.id, lens.title]),
      ...(one.row.lens && !state.lenses.some((lens) => lens.id === one.row.lens) ? [[one.row.lens, one.row.lens]] : [])]}
      onPick=${(lens) => act("write", { kind: "sense_session", id: one.row.id, values: { lens }, was: { lens: one.row.lens } })} />
    <${Live} form=${forms.sense_session} row=${one.row} fields=${["name", "question", "held_on", "starts_at", "minutes", "facilitator", "people", "scope"]} own act=${act} say=${say} readOnly=${readOnly} language=${language} />
    ${!readOnly && one.row.phase === "planned" && html`<${Button} kind="quiet" onClick=${() => act("remove", { kind: "sense_session", id: one.row.id }, { done: say("sense_session.removed") })}>${say("sense_session.remove")}<//>`}</details>`;

  /** What comes next: the one thing that is usually done now, and quietly what else can be. */
  const Steer = ({ one, act, say }) => {
    const { id, phase } = one.row;
    const go = (to, key) => () => act("go_to", { session: id, phase: to, at: new Date().toTimeString().slice(0, 5) }, { shows: true, done: say(`sense_session.went.${key}`) });
    if (phase === "planned") return html`<div class="wb-row"><${Button} kind="main wb-big" onClick=${go("alone", "alone")}>${say("sense_session.begin")}<//><${Button} kind="quiet" onClick=${go("together", "together")}>${say("sense_session.begin_together")}<//></div>`;
    if (phase === "together") return html`<div class="wb-row"><${Button} onClick=${go("alone", "again")}>${say("sense_session.again")}<//><${Button} onClick=${go("closed", "closed")}>${say("sense_session.close")}<//></div>`;
    if (phase === "closed") return html`<div class="wb-row"><${Button} kind="quiet" onClick=${go("together", "reopened")}>${say("sense_session.reopen")}<//></div>`;
    return null;
  };

  const Noticed = ({ one, say }) => html`<section class="wb-card" aria-label=${say("sense_session.noticed")}><h3>${say("sense_session.noticed_n", { n: one.noticed.length })}</h3>
    ${one.noticed.length === 0 && html`<p class="wb-soft">${say("sense_session.noticed_none")}</p>`}
    <ul class="wb-sense-noticed">${one.noticed.map((seen) => html`<li key=${seen.id}><bdi>${seen.title}</bdi></li>`)}</ul>
    ${one.noticed.length > 0 && html`<${Button} onClick=${() => window.dispatchEvent(new CustomEvent("workbench-room", { cancelable: true, detail: { room: "pattern_board" } }))}>${say("sense_session.to_board")}<//>`}</section>`;

  const Open = ({ one, state, readOnly, ...shared }) => {
    const { say } = shared, { row } = one, lens = state.lenses.find((each) => each.id === row.lens), parts = { one, state, readOnly, ...shared };
    const top = useRef(null);
    useEffect(() => { top.current?.focus(); }, [row.id]);
    const said = [one.on, row.starts_at, row.facilitator && say("sense_session.by", { name: row.facilitator }), row.people.length > 0 && say("sense_session.people", { names: row.people.join(", ") })].filter(Boolean);
    return html`<article class="wb-sense-one" aria-label=${row.name}>
      <${Button} kind="quiet" onClick=${() => shared.act("open", { id: "" }, { shows: true })}>← ${say("sense_session.back")}<//>
      <h2 class="wb-sense-name" tabindex="-1" ref=${top}><bdi>${row.name}</bdi></h2>
      ${row.question && html`<p class="wb-large"><bdi>${row.question}</bdi></p>`}
      ${said.length > 0 && html`<p class="wb-soft"><bdi>${said.join(" · ")}</bdi></p>`}
      <${Phases} phase=${row.phase} say=${say} />
      <div class="wb-sense-sides"><div class="wb-stack">
          ${!readOnly && html`<${Steer} one=${one} ...${shared} />`}
          ${row.phase === "alone" && html`<${Alone} ...${parts} />`}
          ${["together", "closed"].includes(row.phase) && html`<${Together} ...${parts} /><${Noticed} one=${one} say=${say} />
            <section class="wb-card" aria-label=${say("sense_session.closing")}><${Live} form=${shared.forms.sense_session} row=${row} fields=${["closing_words"]} act=${shared.act} say=${say} readOnly=${readOnly} language=${shared.language} /></section>`}
          <${About} ...${parts} /></div>
        <div class="wb-stack"><${Lens} lens=${lens} question=${row.question} say=${say} />
          <${Plan} key=${row.id} one=${one} plans=${state.plans} lens=${lens} today=${state.today} readOnly=${readOnly} ...${shared} /></div></div></article>`;
  };

  const List = ({ state, act, say, onNew }) => html`<div class="wb-stack"><p>${say("sense_session.lead")}</p>
    ${state.may_edit && onNew && html`<div><${Button} kind="main" onClick=${onNew}>+ ${say("sense_session.new")}<//></div>`}
    ${state.sessions.length === 0 && html`<p class="wb-card">${say("sense_session.empty")}</p>`}
    <ul class="wb-sense-list">${state.sessions.map((one) => html`<li key=${one.id} class="wb-card"><${Button} kind="quiet wb-sense-open" data-session=${one.id} onClick=${() => act("open", { id: one.id }, { shows: true })}><bdi>${one.name}</bdi><//>
      ${one.question && html`<p><bdi>${one.question}</bdi></p>`}
      <p class="wb-soft"><bdi>${[one.on, say(`sense_session.phase.${one.phase}`), state.lenses.find((lens) => lens.id === one.lens)?.title || one.lens, one.n_people > 0 && say("sense_session.n_people", { n: one.n_people }),
        say("sense_session.n_noticed", { n: one.n_noticed })].filter(Boolean).join(" · ")}</bdi></p></li>`)}</ul></div>`;

  return function Sessions({ state, forms, act, say, announce, language }) {
    const [writing, setWriting] = useState(false);
    useEffect(() => { act("mine", { ids: ours.ids() }, { shows: true }); }, []);
    const shared = { forms, act, say, announce, language };
    return html`<div class="wb-sense"><h2 class="wb-sr">${say("sense_session.title")}</h2>
      ${state.open && !state.one && html`<p class="wb-card" role="status">${say("sense_session.gone")} <${Button} onClick=${() => act("open", { id: "" }, { shows: true })}>${say("sense_session.back")}<//></p>`}
      ${state.one ? html`<${Open} key=${state.one.row.id} one=${state.one} state=${state} readOnly=${!state.may_edit} ...${shared} />`
        : !state.open && html`${writing && html`<${Begin} state=${state} ...${shared} onEnd=${() => setWriting(false)} />`}<${List} state=${state} act=${act} say=${say} onNew=${writing ? null : () => setWriting(true)} />`}</div>`;
  };
};
