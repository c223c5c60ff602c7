// All reviews side by side: the states as marks with words, a note when its answer is picked, people, and hours.

const makeReviewOver = (kit) => {
  const { html, useRef, useState, useEffect, useMedia, Button } = kit;
  const { Mark } = makeReviewParts(kit);

  /** The hours as a plain line over the days, each with its number and unit. */
  const Hours = ({ reviews, say }) => {
    const narrow = useMedia("(max-width: 640px)");
    const counted = reviews.filter((one) => one.hours !== null);
    if (counted.length === 0) return html`<p class="wb-soft">${say("review.over.hours_none")}</p>`;
    const [wide, high, side, top] = [narrow ? 330 : 900, 170, narrow ? 50 : 80, 40];
    const days = counted.map((one) => Date.parse(one.day)), first = Math.min(...days), span = Math.max(...days) - first || 1;
    const most = Math.max(...counted.map((one) => one.hours)) || 1;
    const points = counted.map((one, n) => ({ ...one, x: counted.length === 1 ? wide / 2 : side + ((days[n] - first) / span) * (wide - 2 * side), y: high - 34 - (one.hours / most) * (high - 34 - top) }));
    const told = points.map((one) => `${one.on}: ${say("review.over.hours", { n: one.hours })}`).join(". ");
    return html`<svg class="wb-review-hours" viewBox=${`0 0 ${wide} ${high}`} style=${`max-width:${wide}px`} role="img" aria-label=${`${say("review.over.hours_title")}. ${told}`}>
      <path d=${`M0 ${high - 34}H${wide}`} stroke="var(--wb-line)" /><polyline points=${points.map((one) => `${one.x},${one.y}`).join(" ")} fill="none" stroke="var(--wb-teal)" stroke-width="2.5" />
      ${points.map((one, n) => html`<g key=${one.id}><circle cx=${one.x} cy=${one.y} r="5" fill="var(--wb-card)" stroke="var(--wb-teal)" stroke-width="2.5" />
        <text x=${one.x} y=${one.y - 13} text-anchor="middle" font-size="15" fill="var(--wb-ink)">${say("review.over.hours", { n: one.hours })}</text>
        ${(!narrow || n === 0 || n === points.length - 1) && html`<text x=${narrow && points.length > 1 ? (n === 0 ? 0 : wide) : one.x} y=${high - 12} text-anchor=${narrow && points.length > 1 ? (n === 0 ? "start" : "end") : "middle"} font-size="14" fill="var(--wb-soft)">${one.on}</text>`}</g>`)}</svg>`;
  };

  const People = ({ one, first, say }) => {
    if (one.taking_part.length === 0) return html`<span class="wb-soft">${say("review.over.nobody")}</span>`;
    if (first) return html`<bdi>${one.taking_part.join(", ")}</bdi>`;
    const said = [one.came.length > 0 && say("review.over.came", { who: one.came.join(", ") }), one.left.length > 0 && say("review.over.left", { who: one.left.join(", ") })].filter(Boolean);
    return said.length > 0 ? said.map((text) => html`<bdi key=${text} class="wb-review-who">${text}</bdi>`) : say("review.over.same");
  };

  return function Over({ over, say }) {
    const [picked, setPicked] = useState(null);
    const shown = useRef(null), from = useRef(null), scroll = useRef(null);
    useEffect(() => { scroll.current.scrollLeft = scroll.current.scrollWidth; }, [over.reviews.length]); // the newest is seen first
    useEffect(() => { if (picked) shown.current?.focus(); }, [picked]);
    const pick = (e, prompt, review, cell) => { from.current = e.currentTarget; setPicked({ title: prompt.title, on: review.on, ...cell }); };
    const close = () => { setPicked(null); from.current?.focus(); };
    return html`<section class="wb-review-over" aria-label=${say("review.over.title")}><h3>${say("review.over.title")}</h3><p class="wb-soft">${say("review.over.lead")}</p>
      <div class="wb-review-scroll" ref=${scroll} tabindex="0" role="region" aria-label=${say("review.over.table")}><table><caption class="wb-sr">${say("review.over.table")}</caption>
        <thead><tr><th scope="col">${say("review.over.prompt")}</th>${over.reviews.map((one) => html`<th scope="col" key=${one.id}>${one.on}</th>`)}</tr></thead>
        <tbody>${over.prompts.map((prompt) => html`<tr key=${prompt.key}><th scope="row"><bdi>${prompt.title}</bdi></th>${over.reviews.map((review, n) => { const cell = prompt.cells[n]; return html`<td key=${review.id}>
          ${cell ? html`<button type="button" class=${`wb-review-cell ${cell.state}`} onClick=${(e) => pick(e, prompt, review, cell)}
            aria-label=${say("review.over.note_of", { title: prompt.title, on: review.on, state: say(`review.state.${cell.state || "none"}`) })}><${Mark} state=${cell.state} say=${say} />${cell.note && html`<span class="wb-review-has" aria-hidden="true">…</span>`}</button>`
            : html`<span class="wb-soft"><${Mark} state="" say=${say} words=${false} /></span>`}</td>`; })}</tr>`)}
          <tr><th scope="row">${say("review.over.people_row")}</th>${over.reviews.map((one, n) => html`<td key=${one.id}><${People} one=${one} first=${n === 0} say=${say} /></td>`)}</tr>
          <tr><th scope="row">${say("review.over.hours_row")}</th>${over.reviews.map((one) => html`<td key=${one.id}>${one.hours === null ? "" : say("review.over.hours", { n: one.hours })}</td>`)}</tr></tbody></table></div>
      ${picked && html`<div class="wb-card wb-review-picked" tabindex="-1" ref=${shown} role="group" aria-label=${say("review.over.picked", picked)} onKeyDown=${(e) => { if (e.key === "Escape") { e.stopPropagation(); close(); } }}>
        <h4>${say("review.over.picked", picked)}</h4><p><${Mark} state=${picked.state} say=${say} /></p><p class=${picked.note ? "wb-review-note" : "wb-soft"} dir="auto">${picked.note || say("review.over.no_note")}</p>
        ${picked.asked && html`<p class="wb-soft" dir="auto">${say("review.prompt.kept", { asked: picked.asked })}</p>`}<${Button} onClick=${close}>${say("review.over.close")}<//></div>`}
      <h4>${say("review.over.hours_title")}</h4><${Hours} reviews=${over.reviews} say=${say} /></section>`;
  };
};
