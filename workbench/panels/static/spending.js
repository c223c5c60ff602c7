// The spending record: written down quickly, the audit list with its PLAN answers, and what is bought again and again.

const panel = (kit) => {
  const { html, useState, useRef, useEffect, Button, Form, Grid } = kit;
  const Picture = makePicture(kit);
  const PLAN = ["proportionate", "legal", "auditable", "necessary"];
  const LIST = ["what", "spent_on", "amount_pence", "need", ...PLAN, "category", "for_person", "worker", "plan_note"];
  const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  /** The rows in the order they had when the list was opened: an answered row does not jump away from under the hand. */
  const useOrder = (rows, again) => {
    const place = useRef(new Map()), before = useRef(again);
    if (before.current !== again || !place.current.size) { place.current = new Map(rows.map((row, n) => [row.id, n])); before.current = again; }
    rows.forEach((row) => { if (!place.current.has(row.id)) place.current.set(row.id, -place.current.size - 1); });
    return [...rows].sort((a, b) => place.current.get(a.id) - place.current.get(b.id));
  };

  const Again = ({ act, say, revision }) => {
    const [found, setFound] = useState(null);
    useEffect(() => {
      let gone = false;
      act("patterns").then((answer) => { if (!gone && answer.ok) setFound(answer.result); });
      return () => { gone = true; };
    }, [revision]);
    if (!found) return null;
    return html`<section><h3>${say("spending.again.title")}</h3><p class="wb-soft">${say("spending.again.lead")}</p>
      ${found.length === 0 ? html`<p>${say("spending.again.none")}</p>` : html`<div class="wb-spend-scroll" tabindex="0" role="region" aria-label=${say("spending.again.title")}><table><thead><tr>
        ${["what", "times", "people", "pounds", "first", "last"].map((key) => html`<th key=${key} scope="col">${say(`spending.again.${key}`)}</th>`)}</tr></thead>
        <tbody>${found.map((row) => html`<tr key=${row.what}><th scope="row"><bdi>${row.what}</bdi></th><td>${row.times}</td><td>${row.people}</td><td>${row.pounds}</td><td>${row.first}</td><td>${row.last}</td></tr>`)}</tbody></table></div>`}</section>`;
  };

  return function Spending({ state, forms, act, say, toast, announce, language, revision }) {
    const [writing, setWriting] = useState(false);
    const [sorted, setSorted] = useState(0);
    const rows = useOrder(state.rows, sorted), readOnly = !state.may_edit, form = forms.spend;
    const shared = { act, say, language, options: state.options };
    const take = async () => { const answer = await act("audit"); if (answer.ok) { saveFile(answer.result, XLSX); toast(say("spending.taken", { name: answer.result.name })); } };
    return html`<div class="wb-spending"><h2 class="wb-sr">${say("spending.title")}</h2>
      ${!readOnly && !writing && html`<${Button} kind="main wb-spend-new" onClick=${() => setWriting(true)}>+ ${say("spending.write")}<//>`}
      ${!readOnly && writing && html`<div class="wb-card wb-spend-form"><${Form} ...${shared} form=${form} values=${{ spent_on: state.today, worker: state.by }} place="spend-new" announce=${announce} autoFocus
        hide=${["scope"]} onCancel=${() => setWriting(false)} onDone=${(_result, { another }) => { if (!another) setWriting(false); }} /></div>`}
      <details class="wb-plan"><summary>${say("spending.plan_title")}</summary><p>${say("spending.audit.plan_text")}</p>
        <dl>${PLAN.map((key) => html`<div key=${key}><dt>${say(`spending.column.${key}`)}</dt><dd>${say(`spending.test.${key}`)}</dd></div>`)}</dl>
        <p>${say("spending.audit.not_sure_text")}</p></details>
      ${rows.length > 0 && html`<div class="wb-spend-line"><p role="status">${state.unanswered ? say("spending.unanswered", { n: state.unanswered, all: rows.length }) : say("spending.all_answered")}</p>
        ${state.unanswered > 0 && html`<${Button} onClick=${() => setSorted(sorted + 1)}>${say("spending.unanswered_first")}<//>`}
        ${!readOnly && html`<${Button} onClick=${take}>${say("spending.take")}<//>`}</div>`}
      <${Grid} ...${shared} form=${form} rows=${rows} fields=${LIST} toast=${toast} readOnly=${readOnly} caption=${say("spending.caption")} empty=${say("spending.empty")} groupBy=${null} filter
        addRow place="spend-row" />
      ${rows.length > 0 && html`<${Picture} ask="picture" act=${act} say=${say} revision=${revision} words=${say("spending.picture")} /><${Again} act=${act} say=${say} revision=${revision} />`}
    </div>`;
  };
};
