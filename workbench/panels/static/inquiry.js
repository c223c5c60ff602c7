// Appreciative inquiry: one round at a time, its four stages in any order, what the group said at each, its questions.

const panel = (kit) => {
  const { html, useState, useEffect, useRef, Button, Choice, Form, Live } = kit;
  const { Questions, Stories } = makeInquiryQuestions(kit);
  const Next = makeInquiryNext(kit);
  const ABOUT = ["name", "about", "pairs", "opened_on"];

  const Note = ({ note, form, act, say, language, readOnly }) => {
    const [open, setOpen] = useState(false);
    const text = note.text.slice(0, 60);
    return html`<li class="wb-inquiry-note">${open ? html`<${Live} form=${form} row=${note} fields=${["text", "noted_by"]} act=${act} say=${say} language=${language} />` : html`<p dir="auto">${note.text}</p>`}
      <div class="wb-row"><span class="wb-soft"><bdi>${note.noted_by && note.on ? say("inquiry.notes.by", { who: note.noted_by, on: note.on }) : note.noted_by || note.on}</bdi></span>
        ${!readOnly && html`<${Button} kind="quiet" aria-expanded=${open ? "true" : "false"} aria-label=${open ? undefined : say("inquiry.notes.change_of", { text })} onClick=${() => setOpen(!open)}>${say(open ? "inquiry.done" : "inquiry.notes.change")}<//>
          <${Button} kind="quiet" aria-label=${say("inquiry.notes.remove_of", { text })} onClick=${() => act("remove", { kind: "inquiry_note", id: note.id }, { done: say("inquiry.notes.removed") })}>${say("inquiry.notes.remove")}<//>`}</div></li>`;
  };

  const Notes = ({ one, stage, state, form, act, say, language, announce, readOnly }) => html`<section class="wb-inquiry-notes"><h3>${say("inquiry.notes.title")}</h3>
    ${one.notes[stage].length === 0 && html`<p class="wb-soft">${say("inquiry.notes.none")}</p>`}
    <ul>${one.notes[stage].map((note) => html`<${Note} key=${note.id} note=${note} form=${form} act=${act} say=${say} language=${language} readOnly=${readOnly} />`)}</ul>
    ${!readOnly && html`<${Form} key=${`${one.row.id}:${stage}`} form=${form} only=${["text", "noted_by"]} values=${{ inquiry: one.row.id, stage, noted_by: state.by, noted_on: state.today }} lead=${false} another=${false}
      place=${`inquiry-note:${one.row.id}:${stage}`} act=${act} say=${say} language=${language} announce=${announce} saveWords=${say("inquiry.notes.add")} />`}</section>`;

  /** The four stages as tabs: arrow keys move among them, none has to come first. */
  const Stages = ({ one, state, stage, onStage, say }) => {
    const doors = useRef({});
    const keys = (e) => {
      const at = state.stages.indexOf(stage), to = { ArrowRight: (at + 1) % 4, ArrowLeft: (at + 3) % 4, Home: 0, End: 3 }[e.key];
      if (to === undefined) return;
      e.preventDefault();
      onStage(state.stages[to]);
      doors.current[state.stages[to]].focus();
    };
    return html`<div class="wb-inquiry-stages" role="tablist" aria-label=${say("inquiry.stages.label")} onKeyDown=${keys}>${state.stages.map((name) => html`<button key=${name} type="button" role="tab" class="wb-button" id=${`wb-stage-${name}`} aria-selected=${name === stage ? "true" : "false"}
      aria-controls="wb-stage" tabindex=${name === stage ? 0 : -1} ref=${(el) => { doors.current[name] = el; }} onClick=${() => onStage(name)}>${say(`inquiry.${name}.title`)}${one.row.stage === name && html`<span class="wb-inquiry-here"> · ${say("inquiry.stages.here")}</span>`}</button>`)}</div>`;
  };

  const Prompts = ({ stage, words, say }) => html`<details class="wb-inquiry-prompts" open><summary>${say("inquiry.notes.prompts")}</summary><ul>${(words.inquiry?.[stage]?.prompts || []).map((line) => html`<li key=${line}>${line}</li>`)}</ul></details>`;

  const About = ({ one, form, act, say, language, readOnly }) => {
    const [open, setOpen] = useState(false);
    const { row } = one;
    return html`<section class="wb-card wb-inquiry-about">
      ${open ? html`<${Live} form=${form} row=${row} fields=${ABOUT} own act=${act} say=${say} language=${language} />` : html`<div class="wb-inquiry-two"><div><h3>${say("inquiry.about")}</h3>
          ${row.about ? html`<p class="wb-inquiry-aim" dir="auto">${row.about}</p>` : html`<p class="wb-soft">${say("inquiry.about_none")}</p>`}</div>
        <div><h3>${say("inquiry.pairs")}</h3>${row.pairs ? html`<ul>${row.pairs.split("\n").filter((line) => line.trim()).map((line, n) => html`<li key=${n} dir="auto">${line}</li>`)}</ul>` : html`<p class="wb-soft">${say("inquiry.pairs_none")}</p>`}</div></div>`}
      ${!readOnly && html`<div class="wb-row"><${Button} aria-expanded=${open ? "true" : "false"} onClick=${() => setOpen(!open)}>${say(open ? "inquiry.done" : "inquiry.edit")}<//>
        ${one.closed ? html`<${Button} kind="quiet" onClick=${() => act("close", { inquiry: row.id, closed: false }, { done: say("inquiry.open_done") })}>${say("inquiry.open_again")}<//>`
          : html`<${Button} kind="quiet" onClick=${() => act("close", { inquiry: row.id, closed: true }, { done: say("inquiry.close_done") })}>${say("inquiry.close")}<//>`}</div>`}</section>`;
  };

  const Round = ({ one, state, forms, words, act, say, language, announce, readOnly, onLook }) => {
    const [stage, setStage] = useState(one.row.stage);
    useEffect(() => { setStage(one.row.stage); }, [one.row.stage]);
    const shared = { one, state, act, say, language, announce, readOnly, place: state.place };
    const move = () => act("write", { kind: "inquiry", id: one.row.id, values: { stage } }, { done: say("inquiry.stages.moved", { stage: say(`inquiry.${stage}.title`) }) });
    return html`<div class="wb-inquiry-round"><h2><bdi>${one.row.name}</bdi></h2>
      <p class="wb-soft">${[one.begun && say("inquiry.begun", { on: one.begun }), one.closed && say("inquiry.closed", { on: one.closed })].filter(Boolean).join(" · ")}
        ${one.before && html` <${Button} kind="quiet" onClick=${() => onLook(one.before[0])}><bdi>${say("inquiry.before", { name: one.before[1] })}</bdi><//>`}
        ${one.after && html` <${Button} kind="quiet" onClick=${() => onLook(one.after[0])}><bdi>${say("inquiry.after", { name: one.after[1] })}</bdi><//>`}</p>
      <${About} key=${one.row.id} ...${shared} form=${forms.inquiry} />
      <${Stages} one=${one} state=${state} stage=${stage} onStage=${setStage} say=${say} />
      <div id="wb-stage" role="tabpanel" aria-labelledby=${`wb-stage-${stage}`} class="wb-inquiry-stage"><p class="wb-inquiry-lead">${say(`inquiry.${stage}.lead`)}</p>
        ${!readOnly && stage !== one.row.stage && html`<p><${Button} onClick=${move}>${say("inquiry.stages.move")}<//></p>`}
        <div class="wb-inquiry-two"><div class="wb-stack"><${Prompts} stage=${stage} words=${words} say=${say} /><${Notes} ...${shared} stage=${stage} form=${forms.inquiry_note} /></div>
          <div class="wb-stack">${stage === "discover" && html`<${Questions} ...${shared} questions=${one.questions} inquiry=${one.row} form=${forms.opening_question} />`}
            ${stage === "deliver" && !readOnly && !one.after && html`<${Next} key=${one.row.id} ...${shared} form=${forms.inquiry} />`}
            <${Stories} ...${shared} /></div></div></div></div>`;
  };

  return function Inquiry({ state, forms, words, act, say, language, announce }) {
    const [adding, setAdding] = useState(false);
    const readOnly = !state.may_edit, one = state.one;
    const look = (id) => act("look", { id }, { shows: true });
    return html`<div class="wb-inquiry"><h2 class="wb-sr">${say("inquiry.title")}</h2>
      ${state.rounds.length === 0 && !adding && html`<p class="wb-card">${say("inquiry.none")}</p>`}
      <div class="wb-row wb-inquiry-tools">${state.rounds.length > 1 && html`<${Choice} label=${say("inquiry.rounds")} value=${one.row.id} options=${state.rounds} onPick=${look} />`}
        ${!readOnly && !adding && html`<${Button} kind=${state.rounds.length ? "" : "main"} onClick=${() => setAdding(true)}>+ ${say("inquiry.begin")}<//>`}</div>
      ${adding && html`<section class="wb-card"><${Form} form=${forms.inquiry} only=${ABOUT} values=${{ opened_on: state.today }} another=${false} autoFocus place="inquiry-new" act=${act} say=${say} language=${language} announce=${announce}
        saveWords=${say("inquiry.begin")} onDone=${() => setAdding(false)} onCancel=${() => setAdding(false)} /></section>`}
      ${one && html`<${Round} key=${one.row.id} one=${one} state=${state} forms=${forms} words=${words} act=${act} say=${say} language=${language} announce=${announce} readOnly=${readOnly} onLook=${look} />`}
      ${(state.outside.length > 0 || !one) && html`<${Questions} questions=${state.outside} adds=${!one} place=${state.place} form=${forms.opening_question} act=${act} say=${say} language=${language} announce=${announce} readOnly=${readOnly} />`}</div>`;
  };
};
