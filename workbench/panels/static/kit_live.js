// Fields of a record that is there already, each saved on leaving it. Somebody else's change appears by itself, and is
// offered beside what one is writing.

const LIVE_STEM = "workbench-live:";

const makeLive = ({ html, hooks, parts, questions, drafts }) => {
  const { useState, useEffect, useRef } = hooks;
  const { Button } = parts;
  const { Question } = questions;
  const WHOLE_MS = 350; // a click is an answer, but arrow keys pass through several
  const SETTLED_MS = 200; // a sentence that appears between pressing and letting go would push what is clicked away

  const liveKey = (row, field) => `${LIVE_STEM}${row.kind}:${row.id}:${field}`;
  const equal = (a, b) => JSON.stringify(a ?? "") === JSON.stringify(b ?? "");

  /** One answer of a record while it is being written: `draft` is null or {raw, base}, and stays until it is saved.
   * `onSettled` hears when there is nothing unsaved any more. */
  const useEdit = ({ question, row, act, say, begin = null, onSettled }) => {
    const { field } = question, key = liveKey(row, field);
    const [, redraw] = useState(0);
    const it = useRef(null);
    if (!it.current) {
      const kept = stash.read(key);
      it.current = { draft: kept || begin, restored: Boolean(kept), problem: "", saving: false, theirs: undefined, saved: false };
    }
    const now = it.current;
    const latest = useRef(row);
    latest.current = row;
    const set = (more) => { Object.assign(now, more); redraw((n) => n + 1); };
    const stored = () => (now.theirs !== undefined && equal(latest.current[field], now.draft?.base) ? now.theirs : latest.current[field]);
    const clashes = () => Boolean(now.draft) && !now.saving && !equal(stored(), now.draft.base)
      && !formValue.same(question, now.draft.raw, formValue.rawOf(question, stored()));
    const settle = (saved) => { stash.drop(key); set({ draft: null, restored: false, problem: "", theirs: undefined, saved }); onSettled?.(saved); };

    const write = async (base) => {
      const sent = now.draft.raw, { value } = formValue.valueOf(question, sent);
      set({ saving: true, problem: "", restored: false });
      const answer = await act("write", { kind: row.kind, id: row.id, values: { [field]: value }, was: { [field]: base } }, { beside: true });
      now.saving = false;
      if (!answer.ok) {
        const theirs = answer.stale?.theirs && field in answer.stale.theirs ? answer.stale.theirs[field] : undefined;
        set(answer.stale ? { theirs } : { problem: answer.problems?.[field] || answer.refused || "" });
        return false;
      }
      if (!now.draft || JSON.stringify(now.draft.raw) === JSON.stringify(sent)) settle(true);
      else set({ draft: { ...now.draft, base: answer.result?.[field] ?? value }, saved: false }); // typed on while it was saved
      return true;
    };
    const tellProblem = () => {
      const problem = now.draft && formValue.problemOf(question, now.draft.raw);
      if (problem) set({ problem: say(`form_kit.problem.${problem[0]}`, problem[1]) });
    };
    const commit = () => {
      if (!now.draft || now.saving || clashes()) return Promise.resolve(false);
      if (formValue.same(question, now.draft.raw, formValue.rawOf(question, stored()))) { settle(false); return Promise.resolve(true); }
      if (formValue.problemOf(question, now.draft.raw)) { setTimeout(tellProblem, SETTLED_MS); return Promise.resolve(false); }
      return write(now.draft.base);
    };
    const change = (raw) => {
      const draft = { raw, base: now.draft ? now.draft.base : latest.current[field] };
      stash.write(key, draft);
      set({ draft, saved: false, problem: "" });
    };
    return { raw: now.draft ? now.draft.raw : formValue.rawOf(question, row[field]), dirty: Boolean(now.draft), pending: () => Boolean(now.draft), problem: now.problem,
      saving: now.saving, saved: now.saved, restored: now.restored, clash: clashes(), theirs: stored(), change, commit, giveUp: () => settle(false),
      keepMine: () => { const base = stored(); now.draft.base = base; now.theirs = undefined; return write(base); } };
  };

  /** What stands beside an answer that somebody else changed meanwhile, or that was left unsaved. */
  const Beside = ({ edit, question, options, say, language }) => {
    if (edit.clash) {
      return html`<div class="wb-clash" role="alert">
        <p>${say("panel.changed_meanwhile")}<br /><q><bdi>${formValue.wordsOf(question, edit.theirs, { options, say, language }) || say("panel.nothing_written")}</bdi></q></p>
        <${Button} kind="main" onClick=${edit.keepMine}>${say("panel.keep_mine")}<//><${Button} onClick=${edit.giveUp}>${say("panel.take_theirs")}<//></div>`;
    }
    return edit.restored && html`<div class="wb-kept" role="status"><p>${say("form_kit.live.restored")}</p>
      <${Button} kind="main" onClick=${edit.commit}>${say("panel.save")}<//><${Button} onClick=${edit.giveUp}>${say("form_kit.form.throw_away")}<//></div>`;
  };

  const LiveQuestion = ({ question, row, options, act, say, readOnly, language }) => {
    const edit = useEdit({ question, row, act, say });
    const timer = useRef(null), box = useRef(null);
    const commit = () => { clearTimeout(timer.current); return edit.commit(); };
    drafts.useLeaving(commit);
    const change = (raw, { now } = {}) => {
      edit.change(raw);
      clearTimeout(timer.current);
      if (now) timer.current = setTimeout(() => latest.current(), WHOLE_MS);
    };
    const latest = useRef(commit);
    latest.current = commit;
    const keys = (e) => {
      e.stopPropagation();
      if (e.isComposing || e.defaultPrevented) return;
      const whole = e.target.tagName !== "TEXTAREA" && e.target.tagName !== "BUTTON";
      if (e.key === "Enter" && (whole || e.ctrlKey || e.metaKey)) { e.preventDefault(); commit(); }
      if (e.key === "Escape" && edit.dirty && !edit.clash) { e.preventDefault(); edit.giveUp(); }
    };
    return html`<div class="wb-live" ref=${box} onKeyDown=${keys}>
      <${Question} question=${question} raw=${edit.raw} onRaw=${change} problem=${edit.clash ? "" : edit.problem} options=${options} say=${say}
        readOnly=${readOnly} onLeave=${commit}>
        <p class="wb-live-said" role="status">${edit.saving ? say("form_kit.form.saving") : edit.saved ? say("form_kit.live.saved") : ""}</p>
        <${Beside} edit=${edit} question=${question} options=${options} say=${say} language=${language} />
      <//></div>`;
  };

  /** The fields of an existing record, each edited in place. `fields` names them, in this order; without it all. `own`:
   * also the questions the group added itself, and its answers to those that are no longer asked. */
  const Live = ({ form, row, fields, own = !fields, options = {}, act, say, readOnly, language }) => {
    const named = fields ? fields.map((f) => form.questions.find((q) => q.field === f)).filter(Boolean) : form.questions;
    const asked = fields && own ? [...named, ...form.questions.filter((q) => q.own && !named.includes(q))] : named;
    return html`<div class="wb-form wb-lives">
      ${asked.map((question) => html`<${LiveQuestion} key=${`${row.id}:${question.field}`} question=${question} row=${row} options=${options} act=${act} say=${say}
        readOnly=${readOnly} language=${language} />`)}
      ${own && (row.own_gone || []).map((gone) => html`<div class="wb-field wb-q wb-q-gone" key=${gone.asked}>
        <p class="wb-gone-label">${gone.asked} <span class="wb-need">${say("form_kit.live.no_longer_asked")}</span></p><p><bdi>${[gone.answer].flat().join(", ")}</bdi></p></div>`)}
    </div>`;
  };

  return { Live, useEdit, Beside, liveKey };
};
