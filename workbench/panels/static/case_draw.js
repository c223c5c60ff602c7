// Charts drawn in the page, so that what is seen in them can be picked: Vega comes once a page, when a chart is first shown.

const makeCaseDraw = ({ html, useState, useEffect, useRef }) => {
  const SLIP = 6; // less than this many pixels is a click, not a drag

  /** Vega's own program, loaded as a module of this page; its policy lets nothing that is written become code. */
  const vega = (act) => {
    globalThis.__wbVegaEmbed ||= act("drawing").then(async (answer) => {
      if (!answer.ok) { globalThis.__wbVegaEmbed = null; throw new Error(answer.refused); }
      const at = URL.createObjectURL(new Blob([answer.result], { type: "text/javascript" }));
      try { await import(at); } finally { URL.revokeObjectURL(at); }
      return globalThis.vegaEmbed;
    });
    return globalThis.__wbVegaEmbed;
  };

  const plain = (text) => String(text).replace(/\s+/g, "");
  const isOf = (text, [value, words]) => text === plain(value) || text === plain(words) || (text.endsWith("…") && text.length > 4 && plain(words).startsWith(text.slice(0, -1)));
  /** Which of the values a mark speaks of. Any of its texts may be a value's words (or their beginning, before "…"), and
   * what a cell of a grid has before and after may be one as well. */
  const valuesOf = (element, options) => {
    const datum = element?.__data__?.datum ?? element?.__data__?.items?.[0]?.datum; // where Vega keeps what a mark was drawn from
    if (!datum || typeof datum !== "object") return [];
    const texts = Object.values(datum).filter((v) => typeof v === "string").map(plain);
    if (typeof datum.before === "string" && typeof datum.after === "string") texts.push(plain(`${datum.before}→${datum.after}`));
    return options.filter((option) => texts.some((text) => isOf(text, option))).map(([value]) => value);
  };

  /** The axis of time of a picture: `n` bands, and the grounds it lies under (one for before and one for after, or one for
   * both, whose `side` is null). Pixels are those of the picture's own measure. */
  const axisOf = (view, box) => {
    const part = ["concat_0_x", "x"].find((name) => { try { return view.scale(name); } catch { return false; } }); // Vega throws where there is none
    const scale = part && view.scale(part), all = scale?.domain() || [];
    const cells = [...box.querySelectorAll("svg .concat_0_cell > g > path.background")];
    const grounds = cells.length ? cells : [...box.querySelectorAll(part === "x" ? "svg .root > g > path.background" : "svg .concat_0_group > g > path.background")].slice(0, 1);
    if (all.length < 2 || !grounds.length) return null;
    const middles = all.map((one) => scale(one) + (scale.bandwidth ? scale.bandwidth() : 0) / 2), wide = Math.max(...scale.range()), step = Math.abs(middles[1] - middles[0]);
    return { n: all.length, wide, grounds: grounds.map((ground, n) => ({ ground, side: cells.length > 1 ? n : null })),
      at: (x) => middles.reduce((best, middle, n) => (Math.abs(middle - x) < Math.abs(middles[best] - x) ? n : best), 0),
      edges: (from, to) => [Math.max(middles[from] - step / 2, 0), Math.min(middles[to] + step / 2, wide)] };
  };

  /** What of a span of quarters lies before the start and what after it, as bands of the axis. */
  const bandsOf = ([from, to], n) => [-n, 0].map((first, side) => ({ a: Math.max(from - first, 0), b: Math.min(to - first, n - 1), side })).filter(({ a, b }) => a <= b);

  /** A chart of `spec`. `pick(values)` hears a mark that was clicked: those of `options` ([[value, words], …]) it speaks
   * of; `chosen` are picked. `span(from, to)` hears a time that was drawn, `quarters` is the one that is picked. Where time
   * before and after lie over each other, `side` (0, 1) says which of them is drawn. */
  const Chart = ({ spec, act, say, options, chosen, pick, quarters, span, side, onOver, title, words }) => {
    const box = useRef(null), held = useRef(null), from = useRef(null);
    const [drawn, setDrawn] = useState(0), [failed, setFailed] = useState(false), [draft, setDraft] = useState(null);
    useEffect(() => {
      let gone = false;
      vega(act).then((embed) => (gone ? null : embed(box.current, spec, { ast: true, renderer: "svg", actions: false, defaultStyle: false, tooltip: false }))).then((made) => {
        if (!made) return;
        if (gone) { made.finalize(); return; }
        held.current?.finalize();
        held.current = made;
        const svg = box.current.querySelector("svg");
        svg.setAttribute("aria-hidden", "true"); // a listener gets the words of the whole, not each mark
        setFailed(false);
        setDrawn((n) => n + 1);
      }).catch((error) => { console.error(error); if (!gone) setFailed(true); });
      return () => { gone = true; };
    }, [spec]);
    useEffect(() => () => held.current?.finalize(), []);
    useEffect(() => {
      box.current?.querySelectorAll("svg path, svg text").forEach((one) => {
        const values = options.length ? valuesOf(one, options) : [];
        one.classList.toggle("wb-explore-off", chosen.length > 0 && values.length > 0 && !values.every((v) => chosen.includes(v)));
        one.classList.toggle("wb-explore-can", values.length > 0);
      });
    }, [drawn, JSON.stringify(chosen)]);
    const axis = drawn && span ? axisOf(held.current.view, box.current) : null;
    const xOf = (e, ground) => { const r = ground.getBoundingClientRect(); return ((e.clientX - r.left) / r.width) * axis.wide; };
    const under = (e) => axis?.grounds.find(({ ground }) => { const r = ground.getBoundingClientRect(); return e.clientX >= r.left - SLIP && e.clientX <= r.right + SLIP && e.clientY >= r.top && e.clientY <= r.bottom; });
    const down = (e) => {
      if (e.button > 0) return;
      const on = e.pointerType === "touch" ? null : under(e); // a finger that moves scrolls; the lists pick a time as well
      from.current = { x: e.clientX, ground: on?.ground, side: on?.side ?? side, at: on ? axis.at(xOf(e, on.ground)) : null };
    };
    const move = (e) => {
      const begun = from.current;
      if (!axis || !begun || begun.at === null || (!draft && Math.abs(e.clientX - begun.x) < SLIP)) return;
      e.currentTarget.setPointerCapture(e.pointerId);
      const to = axis.at(xOf(e, begun.ground));
      setDraft({ a: Math.min(begun.at, to), b: Math.max(begun.at, to), side: begun.side });
    };
    const up = (e) => {
      if (draft) {
        const first = draft.side === 1 ? 0 : -axis.n;
        span(first + draft.a, first + draft.b);
      } else if (from.current && options.length) {
        const values = valuesOf(document.elementFromPoint(e.clientX, e.clientY), options);
        if (values.length) pick(values);
      }
      setDraft(null);
      from.current = null;
    };
    const stop = () => { setDraft(null); from.current = null; };
    const bands = !axis ? [] : draft ? [draft] : quarters ? bandsOf(quarters, axis.n) : [];
    const placed = (band) => {
      const { ground } = axis.grounds.find((one) => one.side === band.side) || axis.grounds[0];
      const r = ground.getBoundingClientRect(), own = box.current.getBoundingClientRect(), unit = r.width / axis.wide, [left, right] = axis.edges(band.a, band.b);
      const part = (length, of) => `${(length / of) * 100}%`; // parts of the whole, so that they stay in place when the window changes
      return `left:${part(r.left - own.left + left * unit, own.width)};width:${part((right - left) * unit, own.width)};top:${part(r.top - own.top, own.height)};height:${part(r.height, own.height)}`;
    };
    const over = axis?.grounds.length === 1;
    useEffect(() => { if (axis) onOver(over); }, [drawn]);
    if (failed) return html`<p class="wb-problem" role="alert">${say("case_explorer.not_drawn")}</p>`;
    return html`<div class="wb-explore-scroll" role="region" tabindex="0" aria-label=${title}>
      <div class=${`wb-explore-chart ${span ? "spans" : ""}`} role="img" aria-label=${words} onPointerDown=${down} onPointerMove=${move} onPointerUp=${up} onPointerCancel=${stop}>
        <div class="wb-explore-drawn" ref=${box}></div>
        ${bands.map((band) => html`<div class=${`wb-explore-band side${band.side}`} key=${band.side} style=${placed(band)}>${over && html`<span>${say(`case_explorer.time.side_${band.side ? "after" : "before"}`)}</span>`}</div>`)}
      </div></div>`;
  };

  return Chart;
};
