// Take part: one statement at a time, large; agree, disagree or pass by button, touch or key; change one's mind; say more.

const makeOpinionVote = (kit) => {
  const { html, useState, useEffect, useRef, useId, Button } = kit;
  const VOTES = [["agree", 1], ["disagree", -1], ["pass", 0]];
  const KEYS = { a: 1, d: -1, p: 0 };
  const LONG = 280; // letters; what is longer (from a file) is set smaller
  const nameOf = (vote) => VOTES.find(([, value]) => value === vote)[0];

  const Card = ({ statement, disabled, onVote, say }) => {
    const words = useRef(null), first = useRef(true);
    // the next statement takes the focus, so that it is read out and the keys go on working
    useEffect(() => { if (first.current) first.current = false; else words.current?.focus(); }, [statement.id]);
    const keys = (e) => {
      if (e.ctrlKey || e.metaKey || e.altKey || disabled || !(e.key.toLowerCase() in KEYS)) return;
      e.preventDefault();
      e.stopPropagation();
      onVote(KEYS[e.key.toLowerCase()]);
    };
    return html`<section class="wb-card wb-op-card" aria-label=${say("opinions.part.statement", { number: statement.number })} onKeyDown=${keys}>
      <p class="wb-soft">${say("opinions.part.statement", { number: statement.number })}</p>
      <p class=${`wb-op-large ${statement.text.length > LONG ? "wb-op-long" : ""}`} ref=${words} tabindex="-1"><bdi>${statement.text}</bdi></p>
      <div class="wb-op-buttons">${VOTES.map(([name, value]) => html`<${Button} key=${name} kind=${`wb-op-button wb-op-on-${name}`} disabled=${disabled} onClick=${() => onVote(value)}>
        <b>${say(`opinions.vote.${name}`)}</b>${name === "pass" && html`<small>${say("opinions.part.pass_hint")}</small>`}<//>`)}</div>
      <p class="wb-hint wb-op-keys">${say("opinions.part.keys")}</p></section>`;
  };

  const Own = ({ one, form, act, say }) => {
    const [text, setText] = useState(""), [problem, setProblem] = useState(""), [busy, setBusy] = useState(false);
    const id = useId("own"), box = useRef(null);
    const draft = kit.drafts.useDraft({ place: `opinions-${one.row.id}`, act, onFound: (found, more) => { if (!more?.late && typeof found.text === "string") setText(found.text); } });
    const question = form.questions.find((q) => q.field === "text");
    const change = (next) => { setText(next); setProblem(""); if (next) draft.keep({ text: next }); else draft.drop(); };
    const save = async () => {
      if (busy) return;
      setBusy(true);
      const answer = await act("say", { conversation: one.row.id, text }, { beside: true, shows: true });
      setBusy(false);
      if (!answer.ok) { setProblem(answer.refused); box.current?.focus(); return; }
      draft.drop();
      setText("");
      setProblem(say("opinions.part.own_saved"));
    };
    return html`<section class="wb-card wb-op-own" aria-labelledby=${`${id}-title`}><h3 id=${`${id}-title`}>${say("opinions.part.own_title")}</h3>
      <div class="wb-field"><label for=${id}>${question?.label || say("opinions.part.own_title")}</label>
        <textarea id=${id} ref=${box} rows="2" dir="auto" value=${text} aria-describedby=${`${id}-hint`} onInput=${(e) => change(e.currentTarget.value)}
          onKeyDown=${(e) => { e.stopPropagation(); if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); save(); } }}></textarea>
        <p class="wb-hint" id=${`${id}-hint`}>${say("opinions.part.own_hint")}</p></div>
      <div class="wb-row"><${Button} kind="main" disabled=${!text.trim() || busy} onClick=${save}>${say("opinions.part.own_save")}<//><span role="status">${problem}</span></div></section>`;
  };

  const Mine = ({ one, mayVote, act, announce, say }) => {
    const answered = one.statements.filter((s) => s.id in one.mine && s.moderation !== "out");
    const change = async (s, value) => { if ((await act("vote", { statement: s.id, vote: value }, { shows: true })).ok) announce(say("opinions.part.changed")); };
    const back = async (s) => { if ((await act("unvote", { statement: s.id }, { shows: true })).ok) announce(say("opinions.part.taken_back")); };
    return html`<details class="wb-op-mine"><summary>${say("opinions.part.mine_title")} (${answered.length})</summary>
      <p class="wb-soft">${say(answered.length ? "opinions.part.mine_lead" : "opinions.part.mine_none")}</p>
      <ul>${answered.map((s) => html`<li key=${s.id} class="wb-card"><p><span class="wb-op-number">${s.number}</span> <bdi>${s.text}</bdi></p>
        <div class="wb-row" role="group" aria-label=${say("opinions.part.my_answer", { number: s.number })}>
          ${VOTES.map(([name, value]) => html`<${Button} key=${name} disabled=${!mayVote} aria-pressed=${one.mine[s.id] === value ? "true" : "false"} onClick=${() => change(s, value)}>${say(`opinions.vote.${name}`)}<//>`)}
          ${mayVote && html`<${Button} kind="quiet" aria-label=${say("opinions.part.take_back", { number: s.number })} onClick=${() => back(s)}>${say("opinions.part.take_back_short")}<//>`}</div></li>`)}</ul></details>`;
  };

  return ({ one, forms, mayEdit, act, announce, say }) => {
    const [sent, setSent] = useState({}); // on its way: the next statement does not wait for the answer
    const [said, setSaid] = useState("");
    const by = Object.fromEntries(one.statements.map((s) => [s.id, s]));
    const open = one.order.filter((id) => by[id]);
    const left = open.filter((id) => !(id in one.mine) && !(id in sent));
    const mayVote = mayEdit && !one.closed;
    const vote = async (id, value) => {
      setSent((was) => ({ ...was, [id]: value }));
      setSaid(say(`opinions.part.voted_${nameOf(value)}`));
      await act("vote", { statement: id, vote: value }, { shows: true });
      setSent(({ [id]: _gone, ...others }) => others);
    };
    const done = open.length - left.length;
    return html`<div class="wb-op-part">
      <p class="wb-op-lead">${say("opinions.part.lead")}</p>
      ${open.length > 0 && html`<div class="wb-op-progress"><progress max=${open.length} value=${done} aria-label=${say("opinions.part.progress", { done, all: open.length })}></progress>
        <span>${say("opinions.part.progress", { done, all: open.length })} · ${say("opinions.part.left", { n: left.length })}</span><span role="status" class="wb-soft">${said}</span></div>`}
      ${one.closed && html`<p class="wb-card">${say("opinions.part.not_open")}</p>`}
      <div class="wb-op-sides">
      ${!one.closed && left.length > 0 && html`<${Card} statement=${by[left[0]]} disabled=${!mayVote} onVote=${(value) => vote(left[0], value)} say=${say} />`}
      ${!one.closed && left.length === 0 && html`<p class="wb-card wb-op-done" role="status">${say(open.length ? "opinions.part.all_done" : "opinions.part.no_statements")}</p>`}
      ${mayVote && html`<${Own} key=${one.row.id} one=${one} form=${forms.statement} act=${act} say=${say} />`}</div>
      <${Mine} one=${one} mayVote=${mayVote} act=${act} announce=${announce} say=${say} /></div>`;
  };
};
