// The second step: what the file holds, what would come of it, who may see the stories, and ten of them to read.

const makeStoryFoundStep = (kit, { Refused, Personal, Told }) => {
  const { html, Button, Choice, Check } = kit;

  const Numbers = ({ tried, say }) => {
    const of = (key, n) => (n > 0 ? html`<li key=${key}>${say(`bring_in_stories.found.${key}`, { n: counted(n) })}</li>` : null);
    const { n_answers: n } = tried;
    return html`<section class="wb-bring-part"><h3>${say("bring_in_stories.found.numbers")}</h3>
      <p><bdi>${say("bring_in_stories.found.read_as", { file: tried.file, form: tried.form })}</bdi></p>
      <ul>${of("new", tried.n_new)}${of("changed", tried.n_changed)}${of("same", tried.n_same)}${of("left_out", tried.n_left_out)}${of("without_words", tried.n_without_words)}
        <li>${tried.knows_tellers ? say("bring_in_stories.found.tellers", { n: counted(tried.n_tellers) }) : say("bring_in_stories.found.tellers_unknown")}</li>
        ${tried.questions.length > 0 && html`<li>${say("bring_in_stories.found.answers", { placed: counted(n.placed), not_applicable: counted(n.not_applicable), skipped: counted(n.skipped) })}</li>`}</ul>
      ${tried.n_new + tried.n_changed === 0 && html`<p>${say("bring_in_stories.found.nothing_new")}</p>`}</section>`;
  };

  const Questions = ({ tried, say }) => html`<section class="wb-bring-part"><h3>${say("bring_in_stories.found.questions", { n: tried.questions.length })}</h3>
    ${tried.questions.length > 0 && html`<p class="wb-soft"><bdi>${tried.sets.length ? say("bring_in_stories.found.set_here", { name: tried.sets.join(", ") }) : say("bring_in_stories.found.set_new", { name: tried.name })}</bdi></p>
      <details class="wb-bring-more"><summary>${say("bring_in_stories.found.questions_show")}</summary><ul class="wb-bring-notes">${tried.questions.map((one, n) => html`<li key=${n}><bdi><b>${one.title}</b></bdi> <span class="wb-soft">${one.kind}</span><br /><bdi>${one.labels.slice(0, 12).join(" · ")}${one.labels.length > 12 && " · …"}</bdi></li>`)}</ul></details>`}</section>`;

  /** Which column is what; a story's own column can be said anew. */
  const Roles = ({ tried, wishes, wish, say }) => html`<details class="wb-bring-more"><summary>${say("bring_in_stories.found.columns")}</summary><div class="wb-bring-words">
    ${tried.roles.map(({ role, label, column }) => html`<${Choice} key=${role} label=${label} value=${wishes.roles[role] ?? column} onPick=${(to) => wish({ roles: { ...wishes.roles, [role]: to } })}
      options=${[["", say("bring_in_stories.found.no_column")], ...tried.columns.map((name) => [name, name])]} />`)}</div></details>`;

  const Consent = ({ tried, wishes, wish, scopes, say }) => {
    const means = (word) => wishes.consent[word.word] ?? word.means;
    const options = [["as_chosen", say("bring_in_stories.consent.as_chosen")], ["without_words", say("bring_in_stories.consent.without_words")], ["leave_out", say("bring_in_stories.consent.leave_out")],
      ...scopes.map(([id, name]) => [id, say("bring_in_stories.consent.scope", { name })])];
    return html`<fieldset class="wb-bring-box wb-stack"><legend>${say("bring_in_stories.consent.title")}</legend><p>${say("bring_in_stories.consent.lead")}</p>
      <div class="wb-bring-source"><${Choice} label=${say("bring_in_stories.consent.seen_by")} value=${wishes.scope} options=${scopes} onPick=${(scope) => wish({ scope })} /></div>
      <${Check} label=${say("bring_in_stories.consent.may_quote")} checked=${wishes.may_quote} onPick=${(may_quote) => wish({ may_quote })} />
      <${Check} label=${say("bring_in_stories.consent.may_leave")} checked=${wishes.may_leave} onPick=${(may_leave) => wish({ may_leave })} />
      ${tried.consent.length > 0 && html`<p><b>${say("bring_in_stories.consent.words")}</b> ${say("bring_in_stories.consent.words_lead")}</p><div class="wb-bring-words">${tried.consent.slice(0, 30).map((word) => html`<${Choice} key=${word.word}
        label=${say("bring_in_stories.consent.word", { word: word.word, n: counted(word.n) })} value=${means(word)} options=${options} onPick=${(to) => wish({ consent: { ...wishes.consent, [word.word]: to } })} />`)}</div>`}
      ${tried.knows_tellers && html`<${Choice} label=${say("bring_in_stories.consent.tellers")} value=${wishes.tellers} onPick=${(tellers) => wish({ tellers })}
        options=${["pseudonym", "as_written"].map((key) => [key, say(`bring_in_stories.consent.${key}`)])} />`}</fieldset>`;
  };

  const Preview = ({ tried, say }) => html`<section class="wb-bring-part"><h3>${say("bring_in_stories.found.preview", { n: tried.preview.length })}</h3>
    <ul class="wb-bring-stories-cards">${tried.preview.map((one, n) => html`<li key=${n} class="wb-card"><h4 dir="auto">${one.title}</h4>
      ${one.text ? html`<p dir="auto">${one.text}</p>` : html`<p class="wb-soft">${say("bring_in_stories.found.no_words")}</p>`}
      <p class="wb-soft"><bdi>${one.teller}</bdi>${one.told_on && ` · ${one.told_on}`} · ${say("bring_in_stories.found.placed", { n: one.n_placed })}</p></li>`)}</ul></section>`;

  /** What keeps a file from being taken, in words; "" where nothing does. */
  const hindrance = ({ tried, wishes }, say) => (tried.personal.some((one) => !(wishes.answers[one.key] ?? one.choice)) ? say("bring_in.personal.unanswered") : "");

  return function StoryFoundStep({ it, wish, scopes, stale, say, busy, onBack, onLook, onNext }) {
    const { tried, wishes } = it, why = hindrance(it, say);
    return html`<div class="wb-stack"><p class="wb-bring-nothing"><b>${say("bring_in.found.nothing_stored")}</b></p>
      <${Personal} tried=${tried} choices=${wishes.answers} setChoice=${(key, choice) => wish({ answers: { ...wishes.answers, [key]: choice } })} say=${say} />
      <${Consent} tried=${tried} wishes=${wishes} wish=${wish} scopes=${scopes} say=${say} />
      ${stale && html`<p class="wb-bring-stale">${say("bring_in.found.stale_below")}</p>`}
      <div class="wb-bring-two"><${Numbers} tried=${tried} say=${say} /><${Questions} tried=${tried} say=${say} /></div>
      <${Roles} tried=${tried} wishes=${wishes} wish=${wish} say=${say} />
      <${Told} title=${say("bring_in_stories.found.lost", { n: tried.lost.length })} lines=${tried.lost} /><${Told} title=${say("bring_in_stories.found.changed_title")} lines=${tried.changed} />
      <${Refused} tried=${tried} say=${say} /><${Preview} tried=${tried} say=${say} />
      ${it.problem && html`<p class="wb-problem" role="alert"><bdi>${it.problem}</bdi></p>`}
      <div class="wb-row">${stale ? html`<${Button} kind="main" disabled=${busy} onClick=${onLook}>${say("bring_in.found.look_again")}<//>`
        : html`<${Button} kind="main" disabled=${busy || Boolean(why)} onClick=${onNext}>${say("bring_in.found.next")}<//>`}<${Button} onClick=${onBack}>${say("bring_in.back")}<//>
        <span role="status" class="wb-soft">${busy || (stale ? say("bring_in.found.stale") : why)}</span></div></div>`;
  };
};
