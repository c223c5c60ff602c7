// Consent: what a person agreed to about their picture or voice, and what they wish when they take it back.

/** What may be said about an attachment. */
const attachFields = ["caption", "scope", "may_quote", "may_leave", "consent_by", "consent_on", "consent_wording", "consent_until"];

const makeConsent = ({ html, hooks, parts }) => {
  const { useState } = hooks;
  const { Button, Check, Choice, Dialog, useId } = parts;

  const Entry = ({ label, hint, name, values, set, problem, lines, type = "text" }) => {
    const id = useId(name);
    const shared = { id, value: values[name] ?? "", dir: type === "text" ? "auto" : undefined, onKeyDown: (e) => { if (lines || e.key === "Escape") e.stopPropagation(); },
      "aria-describedby": `${id}-more`, "aria-invalid": problem.field === name ? "true" : undefined, onInput: (e) => set({ ...values, [name]: e.currentTarget.value }) };
    return html`<div class="wb-field"><label for=${id}>${label}</label>
      ${lines ? html`<textarea rows=${lines} maxlength="20000" ...${shared}></textarea>` : html`<input type=${type} maxlength=${type === "text" ? 200 : undefined} ...${shared} />`}
      <div id=${`${id}-more`}>${hint && html`<p class="wb-hint">${hint}</p>`}
        ${problem.field === name && html`<p class="wb-problem" role="alert">${problem.refused}</p>`}</div></div>`;
  };

  /** Who may see it is always asked; the rest of consent folds away where `open` is not given. */
  const ConsentFields = ({ values, set, about, say, problem, captioned, open }) => {
    const shared = { values, set, problem };
    const folded = ["consent_by", "consent_on", "consent_wording", "consent_until", "may_quote", "may_leave"].includes(problem.field);
    return html`${captioned && html`<${Entry} ...${shared} name="caption" lines=${2} label=${say("attach.caption")} hint=${say("attach.caption_hint")} />`}
      <${Choice} label=${say("attach.scope")} value=${values.scope} options=${about.scopes} onPick=${(scope) => set({ ...values, scope })} />
      ${problem.refused && (!problem.field || problem.field === "scope") && html`<p class="wb-problem" role="alert">${problem.refused}</p>`}
      <details open=${open || folded}><summary>${say("attach.more_consent")}</summary><div class="wb-stack">
        <${Check} label=${say("attach.may_leave")} checked=${!!values.may_leave} onPick=${(may_leave) => set({ ...values, may_leave })} />
        <${Check} label=${say("attach.may_quote")} checked=${!!values.may_quote} onPick=${(may_quote) => set({ ...values, may_quote })} />
        <${Entry} ...${shared} name="consent_by" label=${say("attach.consent_by")} />
        <${Entry} ...${shared} name="consent_wording" lines=${2} label=${say("attach.consent_wording")} />
        <${Entry} ...${shared} name="consent_on" type="date" label=${say("attach.consent_on")} />
        <${Entry} ...${shared} name="consent_until" type="date" label=${say("attach.consent_until")} hint=${say("attach.consent_until_hint")} />
      </div></details>`;
  };

  /** What a person wishes; `ask` is the command (id, how), `said` where its words stand. */
  const Withdraw = ({ item, act, say, close, ask = "attachment_withdraw", said = "attach" }) => {
    const [sure, setSure] = useState(false);
    const [busy, setBusy] = useState(false);
    const [result, setResult] = useState(null);
    const wish = async (how) => {
      setBusy(true);
      const answer = await act(ask, { id: item.id, how }, { beside: true });
      setBusy(false);
      setResult(answer.ok ? { how, ...answer.result } : answer);
    };
    const Wish = ({ how, children }) => html`<div class="wb-attach-wish"><p>${say(`${said}.wish.${how}_lead`)}</p>${children
      || html`<${Button} disabled=${busy} onClick=${() => wish(how)}>${say(`${said}.wish.${how}`)}<//>`}</div>`;
    if (result) {
      return html`<${Dialog} title=${say(`${said}.withdraw`)} say=${say} onClose=${close}>
        <p role="status" class=${result.refused ? "wb-problem" : ""}>${result.refused || say(`${said}.wish.done_${result.how}`)}</p>
        ${result.elsewhere?.length > 0 && html`<p>${say(`${said}.wish.elsewhere`, { files: result.elsewhere.join(", ") })}</p>`}
        ${result.traces && html`<p>${say(`${said}.wish.traces`)}</p>`}<//>`;
    }
    return html`<${Dialog} title=${say(`${said}.wish.title`)} onClose=${close}><div class="wb-stack"><p>${say(`${said}.wish.lead`)}</p>
      <${Wish} how="no_contact" /><${Wish} how="no_use" />
      <${Wish} how="erased">${sure
        ? html`<${Button} kind="main" disabled=${busy} onClick=${() => wish("erased")}>${say(`${said}.wish.erased_sure`)}<//>`
        : html`<${Button} onClick=${() => setSure(true)}>${say(`${said}.wish.erased`)}<//>`}<//>
      <div><${Button} onClick=${close}>${say("panel.cancel")}<//></div></div><//>`;
  };

  return { ConsentFields, Withdraw };
};
