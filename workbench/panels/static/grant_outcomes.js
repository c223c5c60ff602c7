// The outcomes of a grant: provisional, talked about, reworded with the earlier wording kept, and agreed at the end.

const makeGrantOutcomes = ({ html, useState, Button, Form, useId }) => {
  const Talks = ({ outcome, say }) => outcome.talks.length > 0 && html`<details class="wb-grant-talks"><summary>${say("grants.talks", { n: outcome.talks.length })}</summary>
    <ul>${outcome.talks.map((t) => html`<li key=${t.id}><p><b>${t.on}</b>${t.people && html` · <bdi>${t.people}</bdi>`}</p><p class="wb-grant-said"><bdi>${t.said}</bdi></p>
      ${t.before && html`<p class="wb-soft">${say("grants.worded_before")} <q><bdi>${t.before}</bdi></q></p>`}</li>`)}</ul></details>`;

  const Talk = ({ outcome, form, today, act, say, language, announce, onEnd }) => {
    const [wording, setWording] = useState(outcome.wording);
    const id = useId("wording");
    const save = (values) => act("talk", { outcome: outcome.id, values, wording }, { beside: true, done: say("grants.talk_saved") });
    return html`<${Form} form=${form} only=${["held_on", "people", "said"]} values=${{ held_on: today }} place=${`grant-talk-${outcome.id}`} act=${act} save=${save} say=${say} language=${language} announce=${announce} another=${false}
      autoFocus lead=${false} onCancel=${onEnd} onDone=${onEnd}>
      <div class="wb-field wb-grant-wide"><label for=${id}>${say("grants.wording_now")}</label><textarea id=${id} rows="2" dir="auto" maxlength="20000" value=${wording} onInput=${(e) => setWording(e.currentTarget.value)}></textarea>
        <p class="wb-hint">${say("grants.wording_now_hint")}</p></div><//>`;
  };

  const One = ({ outcome, forms, today, act, say, readOnly, language, announce }) => {
    const [how, setHow] = useState("");
    const end = () => setHow("");
    const shared = { act, say, language, announce, another: false, lead: false, autoFocus: true, onCancel: end, onDone: end };
    const settle = (state, done) => (values) => act("settle", { outcome: outcome.id, state, by: values.agreed_by || values.people || "", why: values.said || "" }, { beside: true, done: say(done) });
    const provisional = outcome.state === "provisional";
    return html`<li class="wb-card wb-grant-outcome"><p class="wb-grant-wording"><bdi>${outcome.wording}</bdi></p>
      <p class="wb-row"><span class="wb-tag">${say(`grants.outcome_state.${outcome.state}`)}</span> ${outcome.agreed && html`<bdi>${outcome.agreed}</bdi>`}</p>
      <${Talks} outcome=${outcome} say=${say} />
      ${how === "talk" && html`<${Talk} outcome=${outcome} form=${forms.outcome_talk} today=${today} act=${act} say=${say} language=${language} announce=${announce} onEnd=${end} />`}
      ${how === "agree" && html`<${Form} ...${shared} form=${forms.outcome} only=${["agreed_by"]} place=${`grant-agree-${outcome.id}`} save=${settle("agreed", "grants.agreed_done")} saveWords=${say("grants.agree")} />`}
      ${how === "aside" && html`<${Form} ...${shared} form=${forms.outcome_talk} only=${["people", "said"]} place=${`grant-aside-${outcome.id}`} save=${settle("set_aside", "grants.set_aside_done")} saveWords=${say("grants.set_aside")} />`}
      ${!readOnly && !how && html`<div class="wb-row">${provisional && html`<${Button} onClick=${() => setHow("talk")}>${say("grants.talk")}<//><${Button} onClick=${() => setHow("agree")}>${say("grants.agree")}<//>
          <${Button} kind="quiet" onClick=${() => setHow("aside")}>${say("grants.set_aside")}<//>`}
        ${!provisional && html`<${Button} kind="quiet" onClick=${() => settle("provisional", "grants.provisional_done")({})}>${say("grants.provisional_again")}<//>`}</div>`}</li>`;
  };

  return function Outcomes({ one, forms, today, act, say, readOnly, language, announce }) {
    const [adding, setAdding] = useState(false);
    return html`<section class="wb-grant-part" aria-label=${say("grants.outcomes_title")}><h3>${say("grants.outcomes_title")}</h3><p class="wb-soft">${say("grants.outcomes_hint")}</p>
      <ul class="wb-grant-outcomes">${one.outcomes.map((o) => html`<${One} key=${o.id} outcome=${o} forms=${forms} today=${today} act=${act} say=${say} readOnly=${readOnly} language=${language} announce=${announce} />`)}</ul>
      ${!readOnly && (adding
        ? html`<div class="wb-card"><${Form} form=${forms.outcome} only=${["wording", "proposed_on"]} values=${{ grant: one.id, proposed_on: today, position: one.outcomes.length + 1 }} place=${`grant-outcome-${one.id}`} act=${act} say=${say} language=${language} announce=${announce}
            autoFocus lead=${false} onCancel=${() => setAdding(false)} onDone=${(_result, { another }) => { if (!another) setAdding(false); }} /></div>`
        : html`<${Button} onClick=${() => setAdding(true)}>+ ${say("grants.outcome_add")}<//>`)}</section>`;
  };
};
