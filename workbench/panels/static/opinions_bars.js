// What groups think of a statement: bars of agree, pass and disagree, told apart by place and words as well as by colour.

const makeOpinionBars = ({ html, Noticed }) => {
  const SIDES = ["agree", "pass", "disagree"];
  const FOR_NUMBER = 0.1, FOR_WORD = 0.34;
  const percent = (share) => `${Math.round(share * 100)}%`;

  const told = (bar, say) => (bar.shares ? say("opinions.found.bar", { group: bar.group, n: bar.n, ...Object.fromEntries(SIDES.map((side) => [side, percent(bar.shares[side])])) })
    : say("opinions.found.bar_few", { group: bar.group, n: bar.n }));

  /** The parts are for the eye; the sentence beside them is what is read aloud. */
  const Bar = ({ bar, say }) => html`<div class="wb-op-row"><span class="wb-op-group" aria-hidden="true">${bar.group}</span>
    <span class="wb-sr">${told(bar, say)}${bar.own && ` (${say("opinions.found.own")})`}</span>
    ${bar.shares ? html`<span class="wb-op-bar" aria-hidden="true">${SIDES.filter((side) => bar.shares[side] > 0).map((side) => html`<span key=${side} class=${`wb-op-${side}`} style=${{ width: `${bar.shares[side] * 100}%` }}>${
      bar.shares[side] >= FOR_NUMBER && `${percent(bar.shares[side])}${bar.shares[side] >= FOR_WORD ? ` ${say(`opinions.vote.${side}`).toLowerCase()}` : ""}`}</span>`)}</span>`
      : html`<span class="wb-op-few wb-soft" aria-hidden="true">${say("opinions.chart.too_few_voted")}</span>`}
    <span class="wb-op-n wb-soft" aria-hidden="true">${say("opinions.found.n", { n: bar.n })}${bar.own && html` · <b>${say("opinions.found.own")}</b>`}</span></div>`;

  const Legend = ({ say }) => html`<p class="wb-op-legend" aria-hidden="true">${SIDES.map((side) => html`<span key=${side}><i class=${`wb-op-${side}`}></i>${say(`opinions.vote.${side}`)}</span>`)}</p>`;

  /** A statement with its bars; `mark` is said before it. */
  const Statement = ({ id, one, mark = "", seenIn, readOnly, say }) => html`<li class="wb-op-statement">
    <p class="wb-op-words"><span class="wb-op-number">${one.number}</span> ${mark && html`<span class="wb-tag">${mark}</span> `}<bdi>${one.text}</bdi></p>
    ${one.bars.map((bar) => html`<${Bar} key=${bar.group} bar=${bar} say=${say} />`)}
    ${!readOnly && html`<${Noticed} seen_in=${seenIn} looked_at=${one.text.slice(0, 400)} name=${say("opinions.part.statement", { number: one.number })} beside=${[["statement", id]]} say=${say} />`}</li>`;

  return { Bar, Legend, Statement };
};
