// Stones on a field with two named axes: each is dragged, carried with keys, put where the field is touched, or by numbers.

const makeStones = (kit) => {
  const { html, useEffect, useRef, useState, Button } = kit;
  const { Numbers, usePointer, placeKeys } = makePlacing(kit);
  const STEP = 0.02;
  const GRIP = 6; // pixels
  const clamped = (x) => Math.min(Math.max(x, 0), 1);

  const at = ({ x, y }) => ({ left: `${x * 100}%`, top: `${(1 - y) * 100}%` });

  /** One stone, beside the field until it is kept on it. `last` names the stone that has the keyboard: it keeps it when it
   * changes its place on the page. */
  const Stone = ({ name, number, home, place, pending, onMove, onPlace, onPick, last, more, picked, placeAt, isThere, say, axes, labelled }) => {
    const button = useRef(null);
    useEffect(() => { if (last.current === name) button.current.focus({ preventScroll: true }); }, []);
    const pointer = usePointer({ placeAt, onMove, onPlace, grip: GRIP, isThere });
    const keys = placeKeys({ now: place, from: { x: 0.5, y: 0.5 }, middle: { x: 0.5, y: 0.5 }, onMove, onPlace, pending, more,
      moved: ({ x, y }, [dx, dy]) => ({ x: clamped(x + dx * STEP), y: clamped(y + dy * STEP) }) });
    const words = place ? balance.stoneSaid(place.x, place.y, axes, say) : say("signifying.name.unplaced");
    return html`<button type="button" ref=${button} class=${`wb-stone ${pending && home ? "pending" : ""}`} style=${home ? at(place) : undefined}
      role="slider" aria-roledescription=${say("signifying.name.stone_role")} aria-label=${say("signifying.name.stone", { stone: name })} aria-describedby=${`${labelled}-how`}
      aria-valuemin="0" aria-valuemax="100" aria-valuenow=${place ? Math.round(place.x * 100) : 0} aria-valuetext=${pending ? say("signifying.name.would", { words }) : words}
      data-picked=${picked ? "true" : undefined} onKeyDown=${keys} onFocus=${() => { last.current = name; onPick(); }} onBlur=${(e) => { if (e.relatedTarget) last.current = ""; }} ...${pointer}>${number}</button>`;
  };

  /** `value` and `pending` are {stones: {name: {x, y}}}. */
  const Stones = ({ signifier, value, pending, onMove, onPlace, more, say, labelled }) => {
    const field = useRef(null), last = useRef("");
    const [picked, setPicked] = useState(signifier.labels[0]);
    const kept = (value && value.stones) || {}, moving = (pending && pending.stones) || {};
    const placeOf = (name) => moving[name] || kept[name];
    const placeAt = (e) => {
      const box = field.current.getBoundingClientRect();
      return { x: clamped((e.clientX - box.left) / box.width), y: clamped(1 - (e.clientY - box.top) / box.height) };
    };
    const isThere = (e) => {
      const box = field.current.getBoundingClientRect(), near = 40;
      return e.clientX > box.left - near && e.clientX < box.right + near && e.clientY > box.top - near && e.clientY < box.bottom + near;
    };
    const move = (name) => (place) => {
      const stones = { ...moving };
      if (place) stones[name] = place; else delete stones[name];
      onMove(Object.keys(stones).length ? { stones } : null);
    };
    const put = (name) => (place) => onPlace({ stones: { ...kept, ...moving, [name]: place } });
    const off = (name) => {
      const stones = { ...kept, ...moving };
      delete stones[name];
      if (Object.keys(stones).length) onPlace({ stones }); else more.Delete();
    };
    const touched = usePointer({ placeAt, onMove: move(picked), onPlace: put(picked) });
    const onField = { ...touched, onPointerDown: (e) => { if (e.target === e.currentTarget || e.target.closest(".wb-field-cross")) touched.onPointerDown(e); } };
    const [left, right, bottom, top] = signifier.axes;
    const stone = (name, n) => html`<${Stone} key=${name} name=${name} number=${n + 1} home=${Boolean(kept[name])} place=${placeOf(name)} pending=${moving[name]} last=${last} picked=${picked === name} placeAt=${placeAt} isThere=${isThere}
      onPick=${() => setPicked(name)} onMove=${move(name)} onPlace=${put(name)} axes=${signifier.axes} say=${say} labelled=${labelled}
      more=${{ ...more, Delete: () => off(name), Backspace: () => off(name) }} />`;
    const pick = (name) => { setPicked(name); field.current.scrollIntoView({ block: "nearest" }); };
    const where = (name) => (placeOf(name) ? balance.stoneSaid(placeOf(name).x, placeOf(name).y, signifier.axes, say) : say("signifying.answer.beside"));
    return html`<div class="wb-placing wb-stones">
      <div class="wb-stones-field"><p class="wb-pole wb-pole-top" dir="auto"><bdi>${top}</bdi></p>
        <p class="wb-pole wb-pole-left" dir="auto"><bdi>${left}</bdi></p>
        <div class="wb-field-box" ref=${field} tabindex="-1" role="group" aria-labelledby=${labelled} ...${onField}><span class="wb-field-cross" aria-hidden="true"></span>
          ${signifier.labels.map((name, n) => {
            if (kept[name]) return stone(name, n);
            return placeOf(name) && html`<span key=${name} class="wb-stone pending" aria-hidden="true" style=${at(placeOf(name))}>${n + 1}</span>`;
          })}</div>
        <p class="wb-pole wb-pole-right" dir="auto"><bdi>${right}</bdi></p>
        <p class="wb-pole wb-pole-bottom" dir="auto"><bdi>${bottom}</bdi></p></div>
      <ol class="wb-stones-list" aria-label=${say("signifying.name.stones")}>${signifier.labels.map((name, n) => html`<li key=${name} class=${picked === name ? "picked" : ""}>
        ${kept[name] ? html`<span class="wb-stone-number" aria-hidden="true">${n + 1}</span>` : stone(name, n)}
        <div class="wb-stone-said"><button type="button" class="wb-stone-name" aria-pressed=${picked === name ? "true" : "false"} onClick=${() => pick(name)}><bdi>${name}</bdi></button>
          <span class="wb-soft"><bdi>${where(name)}</bdi></span></div>
        ${placeOf(name) && html`<${Button} kind="quiet" aria-label=${say("signifying.name.take_off", { stone: name })} onClick=${() => off(name)}>×<//>`}</li>`)}</ol>
      <div class="wb-stones-now"><p class="wb-balance" aria-hidden="true"><bdi>${say("signifying.answer.stone", { stone: picked, where: where(picked) })}</bdi></p>
        <details class="wb-numbers"><summary>${say("signifying.name.numbers")}: <bdi>${picked}</bdi></summary><${Numbers} key=${picked} now=${placeOf(picked)} say=${say}
          boxes=${[["x", say("signifying.name.across", { left, right })], ["y", say("signifying.name.upwards", { bottom, top })]]}
          onPut=${(given) => { put(picked)(given); return ""; }} /></details></div></div>`;
  };
  return { Stones };
};
