// A block copied from a spreadsheet, read: its cells, which column is which question, what each cell says. Nothing here
// draws or saves.

const pasted = (() => {
  /** Rows of cells. A cell in quotes may hold tabs, line ends and doubled quotes; a quote inside a plain cell is a quote. */
  const blockOf = (text) => {
    const rows = [[]];
    let at = 0;
    const plain = text.replace(/\r\n?/g, "\n");
    while (at <= plain.length) {
      const quoted = plain[at] === '"' ? /^"((?:[^"]|"")*)"(?=[\t\n]|$)/.exec(plain.slice(at)) : null;
      const cell = quoted ? quoted[0] : /^[^\t\n]*/.exec(plain.slice(at))[0];
      rows.at(-1).push(quoted ? quoted[1].replaceAll('""', '"') : cell);
      at += cell.length;
      if (at >= plain.length) break;
      if (plain[at] === "\n") rows.push([]);
      at += 1;
    }
    const full = rows.filter((row) => row.some((cell) => cell.trim()));
    const wide = Math.max(0, ...full.map((row) => row.length));
    return full.map((row) => [...row, ...Array(wide - row.length).fill("")]);
  };

  /** Which question each column answers, by the first row's words; null where that row is no heading. */
  const byHeading = (first, questions) => {
    const columns = first.map((cell) => questions.find((q) => formValue.plain(cell) && [q.label, q.field].some((n) => formValue.plain(n) === formValue.plain(cell)))?.field ?? null);
    const known = columns.filter(Boolean).length;
    if (!known || known * 2 < first.filter((cell) => cell.trim()).length) return null;
    return columns.map((field, n) => (columns.indexOf(field) === n ? field : null));
  };

  /** How a column's days are written: "plain" leaves no doubt, "dayFirst" or "monthFirst" is the only one that fits them
   * all, "ask" where both could be. */
  const dayOrder = (texts) => {
    const days = texts.filter((t) => t.trim()).map(formValue.readDay).filter((d) => d.dayFirst || d.monthFirst);
    if (days.every((d) => d.dayFirst === d.monthFirst)) return "plain";
    const [canDay, canMonth] = [days.every((d) => d.dayFirst), days.every((d) => d.monthFirst)];
    if (canDay !== canMonth) return canDay ? "dayFirst" : "monthFirst";
    return "ask";
  };

  const matching = (pairs, text) => {
    const found = pairs.filter(([key, words]) => formValue.plain(words) === formValue.plain(text) || String(key) === text.trim());
    return found.length === 1 ? found[0][0] : undefined;
  };
  const offered = (pairs) => pairs.slice(0, 8).map(([, words]) => words).join(", ") + (pairs.length > 8 ? ", …" : "");

  /** What a cell says as {value}, or {problem: [key, what goes into it]}. */
  const cellValue = (question, text, { options = {}, order = "plain", say }) => {
    const tidy = text.trim(), { kind } = question;
    const unknown = (pairs) => ({ problem: ["not_offered", { text: tidy.slice(0, 40), offered: offered(pairs) }] });
    const pairs = kind === "record" || kind === "records" ? options[question.field] || []
      : kind === "yes_no" ? ["yes", "no"].flatMap((key) => say(`form_kit.paste.${key}_words`).split(",").map((w) => [key === "yes", w.trim()])) : question.choices || [];
    if (tidy === "") return { value: formValue.valueOf(question, formValue.rawOf(question, null)).value };
    if (kind === "choice" || kind === "scope" || kind === "record") {
      const found = matching(pairs, tidy);
      return found === undefined ? unknown(pairs) : { value: found };
    }
    if (kind === "yes_no") {
      const found = pairs.find(([, w]) => formValue.plain(w) === formValue.plain(tidy));
      return found ? { value: found[0] } : unknown([[true, say("panel.yes")], [false, say("panel.no")]]);
    }
    if (kind === "several" || kind === "records") {
      const whole = matching(pairs, tidy);
      const found = whole !== undefined ? [whole] : tidy.split(/[,;\n]/).map((t) => t.trim()).filter(Boolean).map((t) => matching(pairs, t));
      return found.includes(undefined) ? unknown(pairs) : { value: [...new Set(found)] };
    }
    if (kind === "people") return { value: [...new Set(tidy.split(/[,;\n]/).map((t) => t.trim()).filter(Boolean))] };
    if (kind === "day") {
      const day = formValue.readDay(tidy), iso = order === "monthFirst" ? day.monthFirst : day.dayFirst;
      return iso ? { value: iso } : { problem: ["not_day_pasted", { text: tidy.slice(0, 40) }] };
    }
    const found = formValue.valueOf(question, formValue.NUMBERS.has(kind) ? tidy : kind === "line" ? tidy.replace(/\s+/g, " ") : text);
    return found.problem ? { problem: [found.problem[0], found.problem[1]] } : found;
  };

  /** What would happen: for each row {n, over, values, cells, problems}. `columns` are fields or null, `over` the rows that
   * the first ones replace, `given` fields that new rows have from elsewhere, `orders` how each column's days are written. */
  const planOf = (block, { columns, questions, options, orders, over = [], given = {}, say }) => block.map((cells, n) => {
    const row = over[n] || null, values = {}, problems = [], wrong = {};
    const note = (question, column, [key, more]) => {
      wrong[column] = true;
      problems.push({ n, field: question.field, words: say("form_kit.paste.problem", { row: n + 1, label: question.label, why: say(`form_kit.problem.${key}`, more) }) });
    };
    columns.forEach((field, column) => {
      const question = field && questions.find((q) => q.field === field);
      if (!question) return;
      const found = cellValue(question, cells[column], { options, order: orders[column], say });
      const problem = found.problem || formValue.problemOf(question, formValue.rawOf(question, found.value));
      if (problem) note(question, column, problem); else values[field] = found.value;
    });
    if (!row) {
      questions.filter((q) => q.required && !columns.includes(q.field) && !(q.field in given))
        .forEach((q) => problems.push({ n, field: q.field, words: say("form_kit.paste.no_column", { label: q.label }) }));
    }
    return { n, over: row, values, cells, wrong, problems };
  });

  return { blockOf, byHeading, dayOrder, cellValue, planOf };
})();
