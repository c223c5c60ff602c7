// An answer is text (or a few ticks) while it is written and a plain value in a record; this turns the one into the
// other and back. Nothing here draws or asks.

const formValue = (() => {
  const NUMBERS = new Set(["number", "whole", "money"]);
  const CHOSEN = new Set(["choice", "scope"]);

  /** A user's own yes-or-no question keeps its answer as a word. */
  const yesNo = (value) => (value === true || value === "yes" ? true : value === false || value === "no" ? false : null);

  /** What a control holds for a record's value. */
  const rawOf = (question, value) => {
    switch (question.kind) {
      case "several": case "records": return [...(value || [])];
      case "people": return { names: [...(value || [])], typing: "" };
      case "yes_no": return yesNo(value);
      case "money": return value === null || value === undefined || value === "" ? "" : (value / 100).toFixed(2);
      default: return value === null || value === undefined ? "" : String(value);
    }
  };

  /** What a new record's control begins with: the value given, or what the record says where nobody says anything. */
  const beginOf = (question, value) => rawOf(question, value ?? question.default);
  /** Whether an answer can be taken back: not where one is needed, nor where another would take its place. */
  const canBeEmpty = (question) => !question.required && (question.default ?? "") === "";

  const names = (raw) => [...raw.names, ...raw.typing.split(/[,\n]/)].map((n) => n.trim()).filter(Boolean);

  const isEmpty = (question, raw) => {
    if (raw === null || raw === undefined) return true;
    if (question.kind === "people") return names(raw).length === 0;
    if (Array.isArray(raw)) return raw.length === 0;
    return typeof raw === "string" && raw.trim() === "";
  };

  /** Digits with thousands in their places, or null: “1,250.50” is one and “1,5” is not. */
  const plainDigits = (text) => {
    const tight = text.replace(/[\s\u00a0\u202f]/g, "").replace(/^\u2212/, "-");
    if (/^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(tight)) return tight.replaceAll(",", "");
    return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(tight) ? tight : null;
  };

  /** Whole pence, or null where it is not money: “£1,250”, “12.5”, “12.50”. */
  const pence = (text) => {
    const digits = plainDigits(text.trim().replace(/^([+\u2212-]?)\s*£/, "$1"));
    const [, sign, pounds, rest] = digits === null ? [] : /^([+-]?)(\d*)\.?(\d*)$/.exec(digits) || [];
    if (rest === undefined || rest.length > 2 || pounds.length > 12) return null;
    const whole = Number(pounds || 0) * 100 + Number(rest.padEnd(2, "0"));
    return sign === "-" ? -whole : whole;
  };

  const number = (text, whole) => {
    const digits = plainDigits(text);
    if (digits === null || (whole && !/^[+-]?\d+(\.0*)?$/.test(digits))) return null;
    return Number(digits);
  };

  const realDay = (year, month, day) => {
    const made = new Date(Date.UTC(year, month - 1, day));
    made.setUTCFullYear(year);
    if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day || year < 1900 || year > 2199) return null;
    return made.toISOString().slice(0, 10);
  };

  const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
  const century = (year) => (year.length === 2 ? 2000 + Number(year) : Number(year));

  /** The day a text names as {dayFirst, monthFirst}: the same where the text leaves no doubt, null where it is none. */
  const readDay = (text) => {
    const plain = text.trim();
    const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?$/.exec(plain);
    const worded = /^(\d{1,2})(?:st|nd|rd|th)?[\s-]+(\p{L}{3,})\.?,?[\s-]+(\d{4}|\d{2})$/u.exec(plain);
    const slashed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(plain);
    let both = null;
    if (iso) both = realDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    if (worded) both = realDay(century(worded[3]), MONTHS.indexOf(worded[2].slice(0, 3).toLowerCase()) + 1, Number(worded[1]));
    if (slashed) {
      const [a, b, year] = [Number(slashed[1]), Number(slashed[2]), century(slashed[3])];
      return { dayFirst: realDay(year, b, a), monthFirst: realDay(year, a, b) };
    }
    return { dayFirst: both, monthFirst: both };
  };

  /** The value for a record, as {value}; or {problem: [key of a sentence, what goes into it]}. */
  const valueOf = (question, raw) => {
    const { kind } = question;
    if (kind === "people") return { value: names(raw) };
    if (Array.isArray(raw) || kind === "yes_no") return { value: raw };
    if (isEmpty(question, raw)) return { value: NUMBERS.has(kind) || ["day", "choice", "scope", "record"].includes(kind) ? null : raw };
    if (kind === "money") { const found = pence(raw); return found === null ? { problem: ["not_money"] } : { value: found }; }
    if (NUMBERS.has(kind)) {
      const found = number(raw, kind === "whole");
      return found === null ? { problem: [kind === "whole" ? "not_whole" : "not_number"] } : { value: found };
    }
    if (kind === "day" && raw === BAD_DAY) return { problem: ["not_day"] };
    return { value: raw };
  };
  /** What a day's control holds while only part of a day stands in it. */
  const BAD_DAY = "?";

  /** How a text's length is counted where it is stored: in characters, and with accents joined to their letters. */
  const length = (text) => [...text.normalize("NFC").replace(/\r\n?/g, "\n")].length;

  const bound = (question, n) => (question.kind === "money" ? (n / 100).toLocaleString("en-GB", { style: "currency", currency: "GBP" }) : String(n));

  /** Why this cannot be saved, as [key, what goes into it]; null where it can. */
  const problemOf = (question, raw) => {
    if (isEmpty(question, raw)) return question.required ? ["required"] : null;
    const { value, problem } = valueOf(question, raw);
    if (problem) return problem;
    const { longest, least, most } = question;
    if (typeof value === "string" && longest && length(value) > longest) return ["too_long", { n: length(value) - longest, longest }];
    if (question.kind === "people") {
      const over = value.find((name) => longest && length(name) > longest);
      if (over) return ["name_too_long", { name: over.slice(0, 30), longest }];
    }
    if (typeof value === "number") {
      const [has, had] = [least ?? null, most ?? null];
      if ((has !== null && value < has) || (had !== null && value > had)) {
        const key = has !== null && had !== null ? "between" : has !== null ? "at_least" : "at_most";
        return [key, { least: has === null ? "" : bound(question, has), most: had === null ? "" : bound(question, had) }];
      }
    }
    return null;
  };

  const same = (question, a, b) => {
    const [one, other] = [valueOf(question, a), valueOf(question, b)];
    if (one.problem || other.problem) return JSON.stringify(a) === JSON.stringify(b);
    return JSON.stringify(one.value ?? "") === JSON.stringify(other.value ?? "");
  };

  const tag = (language) => (!language || language === "en" ? "en-GB" : language);
  const spokenDay = (iso, language) => {
    const made = new Date(`${iso}T00:00:00Z`);
    return Number.isNaN(made.getTime()) ? String(iso) : made.toLocaleDateString(tag(language), { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  };
  const spokenTime = (at, language) => new Date(at).toLocaleString(tag(language), { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });

  const label = (pairs, value) => (pairs || []).find(([key]) => key === value)?.[1] ?? String(value);

  /** The value in words, as a cell or a sentence shows it; "" where there is none. */
  const wordsOf = (question, value, { options = {}, say, language } = {}) => {
    if (value === null || value === undefined || value === "" || value.length === 0) return "";
    switch (question.kind) {
      case "choice": case "scope": return label(question.choices, value);
      case "several": return value.map((v) => label(question.choices, v)).join(", ");
      case "yes_no": return say(yesNo(value) ? "panel.yes" : "panel.no");
      case "money": return bound(question, value);
      case "day": return spokenDay(value, language);
      case "people": return value.join(", ");
      case "record": return label(options[question.field], value);
      case "records": return value.map((v) => label(options[question.field], v)).join(", ");
      default: return String(value);
    }
  };

  /** Lower case without accents, for finding. */
  const plain = (text) => String(text).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

  return { rawOf, beginOf, canBeEmpty, valueOf, problemOf, isEmpty, same, wordsOf, names, pence, number, readDay, realDay, length, plain,
    spokenTime, BAD_DAY, NUMBERS, CHOSEN };
})();
