// A table's rows on a wide screen. A row is drawn again only when something of it changed, so that 500 stay light.

const makeGridTable = ({ html, hooks, gridParts, newRows }) => {
  const { useRef } = hooks;
  const { MenuButton, inside } = gridParts;
  const { NewRow } = newRows;

  const same = (a, b) => a === b || JSON.stringify(a) === JSON.stringify(b);

  const Cells = (g, row, tab) => g.questions.map((q, n) => {
    const open = g.now.open.has(`${row.id}|${q.field}`);
    const attributes = { key: q.field, "data-row": row.id, "data-field": q.field, tabindex: tab(q.field), class: `wb-cell wb-is-${q.kind} ${open ? "open" : ""}` };
    const filled = inside({ row, question: q, live: g.live, label: `${q.label}, ${g.nameOf(row)}` });
    return n === 0 ? html`<th scope="row" role="rowheader" ...${attributes}>${filled}</th>` : html`<td role="gridcell" ...${attributes}>${filled}</td>`;
  });

  /** The row as it was drawn before, where nothing of it is different. */
  const drawn = (g, cells, row, at, tabbed) => {
    const mine = (key) => key.startsWith(`${row.id}|`);
    const sign = [tabbed?.id === row.id ? tabbed.field : "", mine(g.now.editing || "") ? g.now.editing : "", [...g.now.open.keys()].filter(mine), [...g.now.expanded].filter(mine), g.columns, at, g.readOnly, g.language].join("\n");
    const known = cells.get(row.id);
    if (known && known.sign === sign && known.options === g.options && known.form === g.form && same(known.row, row)) return known.node;
    const tab = (field) => (tabbed?.id === row.id && tabbed.field === field ? 0 : -1);
    const node = html`<tr role="row" key=${row.id} aria-rowindex=${at + 2}>${Cells(g, row, tab)}
      ${g.menu && html`<td role="gridcell" class="wb-cell-menu" data-row=${row.id} data-field=${gridHands.MENU}><${MenuButton} row=${row} live=${g.live} tabindex=${tab(gridHands.MENU)} /></td>`}</tr>`;
    cells.set(row.id, { row, sign, options: g.options, form: g.form, node });
    return node;
  };

  const Head = ({ g }) => {
    const { sort } = g.now.view;
    const turn = (field) => g.set({ view: { ...g.now.view, sort: sort?.field !== field ? { field, down: false } : sort.down ? null : { field, down: true } } });
    return html`<thead><tr role="row" aria-rowindex="1">${g.questions.map((q) => {
      const way = sort?.field === q.field ? (sort.down ? "descending" : "ascending") : "none";
      return html`<th key=${q.field} scope="col" role="columnheader" class=${`wb-col-${q.kind}`} aria-sort=${way}>
        <button type="button" class="wb-sort" onClick=${() => turn(q.field)}>${q.label}<span aria-hidden="true">${{ ascending: " ▲", descending: " ▼", none: "" }[way]}</span></button></th>`;
    })}${g.menu && html`<th scope="col" role="columnheader" class="wb-col-menu"><span class="wb-sr">${g.say("form_kit.grid.menu")}</span></th>`}</tr></thead>`;
  };

  const Table = ({ g, groups, within, groupHead, labelledby, describedby }) => {
    const cells = useRef(new Map()).current, { active } = g.now;
    const at = new Map(g.flat.map((row, n) => [row.id, n]));
    const tabbed = active && at.has(active.id) ? active : g.flat[0] && { id: g.flat[0].id, field: g.columns[0] };
    return html`<div class="wb-grid-scroll"><table role="grid" aria-labelledby=${labelledby} aria-describedby=${describedby} aria-readonly=${g.readOnly ? "true" : undefined} aria-rowcount=${g.flat.length + 1}
        onFocusIn=${gridHands.focus(g)} onKeyDown=${gridHands.keys(g)} onClick=${gridHands.click(g)} onPaste=${gridHands.paste(g)} onCopy=${gridHands.copy(g)}>
      <${Head} g=${g} />
      ${groups.map((group) => html`<tbody key=${group.key} role="rowgroup">
        ${group.key !== null && html`<tr role="row" class="wb-group"><th role="rowheader" scope="rowgroup" colspan=${g.columns.length}>${groupHead(group)}</th></tr>`}
        ${within(group).map((row) => drawn(g, cells, row, at.get(row.id), tabbed))}</tbody>`)}
      ${g.addRow && !g.readOnly && html`<tfoot role="rowgroup"><${NewRow} form=${g.form} questions=${g.questions} given=${g.newValues} options=${g.options} act=${g.act} say=${g.say} language=${g.language} place=${g.place} columns=${g.columns.length} menu=${g.menu}
        onUp=${() => g.flat.length && g.go(g.flat.at(-1).id, g.columns[0])} onBlock=${(text, field) => g.set({ paste: { text, field, rows: [] } })} /></tfoot>`}
    </table></div>`;
  };

  return { Table };
};
