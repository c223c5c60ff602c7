// The task matrix: where each task could live, who may act, and a list of the same for whoever does not drag.

const panel = (kit) => {
  const { html, useState, useEffect, useRef, Button, Check, Form } = kit;
  const { TaskPage, Why, inWords } = makeTaskPlace(kit);
  const TaskField = makeTaskField(kit);
  const TaskActing = makeTaskActing(kit);

  const List = ({ state, say, picked, onPick }) => html`<section class="wb-task-list" aria-label=${say("task_matrix.list")}>
    <h2>${say("task_matrix.list")}</h2>
    <ol>${state.tasks.map((t) => html`<li key=${t.id} value=${t.number}><button type="button" class="wb-task-link" data-task-row=${t.id} aria-pressed=${picked === t.id} onClick=${() => onPick(t)}>
      <span class="wb-task-no">${t.number}</span> <bdi>${t.name}</bdi> <span class="wb-soft wb-task-where">${t.often ? say(`task_matrix.region.${t.region}`) : say("task_matrix.not_placed")}</span></button></li>`)}</ol></section>`;

  const TrailsChoice = ({ state, trails, setTrails, act, say }) => {
    const pick = (day) => act("since", { day }, { shows: true });
    const moved = state.tasks.filter((t) => t.before).length;
    return html`<div class="wb-task-trails"><${Check} label=${say("task_matrix.trails")} checked=${trails} onPick=${setTrails} />
      ${trails && html`<div class="wb-field"><label for="wb-task-since">${say("task_matrix.trails_since")}</label>
        <input id="wb-task-since" type="date" value=${state.since} onKeyDown=${(e) => e.stopPropagation()} onChange=${(e) => pick(e.currentTarget.value)} /></div>
        <p class="wb-hint" role="status">${state.since ? say("task_matrix.trails_day", { day: state.since_said }) : say("task_matrix.trails_last")} ${moved > 0 ? say("task_matrix.moved", { n: moved }) : ""}</p>`}</div>`;
  };

  const Waiting = ({ state, say, onPick }) => {
    const waiting = state.tasks.filter((t) => !t.often);
    return waiting.length > 0 && html`<section class="wb-card wb-task-waiting"><h2>${say("task_matrix.unplaced", { n: waiting.length })}</h2>
      <ul>${waiting.map((t) => html`<li key=${t.id}><span class="wb-task-no">${t.number}</span> <bdi>${t.name}</bdi>
        <${Button} aria-label=${`${say("task_matrix.place_it")}: ${t.name}`} onClick=${() => onPick(t)}>${say("task_matrix.place_it")}<//></li>`)}</ul></section>`;
  };

  const Legend = ({ say }) => html`<p class="wb-task-legend"><span>${say("task_matrix.legend")}</span>${["yes", "partly", "no", "unknown"].map((e) => html`<span key=${e}>
    <i class=${`wb-mark wb-mark-${e}`} aria-hidden="true"></i> ${say(`task_matrix.effective.${e}`)}</span>`)}</p>`;

  return function TaskMatrix({ state, forms, act, say, announce, confirm, language }) {
    const [view, setView] = useState("regions");
    const [trails, setTrails] = useState(false);
    const [picked, setPicked] = useState(null);
    const [moved, setMoved] = useState(null);
    const [adding, setAdding] = useState(false);
    const root = useRef(null);
    const readOnly = !state.may_edit;
    const task = state.tasks.find((t) => t.id === picked);
    const backTo = (id) => root.current?.querySelector(`[data-task="${CSS.escape(id)}"]`)?.focus();
    const move = async (which, place, how) => {
      const answer = await act("place", { task: which.id, ...place }, { done: say("task_matrix.placed", { name: which.name }) });
      if (answer.ok) setMoved({ ...answer.result, name: which.name, how });
    };
    const close = () => { const id = picked; setPicked(null); setTimeout(() => root.current?.querySelector(`[data-task-row="${CSS.escape(id)}"]`)?.focus()); };
    const step = (at, name) => say(`task_matrix.${name}_step.${Math.ceil(at)}`);
    return html`<div class="wb-tasks" ref=${root}>
      <p class="wb-lead">${say("task_matrix.lead")}</p>
      <div class="wb-row wb-task-tools"><div class="wb-row" role="group" aria-label=${say("task_matrix.view_label")}>
        ${["regions", "acting"].map((v) => html`<${Button} key=${v} aria-pressed=${view === v} onClick=${() => setView(v)}>${say(`task_matrix.view_${v}`)}<//>`)}</div>
        ${!readOnly && html`<${Button} aria-expanded=${adding} onClick=${() => setAdding(!adding)}>${say("task_matrix.add")}<//>`}
        ${view === "regions" && html`<${TrailsChoice} state=${state} trails=${trails} setTrails=${setTrails} act=${act} say=${say} />`}</div>
      ${adding && html`<section class="wb-card"><${Form} form=${forms.task} act=${act} say=${say} place="task-new" language=${language} autoFocus only=${["name", "effective", "note"]}
        onDone=${(made, { another }) => { if (!another) { setAdding(false); setPicked(made.id); } }} onCancel=${() => setAdding(false)} /></section>`}
      ${state.tasks.length === 0 && html`<p class="wb-card">${say("task_matrix.empty")}</p>`}
      <${Waiting} state=${state} say=${say} onPick=${(t) => setPicked(t.id)} />
      <div class="wb-task-two-sides"><div>
        ${view === "regions"
          ? html`<${TaskField} state=${state} say=${say} announce=${announce} readOnly=${readOnly} trails=${trails} picked=${picked} onMove=${move} onPick=${(t) => setPicked(t.id)} inWords=${inWords} />`
          : html`<${TaskActing} state=${state} say=${say} picked=${picked} onPick=${(t) => setPicked(t.id)} />`}
        ${moved && html`<${Why} moved=${moved} act=${act} say=${say} focus=${moved.how === "keys"} onDone=${() => { const { task: id, how } = moved; setMoved(null); if (how === "keys") backTo(id); }} />`}
        ${view === "regions" && html`<${Legend} say=${say} />`}
        <p class="wb-hint">${say("task_matrix.thresholds", { often: step(state.frequent_from, "often"), complexity: step(state.complex_from, "complexity") })} ${say("task_matrix.rare_simple")}</p>
      </div><div>
        ${task && html`<${TaskPage} key=${task.id} task=${task} forms=${forms} act=${act} say=${say} confirm=${confirm} readOnly=${readOnly} language=${language} onClose=${close}
          onPlaced=${(id) => setMoved({ move: id, task: task.id, name: task.name, how: "form" })} />`}
        <${List} state=${state} say=${say} picked=${picked} onPick=${(t) => setPicked(t.id)} />
      </div></div></div>`;
  };
};
