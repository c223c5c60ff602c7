// A facilitator's plan: steps with their minutes and the time on the clock, changed in place, and printed on one page.

/** The time on the clock at which each step begins, and the end, as 10:05; null where nobody said when it begins. */
const clockOf = (startsAt, steps) => {
  const found = /^(\d\d):(\d\d)$/.exec(startsAt || "");
  if (!found) return null;
  let at = Number(found[1]) * 60 + Number(found[2]);
  const told = () => `${String(Math.floor(at / 60) % 24).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
  return [...steps.map((step) => { const now = told(); at += Number(step.minutes) || 0; return now; }), told()];
};
/** Which step it is at `now` (a Date): its number, "before", or "after"; null where nobody said when it begins. */
const stepAt = (startsAt, steps, now) => {
  const found = /^(\d\d):(\d\d)$/.exec(startsAt || "");
  if (!found || !steps.length) return null;
  let left = now.getHours() * 60 + now.getMinutes() - (Number(found[1]) * 60 + Number(found[2]));
  if (left < 0) return "before";
  const at = steps.findIndex((step) => { left -= Number(step.minutes) || 0; return left < 0; });
  return at < 0 ? "after" : at;
};

const makeSensePlan = (kit) => {
  const { html, useState, useEffect, useRef, Button, Choice, drafts } = kit;
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const fits = (step) => step.title.trim() && Number.isInteger(step.minutes) && step.minutes >= 1 && step.minutes <= 480;

  /** The clock, read once in half a minute; nothing of it blinks or warns. */
  const useNow = () => {
    const [now, setNow] = useState(() => new Date());
    useEffect(() => { const beat = setInterval(() => setNow(new Date()), 30000); return () => clearInterval(beat); }, []);
    return now;
  };

  /** The plan as somebody changes it: kept at once where all of it fits; what others changed meanwhile is offered. */
  const useSteps = ({ row, act, say }) => {
    const [draft, setDraft] = useState(null), [stale, setStale] = useState(false);
    const latest = useRef(null);
    latest.current = draft;
    const steps = draft ? draft.steps : row.plan;
    const keep = async (to, base) => {
      const answer = await act("set_plan", { session: row.id, steps: to, was: base }, { beside: true, shows: true });
      if (answer.stale) setStale(true); else if (answer.ok && same(latest.current?.steps ?? to, to)) { setDraft(null); setStale(false); }
    };
    const change = (to, now) => { const base = draft ? draft.base : row.plan; setDraft({ steps: to, base }); if (now && to.every(fits)) keep(to, base); };
    const commit = () => { const held = latest.current; if (held && held.steps.every(fits) && !stale) keep(held.steps, held.base); };
    drafts.useLeaving(commit);
    return { steps, change, commit, dirty: Boolean(draft), stale, problem: draft && !draft.steps.every(fits) ? say("sense_session.plan.not_yet") : "",
      mine: () => { setStale(false); keep(draft.steps, row.plan); }, theirs: () => { setDraft(null); setStale(false); } };
  };

  const Step = ({ step, n, at, all, here, readOnly, onChange, onMove, onRemove, onLeave, say }) => {
    const keys = (e) => {
      e.stopPropagation();
      if (e.altKey && ["ArrowUp", "ArrowDown"].includes(e.key)) { e.preventDefault(); onMove(e.key === "ArrowUp" ? -1 : 1); }
    };
    const named = step.title || say("sense_session.plan.step", { n: n + 1 });
    if (readOnly) return html`<li class=${`wb-plan-step ${here ? "here" : ""}`} aria-current=${here ? "step" : undefined}><span class="wb-plan-at">${at}</span><span class="wb-plan-min">${say("sense_session.plan.min", { n: step.minutes })}</span>
      <span><strong><bdi>${step.title}</bdi></strong>${here && html` <span class="wb-tag">${say("sense_session.plan.here")}</span>`}<br /><bdi>${step.text}</bdi></span></li>`;
    return html`<li class=${`wb-plan-step ${here ? "here" : ""}`} aria-current=${here ? "step" : undefined} onKeyDown=${keys} onFocusOut=${(e) => { if (!e.currentTarget.contains(e.relatedTarget)) onLeave(); }}>
      <span class="wb-plan-at">${at}${here && html`<span class="wb-tag">${say("sense_session.plan.here")}</span>`}</span>
      <span class="wb-plan-min"><input type="number" min="1" max="480" step="1" aria-label=${say("sense_session.plan.minutes_of", { step: named })} value=${step.minutes} onInput=${(e) => onChange({ minutes: Number.parseInt(e.currentTarget.value, 10) || 0 })} /></span>
      <span class="wb-plan-words"><input type="text" dir="auto" maxlength="200" aria-label=${say("sense_session.plan.title_of", { n: n + 1 })} value=${step.title} onInput=${(e) => onChange({ title: e.currentTarget.value })} />
        <textarea rows="2" dir="auto" aria-label=${say("sense_session.plan.text_of", { step: named })} value=${step.text} onInput=${(e) => onChange({ text: e.currentTarget.value })}></textarea></span>
      <span class="wb-plan-do"><${Button} kind="quiet" disabled=${n === 0} aria-label=${say("sense_session.plan.up", { step: named })} onClick=${() => onMove(-1)}>↑<//>
        <${Button} kind="quiet" disabled=${n === all - 1} aria-label=${say("sense_session.plan.down", { step: named })} onClick=${() => onMove(1)}>↓<//>
        <${Button} kind="quiet" aria-label=${say("sense_session.plan.take", { step: named })} onClick=${onRemove}>×<//></span></li>`;
  };

  /** The plan on paper: one page, with the times. */
  const Sheet = ({ row, steps, clock, lens, on, say }) => html`<article class="wb-plan-sheet"><header><h2><bdi>${row.name}</bdi></h2>
      <p><bdi>${[on, clock && `${clock[0]}–${clock.at(-1)}`, row.facilitator && say("sense_session.by", { name: row.facilitator })].filter(Boolean).join(" · ")}</bdi></p>
      ${row.question && html`<p class="wb-plan-question"><bdi>${row.question}</bdi></p>`}</header>
    <table><thead><tr><th>${say("sense_session.plan.when")}</th><th>${say("sense_session.plan.minutes")}</th><th>${say("sense_session.plan.what")}</th></tr></thead>
      <tbody>${steps.map((step, n) => html`<tr key=${n}><td>${clock ? clock[n] : ""}</td><td>${step.minutes}</td><td><strong><bdi>${step.title}</bdi></strong><br /><bdi>${step.text}</bdi></td></tr>`)}</tbody></table>
    ${lens && html`<section><h3>${say("sense_session.lens.title", { lens: lens.title })}</h3><ul>${lens.prompts.map((p) => html`<li key=${p.title}><strong>${p.title}.</strong> ${p.ask}</li>`)}</ul></section>`}
    ${row.people.length > 0 && html`<p><bdi>${say("sense_session.people", { names: row.people.join(", ") })}</bdi></p>`}</article>`;

  /** Where we are, said quietly. */
  const Now = ({ here, steps, say }) => {
    if (here === null) return html`<p class="wb-hint">${say("sense_session.plan.no_start")}</p>`;
    const said = here === "before" ? say("sense_session.plan.before") : here === "after" ? say("sense_session.plan.after") : say("sense_session.plan.now", { step: steps[here].title });
    return html`<p class="wb-plan-now"><bdi>${said}</bdi></p>`;
  };

  const Plan = ({ one, plans, lens, act, say, announce, readOnly, today }) => {
    const { row } = one, edit = useSteps({ row, act, say }), { steps } = edit;
    const [changing, setChanging] = useState(false);
    const sheet = useRef(null), now = useNow();
    const clock = clockOf(row.starts_at, steps), sum = steps.reduce((n, step) => n + (Number(step.minutes) || 0), 0);
    const going = ["alone", "together"].includes(row.phase) && row.held_on === today, here = going ? stepAt(row.starts_at, steps, now) : undefined;
    const put = (n, more) => edit.change(steps.map((step, at) => (at === n ? { ...step, ...more } : step)));
    const move = (n, by) => {
      if (n + by < 0 || n + by >= steps.length) return;
      const to = [...steps];
      [to[n], to[n + by]] = [to[n + by], to[n]];
      edit.change(to, true);
      announce(say("sense_session.plan.moved", { step: steps[n].title, n: n + by + 1 }));
    };
    const fit = async (given) => { const answer = await act("steps", { minutes: row.minutes, ...given }); if (answer.ok) edit.change(answer.result, true); };
    return html`<section class="wb-card wb-plan" aria-label=${say("sense_session.plan.title")}><h3>${say("sense_session.plan.title")}</h3>
      ${here !== undefined && steps.length > 0 && html`<${Now} here=${here} steps=${steps} say=${say} />`}
      <p class="wb-soft">${steps.length === 0 ? say("sense_session.plan.none") : clock ? say("sense_session.plan.sum_clock", { n: sum, from: clock[0], to: clock.at(-1) }) : say("sense_session.plan.sum", { n: sum })}
        ${steps.length > 0 && sum !== row.minutes && html` ${say("sense_session.plan.other_than", { n: row.minutes })}`}</p>
      <div class="wb-row">${!readOnly && steps.length > 0 && html`<${Button} aria-expanded=${changing ? "true" : "false"} onClick=${() => setChanging(!changing)}>${say(changing ? "sense_session.plan.done" : "sense_session.plan.change")}<//>`}
        ${!readOnly && steps.length > 0 && sum !== row.minutes && html`<${Button} onClick=${() => fit({ steps })}>${say("sense_session.plan.fit", { n: row.minutes })}<//>`}
        ${steps.length > 0 && html`<${Button} onClick=${() => printSheet(sheet.current)}>${say("sense_session.plan.print")}<//>`}</div>
      ${!readOnly && (changing || steps.length === 0) && html`<${Choice} label=${say("sense_session.plan.from")} value="" options=${[["", say("sense_session.plan.from_none")], ...plans.map(([id, title]) => [id, title])]} onPick=${(plan) => { if (plan) fit({ plan }); }} />`}
      ${edit.stale && html`<div class="wb-clash" role="alert"><p>${say("sense_session.plan.changed")}</p><${Button} kind="main" onClick=${edit.mine}>${say("panel.keep_mine")}<//><${Button} onClick=${edit.theirs}>${say("panel.take_theirs")}<//></div>`}
      ${edit.problem && html`<p class="wb-problem" role="status">${edit.problem}</p>`}
      <ol class="wb-plan-steps">${steps.map((step, n) => html`<${Step} key=${n} step=${step} n=${n} at=${clock ? clock[n] : ""} all=${steps.length} here=${here === n} readOnly=${readOnly || !changing} say=${say}
        onChange=${(more) => put(n, more)} onMove=${(by) => move(n, by)} onLeave=${edit.commit} onRemove=${() => edit.change(steps.filter((_, at) => at !== n), true)} />`)}</ol>
      ${!readOnly && changing && html`<${Button} onClick=${() => edit.change([...steps, { title: say("sense_session.plan.new_step"), minutes: 10, text: "" }], true)}>+ ${say("sense_session.plan.add")}<//>`}
      <div class="wb-plan-paper" aria-hidden="true"><div ref=${sheet}><${Sheet} row=${row} steps=${steps} clock=${clock} lens=${lens} on=${one.on} say=${say} /></div></div></section>`;
  };
  return { Plan };
};
