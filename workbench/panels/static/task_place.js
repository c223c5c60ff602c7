// One task: its words, where it belongs (by choosing, for those who do not drag), who acts, and where it stood.

const makeTaskPlace = (kit) => {
  const { html, useState, useEffect, useRef, Button, Choice, Live } = kit;
  const STEPS = [1, 2, 3, 4, 5];

  const inWords = (say, often, complexity) => say("task_matrix.at", {
    often: say(`task_matrix.often_step.${Math.round(often)}`), complexity: say(`task_matrix.complexity_step.${Math.round(complexity)}`) });

  /** Choose a step for both, and save when both are there; a drag can be finer than a step, which is then shown by the nearest. */
  const PlaceForm = ({ task, act, say, onPlaced }) => {
    const [place, setPlace] = useState({ often: task.often ? String(Math.round(task.often)) : "", complexity: task.complexity ? String(Math.round(task.complexity)) : "" });
    const [acting, setActing] = useState(task.acting);
    const [times, setTimes] = useState(task.times ?? "");
    const [problem, setProblem] = useState("");
    useEffect(() => { setPlace({ often: task.often ? String(Math.round(task.often)) : "", complexity: task.complexity ? String(Math.round(task.complexity)) : "" });
      setActing(task.acting); setTimes(task.times ?? ""); }, [task.id, task.often, task.complexity, task.acting, task.times]);
    const steps = (name) => [["", say("task_matrix.not_placed")], ...STEPS.map((n) => [String(n), `${n}: ${say(`task_matrix.${name}_step.${n}`)}`])];
    const near = (name) => (task[name] && String(Math.round(task[name])) === place[name] ? task[name] : Number(place[name]));
    const save = async (e) => {
      e.preventDefault();
      const given = { task: task.id, often: near("often"), complexity: near("complexity"), said: { acting, times: times === "" ? null : Number(times) } };
      const answer = await act("place", given, { beside: true, done: say("task_matrix.placed", { name: task.name }) });
      setProblem(answer.ok ? "" : answer.refused);
      if (answer.ok) onPlaced(answer.result.move);
    };
    const there = place.often && place.complexity;
    return html`<form class="wb-task-place" onSubmit=${save} onKeyDown=${(e) => e.stopPropagation()}>
      <h3>${say("task_matrix.place_form")}</h3>
      <div class="wb-task-two"><${Choice} label=${say("task_matrix.often")} value=${place.often} options=${steps("often")} onPick=${(v) => setPlace({ ...place, often: v })} />
        <${Choice} label=${say("task_matrix.complexity")} value=${place.complexity} options=${steps("complexity")} onPick=${(v) => setPlace({ ...place, complexity: v })} />
        <${Choice} label=${say("task_matrix.acting")} value=${acting} onPick=${setActing}
          options=${[["", say("task_matrix.not_said")], ...["do_it", "refer_for_permission", "refer_on"].map((a) => [a, say(`task_matrix.acting_today.${a}`)])]} />
        <div class="wb-field"><label for=${`times-${task.id}`}>${say("task_matrix.times")}</label>
          <input id=${`times-${task.id}`} type="number" min="0" max="1000000" step="1" value=${times} onInput=${(e) => setTimes(e.currentTarget.value)} />
          <p class="wb-hint">${say("task_matrix.times_help")}</p></div></div>
      ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}
      <button class="wb-button main" disabled=${!there}>${say("task_matrix.place_save")}</button></form>`;
  };

  const History = ({ task, say }) => task.history.length > 0 && html`<section class="wb-task-history"><h3>${say("task_matrix.history")}</h3>
    <ol reversed>${task.history.map((h) => html`<li key=${h.id}>${say("task_matrix.history_row", { day: h.day, ...stepsOf(say, h) })}
      ${h.by && html` <span class="wb-soft">${say("task_matrix.by", { who: "" })}<bdi>${h.by}</bdi></span>`}
      ${h.why && html`<br /><q><bdi>${h.why}</bdi></q>`}</li>`)}</ol></section>`;
  const stepsOf = (say, h) => ({ often: say(`task_matrix.often_step.${Math.round(h.often)}`), complexity: say(`task_matrix.complexity_step.${Math.round(h.complexity)}`) });

  /** All about one task, beside the matrix. */
  const TaskPage = ({ task, forms, act, say, confirm, readOnly, onClose, onPlaced, language }) => {
    const heading = useRef(null);
    useEffect(() => { heading.current?.focus(); }, [task.id]);
    const remove = async () => {
      if (!(await confirm(say("task_matrix.remove_sure", { name: task.name }), { yes: say("task_matrix.remove") }))) return;
      const answer = await act("remove", { kind: "task", id: task.id }, { done: say("task_matrix.removed") });
      if (answer.ok) onClose();
    };
    return html`<section class="wb-card wb-task-page" aria-label=${task.name} onKeyDown=${(e) => { if (e.key === "Escape") onClose(); }}>
      <div class="wb-task-page-head"><h2 tabindex="-1" ref=${heading}><span class="wb-task-no">${task.number}</span> <bdi>${task.name}</bdi></h2>
        <${Button} kind="quiet" onClick=${onClose}>${say("task_matrix.close")}<//></div>
      <p class="wb-soft">${task.often ? inWords(say, task.often, task.complexity) : say("task_matrix.not_placed")}${task.region ? ` · ${say(`task_matrix.region.${task.region}`)}` : ""}</p>
      ${!readOnly && html`<${PlaceForm} task=${task} act=${act} say=${say} onPlaced=${onPlaced} />`}
      <${Live} form=${forms.task} row=${task} fields=${["name", "effective", "note"]} own act=${act} say=${say} readOnly=${readOnly} language=${language} />
      <${History} task=${task} say=${say} />
      ${!readOnly && html`<${Button} kind="quiet" onClick=${remove}>${say("task_matrix.remove")}<//>`}
    </section>`;
  };

  /** The quiet note after a move: why? It goes away by itself when the next thing is done, and nobody has to answer. */
  const Why = ({ moved, act, say, onDone, focus }) => {
    const [text, setText] = useState("");
    const box = useRef(null);
    useEffect(() => { setText(""); if (focus) box.current?.focus(); }, [moved.move]);
    const keep = async (e) => {
      e?.preventDefault();
      if (text.trim()) { const answer = await act("why", { move: moved.move, why: text }); if (!answer.ok) return; }
      onDone();
    };
    return html`<form class="wb-task-why" onSubmit=${keep} onKeyDown=${(e) => { e.stopPropagation(); if (e.key === "Escape") onDone(); }}>
      <p role="status">${say("task_matrix.why_for", { name: moved.name })}</p>
      <label for="wb-task-why">${say("task_matrix.why")}</label>
      <input id="wb-task-why" type="text" ref=${box} maxlength="20000" placeholder=${say("task_matrix.why_placeholder")} value=${text} onInput=${(e) => setText(e.currentTarget.value)} />
      <button class="wb-button">${say("task_matrix.why_keep")}</button>
      <${Button} kind="quiet" onClick=${onDone}>${say("task_matrix.why_not_now")}<//></form>`;
  };

  return { TaskPage, Why, inWords };
};
