// Person-shaped measures: choose one person; their goals, scores and pictures; score together, full screen.

const panel = (kit) => {
  const { html, useState, useEffect, Button, Choice, Form, Live } = kit;
  const Drawn = makeDrawn(kit);
  const Together = makeTogether(kit);
  const Consent = makeGoalConsent(kit);

  const Person = ({ state, say, onPick, readOnly }) => {
    const [name, setName] = useState("");
    const [fresh, setFresh] = useState(false);
    const start = (e) => { e.preventDefault(); if (name.trim()) { onPick(name); setName(""); setFresh(false); } };
    const known = state.person && !state.people.includes(state.person) ? [...state.people, state.person] : state.people;
    return html`<div class="wb-row wb-goal-person"><${Choice} label=${say("goals.person")} value=${state.person} onPick=${onPick}
        options=${[["", say("goals.person_pick")], ...known.map((p) => [p, p])]} />
      ${!readOnly && !fresh && html`<${Button} onClick=${() => setFresh(true)}>${say("goals.person_new")}<//>`}
      ${fresh && html`<form class="wb-row" onSubmit=${start} onKeyDown=${(e) => e.stopPropagation()}><div class="wb-field"><label for="wb-goal-person">${say("goals.person_new_label")}</label>
        <input id="wb-goal-person" type="text" maxlength="200" autocomplete="off" value=${name} onInput=${(e) => setName(e.currentTarget.value)} /></div>
        <button class="wb-button main">${say("goals.person_start")}</button></form>`}</div>`;
  };

  const Scores = ({ goal, act, say, readOnly }) => goal.scores.length > 0 && html`<details class="wb-goal-scores"><summary>${say("goals.scores")}</summary>
    <ul>${goal.scores.map((s) => html`<li key=${s.id}><b>${s.score}</b> · ${s.day}${s.said && html` · <bdi>${say("goals.said", { said: s.said })}</bdi>`}
      ${!readOnly && html` <${Button} kind="quiet" aria-label=${`${say("goals.score_remove")}: ${s.day}`} onClick=${() => act("remove", { kind: "goal_score", id: s.id }, { done: say("goals.score_removed") })}>×<//>`}</li>`)}</ul></details>`;

  const PutAway = ({ goal, act, say, onDone }) => {
    const [why, setWhy] = useState("");
    const put = async (e) => { e.preventDefault(); const answer = await act("put_away", { goal: goal.id, why }, { done: say("goals.put_away_done") }); if (answer.ok) onDone(); };
    return html`<form class="wb-row" onSubmit=${put} onKeyDown=${(e) => e.stopPropagation()}><div class="wb-field wb-grow"><label for=${`why-${goal.id}`}>${say("goals.put_away_why")}</label>
      <input id=${`why-${goal.id}`} type="text" maxlength="20000" value=${why} onInput=${(e) => setWhy(e.currentTarget.value)} /></div>
      <button class="wb-button">${say("goals.put_away")}</button><${Button} kind="quiet" onClick=${onDone}>${say("panel.cancel")}<//></form>`;
  };

  const Goal = ({ goal, at, state, forms, act, say, readOnly, language }) => {
    const [open, setOpen] = useState("");
    const last = goal.scores.at(-1);
    const move = (by) => { const ids = state.goals.map((g) => g.id); ids.splice(at + by, 0, ...ids.splice(at, 1)); act("order", { goals: ids }); };
    const toggle = (what) => setOpen(open === what ? "" : what);
    return html`<li class="wb-card wb-goal" value=${goal.number}><div class="wb-goal-head"><span class="wb-goal-no">${goal.number}</span><p class="wb-goal-words"><bdi>${goal.wording}</bdi></p></div>
      <p class="wb-goal-now">${last ? html`<b>${last.score}</b> <span class="wb-soft">${last.day}${goal.change ? ` · ${goal.change}` : ""}</span>` : html`<span class="wb-soft">${say("goals.no_score")}</span>`}</p>
      <${Scores} goal=${goal} act=${act} say=${say} readOnly=${readOnly} />
      ${!readOnly && html`<div class="wb-row wb-goal-do"><${Button} kind="quiet" aria-expanded=${open === "edit"} onClick=${() => toggle("edit")}>${say("goals.edit")}<//>
        <${Button} kind="quiet" aria-expanded=${open === "away"} onClick=${() => toggle("away")}>${say("goals.put_away")}<//>
        <${Button} kind="quiet" disabled=${at === 0} aria-label=${say("goals.move_up", { wording: goal.wording })} onClick=${() => move(-1)}>↑<//>
        <${Button} kind="quiet" disabled=${at === state.goals.length - 1} aria-label=${say("goals.move_down", { wording: goal.wording })} onClick=${() => move(1)}>↓<//></div>`}
      ${open === "edit" && html`<${Live} form=${forms.goal} row=${goal} fields=${["wording", "stated_on"]} own act=${act} say=${say} language=${language} />`}
      ${open === "away" && html`<${PutAway} goal=${goal} act=${act} say=${say} onDone=${() => setOpen("")} />`}</li>`;
  };

  const Away = ({ state, act, say, readOnly }) => state.away.length > 0 && html`<details class="wb-goal-away"><summary>${say("goals.put_away_list", { n: state.away.length })}</summary>
    <ul>${state.away.map((g) => html`<li key=${g.id}><bdi>${g.wording}</bdi> <span class="wb-soft">${say("goals.ended_on", { day: g.ended_said })}${g.ended_why ? ` · ${g.ended_why}` : ""}</span>
      ${!readOnly && html` <${Button} kind="quiet" onClick=${() => act("take_back", { goal: g.id }, { done: say("goals.taken_back") })}>${say("goals.take_back")}<//>`}
      <${Scores} goal=${g} act=${act} say=${say} readOnly=${true} /></li>`)}</ul></details>`;

  const Pictures = ({ state, revision, act, say }) => {
    const [form, setForm] = useState("star");
    return html`<section class="wb-goal-pictures" aria-label=${say("goals.pictures")}><div class="wb-row" role="group" aria-label=${say("goals.pictures")}>
      ${["star", "lines"].map((f) => html`<${Button} key=${f} aria-pressed=${form === f} onClick=${() => setForm(f)}>${say(`goals.${f}`)}<//>`)}</div>
      <${Drawn} ask="picture" given=${{ form }} act=${act} say=${say} revision=${`${state.person}:${revision}`} words=${say("goals.told_as_words")} /></section>`;
  };

  return function Goals({ state, forms, revision, act, say, words, language }) {
    const [adding, setAdding] = useState(false);
    const [together, setTogether] = useState(false);
    const readOnly = !state.may_edit;
    const pick = async (person) => { const answer = await act("person", { person }, { shows: true }); if (answer.ok) setAdding(false); };
    const cards = words.goals?.card || {};
    const begin = { person: state.person, position: state.goals.length + state.away.length + 1, ...consentOf(state) };
    return html`<div class="wb-goals"><p class="wb-lead">${say("goals.lead")}</p>
      <${Person} state=${state} say=${say} onPick=${pick} readOnly=${readOnly} />
      ${!state.person && html`<p class="wb-card">${say("goals.nobody")}</p>`}
      ${state.person && html`<div class="wb-row wb-goal-tools">
        ${!readOnly && state.goals.length > 0 && html`<${Button} kind="main" onClick=${() => setTogether(true)}>${say("goals.sit_down")}<//>`}
        ${!readOnly && html`<${Button} aria-expanded=${adding} onClick=${() => setAdding(!adding)}>${say("goals.add")}<//>`}</div>
      ${adding && html`<section class="wb-card"><${Form} form=${forms.goal} only=${["wording", "stated_on"]} values=${begin} act=${act} say=${say} language=${language} place=${`goal-new:${state.person}`}
        autoFocus onDone=${(made, { another }) => { if (!another) setAdding(false); }} onCancel=${() => setAdding(false)} /></section>`}
      ${state.goals.length === 0 && !adding && html`<p class="wb-card">${say("goals.no_goals")}</p>`}
      <div class="wb-goal-sides"><div><ol class="wb-goal-list" aria-label=${say("goals.goals")}>${state.goals.map((g, at) => html`<${Goal} key=${g.id} goal=${g} at=${at} state=${state} forms=${forms} act=${act} say=${say}
          readOnly=${readOnly} language=${language} />`)}</ol><${Away} state=${state} act=${act} say=${say} readOnly=${readOnly} /></div>
        <div>${state.goals.length + state.away.length > 0 && html`<${Pictures} state=${state} revision=${revision} act=${act} say=${say} />`}
          <${Consent} key=${state.person} state=${state} forms=${forms} act=${act} say=${say} readOnly=${readOnly} language=${language} /></div></div>`}
      ${together && html`<${Together} state=${state} act=${act} say=${say} cards=${cards} onClose=${() => setTogether(false)} />`}</div>`;
  };

  /** A new goal begins with what the person agreed to for the others. */
  function consentOf(state) {
    const other = state.goals[0] || state.away[0];
    return other ? Object.fromEntries(["scope", "may_quote", "may_leave", "consent_until", "consent_wording", "consent_by", "consent_on"].map((f) => [f, other[f]])) : {};
  }
};
