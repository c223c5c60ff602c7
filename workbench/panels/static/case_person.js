// Who a case file is about: picking one, beginning one, what matters, the days, what was agreed, and taking it back.

const makeCasePerson = (kit) => {
  const { html, useState, useEffect, useRef, useId, Button, Form, Live, Picker } = kit;
  const NEW = ["pseudonym", "what_matters", "context", "tags", "scope"];
  const ABOUT = ["what_matters", "context", "tags", "gender", "age_band", "place", "pseudonym"];
  const DAYS = ["way_from", "referred_on", "observed_from", "observed_until", "chosen"];
  const CONSENT = ["scope", "may_quote", "may_leave", "consent_wording", "consent_by", "consent_on", "consent_until"];

  /** By the person's own number, where somebody knows that and not the made-up name; it is asked and not kept. */
  const Find = ({ say, find }) => {
    const id = useId("number"), [number, setNumber] = useState(""), [refused, setRefused] = useState("");
    const go = async (e) => {
      e.preventDefault();
      const answer = await find(number);
      setRefused(answer.refused || "");
      if (answer.ok) setNumber("");
    };
    return html`<details class="wb-file-part"><summary>${say("case_file.find.title")}</summary><form class="wb-file-pick" autocomplete="off" onSubmit=${go} onKeyDown=${(e) => e.stopPropagation()}>
      <div class="wb-field"><label for=${id}>${say("case_file.find.label")}</label><input id=${id} type="text" autocomplete="off" spellcheck=${false} maxlength="200" value=${number} aria-describedby=${`${id}-more`}
        aria-invalid=${refused ? "true" : undefined} onInput=${(e) => { setNumber(e.currentTarget.value); setRefused(""); }} /></div><button class="wb-button">${say("case_file.find.go")}</button>
      <div class="wb-file-wide" id=${`${id}-more`}><p class="wb-hint">${say("case_file.find.hint")}</p>${refused && html`<p class="wb-problem" role="alert">${refused}</p>`}</div></form></details>`;
  };

  const Pick = ({ state, people, say, open, find, begin, beginning }) => html`<div class="wb-file-pick">
    <${Picker} label=${say("case_file.pick")} options=${people} value=${state.case?.id || null} onPick=${(id) => open(id || "")} say=${say} placeholder=${say("case_file.pick_hint")} />
    ${state.may_edit && html`<${Button} kind=${state.case ? "" : "main"} aria-expanded=${beginning ? "true" : "false"} onClick=${() => begin(!beginning)}>+ ${say("case_file.begin")}<//>`}
    ${state.n_people > 0 && html`<${Find} say=${say} find=${find} />`}</div>`;

  const Begin = ({ state, form, act, say, announce, language, close, open }) => html`<section class="wb-card" aria-label=${say("case_file.begin")}>
    <${Form} form=${form} only=${NEW} values=${{ consent_by: state.by }} act=${act} say=${say} announce=${announce} language=${language} place="case-new" autoFocus onCancel=${close}
      onDone=${(made, { another }) => { if (!another) { close(); open(made.id, { begun: true }); } }} /></section>`;

  const Days = ({ row, words, say }) => {
    const told = [row.way_from && say("case_file.days.way_from", { day: words.day(row.way_from) }), row.referred_on && say("case_file.days.referred_on", { day: words.day(row.referred_on) }),
      row.observed_from && row.observed_until ? say("case_file.days.observed", { from: words.day(row.observed_from), until: words.day(row.observed_until) })
        : row.observed_from ? say("case_file.days.observed_from", { day: words.day(row.observed_from) }) : row.observed_until ? say("case_file.days.observed_until", { day: words.day(row.observed_until) }) : say("case_file.days.not_observed"),
      row.chosen === "at_their_worst" && say("case_file.days.at_their_worst")].filter(Boolean);
    return html`<ul class="wb-file-days">${told.map((one) => html`<li key=${one}>${one}</li>`)}</ul>`;
  };

  /** One part of the file that opens to be changed. */
  const Part = ({ name, fields, own, shared, say, children }) => {
    const [open, setOpen] = useState(false);
    return html`<details class="wb-file-part" onToggle=${(e) => setOpen(e.currentTarget.open)}><summary>${say(`case_file.part.${name}`)}</summary>
      ${open && html`<${Live} ...${shared} fields=${fields} own=${Boolean(own)} />${children}`}</details>`;
  };

  const Person = ({ state, form, words, act, say, language, confirm, onWithdraw, begun }) => {
    const row = state.case, readOnly = !state.may_edit, top = useRef(null);
    // the form it was begun on is gone, and the focus with it
    useEffect(() => { if (begun === row.id) top.current?.focus(); }, [row.id]);
    const shared = { form, row, act, say, language, readOnly };
    const remove = async () => {
      if (await confirm(say("case_file.remove_sure", { pseudonym: row.pseudonym, n: state.n_contacts }), { yes: say("case_file.remove") })) act("remove", { kind: "case", id: row.id }, { done: say("case_file.removed") });
    };
    return html`<section class="wb-file-person" aria-labelledby="wb-file-name">
      <h2 id="wb-file-name" tabindex="-1" ref=${top}><bdi>${row.pseudonym}</bdi></h2>
      ${row.withdrawal === "no_contact" && html`<p class="wb-problem">${say("case_file.no_contact")}</p>`}
      <div class="wb-file-matters"><p class="wb-file-label">${say("case_file.what_matters")}</p>
        ${row.what_matters ? html`<p class="wb-file-words"><bdi>${row.what_matters}</bdi></p>` : html`<p class="wb-soft">${say("case_file.not_asked")}</p>`}</div>
      ${row.context && html`<p class="wb-file-context"><bdi>${row.context}</bdi></p>`}
      ${row.tags.length > 0 && html`<ul class="wb-chips" aria-label=${say("case_file.tags")}>${row.tags.map((tag) => html`<li key=${tag} class="wb-tag"><bdi>${tag}</bdi></li>`)}</ul>`}
      <${Days} row=${row} words=${words} say=${say} />
      <div class="wb-file-parts"><${Part} key=${`about${row.id}`} name="about" fields=${ABOUT} own shared=${shared} say=${say} />
        <${Part} key=${`days${row.id}`} name="days" fields=${DAYS} shared=${shared} say=${say} />
        <${Part} key=${`consent${row.id}`} name="consent" fields=${CONSENT} shared=${shared} say=${say}>
          ${!readOnly && html`<div class="wb-row wb-file-away"><${Button} onClick=${() => onWithdraw(row)}>${say("case_file.withdraw")}<//>
            <${Button} kind="quiet" onClick=${remove}>${say("case_file.remove")}<//></div>`}<//></div></section>`;
  };

  return { Pick, Begin, Person };
};
