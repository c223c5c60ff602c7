// The canvas itself: a vis-network that shows the book (the map as the page knows it) and turns gestures into commands.

const FAR = 0.32; // smaller than this, signs could not be read and are left out
const HANDLE_REACH = 18;
const MANY_LINKS = 400; // more than this: straight lines, and signs wait until the hand rests, so that dragging stays smooth
const CURVED = { enabled: true, type: "curvedCW", roundness: 0.13 };

const mapNet = (kit, { box, book, say, on }) => {
  const { vis } = kit;
  const draw = mapDraw({ say });
  const nodes = new vis.DataSet(), edges = new vis.DataSet();
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let hover = null, dragging = null, rubber = null, relaxing = false, tapFrom = null, marksDone = false, busy = false;

  const look = (id) => ({ picked: book.picked.things.has(id), hover: hover === id, dim: book.dimmed(id),
    marked: book.marked.has(id) || rubber?.over === id || tapFrom === id });

  const ctxRenderer = ({ ctx, id, x, y }) => {
    const thing = book.things.get(id);
    if (!thing) return { drawNode() {} };
    return { drawNode() {
      if (!marksDone) drawMarks(ctx); // after the lines, under the things
      const room = draw.drawThing(ctx, thing, x, y, look(id));
      const shape = net.body.nodes[id]?.shape;
      if (!shape) return;
      // vis-network takes a custom shape's size over too late for the first picture and for hit tests
      Object.assign(shape, { width: room.wide, height: room.high, left: x - room.wide / 2, top: y - room.high / 2,
        boundingBox: { left: x - room.wide / 2, right: x + room.wide / 2, top: y - room.high / 2, bottom: y + room.high / 2 + 14 },
        customSizeWidth: room.wide, customSizeHeight: room.high });
    } };
  };

  const drawMarks = (ctx) => {
    marksDone = true;
    if (net.getScale() <= FAR || (busy && book.links.size > MANY_LINKS)) return;
    const from = net.DOMtoCanvas({ x: -30, y: -30 }), to = net.DOMtoCanvas({ x: box.clientWidth + 30, y: box.clientHeight + 30 });
    const seen = (end) => end && end.x > from.x && end.x < to.x && end.y > from.y && end.y < to.y;
    for (const [id, link] of book.links) {
      const drawn = net.body.edges[id];
      if (drawn && !drawn.options.hidden && (link.delay || seen(drawn.edgeType.toPoint) || link.link_kind !== "drives")) draw.drawMarks(ctx, link, drawn, { dim: book.dimmedLink(link) });
    }
  };

  const net = new vis.Network(box, { nodes, edges }, {
    physics: { enabled: false, solver: "forceAtlas2Based", stabilization: { enabled: false },
      forceAtlas2Based: { gravitationalConstant: -170, centralGravity: 0.012, springLength: 190, springConstant: 0.06, avoidOverlap: 0.9, damping: 0.6 } },
    layout: { improvedLayout: false },
    nodes: { shape: "custom", ctxRenderer, size: 60, chosen: false, mass: 1.6 },
    edges: { smooth: CURVED, selectionWidth: 1.5, hoverWidth: 1, arrowStrikethrough: false },
    interaction: { hover: true, multiselect: true, keyboard: false, selectConnectedEdges: false, dragNodes: book.may_edit, hideEdgesOnDrag: false },
  });

  // -- showing the book -------------------------------------------------------------------------------------------------
  const node = (thing) => ({ id: thing.id, hidden: book.hidden(thing.id), ...(thing.x === null || dragging?.has(thing.id) ? {} : { x: thing.x, y: thing.y }) });
  // Of a large map only lines that would lie on each other are bent.
  let both = null;
  const bent = (link) => {
    if (book.links.size <= MANY_LINKS) return CURVED;
    both ??= new Set([...book.links.values()].map((l) => `${l.source} ${l.target}`));
    return both.has(`${link.target} ${link.source}`) ? CURVED : false;
  };
  const edge = (link) => ({ smooth: bent(link), ...draw.linkLook(link, { dim: book.dimmedLink(link), marked: book.marked.has(link.id) }),
    hidden: book.hidden(link.source) || book.hidden(link.target) });

  const place = () => {
    const open = [...book.things.values()].filter((t) => t.x === null || t.x === undefined);
    if (!open.length) return;
    const known = book.things.size - open.length;
    if (known === 0 && open.length > 1) { layOut(); return; }
    const spots = {};
    for (const thing of open) spots[thing.id] = spotFor(thing);
    nodes.update(open.map((t) => ({ id: t.id, x: t.x, y: t.y })));
    on.place(spots, true);
  };

  const spotFor = (thing) => { // beside what it is linked to, else in the middle
    const near = [...book.links.values()].filter((l) => l.source === thing.id || l.target === thing.id)
      .map((l) => book.things.get(l.source === thing.id ? l.target : l.source)).find((t) => t && t.x !== null);
    const full = [...book.things.values()].filter((t) => t !== thing && t.x !== null);
    const middle = near || net.getViewPosition();
    for (let i = 0; ; i += 1) {
      const x = middle.x + 34 * Math.sqrt(i) * Math.cos(i * 2.4) * 1.8, y = middle.y + 34 * Math.sqrt(i) * Math.sin(i * 2.4);
      if (i > 4000 || full.every((t) => Math.abs(t.x - x) > 210 || Math.abs(t.y - y) > 95)) {
        thing.x = Math.round(x); thing.y = Math.round(y);
        return [thing.x, thing.y];
      }
    }
  };

  const layOut = () => { // a map without places: let it settle once, then keep it
    const ring = 90 + book.things.size * 14;
    [...book.things.values()].forEach((thing, i) => {
      nodes.update({ id: thing.id, x: ring * Math.cos(i * 2.399) * Math.sqrt((i + 1) / book.things.size), y: ring * Math.sin(i * 2.399) * Math.sqrt((i + 1) / book.things.size) });
    });
    net.redraw();
    net.once("stabilizationIterationsDone", () => {
      net.setOptions({ physics: { enabled: false } });
      // screens are wider than high, and so are the cards
      const at = net.getPositions();
      nodes.update(Object.keys(at).map((id) => ({ id, x: at[id].x * 1.35, y: at[id].y })));
      keepAll(true); fit();
    });
    net.setOptions({ physics: { enabled: true } });
    net.stabilize(book.things.size > 150 ? 150 : 300);
  };

  const keepAll = (layout) => {
    const at = net.getPositions(), spots = {};
    for (const [id, thing] of book.things) {
      if (!at[id]) continue;
      thing.x = at[id].x; thing.y = at[id].y;
      spots[id] = [thing.x, thing.y];
    }
    on.place(spots, layout);
  };

  const show = () => {
    both = null;
    const wanted = [...book.things.values()], drawn = [...book.links.values()].filter((l) => book.things.has(l.source) && book.things.has(l.target));
    edges.remove(edges.getIds().filter((id) => !book.links.has(id)));
    nodes.remove(nodes.getIds().filter((id) => !book.things.has(id)));
    nodes.update(wanted.map(node));
    edges.update(drawn.map(edge));
    place();
    pick();
  };

  /** Show only what changed; ids of things and links. */
  const showSome = (things, links) => {
    both = null;
    const gone = (kept) => (id) => !kept.has(id);
    edges.remove(links.filter(gone(book.links)));
    nodes.remove(things.filter(gone(book.things)));
    edges.remove(edges.getIds().filter(gone(book.links)));
    nodes.update(things.map((id) => book.things.get(id)).filter(Boolean).map(node));
    edges.update(links.map((id) => book.links.get(id)).filter((l) => l && book.things.has(l.source) && book.things.has(l.target)).map(edge));
    place();
    pick();
  };

  const pick = () => {
    net.setSelection({ nodes: [...book.picked.things].filter((id) => nodes.get(id)), edges: [...book.picked.links].filter((id) => edges.get(id)) }, { highlightEdges: false });
    net.redraw();
  };

  // -- looking ----------------------------------------------------------------------------------------------------------
  const still = calm ? false : { duration: 300, easingFunction: "easeInOutQuad" };
  const fit = () => {
    const seen = nodes.getIds().filter((id) => !book.hidden(id)), at = net.getPositions(seen);
    if (!seen.length) { net.moveTo({ position: { x: 0, y: 0 }, scale: 1, animation: still }); return; }
    let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const id of seen) {
      const { wide, high } = draw.sizeOf(id), { x, y } = at[id];
      x0 = Math.min(x0, x - wide / 2); x1 = Math.max(x1, x + wide / 2);
      y0 = Math.min(y0, y - high / 2); y1 = Math.max(y1, y + high / 2 + 20);
    }
    const scale = Math.min(1.25, (box.clientWidth - 50) / (x1 - x0), (box.clientHeight - 50) / (y1 - y0));
    net.moveTo({ position: { x: (x0 + x1) / 2, y: (y0 + y1) / 2 }, scale: Math.max(scale, 0.05), animation: still });
  };
  const centre = (id) => {
    const at = net.getPositions([id])[id];
    if (!at) return;
    const dom = net.canvasToDOM(at), inside = dom.x > 60 && dom.y > 40 && dom.x < box.clientWidth - 60 && dom.y < box.clientHeight - 40;
    if (!inside) net.moveTo({ position: at, scale: Math.max(net.getScale(), 0.7), animation: still });
  };
  const zoom = (by) => net.moveTo({ scale: Math.min(3, Math.max(0.08, net.getScale() * by)), animation: calm ? false : { duration: 120 } });

  const relax = (yes) => {
    relaxing = yes;
    net.setOptions({ physics: { enabled: yes } });
    if (!yes) keepAll(false);
  };

  // -- drawing over and under -------------------------------------------------------------------------------------------
  const handleAt = () => {
    const id = rubber ? null : hover ?? (book.picked.things.size === 1 ? [...book.picked.things][0] : null);
    const at = id && book.may_edit && net.body.nodes[id];
    return at && !book.hidden(id) ? { id, x: at.x + draw.sizeOf(id).wide / 2 + 5, y: at.y - draw.sizeOf(id).high / 2 - 5 } : null;
  };
  net.on("beforeDrawing", () => { marksDone = false; });
  net.on("afterDrawing", (ctx) => {
    if (!marksDone) drawMarks(ctx);
    const handle = handleAt();
    if (handle) draw.drawHandle(ctx, handle);
    if (rubber?.to) draw.drawRubber(ctx, net.body.nodes[rubber.from], rubber.to);
  });

  // -- gestures ---------------------------------------------------------------------------------------------------------
  const point = (e) => {
    const edgeBox = box.getBoundingClientRect();
    return { x: e.clientX - edgeBox.left, y: e.clientY - edgeBox.top };
  };
  const thingAt = (dom) => { const id = net.getNodeAt(dom); return id !== undefined && book.things.has(id) ? id : null; };

  const down = (e) => {
    if (!book.may_edit || e.button > 0 || e.target.closest?.(".wb-map-over")) return;
    const dom = point(e), at = net.DOMtoCanvas(dom), handle = handleAt();
    const near = handle && Math.hypot(at.x - handle.x, at.y - handle.y) < HANDLE_REACH / Math.min(1, net.getScale());
    const from = near ? handle.id : book.linking || e.shiftKey ? thingAt(dom) : null;
    if (from === null) return;
    e.stopPropagation(); e.preventDefault();
    box.focus({ preventScroll: true });
    rubber = { from, to: null, began: dom, pointer: e.pointerId, over: null };
    box.setPointerCapture?.(e.pointerId);
  };
  const move = (e) => {
    if (!rubber || e.pointerId !== rubber.pointer) return;
    const dom = point(e);
    if (!rubber.to && Math.hypot(dom.x - rubber.began.x, dom.y - rubber.began.y) < 6) return;
    const over = thingAt(dom);
    rubber.over = over === rubber.from ? null : over;
    rubber.to = net.DOMtoCanvas(dom);
    net.redraw();
  };
  const up = (e) => {
    if (!rubber || e.pointerId !== rubber.pointer) return;
    const { from, to } = rubber, dom = point(e), over = thingAt(dom);
    rubber = null;
    if (e.type === "pointerup") {
      if (!to) tap(from);
      else if (over && over !== from) on.drawLink(from, over);
      else if (!over) on.addAt(net.DOMtoCanvas(dom), { linkFrom: from });
    }
    net.redraw();
  };
  const tap = (id) => { // tap one thing, then another
    if (tapFrom && tapFrom !== id) { on.drawLink(tapFrom, id); tapFrom = null; } else {
      tapFrom = tapFrom === id ? null : id;
      if (tapFrom) { book.pickOnly([id], []); on.picked(); on.linkFrom(id); }
    }
  };
  // The wheel moves the page until people have gone into the canvas, so that nobody is caught in it while scrolling.
  const wheel = (e) => { if (!box.contains(document.activeElement) && !document.fullscreenElement && !e.ctrlKey) e.stopPropagation(); };
  box.addEventListener("pointerdown", down, true);
  box.addEventListener("pointermove", move, true);
  box.addEventListener("pointerup", up, true);
  box.addEventListener("pointercancel", up, true);
  box.addEventListener("wheel", wheel, true);

  net.on("click", () => box.focus({ preventScroll: true }));
  net.on("hoverNode", ({ node: id }) => { hover = id; net.redraw(); });
  net.on("blurNode", ({ node: id }) => { if (hover === id) setTimeout(() => { if (hover === id) { hover = null; net.redraw(); } }, 500); });
  const picked = ({ nodes: things, edges: links }) => {
    book.pickOnly(things, things.length ? [] : links);
    on.picked();
  };
  net.on("select", picked);
  net.on("doubleClick", ({ nodes: things, edges: links, pointer }) => {
    if (!book.may_edit) return;
    if (things.length) on.rename(things[0]); else if (!links.length) on.addAt(pointer.canvas, {});
  });
  net.on("hold", ({ pointer, event }) => { // with a mouse a long press begins a drag of the view
    if (event.pointerType !== "touch" || !book.may_edit || thingAt(pointer.DOM) || net.getEdgeAt(pointer.DOM) !== undefined) return;
    on.addAt(pointer.canvas, {});
  });
  net.on("dragStart", ({ nodes: things }) => { busy = true; on.viewMoves(); dragging = new Set(things); things.forEach((id) => book.held.add(id)); if (things.length) { book.pickOnly(things, []); on.picked(); } });
  net.on("dragEnd", ({ nodes: things }) => {
    const at = net.getPositions(things), spots = {};
    dragging = null; busy = false;
    for (const id of things) {
      const thing = book.things.get(id);
      if (!thing) continue;
      thing.x = at[id].x; thing.y = at[id].y;
      spots[id] = [thing.x, thing.y];
    }
    if (things.length && !relaxing) on.place(spots, false); else things.forEach((id) => book.held.delete(id));
  });
  net.on("zoom", () => on.viewMoves());

  return {
    net, show, showSome, pick, fit, centre, zoom, relax, still,
    relaxing: () => relaxing,
    middle: () => net.getViewPosition(),
    toPage: (at) => net.canvasToDOM(at),
    at: (id) => net.getPositions([id])[id],
    wide: (id) => draw.sizeOf(id).wide * net.getScale(),
    clearTap() { tapFrom = null; net.redraw(); },
    move(id, dx, dy) { const thing = book.things.get(id); thing.x += dx; thing.y += dy; nodes.update({ id, x: thing.x, y: thing.y }); },
    resized() { net.setSize("100%", "100%"); net.redraw(); },
    destroy() {
      for (const [name, handle] of [["pointerdown", down], ["pointermove", move], ["pointerup", up], ["pointercancel", up], ["wheel", wheel]]) box.removeEventListener(name, handle, true);
      net.destroy();
    },
  };
};
