// Choosing something to send: what, to which cycles, why, and who can read it then.

const makeSentChoose = ({ html, useState, useEffect, useRef, Button, Choice, Picker, useId, drafts }) => function Choose({ state, act, say, onDone }) {
  const [of, setOf] = useState(null), [to, setTo] = useState([]), [why, setWhy] = useState(""), [scope, setScope] = useState("");
  const [told, setTold] = useState(""), [problem, setProblem] = useState("");
  const id = useId("why"), box = useRef(null);
  const draft = drafts.useDraft({ place: "send-something", act, onFound: (found, more) => { if (!more?.late && typeof found.why === "string") setWhy(found.why); } });
  useEffect(() => { box.current.querySelector("input")?.focus(); }, []);
  useEffect(() => {
    let gone = false;
    setTold("");
    if (of && to.length) act("who_can_read", { of, to }).then((answer) => { if (!gone && answer.ok) setTold(answer.result); });
    return () => { gone = true; };
  }, [of, to.join(" ")]);
  const send = async () => {
    const answer = await act("send", { of, to, why, scope }, { beside: true, done: say("sent.sent") });
    if (answer.ok) { draft.drop(); onDone(); } else setProblem(answer.refused || "");
  };
  return html`<section class="wb-card wb-stack" ref=${box} aria-label=${say("sent.choose_title")}><h3>${say("sent.choose_title")}</h3>
    <${Picker} label=${say("sent.choose")} options=${state.choosable} value=${of} onPick=${setOf} say=${say} />
    <${Picker} many label=${say("sent.send_to")} options=${state.cycles} value=${to} onPick=${setTo} say=${say} />
    <div class="wb-field"><label for=${id}>${say("sent.send_why")}</label><textarea id=${id} rows="3" dir="auto" maxlength="20000" value=${why} onInput=${(e) => { setWhy(e.currentTarget.value); draft.keep({ why: e.currentTarget.value }); }} onKeyDown=${(e) => e.stopPropagation()} aria-describedby=${`${id}-hint`}></textarea>
      <p class="wb-hint" id=${`${id}-hint`}>${say("sent.send_why_hint")}</p></div>
    <p role="status">${told}</p>
    <${Choice} label=${say("sent.widen")} value=${scope} options=${[["", say("sent.widen_needed")], ...state.scopes.map(([key, name]) => [key, say("sent.widen_to", { name })])]} onPick=${setScope} />
    <p class="wb-hint">${say("sent.widen_hint")}</p>
    ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}
    <div class="wb-row"><${Button} kind="main" disabled=${!of || !to.length} onClick=${send}>${say("sent.send")}<//><${Button} kind="quiet" onClick=${() => { draft.drop(); onDone(); }}>${say("inbox.cancel")}<//></div></section>`;
};
