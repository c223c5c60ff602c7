// One person's time line: a lane an agency, each contact a mark. By pointer, by touch, and by keyboard from mark to mark.

const makeTimeLine = (kit) => {
  const { html, useState, useEffect, useLayoutEffect, useMemo, useRef, Button } = kit;
  const { MARK, STEP } = timeLinePlace;
  const MOVES = new Set(["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End"]);
  const NARROW = 700, WALL = 1400, LARGER = 1.22; // on a wall everything is drawn larger: it is read from four metres

  /** A diamond with a thick edge is a crisis, a disc a planned contact, a ring one of which nobody said; a square was bought. */
  const shapeOf = (item) => (item.what === "bought" ? "bought" : item.urgency || "unsaid");
  const Shape = ({ kind, x, y, size = MARK }) => {
    const r = size / 2;
    if (kind === "crisis") return html`<path class="wb-tl-crisis" d=${`M${x} ${y - r - 1}L${x + r + 1} ${y}L${x} ${y + r + 1}L${x - r - 1} ${y}Z`} />`;
    if (kind === "bought") return html`<rect class="wb-tl-bought" x=${x - r + 1.5} y=${y - r + 1.5} width=${size - 3} height=${size - 3} rx="2" />`;
    return html`<circle class=${kind === "planned" ? "wb-tl-planned" : "wb-tl-unsaid"} cx=${x} cy=${y} r=${kind === "planned" ? r - 1 : r - 2} />`;
  };

  const Mark = ({ mark }) => {
    const { x, y, items, counted } = mark;
    if (!counted) return html`<g data-key=${items[0].key} class=${items[0].out ? "wb-tl-out" : ""}><${Shape} kind=${shapeOf(items[0])} x=${x} y=${y} /></g>`;
    const crisis = items.some((item) => item.urgency === "crisis");
    return html`<g data-key=${items[0].key}><rect class=${crisis ? "wb-tl-count wb-tl-count-crisis" : "wb-tl-count"} x=${x - STEP / 2 + .5} y=${y - 21} width=${STEP - 1} height="42" rx="7" />
      <text class="wb-tl-n" x=${x} y=${crisis ? y + 11 : y + 4.5} text-anchor="middle">${items.length > 99 ? "99+" : items.length}</text>
      ${crisis && html`<${Shape} kind="crisis" x=${x} y=${y - 9} size=${9} />`}</g>`;
  };

  const Arrow = ({ way, bold }) => {
    const down = way.y2 > way.y1, tip = down ? -6 : 6;
    return html`<path class=${`wb-tl-hand ${bold ? "bold" : ""}`} d=${`M${way.x} ${way.y1}L${way.x} ${way.y2}M${way.x - 4} ${way.y2 + tip}L${way.x} ${way.y2}L${way.x + 4} ${way.y2 + tip}`} />`;
  };

  /** A line for a day that matters, with its name above; two close together have their names one above the other. */
  const DayLine = ({ plan, at, words, name, n }) => {
    const x = plan.xOf(at), row = 14 + n * 24, long = words.length * 9.8;
    const from = x + long < plan.right ? x + 6 : Math.max(2, x - 6 - long < 2 ? plan.right - long : x - 6 - long);
    return html`<g class=${`wb-tl-day ${name}`}><path d=${`M${x} ${row - 10}V${plan.bottom}`} /><text x=${from} y=${row + 3}>${words}</text></g>`;
  };

  /** The name of a lane, in two lines where it is long. */
  const Name = ({ lane, beside, left }) => {
    const [first, second] = lane.lines;
    return html`<text class="wb-tl-name" x=${beside ? 4 : left} y=${lane.labelY - (second ? 9 : 0)} dominant-baseline=${beside ? "central" : "auto"}>${first}${second && html`<tspan x="4" dy="19">${second}</tspan>`}</text>`;
  };

  /** The time nobody looked at, hatched. */
  const Unseen = ({ plan, line }) => {
    const ends = [[plan.from, line.observed_from ? timeLinePlace.dayOf(line.observed_from) : plan.from], [line.observed_until ? timeLinePlace.dayOf(line.observed_until) + 1 : plan.to + 1, plan.to + 1]];
    return ends.map(([from, to]) => [Math.max(from, plan.from), Math.min(to, plan.to + 1)]).filter(([from, to]) => to > from).map(([from, to]) => {
      const x = Math.max(plan.left, plan.xOf(from - .5)), end = Math.min(plan.right, plan.xOf(to - .5));
      return html`<rect key=${from} class="wb-tl-unseen" x=${x} y=${plan.top} width=${Math.max(0, end - x)} height=${plan.bottom - plan.top} />`;
    });
  };

  /** Everything that does not move with the pointer; drawn once for one plan. */
  const Ground = ({ plan, line, year, words, say, beside }) => html`<g aria-hidden="true">
    <defs><pattern id="wb-tl-hatch" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="9" height="9" class="wb-tl-hatch-ground" /><path class="wb-tl-hatch-line" d="M0 0V9" /></pattern></defs>
    <rect class="wb-tl-seen" x=${plan.left} y=${plan.top} width=${plan.right - plan.left} height=${plan.bottom - plan.top} />
    <${Unseen} plan=${plan} line=${line} />
    ${timeLinePlace.ticks(plan, year).map((tick) => html`<g key=${tick.day} class="wb-tl-tick"><path d=${`M${plan.xOf(tick.day - .5)} ${plan.top}V${plan.bottom + 6}`} />
      ${plan.xOf(tick.day - .5) < plan.right - 24 && html`<text x=${plan.xOf(tick.day - .5) + 4} y=${plan.bottom + 24}>${tick.month === null ? tick.year : words.month(tick.month)}</text>`}</g>`)}
    ${plan.lanes.map((lane) => html`<g key=${lane.n}><path class="wb-tl-lane" d=${`M${beside ? 0 : plan.left} ${lane.top + lane.height}H${plan.right}`} />
      <${Name} lane=${lane} beside=${beside} left=${plan.left} /></g>`)}
    ${timeLinePlace.handOffs(plan).map((way) => html`<${Arrow} key=${way.key} way=${way} />`)}
    ${plan.lanes.map((lane) => lane.marks.map((mark) => html`<${Mark} key=${mark.items[0].key} mark=${mark} />`))}
    ${plan.days.map((day, n) => html`<${DayLine} key=${day.name} plan=${plan} at=${day.at} words=${say(`case_file.line.${day.name}`)} name=${day.name} n=${n} />`)}</g>`;

  const Legend = ({ line, say }) => {
    const kinds = [...new Set(line.contacts.map(shapeOf)), ...(line.bought.length ? ["bought"] : [])];
    const Key = ({ words, children }) => html`<li><svg width="30" height="20" viewBox="0 0 30 20" aria-hidden="true">${children}</svg> ${words}</li>`;
    return html`<ul class="wb-tl-legend" aria-label=${say("case_file.line.legend")}>
      ${["crisis", "planned", "unsaid", "bought"].filter((kind) => kinds.includes(kind)).map((kind) => html`<${Key} key=${kind} words=${say(`case_file.line.key_${kind}`)}><${Shape} kind=${kind} x=${15} y=${10} /><//>`)}
      ${line.contacts.some((c) => c.to !== null) && html`<${Key} words=${say("case_file.line.key_hand")}><path class="wb-tl-hand bold" d="M15 1V18M11 12L15 18L19 12" /><//>`}
      ${(line.observed_from || line.observed_until) && html`<${Key} words=${say("case_file.line.key_unseen")}><rect class="wb-tl-unseen" x="1" y="1" width="28" height="18" /><//>`}</ul>`;
  };

  const useWidth = (box) => {
    const [width, setWidth] = useState(0);
    useLayoutEffect(() => {
      const seen = new ResizeObserver(([entry]) => setWidth(Math.floor(entry.contentRect.width)));
      seen.observe(box.current);
      return () => seen.disconnect();
    }, []);
    return width;
  };

  /** The contact one is at, in words, and what can be done with it. */
  const Strip = ({ item, plan, lanes, words, say, onStep, onOpen }) => {
    if (!item) return html`<p class="wb-tl-strip wb-soft">${say("case_file.line.how")}</p>`;
    const group = plan.at.get(item.key)?.items || [item], [first, ...rest] = words.parts(item, lanes);
    return html`<div class="wb-tl-strip"><p><strong><bdi>${first}</bdi></strong> <bdi>${rest.join(" ")}</bdi>
        ${group.length > 1 && html` <span class="wb-soft">${say("case_file.line.in_group", { at: group.indexOf(item) + 1, n: group.length })}</span>`}</p>
      <div class="wb-row"><${Button} aria-label=${say("case_file.line.earlier")} onClick=${() => onStep("ArrowLeft")}>←<//><${Button} aria-label=${say("case_file.line.later")} onClick=${() => onStep("ArrowRight")}>→<//>
        ${item.what === "contact" && html`<${Button} onClick=${() => onOpen(item.id)}>${say("case_file.line.open")}<//>`}</div></div>`;
  };

  const itemsWith = (line) => timeLinePlace.itemsOf({ ...line, bought: line.bought.map((one) => ({ ...one, what_bought: one.what })) });

  /** `line` is what Python told; `onOpen(contact)` opens one, `onSeen({year, item})` hears what is looked at. */
  const TimeLine = ({ line, say, language, onOpen, onSeen, label }) => {
    const [year, setYear] = useState(null), [at, setAt] = useState(null);
    const box = useRef(null), cursor = useRef(null), wish = useRef(false);
    const room = useWidth(box), beside = room >= NARROW, larger = room >= WALL ? LARGER : 1, width = room / larger;
    const words = useMemo(() => makeTimeLineWords({ say, language }), [say, language]);
    const items = useMemo(() => itemsWith(line), [line]), years = timeLinePlace.yearsOf(line);
    const names = [...line.lanes, ...(line.bought.length ? [say("case_file.line.bought")] : [])];
    const shownYear = years.includes(year) ? year : null;
    const plan = useMemo(() => (width && items.length ? timeLinePlace.placed({ line, items, names, year: shownYear, width, beside }) : null), [items, shownYear, width]);
    const found = items.find((one) => one.key === at), item = found && plan?.at.has(at) ? found : null;
    const ground = useMemo(() => plan && html`<${Ground} plan=${plan} line=${line} year=${shownYear} words=${words} say=${say} beside=${beside} />`, [plan, words]);
    const inView = plan ? items.filter((one) => one.day >= plan.from && one.day <= plan.to) : [];
    // the mark the keyboard is at; before anybody moved, the first that is in view
    const here = item || inView[0];
    useEffect(() => { onSeen?.({ year: shownYear, item }); }, [shownYear, at]);
    useLayoutEffect(() => { if (wish.current) { wish.current = false; cursor.current?.focus({ preventScroll: false }); } });
    const go = (next, focus) => {
      if (!next) return;
      if (plan && !plan.at.has(next.key)) setYear(timeLinePlace.yearOf(next.day));
      wish.current = focus || (cursor.current !== null && document.activeElement === cursor.current);
      setAt(next.key);
    };
    const keys = (e) => {
      if (e.ctrlKey || e.metaKey || e.altKey || !here) return;
      if (MOVES.has(e.key)) { e.preventDefault(); e.stopPropagation(); go(timeLinePlace.moved(items, here, e.key), true); }
      if ((e.key === "Enter" || e.key === " ") && here.what === "contact") { e.preventDefault(); onOpen(here.id); }
    };
    /** What a finger meant: the mark nearest to it, if that is near. */
    const nearest = (e) => {
      const { left, top } = e.currentTarget.getBoundingClientRect();
      return timeLinePlace.nearest(plan, (e.clientX - left) / larger, (e.clientY - top) / larger);
    };
    const pointed = (e, focus) => {
      const key = e.target.closest?.("[data-key]")?.dataset.key, mark = key ? plan.at.get(key) : focus && nearest(e);
      if (!mark || mark.items.some((one) => one.key === at)) return;
      go(mark.items[0], focus);
    };
    const mark = here && plan?.at.get(here.key), own = here ? inView.filter((one) => one.lane === here.lane) : [];
    const ring = mark && (mark.counted ? { x: mark.x - STEP / 2 - 3, y: mark.y - 25, width: STEP + 6, height: 50, rx: 9 } : { x: mark.x - MARK / 2 - 5, y: mark.y - MARK / 2 - 5, width: MARK + 10, height: MARK + 10, rx: 7 });
    const handed = item && mark ? timeLinePlace.handOffs(plan).filter((way) => way.mark === mark) : [];
    return html`<div class="wb-tl">
      ${years.length > 1 && html`<div class="wb-row wb-tl-zoom" role="group" aria-label=${say("case_file.line.zoom")}>
        ${[null, ...years].map((one) => html`<${Button} key=${one} aria-pressed=${one === shownYear ? "true" : "false"} onClick=${() => setYear(one)}>${one ?? say("case_file.line.all")}<//>`)}</div>`}
      <div class="wb-tl-box" ref=${box}>${plan && html`<svg class="wb-tl-drawn" width=${room} height=${plan.height * larger} viewBox=${`0 0 ${width} ${plan.height}`} role=${ring ? "listbox" : "img"} aria-label=${label}
          onPointerMove=${(e) => { if (e.pointerType === "mouse") pointed(e, false); }} onClick=${(e) => pointed(e, true)} onKeyDown=${keys}
          onDblClick=${(e) => { if (e.target.closest?.("[data-key]") && item?.what === "contact") onOpen(item.id); }}>
          ${ground}
          ${handed.map((way) => html`<${Arrow} key=${`now${way.key}`} way=${way} bold />`)}
          ${ring && html`<g key=${here.key} ref=${cursor} role="option" tabindex="0" aria-selected=${item ? "true" : "false"} aria-setsize=${own.length} aria-posinset=${own.indexOf(here) + 1}
            aria-label=${words.told(here, line.lanes)} class=${`wb-tl-cursor ${item ? "" : "waiting"}`} onFocus=${() => setAt(here.key)}><rect ...${ring} /></g>`}</svg>`}</div>
      <${Strip} item=${item} plan=${plan || { at: new Map() }} lanes=${line.lanes} words=${words} say=${say} onStep=${(key) => go(timeLinePlace.moved(items, item, key), false)} onOpen=${onOpen} />
      <${Legend} line=${line} say=${say} /></div>`;
  };
  return TimeLine;
};
