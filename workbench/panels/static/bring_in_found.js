// The third step: what would come of the file. Rows refused, what may tell who somebody is, costs, the time it covers.

const makeFoundStep = (kit, { Words, Refused, Personal, Told }) => {
  const { html, useId, Button } = kit;

  const Numbers = ({ tried, say }) => {
    const lines = [["cases", tried.n_cases_new], ["contacts", tried.n_contacts_new], ["changed", tried.n_changed], ["same", tried.n_same]].filter(([, n]) => n > 0);
    const costs = [["own", tried.n_own_cost], ["unit", tried.n_priced], ["none", tried.n_unpriced]].filter(([, n]) => n > 0);
    return html`<div class="wb-bring-two"><section class="wb-bring-part"><h3>${say("bring_in.found.numbers")}</h3><p>${say("bring_in.found.rows", { n: counted(tried.n_rows) })}</p>
        ${lines.length ? html`<ul>${lines.map(([key, n]) => html`<li key=${key}>${say(`bring_in.found.${key}`, { n: counted(n) })}</li>`)}</ul>` : html`<p>${say("bring_in.found.nothing_new")}</p>`}</section>
      ${costs.length > 0 && html`<section class="wb-bring-part"><h3>${say("bring_in.found.costs")}</h3><ul>${costs.map(([key, n]) => html`<li key=${key}>${say(`bring_in.found.cost_${key}`, { n: counted(n) })}</li>`)}</ul>
        ${tried.n_unpriced > 0 && html`<p class="wb-soft">${say("bring_in.found.cost_later")}</p>`}</section>`}</div>`;
  };

  const Preview = ({ tried, say }) => html`<section class="wb-bring-part"><h3>${say("bring_in.found.preview")}</h3>
    ${tried.preview.length === 0 ? html`<p>${say("bring_in.found.preview_none")}</p>` : html`<div class="wb-bring-scroll" tabindex="0" role="region" aria-label=${say("bring_in.found.preview")}><table>
      <thead><tr>${tried.heads.map((head) => html`<th key=${head} scope="col">${head}</th>`)}</tr></thead>
      <tbody>${tried.preview.map((row, n) => html`<tr key=${n}>${row.map((cell, m) => html`<td key=${m}><bdi>${cell}</bdi></td>`)}</tr>`)}</tbody></table></div>`}</section>`;

  const Covers = ({ tried, covers, setCovers, say }) => {
    const id = useId("covers");
    const outside = (covers.from && tried.first && tried.first < covers.from) || (covers.until && tried.last && tried.last > covers.until);
    const day = (key) => html`<div class="wb-field"><label for=${`${id}-${key}`}>${say(`bring_in.found.covers_${key}`)}</label>
      <input id=${`${id}-${key}`} type="date" value=${covers[key]} onKeyDown=${(e) => e.stopPropagation()} onInput=${(e) => setCovers({ ...covers, [key]: e.currentTarget.value })} /></div>`;
    return html`<fieldset class="wb-bring-box"><legend>${say("bring_in.found.covers")}</legend><p>${say("bring_in.found.covers_lead")}</p>
      ${tried.first_said && html`<p class="wb-soft">${say("bring_in.found.covers_found", { first: tried.first_said, last: tried.last_said })}</p>`}
      <div class="wb-row">${day("from")}${day("until")}</div>
      <p role="status" class="wb-hint">${outside && say("bring_in.found.covers_outside")}</p></fieldset>`;
  };

  /** What keeps a file from being taken, in words; "" where nothing does. */
  const hindrance = (it, say) => {
    const { tried, covers } = it;
    if (tried.personal.some((one) => !(it.choices[one.key] ?? one.choice))) return say("bring_in.personal.unanswered");
    if (!covers.from || !covers.until) return say("bring_in.found.covers_needed");
    if (covers.from > covers.until) return say("bring_in.found.covers_order");
    return "";
  };

  return function FoundStep({ it, set, setMapping, stale, say, busy, onBack, onTry, onNext }) {
    const { tried, covers, choices, looked, mapping } = it, why = hindrance(it, say);
    return html`<div class="wb-stack">
      <p class="wb-bring-nothing"><b>${say("bring_in.found.nothing_stored")}</b></p>
      <${Personal} tried=${tried} choices=${choices} setChoice=${(key, choice) => set({ choices: { ...choices, [key]: choice } })} say=${say} />
      ${tried.unknown_words.length > 0 && html`<${Words} words=${tried.unknown_words} looked=${looked} mapping=${mapping} setMapping=${setMapping} say=${say} />`}
      ${stale && html`<p class="wb-bring-stale">${say("bring_in.found.stale_below")}</p>`}
      <${Numbers} tried=${tried} say=${say} /><${Told} title=${say("bring_in.found.changed_title")} lines=${tried.changed} />
      <${Refused} tried=${tried} say=${say} /><${Told} title=${say("bring_in.found.remarks")} lines=${tried.remarks} /><${Preview} tried=${tried} say=${say} />
      <${Covers} tried=${tried} covers=${covers} setCovers=${(to) => set({ covers: to })} say=${say} />
      ${it.problem && html`<p class="wb-problem" role="alert">${it.problem}</p>`}
      <div class="wb-row">${stale ? html`<${Button} kind="main" disabled=${busy} onClick=${onTry}>${say("bring_in.found.look_again")}<//>`
        : html`<${Button} kind="main" disabled=${busy || Boolean(why)} onClick=${onNext}>${say("bring_in.found.next")}<//>`}<${Button} onClick=${onBack}>${say("bring_in.back")}<//>
        <span role="status" class="wb-soft">${busy || (stale ? say("bring_in.found.stale") : why)}</span></div></div>`;
  };
};
