// What it could mean, in readings that do not agree, and what could be done: ideas that become an experiment or an issue,
// or go to another cycle.

const makePatternReadings = (kit) => {
  const { html, useState, Button, Dialog, Form, Live, Choice, useId } = kit;
  const first = (text, longest) => { const line = text.trim().split("\n")[0], letters = [...line]; return letters.length <= longest ? line : `${letters.slice(0, longest - 1).join("")}…`; };
  const BECOMES = { experiment: ["title", "experiment_kind", "question"], issue: ["description", "level", "owner"] };
  const begun = { experiment: (idea) => ({ title: first(idea.text, 120), actions: idea.text }), issue: (idea) => ({ description: idea.text }) };

  const Came = ({ came, say }) => came.length > 0 && html`<ul class="wb-came">${came.map((to) => html`<li key=${to.id}>→ <span class="wb-tag">${say(`pattern_board.came.${to.kind}`)}</span> <bdi>${to.kind === "influence" ? to.to : to.text}</bdi>
    ${to.state && html` <span class="wb-soft">${say(`pattern_board.state.${to.state}`)}</span>`}</li>`)}</ul>`;

  const Send = ({ idea, cycles, act, say, onDone }) => {
    const [to, setTo] = useState(""), [why, setWhy] = useState(""), [problem, setProblem] = useState("");
    const id = useId("why");
    const send = async () => {
      const answer = await act("send", { kind: idea.kind, id: idea.id, to, why }, { beside: true, shows: true, done: say("pattern_board.sent") });
      if (answer.ok) onDone(); else setProblem(answer.refused);
    };
    return html`<${Dialog} title=${say("pattern_board.send_title")} onClose=${onDone}><div class="wb-become"><blockquote><bdi>${idea.text}</bdi></blockquote>
      <${Choice} label=${say("pattern_board.send_to")} value=${to} options=${[["", say("pattern_board.choose")], ...cycles]} onPick=${setTo} />
      <div class="wb-field"><label for=${id}>${say("pattern_board.send_why")}</label><textarea id=${id} rows="3" dir="auto" maxlength="20000" value=${why} onInput=${(e) => setWhy(e.currentTarget.value)}></textarea><p class="wb-hint">${say("pattern_board.send_hint")}</p></div>
      ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}
      <div class="wb-row"><${Button} kind="main" disabled=${!to} onClick=${send}>${say("pattern_board.send")}<//><${Button} kind="quiet" onClick=${onDone}>${say("panel.cancel")}<//></div></div><//>`;
  };

  const Become = ({ kind, idea, forms, act, say, announce, language, onDone }) => html`<${Dialog} title=${say(`pattern_board.become.${kind}_title`)} onClose=${onDone}><div class="wb-become"><blockquote><bdi>${idea.text}</bdi></blockquote>
    <${Form} form=${forms[kind]} only=${BECOMES[kind]} values=${begun[kind](idea)} madeFrom=${["idea", idea.id]} place=${`idea-${kind}-${idea.id}`} act=${act} say=${say} announce=${announce} language=${language} lead=${false} another=${false} autoFocus
      saveWords=${say(`pattern_board.become.${kind}`)} onCancel=${onDone} onDone=${onDone} /></div><//>`;

  const Written = ({ row, kind, fields, form, options, act, say, language, readOnly, children }) => {
    const [open, setOpen] = useState(false);
    return html`<li class="wb-reading"><p class="wb-reading-text"><bdi>${row.text}</bdi></p>
      <p class="wb-soft"><bdi>${[row.written_by, ...children].filter(Boolean).join(" · ")}</bdi></p><${Came} came=${row.came} say=${say} />
      ${!readOnly && html`<div class="wb-row"><${Button} kind="quiet" aria-expanded=${open ? "true" : "false"} aria-label=${say("pattern_board.change_of", { what: first(row.text, 50) })} onClick=${() => setOpen(!open)}>${say(open ? "pattern_board.done" : "pattern_board.change")}<//>
        <${Button} kind="quiet" aria-label=${say("pattern_board.remove_of", { what: first(row.text, 50) })} onClick=${() => act("remove", { kind, id: row.id }, { done: say("pattern_board.removed") })}>${say("pattern_board.remove")}<//></div>`}
      ${open && html`<${Live} form=${form} row=${row} fields=${fields} options=${options} act=${act} say=${say} language=${language} />`}</li>`;
  };

  const Readings = ({ one, state, forms, act, say, announce, language, readOnly }) => {
    const perspectives = state.perspectives.map((each) => [each.id, each.name]), named = new Map(perspectives);
    const n = one.interpretations.length;
    return html`<section class="wb-card" aria-label=${say("pattern_board.readings.title")}><h3>${say("pattern_board.readings.title")}</h3><p class="wb-soft">${say("pattern_board.readings.lead")}</p>
      <ol class="wb-readings">${one.interpretations.map((row) => html`<${Written} key=${row.id} row=${row} kind="interpretation" form=${forms.interpretation} fields=${["text", "written_by", "perspective"]} options=${{ perspective: perspectives }}
        act=${act} say=${say} language=${language} readOnly=${readOnly}>${[named.get(row.perspective) && say("pattern_board.readings.from", { name: named.get(row.perspective) })]}<//>`)}</ol>
      ${!readOnly && html`<${Form} key=${n} form=${forms.interpretation} only=${["text"]} values=${{ written_by: state.by }} place=${`reading:${one.row.id}`} act=${act} say=${say} announce=${announce} language=${language} lead=${false} another=${false}
        saveWords=${say(n ? "pattern_board.readings.add_other" : "pattern_board.readings.add")} save=${(values) => act("add", { kind: "interpretation", values: { ...values, observation: one.row.id } }, { beside: true, done: say("pattern_board.readings.added") })} />`}</section>`;
  };

  const Ideas = ({ one, state, forms, act, say, announce, language, readOnly }) => {
    const [doing, setDoing] = useState(null); // [what, idea]
    const readings = one.interpretations.map((row) => [row.id, first(row.text, 80)]), named = new Map(readings);
    const close = () => setDoing(null);
    return html`<section class="wb-card" aria-label=${say("pattern_board.ideas.title")}><h3>${say("pattern_board.ideas.title")}</h3>
      <ol class="wb-readings">${one.ideas.map((row) => html`<div key=${row.id}><${Written} row=${row} kind="idea" form=${forms.idea} fields=${["text", "written_by", "interpretation"]} options=${{ interpretation: readings }} act=${act} say=${say} language=${language} readOnly=${readOnly}>
          ${[named.get(row.interpretation) && say("pattern_board.ideas.after", { reading: named.get(row.interpretation) })]}<//>
        ${!readOnly && html`<div class="wb-row wb-idea-do">${["experiment", "issue"].map((kind) => html`<${Button} key=${kind} onClick=${() => setDoing([kind, row])}>${say(`pattern_board.become.${kind}`)}<//>`)}<${Button} onClick=${() => setDoing(["send", row])}>${say("pattern_board.send_button")}<//></div>`}</div>`)}</ol>
      ${!readOnly && html`<${Form} key=${one.ideas.length} form=${forms.idea} only=${readings.length ? ["text", "interpretation"] : ["text"]} values=${{ written_by: state.by }} options=${{ interpretation: readings }} place=${`idea:${one.row.id}`} act=${act} say=${say} announce=${announce} language=${language}
        lead=${false} another=${false} saveWords=${say("pattern_board.ideas.add")} save=${(values) => act("add", { kind: "idea", values: { ...values, observation: one.row.id } }, { beside: true, done: say("pattern_board.ideas.added") })} />`}
      ${doing?.[0] === "send" ? html`<${Send} idea=${doing[1]} cycles=${one.cycles} act=${act} say=${say} onDone=${close} />` : doing && html`<${Become} kind=${doing[0]} idea=${doing[1]} forms=${forms} act=${act} say=${say} announce=${announce} language=${language} onDone=${close} />`}</section>`;
  };
  return { Readings, Ideas, Came };
};
