// Which map is on the canvas; begin a new one.

const panel = (kit) => {
  const { html, useState, Button, Choice } = kit;

  return function Shelf({ state: given, act, say }) {
    const [answered, setAnswered] = useState(null);
    const [beginning, setBeginning] = useState(false);
    const [name, setName] = useState("");
    const [problem, setProblem] = useState("");
    const state = answered && answered.maps.length >= given.maps.length ? answered : given;
    const id = `wb-begin-${state.map_kind}`;
    const begin = async (e) => {
      e.preventDefault();
      const answer = await act("begin", { name }, { beside: true });
      if (!answer.ok) { setProblem(answer.refused); return; }
      setAnswered(answer.result); setBeginning(false); setName(""); setProblem("");
    };
    const pick = async (map) => { const answer = await act("pick", { map }); if (answer.ok) setAnswered(answer.result); };
    const form = html`<form class="wb-row wb-begin" onSubmit=${begin}>
      <div class="wb-field"><label for=${id}>${say("shelf.name")}</label>
        <input id=${id} type="text" maxlength="200" value=${name} onInput=${(e) => setName(e.currentTarget.value)} />
        ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}</div>
      <button class="wb-button main">${say("shelf.begin")}</button>
      ${state.maps.length > 0 && html`<${Button} onClick=${() => setBeginning(false)}>${say("shelf.cancel")}<//>`}</form>`;
    if (state.maps.length === 0) {
      return html`<section class="wb-card"><p>${say(`shelf.none_${state.map_kind}`)}</p>${state.may_edit && form}</section>`;
    }
    return html`<div class="wb-row wb-shelf">
      ${state.maps.length > 1 && html`<${Choice} label=${say("shelf.choose")} value=${state.map} onPick=${pick} options=${state.maps.map((m) => [m.id, m.name])} />`}
      ${beginning ? form : state.may_edit && html`<${Button} kind="quiet" onClick=${() => setBeginning(true)}>${say("shelf.another")}<//>`}
    </div>`;
  };
};
