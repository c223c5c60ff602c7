// The map panel: toolbar, canvas, and the lists beside it.

const panel = (kit) => {
  const { html, useState, useEffect, useLayoutEffect, useRef, useMemo, Button, Choice, Dialog } = kit;
  const lists = mapLists(kit), sides = mapSides(kit, lists);
  const TABS = ["picked", "things", "links", "loops"];

  /** A name being typed on the canvas itself. */
  const Typing = ({ typing, net, say, onDone, onClose }) => {
    const input = useRef(null), over = useRef(false);
    const [problem, setProblem] = useState("");
    // before the next key can come, else the first letters would be commands
    useLayoutEffect(() => { input.current.focus(); input.current.select(); }, []);
    const at = net.toPage(typing.at);
    const finish = async (keep) => {
      const name = input.current?.value.trim();
      if (over.current) return;
      over.current = true;
      if (!keep || !name || name === typing.name) { onClose(keep); return; }
      const answer = await onDone(name);
      if (answer.ok) onClose(true); else { over.current = false; setProblem(answer.refused); input.current?.focus(); }
    };
    const keys = (e) => {
      e.stopPropagation();
      if (e.key === "Enter") { e.preventDefault(); finish(true); }
      if (e.key === "Escape") finish(false);
    };
    return html`<div class="wb-map-typing wb-map-over" style=${{ left: `clamp(min(8.5em, 46%), ${at.x}px, calc(100% - min(8.5em, 46%)))`, top: `clamp(1.4em, ${at.y}px, calc(100% - 1.4em))` }}>
      <input ref=${input} type="text" maxlength="200" defaultValue=${typing.name} value=${undefined} placeholder=${say("map.name_here")} aria-label=${say("map.field.name")}
        onKeyDown=${keys} onBlur=${() => finish(true)} />
      ${problem && html`<p class="wb-problem">${problem}</p>`}
    </div>`;
  };

  const AddLine = ({ book, desk, say, innerRef }) => {
    const [names, setNames] = useState(""), [problem, setProblem] = useState("");
    const [kind, setKind] = useState(book.map.map_kind);
    const add = async (e) => {
      e.preventDefault();
      if (!names.trim()) return;
      const sent = names, answer = await desk.add(sent, kind);
      if (answer.ok) { setNames((now) => (now === sent ? "" : now)); setProblem(""); } else setProblem(answer.refused);
    };
    return html`<form class="wb-map-add" onSubmit=${add}>
      <input ref=${innerRef} type="text" value=${names} aria-label=${say("map.add_label")} placeholder=${say(`map.add_placeholder.${kind}`)}
        onInput=${(e) => setNames(e.currentTarget.value)} onKeyDown=${(e) => { if (!((e.ctrlKey || e.metaKey) && !names)) e.stopPropagation(); }} />
      <${Choice} hideLabel label=${say("map.field.thing_kind")} value=${kind} options=${book.choices.thing_kind.map((k) => [k, say(`map.thing_kind.${k}`)])} onPick=${setKind} />
      <button type="submit" class="wb-button main">${say("map.add")}</button>
      ${problem && html`<p class="wb-problem">${problem}</p>`}
    </form>`;
  };

  const Find = ({ book, desk, say, innerRef }) => html`<div class="wb-map-find" role="search" aria-label=${`${say("map.search")}: ${book.map.name}`}>
    <input ref=${innerRef} type="search" value=${book.search} aria-label=${say("map.search")} placeholder=${say("map.search")} onInput=${(e) => desk.filter({ search: e.currentTarget.value })}
      onKeyDown=${(e) => { e.stopPropagation(); if (e.key !== "Enter") return; const found = book.sorted().find((t) => book.matches(t) && !book.hidden(t.id)); if (found) desk.go(found.id); }} />
    <${Choice} hideLabel label=${say("map.filter_kind")} value=${book.kind} onPick=${(kind) => desk.filter({ kind })}
      options=${[["", say("map.every_kind")], ...book.choices.thing_kind.map((k) => [k, say(`map.only_kind.${k}`)])]} />
    <${Choice} hideLabel label=${say("map.filter_marker")} value=${book.marker} onPick=${(marker) => desk.filter({ marker })}
      options=${[["", say("map.every_marker")], ...book.choices.marker.map((m) => [m, say(`map.marker.${m}`)])]} />
    ${book.focus && html`<${Button} onClick=${desk.wider}>${say("map.wider")}<//>`}
    ${book.filtering() && html`<${Button} onClick=${desk.showAll}>${say("map.show_everything")}<//>`}
  </div>`;

  const Keys = ({ say, words, onClose }) => html`<${Dialog} title=${say("map.keys.title")} onClose=${onClose} say=${say}>
    <table class="wb-map-keys"><tbody>${Object.entries(words.map.keys.list).map(([key, [keys, what]]) => html`<tr key=${key}><th scope="row">${keys}</th><td>${what}</td></tr>`)}</tbody></table><//>`;

  const Tools = ({ book, desk, net, ui, say, has }) => html`<div class="wb-map-tools" role="toolbar" aria-label=${say("map.tools")}>
    ${book.may_edit && html`<${Button} aria-pressed=${book.linking} onClick=${ui.linking}>↗ ${say("map.draw_links")}<//>
    <${Button} onClick=${() => desk.undo(false)}>↶ ${say("panel.undo")}<//><${Button} onClick=${() => desk.undo(true)}>↷ ${say("panel.redo")}<//>`}
    <${Button} onClick=${() => net()?.fit()}>${say("map.fit")}<//>
    <${Button} aria-label=${say("map.zoom_in")} onClick=${() => net()?.zoom(1.25)}>+<//><${Button} aria-label=${say("map.zoom_out")} onClick=${() => net()?.zoom(0.8)}>−<//>
    ${book.may_edit && html`<${Button} aria-pressed=${has.relaxing} onClick=${ui.relax}>${say(has.relaxing ? "map.freeze" : "map.relax")}<//>`}
    <${Button} aria-pressed=${has.full} onClick=${ui.full}>${say("map.full")}<//>
    <${Button} onClick=${ui.keys}>${say("map.keys.short")}<//>
  </div>`;

  const Tabs = ({ tab, setTab, book, desk, say, hasLoops }) => {
    const shown = TABS.filter((t) => t !== "loops" || hasLoops);
    const keys = (e) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
      if (!step) return;
      e.preventDefault(); e.stopPropagation();
      const to = shown[(shown.indexOf(tab) + step + shown.length) % shown.length];
      setTab(to);
      e.currentTarget.querySelector(`[data-tab=${to}]`)?.focus();
    };
    const counts = { things: book.things.size, links: book.links.size, loops: book.loops?.length };
    return html`<aside class="wb-map-side" aria-label=${`${say("map.side")}: ${book.map.name}`}>
      <div class="wb-map-tabs" role="tablist" aria-label=${say("map.side")} onKeyDown=${keys}>${shown.map((t) => html`<button type="button" key=${t} data-tab=${t} role="tab" id=${`wb-${book.map.id}-tab-${t}`}
        class="wb-map-tab" aria-selected=${tab === t} tabindex=${tab === t ? 0 : -1} aria-controls=${`wb-${book.map.id}-tabpanel`} onClick=${() => setTab(t)}>${say(`map.tab.${t}`)}${counts[t] !== undefined ? html` <span class="wb-map-count">${counts[t]}</span>` : ""}</button>`)}</div>
      <div class="wb-map-body" role="tabpanel" id=${`wb-${book.map.id}-tabpanel`} aria-labelledby=${`wb-${book.map.id}-tab-${tab}`} tabindex="0">
        ${tab === "picked" && html`<${sides.Picked} book=${book} desk=${desk} say=${say} />`}
        ${tab === "things" && html`<${lists.Things} book=${book} desk=${desk} say=${say} />`}
        ${tab === "links" && html`<${lists.Links} book=${book} desk=${desk} say=${say} />`}
        ${tab === "loops" && html`<${sides.Loops} book=${book} desk=${desk} say=${say} />`}
      </div>
    </aside>`;
  };

  return function MapPanel({ state, act, say, words, toast, announce, confirm, height, root, onNews }) {
    const [, setTick] = useState(0);
    const [tab, setTab] = useState("picked");
    const [typing, setTyping] = useState(null);
    const [showKeys, setShowKeys] = useState(false);
    const [has, setHas] = useState({ relaxing: false, full: false });
    const box = useRef(null), net = useRef(null), addLine = useRef(null), search = useRef(null);
    const redraw = () => setTick((n) => n + 1);

    const { book, desk, keys, ui } = useMemo(() => {
      const made = { book: mapBook(state), ui: {} }, get = () => net.current;
      made.desk = mapDesk({ book: made.book, act, say, toast, announce, confirm, redraw, net: get, has: { loops: state.has_loops } });
      made.keys = mapKeys({ book: made.book, desk: made.desk, net: get, ui: made.ui, say, announce });
      return made;
    }, []);

    Object.assign(ui, {
      sentence: (link) => lists.sentence(book, link, say),
      rename: (id) => setTyping({ id, name: book.nameOf(id), at: net.current.at(id) }),
      linking: () => { book.linking = !book.linking; net.current?.clearTap(); announce(say(book.linking ? "map.said.linking" : "map.said.not_linking")); redraw(); },
      relax: () => { const now = !net.current.relaxing(); net.current.relax(now); setHas((h) => ({ ...h, relaxing: now })); },
      full: () => { if (document.fullscreenElement) document.exitFullscreen(); else root.requestFullscreen?.(); },
      keys: () => setShowKeys(true),
      toAdd: () => addLine.current?.focus(),
      toSearch: () => search.current?.focus(),
    });

    // What is newly picked on the canvas is shown beside it, except while somebody works through a list.
    const picked = () => { setTab((now) => (now === "loops" && book.loop ? now : "picked")); ui.linksOf = null; redraw(); };

    useEffect(() => {
      const start = () => {
        net.current = mapNet(kit, { box: box.current, book, say, on: {
          place: desk.place, drawLink: (a, b) => desk.drawLink(a, b).then(picked), picked, rename: (id) => ui.rename(id),
          addAt: (at, more) => setTyping({ at, name: "", ...more }), linkFrom: desk.linkFrom, viewMoves: () => setTyping((t) => (t ? { ...t } : t)),
        } });
        net.current.show();
        // The first picture tells how large things are; only then can the whole be fitted in.
        requestAnimationFrame(() => { net.current?.fit(); redraw(); });
        box.current.__map = { net: net.current, book }; // for the tests
      };
      const watch = new ResizeObserver(() => { if (!net.current && box.current.clientWidth > 0) start(); });
      watch.observe(box.current);
      return () => { watch.disconnect(); net.current?.destroy(); net.current = null; };
    }, []);

    const one = book.oneThing() || book.oneLink();
    useEffect(() => { if (one) act("show", { kind: book.things.has(one.id) ? "thing" : "link", id: one.id }, { beside: true }); }, [one && one.id]);

    useEffect(() => {
      let wait = null;
      desk.loops();
      const off = onNews((news) => {
        if (!news.gone) return;
        const { things, links } = book.take(news);
        net.current?.showSome(things, links);
        if (news.loops) { clearTimeout(wait); wait = setTimeout(desk.loops, 120); }
        redraw();
      });
      return () => { off(); clearTimeout(wait); };
    }, []);

    useEffect(() => {
      let last = false; // whether this map was what people touched last: then Ctrl+Z on the bare page is meant for it
      const touch = (e) => { last = root.contains(e.target); };
      const bare = (e) => { if (last && (e.target === document.body || root === e.target)) keys.everywhere(e); };
      const full = () => { setHas((h) => ({ ...h, full: document.fullscreenElement === root })); setTimeout(() => net.current?.fit(), 80); };
      document.addEventListener("pointerdown", touch, true);
      document.addEventListener("keydown", bare);
      document.addEventListener("fullscreenchange", full);
      return () => { document.removeEventListener("pointerdown", touch, true); document.removeEventListener("keydown", bare); document.removeEventListener("fullscreenchange", full); };
    }, []);

    const done = (name) => (typing.id
      ? desk.reviseThing(typing.id, { name }, { name: typing.name })
      : desk.addAt(name, typing.at, book.map.map_kind, typing.linkFrom));
    const close = () => { setTyping(null); box.current?.focus({ preventScroll: true }); };

    return html`<div class=${`wb-map ${has.full ? "full" : ""}`} style=${{ "--wb-map-high": height || "78vh" }} onKeyDown=${keys.everywhere}>
      <div class="wb-map-head">
        <h2>${book.map.name}</h2>
        ${book.may_edit ? html`<${AddLine} book=${book} desk=${desk} say=${say} innerRef=${addLine} />` : html`<p class="wb-soft">${say("map.read_only")}</p>`}
      </div>
      <div class="wb-map-bars"><${Tools} book=${book} desk=${desk} net=${() => net.current} ui=${ui} say=${say} has=${has} />
      <${Find} book=${book} desk=${desk} say=${say} innerRef=${search} /></div>
      <div class="wb-map-main">
        <div class=${`wb-map-canvas ${book.linking ? "linking" : ""}`}>
          <div ref=${box} class="wb-map-box" tabindex="0" role="application" aria-roledescription=${say("map.role")} onKeyDown=${keys.canvas}
            aria-label=${say("map.canvas_label", { name: book.map.name, n: book.things.size, links: book.links.size })}></div>
          ${book.things.size === 0 && !typing && html`<p class="wb-map-empty">${say(book.may_edit ? "map.empty" : "map.empty_read_only")}</p>`}
          ${(book.linkFrom || book.linking) && html`<p class="wb-map-note wb-map-over">${book.linkFrom ? say("map.said.link_from", { name: book.nameOf(book.linkFrom) }) : say("map.said.linking")}
            <${Button} onClick=${() => { book.linkFrom = null; book.linking = false; net.current?.clearTap(); redraw(); }}>${say("map.stop")}<//></p>`}
          ${typing && net.current && html`<${Typing} key=${typing.id || `${typing.at.x} ${typing.at.y}`} typing=${typing} net=${net.current} say=${say} onDone=${done} onClose=${close} />`}
        </div>
        <${Tabs} tab=${tab} setTab=${setTab} book=${book} desk=${desk} say=${say} hasLoops=${state.has_loops} />
      </div>
      ${showKeys && html`<${Keys} say=${say} words=${words} onClose=${() => setShowKeys(false)} />`}
    </div>`;
  };
};
