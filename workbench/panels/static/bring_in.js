// Contacts from a file, in four steps on one page. Nothing is stored before the last; going back loses nothing.

const panel = (kit) => {
  const { html, useState, useRef, useEffect } = kit;
  const sending = makeSending(kit), { long } = sending;
  const FileStep = makeFileStep(kit, { Drop: makeDrop(kit, sending) });
  const { ColumnsStep, Words } = makeColumnsStep(kit);
  const FoundStep = makeFoundStep(kit, { Words, ...makeShown(kit) });
  const { TakeStep } = makeTakeStep(kit, makeRun(kit, sending));
  const Earlier = makeEarlier(kit, sending);
  const STEPS = ["file", "columns", "found", "take"];
  const NEW = { upload: "", name: "", size: 0, source: "", encoding: "", sheet: "", asks: "", problem: "", looked: null, mapping: null,
    choices: {}, covers: { from: "", until: "" }, tried: null, triedOf: "", progress: null, done: null };

  const Steps = ({ at, open, onStep, say }) => html`<nav aria-label=${say("bring_in.steps")}><ol class="wb-bring-steps">${STEPS.map((step, n) => html`<li key=${step}>
    <button type="button" class="wb-button" aria-current=${step === at ? "step" : undefined} disabled=${!open.includes(step)} onClick=${() => onStep(step)}><span class="wb-bring-n">${n + 1}</span> ${say(`bring_in.step.${step}`)}</button></li>`)}</ol></nav>`;

  return function BringIn({ state, act, say, toast, announce, confirm }) {
    const [it, change] = useState(NEW);
    const [step, setStep] = useState("file");
    const [busy, setBusy] = useState("");
    const head = useRef(null), moved = useRef(false);
    const set = (more) => change((before) => ({ ...before, ...more }));
    const readOnly = !state.may_edit;
    const go = (to) => { moved.current = true; set({ problem: "" }); setStep(to); };
    useEffect(() => { if (moved.current) head.current?.focus(); }, [step]);
    const sign = JSON.stringify([it.mapping, it.choices]);

    const look = async (more = {}) => {
      const { upload, source, encoding, sheet } = { ...it, ...more };
      setBusy(say("bring_in.working"));
      set({ problem: "", ...more });
      const answer = await long(act, "look", { upload, source, encoding, sheet });
      setBusy("");
      if (!answer.ok) { set({ problem: answer.refused, asks: answer.field || "" }); return; }
      const looked = answer.result, fresh = JSON.stringify([upload, encoding, looked.sheet]), { name, source: from } = looked.mapping;
      // looking at the same file again keeps what was said about its columns
      set(it.lookedOf === fresh ? { mapping: { ...it.mapping, name, source: from } } : { looked, lookedOf: fresh, mapping: looked.mapping, sheet: looked.sheet, choices: {}, ...looked.begun, tried: null, progress: null, done: null });
      if (step !== "columns") go("columns");
    };
    const tryOut = async () => {
      setBusy(say("bring_in.working"));
      set({ problem: "" });
      const answer = await long(act, "try_out", { upload: it.upload, mapping: it.mapping, choices: it.choices },
        (n) => setBusy(n ? say("bring_in.working_rows", { done: counted(n), total: counted(it.looked.n_rows) }) : say("bring_in.working")));
      setBusy("");
      if (!answer.ok) { set({ problem: answer.refused }); return; }
      set({ tried: answer.result, triedOf: sign });
      if (step !== "found") go("found");
    };
    const again = () => { act("file_forget", {}, { beside: true }); change(NEW); go("file"); };

    const stale = it.triedOf !== sign;
    const open = it.done || it.progress ? ["take"] : ["file", ...(it.looked ? ["columns"] : []), ...(it.tried ? ["found"] : []), ...(step === "take" ? ["take"] : [])];
    const shared = { it, set, act, say, busy, announce };
    return html`<div class="wb-bring"><h2 class="wb-sr">${say("bring_in.title")}</h2><p class="wb-lead">${say("bring_in.lead")}</p>
      ${!readOnly && html`<${Steps} at=${step} open=${open} onStep=${go} say=${say} />
        <section class="wb-card wb-bring-step" aria-labelledby="wb-bring-head"><h3 id="wb-bring-head" ref=${head} tabindex="-1">${say(`bring_in.step.${step}`)} <span class="wb-soft">${say("bring_in.step_of", { n: STEPS.indexOf(step) + 1 })}</span></h3>
          ${step === "file" && html`<${FileStep} ...${shared} about=${state.about} sources=${state.sources} onLook=${() => look()} />`}
          ${step === "columns" && html`<${ColumnsStep} ...${shared} setMapping=${(mapping) => set({ mapping })} onSheet=${(sheet) => look({ sheet })} onBack=${() => go("file")} onTry=${tryOut} />`}
          ${step === "found" && html`<${FoundStep} ...${shared} stale=${stale} setMapping=${(mapping) => set({ mapping })} onBack=${() => go("columns")} onTry=${tryOut} onNext=${() => go("take")} />`}
          ${step === "take" && html`<${TakeStep} ...${shared} onBack=${() => go("found")} onAgain=${again} />`}</section>`}
      <${Earlier} intakes=${state.intakes} words="bring_in" columns=${["when", "file", "source", "covers", "numbers", "state"]} act=${act} say=${say} toast=${toast} confirm=${confirm} readOnly=${readOnly} /></div>`;
  };
};
