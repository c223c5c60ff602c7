// The explorer of what tellers say their stories mean: all questions at once, one pick for all of them, read and compared.

const panel = (kit) => {
  const { html, useState, useEffect, useRef, useMedia, Button, Choice, Noticed } = kit;
  const NARROW = "(max-width: 700px)", MODES = ["points", "counts", "zones"];

  /** The stories of a set, asked for again when the panel's state is a new one. */
  const useStories = (set, state, act) => {
    const [found, setFound] = useState(null), latest = useRef("");
    useEffect(() => {
      latest.current = set;
      if (set) act("stories", { signifier_set: set }).then((answer) => { if (answer.ok && latest.current === set) setFound(answer.result); });
    }, [set, state]);
    return found?.set === set ? found : null;
  };

  const Nothing = ({ state, words, say }) => {
    const goTo = (room) => { if (window.dispatchEvent(new CustomEvent("workbench-room", { detail: { room }, cancelable: true }))) location.assign(`stories.ipynb?${new URLSearchParams({ ...state.place, room })}`); };
    return html`<div class="wb-told-none"><h2>${say("what_stories_say.title")}</h2><p>${words}</p>
      <div class="wb-row"><${Button} kind="main" onClick=${() => goTo("stories")}>${say("what_stories_say.to_stories")}<//><${Button} onClick=${() => goTo("bring_in_stories")}>${say("what_stories_say.to_bring_in")}<//></div></div>`;
  };

  const Switch = ({ label, value, options, onPick }) => html`<fieldset class="wb-told-how"><legend>${label}</legend>
    ${options.map(([key, words]) => html`<${Button} key=${key} aria-pressed=${value === key ? "true" : "false"} onClick=${() => onPick(key)}>${words}<//>`)}</fieldset>`;

  const Field = ({ made, field, state, act, say, announce, setPart }) => {
    const { picks, View, How, Said, Titles, Compare } = made, narrow = useMedia(NARROW);
    const { pick, put, back } = picks.usePick(field, act);
    const [mode, setMode] = useState("points"), [how, setHow] = useState("replace"), [draws, setDraws] = useState(false), [doing, setDoing] = useState("look");
    const [chosen, setChosen] = useState(null), there = field.questions.some(({ key }) => key === chosen);
    const only = there || chosen === "" ? chosen : narrow ? field.questions[0].key : "";
    const light = useRef(null);
    if (!light.current) light.current = picks.makeLight();
    const noticed = (question, more = "") => html`<${Noticed} say=${say} seen_in=${say("what_stories_say.title")} name=${question ? question.title : ""} beside=${made.besideOf(field, pick)}
      looked_at=${[question?.title, pick.n ? made.said(field, pick, say) : "", more].filter(Boolean).join(" · ")} />`;
    const shown = field.questions.filter((question) => !only || question.key === only);
    const listed = doing === "look" || pick.n > 0; // two groups side by side need the room
    const shared = { field, pick, put, how, mode, light: light.current, draws, say, announce };
    return html`<div class="wb-told-tools">${setPart}
        <${Switch} label=${say("what_stories_say.doing.label")} value=${doing} onPick=${setDoing} options=${["look", "compare"].map((one) => [one, say(`what_stories_say.doing.${one}`)])} />
        ${doing === "look" && html`<${Choice} label=${say("what_stories_say.question")} value=${only} onPick=${setChosen} options=${[["", say("what_stories_say.all_questions")], ...field.questions.map((q) => [q.key, q.title])]} />`}
        <${Switch} label=${say("what_stories_say.mode.label")} value=${mode} onPick=${setMode} options=${MODES.map((one) => [one, say(`what_stories_say.mode.${one}`)])} />
        <${How} how=${how} setHow=${setHow} say=${say} />
        <div class="wb-told-draws"><${Button} aria-pressed=${draws ? "true" : "false"} onClick=${() => setDraws(!draws)}>${say("what_stories_say.draws")}<//></div></div>
      <${Said} ...${{ field, pick, put, back, state, say, noticed }} />
      <div class=${`wb-told-body ${listed ? "" : "alone"}`}><div class="wb-told-main">
          ${doing === "look" ? html`<p class="wb-hint wb-told-hint">${say(matchMedia("(pointer: coarse)").matches ? "what_stories_say.hint_touch" : "what_stories_say.hint")}</p><div class=${`wb-told-views ${only ? "one" : ""}`}>${shown.map((question) => html`<${View} key=${question.key} question=${question} large=${Boolean(only)} noticed=${noticed} ...${shared}
              onLarge=${narrow ? null : () => setChosen(only ? "" : question.key)} />`)}</div>`
            : html`<${Compare} ...${shared} state=${state} act=${act} noticed=${noticed} />`}</div>
        ${listed && html`<${Titles} ...${shared} state=${state} />`}</div>`;
  };

  return function WhatStoriesSay({ state, act, say, announce }) {
    const made = useRef(null);
    if (!made.current) {
      const picks = makeStoryPick(kit), shapes = makeStoryShape(), Picture = makeStoryDraw(kit, { shapes, picks });
      const views = makeStoryView(kit, { shapes, picks, Picture });
      made.current = { picks, ...views, ...makeStoryPicked(kit, { picks }), Compare: makeStoryCompare(kit, { picks, ...views }) };
    }
    const [set, setSet] = useState(""), now = state.sets.some(({ id }) => id === set) ? set : state.sets[0]?.id || "";
    const field = useStories(now, state, act);
    const setPart = state.sets.length > 1 && html`<${Choice} label=${say("what_stories_say.set")} value=${now} onPick=${setSet} options=${state.sets.map(({ id, name }) => [id, name])} />`;
    if (!now) return html`<${Nothing} state=${state} words=${say("what_stories_say.no_set")} say=${say} />`;
    if (!field) return html`<p class="wb-loading" role="status">${say("panel.loading")}</p>`;
    if (field.ids.length === 0 || field.questions.length === 0) return html`<div class="wb-told">${setPart}<${Nothing} state=${state} words=${say("what_stories_say.no_stories")} say=${say} /></div>`;
    return html`<div class="wb-told"><h2 class="wb-sr">${say("what_stories_say.title")}</h2><${Field} key=${now} ...${{ made: made.current, field, state, act, say, announce, setPart }} /></div>`;
  };
};
