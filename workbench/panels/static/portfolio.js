// All experiments side by side, by where they lead and where the work is done. Nothing is scored; the cells have no order.

const panel = (kit) => {
  const { html, useState, useEffect, useRef, Button, Check, Choice } = kit;
  const CardInWords = experimentPrint(kit);
  const PICKED_KEY = "workbench-experiment"; // which card is open, for the other rooms of this tab
  const STATUSES = ["designing", "running", "resting", "ended"];
  const ROWS = [["citizens", [["known", "project"], ["unknown", "prototype"]]], ["system", [["known", "training"], ["unknown", "enquiry"]]]];

  const Titles = ({ list, picked, onPick, say }) => (list.length === 0 ? html`<p class="wb-soft">${say("portfolio.none_here")}</p>`
    : html`<ul class="wb-folio-list">${list.map((x) => html`<li key=${x.id}><button type="button" class="wb-folio-go" aria-expanded=${picked === x.id} onClick=${() => onPick(picked === x.id ? "" : x.id)}>
      <span class=${`wb-kind-mark ${x.experiment_kind}`} aria-hidden="true"></span><span><strong><bdi>${x.title}</bdi></strong>
      <span class="wb-soft">${say(`experiments.value.experiment_kind.${x.experiment_kind}`)} · ${say(`experiments.value.status.${x.status}`)}${x.when && ` · ${x.when}`}${x.whose && html` · <bdi>${x.whose}</bdi>`}</span></span></button></li>`)}</ul>`);

  const Filter = ({ shown, setShown, say, counts }) => html`<fieldset class="wb-folio-filter"><legend>${say("portfolio.show")}</legend>
    ${STATUSES.map((status) => html`<${Check} key=${status} label=${`${say(`experiments.value.status.${status}`)} (${counts[status] || 0})`} checked=${shown.includes(status)}
      onPick=${(on) => setShown(STATUSES.filter((s) => (s === status ? on : shown.includes(s))))} />`)}</fieldset>`;

  /** Go to the card in its own room, where it can be changed; where there is no such room, to its page. */
  const openCard = (id, state) => {
    try { sessionStorage.setItem(PICKED_KEY, id); } catch { /* storage may be switched off */ }
    window.dispatchEvent(new CustomEvent(PICKED_KEY, { detail: { id } }));
    const door = new CustomEvent("workbench-room", { detail: { room: "experiments" }, cancelable: true });
    if (window.dispatchEvent(door)) location.assign(`codesign_experiments.ipynb?${new URLSearchParams({ ...state.place, room: "experiments" })}`);
  };

  return function Portfolio({ state, act, say }) {
    const reach = (wide) => act("reach", { reach: wide }, { shows: true });
    const [shown, setShown] = useState(STATUSES), [card, setCard] = useState(null);
    const box = useRef(null);
    const counts = Object.fromEntries(STATUSES.map((s) => [s, state.experiments.filter((x) => x.status === s).length]));
    const of = (shape) => state.experiments.filter((x) => x.shape === shape && shown.includes(x.status));
    const pick = async (id) => {
      if (!id) { setCard(null); return; }
      const answer = await act("card", { experiment: id });
      if (answer.ok) setCard(answer.result);
    };
    useEffect(() => { box.current?.scrollIntoView({ block: "nearest" }); box.current?.focus({ preventScroll: true }); }, [card?.id]);
    if (state.experiments.length === 0 && state.reach === "within") return html`<p class="wb-folio-none">${say("portfolio.none")}</p>`;
    const titles = (shape) => html`<${Titles} list=${of(shape)} picked=${card?.id} onPick=${pick} say=${say} />`;
    return html`<div class="wb-folio">
      <div class="wb-folio-bar"><${Choice} label=${say("portfolio.whose")} value=${state.reach} onPick=${reach} options=${["round", "within"].map((r) => [r, say(`portfolio.reach.${r}`)])} /><${Filter} shown=${shown} setShown=${setShown} counts=${counts} say=${say} /></div>
      <div class="wb-folio-grid">
        <span class="wb-folio-corner"></span><p class="wb-folio-end" aria-hidden="true">${say("portfolio.end_point.known")}</p><p class="wb-folio-end" aria-hidden="true">${say("portfolio.end_point.unknown")}</p>
        ${ROWS.map(([works_on, cells]) => html`<p key=${works_on} class="wb-folio-works" aria-hidden="true">${say(`portfolio.works_on.${works_on}`)}</p>
          ${cells.map(([end_point, shape]) => html`<section key=${shape} class="wb-folio-cell" aria-labelledby=${`wb-folio-${shape}`}>
            <h2 id=${`wb-folio-${shape}`}>${say(`experiments.value.shape.${shape}`)}<span class="wb-sr">: ${say(`portfolio.end_point.${end_point}`)}; ${say(`portfolio.works_on.${works_on}`)}</span></h2>${titles(shape)}</section>`)}`)}</div>
      ${of("undecided").length > 0 && html`<section class="wb-folio-cell undecided" aria-labelledby="wb-folio-undecided"><h2 id="wb-folio-undecided">${say("experiments.value.shape.undecided")}</h2>${titles("undecided")}</section>`}
      ${card && html`<section class="wb-folio-card" ref=${box} tabindex="-1" aria-label=${card.title}><div class="wb-row wb-folio-do">
          ${card.here && html`<${Button} kind="main" onClick=${() => openCard(card.id, state)}>${say(state.may_edit ? "portfolio.work_on" : "portfolio.open")}<//>`}
          <${Button} onClick=${() => printSheet(box.current.querySelector("article"))}>${say("experiments.print")}<//>
          <${Button} kind="quiet" onClick=${() => setCard(null)}>${say("panel.close")}<//></div>
        <${CardInWords} title=${card.title} where=${card.where} rows=${card.rows} say=${say} /></section>`}</div>`;
  };
};
