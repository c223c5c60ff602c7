// A form from its definition: what is written is kept as one writes, checked beside the field, and saved by keyboard.

const makeForms = ({ html, hooks, parts }) => {
  const { useRef, useEffect, useLayoutEffect } = hooks;
  const { Button } = parts;
  const pickers = makePicker({ html, hooks, parts });
  const questions = makeQuestion({ html, hooks, parts, pickers });
  const drafts = makeDraft({ hooks });
  const entries = makeEntry({ html, hooks, parts, drafts });
  const live = makeLive({ html, hooks, parts, questions, drafts });
  const { Question } = questions;
  const ANSWERS = "input:not([disabled]), select:not([disabled]), textarea:not([disabled])";

  const isMac = /mac|iphone|ipad/i.test(navigator.platform || "");

  /** The first control of a question that can be focused; of radio buttons the one that is picked. */
  const firstControl = (box) => box?.querySelector("input[type=radio]:checked:not([disabled])") || box?.querySelector(ANSWERS);
  const focusOn = (control) => {
    control?.focus();
    if (control?.setSelectionRange && typeof control.value === "string" && /^(text|textarea)$/.test(control.type)) {
      control.setSelectionRange(control.value.length, control.value.length);
    }
  };
  // what a group added itself is asked wherever its form is, however few of the other questions are
  const askedIn = (form, { only, hide = [] }) => (only
    ? [...only.map((f) => form.questions.find((q) => q.field === f)).filter(Boolean), ...form.questions.filter((q) => q.own && !only.includes(q.field))]
    : form.questions).filter((q) => !hide.includes(q.field));

  /** A new record's form.
   *
   * `values` begin it (and go along where their question is hidden); `place` names its draft; `save(values)` takes the
   * place of the panel's `add`; `onDone(result, {another})` hears what was saved. `only` and `hide` are lists of fields;
   * `another=${false}` where only one can be written, `lead=${false}` where the page says it already. */
  const Form = ({ form, values = {}, options = {}, act, say, place, madeFrom, hide, only, saveWords, onDone, onCancel, save,
    language, announce, another = true, lead = true, autoFocus = false, children }) => {
    const asked = askedIn(form, { only, hide });
    const box = useRef(null), wish = useRef(null);
    const boxOf = (field) => box.current.querySelector(`[data-field="${CSS.escape(field)}"]`);
    const focusFirst = () => focusOn(firstControl(box.current.querySelector("[data-field]")));
    const entry = entries.useEntry({ asked, values, place, act, say,
      send: (plain) => (save ? save(plain) : act("add", { kind: form.kind, values: plain, ...(madeFrom ? { made_from: madeFrom } : {}) }, { beside: true, done: say("form_kit.form.saved") })),
      onProblems: (problems) => {
        const first = asked.find((q) => problems[q.field]);
        announce?.(say("form_kit.form.not_yet"));
        wish.current = () => { if (first) focusOn(firstControl(boxOf(first.field))); else box.current.querySelector(".wb-form-problem")?.focus(); };
      },
      onNext: () => { wish.current = focusFirst; },
      onSaved: (result, next) => onDone?.(result, { another: next }) });
    const { it } = entry;
    const goOn = (from) => {
      const boxes = [...box.current.querySelectorAll("[data-field]")];
      const next = boxes.slice(boxes.indexOf(from.closest("[data-field]")) + 1).map(firstControl).find(Boolean);
      focusOn(next || box.current.querySelector(".wb-form-save"));
    };
    const keys = (e) => {
      e.stopPropagation(); // a letter typed here is not a command
      if (e.key !== "Enter" || e.isComposing || e.defaultPrevented) return;
      if (e.ctrlKey || e.metaKey) { e.preventDefault(); entry.submit(another); return; }
      if (/^(TEXTAREA|BUTTON|SUMMARY|A)$/.test(e.target.tagName)) return;
      e.preventDefault();
      goOn(e.target);
    };
    useLayoutEffect(() => { wish.current?.(); wish.current = null; });
    useEffect(() => { if (autoFocus) focusFirst(); }, []);
    const busy = it.saving ? "true" : undefined;

    return html`<form class="wb-form" aria-label=${form.title} novalidate autocomplete="off" ref=${box} onKeyDown=${keys}
      onSubmit=${(e) => e.preventDefault()} onFocusOut=${(e) => { if (!e.currentTarget?.contains(e.relatedTarget)) entry.flush(); }}>
      <${entries.Found} entry=${entry} say=${say} language=${language} />
      <${entries.Aside} entry=${entry} asked=${asked} options=${options} say=${say} language=${language} />
      ${lead && form.lead && html`<p class="wb-form-lead">${form.lead}</p>`}
      ${asked.map((q) => html`<${Question} key=${q.field} question=${q} raw=${entry.raw(q)} onRaw=${entry.change(q)} problem=${it.problems[q.field]}
        options=${options} say=${say} onLeave=${() => entry.check(q)} />`)}
      ${children}
      ${it.problems[""] && html`<p class="wb-problem wb-form-problem" tabindex="-1" role="alert">${it.problems[""]}</p>`}
      <div class="wb-row wb-form-end">
        <${Button} kind="main wb-form-save" aria-disabled=${busy} onClick=${() => entry.submit(false)}>${it.saving ? say("form_kit.form.saving") : saveWords || say("panel.save")}<//>
        ${another && html`<${Button} aria-disabled=${busy} aria-keyshortcuts="Control+Enter" onClick=${() => entry.submit(true)}>${say("form_kit.form.save_another")}
          <kbd>${say(isMac ? "form_kit.form.keys_mac" : "form_kit.form.keys")}</kbd><//>`}
        ${onCancel && html`<${Button} kind="quiet" onClick=${onCancel}>${say("panel.cancel")}<//>`}
        <span class="wb-soft wb-form-said" role="status">${it.said}</span>
      </div></form>`;
  };

  return { Form, Live: live.Live, Question, Picker: pickers.Picker, questions, drafts, entries, live, inside: { firstControl, focusOn } };
};
