// What people noticed: written by each alone, shown when the facilitator says so, then gathered into observations.

const makeSenseNotes = (kit) => {
  const { html, useState, useRef, useEffect, Button, Check, Dialog, Form, Live } = kit;
  const ours = makeKeptIds("workbench-sense-notes");
  const first = (text, longest) => { const line = text.trim().split("\n")[0], letters = [...line]; return letters.length <= longest ? line : `${letters.slice(0, longest - 1).join("")}…`; };

  const Own = ({ note, form, act, say, language, late }) => html`<li class="wb-card">
    <${Live} form=${form} row=${note} fields=${["text", "written_by"]} act=${act} say=${say} language=${language} />
    ${note.looked_at && html`<p class="wb-soft"><bdi>${say("sense_session.notes.seen", { what: note.looked_at })}</bdi></p>`}
    <div class="wb-row">${late && html`<${Button} kind="main" onClick=${() => act("show_note", { id: note.id }, { done: say("sense_session.notes.shown_one") })}>${say("sense_session.notes.show_one")}<//>`}
      <${Button} kind="quiet" aria-label=${say("sense_session.notes.remove_of", { note: first(note.text, 40) })} onClick=${() => act("remove", { kind: "sense_note", id: note.id }, { done: say("sense_session.notes.removed") })}>${say("sense_session.notes.remove")}<//></div></li>`;

  const Mine = ({ one, forms, act, say, language, late }) => one.ours.length > 0 && html`<section aria-label=${say("sense_session.notes.mine")}><h3>${say("sense_session.notes.mine")}</h3>
    <p class="wb-hint">${say(late ? "sense_session.notes.late" : "sense_session.notes.only_you")}</p>
    <ul class="wb-notes-own">${one.ours.map((note) => html`<${Own} key=${note.id} note=${note} form=${forms.sense_note} act=${act} say=${say} language=${language} late=${late} />`)}</ul></section>`;

  /** Asks who is still writing before everything is shown; a count, never who. */
  const Reveal = ({ session, asked, act, say, onClose }) => {
    const [still, setStill] = useState(asked);
    const again = async () => { const answer = await act("still_writing", { session }); if (answer.ok) setStill(answer.result); };
    useEffect(() => { const beat = setInterval(again, 4000); return () => clearInterval(beat); }, []);
    const show = async () => { const answer = await act("go_to", { session, phase: "together" }, { shows: true, done: say("sense_session.reveal.done") }); if (answer.ok) onClose(); };
    return html`<${Dialog} title=${say("sense_session.reveal.title")} onClose=${onClose}>
      <p role="status">${still.writing ? say("sense_session.reveal.writing", { n: still.writing }) : say("sense_session.reveal.nobody")} ${say("sense_session.reveal.notes", { n: still.notes })}</p>
      <p class="wb-hint">${say("sense_session.reveal.ask")}</p>
      <div class="wb-row"><${Button} kind="main" onClick=${show}>${say("sense_session.reveal.show")}<//><${Button} onClick=${onClose}>${say("sense_session.reveal.wait")}<//></div><//>`;
  };

  const Alone = ({ one, state, forms, act, say, announce, language, readOnly }) => {
    const [asked, setAsked] = useState(null);
    const session = one.row.id, leads = !one.row.facilitator || one.row.facilitator.trim().toLowerCase() === state.by.trim().toLowerCase();
    const ask = async () => { const answer = await act("still_writing", { session }); if (answer.ok) setAsked(answer.result); };
    return html`<div class="wb-stack"><section class="wb-card wb-notes-write" aria-label=${say("sense_session.notes.write")}><h3>${say("sense_session.notes.write")}</h3>
        <p>${say("sense_session.notes.alone")}</p>
        ${!readOnly && html`<${Form} form=${forms.sense_note} only=${["text", "written_by"]} values=${{ sense_session: session }} act=${act} say=${say} announce=${announce} language=${language} lead=${false}
          place=${`sense-note:${session}`} another=${false} saveWords=${say("sense_session.notes.keep")} save=${(values) => act("add", { kind: "sense_note", values: { ...values, sense_session: session } }, { beside: true, done: say("sense_session.notes.kept") })}
          onDone=${(made) => ours.add(made.id)} />`}</section>
      <${Mine} one=${one} forms=${forms} act=${act} say=${say} language=${language} />
      ${!readOnly && html`<div><${Button} kind=${leads ? "main" : ""} onClick=${ask}>${say("sense_session.reveal.button")}<//>
        ${!leads && html`<p class="wb-hint"><bdi>${say("sense_session.reveal.whose", { name: one.row.facilitator })}</bdi></p>`}</div>`}
      ${asked && html`<${Reveal} session=${session} asked=${asked} act=${act} say=${say} onClose=${() => setAsked(null)} />`}</div>`;
  };

  const Note = ({ note, picked, onPick, readOnly, say }) => html`<li class=${`wb-note ${note.alike >= 0 ? "alike" : ""}`}>
    <label class="wb-note-pick">${!readOnly && html`<input type="checkbox" checked=${picked} onChange=${(e) => onPick(e.currentTarget.checked)} />`}<span class="wb-note-text"><bdi>${note.text}</bdi></span></label>
    <p class="wb-soft">${[note.written_by && html`<bdi>${note.written_by}</bdi>`, note.alike >= 0 && say("sense_session.notes.like"), note.looked_at && html`<bdi>${say("sense_session.notes.seen", { what: first(note.looked_at, 120) })}</bdi>`].filter(Boolean).map((part, n) => html`<span key=${n}>${n > 0 ? " · " : ""}${part}</span>`)}</p>
    ${note.became.map((title) => html`<p key=${title} class="wb-note-became">→ ${say("sense_session.notes.became")} <bdi>${title}</bdi></p>`)}</li>`;

  const Gather = ({ one, notes, forms, act, say, announce, language, onDone }) => {
    const begin = { title: first(notes[0].text, 120), text: notes.map((note) => note.text).join("\n\n") };
    return html`<${Dialog} title=${say("sense_session.gather.title", { n: notes.length })} onClose=${() => onDone(false)}><div class="wb-gather">
      <${Form} form=${forms.observation} only=${["title", "text", "hard_to_dispute", "surprising", "scope"]} values=${begin} act=${act} say=${say} announce=${announce} language=${language} lead=${false} another=${false}
        place=${`gather:${one.row.id}:${notes.map((note) => note.handle).join("-").slice(0, 150)}`} autoFocus saveWords=${say("sense_session.gather.save")} onCancel=${() => onDone(false)}
        save=${(values) => act("observe", { session: one.row.id, handles: notes.map((note) => note.handle), values }, { beside: true, done: (made) => say("sense_session.gather.done", { title: made.title }) })} onDone=${() => onDone(true)} /></div><//>`;
  };

  const Together = ({ one, forms, act, say, announce, language, readOnly }) => {
    const [picked, setPicked] = useState(new Set()), [gathering, setGathering] = useState(false), [left, setLeft] = useState(false);
    const shown = one.notes.filter((note) => !left || !note.became.length), chosen = one.notes.filter((note) => picked.has(note.handle));
    const pick = (note, yes) => setPicked((now) => { const next = new Set(now); if (yes) next.add(note.handle); else next.delete(note.handle); return next; });
    const bar = useRef(null);
    const done = (made) => { setGathering(false); if (made) setPicked(new Set()); setTimeout(() => bar.current?.querySelector("button")?.focus()); };
    return html`<div class="wb-stack"><${Mine} one=${one} forms=${forms} act=${act} say=${say} language=${language} late />
      <section aria-label=${say("sense_session.notes.all")}><h3>${say("sense_session.notes.all_n", { n: one.notes.length })}</h3>
        ${one.notes.length === 0 ? html`<p class="wb-soft">${say("sense_session.notes.none")}</p>` : html`<p class="wb-soft">${say("sense_session.notes.gather_lead")}</p>`}
        ${one.notes.some((note) => note.became.length) && html`<${Check} label=${say("sense_session.notes.left_only")} checked=${left} onPick=${setLeft} />`}
        <ul class="wb-notes">${shown.map((note) => html`<${Note} key=${note.handle} note=${note} picked=${picked.has(note.handle)} onPick=${(yes) => pick(note, yes)} readOnly=${readOnly} say=${say} />`)}</ul>
        ${!readOnly && one.notes.length > 0 && html`<div class="wb-notes-bar" ref=${bar}><${Button} kind="main" disabled=${chosen.length === 0} onClick=${() => setGathering(true)}>${say(chosen.length ? "sense_session.gather.button" : "sense_session.gather.none", { n: chosen.length })}<//></div>`}</section>
      ${gathering && chosen.length > 0 && html`<${Gather} one=${one} notes=${chosen} forms=${forms} act=${act} say=${say} announce=${announce} language=${language} onDone=${done} />`}</div>`;
  };
  return { Alone, Together, Mine, ours };
};
