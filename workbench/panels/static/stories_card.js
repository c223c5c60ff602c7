// A story as a card: how it begins, who listened, where and when, what its teller wishes and agreed to; and the stories
// that are not shown, with why.

const makeStoryCard = (kit) => {
  const { html, useState, Button, Form } = kit;
  const CONSENT = ["consent_until", "consent_on", "consent_by", "consent_wording", "scope", "may_quote", "may_leave"];

  /** The teller's own words, in their own direction. */
  const Words = ({ text, lang, cls = "" }) => html`<div class=${`wb-story-words ${cls}`} lang=${lang || undefined}>
    ${text.split(/\n{2,}/).map((part, n) => html`<p key=${n} dir="auto">${part.split("\n").map((line, at) => html`${at > 0 && html`<br />`}${line}`)}</p>`)}</div>`;

  const Facts = ({ card, say }) => html`<p class="wb-story-facts">${[card.whose && html`<bdi>${card.whose}</bdi>`, card.on, card.place && html`<bdi>${card.place}</bdi>`,
    card.listened_by && html`<bdi>${say("stories.card.listened", { who: card.listened_by })}</bdi>`, `${card.words}, ${card.minutes}`,
    card.language, card.translated && say("stories.card.translated", { language: card.translated })].filter(Boolean)
    .map((fact, n) => html`${n > 0 && html` <span aria-hidden="true">·</span> `}<span key=${n}>${fact}</span>`)}</p>`;

  const Card = ({ card, say, onOpen, onRead, readOnly }) => html`<li class="wb-card wb-story-card">
    <h3><button type="button" class="wb-story-open" data-story=${card.id} dir="auto" aria-label=${say("stories.card.open", { title: card.title })} onClick=${() => onOpen(card.id)}>${card.title}</button></h3>
    <p class="wb-story-begins" lang=${card.lang || undefined} dir="auto">${card.begins}</p>
    <${Facts} card=${card} say=${say} />
    ${card.themes.length > 0 && html`<ul class="wb-story-themes" aria-label=${say("stories.card.themes")}>${card.themes.map((name) => html`<li key=${name} class="wb-tag"><bdi>${name}</bdi></li>`)}</ul>`}
    <div class="wb-story-own"><p class="wb-story-wish">${card.wish ? html`<b>${say("stories.card.wish")}:</b> <bdi>${card.wish}</bdi>` : html`<span class="wb-soft">${say("stories.card.no_wish")}</span>`}</p>
      <p class="wb-story-consent"><span class="wb-sr">${say("stories.card.consent")}: </span><bdi>${card.consent.join(" ")}</bdi></p>
      ${card.ends_soon && html`<p class="wb-story-soon">${card.ends_soon}</p>`}</div>
    <${Button} kind="quiet wb-story-aloud" aria-label=${say("stories.card.read", { title: card.title })} onClick=${() => onRead(card.id)}>${say("stories.read_aloud")}<//></li>`;

  const Again = ({ story, state, form, act, say, language, announce, close }) => html`<${Form} form=${form} only=${CONSENT} lead=${false} another=${false} act=${act} say=${say} language=${language} announce=${announce}
    values=${{ ...Object.fromEntries(CONSENT.map((f) => [f, story[f]])), consent_until: "", consent_on: state.today, consent_by: state.by }} place=${`story-again:${story.id}`} saveWords=${say("stories.hidden.again_save")}
    save=${(values) => act("write", { kind: "story", id: story.id, values }, { beside: true, done: say("stories.hidden.again_saved") })} onDone=${close} onCancel=${close} />`;

  const Hidden = ({ state, form, act, say, language, announce, onOpen, onWithdraw }) => {
    const [asking, setAsking] = useState("");
    const { n, stories } = state.hidden;
    return n > 0 && html`<details class="wb-story-hidden"><summary>${say("stories.hidden.title", { n })}</summary><p class="wb-soft">${say("stories.hidden.lead")}</p>
      <ul>${stories.map((story) => html`<li key=${story.id} class="wb-card"><p class=${story.state === "ended" ? "wb-problem" : ""}>${say(`stories.hidden.${story.why}`, { day: story.day })}</p>
        <p class="wb-soft"><bdi>${[story.on && say("stories.hidden.told", { on: story.on }), story.listened_by && say("stories.hidden.listened", { who: story.listened_by }),
          story.consent_by && say("stories.hidden.asked", { who: story.consent_by })].filter(Boolean).join(" · ")}</bdi></p>
        ${story.state !== "erased" && html`<div class="wb-row">
          ${story.state === "private" && html`<${Button} onClick=${() => onOpen(story.id)}>${say("stories.hidden.show")}<//>`}
          ${story.why === "ended" && html`<${Button} aria-expanded=${asking === story.id ? "true" : "false"} onClick=${() => setAsking(asking === story.id ? "" : story.id)}>${say("stories.hidden.again")}<//>`}
          <${Button} onClick=${() => onWithdraw(story)}>${say(story.state === "withdrawn" ? "stories.wish.erased" : "stories.hidden.erase")}<//></div>`}
        ${asking === story.id && html`<${Again} story=${story} state=${state} form=${form} act=${act} say=${say} language=${language} announce=${announce} close=${() => setAsking("")} />`}</li>`)}</ul>
      ${n > stories.length && html`<p class="wb-soft">${say("stories.hidden.more", { n: n - stories.length })}</p>`}</details>`;
  };

  return { Card, Hidden, Words };
};
