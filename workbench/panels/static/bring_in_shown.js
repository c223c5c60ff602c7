// What any file is told to hold: rows not taken, words that may tell who somebody is, what was read in another way.

const makeShown = ({ html }) => {
  const Refused = ({ tried, say }) => html`<section class="wb-bring-part"><h3>${tried.n_refused ? say("bring_in.found.refused", { n: counted(tried.n_refused) }) : say("bring_in.found.refused_none")}</h3>
    ${tried.n_refused > 0 && html`<p class="wb-soft">${say("bring_in.found.refused_lead")}</p>
      <div class="wb-bring-scroll tall" tabindex="0" role="region" aria-label=${say("bring_in.found.refused", { n: counted(tried.n_refused) })}><table class="wb-bring-refused"><thead><tr>${["where", "what", "why"].map((key) => html`<th key=${key} scope="col">${say(`bring_in.found.refused_${key}`)}</th>`)}</tr></thead>
        <tbody>${tried.refused.map(([where, what, why], n) => html`<tr key=${n}><th scope="row">${where}</th><td><bdi>${what}</bdi></td><td><bdi>${why}</bdi></td></tr>`)}</tbody></table></div>
      ${tried.n_refused > tried.refused.length && html`<p class="wb-soft">${say("bring_in.found.refused_more", { n: counted(tried.n_refused - tried.refused.length) })}</p>`}`}</section>`;

  const Personal = ({ tried, choices, setChoice, say }) => {
    const asked = tried.personal.filter((one) => one.choices.length), settled = tried.personal.filter((one) => !one.choices.length);
    return html`<section class="wb-bring-part"><h3>${say("bring_in.personal.title")}</h3>
    ${tried.personal.length === 0 ? html`<p>${say("bring_in.personal.none")}</p>` : html`${asked.length > 0 && html`<p>${say("bring_in.personal.lead")}</p>`}
      ${asked.map((one) => { const chosen = choices[one.key] ?? one.choice;
        return html`<fieldset key=${one.key} class=${`wb-bring-box ${chosen ? "" : "open"}`}><legend><bdi>${say("bring_in.personal.holds", one)}</bdi>${!chosen && html` <span class="wb-tag">${say("bring_in.personal.needs_answer")}</span>`}</legend>
          <p><bdi>${say("bring_in.personal.example", { n: counted(one.n), example: one.example })}</bdi></p>
          <div class="wb-segments">${one.choices.map((key) => html`<label key=${key} class="wb-segment"><input type="radio" name=${`wb-bring-${one.key}`} checked=${chosen === key} onChange=${() => setChoice(one.key, key)} />
            <span>${say(`bring_in.personal.choice.${key}`, one)}</span></label>`)}</div></fieldset>`; })}
      ${settled.length > 0 && html`<ul>${settled.map((one) => html`<li key=${one.key}><bdi>${say("bring_in.personal.holds", one)} (${say("bring_in.personal.example", { n: counted(one.n), example: one.example })})</bdi>: ${say(`bring_in.personal.settled.${one.choice}`)}</li>`)}</ul>`}`}<p class="wb-soft">${say("bring_in.personal.not_all")}</p></section>`;
  };

  /** What is left out of rows that are taken, and examples of contacts that say something else now. */
  const Told = ({ title, lines }) => (lines.length === 0 ? null : html`<details class="wb-bring-more"><summary>${title}</summary><ul class="wb-bring-notes">${lines.map((line, n) => html`<li key=${n}><bdi>${line}</bdi></li>`)}</ul></details>`);

  return { Refused, Personal, Told };
};
