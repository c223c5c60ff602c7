// The prototype frame, drawn: the prototype as a box with its people, purpose and measures inside; leaders above it, and
// on both sides the conditions that press on it. Notes are written, moved and taken off where they stand.

const panel = (kit) => {
  const { html, useState, useEffect, useRef, Button, Choice, Dialog } = kit;
  const PICKED_KEY = "workbench-experiment"; // which card was open in the other rooms of this tab
  const remembered = () => { try { return sessionStorage.getItem(PICKED_KEY) || ""; } catch { return ""; } };
  const remember = (id) => { try { sessionStorage.setItem(PICKED_KEY, id); } catch { /* storage may be switched off */ } };
  const INSIDE = [["purpose"], ["request", "context"], ["core_team", "pulled_in", "stability"], ["leading_measure", "lagging_measure"]];
  const LEFT = ["budgets", "eligibility", "competing_projects", "procedures"], RIGHT = ["it_and_data", "role_design", "paperwork", "other"];
  const MADE = { countermeasure: ["what", "shields_from", "agreed_by", "review_on"], issue: ["description", "level", "owner"] };

  /** What a condition became, and the two ways to make something of it. */
  const Became = ({ note, state, act, say }) => {
    const make = (into) => act("turn", { note: note.id, into }, { done: say(`prototype_frame.turned.${into}`) });
    return html`<div class="wb-became">${note.became.map((made) => html`<p key=${made.id} class="wb-mark"><span aria-hidden="true">↳</span> <span>${say(`prototype_frame.became.${made.kind}`)} <bdi>${made.text}</bdi></span></p>`)}
      ${state.may_edit && html`<div class="wb-row wb-no-paper">${["countermeasure", "issue"].filter((into) => !note.became.some((made) => made.kind === into)).map((into) => html`<${Button} key=${into}
        aria-label=${say(`prototype_frame.turn_named.${into}`, { what: note.text })} onClick=${() => make(into)}>${say(`prototype_frame.turn.${into}`)}<//>`)}</div>`}</div>`;
  };

  /** A note opened: its words, where it stands, and what was made of it, beside the drawing and not in it. */
  const Opened = ({ note, forms, act, say, onClose, onRemove }) => {
    const { Live } = kit;
    const fields = ["text", "region", ...(note.region === "condition" ? ["condition_kind"] : [])];
    return html`<${Dialog} title=${say("prototype_frame.note")} onClose=${onClose}><div class="wb-note-open">
      <${Live} form=${forms.frame_note} row=${note} fields=${fields} act=${act} say=${say} />
      ${note.became.map((made) => html`<div key=${made.id} class="wb-note-made"><p class="wb-soft">${say(`prototype_frame.word_it.${made.kind}`)}</p>
        <${Live} form=${forms[made.kind]} row=${made.row} fields=${MADE[made.kind]} act=${act} say=${say} /></div>`)}
      <div class="wb-row"><${Button} kind="main" onClick=${onClose}>${say("panel.close")}<//><${Button} onClick=${onRemove}>${say("prototype_frame.remove")}<//></div></div><//>`;
  };

  const Note = ({ note, state, act, say, onOpen }) => html`<li class="wb-note">
    ${state.may_edit
      ? html`<button type="button" class="wb-note-text" data-note=${note.id} aria-haspopup="dialog" onClick=${() => onOpen(note.id)}><bdi>${note.text}</bdi></button>`
      : html`<span class="wb-note-text"><bdi>${note.text}</bdi></span>`}
    ${note.region === "condition" && html`<${Became} note=${note} state=${state} act=${act} say=${say} />`}</li>`;

  /** One region, or the conditions of one kind: its name, what belongs there, its notes, and room for one more. */
  const Region = ({ region, kind = null, state, forms, act, say, onOpen }) => {
    const [adding, setAdding] = useState(false);
    const { Form } = kit;
    const button = useRef(null);
    const close = () => { setAdding(false); setTimeout(() => button.current?.base?.focus?.()); };
    const name = kind ? say(`prototype_frame.condition.${kind}`) : say(`prototype_frame.region.${region}`);
    const notes = state.notes.filter((n) => n.region === region && (!kind || (n.condition_kind || "other") === kind));
    return html`<section class=${`wb-region region-${region}`} aria-label=${kind ? `${say("prototype_frame.region.condition")}: ${name}` : name}>
      <h3>${name}</h3>${!kind && html`<p class="wb-region-hint">${say(`prototype_frame.hint.${region}`)}</p>`}
      <ul>${notes.map((note) => html`<${Note} key=${note.id} note=${note} state=${state} act=${act} say=${say} onOpen=${onOpen} />`)}</ul>
      ${state.may_edit && !adding && html`<${Button} kind="quiet wb-no-paper" ref=${button} aria-label=${say("prototype_frame.add_to", { name })} onClick=${() => setAdding(true)}>+ ${say("prototype_frame.add")}<//>`}
      ${adding && html`<div class="wb-no-paper"><${Form} form=${forms.frame_note} only=${["text"]} values=${{ experiment: state.picked, region, ...(region === "condition" ? { condition_kind: kind } : {}) }}
        act=${act} say=${say} place=${`frame-${state.picked}-${region}-${kind || ""}`} lead=${false} autoFocus saveWords=${say("prototype_frame.add")} onCancel=${close}
        onDone=${(_made, { another }) => { if (!another) close(); }} /></div>`}</section>`;
  };

  const Drawing = ({ state, forms, act, say }) => {
    const [opened, setOpened] = useState(""); // here and not in the note, which may move to another region while it is open
    const box = useRef(null);
    const shared = { state, forms, act, say, onOpen: setOpened };
    const note = state.notes.find((n) => n.id === opened);
    const close = () => { setOpened(""); setTimeout(() => box.current?.querySelector(`[data-note="${CSS.escape(opened)}"]`)?.focus()); };
    const remove = () => { setOpened(""); act("remove", { kind: "frame_note", id: opened }, { done: say("prototype_frame.removed") }); };
    const side = (kinds, name) => html`<div class=${`wb-frame-side ${name}`} role="group" aria-label=${say("prototype_frame.region.condition")}>
      ${kinds.map((kind) => html`<${Region} key=${kind} region="condition" kind=${kind} ...${shared} />`)}</div>`;
    return html`<div class="wb-frame" ref=${box}>
      <div class="wb-frame-top"><${Region} region="leader" ...${shared} /></div>
      ${side(LEFT, "left")}
      <div class="wb-frame-box"><${Region} region="boundary" ...${shared} />
        ${INSIDE.map((row) => html`<div key=${row[0]} class=${`wb-frame-row of-${row.length}`}>${row.map((region) => html`<${Region} key=${region} region=${region} ...${shared} />`)}</div>`)}</div>
      ${side(RIGHT, "right")}
      ${note && html`<${Opened} key=${opened} note=${note} forms=${forms} act=${act} say=${say} onClose=${close} onRemove=${remove} />`}</div>`;
  };

  return function PrototypeFrame({ state, forms, act, say }) {
    const paper = useRef(null);
    const pick = (id) => {
      remember(id);
      act("pick", { experiment: id }, { beside: true, shows: true });
    };
    useEffect(() => { const wanted = remembered(); if (wanted && wanted !== state.picked && state.experiments.some(([id]) => id === wanted)) pick(wanted); }, []);
    if (!state.picked) return html`<p class="wb-xnone">${say("prototype_frame.none")}</p>`;
    return html`<div class="wb-frame-panel">
      <div class="wb-row wb-frame-tools"><${Choice} label=${say("prototype_frame.which")} value=${state.picked} options=${state.experiments} onPick=${pick} />
        <${Button} onClick=${() => printSheet(paper.current, "wide")}>${say("prototype_frame.print")}<//>
        ${state.may_edit && html`<${Button} onClick=${() => act("undo")}>${say("panel.undo")}<//><${Button} onClick=${() => act("redo")}>${say("panel.redo")}<//>`}</div>
      <p class="wb-soft">${say("prototype_frame.lead")}</p>
      <div ref=${paper}><h2 class="wb-frame-title"><bdi>${state.title}</bdi></h2><${Drawing} key=${state.picked} state=${state} forms=${forms} act=${act} say=${say} /></div></div>`;
  };
};
