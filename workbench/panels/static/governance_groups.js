// The groups and forums round a cycle: drawn, listed, written down, changed and ended; and how the cycle is convened.

const panel = (kit) => {
  const { html, useState, Button, Form, Live } = kit;
  const Picture = makeGroupsDraw(kit);
  const ASKED = ["name", "group_kind", "what_for", "members", "convener", "meets", "began_on", "next_on", "scope"];

  // Members are written one a line, so that a list can be pasted; a record has them as a list.
  const asLines = (form) => ({ ...form, questions: form.questions.map((q) => (q.field === "members" ? { ...q, kind: "text", longest: null, default: "" } : q)) });
  const inLines = (row) => (Array.isArray(row?.members) ? { ...row, members: row.members.join("\n") } : row);
  const asList = (values) => (values && "members" in values ? { ...values, members: String(values.members || "").split("\n").map((name) => name.trim()).filter(Boolean) } : values);
  const listing = (act) => async (name, given, more) => {
    if (name !== "write" && name !== "add") return act(name, given, more);
    const answer = await act(name, { ...given, values: asList(given.values), ...(given.was ? { was: asList(given.was) } : {}) }, more);
    if (answer.stale?.theirs) answer.stale.theirs = inLines(answer.stale.theirs);
    return answer.ok ? { ...answer, result: inLines(answer.result) } : answer;
  };

  const Convened = ({ state, forms, act, say, language, readOnly }) => {
    const send = (name, given, more) => (name === "write" ? act("convene", { values: given.values, was: given.was }, more) : act(name, given, more));
    const fields = state.cycle.convened === "one_issue" || state.cycle.convened_for ? ["convened", "convened_for"] : ["convened"];
    return html`<section class="wb-card wb-groups-convened" aria-label=${say("governance_groups.convened.title")}><h3>${say("governance_groups.convened.title")}</h3><p class="wb-soft">${say("governance_groups.convened.lead")}</p>
      <${Live} form=${forms.cycle} row=${state.cycle} fields=${fields} own=${false} act=${send} say=${say} language=${language} readOnly=${readOnly} /></section>`;
  };

  const Missing = ({ state, say, onBegin, readOnly }) => html`<section class="wb-groups-missing" aria-label=${say("governance_groups.missing.title")}><h3>${say("governance_groups.missing.title")}</h3>
    ${state.missing.length === 0 ? html`<p>${say("governance_groups.missing.all")}</p>` : html`<p>${say("governance_groups.missing.one")}</p>
      <ul>${state.missing.map((kind) => html`<li key=${kind}><strong>${say(`governance_groups.kind.${kind}`)}</strong>: ${say(`governance_groups.for.${kind}`)}
        ${!readOnly && html` <${Button} aria-label=${say("governance_groups.missing.begin_of", { kind: say(`governance_groups.kind.${kind}`) })} onClick=${() => onBegin(kind)}>${say("governance_groups.missing.begin")}<//>`}</li>`)}</ul>`}</section>`;

  const told = (group, say) => [group.row.convener && say("governance_groups.convenes", { who: group.row.convener }), group.row.meets,
    group.next && say(`governance_groups.${group.next_over ? "was_next" : "next"}`, { on: group.next }), group.began && say("governance_groups.since", { on: group.began }),
    group.ended && say("governance_groups.until", { on: group.ended })].filter(Boolean).join(" · ");

  const Group = ({ group, n, form, act, say, language, readOnly }) => {
    const [open, setOpen] = useState(false);
    const { row } = group, name = { name: row.name };
    return html`<li class="wb-card wb-groups-one"><h3>${n > 0 && html`<span class="wb-groups-n" aria-hidden="true">${n}</span>`}<bdi>${row.name}</bdi></h3><p class="wb-tag">${say(`governance_groups.kind.${row.group_kind}`)}</p>
      ${row.what_for && html`<p class="wb-groups-text" dir="auto">${row.what_for}</p>`}
      ${row.members.length > 0 && html`<ul class="wb-groups-members" aria-label=${say("governance_groups.members", { n: row.members.length })}>${row.members.map((who, at) => html`<li key=${at}><bdi>${who}</bdi></li>`)}</ul>`}
      <p class="wb-soft"><bdi>${told(group, say)}</bdi></p>${row.note && html`<p class="wb-groups-text" dir="auto">${row.note}</p>`}
      ${!readOnly && html`<div class="wb-row"><${Button} aria-expanded=${open ? "true" : "false"} aria-label=${say("governance_groups.edit_of", name)} onClick=${() => setOpen(!open)}>${say(`governance_groups.${open ? "done" : "edit"}`)}<//>
        ${group.ended ? html`<${Button} kind="quiet" aria-label=${say("governance_groups.again_of", name)} onClick=${() => act("end", { group: row.id, ended: false }, { done: say("governance_groups.again_done") })}>${say("governance_groups.again")}<//>`
          : html`<${Button} kind="quiet" aria-label=${say("governance_groups.end_of", name)} onClick=${() => act("end", { group: row.id }, { done: say("governance_groups.ended_done") })}>${say("governance_groups.end")}<//>`}
        ${open && html`<${Button} kind="quiet" aria-label=${say("governance_groups.remove_of", name)} onClick=${() => act("remove", { kind: "governance_group", id: row.id }, { done: say("governance_groups.removed") })}>${say("governance_groups.remove")}<//>`}</div>`}
      ${open && html`<${Live} form=${asLines(form)} row=${inLines(row)} act=${listing(act)} say=${say} language=${language} readOnly=${readOnly} />`}</li>`;
  };

  return function GovernanceGroups({ state, forms, act, say, announce, language }) {
    const [adding, setAdding] = useState(null);
    const readOnly = !state.may_edit, form = forms.governance_group, shared = { form, act, say, language, readOnly };
    const end = () => setAdding(null);
    return html`<div class="wb-groups"><h2 class="wb-sr">${say("governance_groups.list_title")}</h2>
      ${state.groups.length === 0 ? html`<p class="wb-card">${say("governance_groups.none")}</p>` : html`<${Picture} groups=${state.groups} say=${say} />`}
      ${!readOnly && adding === null && html`<div><${Button} kind="main" onClick=${() => setAdding("")}>+ ${say("governance_groups.add")}<//></div>`}
      ${adding !== null && html`<section class="wb-card wb-groups-add" aria-label=${say("governance_groups.add")}><${Form} key=${adding} form=${asLines(form)} only=${ASKED} values=${{ began_on: state.today, ...(adding ? { group_kind: adding } : {}) }} autoFocus
        place=${`group-new:${adding}`} act=${listing(act)} say=${say} language=${language} announce=${announce} onDone=${(_, { another }) => { if (!another) end(); }} onCancel=${end} /></section>`}
      <ul class="wb-groups-list">${state.groups.map((group, n) => html`<${Group} key=${group.row.id} group=${group} n=${n + 1} ...${shared} />`)}</ul>
      <div class="wb-groups-two"><${Missing} state=${state} say=${say} onBegin=${setAdding} readOnly=${readOnly} /><${Convened} state=${state} forms=${forms} act=${act} say=${say} language=${language} readOnly=${readOnly} /></div>
      ${state.ended.length > 0 && html`<details class="wb-groups-ended"><summary>${say("governance_groups.ended_title", { n: state.ended.length })}</summary><ul class="wb-groups-list">${state.ended.map((group) => html`<${Group} key=${group.row.id} group=${group} n=${0} ...${shared} />`)}</ul></details>`}</div>`;
  };
};
