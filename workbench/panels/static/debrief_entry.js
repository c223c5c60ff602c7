// One thing that was said: what it teaches, who can act on it, what became of it; and making something of it.

const ABOUT = [["work", "w"], ["organising", "o"]];
const WHO = [["me", "1"], ["team", "2"], ["another_cycle", "3"]];
const MAKES = [["issue", "i"], ["story", "s"], ["measure", "m"]];
//: Questions that come up later in the life of a record, and not while a debrief goes on.
const LATER = {
  issue: ["status", "closed_on"],
  story: ["withdrawal", "withdrawn_on", "language", "opening_question", "translation", "translated_into", "translated_by"],
  measure: ["ended_on"],
};

/** The text as far as a title goes, cut at a word. */
const titleOf = (text, longest) => {
  const line = text.trim().split("\n")[0];
  const letters = [...line];
  if (letters.length <= longest) return line;
  const cut = letters.slice(0, longest - 1).join("");
  return `${cut.slice(0, cut.lastIndexOf(" ") > longest / 2 ? cut.lastIndexOf(" ") : cut.length)}…`;
};

/** What a record made from an entry begins with: the words carried over, and what can sensibly be taken from round it. */
const begunWith = {
  issue: ({ text, can_act, learning_about, said_by, day }) => ({
    description: text, level: learning_about === "work" ? "individual" : "system",
    owner: can_act === "another_cycle" ? "leadership" : "team", raised_by: said_by || "", raised_on: day,
  }),
  story: ({ text, prompt, day, recorder, today, spoken, say }) => ({
    title: titleOf(text, 70), text, teller: say("debrief.story.teller"), told_on: day, question: prompt || "", scope: "team",
    listened_by: recorder || "", consent_wording: say("debrief.story.consent", { day: spoken }), consent_on: today, consent_by: recorder || "",
  }),
  measure: ({ text }) => ({ name: titleOf(text, 120), reader: "team", theme: "citizens", how: text }),
};

