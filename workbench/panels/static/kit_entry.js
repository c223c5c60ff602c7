// A record that is being written and is not there yet: its answers, what is wrong with them, its draft, and what was sent
// and has no answer yet. Forms and a table's new row draw it.

const makeEntry = ({ html, hooks, parts, drafts }) => {
  const { useState, useRef } = hooks;
  const { Button } = parts;
  const SETTLED_MS = 200; // a sentence that appears between pressing and letting go would push what is clicked away
  let ids = 0;

  const alike = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  /** What was written, as far as it still fits the questions that are asked. */
  const fitting = (asked, start, kept) => Object.fromEntries(asked.map((q) => {
    const was = kept?.[q.field], like = start[q.field];
    const shape = (x) => (Array.isArray(x) ? "list" : x && typeof x === "object" ? "names" : typeof x === "boolean" || x === null ? "yes_no" : typeof x);
    return [q.field, was !== undefined && shape(was) === shape(like) ? was : like];
  }));

  /** What of an answer was typed after it was sent: it begins the next one. */
  const typedSince = (now, sent, start) => {
    if (alike(now, sent)) return start;
    return typeof now === "string" && typeof sent === "string" && now.startsWith(sent) ? now.slice(sent.length) : now;
  };

  /** Looks after one record to be.
   *
   * `send(values, another)` gives act's answer; `onProblems(problems)` and `onNext()` move the focus; `onSaved(result,
   * another)` hears of it. `submit(true)` begins the next one at once: what was sent stands aside until it is answered,
   * and comes back where it is refused. `submit(false)` leaves everything as it is until then. */
  const useEntry = ({ asked, values, place, act, say, send, onProblems, onNext, onSaved }) => {
    const start = Object.fromEntries(asked.map((q) => [q.field, formValue.beginOf(q, values[q.field])]));
    const [, redraw] = useState(0);
    const it = useRef({ raws: start, problems: {}, saving: false, found: null, said: "", aside: [] }).current;
    const begin = useRef(start);
    begin.current = start;
    const set = (more) => { Object.assign(it, more); redraw((n) => n + 1); };
    const untouched = (raws = it.raws) => asked.every((q) => raws[q.field] === undefined || alike(raws[q.field], begin.current[q.field]));
    const draft = drafts.useDraft({ place, act, onFound: (content, { late } = {}) => {
      const aside = (content.aside || []).map((raws) => ({ id: (ids += 1), raws: fitting(asked, start, raws), state: "unsure" }));
      const raws = fitting(asked, start, content.raws), more = untouched(raws) ? null : { content };
      if (late) set({ found: more && { ...more, filled: false }, aside: [...it.aside, ...aside] });
      else set({ found: more && { ...more, filled: true }, raws, aside });
    } });
    const keep = () => {
      if (untouched() && !it.aside.length) draft.drop(); else draft.keep({ raws: it.raws, aside: it.aside.map((one) => one.raws) });
    };
    const raw = (q) => it.raws[q.field] ?? begin.current[q.field];
    const problemOf = (q) => { const problem = formValue.problemOf(q, raw(q)); return problem ? say(`form_kit.problem.${problem[0]}`, problem[1]) : ""; };
    const change = (q) => (value) => {
      const { [q.field]: _gone, "": _general, ...problems } = it.problems;
      set({ raws: { ...it.raws, [q.field]: value }, problems, said: "", found: it.found?.thrown ? null : it.found });
      keep();
    };
    /** On leaving a question: a problem with what stands there is told, an empty one not yet. */
    const check = (q) => setTimeout(() => {
      if (!formValue.isEmpty(q, raw(q)) && problemOf(q)) set({ problems: { ...it.problems, [q.field]: problemOf(q) } });
    }, SETTLED_MS);

    const refused = (problems) => {
      // a problem of a question that is not asked here is told all the same
      const elsewhere = Object.entries(problems).filter(([field]) => !asked.some((q) => q.field === field)).map(([, words]) => words);
      set({ problems: { ...problems, "": [...new Set(elsewhere)].join(" ") } });
      onProblems(it.problems);
    };
    const problemsIn = (answer) => (answer.problems && Object.keys(answer.problems).length ? answer.problems : { [answer.field || ""]: answer.refused || "" });

    const sendAndGoOn = async (sent, plain) => {
      const entry = { id: (ids += 1), raws: sent, state: "saving" };
      set({ raws: begin.current, problems: {}, found: null, said: "", aside: [...it.aside, entry] });
      keep();
      onNext();
      const answer = (await send(plain, true)) || { ok: true };
      it.aside = it.aside.filter((one) => one !== entry);
      if (answer.ok) { set({ said: say("form_kit.form.saved") }); onSaved?.(answer.result, true); }
      else if (untouched()) { set({ raws: sent }); refused(problemsIn(answer)); }
      else set({ aside: [...it.aside, { ...entry, state: "refused", problems: problemsIn(answer) }] });
      keep();
    };
    const sendAndStay = async (sent, plain) => {
      set({ saving: true, problems: {}, said: "" });
      const answer = (await send(plain, false)) || { ok: true };
      it.saving = false;
      if (!answer.ok) { refused(problemsIn(answer)); return; }
      set({ raws: Object.fromEntries(asked.map((q) => [q.field, typedSince(it.raws[q.field], sent[q.field], begin.current[q.field])])), found: null, said: say("form_kit.form.saved") });
      keep();
      onSaved?.(answer.result, false);
    };
    const submit = (next) => {
      if (it.saving) return undefined;
      const problems = Object.fromEntries(asked.map((q) => [q.field, problemOf(q)]).filter(([, words]) => words));
      if (Object.keys(problems).length) { refused(problems); return undefined; }
      const sent = { ...it.raws };
      const plain = { ...values, ...Object.fromEntries(asked.map((q) => [q.field, formValue.valueOf(q, raw(q)).value])) };
      draft.flush();
      return next ? sendAndGoOn(sent, plain) : sendAndStay(sent, plain);
    };

    const throwAway = () => {
      const { found } = it, content = { raws: it.raws, at: new Date().toISOString() };
      set({ raws: found.filled ? begin.current : it.raws, problems: {}, found: found.filled ? { content, thrown: true } : null });
      keep();
    };
    const bringBack = () => { set({ raws: fitting(asked, begin.current, it.found.content.raws), found: { content: it.found.content, filled: true } }); keep(); };
    const takeAside = (entry) => {
      const left = it.aside.filter((one) => one !== entry);
      set({ aside: untouched() ? left : [...left, { id: (ids += 1), raws: it.raws, state: "later" }], raws: entry.raws, problems: entry.problems || {} });
      keep();
    };
    const dropAside = (entry) => { set({ aside: it.aside.filter((one) => one !== entry) }); keep(); };
    return { it, raw, change, check, submit, untouched, flush: draft.flush, throwAway, bringBack, takeAside, dropAside };
  };

  /** What was being written here before. */
  const Found = ({ entry, say, language }) => {
    const { found } = entry.it;
    if (!found) return null;
    const at = found.content.at ? formValue.spokenTime(found.content.at, language) : "";
    return html`<div class="wb-kept" role="status"><p>${say(`form_kit.form.${found.thrown ? "thrown" : found.filled ? "was_writing" : "there_is"}`, { at })}</p>
      ${!found.filled && html`<${Button} onClick=${entry.bringBack}>${say("form_kit.form.bring_back")}<//>`}
      ${!found.thrown && html`<${Button} onClick=${entry.throwAway}>${say("form_kit.form.throw_away")}<//>`}</div>`;
  };

  /** What stands aside: sent and not yet answered, or refused while the next one was begun. */
  const Aside = ({ entry, asked, options, say, language }) => entry.it.aside.map((one) => {
    const words = asked.map((q) => formValue.wordsOf(q, formValue.valueOf(q, one.raws[q.field]).value ?? one.raws[q.field], { options, say, language })).find(Boolean) || "";
    const why = Object.values(one.problems || {}).filter(Boolean).join(" ");
    return html`<div key=${one.id} class=${`wb-kept wb-aside-${one.state}`} role=${one.state === "refused" ? "alert" : "status"}><p>${say(`form_kit.aside.${one.state}`)} ${why} <q><bdi>${words.slice(0, 200)}</bdi></q></p>
      ${one.state !== "saving" && html`<${Button} onClick=${() => entry.takeAside(one)}>${say("form_kit.form.bring_back")}<//>
        <${Button} onClick=${() => entry.dropAside(one)}>${say("form_kit.form.throw_away")}<//>`}</div>`;
  });

  return { useEntry, Found, Aside };
};
