// An issue on its way to another cycle: choosing which, who can read it then, and answering what was handed here.

const makeHandingOver = ({ html, useState, useEffect, Button, Choice, Field, Picker }) => {
  /** Chooses a cycle and tells who can read the issue once it is there. `ask` is what the panel is asked beside the cycle. */
  const HandTo = ({ cycles, to, onTo, ask, act, say, label }) => {
    const [told, setTold] = useState("");
    useEffect(() => {
      let gone = false;
      setTold("");
      if (to) act("who_can_read", { ...ask, to }).then((answer) => { if (!gone && answer.ok) setTold(answer.result); });
      return () => { gone = true; };
    }, [to]);
    return html`<${Picker} label=${label || say("issues.hand_to")} options=${cycles} value=${to} onPick=${onTo} say=${say} />
      ${told && html`<p role="status">${told}</p>`}`;
  };

  /** The way on of one issue that has not been handed over yet. */
  const HandOn = ({ issue, cycles, act, say }) => {
    const [to, setTo] = useState(null);
    const hand = () => act("hand_over", { issue, to }, { done: say("issues.handed_done") }).then((answer) => { if (answer.ok) setTo(null); });
    return html`<${HandTo} cycles=${cycles} to=${to} onTo=${setTo} ask=${{ issue }} act=${act} say=${say} />
      ${to && html`<${Button} kind="main" onClick=${hand}>${say("issues.hand")}<//>`}`;
  };

  /** What others handed to this cycle, each with room for our answer; `closing`: where we may also say that it is done. */
  const HandedHere = ({ issues, act, say, readOnly, closing = false }) => issues.length > 0 && html`<section class="wb-issue-here"><h3>${say("issues.here_title")}</h3>
    <p class="wb-soft">${say("issues.here_lead")}</p>
    <ul>${issues.map((issue) => html`<li key=${issue.id} class="wb-card"><p class="wb-issue-said"><bdi>${issue.description}</bdi></p>
      <p class="wb-soft"><bdi>${say(issue.since ? "issues.here_from_since" : "issues.here_from", { from: issue.from, on: issue.since })}</bdi></p>
      <${Field} label=${say("issues.your_answer")} value=${issue.answer} lines=${2} readOnly=${readOnly} maxLength=${20000} say=${say}
        hint=${issue.answered ? say("issues.answered_on", { on: issue.answered }) : say("issues.answer_hint")}
        onSave=${(text, was) => act("answer", { issue: issue.id, text, was: was || "" }, { beside: true, done: say("issues.answer_saved") })} />
      ${closing && html`<${Choice} label=${say("issues.here_status")} value=${issue.status} disabled=${readOnly} options=${["open", "closed"].map((s) => [s, say(`issues.here_${s}`)])}
        onPick=${(status) => act("answer", { issue: issue.id, text: issue.answer, was: issue.answer, status }, { done: say("issues.here_status_done") })} />`}</li>`)}</ul></section>`;

  return { HandTo, HandOn, HandedHere };
};
