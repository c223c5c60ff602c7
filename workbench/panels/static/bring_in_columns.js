// The second step: what each column of the file is, what words in it mean, and how its days are written.

const makeColumnsStep = (kit) => {
  const { html, useId, Button, Choice } = kit;

  const fieldOf = (mapping, column) => mapping.columns.find((one) => one.column === column)?.field || "";
  const withField = (mapping, column, field) => {
    // a column takes the place of the one word that stood for every row
    const others = mapping.columns.filter((one) => one.column !== column && (one.column !== "" || one.field !== field));
    const before = mapping.columns.find((one) => one.column === column);
    const values = before && before.field === field ? before.values : [];
    return { ...mapping, columns: field ? [...others, { column, field, values }] : others };
  };
  const withValue = (mapping, column, said, means) => ({ ...mapping, columns: mapping.columns.map((one) => (one.column !== column ? one
    : { ...one, values: [...one.values.filter((v) => v.said !== said), ...(means ? [{ said, means }] : [])] })) });

  const forAll = (mapping, field) => mapping.columns.find((one) => one.column === "" && one.field === field)?.values[0]?.means || "";
  const withForAll = (mapping, field, means) => ({ ...mapping, columns: [...mapping.columns.filter((one) => one.column !== "" || one.field !== field),
    ...(means ? [{ column: "", field, values: [{ said: "", means }] }] : [])] });

  const RawRows = ({ looked, say }) => html`<details class="wb-bring-more"><summary>${say("bring_in.columns.rows")}</summary>
    <div class="wb-bring-scroll" tabindex="0" role="region" aria-label=${say("bring_in.columns.rows")}><table><thead><tr>${looked.columns.map((c, n) => html`<th key=${n} scope="col"><bdi>${c.name}</bdi></th>`)}</tr></thead>
      <tbody>${looked.rows.map((row, n) => html`<tr key=${n}>${row.map((cell, m) => html`<td key=${m}><bdi>${cell}</bdi></td>`)}</tr>`)}</tbody></table></div></details>`;

  /** What is wrong with a mapping, in words; [] where nothing is. */
  const problemsOf = (mapping, looked, say) => {
    const label = new Map(looked.fields.map(([field, words]) => [field, words]));
    const taken = mapping.columns.map((one) => one.field);
    const twice = [...new Set(taken.filter((field, n) => taken.indexOf(field) !== n))].filter((field) => !looked.several.includes(field));
    const missing = looked.fields.filter(([field, , needed]) => needed && !taken.includes(field));
    return [...twice.map((field) => say("bring_in.columns.twice", { field: label.get(field) })),
      ...(missing.length ? [say("bring_in.columns.missing", { fields: missing.map(([, words]) => `“${words}”`).join(", ") })] : []),
      ...(mapping.day_first === null ? [say("bring_in.columns.days_needed")] : [])];
  };

  /** Words of the file that mean nothing here yet, each matched to one of ours. */
  const Words = ({ words, mapping, looked, setMapping, say }) => html`<fieldset class="wb-bring-box"><legend>${say("bring_in.words.title")}</legend><p class="wb-soft">${say("bring_in.words.lead")}</p>
    <div class="wb-bring-words">${words.map(({ column, field, word, n }) => html`<${Choice} key=${`${column}|${word}`} label=${say("bring_in.words.word", { word, column }) + (n ? ` ${say("bring_in.words.rows", { n: counted(n) })}` : "")}
      value=${mapping.columns.find((one) => one.column === column)?.values.find((v) => v.said === word)?.means || ""}
      options=${[["", say("bring_in.words.open")], ...(looked.meanings[field] || [])]} onPick=${(means) => setMapping(withValue(mapping, column, word, means))} />`)}</div></fieldset>`;

  const Column = ({ column, looked, mapping, setMapping, say }) => {
    const field = fieldOf(mapping, column.name);
    return html`<tr class=${field ? "" : "out"}><th scope="row"><bdi>${column.name}</bdi></th>
      <td>${column.examples.length ? column.examples.map((one, n) => html`<span key=${n} class="wb-bring-example"><bdi>${one}</bdi></span>`) : html`<span class="wb-soft">${say("bring_in.columns.nothing_in_it")}</span>`}</td>
      <td><${Choice} hideLabel label=${say("bring_in.columns.taken_as_of", { column: column.name })} value=${field} onPick=${(to) => setMapping(withField(mapping, column.name, to))}
        options=${[["", say("bring_in.columns.not_taken")], ...looked.fields.map(([key, words, needed]) => [key, needed ? say("bring_in.columns.needed", { field: words }) : words])]} /></td></tr>`;
  };

  const DayOrder = ({ mapping, setMapping, say }) => html`<fieldset class="wb-bring-box"><legend>${say("bring_in.columns.days")}</legend><p class="wb-soft">${say("bring_in.columns.days_hint")}</p>
    <div class="wb-segments">${[[true, "day_first"], [false, "month_first"]].map(([value, key]) => html`<label key=${key} class="wb-segment">
      <input type="radio" name="wb-bring-day" checked=${mapping.day_first === value} onChange=${() => setMapping({ ...mapping, day_first: value })} /><span>${say(`bring_in.columns.${key}`)}</span></label>`)}</div></fieldset>`;

  /** A file that is all of one agency, or all of one activity, has no column for it. */
  const OneForAll = ({ looked, mapping, setMapping, say }) => {
    const id = useId("for-all"), open = looked.one_for_all.filter((field) => !mapping.columns.some((one) => one.field === field && one.column !== ""));
    return open.map((field) => { const words = looked.fields.find(([key]) => key === field)[1];
      return html`<div key=${field} class="wb-field wb-bring-source"><label for=${`${id}-${field}`}>${say("bring_in.columns.for_all", { field: words })}</label>
        <input id=${`${id}-${field}`} type="text" maxlength="200" dir="auto" value=${forAll(mapping, field)} onKeyDown=${(e) => e.stopPropagation()} onInput=${(e) => setMapping(withForAll(mapping, field, e.currentTarget.value))} />
        <p class="wb-hint">${say("bring_in.columns.for_all_hint")}</p></div>`; });
  };

  const ColumnsStep = ({ it, setMapping, say, busy, onSheet, onBack, onTry }) => {
    const { looked, mapping } = it;
    const left = looked.columns.filter((c) => !fieldOf(mapping, c.name));
    const problems = problemsOf(mapping, looked, say), words = mapping.columns.filter((one) => looked.meanings[one.field]).flatMap((one) => one.values.map((v) => ({ column: one.column, field: one.field, word: v.said })));
    const shared = { looked, mapping, setMapping, say };
    return html`<div class="wb-stack">
      <p><b>${say("bring_in.columns.title", { n: looked.columns.length, rows: counted(looked.n_rows) })}</b></p>
      <p>${looked.begun ? say("bring_in.columns.begun") : looked.saved ? html`<bdi>${say("bring_in.columns.saved", { name: looked.saved })}</bdi>` : say("bring_in.columns.proposed")} ${say("bring_in.columns.lead")}</p>
      ${looked.notes.length > 0 && html`<div><p class="wb-soft">${say("bring_in.columns.notes")}</p><ul class="wb-bring-notes">${looked.notes.map((note) => html`<li key=${note}><bdi>${note}</bdi></li>`)}</ul></div>`}
      ${looked.sheets.length > 1 && html`<div class="wb-bring-source"><${Choice} label=${say("bring_in.file.sheet")} value=${looked.sheet} options=${looked.sheets.map((name) => [name, name])} disabled=${busy} onPick=${onSheet} /></div>`}
      <table class="wb-bring-columns"><thead><tr><th scope="col">${say("bring_in.columns.column")}</th><th scope="col">${say("bring_in.columns.examples")}</th><th scope="col">${say("bring_in.columns.taken_as")}</th></tr></thead>
        <tbody>${looked.columns.map((column) => html`<${Column} key=${column.name} column=${column} ...${shared} />`)}</tbody></table>
      <p role="status">${left.length > 0 && html`<bdi>${say("bring_in.columns.not_taken_n", { n: left.length, names: left.map((c) => `“${c.name}”`).join(", ") })}</bdi>`}</p>
      <${OneForAll} ...${shared} />
      ${words.length > 0 && html`<${Words} words=${words} ...${shared} />`}
      ${looked.asks_day_first && html`<${DayOrder} ...${shared} />`}
      <${RawRows} looked=${looked} say=${say} />
      ${problems.map((problem) => html`<p key=${problem} class="wb-problem" role="alert">${problem}</p>`)}
      ${it.problem && html`<p class="wb-problem" role="alert">${it.problem}</p>`}
      <div class="wb-row"><${Button} kind="main" disabled=${busy || problems.length > 0} onClick=${onTry}>${say("bring_in.columns.next")}<//>
        <${Button} onClick=${onBack}>${say("bring_in.back")}<//><span role="status">${busy}</span></div></div>`;
  };

  return { ColumnsStep, Words };
};
