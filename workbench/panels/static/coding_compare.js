// After the reveal: how far readers agree, where their passages meet, and the differences to talk about.

const makeCodingCompare = (kit, { useAnswer }) => {
  const { html, useState, Button, Choice, Field, Noticed } = kit;
  const AT_ONCE = 12;

  /** Revealing asks who has not finished; it is the group's to decide. */
  const Reveal = ({ told, state, act, say, confirm }) => {
    const reveal = async () => {
      const left = await act("unfinished", { coding_round: told.id });
      if (!left.ok) return;
      const names = left.result.map(([name, n]) => say("coding.compare.reveal_left_one", { name, n })).join(", ");
      const words = names ? `${say("coding.compare.reveal_left", { names })} ${say("coding.compare.reveal_sure")}` : say("coding.compare.reveal_sure");
      if (await confirm(words, { yes: say(names ? "coding.compare.reveal_anyway" : "coding.compare.reveal_yes") })) act("reveal", { coding_round: told.id }, { done: say("coding.compare.revealed") });
    };
    return html`<div class="wb-card"><p>${say("coding.compare.blind")}</p>${state.may_edit && html`<${Button} kind="main wb-big" onClick=${reveal}>${say("coding.compare.reveal")}<//>`}</div>`;
  };

  const Who = ({ names, words }) => names.length > 0 && html`<p class="wb-coding-names"><strong><bdi>${names.join(", ")}</bdi></strong> ${words}</p>`;

  const Difference = ({ one, state, act, say }) => html`<li class="wb-card wb-coding-talk"><h4><bdi>${one.name}</bdi></h4>
    <p class="wb-soft">${say(`coding.one.${one.of_kind}`)}: <bdi>${one.title}</bdi></p>
    ${one.context ? html`<p class="wb-coding-context" dir="auto">${one.context.before}<mark>${one.context.quote}</mark>${one.context.after}</p>` : html`<p><em>${say("coding.compare.whole")}</em></p>`}
    <div class="wb-coding-sides"><${Who} names=${one.tagged_by} words=${say("coding.compare.tagged_by")} /><${Who} names=${one.not_by} words=${say("coding.compare.not_by")} /></div>
    ${one.marks.length > 0 && html`<details><summary>${say("coding.compare.each_marked")}</summary><dl class="wb-coding-marks">${one.marks.map(([who, words], n) => html`<div key=${n}><dt><bdi>${who}</bdi></dt><dd dir="auto">${words}</dd></div>`)}</dl></details>`}
    <${Field} label=${say("coding.compare.note")} value=${one.note} lines=${2} maxLength=${20000} readOnly=${!state.may_edit} say=${say}
      onSave=${(note) => act("agree", { codings: one.codings, note }, { beside: true, done: say("coding.step.agreed") })} />
    ${state.may_edit && html`<${Noticed} looked_at=${`${one.name}: ${one.context ? one.context.quote.slice(0, 600) : one.title}`} name=${`${one.name}, ${one.title}`} beside=${[[one.of_kind, one.of], ["theme", one.theme]]} say=${say} />`}</li>`;

  const Talk = ({ told, state, act, say, revision }) => {
    const [theme, setTheme] = useState(""), [shown, setShown] = useState(AT_ONCE);
    const found = useAnswer(act, "talk", { coding_round: told.id, theme }, revision);
    if (!found) return html`<p class="wb-soft" role="status">${say("panel.loading")}</p>`;
    const most = Math.min(found.talk.length, shown);
    return html`<section><h3>${say("coding.compare.talk")} <span class="wb-soft">${say("coding.compare.talk_n", { n: found.n })}</span></h3>
      <p>${say("coding.compare.talk_lead")}</p>
      <p class="wb-soft">${[found.n_agreed > 0 && say("coding.compare.talk_agreed", { n: found.n_agreed }), found.n_lost > 0 && say("coding.compare.talk_lost", { n: found.n_lost })].filter(Boolean).join(" · ")}</p>
      ${found.n === 0 ? html`<p class="wb-card">${say("coding.compare.talk_none")}</p>`
        : html`<div class="wb-coding-filter"><${Choice} label=${say("coding.compare.talk_theme")} value=${theme} options=${[["", say("coding.compare.talk_every")], ...found.themes]} onPick=${(id) => { setTheme(id); setShown(AT_ONCE); }} /></div>
          <ol class="wb-coding-talks">${found.talk.slice(0, most).map((one) => html`<${Difference} key=${one.key} one=${one} state=${state} act=${act} say=${say} />`)}</ol>
          ${found.talk.length > most && html`<${Button} onClick=${() => setShown(shown + AT_ONCE)}>${say("coding.compare.talk_more")} (${found.talk.length - most})<//>`}
          ${found.n_of_theme > found.talk.length && html`<p class="wb-soft">${say("coding.compare.talk_first", { shown: found.talk.length, n: found.n_of_theme })}</p>`}`}</section>`;
  };

  const Overlap = ({ rows, say }) => html`<details class="wb-coding-overlap"><summary>${say("coding.compare.overlap")}</summary><p>${say("coding.compare.overlap_lead")}</p>
    ${rows.length === 0 ? html`<p>${say("coding.compare.overlap_none")}</p>` : html`<div class="wb-coding-scroll" role="region" tabindex="0" aria-label=${say("coding.compare.overlap")}><table>
      <thead><tr>${["name", "first", "second", "n_texts", "n_first", "n_second", "n_met", "f1", "f1_characters"].map((column) => html`<th key=${column} scope="col">${say(`coding.column.${column}`)}</th>`)}</tr></thead>
      <tbody>${rows.map((row, n) => html`<tr key=${n}><th scope="row"><bdi>${row.name}</bdi></th><td><bdi>${row.first}</bdi></td><td><bdi>${row.second}</bdi></td>
        ${["n_texts", "n_first", "n_second", "n_met", "f1", "f1_characters"].map((column) => html`<td key=${column}>${row[column]}</td>`)}</tr>`)}</tbody></table></div>`}</details>`;

  const Alpha = ({ rows, say }) => html`<div class="wb-coding-scroll" role="region" tabindex="0" aria-label=${say("coding.compare.alpha")}><table>
    <thead><tr><th scope="col">${say("coding.column.name")}</th><th scope="col">${say("coding.column.shared_unit")}</th><th scope="col">${say("coding.column.alpha")}</th><th scope="col">${say("coding.column.n_texts")}</th></tr></thead>
    <tbody>${rows.map((row) => html`<tr key=${`${row.name}:${row.shared_unit}`}><th scope="row"><bdi>${row.name}</bdi></th><td>${row.unit}</td><td>${row.said}${row.why && html`<br /><span class="wb-soft">${row.why}</span>`}</td>
      <td>${row.n}<br /><span class="wb-soft">${row.tagged}</span></td></tr>`)}</tbody></table></div>`;

  const Agreement = ({ told, act, say, revision, Drawn }) => {
    const found = useAnswer(act, "compare", { coding_round: told.id }, revision);
    return html`<section><h3>${say("coding.compare.alpha")}</h3><p>${say("coding.compare.alpha_lead")}</p>
      ${found?.n_unfinished > 0 && html`<p class="wb-soft">${say("coding.compare.unfinished", { n: found.n_unfinished })}</p>`}
      <${Drawn} ask="picture" given=${{ which: "coder_agreement", coding_round: told.id }} act=${act} say=${say} revision=${revision} words=${say("coding.compare.words_only")} beside=${[["coding_round", told.id]]} />
      ${found && html`<details><summary>${say("coding.compare.as_table")}</summary><${Alpha} rows=${found.agreement} say=${say} /></details><${Overlap} rows=${found.overlap} say=${say} />`}</section>`;
  };

  const Revealed = ({ told, state, act, say, revision, Drawn }) => html`<div class="wb-stack"><${Talk} told=${told} state=${state} act=${act} say=${say} revision=${revision} />
      <${Agreement} told=${told} act=${act} say=${say} revision=${revision} Drawn=${Drawn} />
      <${Field} key=${told.id} label=${say("coding.compare.note_round")} value=${told.note} lines=${4} maxLength=${20000} readOnly=${!state.may_edit} say=${say}
        onSave=${(note, was) => act("write", { kind: "coding_round", id: told.id, values: { note }, was: { note: was } }, { beside: true })} />
      ${state.may_edit && html`<div class="wb-row">${told.state === "revealed" ? html`<${Button} onClick=${() => act("close", { coding_round: told.id }, { done: say("coding.compare.closed") })}>${say("coding.compare.close")}<//>`
        : html`<${Button} onClick=${() => act("open_again", { coding_round: told.id }, { done: say("coding.compare.opened_again") })}>${say("coding.compare.open_again")}<//>`}</div>`}</div>`;

  const Compare = (given) => {
    const told = given.state.rounds.find((one) => one.id === given.state.round.id);
    return told.state === "blind" ? html`<${Reveal} ...${given} told=${told} />` : html`<${Revealed} ...${given} told=${told} />`;
  };
  return { Compare };
};
