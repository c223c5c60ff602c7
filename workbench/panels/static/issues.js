// The issue log in the template's columns, with its level × owner map; each issue has a page of its own.

const panel = (kit) => {
  const { html, useState, useRef, Button, Form, Grid } = kit;
  const { IssueMap, inCell } = makeIssueMap(kit);
  const { HandedHere, SentTo } = makeHandingOver(kit);
  const { IssuePage, saidOf } = makeIssuePage({ ...kit, SentTo });
  const Picture = makePicture(kit);
  const COLUMNS = ["description", "level", "status", "owner", "countermeasure", "system_change"];
  const FIRST_WORDS = ["description", "level", "owner", "countermeasure", "system_change"];

  /** Which rows are shown: those in the cell that is picked, and those that were there when it was picked. */
  const usePicked = (rows) => {
    const [picked, setPicked] = useState(null);
    const [status, setStatus] = useState("open");
    const held = useRef(new Set());
    const shown = (cell, which) => (cell ? inCell(rows, { ...cell, status: which }) : rows);
    const pick = (cell, which = status) => { held.current = new Set(cell ? shown(cell, which).map((row) => row.id) : []); setPicked(cell); };
    const now = new Set(shown(picked, status).map((row) => row.id));
    return { picked, status, pick, setStatus: (which) => { setStatus(which); pick(picked, which); },
      rows: picked ? rows.filter((row) => now.has(row.id) || held.current.has(row.id)) : rows };
  };

  /** What came up more than once, by the newest issue of each in this log. */
  const Again = ({ rows, said, onOpen, say }) => {
    const newest = new Map();
    rows.filter((row) => row.said_before).forEach((row) => { if (!newest.has(row.said_before)) newest.set(row.said_before, row); });
    if (!newest.size) return null;
    return html`<details class="wb-issue-again"><summary>${say("issues.again_title", { n: newest.size })}</summary>
      <ul>${[...newest.values()].map((row) => html`<li key=${row.id}><button type="button" class="wb-linkish" onClick=${() => onOpen(row.id)}><bdi>${row.description}</bdi></button>
        <span class="wb-soft"> <bdi>${saidOf(row, said, say).sentence}</bdi></span></li>`)}</ul>
      <p class="wb-hint">${say("issues.again_hint")}</p></details>`;
  };

  return function Issues({ state, forms, act, say, toast, announce, language, revision }) {
    const [open, setOpen] = useState("");
    const [writing, setWriting] = useState(false);
    const last = useRef(""), whole = useRef(null);
    const map = usePicked(state.rows), readOnly = !state.may_edit, form = forms.issue;
    const row = state.rows.find((r) => r.id === open);
    const show = (id) => { last.current = id; setOpen(id); };
    const back = () => { setOpen(""); setTimeout(() => whole.current?.querySelector(`[data-row="${CSS.escape(last.current)}"]`)?.focus(), 0); };
    const actions = (r) => html`
      <${Button} kind="quiet" onClick=${() => act("write", { kind: "issue", id: r.id, values: { status: r.status === "open" ? "closed" : "open" }, was: { status: r.status } },
        { done: say(r.status === "open" ? "issues.closed_done" : "issues.opened_done") })}>${say(r.status === "open" ? "issues.close" : "issues.open_again")}<//>
      ${r.countermeasure.trim() && !r.shields.some((s) => s.stands && s.what === r.countermeasure) && html`<${Button} kind="quiet" onClick=${() => act("shield", { issue: r.id }, { done: say("issues.shielded") })}>${say("issues.shield")}<//>`}`;
    return html`<div class="wb-issues" ref=${whole}><h2 class="wb-sr">${say("issues.title")}</h2>
      ${open && !row && html`<p class="wb-card" role="status">${say("issues.gone")} <${Button} onClick=${back}>${say("issues.back")}<//></p>`}
      ${row && html`<${IssuePage} row=${row} said=${state.said} form=${form} cycles=${state.cycles} act=${act} say=${say} readOnly=${readOnly} language=${language} onBack=${back} onOpen=${show} />`}
      <div hidden=${Boolean(open)}>
        <div class="wb-issues-top">
          <${IssueMap} form=${form} rows=${state.rows} status=${map.status} onStatus=${map.setStatus} picked=${map.picked} onPick=${map.pick} say=${say} />
          <div class="wb-issues-new">
            ${!readOnly && !writing && html`<${Button} kind="main" onClick=${() => setWriting(true)}>+ ${say("issues.write")}<//>`}
            ${!readOnly && writing && html`<div class="wb-card"><${Form} form=${form} only=${FIRST_WORDS} values=${map.picked || {}} act=${act} say=${say} place="issue-new" language=${language} announce=${announce}
              autoFocus onCancel=${() => setWriting(false)} onDone=${(_result, { another }) => { if (!another) setWriting(false); }} /></div>`}
            <${Again} rows=${state.rows} said=${state.said} onOpen=${show} say=${say} />
            <${Picture} ask="picture" act=${act} say=${say} revision=${revision} words=${say("issues.picture")} />
          </div>
        </div>
        <${Grid} form=${form} rows=${map.rows} fields=${COLUMNS} act=${act} say=${say} toast=${toast} readOnly=${readOnly} language=${language} caption=${say("issues.caption")} empty=${say("issues.empty")}
          groupBy=${null} filter addRow newValues=${map.picked || {}} place="issue-row" actions=${readOnly ? null : actions} onPick=${(r) => show(r.id)} />
        <dl class="wb-issue-help">${["level", "owner", "now", "normal"].map((key) => html`<div key=${key}><dt>${say(`issues.help.${key}`)}</dt><dd>${say(`issues.help.${key}_text`)}</dd></div>`)}</dl>
        <${HandedHere} issues=${state.handed_here} act=${act} say=${say} readOnly=${readOnly} />
      </div></div>`;
  };
};
