// The experiments of a cycle, and the card of one: everything on it is changed in place and kept at once.

const PICKED_KEY = "workbench-experiment"; // which card was open, for the other rooms of this tab

const panel = (kit) => {
  const { html, useState, useEffect, useRef, Button, Choice } = kit;
  const parts = experimentParts(kit), DataPlan = dataPlan(kit, parts), CardInWords = experimentPrint(kit);
  const { Shape, Touches, Shields, Held, Linked, Standing } = parts;
  const remembered = () => { try { return sessionStorage.getItem(PICKED_KEY) || ""; } catch { return ""; } };
  const remember = (id) => { try { sessionStorage.setItem(PICKED_KEY, id); } catch { /* storage may be switched off */ } };

  /** The prompt of a part, quietly beside it; what else it asks is folded away. */
  const Prompt = ({ prompt, say }) => prompt && html`<aside class="wb-card-prompt"><p>${prompt.ask}</p>
    ${(prompt.check || prompt.design) && html`<details><summary>${say("prompt_card.more")}<span class="wb-sr"> ${prompt.title}</span></summary>
      ${(prompt.check || []).map((c) => html`<p key=${c}>${c}</p>`)}${prompt.design && html`<p><strong>${say("prompt_card.design")}</strong> ${prompt.design}</p>`}</details>`}</aside>`;

  const Part = ({ part, prompts, say, children }) => html`<section class=${`wb-card-part part-${part}`} aria-labelledby=${`wb-part-${part}`}>
    <h3 id=${`wb-part-${part}`}>${say(`experiments.part.${part}`)}</h3><${Prompt} prompt=${prompts[part]} say=${say} />
    <div class="wb-card-body">${children}</div></section>`;

  const Status = ({ row, act, say, readOnly }) => html`<div class="wb-status" role="group" aria-label=${say("experiments.part.status")}>
    ${["designing", "running", "resting", "ended"].map((status) => html`<${Button} key=${status} aria-pressed=${row.status === status} disabled=${readOnly}
      onClick=${() => row.status !== status && act("status", { experiment: row.id, status }, { done: say("experiments.status_now", { status: say(`experiments.value.status.${status}`) }) })}>${say(`experiments.value.status.${status}`)}<//>`)}</div>`;

  const Tools = ({ card, state, act, say, print, onPicked }) => {
    const again = async () => {
      const answer = await act("next_round", { experiment: card.row.id }, { done: say("experiments.next_round_done") });
      if (answer.ok) onPicked(answer.result.id);
    };
    const remove = async () => {
      const answer = await act("remove", { kind: "experiment", id: card.row.id }, { done: say("experiments.removed", { title: card.row.title }) });
      if (answer.ok) onPicked("");
    };
    return html`<div class="wb-row wb-card-tools" role="toolbar" aria-label=${say("experiments.tools")}>
      <${Button} onClick=${print}>${say("experiments.print")}<//>
      ${state.may_edit && html`<${Button} onClick=${() => act("undo")}>${say("panel.undo")}<//><${Button} onClick=${() => act("redo")}>${say("panel.redo")}<//>
        <${Button} onClick=${again}>${say("experiments.next_round")}<//><${Button} kind="quiet" onClick=${remove}>${say("experiments.remove")}<//>`}</div>`;
  };

  const Card = ({ state, forms, act, say, onPicked }) => {
    const { Live } = kit;
    const { card, prompts } = state, { row } = card, readOnly = !state.may_edit;
    const paper = useRef(null);
    const live = (...fields) => html`<${Live} form=${forms.experiment} row=${row} fields=${fields} act=${act} say=${say} readOnly=${readOnly} />`;
    // where the question is called as its part is, once is enough to read
    const first = (name, field) => html`<div class=${forms.experiment.questions.find((q) => q.field === field)?.label === say(`experiments.part.${name}`) ? "wb-label-off" : ""}>${live(field)}</div>`;
    const part = (name, children) => html`<${Part} part=${name} prompts=${prompts} say=${say}>${children}<//>`;
    const given = { card, forms, act, say, readOnly };
    const own = forms.experiment.questions.filter((q) => q.own).map((q) => q.field);
    const ending = row.status === "ended" || row.what_happened || row.ending || row.ending_why;
    return html`<article class="wb-xcard" aria-label=${row.title}>
      <header class="wb-card-head"><h2 class="wb-sr"><bdi>${row.title}</bdi></h2><div class="wb-card-title">${live("title")}</div>
        <${Status} row=${row} act=${act} say=${say} readOnly=${readOnly} />
        <${Tools} card=${card} state=${state} act=${act} say=${say} print=${() => printSheet(paper.current)} onPicked=${onPicked} /></header>
      ${part("kind", html`${first("kind", "experiment_kind")}<${Shape} row=${row} act=${act} say=${say} readOnly=${readOnly} />`)}
      ${part("question", html`${live("question", "whose_question")}${(row.experiment_kind === "hypothesis" || row.hypothesis) && live("hypothesis")}`)}
      ${part("actions", html`${first("actions", "actions")}<${Touches} ...${given} maps=${state.maps} />${live("why_these", "elsewhere")}`)}
      ${part("people", first("people", "people"))}
      ${part("how", html`${live("permissions")}<${Shields} ...${given} />${live("timescale", "needs", "skills")}`)}
      ${part("data", html`<${DataPlan} ...${given} state=${state} />${live("how_we_know")}`)}
      ${part("sense_making", live("sense_making"))}
      ${part("sharing", live("sharing"))}
      ${part("safe", html`<${Held} ...${given} rules=${state.rules} />`)}
      ${part("links", html`<${Linked} ...${given} others=${state.others} />${live("links_note")}`)}
      ${part("status", html`${live("started_on", "ended_on")}${live("scope")}`)}
      ${ending && part("ending", html`${live("what_happened", "ending", "ending_why")}<${Standing} card=${card} say=${say} place=${state.place} />`)}
      ${(own.length > 0 || (row.own_gone || []).length > 0) && part("own", html`${live(...own)}
        ${(row.own_gone || []).map((gone) => html`<p key=${gone.asked}><span class="wb-soft">${gone.asked}</span> <bdi>${String(gone.answer)}</bdi></p>`)}`)}
      <div hidden><div ref=${paper}><${CardInWords} title=${row.title} where=${state.where} rows=${card.rows} say=${say} /></div></div>
    </article>`;
  };

  const Starter = ({ forms, act, say, onPicked, onClose }) => {
    const { Form } = kit;
    return html`<div class="wb-starter"><h2>${say("experiments.start")}</h2><${Form} form=${forms.experiment} only=${["title", "question"]} act=${act} say=${say} place="experiment-new" lead=${false} another=${false} autoFocus
      saveWords=${say("experiments.start_save")} onCancel=${onClose} onDone=${(made) => { onClose(); onPicked(made.id); }} /></div>`;
  };

  const List = ({ state, say, onPicked }) => html`<ul class="wb-xlist">${state.experiments.map((x) => html`<li key=${x.id}><button type="button" class="wb-xgo" aria-current=${x.id === state.picked ? "true" : undefined} onClick=${() => onPicked(x.id)}>
    <strong><bdi>${x.title}</bdi></strong><span class="wb-soft">${say(`experiments.value.status.${x.status}`)} · ${say(`experiments.value.experiment_kind.${x.experiment_kind}`)}</span></button></li>`)}</ul>`;

  return function Experiments({ state, forms, act, say }) {
    const [starting, setStarting] = useState(false);
    const pick = (id) => {
      remember(id);
      act("pick", { experiment: id }, { beside: true, shows: true });
    };
    useEffect(() => {
      const wanted = remembered();
      if (wanted && wanted !== state.picked && state.experiments.some((x) => x.id === wanted)) pick(wanted);
      const asked = (e) => { if (e.detail?.id) pick(e.detail.id); };
      window.addEventListener(PICKED_KEY, asked);
      return () => window.removeEventListener(PICKED_KEY, asked);
    }, []);
    const start = state.may_edit && html`<${Button} kind="main" onClick=${() => setStarting(true)}>${say("experiments.start")}<//>`;
    return html`<div class="wb-experiments">
      <nav class="wb-xside" aria-label=${say("experiments.list")}>${start}
        ${state.experiments.length > 0 && html`<div class="wb-xnarrow"><${Choice} label=${say("experiments.list")} value=${state.picked} onPick=${pick}
          options=${state.experiments.map((x) => [x.id, x.title])} /></div><${List} state=${state} say=${say} onPicked=${pick} />`}</nav>
      <div class="wb-xmain">
        ${starting && html`<${Starter} forms=${forms} act=${act} say=${say} onPicked=${pick} onClose=${() => setStarting(false)} />`}
        ${state.card ? html`<${Card} key=${state.picked} state=${state} forms=${forms} act=${act} say=${say} onPicked=${pick} />`
          : !starting && html`<p class="wb-xnone">${say(state.may_edit ? "experiments.none" : "experiments.none_to_see")}</p>`}</div></div>`;
  };
};
