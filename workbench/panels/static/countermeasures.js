// The register of countermeasures: what outlived its experiment on top, then all that stands, then what has ended.

const panel = (kit) => {
  const { html, useState, Button, Form, Grid } = kit;
  const End = makeCountermeasureEnd(kit);
  const Picture = makePicture(kit);
  const STANDING = ["what", "shields_from", "experiment", "agreed_by", "from_on", "review_on"];
  const FIRST = ["what", "shields_from", "experiment", "agreed_by", "from_on", "review_on", "note"];

  const Outlived = ({ rows, say, onEnd, readOnly }) => rows.length > 0 && html`<section class="wb-outlived" aria-label=${say("countermeasures.outlived_title")}>
    <h3>${say("countermeasures.outlived_title")}</h3><p class="wb-soft">${say("countermeasures.outlived_lead")}</p>
    <ul>${rows.map((row) => html`<li key=${row.id} class="wb-card"><p class="wb-outlived-what"><bdi>${row.what}</bdi></p>
      <p><bdi>${row.outlived}</bdi></p>
      ${row.shields_from && html`<p class="wb-soft">${say("countermeasures.shields")} <bdi>${row.shields_from}</bdi></p>`}
      ${!readOnly && html`<${Button} kind="main" onClick=${() => onEnd(row.id)}>${say("countermeasures.end")}…<//>`}</li>`)}</ul></section>`;

  const Reviews = ({ rows, say }) => { const planned = rows.filter((row) => row.review);
    return planned.length > 0 && html`<section aria-label=${say("countermeasures.reviews_title")}><h3>${say("countermeasures.reviews_title")}</h3>
      <ul class="wb-reviews">${planned.map((row) => html`<li key=${row.id}><bdi>${row.what}</bdi>: ${row.review}</li>`)}</ul></section>`; };

  const Ended = ({ rows, say, onIssue, readOnly }) => html`<ul class="wb-ended">${rows.map((row) => html`<li key=${row.id}><p><bdi>${row.what}</bdi></p>
      <p class="wb-soft">${row.ended}${row.experiment_title && html` <bdi>${say("countermeasures.for", { experiment: row.experiment_title })}</bdi>`}</p>
      ${row.note && html`<p class="wb-soft"><bdi>${row.note}</bdi></p>`}
      ${row.became.map((text) => html`<p>${say("countermeasures.became")} <q><bdi>${text}</bdi></q></p>`)}
      ${!readOnly && row.ended_why === "bau_must_change" && row.became.length === 0 && html`<${Button} onClick=${() => onIssue(row.id)}>${say("countermeasures.make_issue")}<//>`}</li>`)}</ul>`;

  return function Countermeasures({ state, forms, act, say, toast, announce, language, revision }) {
    const [ending, setEnding] = useState("");
    const [writing, setWriting] = useState(false);
    const [issueOf, setIssueOf] = useState("");
    const readOnly = !state.may_edit, form = forms.countermeasure, shared = { act, say, language, options: state.options };
    const standing = state.rows.filter((row) => !row.ended), ended = state.rows.filter((row) => row.ended);
    const now = state.rows.find((row) => row.id === ending), issueFor = state.rows.find((row) => row.id === issueOf);
    return html`<div class="wb-register"><h2 class="wb-sr">${say("countermeasures.title")}</h2>
      <${Outlived} rows=${standing.filter((row) => row.outlived)} say=${say} onEnd=${setEnding} readOnly=${readOnly} />
      ${!readOnly && !writing && html`<${Button} kind="main wb-register-new" onClick=${() => setWriting(true)}>+ ${say("countermeasures.write")}<//>`}
      ${!readOnly && writing && html`<div class="wb-card"><${Form} ...${shared} form=${form} only=${FIRST} values=${{ from_on: state.today }} place="countermeasure-new" announce=${announce} autoFocus
        onCancel=${() => setWriting(false)} onDone=${(_result, { another }) => { if (!another) setWriting(false); }} /></div>`}
      <${Grid} ...${shared} form=${form} rows=${standing} fields=${STANDING} toast=${toast} readOnly=${readOnly} caption=${say("countermeasures.standing")} empty=${say("countermeasures.none_standing")}
        groupBy=${null} filter actions=${readOnly ? null : (row) => html`<${Button} kind="quiet" onClick=${() => setEnding(row.id)}>${say("countermeasures.end")}…<//>`} />
      <${Reviews} rows=${standing} say=${say} />
      ${state.rows.length > 0 && html`<${Picture} ask="picture" act=${act} say=${say} revision=${revision} words=${say("countermeasures.picture")} />`}
      ${ended.length > 0 && html`<details><summary>${say("countermeasures.ended_title", { n: ended.length })}</summary>
        <${Ended} rows=${ended} say=${say} onIssue=${setIssueOf} readOnly=${readOnly} /></details>`}
      ${now && !now.ended && html`<${End} key=${now.id} row=${now} today=${state.today} form=${forms.issue} act=${act} say=${say} language=${language} onDone=${() => setEnding("")} onClose=${() => setEnding("")} />`}
      ${issueFor && html`<${kit.Dialog} title=${say("countermeasures.issue_title")} onClose=${() => setIssueOf("")}>
        <${Form} act=${act} say=${say} language=${language} form=${forms.issue} only=${["description", "level", "owner", "system_change"]} another=${false} lead=${false} place=${`countermeasure-issue:${issueFor.id}`}
          values=${{ description: issueFor.shields_from || issueFor.what, level: "system", owner: "leadership", scope: issueFor.scope }} madeFrom=${["countermeasure", issueFor.id]}
          onCancel=${() => setIssueOf("")} onDone=${() => setIssueOf("")} /><//>`}
    </div>`;
  };
};
