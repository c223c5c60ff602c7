// The matrix itself: marks that are dragged with a mouse or a finger, or carried with the arrow keys.

const makeTaskField = (kit) => {
  const { html, useState, useEffect, useRef } = kit;
  const CARRY = { ArrowLeft: ["often", -0.5], ArrowRight: ["often", 0.5], ArrowUp: ["complexity", 0.5], ArrowDown: ["complexity", -0.5] };
  const DRAG_FROM = 5; // pixels: less than this is a click

  const useSize = (box) => {
    const [size, setSize] = useState({ width: 0, height: 0 });
    useEffect(() => {
      const measure = () => {
        const width = box.current.clientWidth;
        // a narrow screen has room downwards, and marks need it
        const height = width < 420 ? width * 2 : Math.min(width * 0.82, window.innerHeight * 0.78);
        setSize({ width, height: Math.round(Math.max(height, 360)) });
      };
      const watch = new ResizeObserver(measure);
      watch.observe(box.current);
      measure();
      return () => watch.disconnect();
    }, []);
    return size;
  };

  const Regions = ({ state, say, size }) => {
    const x = taskPixel(state.frequent_from, size.width), y = taskPixel(state.complex_from, size.height, { up: true });
    const boxes = { on_pull: { left: 0, top: 0, width: x, height: y }, learnt: { left: x, top: 0, width: size.width - x, height: y },
      in_team: { left: 0, top: y, width: size.width, height: size.height - y } };
    return state.regions.map((region) => html`<div key=${region} class=${`wb-region wb-region-${region}`}
      style=${Object.fromEntries(Object.entries(boxes[region]).map(([k, v]) => [k, `${v}px`]))}><span>${say(`task_matrix.region.${region}`)}</span></div>`);
  };

  const Trails = ({ tasks, places, size }) => html`<svg class="wb-trails" width=${size.width} height=${size.height} aria-hidden="true">
    ${tasks.filter((t) => t.before).map((t) => {
      const x = taskPixel(t.before[1], size.width), y = taskPixel(t.before[0], size.height, { up: true });
      return html`<g key=${t.id}><line x1=${x} y1=${y} x2=${places[t.id][0]} y2=${places[t.id][1]} /><circle cx=${x} cy=${y} r="5" /></g>`;
    })}</svg>`;

  const Steps = ({ name, say, size }) => html`<ol class=${`wb-steps wb-steps-${name}`} aria-hidden="true">${[1, 2, 3, 4, 5].map((n) => html`<li key=${n}
    style=${name === "often" ? { left: `${taskPixel(n, size.width)}px` } : { top: `${taskPixel(n, size.height, { up: true })}px` }}>${say(`task_matrix.${name}_step.${n}`)}</li>`)}</ol>`;

  /** `onMove(task, {often, complexity}, how)` hears where a task was put; `onPick(task)` that it was clicked. */
  const TaskField = ({ state, say, announce, readOnly, trails, picked, onMove, onPick, inWords }) => {
    const box = useRef(null), size = useSize(box);
    const [held, setHeld] = useState(null); // {id, often, complexity, drag: {pixels}} while a mark is on its way
    const coarse = matchMedia("(pointer: coarse)").matches;
    const mark = size.width && size.width < 420 ? 30 : coarse ? 40 : 34;
    const placed = state.tasks.filter((t) => t.often);
    const places = size.width ? taskSpread(placed, { ...size, apart: size.width < 420 ? mark - 1 : mark + 2, frequentFrom: state.frequent_from, complexFrom: state.complex_from }) : {};

    const put = (task, place, how) => {
      setHeld(null);
      if (place.often !== task.often || place.complexity !== task.complexity) onMove(task, place, how);
    };
    const grab = (task) => (e) => {
      if (readOnly || e.button) return;
      const from = { x: e.clientX, y: e.clientY }, at = places[task.id], it = e.currentTarget;
      let now = null;
      const go = (m) => {
        const dx = m.clientX - from.x, dy = m.clientY - from.y;
        if (!now && Math.hypot(dx, dy) < DRAG_FROM) return;
        const x = Math.min(Math.max(at[0] + dx, 0), size.width), y = Math.min(Math.max(at[1] + dy, 0), size.height);
        now = { often: taskStep(x, size.width), complexity: taskStep(y, size.height, { up: true }) };
        setHeld({ id: task.id, ...now, pixels: [x, y] });
      };
      const end = (m) => {
        it.removeEventListener("pointermove", go);
        it.removeEventListener("pointerup", end);
        it.removeEventListener("pointercancel", end);
        if (now && m.type === "pointerup") put(task, now, "pointer");
        else setHeld(null);
        if (now) it.addEventListener("click", (c) => { c.stopPropagation(); c.preventDefault(); }, { once: true, capture: true });
      };
      it.setPointerCapture(e.pointerId);
      it.addEventListener("pointermove", go);
      it.addEventListener("pointerup", end);
      it.addEventListener("pointercancel", end);
    };
    const keys = (task) => (e) => {
      const mine = held && held.id === task.id && !held.pixels ? held : null;
      if (CARRY[e.key] && !readOnly) {
        e.preventDefault();
        e.stopPropagation();
        const [name, by] = CARRY[e.key], base = mine || { often: task.often, complexity: task.complexity };
        const next = { id: task.id, often: base.often, complexity: base.complexity };
        next[name] = Math.min(Math.max(Math.round((base[name] + by) * 2) / 2, 1), 5);
        setHeld(next);
        announce(inWords(say, next.often, next.complexity));
      } else if (mine && e.key === "Enter") {
        e.preventDefault();
        put(task, { often: mine.often, complexity: mine.complexity }, "keys");
      } else if (mine && e.key === "Escape") {
        e.preventDefault();
        e.stopPropagation();
        setHeld(null);
      }
    };
    const leave = (task) => () => { if (held && held.id === task.id && !held.pixels) put(task, { often: held.often, complexity: held.complexity }, "left"); };
    const drawnAt = (task) => {
      if (!held || held.id !== task.id) return places[task.id];
      return held.pixels || [taskPixel(held.often, size.width), taskPixel(held.complexity, size.height, { up: true })];
    };
    const label = (task) => `${task.number}. ${task.name}: ${inWords(say, task.often, task.complexity)}. ${say(`task_matrix.region.${task.region}`)}`;

    return html`<div class="wb-task-field">
      <p class="wb-axis wb-axis-complexity" aria-hidden="true">${say("task_matrix.complexity")} ↑</p>
      ${size.width > 0 && html`<${Steps} name="complexity" say=${say} size=${size} />`}
      <div class="wb-task-box" ref=${box} role="group" aria-label=${say("task_matrix.matrix")} aria-describedby="wb-task-help" style=${{ height: `${size.height || 400}px` }}>
        ${size.width > 0 && html`<${Regions} state=${state} say=${say} size=${size} />
          ${trails && html`<${Trails} tasks=${placed} places=${places} size=${size} />`}
          ${placed.map((task) => html`<button key=${task.id} type="button" class=${`wb-mark wb-mark-${task.effective || "unknown"}`} data-task=${task.id}
            aria-label=${label(task)} title=${task.name} aria-pressed=${picked === task.id} data-held=${held && held.id === task.id ? "true" : undefined}
            style=${{ left: `${drawnAt(task)[0]}px`, top: `${drawnAt(task)[1]}px`, width: `${mark}px`, height: `${mark}px` }}
            onPointerDown=${grab(task)} onKeyDown=${keys(task)} onBlur=${leave(task)} onClick=${() => { if (!held) onPick(task); }}><span>${task.number}</span></button>`)}`}
      </div>
      ${size.width > 0 && html`<${Steps} name="often" say=${say} size=${size} />`}
      <p class="wb-axis wb-axis-often" aria-hidden="true">${say("task_matrix.often")} →</p>
      <p class="wb-task-now" aria-hidden="true">${held ? `${state.tasks.find((t) => t.id === held.id)?.name || ""}: ${inWords(say, held.often, held.complexity)}` : "\u00a0"}</p>
      <p class="wb-hint" id="wb-task-help">${readOnly ? "" : say("task_matrix.matrix_help")} ${say("task_matrix.together")}</p>
    </div>`;
  };
  return TaskField;
};
