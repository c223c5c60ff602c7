// The stack as a picture that is moved, enlarged and picked from; Python says where everything goes.

const makeStackDraw = ({ html, useState, useEffect, useRef, Button }) => {
  const LINE = 18, STEP = 1.3, MOST = 6, READABLE = 2.25;
  const HEAD = "M0,0L-6,14L0,10.5L6,14Z";
  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

  /** Which part of the picture is shown: its left upper corner, and how much larger than "all of it". */
  const useLook = (stack, box) => {
    const [look, setLook] = useState({ x: 0, y: 0, zoom: 1 });
    const [size, setSize] = useState([1000, 600]), [measured, setMeasured] = useState(false);
    useEffect(() => {
      if (!box.current) return undefined;
      const seen = new ResizeObserver(([entry]) => { const { width, height } = entry.contentRect; if (width && height) { setSize([width, height]); setMeasured(true); } });
      seen.observe(box.current);
      return () => seen.disconnect();
    }, []);
    const whole = Math.max(stack.width / size[0], stack.height / size[1]); // units a pixel when all is shown
    // in a narrow window letters would be too small to read: it begins near the system that is looked at
    useEffect(() => {
      const own = stack.systems.find((system) => system.id === stack.focus), zoom = Math.max(1, whole / READABLE), u = whole / zoom;
      const [x, y, width, height] = own && zoom > 1 ? own.at : [0, 0, 0, 0];
      setLook({ x: x + width / 2 - (size[0] * u) / 2, y: y + height / 2 - (size[1] * u) / 2, zoom });
    }, [stack.focus, stack.open_only, measured]);
    const unit = whole / look.zoom, wide = size[0] * unit, high = size[1] * unit;
    const held = ({ x, y, zoom }) => {
      const u = whole / zoom, w = size[0] * u, h = size[1] * u;
      // what is smaller than the window stands in its middle, and at its top
      const within = (at, part, all, spare) => (part >= all ? spare * (all - part) : clamp(at, 0, all - part));
      return { x: within(x, w, stack.width, 0.5), y: within(y, h, stack.height, 0), zoom };
    };
    const shown = held(look);
    /** Enlarges about a point of the picture (its middle where none is given). */
    const enlarge = (by, at) => setLook((was) => {
      const from = held(was), zoom = clamp(from.zoom * by, 1, MOST * Math.max(1, whole)), u = whole / from.zoom, v = whole / zoom;
      const [px, py] = at || [size[0] / 2, size[1] / 2];
      return held({ x: from.x + px * (u - v), y: from.y + py * (u - v), zoom });
    });
    const move = (dx, dy) => setLook((was) => { const from = held(was), u = whole / from.zoom; return held({ x: from.x + dx * u, y: from.y + dy * u, zoom: from.zoom }); });
    const show = (x, y) => setLook((was) => {
      const from = held(was), u = whole / from.zoom, w = size[0] * u, h = size[1] * u;
      const inside = x > from.x && x < from.x + w && y > from.y && y < from.y + h;
      return inside ? was : held({ x: x - w / 2, y: y - h / 2, zoom: from.zoom });
    });
    return { view: `${shown.x} ${shown.y} ${wide} ${high}`, size, zoom: shown.zoom, enlarge, move, show, fit: () => setLook({ x: 0, y: 0, zoom: 1 }) };
  };

  /** Wheel, drag and pinch. A drag of a few pixels is still a click. */
  const useHands = (box, look) => {
    const held = useRef(new Map()), moved = useRef(0), hands = useRef(look);
    hands.current = look;
    const place = (e) => { const r = box.current.getBoundingClientRect(); return [e.clientX - r.left, e.clientY - r.top]; };
    useEffect(() => {
      const node = box.current;
      const wheel = (e) => {
        if (!e.ctrlKey && !node.contains(document.activeElement)) return;
        e.preventDefault();
        hands.current.enlarge(e.deltaY < 0 ? 1.15 : 1 / 1.15, place(e));
      };
      node.addEventListener("wheel", wheel, { passive: false });
      return () => node.removeEventListener("wheel", wheel);
    }, []);
    return {
      moved,
      onPointerDown: (e) => { if (held.current.size === 0) moved.current = 0; held.current.set(e.pointerId, place(e)); },
      onPointerMove: (e) => {
        const was = held.current.get(e.pointerId);
        if (!was) return;
        const now = place(e), others = [...held.current.entries()].filter(([id]) => id !== e.pointerId);
        if (others.length) {
          const [, other] = others[0], far = (p) => Math.hypot(p[0] - other[0], p[1] - other[1]);
          if (far(was) > 10) hands.current.enlarge(far(now) / far(was), [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2]);
          moved.current += 20;
        } else {
          moved.current += Math.hypot(now[0] - was[0], now[1] - was[1]);
          if (moved.current > 6) { hands.current.move(was[0] - now[0], was[1] - now[1]); box.current.setPointerCapture?.(e.pointerId); }
        }
        held.current.set(e.pointerId, now);
      },
      onPointerUp: (e) => held.current.delete(e.pointerId),
      onPointerCancel: (e) => held.current.delete(e.pointerId),
      onPointerLeave: (e) => { if (e.pointerType === "mouse" && !e.buttons) held.current.delete(e.pointerId); },
    };
  };

  const Lines = ({ lines, x, y, ...rest }) => html`<text ...${rest}>${lines.map((line, n) => html`<tspan key=${n} x=${x} y=${y + n * LINE}>${line}${" "}</tspan>`)}</text>`;

  const System = ({ system }) => {
    if (system.lives) return null;
    const [x, y, width, height] = system.at;
    return html`<rect class=${`wb-stack-system ${system.inside ? "inside" : ""}`} x=${x} y=${y} width=${width} height=${height} rx="8" />`;
  };

  /** What can be picked: by mouse and touch, and by Tab and Enter. */
  const Picked = ({ name, chosen, onPick, onSeen, at, tab = true, children, kind, id }) => html`<g class=${`wb-stack-pick ${chosen ? "chosen" : ""}`} role="button" tabindex=${tab ? 0 : -1}
    aria-label=${name} aria-pressed=${chosen ? "true" : "false"} data-kind=${kind} data-id=${id} onClick=${onPick} onFocus=${() => onSeen(...at)}
    onKeyDown=${(e) => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); e.stopPropagation(); onPick(); } }}><title>${name}</title>${children}</g>`;

  const Flow = ({ flow, looks, chosen, onPick, onSeen }) => {
    const { colour, dash } = looks[flow.look], [x, y] = flow.badge, never = flow.look === "nothing", { path } = flow;
    return html`<${Picked} kind="flow" id=${flow.id} name=${`${flow.pair}. ${flow.counted}`} chosen=${chosen} onPick=${onPick} onSeen=${onSeen} at=${[x, y]} tab=${!never}>
      <path class="wb-stack-touch" d=${path} /><path class="wb-stack-flow" d=${path} stroke=${colour} stroke-width=${flow.thick} stroke-dasharray=${dash[1] ? dash.join(" ") : undefined} />
      ${flow.head && html`<path d=${HEAD} transform=${`translate(${flow.head[0]} ${flow.head[1]}) rotate(${flow.head[2]})`} fill=${flow.linked ? colour : "#fff"} stroke=${colour} stroke-width="2" />`}
      ${!never && html`<rect class="wb-stack-badge" x=${x - 13} y=${y - 13} width="26" height="26" rx=${flow.stops ? 0 : 13} fill=${flow.stops ? colour : "#fff"} stroke=${colour} />
        <text x=${x} y=${y + 5.5} class="wb-stack-number" fill=${flow.stops ? "#fff" : colour}>${flow.sent}</text>`}<//>`;
  };

  const Cycle = ({ cycle, chosen, onPick, onSeen, say }) => {
    const [x, y, width, height] = cycle.at, middle = x + width / 2, top = y + (cycle.short ? height - 22 : height) / 2 - ((cycle.lines.length - 1) * LINE) / 2 + 5;
    const name = cycle.about ? say("stack.panel.cycle", { name: cycle.name, about: cycle.about }) : cycle.name;
    return html`<${Picked} kind="cycle" id=${cycle.id} name=${name} chosen=${chosen} onPick=${onPick} onSeen=${onSeen} at=${[middle, y + height / 2]}>
      <rect class=${`wb-stack-cycle ${cycle.look} ${cycle.pale ? "pale" : ""}`} x=${x} y=${y} width=${width} height=${height} rx=${cycle.round} />
      <${Lines} class=${`wb-stack-name ${cycle.pale ? "pale" : ""}`} lines=${cycle.lines} x=${middle} y=${top} />
      <text class="wb-stack-short" x=${middle} y=${y + height - 9}>${cycle.short}</text><//>`;
  };

  const Drawn = ({ stack, looks, chosen, onPick, say }) => {
    const box = useRef(null), look = useLook(stack, box), hands = useHands(box, look);
    const pick = (kind, id) => () => { if (hands.moved.current <= 6) onPick(kind, id); hands.moved.current = 0; };
    const does = { "+": () => look.enlarge(STEP), "=": () => look.enlarge(STEP), "-": () => look.enlarge(1 / STEP), "−": () => look.enlarge(1 / STEP), 0: look.fit, ArrowLeft: () => look.move(-60, 0), ArrowRight: () => look.move(60, 0), ArrowUp: () => look.move(0, -60), ArrowDown: () => look.move(0, 60) };
    const keys = (e) => { if (does[e.key] && !e.ctrlKey && !e.altKey && !e.metaKey) { e.preventDefault(); e.stopPropagation(); does[e.key](); } };
    const tools = [["larger", "+"], ["smaller", "−"], ["left", "←"], ["right", "→"], ["upwards", "↑"], ["downwards", "↓"], ["fit", "⤢"]];
    const run = { larger: does["+"], smaller: does["-"], left: does.ArrowLeft, right: does.ArrowRight, upwards: does.ArrowUp, downwards: does.ArrowDown, fit: look.fit };
    const drawnLast = (a, b) => (a.look === "nothing" ? 0 : 1) - (b.look === "nothing" ? 0 : 1);
    return html`<div class="wb-stack-drawn"><div class="wb-stack-tools" role="group" aria-label=${say("stack.panel.tools")}>
        ${tools.map(([name, sign]) => html`<${Button} key=${name} aria-label=${say(`stack.panel.${name}`)} title=${say(`stack.panel.${name}`)} onClick=${run[name]}>${sign}<//>`)}</div>
      <div ref=${box} class="wb-stack-box" onKeyDown=${keys} onPointerDown=${hands.onPointerDown} onPointerMove=${hands.onPointerMove} onPointerUp=${hands.onPointerUp} onPointerCancel=${hands.onPointerCancel} onPointerLeave=${hands.onPointerLeave}>
        <svg role="group" aria-label=${stack.title} viewBox=${look.view} width=${look.size[0]} height=${look.size[1]}>
          ${stack.bands.map((band) => html`<g key=${band.top}><rect class="wb-stack-band" x="0" y=${band.top - 8} width=${stack.width} height=${band.bottom - band.top + 16} rx="6" /><text class="wb-stack-scale" x="12" y=${band.top + 21}>${band.name}</text></g>`)}
          ${stack.systems.map((system) => html`<${System} key=${system.id} system=${system} />`)}
          ${[...stack.flows].sort(drawnLast).map((flow) => html`<${Flow} key=${flow.id} flow=${flow} looks=${looks} chosen=${chosen === `flow ${flow.id}`} onPick=${pick("flow", flow.id)} onSeen=${look.show} />`)}
          ${stack.systems.filter((system) => !system.lives).map((system) => html`<g key=${`name ${system.id}`}><title>${system.name}</title><${Lines} class="wb-stack-header" lines=${system.lines} x=${system.at[0] + 10} y=${system.at[1] + 21} /></g>`)}
          ${stack.cycles.map((cycle) => html`<${Cycle} key=${cycle.id} cycle=${cycle} chosen=${chosen === `cycle ${cycle.id}`} onPick=${pick("cycle", cycle.id)} onSeen=${look.show} say=${say} />`)}
        </svg></div>
      <p class="wb-hint">${say("stack.panel.keys")}</p></div>`;
  };

  /** What the lines and boxes mean, drawn as they are drawn above; only what is there. */
  const Legend = ({ stack, looks, say }) => {
    const lines = Object.keys(looks).filter((look) => stack.flows.some((flow) => flow.look === look));
    const some = lines.some((look) => look !== "nothing");
    const marks = [some && "thick", stack.flows.some((flow) => !flow.linked) && "no_link", stack.flows.some((flow) => flow.stops) && "stops"].filter(Boolean);
    const boxes = [...["standing", "one_issue", "not_said", "lives"].filter((look) => stack.cycles.some((cycle) => cycle.look === look)), ...(stack.cycles.some((cycle) => cycle.pale) ? ["closed"] : [])];
    const sample = (key) => {
      if (looks[key]) return html`<path d="M2,12H50" fill="none" stroke=${looks[key].colour} stroke-width=${key === "nothing" ? 1.5 : 4} stroke-dasharray=${looks[key].dash[1] ? looks[key].dash.join(" ") : undefined} />`;
      if (key === "thick") return [2.5, 5, 8].map((thick, n) => html`<path key=${n} d=${`M${2 + 17 * n},12h13`} stroke="#5f6368" stroke-width=${thick} />`);
      if (key === "no_link") return html`<path d="M2,12H38" stroke="#5f6368" stroke-width="2.5" /><path d=${HEAD} transform="translate(50 12) rotate(90)" fill="#fff" stroke="#5f6368" stroke-width="2" />`;
      if (key === "stops") return html`<rect x="15" y="1" width="22" height="22" fill=${looks.waits_long.colour} /><text x="26" y="17" class="wb-stack-number" fill="#fff">2</text>`;
      return html`<rect class=${`wb-stack-cycle ${key === "closed" ? "not_said pale" : key}`} x="3" y="2" width="46" height="20" rx=${{ one_issue: 9, lives: 10, standing: 0 }[key] ?? 4} />`;
    };
    return html`<ul class="wb-stack-legend" aria-label=${say("stack.legend.title")}>${[...lines, ...marks, ...boxes].map((key) => html`<li key=${key}><svg width="52" height="24" viewBox="0 0 52 24" aria-hidden="true">${sample(key)}</svg><span>${say(`stack.legend.${key}`)}</span></li>`)}</ul>`;
  };

  return { Drawn, Legend };
};
