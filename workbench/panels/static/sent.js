// What this cycle sent to others: what waits, what came back along the whole chain, and a way to send something.

const panel = (kit) => {
  const { html, useState, useRef, Button, useId } = kit;
  const Choose = makeSentChoose(kit), Picture = makePicture(kit);
  const AT_ONCE = 20;
  const plain = (text) => (text || "").normalize("NFKD").toLowerCase();

  const One = ({ one, act, say, readOnly }) => html`<li class="wb-card" data-sending=${one.id}><p class="wb-row"><span class="wb-tag">${one.kind}</span>${one.round && html`<span class="wb-soft"><bdi>${say("sent.earlier_round", { round: one.round })}</bdi></span>`}</p>
    <p class="wb-inbox-text"><bdi>${one.text}</bdi></p>
    <p class="wb-soft"><bdi>${one.went}</bdi></p>${one.came_from && html`<p class="wb-soft"><bdi>${say("sent.sent_on_by_us", { from: one.came_from })}</bdi></p>`}
    ${one.why && html`<p><span class="wb-soft">${say("inbox.why")}</span> <bdi>${one.why}</bdi></p>`}
    ${one.state === "waiting" && !one.went_further ? html`<p><strong>${one.days > 0 ? say("sent.waits", { time: one.waits }) : say("sent.sent_today")}</strong></p>`
      : html`<ol class="wb-chain">${one.chain.map((line) => html`<li key=${line}><bdi>${line}</bdi></li>`)}</ol>`}
    ${!readOnly && one.state === "waiting" && !one.went_further && html`<${Button} kind="quiet" onClick=${() => act("take_back", { sending: one.id }, { done: say("sent.taken_back") })}>${say("sent.take_back")}<//>`}</li>`;

  const List = ({ rows, ...shared }) => {
    const [n, setN] = useState(AT_ONCE);
    return html`<ul class="wb-inbox-list">${rows.slice(0, n).map((one) => html`<${One} key=${one.id} one=${one} ...${shared} />`)}</ul>
      ${rows.length > n && html`<${Button} onClick=${() => setN(n + AT_ONCE)}>${shared.say("inbox.show_more", { n: Math.min(AT_ONCE, rows.length - n) })}<//>`}`;
  };

  return function Sent({ state, act, say, revision }) {
    const [typed, setTyped] = useState(""), [choosing, setChoosing] = useState(false);
    const id = useId("find"), whole = useRef(null), readOnly = !state.may_edit;
    const found = state.sent.filter((one) => plain(`${one.text} ${one.why} ${one.to} ${one.kind} ${one.chain.join(" ")}`).includes(plain(typed)));
    const waiting = found.filter((one) => one.state === "waiting"), answered = found.filter((one) => one.state !== "waiting");
    const shared = { act, say, readOnly };
    const close = () => { setChoosing(false); setTimeout(() => whole.current?.querySelector(".wb-sent-more")?.focus(), 0); };
    return html`<div class="wb-sent wb-stack" ref=${whole}><h2 class="wb-sr">${say("sent.title")}</h2>
      <p class="wb-soft">${say(state.sent.length ? "sent.lead" : "sent.empty")}</p>
      ${!readOnly && (state.choosable.length === 0 ? html`<p class="wb-card">${say("sent.choose_none")}</p>`
        : choosing ? html`<${Choose} state=${state} act=${act} say=${say} onDone=${close} />` : html`<div><${Button} kind="main wb-sent-more" onClick=${() => setChoosing(true)}>+ ${say("sent.more")}<//></div>`)}
      ${state.sent.length > 5 && html`<div class="wb-row"><div class="wb-field"><label for=${id}>${say("sent.find")}</label><input id=${id} type="search" dir="auto" value=${typed} onInput=${(e) => setTyped(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()} /></div>
        <span class="wb-soft" role="status">${say("sent.shown", { n: found.length, all: state.sent.length })}</span></div>`}
      ${state.sent.length > 0 && html`<section aria-label=${say("sent.waiting_title")}><h3>${say("sent.waiting_title")}</h3>${waiting.length ? html`<${List} rows=${waiting} ...${shared} />` : html`<p class="wb-soft">${say("sent.waiting_none")}</p>`}</section>
        ${answered.length > 0 && html`<section aria-label=${say("sent.answered_title", { n: answered.length })}><h3>${say("sent.answered_title", { n: answered.length })}</h3><${List} rows=${answered} ...${shared} /></section>`}
        <${Picture} ask="picture" act=${act} say=${say} revision=${revision} words=${say("sent.picture")} />`}</div>`;
  };
};
