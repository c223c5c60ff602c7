// What every way of placing has in common: a pointer that drags without scrolling the page, keys, and boxes for numbers.

const makePlacing = ({ html, useEffect, useRef, useState, useId }) => {
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1], PageUp: [0, 5], PageDown: [0, -5] };
  const FAR = 5; // times as far with Shift

  /** Handlers for an element with `touch-action: none`: the place follows the pointer, and is kept where it is let go.
   * With `grip`, the pointer takes hold of a thing: fewer pixels than this are a click, which places nothing. Where
   * `isThere(event)` is false when it is let go, the thing stays where it was. */
  const usePointer = ({ placeAt, onMove, onPlace, grip = 0, isThere = () => true }) => {
    const held = useRef(null);
    const follow = (e) => {
      const it = held.current;
      if (!it || it.id !== e.pointerId) return null;
      it.going = it.going || Math.hypot(e.clientX - it.x, e.clientY - it.y) >= grip;
      const place = it.going ? placeAt(e) : null;
      if (place) onMove(place);
      return place;
    };
    return {
      onPointerDown: (e) => {
        if (e.button || held.current) return; // a second finger moves nothing
        held.current = { id: e.pointerId, x: e.clientX, y: e.clientY, going: false };
        e.currentTarget.setPointerCapture(e.pointerId);
        e.currentTarget.focus({ preventScroll: true });
        e.preventDefault();
        follow(e);
      },
      onPointerMove: follow,
      onPointerUp: (e) => {
        const place = follow(e);
        if (held.current?.id === e.pointerId) held.current = null;
        if (place) (isThere(e) ? onPlace : () => onMove(null))(place);
      },
      onPointerCancel: (e) => { if (held.current?.id === e.pointerId) { held.current = null; onMove(null); } },
    };
  };

  /** Keys for one thing that is placed. `jumps` are places, or ways to one, by key; `more` are other keys' acts. */
  const placeKeys = ({ now, from, moved, middle, onMove, onPlace, pending, jumps = {}, more = {} }) => (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
    const jump = { c: middle, 0: middle, ...jumps }[key];
    const act = {
      Enter: () => { if (pending) onPlace(pending); }, " ": () => { if (pending) onPlace(pending); },
      Escape: pending ? () => onMove(null) : undefined, ...more,
    }[key];
    if (ARROWS[key]) onMove(moved(now || from, ARROWS[key].map((step) => step * (e.shiftKey ? FAR : 1))));
    else if (jump) onMove(typeof jump === "function" ? jump(now) : jump);
    else if (act) act();
    else return;
    e.preventDefault();
    e.stopPropagation();
  };

  /** Boxes for 0 to 100 and a button. `onPut({name: share})` gives a sentence where it cannot be. */
  const Numbers = ({ boxes, now, say, onPut }) => {
    const id = useId("numbers");
    const shown = () => Object.fromEntries(boxes.map(([name]) => [name, now ? String(Math.round(now[name] * 100)) : ""]));
    const [typed, setTyped] = useState(shown);
    const [problem, setProblem] = useState("");
    useEffect(() => setTyped(shown()), [JSON.stringify(now || null)]);
    const put = (e) => {
      e.preventDefault();
      const given = Object.fromEntries(boxes.map(([name]) => [name, Number(typed[name]) / 100]));
      const wrong = boxes.some(([name]) => typed[name].trim() === "" || !(given[name] >= 0 && given[name] <= 1));
      setProblem(wrong ? say("signifying.name.not_0_100") : onPut(given) || "");
    };
    return html`<form class="wb-number-boxes" onSubmit=${put} noValidate>
      ${boxes.map(([name, label], n) => html`<div class="wb-field" key=${name}><label for=${`${id}-${n}`}><bdi>${label}</bdi></label>
        <input id=${`${id}-${n}`} type="number" min="0" max="100" step="1" inputmode="numeric" value=${typed[name]} onKeyDown=${(e) => e.stopPropagation()}
          onInput=${(e) => setTyped({ ...typed, [name]: e.currentTarget.value })} /></div>`)}
      <button class="wb-button">${say("signifying.name.put")}</button>
      ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}</form>`;
  };

  return { usePointer, placeKeys, Numbers };
};
