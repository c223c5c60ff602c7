// An issue on its way to another cycle: choosing which, who can read it then, and answering what came here.

const makeHandingOver = (kit) => {
  const { html, useState, useEffect, Button, Choice, Picker } = kit;
  const { OurAnswer, Went, doorTo } = makeAnswering(kit);
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

  /** The way of one issue to another cycle. */
  const HandOn = ({ issue, cycles, act, say }) => {
    const [to, setTo] = useState(null);
    const hand = () => act("hand_over", { issue, to }, { done: say("issues.handed_done") }).then((answer) => { if (answer.ok) setTo(null); });
    return html`<${HandTo} cycles=${cycles} to=${to} onTo=${setTo} ask=${{ issue }} act=${act} say=${say} />
      ${to && html`<${Button} kind="main" onClick=${hand}>${say("issues.hand")}<//>`}`;
  };

  /** What other cycles sent to this one, each with room for our answer; `closing`: where we may also say that it is done. */
  const HandedHere = ({ issues, act, say, readOnly, closing = false }) => issues.length > 0 && html`<section class="wb-issue-here"><h3>${say("issues.here_title")}</h3>
    <p class="wb-soft">${say("issues.here_lead")}</p><p><a href=${doorTo("understand_the_system", "") + "#wb-inbox"}>${say("issues.here_all")}</a></p>
    <ul>${issues.map((issue) => html`<li key=${issue.id} class="wb-card"><p class="wb-issue-said"><bdi>${issue.text || say("inbox.not_seen", { from: issue.from })}</bdi></p>
      <p class="wb-soft"><bdi>${[issue.came, issue.through].filter(Boolean).join(". ")}</bdi></p>${issue.why && html`<p><span class="wb-soft">${say("inbox.why")}</span> <bdi>${issue.why}</bdi></p>`}
      <${OurAnswer} one=${issue} act=${act} say=${say} readOnly=${readOnly} />
      ${closing && issue.status && html`<${Choice} label=${say("issues.here_status")} value=${issue.status} disabled=${readOnly} options=${["open", "closed"].map((s) => [s, say(`issues.here_${s}`)])}
        onPick=${(status) => act("done", { sending: issue.id, done: status === "closed" }, { done: say("issues.here_status_done") })} />`}</li>`)}</ul></section>`;

  /** Everywhere an issue was sent, and what came back; with the way to one more cycle. */
  const SentTo = ({ issue, sent, cycles, act, say, readOnly, label }) => html`${sent.map((one) => html`<${Went} key=${one.id} one=${one} act=${act} say=${say} readOnly=${readOnly} />`)}
    ${!readOnly && (sent.length || label ? html`<details><summary>${say(sent.length ? "issues.hand_to_another" : label)}</summary><${HandOn} issue=${issue} cycles=${cycles} act=${act} say=${say} /></details>`
      : html`<${HandOn} issue=${issue} cycles=${cycles} act=${act} say=${say} />`)}`;

  return { HandTo, HandOn, HandedHere, SentTo, Went };
};
