// Writing a debrief down: the part and the question on one side, on the other a box that is always ready.

const SLICES = ["practical_first", "reflective", "practical_last"];
const BELIEFS = ["mission", "experiment", "own_part"];
const BELIEF_WORDS = ["strong", "steady", "wavering", "hard_to_say"];
const LONGEST = 20000, NEARLY_FULL = 1000;

const kept = {
  read: (key, none) => { try { return JSON.parse(sessionStorage.getItem(key)) ?? none; } catch { return none; } },
  write: (key, value) => { try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* storage may be switched off */ } },
};

const makeWriteParts = (kit, parts) => {
  const { html, useState, useEffect, useRef, Button } = kit;
  const { Entry, Learning, markOf } = parts;

  /** State that a reload of this tab does not lose. */
  const useKept = (key, none) => {
    const [value, setValue] = useState(() => kept.read(key, none));
    return [value, (next) => { kept.write(key, next); setValue(next); }];
  };

  // -- time: told in words when one looks; nothing rings, moves or stops -------------------------------------------
  const LONG_GONE_MS = 3 * 3600 * 1000;
  const useClock = (debrief, slice) => {
    const [clock, setClock] = useKept(`workbench-debrief-clock:${debrief}`, { minutes: {}, spent: {}, slice: "", since: 0 });
    const [now, setNow] = useState(Date.now);
    useEffect(() => { const beat = setInterval(() => setNow(Date.now()), 5000); return () => clearInterval(beat); }, []);
    const running = (at) => (clock.slice && at - clock.since < LONG_GONE_MS ? at - clock.since : 0);
    const spentOn = (one, at) => (clock.spent[one] || 0) + (clock.slice === one ? running(at) : 0);
    useEffect(() => {
      if (clock.slice === slice) return;
      const at = Date.now();
      setClock({ ...clock, spent: clock.slice ? { ...clock.spent, [clock.slice]: spentOn(clock.slice, at) } : clock.spent, slice, since: at });
    }, [slice]);
    return {
      minutes: (one) => clock.minutes[one] || 0,
      set: (one, minutes) => setClock({ ...clock, minutes: { ...clock.minutes, [one]: minutes } }),
      spent: (one) => Math.floor(spentOn(one, Math.max(now, clock.since)) / 60000),
    };
  };
  const timeWords = (clock, slice, say) => {
    const planned = clock.minutes(slice), spent = clock.spent(slice);
    if (!planned) return "";
    const soFar = spent ? say("debrief.timer.so_far", { n: spent }) : say("debrief.timer.begun");
    const rest = spent > planned ? say("debrief.timer.past", { n: planned }) : say("debrief.timer.left", { n: planned - spent });
    return `${soFar} · ${rest}`;
  };
  const Timer = ({ clock, slice, say }) => html`<details class="wb-debrief-time"><summary>${say("debrief.timer.title")}</summary>
    <div class="wb-row"><label for="wb-debrief-minutes">${say("debrief.timer.minutes")}</label>
    <input id="wb-debrief-minutes" type="number" min="0" max="180" step="5" inputmode="numeric" value=${clock.minutes(slice) || ""}
      onInput=${(e) => clock.set(slice, Math.max(0, Math.min(180, Math.round(Number(e.currentTarget.value) || 0))))} onKeyDown=${(e) => e.stopPropagation()} /></div>
    <p class="wb-hint">${say("debrief.timer.hint")}</p></details>`;

  // -- entries on their way: shown at once, kept in this tab until Python has them -----------------------------------
  const same = (a, b) => a.slice === b.slice && a.text.trim() === b.text.trim() && (a.prompt || "") === (b.prompt || "");
  const usePending = ({ debrief, entries, act }) => {
    const key = `workbench-debrief-pending:${debrief}`;
    const [pending, setPending] = useState(() => kept.read(key, []));
    const list = useRef(pending), last = useRef(null);
    const set = (next) => { list.current = next; kept.write(key, next); setPending(next); };
    const drop = (one) => set(list.current.filter((p) => p.key !== one.key));
    const send = async (one) => {
      const answer = await act("add", { kind: "debrief_entry", values: one.values }, { beside: true });
      if (answer.ok) drop(one); else set(list.current.map((p) => (p.key === one.key ? { ...p, refused: answer.refused } : p)));
      return answer;
    };
    useEffect(() => {
      for (const one of list.current) { // left from before a reload: perhaps it arrived, perhaps not
        if (entries.some((e) => same(e, one.values))) drop(one); else send(one);
      }
    }, []);
    const say = (values) => {
      const one = { key: Math.random().toString(36).slice(2), values };
      set([...list.current, one]);
      last.current = send(one);
    };
    return { pending, say, drop, settled: () => last.current };
  };

  const Pending = ({ one, take, say }) => html`<li class="wb-entry wb-entry-pending">
    ${one.values.prompt && html`<p class="wb-entry-prompt">${one.values.prompt}</p>`}
    <p class="wb-entry-text"><bdi>${one.values.text}</bdi></p>
    ${one.refused ? html`<p class="wb-problem" role="alert">${one.refused}</p><${Button} onClick=${() => take(one)}>${say("debrief.entries.edit")}<//>`
      : html`<p class="wb-soft">${say("debrief.write.on_its_way")}</p>`}</li>`;

  const Belief = ({ values, onPick, say }) => html`<fieldset class="wb-belief"><legend class="wb-hint">${say("debrief.write.belief")}</legend>
    ${BELIEFS.map((what) => html`<div key=${what} class="wb-belief-line" role="group" aria-label=${say(`debrief.belief.${what}`)}>
      <span aria-hidden="true">${say(`debrief.belief.${what}`)}</span>
      ${BELIEF_WORDS.map((word) => html`<${Button} key=${word} kind="wb-mark" aria-pressed=${values[`belief_in_${what}`] === word ? "true" : "false"}
        onClick=${() => onPick(`belief_in_${what}`, values[`belief_in_${what}`] === word ? null : word)}>${say(`debrief.belief_word.${word}`)}<//>`)}</div>`)}</fieldset>`;

  const beliefText = (values, say) => BELIEFS.filter((what) => values[`belief_in_${what}`])
    .map((what) => say("debrief.write.belief_text", { what: say(`debrief.belief.${what}`), word: say(`debrief.belief_word.${values[`belief_in_${what}`]}`) })).join(" ");

  /** The box: Enter writes down and is ready again. */
  const Box = ({ debrief, slice, prompt, newest, names, longest, act, say, announce, onSay, onMark, onMove, onList, boxRef, take }) => {
    const [text, setText] = useState("");
    const [values, setValues] = useState({});
    const [by, setBy] = useState("");
    const [problem, setProblem] = useState("");
    const draft = kit.drafts.useDraft({ place: `debrief-${debrief}`, act, onFound: (found, more) => {
      if (!more?.late && typeof found.text === "string") { setText(found.text); setValues(found.values || {}); }
    } });
    const now = useRef();
    now.current = { text, values };
    const change = (more) => {
      const next = { ...now.current, ...more };
      setText(next.text); setValues(next.values); setProblem("");
      if (next.text || Object.keys(next.values).length) draft.keep(next); else draft.drop();
    };
    useEffect(() => { if (take) { change({ text: take.values.text }); boxRef.current.focus(); } }, [take]);
    const left = longest - [...text].length;
    const save = () => {
      const said = text.trim() || (prompt.belief ? beliefText(values, say) : "");
      if (!said) { setProblem(say("debrief.write.nothing")); return; }
      if (left < 0) { setProblem(say("debrief.write.said_length", { n: -left })); return; }
      onSay({ debrief, slice, prompt: prompt.ask, text: said, said_by: by.trim(), ...values });
      setText(""); setValues({}); setBy(""); setProblem("");
      draft.drop();
      announce(say("debrief.write.saved"));
      boxRef.current.focus();
    };
    const pick = (field, value) => { const { [field]: _was, ...others } = values; change({ values: value === null ? others : { ...others, [field]: value } }); };
    const keys = (e) => {
      e.stopPropagation(); // a letter typed here is not a command
      if (e.isComposing) return;
      const found = e.altKey && !e.ctrlKey && markOf(e.code.replace(/^(Key|Digit)/, "").toLowerCase());
      if (e.key === "Enter" && !e.shiftKey) save();
      else if (e.key === "PageDown" || e.key === "PageUp") onMove(e.key === "PageDown" ? 1 : -1);
      else if (e.key === "ArrowUp" && !text) onList();
      else if (found && !text && newest) onMark(newest, ...found);
      else if (found) pick(found[0], values[found[0]] === found[1] ? null : found[1]);
      else return;
      e.preventDefault();
    };
    return html`<div class="wb-box">
      <label for="wb-box" class="wb-box-ask" aria-live="off"><span class="wb-sr">${say("debrief.write.box")}: </span>${prompt.ask}</label>
      <textarea id="wb-box" ref=${boxRef} rows=${Math.min(8, 2 + text.split("\n").length - 1)} dir="auto" enterkeyhint="send" value=${text} placeholder=${say("debrief.write.box_placeholder")}
        aria-invalid=${problem ? "true" : undefined} aria-describedby="wb-box-more" onKeyDown=${keys} onInput=${(e) => change({ text: e.currentTarget.value })}></textarea>
      ${prompt.belief && html`<${Belief} values=${values} onPick=${pick} say=${say} />`}
      <div class="wb-box-marks"><${Learning} values=${values} onPick=${pick} say=${say} />
        <span class="wb-box-by"><input type="text" aria-label=${say("debrief.write.said_by")} placeholder=${say("debrief.write.said_by")} maxlength="200" list="wb-debrief-names" value=${by}
          onInput=${(e) => setBy(e.currentTarget.value)} onKeyDown=${(e) => { e.stopPropagation(); if (e.key === "Enter") { e.preventDefault(); save(); } }} /></span>
        <${Button} kind="main" onClick=${save}>${say("debrief.write.save")}<//></div>
      <datalist id="wb-debrief-names">${names.map((n) => html`<option key=${n} value=${n} />`)}</datalist>
      <div id="wb-box-more">${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}
        ${left < NEARLY_FULL && left >= 0 && html`<p class="wb-hint">${say("debrief.write.left", { n: left })}</p>`}
        ${left < 0 && !problem && html`<p class="wb-problem">${say("debrief.write.said_length", { n: -left })}</p>`}
        <p class="wb-hint wb-box-hint">${say("debrief.write.hint")}</p></div></div>`;
  };

  const Prompts = ({ prompts, at, onPick, say }) => html`<ol class="wb-prompts" aria-label=${say("debrief.write.prompts")}>
    ${prompts.map((p, n) => html`<li key=${p.key}><button type="button" class="wb-prompt" aria-pressed=${n === at ? "true" : "false"} onClick=${() => onPick(n)}>${p.ask}</button></li>`)}</ol>`;

  /** The debrief while it is held. */
  const Write = ({ state, forms, words, act, say, announce, language }) => {
    const { debrief, entries } = state.open;
    const [place, setPlace] = useKept(`workbench-debrief-place:${debrief.id}`, { slice: SLICES[0], at: 0 });
    const [picked, setPicked] = useState(null);
    const [take, setTake] = useState(null);
    const box = useRef(null);
    const clock = useClock(debrief.id, place.slice);
    useEffect(() => { if (matchMedia("(pointer: fine)").matches) box.current?.focus({ preventScroll: true }); }, []);
    const sandwich = words.debrief.slice;
    const promptsOf = (slice) => sandwich[slice].prompt || [];
    const prompts = promptsOf(place.slice), at = Math.min(place.at, prompts.length - 1), prompt = prompts[at] || { key: "", ask: "" };
    const { pending, say: sayIt, drop, settled } = usePending({ debrief: debrief.id, entries, act });
    const toBox = () => { setPicked(null); box.current?.focus(); };
    const go = (next) => { setPlace(next); toBox(); };
    const move = (by) => {
      const all = SLICES.flatMap((slice) => promptsOf(slice).map((_, n) => ({ slice, at: n })));
      const here = all.findIndex((p) => p.slice === place.slice && p.at === at);
      const next = all[Math.max(0, Math.min(all.length - 1, here + by))];
      setPlace(next);
      announce(promptsOf(next.slice)[next.at].ask);
    };
    const newestFirst = [...entries].reverse(), latest = useRef(null);
    latest.current = newestFirst;
    // what was just written may still be on its way: it is the one that is meant
    const toNewest = async () => {
      await settled();
      setTimeout(() => { if (latest.current.length) setPicked({ id: latest.current[0].id, focus: true }); });
    };
    const shown = picked?.id ?? null;
    const mark = (entry, field, value) => {
      const next = entry[field] === value ? null : value;
      act("write", { kind: "debrief_entry", id: entry.id, values: { [field]: next }, was: { [field]: entry[field] ?? null } });
      announce(say(`debrief.${field}.${value}`));
    };
    const arrows = (e) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
      if (!step || !e.target.dataset?.entry) return;
      e.preventDefault();
      const to = newestFirst.findIndex((entry) => entry.id === shown) + step;
      if (to < 0) toBox(); else if (newestFirst[to]) setPicked({ id: newestFirst[to].id, focus: true });
    };
    const longest = forms.debrief_entry?.questions.find((q) => q.field === "text")?.longest || LONGEST;
    return html`<div class="wb-debrief-write">
      ${state.may_edit && html`<div class="wb-slices" role="group" aria-label=${say("debrief.write.slices")}>${SLICES.map((slice) => html`<button key=${slice} type="button" class="wb-slice"
        aria-pressed=${slice === place.slice ? "true" : "false"} onClick=${() => go({ slice, at: 0 })}><strong>${sandwich[slice].short}</strong>
        <span class="wb-slice-time">${timeWords(clock, slice, say)}</span></button>`)}</div>`}
      <div class="wb-debrief-two">
        ${state.may_edit && html`<div class="wb-debrief-ask"><h3>${sandwich[place.slice].title}</h3>
          <${Prompts} prompts=${prompts} at=${at} onPick=${(n) => go({ ...place, at: n })} say=${say} />
          <${Timer} clock=${clock} slice=${place.slice} say=${say} /></div>`}
        <div class="wb-debrief-said">
          ${state.may_edit && html`<${Box} key=${debrief.id} debrief=${debrief.id} slice=${place.slice} prompt=${prompt} newest=${newestFirst[0]} names=${state.names} longest=${longest}
            act=${act} say=${say} announce=${announce} onSay=${(values) => { setPicked(null); sayIt(values); }} onMark=${mark} onMove=${move} boxRef=${box} take=${take}
            onList=${toNewest} />`}
          <h3 class="wb-entries-title">${say("debrief.entries.title")} <span class="wb-soft">${entries.length > 0 && say("debrief.entries.count", { n: entries.length })}</span></h3>
          ${entries.length === 0 && pending.length === 0 && html`<p class="wb-soft">${say("debrief.entries.none")}</p>`}
          <ol class="wb-entries" reversed onKeyDown=${arrows}>
            ${[...pending].reverse().map((one) => html`<${Pending} key=${one.key} one=${one} say=${say} take=${(p) => { drop(p); setTake(p); }} />`)}
            ${newestFirst.map((entry) => html`<${Entry} key=${entry.id} entry=${entry} debrief=${debrief} forms=${forms} act=${act} say=${say} announce=${announce} language=${language}
              mayEdit=${state.may_edit} today=${state.today} picked=${shown === entry.id ? picked : null} onPick=${(id) => setPicked({ id })} onBox=${toBox} />`)}</ol>
          ${state.may_edit && entries.length > 0 && html`<p class="wb-hint wb-entries-keys">${say("debrief.entries.keys")}</p>`}
        </div></div></div>`;
  };

  return { Write };
};
