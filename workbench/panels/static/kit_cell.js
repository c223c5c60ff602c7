// A cell of a table: its answer in words, and the control in its place while it is written.

const makeCell = ({ html, hooks, parts, forms }) => {
  const { useLayoutEffect, useRef } = hooks;
  const { Button, useId } = parts;
  const { Control } = forms.questions;
  const { useEdit, Beside } = forms.live;
  const LONG = 260, SHOWN = 700, WHOLE_MS = 350;

  const coarse = () => window.matchMedia("(pointer: coarse)").matches;

  /** The answer in words; a long one is cut to a few lines until somebody wants more. */
  const CellText = ({ text, expanded, onMore, say }) => {
    const long = text.length > LONG || text.split("\n").length > 4;
    if (!long) return html`<span class="wb-cell-text"><bdi>${text}</bdi></span>`;
    return html`<span class=${`wb-cell-text ${expanded ? "" : "wb-clamp"}`}><bdi>${expanded ? text : text.slice(0, SHOWN)}</bdi></span>
      <button type="button" class="wb-more" tabindex="-1" aria-expanded=${expanded ? "true" : "false"} onClick=${(e) => { e.stopPropagation(); onMore(); }}>${say(expanded ? "form_kit.grid.less" : "form_kit.grid.more")}</button>`;
  };

  /** The control of a cell. `onMove(way)` goes on once what was written can be saved; `onLeave` when the focus is gone;
   * `onSettled` when nothing unsaved is left in it. */
  const CellEditor = ({ question, row, options, act, say, language, begin, focused, onMove, onLeave, onSettled, label }) => {
    const edit = useEdit({ question, row, act, say, begin, onSettled });
    const box = useRef(null), timer = useRef(null), id = useId("cell");
    const latest = useRef(edit);
    latest.current = edit;
    forms.drafts.useLeaving(() => { clearTimeout(timer.current); latest.current.commit(); });
    useLayoutEffect(() => { // at once, or the next letter would find no control
      if (!focused) return;
      const control = forms.inside.firstControl(box.current);
      forms.inside.focusOn(control);
      if (control?.tagName === "TEXTAREA") control.scrollTop = control.scrollHeight;
    }, [focused]);
    const change = (raw, { now } = {}) => {
      edit.change(raw);
      clearTimeout(timer.current);
      if (now) timer.current = setTimeout(() => latest.current.commit(), WHOLE_MS);
    };
    const go = (e, way) => {
      e.preventDefault();
      clearTimeout(timer.current);
      const stays = edit.dirty && (edit.clash || formValue.problemOf(question, edit.raw));
      edit.commit();
      if (!stays) onMove(way, edit.pending());
    };
    const keys = (e) => {
      e.stopPropagation();
      if (e.isComposing || e.defaultPrevented) return;
      const { target } = e, text = target.tagName === "TEXTAREA";
      if (target.tagName === "BUTTON" && e.key !== "Escape") return; // keep mine, take theirs, a chip's ×
      if (e.key === "Escape") { e.preventDefault(); edit.giveUp(); onMove("stay", false); }
      if (e.key === "Tab") go(e, e.shiftKey ? "back" : "on");
      if (e.key !== "Enter") return;
      if (text && (e.altKey || e.shiftKey || (coarse() && !e.ctrlKey))) {
        if (!e.altKey) return;
        e.preventDefault(); // a browser does nothing on Alt and Enter, a spreadsheet begins a line
        target.setRangeText("\n", target.selectionStart, target.selectionEnd, "end");
        change(target.value);
      } else go(e, e.ctrlKey || e.metaKey ? "stay" : "down");
    };
    const left = (e) => {
      if (e.currentTarget.contains(e.relatedTarget)) return;
      clearTimeout(timer.current);
      latest.current.commit();
      onLeave(latest.current.pending());
    };
    const problem = edit.clash ? "" : edit.problem, ticks = question.kind === "several";
    return html`<div class="wb-cell-edit" ref=${box} onKeyDown=${keys} onFocusOut=${left} onPaste=${(e) => e.stopPropagation()} role=${ticks ? "group" : undefined} aria-label=${ticks ? label : undefined}>
      <${Control} question=${question} raw=${edit.raw} onRaw=${change} options=${options} say=${say} compact name=${`${row.id}${question.field}`} invalid=${Boolean(problem)}
        control=${{ "aria-label": label, "aria-invalid": problem ? "true" : undefined, "aria-describedby": problem ? `${id}-problem` : undefined }} />
      ${problem && html`<p class="wb-problem" role="alert" id=${`${id}-problem`}>${problem}</p>`}
      <${Beside} edit=${edit} question=${question} options=${options} say=${say} language=${language} />
      ${problem && html`<${Button} onClick=${() => { edit.giveUp(); onMove("stay", false); }}>${say("form_kit.grid.give_up")}<//>`}
    </div>`;
  };

  return { CellText, CellEditor };
};
