// A story is written down: told to a question, under a made-up name, with what its teller wishes and agreed to. Then the
// screen goes to the teller, who says what it means.

const makeStoryTell = (kit) => {
  const { html, useState, useEffect, useRef, Attachments, Button, Check, Form } = kit;
  const { SignifyStory } = makeSignify(kit);
  const TOLD = ["opening_question", "title", "text", "teller", "listened_by", "told_on", "place", "language"];
  const TRANSLATED = ["translation", "translated_into", "translated_by"];
  const OWN = ["what_matters", "wish"];
  const AGREED = ["scope", "may_quote", "may_leave", "consent_until", "consent_wording", "consent_by", "consent_on"];

  /** The form of a story, its opening questions to choose from in whole words; `row` keeps the one it was told to. */
  const askedIn = (form, state, row) => {
    const asked = state.asked.map(([id, wording, language]) => [id, language ? `${wording} · ${language}` : wording]);
    const ended = row?.opening_question && !asked.some(([id]) => id === row.opening_question) ? [[row.opening_question, row.question]] : [];
    return { ...form, questions: form.questions.map((q) => (q.field === "opening_question" ? { ...q, kind: "choice", choices: [...asked, ...ended] } : q)) };
  };

  const Asking = ({ state, words, say }) => html`<aside class="wb-story-asking"><h3>${say("stories.tell_page.consent_title")}</h3>
    <ul>${(words.stories?.tell_page?.consent || []).map((line) => html`<li key=${line}>${line}</li>`)}</ul>
    ${state.asked.length === 0 && html`<p class="wb-soft">${say("stories.tell_page.no_question")}</p>`}</aside>`;

  const Tell = ({ state, form, words, act, say, language, announce, onTold, onCancel }) => {
    const [translated, setTranslated] = useState(false);
    const heading = useRef(null);
    useEffect(() => { heading.current?.focus(); heading.current?.scrollIntoView({ block: "start" }); }, []);
    const first = state.asked.length ? TOLD : ["question", ...TOLD.slice(1)];
    const only = [...first, ...(translated ? TRANSLATED : []), ...OWN, ...AGREED];
    const values = { opening_question: state.asked[0]?.[0] || null, told_on: state.today, listened_by: state.by, language, scope: state.scope };
    return html`<section class="wb-card wb-story-tell" aria-label=${say("stories.tell_page.title")}><h2 tabindex="-1" ref=${heading}>${say("stories.tell_page.title")}</h2>
      <p>${say("stories.tell_page.asked")}</p><div class="wb-story-tell-sides"><div class="wb-stack"><${Check} label=${say("stories.tell_page.with_translation")} checked=${translated} onPick=${setTranslated} />
      <${Form} form=${askedIn(form, state)} only=${only} values=${values} place="story-new" act=${act} say=${say} language=${language} announce=${announce}
        another=${false} lead=${true} saveWords=${say("stories.tell_page.save")} onDone=${onTold} onCancel=${onCancel} /></div><${Asking} state=${state} words=${words} say=${say} /></div></section>`;
  };

  /** What comes after: the teller places it, and a sound or a picture may go with it. */
  const Told = ({ state, act, say, onAnother, onChange, onDone }) => {
    const one = state.one, heading = useRef(null);
    useEffect(() => { heading.current?.focus(); heading.current?.scrollIntoView({ block: "start" }); }, []);
    if (!one || one.cover) return html`<p class="wb-card"><${Button} onClick=${onDone}>${say("stories.tell_page.done")}<//></p>`;
    return html`<section class="wb-card wb-stack wb-story-after" aria-label=${say("stories.tell_page.next")}>
      <p role="status"><bdi>${say("stories.tell_page.saved", { title: one.row.title })}</bdi></p>
      ${one.as_i === false && html`<div class="wb-kept"><p>${say("stories.as_i.no")}</p><${Button} onClick=${onChange}>${say("stories.as_i.change")}<//></div>`}
      <h2 tabindex="-1" ref=${heading}>${say("stories.tell_page.next")}</h2><p>${say("stories.tell_page.place_lead")}</p>
      <${SignifyStory} signifying=${state.signifying} story=${one.id} act=${act} say=${say} />
      <h3>${say("stories.tell_page.attach")}</h3>
      <${Attachments} host=${{ kind: "story", id: one.id }} items=${one.attachments} act=${act} say=${say} mayEdit=${true} />
      <div class="wb-row"><${Button} kind="main" onClick=${onDone}>${say("stories.tell_page.done")}<//><${Button} onClick=${onAnother}>${say("stories.tell_page.another")}<//></div></section>`;
  };

  return { Tell, Told, SignifyStory, askedIn, fields: { TOLD, TRANSLATED, OWN, AGREED } };
};
