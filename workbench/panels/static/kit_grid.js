// A table people edit as they know it from a spreadsheet: by keyboard, by pasting a block, and on a phone by touch.

const makeGrid = ({ html, hooks, parts, forms }) => {
  const { useState, useRef, useEffect, useLayoutEffect, useMemo } = hooks;
  const { Button, useId, useMedia } = parts;
  const gridParts = makeGridParts({ html, hooks, parts, forms });
  const { Table } = makeGridTable({ html, hooks, gridParts, newRows: makeNewRow({ html, hooks, parts, forms }) });
  const { useEnough, Tools, RowMenu, Card, NewCard, Orphans } = gridParts;
  const { PasteDialog } = makePaste({ html, hooks, parts });
  const { MENU } = gridHands, AT_ONCE = 100;

  /** What a table remembers between two drawings: where one is, which cells are open, what is looked for. */
  const begun = (form, groupBy) => {
    const stem = `${LIVE_STEM}${form.kind}:`, open = new Map();
    // what was written in a cell and not yet saved when the page went away
    stash.keys(stem).forEach((key) => { const [id, field] = key.slice(stem.length).split(/:(.*)/s); open.set(`${id}|${field}`, null); });
    return { active: null, editing: null, clicked: "", focus: false, open, expanded: new Set(), held: new Set(), folded: new Set(), orphans: [], paste: null, menu: null,
      view: { search: "", picked: {}, sort: null, group: groupBy || null } };
  };

  const askedIn = (form, fields) => (fields ? fields.map((f) => form.questions.find((q) => q.field === f)).filter(Boolean) : form.questions);

  /** Ways to move in the table and to open and close its cells, added to `g`. */
  const withMoves = (g, { narrow, reach, whole }) => {
    const { now, set } = g;
    const close = (key) => { if (now.editing !== key) now.open.delete(key); };
    g.go = (rowId, field, { edit = false, begin = null } = {}) => {
      const key = `${rowId}|${field}`;
      reach(g.flat.findIndex((row) => row.id === rowId));
      now.editing = null;
      if (edit && !g.readOnly && field !== MENU) { now.open.set(key, now.open.get(key) || begin); now.editing = key; now.held.add(rowId); }
      set({ active: { id: rowId, field }, focus: true });
    };
    /** The cell that many rows down and columns on; with `wrap` a row's end goes on in the next one. Null below the last
     * row, where the line for a new one takes over. */
    g.step = (rowId, field, { down = 0, on = 0, wrap = false }) => {
      const last = g.columns.length - 1 - (wrap && g.menu ? 1 : 0);
      let at = g.flat.findIndex((row) => row.id === rowId) + down, column = g.columns.indexOf(field) + on;
      if (wrap && column > last) { column = 0; at += 1; } else if (wrap && column < 0) { column = last; at -= 1; }
      if (at === g.flat.length && g.addRow && !g.readOnly && !narrow) {
        set({ active: { id: rowId, field } });
        forms.inside.focusOn(whole.current.querySelector(".wb-grid-new :is(textarea, input, select)"));
        return null;
      }
      const inside = at >= 0 && at < g.flat.length, row = g.flat[Math.max(0, Math.min(g.flat.length - 1, at))];
      return row ? [row.id, g.columns[Math.max(0, Math.min(last, column))], inside] : null;
    };
    g.edit = (rowId, field) => g.go(rowId, field, { edit: true });
    g.more = (key) => { if (!now.expanded.delete(key)) now.expanded.add(key); set({}); };
    g.fold = (key) => { if (!now.folded.delete(key)) now.folded.add(key); set({}); };
    g.openMenu = (row, button) => set({ menu: { row, name: g.nameOf(row), rect: button.getBoundingClientRect(), button }, active: { id: row.id, field: MENU } });
    g.settled = (key) => { close(key); set({}); };
    g.left = (key, pending) => { if (now.editing === key) now.editing = null; if (!pending) close(key); set({}); };
    g.moved = (rowId, field, way, pending) => {
      now.editing = null;
      if (!pending) close(`${rowId}|${field}`);
      const sideways = way === "on" ? 1 : way === "back" ? -1 : 0;
      const to = narrow || way === "stay" ? [rowId, field] : g.step(rowId, field, { down: way === "down" ? 1 : 0, on: sideways, wrap: sideways !== 0 });
      if (to) g.go(to[0], to[1], { edit: Boolean(sideways && to[2]) }); else set({});
    };
    g.remove = (row) => {
      const at = g.flat.indexOf(row), next = g.flat[at + 1] || g.flat[at - 1];
      set({ menu: null, active: next ? { id: next.id, field: g.columns[0] } : null, focus: Boolean(next) });
      g.act("remove", { kind: g.form.kind, id: row.id }, { done: g.say("form_kit.grid.deleted") });
    };
    return g;
  };

  /** All a table knows at this moment. `live` leads to it from rows that are not drawn again. */
  const useGrid = (given) => {
    const { form, rows, fields, options = {}, say, language, readOnly, canDelete = true, actions, onPick, toast } = given;
    const [, redraw] = useState(0);
    const [now] = useState(() => begun(form, given.groupBy));
    const live = useRef(null), whole = useRef(null);
    const narrow = useMedia("(max-width: 699px)");
    const questions = useMemo(() => askedIn(form, fields), [form, (fields || []).join(" ")]);
    const words = (question, value) => formValue.wordsOf(question, value, { options, say, language });
    const menu = Boolean(actions || onPick || (!readOnly && canDelete));
    const shown = gridView.sorted(gridView.filtered(rows, { ...now.view, questions, words, held: now.held }), { sort: now.view.sort, questions, words, language });
    const groups = gridView.grouped(shown, { group: now.view.group, questions, words, nothing: say("form_kit.form.not_said") });
    const flat = groups.flatMap((group) => (now.folded.has(group.key) ? [] : group.rows));
    const { enough, mark, reach } = useEnough(flat.length, AT_ONCE);
    const g = { ...given, options, now, live, whole, narrow, questions, words, menu, shown, groups, flat, enough, mark, canDelete,
      newValues: given.newValues || {}, place: given.place || `grid:${form.kind}`,
      byId: new Map(rows.map((row) => [row.id, row])), columns: [...questions.map((q) => q.field), ...(menu ? [MENU] : [])],
      set: (more) => { Object.assign(now, more); redraw((n) => n + 1); }, questionOf: (field) => questions.find((q) => q.field === field),
      nameOf: (row) => words(questions[0], row[questions[0].field]).slice(0, 60) || say("form_kit.grid.row"),
      tell: (text) => { if (toast) toast(text, { kind: "refusal" }); else now.told = text; } };
    live.current = withMoves(g, { narrow, reach, whole });
    now.act = now.act || ((...asked) => live.current.act(...asked));
    return g;
  };

  /** The focus follows the cell one is in, before the next key is pressed. */
  const useFocus = ({ now, whole }) => useLayoutEffect(() => {
    const wanted = now.focus && !now.editing && now.active;
    now.focus = false;
    if (!wanted) return;
    const cell = whole.current.querySelector(`[data-row="${CSS.escape(wanted.id)}"][data-field="${CSS.escape(wanted.field)}"]`);
    (wanted.field === MENU ? cell?.querySelector("button") : cell)?.focus();
  });

  /** A row that is gone while somebody writes in it leaves their words on the screen. */
  const useOrphans = (g) => useEffect(() => {
    const lost = [...g.now.open.keys()].map((key) => key.split(/\|(.*)/s)).filter(([rowId]) => !g.byId.has(rowId));
    lost.forEach(([rowId, field]) => {
      g.now.open.delete(`${rowId}|${field}`);
      const key = forms.live.liveKey({ kind: g.form.kind, id: rowId }, field), kept = stash.read(key), question = g.questionOf(field);
      if (kept && question) g.now.orphans.push({ key, label: question.label, text: g.words(question, formValue.valueOf(question, kept.raw).value ?? kept.raw) });
    });
    if (lost.length) g.set({ editing: null });
  }, [g.rows]);

  /** An editable table of one kind of record.
   *
   * `fields` are the columns; `newValues` what every new row has besides (a debrief's id); `place` names the draft of the
   * new row; `actions(row)` are more buttons of a row's menu, `onPick(row)` opens one; `groupBy` is the field it begins
   * grouped by, null where grouping is offered, left out where it is not; `canDelete=${false}` where rows stay. */
  const Grid = (given) => {
    const g = useGrid(given), id = useId("grid");
    const { now, say, set, form, rows, questions, options, readOnly, caption, empty, filter, addRow, newValues, place, language } = g;
    useFocus(g);
    useOrphans(g);
    const listed = new Map(g.flat.map((row, n) => [row.id, n]));
    const within = (group) => (now.folded.has(group.key) ? [] : group.rows.filter((row) => listed.get(row.id) < g.enough));
    const groupHead = (group) => html`<button type="button" class="wb-group-fold" aria-expanded=${now.folded.has(group.key) ? "false" : "true"} onClick=${() => g.fold(group.key)}>
      <span aria-hidden="true">${now.folded.has(group.key) ? "▸" : "▾"}</span> <bdi>${group.label}</bdi> <span class="wb-soft">${say("form_kit.grid.rows", { n: group.rows.length })}</span></button>`;
    const onView = (more) => { now.held.clear(); set({ view: { ...now.view, ...more } }); };
    const shared = { questions, options, act: now.act, say, language }, labelledby = caption ? `${id}-caption` : undefined;
    const tabled = !g.narrow && (g.shown.length > 0 || (addRow && !readOnly)), hinted = tabled && !readOnly && g.shown.length > 0;
    return html`<section class="wb-grid" ref=${g.whole} aria-labelledby=${labelledby}>
      ${caption && html`<p class="wb-grid-caption" id=${labelledby}>${caption}</p>`}
      <${Orphans} orphans=${now.orphans} say=${say} onDrop=${(key) => { stash.drop(key); set({ orphans: now.orphans.filter((o) => o.key !== key) }); }} />
      ${(rows.length > 0 || addRow) && html`<${Tools} ...${shared} view=${now.view} onView=${onView} filter=${filter} groups=${g.groupBy !== undefined} narrow=${g.narrow} readOnly=${readOnly} addRow=${addRow}
        counts=${{ shown: g.shown.length, all: rows.length }} onPaste=${() => set({ paste: { text: "", field: questions[0].field, rows: [] } })} />`}
      ${g.narrow && addRow && !readOnly && html`<${NewCard} ...${shared} form=${form} given=${newValues} place=${place} />`}
      ${rows.length === 0 && empty && html`<p class="wb-soft wb-grid-empty">${empty}</p>`}
      ${rows.length > 0 && g.shown.length === 0 && html`<p class="wb-grid-empty">${say("form_kit.grid.none_match")} <${Button} onClick=${() => onView({ search: "", picked: {} })}>${say("form_kit.grid.show_all")}<//></p>`}
      ${g.narrow && g.groups.map((group) => html`<div key=${group.key}>${group.key !== null && groupHead(group)}
        <ul class="wb-grid-cards">${within(group).map((row) => html`<${Card} key=${row.id} row=${row} live=${g.live} />`)}</ul></div>`)}
      ${tabled && html`<${Table} g=${g} groups=${g.groups} within=${within} groupHead=${groupHead} labelledby=${labelledby} describedby=${hinted ? `${id}-keys` : undefined} />`}
      ${g.enough < g.flat.length && html`<div ref=${g.mark} class="wb-grid-mark"></div>`}
      ${hinted && html`<p class="wb-hint" id=${`${id}-keys`}>${say("form_kit.grid.keys")}</p>`}
      ${now.menu && html`<${RowMenu} key=${now.menu.row.id} menu=${now.menu} actions=${g.actions} onPick=${g.onPick} onDelete=${readOnly || !g.canDelete ? null : g.remove} say=${say}
        onClose=${(back) => { const button = now.menu?.button; if (!button) return; set({ menu: null }); if (back) button.focus(); }} />`}
      ${now.paste && html`<${PasteDialog} ...${shared} text=${now.paste.text} at=${{ ...now.paste, rows: now.paste.rows.map((row) => g.byId.get(row.id) || null) }} form=${form} given=${newValues} toast=${g.toast} onClose=${() => set({ paste: null, focus: true })} />`}
    </section>`;
  };

  return { Grid };
};
