// Opinions: a conversation, and four sides of it: take part, what we found, the statements, files.

const panel = (kit) => {
  const { html, useState, Button, Choice, Form } = kit;
  const Vote = makeOpinionVote(kit), Found = makeOpinionFound(kit), Statements = makeOpinionStatements(kit), Files = makeOpinionFiles(kit);
  const TABS = ["part", "found", "statements", "files"];

  const New = ({ forms, act, say, language, announce, onEnd }) => html`<section class="wb-card wb-op-new" aria-label=${say("opinions.open_new")}><h3>${say("opinions.open_new")}</h3>
    <${Form} form=${forms.conversation} place="conversation-new" act=${act} say=${say} language=${language} announce=${announce} another=${false} autoFocus=${true} saveWords=${say("opinions.open_new")}
      save=${(values) => act("add", { kind: "conversation", values }, { beside: true, done: say("opinions.opened") })} onCancel=${() => onEnd("")} onDone=${(made) => onEnd(made?.id || "")} /></section>`;

  const Head = ({ state, one, act, say }) => html`<header class="wb-op-head">
      ${state.conversations.length > 1 && html`<div class="wb-op-which"><${Choice} label=${say("opinions.conversation")} value=${state.open} options=${state.conversations.map((c) => [c.id, c.name])} onPick=${(id) => act("open", { id }, { shows: true })} /></div>`}
      <h2><bdi>${one.row.name}</bdi></h2>${one.row.question && html`<p class="wb-op-question"><bdi>${one.row.question}</bdi></p>`}
      <p class="wb-soft">${say("opinions.voters", { n: one.n_voters })}${one.closed && ` · ${say("opinions.closed_on", { on: one.closed })}`}</p></header>`;

  /** At the end, as it is seldom needed and a phone has little room. */
  const Keep = ({ one, act, say, confirm, onNew }) => {
    const close = async () => { if (await confirm(say("opinions.close_sure"))) act("close", { conversation: one.row.id }, { shows: true, done: say("opinions.closed") }); };
    return html`<div class="wb-row wb-op-keep"><${Button} onClick=${onNew}>+ ${say("opinions.open_another")}<//>
      ${one.closed ? html`<${Button} kind="quiet" onClick=${() => act("open_again", { conversation: one.row.id }, { shows: true, done: say("opinions.opened_again") })}>${say("opinions.open_again")}<//>`
        : html`<${Button} kind="quiet" onClick=${close}>${say("opinions.close")}<//>`}</div>`;
  };

  return function Opinions({ state, forms, act, say, toast, announce, confirm, language, revision }) {
    const [tab, setTab] = useState(state.one && state.one.closed ? "found" : "part"), [writing, setWriting] = useState(false);
    const readOnly = !state.may_edit, one = state.one;
    const ended = async (id) => { setWriting(false); if (id) { await act("open", { id }, { shows: true }); setTab("statements"); } };
    const given = { one, state, forms, mayEdit: state.may_edit, readOnly, act, say, toast, announce, confirm, language, revision };
    return html`<section class="wb-op" aria-label=${say("opinions.title")}>
      ${!one && html`<h2 class="wb-sr">${say("opinions.title")}</h2>`}
      ${!one && !writing && html`<div class="wb-stack"><p class="wb-op-lead">${say("opinions.lead")}</p><p>${say("opinions.none")}</p>
        ${!readOnly && html`<div><${Button} kind="main wb-big" onClick=${() => setWriting(true)}>${say("opinions.open_first")}<//></div>`}</div>`}
      ${writing && html`<${New} forms=${forms} act=${act} say=${say} language=${language} announce=${announce} onEnd=${ended} />`}
      ${one && html`<${Head} ...${given} />
        <div class="wb-row wb-op-tabs" role="group" aria-label=${say("opinions.title")}>${TABS.map((name) => html`<${Button} key=${name} aria-pressed=${tab === name ? "true" : "false"} onClick=${() => setTab(name)}>${say(`opinions.tab_${name}`)}<//>`)}</div>
        ${tab === "part" && html`<${Vote} key=${one.row.id} ...${given} />`}
        ${tab === "found" && html`<${Found} key=${one.row.id} ...${given} />`}
        ${tab === "statements" && html`<${Statements} key=${one.row.id} ...${given} />`}`}
      ${(one ? tab === "files" : !writing) && html`<${Files} ...${given} />`}
      ${one && !readOnly && !writing && html`<${Keep} ...${given} onNew=${() => setWriting(true)} />`}</section>`;
  };
};
