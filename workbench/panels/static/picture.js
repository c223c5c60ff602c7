// A chart on a panel's page: drawn when somebody asks for it, as an image with its words beside it.

const makePicture = ({ html, useState, useEffect, Noticed }) => {
  /** `ask` is the panel's command; `revision` draws it again when something changed. */
  const Picture = ({ ask, act, say, revision, words }) => {
    const [open, setOpen] = useState(false);
    const [drawn, setDrawn] = useState(null);
    useEffect(() => {
      let gone = false;
      if (open) act(ask).then((answer) => { if (!gone && answer.ok) setDrawn(answer.result); });
      return () => { gone = true; };
    }, [open, revision]);
    return html`<details class="wb-picture" onToggle=${(e) => setOpen(e.currentTarget.open)}><summary>${words}</summary>
      ${open && !drawn && html`<p class="wb-soft" role="status">…</p>`}
      ${drawn && html`<figure><figcaption>${drawn.title}</figcaption>
        ${drawn.src && html`<img src=${drawn.src} alt=${drawn.description} />`}
        ${!drawn.src && html`<p>${drawn.description}</p>`}
        ${drawn.notes.map((note) => html`<p class="wb-soft">${note}</p>`)}<${Noticed} looked_at=${drawn.title} name=${drawn.title} say=${say} /></figure>`}</details>`;
  };
  return Picture;
};
