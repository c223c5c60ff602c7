// What a sentence rests on: the records beside it, and finding another one to lay there.

/** What kind of record it is; a kind nobody has words for is a record. */
const accountKind = (kind, say) => { const key = `account.kind.${kind}`, said = say(key); return said === key ? say("account.kind.something") : said; };

const makeAccountEvidence = (kit) => {
  const { html, Button, useId, useSearch } = kit;
  const MOST = 12; // more of them unfold

  const linkTo = (piece, place) => (piece.page ? `${piece.page}.ipynb?${new URLSearchParams({ ...place, ...(piece.room ? { room: piece.room } : {}), [piece.kind]: piece.id })}` : "");
  const named = (piece, say) => piece.title || [accountKind(piece.kind, say), piece.on].filter(Boolean).join(", ");

  const Piece = ({ piece, sentence, place, act, say, readOnly }) => {
    const at = linkTo(piece, place);
    return html`<li class="wb-account-piece"><span class="wb-tag">${accountKind(piece.kind, say)}</span> <bdi>${piece.title}</bdi> <span class="wb-soft">${piece.on}</span>
      ${at && html` <a href=${at} aria-label=${`${say("account.evidence_open")}: ${named(piece, say)}`}>${say("account.evidence_open")}</a>`}
      ${!readOnly && html` <${Button} kind="quiet" aria-label=${say("account.evidence_take_of", { title: named(piece, say) })} onClick=${() => act("take_away", { sentence: sentence.id, kind: piece.kind, id: piece.id }, { shows: true, done: say("account.evidence_taken") })}>${say("account.evidence_take")}<//>`}</li>`;
  };

  const Find = ({ sentence, act, say }) => {
    const { typed, setTyped, found, searching, enough } = useSearch(act);
    const id = useId("record"), there = new Set(sentence.evidence.map((piece) => `${piece.kind} ${piece.id}`));
    return html`<details class="wb-account-find"><summary>${say("account.evidence_find")}</summary>
      <div class="wb-field"><label for=${id}>${say("account.evidence_words")}</label><input id=${id} type="search" dir="auto" autocomplete="off" value=${typed} onInput=${(e) => setTyped(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()} /></div>
      <p class="wb-soft" role="status">${!enough ? "" : searching ? "…" : say("account.evidence_found", { n: found.length })}</p>
      <ul class="wb-account-pieces">${found.map((piece) => html`<li key=${piece.kind + piece.id} class="wb-account-piece"><span class="wb-tag">${accountKind(piece.kind, say)}</span> <bdi>${piece.title}</bdi> <span class="wb-soft">${piece.on}</span>
        <${Button} disabled=${there.has(`${piece.kind} ${piece.id}`)} aria-label=${say("account.evidence_lay_of", { title: named(piece, say) })}
          onClick=${() => act("lay", { sentence: sentence.id, kind: piece.kind, id: piece.id }, { shows: true, done: say("account.evidence_laid") })}>${say("account.evidence_lay")}<//></li>`)}</ul></details>`;
  };

  return function Evidence({ sentence, place, act, say, readOnly }) {
    const shared = { sentence, place, act, say, readOnly }, first = sentence.evidence.slice(0, MOST), rest = sentence.evidence.slice(MOST);
    return html`<div class="wb-account-evidence">
      <ul class="wb-account-pieces">${first.map((piece) => html`<${Piece} key=${piece.kind + piece.id} piece=${piece} ...${shared} />`)}</ul>
      ${rest.length > 0 && html`<details><summary>${say("account.evidence_more", { n: rest.length })}</summary><ul class="wb-account-pieces">${rest.map((piece) => html`<${Piece} key=${piece.kind + piece.id} piece=${piece} ...${shared} />`)}</ul></details>`}
      ${!readOnly && html`<${Find} sentence=${sentence} act=${act} say=${say} />`}</div>`;
  };
};
