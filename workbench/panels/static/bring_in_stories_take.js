// The last step: brought in piece by piece, and told; and what can be taken away.

const makeStoryTakeStep = (kit, { Bar, useRun }) => {
  const { html, useState, useRef, useEffect, Button, Choice } = kit;
  const WORDS = "bring_in_stories.take";
  const KEPT = { csv: "text/csv", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };
  const keep = (file) => saveFile(file, KEPT[file.name.split(".").pop()]);

  const Done = ({ name, done, say }) => {
    const head = useRef(null);
    useEffect(() => { head.current?.focus(); }, []);
    const lines = ["new", "changed", "same", "left_out", "refused"].map((key) => [key, done[`n_${key}`]]).filter(([, n]) => n > 0);
    return html`<div class="wb-stack"><p ref=${head} tabindex="-1"><b><bdi>${say(`${WORDS}.done`, { name })}</bdi></b></p>
      <ul>${lines.map(([key, n]) => html`<li key=${key}>${say(`${WORDS}.summary_${key}`, { n: counted(n) })}</li>`)}</ul>
      <p>${say(`${WORDS}.where`)}</p></div>`;
  };

  const TakeStep = ({ it, set, given, scopes, act, say, announce, onBack, onAgain }) => {
    const { progress, done, tried, wishes } = it, name = it.stories.name;
    const { running, run, stop } = useRun({ act, given, set, announce, say, words: WORDS });
    if (done) return html`<${Done} name=${name} done=${done} say=${say} /><div class="wb-row"><${Button} onClick=${onAgain}>${say("bring_in.again")}<//></div>`;
    const far = progress && { done: counted(progress.done), total: counted(progress.total) };
    const scope = (scopes.find(([id]) => id === wishes.scope) || ["", ""])[1];
    return html`<div class="wb-stack">
      <p><b><bdi>${say(`${WORDS}.lead`, { n: counted(tried.n_new), name })}</bdi></b></p>
      <p><bdi>${say(`${WORDS}.seen_by`, { scope })}</bdi></p>
      ${!progress && html`<p>${say(`${WORDS}.accepted_is`)}</p>`}
      ${progress && html`<${Bar} name=${name} progress=${progress} say=${say} words=${WORDS} />`}
      ${it.problem ? html`<p class="wb-problem" role="alert">${progress && `${say(`${WORDS}.failed`, far)} `}<bdi>${it.problem}</bdi></p>`
        : progress && !running && html`<p>${say(`${WORDS}.stopped`, far)}</p>`}
      <div class="wb-row">${running ? html`<${Button} onClick=${stop}>${say("bring_in.take.stop")}<//>`
        : html`<${Button} kind="main" onClick=${run}>${say(progress ? "bring_in.take.go_on" : "bring_in.take.accept")}<//>`}
        ${!running && !progress && html`<${Button} onClick=${onBack}>${say("bring_in.back")}<//>`}
        ${running && !progress && html`<span role="status">${say("bring_in_stories.working")}</span>`}</div></div>`;
  };

  const Away = ({ sets, act, say }) => {
    const [set, choose] = useState(""), [told, tell] = useState(""), [problem, setProblem] = useState(""), [files, offer] = useState([]);
    const its = (key, more) => say(`bring_in_stories.away.${key}`, more);
    const take = async (name, given, done) => {
      tell(""); setProblem("");
      const answer = await act(name, given, { beside: true });
      if (answer.ok) tell(done(answer.result)); else setProblem(answer.refused);
    };
    const form = () => take("take_form", { signifier_set: set }, (file) => { keep(file); return its("form_done", { name: file.name }); });
    // two files are saved by two presses: a browser asks, or keeps the second back, when a page saves two at once
    const stories = () => take("take_stories", {}, ({ files: made, n, n_held_back: held }) => {
      offer(made);
      return [its("stories_done", { n: counted(n) }), held > 0 && its("held_back", { n: counted(held) })].filter(Boolean).join(" ");
    });
    return html`<section class="wb-stack" aria-labelledby="wb-away-head"><h3 id="wb-away-head">${its("title")}</h3><div class="wb-bring-stories-files">
      <div class="wb-card wb-stack"><h4>${its("form")}</h4><p>${its("form_lead")}</p>
        ${sets.length > 1 && html`<${Choice} label=${its("set")} value=${set || sets[0][0]} options=${sets.map(([id, name, n]) => [id, its("set_of", { name, n })])} onPick=${choose} />`}
        ${sets.length === 0 ? html`<p class="wb-soft">${its("no_set")}</p>` : html`<div><${Button} onClick=${form}>${its("form_take")}<//></div>`}</div>
      <div class="wb-card wb-stack"><h4>${its("stories")}</h4><p>${its("stories_lead")}</p><div class="wb-row"><${Button} onClick=${stories}>${its("stories_take")}<//>
        ${files.map((file) => html`<${Button} key=${file.name} kind="main" onClick=${() => keep(file)}>${its("save", { name: file.name })}<//>`)}</div></div></div>
      <p role="status"><bdi>${told}</bdi></p>${problem && html`<p class="wb-problem" role="alert"><bdi>${problem}</bdi></p>`}</section>`;
  };

  return { TakeStep, Away };
};
