// The purpose: large, on top of everything; proposed, reworded, agreed to; every wording kept.

const panel = (kit) => {
  const { html, useState, Button } = kit;
  const ROOM = 500; // the record's own limit

  const Editor = ({ start, act, say, close, doneWords }) => {
    const [text, setText] = useState(start);
    const [problem, setProblem] = useState("");
    const left = ROOM - [...text].length;
    const save = async () => {
      const answer = await act("propose", { wording: text }, { beside: true, done: doneWords });
      if (answer.ok) close(); else setProblem(answer.refused);
    };
    const keys = (e) => {
      e.stopPropagation();
      if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); save(); }
      if (e.key === "Escape" && start) close();
    };
    return html`<div class="wb-stack wb-purpose-editor">
      <div class="wb-field"><label for="wb-wording">${say("purpose.lead")}</label>
        <textarea id="wb-wording" rows="3" class="wb-large" value=${text} aria-invalid=${problem ? "true" : undefined}
          aria-describedby="wb-wording-more" onInput=${(e) => setText(e.currentTarget.value)} onKeyDown=${keys}></textarea>
        <div id="wb-wording-more"><p class="wb-hint">${say("purpose.characters_left", { n: left })} · ${say("purpose.reword_hint")}</p>
          ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}</div></div>
      <div class="wb-row"><${Button} kind="main" onClick=${save}>${say("purpose.propose")}<//>
        ${start && html`<${Button} onClick=${close}>${say("purpose.cancel")}<//>`}</div>
    </div>`;
  };

  const Agree = ({ current, act, say }) => {
    const [name, setName] = useState("");
    const [problem, setProblem] = useState("");
    const agree = async (e) => {
      e.preventDefault();
      const answer = await act("agree", { purpose: current.id, name }, { beside: true });
      if (answer.ok) { setName(""); setProblem(""); } else setProblem(answer.refused);
    };
    return html`<form class="wb-agree" onSubmit=${agree}>
      <div class="wb-field"><label for="wb-agree-name">${say("purpose.agree_name")}</label>
        <input id="wb-agree-name" type="text" maxlength="200" value=${name} onInput=${(e) => setName(e.currentTarget.value)} /></div>
      <button class="wb-button">${say("purpose.agree")}</button>
      ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}</form>`;
  };

  const Names = ({ current, act, say }) => (current.agreed_by.length === 0
    ? html`<p class="wb-soft">${say("purpose.agreed_none")}</p>`
    : html`<ul class="wb-names" aria-label=${say("purpose.agreed_by", { names: "" })}>${current.agreed_by.map((name) => html`<li key=${name} class="wb-tag">
        <span>${name}</span><button type="button" class="wb-take-back" aria-label=${say("purpose.take_back", { name })}
          onClick=${() => act("take_back", { purpose: current.id, name })}>×</button></li>`)}</ul>`);

  const Checks = ({ checks, say }) => html`<section class="wb-checks" aria-label=${say("purpose.checks_title")}>
    <h3>${say("purpose.checks_title")}</h3>
    <ul>${checks.map((c) => html`<li key=${c.name} class=${c.asks ? "asks" : ""}><span aria-hidden="true">${c.asks ? "?" : "✓"}</span> ${c.sentence}</li>`)}</ul></section>`;

  const Versions = ({ versions, say }) => html`<details class="wb-versions"><summary>${say("purpose.versions", { n: versions.length })}</summary>
    <ol reversed>${versions.map((v) => html`<li key=${v.id}><q>${v.wording}</q><br /><span class="wb-soft">${v.proposed}${v.agreed ? ` · ${v.agreed}` : ""}</span></li>`)}</ol></details>`;

  return function Purpose({ state, act, say }) {
    const [rewording, setRewording] = useState(false);
    const current = state.versions[0];
    const close = () => setRewording(false);
    return html`<section class="wb-purpose" aria-label=${say("purpose.title")}>
      ${state.synthetic && html`<p class="wb-synthetic">${state.synthetic}</p>`}
      <p class="wb-soft">${state.where}</p>
      ${current && !rewording
        ? html`<p class="wb-wording">${current.wording}</p>
          <p class="wb-soft">${current.proposed}</p>
          ${state.may_edit && html`<${Names} current=${current} act=${act} say=${say} />`}
          ${state.may_edit && html`<div class="wb-purpose-do"><${Agree} current=${current} act=${act} say=${say} />
            <${Button} onClick=${() => setRewording(true)}>${say("purpose.reword")}<//></div>`}
          <div class="wb-two-thirds"><${Checks} checks=${state.checks} say=${say} />
            <${Versions} versions=${state.versions} say=${say} /></div>`
        : html`${!current && html`<p class="wb-wording wb-none">${say("purpose.none")}</p>`}
          ${state.may_edit && html`<${Editor} start=${current ? current.wording : ""} act=${act} say=${say} close=${close}
            doneWords=${say(current ? "purpose.done_reworded" : "purpose.done_proposed")} />`}`}
    </section>`;
  };
};
