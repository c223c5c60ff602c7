// The stewardship review: begin one, go through it one prompt after another or all at once, and see all over time.

const panel = (kit) => {
  const { html, useEffect, useRef, useState, useMedia, Button, Choice, Form } = kit;
  const { Prompt, Gone, Mark } = makeReviewPrompts(kit), { Around, Close, Print } = makeReviewAround(kit), Over = makeReviewOver(kit);
  const BEGIN = ["held_on", "taking_part", "scope"];
  const HOW = "workbench-review-how";

  const stepsOf = (one, say) => [
    ...one.prompts.map((prompt) => ({ key: prompt.key, title: prompt.title, part: prompt.part, state: prompt.row.state, prompt })),
    ...(one.gone.length ? [{ key: ":gone", title: say("review.part.gone"), part: "gone" }] : []),
    { key: ":around", title: say("review.part.around"), part: "around" }, { key: ":close", title: say("review.part.close"), part: "close" },
  ];

  const Step = ({ step, one, inner, children, ...shared }) => {
    if (step.prompt) return html`<${Prompt} key=${step.key} prompt=${step.prompt} one=${one} inner=${inner} ...${shared} />`;
    if (step.part === "gone") return html`<${Gone} gone=${one.gone} say=${shared.say} inner=${inner} />`;
    if (step.part === "around") return html`<${Around} one=${one} inner=${inner} ...${shared} />`;
    return html`<${Close} one=${one} inner=${inner} ...${shared}>${children}<//>`;
  };

  const Steps = ({ steps, at, onGo, say, narrow }) => (narrow
    ? html`<${Choice} label=${say("review.how.steps")} value=${steps[at].key} options=${steps.map((step) => [step.key, step.prompt ? `${step.title}: ${say(`review.state.${step.state || "none"}`)}` : step.title])}
      onPick=${(key) => onGo(steps.findIndex((step) => step.key === key))} />`
    : html`<nav aria-label=${say("review.how.steps")} class="wb-review-steps"><ol>${steps.map((step, n) => html`<li key=${step.key}>${(n === 0 || steps[n - 1].part !== step.part) && step.prompt && html`<span class="wb-review-part">${say(`review.part.${step.part}`)}</span>`}
      <button type="button" aria-current=${n === at ? "step" : undefined} onClick=${() => onGo(n)}>${step.prompt && html`<${Mark} state=${step.state} say=${say} words=${false} />`}<bdi>${step.title}</bdi></button></li>`)}</ol></nav>`);

  /** One prompt after another; where it is is kept while the review is open. */
  const OneByOne = ({ steps, shared, onDone, closing }) => {
    const { say } = shared, narrow = useMedia("(max-width: 900px)");
    const [at, setAt] = useState(0), box = useRef(null), moved = useRef(false);
    const here = Math.min(at, steps.length - 1);
    const go = (n) => { moved.current = true; setAt(Math.max(0, Math.min(n, steps.length - 1))); };
    useEffect(() => { if (moved.current) box.current?.focus(); moved.current = false; }, [here]);
    return html`<div class="wb-review-walk"><${Steps} steps=${steps} at=${here} onGo=${go} say=${say} narrow=${narrow} />
      <div class="wb-stack"><div class="wb-row wb-review-of"><h3>${say(`review.part.${steps[here].part}`)}</h3><p class="wb-soft">${say("review.how.of", { n: here + 1, all: steps.length })}${steps[here].prompt && !shared.readOnly && html` · ${say("review.how.keys")}`}</p></div>
        <${Step} key=${steps[here].key} step=${steps[here]} inner=${box} ...${shared}>${closing}<//>
        <div class="wb-row"><${Button} disabled=${here === 0} onClick=${() => go(here - 1)}>← ${say("review.how.before")}<//>
          ${here < steps.length - 1 ? html`<${Button} kind="main" onClick=${() => go(here + 1)}>${say("review.how.next")} →<//>` : html`<${Button} kind="main" onClick=${onDone}>${say("review.how.done")}<//>`}</div></div></div>`;
  };

  const AllAtOnce = ({ steps, shared, onDone, closing }) => html`<div class="wb-stack"><p class="wb-soft">${shared.say("review.how.keys")}</p>
    ${steps.map((step, n) => html`${(n === 0 || steps[n - 1].part !== step.part) && html`<h3 key=${`h:${step.part}`}>${shared.say(`review.part.${step.part}`)}</h3>`}<${Step} key=${step.key} step=${step} ...${shared}>${closing}<//>`)}
    <div class="wb-row"><${Button} kind="main" onClick=${onDone}>${shared.say("review.how.done")}<//></div></div>`;

  const kept = () => { try { return sessionStorage.getItem(HOW) || "one"; } catch { return "one"; } };
  const keep = (how) => { try { sessionStorage.setItem(HOW, how); } catch { /* then it is asked again */ } };

  const Open = ({ one, state, forms, act, say, announce, language, readOnly, onBack }) => {
    const [how, setHow] = useState(kept()), top = useRef(null);
    useEffect(() => { top.current?.focus(); }, [one.row.id]);
    const pick = (next) => { keep(next); setHow(next); };
    const shared = { one, state, forms, act, say, announce, language, readOnly };
    const remove = async () => { const answer = await act("remove", { kind: "review", id: one.row.id }, { done: say("review.removed") }); if (answer.ok) onBack(); };
    const closing = !readOnly && html`<div class="wb-row"><${Button} kind="quiet" onClick=${remove}>${say("review.remove")}<//></div>`;
    const Walk = how === "all" ? AllAtOnce : OneByOne;
    return html`<article class="wb-review-one"><${Button} kind="quiet" onClick=${onBack}>← ${say("review.back")}<//>
      <h2 class="wb-large" tabindex="-1" ref=${top}>${say("review.title_of", { on: one.on })}</h2>
      <div class="wb-row"><div class="wb-row" role="group" aria-label=${say("review.how.label")}>${["one", "all"].map((each) => html`<${Button} key=${each} aria-pressed=${how === each ? "true" : "false"} onClick=${() => pick(each)}>${say(`review.how.${each}`)}<//>`)}</div>
        <${Print} one=${one} state=${state} form=${forms.review} say=${say} /></div>
      <${Walk} steps=${stepsOf(one, say)} shared=${shared} onDone=${onBack} closing=${closing} /></article>`;
  };

  const Begin = ({ state, forms, act, say, announce, language, onEnd }) => html`<section class="wb-card wb-review-begin" aria-label=${say("review.begin_title")}>
    <${Form} form=${forms.review} only=${BEGIN} values=${{ held_on: state.today, taking_part: state.stewards }} another=${false} autoFocus place="review-new" act=${act} say=${say} language=${language} announce=${announce}
      saveWords=${say("review.begin")} onDone=${onEnd} onCancel=${onEnd} /></section>`;

  const Line = ({ one, onLook, say }) => html`<li class="wb-card"><p><strong>${one.on}</strong>${one.who.length > 0 && html` <bdi class="wb-soft">${say("review.by", { who: one.who.join(", ") })}</bdi>`}</p>
    <p class="wb-soft">${say("review.said_of", { n: one.n_said })}</p>${one.takes_away && html`<p class="wb-review-note" dir="auto">${one.takes_away}</p>`}
    <${Button} aria-label=${say("review.open_of", { on: one.on })} onClick=${() => onLook(one.id)}>${say("review.open")}<//></li>`;

  return function Review({ state, forms, act, say, announce, language }) {
    const [adding, setAdding] = useState(false), top = useRef(null), wish = useRef(false);
    const readOnly = !state.may_edit;
    const look = (review) => act("look", { review }, { shows: true });
    const back = async () => { wish.current = true; await look(""); };
    useEffect(() => { if (wish.current && !state.one) { wish.current = false; top.current?.focus(); } }, [state.one]);
    const shared = { state, forms, act, say, announce, language };
    if (state.one) return html`<div class="wb-review"><${Open} key=${state.one.row.id} one=${state.one} ...${shared} readOnly=${readOnly} onBack=${back} /></div>`;
    return html`<div class="wb-review"><h2 class="wb-sr" tabindex="-1" ref=${top}>${say("review.open_title")}</h2>
      ${state.reviews.length === 0 ? !adding && html`<p class="wb-card">${say(readOnly ? "review.none_look" : "review.none")}</p>` : html`<p class="wb-review-due">${state.due}</p>`}
      ${!readOnly && !adding && html`<div><${Button} kind="main" onClick=${() => setAdding(true)}>+ ${say("review.begin")}<//></div>`}
      ${adding && html`<${Begin} ...${shared} onEnd=${() => setAdding(false)} />`}
      ${state.over && html`<${Over} over=${state.over} say=${say} />`}
      ${state.reviews.length > 0 && html`<section class="wb-review-list"><h3>${say("review.open_title")}</h3><ul>${state.reviews.map((one) => html`<${Line} key=${one.id} one=${one} onLook=${look} say=${say} />`)}</ul></section>`}</div>`;
  };
};
