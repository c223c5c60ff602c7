// What goes between cycles: something that came or was sent, told in sentences, and our answer to it.

const makeAnswering = ({ html, useState, useEffect, useRef, Button, useId, drafts }) => {
  const STATES = ["taken_up", "adapted", "left"];
  /** The address of another page of this group's, or of another room. */
  const doorTo = (page, room, more = {}) => {
    const at = new URLSearchParams(location.search);
    for (const key of ["token", "debrief", "made", "sent"]) at.delete(key);
    for (const [key, value] of Object.entries({ room, ...more })) { if (value) at.set(key, value); else at.delete(key); }
    return `${page}.ipynb?${at}`;
  };

  /** Taken up, adapted or left, and why; `was` is the answer as it was read. */
  const Answer = ({ one, act, say, onDone, onDirty, begin = "", autoFocus }) => {
    const had = { state: one.state, reason: one.reason };
    const [state, setState] = useState(one.state === "waiting" ? begin : one.state), [reason, setReason] = useState(one.reason);
    const [was, setWas] = useState(had), [problem, setProblem] = useState(""), [theirs, setTheirs] = useState(null);
    const id = useId("answer"), box = useRef(null);
    const draft = drafts.useDraft({ place: `answer-${one.id}`, act, onFound: (found, more) => {
      if (more?.late || typeof found.reason !== "string") return;
      setReason(found.reason);
      onDirty?.();
    } });
    const write = (now) => { draft.keep({ state, reason, ...now }); onDirty?.(); }, done = () => { draft.drop(); onDone?.(); };
    useEffect(() => { if (autoFocus) box.current.querySelector(begin ? "textarea" : "input:checked, input")?.focus(); }, []);
    const send = async (over) => {
      const answer = await act("answer", { sending: one.id, state, reason, was: over || was }, { beside: true, done: say("inbox.saved") });
      if (answer.ok) { done(); return; }
      if (answer.stale) { setTheirs(answer.stale.theirs); setProblem(answer.refused || say("panel.changed_meanwhile")); } else setProblem(answer.refused || "");
    };
    const keys = (e) => { e.stopPropagation(); if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); send(); } };
    return html`<form class="wb-answering" ref=${box} onSubmit=${(e) => { e.preventDefault(); send(); }} onKeyDown=${keys} aria-label=${say("inbox.answer")}>
      <fieldset><legend>${say("inbox.state")}</legend>${STATES.map((each) => html`<label key=${each} class="wb-answering-state"><input type="radio" name=${id} value=${each} checked=${state === each} onChange=${() => { setState(each); write({ state: each }); }} />
        <span><strong>${say(`inbox.states.${each}`)}</strong> <span class="wb-soft">${say(`inbox.state_help.${each}`)}</span></span></label>`)}</fieldset>
      <div class="wb-field"><label for=${`${id}-why`}>${say("inbox.reason")}</label>
        <textarea id=${`${id}-why`} rows="3" dir="auto" maxlength="20000" value=${reason} onInput=${(e) => { setReason(e.currentTarget.value); write({ reason: e.currentTarget.value }); }} aria-describedby=${`${id}-hint`}></textarea>
        <p class="wb-hint" id=${`${id}-hint`}>${say("inbox.reason_hint")}</p></div>
      ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}
      ${theirs ? html`<div class="wb-clash"><p><strong>${say(`inbox.states.${theirs.state}`)}</strong> <q><bdi>${theirs.reason}</bdi></q></p>
          <${Button} kind="main" onClick=${() => { setWas(theirs); setTheirs(null); setProblem(""); send(theirs); }}>${say("panel.keep_mine")}<//>
          <${Button} onClick=${() => { setWas(theirs); setState(theirs.state); setReason(theirs.reason); setTheirs(null); setProblem(""); }}>${say("panel.take_theirs")}<//></div>`
        : html`<div class="wb-row"><button class="wb-button main">${say("inbox.save")}</button>${onDone && html`<${Button} kind="quiet" onClick=${done}>${say("inbox.cancel")}<//>`}</div>`}</form>`;
  };

  /** What we answered; nothing while it waits. */
  const Answered = ({ one, say }) => one.state !== "waiting" && html`<div class="wb-answered"><p><span class="wb-tag">${say(one.answered ? "inbox.answered" : "inbox.answered_undated", { state: say(`inbox.states.${one.state}`), on: one.answered })}</span></p>
    ${one.reason && html`<blockquote><p><bdi>${one.reason}</bdi></p></blockquote>`}</div>`;

  /** Our answer, with a way to change it; read-only for who only looks. */
  const OurAnswer = ({ one, act, say, readOnly, onWriting }) => {
    const [open, setOpen] = useState(""), [dirty, setDirty] = useState(false); // what is being written stays when somebody else answers
    if (readOnly) return html`<${Answered} one=${one} say=${say} />`;
    const write = (on) => { setDirty(on); onWriting?.(on); }, shut = () => { setOpen(""); write(false); };
    if (open && (dirty || one.state === "waiting" || open === "change")) return html`${open === "change" && !dirty && html`<${Answered} one=${one} say=${say} />`}
      <${Answer} key=${one.id} one=${one} begin=${open} act=${act} say=${say} autoFocus onDirty=${() => write(true)} onDone=${shut} />`;
    if (one.state === "waiting") return html`<div class="wb-row" role="group" aria-label=${say("inbox.state")}>${STATES.map((each) => html`<${Button} key=${each} onClick=${() => setOpen(each)}>${say(`inbox.do.${each}`)}<//>`)}</div>`;
    return html`<${Answered} one=${one} say=${say} /><${Button} kind="quiet" onClick=${() => setOpen("change")}>${say("inbox.change")}<//>`;
  };

  /** Where something of ours was sent, and what came back, a sentence each. */
  const Went = ({ one, act, say, readOnly }) => html`<div class="wb-went"><p class="wb-soft"><bdi>${one.went}</bdi></p>
    ${one.state === "waiting" && one.chain.length === 1 ? html`<p><strong>${one.waits ? say("sent.waits", { time: one.waits }) : say("issues.no_answer")}</strong></p>`
      : html`<ol class="wb-chain">${one.chain.map((line) => html`<li key=${line}><bdi>${line}</bdi></li>`)}</ol>`}
    ${!readOnly && one.state === "waiting" && one.chain.length === 1 && html`<${Button} kind="quiet" onClick=${() => act("take_back", { sending: one.id }, { done: say("issues.taken_back") })}>${say("issues.take_back")}<//>`}</div>`;

  return { Answer, Answered, OurAnswer, Went, doorTo };
};
