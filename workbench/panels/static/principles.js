// The rules and principles of a cycle: few rules, several principles, and where each came from.

const panel = (kit) => {
  const { html, useState, Button } = kit;
  const KINDS = ["rule", "principle"];

  const One = ({ rule, state, forms, act, say }) => {
    const [open, setOpen] = useState(false);
    const { Live } = kit;
    const remove = () => act("drop", { rule: rule.id }, { done: say("principles.removed") });
    return html`<li class="wb-rule"><div class="wb-rule-line"><div><p class="wb-rule-wording"><bdi>${rule.wording}</bdi></p>
        ${rule.came_from && html`<p class="wb-soft">${say("principles.came_from")} <bdi>${rule.came_from}</bdi></p>`}
        <p class="wb-soft">${say("principles.held_by", { n: rule.held_by })}${rule.when && ` · ${rule.when}`}</p></div>
        ${state.may_edit && html`<${Button} kind="quiet" aria-expanded=${open} aria-label=${say("principles.change_named", { what: rule.wording })} onClick=${() => setOpen(!open)}>${say(open ? "panel.close" : "principles.change")}<//>`}</div>
      ${open && html`<div class="wb-rule-open"><${Live} form=${forms.rule} row=${rule} fields=${["wording", "rule_kind", "came_from", "since", "ended_on"]} own act=${act} say=${say} />
        <${Button} onClick=${remove}>${say("principles.remove")}<//></div>`}</li>`;
  };

  /** Wordings others begin with; one click takes one over. */
  const Usual = ({ kind, state, words, act, say }) => {
    const there = new Set(state.rules.map((r) => r.wording));
    const open = Object.entries(words.principles.usual[kind]).filter(([, wording]) => !there.has(wording));
    return open.length > 0 && html`<details class="wb-usual"><summary>${say(`principles.usual_title.${kind}`)}</summary>
      <ul>${open.map(([key, wording]) => html`<li key=${key}><span>${wording}</span><${Button} aria-label=${say("principles.take_named", { what: wording })}
        onClick=${() => act("add", { kind: "rule", values: { wording, rule_kind: kind, came_from: say("principles.usual_from") } }, { done: say("principles.added") })}>${say("principles.take")}<//></li>`)}</ul></details>`;
  };

  return function Principles({ state, forms, words, act, say }) {
    const [adding, setAdding] = useState("");
    const { Form } = kit;
    const of = (kind) => state.rules.filter((r) => r.rule_kind === kind);
    return html`<div class="wb-principles">
      ${state.prompt && html`<p class="wb-rule-ask">${state.prompt.ask}</p>`}
      ${state.may_edit && html`<div class="wb-row"><${Button} onClick=${() => act("undo")}>${say("panel.undo")}<//><${Button} onClick=${() => act("redo")}>${say("panel.redo")}<//></div>`}
      <div class="wb-rule-two">${KINDS.map((kind) => html`<section key=${kind} aria-labelledby=${`wb-rules-${kind}`}>
        <h2 id=${`wb-rules-${kind}`}>${say(`principles.kind.${kind}`)}</h2><p class="wb-soft">${say(`principles.about.${kind}`)}</p>
        ${of(kind).length === 0 && html`<p>${say(`principles.none.${kind}`)}</p>`}
        <ul class="wb-rules">${of(kind).map((rule) => html`<${One} key=${rule.id} rule=${rule} state=${state} forms=${forms} act=${act} say=${say} />`)}</ul>
        ${kind === "rule" && of(kind).length > 5 && html`<p class="wb-soft" role="note">${say("principles.many_rules", { n: of(kind).length })}</p>`}
        ${state.may_edit && adding !== kind && html`<${Button} onClick=${() => setAdding(kind)}>${say(`principles.add.${kind}`)}<//>`}
        ${adding === kind && html`<${Form} form=${forms.rule} only=${["wording", "came_from"]} values=${{ rule_kind: kind, since: state.today }} act=${act} say=${say} place=${`rule-new-${kind}`} lead=${false} autoFocus
          saveWords=${say(`principles.add.${kind}`)} onCancel=${() => setAdding("")} onDone=${(_made, { another }) => { if (!another) setAdding(""); }} />`}
        ${state.may_edit && html`<${Usual} kind=${kind} state=${state} words=${words} act=${act} say=${say} />`}</section>`)}</div></div>`;
  };
};
