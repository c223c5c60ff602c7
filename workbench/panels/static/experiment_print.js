// The card as it is printed: one page of words, no fields; also the whole card at a glance.

const experimentPrint = (kit) => {
  const { html } = kit;
  const groups = (rows) => {
    const parts = [];
    for (const row of rows) {
      if (parts.at(-1)?.part !== row.part) parts.push({ part: row.part, keys: [] });
      const { keys } = parts.at(-1);
      if (keys.at(-1)?.key !== row.key) keys.push({ key: row.key, rows: [] });
      keys.at(-1).rows.push(row);
    }
    return parts;
  };
  const Answer = ({ row }) => html`<bdi>${row.text}</bdi>${row.who && html` <span class="wb-soft">(<bdi>${row.who}</bdi>)</span>`}`;

  /** `rows` are part, key, text, who, as the question `experiment_card` answers them. */
  return function CardInWords({ title, where, rows, say }) {
    return html`<article class="wb-card-words"><header><h2><bdi>${title}</bdi></h2><p class="wb-soft"><bdi>${where}</bdi></p></header>
      ${groups(rows).map(({ part, keys }) => html`<section key=${part} class=${`wb-words-${part}`}><h3>${say(`experiments.part.${part}`)}</h3>
        <dl>${keys.map(({ key, rows: answers }) => html`<div key=${key}><dt>${say(`experiments.key.${key}`)}</dt>
          <dd>${answers.length === 1 ? html`<${Answer} row=${answers[0]} />` : html`<ul>${answers.map((row, n) => html`<li key=${n}><${Answer} row=${row} /></li>`)}</ul>`}</dd></div>`)}</dl></section>`)}
    </article>`;
  };
};
