// The last step: accepted, brought in piece by piece, told; and the files brought in so far, each to be taken back.

const makeTakeStep = (kit, { long }) => {
  const { html, useState, useRef, useEffect, Button } = kit;

  const Bar = ({ it, progress, say }) => {
    const words = { done: counted(progress.done), total: counted(progress.total) };
    return html`<div class="wb-bring-bar"><progress max=${Math.max(1, progress.total)} value=${progress.done} aria-label=${say("bring_in.take.progress_name", { name: it.name })}></progress>
      <span>${say("bring_in.take.progress", words)}</span></div>`;
  };

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
    const [running, setRunning] = useState(false);
    const still = useRef(false), tenth = useRef(0);
    useEffect(() => () => { still.current = false; }, []);
    const { progress, done } = it;
    const given = () => ({ upload: it.upload, mapping: it.mapping, choices: it.choices, covers: it.covers });
    const tell = (now) => { // a reader of screens hears every tenth part
      const part = Math.floor((10 * now.done) / Math.max(1, now.total));
      if (part > tenth.current) { tenth.current = part; announce(say("bring_in.take.progress", { done: counted(now.done), total: counted(now.total) })); }
    };
    const run = async () => {
      still.current = true;
      setRunning(true);
      set({ problem: "" });
      let answer = await long(act, "accept", given());
      while (answer.ok && !answer.result.finished) {
        set({ progress: answer.result });
        tell(answer.result);
        if (!still.current) break;
        answer = await long(act, "next", { upload: it.upload });
      }
      setRunning(false);
      if (!answer.ok) set({ problem: answer.refused });
      else if (answer.result.finished) { set({ progress: answer.result, done: answer.result.told }); }
      else announce(say("bring_in.take.stopped", { done: counted(answer.result.done), total: counted(answer.result.total) }));
    };
    if (done) return html`<${Done} it=${it} done=${done} act=${act} say=${say} /><div class="wb-row"><${Button} onClick=${onAgain}>${say("bring_in.again")}<//></div>`;
    const words = progress && { done: counted(progress.done), total: counted(progress.total) };
    return html`<div class="wb-stack">
      <p><b><bdi>${say("bring_in.take.lead", { contacts: say("bring_in.found.contacts", { n: counted(it.tried.n_contacts_new) }).toLowerCase(), name: it.name })}</bdi></b></p>
      ${!progress && html`<p>${say("bring_in.take.accepted_is")}</p>`}
      ${progress && html`<${Bar} it=${it} progress=${progress} say=${say} />`}
      ${it.problem ? html`<p class="wb-problem" role="alert">${progress && `${say("bring_in.take.failed", words)} `}<bdi>${it.problem}</bdi></p>`
        : progress && !running && html`<p>${say("bring_in.take.stopped", words)}</p>`}
      ${progress && html`<p class="wb-soft">${say("bring_in.take.stopped_safe")}</p>`}
      <div class="wb-row">${running ? html`<${Button} onClick=${() => { still.current = false; }}>${say("bring_in.take.stop")}<//>`
        : html`<${Button} kind="main" onClick=${run}>${say(progress ? "bring_in.take.go_on" : "bring_in.take.accept")}<//>`}
        ${!running && !progress && html`<${Button} onClick=${onBack}>${say("bring_in.back")}<//>`}
        ${running && !progress && html`<span role="status">${say("bring_in.working")}</span>`}</div></div>`;
  };

  const Intake = ({ one, busy, say, onTakeBack, readOnly }) => html`<tr><td>${one.day}</td><th scope="row"><bdi>${one.file}</bdi></th><td><bdi>${one.source}</bdi></td><td>${one.covers}</td><td>${one.told}</td>
    <td>${say(`bring_in.earlier.${one.state}`)}${one.state === "running" && html`<p class="wb-hint">${say("bring_in.earlier.running_why")}</p>`}</td>
    ${!readOnly && html`<td>${one.state !== "taken_back" && html`<${Button} disabled=${busy} aria-label=${say("bring_in.earlier.take_back_one", { file: one.file, day: one.day })} onClick=${() => onTakeBack(one)}>${say("bring_in.earlier.take_back")}<//>`}</td>`}</tr>`;

  const Earlier = ({ intakes, act, say, toast, confirm, readOnly }) => {
    const [busy, setBusy] = useState(false);
    const takeBack = async (one) => {
      const n = say("bring_in.earlier.take_back_n", { n: counted(one.n_contacts) });
      if (!await confirm(say("bring_in.earlier.take_back_ask", { file: one.file, n }), { yes: say("bring_in.earlier.take_back_yes") })) return;
      setBusy(true);
      const answer = await long(act, "take_back", { intake: one.id });
      setBusy(false);
      if (answer.ok) toast(say(answer.result.n_kept ? "bring_in.earlier.taken_back_kept" : "bring_in.earlier.taken_back_done", { file: one.file, n: counted(answer.result.n_kept) })); else toast(answer.refused, { kind: "refusal" });
    };
    return html`<section class="wb-stack"><h3>${say("bring_in.earlier.title")}</h3>
      ${busy && html`<p role="status">${say("bring_in.earlier.taking_back")}</p>`}
      ${intakes.length === 0 ? html`<p class="wb-soft">${say("bring_in.earlier.none")}</p>` : html`<div class="wb-bring-scroll" tabindex="0" role="region" aria-label=${say("bring_in.earlier.title")}><table class="wb-bring-earlier"><thead><tr>
        ${["when", "file", "source", "covers", "numbers", "state"].map((key) => html`<th key=${key} scope="col">${say(`bring_in.earlier.${key}`)}</th>`)}${!readOnly && html`<td></td>`}</tr></thead>
        <tbody>${intakes.map((one) => html`<${Intake} key=${one.id} one=${one} busy=${busy} say=${say} onTakeBack=${takeBack} readOnly=${readOnly} />`)}</tbody></table></div>`}</section>`;
  };

  return { TakeStep, Earlier };
};
