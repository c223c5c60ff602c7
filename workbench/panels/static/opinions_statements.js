// Every statement, how many voted on it, and looking it over: a statement is put out with a reason that all can read.

const makeOpinionStatements = (kit) => {
  const { html, useState, useId, useRef, Button, Check, Noticed } = kit;
  const plain = (text) => text.normalize("NFKD").toLowerCase();

  const Out = ({ statement, act, onDone, say }) => {
    const [why, setWhy] = useState(""), [problem, setProblem] = useState("");
    const id = useId("why");
    const save = async () => {
      const answer = await act("moderate", { statement: statement.id, moderation: "out", why }, { beside: true, shows: true });
      if (answer.ok) onDone(); else setProblem(answer.refused);
    };
    return html`<div class="wb-op-why"><div class="wb-field"><label for=${id}>${say("opinions.statements.put_out_why")}</label>
      <input id=${id} type="text" dir="auto" maxlength="500" value=${why} aria-invalid=${problem ? "true" : undefined} ref=${(box) => { if (box && !box.dataset.met) { box.dataset.met = "yes"; box.focus(); } }}
        onInput=${(e) => { setWhy(e.currentTarget.value); setProblem(""); }} onKeyDown=${(e) => { e.stopPropagation(); if (e.key === "Enter") { e.preventDefault(); save(); } if (e.key === "Escape") onDone(); }} />
      ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}</div>
      <div class="wb-row"><${Button} kind="main" onClick=${save}>${say("opinions.statements.put_out_save")}<//><${Button} kind="quiet" onClick=${onDone}>${say("panel.cancel")}<//></div></div>`;
  };

  const Line = ({ s, one, readOnly, act, say }) => {
    const [out, setOut] = useState(false);
    const done = say("opinions.statements.moderated", { number: s.number });
    const put = (moderation) => act("moderate", { statement: s.id, moderation }, { done, shows: true });
    return html`<li class=${`wb-card wb-op-line ${s.moderation === "out" ? "wb-op-is-out" : ""}`}>
      <p class="wb-op-words"><span class="wb-op-number">${s.number}</span> <bdi>${s.text}</bdi></p>
      <p class="wb-soft"><span class="wb-tag">${say(`opinions.statements.${s.moderation}`)}</span>${s.seed && html` <span class="wb-tag">${say("opinions.statements.seed")}</span>`}${s.mine && html` <span class="wb-tag">${say("opinions.statements.mine")}</span>`}
        ${" "}${say("opinions.statements.votes", { n: s.n_votes })}${s.n_votes > 0 && `: ${s.counts ? say("opinions.statements.counts", s.counts) : say("opinions.statements.few")}`}</p>
      ${s.why && html`<p><bdi>${say("opinions.statements.why_out", { why: s.why })}</bdi></p>`}
      ${out && html`<${Out} statement=${s} act=${act} onDone=${() => setOut(false)} say=${say} />`}
      ${!readOnly && !out && html`<div class="wb-row">
        ${s.moderation === "waiting" && html`<${Button} aria-label=${say("opinions.statements.accept_one", { number: s.number })} onClick=${() => put("accepted")}>${say("opinions.statements.accept")}<//>`}
        ${s.moderation === "out" ? html`<${Button} aria-label=${say("opinions.statements.let_in_one", { number: s.number })} onClick=${() => put("accepted")}>${say("opinions.statements.let_in")}<//>`
          : html`<${Button} kind="quiet" aria-label=${say("opinions.statements.put_out_one", { number: s.number })} onClick=${() => setOut(true)}>${say("opinions.statements.put_out")}<//>`}
        ${s.mine && html`<${Button} kind="quiet" onClick=${() => act("unsay", { statement: s.id }, { shows: true })}>${say("opinions.statements.unsay")}<//>`}
        <${Noticed} seen_in=${say("opinions.seen_in", { name: one.row.name })} looked_at=${s.text.slice(0, 400)} name=${say("opinions.part.statement", { number: s.number })} beside=${[["statement", s.id]]} say=${say} /></div>`}</li>`;
  };

  const Begin = ({ one, act, toast, say }) => {
    const [text, setText] = useState(""), [problem, setProblem] = useState("");
    const id = useId("begin");
    const draft = kit.drafts.useDraft({ place: `opinions-begin-${one.row.id}`, act, onFound: (found, more) => { if (!more?.late && typeof found.text === "string") setText(found.text); } });
    const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
    const change = (next) => { setText(next); setProblem(""); if (next) draft.keep({ text: next }); else draft.drop(); };
    const save = async () => {
      const answer = await act("begin_with", { conversation: one.row.id, texts: lines }, { beside: true, shows: true, done: say("opinions.statements.begun", { n: lines.length }) });
      if (!answer.ok) { setProblem(answer.refused); return; }
      draft.drop();
      setText("");
    };
    return html`<details class="wb-op-begin" open=${one.statements.length === 0}><summary>${say("opinions.statements.begin_title")}</summary>
      <div class="wb-field"><label class="wb-sr" for=${id}>${say("opinions.statements.begin_title")}</label>
        <textarea id=${id} rows="6" dir="auto" value=${text} onInput=${(e) => change(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()}></textarea>
        <p class="wb-hint">${say("opinions.statements.begin_hint")}</p>${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}</div>
      <${Button} kind="main" disabled=${lines.length === 0} onClick=${save}>${say("opinions.statements.begin_save")}<//></details>`;
  };

  return ({ one, readOnly, act, toast, say }) => {
    const [typed, setTyped] = useState(""), [waiting, setWaiting] = useState(false);
    const id = useId("find");
    const shown = one.statements.filter((s) => (!waiting || s.moderation === "waiting") && plain(s.text).includes(plain(typed)));
    return html`<div class="wb-op-statements"><p class="wb-op-lead">${say("opinions.statements.lead")}</p>
      ${!readOnly && !one.closed && html`<${Begin} key=${one.row.id} one=${one} act=${act} toast=${toast} say=${say} />`}
      ${one.statements.length === 0 && html`<p>${say("opinions.statements.none")}</p>`}
      ${one.statements.length > 0 && html`<div class="wb-row wb-op-find"><div class="wb-field"><label for=${id}>${say("opinions.statements.find")}</label><input id=${id} type="search" value=${typed} onInput=${(e) => setTyped(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()} /></div>
        <${Check} label=${say("opinions.statements.only_waiting")} checked=${waiting} onPick=${setWaiting} /><span class="wb-soft" role="status">${say("opinions.statements.shown", { n: shown.length, all: one.statements.length })}</span></div>`}
      <ul class="wb-op-lines">${shown.map((s) => html`<${Line} key=${s.id} s=${s} one=${one} readOnly=${readOnly} act=${act} say=${say} />`)}</ul></div>`;
  };
};
