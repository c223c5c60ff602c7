// The rest of a review: who is inside and outside, who was brought together, what it took; what we take away; on paper.

const makeReviewAround = (kit) => {
  const { html, useRef, Button, Live } = kit;
  const { Mark } = makeReviewParts(kit);
  const AROUND = ["inside", "outside", "convened", "resources"];

  const labelOf = (form, field) => form.questions.find((q) => q.field === field)?.label || field;

  const Before = ({ one, form, say }) => {
    const said = AROUND.filter((field) => one.last?.[field]);
    return said.length > 0 && html`<aside class="wb-review-last"><h4>${say("review.around.before", { on: one.last_on })}</h4>
      <dl>${said.map((field) => html`<div key=${field}><dt>${labelOf(form, field)}</dt><dd class="wb-review-note" dir="auto">${one.last[field]}</dd></div>`)}</dl></aside>`;
  };

  const Names = ({ one, names, act, say }) => {
    const there = one.row.convened || "", left = names.filter((name) => !there.includes(name));
    const add = (name) => act("write", { kind: "review", id: one.row.id, values: { convened: there ? `${there}\n${name}` : name }, was: { convened: there } });
    return left.length > 0 && html`<div class="wb-row" role="group" aria-label=${say("review.around.names")}>${left.map((name) => html`<${Button} key=${name} aria-label=${say("review.around.add", { name })} onClick=${() => add(name)}>+ <bdi>${name}</bdi><//>`)}</div>`;
  };

  const Around = ({ one, state, forms, act, say, language, readOnly, inner }) => {
    const shared = { form: forms.review, row: one.row, act, say, language, readOnly };
    return html`<section class="wb-card wb-review-prompt" aria-label=${say("review.part.around")} tabindex="-1" ref=${inner}><p class="wb-review-ask">${say("review.around.lead")}</p>
      <div class="wb-review-two"><div class="wb-stack"><${Live} ...${shared} fields=${["inside", "outside", "convened"]} />${!readOnly && html`<${Names} one=${one} names=${state.names} act=${act} say=${say} />`}
        <${Live} ...${shared} fields=${["resources", "hours"]} /></div><${Before} one=${one} form=${forms.review} say=${say} /></div></section>`;
  };

  const Close = ({ one, forms, act, say, language, readOnly, inner, children }) => html`<section class="wb-card wb-review-prompt" aria-label=${say("review.part.close")} tabindex="-1" ref=${inner}>
    <${Live} form=${forms.review} row=${one.row} fields=${["note", "next_on", "held_on", "taking_part", "scope"]} own act=${act} say=${say} language=${language} readOnly=${readOnly} />${children}</section>`;

  /** The whole review in words, as it is printed. */
  const OnPaper = ({ one, state, form, say }) => {
    const said = one.prompts.filter((prompt) => prompt.row.state || prompt.row.note);
    const told = [...AROUND, "hours", "note", "next_on"].filter((field) => one.row[field] !== null && one.row[field] !== "");
    const worded = (field) => (field === "next_on" ? one.next : field === "hours" ? say("review.over.hours", { n: one.row.hours }) : one.row[field]);
    return html`<article class="wb-review-sheet"><header><h2>${say("review.title_of", { on: one.on })}</h2><p><bdi>${state.where}</bdi>${one.row.taking_part.length > 0 && html` · <bdi>${say("review.by", { who: one.row.taking_part.join(", ") })}</bdi>`}</p></header>
      ${["managing", "governing"].map((part) => html`<section key=${part}><h3>${say(`review.part.${part}`)}</h3><dl>${said.filter((prompt) => prompt.part === part).map((prompt) => html`<div key=${prompt.key}><dt dir="auto">${prompt.ask}</dt>
        <dd><${Mark} state=${prompt.row.state} say=${say} /> <span dir="auto">${prompt.row.note}</span></dd></div>`)}</dl></section>`)}
      ${one.gone.length > 0 && html`<section><h3>${say("review.part.gone")}</h3><dl>${one.gone.map((gone) => html`<div key=${gone.id}><dt dir="auto">${gone.asked}</dt><dd><${Mark} state=${gone.state} say=${say} /> <span dir="auto">${gone.note}</span></dd></div>`)}</dl></section>`}
      <section><h3>${say("review.part.around")}</h3><dl>${told.map((field) => html`<div key=${field}><dt>${labelOf(form, field)}</dt><dd dir="auto">${worded(field)}</dd></div>`)}</dl></section></article>`;
  };

  const Print = (given) => {
    const paper = useRef(null);
    return html`<${Button} onClick=${() => printSheet(paper.current)}>${given.say("review.print")}<//><div class="wb-review-paper" aria-hidden="true"><div ref=${paper}><${OnPaper} ...${given} /></div></div>`;
  };

  return { Around, Close, Print };
};
