// The closing question: what did the countermeasure show? Where a usual rule must change, an issue is written at once.

const makeCountermeasureEnd = ({ html, useState, useRef, useEffect, Button, Form, Dialog, useId }) => {
  const WHY = ["bau_must_change", "no_longer_needed", ""];
  const ISSUE = ["description", "level", "owner", "system_change"];

  return function End({ row, today, form, act, say, language, onDone, onClose }) {
    const [why, setWhy] = useState(null);
    const [on, setOn] = useState(today);
    const [note, setNote] = useState(row.note || "");
    const [problem, setProblem] = useState("");
    const id = useId("end");
    const end = async (issue) => {
      setProblem("");
      const answer = await act("end", { id: row.id, ended_on: on, ended_why: why || null, note, issue },
        { beside: true, done: say(issue ? "countermeasures.ended_with_issue" : "countermeasures.ended_done") });
      if (answer.ok) onDone(); else if (!answer.problems) setProblem(answer.refused);
      return answer;
    };
    const ask = WHY.map((key) => html`<label key=${key || "not_said"} class="wb-end-choice"><input type="radio" name=${id} checked=${why === key} onChange=${() => setWhy(key)} />
      <span>${say(`countermeasures.why.${key || "not_said"}`)}<small>${say(`countermeasures.why_help.${key || "not_said"}`)}</small></span></label>`);
    return html`<${Dialog} title=${say("countermeasures.end_title")} onClose=${onClose}>
      <p><bdi>${row.what}</bdi></p>
      <fieldset class="wb-end-why"><legend>${say("countermeasures.closing")}</legend>${ask}</fieldset>
      <div class="wb-end-more"><div class="wb-field"><label for=${`${id}-on`}>${say("countermeasures.ended_on")}</label>
        <input id=${`${id}-on`} type="date" min="1900-01-01" max="2199-12-31" value=${on} onInput=${(e) => setOn(e.currentTarget.value)} /></div>
        <div class="wb-field"><label for=${`${id}-note`}>${say("countermeasures.note")}</label>
          <textarea id=${`${id}-note`} rows="2" maxlength="20000" value=${note} onInput=${(e) => setNote(e.currentTarget.value)}></textarea></div></div>
      ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}
      ${why === "bau_must_change"
        ? html`<h3>${say("countermeasures.issue_title")}</h3>
          <${Form} form=${form} only=${ISSUE} values=${{ description: row.shields_from || row.what, level: "system", owner: "leadership", scope: row.scope }} act=${act} say=${say} language=${language}
            place=${`countermeasure-issue:${row.id}`} lead=${false} another=${false} saveWords=${say("countermeasures.end_and_issue")} save=${end} onCancel=${onClose} />
          <${Button} kind="quiet" onClick=${() => end(null)}>${say("countermeasures.end_without")}<//>`
        : html`<div class="wb-row"><${Button} kind="main" disabled=${why === null} onClick=${() => end(null)}>${say("countermeasures.end")}<//>
          <${Button} onClick=${onClose}>${say("panel.cancel")}<//></div>`}
    <//>`;
  };
};
