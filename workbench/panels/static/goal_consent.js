// What the person agreed to, in plain words, and the form for writing it down for all of their goals.

const makeGoalConsent = ({ html, useState, Button, Form }) => {
  const FIELDS = ["scope", "may_quote", "may_leave", "consent_until", "consent_wording", "consent_by", "consent_on"];
  return ({ state, forms, act, say, readOnly, language }) => {
    const [open, setOpen] = useState(false);
    const first = state.goals[0] || state.away[0];
    if (!first) return null;
    const save = (values) => act("consent", { values }, { beside: true, done: say("goals.consent_saved") });
    return html`<section class="wb-card wb-goal-consent" aria-label=${say("goals.consent")}><h2>${say("goals.consent")}</h2>
      ${state.consent.map((line) => html`<p key=${line}><bdi>${line}</bdi></p>`)}
      ${!readOnly && !open && html`<${Button} onClick=${() => setOpen(true)}>${say("goals.consent_change")}<//>`}
      ${open && html`<p class="wb-hint">${say("goals.consent_all")}</p>
        <${Form} form=${forms.goal} only=${FIELDS} values=${Object.fromEntries(FIELDS.map((f) => [f, first[f]]))} act=${act} say=${say} language=${language} place="goal-consent"
          lead=${false} another=${false} save=${save} onDone=${() => setOpen(false)} onCancel=${() => setOpen(false)} />`}</section>`;
  };
};
