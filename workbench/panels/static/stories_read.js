// Reading to a room: one story, very large; next and back by keys, buttons and swiping; a second step before a story is
// shown to more people than its teller agreed to.

const makeStoryRead = (kit, { Words, Cover }) => {
  const { html, useState, useEffect, useLayoutEffect, useRef, Button, Choice, Dialog } = kit;
  const SWIPE = 80, SIZES = [1, 1.3, 1.7, 2.2, 2.8], PAGE = 0.85;
  const LARGE = 1;
  const sizeKept = () => { try { const kept = localStorage.getItem("workbench-reading-size"); return kept !== null && Number(kept) in SIZES ? Number(kept) : LARGE; } catch { return LARGE; } };

  /** Who is in the room, asked once before reading begins. */
  const Begin = ({ state, say, onBegin, onClose }) => {
    const [room, setRoom] = useState(state.rooms[0]?.[0] || "");
    return html`<${Dialog} title=${say("stories.reading.title")} onClose=${onClose}><div class="wb-stack">
      <${Choice} label=${say("stories.reading.who")} value=${room} options=${state.rooms} onPick=${setRoom} /><p class="wb-hint">${say("stories.reading.who_hint")}</p>
      <div class="wb-row"><${Button} kind="main" onClick=${() => onBegin(room)}>${say("stories.reading.begin")}<//><${Button} onClick=${onClose}>${say("panel.cancel")}<//></div></div><//>`;
  };

  const Page = ({ one, other, say }) => {
    const { row } = one;
    const lang = other ? row.translated_into : row.language;
    return html`<div class="wb-reading-sheet"><h2 dir="auto" lang=${row.language || undefined}>${row.title}</h2>
      <${Words} text=${other ? row.translation : row.text} lang=${lang} cls="wb-reading-words" />
      <p class="wb-reading-facts"><bdi>${[one.on, row.place, row.listened_by && say("stories.reading.listened", { who: row.listened_by })].filter(Boolean).join(" · ")}</bdi></p>
      ${row.wish && html`<p class="wb-reading-wish" dir="auto"><b>${say("stories.card.wish")}:</b> <bdi>${row.wish}</bdi></p>`}</div>`;
  };

  const Read = ({ state, act, say, announce, onClose }) => {
    const one = state.one, box = useRef(null), page = useRef(null), from = useRef(null);
    const [size, setSize] = useState(sizeKept);
    const [other, setOther] = useState(false);
    const resize = (by) => { const to = Math.min(SIZES.length - 1, Math.max(0, size + by)); setSize(to); try { localStorage.setItem("workbench-reading-size", String(to)); } catch { /* storage may be switched off */ } };
    useLayoutEffect(() => { // opened first: what is not open takes no focus
      box.current.showModal();
      document.documentElement.requestFullscreen?.().catch(() => {}); // not everywhere; the page covers the window all the same
      return () => { if (document.fullscreenElement) document.exitFullscreen().catch(() => {}); };
    }, []);
    useLayoutEffect(() => { // at once: the button that was pressed may be gone, and the next key would find nobody
      setOther(false); if (page.current) { page.current.scrollTop = 0; if (!one?.cover) page.current.focus(); } }, [one?.id, one?.cover]);
    useEffect(() => { if (one?.n) announce(say("stories.reading.at", { at: one.at, n: one.n })); }, [one?.id]);
    const go = (by) => act("step", { by }, { shows: true });
    const first = one && one.at === 1, last = one && one.at === one.n;
    const turn = (by) => page.current?.scrollBy({ top: by * page.current.clientHeight * PAGE, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    const keys = (e) => {
      e.stopPropagation();
      if (e.ctrlKey || e.metaKey || e.altKey || /^(SELECT|INPUT|TEXTAREA)$/.test(e.target.tagName)) return;
      const on = e.target.tagName === "BUTTON";
      const does = { ArrowRight: () => !last && go(1), ArrowLeft: () => !first && go(-1), PageDown: () => turn(1), PageUp: () => turn(-1), " ": on ? null : () => turn(e.shiftKey ? -1 : 1),
        ArrowDown: () => turn(0.25), ArrowUp: () => turn(-0.25), "+": () => resize(1), "-": () => resize(-1) }[e.key];
      if (!does) return;
      e.preventDefault();
      does();
    };
    const swiped = (e) => {
      const begun = from.current, end = e.changedTouches[0];
      from.current = null;
      if (!begun || e.changedTouches.length > 1) return;
      const across = end.clientX - begun.x, down = Math.abs(end.clientY - begun.y);
      if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * down) { if (across < 0 && !last) go(1); if (across > 0 && !first) go(-1); }
    };
    const translated = one && !one.cover && one.row.translation;
    return html`<dialog ref=${box} class="wb-reading" style=${`--wb-reading: ${SIZES[size]}`} aria-label=${say("stories.reading.title")} onCancel=${(e) => { e.preventDefault(); onClose(); }} onKeyDown=${keys}
        onTouchStart=${(e) => { from.current = e.touches.length === 1 ? { x: e.touches[0].clientX, y: e.touches[0].clientY } : null; }} onTouchEnd=${swiped}>
      <div class="wb-reading-head"><span>${one && one.at > 0 ? say("stories.reading.at", { at: one.at, n: one.n }) : ""}</span><span class="wb-row">
        ${translated && html`<${Button} onClick=${() => setOther(!other)}>${say("stories.reading.other_language", { language: other ? one.language : one.translated })}<//>`}
        <${Button} aria-label=${say("stories.reading.smaller")} disabled=${size === 0} onClick=${() => resize(-1)}>A−<//><${Button} aria-label=${say("stories.reading.larger")} disabled=${size === SIZES.length - 1} onClick=${() => resize(1)}>A+<//>
        <${Button} onClick=${onClose}>${say("stories.reading.leave")}<//></span></div>
      <div class="wb-reading-page" ref=${page} tabindex="0" role="document" aria-label=${one && !one.cover ? one.row.title : say("stories.reading.title")}>
        ${!one && html`<p class="wb-story-cover-why" role="alert">${say("stories.reading.gone")}</p>`}
        ${one && one.cover && html`<${Cover} one=${one} act=${act} say=${say} inRoom onBack=${() => (last ? onClose() : go(1))} />`}
        ${one && !one.cover && html`<${Page} key=${one.id} one=${one} other=${other} say=${say} />`}</div>
      <div class="wb-reading-foot"><${Button} disabled=${first} onClick=${() => go(-1)}>← ${say("stories.reading.back")}<//><span class="wb-soft wb-reading-keys">${say("stories.reading.keys")}</span>
        <${Button} kind="main" disabled=${last} onClick=${() => go(1)}>${say("stories.reading.next")} →<//></div></dialog>`;
  };

  return { Begin, Read };
};
