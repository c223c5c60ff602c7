// The files brought in so far, each to be taken back as one.

const makeEarlier = ({ html, useState, Button }, { long }) => {
  /** The state's own words are the same for all; the others stand under `words`. */
  const Cell = ({ column, one, say }) => {
    if (column === "file") return html`<th scope="row"><bdi>${one.file}</bdi></th>`;
    if (column === "state") return html`<td>${say(`bring_in.earlier.${one.state}`)}${one.state === "running" && html`<p class="wb-hint">${say("bring_in.earlier.running_why")}</p>`}</td>`;
    return html`<td><bdi>${{ when: one.day, numbers: one.told }[column] ?? one[column]}</bdi></td>`;
  };

  /** `columns` are those of the table; an intake has `n`, how many records of it are here. */
  return function Earlier({ intakes, columns, words, act, say, toast, confirm, readOnly }) {
    const [busy, setBusy] = useState(false);
    const its = (key, more) => say(`${words}.earlier.${key}`, more);
    const takeBack = async (one) => {
      const n = its("take_back_n", { n: counted(one.n) });
      if (!await confirm(its("take_back_ask", { file: one.file, n }), { yes: its("take_back_yes") })) return;
      setBusy(true);
      const answer = await long(act, "take_back", { intake: one.id });
      setBusy(false);
      if (answer.ok) toast(its(answer.result.n_kept ? "taken_back_kept" : "taken_back_done", { file: one.file, n: counted(answer.result.n_kept) })); else toast(answer.refused, { kind: "refusal" });
    };
    return html`<section class="wb-stack"><h3>${its("title")}</h3>
      ${busy && html`<p role="status">${its("taking_back")}</p>`}
      ${intakes.length === 0 ? html`<p class="wb-soft">${its("none")}</p>` : html`<div class="wb-bring-scroll" tabindex="0" role="region" aria-label=${its("title")}><table class="wb-bring-earlier"><thead><tr>
        ${columns.map((key) => html`<th key=${key} scope="col">${its(key)}</th>`)}${!readOnly && html`<td></td>`}</tr></thead>
        <tbody>${intakes.map((one) => html`<tr key=${one.id}>${columns.map((column) => html`<${Cell} key=${column} column=${column} one=${one} say=${say} />`)}
          ${!readOnly && html`<td>${one.state !== "taken_back" && html`<${Button} disabled=${busy} aria-label=${its("take_back_one", { file: one.file, day: one.day })} onClick=${() => takeBack(one)}>${its("take_back")}<//>`}</td>`}</tr>`)}</tbody></table></div>`}</section>`;
  };
};
