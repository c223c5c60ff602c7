// Evidence beside a thing or link of the map: what supports it, what contradicts it; find a piece and lay it there.

const panel = (kit) => {
  const { html, useState, useEffect, Attachments, Button } = kit;

  const Piece = ({ piece, act, say, children }) => html`<article class="wb-piece">
    <p class="wb-piece-head"><span class="wb-tag">${say(`evidence.kind.${piece.kind}`)}</span> <bdi>${piece.title}</bdi></p>
    ${piece.text && html`<details><summary>${say("evidence.read")}</summary><p class="wb-piece-text"><bdi>${piece.text}</bdi></p></details>`}
    ${piece.attachments?.length > 0 && html`<${Attachments} host=${{ kind: piece.kind, id: piece.id }} items=${piece.attachments} act=${act} say=${say} mayEdit=${false} compact=${true} />`}
    ${piece.note && html`<p class="wb-soft"><bdi>${piece.note}</bdi></p>`}
    ${children}</article>`;

  const Side = ({ stance, state, act, say }) => {
    const pieces = state.beside.filter((p) => p.stance === stance);
    return html`<section class=${`wb-side wb-side-${stance}`} aria-label=${say(`evidence.${stance}`)}>
      <h4><span aria-hidden="true">${stance === "supports" ? "＋" : "≠"}</span> ${say(`evidence.${stance}`)}</h4>
      ${pieces.length === 0 && html`<p class="wb-soft">${say(`evidence.none_${stance}`)}</p>`}
      ${pieces.map((p) => html`<${Piece} key=${p.kind + p.id} piece=${p} act=${act} say=${say}>
        ${state.may_edit && html`<${Button} kind="quiet" onClick=${() => act("take_away", { kind: p.kind, id: p.id, stance }, { done: say("evidence.taken_away") })}>${say("evidence.take_away")}<//>`}<//>`)}
    </section>`;
  };

  const Find = ({ state, act, say }) => {
    const [text, setText] = useState("");
    const [found, setFound] = useState(null);
    const [note, setNote] = useState("");
    const search = async (e) => {
      e.preventDefault();
      const answer = await act("search", { text });
      if (answer.ok) setFound(answer.result);
    };
    const lay = (piece, stance) => act("lay", { source_kind: piece.kind, source: piece.id, stance, note },
      { done: say("evidence.laid") }).then((answer) => { if (answer.ok) setNote(""); });
    return html`<section class="wb-find">
      <h4>${say("evidence.find_title")}</h4>
      <form class="wb-row" role="search" onSubmit=${search}>
        <input type="search" aria-label=${say("evidence.find")} placeholder=${say("evidence.find_placeholder")} value=${text}
          onInput=${(e) => setText(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()} />
        <button class="wb-button">${say("evidence.search")}</button></form>
      ${found && html`<p class="wb-soft" role="status">${say("evidence.found", { n: found.length })}</p>`}
      ${found && found.length > 0 && html`<div class="wb-field"><label for="wb-evidence-note">${say("evidence.note")}</label>
        <input id="wb-evidence-note" type="text" maxlength="20000" value=${note} onInput=${(e) => setNote(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()} /></div>`}
      ${found && found.map((p) => html`<${Piece} key=${p.kind + p.id} piece=${p} act=${act} say=${say}>
        <div class="wb-row"><${Button} onClick=${() => lay(p, "supports")}>${say("evidence.it_supports")}<//>
          <${Button} onClick=${() => lay(p, "contradicts")}>${say("evidence.it_contradicts")}<//></div><//>`)}
    </section>`;
  };

  return function Evidence({ state, act, say }) {
    const [filter, setFilter] = useState("");
    const pick = (kind, id) => act("pick", { kind, id }, { shows: true });
    const shown = state.targets.filter((t) => t.name.toLowerCase().includes(filter.toLowerCase()));
    if (state.targets.length === 0) return html`<p class="wb-soft">${say("evidence.no_map")}</p>`;
    return html`<div class="wb-evidence">
      <section class="wb-targets" aria-label=${say("evidence.targets")}>
        <h3>${say("evidence.targets")}</h3>
        <input type="search" aria-label=${say("evidence.filter")} placeholder=${say("evidence.filter")} value=${filter} onInput=${(e) => setFilter(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()} />
        <ul tabindex="0" aria-label=${say("evidence.targets")}>${shown.map((t) => html`<li key=${t.kind + t.id}><button type="button" class="wb-target"
          aria-current=${state.target && state.target.id === t.id ? "true" : undefined} onClick=${() => pick(t.kind, t.id)}>
          <bdi>${t.name}</bdi>${t.n !== 0 && html`<span class="wb-tag">${say("evidence.pieces", { n: t.n })}</span>`}</button></li>`)}</ul>
      </section>
      <div class="wb-beside" aria-live="polite">
        ${state.target
          ? html`<h3><bdi>${state.target.name}</bdi></h3>
            <div class="wb-sides"><${Side} stance="supports" state=${state} act=${act} say=${say} /><${Side} stance="contradicts" state=${state} act=${act} say=${say} /></div>
            ${state.may_edit && html`<${Find} key=${state.target.id} state=${state} act=${act} say=${say} />`}`
          : html`<p class="wb-soft">${say("evidence.pick_first")}</p>`}
      </div></div>`;
  };
};
