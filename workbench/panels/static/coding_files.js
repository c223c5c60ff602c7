// Coding from other programs and for them: a file is chosen, looked into, and only then brought in.

const makeCodingFiles = (kit) => {
  const { html, useState, useId, base64Of, Button } = kit;

  const Bring = ({ act, say }) => {
    const [chosen, setChosen] = useState(null), [coder, setCoder] = useState(""), [found, setFound] = useState(null), [problem, setProblem] = useState(""), [busy, setBusy] = useState(false);
    const file = useId("file"), who = useId("coder");
    const choose = async (e) => {
      const [one] = e.currentTarget.files;
      setFound(null); setProblem("");
      setChosen(one ? { name: one.name, data: await base64Of(one).catch(() => "") } : null);
    };
    const ask = async (what, more) => {
      setBusy(true);
      const answer = await act(what, { ...chosen, coder }, { beside: true, ...more });
      setBusy(false);
      setProblem(answer.ok ? "" : answer.refused);
      setFound(answer.ok ? { ...answer.result, done: what === "bring_in" } : null);
    };
    return html`<form class="wb-card wb-coding-bring" aria-label=${say("coding_files.title")} onSubmit=${(e) => { e.preventDefault(); ask("look_into"); }}><h3>${say("coding_files.title")}</h3>
      <p class="wb-soft">${say("coding_files.lead")}</p>
      <div class="wb-field"><label for=${file}>${say("coding_files.choose")}</label><input id=${file} type="file" accept=".qdpx,.csv,.sqlite3,.db" onChange=${choose} /></div>
      <div class="wb-field"><label for=${who}>${say("coding_files.coder")}</label><input id=${who} type="text" dir="auto" maxlength="200" value=${coder} onInput=${(e) => { setCoder(e.currentTarget.value); setFound(null); }} onKeyDown=${(e) => e.stopPropagation()} /></div>
      ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}
      ${found && html`<div role="status">${found.told.map((line) => html`<p key=${line}><bdi>${line}</bdi></p>`)}
        ${found.lost.length > 0 && html`<details><summary>${say("coding_files.lost_title", { n: found.lost.length })}</summary>
          <ul>${found.lost.map(([where, what, why], n) => html`<li key=${n}><bdi>${where}</bdi>${where && ": "}<q><bdi>${what}</bdi></q> ${why}</li>`)}</ul></details>`}</div>`}
      <div class="wb-row"><button class=${`wb-button ${found && !found.done ? "" : "main"}`} disabled=${!chosen || busy}>${say("coding_files.look")}</button>
        ${found && !found.done && found.new && html`<${Button} kind="main" disabled=${busy} onClick=${() => ask("bring_in", { shows: "state", done: (answer) => answer.told[0] })}>${say("coding_files.bring_in")}<//>`}</div></form>`;
  };

  const Files = ({ state, act, say, announce }) => {
    const [stays, setStays] = useState("");
    const out = async () => {
      const answer = await act("take_out");
      if (!answer.ok) return;
      saveFile(answer.result, "application/zip");
      setStays(answer.result.stays);
      announce(say("coding_files.out_done", { name: answer.result.name }));
    };
    return html`<div class="wb-coding-files">${state.may_edit && html`<${Bring} act=${act} say=${say} />`}
      <section class="wb-card" aria-label=${say("coding_files.take_out")}><h3>${say("coding_files.take_out")}</h3><p class="wb-soft">${say("coding_files.out_lead")}</p>
        ${stays && html`<p role="status">${stays}</p>`}<${Button} onClick=${out}>${say("coding_files.take_out")}<//></section></div>`;
  };
  return { Files };
};
