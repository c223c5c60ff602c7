// One thing that came from another cycle: what it is, why it came, what speaks for it, our answer, and what we make of it.

const makeInboxOne = (kit) => {
  const { html, useState, useEffect, Button, Dialog, Form, Picker, useId } = kit;
  const { OurAnswer, doorTo } = makeAnswering(kit);
  const MAKES = { issue: ["description", "level", "owner"], experiment: ["title", "experiment_kind", "question"] };
  const first = (text, longest) => { const letters = [...text.trim().split("\n")[0]]; return letters.length <= longest ? letters.join("") : `${letters.slice(0, longest - 1).join("")}…`; };
  const begun = { issue: (said) => ({ description: said }), experiment: (said) => ({ title: first(said, 120), actions: said }) };

  const Side = ({ side, found, say }) => found.n > 0 && html`<div class="wb-inbox-side"><p class="wb-soft"><strong>${say(`inbox.${side}`)}</strong> (${found.n})</p>
    <ul>${found.told.map((text) => html`<li key=${text}><bdi>${text}</bdi></li>`)}${found.n > found.told.length && html`<li class="wb-soft">${say("inbox.more_evidence", { n: found.n - found.told.length })}</li>`}</ul></div>`;

  const Evidence = ({ one, say }) => one.text && html`<details class="wb-inbox-evidence"><summary>${say("inbox.evidence")}${one.evidence ? ` (${one.evidence.supports.n + one.evidence.contradicts.n})` : ""}</summary>
    ${one.evidence ? html`<${Side} side="supports" found=${one.evidence.supports} say=${say} /><${Side} side="contradicts" found=${one.evidence.contradicts} say=${say} />` : html`<p class="wb-soft">${say("inbox.evidence_none")}</p>`}</details>`;

  const SendOn = ({ one, cycles, act, say, onDone }) => {
    const [to, setTo] = useState([]), [why, setWhy] = useState(one.why), [unread, setUnread] = useState([]), [problem, setProblem] = useState("");
    const id = useId("why");
    useEffect(() => {
      let gone = false;
      if (to.length) act("may_read", { sending: one.id, to }).then((answer) => { if (!gone && answer.ok) setUnread(answer.result); }); else setUnread([]);
      return () => { gone = true; };
    }, [to.join(" ")]);
    const send = async () => { const answer = await act("send_on", { sending: one.id, to, why }, { beside: true, done: say("inbox.sent_on_done") }); if (answer.ok) onDone(); else setProblem(answer.refused || ""); };
    return html`<${Dialog} title=${say("inbox.send_on")} onClose=${onDone}><div class="wb-stack"><p>${say("inbox.send_on_lead")}</p>
      <${Picker} many label=${say("inbox.send_on_to")} options=${cycles} value=${to} onPick=${setTo} say=${say} />
      ${unread.length > 0 && html`<p role="status">${say("inbox.send_on_unread", { who: unread.join(", ") })}</p>`}
      <div class="wb-field"><label for=${id}>${say("inbox.send_on_why")}</label><textarea id=${id} rows="3" dir="auto" maxlength="20000" value=${why} onInput=${(e) => setWhy(e.currentTarget.value)}></textarea><p class="wb-hint">${say("inbox.send_on_hint")}</p></div>
      ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}
      <div class="wb-row"><${Button} kind="main" disabled=${!to.length} onClick=${send}>${say("inbox.send_on_button")}<//><${Button} kind="quiet" onClick=${onDone}>${say("inbox.cancel")}<//></div></div><//>`;
  };

  const Make = ({ kind, one, forms, act, say, announce, language, onDone }) => html`<${Dialog} title=${say(`inbox.make_${kind}`)} onClose=${onDone}><div class="wb-stack"><blockquote><bdi>${one.text || one.why}</bdi></blockquote>
    <${Form} form=${forms[kind]} only=${MAKES[kind]} values=${begun[kind](one.text || one.why)} madeFrom=${["influence", one.id]} place=${`came-${kind}-${one.id}`} act=${act} say=${say} announce=${announce} language=${language} lead=${false} another=${false} autoFocus
      onCancel=${onDone} onDone=${() => { announce(say("inbox.made")); onDone(); }} /></div><//>`;

  return function One({ one, state, forms, act, say, announce, language, onWriting }) {
    const [doing, setDoing] = useState("");
    const readOnly = !state.may_edit, close = () => setDoing("");
    return html`<li class="wb-card wb-inbox-one" data-sending=${one.id}><div class="wb-inbox-what"><p class="wb-row"><span class="wb-tag">${one.kind}</span>${one.waits && html`<strong class="wb-inbox-waits">${one.days > 0 ? say("inbox.waits", { time: one.waits }) : say("inbox.waits_since_today")}</strong>`}${one.round && html`<span class="wb-soft"><bdi>${say("inbox.earlier_round", { round: one.round })}</bdi></span>`}</p>
        ${one.text ? html`<p class="wb-inbox-text"><bdi>${one.text}</bdi></p>` : html`<p class="wb-soft">${say("inbox.not_seen", { from: one.from })}</p>`}
        <p class="wb-soft"><bdi>${[one.came, one.through].filter(Boolean).join(". ")}</bdi></p>
        ${one.why && html`<p><span class="wb-soft">${say("inbox.why")}</span> <bdi>${one.why}</bdi></p>`}
        <${Evidence} one=${one} say=${say} />
        ${one.on_its_way.length > 0 && html`<ol class="wb-chain">${one.on_its_way.map((line) => html`<li key=${line}><bdi>${line}</bdi></li>`)}</ol>`}
        ${one.led_to.length > 0 && html`<p class="wb-soft">${say("inbox.came_of_it")}</p><ul>${one.led_to.map((to) => html`<li key=${to.id}><a href=${doorTo(to.page, to.room)}><bdi>${to.title}</bdi></a></li>`)}</ul>`}</div>
      <div class="wb-inbox-do"><${OurAnswer} one=${one} act=${act} say=${say} readOnly=${readOnly} onWriting=${(on) => onWriting(one.id, on)} />
        ${!readOnly && html`<div class="wb-row">${["issue", "experiment"].map((kind) => html`<${Button} key=${kind} kind="quiet" onClick=${() => setDoing(kind)}>${say(`inbox.make_${kind}`)}<//>`)}
          <${Button} kind="quiet" onClick=${() => setDoing("on")}>${say("inbox.send_on")}<//>
          ${one.status && html`<${Button} kind="quiet" onClick=${() => act("done", { sending: one.id, done: one.status === "open" }, { done: say("inbox.done_said") })}>${say(one.status === "open" ? "inbox.done_now" : "inbox.not_done")}<//>`}</div>`}</div>
      ${doing === "on" && html`<${SendOn} one=${one} cycles=${state.cycles} act=${act} say=${say} onDone=${close} />`}
      ${MAKES[doing] && html`<${Make} kind=${doing} one=${one} forms=${forms} act=${act} say=${say} announce=${announce} language=${language} onDone=${close} />`}</li>`;
  };
};
