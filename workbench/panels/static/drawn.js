// A chart on a panel's page, drawn by Python as an image, with its words beside it; drawn again when something changed.

const makeDrawn = ({ html, useState, useEffect, Noticed }) => {
  /** `ask` and `given` are the panel's command; `words` names the description below the picture; `beside` are the records
   * it is drawn from, as evidence for what is noticed in it. */
  const Drawn = ({ ask, given, act, say, revision, words, beside }) => {
    const [drawn, setDrawn] = useState(null);
    useEffect(() => {
      let gone = false;
      act(ask, given).then((answer) => { if (!gone && answer.ok) setDrawn(answer.result); });
      return () => { gone = true; };
    }, [ask, JSON.stringify(given), revision]);
    if (!drawn) return html`<p class="wb-soft" role="status">${say("panel.loading")}</p>`;
    if (!drawn.src) return html`<p class="wb-card">${drawn.description}</p>`;
    return html`<figure class="wb-drawn"><figcaption><bdi>${drawn.title}</bdi></figcaption>
      <div class="wb-drawn-scroll" role="region" tabindex="0" aria-label=${drawn.title}><img src=${drawn.src} alt=${drawn.description} /></div>
      ${drawn.notes.map((note) => html`<p class="wb-hint" key=${note}>${note}</p>`)}
      <details><summary>${words}</summary>${drawn.description.split("\n").map((line, n) => html`<p key=${n}><bdi>${line}</bdi></p>`)}</details>
      <${Noticed} looked_at=${drawn.title} name=${drawn.title} beside=${beside} say=${say} /></figure>`;
  };
  return Drawn;
};
