// Which rows of a table are shown, in which order and groups. Nothing here draws.

const gridView = (() => {
  /** Order of two values of a question: choices in their own order, numbers by size, words as in a dictionary. */
  const compare = (question, a, b, words, language) => {
    if (formValue.CHOSEN.has(question.kind)) {
      const place = (value) => question.choices.findIndex(([key]) => key === value);
      return place(a) - place(b);
    }
    if (typeof a === "number" && typeof b === "number") return a - b;
    if (question.kind === "day") return a < b ? -1 : Number(a > b);
    return words(question, a).localeCompare(words(question, b), language || "en", { numeric: true });
  };

  const empty = (value) => value === null || value === undefined || value === "" || value.length === 0;

  const sorted = (rows, { sort, questions, words, language }) => {
    const question = sort && questions.find((q) => q.field === sort.field);
    if (!question) return rows;
    const way = sort.down ? -1 : 1;
    return [...rows].sort((one, other) => {
      const [a, b] = [one[question.field], other[question.field]];
      if (empty(a) || empty(b)) return Number(empty(a)) - Number(empty(b)); // what is not said comes last, either way round
      return way * compare(question, a, b, words, language);
    });
  };

  /** The rows that have every word searched for and one of the picked answers of each question; `held` stay in any case. */
  const filtered = (rows, { search, picked, questions, words, held }) => {
    const wanted = formValue.plain(search).split(/\s+/).filter(Boolean);
    const asked = Object.entries(picked).filter(([, keys]) => keys.length);
    if (!wanted.length && !asked.length) return rows;
    return rows.filter((row) => {
      if (held.has(row.id)) return true;
      if (!asked.every(([field, keys]) => keys.some((key) => (Array.isArray(row[field]) ? row[field].includes(key) : (row[field] ?? "") === key)))) return false;
      if (!wanted.length) return true;
      const text = formValue.plain(questions.map((q) => words(q, row[q.field])).join("\n"));
      return wanted.every((word) => text.includes(word));
    });
  };

  /** [{key, label, rows}] by the answers to a question, those that say nothing last; one group where nothing is asked. */
  const grouped = (rows, { group, questions, words, nothing }) => {
    const question = group && questions.find((q) => q.field === group);
    if (!question) return [{ key: null, label: "", rows }];
    const groups = new Map();
    rows.forEach((row) => {
      const label = words(question, row[group]);
      if (!groups.has(label)) groups.set(label, { key: label, value: row[group], label: label || nothing, rows: [] });
      groups.get(label).rows.push(row);
    });
    return [...groups.values()].sort((a, b) => Number(empty(a.value)) - Number(empty(b.value)) || compare(question, a.value, b.value, words));
  };

  return { sorted, filtered, grouped };
})();
