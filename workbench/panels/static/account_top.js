// Above the sentences: which edition, agreeing it, the next one, what differs from another, and saving it as a file.

const makeAccountTop = (kit) => {
  const { html, useState, useRef, useEffect, Button, Choice, Dialog, Live, useId } = kit;
  const KINDS = ["html", "pdf", "docx"];

  const Agree = ({ state, act, say, onClose }) => {
    const [by, setBy] = useState(state.by || ""), [on, setOn] = useState(state.today), [problem, setProblem] = useState("");
    const who = useId("who"), when = useId("when"), bare = state.sentences.filter((one) => !one.evidence.length).length;
    const agree = async (e) => {
      e.preventDefault();
      const answer = await act("agree", { account: state.account.id, by, on }, { shows: true, beside: true, done: say("account.agreed", { n: state.account.edition }) });
      if (answer.ok) onClose(); else setProblem(answer.refused);
    };
    return html`<${Dialog} title=${say("account.agree_title", { n: state.account.edition })} onClose=${onClose}><form class="wb-stack" onSubmit=${agree}><p>${say("account.agree_hint")}</p>
      ${bare > 0 && html`<p><strong>${say("account.bare", { n: bare })}</strong></p>`}
      <div class="wb-field"><label for=${who}>${say("account.agree_who")}</label><input id=${who} type="text" dir="auto" maxlength="2000" autocomplete="off" value=${by} onInput=${(e) => setBy(e.currentTarget.value)} /></div>
      <div class="wb-field"><label for=${when}>${say("account.agree_when")}</label><input id=${when} type="date" max=${state.today} value=${on} onInput=${(e) => setOn(e.currentTarget.value)} /></div>
      ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}
      <div class="wb-row"><button class="wb-button main">${say("account.agree_do")}</button><${Button} onClick=${onClose}>${say("panel.cancel")}<//></div></form><//>`;
  };

  /** It takes some seconds: the page asks again until it is there. */
  const Save = ({ state, act, say, toast }) => {
    const [reader, setReader] = useState("descriptive"), [making, setMaking] = useState(false), [problem, setProblem] = useState("");
    const here = useRef(true);
    useEffect(() => () => { here.current = false; }, []);
    const save = async (kind) => {
      setMaking(true); setProblem("");
      let answer = await act("save", { account: state.account.id, reader, kind }, { beside: true });
      while (here.current && answer.ok && answer.result.job) {
        await new Promise((done) => setTimeout(done, 500));
        answer = await act("saved", { job: answer.result.job }, { beside: true });
      }
      if (!here.current) return;
      setMaking(false);
      if (!answer.ok) { setProblem(answer.refused); return; }
      saveFile(answer.result.done, answer.result.done.type);
      toast(say("account.saved", { name: answer.result.done.name }));
    };
    return html`<details class="wb-card wb-account-save"><summary>${say("account.save")}</summary>
      <p class="wb-hint">${say("account.save_of", { n: state.account.edition, reader: say(`account.reader_is.${reader}`) })}</p>
      <div class="wb-row"><${Choice} label=${say("account.save_reader")} value=${reader} options=${["descriptive", "one_page", "technical"].map((one) => [one, say(`account.reader_short.${one}`)])} onPick=${setReader} />
        ${KINDS.map((kind) => html`<${Button} key=${kind} disabled=${making} onClick=${() => save(kind)}>${say(`account.save_${kind}`)}<//>`)}</div>
      <p role="status">${making ? say("account.saving") : ""}</p>${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}</details>`;
  };

  const Compare = ({ state, act, say }) => {
    const [other, setOther] = useState(""), [rows, setRows] = useState(null);
    const others = state.editions.filter((one) => one.id !== state.account.id);
    const compare = async (id) => {
      setOther(id);
      const answer = id ? await act("compare", { older: id, newer: state.account.id }) : { ok: false };
      setRows(answer.ok ? answer.result : null);
    };
    useEffect(() => { compare(""); }, [state.account.id]);
    return html`<div class="wb-account-compare"><${Choice} label=${say("account.compare")} value=${other} options=${[["", say("account.compare_none")], ...others.map((one) => [one.id, one.said])]} onPick=${compare} />
      <div role="status">${rows && rows.length === 0 && html`<p>${say("account.same")}</p>`}${rows && ["came", "left", "reworded"].map((change) => {
        const found = rows.filter((row) => row.change === change);
        return found.length > 0 && html`<section key=${change} aria-label=${say(`account.${change}`)}><h4>${say(`account.${change}_n`, { n: found.length })}</h4>
          <ul>${found.map((row, n) => html`<li key=${n}><span class="wb-soft">${say(`account.question.${row.question}`)}</span><br /><bdi>${row.text}</bdi>${row.was && html`<br /><span class="wb-soft"><bdi>${say("account.was", { text: row.was })}</bdi></span>`}</li>`)}</ul></section>`;
      })}</div></div>`;
  };

  return function Top({ state, forms, act, say, toast, confirm, language }) {
    const [agreeing, setAgreeing] = useState(false);
    const { account } = state, readOnly = !state.may_edit, mine = !readOnly && account.open;
    const next = () => act("next", {}, { shows: true, done: say("account.next_done", { n: account.edition + 1 }) });
    const remove = async () => {
      if (await confirm(say("account.remove_sure", { n: account.edition, sentences: state.sentences.length }), { yes: say("account.remove") })) act("remove", { kind: "account", id: account.id }, { done: say("account.removed_account", { n: account.edition }) });
    };
    return html`<header class="wb-account-top"><h3 class="wb-large wb-account-title"><bdi>${account.title}</bdi></h3>
      <div class="wb-row"><${Choice} label=${say("account.which")} value=${account.id} options=${state.editions.map((one) => [one.id, one.said])} onPick=${(id) => act("open", { id }, { shows: true })} />
        ${mine && html`<${Button} kind="main" onClick=${() => setAgreeing(true)}>${say("account.agree")}<//>`}
        ${!readOnly && !account.open && account.newest && html`<${Button} kind="main" onClick=${next}>${say("account.next", { n: account.edition + 1 })}<//>`}
        <span class="wb-soft" role="status">${say("account.n_sentences", { n: state.sentences.length })}</span></div>
      ${!account.open && html`<p class="wb-account-closed" role="note">${say("account.read_only")}${!account.newest && html` ${say("account.newer")}`}</p>`}
      <p class=${`wb-account-onepage ${state.one_page.fits ? "" : "not"}`} role="status">${say(!state.one_page.n ? "account.one_page_none" : state.one_page.fits ? "account.one_page_fits" : "account.one_page_too_long")}</p>
      <div class="wb-account-tools">${!readOnly && html`<${Save} state=${state} act=${act} say=${say} toast=${toast} />`}
        ${state.editions.length > 1 && html`<${Compare} state=${state} act=${act} say=${say} />`}
        ${mine && html`<details class="wb-card"><summary>${say("account.about")}</summary><${Live} form=${forms.account} row=${account} fields=${["title", "since", "until", "note", "scope"]} act=${act} say=${say} language=${language} />
          <${Button} kind="quiet" onClick=${remove}>${say("account.remove_account")}<//></details>`}</div>
      ${agreeing && html`<${Agree} state=${state} act=${act} say=${say} onClose=${() => setAgreeing(false)} />`}</header>`;
  };
};
