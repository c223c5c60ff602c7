// The parts of a grant's page: the expression of interest, the decision, the local multiplier, and the shared cycle.

const makeGrantParts = ({ html, useState, useEffect, useRef, Button, Choice, Form, Live, Picker, useId }) => {
  const FIELDS = ["contact", "organisation", "registration_number", "title"];
  const MOST = 750;
  const ROUNDS = ["round_1_pence", "round_2_pence", "round_3_pence", "noted_on", "how"];

  /** The aim, with what remains of its characters counted as one writes. */
  const Aim = (given) => {
    const box = useRef(null);
    const [left, setLeft] = useState(MOST);
    const count = () => setLeft(MOST - [...(box.current.querySelector("textarea")?.value || "").normalize("NFC")].length);
    useEffect(count, [given.row.aim]);
    const { say } = given;
    return html`<div class="wb-grant-aim" ref=${box} onInput=${count}><${Live} ...${given} fields=${["aim"]} own=${false} />
      ${!given.readOnly && html`<p class="wb-hint">${left >= 0 ? say("grants.left", { n: left }) : say("grants.over", { n: -left })}</p>`}</div>`;
  };

  const Interest = ({ one, form, act, say, readOnly, language }) => {
    const [problems, setProblems] = useState({});
    const box = useRef(null), draft = one.state === "draft";
    useEffect(() => setProblems({}), [one.state]);
    const live = { form, row: one.row, act, say, language, readOnly: readOnly || !draft };
    const submit = async () => {
      const answer = await act("submit", { grant: one.id }, { beside: true, done: say("grants.submitted") });
      setProblems(answer.ok ? {} : answer.problems || { "": answer.refused });
    };
    const goTo = (field) => box.current.querySelector(`[data-field="${CSS.escape(field)}"] :is(input, textarea)`)?.focus();
    const told = Object.entries(problems).filter(([field]) => field === "" || one.row[field] === "" || one.row[field] === null);
    return html`<section class="wb-card wb-grant-part" aria-label=${say("grants.interest_title")} ref=${box}><h3>${say("grants.interest_title")}</h3>
      ${!draft && html`<p class="wb-soft">${say("grants.interest_fixed")}</p>`}
      <${Live} ...${live} fields=${FIELDS} own=${false} /><${Aim} ...${live} /><${Live} ...${live} fields=${["estimate_pence"]} own=${false} />
      <${Live} ...${live} fields=${["scope"]} own readOnly=${readOnly} />
      ${told.length > 0 && html`<div class="wb-grant-needs" role="alert"><p>${say("grants.not_yet")}</p><ul>${told.map(([field, why]) => html`<li key=${field}>
        <${Button} kind="quiet" onClick=${() => goTo(field)}>${why}<//></li>`)}</ul></div>`}
      ${!readOnly && draft && html`<div class="wb-row"><${Button} kind="main" onClick=${submit}>${say("grants.submit")}<//><span class="wb-soft">${say("grants.draft_hint")}</span></div>`}
      ${!readOnly && one.state === "submitted" && html`<${Button} kind="quiet" onClick=${() => act("take_back", { grant: one.id }, { done: say("grants.taken_back") })}>${say("grants.take_back")}<//>`}</section>`;
  };

  const Decision = ({ one, form, act, say, readOnly, language, announce }) => {
    const [how, setHow] = useState("");
    const save = (values) => act("decide", { grant: one.id, awarded: how === "award", values }, { beside: true, done: say(how === "award" ? "grants.awarded_done" : "grants.declined_done") });
    if (one.state === "draft") return null;
    const only = how === "award" ? ["awarded_pence", "decided_why"] : ["decided_why"];
    return html`<section class="wb-card wb-grant-part" aria-label=${say("grants.decision_title")}><h3>${say("grants.decision_title")}</h3><p>${one.since}</p>
      ${one.row.decided_why && one.state !== "submitted" && html`<blockquote class="wb-grant-why"><bdi>${one.row.decided_why}</bdi></blockquote>`}
      ${one.under_way && one.row.awarded_pence !== null && html`<p>${say("grants.awarded_pounds", { pounds: (one.row.awarded_pence / 100).toLocaleString(language) })}</p>`}
      ${!readOnly && one.state === "submitted" && (how
        ? html`<${Form} key=${how} form=${form} only=${only} place=${`grant-${how}-${one.id}`} act=${act} save=${save} say=${say} language=${language} announce=${announce} another=${false} autoFocus lead=${false}
            saveWords=${say(`grants.${how}`)} onCancel=${() => setHow("")} onDone=${() => setHow("")} />`
        : html`<div class="wb-row"><${Button} onClick=${() => setHow("award")}>${say("grants.award")}<//><${Button} onClick=${() => setHow("decline")}>${say("grants.decline")}<//></div>`)}
      ${!readOnly && one.state === "awarded" && html`<${Button} kind="quiet" onClick=${() => act("end", { grant: one.id }, { done: say("grants.ended_done") })}>${say("grants.end")}<//>`}</section>`;
  };

  const StageOf = ({ stage, one, form, act, say, readOnly, language, announce, today }) => {
    const [writing, setWriting] = useState(false);
    const found = one.rounds[stage];
    const save = (values) => act("rounds", { grant: one.id, stage, values }, { beside: true, done: say("grants.rounds_saved") });
    const values = found ? Object.fromEntries(ROUNDS.map((field) => [field, found[field]])) : { noted_on: today };
    return html`<div class="wb-grant-stage"><h4>${say(`grants.stage_title.${stage}`)}</h4>
      ${found ? html`<p class="wb-grant-lm3">${found.lm3 ? html`<b>£${found.lm3}</b> ${say("grants.for_each")}` : say("grants.chart.nothing_received")}</p>
          <ol>${found.pounds.map((p, n) => html`<li key=${n}>${say(`grants.round_${n + 1}`, { pounds: p })}</li>`)}</ol>${found.on && html`<p class="wb-soft">${found.on}</p>`}${found.how && html`<p class="wb-grant-said"><bdi>${found.how}</bdi></p>`}`
        : html`<p class="wb-soft">${say("grants.no_rounds")}</p>`}
      ${!readOnly && (writing
        ? html`<${Form} form=${form} only=${ROUNDS} values=${values} place=${`grant-rounds-${stage}-${one.id}`} act=${act} save=${save} say=${say} language=${language} announce=${announce} another=${false} autoFocus lead=${false}
            onCancel=${() => setWriting(false)} onDone=${() => setWriting(false)} />`
        : html`<${Button} aria-label=${say(`grants.rounds_${stage}`)} onClick=${() => setWriting(true)}>${say(found ? "grants.rounds_change" : "grants.rounds_write")}<//>`)}</div>`;
  };

  const Rounds = (given) => html`<section class="wb-card wb-grant-part" aria-label=${given.say("grants.rounds_title")}><h3>${given.say("grants.rounds_title")}</h3><p class="wb-soft">${given.say("grants.chart.says")}</p>
    <div class="wb-grant-stages">${["predicted", "actual"].map((stage) => html`<${StageOf} key=${stage} ...${given} stage=${stage} />`)}</div></section>`;

  const Shared = ({ one, act, say, readOnly }) => {
    const [picked, setPicked] = useState(null);
    const [opening, setOpening] = useState(false);
    const [name, setName] = useState(one.organisation);
    const [scale, setScale] = useState(one.scales.find(([id]) => id === "organisation")?.[0] || one.scales[0]?.[0] || "");
    const id = useId("name");
    const share = () => act("share", { grant: one.id, cycle: picked }, { done: say("grants.shared_done") }).then((answer) => { if (answer.ok) setPicked(null); });
    const open = async (e) => { e.preventDefault(); const answer = await act("open_cycle", { grant: one.id, name, scale }, { done: say("grants.opened_done") }); if (answer.ok) setOpening(false); };
    return html`<section class="wb-card wb-grant-part" aria-label=${say("grants.shared_title")}><h3>${say("grants.shared_title")}</h3>
      ${one.cycle ? html`<p><bdi>${one.cycle}</bdi></p>${!readOnly && html`<${Button} kind="quiet" onClick=${() => act("share", { grant: one.id }, { done: say("grants.not_shared_done") })}>${say("grants.not_shared")}<//>`}`
        : html`<p class="wb-soft">${say("grants.shared_hint")}</p>`}
      ${!readOnly && !one.cycle && !opening && html`<${Picker} label=${say("grants.share_which")} options=${one.cycles} value=${picked} onPick=${setPicked} say=${say} />
        <div class="wb-row">${picked && html`<${Button} kind="main" onClick=${share}>${say("grants.share")}<//>`}<${Button} onClick=${() => setOpening(true)}>${say("grants.open_cycle")}<//></div>`}
      ${opening && html`<form class="wb-stack" onSubmit=${open} onKeyDown=${(e) => e.stopPropagation()}><div class="wb-field"><label for=${id}>${say("grants.cycle_name")}</label>
          <input id=${id} type="text" dir="auto" maxlength="200" autocomplete="off" value=${name} onInput=${(e) => setName(e.currentTarget.value)} /></div>
        <${Choice} label=${say("grants.cycle_scale")} value=${scale} options=${one.scales} onPick=${setScale} />
        <div class="wb-row"><button class="wb-button main">${say("grants.open_cycle_save")}</button><${Button} kind="quiet" onClick=${() => setOpening(false)}>${say("panel.cancel")}<//></div></form>`}</section>`;
  };

  return { Interest, Decision, Rounds, Shared };
};
