// What could go in: sentences drafted from the record, with a tick each. What is ticked outlasts what others write.

const makeAccountDraft = (kit) => {
  const { html, useState, Button } = kit;

  const Proposal = ({ one, ticked, onTick, say }) => html`<li><label class="wb-account-proposal"><input type="checkbox" checked=${ticked} onChange=${(e) => onTick(e.currentTarget.checked)} />
    <span><bdi>${one.text}</bdi><span class="wb-account-said"><span>${say("account.rests_on", { n: one.n })}: ${one.kinds.map((kind) => accountKind(kind, say)).join(", ")}</span>
      ${one.there && html`<strong>${say("account.there_already")}</strong>`}${one.narrow && html`<strong>${say("account.narrow", { circle: one.narrow })}</strong>`}</span></span></label></li>`;

  return function Proposals({ question, proposals, account, act, say, announce }) {
    const [ticked, setTicked] = useState(new Set());
    const keys = proposals.map((one) => one.key), chosen = keys.filter((key) => ticked.has(key));
    const tick = (key, yes) => setTicked((now) => { const next = new Set(now); if (yes) next.add(key); else next.delete(key); return next; });
    const take = async () => {
      if (!chosen.length) { announce(say("account.nothing_ticked")); return; }
      const answer = await act("take", { account, keys: chosen }, { shows: true, done: say("account.taken", { n: chosen.length }) });
      if (answer.ok) setTicked(new Set());
    };
    if (!proposals.length) return html`<p class="wb-hint">${say("account.proposed_none")}</p>`;
    return html`<details class="wb-account-draft" data-proposed=${question}><summary>${say("account.proposed", { n: proposals.length })}</summary>
      <div class="wb-row"><${Button} kind="quiet" onClick=${() => setTicked(new Set(chosen.length === keys.length ? [] : keys))}>${say(chosen.length === keys.length ? "account.take_none" : "account.take_all")}<//></div>
      <ul>${proposals.map((one) => html`<${Proposal} key=${one.key} one=${one} ticked=${ticked.has(one.key)} onTick=${(yes) => tick(one.key, yes)} say=${say} />`)}</ul>
      <${Button} kind="main" disabled=${!chosen.length} onClick=${take}>${chosen.length ? say("account.take_n", { n: chosen.length }) : say("account.take")}<//></details>`;
  };
};
