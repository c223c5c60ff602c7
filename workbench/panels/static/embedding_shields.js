// The countermeasures that end with a change: chosen while it is on its way, ended one by one once it is there.

const makeEmbeddingShields = (kit) => {
  const { html, useState, Button } = kit;
  const End = makeCountermeasureEnd(kit);

  /** One shield that stands though its change is settled, with its closing question. `of`: the change, where others are near. */
  const Standing = ({ shield, of, say, onEnd, readOnly }) => html`<li class="wb-embed-shield"><p><strong><bdi>${shield.what}</bdi></strong></p>
    ${of && html`<p class="wb-soft"><bdi>${say(`embedding.outlived.${shield.state}`, { change: of })}</bdi></p>`}
    ${shield.shields_from && html`<p class="wb-soft">${say("countermeasures.shields")} <bdi>${shield.shields_from}</bdi></p>`}
    ${!readOnly && html`<${Button} kind="main" aria-label=${say("embedding.shields.end_of", { what: shield.what })} onClick=${() => onEnd(shield.id)}>${say("countermeasures.end")}…<//>`}</li>`;

  /** The closing question of a shield; nothing while none is chosen. `after` hears that it has ended. */
  const Ending = ({ shields, ending, setEnding, today, forms, act, say, language, after }) => {
    const now = shields.find((one) => one.id === ending && !one.ended);
    return now && html`<${End} key=${now.id} row=${now} today=${today} form=${forms.issue} act=${act} say=${say} language=${language}
      onDone=${() => { setEnding(""); after?.(); }} onClose=${() => setEnding("")} />`;
  };

  const Shields = ({ one, state, forms, act, say, language, readOnly, after }) => {
    const [ending, setEnding] = useState("");
    const chosen = one.shields.filter((each) => each.ends), ended = chosen.filter((each) => each.ended), standing = chosen.filter((each) => !each.ended);
    const others = one.shields.filter((each) => !each.ended && (!one.settled || !each.ends));
    return html`<section class="wb-card" aria-label=${say("embedding.shields.title")}><h3>${say("embedding.shields.title")}</h3>
      ${one.settled && standing.length > 0 && html`<p>${say(`embedding.shields.now.${one.row.state}`, { n: standing.length })}</p>
        <ul class="wb-embed-shields">${standing.map((each) => html`<${Standing} key=${each.id} shield=${each} say=${say} onEnd=${setEnding} readOnly=${readOnly} />`)}</ul>`}
      ${one.shields.length === 0 && html`<p class="wb-hint">${say("embedding.shields.none")}</p>`}
      ${others.length > 0 && html`<p class="wb-hint">${say(one.settled ? "embedding.shields.others" : "embedding.shields.lead")}</p>
        <ul class="wb-embed-ticks">${others.map((each) => html`<li key=${each.id}><label class="wb-check"><input type="checkbox" checked=${each.ends} disabled=${readOnly}
          onChange=${(e) => act("ends_with", { embedding: one.row.id, countermeasure: each.id, ends: e.currentTarget.checked }, { done: say(e.currentTarget.checked ? "embedding.shields.ticked" : "embedding.shields.unticked") })} />
          <span><bdi>${each.what}</bdi>${each.of_it && html` <span class="wb-tag">${say("embedding.shields.of_it")}</span>`}</span></label></li>`)}</ul>`}
      ${ended.length > 0 && html`<ul class="wb-embed-ended">${ended.map((each) => html`<li key=${each.id} class="wb-soft"><bdi>${each.what}</bdi>: ${each.ended}</li>`)}</ul>`}
      <${Ending} shields=${one.shields} ending=${ending} setEnding=${setEnding} today=${state.today} forms=${forms} act=${act} say=${say} language=${language} after=${after} /></section>`;
  };
  return { Shields, Standing, Ending };
};
