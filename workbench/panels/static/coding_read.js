// Reading and tagging one text after another: large words, the themes beside them, everything by keyboard as well.

const makeCodingRead = (kit, { Words }, { themesIn, AddTheme, Pick, Mine, KEYS, MANY, shortened }) => {
  const { html, useState, useEffect, useRef, Button, Check } = kit;
  const WHO = "workbench-who";

  /** Whoever said no name yet says it here; it is the name that every page of this browser sends. */
  const Who = ({ act, say }) => {
    const [name, setName] = useState("");
    const save = (e) => {
      e.preventDefault();
      try { localStorage.setItem(WHO, name.trim()); } catch { /* storage may be switched off */ }
      act("load", {}, { shows: "state" });
    };
    return html`<form class="wb-card wb-coding-who" onSubmit=${save}><div class="wb-field"><label for="wb-coding-name">${say("coding.who.label")}</label>
      <input id="wb-coding-name" type="text" maxlength="200" dir="auto" value=${name} onInput=${(e) => setName(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()} /></div>
      <button class="wb-button main">${say("coding.who.save")}</button><p class="wb-hint">${say("coding.who.hint")}</p></form>`;
  };

  const Progress = ({ units, at, say }) => {
    const done = units.filter((unit) => unit.done).length;
    return html`<div class="wb-coding-progress"><progress max=${units.length} value=${done} aria-label=${say("coding.read.progress", { done, n: units.length })}></progress>
      <span>${say("coding.read.progress", { done, n: units.length })}</span> <span class="wb-soft">${say("coding.read.nth", { at: at + 1, n: units.length })}</span></div>`;
  };

  const List = ({ units, at, go, say }) => html`<details class="wb-coding-list"><summary>${say("coding.read.list")}</summary>
    <ol>${units.map((unit, n) => html`<li key=${unit.unit}><button type="button" class="wb-coding-go" aria-current=${n === at ? "true" : undefined} onClick=${() => go(n)}>
      <span aria-hidden="true">${unit.done ? "✓" : "○"}</span> <bdi>${unit.title || say("coding.read.gone")}</bdi>${unit.done && html`<span class="wb-sr">, ${say("coding.read.done")}</span>`}
      ${unit.n_mine > 0 && html` <span class="wb-tag">${unit.n_mine}</span>`}</button></li>`)}</ol></details>`;

  /** What is selected goes to a theme; a number key goes to the theme of that number. */
  const useTagging = ({ text, whole, act, say, announce, language }) => {
    const [held, setHeld] = useState(null);
    useEffect(() => setHeld(null), [text.unit]);
    const partOf = (place) => place && text.fields.find((one) => one.field === place.field);
    const wordsOf = (place) => (partOf(place) && place.to > place.from ? partOf(place).text.slice(place.from, place.to) : "");
    const quote = wordsOf(held);
    const mine = new Map(text.codings.filter((one) => one.whole).map((one) => [one.theme, one.id]));
    const untag = (one) => act("untag", { coding: one.id }, { shows: true, done: say("coding.read.untagged") });
    const pick = (theme) => {
      if (whole) {
        if (mine.has(theme.id)) return untag({ id: mine.get(theme.id) });
        return act("tag", { unit: text.unit, theme: theme.id }, { shows: true, done: say("coding.read.tagged", { name: theme.name }) });
      }
      // whoever types fast selects and picks before the page has heard of the selection
      const place = codingWords.now(language) || held, words = wordsOf(place), part = partOf(place);
      if (!words.trim()) { announce(say("coding.read.select_first")); setHeld({ ...(held || {}), asked: true }); return undefined; }
      const span = [codingPlace.toPoints(part.text, place.from), codingPlace.toPoints(part.text, place.to)];
      return act("tag", { unit: text.unit, theme: theme.id, field: part.field, span, quote: words }, { shows: true, done: say("coding.read.tagged", { name: theme.name }) });
    };
    const grow = (granularity) => {
      const now = partOf(held) ? held : { field: text.fields[0].field, from: 0, to: 0 };
      const [from, to] = codingPlace.grown(partOf(now).text, [now.from, now.to], granularity, language);
      setHeld({ field: now.field, from, to, set: true });
    };
    return { held, setHeld, quote, pick, untag, grow, pressed: new Set(mine.keys()) };
  };

  const Reading = ({ state, round, text, forms, act, say, announce, language, go, at }) => {
    const [wholeToo, setWholeToo] = useState(false), [find, setFind] = useState(""), [adding, setAdding] = useState(false);
    const whole = round.unit === "whole" || wholeToo;
    const tagging = useTagging({ text, whole, act, say, announce, language });
    const all = themesIn(state), found = themesIn(state, find);
    const numbers = new Map(all.map((theme) => [theme.id, theme]));
    state.themes.forEach((theme) => { if (!numbers.has(theme.id)) numbers.set(theme.id, { ...theme, number: "–" }); });
    const here = round.units[at], heading = useRef(null);
    useEffect(() => { if (heading.current && heading.current.dataset.go) heading.current.focus(); }, [text.unit]);
    const keys = (e) => {
      if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName)) return;
      const n = Number(e.key);
      if (!(n >= 1 && n <= KEYS) || !found[n - 1]) return;
      e.preventDefault();
      tagging.pick(found[n - 1]);
    };
    const then = () => { const next = [...round.units.slice(at + 1), ...round.units.slice(0, at)].find((unit) => !unit.done); return next?.unit || ""; };
    const read = async () => {
      const answer = await act("read", { unit: text.unit, done: true, then: then() }, { shows: true, done: say("coding.read.done") });
      if (answer.ok) heading.current?.focus();
    };
    const marked = (field) => text.codings.filter((one) => one.field === field && one.starts !== null).map((one) => {
      const words = text.fields.find((part) => part.field === field).text;
      return { id: one.id, from: codingPlace.toUnits(words, one.starts), to: codingPlace.toUnits(words, one.ends), number: numbers.get(one.theme)?.number, name: numbers.get(one.theme)?.name };
    });
    const gone = text.fields.length === 0;
    return html`<div class="wb-coding-reading" onKeyDown=${keys}>
      <article class="wb-coding-page" aria-label=${text.title}>
        <p class="wb-soft">${say(`coding.one.${text.kind}`)}</p>
        <h2 tabindex="-1" ref=${heading}><bdi>${text.title}</bdi></h2>
        ${gone ? html`<p class="wb-card">${say("coding.read.gone")}</p>`
          : text.fields.map((part) => html`<${Words} key=${`${text.unit}:${part.field}`} part=${part} codings=${marked(part.field)} label=${say("coding.read.text_label")} language=${language} say=${say}
              heading=${text.fields.length > 1 ? say(`coding.field.${part.field}`) : ""} hold=${tagging.held} onSelect=${tagging.setHeld} selectable=${state.may_edit && !whole} />`)}
        <div class="wb-coding-on">${state.may_edit && html`<${Button} kind="main wb-big" onClick=${read}>${say(here.done ? "coding.read.next_unread" : "coding.read.done_next")}<//>
            <p class="wb-hint">${say("coding.read.done_hint")}</p>`}
          ${state.may_edit && here.done && html`<${Button} kind="quiet" onClick=${() => act("read", { unit: text.unit, done: false }, { shows: true, done: say("coding.read.not_done") })}>${say("coding.read.not_done")}<//>`}
          <div class="wb-row"><${Button} disabled=${at === 0} onClick=${() => go(at - 1)}>${say("coding.read.back")}<//><${Button} disabled=${at === round.units.length - 1} onClick=${() => go(at + 1)}>${say("coding.read.next")}<//></div></div>
      </article>
      <aside class="wb-coding-side" aria-label=${say("coding.read.themes")}>
        ${state.may_edit && !gone && html`<div class=${`wb-coding-pick ${tagging.quote && !whole ? "wb-coding-held" : ""}`}>
          ${whole ? html`<p class="wb-coding-selected">${say("coding.read.how_whole")}</p>`
            : html`<p class=${`wb-coding-selected ${tagging.held?.asked ? "wb-problem" : ""}`} role="status">${tagging.quote ? html`<q><bdi>${shortened(tagging.quote, 70)}</bdi></q>` : say(tagging.held?.asked ? "coding.read.select_first" : "coding.read.selected_none")}</p>
              <div class="wb-row wb-coding-grow">${["word", "sentence"].map((one) => html`<${Button} key=${one} onMouseDown=${(e) => e.preventDefault()} onClick=${() => tagging.grow(one)}>${say(`coding.read.grow_${one}`)}<//>`)}
                ${tagging.quote && html`<${Button} kind="quiet" onClick=${() => tagging.setHeld(null)}>${say("coding.read.selected_clear")}<//>`}</div>`}
          <${Pick} found=${found} find=${find} setFind=${setFind} many=${all.length > MANY} pressed=${tagging.pressed} onPick=${tagging.pick} say=${say} mode=${whole ? "whole" : "passage"} />
          ${all.length === 0 && html`<p>${say("coding.read.themes_none")}</p>`}
          <div class="wb-row"><${Button} onClick=${() => setAdding(true)}>${say("coding.read.add_theme")}<//>
            ${round.unit === "passage" && html`<${Check} label=${say("coding.read.whole_mode")} checked=${wholeToo} onPick=${setWholeToo} />`}</div></div>`}
        <${Mine} codings=${text.codings} numbers=${numbers} say=${say} onAway=${tagging.untag} readOnly=${!state.may_edit} />
      </aside>
      ${adding && html`<${AddTheme} forms=${forms} act=${act} say=${say} announce=${announce} language=${language} close=${() => setAdding(false)} />`}</div>`;
  };

  const Read = ({ state, forms, act, say, announce, language, onCompare }) => {
    const told = state.rounds.find((one) => one.id === state.round.id), round = { ...told, ...state.round };
    const at = round.units.findIndex((unit) => unit.unit === round.text?.unit);
    const go = (n) => act("text", { unit: round.units[n].unit }, { shows: true });
    if (told.state !== "blind") return html`<div class="wb-card"><p>${say("coding.read.over")}</p><${Button} kind="main" onClick=${onCompare}>${say("coding.compare_tab")}<//></div>`;
    if (!state.by) return html`<${Who} act=${act} say=${say} />`;
    if (!told.reads) {
      return html`<div class="wb-card"><p>${say("coding.read.join_hint", { names: told.coders.join(", ") })}</p>
        ${state.may_edit && html`<${Button} kind="main" onClick=${() => act("join", { coding_round: told.id }, { shows: true, done: say("coding.step.joined") })}>${say("coding.read.join")}<//>`}</div>`;
    }
    return html`<div class="wb-stack"><div class="wb-coding-notes"><${Progress} units=${round.units} at=${at} say=${say} />
        <details><summary>${say("coding.read.blind")}</summary><p>${say("coding.who.you", { name: state.by })} ${say("coding.read.blind_more")}</p></details>
        <details><summary>${say("coding.read.how")}</summary><p>${say("coding.read.how_keys")}</p></details></div>
      <${Reading} state=${state} round=${round} text=${round.text} forms=${forms} act=${act} say=${say} announce=${announce} language=${language} go=${go} at=${at} />
      <${List} units=${round.units} at=${at} go=${go} say=${say} /></div>`;
  };
  return { Read, Who };
};
