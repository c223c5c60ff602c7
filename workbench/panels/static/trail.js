// The way between the pages of a cycle; each link keeps the system and cycle that are chosen here.

const panel = (kit) => {
  const { html } = kit;
  return function Trail({ state, say }) {
    const address = (page) => `${page}.ipynb?${new URLSearchParams(state.choice)}`;
    return html`<nav class="wb-trail" aria-label=${say("trail.label")}>
      <p class="wb-soft"><bdi>${state.where}</bdi></p>
      <ul>${state.pages.map(({ notebook, here }) => html`<li key=${notebook}>${here
        ? html`<span aria-current="page">${say(`trail.pages.${notebook}`)}</span>`
        : html`<a href=${address(notebook)}>${say(`trail.pages.${notebook}`)}</a>`}</li>`)}</ul>
    </nav>`;
  };
};
