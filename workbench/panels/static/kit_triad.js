// The triangle of a triad: its geometry (as patterns/triangle.py has it; a test holds the two together), its picture with
// the poles in full words, and the widget that places a point in it by mouse, touch, keys or numbers.

const triangle = (() => {
  const HEIGHT = Math.sqrt(3) / 2, LOOSE = 1e-9;
  /** Where shares are drawn: x from left to right, y upwards, in a triangle with sides of 1. */
  const toPoint = (top, left, right) => {
    const whole = top + left + right;
    return [(right + top / 2) / whole, (top / whole) * HEIGHT];
  };
  /** The shares {top, left, right, outside} at a point; one outside is moved to the edge. */
  const fromPoint = (x, y) => {
    const t = y / HEIGHT, r = x - t / 2, given = [t, 1 - t - r, r];
    const inside = given.map((share) => (share < LOOSE ? 0 : share)), whole = inside[0] + inside[1] + inside[2];
    const [top, left, right] = inside.map((share) => share / whole);
    return { top, left, right, outside: Math.min(...given) < -LOOSE };
  };
  const SIDE = 1000, EDGE = 46; // of the picture: a side of the triangle, and the room round it
  const box = `${-EDGE} ${-EDGE} ${SIDE + 2 * EDGE} ${SIDE * HEIGHT + 2 * EDGE}`;
  /** Shares to a place in the picture, and a place in the picture to shares. */
  const at = (top, left, right) => { const [x, y] = toPoint(top, left, right); return [x * SIDE, (HEIGHT - y) * SIDE]; };
  const back = (x, y) => fromPoint(x / SIDE, HEIGHT - y / SIDE);
  const corners = [at(1, 0, 0), at(0, 1, 0), at(0, 0, 1)];
  return { box, toPoint, fromPoint, at, back, corners };
})();

const makeTriangle = ({ html }) => {
  const lines = [0.2, 0.4, 0.6, 0.8].flatMap((s) => [[[s, 1 - s, 0], [s, 0, 1 - s]], [[1 - s, s, 0], [0, s, 1 - s]], [[1 - s, 0, s], [0, 1 - s, s]]])
    .map(([from, to]) => [triangle.at(...from), triangle.at(...to)]);

  /** The triangle with its poles (labels top, left, right) in full round it; `children` are drawn in the picture, in the
   * measures of `triangle.at`. `picture` are properties of the svg; `grid` shows lines every fifth. */
  const Triangle = ({ labels, children, grid, picture }) => html`<div class="wb-triad">
    <p class="wb-pole wb-pole-top" dir="auto"><bdi>${labels[0]}</bdi></p>
    <svg viewBox=${triangle.box} ...${picture}>
      <path class="wb-triad-face" d=${`M${triangle.corners.map((c) => c.join(" ")).join("L")}Z`} />
      ${grid && html`<g class="wb-triad-grid">${lines.map(([a, b], n) => html`<line key=${n} x1=${a[0]} y1=${a[1]} x2=${b[0]} y2=${b[1]} />`)}</g>`}
      ${children}
    </svg>
    <p class="wb-pole wb-pole-left" dir="auto"><bdi>${labels[1]}</bdi></p>
    <p class="wb-pole wb-pole-right" dir="auto"><bdi>${labels[2]}</bdi></p></div>`;
  return Triangle;
};

const makeTriad = (kit) => {
  const { html, useRef, useState } = kit;
  const { Numbers, usePointer, placeKeys } = makePlacing(kit);
  const Triangle = makeTriangle(kit);
  const STEP = 0.02;
  const POLES = ["top", "left", "right"];
  const sharesOf = (place) => POLES.map((pole) => place[pole]);
  const CORNERS = { 1: { top: 1, left: 0, right: 0 }, 2: { top: 0, left: 1, right: 0 }, 3: { top: 0, left: 0, right: 1 } };
  const MIDDLE = { top: 1 / 3, left: 1 / 3, right: 1 / 3 };
  const nearest = (place) => CORNERS[1 + sharesOf(place).indexOf(Math.max(...sharesOf(place)))];

  const moved = (place, [dx, dy]) => {
    const [x, y] = triangle.toPoint(...sharesOf(place));
    return { ...triangle.fromPoint(x + dx * STEP, y + dy * STEP), outside: false }; // a key cannot miss the triangle
  };
  const triadSaid = (place, labels, say) => balance.said(balance.triad(...sharesOf(place)), labels, say);

  /** `value` is what is kept, `pending` what is not kept yet; `onMove` and `onPlace` hear of a place, `more` of other keys. */
  const Triad = ({ signifier, value, pending, onMove, onPlace, more, say, labelled }) => {
    const svg = useRef(null);
    const [grid, setGrid] = useState(false);
    const placeAt = (e) => {
      const p = new DOMPoint(e.clientX, e.clientY).matrixTransform(svg.current.getScreenCTM().inverse());
      return triangle.back(p.x, p.y);
    };
    const pointer = usePointer({ placeAt, onMove, onPlace });
    const keys = placeKeys({ now: pending || value, from: MIDDLE, moved, middle: MIDDLE, onMove, onPlace, pending, more,
      jumps: { ...CORNERS, Home: (place) => nearest(place || MIDDLE) } });
    const shown = pending || value;
    const words = shown ? triadSaid(shown, signifier.labels, say) : say("signifying.name.unplaced");
    const [x, y] = shown ? triangle.at(...sharesOf(shown)) : [0, 0];
    const slider = {
      role: "slider", tabindex: 0, "aria-roledescription": say("signifying.name.triad_role"), "aria-labelledby": labelled, "aria-describedby": `${labelled}-how`,
      "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": Math.round(100 * (shown ? Math.max(...sharesOf(shown)) : 0)),
      "aria-valuetext": pending ? say("signifying.name.would", { words }) : words, onKeyDown: keys, ...pointer };
    return html`<div class="wb-placing">
      <${Triangle} labels=${signifier.labels} grid=${grid} picture=${{ ref: svg, class: "wb-triad-picture", ...slider }}>
        ${shown && html`<g class=${`wb-point ${pending ? "pending" : ""}`} transform=${`translate(${x} ${y})`}><circle r="34" /><circle class="wb-point-heart" r="9" /></g>`}<//>
      <p class="wb-balance" aria-hidden="true"><bdi>${shown ? words : "\u00a0"}</bdi></p>
      <details class="wb-numbers"><summary>${say("signifying.name.numbers")}</summary>
        <label class="wb-check"><input type="checkbox" checked=${grid} onChange=${(e) => setGrid(e.currentTarget.checked)} /><span>${say("signifying.name.grid")}</span></label>
        <${Numbers} boxes=${POLES.map((pole, n) => [pole, say("signifying.name.share", { pole: signifier.labels[n] })])}
          now=${shown} say=${say} onPut=${(given) => {
            const whole = POLES.reduce((sum, pole) => sum + given[pole], 0);
            if (whole <= 0) return say("signifying.name.all_zero");
            onPlace({ ...Object.fromEntries(POLES.map((pole) => [pole, given[pole] / whole])), outside: false });
            return "";
          }} /></details></div>`;
  };
  return { Triad, triadSaid };
};
