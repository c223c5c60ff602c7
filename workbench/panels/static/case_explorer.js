// The explorer of case files: people picked by what they share, several views of them, each a way to pick further.

const panel = (kit) => {
  const { html, useState, useEffect, useRef, useMedia, Button, Choice } = kit;
  const NARROW = "(max-width: 700px)", MOST_SHOWN = 4, FIRST = ["cumulative_cost", "activity_by_agency"];

  /** What is picked, with the way back; the tab remembers it over a reload. */
  const useChoice = (choices, state) => {
    const kept = useRef(null);
    if (!kept.current) kept.current = choices.kept() || {};
    const known = state.views.map((v) => v.name);
    const [choice, setChoice] = useState(kept.current.choice || choices.nothing());
    const [past, setPast] = useState([]);
    const first = (kept.current.views || FIRST).filter((name) => known.includes(name)).slice(0, MOST_SHOWN);
    const [views, setViews] = useState(first.length ? first : known.slice(0, 2));
    const [measure, setMeasure] = useState(kept.current.measure || "");
    useEffect(() => choices.keep({ choice, views, measure }), [choice, views, measure]);
    const change = (next) => { if (choices.same(next, choice)) return; setPast([...past.slice(-49), choice]); setChoice(next); };
    const back = past.length ? () => { setChoice(past.at(-1)); setPast(past.slice(0, -1)); } : null;
    return { choice, change, back, views, setViews, measure, setMeasure };
  };

  /** Counts the states of the panel: the store's own number also goes up when something is written that is not shown here. */
  const useTurn = (state) => {
    const now = useRef({ state, turn: 0 });
    if (now.current.state !== state) now.current = { state, turn: now.current.turn + 1 };
    return now.current.turn;
  };

  const useLook = (choice, act, revision) => {
    const [look, setLook] = useState(null);
    const key = JSON.stringify([choice, revision]), latest = useRef(key);
    latest.current = key;
    useEffect(() => { act("look", { choice }).then((answer) => { if (answer.ok && latest.current === key) setLook(answer.result); }); }, [key]);
    return look;
  };

  const ViewPicker = ({ state, views, setViews, narrow, say }) => {
    const named = (name) => say(`case_explorer.view.${name}`);
    if (narrow) return html`<${Choice} label=${say("case_explorer.views_one")} value=${views[0]} options=${state.views.map((v) => [v.name, named(v.name)])} onPick=${(name) => setViews([name])} />`;
    const toggle = (name) => setViews(views.includes(name) ? views.filter((v) => v !== name) : [...views, name]);
    return html`<fieldset class="wb-explore-views-pick"><legend>${say("case_explorer.views", { n: MOST_SHOWN })}</legend>
      ${state.views.map(({ name }) => html`<${Button} key=${name} aria-pressed=${views.includes(name) ? "true" : "false"} disabled=${views.length === MOST_SHOWN && !views.includes(name)} onClick=${() => toggle(name)}>${named(name)}<//>`)}</fieldset>`;
  };

  const Empty = ({ state, say, goTo }) => html`<div class="wb-explore-none"><h2>${say("case_explorer.title")}</h2><p>${say("case_explorer.none")}</p>
    <${Button} kind="main" onClick=${() => goTo(state.place, "bring_in")}>${say("case_explorer.bring_in")}<//></div>`;

  return function Explorer({ state, act, say }) {
    const made = useRef(null);
    if (!made.current) {
      const choices = makeCaseChoice(state.place);
      made.current = { choices, ...makeCaseFilters(kit, { choices }), View: makeCaseView(kit, { choices }), ...makeCaseList(kit) };
    }
    const { choices, Filters, Said, View, People, Linked, Drawer, goTo } = made.current;
    const { choice, change, back, views, setViews, measure, setMeasure } = useChoice(choices, state);
    const narrow = useMedia(NARROW), revision = useTurn(state), look = useLook(choice, act, revision);
    const labels = Object.fromEntries(Object.entries(state.facets).map(([name, { values }]) => [name, Object.fromEntries(values)]));
    const words = { labels, ...makeCaseWords({ say, labels, choices }) };
    const told = () => [look ? say("case_explorer.said", { n: look.n_people, all: state.n_people, contacts: say("case_explorer.contacts", { n: look.n_contacts, shown: look.n_contacts.toLocaleString() }) }) : "", ...words.parts(choice).map((p) => p.words)].filter(Boolean).join(" · ");
    const noticed = async (seen_in) => {
      const answer = await act("cases", { choice });
      if (answer.ok) window.dispatchEvent(new CustomEvent("workbench-noticed", { detail: { seen_in, looked_at: told(), cases: answer.result, text: "" } }));
    };
    if (state.n_people === 0) return html`<${Empty} state=${state} say=${say} goTo=${goTo} />`;
    const shown = (narrow ? views.slice(0, 1) : views).map((name) => state.views.find((v) => v.name === name));
    const shared = { state, choice, look, change, act, say, words, revision };
    return html`<div class="wb-explore"><h2 class="wb-sr">${say("case_explorer.title")}</h2>
      <${Said} ...${shared} back=${back} few=${state.few} />
      <div class="wb-explore-body"><${Filters} key=${narrow ? "narrow" : "wide"} ...${shared} narrow=${narrow} />
        <div class="wb-explore-main"><${ViewPicker} state=${state} views=${views} setViews=${setViews} narrow=${narrow} say=${say} />
          ${shown.length === 0 && html`<p class="wb-soft">${say("case_explorer.no_views")}</p>`}
          <div class=${`wb-explore-views n${shown.length}`}>${shown.map((view) => html`<${View} key=${view.name} view=${view} ...${shared} measure=${measure} setMeasure=${setMeasure} noticed=${noticed}
            close=${narrow ? null : () => setViews(views.filter((v) => v !== view.name))} />`)}</div>
          <${Drawer} words=${say("case_explorer.list.title")}>${() => html`<${People} ...${shared} />`}<//>
          <${Drawer} words=${say("case_explorer.linked.title")}>${() => html`<${Linked} ...${shared} />`}<//>
        </div></div></div>`;
  };
};
