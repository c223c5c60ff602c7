// What the parts of a review share: the mark of a plain state, and where something is looked at.

const makeReviewParts = (kit) => {
  const { html } = kit;

  const SHAPES = {
    fine: () => html`<circle cx="8" cy="8" r="6" fill="currentColor" />`,
    needs_work: () => html`<path d="M8 1.5 15 14.5H1Z" fill="currentColor" />`,
    dont_know: () => html`<text x="8" y="13.5" text-anchor="middle" font-size="16" font-weight="700" fill="currentColor">?</text>`,
    "": () => html`<path d="M3 8H13" stroke="currentColor" stroke-width="2" />`,
  };

  /** The shape of a state; the word stands beside it unless only the shape is asked for. */
  const Mark = ({ state, say, words = true }) => html`<span class="wb-review-mark"><svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">${(SHAPES[state || ""] || SHAPES[""])()}</svg>
    <span class=${words ? "" : "wb-sr"}>${say(`review.state.${state || "none"}`)}</span></span>`;

  const addressOf = (place, page, room) => `${page}.ipynb?${new URLSearchParams({ ...place, room })}`;

  return { Mark, addressOf };
};
