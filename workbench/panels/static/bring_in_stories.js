// Stories from a file, in three steps on one page; stories and forms to take away. Nothing is stored before the last step.

const panel = (kit) => {
  const { html, useState, useRef, useEffect } = kit;
  const sending = makeSending(kit), { long } = sending;
  const FileStep = makeStoryFileStep(kit, { Drop: makeDrop(kit, sending) });
  const FoundStep = makeStoryFoundStep(kit, makeShown(kit));
  const { TakeStep, Away } = makeStoryTakeStep(kit, makeRun(kit, sending));
  const Earlier = makeEarlier(kit, sending);
  const STEPS = ["file", "found", "take"];
  const NO_FILE = { upload: "", name: "", size: 0 };
  const NEW = { stories: NO_FILE, definition: NO_FILE, asks: "", problem: "", tried: null, triedOf: "", progress: null, done: null,
    wishes: { scope: "", may_quote: false, may_leave: false, tellers: "pseudonym", consent: {}, answers: {}, roles: {}, day_first: null, encoding: "" } };
  /** Where the sentence names a field that people can say on the first page, that is asked there. */
  const ASKED = ["encoding", "day_first", "definition", "text"];

  const Steps = ({ at, open, onStep, say }) => html`<nav aria-label=${say("bring_in.steps")}><ol class="wb-bring-steps">${STEPS.map((step, n) => html`<li key=${step}>
    <button type="button" class="wb-button" aria-current=${step === at ? "step" : undefined} disabled=${!open.includes(step)} onClick=${() => onStep(step)}><span class="wb-bring-n">${n + 1}</span> ${say(`bring_in_stories.step.${step}`)}</button></li>`)}</ol></nav>`;

  return function BringInStories({ state, act, say, toast, announce, confirm }) {
    const [it, change] = useState(() => ({ ...NEW, wishes: { ...NEW.wishes, scope: state.scope } }));
    const [step, setStep] = useState("file");
    const [busy, setBusy] = useState("");
    const head = useRef(null), moved = useRef(false);
    const set = (more) => change((before) => ({ ...before, ...more }));
    const wish = (more) => change((before) => ({ ...before, wishes: { ...before.wishes, ...more } }));
    const readOnly = !state.may_edit;
    const go = (to) => { moved.current = true; set({ problem: "" }); setStep(to); };
    useEffect(() => { if (moved.current) head.current?.focus(); }, [step]);
    const given = () => ({ upload: it.stories.upload, definition: it.definition.upload, wishes: it.wishes });
    const sign = JSON.stringify(given());

    const look = async () => {
      setBusy(say("bring_in_stories.working"));
      set({ problem: "" });
      const answer = await long(act, "look", given());
      setBusy("");
      if (!answer.ok) { set({ problem: answer.refused, asks: ASKED.includes(answer.field) ? answer.field : it.asks }); return; }
      set({ tried: answer.result, triedOf: sign });
      if (step !== "found") go("found");
    };
    const again = () => { act("file_forget", {}, { beside: true }); change({ ...NEW, wishes: { ...NEW.wishes, scope: state.scope } }); go("file"); };

    const open = it.done || it.progress ? ["take"] : ["file", ...(it.tried ? ["found"] : []), ...(step === "take" ? ["take"] : [])];
    const shared = { it, set, wish, given, act, say, busy, announce, scopes: state.scopes };
    return html`<div class="wb-bring"><h2 class="wb-sr">${say("bring_in_stories.title")}</h2><p class="wb-lead">${say("bring_in_stories.lead")}</p>
      ${!readOnly && html`<${Steps} at=${step} open=${open} onStep=${go} say=${say} />
        <section class="wb-card wb-bring-step" aria-labelledby="wb-bring-stories-head"><h3 id="wb-bring-stories-head" ref=${head} tabindex="-1">${say(`bring_in_stories.step.${step}`)} <span class="wb-soft">${say("bring_in_stories.step_of", { n: STEPS.indexOf(step) + 1 })}</span></h3>
          ${step === "file" && html`<${FileStep} ...${shared} about=${state.about} onLook=${look} />`}
          ${step === "found" && html`<${FoundStep} ...${shared} stale=${it.triedOf !== sign} onBack=${() => go("file")} onLook=${look} onNext=${() => go("take")} />`}
          ${step === "take" && html`<${TakeStep} ...${shared} onBack=${() => go("found")} onAgain=${again} />`}</section>`}
      <${Earlier} intakes=${state.intakes} words="bring_in_stories" columns=${["when", "file", "source", "numbers", "state"]} act=${act} say=${say} toast=${toast} confirm=${confirm} readOnly=${readOnly} />
      <${Away} sets=${state.sets} act=${act} say=${say} /></div>`;
  };
};
