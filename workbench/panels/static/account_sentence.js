// One sentence of an account: its words, who reads it, what it rests on; changed in place while its edition is open.

const makeAccountSentence = (kit) => {
  const { html, useEffect, useRef, Button, Choice, Live } = kit;
  const Evidence = makeAccountEvidence(kit);

  const short = (text) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

  /** What stands below the words: how they came about, and what they rest on. */
  const Said = ({ row, folded, say }) => html`<p class="wb-account-said">
    <span>${say(!row.drafted ? "account.own" : row.drafted === row.text ? "account.drafted_same" : "account.drafted_reworded")}</span>
    ${row.evidence.length === 0 && !row.n_gone ? html`<strong class="wb-account-bare">${say(row.drafted ? "account.evidence_lost" : "account.evidence_none")}</strong>` : !folded && html`<span>${say("account.evidence", { n: row.evidence.length })}</span>`}
    ${row.n_gone > 0 && html`<strong class="wb-account-bare">${say("account.evidence_gone", { n: row.n_gone })}</strong>`}
    <span>${say(`account.reader_short.${row.reader}`)}</span></p>`;

  const More = ({ row, state, forms, act, say, announce, language, onClose, onMove }) => {
    const box = useRef(null);
    useEffect(() => { box.current?.querySelector("textarea")?.focus(); }, []);
    const keys = (e) => { if (e.key === "Escape" && !e.defaultPrevented) onClose(); };
    const remove = () => act("remove", { kind: "account_sentence", id: row.id }, { done: say("account.removed", { n: 1 }) });
    return html`<div class="wb-account-more" ref=${box} onKeyDown=${keys}>
      <${Live} form=${forms.account_sentence} row=${row} fields=${["text"]} act=${act} say=${say} language=${language} />
      ${row.drafted && row.drafted !== row.text && html`<p class="wb-account-drafted"><span class="wb-soft">${say("account.as_drafted")}:</span> <q><bdi>${row.drafted}</bdi></q></p>`}
      <div class="wb-account-fields">
        <${Choice} label=${say("account.reader")} value=${row.reader} options=${state.readers.map((one) => [one, say(`account.reader_short.${one}`)])} onPick=${(reader) => act("mark", { sentences: [row.id], reader }, { shows: true })} />
        <${Choice} label=${say("account.to_question")} value=${row.question} options=${state.questions.map((one) => [one, say(`account.question.${one}`)])} onPick=${(question) => act("move", { sentence: row.id, place: 10000, question }, { shows: true })} /></div>
      <${Evidence} sentence=${row} place=${state.place} act=${act} say=${say} />
      <div class="wb-row"><${Button} kind="main" onClick=${onClose}>${say("account.more_done")}<//>
        <${Button} aria-label=${say("account.move_up", { what: short(row.text) })} onClick=${() => onMove(-1)}>↑<//><${Button} aria-label=${say("account.move_down", { what: short(row.text) })} onClick=${() => onMove(1)}>↓<//>
        <${Button} kind="quiet" aria-label=${say("account.remove_of", { what: short(row.text) })} onClick=${remove}>${say("account.remove")}<//></div></div>`;
  };

  return function Sentence({ row, state, forms, act, say, announce, language, readOnly, open, onOpen, onMove, grip, dragged, drop }) {
    const keys = (e) => {
      if (readOnly || !e.altKey || !["ArrowUp", "ArrowDown"].includes(e.key)) return;
      e.preventDefault();
      e.stopPropagation();
      onMove(e.key === "ArrowUp" ? -1 : 1);
    };
    const brief = row.reader === "one_page";
    return html`<li class=${`wb-account-row ${dragged ? "dragged" : ""} ${drop ? "drop" : ""}`} data-sentence=${row.id} onKeyDown=${keys}>
      ${!readOnly && html`<span class="wb-account-grip" aria-hidden="true" title=${say("account.grip")} ...${grip}>⠿</span>`}
      <div class="wb-account-body">${(readOnly || !open) && html`<p class="wb-account-text"><bdi>${row.text}</bdi></p>`}<${Said} row=${row} folded=${readOnly} say=${say} />
        ${readOnly && row.evidence.length > 0 && html`<details><summary aria-label=${say("account.more_of", { what: short(row.text) })}>${say("account.evidence", { n: row.evidence.length })}</summary><${Evidence} sentence=${row} place=${state.place} act=${act} say=${say} readOnly /></details>`}
        ${!readOnly && open && html`<${More} row=${row} state=${state} forms=${forms} act=${act} say=${say} announce=${announce} language=${language} onMove=${onMove} onClose=${() => onOpen("")} />`}</div>
      ${!readOnly && html`<div class="wb-account-do"><label class="wb-account-page"><input type="checkbox" checked=${brief} onChange=${(e) => act("mark", { sentences: [row.id], reader: e.currentTarget.checked ? "one_page" : "descriptive" }, { shows: true })} aria-label=${`${say("account.one_page")}: ${short(row.text)}`} /><span aria-hidden="true">${say("account.one_page")}</span></label>
        ${!open && html`<${Button} kind="wb-account-edit" aria-label=${say("account.more_of", { what: short(row.text) })} aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown" onClick=${() => onOpen(row.id)}>${say("account.change")}<//>`}</div>`}</li>`;
  };
};
