// A teller says what a story means: one question at a time, each answer kept at once; and the answers, to be read back.

const makeSignify = (kit) => {
  const { html, useEffect, useRef, useState, Button, Choice, useId } = kit;
  const { Triad, triadSaid } = makeTriad(kit);
  const { Dyad, dyadSaid } = makeDyad(kit);
  const { Stones } = makeStones(kit);
  const { Choose } = makeChoose(kit);
  const PARTS = { triad: Triad, dyad: Dyad, stones: Stones, choice: Choose, several: Choose };

  /** One answer in words. */
  const answerSaid = (signifier, answer, say) => {
    if (!answer) return say("signifying.answer.not_asked");
    if (answer.placing !== "placed") return say(`signifying.answer.${answer.placing}`);
    if (signifier.kind === "triad") return triadSaid(answer, signifier.labels, say);
    if (signifier.kind === "dyad") return dyadSaid(answer, signifier.labels, say);
    if (signifier.kind === "stones") {
      return signifier.labels.filter((name) => answer.stones[name])
        .map((stone) => say("signifying.answer.stone", { stone, where: balance.stoneSaid(answer.stones[stone].x, answer.stones[stone].y, signifier.axes, say) })).join(". ");
    }
    return answer.chosen.join(", ");
  };

  /** A small picture beside the words of a triad or dyad; the words say it all. */
  const Mini = ({ signifier, answer }) => {
    if (!answer || answer.placing !== "placed" || signifier.kind !== "triad") return null;
    const [x, y] = triangle.at(answer.top, answer.left, answer.right);
    return html`<svg class="wb-mini" viewBox=${triangle.box} aria-hidden="true"><path class="wb-triad-face" d=${`M${triangle.corners.map((c) => c.join(" ")).join("L")}Z`} />
      <circle class="wb-point-heart" cx=${x} cy=${y} r="80" /></svg>`;
  };

  /** What was answered, question by question; `onChange(signifier)` where an answer may be changed. */
  const SignifyRead = ({ set, answers = {}, say, onChange }) => {
    const shown = set.signifiers.filter((s) => s.asked || answers[s.key]);
    if (!onChange && !shown.some((s) => answers[s.key])) return html`<p class="wb-soft">${say("signifying.answer.none")}</p>`;
    const by = new Set(Object.values(answers).map((answer) => answer.by)), [who] = by;
    return html`${by.size === 1 && who && html`<p class="wb-hint">${say(`signifying.answer.by_${who}`)}</p>`}<dl class="wb-signified">${shown.map((signifier) => {
      const answer = answers[signifier.key];
      return html`<div key=${signifier.key} class=${`wb-signified-one ${answer && answer.placing === "placed" ? "" : "without"}`}><dt><bdi>${signifier.title}</bdi>
          ${signifier.of_teller && html` <span class="wb-tag">${say("signifying.answer.about_teller")}</span>`}
          ${!signifier.asked && html` <span class="wb-tag">${say("signifying.answer.no_longer")}</span>`}</dt>
        <dd><${Mini} signifier=${signifier} answer=${answer} /><span><bdi>${answerSaid(signifier, answer, say)}</bdi>
          ${answer && answer.outside && html`<br /><span class="wb-soft">${say("signifying.answer.outside")}</span>`}</span>
          ${onChange && signifier.asked && html`<${Button} aria-label=${`${say(answer ? "signifying.ask.change" : "signifying.ask.answer")}: ${signifier.title}`}
            onClick=${() => onChange(signifier)}>${say(answer ? "signifying.ask.change" : "signifying.ask.answer")}<//>`}</dd></div>`;
    })}</dl>`;
  };

  /** One question. `children` are the ways on. */
  const Ask = ({ signifier, answer, pending, setPending, put, save, say, saved, undo, by, children }) => {
    const id = useId("signifier");
    const Part = PARTS[signifier.kind];
    const notApplicable = () => { if (signifier.may_not_apply) save(signifier.key, { placing: "not_applicable", by }); };
    const clear = () => { if (answer) save(signifier.key, null); else setPending(null); };
    const off = answer && answer.placing === "not_applicable";
    return html`<section class=${`wb-signifier wb-signifier-${signifier.kind}`} aria-labelledby=${id}>
      <div class="wb-signifier-words">
        ${signifier.of_teller && html`<p class="wb-tag">${say("signifying.answer.about_teller")}</p>`}
        <h3 id=${id} class="wb-signifier-title" tabindex="-1" dir="auto"><bdi>${signifier.title}</bdi></h3>
        ${signifier.help && html`<p dir="auto"><bdi>${signifier.help}</bdi></p>`}</div>
      <${Part} signifier=${signifier} value=${answer && answer.placing === "placed" ? answer : null} pending=${pending} onMove=${setPending} onPlace=${put} say=${say} labelled=${id}
        more=${{ n: notApplicable, Delete: clear, Backspace: clear }} />
      <div class="wb-signifier-more">
        ${pending && html`<div class="wb-row wb-unsaved"><${Button} onClick=${() => put(pending)}>${say("signifying.ask.place")}<//><span class="wb-soft">${say("signifying.ask.unsaved")}</span></div>`}
        <div class="wb-row">
          ${signifier.may_not_apply && html`<${Button} aria-pressed=${off ? "true" : "false"} onClick=${off ? clear : notApplicable}>${say("signifying.ask.not_applicable")}<//>`}
          ${answer && answer.placing === "placed" && html`<${Button} kind="quiet" onClick=${clear}>${say("signifying.ask.clear")}<//>`}</div>
        <div class="wb-row wb-signify-saved"><span role="status">${saved}</span>${saved && undo && html`<${Button} kind="quiet" onClick=${undo}>${say("signifying.ask.undo")}<//>`}</div>
        <details class="wb-how"><summary>${say("signifying.how.summary")}</summary><p id=${`${id}-how`}>${say(`signifying.how.${signifier.kind}`)}</p></details>
        ${children}</div>
    </section>`;
  };

  /** The questions of a set, one at a time: a triangle needs all of a phone, and a teller all of their mind for one
   * question. `answers` holds what is kept by key; `save(key, answer)` keeps one (null: takes it away) and gives act's
   * answer; `undo` takes back the last; `place` names where unfinished moves are kept in this tab. */
  const Signify = (given) => (given.readOnly ? html`<${SignifyRead} set=${given.set} answers=${given.answers} say=${given.say} />` : html`<${Asking} ...${given} />`);

  const stashed = (key) => { try { return JSON.parse(sessionStorage.getItem(key)) || {}; } catch { return {}; } };
  const isLeft = (answer) => !answer || answer.placing === "skipped";

  const useKeptHere = (key, first) => {
    const [it, setIt] = useState(() => ({ ...first, ...stashed(key) }));
    const keep = (more) => setIt((was) => {
      const now = { ...was, ...more(was) };
      try { sessionStorage.setItem(key, JSON.stringify(now)); } catch { /* storage may be full or switched off */ }
      return now;
    });
    return [it, keep];
  };

  /** The answers with those laid over them that are on their way to be kept, so that two quick ticks are both there.
   * Gives [answers, write]; `write(key, answer)` is true where it was kept. */
  const useWriting = (answers, save) => {
    const [sent, setSent] = useState({});
    const write = async (key, answer) => {
      const mine = { answer };
      setSent((was) => ({ ...was, [key]: mine }));
      const done = await save(key, answer);
      setSent((was) => (was[key] === mine ? { ...was, [key]: undefined } : was));
      return !done || done.ok !== false;
    };
    const over = Object.entries(sent).filter(([, mine]) => mine).map(([key, mine]) => [key, mine.answer || undefined]);
    return [{ ...answers, ...Object.fromEntries(over) }, write];
  };

  /** After the last question: all that was said, to be looked over and changed. */
  const Over = ({ set, asked, answers, say, go, onOver }) => {
    const left = asked.filter((s) => isLeft(answers[s.key])).length;
    return html`<h3 class="wb-signifier-title" tabindex="-1">${left ? say("signifying.ask.over_left", { n: left }) : say("signifying.ask.over")}</h3>
      <${SignifyRead} set=${set} answers=${answers} say=${say} onChange=${(s) => go(asked.indexOf(s))} />
      <div class="wb-row"><${Button} onClick=${() => go(asked.length - 1)}>${say("signifying.ask.back")}<//>
        ${onOver && html`<${Button} kind="main" onClick=${onOver}>${say("signifying.ask.done")}<//>`}</div>`;
  };

  const Asking = ({ set, answers: known = {}, save, say, place = "", by = "", undo, onOver }) => {
    const [answers, send] = useWriting(known, save);
    const asked = set.signifiers.filter((s) => s.asked);
    const first = asked.findIndex((s) => !answers[s.key]);
    const [it, keep] = useKeptHere(`workbench-signify:${place}:${set.template}`, { at: first < 0 ? asked.length : first, pending: {} });
    const [saved, setSaved] = useState({ key: "", words: "" });
    const box = useRef(null), moved = useRef(false);
    const at = Math.min(it.at, asked.length), signifier = asked[at];
    const go = (n) => { moved.current = true; keep(() => ({ at: n })); };
    useEffect(() => {
      if (moved.current) box.current.querySelector(".wb-signifier-title").focus({ preventScroll: true });
      const whole = (!moved.current && box.current.closest(".wb-signify-story")) || box.current;
      const { top, bottom } = whole.getBoundingClientRect();
      if (top < 0 || bottom > window.innerHeight) whole.scrollIntoView({ block: "start" }); // all of a question in sight
    }, [at]);
    const wait = (key) => (given) => keep((was) => ({ pending: { ...was.pending, [key]: given || undefined } }));
    const write = async (key, answer) => {
      setSaved({ key: "", words: "" });
      wait(key)(null);
      if (!await send(key, answer)) {
        if (answer && answer.placing === "placed") wait(key)(answer); // what was refused is not lost
        return false;
      }
      setSaved({ key, words: say(answer ? "signifying.ask.saved" : "signifying.ask.cleared") });
      return true;
    };
    if (!signifier) return html`<div class="wb-signify" ref=${box}><${Over} set=${set} asked=${asked} answers=${answers} say=${say} go=${go} onOver=${onOver} /></div>`;
    const { key } = signifier, pending = it.pending[key] || null, kept = answers[key];
    const put = (given) => write(key, { placing: "placed", by, ...given });
    const next = async () => {
      if (pending ? await put(pending) : kept || await write(key, { placing: "skipped", by })) go(at + 1);
    };
    const on = pending ? "place_next" : isLeft(kept) ? "skip" : "next";
    return html`<div class="wb-signify" ref=${box}>
      <p class="wb-soft wb-signify-at">${say("signifying.ask.at", { at: at + 1, all: asked.length })}</p>
      <${Ask} key=${key} signifier=${signifier} answer=${kept} pending=${pending} setPending=${wait(key)} put=${put} save=${write} say=${say} by=${by}
        saved=${saved.key === key ? saved.words : ""} undo=${undo && (() => { setSaved({ key: "", words: "" }); undo(); })}>
        <div class="wb-row wb-signify-go"><${Button} disabled=${at === 0} onClick=${() => go(at - 1)}>${say("signifying.ask.back")}<//>
          <${Button} kind="main" onClick=${next}>${say(`signifying.ask.${on}`)}<//>
          <${Button} kind="quiet" onClick=${() => go(asked.length)}>${say("signifying.ask.see_all")}<//></div><//></div>`;
  };

  /** The set and the answers of one story, as `signifying_state` has them: {set, answers, earlier}. */
  const signifyingOf = (signifying, story) => {
    const all = signifying.stories[story] || [];
    const mine = all.findLast((one) => one.template === signifying.asked || one.set === signifying.asked) || all.at(-1);
    const set = signifying.sets[mine ? mine.set : signifying.asked];
    return { set, answers: mine ? mine.answers : {}, earlier: all.filter((one) => one !== mine).map((one) => ({ set: signifying.sets[one.set], answers: one.answers })) };
  };

  /** Which questions new stories are asked, where there is a choice. */
  const SignifySets = ({ signifying, act, say }) => {
    const offered = signifying.offered.map((ref) => [ref, signifying.sets[ref].name]);
    if (offered.length < 2) return null;
    return html`<${Choice} label=${say("signifying.ask.set")} value=${signifying.asked} options=${offered} onPick=${(set) => act("choose_set", { set }, { done: say("signifying.ask.set_chosen") })} />`;
  };

  /** Everything one story means: to be answered, or (`readOnly`) read. `signifying` is `signifying_state(…)`. */
  const SignifyStory = ({ signifying, story, act, say, readOnly, onOver }) => {
    const { set, answers, earlier } = signifyingOf(signifying, story);
    const [by, setBy] = useState(() => Object.values(answers).at(-1)?.by || "");
    const [isNew] = useState(() => !Object.keys(answers).length);
    if (!set) return null;
    const save = (key, answer) => (answer ? act("place", { story, set: set.ref, key, answer }) : act("unplace", { story, set: set.ref, key }));
    const now = signifying.sets[set.template];
    return html`<div class="wb-stack wb-signify-story">
      ${!readOnly && isNew && html`<${SignifySets} signifying=${signifying} act=${act} say=${say} />`}
      ${!readOnly && html`<${Choice} label=${say("signifying.ask.by")} value=${by} onPick=${setBy}
        options=${[["", say("signifying.ask.by_unsaid")], ["teller", say("signifying.ask.by_teller")], ["listener", say("signifying.ask.by_listener")]]} />`}
      ${!readOnly && now && now.id !== set.id && set.ref !== now.ref && html`<p class="wb-hint">${say("signifying.ask.older")}</p>`}
      <${Signify} key=${story} set=${set} answers=${answers} save=${save} undo=${() => act("undo")} say=${say} readOnly=${readOnly} place=${story} by=${by} onOver=${onOver} />
      ${earlier.map((one) => html`<section key=${one.set.ref} aria-label=${one.set.name}><h4><bdi>${one.set.name}</bdi></h4><${SignifyRead} set=${one.set} answers=${one.answers} say=${say} /></section>`)}</div>`;
  };

  return { Signify, SignifyRead, SignifySets, SignifyStory, answerSaid, signifyingOf };
};
