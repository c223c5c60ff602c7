// One prompt of a review: what it asks, how it stands, a note, what was said last time, and what came of it.

const makeReviewPrompts = (kit) => {
  const { html, useRef, useState, Button, Dialog, Form, Live } = kit;
  const { Mark, addressOf } = makeReviewParts(kit);
  const ASKED = { issue: ["description", "level", "owner", "scope"], experiment: ["title", "question", "experiment_kind", "scope"] };
  const LONGEST_TITLE = 120;

  const Fold = ({ prompt, say }) => (prompt.check.length > 0 || prompt.design || prompt.ready) && html`<details class="wb-review-fold"><summary>${say("review.prompt.fold")}<span class="wb-sr"> ${prompt.title}</span></summary>
    ${prompt.check.length > 0 && html`<ul>${prompt.check.map((one) => html`<li key=${one}>${one}</li>`)}</ul>`}
    ${prompt.design && html`<p><strong>${say("review.prompt.design")}</strong> ${prompt.design}</p>`}
    ${prompt.ready && html`<p><strong>${say("review.prompt.ready")}</strong> ${prompt.ready}</p>`}</details>`;

  const Last = ({ last, on, say }) => html`<aside class="wb-review-last"><h5>${on ? say("review.prompt.last", { on }) : ""}</h5>
    ${last ? html`<p><${Mark} state=${last.state} say=${say} /></p>${last.note && html`<p class="wb-review-note" dir="auto">${last.note}</p>`}
      ${last.asked && html`<p class="wb-soft" dir="auto">${say("review.prompt.last_asked", { asked: last.asked })}</p>`}` : html`<p class="wb-soft">${say("review.prompt.last_none")}</p>`}</aside>`;

  const Became = ({ prompt, place, say }) => prompt.became.length > 0 && html`<div class="wb-review-became"><strong>${say("review.prompt.became")}</strong>
    <ul>${prompt.became.map((one) => html`<li key=${one.id}>${say(`review.prompt.${one.kind}`)}: <a href=${addressOf(place, one.page, one.room)}><bdi>${one.title}</bdi></a></li>`)}</ul></div>`;

  /** What an issue or an experiment begins with: what was said, or else what was asked. */
  const beginOf = (kind, prompt, state) => {
    const said = prompt.row.note || prompt.ask;
    if (kind === "issue") return { description: state.from(prompt.title, said), raised_on: state.today, level: "system" };
    return { title: prompt.title.slice(0, LONGEST_TITLE), question: said };
  };

  const Make = ({ prompt, state, forms, act, say, announce, language }) => {
    const [making, setMaking] = useState("");
    const told = { today: state.today, from: (title, note) => say("review.prompt.from", { title, note }) };
    return html`<div class="wb-row">${["issue", "experiment"].map((kind) => html`<${Button} key=${kind} onClick=${() => setMaking(kind)}>${say(`review.prompt.to_${kind}`)}<//>`)}</div>
      ${making && html`<${Dialog} title=${say(`review.prompt.make_${making}`, { title: prompt.title })} onClose=${() => setMaking("")}>
        <${Form} form=${forms[making]} only=${ASKED[making]} values=${beginOf(making, prompt, told)} madeFrom=${["review_note", prompt.note_id]} lead=${false} another=${false} autoFocus
          place=${`review-${making}:${prompt.note_id}`} act=${act} say=${say} language=${language} announce=${announce} onDone=${() => { setMaking(""); announce(say("review.prompt.made")); }} onCancel=${() => setMaking("")} /><//>`}`;
  };

  /** An answer is written before there is a record of it: what the fields write goes to the prompt of the review. */
  const answering = (act, review, prompt, say) => (name, given, more) => {
    if (name !== "write") return act(name, given, more);
    const told = "state" in given.values ? { ...more, done: say("review.prompt.said_done") } : more;
    return act("answer", { review, prompt, values: given.values, was: given.was }, told);
  };

  const Prompt = ({ prompt, one, state, forms, act, say, announce, language, readOnly, inner }) => {
    const own = useRef(null), box = inner || own;
    const keys = (e) => {
      const { tagName, type } = e.target;
      if (readOnly || e.ctrlKey || e.metaKey || e.altKey || e.isComposing || e.target.closest("dialog")) return;
      if (/^(TEXTAREA|SELECT)$/.test(tagName) || (tagName === "INPUT" && type !== "radio")) return;
      const radio = box.current.querySelectorAll(".wb-review-answer input[type=radio]")[["1", "2", "3"].indexOf(e.key)];
      if (!radio) return;
      e.preventDefault();
      e.stopPropagation();
      radio.focus();
      radio.click();
    };
    return html`<section class="wb-card wb-review-prompt" aria-label=${prompt.title} tabindex="-1" ref=${box} onKeyDownCapture=${keys}><h4>${prompt.title}</h4>
      <p class="wb-review-ask" dir="auto">${prompt.ask}</p>${prompt.now && html`<p class="wb-soft" dir="auto">${say("review.prompt.now", { ask: prompt.now })}</p>`}
      <${Fold} prompt=${prompt} say=${say} />
      <div class="wb-review-two"><div class="wb-review-answer"><${Live} form=${forms.review_note} row=${prompt.row} fields=${["state", "note"]} act=${answering(act, one.row.id, prompt.key, say)} say=${say} readOnly=${readOnly} language=${language} />
        ${!readOnly && prompt.row.state === "needs_work" && prompt.note_id && html`<${Make} prompt=${prompt} state=${state} forms=${forms} act=${act} say=${say} announce=${announce} language=${language} />`}
        <${Became} prompt=${prompt} place=${state.place} say=${say} /></div>
        ${one.last && html`<${Last} last=${prompt.last} on=${one.last_on} say=${say} />`}</div></section>`;
  };

  /** What was said to prompts that a group no longer asks. */
  const Gone = ({ gone, say, inner }) => html`<section class="wb-card" aria-label=${say("review.part.gone")} tabindex="-1" ref=${inner}><p>${say("review.prompt.gone_lead")}</p>
    <dl class="wb-review-gone">${gone.map((one) => html`<div key=${one.id}><dt dir="auto">${one.asked}</dt><dd><${Mark} state=${one.state} say=${say} />${one.note && html`<p class="wb-review-note" dir="auto">${one.note}</p>`}</dd></div>`)}</dl></section>`;

  return { Prompt, Gone, Mark };
};
