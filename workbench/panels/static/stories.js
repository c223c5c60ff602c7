// The stories of a group: tell one, find some, open one, read to a room.

const panel = (kit) => {
  const { html, useState, useEffect, useRef, Button, Noticed, Withdraw } = kit;
  const { Card, Hidden, Words } = makeStoryCard(kit);
  const { Find, inWords } = makeStoryFind(kit);
  const telling = makeStoryTell(kit);
  const { One, Cover } = makeStoryOne(kit, { Words, ...telling });
  const { Begin, Read } = makeStoryRead(kit, { Words, Cover });
  const { Tell, Told } = telling;
  const MOST_BESIDE = 200;

  const kept = () => { try { const found = JSON.parse(sessionStorage.getItem(STORIES_PICKED)); sessionStorage.removeItem(STORIES_PICKED); return found; } catch { return null; } };

  /** Stories picked in another view of the page, now or before this room was opened. */
  const usePicked = (act, shown) => {
    const show = async (detail) => {
      if (!Array.isArray(detail?.ids)) return;
      const answer = await act("these", { ids: detail.ids.filter((id) => typeof id === "string"), told: String(detail.told || "") }, { shows: true });
      if (answer.ok) shown();
    };
    useEffect(() => {
      const heard = (e) => { kept(); e.preventDefault(); show(e.detail); };
      window.addEventListener(STORIES_PICKED, heard);
      const before = kept();
      if (before) show(before);
      return () => window.removeEventListener(STORIES_PICKED, heard);
    }, []);
  };

  const List = ({ state, form, act, say, language, announce, readOnly, onOpen, onRead, onTell, onWithdraw, whole }) => {
    const more = async () => {
      const next = state.cards.length;
      const answer = await act("more", {}, { shows: true });
      if (answer.ok) setTimeout(() => whole.current?.querySelectorAll(".wb-story-open")[next]?.focus(), 0);
    };
    const looked = inWords(state, say), n = Math.min(MOST_BESIDE, state.ids.length);
    return html`<div class="wb-row wb-story-begin">${!readOnly && html`<${Button} kind="main" onClick=${onTell}>+ ${say("stories.tell")}<//>`}
        ${state.n > 0 && html`<${Button} onClick=${() => onRead("")}>${say("stories.read_aloud")}<//>`}
        ${!readOnly && state.n > 0 && html`<${Noticed} say=${say} seen_in="stories_found" kind="" looked_at=${[say("stories.n.found", { n: state.n, all: state.n_all }), looked].filter(Boolean).join(": ")} beside=${state.ids.slice(0, n).map((id) => ["story", id])} />`}</div>
      ${state.told !== null && html`<p class="wb-kept wb-story-these" role="status"><bdi>${state.told ? say("stories.find.these", { told: state.told }) : say("stories.find.these_untold")}</bdi>
        <${Button} onClick=${() => act("these", { ids: null }, { shows: true })}>${say("stories.find.clear")}<//></p>`}
      ${state.n_all > 0 && html`<${Find} state=${state} act=${act} say=${say} />`}
      ${state.n_all === 0 ? html`<p class="wb-card">${say("stories.find.empty")}</p>` : state.n === 0 && html`<p class="wb-card">${say("stories.find.none")}</p>`}
      <ul class="wb-story-cards" aria-label=${say("stories.title")}>${state.cards.map((card) => html`<${Card} key=${card.id} card=${card} say=${say} onOpen=${onOpen} onRead=${onRead} readOnly=${readOnly} />`)}</ul>
      ${state.n > state.cards.length && html`<p class="wb-story-rest"><${Button} onClick=${more}>${say("stories.find.more_cards", { n: Math.min(state.step, state.n - state.cards.length) })}<//></p>`}
      <${Hidden} state=${state} form=${form} act=${act} say=${say} language=${language} announce=${announce} onOpen=${onOpen} onWithdraw=${onWithdraw} />`;
  };

  /** The group's own page shows more than the room may see, so it comes back only when somebody says so. */
  const Paused = ({ say, onGoOn }) => {
    const box = useRef(null);
    useEffect(() => { box.current?.querySelector("button")?.focus(); }, []);
    return html`<section class="wb-card wb-story-cover" ref=${box} aria-label=${say("stories.reading.over")}><p class="wb-story-cover-why">${say("stories.reading.over")}</p><p>${say("stories.reading.over_lead")}</p>
      <${Button} kind="main" onClick=${onGoOn}>${say("stories.reading.go_on")}<//></section>`;
  };

  return function Stories({ state, forms, words, act, say, language, announce, confirm }) {
    const [doing, setDoing] = useState(""); // "", "tell", "told"
    const [asking, setAsking] = useState(null); // the story to begin reading from, once people said who is in the room
    const [leaving, setLeaving] = useState(null);
    const [paused, setPaused] = useState(false); // reading to a wider room has ended, and it may still be looking
    const whole = useRef(null), last = useRef(""), inOne = useRef(false);
    const readOnly = !state.may_edit, form = forms.story;
    usePicked(act, () => { setDoing(""); setAsking(null); whole.current?.scrollIntoView({ block: "start" }); });
    const open = (id) => { last.current = id; return act("open", { id }, { shows: true }); };
    const back = async () => { await act("open", { id: "" }, { shows: true }); setTimeout(() => whole.current?.querySelector(`[data-story="${CSS.escape(last.current)}"]`)?.focus(), 0); };
    const begin = (room) => { const id = asking; setAsking(null); inOne.current = Boolean(state.open); return act("reading", { room, id }, { shows: true }); };
    const goOn = async () => { setPaused(false); if (!inOne.current) await back(); };
    const closeReading = async () => {
      const wider = state.room !== state.rooms[0]?.[0];
      last.current = state.open;
      if (wider) setPaused(true);
      await act("reading", { room: "" }, { shows: true });
      if (!wider) await goOn();
    };
    const told = async (made) => { await open(made.id); setDoing("told"); };
    const shared = { state, form, act, say, language, announce, readOnly };
    const reading = Boolean(state.room), away = reading || paused;
    return html`<div class="wb-stories" ref=${whole}><h2 class="wb-sr">${say("stories.title")}</h2>
      ${doing === "tell" && html`<${Tell} ...${shared} words=${words} onTold=${told} onCancel=${() => setDoing("")} />`}
      ${doing === "told" && html`<${Told} ...${shared} onAnother=${async () => { await open(""); setDoing("tell"); }} onChange=${() => setDoing("")} onDone=${() => { setDoing(""); back(); }} />`}
      ${!doing && !away && state.open && !state.one && html`<p class="wb-card" role="alert">${say("stories.gone")} <${Button} onClick=${back}>${say("stories.back")}<//></p>`}
      ${!doing && !away && state.one && html`<${One} ...${shared} key=${state.one.id} confirm=${confirm} onBack=${back} onRead=${setAsking} onWithdraw=${setLeaving} />`}
      ${!away && html`<div hidden=${Boolean(doing || state.open)}><${List} ...${shared} whole=${whole} onOpen=${open} onRead=${setAsking} onTell=${() => setDoing("tell")} onWithdraw=${setLeaving} /></div>`}
      ${paused && !reading && html`<${Paused} say=${say} onGoOn=${goOn} />`}
      ${asking !== null && html`<${Begin} state=${state} say=${say} onBegin=${begin} onClose=${() => setAsking(null)} />`}
      ${reading && html`<${Read} state=${state} act=${act} say=${say} announce=${announce} onClose=${closeReading} />`}
      ${leaving && html`<${Withdraw} item=${leaving} act=${act} say=${say} ask="withdraw" said="stories" close=${() => setLeaving(null)} />`}</div>`;
  };
};
