// What a case at the forum says about the system: hand-offs that were refused, and the issues it led to.

const makeForumParts = (kit) => {
  const { html, useState, Button, Form, Picker } = kit;
  const { HandTo, SentTo } = makeHandingOver(kit);
  const ISSUE = ["description", "level", "owner", "system_change"];

  const Refusals = ({ one, form, today, act, say, readOnly, language, announce }) => {
    const [adding, setAdding] = useState(false);
    return html`<section class="wb-card wb-forum-part" aria-label=${say("forum.refusals_title")}>
      <h3>${say("forum.refusals_title")}</h3>
      ${one.refusals.length === 0 && html`<p class="wb-soft">${say("forum.refusals_none")}</p>`}
      <ul class="wb-forum-list">${one.refusals.map((r) => html`<li key=${r.id}><p><bdi>${say("forum.refusal", { from: r.from_agency, to: r.to_agency })}</bdi>${r.on && html` <span class="wb-soft">${r.on}</span>`}
        ${r.why && html`<br /><q><bdi>${r.why}</bdi></q>`}</p>
        ${!readOnly && html`<${Button} kind="quiet" aria-label=${say("forum.refusal_remove", { to: r.to_agency })} onClick=${() => act("remove", { kind: "refusal", id: r.id }, { done: say("forum.refusal_removed") })}>×<//>`}</li>`)}</ul>
      ${!readOnly && (adding
        ? html`<${Form} form=${form} values=${{ case: one.row.case, refused_on: today }} place=${`forum-refusal-${one.row.case}`} act=${act} say=${say} language=${language} announce=${announce}
            autoFocus lead=${false} onCancel=${() => setAdding(false)} onDone=${(_result, { another }) => { if (!another) setAdding(false); }} />`
        : html`<${Button} onClick=${() => setAdding(true)}>+ ${say("forum.refusal_add")}<//>`)}</section>`;
  };

  const Led = ({ issue, one, act, say, readOnly }) => html`<li class="wb-forum-issue"><p><bdi>${issue.description}</bdi></p>
    <p class="wb-row"><span class="wb-tag">${say(`forum.issue_level.${issue.level}`)}</span> <span class="wb-tag">${say(`forum.issue_status.${issue.status}`)}</span></p>
    <div class="wb-forum-on"><${SentTo} issue=${issue.id} sent=${issue.sent} cycles=${one.cycles} act=${act} say=${say} readOnly=${readOnly} label="forum.hand_on" /></div>
    ${!readOnly && html`<div class="wb-row">
      <${Button} kind="quiet" onClick=${() => act("led_to", { forum_case: one.row.id, issue: issue.id, led: false }, { done: say("forum.not_led_done") })}>${say("forum.not_led")}<//></div>`}</li>`;

  const NewIssue = ({ one, form, act, say, language, announce, onEnd }) => {
    const [to, setTo] = useState(null);
    const save = (values) => act("raise_issue", { forum_case: one.row.id, values, to }, { beside: true, done: say(to ? "forum.raised_and_handed" : "forum.raised") });
    return html`<${Form} form=${form} only=${ISSUE} values=${{ level: "system" }} place=${`forum-issue-${one.row.id}`} act=${act} save=${save} say=${say} language=${language} announce=${announce} another=${false}
      autoFocus lead=${false} onCancel=${onEnd} onDone=${onEnd}>
      ${one.cycles.length > 0 && html`<div class="wb-field wb-forum-wide"><${HandTo} cycles=${one.cycles} to=${to} onTo=${setTo} ask=${{}} act=${act} say=${say} label=${say("forum.hand_at_once")} /></div>`}<//>`;
  };

  const Issues = ({ one, form, act, say, readOnly, language, announce }) => {
    const [how, setHow] = useState("");
    const [issue, setIssue] = useState(null);
    const end = () => { setHow(""); setIssue(null); };
    const link = async () => { const answer = await act("led_to", { forum_case: one.row.id, issue, led: true }, { done: say("forum.led_done") }); if (answer.ok) end(); };
    return html`<section class="wb-card wb-forum-part" aria-label=${say("forum.issues_title")}>
      <h3>${say("forum.issues_title")}</h3><p class="wb-soft">${say("forum.issues_hint")}</p>
      <ul class="wb-forum-list">${one.issues.map((i) => html`<${Led} key=${i.id} issue=${i} one=${one} act=${act} say=${say} readOnly=${readOnly} />`)}</ul>
      ${!readOnly && how === "new" && html`<${NewIssue} one=${one} form=${form} act=${act} say=${say} language=${language} announce=${announce} onEnd=${end} />`}
      ${!readOnly && how === "there" && html`<${Picker} label=${say("forum.issue_there_label")} options=${one.other_issues} value=${issue} onPick=${setIssue} say=${say} />
        <div class="wb-row"><${Button} kind="main" disabled=${!issue} onClick=${link}>${say("forum.issue_there_save")}<//><${Button} kind="quiet" onClick=${end}>${say("panel.cancel")}<//></div>`}
      ${!readOnly && !how && html`<div class="wb-row"><${Button} onClick=${() => setHow("new")}>+ ${say("forum.issue_new")}<//>
        ${one.other_issues.length > 0 && html`<${Button} kind="quiet" onClick=${() => setHow("there")}>${say("forum.issue_there")}<//>`}</div>`}</section>`;
  };

  return { Refusals, Issues };
};
