// One issue on a page of its own: its fields, what was said before, its countermeasures, and the way to another cycle.

const makeIssuePage = ({ html, useState, useEffect, useRef, Button, Live, Noticed, SentTo }) => {
  const FEW = 8;
  const FIRST = ["description", "level", "status", "owner", "countermeasure", "system_change"];
  const NOT_HERE = new Set([...FIRST, "closed_on"]);

  /** What was said before in nearly the same words: the sentence, and the other issues, each with its pair. */
  const saidOf = (row, said, say) => {
    const group = said[row.said_before], at = group.issues.findIndex((issue) => issue.id === row.id);
    const paired = (issue, there) => { const pair = there < at ? [issue.id, row.id] : [row.id, issue.id]; return { ...issue, pair, same: group.same.some(([a, b]) => a === pair[0] && b === pair[1]) }; };
    return { others: group.issues.map(paired).filter((issue) => issue.id !== row.id),
      sentence: say(at ? "issues.said_before" : "issues.said_again", { first: group.issues[0].description,
        times: say("issues.times", { n: group.issues.length }), in_cycles: say("issues.in_cycles", { n: group.n_cycles }) }) };
  };

  const SaidBefore = ({ row, said, act, say, onOpen, readOnly }) => {
    const [all, setAll] = useState(false);
    const { sentence, others } = saidOf(row, said, say);
    return html`<section class="wb-card wb-issue-part" aria-label=${say("issues.before_title")}>
      <h4>${say("issues.before_title")}</h4><p><bdi>${sentence}</bdi></p>
      <ul class="wb-issue-others">${(all ? others : others.slice(0, FEW)).map((other) => html`<li key=${other.id}>
        ${other.here ? html`<button type="button" class="wb-linkish" onClick=${() => onOpen(other.id)}><bdi>${other.description}</bdi></button>` : html`<bdi>${other.description}</bdi>`}
        <span class="wb-soft"> <bdi>${other.where}</bdi></span>
        ${!readOnly && html`<${Button} aria-pressed=${other.same ? "true" : "false"} onClick=${() => act("same", { pair: other.pair, same: !other.same },
          { done: say(other.same ? "issues.not_same_done" : "issues.same_done") })}>${other.same ? "✓ " : ""}${say("issues.same")}<//>`}</li>`)}</ul>
      ${!all && others.length > FEW && html`<${Button} onClick=${() => setAll(true)}>${say("issues.before_all", { n: others.length })}<//>`}
      <p class="wb-hint">${say("issues.before_hint")}</p></section>`;
  };

  const Shields = ({ row, act, say, readOnly }) => {
    const text = row.countermeasure.trim(), there = row.shields.some((s) => s.stands && s.what === row.countermeasure);
    return html`<section class="wb-card wb-issue-part" aria-label=${say("issues.shields_title")}>
      <h4>${say("issues.shields_title")}</h4>
      ${row.shields.length > 0 && html`<ul class="wb-issue-others">${row.shields.map((s) => html`<li key=${s.id}><bdi>${s.what}</bdi> <span class="wb-tag">${s.said}</span></li>`)}</ul>`}
      ${!text && row.shields.length === 0 && html`<p class="wb-soft">${say("issues.shields_none")}</p>`}
      ${text && !there && !readOnly && html`<${Button} onClick=${() => act("shield", { issue: row.id }, { done: say("issues.shielded") })}>${say("issues.shield")}<//>`}</section>`;
  };

  const HandOver = ({ row, cycles, act, say, readOnly }) => html`<section class="wb-card wb-issue-part" aria-label=${say("issues.hand_title")}>
      <h4>${say("issues.hand_title")}</h4><${SentTo} issue=${row.id} sent=${row.sent} cycles=${cycles} act=${act} say=${say} readOnly=${readOnly} /></section>`;

  const IssuePage = ({ row, said, form, cycles, act, say, readOnly, language, onBack, onOpen }) => {
    const top = useRef(null);
    useEffect(() => { top.current?.focus(); }, [row.id]);
    const others = form.questions.map((q) => q.field).filter((field) => !NOT_HERE.has(field));
    const live = { form, row, act, say, readOnly, language };
    return html`<article class="wb-issue-page" aria-label=${say("issues.one")}>
      <${Button} kind="quiet" onClick=${onBack}>← ${say("issues.back")}<//>
      <h3 class="wb-issue-said" tabindex="-1" ref=${top}><bdi>${row.description}</bdi></h3>
      <p class="wb-issue-age">${row.age}</p>${!readOnly && html`<${Noticed} looked_at=${row.description.slice(0, 400)} beside=${[["issue", row.id]]} say=${say} />`}
      ${row.came_from.map((from) => html`<p class="wb-soft">${say("issues.came_from", { kind: from.kind })} <q><bdi>${from.text}</bdi></q></p>`)}
      <div class="wb-issue-columns"><div class="wb-issue-fields"><${Live} ...${live} fields=${FIRST} />
          <details><summary>${say("issues.more")}</summary><${Live} ...${live} fields=${others} own /></details></div>
        <div class="wb-issue-beside">
          ${row.said_before && html`<${SaidBefore} key=${row.id} row=${row} said=${said} act=${act} say=${say} onOpen=${onOpen} readOnly=${readOnly} />`}
          <${Shields} row=${row} act=${act} say=${say} readOnly=${readOnly} />
          <${HandOver} key=${row.id} row=${row} cycles=${cycles} act=${act} say=${say} readOnly=${readOnly} />
        </div></div></article>`;
  };

  return { IssuePage, saidOf };
};
