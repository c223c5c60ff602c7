// One story: its words, what its teller wishes and agreed to, what it means to them, what lies beside it; changed in place.

const makeStoryOne = (kit, { Words, SignifyStory, askedIn, fields }) => {
  const { html, useState, useEffect, useRef, Attachments, Button, Live, Noticed } = kit;

  const Cover = ({ one, act, say, onBack, inRoom }) => {
    const yes = useRef(null);
    useEffect(() => { yes.current?.querySelector("button")?.focus(); }, [one.id]);
    const mine = one.cover === "private" && !inRoom;
    return html`<div class="wb-story-cover" ref=${yes} role="group" aria-label=${say(`stories.cover.${one.cover}`)}><p class="wb-story-cover-why">${say(`stories.cover.${one.cover}`)}</p>
      ${!mine && one.cover === "scope" && html`<p><bdi>${say("stories.cover.scope_is", { scope: one.scope })}</bdi></p>`}
      ${!mine && html`<p>${say("stories.cover.ask")}</p>`}
      <div class="wb-row"><${Button} kind=${inRoom ? "main" : ""} onClick=${onBack}>${say("stories.cover.no")}<//>
        <${Button} kind="wb-story-sure" onClick=${() => act("open", { id: one.id, sure: true }, { shows: true })}>${say(mine ? "stories.cover.yes_private" : "stories.cover.yes")}<//></div></div>`;
  };

  const Beside = ({ one, state, say }) => html`<section class="wb-story-beside"><h3>${say("stories.one.beside")}</h3>
    ${one.beside.length === 0 ? html`<p class="wb-soft">${say("stories.one.beside_none")}</p>` : html`<ul>${one.beside.map((it) => html`<li key=${`${it.how}:${it.id}`}>
      <span class="wb-soft">${say(`stories.how.${it.how}`)} ${say(`stories.kind.${it.kind}`)}:</span> <a href=${`${it.page}.ipynb?${new URLSearchParams({ ...state.place, ...(it.room ? { room: it.room } : {}) })}`}><bdi>${it.title}</bdi></a>
      ${it.note && html`<br /><bdi class="wb-soft">${it.note}</bdi>`}</li>`)}</ul>`}</section>`;

  const Text = ({ one, say }) => {
    const { row } = one;
    if (!row.translation) return html`<${Words} text=${row.text} lang=${row.language} />`;
    return html`<div class="wb-story-two"><section><h3>${say("stories.one.original", { language: one.language })}</h3><${Words} text=${row.text} lang=${row.language} /></section>
      <section><h3>${say("stories.one.translation", { language: one.translated || "?" })}</h3><${Words} text=${row.translation} lang=${row.translated_into} />
        ${row.translated_by && html`<p class="wb-soft"><bdi>${say("stories.one.translated_by", { who: row.translated_by })}</bdi></p>`}</section></div>`;
  };

  const Own = ({ one, say }) => html`<section class="wb-story-own wb-story-own-large">
    ${one.row.what_matters && html`<h3>${say("stories.one.matters")}</h3><p dir="auto">${one.row.what_matters}</p>`}
    <h3>${say("stories.one.wish")}</h3>${one.row.wish ? html`<p dir="auto">${one.row.wish}</p>` : html`<p class="wb-soft">${say("stories.card.no_wish")}</p>`}
    <h3>${say("stories.card.consent")}</h3><ul>${one.consent.map((line) => html`<li key=${line}><bdi>${line}</bdi></li>`)}</ul>
    ${one.row.consent_wording && html`<p dir="auto"><q>${one.row.consent_wording}</q></p>`}</section>`;

  const Edit = ({ one, state, form, act, say, language, names }) => html`<${Live} form=${askedIn(form, state, one.row)} row=${one.row} fields=${names} own act=${act} say=${say} language=${language} />`;

  const One = ({ state, form, act, say, language, confirm, readOnly, onBack, onRead, onWithdraw }) => {
    const one = state.one;
    const noWriting = readOnly || Boolean(one.whose); // what another group was told is changed where it was told
    const [open, setOpen] = useState("");
    const heading = useRef(null);
    useEffect(() => { heading.current?.focus(); heading.current?.scrollIntoView({ block: "nearest" }); }, [one.id, Boolean(one.cover)]);
    if (one.cover) return html`<section class="wb-card"><${Cover} one=${one} act=${act} say=${say} onBack=${onBack} /></section>`;
    const { row } = one;
    const toggle = (what) => setOpen(open === what ? "" : what);
    const told = row.opening_question ? fields.TOLD : [...fields.TOLD, "question"];
    const remove = async () => { const answer = await act("remove", { kind: "story", id: row.id }, { done: say("stories.one.removed") }); if (answer.ok) onBack(); };
    const facts = [one.whose, one.on, row.teller && say("stories.one.teller", { who: row.teller }), row.listened_by && say("stories.card.listened", { who: row.listened_by }), row.place, one.words, row.language !== language && one.language];
    return html`<article class="wb-story-one" aria-label=${row.title}>
      <div class="wb-row wb-story-top"><${Button} onClick=${onBack}>← ${say("stories.back")}<//>
        <${Button} kind="main" onClick=${() => onRead(row.id)}>${say("stories.read_aloud")}<//>
        ${!readOnly && html`<${Noticed} say=${say} seen_in="stories_found" looked_at=${row.title} beside=${[["story", row.id]]} kind="" />`}</div>
      <h2 tabindex="-1" ref=${heading} dir="auto">${row.title}</h2>
      <p class="wb-story-facts"><bdi>${facts.filter(Boolean).join(" · ")}</bdi></p>
      ${row.question && html`<p class="wb-story-question"><span class="wb-soft">${say("stories.one.told_to")}:</span> <q dir="auto">${row.question}</q></p>`}
      ${one.themes.length > 0 && html`<ul class="wb-story-themes" aria-label=${say("stories.card.themes")}>${one.themes.map((name) => html`<li key=${name} class="wb-tag"><bdi>${name}</bdi></li>`)}</ul>`}
      <div class="wb-story-sides"><div><${Text} one=${one} say=${say} />
          ${!noWriting && one.as_i === false && html`<p class="wb-kept">${say("stories.as_i.no")}</p>`}
          <${Attachments} host=${{ kind: "story", id: row.id }} items=${one.attachments} act=${act} say=${say} mayEdit=${!noWriting} /></div>
        <div class="wb-stack"><${Own} one=${one} say=${say} /><${Beside} one=${one} state=${state} say=${say} /></div></div>
      <section class="wb-story-meaning"><h3>${say("stories.one.meaning")}</h3>
        <${SignifyStory} key=${open === "place" ? "ask" : "read"} signifying=${state.signifying} story=${row.id} act=${act} say=${say} readOnly=${open !== "place"} onOver=${() => setOpen("")} />
        ${!noWriting && html`<p><${Button} aria-expanded=${open === "place" ? "true" : "false"} onClick=${() => toggle("place")}>${say(open === "place" ? "stories.one.edit_done" : "stories.one.place")}<//></p>`}</section>
      ${!noWriting && html`<div class="wb-row wb-story-do">
        <${Button} aria-expanded=${open === "edit" ? "true" : "false"} onClick=${() => toggle("edit")}>${say(open === "edit" ? "stories.one.edit_done" : "stories.one.edit")}<//>
        <${Button} aria-expanded=${open === "consent" ? "true" : "false"} onClick=${() => toggle("consent")}>${say(open === "consent" ? "stories.one.edit_done" : "stories.one.consent_edit")}<//>
        <${Button} onClick=${() => onWithdraw(row)}>${say("stories.one.withdraw")}<//>
        <${Button} kind="quiet" onClick=${remove}>${say("stories.one.remove")}<//></div>
      ${open === "edit" && html`<${Edit} one=${one} state=${state} form=${form} act=${act} say=${say} language=${language} names=${[...told, ...fields.TRANSLATED, ...fields.OWN]} />`}
      ${open === "consent" && html`<${Edit} one=${one} state=${state} form=${form} act=${act} say=${say} language=${language} names=${fields.AGREED} />`}`}</article>`;
  };

  return { One, Cover };
};
