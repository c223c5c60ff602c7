// A lens: the prompts a group looks through, beside the work, and one at a time, large, for the projector.

const makeLens = (kit) => {
  const { html, useState, useEffect, useRef, Button } = kit;

  /** One prompt at a time over the whole window; arrow keys go on and back. */
  const Wall = ({ lens, question, say, onClose }) => {
    const [at, setAt] = useState(0);
    const box = useRef(null), prompt = lens.prompts[at], last = lens.prompts.length - 1;
    useEffect(() => { if (!box.current.open) box.current.showModal(); }, []);
    const keys = (e) => {
      const to = { ArrowRight: at + 1, ArrowDown: at + 1, " ": at + 1, PageDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, PageUp: at - 1, Home: 0, End: last }[e.key];
      e.stopPropagation();
      if (to === undefined || (e.key === " " && e.target.tagName === "BUTTON")) return;
      e.preventDefault();
      setAt(Math.min(Math.max(to, 0), last));
    };
    return html`<dialog ref=${box} class="wb-lens-wall" aria-label=${lens.title} onCancel=${(e) => { e.preventDefault(); onClose(); }} onKeyDown=${keys}>
      <p class="wb-lens-of">${lens.title} · ${say("sense_session.lens.of", { n: at + 1, all: last + 1 })}</p>
      <div class="wb-lens-said" aria-live="polite"><h2>${prompt.title}</h2><p>${prompt.ask}</p></div>
      ${question && html`<p class="wb-lens-question"><bdi>${question}</bdi></p>`}
      <div class="wb-row"><${Button} disabled=${at === 0} onClick=${() => setAt(at - 1)}>← ${say("sense_session.lens.back")}<//>
        <${Button} kind="main" disabled=${at === last} onClick=${() => setAt(at + 1)}>${say("sense_session.lens.next")} →<//>
        <${Button} kind="quiet" onClick=${onClose}>${say("panel.close")}<//></div></dialog>`;
  };

  const Lens = ({ lens, question, say }) => {
    const [wall, setWall] = useState(false);
    const button = useRef(null);
    const close = () => { setWall(false); setTimeout(() => button.current?.querySelector("button")?.focus()); };
    if (!lens) return null;
    return html`<section class="wb-card wb-lens" aria-label=${say("sense_session.lens.title", { lens: lens.title })}>
      <h3>${say("sense_session.lens.title", { lens: lens.title })}</h3><p class="wb-soft">${lens.lead}</p>
      <div ref=${button}>${lens.quiet ? html`<p class="wb-hint">${say("sense_session.lens.quiet")}</p>` : html`<${Button} onClick=${() => setWall(true)}>${say("sense_session.lens.large")}<//>`}</div>
      <dl class="wb-lens-prompts">${lens.prompts.map((prompt) => html`<div key=${prompt.title}><dt>${prompt.title}</dt><dd>${prompt.ask}${prompt.more && html`<span class="wb-hint">${prompt.more}</span>`}</dd></div>`)}</dl>
      ${wall && html`<${Wall} lens=${lens} question=${question} say=${say} onClose=${close} />`}</section>`;
  };
  return { Lens };
};
