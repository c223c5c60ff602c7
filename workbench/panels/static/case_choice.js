// What is picked in the explorer: people by what they share, and which of their contacts; kept in the tab.

const makeCaseChoice = (place) => {
  const KEY = `workbench-cases:${place.cycle}`;
  const PEOPLE = ["tags", "gender", "age_band", "place", "chosen", "has_way_from", "agency", "handed"];
  const CONTACTS = ["agencies", "activities", "does", "urgency", "demand"];
  const nothing = () => ({ people: {}, contacts: {}, quarters: null });
  const lists = (from, names) => Object.fromEntries(names.filter((n) => Array.isArray(from?.[n]) && from[n].length).map((n) => [n, from[n].map(String)]));

  /** Only what is known comes back from the tab's memory: an older page may have kept something else there. */
  const kept = () => {
    try {
      const found = JSON.parse(sessionStorage.getItem(KEY) || "null");
      if (!found) return null;
      const quarters = Array.isArray(found.choice?.quarters) && found.choice.quarters.length === 2 ? found.choice.quarters.map(Number) : null;
      return { choice: { people: lists(found.choice?.people, PEOPLE), contacts: lists(found.choice?.contacts, CONTACTS), quarters },
        views: Array.isArray(found.views) ? found.views.map(String) : null, measure: String(found.measure || "") };
    } catch { return null; }
  };
  const keep = (what) => { try { sessionStorage.setItem(KEY, JSON.stringify(what)); } catch { /* storage may be switched off */ } };

  const sideOf = (key) => (PEOPLE.includes(key) ? "people" : "contacts");
  const of = (choice, key) => choice[sideOf(key)][key] || [];
  const put = (choice, key, values) => {
    const side = sideOf(key), { [key]: _, ...rest } = choice[side];
    return { ...choice, [side]: values.length ? { ...rest, [key]: values } : rest };
  };
  const toggle = (choice, key, value) => {
    const now = of(choice, key);
    return put(choice, key, now.includes(value) ? now.filter((v) => v !== value) : [...now, value]);
  };
  /** Picks all of these, or, where all of them are picked, takes them off. */
  const flip = (choice, pairs) => {
    const all = pairs.every(([key, value]) => of(choice, key).includes(value));
    return pairs.reduce((c, [key, value]) => (all || !of(c, key).includes(value) ? toggle(c, key, value) : c), choice);
  };
  const without = (choice, keys) => keys.reduce((c, key) => (key === "quarters" ? { ...c, quarters: null } : put(c, key, [])), choice);
  const between = (choice, from, to) => ({ ...choice, quarters: from === null ? null : [Math.min(from, to), Math.max(from, to)] });
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  return { PEOPLE, CONTACTS, nothing, kept, keep, of, put, toggle, flip, without, between, same };
};

/** What is picked, in words: one part for each thing that can be taken off again. */
const makeCaseWords = ({ say, labels, choices }) => {
  /** The beginning (or the end) of a quarter, in months from the day the new way of working began. */
  const edge = (quarter, end) => {
    const months = (quarter + (end ? 1 : 0)) * 3;
    return months === 0 ? say("case_explorer.time.start") : say(`case_explorer.time.${months < 0 ? "before" : "after"}`, { n: Math.abs(months) });
  };
  const span = ([from, to]) => say("case_explorer.time.span", { from: edge(from, false), to: edge(to, true) });
  const label = (key, value) => labels[key]?.[value] ?? (value === "" ? say("case_explorer.not_said") : value);
  const parts = (choice) => {
    const said = [...choices.PEOPLE, ...choices.CONTACTS].flatMap((key) => choices.of(choice, key).map((value) => ({ id: `${key}:${value}`, words: say(`case_explorer.part.${key}`, { what: label(key, value) }),
      without: (c) => choices.put(c, key, choices.of(c, key).filter((v) => v !== value)) })));
    return choice.quarters ? [...said, { id: "quarters", words: span(choice.quarters), without: (c) => choices.between(c, null) }] : said;
  };
  return { edge, span, label, parts };
};
