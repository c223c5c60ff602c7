// The groups round a cycle, drawn: the core inside, evidence and working round it, leadership and reference further
// out, forums and others beside. In a hand only their numbers are drawn, which the list has as well.

const makeGroupsDraw = (kit) => {
  const { html, useMedia } = kit;
  const RING = { core: "core", evidence: "near", working: "near", leadership: "far", reference: "far" };
  const ORDER = ["core", "near", "far", "beside"];
  const LETTERS = 26, FIRST_TURN = { near: 0, far: Math.PI / 4 };

  const ringOf = (group) => RING[group.row.group_kind] || "beside";

  const cut = (text) => (text.length > LETTERS ? `${text.slice(0, LETTERS - 1)}…` : text);

  /** Where each group stands: {group, n, x, y}; `size` has middle, rings, beside and the height. */
  const places = (groups, size) => {
    const made = [];
    for (const ring of ORDER) {
      const of = groups.map((group, n) => ({ group, n: n + 1 })).filter((one) => ringOf(one.group) === ring);
      of.forEach((one, at) => {
        if (ring === "core") made.push({ ...one, x: size.middle[0], y: size.middle[1] + (at - (of.length - 1) / 2) * size.gap });
        else if (ring === "beside") made.push({ ...one, ...size.beside(at, of.length) });
        else {
          const turn = FIRST_TURN[ring] + (2 * Math.PI * at) / of.length, away = size[ring];
          made.push({ ...one, x: size.middle[0] + away * Math.sin(turn), y: size.middle[1] - away * Math.cos(turn) });
        }
      });
    }
    return made;
  };

  const WIDE = { width: 1100, height: 620, middle: [360, 310], gap: 62, near: 165, far: 262, rings: [100, 210, 300], beside: (at, of) => ({ x: 880, y: (620 * (at + 1)) / (of + 1) }) };
  const NARROW = { width: 380, height: 470, middle: [190, 180], gap: 42, near: 95, far: 150, rings: [58, 122, 174], beside: (at, of) => ({ x: (380 * (at + 1)) / (of + 1), y: 420 }) };

  const inWords = (groups, say) => ORDER.map((ring) => [ring, groups.filter((group) => ringOf(group) === ring).map((group) => group.row.name)])
    .filter(([, names]) => names.length > 0).map(([ring, names]) => say("governance_groups.picture.told_ring", { ring: say(`governance_groups.picture.ring_${ring}`), names: names.join(", ") })).join(" ");

  return function Picture({ groups, say }) {
    const narrow = useMedia("(max-width: 760px)"), size = narrow ? NARROW : WIDE;
    const told = inWords(groups, say), at = places(groups, size);
    return html`<figure class="wb-groups-picture"><svg viewBox=${`0 0 ${size.width} ${size.height}`} role="img" aria-label=${say("governance_groups.picture.label", { told })}>
      ${[...size.rings].reverse().map((r, n) => html`<circle key=${r} cx=${size.middle[0]} cy=${size.middle[1]} r=${r} class=${`wb-groups-ring ring${n}`} />`)}
      ${!at.some((one) => ringOf(one.group) === "core") && html`<text x=${size.middle[0]} y=${size.middle[1]} class="wb-groups-soft">${say("governance_groups.picture.here")}</text>`}
      ${at.map(({ group, n, x, y }) => html`<g key=${group.row.id}><circle cx=${x} cy=${y} r="17" class="wb-groups-dot" /><text x=${x} y=${y + 6} class="wb-groups-number">${n}</text>
        ${!narrow && html`<text x=${x} y=${y + 38} class="wb-groups-name">${cut(group.row.name)}</text>`}</g>`)}</svg>
      <figcaption class="wb-soft">${told}</figcaption></figure>`;
  };
};
