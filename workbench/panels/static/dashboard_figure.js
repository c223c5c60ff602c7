// One figure of the dashboard: what it tells, and beneath it how it was made.

const makeFigure = ({ html, useState, Button }, save) => {
  const AT_ONCE = 4;

  const Item = ({ item, say }) => html`<li class="wb-dash-item">
    ${item.mark && html`<p class="wb-dash-mark">${item.mark}</p>`}
    <p class="wb-dash-text" lang=${item.language || undefined} dir="auto">${item.text}</p>
    ${item.lines.map((line, n) => html`<p key=${n} lang=${item.language || undefined} dir="auto">${line}</p>`)}
    ${item.quote && html`<blockquote dir="auto">${item.quote}</blockquote>`}
    ${item.readings.length > 0 && html`<p class="wb-soft">${say("dashboard.readings")}</p><ul>${item.readings.map((one) => html`<li key=${one} dir="auto">${one}</li>`)}</ul>`}
    ${item.beside.length > 0 && html`<p class="wb-soft">${item.beside.map((one, n) => html`${n > 0 && " · "}<bdi key=${n}>${one}</bdi>`)}</p>`}</li>`;

  const Group = ({ group, say }) => {
    const [most, setMost] = useState(AT_ONCE);
    return html`<div class="wb-dash-group">${group.heading && html`<h3><bdi>${group.heading}</bdi></h3>`}
      <ul class="wb-dash-items">${group.items.slice(0, most).map((item, n) => html`<${Item} key=${n} item=${item} say=${say} />`)}</ul>
      ${group.items.length > most && html`<${Button} onClick=${() => setMost(most + 20)}>${say("dashboard.show_more", { n: Math.min(20, group.items.length - most) })}<//>`}</div>`;
  };

  const Table = ({ made, title, say }) => html`<div class="wb-dash-scroll" tabindex="0" role="region" aria-label=${say("dashboard.table_of", { title })}><table>
    <thead><tr>${made.headings.map((one) => html`<th key=${one} scope="col">${one}</th>`)}</tr></thead>
    <tbody>${made.rows.map((row, n) => html`<tr key=${n}>${row.map((cell, c) => html`<td key=${c} dir="auto">${cell}</td>`)}</tr>`)}</tbody></table></div>`;

  const Working = ({ made, title, state, ask, say }) => {
    const file = async () => { const answer = await ask("table"); if (answer.ok) save(answer.result, "text/csv"); };
    return html`<details class="wb-dash-working"><summary>${say("dashboard.how_made")} <span class="wb-sr">${title}</span></summary>
      <dl><dt>${say("dashboard.question")}</dt><dd>${title}</dd>
        <dt>${say("dashboard.method")}</dt><dd>${say(`dashboard.figure.${made.figure}.method`)}</dd>
        <dt>${say("dashboard.made_of")}</dt><dd>${made.counted.join("; ")}. ${made.narrowed.length > 0 ? say("dashboard.narrowed", { what: made.narrowed.join(", ") }) : say("dashboard.follows_all", { system: state.system })}</dd>
        <dt>${say("dashboard.hidden")}</dt><dd><p>${say("dashboard.consent", { audience: state.audience })}</p>
          ${made.notes.length === 0 ? html`<p>${say("dashboard.nothing_hidden")}</p>` : made.notes.map((note) => html`<p key=${note}>${note}</p>`)}</dd></dl>
      ${made.description.length > 0 && html`<div class="wb-dash-words">${made.description.map((line, n) => html`<p key=${n}>${line}</p>`)}</div>`}
      ${made.rows.length > 0 && html`<${Table} made=${made} title=${title} say=${say} />
        ${made.n_rows > made.rows.length && html`<p class="wb-soft">${say("dashboard.rows_first", { n: made.rows.length, of: made.n_rows })}</p>`}
        <${Button} onClick=${file}>${say("dashboard.csv")}<//>`}</details>`;
  };

  /** `made` is null while it is not here yet, or {problem} where it could not be made. `ask(command)` asks for this figure. */
  const Figure = ({ name, made, busy, state, ask, again, turn, say }) => {
    const title = say(`dashboard.figure.${name}.title`), id = `wb-dash-${name}`;
    const here = made && !made.problem;
    return html`<section class=${`wb-card wb-dash-figure wb-dash-${name} ${here && made.picture ? "drawn" : ""}`} aria-labelledby=${id} aria-busy=${busy}>
      <h2 id=${id}>${title}</h2>
      ${!made && html`<p class="wb-soft wb-dash-loading">${say("dashboard.loading")}</p>`}
      ${made && made.problem && html`<p class="wb-problem">${say("dashboard.failed", { why: made.problem })}</p><${Button} onClick=${again}>${say("dashboard.again")}<//>`}
      ${here && html`
        ${made.narrowed.length > 0 && html`<p class="wb-soft wb-dash-narrowed">${say("dashboard.narrowed", { what: made.narrowed.join(", ") })}</p>`}
        ${made.not_followed.map((one) => html`<p key=${one} class="wb-dash-cannot">${one}</p>`)}
        ${made.empty && html`<p>${made.empty}</p>`}
        ${made.picture && html`<div class="wb-dash-scroll" tabindex="0" role="group" aria-label=${title}><img src=${made.picture.src} alt=${made.description.join(" ")} /></div>`}
        ${made.groups.map((group) => html`<${Group} key=${group.heading} group=${group} say=${say} />`)}
        ${!made.empty && made.caveats.map((one) => html`<p key=${one} class="wb-dash-caveat">${one}</p>`)}
        ${!made.empty && made.notes.length > 0 && html`<p class="wb-soft">${made.notes.join(" ")}</p>`}
        ${made.more.n_pairs > 1 && html`<${Button} onClick=${turn}>${say("dashboard.two_others")}<//>`}
        <${Working} made=${made} title=${title} state=${state} ask=${ask} say=${say} />`}</section>`;
  };
  return Figure;
};
