// The risks of one person at the forum: none, + or ++, before the plan and after it.

const makeForumRisks = ({ html, useState, Button, Form, Live }) => {
  const LEVELS = ["before", "after"];

  const Risk = ({ risk, form, act, say, readOnly, language }) => html`<li class="wb-forum-risk">
    <h4><bdi>${risk.name}</bdi></h4>
    <${Live} form=${form} row=${risk} fields=${LEVELS} own=${false} act=${act} say=${say} readOnly=${readOnly} language=${language} />
    ${!readOnly && html`<${Button} kind="quiet" aria-label=${say("forum.risk_remove", { name: risk.name })}
      onClick=${() => act("remove", { kind: "risk", id: risk.id }, { done: say("forum.risk_removed") })}>×<//>`}</li>`;

  return function ForumRisks({ one, form, today, act, say, readOnly, language, announce }) {
    const [adding, setAdding] = useState(false);
    return html`<section class="wb-card wb-forum-part" aria-label=${say("forum.risks_title")}>
      <h3>${say("forum.risks_title")}</h3><p class="wb-soft">${say("forum.risks_hint")}</p>
      ${one.risks.length > 0 && html`<ul class="wb-forum-risks">${one.risks.map((risk) => html`<${Risk} key=${risk.id} risk=${risk} form=${form} act=${act} say=${say} readOnly=${readOnly} language=${language} />`)}</ul>`}
      ${!readOnly && (adding
        ? html`<${Form} form=${form} only=${["name", "before"]} values=${{ case: one.row.case, noted_on: today }} place=${`forum-risk-${one.row.case}`} act=${act} say=${say} language=${language} announce=${announce}
            autoFocus lead=${false} onCancel=${() => setAdding(false)} onDone=${(_result, { another }) => { if (!another) setAdding(false); }} />`
        : html`<${Button} onClick=${() => setAdding(true)}>+ ${say("forum.risk_add")}<//>`)}</section>`;
  };
};
