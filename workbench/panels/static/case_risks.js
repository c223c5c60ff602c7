// The risks in one person's life, before the plan and after it: none, + or ++, each a button that says so in words.

const makeCaseRisks = (kit) => {
  const { html, useState, Button, Form } = kit;
  const LEVELS = ["none", "+", "++"], WORDS = { none: "none", "+": "some", "++": "high" };

  const Level = ({ risk, field, act, say, readOnly }) => {
    const pick = (level) => act("write", { kind: "risk", id: risk.id, values: { [field]: level }, was: { [field]: risk[field] } }, { done: say("case_file.risk.saved") });
    const levels = field === "after" ? [...LEVELS, null] : LEVELS;
    return html`<div class="wb-risk-levels" role="group" aria-label=${say(`case_file.risk.${field}_of`, { name: risk.name })}><span class="wb-risk-when" aria-hidden="true">${say(`case_file.risk.${field}`)}</span>
      ${levels.map((level) => html`<${Button} key=${level} kind="wb-risk-level" aria-pressed=${risk[field] === level ? "true" : "false"} disabled=${readOnly} aria-label=${say(`case_file.risk.${WORDS[level] || "unknown"}_said`)}
        onClick=${() => { if (risk[field] !== level) pick(level); }}>${say(`case_file.risk.${WORDS[level] || "unknown"}`)}<//>`)}</div>`;
  };

  const said = (risk, say) => say(`case_file.risk.told_${risk.after === null ? "open" : "both"}`, {
    before: say(`case_file.risk.${WORDS[risk.before]}_said`), after: risk.after === null ? "" : say(`case_file.risk.${WORDS[risk.after]}_said`) });

  const Risk = ({ risk, act, say, readOnly }) => html`<li class="wb-card wb-risk"><p class="wb-risk-name"><bdi>${risk.name}</bdi></p>
    <div class="wb-risk-both"><${Level} risk=${risk} field="before" act=${act} say=${say} readOnly=${readOnly} /><${Level} risk=${risk} field="after" act=${act} say=${say} readOnly=${readOnly} /></div>
    <p class="wb-soft">${said(risk, say)}${risk.note && html` <bdi>${risk.note}</bdi>`}</p>
    ${!readOnly && html`<${Button} kind="quiet wb-risk-remove" aria-label=${say("case_file.risk.remove_of", { name: risk.name })} onClick=${() => act("remove", { kind: "risk", id: risk.id }, { done: say("case_file.risk.removed") })}>×<//>`}</li>`;

  const Risks = ({ state, form, act, say, announce, language }) => {
    const [adding, setAdding] = useState(false);
    const readOnly = !state.may_edit, id = state.case.id;
    return html`<section class="wb-risks" aria-labelledby="wb-file-risks"><h3 id="wb-file-risks">${say("case_file.risk.title")}</h3>
      ${state.risks.length === 0 && !adding && html`<p class="wb-soft">${say("case_file.risk.empty")}</p>`}
      <ul>${state.risks.map((risk) => html`<${Risk} key=${risk.id} risk=${risk} act=${act} say=${say} readOnly=${readOnly} />`)}</ul>
      ${!readOnly && !adding && html`<${Button} onClick=${() => setAdding(true)}>+ ${say("case_file.risk.add")}<//>`}
      ${adding && html`<div class="wb-card"><${Form} form=${form} only=${["name", "before", "after", "note"]} values=${{ case: id, noted_on: state.today }} act=${act} say=${say} announce=${announce} language=${language}
        place=${`risk:${id}`} lead=${false} autoFocus onCancel=${() => setAdding(false)} onDone=${(_made, { another }) => { if (!another) setAdding(false); }} /></div>`}</section>`;
  };
  return Risks;
};
