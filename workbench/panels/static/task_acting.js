// Who may act: rows say who acts today, columns where the task could sit. What stands off the marked cells is the point.

const makeTaskActing = ({ html }) => {
  const AS_IT_COULD = new Set(["do_it/do_it", "do_it/learn_it"]); // as charts/acting_grid.py

  return ({ state, say, onPick, picked }) => {
    const placed = state.tasks.filter((t) => t.region);
    const todays = [...state.acting, ...(placed.some((t) => !t.acting) ? [""] : [])];
    const cell = (today, could) => placed.filter((t) => t.acting === today && t.could === could);
    const todayWords = (today) => (today ? say(`task_matrix.acting_today.${today}`) : say("task_matrix.not_said"));
    return html`<div class="wb-acting"><p class="wb-soft">${say("task_matrix.acting_lead")}</p>
      <div class="wb-acting-scroll" role="region" tabindex="0" aria-label=${say("task_matrix.view_acting")}><table>
      <caption class="wb-sr">${say("task_matrix.acting_lead")}</caption>
      <thead><tr><td><span class="wb-soft">${say("task_matrix.today")} ↓</span></td>${state.could.map((could) => html`<th key=${could} scope="col">
        <span class="wb-soft wb-acting-small">${say("task_matrix.could")}</span><br />${say(`task_matrix.could_act.${could}`)}</th>`)}</tr></thead>
      <tbody>${todays.map((today) => html`<tr key=${today}><th scope="row">${todayWords(today)}${today && html`<br /><span class="wb-soft wb-acting-small">${say(`task_matrix.acting_cost.${today}`)}</span>`}</th>
        ${state.could.map((could) => html`<td key=${could} class=${AS_IT_COULD.has(`${today}/${could}`) ? "wb-as-it-could" : today && cell(today, could).length ? "wb-to-talk" : ""}>
          ${AS_IT_COULD.has(`${today}/${could}`) && html`<span class="wb-tag">${say("task_matrix.as_it_could")}</span>`}
          <ul>${cell(today, could).map((t) => html`<li key=${t.id}><button type="button" class="wb-task-link" aria-pressed=${picked === t.id} onClick=${() => onPick(t)}>
            <span class="wb-task-no">${t.number}</span> <bdi>${t.name}</bdi></button></li>`)}</ul>
          ${cell(today, could).length === 0 && html`<span class="wb-sr">${say("task_matrix.nothing_here")}</span>`}</td>`)}</tr>`)}</tbody></table></div></div>`;
  };
};
