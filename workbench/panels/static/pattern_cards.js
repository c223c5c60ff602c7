// Cards under headings: dragged by hand or finger, moved by keyboard or by a menu, several at once.

const makePatternCards = (kit) => {
  const { html, useState, useRef, useEffect, Button, Choice, useId } = kit;
  const FAR = 6; // pixels; less is a click
  const NONE = "";

  /** Dragging by its grip: `onDrop(group)` where it is let go over a group, and `over` while it is on its way. */
  const useDrag = (onDrop) => {
    const [at, setAt] = useState(null);
    const held = useRef(null);
    const groupAt = (x, y) => document.elementFromPoint(x, y)?.closest("[data-group]")?.dataset.group;
    const stop = () => { held.current = null; setAt(null); };
    const down = (card) => (e) => {
      if (e.button) return;
      e.currentTarget.setPointerCapture(e.pointerId);
      held.current = { card, x: e.clientX, y: e.clientY, far: false };
    };
    const move = (e) => {
      const now = held.current;
      if (!now) return;
      now.far ||= Math.hypot(e.clientX - now.x, e.clientY - now.y) > FAR;
      if (now.far) setAt({ card: now.card, x: e.clientX, y: e.clientY, over: groupAt(e.clientX, e.clientY) });
    };
    const up = (e) => {
      const now = held.current;
      stop();
      const over = groupAt(e.clientX, e.clientY);
      if (now?.far && over !== undefined) onDrop(now.card, over);
    };
    useEffect(() => {
      const escape = (e) => { if (e.key === "Escape") stop(); };
      window.addEventListener("keydown", escape);
      return () => window.removeEventListener("keydown", escape);
    }, []);
    return { at, grip: (card) => ({ onPointerDown: down(card), onPointerMove: move, onPointerUp: up, onPointerCancel: stop }) };
  };

  const Card = ({ card, picked, dragged, grip, readOnly, onPick, onMove, onOpen, children, say }) => {
    const keys = (e) => {
      if (!e.altKey || !["ArrowLeft", "ArrowRight"].includes(e.key) || readOnly) return;
      e.preventDefault();
      e.stopPropagation();
      onMove(e.key === "ArrowLeft" ? -1 : 1);
    };
    return html`<li class=${`wb-obs ${picked ? "picked" : ""} ${dragged ? "dragged" : ""}`} data-card=${card.id} onKeyDown=${keys}>
      ${!readOnly && html`<span class="wb-obs-grip" aria-hidden="true" title=${say("pattern_board.drag")} ...${grip}>⠿</span>`}
      <div class="wb-obs-body"><button type="button" class="wb-obs-open" aria-keyshortcuts=${readOnly ? undefined : "Alt+ArrowLeft Alt+ArrowRight"} onClick=${onOpen}><bdi>${card.title}</bdi></button>${children}</div>
      ${!readOnly && html`<label class="wb-obs-pick"><input type="checkbox" checked=${picked} aria-label=${say("pattern_board.pick", { what: card.title })} onChange=${(e) => onPick(e.currentTarget.checked)} /></label>`}</li>`;
  };

  const New = ({ label, button, onAdd, say }) => {
    const [name, setName] = useState("");
    const id = useId("group");
    const add = (e) => { e.preventDefault(); if (name.trim()) { onAdd(name.trim()); setName(""); } };
    return html`<form class="wb-obs-new" onSubmit=${add}><div class="wb-field"><label for=${id}>${label}</label><input id=${id} type="text" dir="auto" maxlength="200" autocomplete="off" value=${name} onInput=${(e) => setName(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()} /></div>
      <button class="wb-button" disabled=${!name.trim()}>${button}</button></form>`;
  };

  /** `groups` are [id, name]; `kind` the kind of card; `told(card)` what stands on it below its title; `section` its words. */
  const Cards = ({ kind, cards, groups, told, onOpen, onGroup, act, say, announce, readOnly, section }) => {
    const [picked, setPicked] = useState(new Set());
    const whole = useRef(null);
    const all = [[NONE, say(`${section}.none`)], ...groups], known = new Set(groups.map(([id]) => id));
    const of = (card) => (known.has(card.group) ? card.group : NONE);
    const chosen = cards.filter((card) => picked.has(card.id));
    const gather = async (ids, to, name = "") => {
      const words = name || all.find(([id]) => id === to)?.[1] || "";
      const answer = await act("gather", { kind, ids, under: to || null, name }, { done: say("pattern_board.gathered", { n: ids.length, name: words }) });
      if (answer.ok) setPicked(new Set());
    };
    const drag = useDrag((card, over) => { const ids = picked.has(card.id) ? chosen.map((one) => one.id) : [card.id]; if (ids.length > 1 || of(card) !== over) gather(ids, over); });
    const move = async (card, by) => {
      const now = all.findIndex(([id]) => id === of(card)), to = all[now + by];
      if (!to) { announce(say("pattern_board.no_further")); return; }
      await gather([card.id], to[0]);
      setTimeout(() => whole.current?.querySelector(`[data-card="${CSS.escape(card.id)}"] .wb-obs-open`)?.focus(), 50);
    };
    const pick = (card, yes) => setPicked((now) => { const next = new Set(now); if (yes) next.add(card.id); else next.delete(card.id); return next; });
    const group = ([id, name]) => {
      const here = cards.filter((card) => of(card) === id);
      return html`<section key=${id} class=${`wb-obs-group ${drag.at?.over === id ? "over" : ""}`} data-group=${id} aria-label=${name}>
        <h3><bdi>${name}</bdi> <span class="wb-soft">${here.length}</span>${id && !readOnly && onGroup && html`<${Button} kind="quiet wb-obs-about" aria-label=${say(`${section}.change_of`, { name })} onClick=${() => onGroup(id)}>…<//>`}</h3>
        ${here.length === 0 && html`<p class="wb-hint">${say("pattern_board.empty_group")}</p>`}
        <ul>${here.map((card) => html`<${Card} key=${card.id} card=${card} picked=${picked.has(card.id)} dragged=${drag.at?.card.id === card.id} grip=${drag.grip(card)} readOnly=${readOnly} say=${say}
          onPick=${(yes) => pick(card, yes)} onMove=${(by) => move(card, by)} onOpen=${() => onOpen(card)}>${told(card)}<//>`)}</ul></section>`;
    };
    return html`<div class="wb-obs-board" ref=${whole}>
      ${!readOnly && html`<p class="wb-hint">${say("pattern_board.how")}</p>`}
      ${!readOnly && chosen.length > 0 && html`<div class="wb-obs-bar" role="region" aria-label=${say("pattern_board.picked", { n: chosen.length })}><strong>${say("pattern_board.picked", { n: chosen.length })}</strong>
        <${Choice} label=${say(`${section}.under`)} value="?" options=${[["?", say("pattern_board.choose")], ...all]} onPick=${(to) => { if (to !== "?") gather([...picked], to); }} />
        <${New} label=${say(`${section}.or_new`)} button=${say("pattern_board.gather")} onAdd=${(name) => gather([...picked], null, name)} say=${say} />
        <${Button} kind="quiet" onClick=${() => setPicked(new Set())}>${say("pattern_board.pick_none")}<//></div>`}
      <div class="wb-obs-groups">${all.filter(([id]) => id !== NONE || cards.some((card) => of(card) === NONE) || !groups.length).map(group)}</div>
      ${drag.at && html`<div class="wb-obs-ghost" aria-hidden="true" style=${{ left: `${drag.at.x}px`, top: `${drag.at.y}px` }}>${chosen.length > 1 && picked.has(drag.at.card.id) ? say("pattern_board.picked", { n: chosen.length }) : drag.at.card.title}</div>`}</div>`;
  };
  return { Cards };
};
