// What was escalated and what became of it, seen from both sides.

const panel = (kit) => {
  const { html, useState, Check } = kit;
  const { HandOn, HandedHere, Went } = makeHandingOver(kit);

  const Sent = ({ issue, cycles, act, say, readOnly }) => html`<li class="wb-card wb-escalated-one"><p class="wb-escalated-said"><bdi>${issue.description}</bdi></p>
    <p class="wb-row"><span class="wb-tag">${say(`escalated.level.${issue.level}`)}</span> <span class="wb-tag">${say(`escalated.status.${issue.status}`)}</span>
      ${issue.n_cases > 0 && html`<span>${say("escalated.behind", { n: issue.n_cases })}</span>`}</p>
    ${issue.kept && html`<p>${say("escalated.kept")}</p>`}
    ${issue.sending && html`<${Went} one=${issue.sending} act=${act} say=${say} readOnly=${readOnly} />`}
    ${issue.system_change && html`<p><span class="wb-soft">${say("escalated.change")}</span><br /><bdi>${issue.system_change}</bdi></p>`}
    ${!readOnly && issue.kept && html`<details><summary>${say("escalated.hand_on")}</summary><${HandOn} issue=${issue.id} cycles=${cycles} act=${act} say=${say} /></details>`}
</li>`;

  return function Escalated({ state, act, say }) {
    const [only, setOnly] = useState(false);
    const readOnly = !state.may_edit;
    const shown = state.sent.filter((issue) => !only || !issue.sending || issue.sending.state === "waiting");
    return html`<div class="wb-escalated"><h2 class="wb-sr">${say("escalated.title")}</h2>
      <${HandedHere} issues=${state.handed_here} act=${act} say=${say} readOnly=${readOnly} closing />
      <section aria-label=${say("escalated.sent_title")}><h3>${say("escalated.sent_title")}</h3>
        ${state.sent.length === 0 && html`<p>${say(state.handed_here.length ? "escalated.sent_none" : "escalated.empty")}</p>`}
        ${state.sent.length > 0 && html`<div class="wb-row"><${Check} label=${say("escalated.only_open")} checked=${only} onPick=${setOnly} />
          <span class="wb-soft" role="status">${say("escalated.shown", { n: shown.length, all: state.sent.length })}</span></div>`}
        <ul>${shown.map((issue) => html`<${Sent} key=${issue.key} issue=${issue} cycles=${state.cycles} act=${act} say=${say} readOnly=${readOnly} />`)}</ul></section></div>`;
  };
};
