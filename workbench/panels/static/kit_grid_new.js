// The line at the end of a table where a new row is written; it is saved once its needed cells are filled and one leaves it.

const makeNewRow = ({ html, hooks, parts, forms }) => {
  const { useRef, useLayoutEffect } = hooks;
  const { Button } = parts;
  const { Control } = forms.questions;
  const { useEntry, Aside } = forms.entries;
  const { firstControl, focusOn } = forms.inside;

  const NewCell = ({ question, first, entry, options, say, onBlock }) => {
    const problem = entry.it.problems[question.field];
    const paste = (e) => {
      const text = e.clipboardData?.getData("text/plain") || "", block = pasted.blockOf(text);
      if (text.includes("\t") && block.length * block[0].length > 1) { e.preventDefault(); onBlock(text, question.field); }
    };
    const placeholder = first ? say("form_kit.grid.new_here") : question.required ? say("form_kit.form.needed") : "";
    return html`<td role="gridcell" data-new=${question.field} onPaste=${paste}>
      <${Control} question=${{ ...question, placeholder }} raw=${entry.raw(question)} onRaw=${entry.change(question)} options=${options} say=${say} compact name=${`new${question.field}`} invalid=${Boolean(problem)}
        control=${{ "aria-label": say("form_kit.grid.new_cell", { label: question.label }), "aria-invalid": problem ? "true" : undefined, "aria-required": question.required ? "true" : undefined }} />
      ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}</td>`;
  };

  const NewRow = ({ form, questions, given, options, act, say, language, place, columns, menu, onBlock, onUp }) => {
    const line = useRef(null), wish = useRef(null), leaving = useRef(false);
    const cell = (field) => line.current.querySelector(`[data-new="${CSS.escape(field)}"]`);
    const entry = useEntry({ asked: questions, values: given, place, act, say,
      send: (values) => act("add", { kind: form.kind, values }, { beside: true, done: say("form_kit.grid.added") }),
      onProblems: (problems) => {
        const first = questions.find((q) => problems[q.field]);
        if (first && !leaving.current) wish.current = () => focusOn(firstControl(cell(first.field)));
      },
      onNext: () => { if (!leaving.current) wish.current = () => focusOn(firstControl(line.current)); } });
    const save = (left) => {
      if (entry.untouched()) return;
      leaving.current = left;
      entry.submit(true);
    };
    useLayoutEffect(() => { wish.current?.(); wish.current = null; });
    const keys = (e) => {
      e.stopPropagation();
      if (e.key === "ArrowUp" && e.target.value === "" && e.target.tagName === "TEXTAREA") { e.preventDefault(); onUp(); return; }
      if (e.key !== "Enter" || e.isComposing || e.defaultPrevented || e.target.tagName === "BUTTON") return;
      if (e.target.tagName === "TEXTAREA" && (e.shiftKey || e.altKey)) return;
      e.preventDefault();
      save(false);
    };
    const missing = questions.filter((q) => q.required && formValue.isEmpty(q, entry.raw(q))), { problems, aside } = entry.it;
    const told = problems[""] || (missing.some((q) => problems[q.field]) ? say("form_kit.grid.still_needed", { fields: missing.map((q) => q.label).join(", ") }) : "");
    const below = told || aside.length > 0;
    return html`<tr role="row" class="wb-grid-new" ref=${line} onKeyDown=${keys} onFocusOut=${(e) => { if (!e.currentTarget.contains(e.relatedTarget)) { entry.flush(); save(true); } }}>
      ${questions.map((q, n) => html`<${NewCell} key=${q.field} question=${q} first=${n === 0} entry=${entry} options=${options} say=${say} onBlock=${onBlock} />`)}
      ${menu && html`<td role="gridcell"><${Button} onClick=${() => save(false)} aria-label=${say("form_kit.grid.add_row")}>+<//></td>`}</tr>
      ${below && html`<tr role="row" class="wb-grid-new-said"><td role="gridcell" colspan=${columns}>${told && html`<p class="wb-problem" role="alert">${told}</p>`}
        <${Aside} entry=${entry} asked=${questions} options=${options} say=${say} language=${language} /></td></tr>`}`;
  };

  return { NewRow };
};
