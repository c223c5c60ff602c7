// The debrief: begin one, call a hot one, open an earlier one; then write it down, or read it large.

const panel = (kit) => {
  const { html, useState, useEffect, useRef, Attachments, Button, Choice, Live } = kit;
  const entryParts = makeEntryParts(kit);
  const { Write } = makeWriteParts(kit, entryParts);
  const { Read } = makeReadParts(kit, entryParts);
  const FIRST_SHOWN = 12, LAST_OPEN = "workbench-debrief-open";

  const Start = ({ state, act, say, open }) => {
    const [about, setAbout] = useState("");
    const [experiment, setExperiment] = useState("");
    const begin = async (values) => {
      const answer = await act("add", { kind: "debrief", values: { held_on: state.today, ...values } });
      if (answer.ok) open(answer.result.id);
    };
    const hot = (e) => { e.preventDefault(); if (about.trim()) begin({ debrief_kind: "hot", about: about.trim() }); };
    return html`<div class="wb-debrief-start">
      <section class="wb-card" aria-labelledby="wb-start-planned"><h2 id="wb-start-planned">${say("debrief.list.start")}</h2>
        <p class="wb-soft">${say("debrief.list.start_hint")}</p>
        ${state.experiments.length > 0 && html`<${Choice} label=${say("debrief.list.experiment")} value=${experiment} onPick=${setExperiment}
          options=${[["", say("debrief.list.experiment_none")], ...state.experiments]} />`}
        <${Button} kind="main wb-big" onClick=${() => begin({ debrief_kind: "planned", experiment: experiment || null })}>${say("debrief.list.start")}<//></section>
      <section class="wb-card" aria-labelledby="wb-start-hot"><h2 id="wb-start-hot">${say("debrief.list.hot")}</h2>
        <p class="wb-soft">${say("debrief.list.hot_hint")}</p>
        <form class="wb-stack" onSubmit=${hot}><div class="wb-field"><label for="wb-hot-about">${say("debrief.list.hot_about")}</label>
          <input id="wb-hot-about" type="text" dir="auto" maxlength="2000" value=${about} placeholder=${say("debrief.list.hot_about_placeholder")}
            onInput=${(e) => setAbout(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()} /></div>
          <button class="wb-button wb-big" disabled=${!about.trim()}>${say("debrief.list.hot_start")}</button></form></section>
    </div>`;
  };

  const Line = ({ debrief, state, say, open }) => html`<li class="wb-debrief-line">
    <button type="button" class="wb-debrief-open" onClick=${() => open(debrief.id)}>
      <strong>${debrief.held_on === state.today ? say("debrief.list.today") : debrief.day}</strong>
      <span>${debrief.debrief_kind === "hot" ? say("debrief.list.hot_kind") : say("debrief.list.planned")}${debrief.about && html`: <bdi>${debrief.about}</bdi>`}
        ${debrief.experiment && html`<span class="wb-soft"> · <bdi>${debrief.experiment}</bdi></span>`}</span>
      <span class="wb-soft">${say("debrief.list.entries", { n: debrief.n })}${debrief.recorder && html` · <bdi>${say("debrief.list.recorded_by", { name: debrief.recorder })}</bdi>`}</span>
    </button></li>`;

  const List = ({ state, act, say, open }) => {
    const [all, setAll] = useState(false);
    const now = state.debriefs.filter((d) => d.held_on >= state.today), earlier = state.debriefs.filter((d) => d.held_on < state.today);
    return html`<div class="wb-stack">
      ${now.length > 0 && html`<section><h2>${say("debrief.list.today")}</h2>
        <ul class="wb-debriefs wb-now">${now.map((d) => html`<${Line} key=${d.id} debrief=${d} state=${state} say=${say} open=${open} />`)}</ul></section>`}
      ${state.may_edit && html`<${Start} state=${state} act=${act} say=${say} open=${open} />`}
      <section><h2>${say("debrief.list.earlier")}</h2>
        ${state.debriefs.length === 0 && html`<p class="wb-soft">${say("debrief.list.none")}</p>`}
        <ul class="wb-debriefs">${(all ? earlier : earlier.slice(0, FIRST_SHOWN)).map((d) => html`<${Line} key=${d.id} debrief=${d} state=${state} say=${say} open=${open} />`)}</ul>
        ${!all && earlier.length > FIRST_SHOWN && html`<${Button} onClick=${() => setAll(true)}>${say("debrief.list.more")}<//>`}</section></div>`;
  };

  const Head = ({ state, forms, act, say, confirm, language, reading, setReading, open }) => {
    const { debrief, entries, experiment } = state.open;
    const remove = async () => {
      if (!await confirm(say("debrief.head.remove_sure", { n: entries.length }), { yes: say("debrief.head.remove_yes") })) return;
      await act("remove", { kind: "debrief", id: debrief.id }, { done: say("debrief.head.removed") });
      open("");
    };
    const hot = debrief.debrief_kind === "hot";
    return html`<header class="wb-debrief-head">
      <div class="wb-row"><${Button} kind="quiet" onClick=${() => open("")}><span aria-hidden="true">← </span>${say("debrief.head.back")}<//>
        <h2>${hot ? say("debrief.list.hot_kind") : say("debrief.list.planned")} · ${debrief.day}</h2>
        ${experiment && html`<span class="wb-tag"><bdi>${experiment}</bdi></span>`}
        <span class="wb-debrief-end"><${Button} aria-pressed=${reading ? "true" : "false"} onClick=${() => setReading(!reading)}>${say(reading ? "debrief.head.write" : "debrief.head.read")}<//></span></div>
      ${!reading && hot && debrief.about && html`<p class="wb-debrief-about"><bdi>${debrief.about}</bdi></p>`}
      ${!reading && html`<details class="wb-debrief-who"><summary>${debrief.recorder ? html`<bdi>${say("debrief.head.recorder_is", { name: debrief.recorder })}</bdi>` : say("debrief.head.recorder_none")}
          ${debrief.present.length > 0 && html` · <bdi>${say("debrief.head.here_are", { names: debrief.present.join(", ") })}</bdi>`}</summary>
        <${Live} form=${forms.debrief} row=${debrief} fields=${["recorder", "present", "held_on", "about"]} own act=${act} say=${say} readOnly=${!state.may_edit} language=${language} />
        ${state.may_edit && html`<${Button} kind="quiet" onClick=${remove}>${say("debrief.head.remove")}<//>`}</details>`}
    </header>`;
  };

  return function Debriefs({ state, forms, words, act, say, announce, confirm, language }) {
    const [reading, setReading] = useState(false);
    const top = useRef(null), shown = state.open?.debrief.id;
    // the box is wanted on the screen, not the doors above it
    useEffect(() => { if (shown) top.current?.scrollIntoView({ block: "start" }); }, [shown]);
    const go = async (name, given) => {
      const answer = await act(name, given, { shows: true });
      if (!answer.ok) return;
      setReading(false);
      kept.write(LAST_OPEN, answer.result.asked_for);
    };
    const open = (debrief) => go("open", { debrief });
    useEffect(() => {
      const address = new URLSearchParams(location.search), from = (address.get("made") || "").split(":");
      const wanted = address.get("debrief") || kept.read(LAST_OPEN, "");
      if (from.length === 2) go("open_for", { kind: from[0], id: from[1] });
      else if (!state.open && wanted && state.debriefs.some((d) => d.id === wanted)) open(wanted);
    }, []);
    if (!state.open) {
      return html`<section class="wb-debriefing" aria-label=${say("debrief.title")}>
        ${state.asked_for && html`<p class="wb-problem" role="status">${say("debrief.head.gone")}</p>`}
        <${List} state=${state} act=${act} say=${say} open=${open} /></section>`;
    }
    return html`<section class="wb-debriefing" ref=${top} aria-label=${say("debrief.title")}>
      <${Head} state=${state} forms=${forms} act=${act} say=${say} confirm=${confirm} language=${language} reading=${reading} setReading=${setReading} open=${open} />
      <${Attachments} key=${`files-${shown}`} host=${{ kind: "debrief", id: shown }} items=${state.open.attachments} act=${act} say=${say} mayEdit=${state.may_edit && !reading} compact=${!reading} />
      ${reading ? html`<${Read} state=${state} words=${words} say=${say} />`
        : html`<${Write} key=${state.open.debrief.id} state=${state} forms=${forms} words=${words} act=${act} say=${say} announce=${announce} language=${language} />`}</section>`;
  };
};
