// One button on every page: a small sheet to write something down, and then go on with what one was doing.

const panel = (kit) => {
  const { html, useState, useEffect, useRef, Attachments, Button, Dialog, Form, Picker } = kit;
  const KINDS = ["issue", "story", "spend", "task", "goal_score", "debrief_entry"];
  //: Only what cannot wait; the rest is asked where the record is listed.
  const ESSENTIAL = {
    issue: ["description", "level", "owner", "countermeasure"], story: ["title", "text", "teller", "scope", "may_quote"],
    spend: ["amount_pence", "what", "for_person", "need"], task: ["name", "effective", "note"],
    goal_score: ["score", "said", "scored_on"], debrief_entry: ["text", "said_by"],
  };
  const ROOMS = { issue: "issues", spend: "spending", task: "task_matrix", goal_score: "goals", debrief_entry: "debrief" };
  const LAST = "workbench-quick-kind";

  const begun = (kind, { today, by }) => ({
    issue: { raised_on: today, raised_by: by, level: "system", owner: "team" }, story: { told_on: today, listened_by: by, consent_on: today, scope: "team" },
    spend: { spent_on: today, worker: by, category: "other" }, task: {}, goal_score: { scored_on: today }, debrief_entry: {},
  })[kind];

  const where = (room, state, language) => {
    const query = new URLSearchParams({ system: state.system, cycle: state.cycle, room });
    if (language && language !== "en") query.set("language", language);
    return `run_experiments.ipynb?${query}`;
  };

  const Sheet = ({ state, forms, act, say, announce, language, close }) => {
    const [kind, setKind] = useState(() => { try { return sessionStorage.getItem(LAST) || "issue"; } catch { return "issue"; } });
    const [went, setWent] = useState(null);
    const [goal, setGoal] = useState(null);
    const sheet = useRef(null);
    // a dialog that opens takes the focus to its first button; what is wanted is the first question
    useEffect(() => { sheet.current?.querySelector(".wb-picker input, .wb-form :is(input, textarea, select)")?.focus(); }, []);
    const pick = (next) => { setKind(next); setWent(null); try { sessionStorage.setItem(LAST, next); } catch { /* storage may be switched off */ } };
    const done = (made, { another }) => {
      const told = { kind, id: made?.id, words: say(`quick_capture.went.${kind}`, { day: made?.day || "" }), more: made?.debrief ? { debrief: made.debrief } : {} };
      announce(told.words);
      setWent({ ...told, another });
    };
    const save = {
      debrief_entry: (values) => act("for_next_debrief", { values }, { beside: true }),
      goal_score: async (values) => (goal ? act("add", { kind, values: { ...values, goal } }, { beside: true }) : { ok: false, refused: say("quick_capture.which_goal") }),
    }[kind];
    const noGoals = kind === "goal_score" && state.options.goal.length === 0;
    const room = went && ROOMS[went.kind];
    return html`<${Dialog} title=${say("quick_capture.title")} onClose=${close}>
      <div class="wb-quick-sheet" ref=${sheet}>
        <div class="wb-quick-kinds" role="group" aria-label=${say("quick_capture.what")}>${KINDS.map((one) => html`<${Button} key=${one} kind="wb-quick-kind" aria-pressed=${one === kind ? "true" : "false"}
          onClick=${() => pick(one)}>${say(`quick_capture.kind.${one}`)}<//>`)}</div>
        ${went && html`<p class="wb-quick-went" role="status">${went.words} ${room && html`<a href=${where(room, state, language) + (went.more.debrief ? `&debrief=${went.more.debrief}` : "")}>${say("quick_capture.go")}</a>`}</p>`}
        ${went?.kind === "story" && html`<${Attachments} key=${went.id} host=${{ kind: "story", id: went.id }} items=${state.attachments[went.id] || []} act=${act} say=${say} mayEdit=${true} compact=${true} />`}
        ${noGoals ? html`<p>${say("quick_capture.no_goals")} <a href=${where("goals", state, language)}>${say("quick_capture.go")}</a></p>`
          : html`${kind === "goal_score" && html`<${Picker} label=${say("quick_capture.goal")} options=${state.options.goal} value=${goal} onPick=${setGoal} say=${say} />`}
            <${Form} key=${kind} form=${forms[kind]} only=${ESSENTIAL[kind]} values=${begun(kind, state)} options=${state.options} act=${act} say=${say} announce=${announce} language=${language}
              place=${`quick-${kind}`} lead=${false} autoFocus=${kind !== "goal_score"} save=${save} onDone=${done} />`}
        <p class="wb-hint">${say(kind === "debrief_entry" ? "quick_capture.next_debrief_hint" : "quick_capture.more")}</p>
        <div><${Button} kind="quiet" onClick=${close}>${say("quick_capture.close")}<//></div>
      </div><//>`;
  };

  return function Quick({ state, forms, act, say, announce, language }) {
    const [open, setOpen] = useState(false);
    useEffect(() => {
      const keys = (e) => { if (e.altKey && !e.ctrlKey && !e.metaKey && e.code === "KeyN") { e.preventDefault(); setOpen(true); } };
      document.addEventListener("keydown", keys, true); // fields keep their keys to themselves; this one is for the page
      document.documentElement.classList.add("wb-has-quick");
      return () => { document.removeEventListener("keydown", keys, true); document.documentElement.classList.remove("wb-has-quick"); };
    }, []);
    if (!state.may_edit) return null;
    return html`<div class="wb-quick"><button type="button" class="wb-quick-button" aria-haspopup="dialog" aria-keyshortcuts="Alt+N" title=${say("quick_capture.button_label")} onClick=${() => setOpen(true)}>
        <span aria-hidden="true">+</span> ${say("quick_capture.button")}</button>
      ${open && html`<${Sheet} state=${state} forms=${forms} act=${act} say=${say} announce=${announce} language=${language} close=${() => setOpen(false)} />`}</div>`;
  };
};
