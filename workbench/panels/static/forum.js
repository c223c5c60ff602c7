// The creative solutions forum: present a case, look at those presented before, and what came of all of them.

const panel = (kit) => {
  const { html, useState, useRef, Button, Check, Form, Picker, useId } = kit;
  const ForumCase = makeForumCase(kit);
  const Picture = makePicture(kit);
  const FIRST = ["forum", "presented_on", "presented_by"];

  const Account = ({ account, say }) => account && html`<section class="wb-forum-account" aria-label=${say("forum.account_title")}>
    <h3>${account.first ? say("forum.account_between", { n: account.people, first: account.first, last: account.last }) : say("forum.account_people", { n: account.people })}</h3>
    <dl>${account.figures.map(({ key, n }) => html`<div key=${key}><dt>${say(`forum.figure.${key}`)}</dt><dd><b>${n}</b> ${say("forum.of", { all: account.people })}</dd></div>`)}</dl></section>`;

  /** Whose case: one that is there, or a new person under a made-up name. */
  const Who = ({ cases, who, onWho, say }) => {
    const id = useId("who");
    return html`<div class="wb-forum-who">
      <${Picker} label=${say("forum.who")} options=${cases} value=${who.case} onPick=${(picked) => onWho({ case: picked, pseudonym: "" })} say=${say} />
      ${!who.case && html`<div class="wb-field"><label for=${id}>${say("forum.who_new")}</label>
        <input id=${id} type="text" dir="auto" maxlength="200" autocomplete="off" value=${who.pseudonym} onInput=${(e) => onWho({ case: null, pseudonym: e.currentTarget.value })} onKeyDown=${(e) => e.stopPropagation()} />
        <p class="wb-hint">${say("forum.who_new_hint")}</p></div>`}</div>`;
  };

  const Present = ({ state, form, act, say, language, announce, onEnd }) => {
    const [who, setWho] = useState({ case: null, pseudonym: "" });
    const values = { forum: state.rows[0]?.forum || "", presented_on: state.today, presented_by: state.by };
    return html`<section class="wb-card wb-forum-new" aria-label=${say("forum.present")}><h3>${say("forum.present")}</h3>
      <${Who} cases=${state.cases} who=${who} onWho=${setWho} say=${say} />
      <${Form} form=${form} only=${FIRST} values=${values} place="forum-new" act=${act} say=${say} language=${language} announce=${announce} another=${false} lead=${false}
        save=${(given) => act("present", { values: given, ...who }, { beside: true, shows: true })} saveWords=${say("forum.present_save")} onCancel=${onEnd} onDone=${onEnd} /></section>`;
  };

  const plain = (text) => text.normalize("NFKD").toLowerCase();

  const List = ({ rows, onOpen, say }) => {
    const [only, setOnly] = useState(false);
    const [typed, setTyped] = useState("");
    const id = useId("find");
    const found = rows.filter((row) => (!only || row.still.length) && plain(`${row.pseudonym} ${row.forum}`).includes(plain(typed)));
    return html`<section aria-label=${say("forum.list_title")}><h3>${say("forum.list_title")}</h3>
      ${rows.length === 0 && html`<p>${say("forum.empty")}</p>`}
      ${rows.length > 0 && html`<div class="wb-row wb-forum-find"><div class="wb-field"><label for=${id}>${say("forum.find")}</label><input id=${id} type="search" value=${typed} onInput=${(e) => setTyped(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()} /></div>
        <${Check} label=${say("forum.only_open")} checked=${only} onPick=${setOnly} /><span class="wb-soft" role="status">${say("forum.shown", { n: found.length, all: rows.length })}</span></div>`}
      <ul class="wb-forum-cases">${found.map((row) => html`<li key=${row.id} class="wb-card"><${Button} kind="quiet wb-forum-name" data-case=${row.id} onClick=${() => onOpen(row.id)}><bdi>${row.pseudonym}</bdi><//>
        <p class="wb-soft"><bdi>${row.on ? say("forum.presented_at_on", { forum: row.forum, on: row.on }) : say("forum.presented_at", { forum: row.forum })}</bdi>${row.lost && html` · ${say("forum.lost")}`}</p>
        ${row.still.length > 0 ? html`<ul class="wb-forum-still">${row.still.map((one) => html`<li key=${one}>${one}</li>`)}</ul>` : html`<p class="wb-soft">${say("forum.nothing_open")}</p>`}</li>`)}</ul></section>`;
  };

  return function Forum({ state, forms, act, say, announce, confirm, language, revision }) {
    const [writing, setWriting] = useState(false);
    const last = useRef(""), whole = useRef(null);
    const readOnly = !state.may_edit;
    const show = (id) => act("open", { id }, { shows: true });
    const back = async () => { last.current = state.open; await act("open", { id: "" }, { shows: true }); setTimeout(() => whole.current?.querySelector(`[data-case="${CSS.escape(last.current)}"]`)?.focus(), 0); };
    return html`<div class="wb-forum" ref=${whole}><h2 class="wb-sr">${say("forum.title")}</h2>
      ${state.open && !state.one && html`<p class="wb-card" role="status">${say("forum.gone")} <${Button} onClick=${back}>${say("forum.back")}<//></p>`}
      ${state.one && html`<${ForumCase} key=${state.one.row.id} one=${state.one} forms=${forms} today=${state.today} act=${act} say=${say} readOnly=${readOnly} language=${language} announce=${announce} confirm=${confirm} onBack=${back} />`}
      <div class="wb-forum-whole" hidden=${Boolean(state.open)}>
        ${!readOnly && !writing && html`<${Button} kind="main wb-forum-begin" onClick=${() => setWriting(true)}>+ ${say("forum.present")}<//>`}
        ${!readOnly && writing && html`<${Present} state=${state} form=${forms.forum_case} act=${act} say=${say} language=${language} announce=${announce} onEnd=${() => setWriting(false)} />`}
        <${Account} account=${state.account} say=${say} />
        ${state.account && html`<${Picture} ask="picture_account" act=${act} say=${say} revision=${revision} words=${say("forum.picture_account")} />
          <${Picture} ask="picture_risks" act=${act} say=${say} revision=${revision} words=${say("forum.picture_risks")} />`}
        <${List} rows=${state.rows} onOpen=${show} say=${say} />
      </div></div>`;
  };
};
