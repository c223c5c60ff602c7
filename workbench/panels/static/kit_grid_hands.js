// What keys, clicks and the clipboard do in a table. `g` is what the table knows at this moment (kit_grid.js).

const gridHands = (() => {
  const MENU = ":menu";
  const REPLACED_BY_TYPING = new Set(["line", "number", "whole", "money"]);
  const ARROWS = { ArrowDown: { down: 1 }, ArrowUp: { down: -1 }, ArrowRight: { on: 1 }, ArrowLeft: { on: -1 }, PageDown: { down: 10 }, PageUp: { down: -10 } };

  const cellOf = (e) => e.target.closest?.("[data-row][data-field]");
  const nothing = (question) => formValue.valueOf(question, formValue.rawOf(question, null)).value;

  /** What a typed letter begins with in this cell: its raw answer, or undefined where the control takes the letter itself. */
  const beginWith = (question, value, letter) => {
    if (REPLACED_BY_TYPING.has(question.kind)) return letter;
    if (question.kind === "text") return value ? `${value}${letter}` : letter; // long words are never typed away by one key
    if (question.kind === "people") return { names: [...(value || [])], typing: letter };
    return undefined;
  };

  /** Changes one cell without opening it. */
  const put = (g, row, question, value) => {
    if (JSON.stringify(row[question.field] ?? "") === JSON.stringify(value ?? "")) return;
    g.now.held.add(row.id);
    g.act("write", { kind: g.form.kind, id: row.id, values: { [question.field]: value }, was: { [question.field]: row[question.field] } }, { done: g.say("form_kit.grid.cell_saved") });
  };

  const moving = (g, e, rowId, field) => {
    const control = e.ctrlKey || e.metaKey;
    if (e.key === "Home" || e.key === "End") return [control ? (e.key === "Home" ? g.flat[0] : g.flat.at(-1)).id : rowId, g.columns.at(e.key === "Home" ? 0 : -1)];
    if (ARROWS[e.key] && !control && !e.altKey) {
      const move = ARROWS[e.key], turned = getComputedStyle(e.target).direction === "rtl" ? -1 : 1;
      return g.step(rowId, field, move.on ? { on: move.on * turned } : move) || [];
    }
    if (e.key === "Tab") { // along the row, and at its end out of the table
      const to = g.columns.indexOf(field) + (e.shiftKey ? -1 : 1);
      return to >= 0 && to < g.columns.length ? [rowId, g.columns[to]] : null;
    }
    return null;
  };

  const keys = (g) => (e) => {
    const cell = cellOf(e), control = e.ctrlKey || e.metaKey, letter = e.key.toLowerCase();
    if (!cell) return;
    e.stopPropagation();
    const { row: rowId, field } = cell.dataset, row = g.byId.get(rowId), question = g.questionOf(field);
    const done = (action) => { e.preventDefault(); action(); };
    if (control && (letter === "z" || letter === "y")) { if (!g.readOnly) done(() => g.act(letter === "y" || e.shiftKey ? "redo" : "undo")); return; }
    const to = moving(g, e, rowId, field);
    if (to) { done(() => to.length && g.go(to[0], to[1])); return; }
    if (!row || !question) return;
    if (e.key === " " && !control) { done(() => g.more(`${rowId}|${field}`)); return; }
    if (g.readOnly) { if (e.key === "Enter" && g.onPick) done(() => g.onPick(row)); return; }
    if (e.key === "Enter" || e.key === "F2") { done(() => g.go(rowId, field, { edit: true })); return; }
    if (e.key === "Delete" || e.key === "Backspace") {
      done(() => { if (!formValue.canBeEmpty(question)) g.tell(g.say("form_kit.grid.needed", { label: question.label })); else put(g, row, question, nothing(question)); });
      return;
    }
    if (e.key.length !== 1 || control || e.altKey) return;
    const raw = beginWith(question, row[field], e.key);
    if (raw !== undefined) e.preventDefault();
    g.go(rowId, field, { edit: true, begin: raw === undefined ? null : { raw, base: row[field] } });
  };

  const paste = (g) => (e) => {
    const cell = cellOf(e), text = e.clipboardData?.getData("text/plain"), question = cell && g.questionOf(cell.dataset.field);
    if (!question || g.readOnly || !text) return;
    e.preventDefault();
    const block = pasted.blockOf(text), at = g.flat.findIndex((row) => row.id === cell.dataset.row);
    if (block.length > 1 || block[0]?.length > 1) { g.set({ paste: { text, field: question.field, rows: g.flat.slice(at) } }); return; }
    const order = pasted.dayOrder([text]), found = pasted.cellValue(question, block[0]?.[0] || "", { options: g.options, say: g.say, order });
    // one day that could be two: the dialog asks which
    if (question.kind === "day" && order === "ask") { g.set({ paste: { text, field: question.field, rows: g.flat.slice(at, at + 1) } }); return; }
    const problem = found.problem || formValue.problemOf(question, formValue.rawOf(question, found.value));
    if (problem) g.tell(g.say(`form_kit.problem.${problem[0]}`, problem[1])); else put(g, g.flat[at], question, found.value);
  };

  const copy = (g) => (e) => {
    const cell = cellOf(e), question = cell && g.questionOf(cell.dataset.field);
    if (!question || !getSelection().isCollapsed || e.target.closest(".wb-cell-edit")) return;
    e.preventDefault();
    e.clipboardData.setData("text/plain", g.words(question, g.byId.get(cell.dataset.row)[question.field]));
  };

  /** One click picks a cell, a second one opens it. */
  const click = (g) => (e) => {
    const cell = e.target.closest("td[data-row], th[data-row]");
    if (!cell || e.target.closest("button, a, input, select, textarea, .wb-cell-edit")) return;
    const { row: rowId, field } = cell.dataset, key = `${rowId}|${field}`, again = g.now.clicked === key && g.now.active?.id === rowId && g.now.active.field === field;
    g.now.clicked = key;
    g.go(rowId, field, { edit: again || e.detail > 1 });
  };

  /** The cell that has the focus is the one people are in, however they came there. */
  const focus = (g) => (e) => {
    const cell = e.target.matches("[data-row][data-field]") ? e.target.dataset : null, { active } = g.now;
    if (cell && (active?.id !== cell.row || active.field !== cell.field)) g.set({ active: { id: cell.row, field: cell.field } });
  };

  return { MENU, focus, keys, paste, copy, click };
})();
