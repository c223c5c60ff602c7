// A dyad: a line between two poles. Nothing lies on it until somebody puts it there, for untouched is not the middle.

const makeDyad = (kit) => {
  const { html, useRef } = kit;
  const { Numbers, usePointer, placeKeys } = makePlacing(kit);
  const STEP = 0.02;
  const clamped = (x) => Math.min(Math.max(x, 0), 1);
  const dyadSaid = (place, labels, say) => balance.said(balance.dyad(place.x), labels, say);

  const Dyad = ({ signifier, value, pending, onMove, onPlace, more, say, labelled }) => {
    const line = useRef(null);
    const placeAt = (e) => {
      const box = line.current.getBoundingClientRect();
      return { x: clamped((e.clientX - box.left) / box.width) };
    };
    const pointer = usePointer({ placeAt, onMove, onPlace });
    const keys = placeKeys({ now: pending || value, from: { x: 0.5 }, middle: { x: 0.5 }, onMove, onPlace, pending, more,
      moved: ({ x }, [across, up]) => ({ x: clamped(x + (across || up) * STEP) }), jumps: { Home: { x: 0 }, End: { x: 1 } } });
    const shown = pending || value;
    const words = shown ? dyadSaid(shown, signifier.labels, say) : say("signifying.name.unplaced");
    const slider = {
      role: "slider", tabindex: 0, "aria-labelledby": labelled, "aria-describedby": `${labelled}-how`, "aria-orientation": "horizontal",
      "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": Math.round(100 * (shown ? shown.x : 0)),
      "aria-valuetext": pending ? say("signifying.name.would", { words }) : words, onKeyDown: keys, ...pointer };
    return html`<div class="wb-placing">
      <div class="wb-dyad"><p class="wb-pole wb-pole-left" dir="auto"><bdi>${signifier.labels[0]}</bdi></p>
        <div class="wb-dyad-line" ...${slider}><div ref=${line} class="wb-dyad-track">
          ${shown && html`<span class=${`wb-dyad-knob ${pending ? "pending" : ""}`} style=${{ left: `${shown.x * 100}%` }}></span>`}</div></div>
        <p class="wb-pole wb-pole-right" dir="auto"><bdi>${signifier.labels[1]}</bdi></p></div>
      <p class="wb-balance" aria-hidden="true"><bdi>${shown ? words : "\u00a0"}</bdi></p>
      <details class="wb-numbers"><summary>${say("signifying.name.numbers")}</summary>
        <${Numbers} boxes=${[["x", say("signifying.name.across", { left: signifier.labels[0], right: signifier.labels[1] })]]} now=${shown} say=${say}
          onPut=${(given) => { onPlace(given); return ""; }} /></details></div>`;
  };
  return { Dyad, dyadSaid };
};
