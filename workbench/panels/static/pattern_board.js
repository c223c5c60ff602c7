// The pattern board: observations under themes, their readings under perspectives, and one observation with all it has.

const panel = (kit) => {
  const { html, useState, useRef, Button, Choice, Dialog, Live, Noticed, useId } = kit;
  const { Cards } = makePatternCards(kit), One = makePatternOne(kit), Picture = makePicture(kit);
  const plain = (text) => (text || "").normalize("NFKD").toLowerCase();
  const VIEWS = ["theme", "perspective"];

  const Told = ({ card, say }) => html`<p class="wb-obs-said">${[card.strength && say(`pattern_board.short.${card.strength}`), say(card.n_interpretations ? "pattern_board.readings.n" : "pattern_board.readings.no", { n: card.n_interpretations }),
    (card.n_supports > 0 || card.n_contradicts > 0) && say("pattern_board.for_against", { supports: card.n_supports, contradicts: card.n_contradicts }), card.n_ideas > 0 && say("pattern_board.ideas.n", { n: card.n_ideas })].filter(Boolean).join(" · ")}</p>
    ${card.printable && html`<p class="wb-obs-pattern">${say("pattern_board.pattern")}</p>`}`;

  const AboutGroup = ({ group, kind, forms, act, say, language, onClose }) => html`<${Dialog} title=${group.name} onClose=${onClose}>
    <${Live} form=${forms[kind]} row=${group} fields=${kind === "theme" ? ["name", "definition"] : ["name", "note"]} act=${act} say=${say} language=${language} />
    <div class="wb-row"><${Button} onClick=${onClose}>${say("panel.close")}<//></div><//>`;

  return function Board({ state, forms, act, say, announce, language, revision }) {
    const [view, setView] = useState("theme"), [typed, setTyped] = useState(""), [only, setOnly] = useState(""), [session, setSession] = useState(""), [about, setAbout] = useState("");
    const whole = useRef(null), last = useRef(""), id = useId("find"), readOnly = !state.may_edit;
    const open = (card) => { last.current = card.id; act("open", { id: card.observation || card.id }, { shows: true }); };
    const back = async () => { await act("open", { id: "" }, { shows: true }); setTimeout(() => whole.current?.querySelector(`[data-card="${CSS.escape(last.current)}"] .wb-obs-open`)?.focus(), 50); };
    if (state.one) return html`<div class="wb-patterns" ref=${whole}><${One} one=${state.one} state=${state} forms=${forms} act=${act} say=${say} announce=${announce} language=${language} readOnly=${readOnly} onBack=${back} /></div>`;
    const kind = view === "theme" ? "observation" : "interpretation", section = `pattern_board.${view}`, groups = view === "theme" ? state.themes : state.perspectives;
    const has = (card) => plain(`${card.title} ${card.text} ${card.about || ""}`).includes(plain(typed));
    const cards = view === "theme" ? state.observations.filter((card) => has(card) && (!only || (only === "pattern") === card.printable) && (!session || card.session === session)) : state.interpretations.filter(has);
    const every = view === "theme" ? state.observations : state.interpretations;
    const grouped = groups.find((each) => each.id === about);
    return html`<div class="wb-patterns" ref=${whole}><h2 class="wb-sr">${say("pattern_board.title")}</h2>
      ${state.open && html`<p class="wb-card" role="status">${say("pattern_board.gone")}</p>`}
      <div class="wb-row wb-pattern-tools"><span class="wb-row" role="group" aria-label=${say("pattern_board.views")}>${VIEWS.map((one) => html`<${Button} key=${one} aria-pressed=${view === one ? "true" : "false"} onClick=${() => setView(one)}>${say(`pattern_board.${one}.view`)}<//>`)}</span>
        ${!readOnly && html`<${Noticed} kind="main" say=${say} />`}
        <div class="wb-field"><label for=${id}>${say("pattern_board.find")}</label><input id=${id} type="search" dir="auto" value=${typed} onInput=${(e) => setTyped(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()} /></div>
        ${view === "theme" && html`<${Choice} label=${say("pattern_board.show")} value=${only} options=${["", "pattern", "not_yet"].map((one) => [one, say(`pattern_board.shown_only.${one || "all"}`)])} onPick=${setOnly} />`}
        ${view === "theme" && state.sessions.length > 0 && html`<${Choice} label=${say("pattern_board.session")} value=${session} options=${[["", say("pattern_board.any_session")], ...state.sessions]} onPick=${setSession} />`}
        <span class="wb-soft" role="status">${say("pattern_board.shown", { n: cards.length, all: every.length })}</span></div>
      ${every.length === 0 && html`<p class="wb-card">${say(`pattern_board.${view}.empty`)}</p>`}
      ${every.length > 0 && html`<${Cards} key=${view} kind=${kind} section=${section} cards=${cards} groups=${groups.map((each) => [each.id, each.name])} onOpen=${open} onGroup=${setAbout} act=${act} say=${say} announce=${announce} readOnly=${readOnly}
        told=${(card) => (view === "theme" ? html`<${Told} card=${card} say=${say} />` : html`<p class="wb-obs-said"><bdi>${say("pattern_board.perspective.of", { what: card.about })}</bdi></p>`)} />`}
      ${view === "theme" && state.observations.length > 0 && html`<${Picture} ask="picture" act=${act} say=${say} revision=${revision} words=${say("pattern_board.picture")} />`}
      ${grouped && html`<${AboutGroup} group=${grouped} kind=${view} forms=${forms} act=${act} say=${say} language=${language} onClose=${() => setAbout("")} />`}</div>`;
  };
};
