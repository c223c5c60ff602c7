// Planning a session: the question, the lens, the time there is, and where its plan begins.

const makeSenseBegin = (kit) => {
  const { html, useState, Choice, Form } = kit;
  const ASKED = ["name", "question", "held_on", "starts_at", "minutes", "facilitator", "people", "scope"];

  return function Begin({ state, forms, act, say, announce, language, onEnd }) {
    const [lens, setLens] = useState(state.lenses.find((one) => one.id === "what_surprises")?.id || ""), [plan, setPlan] = useState(state.plans.find(([id]) => id === "notice_together")?.[0] || state.plans[0]?.[0] || "");
    const shown = state.lenses.find((one) => one.id === lens), begun = state.plans.find(([id]) => id === plan);
    const save = async (values) => {
      const steps = plan ? await act("steps", { minutes: values.minutes || 120, plan }, { beside: true }) : { ok: true, result: [] };
      return steps.ok ? act("plan", { values: { ...values, lens }, steps: steps.result }, { beside: true, shows: true }) : steps;
    };
    return html`<section class="wb-card wb-sense-new" aria-label=${say("sense_session.new")}><h3>${say("sense_session.new")}</h3>
      <${Form} form=${forms.sense_session} only=${ASKED} values=${{ held_on: state.today, minutes: 120, facilitator: state.by }} act=${act} say=${say} announce=${announce} language=${language}
        place="sense-session-new" another=${false} autoFocus save=${save} saveWords=${say("sense_session.new_save")} onCancel=${onEnd} onDone=${onEnd}>
        <${Choice} label=${say("sense_session.lens.choose")} value=${lens} options=${[["", say("sense_session.lens.none")], ...state.lenses.map((one) => [one.id, one.title])]} onPick=${setLens} />
        ${shown && html`<p class="wb-hint">${shown.lead}</p>`}
        <${Choice} label=${say("sense_session.plan.begin_with")} value=${plan} options=${[["", say("sense_session.plan.empty")], ...state.plans.map(([id, title]) => [id, title])]} onPick=${setPlan} />
        ${begun && html`<p class="wb-hint">${begun[2]}</p>`}<//></section>`;
  };
};
