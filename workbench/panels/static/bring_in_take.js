// The last step: accepted, brought in piece by piece, told.

const makeTakeStep = (kit, { Bar, useRun }) => {
  const { html, useState, useRef, useEffect, Button } = kit;

  const Done = ({ it, done, act, say }) => {
    const [kept, setKept] = useState(false);
    const [problem, setProblem] = useState("");
    const head = useRef(null);
    useEffect(() => { head.current?.focus(); }, []);
    const keep = async () => {
      const answer = await act("keep_mapping", { mapping: it.mapping }, { beside: true });
      if (answer.ok) setKept(true); else setProblem(answer.refused);
    };
    const lines = [["cases", done.n_cases], ["contacts", done.n_contacts], ["changed", done.n_changed], ["same", done.n_same], ["refused", done.n_refused]].filter(([, n]) => n > 0);
    return html`<div class="wb-stack"><p ref=${head} tabindex="-1"><b><bdi>${say("bring_in.take.done", { name: it.name })}</bdi></b></p>
      <ul>${lines.map(([key, n]) => html`<li key=${key}>${say(`bring_in.take.summary_${key}`, { n: counted(n) })}</li>`)}</ul>
      <div role="status">${kept && html`<p><bdi>${say("bring_in.take.kept", { source: it.mapping.source })}</bdi></p>`}</div>
      ${!kept && html`<div><${Button} kind="main" onClick=${keep}>${say("bring_in.take.keep")}<//><p class="wb-hint"><bdi>${say("bring_in.take.keep_hint", { source: it.mapping.source })}</bdi></p></div>`}
      ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}</div>`;
  };

  const TakeStep = ({ it, set, act, say, announce, onBack, onAgain }) => {
    const { progress, done } = it;
    const given = () => ({ upload: it.upload, mapping: it.mapping, choices: it.choices, covers: it.covers });
    const { running, run, stop } = useRun({ act, given, set, announce, say, words: "bring_in.take" });
    if (done) return html`<${Done} it=${it} done=${done} act=${act} say=${say} /><div class="wb-row"><${Button} onClick=${onAgain}>${say("bring_in.again")}<//></div>`;
    const words = progress && { done: counted(progress.done), total: counted(progress.total) };
    return html`<div class="wb-stack">
      <p><b><bdi>${say("bring_in.take.lead", { contacts: say("bring_in.found.contacts", { n: counted(it.tried.n_contacts_new) }).toLowerCase(), name: it.name })}</bdi></b></p>
      ${!progress && html`<p>${say("bring_in.take.accepted_is")}</p>`}
      ${progress && html`<${Bar} name=${it.name} progress=${progress} say=${say} words="bring_in.take" />`}
      ${it.problem ? html`<p class="wb-problem" role="alert">${progress && `${say("bring_in.take.failed", words)} `}<bdi>${it.problem}</bdi></p>`
        : progress && !running && html`<p>${say("bring_in.take.stopped", words)}</p>`}
      ${progress && html`<p class="wb-soft">${say("bring_in.take.stopped_safe")}</p>`}
      <div class="wb-row">${running ? html`<${Button} onClick=${stop}>${say("bring_in.take.stop")}<//>`
        : html`<${Button} kind="main" onClick=${run}>${say(progress ? "bring_in.take.go_on" : "bring_in.take.accept")}<//>`}
        ${!running && !progress && html`<${Button} onClick=${onBack}>${say("bring_in.back")}<//>`}
        ${running && !progress && html`<span role="status">${say("bring_in.working")}</span>`}</div></div>`;
  };

  return { TakeStep };
};
