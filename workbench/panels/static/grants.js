// Learning-based grants: the list, and one grant on a page of its own.

const panel = (kit) => {
  const { html, useEffect, useRef, Button } = kit;
  const { Interest, Decision, Rounds, Shared } = makeGrantParts(kit);
  const Outcomes = makeGrantOutcomes(kit);
  const Picture = makePicture(kit);

  const One = ({ one, forms, today, act, say, readOnly, language, announce, confirm, onBack }) => {
    const top = useRef(null);
    useEffect(() => { top.current?.focus(); }, [one.id]);
    const shared = { one, today, act, say, readOnly, language, announce };
    const remove = async () => {
      if (!await confirm(say("grants.remove_sure"))) return;
      const answer = await act("remove", { kind: "grant", id: one.id }, { done: say("grants.removed") });
      if (answer.ok) onBack();
    };
    return html`<article class="wb-grant" aria-label=${say("grants.one")}><${Button} kind="quiet" onClick=${onBack}>← ${say("grants.back")}<//>
      <header><h2 class="wb-large" tabindex="-1" ref=${top}><bdi>${one.title}</bdi></h2><p><bdi>${one.organisation}</bdi> <span class="wb-tag">${say(`grants.state.${one.state}`)}</span></p></header>
      <div class="wb-grant-columns"><div class="wb-grant-column"><${Interest} ...${shared} form=${forms.grant} />
          ${!readOnly && one.state === "draft" && html`<${Button} kind="quiet" onClick=${remove}>${say("grants.remove")}<//>`}
          <${Decision} ...${shared} form=${forms.grant} />${one.under_way && html`<${Shared} key=${one.cycle} ...${shared} />`}</div>
        ${one.state !== "draft" && one.state !== "declined" && html`<div class="wb-grant-column"><${Outcomes} ...${shared} forms=${forms} /><${Rounds} ...${shared} form=${forms.multiplier} /></div>`}</div></article>`;
  };

  return function Grants({ state, forms, act, say, announce, confirm, language, revision }) {
    const last = useRef(""), whole = useRef(null);
    const readOnly = !state.may_edit;
    const show = (id) => act("open", { id }, { shows: true });
    const back = async () => { last.current = state.open; await act("open", { id: "" }, { shows: true }); setTimeout(() => whole.current?.querySelector(`[data-grant="${CSS.escape(last.current)}"]`)?.focus(), 0); };
    return html`<div class="wb-grants" ref=${whole}><h2 class="wb-sr">${say("grants.title")}</h2>
      ${state.open && !state.one && html`<p class="wb-card" role="status">${say("grants.gone")} <${Button} onClick=${back}>${say("grants.back")}<//></p>`}
      ${state.one && html`<${One} key=${state.one.id} one=${state.one} forms=${forms} today=${state.today} act=${act} say=${say} readOnly=${readOnly} language=${language} announce=${announce} confirm=${confirm} onBack=${back} />`}
      <div class="wb-grants-whole" hidden=${Boolean(state.open)}>
        ${!readOnly && html`<${Button} kind="main wb-grant-begin" onClick=${() => act("begin", {}, { shows: true })}>+ ${say("grants.begin")}<//>`}
        ${state.rows.length === 0 && html`<p>${say("grants.empty")}</p>`}
        <ul class="wb-grant-list">${state.rows.map((row) => html`<li key=${row.id} class="wb-card"><${Button} kind="quiet wb-grant-name" data-grant=${row.id} onClick=${() => show(row.id)}><bdi>${row.title}</bdi><//>
          <p><bdi>${row.organisation}</bdi></p><p class="wb-soft">${row.since}</p></li>`)}</ul>
        ${state.rows.length > 0 && html`<${Picture} ask="picture" act=${act} say=${say} revision=${revision} words=${say("grants.picture")} />`}
      </div></div>`;
  };
};
