// Files of Polis: chosen, looked into, and only then brought in; taken back; and taken out.

const makeOpinionFiles = (kit) => {
  const { html, useState, useId, base64Of, Button } = kit;
  const ENDING = /[\s_.-]*(participants?-votes|comments|votes)(\s*\(\d+\))?\.csv$/i;
  const stemOf = (names) => names.map((name) => name.replace(ENDING, "")).find((stem) => stem) || "";

  const Bring = ({ act, say }) => {
    const [files, setFiles] = useState([]), [name, setName] = useState(""), [found, setFound] = useState(null), [problem, setProblem] = useState(""), [busy, setBusy] = useState(false);
    const file = useId("file"), named = useId("name");
    const choose = async (e) => {
      const chosen = [...e.currentTarget.files];
      setFound(null);
      setProblem("");
      setFiles(await Promise.all(chosen.map(async (one) => ({ name: one.name, data: await base64Of(one).catch(() => "") }))));
      if (!name) setName(stemOf(chosen.map((one) => one.name)));
    };
    const ask = async (what, more) => {
      setBusy(true);
      const answer = await act(what, { files, name }, { beside: true, ...more });
      setBusy(false);
      setProblem(answer.ok ? "" : answer.refused);
      setFound(answer.ok ? { ...answer.result, done: what === "bring_in" } : null);
    };
    return html`<form class="wb-card wb-op-bring" onSubmit=${(e) => { e.preventDefault(); ask("look_into"); }} aria-label=${say("opinions.files.title")}><h3>${say("opinions.files.title")}</h3>
      <p class="wb-soft">${say("opinions.files.lead")}</p>
      <div class="wb-field"><label for=${file}>${say("opinions.files.label")}</label><input id=${file} type="file" accept=".csv" multiple onChange=${choose} /></div>
      <div class="wb-field"><label for=${named}>${say("opinions.files.name")}</label><input id=${named} type="text" dir="auto" maxlength="180" value=${name} onInput=${(e) => { setName(e.currentTarget.value); setFound(null); }} onKeyDown=${(e) => e.stopPropagation()} />
        <p class="wb-hint">${say("opinions.files.name_hint")}</p></div>
      ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}
      ${found && html`<div role="status">${found.told.map((line) => html`<p key=${line}>${line}</p>`)}
        ${found.lost.length > 0 && html`<details><summary>${say("opinions.files.lost")} (${found.lost.length})</summary><ul>${found.lost.map(([where, what, why], n) => html`<li key=${n}>${where}${where && ": "}<q><bdi>${what}</bdi></q> ${why}</li>`)}</ul></details>`}</div>`}
      <div class="wb-row"><button class=${`wb-button ${found && !found.done ? "" : "main"}`} disabled=${files.length === 0 || busy}>${say("opinions.files.look")}</button>
        ${found && !found.done && found.new && html`<${Button} kind="main" disabled=${busy} onClick=${() => ask("bring_in", { shows: "state" })}>${say("opinions.files.take")}<//>`}</div></form>`;
  };

  return ({ state, readOnly, act, toast, confirm, say }) => {
    const back = async (one) => {
      if (!(await confirm(say("opinions.files.take_back_sure", { name: one.name })))) return;
      await act("take_back", { intake: one.id }, { shows: "state", done: (answer) => answer.told });
    };
    const out = async () => {
      const answer = await act("take_out");
      if (answer.ok) { saveFile(answer.result, "application/zip"); toast(say("opinions.files.out_done", { name: answer.result.name })); }
    };
    return html`<div class="wb-op-files">
      ${!readOnly && html`<${Bring} act=${act} say=${say} />`}
      <section class="wb-card" aria-label=${say("opinions.files.there")}><h3>${say("opinions.files.there")}</h3>
        ${state.files.length === 0 && html`<p class="wb-soft">${say("opinions.files.there_none")}</p>`}
        <ul>${state.files.map((one) => html`<li key=${one.id} class="wb-row"><bdi>${say("opinions.files.one", one)}</bdi>${!readOnly && html`<${Button} onClick=${() => back(one)}>${say("opinions.files.take_back")}<//>`}</li>`)}</ul></section>
      ${state.one && !readOnly && html`<section class="wb-card" aria-label=${say("opinions.files.out_title")}><h3>${say("opinions.files.out_title")}</h3><p class="wb-soft">${say("opinions.files.out_lead")}</p>
        <${Button} onClick=${out}>${say("opinions.files.out")}<//></section>`}</div>`;
  };
};
