// The account of learning: what have we learnt, and how have we learnt it? Drafted from the record, edited by people.

const panel = (kit) => {
  const { html, useState, useRef, Button, Form } = kit;
  const Top = makeAccountTop(kit), Sentence = makeAccountSentence(kit), Proposals = makeAccountDraft(kit), useAccountDrag = makeAccountDrag(kit);

  const Begin = ({ state, forms, act, say, announce, language }) => {
    const [writing, setWriting] = useState(false);
    if (!state.may_edit) return html`<p class="wb-card">${say("account.none_to_see")}</p>`;
    return html`<section class="wb-card"><p>${say("account.none")}</p>
      ${!writing && html`<${Button} kind="main" onClick=${() => setWriting(true)}>${say("account.begin")}<//>`}
      ${writing && html`<${Form} form=${forms.account} only=${["title", "since", "until", "scope"]} values=${state.begin} place="account-new" act=${act} say=${say} announce=${announce} language=${language} another=${false} lead=${false} autoFocus saveWords=${say("account.begin")}
        save=${(values) => act("add", { kind: "account", values }, { beside: true, done: say("account.begun") })} onCancel=${() => setWriting(false)} onDone=${() => setWriting(false)} />`}</section>`;
  };

  const Write = ({ question, state, forms, act, say, announce, language }) => {
    const [writing, setWriting] = useState(false);
    if (!writing) return html`<${Button} aria-label=${say("account.add_for", { question: say(`account.question.${question}`) })} onClick=${() => setWriting(true)}>+ ${say("account.add")}<//>`;
    return html`<div class="wb-card"><${Form} form=${forms.account_sentence} only=${["text", "reader"]} values=${{ account: state.account.id, question }} place=${`sentence:${question}`} act=${act} say=${say} announce=${announce} language=${language} lead=${false} autoFocus
      save=${(values) => act("add", { kind: "account_sentence", values: { ...values, account: state.account.id, question } }, { beside: true, done: say("account.added") })}
      onCancel=${() => setWriting(false)} onDone=${(_made, { another }) => { if (!another) setWriting(false); }} /></div>`;
  };

  return function Account({ state, forms, act, say, toast, confirm, announce, language }) {
    const [open, setOpen] = useState("");
    const whole = useRef(null);
    const focus = (id) => setTimeout(() => whole.current?.querySelector(`[data-sentence="${CSS.escape(id)}"] .wb-account-edit, [data-sentence="${CSS.escape(id)}"] textarea`)?.focus(), 50);
    const place = (id, to) => act("move", { sentence: id, ...to }, { shows: true });
    const drag = useAccountDrag(place);
    if (!state.account) return html`<div class="wb-account" ref=${whole}><h2>${say("account.title")}</h2><p class="wb-soft">${say("account.lead")}</p><${Begin} state=${state} forms=${forms} act=${act} say=${say} announce=${announce} language=${language} /></div>`;
    const readOnly = !state.may_edit || !state.account.open, shared = { state, forms, act, say, announce, language };
    const move = async (row, rows, by) => {
      const to = rows.indexOf(row) + by;
      if (to < 0 || to >= rows.length) { announce(say("account.no_further")); return; }
      await place(row.id, { place: to });
      announce(say("account.moved", { n: to + 1, all: rows.length }));
      focus(row.id);
    };
    const show = (row) => { const before = open; setOpen(row); if (!row && before) focus(before); };
    return html`<div class="wb-account" ref=${whole}><h2 class="wb-sr">${say("account.title")}</h2><${Top} ...${shared} toast=${toast} confirm=${confirm} />
      ${!readOnly && state.sentences.length > 1 && html`<p class="wb-hint">${say("account.move_hint")}</p>`}
      ${state.questions.map((question) => {
        const rows = state.sentences.filter((row) => row.question === question), name = say(`account.question.${question}`);
        const over = drag.at?.over?.question === question ? drag.at.over.place : -1, others = rows.filter((row) => row.id !== drag.at?.id);
        return html`<section key=${question} class=${`wb-account-part ${over >= 0 ? "over" : ""}`} data-question=${question} aria-label=${name}><h3>${name} <span class="wb-soft">${rows.length || ""}</span></h3>
          ${rows.length === 0 && html`<p class="wb-hint">${say("account.empty_question")}</p>`}
          <ol class="wb-account-list">${rows.map((row) => html`<${Sentence} key=${row.id} row=${row} ...${shared} readOnly=${readOnly} open=${open === row.id} onOpen=${show} onMove=${(by) => move(row, rows, by)}
            grip=${drag.grip(row.id, row.text)} dragged=${drag.at?.id === row.id} drop=${over >= 0 && others[over]?.id === row.id} />`)}</ol>
          ${!readOnly && html`<div class="wb-account-adds"><${Write} key=${`${state.account.id}:${question}`} question=${question} ...${shared} />
            <${Proposals} key=${`${state.account.id}:${question}:draft`} question=${question} proposals=${state.proposals.filter((one) => one.question === question)} account=${state.account.id} act=${act} say=${say} announce=${announce} /></div>`}</section>`;
      })}
      ${drag.at && html`<div class="wb-account-ghost" aria-hidden="true" style=${{ left: `${drag.at.x}px`, top: `${drag.at.y}px` }}>${drag.at.text}</div>`}</div>`;
  };
};
