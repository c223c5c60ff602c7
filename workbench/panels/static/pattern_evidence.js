// What supports an observation and what contradicts it: found by its words, laid beside, turned over, taken away.

/** What kind of record a piece is; a kind nobody has words for is something else. */
const kindOf = (piece, say) => { const key = `pattern_board.kind.${piece.kind}`, said = say(key); return said === key ? say("pattern_board.kind.something") : said; };

const makePatternEvidence = (kit) => {
  const { html, Button, useId, useSearch } = kit;
  const SIDES = ["supports", "contradicts"];

  const linkTo = (piece, place) => (piece.page ? `${piece.page}.ipynb?${new URLSearchParams({ ...place, ...(piece.room ? { room: piece.room } : {}), [piece.kind]: piece.id })}` : "");

  const Piece = ({ piece, place, observation, act, say, readOnly }) => {
    const other = piece.stance === "supports" ? "contradicts" : "supports", at = linkTo(piece, place);
    return html`<li class="wb-piece"><details><summary><span class="wb-tag">${kindOf(piece, say)}</span> <bdi>${piece.title}</bdi></summary>
        ${piece.text ? html`<p class="wb-piece-text"><bdi>${piece.text}</bdi></p>` : html`<p class="wb-hint">${say("pattern_board.evidence.no_more")}</p>`}${piece.note && html`<p><bdi>${piece.note}</bdi></p>`}
        ${at && html`<p><a href=${at}>${say("pattern_board.evidence.open")}</a></p>`}</details>
      ${!readOnly && html`<div class="wb-row"><${Button} kind="quiet" aria-label=${say(`pattern_board.evidence.turn_${other}_of`, { title: piece.title })} onClick=${() => act("lay", { observation, kind: piece.kind, id: piece.id, stance: other }, { shows: true, done: say(`pattern_board.evidence.laid_${other}`) })}>${say(`pattern_board.evidence.turn_${other}`)}<//>
        <${Button} kind="quiet" aria-label=${say("pattern_board.evidence.take_of", { title: piece.title })} onClick=${() => act("take_away", { observation, kind: piece.kind, id: piece.id }, { shows: true, done: say("pattern_board.evidence.taken") })}>${say("pattern_board.evidence.take")}<//></div>`}</li>`;
  };

  const Find = ({ one, act, say }) => {
    const { typed, setTyped, found, searching, enough } = useSearch(act);
    const id = useId("piece"), there = new Set(one.evidence.map((piece) => `${piece.kind} ${piece.id} ${piece.stance}`));
    return html`<details class="wb-piece-find"><summary>${say("pattern_board.evidence.find")}</summary>
      <div class="wb-field"><label for=${id}>${say("pattern_board.evidence.words")}</label><input id=${id} type="search" dir="auto" autocomplete="off" value=${typed} onInput=${(e) => setTyped(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()} /></div>
      <p class="wb-soft" role="status">${!enough ? "" : searching ? "…" : say("pattern_board.evidence.found", { n: found.length })}</p>
      <ul class="wb-pieces">${found.map((piece) => html`<li key=${piece.kind + piece.id} class="wb-piece"><p><span class="wb-tag">${kindOf(piece, say)}</span> <bdi>${piece.title}</bdi></p>
        <div class="wb-row">${SIDES.map((side) => html`<${Button} key=${side} disabled=${there.has(`${piece.kind} ${piece.id} ${side}`)} aria-label=${say(`pattern_board.evidence.lay_${side}_of`, { title: piece.title })}
          onClick=${() => act("lay", { observation: one.row.id, kind: piece.kind, id: piece.id, stance: side }, { shows: true, done: say(`pattern_board.evidence.laid_${side}`) })}>${say(`pattern_board.evidence.lay_${side}`)}<//>`)}</div></li>`)}</ul></details>`;
  };

  const Evidence = ({ one, state, act, say, readOnly }) => html`<section class="wb-card" aria-label=${say("pattern_board.evidence.title")}><h3>${say("pattern_board.evidence.title")}</h3>
    <div class="wb-piece-sides">${SIDES.map((side) => {
      const pieces = one.evidence.filter((piece) => piece.stance === side);
      return html`<section key=${side} aria-label=${say(`pattern_board.evidence.${side}`)}><h4>${say(`pattern_board.evidence.${side}_n`, { n: pieces.length })}</h4>
        ${pieces.length === 0 && html`<p class="wb-hint">${say(`pattern_board.evidence.${side}_none`)}</p>`}
        <ul class="wb-pieces">${pieces.map((piece) => html`<${Piece} key=${piece.kind + piece.id} piece=${piece} place=${state.place} observation=${one.row.id} act=${act} say=${say} readOnly=${readOnly} />`)}</ul></section>`;
    })}</div>
    ${one.n_notes > 0 && html`<p class="wb-soft">${say("pattern_board.from_notes", { n: one.n_notes })}</p>`}
    ${!readOnly && html`<${Find} one=${one} act=${act} say=${say} />`}</section>`;
  return { Evidence };
};
