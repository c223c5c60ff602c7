// One picture of stories on a canvas: drawn once, with what is picked and pointed at drawn over it; lasso, tap and keys.

const makeStoryDraw = ({ html, useState, useEffect, useRef, useMemo }, { shapes, picks }) => {
  const SLIP = 5, NEAR = { mouse: 5, pen: 8, touch: 16 }, MOST_LASSO = 2000, READABLE = 9, MANY = 250;
  const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  const useWidth = (ref, most) => {
    const [width, setWidth] = useState(0);
    useEffect(() => {
      const seen = new ResizeObserver(([entry]) => setWidth(Math.floor(Math.min(entry.contentRect.width, most))));
      seen.observe(ref.current);
      return () => seen.disconnect();
    }, [most]);
    return width;
  };
  const coloursOf = (element) => {
    const style = getComputedStyle(element), of = (name) => style.getPropertyValue(`--wb-${name}`).trim();
    return { ink: of("ink"), line: of("edge"), faint: of("line"), fill: of("teal"), tint: of("teal-tint"), picked: of("plum"), card: of("card"), soft: of("soft"), font: style.fontFamily, size: parseFloat(style.fontSize) };
  };
  const ready = (canvas, shape) => {
    const dense = window.devicePixelRatio || 1, to = canvas.getContext("2d");
    canvas.width = Math.round(shape.w * dense); canvas.height = Math.round(shape.h * dense);
    to.setTransform(dense, 0, 0, dense, 0, 0);
    to.clearRect(0, 0, shape.w, shape.h);
    return to;
  };
  const trace = (to, corners) => { to.beginPath(); corners.forEach(([x, y], n) => (n ? to.lineTo(x, y) : to.moveTo(x, y))); to.closePath(); };
  /** A point; each stone of a field has an outline of its own, so that no colour is needed to tell them apart. */
  const dot = (to, { x, y, item }, r) => {
    if (item <= 0) { to.beginPath(); to.arc(x, y, r, 0, 2 * Math.PI); return; }
    const corners = [0, 4, 3, 4][item] ?? item + 1, turn = item === 1 ? Math.PI / 4 : 0;
    trace(to, Array.from({ length: corners }, (_, n) => { const angle = turn + (2 * Math.PI * n) / corners - Math.PI / 2; return [x + 1.25 * r * Math.cos(angle), y + 1.25 * r * Math.sin(angle)]; }));
  };
  const number = (to, text, x, y, colours, colour, size, ground = "") => {
    to.font = `650 ${size}px ${colours.font}`; to.textAlign = "center"; to.textBaseline = "middle"; to.fillStyle = colour;
    if (ground) { to.strokeStyle = ground; to.lineWidth = 4; to.lineJoin = "round"; to.strokeText(text, x, y); }
    to.fillText(text, x, y);
  };

  const drawBase = (canvas, shape, colours, pick) => {
    const to = ready(canvas, shape);
    trace(to, shape.frame); to.fillStyle = colours.card; to.fill();
    to.strokeStyle = colours.faint; to.lineWidth = 1; to.setLineDash([3, 4]);
    shape.lines.forEach((corners) => { trace(to, corners); to.stroke(); });
    to.setLineDash([]);
    trace(to, shape.frame); to.strokeStyle = colours.line; to.lineWidth = 1.5; to.stroke();
    if (shape.mode === "points") {
      to.strokeStyle = colours.card; to.lineWidth = 0.75;
      shape.marks.forEach((mark) => {
        dot(to, mark, mark.r); to.fillStyle = colours.fill; to.globalAlpha = shape.alpha; to.fill(); to.globalAlpha = 1;
        if (shape.alpha > 0.5) to.stroke();
        if (mark.r >= READABLE && mark.stories.length > 1) number(to, mark.stories.length, mark.x, mark.y, colours, colours.ink, Math.min(mark.r * 1.2, 15));
      });
      return;
    }
    const most = Math.max(1, ...shape.marks.map((mark) => mark.stories.length));
    shape.marks.forEach((mark) => {
      trace(to, mark.corners); to.fillStyle = colours.fill; to.globalAlpha = mark.stories.length ? 0.1 + (0.45 * mark.stories.length) / most : 0; to.fill(); to.globalAlpha = 1;
      to.strokeStyle = shape.mode === "zones" ? colours.line : colours.card; to.lineWidth = 1; to.stroke();
    });
    if (!pick.n) counts(to, shape, colours, pick);
  };
  /** So much of a cell as is picked of it, from its middle; of a bar, from its foot. */
  const share = (to, mark, part) => {
    const grown = Math.sqrt(part) * 0.96, foot = mark.corners.at(-1)[1];
    trace(to, mark.corners.map(([x, y]) => (mark.bin === undefined ? [mark.x + (x - mark.x) * grown, mark.y + (y - mark.y) * grown] : [x, foot + (y - foot) * part])));
    to.globalAlpha = 0.82; to.fill(); to.globalAlpha = 1;
  };
  const counts = (to, shape, colours, pick) => {
    const wide = shape.mode === "zones" ? 60 : shape.kind === "dyad" ? shape.side / 20 : shape.side / 13, size = shape.mode === "zones" ? colours.size * 1.05 : Math.min(colours.size * 0.8, wide * 0.55);
    if (size < 10) return; // too small to be read: the table says the same
    shape.marks.forEach((mark) => {
      const all = picks.uniqueOf(mark.stories), n = picks.countIn(pick, all);
      const text = shape.mode === "zones" && n ? `${n}/${all.length}` : pick.n && shape.mode !== "zones" ? n : all.length;
      if (text) number(to, text, mark.x, mark.y, colours, n ? colours.card : colours.ink, size, n ? colours.picked : "");
    });
  };

  /** What is picked: larger, with a dark edge, over the others, which turn pale; and the one pointed at, ringed. */
  const drawOver = (canvas, shape, colours, { pick, light, lasso, at }) => {
    const to = ready(canvas, shape);
    if (pick.n) {
      const dense = pick.n > MANY;
      shape.marks.forEach((mark) => {
        const n = picks.countIn(pick, mark.stories);
        if (!n) return;
        to.fillStyle = colours.picked;
        if (shape.mode !== "points") { share(to, mark, n / mark.stories.length); return; }
        dot(to, mark, Math.max(mark.r * Math.sqrt(n / mark.stories.length), 2.5) + (dense ? 0.4 : 1)); to.globalAlpha = dense ? 0.7 : 1; to.fill(); to.globalAlpha = 1;
        to.lineWidth = dense ? 0.5 : 1.6; to.strokeStyle = colours.ink; to.stroke();
        if (mark.r >= READABLE && n > 1) number(to, n, mark.x, mark.y, colours, colours.card, Math.min(mark.r * 1.2, 15), colours.picked);
      });
      if (shape.mode !== "points") counts(to, shape, colours, pick);
    }
    const lit = new Set(light.stories);
    to.strokeStyle = colours.ink; to.lineWidth = 3;
    if (lit.size) shape.points.forEach((mark) => { if (mark.stories.some((story) => lit.has(story))) { dot(to, mark, mark.r + 4); to.stroke(); to.strokeStyle = colours.card; to.lineWidth = 1.5; dot(to, mark, mark.r + 2); to.stroke(); to.strokeStyle = colours.ink; to.lineWidth = 3; } });
    if (at) { to.strokeStyle = colours.picked; if (at.corners) trace(to, at.corners); else dot(to, { ...at, item: 0 }, at.r + 7); to.stroke(); }
    if (lasso?.length > 1) { trace(to, lasso); to.fillStyle = colours.picked; to.globalAlpha = 0.12; to.fill(); to.globalAlpha = 1; to.strokeStyle = colours.picked; to.lineWidth = 2; to.stroke(); }
  };

  /** The canvas of one question. `put(stories, how)` picks; `told(mark)` says a mark in words; `draws` lets a finger draw. */
  return function Picture({ question, mask = null, stone = null, sized = 0, mode, pick, put, how, light, told, announce, draws, label, most, children }) {
    const box = useRef(null), base = useRef(null), over = useRef(null), held = useRef({ lasso: null, at: null, down: null });
    const width = useWidth(box, most), [tip, setTip] = useState("");
    const shape = useMemo(() => (width > 40 ? shapes.shapeOf({ question, width, mode, mask, stone, sized }) : null), [question, width, mode, mask, stone, sized]);
    const drawn = useRef(null);
    const again = () => { if (shape && drawn.current) drawOver(over.current, shape, drawn.current, { pick, light, ...held.current }); };
    const latest = useRef(again);
    latest.current = again;
    useEffect(() => {
      if (!shape) return;
      drawn.current = coloursOf(box.current);
      drawBase(base.current, shape, drawn.current, pick);
    }, [shape, mode === "points" ? false : pick.n > 0]); // counts are written over what is picked, points stay as they are
    useEffect(() => { held.current.at = null; }, [shape]);
    useEffect(again, [shape, pick]);
    useEffect(() => light.on(() => latest.current()), [light]);
    const spot = (e) => { const r = over.current.getBoundingClientRect(); return [e.clientX - r.left, e.clientY - r.top]; };
    const under = (e) => hitOf(e, spot(e));
    const hitOf = (e, [x, y]) => (shape ? shapes.hit(shape, x, y, NEAR[e.pointerType] ?? 5) : null);
    const point = (mark) => { light.set(mark ? mark.stories : []); setTip(mark ? told(mark) : ""); };
    const down = (e) => {
      if (e.button > 0 || !shape) return;
      held.current.down = spot(e);
      if (e.pointerType !== "touch" || draws) { held.current.lasso = [spot(e)]; over.current.setPointerCapture(e.pointerId); }
    };
    const move = (e) => {
      const { lasso, down: from } = held.current;
      if (!lasso) { if (e.pointerType !== "touch") point(under(e)); return; }
      const [x, y] = spot(e), [lastX, lastY] = lasso.at(-1);
      if (lasso.length < MOST_LASSO && Math.hypot(x - lastX, y - lastY) >= 2 && (lasso.length > 1 || Math.hypot(x - from[0], y - from[1]) > SLIP)) { lasso.push([x, y]); again(); }
    };
    const up = (e) => {
      const { lasso, down: from } = held.current;
      Object.assign(held.current, { lasso: null, down: null });
      if (!from || !shape) return;
      if (lasso?.length > 2) { put(picks.uniqueOf(shapes.within(shape, lasso)), picks.howOf(e, how)); again(); return; }
      const mark = under(e);
      if (mark) { if (e.pointerType === "touch") point(mark); put(picks.uniqueOf(mark.stories), picks.howOf(e, how)); }
      again();
    };
    const stop = () => { Object.assign(held.current, { lasso: null, down: null }); again(); };
    const keys = (e) => {
      const go = WAYS[e.key];
      if (go || e.key === "Home") {
        e.preventDefault(); e.stopPropagation();
        const mark = shape && shapes.next(shape, go ? held.current.at : null, go || [1, 0]);
        held.current.at = mark;
        point(mark);
        if (mark) announce(told(mark));
        again();
      } else if ((e.key === " " || e.key === "Enter") && held.current.at) {
        e.preventDefault(); e.stopPropagation();
        put(picks.uniqueOf(held.current.at.stories), picks.howOf(e, how));
      } else if (e.key === "Escape") { held.current.at = null; point(null); }
    };
    return html`<div class="wb-told-picture" ref=${box}>
      <div class=${`wb-told-canvas ${draws ? "draws" : ""}`} role="application" tabindex="0" aria-label=${label} onKeyDown=${keys} onBlur=${() => { held.current.at = null; point(null); }}
        style=${shape ? `width:${shape.w}px;height:${shape.h}px` : "height:10em"}>
        <canvas class=${pick.n && mode === "points" ? "base pale" : "base"} ref=${base} aria-hidden="true"></canvas>
        <canvas class="over" ref=${over} aria-hidden="true" onPointerDown=${down} onPointerMove=${move} onPointerUp=${up} onPointerCancel=${stop} onPointerLeave=${() => { if (!held.current.lasso) point(null); }}></canvas>
      </div>${children}
      <p class="wb-told-tip" aria-hidden="true"><bdi>${tip}</bdi></p></div>`;
  };
};
