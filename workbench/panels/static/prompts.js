// Prompts beside a part: the question large enough for a room, checks and design questions folded away.

const panel = (kit) => {
  const { html } = kit;
  return function Prompts({ state, say }) {
    return html`<div class="wb-prompts">${state.prompts.map((p) => html`<section key=${p.title} class="wb-prompt">
      <p class="wb-ask">${p.ask}</p>
      ${(p.check || p.design || p.ready) && html`<details><summary>${say("prompt_card.more")}<span class="wb-sr"> ${p.title}</span></summary>
        ${p.check && html`<ul>${p.check.map((c) => html`<li key=${c}>${c}</li>`)}</ul>`}
        ${p.design && html`<p><strong>${say("prompt_card.design")}</strong> ${p.design}</p>`}
        ${p.ready && html`<p><strong>${say("prompt_card.ready")}</strong> ${p.ready}</p>`}
      </details>`}</section>`)}</div>`;
  };
};
