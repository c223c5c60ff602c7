// The data plan of a card: what is gathered, by whom, how often and on which form; a form of one's own is made with it.

const dataPlan = (kit, { Rows }) => {
  const { html, useState, useEffect, useRef, Button, Choice } = kit;
  const OURS = ["debrief", "pod_entry", "story", "goal_score", "point", "spend", "task", "issue"];
  const ASKED = ["line", "text", "number", "day", "yes_no", "choice", "several"];
  const CHOOSES = new Set(["choice", "several"]);
  const FIELDS = ["what", "data_kind", "gathers", "analyses", "every", "starts_on", "ends_on", "note"];

  /** What one line is written on, as one word for a choice, and back as the fields that say it. */
  const formOf = (row) => (row.capture_form ? `form:${row.capture_form}` : row.series ? `series:${row.series}` : row.form || "");
  const fieldsOf = (picked) => {
    const [what, id] = picked.split(":");
    if (what === "form") return { form: "capture_entry", capture_form: id, series: null };
    if (what === "series") return { form: "point", capture_form: null, series: id };
    return { form: what, capture_form: null, series: null };
  };
  const formsToChoose = (state, say) => [
    ["", say("experiments.form.elsewhere")], ...OURS.map((kind) => [kind, say(`experiments.form.${kind}`)]),
    ...state.series.map(([id, name]) => [`series:${id}`, say("experiments.plan.series", { name })]),
    ...state.capture_forms.map((form) => [`form:${form.id}`, say("experiments.plan.own", { name: form.name })]),
  ];

  /** The questions of a form of one's own. `questions` are {key, label, question_kind, help, choices}. */
  const Asking = ({ questions, onChange, say }) => {
    const change = (at, more) => onChange(questions.map((q, n) => (n === at ? { ...q, ...more } : q)));
    const box = useRef(null);
    const add = () => {
      onChange([...questions, NO_QUESTION]);
      setTimeout(() => [...box.current.querySelectorAll("input[type=text]")].at(-1)?.focus());
    };
    return html`<div class="wb-asking" ref=${box}><p class="wb-card-label">${say("experiments.plan.questions")}</p>
      <ol>${questions.map((q, at) => html`<li key=${at}>
        <div class="wb-asking-line"><div class="wb-field"><label><span>${say("experiments.plan.question", { n: at + 1 })}</span>
            <input type="text" maxlength="200" dir="auto" value=${q.label} onInput=${(e) => change(at, { label: e.currentTarget.value })} /></label></div>
          <${Choice} label=${say("experiments.plan.kind")} value=${q.question_kind} options=${ASKED.map((kind) => [kind, say(`experiments.plan.kinds.${kind}`)])} onPick=${(question_kind) => change(at, { question_kind })} />
          <${Button} kind="quiet" aria-label=${say("experiments.plan.drop", { n: at + 1 })} onClick=${() => onChange(questions.filter((_, n) => n !== at))}>×<//></div>
        ${CHOOSES.has(q.question_kind) && html`<div class="wb-field"><label><span>${say("experiments.plan.choices")}</span>
          <textarea rows="3" dir="auto" value=${q.choices.join("\n")} onInput=${(e) => change(at, { choices: e.currentTarget.value.split("\n") })}></textarea></label></div>`}</li>`)}</ol>
      <${Button} onClick=${add}>${say("experiments.plan.add_question")}<//></div>`;
  };

  /** What is being written beside a form, kept as it is written and found again after a closed tab. */
  const useKept = ({ place, act, content, onFound }) => {
    const timer = useRef(null), latest = useRef(content), begun = useRef(JSON.stringify(content));
    latest.current = content;
    const keep = () => { clearTimeout(timer.current); if (timer.current) act("keep_draft", { place, content: latest.current }, { beside: true }); timer.current = null; };
    useEffect(() => {
      act("draft", { place }, { beside: true }).then((answer) => {
        const found = answer.ok && answer.result && (answer.result.content || answer.result);
        if (found?.questions && JSON.stringify(latest.current) === begun.current) onFound(found);
      });
      return keep;
    }, []);
    useEffect(() => {
      if (JSON.stringify(content) === begun.current) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(keep, 500);
    }, [JSON.stringify(content)]);
    return () => { clearTimeout(timer.current); timer.current = null; act("drop_draft", { place }, { beside: true }); };
  };
  const NO_QUESTION = { key: "", label: "", question_kind: "text", help: "", choices: [] };

  /** One more line: the usual questions, what it is written on, and the questions of a form made for it. */
  const Adder = ({ card, state, form, act, say, close }) => {
    const { Form } = kit;
    const [picked, setPicked] = useState(""), [name, setName] = useState(""), [questions, setQuestions] = useState([NO_QUESTION]);
    const own = picked === "new";
    const begin = (kept) => { setPicked(kept.picked || ""); setName(kept.name || ""); setQuestions(kept.questions); };
    const drop = useKept({ place: `own-form-of-${card.row.id}`, act, content: { picked, name, questions }, onFound: begin });
    const done = (_result, { another }) => { drop(); if (another) begin({ questions: [NO_QUESTION] }); else close(); };
    const save = (values) => act("plan", { values: { ...values, ...(own ? {} : fieldsOf(picked)), experiment: card.row.id }, form: own ? { name, questions } : null },
      { beside: true, done: say(own ? "experiments.plan.added_form" : "experiments.plan.added") });
    return html`<${Form} form=${form} only=${FIELDS} act=${act} say=${say} place=${`data-plan-of-${card.row.id}`} lead=${false} autoFocus saveWords=${say("experiments.plan.add")}
      save=${save} onCancel=${close} onDone=${done}>
      <${Choice} label=${say("experiments.plan.form")} value=${picked} options=${[...formsToChoose(state, say), ["new", say("experiments.plan.new")]]} onPick=${setPicked} />
      ${own && html`<div class="wb-own-form"><div class="wb-field"><label><span>${say("experiments.plan.name")}</span>
        <input type="text" maxlength="200" dir="auto" value=${name} onInput=${(e) => setName(e.currentTarget.value)} /></label></div>
        <${Asking} questions=${questions} onChange=${setQuestions} say=${say} /></div>`}<//>`;
  };

  /** The questions of a form there is already; one taken out is no longer asked, and keeps the answers it has. */
  const OwnForm = ({ made, act, say }) => {
    const asked = made.questions.filter((q) => q.asked);
    const [questions, setQuestions] = useState(asked), [problem, setProblem] = useState("");
    const changed = JSON.stringify(questions) !== JSON.stringify(asked);
    const save = async () => {
      const answer = await act("ask", { form: made.id, questions }, { beside: true, done: say("experiments.plan.questions_saved") });
      setProblem(answer.ok ? "" : answer.refused);
      if (answer.ok) setQuestions(answer.result.questions.filter((q) => q.asked));
    };
    return html`<div class="wb-own-form"><p><strong><bdi>${made.name}</bdi></strong></p><${Asking} questions=${questions} onChange=${setQuestions} say=${say} />
      ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}
      <${Button} kind="main" disabled=${!changed} onClick=${save}>${say("experiments.plan.save_questions")}<//></div>`;
  };

  return function DataPlan({ card, state, forms, act, say, readOnly }) {
    const writtenOn = (row) => {
      const [what, id] = formOf(row).split(":");
      const own = what === "form" && state.capture_forms.find((f) => f.id === id), number = what === "series" && state.series.find(([key]) => key === id);
      return own ? own.name : number ? number[1] : say(`experiments.form.${row.form || "elsewhere"}`);
    };
    const change = (row, picked) => act("write", { kind: "data_plan", id: row.id, values: fieldsOf(picked), was: { form: row.form, capture_form: row.capture_form, series: row.series } });
    const who = (row) => ["gathers", "analyses"].filter((k) => row[k]).map((k) => say(`experiments.line.${k}`, { names: row[k] })).join("; ");
    const more = (row) => {
      const made = state.capture_forms.find((f) => f.id === row.capture_form);
      return html`<${Choice} label=${say("experiments.plan.form")} value=${formOf(row)} options=${formsToChoose(state, say)} onPick=${(picked) => change(row, picked)} />
        ${made && html`<${OwnForm} key=${made.id + made.version} made=${made} act=${act} say=${say} />`}`;
    };
    return html`<${Rows} title=${say("experiments.plan.label")} rows=${card.plans} form=${forms.data_plan} fields=${FIELDS} act=${act} say=${say} readOnly=${readOnly}
      removed=${say("experiments.plan.removed")} words=${{ none: say("experiments.plan.none"), add: say("experiments.plan.add") }} more=${more}
      adder=${(close) => html`<${Adder} card=${card} state=${state} form=${forms.data_plan} act=${act} say=${say} close=${close} />`}
      line=${(row) => html`<bdi>${row.what}</bdi> <span class="wb-soft">${say(`experiments.value.data_kind.${row.data_kind}`)}, ${say(`experiments.value.every.${row.every}`)}; <bdi>${writtenOn(row)}</bdi>${who(row) && html`; <bdi>${who(row)}</bdi>`}</span>`} />`;
  };
};
