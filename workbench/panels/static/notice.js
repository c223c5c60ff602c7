// One sentence.
const panel = (kit) => function Notice({ state }) { return kit.html`<p class="wb-card">${state.sentence}</p>`; };
