// "We noticed …": any panel of the page may ask for it; what was looked at comes along, and what is begun is never lost.

const panel = (kit) => {
  const { html, useState, useEffect, useRef, Button, Dialog, Form, Live } = kit;
  const SHORT = ["title", "text", "hard_to_dispute", "surprising", "noticed_by", "noticed_on", "scope"];
  const ALONE = ["text", "written_by"];
  const BEGUN = "noticing-begun", MOST_BEGUN = 5;
  const { read: seenOf, keyOf, Seen } = noticingSeen(kit);
  const ours = makeKeptIds("workbench-sense-notes");

  const shortened = (text) => (text.length > 70 ? `${text.slice(0, 69)}…` : text);
  const placeOf = (seen, alone) => `${alone ? "sense-note" : "noticing"}:${keyOf(seen)}`;
  const isBegun = (form, seen) => { try { return [true, false].some((alone) => sessionStorage.getItem(`workbench-draft:${form.at}/${placeOf(seen, alone)}`)); } catch { return true; } };

  /** What was begun and not saved, with what had been looked at; kept with this device's drafts. */
  const useBegun = (form, act) => {
    const [begun, setBegun] = useState([]);
    useEffect(() => { act("draft", { place: BEGUN }, { beside: true }).then((answer) => { if (Array.isArray(answer.result?.begun)) setBegun(answer.result.begun.map(seenOf)); }); }, []);
    const keep = (next) => {
      setBegun(next);
      if (next.length) act("keep_draft", { place: BEGUN, content: { begun: next } }, { beside: true }); else act("drop_draft", { place: BEGUN }, { beside: true });
    };
    const others = (seen) => begun.filter((one) => keyOf(one) !== keyOf(seen));
    return { begun, others, closed: (seen) => {
      const next = isBegun(form, seen) ? [seen, ...others(seen)].slice(0, MOST_BEGUN) : others(seen);
      if (next.length || begun.length) keep(next);
    } };
  };

  const Sheet = ({ seen, others, onOther, state, forms, act, say, toast, announce, language, names, close }) => {
    const sheet = useRef(null), session = state.session, alone = Boolean(session?.alone);
    // a dialog that opens takes the focus to its first button; what is wanted is the first question
    useEffect(() => { sheet.current?.querySelector(".wb-form :is(input, textarea)")?.focus(); }, []);
    const looked = { text: seen.text, seen_in: seen.seen_in, looked_at: seen.looked_at };
    const values = alone ? looked : { ...looked, noticed_on: state.today, noticed_by: state.by };
    const beside = seen.beside.slice(0, state.most_beside);
    const keep = (made) => { if (made.note) ours.add(made.id); return say(made.note ? "noticing.alone_saved" : "noticing.saved", { title: made.title, name: session?.name }); };
    const save = (given) => (alone ? act("note", { values: given, session: session.id, beside }, { beside: true, done: keep })
      : act("notice", { values: given, beside }, { beside: true, done: keep }));
    return html`<div class="wb-noticing-sheet" ref=${sheet}>
      ${alone && html`<p class="wb-noticing-alone"><bdi>${say("noticing.alone", { name: session.name })}</bdi>${session.question && html`<strong><bdi>${session.question}</bdi></strong>`}</p>`}
      ${others.length > 0 && html`<div class="wb-kept" role="status"><p>${say("noticing.begun", { n: others.length })}</p>
        ${others.map((one) => html`<${Button} key=${keyOf(one)} onClick=${() => onOther(one)}><bdi>${say("noticing.go_on", { what: shortened(one.looked_at) || say("noticing.nothing_picked") })}</bdi><//>`)}</div>`}
      <${Seen} seen=${seen} state=${state} say=${say} names=${names} />
      <${Form} key=${alone ? "alone" : "together"} form=${forms[alone ? "sense_note" : "observation"]} only=${alone ? ALONE : SHORT} values=${values} act=${act} say=${say}
        announce=${announce} language=${language} place=${placeOf(seen, alone)} lead=${!alone} saveWords=${say(alone ? "noticing.alone_save" : "noticing.save")}
        another=${false} save=${save} onDone=${close} onCancel=${close} /></div>`;
  };

  const Observation = ({ one, form, act, say, readOnly, language }) => {
    const [open, setOpen] = useState(false);
    return html`<li class="wb-card"><p class="wb-noticing-title"><bdi>${one.title}</bdi></p>
      ${one.text && html`<p class="wb-noticing-text"><bdi>${one.text}</bdi></p>`}
      <p class="wb-soft">${[one.noticed_by ? say("noticing.by", { who: one.noticed_by, on: one.on }) : one.on, say(`noticing.strength.${one.strength || "none"}`),
        one.n_beside > 0 && say(one.n_beside === one.n_cases ? "noticing.from_cases" : "noticing.from_beside", { n: one.n_beside })].filter(Boolean).join(" · ")}</p>
      ${one.looked_at && html`<p class="wb-soft">${say("noticing.looked_at")}: <bdi>${one.looked_at}</bdi></p>`}
      ${!readOnly && html`<div class="wb-row"><${Button} kind="quiet" aria-expanded=${open ? "true" : "false"} aria-label=${say("noticing.change_of", { title: one.title })}
          onClick=${() => setOpen(!open)}>${say(open ? "noticing.done" : "noticing.change")}<//>
        <${Button} kind="quiet" aria-label=${say("noticing.remove_of", { title: one.title })} onClick=${() => act("remove", { kind: "observation", id: one.id }, { done: say("noticing.removed") })}>${say("noticing.remove")}<//></div>`}
      ${open && html`<${Live} form=${form} row=${one} fields=${SHORT} own act=${act} say=${say} language=${language} />`}</li>`;
  };

  return function Noticing({ state, forms, words: said, act, say, toast, announce, language }) {
    const form = forms.observation, names = said.noticing?.seen || {};
    const [seen, setSeen] = useState(null);
    const from = useRef(null), open = useRef(false);
    const begun = useBegun(form, act);
    open.current = Boolean(seen);
    const show = (detail) => {
      if (open.current) return; // one sheet at a time; what stands in it goes first
      from.current = document.activeElement;
      setSeen(seenOf(detail));
    };
    useEffect(() => {
      const heard = (e) => { e.preventDefault(); show(e.detail); }; // whoever asked can tell that somebody heard
      if (state.may_edit) window.addEventListener("workbench-noticed", heard);
      return () => window.removeEventListener("workbench-noticed", heard);
    }, [state.may_edit]);
    const leave = () => { begun.closed(seen); setSeen(null); setTimeout(() => { if (from.current?.isConnected) from.current.focus(); }); };
    if (!state.may_edit && state.n === 0) return null;
    return html`<div class="wb-noticing"><details><summary>${state.n ? say("noticing.list", { n: state.n }) : say("noticing.title")}</summary>
        ${state.may_edit && html`<p><${Button} onClick=${() => show(null)}>${say("noticing.button")}<//></p>`}
        ${state.n === 0 && html`<p class="wb-soft">${say("noticing.none")}</p>`}
        ${state.n > state.observations.length && html`<p class="wb-soft">${say("noticing.newest", { shown: state.observations.length, n: state.n })}</p>`}
        <ul>${state.observations.map((one) => html`<${Observation} key=${one.id} one=${one} form=${form} act=${act} say=${say} readOnly=${!state.may_edit} language=${language} />`)}</ul></details>
      ${seen && html`<${Dialog} title=${say(state.session?.alone ? "noticing.alone_heading" : "noticing.heading")} onClose=${leave}>
        <${Sheet} key=${keyOf(seen)} seen=${seen} others=${begun.others(seen)} onOther=${(one) => { begun.closed(seen); setSeen(one); }} state=${state} forms=${forms} act=${act} say=${say}
          toast=${toast} announce=${announce} language=${language} names=${names} close=${leave} /><//>`}</div>`;
  };
};
