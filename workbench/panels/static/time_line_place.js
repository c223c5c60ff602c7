// Where everything stands on a time line. Nothing here draws or asks.

const timeLinePlace = (() => {
  const DAY_MS = 86400000, MARK = 15, STEP = 17, MOST_STACKED = 6, LABEL = 24, LONGEST = 22, FINGER = 24;

  const dayOf = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY_MS);
  const isoOf = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);
  const yearOf = (day) => Number(isoOf(day).slice(0, 4));

  /** The first and the last day there is anything to show of; null where there is nothing. */
  const whole = (line) => {
    const days = [...line.contacts.map((c) => c.on), ...line.bought.map((b) => b.on), line.way_from, line.referred_on, line.observed_from, line.observed_until].filter(Boolean).map(dayOf);
    return days.length ? [days.reduce((a, b) => Math.min(a, b)), days.reduce((a, b) => Math.max(a, b))] : null;
  };
  const yearsOf = (line) => {
    const span = whole(line);
    return span ? Array.from({ length: yearOf(span[1]) - yearOf(span[0]) + 1 }, (_, n) => yearOf(span[0]) + n) : [];
  };
  /** The days that are shown: one year, or all with a little air at both ends. */
  const spanOf = (line, year) => {
    if (year) return [dayOf(`${year}-01-01`), dayOf(`${year}-12-31`)];
    const [from, to] = whole(line), air = Math.max(3, Math.round((to - from) * .015));
    return [from - air, to + air];
  };

  /** What stands on the lanes, in order of days: contacts on the lane of their agency, what was bought on the last one. */
  const itemsOf = (line) => [
    ...line.contacts.map((c) => ({ ...c, key: c.id, day: dayOf(c.on), what: "contact" })),
    ...line.bought.map((b) => ({ ...b, key: `bought:${b.id}`, day: dayOf(b.on), lane: line.lanes.length, what: "bought" })),
  ].sort((a, b) => a.lane - b.lane || a.day - b.day);

  /** Marks of one lane: each item on its own, stacked where days are close, and counted where a stack would be too high. */
  const marksOf = (items, xOf, left) => {
    const columns = new Map();
    items.forEach((item) => {
      const column = Math.floor((xOf(item.day) - left) / STEP);
      if (!columns.has(column)) columns.set(column, []);
      columns.get(column).push(item);
    });
    return [...columns.entries()].flatMap(([column, stack]) => {
      // alone it stands on its own day; beside others in a column of their own, so that none covers another
      const crowded = columns.has(column - 1) || columns.has(column + 1) || stack.length > 1;
      const x = crowded ? left + (column + .5) * STEP : xOf(stack[0].day);
      if (stack.length > MOST_STACKED) return [{ x, level: 0, items: stack, counted: true }];
      return stack.map((item, level) => ({ x, level, items: [item], counted: false }));
    });
  };

  /** A name in at most two lines. */
  const linesOf = (name, longest) => {
    if (name.length <= longest) return [name];
    const cut = name.lastIndexOf(" ", longest), first = name.slice(0, cut > 0 ? cut : longest), rest = name.slice(first.length).trim();
    return [first, rest.length > longest ? `${rest.slice(0, longest - 1)}…` : rest];
  };
  /** The days that matter among those shown. */
  const daysOf = (line, from, to) => ["referred", "way_from"].map((name) => ({ name, iso: line[name === "referred" ? "referred_on" : name] }))
    .filter(({ iso }) => iso).map(({ name, iso }) => ({ name, at: dayOf(iso) })).filter(({ at }) => at >= from && at <= to);

  /** Everything placed: lanes with their marks, how high all of it is, and where each item's mark is. `width` in px. */
  const placed = ({ line, items, names, year, width, beside }) => {
    const lines = names.map((name) => (beside ? linesOf(name, LONGEST) : [name]));
    const left = beside ? Math.max(...lines.flat().map((one) => one.length)) * 10.2 + 24 : 8, right = 14;
    const [from, to] = spanOf(line, year), room = Math.max(100, width - left - right), days = daysOf(line, from, to), start = 10 + 24 * days.length;
    const xOf = (day) => left + ((day - from + .5) / (to - from + 1)) * room;
    let y = start;
    const at = new Map();
    const lanes = names.map((name, n) => {
      const own = items.filter((item) => item.lane === n && item.day >= from && item.day <= to);
      const marks = marksOf(own, xOf, left), levels = Math.max(1, ...marks.map((m) => (m.counted ? 3 : m.level + 1)));
      const top = y + (beside ? 0 : LABEL), height = Math.max(levels * STEP + 13, lines[n].length * 21);
      y = top + height;
      marks.forEach((mark) => {
        mark.y = mark.counted ? top + height / 2 : top + height - 6 - STEP / 2 - mark.level * STEP;
        mark.items.forEach((item) => at.set(item.key, mark));
      });
      return { name, lines: lines[n], n, top, height, marks, labelY: beside ? top + height / 2 : top - 7 };
    });
    return { lanes, at, left, right: width - right, top: start, days, bottom: y, height: y + 34, xOf, from, to };
  };

  /** Hand-offs to other lanes, each once for a mark: from the mark to the near edge of the other lane. */
  const handOffs = (plan) => plan.lanes.flatMap((lane) => lane.marks.flatMap((mark) => {
    const targets = [...new Set(mark.items.filter((i) => i.to !== null && i.to !== undefined && i.to !== lane.n).map((i) => i.to))];
    return targets.map((to) => {
      const other = plan.lanes[to], down = to > lane.n, half = mark.counted ? 21 : MARK / 2;
      return { key: `${mark.items[0].key}:${to}`, mark, x: mark.x, y1: mark.y + (down ? half : -half), y2: down ? other.top + 3 : other.top + other.height - 3 };
    });
  }));

  /** Where the axis has a line and a word: months of a year, or years; {day, year, month} with month 0–11 or null. */
  const ticks = (plan, year) => {
    if (year) return Array.from({ length: 12 }, (_, month) => ({ day: Math.round(Date.UTC(year, month, 1) / DAY_MS), year, month }));
    const first = yearOf(plan.from), last = yearOf(plan.to), every = Math.max(1, Math.ceil(((last - first + 1) * 58) / Math.max(1, plan.right - plan.left)));
    return Array.from({ length: last - first + 1 }, (_, n) => first + n).filter((one) => (one - first) % every === 0 && dayOf(`${one}-01-01`) >= plan.from)
      .map((one) => ({ day: dayOf(`${one}-01-01`), year: one, month: null }));
  };

  /** The item a key leads to from another: along the lane, or the nearest day of the next lane that has any. */
  const moved = (items, from, key) => {
    const own = items.filter((item) => item.lane === from.lane), n = own.indexOf(from);
    if (key === "ArrowRight") return own[Math.min(own.length - 1, n + 1)];
    if (key === "ArrowLeft") return own[Math.max(0, n - 1)];
    if (key === "Home") return own[0];
    if (key === "End") return own.at(-1);
    const way = key === "ArrowDown" ? 1 : -1, lanes = [...new Set(items.map((item) => item.lane))];
    const lane = lanes[lanes.indexOf(from.lane) + way];
    const there = items.filter((item) => item.lane === lane);
    return there.length ? there.reduce((best, item) => (Math.abs(item.day - from.day) < Math.abs(best.day - from.day) ? item : best)) : from;
  };

  /** The mark nearest to a point, none where it is further than a finger is wide. */
  const nearest = (plan, x, y) => {
    const far = (mark) => Math.hypot(mark.x - x, Math.max(0, Math.abs(mark.y - y) - (mark.counted ? 21 - MARK / 2 : 0)));
    const best = plan.lanes.flatMap((lane) => lane.marks).reduce((found, mark) => (!found || far(mark) < far(found) ? mark : found), null);
    return best && far(best) <= FINGER ? best : null;
  };

  return { nearest, MARK, STEP, dayOf, isoOf, yearOf, whole, yearsOf, itemsOf, placed, handOffs, ticks, moved };
})();
