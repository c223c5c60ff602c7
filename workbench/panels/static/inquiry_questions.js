// The opening questions of a round: proposed, agreed to, reworded with every wording kept, ended; and their stories.

const makeInquiryQuestions = (kit) => {
  const { html, useState, Button, Form, Live } = kit;
  const ASKED = ["wording", "made_with", "language"];

  const readThese = async (act, place, given, told) => {
    const answer = await act("stories", given);
    if (answer.ok) showStories(place, answer.result, told);
  };

  const said = (one, say) => [say(`inquiry.questions.${one.state}`, { on: one.state === "ended" ? one.ended : one.agreed }), one.named, one.made_with && say("inquiry.questions.made_with", { who: one.made_with }),
    one.n_stories ? say("inquiry.questions.stories", { n: one.n_stories }) : say("inquiry.questions.no_stories")].filter(Boolean).join(" · ");

  const Versions = ({ one, say }) => one.before.length > 0 && html`<details class="wb-inquiry-versions"><summary>${say("inquiry.questions.versions", { n: one.before.length })}</summary>
    <ol reversed>${one.before.map((before) => html`<li key=${before.id}><q dir="auto">${before.wording}</q><br /><span class="wb-soft"><bdi>${said(before, say)}</bdi></span></li>`)}</ol></details>`;

  const Question = ({ one, place, form, act, say, language, announce, readOnly }) => {
    const [open, setOpen] = useState("");
    const name = { wording: one.wording.slice(0, 80) };
    const toggle = (what) => setOpen(open === what ? "" : what);
    const may = !readOnly && open !== "reword";
    return html`<li class=${`wb-card wb-inquiry-question ${one.state}`}><p class="wb-inquiry-wording" lang=${one.language} dir="auto">${one.wording}</p>
      <p class="wb-soft"><bdi>${said(one, say)}</bdi></p>
      <div class="wb-row">
        ${may && one.state === "proposed" && html`<${Button} kind="main" aria-label=${say("inquiry.questions.agree_of", name)} onClick=${() => act("agree", { question: one.id }, { done: say("inquiry.questions.agree_done") })}>${say("inquiry.questions.agree")}<//>`}
        ${may && html`<${Button} aria-expanded="false" aria-label=${say("inquiry.questions.reword_of", name)} onClick=${() => toggle("reword")}>${say("inquiry.questions.reword")}<//>`}
        ${one.n_stories > 0 && html`<${Button} aria-label=${say("inquiry.questions.read_of", name)} onClick=${() => readThese(act, place, { inquiry: one.inquiry || "", question: one.id }, say("inquiry.stories.told_question", { wording: one.wording }))}>${say("inquiry.questions.read")}<//>`}
        ${may && one.state === "agreed" && html`<${Button} kind="quiet" aria-label=${say("inquiry.questions.end_of", name)} onClick=${() => act("end", { question: one.id }, { done: say("inquiry.questions.end_done") })}>${say("inquiry.questions.end")}<//>`}
        ${may && one.state === "ended" && html`<${Button} kind="quiet" aria-label=${say("inquiry.questions.again_of", name)} onClick=${() => act("end", { question: one.id, ended: false }, { done: say("inquiry.questions.again_done") })}>${say("inquiry.questions.again")}<//>`}
        ${may && one.state === "proposed" && html`<${Button} kind="quiet" aria-label=${say("inquiry.questions.remove_of", name)} onClick=${() => act("remove", { kind: "opening_question", id: one.id }, { done: say("inquiry.questions.removed") })}>${say("inquiry.questions.remove")}<//>`}</div>
      ${open === "reword" && (one.state === "proposed" && one.n_stories === 0 && one.before.length === 0
        ? html`<${Live} form=${form} row=${one} fields=${ASKED} act=${act} say=${say} language=${language} /><p><${Button} onClick=${() => setOpen("")}>${say("inquiry.done")}<//></p>`
        : html`<${Form} form=${form} only=${ASKED} values=${{ wording: one.wording, made_with: "", language: one.language }} lead=${false} another=${false} autoFocus place=${`reword:${one.id}`} act=${act} say=${say} language=${language} announce=${announce}
          saveWords=${say("inquiry.questions.reword_save")} save=${(values) => act("reword", { question: one.id, values }, { beside: true, done: say("inquiry.questions.reword_done") })} onDone=${() => setOpen("")} onCancel=${() => setOpen("")} />`)}
      <${Versions} one=${one} say=${say} /></li>`;
  };

  /** The questions of a round; without one, those asked outside of any. */
  const Questions = ({ questions, inquiry = null, adds = true, place, form, act, say, language, announce, readOnly }) => {
    const [adding, setAdding] = useState(false);
    return html`<section class="wb-inquiry-questions"><h3>${say(inquiry ? "inquiry.questions.title" : "inquiry.questions.outside")}</h3><p class="wb-soft">${say("inquiry.questions.lead")}</p>
      ${questions.length === 0 && html`<p>${say("inquiry.questions.none")}</p>`}
      <ul>${questions.map((question) => html`<${Question} key=${question.id} one=${question} place=${place} form=${form} act=${act} say=${say} language=${language} announce=${announce} readOnly=${readOnly} />`)}</ul>
      ${!readOnly && adds && !adding && html`<${Button} onClick=${() => setAdding(true)}>+ ${say("inquiry.questions.propose")}<//>`}
      ${adding && html`<div class="wb-card"><${Form} form=${form} only=${ASKED} values=${{ inquiry: inquiry?.id || null, language, ...(inquiry ? { scope: inquiry.scope } : {}) }} another=${false} autoFocus place=${`question-new:${inquiry?.id || ""}`} act=${act} say=${say} language=${language} announce=${announce}
        saveWords=${say("inquiry.questions.propose")} onDone=${() => setAdding(false)} onCancel=${() => setAdding(false)} /></div>`}</section>`;
  };

  const Stories = ({ one, place, act, say }) => html`<section class="wb-inquiry-stories"><h3>${say("inquiry.stories.title", { n: one.n_stories })}</h3>
    ${one.n_stories === 0 ? html`<p class="wb-soft">${say("inquiry.stories.none")}</p>` : html`<ul>${one.stories.map((title, n) => html`<li key=${n}><bdi>${title}</bdi></li>`)}${one.n_stories > one.stories.length && html`<li aria-hidden="true">…</li>`}</ul>
      <${Button} onClick=${() => readThese(act, place, { inquiry: one.row.id }, say("inquiry.stories.told", { name: one.row.name }))}>${say("inquiry.stories.see")}<//>`}</section>`;

  return { Questions, Stories };
};
