// One change that is to last: how far it has come, how that is known, what ends with it, and which rules must change.

const makeEmbeddingOne = (kit) => {
  const { html, useEffect, useRef, useState, Button, Choice, Live, Noticed } = kit;
  const { Evidence } = makePatternEvidence(kit), { Shields } = makeEmbeddingShields(kit), Issues = makeEmbeddingIssues(kit);

  /** The states it was in, from the left to the right, as far as they are known. */
  const Way = ({ one, say }) => html`<ol class="wb-embed-way" aria-label=${say("embedding.way")}>${one.way.map((each, n) => html`<li key=${n} class=${`wb-embed-${each.state}`}>
    <strong>${say(`embedding.state.${each.state}`)}</strong>${each.on && html` <span class="wb-soft">${each.on}</span>`}</li>`)}</ol>`;

  /** How far it has come; buttons, so that no state is written that arrow keys only pass through. */
  const States = ({ one, states, act, say, readOnly }) => {
    const [problem, setProblem] = useState(""), now = one.row.state;
    useEffect(() => setProblem(""), [now, one.row.how_we_know, one.evidence.length]);
    const become = async (state) => {
      setProblem("");
      const answer = await act("write", { kind: "embedding", id: one.row.id, values: { state }, was: { state: now } }, { beside: true, done: say("embedding.now", { state: say(`embedding.state.${state}`) }) });
      if (!answer.ok) setProblem(answer.refused);
    };
    return html`<div><div class="wb-row" role="group" aria-label=${say("embedding.known.state")}>${states.map((state) => html`<${Button} key=${state} aria-pressed=${state === now ? "true" : "false"} disabled=${readOnly} onClick=${() => state !== now && become(state)}>${say(`embedding.state.${state}`)}<//>`)}</div>
      ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}</div>`;
  };

  const About = ({ one, forms, act, say, language, readOnly }) => {
    const experiments = one.row.experiment && !one.experiments.some(([id]) => id === one.row.experiment) ? [...one.experiments, [one.row.experiment, one.row.from]] : one.experiments;
    const live = { form: forms.embedding, row: one.row, act, say, readOnly, language };
    return html`<section class="wb-card" aria-label=${say("embedding.about")}><h3>${say("embedding.about")}</h3>
      <${Live} ...${live} fields=${["change", "embedding_kind", "owner"]} />
      <${Choice} label=${say("embedding.experiment")} value=${one.row.experiment || ""} disabled=${readOnly} options=${[["", say("embedding.no_experiment")], ...experiments]}
        onPick=${(value) => act("write", { kind: "embedding", id: one.row.id, values: { experiment: value || null }, was: { experiment: one.row.experiment } })} />
      <details><summary>${say("embedding.more")}</summary><${Live} ...${live} fields=${["agreed_on", "note", "scope"]} own />
        ${!readOnly && html`<${Button} kind="quiet" onClick=${() => act("remove", { kind: "embedding", id: one.row.id }, { done: say("embedding.removed") })}>${say("embedding.remove")}<//>`}</details></section>`;
  };

  return function One({ one, state, forms, act, say, announce, language, readOnly, onBack }) {
    const top = useRef(null);
    useEffect(() => { top.current?.focus(); }, [one.row.id]);
    const shared = { one, state, forms, act, say, announce, language, readOnly }, usual = one.row.state === "business_as_usual";
    const live = { form: forms.embedding, row: one.row, act, say, readOnly, language };
    // the evidence of the pattern board speaks of the observation it is laid beside
    const laying = (name, { observation, ...given }, more) => act(name, observation ? { embedding: observation, ...given } : given, more);
    return html`<article class="wb-embed-one" aria-label=${one.row.change.slice(0, 200)}><${Button} kind="quiet" onClick=${onBack}>← ${say("embedding.back")}<//>
      <h2 class="wb-embed-title" tabindex="-1" ref=${top}><bdi>${one.row.change}</bdi></h2>
      <p class="wb-soft"><span class="wb-tag">${say(`embedding.kind.${one.row.embedding_kind}`)}</span> <bdi>${[one.row.owner && say("embedding.owner", { owner: one.row.owner }), one.row.from && say("embedding.from", { experiment: one.row.from })].filter(Boolean).join(" · ")}</bdi></p>
      <${Way} one=${one} say=${say} />
      <div class="wb-pattern-sides"><div class="wb-stack">
          <section class="wb-card" aria-label=${say("embedding.known.title")}><h3>${say("embedding.known.title")}</h3>
            <${States} one=${one} states=${state.states} act=${act} say=${say} readOnly=${readOnly} />
            ${!usual && html`<p class="wb-hint">${say("embedding.known.needs")}</p>`}
            <${Live} ...${live} fields=${usual ? ["how_we_know", "usual_on"] : ["how_we_know"]} /></section>
          <${Evidence} one=${one} state=${state} act=${laying} say=${say} readOnly=${readOnly} /></div>
        <div class="wb-stack"><${Shields} ...${shared} after=${() => top.current?.focus()} /><${Issues} ...${shared} /><${About} ...${shared} />
          ${!readOnly && html`<${Noticed} looked_at=${one.row.change.slice(0, 400)} beside=${[["embedding", one.row.id]]} say=${say} />`}</div></div></article>`;
  };
};
