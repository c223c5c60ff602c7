// The page a person looks at together with their worker: one goal at a time, their words large, a number, what they said.
// Every answer is written down as it is given; words without a number are kept as a draft until there is one.

const makeTogether = (kit) => {
  const { html, useState, useEffect, useRef, Button } = kit;
  const SCORES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], SOON = 700;

  const whole = (text) => { const n = Number(String(text).replace(",", ".")); return text !== "" && Number.isFinite(n) && n >= 0 && n <= 10 ? n : null; };

  const Cards = ({ say, cards }) => html`<details class="wb-together-cards"><summary>${say("goals.together.cards")}</summary>
    <div>${["open", "affirm", "reflect", "sum"].map((part) => html`<section key=${part}><h3>${say(`goals.card.${part}_title`)}</h3>
      <ul>${(cards[part] || []).map((line) => html`<li key=${line}>${line}</li>`)}</ul></section>`)}</div></details>`;

  /** The row of numbers as one choice (arrow keys move in it), and a box for a number between two. */
  const Scale = ({ goal, score, onScore, say }) => html`<fieldset class="wb-scale"><legend>${say("goals.together.how")}</legend>
    <div class="wb-scale-ends" aria-hidden="true"><span>0 · ${say("goals.together.low")}</span><span>10 · ${say("goals.together.high")}</span></div>
    <div class="wb-scale-numbers">${SCORES.map((n) => html`<label key=${n} class=${score !== null && Math.round(score) === n && score === n ? "picked" : ""}>
      <input type="radio" name=${`score-${goal.id}`} value=${n} checked=${score === n} onChange=${() => onScore(n)} /><span>${n}</span></label>`)}</div>
    <div class="wb-row wb-scale-box"><label for=${`box-${goal.id}`}>${say("goals.together.number")}</label>
      <input id=${`box-${goal.id}`} type="number" min="0" max="10" step="0.5" inputmode="decimal" value=${score ?? ""} onInput=${(e) => { const n = whole(e.currentTarget.value); if (n !== null) onScore(n); }} />
      ${score !== null && html`<${Button} kind="quiet" onClick=${() => onScore(null)}>${say("goals.together.clear")}<//>`}</div></fieldset>`;

  const GoalStep = ({ goal, day, act, say, onScored }) => {
    const there = goal.scores.find((s) => s.on === day);
    const before = goal.scores.filter((s) => s.on < day).at(-1);
    const [score, setScore] = useState(there ? there.score : null);
    const [said, setSaid] = useState(there ? there.said : "");
    const [saved, setSaved] = useState("");
    const timer = useRef(null), now = useRef(null), heading = useRef(null), place = `together:${goal.id}:${day}`;
    now.current = { score, said };
    const write = async () => {
      clearTimeout(timer.current);
      timer.current = null;
      const sent = { ...now.current };
      if (sent.score === null) {
        act(sent.said.trim() ? "keep_draft" : "drop_draft", sent.said.trim() ? { place, content: { said: sent.said } } : { place });
        if (there) await act("score", { goal: goal.id, scored_on: day, score: null });
        return;
      }
      const answer = await act("score", { goal: goal.id, scored_on: day, score: sent.score, said: sent.said }, { beside: true });
      setSaved(answer.ok ? say("goals.together.saved") : answer.refused);
      if (answer.ok) { onScored(goal.id, sent.score); act("drop_draft", { place }); }
    };
    const soon = () => { setSaved(say("goals.together.kept")); clearTimeout(timer.current); timer.current = setTimeout(() => write(), SOON); };
    const latest = useRef(write);
    latest.current = write;
    useEffect(() => {
      heading.current?.focus();
      if (!there) act("draft", { place }).then((a) => { if (a.ok && a.result?.said && !now.current.said) setSaid(a.result.said); });
      return () => { if (timer.current) latest.current(); };
    }, []);
    return html`<div class="wb-together-goal">
      <h2 tabindex="-1" ref=${heading}><bdi>${goal.wording}</bdi></h2>
      ${before && html`<p class="wb-soft">${say("goals.together.before", { score: before.score, day: before.day })}</p>`}
      <${Scale} goal=${goal} score=${score} say=${say} onScore=${(n) => { now.current.score = n; setScore(n); soon(); }} />
      <div class="wb-field"><label for=${`said-${goal.id}`}>${say("goals.together.what_said")}</label>
        <textarea id=${`said-${goal.id}`} rows="3" maxlength="20000" value=${said} placeholder=${say("goals.together.what_said_hint")}
          onInput=${(e) => { now.current.said = e.currentTarget.value; setSaid(e.currentTarget.value); soon(); }} onBlur=${() => { if (timer.current) write(); }}></textarea></div>
      <p class="wb-soft wb-together-saved" role="status">${saved || "\u00a0"}</p></div>`;
  };

  /** Full screen over everything else, so that nothing about anybody else is seen. */
  return ({ state, act, say, cards, onClose }) => {
    const [at, setAt] = useState(0);
    const [day, setDay] = useState(state.today);
    const [scored, setScored] = useState(new Set());
    const box = useRef(null);
    const goals = state.goals, last = goals.length - 1, goal = goals[Math.min(at, last)];
    useEffect(() => {
      box.current.showModal();
      box.current.querySelector("h2")?.focus(); // an open dialog takes the focus for its first button, which is Close
      document.documentElement.requestFullscreen?.().catch(() => {}); // not everywhere; the page covers the window all the same
      return () => { if (document.fullscreenElement) document.exitFullscreen().catch(() => {}); };
    }, []);
    const keys = (e) => {
      e.stopPropagation();
      const typing = e.target.tagName === "TEXTAREA";
      if (e.key === "Enter" && (e.ctrlKey || e.metaKey || (!typing && e.target.tagName !== "BUTTON" && e.target.tagName !== "SUMMARY"))) { e.preventDefault(); if (at <= last) setAt(at + 1); }
    };
    return html`<dialog ref=${box} class="wb-together" aria-label=${say("goals.sit_down")} onCancel=${(e) => { e.preventDefault(); onClose(); }} onKeyDown=${keys}>
      <div class="wb-together-head"><span>${at <= last ? say("goals.together.goal_of", { at: at + 1, n: goals.length }) : ""}</span>
        <span class="wb-row"><label for="wb-together-day">${say("goals.together.day")}</label>
          <input id="wb-together-day" type="date" value=${day} max=${state.today} onChange=${(e) => { if (e.currentTarget.value) { setDay(e.currentTarget.value); } }} />
          <${Button} onClick=${onClose}>${say("goals.together.leave")}<//></span></div>
      <div class="wb-together-main">${at <= last
        ? html`<${GoalStep} key=${`${goal.id}:${day}`} goal=${goal} day=${day} act=${act} say=${say} onScored=${(id) => setScored((s) => new Set(s).add(id))} />`
        : html`<div class="wb-together-end"><h2 tabindex="-1">${say("goals.together.done")}</h2><p>${say("goals.together.done_some", { n: scored.size })}</p></div>`}</div>
      <div class="wb-together-foot"><${Button} disabled=${at === 0} onClick=${() => setAt(at - 1)}>← ${say("goals.together.back")}<//>
        <${Cards} say=${say} cards=${cards} />
        ${at < last && html`<${Button} kind="main" onClick=${() => setAt(at + 1)}>${say("goals.together.next")} →<//>`}
        ${at === last && html`<${Button} kind="main" onClick=${() => setAt(at + 1)}>${say("goals.together.finish")}<//>`}
        ${at > last && html`<${Button} kind="main" onClick=${onClose}>${say("goals.together.leave")}<//>`}</div></dialog>`;
  };
};
