// A pattern as it is printed: one page, with the readings that compete and the evidence for and against.

const makePatternSheet = (kit) => {
  const { html } = kit;
  const List = ({ heading, rows, none }) => html`<section><h3>${heading}</h3>${rows.length ? html`<ul>${rows.map((row, n) => html`<li key=${n}>${row}</li>`)}</ul>` : html`<p>${none}</p>`}</section>`;

  return function Sheet({ sheet, scales, say }) {
    const { row } = sheet, side = (stance) => sheet.evidence.filter((piece) => piece.stance === stance).map((piece) => html`<span>${kindOf(piece, say)}: <bdi>${piece.title}</bdi></span>`);
    const marks = [sheet.card.on, sheet.strength && say(`noticing.strength.${sheet.strength}`), row.learning_about && say(`pattern_board.about.${row.learning_about}`), scales.find(([id]) => id === row.speaks_to)?.[1]].filter(Boolean);
    const came = (each) => each.came.map((to) => html`<br /><span>→ ${say(`pattern_board.came.${to.kind}`)}: <bdi>${to.kind === "influence" ? to.to : to.text}</bdi></span>`);
    return html`<article class="wb-pattern-sheet"><header><h2><bdi>${row.title}</bdi></h2><p>${marks.join(" · ")}</p>${row.text && html`<p><bdi>${row.text}</bdi></p>`}</header>
      <${List} heading=${say("pattern_board.sheet.readings", { n: sheet.interpretations.length })} rows=${sheet.interpretations.map((each) => html`<bdi>${each.text}</bdi>${came(each)}`)} />
      <div class="wb-pattern-two"><${List} heading=${say("pattern_board.evidence.supports_n", { n: side("supports").length })} rows=${side("supports")} none=${say("pattern_board.evidence.supports_none")} />
        <${List} heading=${say("pattern_board.evidence.contradicts_n", { n: side("contradicts").length })} rows=${side("contradicts")} none=${say("pattern_board.evidence.contradicts_none")} /></div>
      <${List} heading=${say("pattern_board.ideas.title")} rows=${sheet.ideas.map((idea) => html`<bdi>${idea.text}</bdi>${came(idea)}`)} none=${say("pattern_board.sheet.no_ideas")} />
      <p class="wb-soft">${say("pattern_board.sheet.foot")}</p></article>`;
  };
};
