// How things and links look on the canvas. Shape tells actor (pill, with a figure) from factor (card); signs are drawn as
// characters beside the arrow head, so that nothing depends on colour.

const INK = { ink: "#1d2629", soft: "#4c5659", card: "#ffffff", tint: "#e0eeec", teal: "#0d5657", sienna: "#8f3d0c",
  plum: "#8a1c6b", line: "#5d686b", edge: "#7d756a", paper: "#fbf8f3", badge: "#f1ece3" };
const FACE = '"Source Sans 3", "Segoe UI", "Noto Sans", "DejaVu Sans", system-ui, sans-serif';
const SIGNS = { same: "+", opposite: "−", unknown: "?", disputed: "±" };
const LINE_HIGH = 25;

const mapDraw = ({ say }) => {
  const laidOut = new Map(); // by thing id: the words on its card, wrapped; measuring text is what costs

  const wrap = (ctx, text, wide, most) => {
    const lines = [];
    let line = "";
    for (let word of text.split(" ")) {
      while (ctx.measureText(word).width > wide) {
        let n = word.length - 1;
        while (n > 1 && ctx.measureText(`${word.slice(0, n)}-`).width > wide) n -= 1;
        if (line) { lines.push(line); line = ""; }
        lines.push(`${word.slice(0, n)}-`);
        word = word.slice(n);
      }
      const longer = line ? `${line} ${word}` : word;
      if (ctx.measureText(longer).width <= wide) line = longer; else { lines.push(line); line = word; }
    }
    if (line) lines.push(line);
    if (lines.length > most) { lines.length = most; lines[most - 1] = `${lines[most - 1].replace(/.$/, "")}…`; }
    return lines;
  };

  const badgesOf = (thing) => {
    const words = (thing.markers || []).map((marker) => say(`map.marker_short.${marker}`));
    if (thing.thing_kind === "factor" && thing.effect !== "unknown") words.unshift(say(`map.effect_short.${thing.effect}`));
    return words;
  };

  const layOut = (ctx, thing) => {
    const known = laidOut.get(thing.id);
    if (known && known.of === thing) return known;
    const actor = thing.thing_kind === "actor";
    ctx.font = `600 21px ${FACE}`;
    const lines = wrap(ctx, thing.name, thing.name.length > 60 ? 260 : 190, 7);
    const text = Math.max(...lines.map((line) => ctx.measureText(line).width));
    const high = Math.max(46, lines.length * LINE_HIGH + 22);
    const wide = Math.max(84, text + (actor ? 30 + Math.min(high, 60) * 0.6 + 22 : 34));
    ctx.font = `600 14px ${FACE}`;
    const badges = badgesOf(thing).map((words) => ({ words, wide: ctx.measureText(words).width + 14 }));
    const made = { of: thing, actor, lines, wide, high, badges };
    laidOut.set(thing.id, made);
    return made;
  };

  const figure = (ctx, kind, x, y) => { // 22 wide, about y
    ctx.strokeStyle = INK.teal; ctx.fillStyle = INK.teal; ctx.lineWidth = 2;
    if (kind === "organisation") {
      ctx.strokeRect(x + 3, y - 11, 16, 22);
      for (const dy of [-6, 0]) { ctx.fillRect(x + 6.5, y + dy, 3, 3); ctx.fillRect(x + 12.5, y + dy, 3, 3); }
      ctx.fillRect(x + 9, y + 5.5, 4, 5.5);
      return;
    }
    const body = (dx, dy, r) => {
      ctx.beginPath(); ctx.arc(x + dx, y + dy - 5, r, 0, 7); ctx.fill();
      ctx.beginPath(); ctx.arc(x + dx, y + dy + 9, r * 1.75, Math.PI, 0); ctx.fill();
    };
    if (kind === "group") { body(6, -1, 3.6); body(16, 2, 4); } else body(11, 0, 4.6);
  };

  /** Draws one thing; gives the room it takes. `look` has picked, hover, dim, marked. */
  const drawThing = (ctx, thing, x, y, look) => {
    const it = layOut(ctx, thing);
    const left = x - it.wide / 2, top = y - it.high / 2;
    ctx.globalAlpha = look.dim ? 0.34 : 1;
    const outline = (grow) => {
      ctx.beginPath();
      ctx.roundRect(left - grow, top - grow, it.wide + 2 * grow, it.high + 2 * grow, it.actor ? it.high / 2 + grow : 6 + grow);
    };
    if (look.picked || look.marked) {
      outline(5);
      ctx.strokeStyle = look.picked ? INK.plum : INK.teal; ctx.lineWidth = look.picked ? 4 : 3; ctx.stroke();
    }
    outline(0);
    ctx.fillStyle = it.actor ? INK.tint : INK.card; ctx.fill();
    ctx.strokeStyle = it.actor ? INK.teal : INK.edge; ctx.lineWidth = look.hover ? 3 : 1.6; ctx.stroke();
    let middle = x;
    if (it.actor) { figure(ctx, thing.actor_kind, left + 15, y); middle = x + 16; }
    ctx.font = `600 21px ${FACE}`; ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.fillStyle = INK.ink;
    it.lines.forEach((line, i) => ctx.fillText(line, middle, y + (i - (it.lines.length - 1) / 2) * LINE_HIGH + 1));
    if (it.badges.length) drawBadges(ctx, it, x, top + it.high);
    ctx.globalAlpha = 1;
    return it;
  };

  const drawBadges = (ctx, it, x, y) => {
    const rows = [[]];
    for (const badge of it.badges) {
      const row = rows.at(-1);
      if (row.length && row.reduce((sum, b) => sum + b.wide + 4, 0) + badge.wide > Math.max(it.wide, 170)) rows.push([badge]); else row.push(badge);
    }
    ctx.font = `600 14px ${FACE}`;
    rows.forEach((row, r) => {
      let at = x - (row.reduce((sum, b) => sum + b.wide + 4, 0) - 4) / 2;
      for (const badge of row) {
        ctx.beginPath(); ctx.roundRect(at, y - 8 + r * 24, badge.wide, 21, 10);
        ctx.fillStyle = INK.badge; ctx.fill(); ctx.strokeStyle = INK.soft; ctx.lineWidth = 1; ctx.stroke();
        ctx.fillStyle = INK.ink; ctx.fillText(badge.words, at + badge.wide / 2, y + 3 + r * 24);
        at += badge.wide + 4;
      }
    });
  };

  /** The look of a link for vis-network. */
  const linkLook = (link, { dim, marked }) => {
    const color = link.link_kind !== "drives" ? INK.line
      : { same: INK.teal, opposite: INK.sienna }[link.polarity] || INK.line;
    const open = link.link_kind === "drives" ? link.polarity === "unknown" : link.quality === "missing";
    return {
      id: link.id, from: link.source, to: link.target, width: [1.4, 2.4, 4.2][link.strength - 1] + (marked ? 1.4 : 0),
      color: { color, highlight: INK.plum, hover: color, opacity: dim ? 0.3 : 1 },
      dashes: open ? [8, 7] : false,
      arrows: { to: { enabled: link.link_kind !== "works_with", scaleFactor: 0.75 } },
    };
  };

  const textOf = (link) => {
    const words = link.link_kind === "drives" || link.link_kind === "works_with" ? [] : [say(`map.link_kind.${link.link_kind}`)];
    if (link.link_kind !== "drives" && (link.quality === "strained" || link.quality === "missing")) words.push(say(`map.quality.${link.quality}`));
    return words.join(" · ");
  };

  /** The sign beside the arrow head, the delay mark and the relation's word, over the line of `edge`. */
  const drawMarks = (ctx, link, edge, look) => {
    const type = edge.edgeType, end = type.toPoint;
    if (!end || !edge.connected) return;
    ctx.globalAlpha = look.dim ? 0.3 : 1;
    if (link.link_kind === "drives") {
      const before = type.getPoint(0.6), length = Math.hypot(end.x - before.x, end.y - before.y) || 1;
      const x = end.x - ((end.x - before.x) / length) * 30, y = end.y - ((end.y - before.y) / length) * 30;
      const color = link.polarity === "opposite" ? INK.sienna : link.polarity === "same" ? INK.teal : INK.ink;
      ctx.beginPath(); ctx.arc(x, y, 13, 0, 7); ctx.fillStyle = INK.card; ctx.fill();
      ctx.strokeStyle = color; ctx.lineWidth = 1.3; ctx.stroke();
      ctx.fillStyle = color; ctx.font = `700 23px ${FACE}`; ctx.textAlign = "center"; ctx.textBaseline = "middle";
      ctx.fillText(SIGNS[link.polarity], x, y + 1);
    }
    if (link.delay) {
      const a = type.getPoint(0.46), b = type.getPoint(0.54), angle = Math.atan2(b.y - a.y, b.x - a.x);
      ctx.save();
      ctx.translate((a.x + b.x) / 2, (a.y + b.y) / 2); ctx.rotate(angle);
      ctx.fillStyle = INK.paper; ctx.fillRect(-4, -4, 8, 8);
      ctx.strokeStyle = INK.ink; ctx.lineWidth = 2.6;
      ctx.beginPath(); ctx.moveTo(-4, -10); ctx.lineTo(-4, 10); ctx.moveTo(4, -10); ctx.lineTo(4, 10); ctx.stroke();
      ctx.restore();
    }
    const text = textOf(link);
    if (text) {
      const at = type.getPoint(0.5);
      ctx.font = `500 16px ${FACE}`; ctx.textAlign = "center"; ctx.textBaseline = "middle";
      const wide = ctx.measureText(text).width + 8;
      ctx.fillStyle = INK.paper; ctx.fillRect(at.x - wide / 2, at.y - 11, wide, 22);
      ctx.fillStyle = INK.soft; ctx.fillText(text, at.x, at.y + 1);
    }
    ctx.globalAlpha = 1;
  };

  /** The line that follows the pointer while a link is drawn. */
  const drawRubber = (ctx, from, to) => {
    ctx.beginPath(); ctx.moveTo(from.x, from.y); ctx.lineTo(to.x, to.y);
    ctx.strokeStyle = INK.plum; ctx.lineWidth = 3; ctx.setLineDash([10, 6]); ctx.stroke(); ctx.setLineDash([]);
    ctx.beginPath(); ctx.arc(to.x, to.y, 6, 0, 7); ctx.fillStyle = INK.plum; ctx.fill();
  };

  const drawHandle = (ctx, at) => {
    ctx.beginPath(); ctx.arc(at.x, at.y, 12, 0, 7); ctx.fillStyle = INK.teal; ctx.fill();
    ctx.strokeStyle = "#fff"; ctx.lineWidth = 2.4;
    ctx.beginPath(); ctx.moveTo(at.x - 5, at.y); ctx.lineTo(at.x + 5, at.y); ctx.moveTo(at.x + 1, at.y - 4);
    ctx.lineTo(at.x + 5, at.y); ctx.lineTo(at.x + 1, at.y + 4); ctx.stroke();
  };

  return { drawThing, linkLook, drawMarks, drawRubber, drawHandle, sizeOf: (id) => laidOut.get(id) || { wide: 200, high: 60 } };
};
