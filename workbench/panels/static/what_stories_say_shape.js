// Where stories are drawn: triangle, strip and field as marks (points, hexagons, zones) that can be hit and walked through.

const makeStoryShape = () => {
  const HIGH = Math.sqrt(3) / 2, BINS = 20, STRIP = 150, RIM = 14, WIDE = 640, DIGITS = 1e4;
  /** The zones of a triad by their corners (top, left, right), as patterns/triangle.py divides it. */
  const ZONES = { T: [[1, 0, 0], [0.6, 0.4, 0], [0.6, 0, 0.4]], L: [[0, 1, 0], [0.4, 0.6, 0], [0, 0.6, 0.4]], R: [[0, 0, 1], [0.4, 0, 0.6], [0, 0.4, 0.6]],
    LT: [[0.6, 0.4, 0], [0.4, 0.6, 0], [0.2, 0.6, 0.2], [0.6, 0.2, 0.2]], TR: [[0.6, 0, 0.4], [0.4, 0, 0.6], [0.2, 0.2, 0.6], [0.6, 0.2, 0.2]],
    LR: [[0, 0.6, 0.4], [0, 0.4, 0.6], [0.2, 0.2, 0.6], [0.2, 0.6, 0.2]], centre: [[0.6, 0.2, 0.2], [0.2, 0.6, 0.2], [0.2, 0.2, 0.6]] };
  const box = (x, y, w, h) => [[x, y], [x + w, y], [x + w, y + h], [x, y + h]];
  const SIDES = { left: box(0, 0, 0.4, 1), between: box(0.4, 0, 0.2, 1), right: box(0.6, 0, 0.4, 1) };
  const QUARTERS = { left_top: box(0, 0.5, 0.5, 0.5), right_top: box(0.5, 0.5, 0.5, 0.5), left_bottom: box(0, 0, 0.5, 0.5), right_bottom: box(0.5, 0, 0.5, 0.5) };
  const zonesOf = (kind) => (kind === "triad" ? Object.keys(ZONES) : Object.keys(kind === "dyad" ? SIDES : QUARTERS));

  const inside = (corners, x, y) => {
    let found = false;
    for (let i = 0, j = corners.length - 1; i < corners.length; j = i, i += 1) {
      const [xi, yi] = corners[i], [xj, yj] = corners[j];
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) found = !found;
    }
    return found;
  };
  const middle = (corners) => corners.reduce(([x, y], [a, b]) => [x + a / corners.length, y + b / corners.length], [0, 0]);

  /** The measure of a picture of this width: its height, and from a question's own numbers to pixels. */
  const planeOf = (kind, width) => {
    const edge = Math.max(22, width / 18), side = width - 2 * edge;
    if (kind === "dyad") {
      const h = width > WIDE ? 1.6 * STRIP : STRIP;
      return { w: width, h, side, edge, rim: RIM, toPixel: (x, y) => [edge + x * side, h - RIM - y * (h - 2 * RIM)] };
    }
    const up = kind === "triad" ? side * HIGH : side, h = up + 2 * edge;
    return { w: width, h, side, edge, rim: edge, toPixel: (x, y) => [edge + x * side, h - edge - y * side] };
  };
  const zonePixels = (kind, plane) => {
    if (kind !== "triad") return Object.fromEntries(Object.entries(kind === "dyad" ? SIDES : QUARTERS).map(([zone, corners]) => [zone, corners.map(([x, y]) => plane.toPixel(x, y))]));
    return Object.fromEntries(Object.entries(ZONES).map(([zone, corners]) => [zone, corners.map(([top, , right]) => plane.toPixel(right + top / 2, top * HIGH))]));
  };
  const frameOf = (kind, plane) => (kind === "triad" ? [[0, 0], [1, 0], [0.5, HIGH]] : box(0, 0, 1, 1)).map(([x, y]) => plane.toPixel(x, y));

  const radius = (n, side) => Math.min(Math.max(side / 420, 0.75), 1.35) * (n <= 60 ? 7 : n <= 300 ? 5 : n <= 1000 ? 3.6 : 2.7);
  const strength = (n) => (n <= 60 ? 0.75 : n <= 300 ? 0.6 : n <= 1000 ? 0.45 : 0.34);

  /** Stories that lie on the very same place are one mark, the larger the more there are. */
  const stacks = (rows, plane, kind, sized) => {
    const at = new Map();
    rows.forEach(({ story, x, y, item }) => {
      const key = `${Math.round(x * DIGITS)}/${Math.round(y * DIGITS)}/${item}`;
      if (at.has(key)) at.get(key).stories.push(story); else at.set(key, { key, stories: [story], at: [x, y], item });
    });
    const r = radius(Math.max(rows.length, sized), plane.side), marks = [...at.values()];
    marks.forEach((mark) => { [mark.x, mark.y] = plane.toPixel(...mark.at); mark.r = Math.min(r * Math.sqrt(mark.stories.length), 22); });
    return kind === "dyad" ? heaped(marks, plane, r) : marks;
  };
  /** On a strip points stand on each other where they would lie on each other: the heap says how many there are. */
  const heaped = (marks, plane, r) => {
    const bins = new Map();
    marks.sort((a, b) => a.at[0] - b.at[0]).forEach((mark) => { const bin = Math.floor(mark.x / (2 * r)); bins.set(bin, [...(bins.get(bin) || []), mark]); });
    const most = Math.max(1, ...[...bins.values()].map((bin) => bin.length)), room = plane.h - 2 * plane.rim - 2 * r, step = Math.min(2 * r, room / most);
    bins.forEach((bin) => bin.forEach((mark, n) => { mark.y = plane.h - plane.rim - r - n * step; }));
    return marks;
  };

  const gathered = (rows, keyOf, made) => {
    const cells = new Map();
    rows.forEach((row) => {
      const key = keyOf(row);
      if (!cells.has(key)) cells.set(key, { key: String(key), stories: [], item: -1, ...made(row, key) });
      cells.get(key).stories.push(row.story);
    });
    return [...cells.values()];
  };
  const bars = (rows, plane) => {
    const cells = gathered(rows, ({ x }) => Math.min(Math.floor(x * BINS), BINS - 1), (_, bin) => ({ bin }));
    const most = Math.max(1, ...cells.map((cell) => cell.stories.length)), wide = plane.side / BINS, room = plane.h - 2 * plane.rim;
    return cells.map((cell) => {
      const high = (room * cell.stories.length) / most, left = plane.edge + cell.bin * wide, top = plane.h - plane.rim - high;
      return { ...cell, x: left + wide / 2, y: top + high / 2, corners: [[left + 1, top], [left + wide - 1, top], [left + wide - 1, top + high], [left + 1, top + high]] };
    });
  };
  const hexagons = (rows, plane) => {
    const size = plane.side / 22, wide = Math.sqrt(3) * size, high = 1.5 * size;
    const centre = (q, r) => [plane.edge + (q + r / 2) * wide, plane.h - plane.edge - r * high];
    const nearest = ({ x, y }) => { // cube rounding; see Red Blob Games, "Hexagonal Grids"
      const [px, py] = plane.toPixel(x, y), r = (plane.h - plane.edge - py) / high, q = (px - plane.edge) / wide - r / 2, s = -q - r;
      let [a, b] = [Math.round(q), Math.round(r)];
      const c = Math.round(s), [da, db, dc] = [Math.abs(a - q), Math.abs(b - r), Math.abs(c - s)];
      if (da > db && da > dc) a = -b - c; else if (db > dc) b = -a - c;
      return `${a},${b}`;
    };
    return gathered(rows, nearest, (_, key) => {
      const [x, y] = centre(...key.split(",").map(Number));
      return { x, y, corners: [0, 1, 2, 3, 4, 5].map((n) => [x + size * Math.sin((n * Math.PI) / 3), y + size * Math.cos((n * Math.PI) / 3)]) };
    });
  };
  const zones = (rows, plane, kind) => {
    const corners = zonePixels(kind, plane);
    return zonesOf(kind).map((zone) => {
      const [x, y] = middle(corners[zone]);
      return { key: zone, zone, x, y, corners: corners[zone], stories: rows.filter((row) => row.zone === zone).map((row) => row.story), item: -1 };
    });
  };

  /** The rows of a question that are drawn: of the stories of a mask, and of one stone where one was chosen. */
  const rowsOf = (question, mask, stone) => question.at.map((story, n) => ({ story, x: question.x[n], y: question.y[n], zone: question.zone[n], item: question.item.length ? question.item[n] : -1 }))
    .filter((row) => (!mask || mask[row.story]) && (stone === null || row.item === stone));

  /** A picture: `mode` is points, counts or zones; points are as large as where `sized` stories lie. */
  const shapeOf = ({ question, width, mode, mask = null, stone = null, sized = 0 }) => {
    const plane = planeOf(question.kind, width), rows = rowsOf(question, mask, stone), kind = question.kind;
    const marks = mode === "zones" ? zones(rows, plane, kind) : mode === "points" ? stacks(rows, plane, kind, sized) : kind === "dyad" ? bars(rows, plane) : hexagons(rows, plane);
    return { ...plane, kind, mode, marks, n: rows.length, alpha: strength(Math.max(rows.length, sized)), frame: frameOf(kind, plane), lines: mode === "zones" ? [] : Object.values(zonePixels(kind, plane)),
      points: mode === "points" ? marks : stacks(rows, plane, kind, sized) };
  };
  /** The mark at a pixel; a finger may be further off. */
  const hit = (shape, x, y, slack) => {
    if (shape.mode !== "points") return shape.marks.find((mark) => mark.stories.length && inside(mark.corners, x, y)) || null;
    let best = null, nearest = Infinity;
    shape.marks.forEach((mark) => { const d = Math.hypot(mark.x - x, mark.y - y) - mark.r; if (d < slack && d < nearest) { best = mark; nearest = d; } });
    return best;
  };
  const within = (shape, corners) => shape.points.filter((mark) => inside(corners, mark.x, mark.y)).flatMap((mark) => mark.stories);
  /** The next mark in a direction: what is nearest to the line that leads there. */
  const next = (shape, from, [dx, dy]) => {
    const there = shape.marks.filter((mark) => mark.stories.length);
    if (!from || !there.includes(from)) return there[0] || null;
    let best = null, nearest = Infinity;
    there.forEach((mark) => {
      const along = (mark.x - from.x) * dx + (mark.y - from.y) * dy, aside = Math.abs((mark.x - from.x) * dy) + Math.abs((mark.y - from.y) * dx);
      if (mark !== from && along > 0.01 && along + 2 * aside < nearest) { best = mark; nearest = along + 2 * aside; }
    });
    return best || from;
  };

  return { zonesOf, rowsOf, shapeOf, hit, within, next };
};
