// A text to read: what was tagged is underlined in lanes, each passage with the number of its theme at both ends.

const makeCodingText = ({ html, useState, useEffect, useLayoutEffect, useRef }) => {
  const LANES = 4;
  const COLOURS = ["#0b5cad", "#a63c06", "#00664f", "#7d3c98"];

  /** Passages get lanes so that those that overlap are never drawn over each other. */
  const inLanes = (codings) => {
    const ends = [];
    return [...codings].sort((a, b) => a.from - b.from || b.to - a.to).map((one) => {
      let lane = ends.findIndex((end) => end <= one.from);
      if (lane < 0) { lane = ends.length; ends.push(0); }
      ends[lane] = one.to;
      return { ...one, lane };
    });
  };
  const piecesOf = (text, codings) => {
    const edges = [...new Set([0, text.length, ...codings.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
    return edges.slice(0, -1).map((from, at) => {
      const to = edges[at + 1];
      return { from, words: text.slice(from, to), on: codings.filter((c) => c.from <= from && to <= c.to),
        opens: codings.filter((c) => c.from === from), closes: codings.filter((c) => c.to === to) };
    });
  };
  /** Lines of different kinds (whole, dashed, dotted, long and short) as well as of different colours. */
  const lines = (on) => {
    const kinds = [(c) => `linear-gradient(${c}, ${c})`, (c) => `repeating-linear-gradient(90deg, ${c} 0 9px, transparent 9px 13px)`,
      (c) => `repeating-linear-gradient(90deg, ${c} 0 3px, transparent 3px 7px)`, (c) => `repeating-linear-gradient(90deg, ${c} 0 12px, transparent 12px 15px, ${c} 15px 18px, transparent 18px 21px)`];
    const drawn = on.map(({ lane }) => lane % LANES);
    return { backgroundImage: drawn.map((lane) => kinds[lane](COLOURS[lane])).join(","), backgroundPosition: drawn.map((lane) => `0 calc(100% - ${lane * 5}px)`).join(",") };
  };
  const numbers = (codings) => codings.map((c) => c.number).join(" ");

  const Piece = ({ piece }) => (piece.on.length === 0 ? html`<span>${piece.words}</span>`
    : html`<span class="wb-coding-mark" style=${lines(piece.on)} title=${piece.on.map((c) => c.name).join(" · ")}
        data-opens=${piece.opens.length ? `${numbers(piece.opens)}[` : undefined} data-closes=${piece.closes.length ? `]${numbers(piece.closes)}` : undefined}>${piece.words}</span>`);

  /** One part of a text. `onSelect({field, from, to})` hears what is selected in UTF-16 units, null where nothing is. Nothing can
   * be typed into it: it is editable for the browser only so that there is a caret for the keyboard. */
  const Words = ({ part, codings, label, heading, hold, onSelect, selectable, language, say }) => {
    const box = useRef(null), [broken, mend] = useState(0);
    const { text, field } = part;
    const drawn = inLanes(codings);
    const moved = () => {
      const span = box.current && codingWords.selected(box.current);
      if (span) onSelect(codingWords.told(box.current, span, language));
    };
    useEffect(() => {
      if (!selectable) return undefined;
      document.addEventListener("selectionchange", moved);
      return () => document.removeEventListener("selectionchange", moved);
    }, [text, field, selectable]);
    useEffect(() => {
      if (hold?.field !== field) return undefined;
      if (hold.to > hold.from) codingWords.hold(box.current, [hold.from, hold.to]);
      if (hold.set) codingWords.select(box.current, [hold.from, hold.to]);
      return () => codingWords.hold(null);
    }, [hold, text, codings.length]);
    useLayoutEffect(() => { // drawing the marks anew takes the browser's selection away
      if (hold?.field === field && hold.to > hold.from && document.activeElement === box.current) codingWords.select(box.current, [hold.from, hold.to]);
    }, [codings.map(({ id }) => id).join()]);
    const keys = (e) => {
      if (e.ctrlKey || e.metaKey || e.altKey) return;
      const granularity = { w: "word", s: "sentence" }[e.key.toLowerCase()];
      if (!granularity) return;
      e.preventDefault();
      const span = codingWords.selected(box.current) || [0, 0];
      const [from, to] = codingPlace.grown(text, span, granularity, language);
      codingWords.select(box.current, [from, to]);
    };
    const refuse = (e) => e.preventDefault();
    const typed = () => mend(broken + 1); // a browser that typed all the same gets the text anew
    const edit = selectable ? { contenteditable: "true", role: "textbox", "aria-multiline": "true", "aria-readonly": "true", inputmode: "none", tabindex: "0",
      onBeforeInput: refuse, onPaste: refuse, onCut: refuse, onDrop: refuse, onDragStart: refuse, onInput: typed, onKeyDown: keys } : {};
    return html`<div class="wb-coding-part">${heading && html`<h3>${heading}</h3>`}
      <div key=${broken} class="wb-coding-words" ref=${box} dir="auto" spellcheck="false" autocapitalize="off" autocorrect="off" aria-label=${label} data-field=${field} translate="no" ...${edit}
        >${piecesOf(text, drawn).map((piece) => html`<${Piece} key=${piece.from} piece=${piece} />`)}</div></div>`;
  };
  return { Words };
};
