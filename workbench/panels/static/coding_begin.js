// The rounds there are, and beginning one: which texts, and who reads them.

const makeCodingBegin = ({ html, useState, useEffect, Button, Choice, Form, Live }) => {
  const WAIT_MS = 250, DRAWN = 20;
  const KINDS = ["story", "debrief_entry", "pod_entry", "issue", "observation", "inquiry_note"];

  /** So many of some things by chance. */
  const drawn = (ids, n) => {
    const left = [...ids], made = [];
    while (left.length && made.length < n) made.push(left.splice(Math.floor(Math.random() * left.length), 1)[0]);
    return made;
  };

  const Texts = ({ chosen, setChosen, act, say }) => {
    const [kind, setKind] = useState("story"), [find, setFind] = useState(""), [found, setFound] = useState(null);
    useEffect(() => {
      let gone = false;
      const timer = setTimeout(() => act("texts", { kind, find }).then((answer) => { if (!gone && answer.ok) setFound(answer.result); }), find ? WAIT_MS : 0);
      return () => { gone = true; clearTimeout(timer); };
    }, [kind, find]);
    const key = (id) => `${kind}:${id}`;
    const add = (ids) => setChosen(new Set([...chosen, ...ids.map(key)]));
    const toggle = (id) => { const next = new Set(chosen); if (!next.delete(key(id))) next.add(key(id)); setChosen(next); };
    return html`<fieldset class="wb-coding-choose"><legend>${say("coding.choose.title")}</legend>
      <div class="wb-coding-which"><${Choice} label=${say("coding.choose.kind")} value=${kind} options=${KINDS.map((one) => [one, say(`coding.kind.${one}`)])} onPick=${setKind} />
        <div class="wb-field"><label for="wb-coding-texts">${say("coding.choose.find")}</label><input id="wb-coding-texts" type="search" dir="auto" value=${find} onInput=${(e) => setFind(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()} /></div></div>
      ${!found && html`<p class="wb-soft" role="status">${say("panel.loading")}</p>`}
      ${found && html`<div class="wb-row"><strong role="status">${say("coding.choose.chosen", { n: chosen.size })}</strong>
          ${found.ids.length > 0 && html`<${Button} onClick=${() => add(found.ids)}>${say("coding.choose.all", { n: found.ids.length })}<//>`}
          ${found.ids.length > DRAWN && html`<${Button} onClick=${() => add(drawn(found.ids.filter((id) => !chosen.has(key(id))), DRAWN))}>${say("coding.choose.draw", { n: DRAWN })}<//>`}
          ${chosen.size > 0 && html`<${Button} kind="quiet" onClick=${() => setChosen(new Set())}>${say("coding.choose.clear")}<//>`}</div>
        ${found.ids.length === 0 && html`<p>${say(find.trim() ? "coding.choose.nothing_found" : "coding.choose.none")}</p>`}
        <ul class="wb-coding-texts">${found.texts.map((text) => html`<li key=${text.id}><label class="wb-check"><input type="checkbox" checked=${chosen.has(key(text.id))} onChange=${() => toggle(text.id)} />
          <span><bdi>${text.title}</bdi> <span class="wb-soft">${[text.on, say("coding.choose.letters", { n: text.letters, shown: text.letters.toLocaleString() })].filter(Boolean).join(" · ")}</span></span></label></li>`)}</ul>
        ${found.ids.length > found.texts.length && html`<p class="wb-soft">${say("coding.choose.first", { shown: found.texts.length, n: found.ids.length })}</p>`}`}</fieldset>`;
  };

  const Begin = ({ state, forms, act, say, announce, language, close, onDone }) => {
    const [chosen, setChosen] = useState(new Set());
    const texts = () => [...chosen].map((one) => { const at = one.indexOf(":"); return [one.slice(0, at), one.slice(at + 1)]; });
    return html`<section class="wb-card wb-coding-begin" aria-label=${say("coding.rounds.begin")}><h2>${say("coding.rounds.begin")}</h2>
      <p>${forms.coding_round.lead}</p>
      <${Texts} chosen=${chosen} setChosen=${setChosen} act=${act} say=${say} />
      <${Form} form=${forms.coding_round} only=${["name", "unit", "coders", "scope"]} values=${{ coders: state.by ? [state.by] : [] }} act=${act} say=${say} announce=${announce} language=${language}
        place="coding-begin" lead=${false} another=${false} saveWords=${say("coding.rounds.begin")} onCancel=${close}
        save=${(values) => act("begin", { values, texts: texts() }, { beside: true, done: say("coding.step.begun", { n: chosen.size }) })} onDone=${onDone} /></section>`;
  };

  const Rounds = ({ state, forms, act, say, announce, confirm, language }) => {
    const [beginning, setBeginning] = useState(false);
    const open = (id) => act("open", { coding_round: id }, { shows: true });
    const remove = async (one) => {
      if (await confirm(say("coding.rounds.remove_sure", { name: one.name }), { yes: say("coding.rounds.remove") })) act("remove", { kind: "coding_round", id: one.id }, { done: say("coding.rounds.removed") });
    };
    if (beginning) return html`<${Begin} state=${state} forms=${forms} act=${act} say=${say} announce=${announce} language=${language} close=${() => setBeginning(false)} onDone=${(made) => { setBeginning(false); open(made.id); }} />`;
    return html`<section class="wb-stack" aria-label=${say("coding.rounds.title")}>
      ${state.rounds.length === 0 && html`<p class="wb-card">${say("coding.rounds.none")}</p>`}
      ${state.may_edit && html`<div><${Button} kind="main wb-big" onClick=${() => setBeginning(true)}>${say("coding.rounds.begin")}<//></div>`}
      <ul class="wb-coding-rounds">${state.rounds.map((one) => html`<li key=${one.id} class="wb-card"><h3><bdi>${one.name}</bdi> <span class="wb-tag">${say(`coding.state.${one.state}`)}</span></h3>
        <p class="wb-soft">${[one.opened, say("coding.rounds.n_texts", { n: one.n }), say(`coding.rounds.unit_${one.unit}`), say("coding.rounds.n_coders", { n: one.coders.length })].filter(Boolean).join(" · ")}<br /><bdi>${one.coders.join(", ")}</bdi></p>
        <div class="wb-row"><${Button} kind="main" aria-label=${`${say("coding.rounds.open")}: ${one.name}`} onClick=${() => open(one.id)}>${say("coding.rounds.open")}<//>
          ${state.may_edit && html`<${Button} kind="quiet" aria-label=${`${say("coding.rounds.remove")}: ${one.name}`} onClick=${() => remove(one)}>${say("coding.rounds.remove")}<//>`}</div></li>`)}</ul></section>`;
  };
  return { Rounds };
};
