// The dialog before a pasted block is saved: which column goes where, what will happen, what does not fit and why.

const makePaste = ({ html, hooks, parts }) => {
  const { useState, useMemo } = hooks;
  const { Button, Check, Dialog, useId } = parts;
  const MOST_ROWS = 1000, PREVIEWED = 6, MOST_TOLD = 20;

  const Begin = ({ onText, say }) => {
    const id = useId("paste");
    return html`<div class="wb-field"><label for=${id}>${say("form_kit.paste.here")}</label>
      <textarea id=${id} rows="5" value="" autofocus onInput=${(e) => onText(e.currentTarget.value)}></textarea><p class="wb-hint">${say("form_kit.paste.how")}</p></div>`;
  };

  const Days = ({ column, name, order, onPick, say }) => html`<fieldset class="wb-paste-days"><legend>${say("form_kit.paste.days", { label: name })}</legend>
    <div class="wb-segments">${["dayFirst", "monthFirst"].map((key) => html`<label key=${key} class="wb-segment"><input type="radio" name=${`wb-days-${column}`} checked=${order === key} onChange=${() => onPick(key)} />
      <span>${say(`form_kit.paste.${key}`)}</span></label>`)}</div></fieldset>`;

  const Preview = ({ plan, columns, questions, onColumn, say }) => html`<div class="wb-paste-scroll" tabindex="0" role="region" aria-label=${say("form_kit.paste.preview")}>
    <table class="wb-paste-table"><thead><tr>${columns.map((field, n) => html`<th key=${n} scope="col">
      <select aria-label=${say("form_kit.paste.column", { n: n + 1 })} value=${field ?? ""} onChange=${(e) => onColumn(n, e.currentTarget.value || null)}>
        <option value="" selected=${!field}>${say("form_kit.paste.leave_out")}</option>
        ${questions.map((q) => html`<option key=${q.field} value=${q.field} selected=${q.field === field}>${q.label}</option>`)}</select></th>`)}</tr></thead>
    <tbody>${plan.slice(0, PREVIEWED).map((row) => html`<tr key=${row.n}>${row.cells.map((text, n) => html`<td key=${n} class=${row.wrong[n] ? "wb-misfit" : columns[n] ? "" : "wb-left-out"}>
      <bdi>${text.length > 120 ? `${text.slice(0, 120)}…` : text}</bdi>${row.wrong[n] && html` <span class="wb-sr">${say("form_kit.paste.misfit")}</span>`}</td>`)}</tr>`)}</tbody></table>
    ${plan.length > PREVIEWED && html`<p class="wb-soft">${say("form_kit.paste.and_more", { n: plan.length - PREVIEWED })}</p>`}</div>`;

  const sameValue = (a, b) => JSON.stringify(a ?? "") === JSON.stringify(b ?? "");
  /** What of a planned row differs from what its row says now. */
  const changed = (row) => Object.fromEntries(Object.entries(row.values).filter(([field, value]) => !sameValue(value, row.over[field])));

  /** `at`: {field, rows} where it was pasted, `rows` the ones from there on (none: only new ones are added). */
  const PasteDialog = ({ text: begun, at, form, questions, options, given, act, say, onClose, toast }) => {
    const [text, setText] = useState(begun || "");
    const block = useMemo(() => pasted.blockOf(text), [text]);
    const heading = useMemo(() => (block.length > 1 ? pasted.byHeading(block[0], questions) : null), [block]);
    const [it, setIt] = useState({ headed: null, columns: null, orders: {}, over: at.rows.length > 0, leaveOut: false, problems: [], saving: false });
    const set = (more) => setIt((was) => ({ ...was, problems: [], ...more }));
    if (!text.trim()) return html`<${Dialog} title=${say("form_kit.paste.title")} say=${say} onClose=${onClose}><${Begin} onText=${setText} say=${say} /><//>`;

    const headed = it.headed ?? Boolean(heading), rows = headed ? block.slice(1) : block;
    const first = Math.max(0, questions.findIndex((q) => q.field === at.field));
    const columns = it.columns || (headed && heading) || block[0].map((_, n) => questions[first + n]?.field ?? null);
    const dayColumns = columns.map((field, n) => [n, questions.find((q) => q.field === field)]).filter(([, q]) => q?.kind === "day");
    const found = Object.fromEntries(dayColumns.map(([n]) => [n, pasted.dayOrder(rows.map((row) => row[n]))]));
    const toAsk = dayColumns.filter(([n]) => found[n] === "ask");
    const orders = { ...found, ...it.orders };
    const plan = pasted.planOf(rows, { columns, questions, options, orders, over: it.over ? at.rows : [], given, say });
    const bad = plan.filter((row) => row.problems.length), fits = it.leaveOut ? plan.filter((row) => !row.problems.length) : plan;
    const added = fits.filter((row) => !row.over), over = fits.filter((row) => row.over && Object.keys(changed(row)).length);
    const cells = over.reduce((n, row) => n + Object.keys(changed(row)).length, 0);
    const unasked = toAsk.some(([n]) => orders[n] === "ask"), tooMany = rows.length > MOST_ROWS;
    const waits = bad.length > 0 && !it.leaveOut;
    const ready = !it.saving && !unasked && !tooMany && (added.length || cells) && !waits;
    const column = (n, field) => set({ columns: columns.map((old, m) => (m === n ? field : field && old === field ? null : old)), orders: {} });

    const save = async () => {
      if (!ready) return;
      set({ saving: true });
      for (const row of over) {
        const values = changed(row);
        const was = Object.fromEntries(Object.keys(values).map((field) => [field, row.over[field]]));
        const answer = await act("write", { kind: form.kind, id: row.over.id, values, was }, { beside: true });
        if (!answer.ok) { set({ saving: false, problems: [say("form_kit.paste.row", { row: row.n + 1, why: answer.refused })] }); return; }
      }
      if (added.length) {
        const answer = await act("add_several", { kind: form.kind, rows: added.map((row) => ({ ...given, ...row.values })) },
          { beside: true, done: say("form_kit.paste.added", { n: added.length }) });
        if (!answer.ok) { set({ saving: false, problems: [...new Set([answer.refused, ...Object.values(answer.problems || {})])] }); return; }
      } else toast?.(say("form_kit.paste.written", { n: cells }));
      onClose();
    };
    return html`<${Dialog} title=${say("form_kit.paste.title")} onClose=${onClose}><div class="wb-stack wb-paste">
      <p>${say("form_kit.paste.read", { n: rows.length })} ${say("form_kit.paste.columns", { n: columns.filter(Boolean).length })}</p>
      ${block.length > 1 && html`<${Check} label=${say("form_kit.paste.headed")} checked=${headed} onPick=${(yes) => set({ headed: yes, columns: null, orders: {} })} />`}
      <${Preview} plan=${plan} columns=${columns} questions=${questions} onColumn=${column} say=${say} />
      ${toAsk.map(([n, q]) => html`<${Days} key=${n} column=${n} name=${q.label} order=${it.orders[n]} onPick=${(key) => set({ orders: { ...it.orders, [n]: key } })} say=${say} />`)}
      ${at.rows.length > 0 && html`<div class="wb-segments" role="radiogroup" aria-label=${say("form_kit.paste.where")}>${[true, false].map((yes) => html`<label key=${yes} class="wb-segment">
        <input type="radio" name="wb-paste-where" checked=${it.over === yes} onChange=${() => set({ over: yes })} /><span>${say(yes ? "form_kit.paste.write_over" : "form_kit.paste.add_all")}</span></label>`)}</div>`}
      <p role="status"><strong>${waits && say("form_kit.paste.waits")} ${!waits && over.length > 0 && say("form_kit.paste.will_write", { n: cells, rows: over.length })} ${!waits && added.length > 0 && say("form_kit.paste.will_add", { n: added.length })}
        ${!cells && !added.length && say("form_kit.paste.nothing_fits")}</strong></p>
      ${tooMany && html`<p class="wb-problem">${say("form_kit.paste.too_many", { n: MOST_ROWS })}</p>`}
      ${bad.length > 0 && html`<div><p class="wb-problem">${say("form_kit.paste.misfits", { n: bad.length })}</p>
        <ul class="wb-paste-problems">${[...new Set(bad.flatMap((row) => row.problems.map((p) => p.words)))].slice(0, MOST_TOLD).map((words) => html`<li key=${words}><bdi>${words}</bdi></li>`)}</ul>
        <${Check} label=${say("form_kit.paste.leave_rows", { n: bad.length })} checked=${it.leaveOut} onPick=${(yes) => set({ leaveOut: yes })} /></div>`}
      ${it.problems.length > 0 && html`<div role="alert">${it.problems.map((words) => html`<p key=${words} class="wb-problem">${words}</p>`)}</div>`}
      <div class="wb-row"><${Button} kind="main" disabled=${!ready} onClick=${save}>${it.saving ? say("form_kit.form.saving") : say(cells ? "form_kit.paste.save" : "form_kit.paste.add")}<//>
        <${Button} onClick=${onClose}>${say("panel.cancel")}<//></div></div><//>`;
  };

  return { PasteDialog };
};
