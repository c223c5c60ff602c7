// What other cycles sent: what waits for our answer first, what was answered folded below.

const panel = (kit) => {
  const { html, useState, useEffect, useRef, Button, useId } = kit;
  const One = makeInboxOne(kit);
  const AT_ONCE = 20;
  const plain = (text) => (text || "").normalize("NFKD").toLowerCase();

  const List = ({ rows, shared, say }) => {
    const [n, setN] = useState(AT_ONCE);
    return html`<ul class="wb-inbox-list">${rows.slice(0, n).map((one) => html`<${One} key=${one.id} one=${one} say=${say} ...${shared} />`)}</ul>
      ${rows.length > n && html`<${Button} onClick=${() => setN(n + AT_ONCE)}>${say("inbox.show_more", { n: Math.min(AT_ONCE, rows.length - n) })}<//>`}`;
  };

  return function Inbox({ state, forms, act, say, announce, language }) {
    const [typed, setTyped] = useState(""), [writing, setWriting] = useState([]); // an answer that is being written stays where it is
    const title = useRef(null);
    useEffect(() => { if (location.hash === "#wb-inbox") { title.current?.scrollIntoView({ block: "start" }); title.current?.focus(); } }, []);
    const id = useId("find"), shared = { state, forms, act, announce, language, onWriting: (one, on) => setWriting((now) => [...now.filter((id) => id !== one), ...(on ? [one] : [])]) };
    const found = state.received.filter((one) => plain(`${one.text} ${one.why} ${one.from} ${one.kind} ${one.reason}`).includes(plain(typed)));
    const waits = (one) => one.state === "waiting" || writing.includes(one.id), waiting = found.filter(waits), answered = found.filter((one) => !waits(one));
    return html`<section class="wb-inbox" id="wb-inbox" aria-labelledby="wb-inbox-title"><h3 id="wb-inbox-title" tabindex="-1" ref=${title}>${say("inbox.title")}</h3>
      ${state.received.length === 0 ? html`<p class="wb-card">${say("inbox.empty")}</p>` : html`<p class="wb-soft">${say("inbox.lead")}</p>
        ${state.received.length > 5 && html`<div class="wb-row"><div class="wb-field"><label for=${id}>${say("inbox.find")}</label><input id=${id} type="search" dir="auto" value=${typed} onInput=${(e) => setTyped(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()} /></div>
          <span class="wb-soft" role="status">${say("inbox.shown", { n: found.length, all: state.received.length })}</span></div>`}
        <h4>${say("inbox.waiting_title")}</h4>${waiting.length ? html`<${List} rows=${waiting} shared=${shared} say=${say} />` : html`<p class="wb-soft">${say("inbox.waiting_none")}</p>`}
        ${answered.length > 0 && html`<details class="wb-inbox-answered"><summary>${say("inbox.answered_title", { n: answered.length })}</summary><${List} rows=${answered} shared=${shared} say=${say} /></details>`}`}</section>`;
  };
};
