// Writing down what was done for those below: for which of them, and which sending it answers.

const makeEnable = ({ html, useState, Form, Choice, Check, Picker }) => {
  const FIELDS = ["what", "barrier", "since_on", "scope"];

  /** `cycles` are [id, words] to choose from, `begin` {what, barrier, for_cycle}; `sendings` are the ids it answers, and
   * `offered` those to choose one from where there are none yet; `waits` says whether one of them has no answer. */
  return function EnableForm({ form, begin = {}, cycles, sendings = [], offered = [], raised = [], waits = false, place, today, act, say, announce, language, onDone }) {
    const [to, setTo] = useState(begin.for_cycle || ""), [picked, setPicked] = useState(null), [answer, setAnswer] = useState(true);
    const chosen = offered.find((one) => one.id === picked), open = chosen ? chosen.waits : waits;
    const options = [["", say("enabled.form.for_all")], ...cycles];
    if (chosen && !options.some(([id]) => id === chosen.from_cycle)) options.push([chosen.from_cycle, chosen.from]);
    const pick = (id) => { setPicked(id); const one = offered.find((each) => each.id === id); if (one) setTo(one.from_cycle); };
    const save = (values) => act("enable", { values, for_cycle: to, sendings: chosen ? [chosen.id] : sendings, raised, answer: open && answer },
      { beside: true, done: say("enabled.by_us.saved") });
    return html`<${Form} form=${form} only=${FIELDS} values=${{ barrier: begin.barrier || "", since_on: today }} place=${place} act=${act} say=${say} announce=${announce}
      language=${language} lead=${false} another=${false} autoFocus saveWords=${say("enabled.form.save")} save=${save} onCancel=${onDone} onDone=${onDone}>
      ${offered.length > 0 && html`<${Picker} label=${say("enabled.form.sending")} value=${picked} options=${offered.map((one) => [one.id, `${one.what} (${one.from})`])} onPick=${pick} say=${say} placeholder=${say("enabled.form.no_sending")} />`}
      ${options.length > 1 && html`<${Choice} label=${say("enabled.form.for")} value=${to} options=${options} onPick=${setTo} />`}
      ${open && html`<div><${Check} label=${say("enabled.form.answer")} checked=${answer} onPick=${setAnswer} /><p class="wb-hint">${say("enabled.form.answer_hint")}</p></div>`}<//>`;
  };
};

/** Prompts of a scale, to be read in a room. */
const makeAsked = ({ html }) => ({ prompts, title, open = true }) => prompts.length > 0 && html`<details class="wb-asked" open=${open}><summary>${title}</summary>
  <ul>${prompts.map((one) => html`<li key=${one.title}><strong>${one.title}.</strong> ${one.ask}</li>`)}</ul></details>`;
