// Usual rules that must change: the issues a change led to, sent to where the rule lives, and what came back.

const makeEmbeddingIssues = (kit) => {
  const { html, useState, useEffect, Button, Choice, Form, Picker, Dialog, useId } = kit;
  const FIELDS = ["description", "level", "owner", "system_change"];

  /** Where the rule lives: a scale, then a cycle at it; and why it is sent there. */
  const Where = ({ one, scope, taken = [], to, setTo, why, setWhy, act, say }) => {
    const [scale, setScale] = useState(""), [told, setTold] = useState(""), id = useId("why");
    useEffect(() => {
      let gone = false;
      setTold("");
      if (to) act("who_can_read", { scope, to }, { beside: true }).then((answer) => { if (!gone && answer.ok) setTold(answer.result); });
      return () => { gone = true; };
    }, [to, scope]);
    const there = one.cycles.filter((each) => (!scale || each.scale === scale) && !taken.includes(each.id)).map((each) => [each.id, each.words]);
    return html`<div class="wb-embed-where"><${Choice} label=${say("embedding.issues.scale")} value=${scale} options=${[["", say("embedding.issues.any_scale")], ...one.scales]}
        onPick=${(value) => { setScale(value); if (to && value && one.cycles.find((each) => each.id === to)?.scale !== value) setTo(null); }} />
      <${Picker} label=${say("embedding.issues.to")} options=${there} value=${to} onPick=${setTo} say=${say} />
      ${told && html`<p role="status">${told}</p>`}
      ${to && html`<div class="wb-field"><label for=${id}>${say("embedding.issues.why")}</label><textarea id=${id} rows="2" dir="auto" maxlength="20000" value=${why} onInput=${(e) => setWhy(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()}></textarea></div>`}</div>`;
  };

  /** A new issue, written and sent in one step. */
  const Raise = ({ one, forms, act, say, announce, language, onDone }) => {
    const [to, setTo] = useState(null), [why, setWhy] = useState("");
    const save = (values) => act("raise", { embedding: one.row.id, values, to: to || "", why }, { beside: true, done: say(to ? "embedding.issues.sent_done" : "embedding.issues.written_done") });
    return html`<${Dialog} title=${say("embedding.issues.write_title")} onClose=${onDone}><p class="wb-hint">${say("embedding.issues.write_lead")}</p>
      <${Form} form=${forms.issue} only=${FIELDS} values=${{ level: "system", owner: "leadership", scope: one.row.scope }} place=${`embedding-issue:${one.row.id}`} save=${save} act=${act} say=${say} announce=${announce} language=${language}
        lead=${false} another=${false} autoFocus saveWords=${say(to ? "embedding.issues.write_and_send" : "embedding.issues.write_only")} onCancel=${onDone} onDone=${onDone}>
        <${Where} one=${one} scope=${one.row.scope} to=${to} setTo=${setTo} why=${why} setWhy=${setWhy} act=${act} say=${say} /><//><//>`;
  };

  const Send = ({ one, issue, act, say, onDone }) => {
    const [to, setTo] = useState(null), [why, setWhy] = useState(""), [problem, setProblem] = useState("");
    const send = async () => {
      const answer = await act("send", { issue: issue.id, to, why }, { beside: true, done: say("embedding.issues.sent_on_way") });
      if (answer.ok) onDone(); else setProblem(answer.refused);
    };
    return html`<${Dialog} title=${say("embedding.issues.send_title")} onClose=${onDone}><p class="wb-embed-text"><bdi>${issue.description}</bdi></p>
      <${Where} one=${one} scope=${issue.scope} taken=${issue.sent_to} to=${to} setTo=${setTo} why=${why} setWhy=${setWhy} act=${act} say=${say} />
      ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}
      <div class="wb-row"><${Button} kind="main" disabled=${!to} onClick=${send}>${say("embedding.issues.send")}<//><${Button} kind="quiet" onClick=${onDone}>${say("panel.cancel")}<//></div><//>`;
  };

  const Sent = ({ sent, act, say, readOnly }) => html`<li class="wb-embed-sent"><p><bdi>${say(sent.by ? "embedding.issues.sent_by" : "embedding.issues.sent_to", { to: sent.to, by: sent.by, on: sent.on })}</bdi>
      <span class="wb-tag">${say(`embedding.issues.state.${sent.state}`)}</span></p>
    ${sent.state === "waiting" ? html`<p class="wb-hint">${say("embedding.issues.no_answer")}</p>` : html`<blockquote>${sent.reason && html`<p class="wb-embed-text"><bdi>${sent.reason}</bdi></p>`}
      ${sent.answered && html`<footer class="wb-soft">${say("embedding.issues.answered_on", { on: sent.answered })}</footer>`}</blockquote>`}
    ${!readOnly && !sent.by && sent.state === "waiting" && html`<${Button} kind="quiet" aria-label=${say("embedding.issues.take_back_of", { to: sent.to })} onClick=${() => act("take_back", { id: sent.id }, { done: say("embedding.issues.taken_back") })}>${say("embedding.issues.take_back")}<//>`}</li>`;

  return function Issues({ one, state, forms, act, say, announce, language, readOnly }) {
    const [writing, setWriting] = useState(false), [sending, setSending] = useState("");
    const now = one.issues.find((each) => each.id === sending);
    const linkTo = (issue) => `run_experiments.ipynb?${new URLSearchParams({ ...state.place, room: "issues", issue: issue.id })}`;
    return html`<section class="wb-card" aria-label=${say("embedding.issues.title")}><h3>${say("embedding.issues.title")}</h3><p class="wb-hint">${say("embedding.issues.lead")}</p>
      <ul class="wb-embed-issues">${one.issues.map((issue) => html`<li key=${issue.id}><p class="wb-embed-text"><a href=${linkTo(issue)}><bdi>${issue.description}</bdi></a></p>
        ${issue.from_shield && html`<p class="wb-soft"><bdi>${say("embedding.issues.from_shield", { what: issue.from_shield })}</bdi></p>`}
        ${issue.sent.length > 0 && html`<ul class="wb-embed-sents">${issue.sent.map((sent) => html`<${Sent} key=${sent.id} sent=${sent} act=${act} say=${say} readOnly=${readOnly} />`)}</ul>`}
        ${!readOnly && html`<${Button} kind=${issue.sent.length ? "quiet" : ""} aria-label=${say("embedding.issues.send_of", { what: issue.description })} onClick=${() => setSending(issue.id)}>${say(issue.sent.length ? "embedding.issues.send_also" : "embedding.issues.send_it")}…<//>`}</li>`)}</ul>
      ${!readOnly && html`<${Button} onClick=${() => setWriting(true)}>+ ${say("embedding.issues.write")}<//>`}
      ${writing && html`<${Raise} one=${one} forms=${forms} act=${act} say=${say} announce=${announce} language=${language} onDone=${() => setWriting(false)} />`}
      ${now && html`<${Send} one=${one} issue=${now} act=${act} say=${say} onDone=${() => setSending("")} />`}</section>`;
  };
};