const makeEntryParts = (kit) => {
  const { html, useState, useEffect, useRef, Button, Dialog, Form, Live } = kit;

  /** A few words of which one, or none, holds. */
  const Marks = ({ label, pairs, section, value, onPick, say }) => html`<span class="wb-marks" role="group" aria-label=${label}>
    <span class="wb-marks-label" aria-hidden="true">${label}</span>
    ${pairs.map(([key, letter]) => html`<${Button} key=${key} kind="wb-mark" aria-pressed=${value === key ? "true" : "false"} aria-keyshortcuts=${letter}
      onClick=${() => onPick(value === key ? null : key)}>${say(`debrief.${section}.${key}`)}<//>`)}</span>`;

  const Learning = ({ values, onPick, say }) => html`
    <${Marks} label=${say("debrief.learning_about.title")} pairs=${ABOUT} section="learning_about" value=${values.learning_about} say=${say}
      onPick=${(key) => onPick("learning_about", key)} />
    <${Marks} label=${say("debrief.can_act.title")} pairs=${WHO} section="can_act" value=${values.can_act} say=${say}
      onPick=${(key) => onPick("can_act", key)} />`;

  /** Which mark a key stands for: [field, value], or null. */
  const markOf = (key) => {
    const about = ABOUT.find(([, letter]) => letter === key), who = WHO.find(([, letter]) => letter === key);
    return about ? ["learning_about", about[0]] : who ? ["can_act", who[0]] : null;
  };

  const kindWords = (kind, say) => (["issue", "story", "measure", "countermeasure", "experiment"].includes(kind) ? say(`debrief.became_kind.${kind}`) : say("debrief.became_kind.other"));
  const roomOf = (room) => { const at = new URLSearchParams(location.search); at.delete("token"); at.set("room", room); return `?${at}`; };

  const Became = ({ made, say }) => made.length > 0 && html`<ul class="wb-became">${made.map((m) => html`<li key=${m.kind + m.id}>
    <span aria-hidden="true">→</span> ${say("debrief.entries.became")} <strong>${kindWords(m.kind, say)}</strong>${" "}
    ${m.room ? html`<a href=${roomOf(m.room)}><bdi>${titleOf(m.title, 60)}</bdi></a>` : html`<q><bdi>${titleOf(m.title, 60)}</bdi></q>`}</li>`)}</ul>`;

  /** Make an issue, a story or a measure of what was said. `begin` are the values the form starts with. */
  const Become = ({ kind, source, text, begin, forms, options, act, say, announce, language, section, save, onClose }) => (forms[kind]
    ? html`<${Dialog} title=${say(`${section}.become.${kind}_title`)} onClose=${onClose}>
        <div class="wb-become"><blockquote class="wb-become-from"><bdi>${text}</bdi></blockquote>
        <${Form} form=${forms[kind]} values=${begin} options=${options} act=${act} say=${say} announce=${announce} language=${language} place=${`made-${kind}-${source[1]}`}
          madeFrom=${source} save=${save} hide=${LATER[kind]} another=${false} lead=${false} autoFocus=${true} saveWords=${say(`${section}.become.${kind}`)}
          onCancel=${onClose} onDone=${() => { announce(say(`${section}.become.${kind}_done`)); onClose(); }} /></div><//>`
    : html`<${Dialog} title=${say(`${section}.become.${kind}_title`)} onClose=${onClose} say=${say}><p>${say("debrief.become.no_form")}</p><//>`);

  const Beliefs = ({ entry, say }) => {
    const said = ["mission", "experiment", "own_part"].filter((what) => entry[`belief_in_${what}`]);
    const composed = said.map((what) => say("debrief.write.belief_text", { what: say(`debrief.belief.${what}`), word: say(`debrief.belief_word.${entry[`belief_in_${what}`]}`) })).join(" ");
    return said.length > 0 && composed !== entry.text && html`<p class="wb-entry-belief">${said.map((what) => html`<span key=${what} class="wb-tag">
      ${say(`debrief.belief.${what}`)}: ${say(`debrief.belief_word.${entry[`belief_in_${what}`]}`)}</span>`)}</p>`;
  };

  const Entry = ({ entry: stored, debrief, forms, act, say, announce, language, mayEdit, picked, onPick, onBox, today }) => {
    const [editing, setEditing] = useState(false);
    const [making, setMaking] = useState("");
    const [hoped, setHoped] = useState({}); // marks on their way
    const entry = { ...stored, ...hoped };
    const box = useRef(null);
    useEffect(() => { if (picked && picked.focus && !making) box.current?.focus({ preventScroll: false }); }, [picked]);
    const mark = async (field, value) => {
      setHoped((now) => ({ ...now, [field]: value }));
      await act("write", { kind: "debrief_entry", id: entry.id, values: { [field]: value }, was: { [field]: stored[field] ?? null } });
      setHoped(({ [field]: _done, ...others }) => others);
    };
    const remove = () => { act("remove", { kind: "debrief_entry", id: entry.id }, { done: say("debrief.entries.removed") }); onBox(); };
    const back = () => { setMaking(""); setTimeout(() => box.current?.focus()); };
    const keys = (e) => {
      if (e.target !== box.current || e.ctrlKey || e.metaKey || e.altKey || !mayEdit) return;
      const found = markOf(e.key.toLowerCase()), make = MAKES.find(([, letter]) => letter === e.key.toLowerCase());
      if (found) mark(found[0], entry[found[0]] === found[1] ? null : found[1]);
      else if (make) setMaking(make[0]);
      else if (e.key.toLowerCase() === "e") setEditing(true);
      else if (e.key === "Delete") remove();
      else if (e.key === "Escape") onBox();
      else return;
      e.preventDefault();
      e.stopPropagation();
    };
    const marks = [entry.learning_about && say(`debrief.learning_about.${entry.learning_about}`), entry.can_act && say(`debrief.can_act.${entry.can_act}`)].filter(Boolean);
    const begin = making && begunWith[making]({ ...entry, day: debrief.held_on, recorder: debrief.recorder, spoken: debrief.day, today, say });
    return html`<li class="wb-entry" ref=${box} tabindex="0" data-entry=${entry.id} aria-current=${picked ? "true" : undefined} onKeyDown=${keys}
      onFocusIn=${() => { if (!picked) onPick(entry.id); }} onClick=${() => { if (!picked) onPick(entry.id); }}>
      ${entry.prompt && html`<p class="wb-entry-prompt">${entry.prompt}</p>`}
      ${editing
        ? html`<div class="wb-entry-edit"><${Live} form=${forms.debrief_entry} row=${entry} fields=${["text", "said_by"]} own act=${act} say=${say} language=${language} />
            <${Button} onClick=${() => { setEditing(false); setTimeout(() => box.current?.focus()); }}>${say("panel.close")}<//></div>`
        : html`<p class="wb-entry-text"><bdi>${entry.text}</bdi></p>`}
      <${Beliefs} entry=${entry} say=${say} />
      ${!editing && entry.said_by && html`<p class="wb-soft wb-entry-by">${say("debrief.entries.said_by", { name: entry.said_by })}</p>`}
      ${(!picked || !mayEdit) && marks.length > 0 && html`<p class="wb-entry-marks">${marks.map((m) => html`<span key=${m} class="wb-tag">${m}</span>`)}</p>`}
      <${Became} made=${entry.became} say=${say} />
      ${picked && mayEdit && html`<div class="wb-entry-do">
        <${Learning} values=${entry} onPick=${mark} say=${say} />
        <span class="wb-entry-makes">${MAKES.map(([kind, letter]) => html`<${Button} key=${kind} aria-keyshortcuts=${letter} onClick=${() => setMaking(kind)}>${say(`debrief.become.${kind}`)}<//>`)}
          <${Button} kind="quiet" aria-keyshortcuts="e" onClick=${() => setEditing(true)}>${say("debrief.entries.edit")}<//>
          <${Button} kind="quiet" aria-keyshortcuts="Delete" onClick=${remove}>${say("debrief.entries.remove")}<//></span></div>`}
      ${making && html`<${Become} kind=${making} source=${["debrief_entry", entry.id]} text=${entry.text} begin=${begin} forms=${forms} act=${act} say=${say}
        announce=${announce} language=${language} section="debrief" onClose=${back} />`}
    </li>`;
  };

  return { Entry, Become, Became, Learning, Beliefs, markOf };
};
