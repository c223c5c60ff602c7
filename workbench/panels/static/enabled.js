// What we enabled, and did it help? Ours to write down; whether it helped is the word of those below.

const panel = (kit) => {
  const { html, useState, useMemo, Button, Live, useId } = kit;
  const Picture = makePicture(kit), EnableForm = makeEnable(kit), Asked = makeAsked(kit), { ForUs, Word, About, cut } = makeForUs(kit);
  const AT_ONCE = 30;

  const Ours = ({ one, forms, act, say, language, readOnly }) => {
    const [open, setOpen] = useState(false);
    const whom = one.for ? say("enabled.told.for", { cycle: one.for }) : one.for_all ? say("enabled.told.for_all") : "";
    const remove = () => act("remove", { kind: "enablement", id: one.id }, { done: say("enabled.by_us.removed") });
    return html`<li class="wb-card wb-enabled"><${About} one=${one} say=${say}>${whom}<//>
      ${one.asked && html`<p><span class="wb-soft">${say("enabled.told.asked")}</span> <bdi>${one.asked}</bdi></p>`}<${Word} one=${one} say=${say} />
      ${one.ask && html`<p class="wb-enabled-ask">${one.ask}</p>`}
      ${!readOnly && one.row && html`<div class="wb-row"><${Button} kind="quiet" aria-expanded=${open ? "true" : "false"} aria-label=${say("enabled.by_us.change_of", { what: cut(one.what) })} onClick=${() => setOpen(!open)}>${say(open ? "enabled.by_us.done" : "enabled.by_us.change")}<//>
        <${Button} kind="quiet" aria-label=${say("enabled.by_us.remove_of", { what: cut(one.what) })} onClick=${remove}>${say("enabled.by_us.remove")}<//></div>`}
      ${open && html`<${Live} form=${forms.enablement} row=${one.row} fields=${["what", "barrier", "since_on", "scope"]} act=${act} say=${say} language=${language} />`}</li>`;
  };

  const Counts = ({ state, say }) => state.counts.length > 0 && html`<ul class="wb-enabled-counts">${state.counts.map((row) => html`<li key=${row.said}><span class="wb-soft">${say(`enabled.said.${row.said}`)}</span> <strong>${row.shown}</strong></li>`)}</ul>`;

  const ByUs = (given) => {
    const { state, forms, act, say, announce, language, revision } = given, readOnly = !state.may_edit, id = useId("find");
    const [adding, setAdding] = useState(false), [typed, setTyped] = useState(""), [most, setMost] = useState(AT_ONCE);
    const shown = useMemo(() => {
      const wanted = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
      return state.by_us.filter((one) => wanted.every((word) => `${one.what} ${one.barrier} ${one.for}`.toLocaleLowerCase().includes(word)));
    }, [state.by_us, typed]);
    const title = say(state.one_life ? "enabled.person.by_us_title" : "enabled.by_us.title");
    const someone = state.cycles.length > 0 || state.sendings.length > 0;
    return html`<section class="wb-below-part" aria-label=${title}><h3>${title}</h3><p class="wb-soft">${say("enabled.by_us.lead")}</p>
      <${Asked} prompts=${state.prompts} title=${say("enabled.form.prompts")} open=${false} />
      ${state.by_us.length === 0 && html`<p class="wb-card">${say(someone ? "enabled.by_us.none" : "enabled.by_us.none_below")}</p>`}
      <${Counts} state=${state} say=${say} />
      ${!state.one_life && state.counts.length > 0 && html`<${Picture} ask="picture" act=${act} say=${say} revision=${revision} words=${say("enabled.chart.picture")} />`}
      ${!readOnly && someone && !adding && html`<div class="wb-row"><${Button} kind="main" onClick=${() => setAdding(true)}>${say("enabled.by_us.add")}<//></div>`}
      ${adding && html`<section class="wb-card" aria-label=${say("enabled.form.title")}><h4>${say("enabled.form.title")}</h4><${EnableForm} form=${forms.enablement} cycles=${state.cycles} offered=${state.sendings} place="enable" today=${state.today}
        act=${act} say=${say} announce=${announce} language=${language} onDone=${() => setAdding(false)} /></section>`}
      ${state.by_us.length > 8 && html`<div class="wb-below-pick"><div class="wb-field"><label for=${id}>${say("enabled.by_us.find")}</label><input id=${id} type="search" dir="auto" value=${typed} onInput=${(e) => { setTyped(e.currentTarget.value); setMost(AT_ONCE); }} onKeyDown=${(e) => e.stopPropagation()} /></div>
        <p class="wb-soft" role="status">${say("enabled.by_us.shown", { n: shown.length })}</p></div>`}
      <ul class="wb-enabled-list">${shown.slice(0, most).map((one, n) => html`<${Ours} key=${one.id || n} one=${one} forms=${forms} act=${act} say=${say} language=${language} readOnly=${readOnly} />`)}</ul>
      ${shown.length > most && html`<${Button} onClick=${() => setMost(most + AT_ONCE)}>${say("enabled.by_us.more", { n: shown.length - most })}<//>`}</section>`;
  };

  return function Enabled(given) {
    const { state, say } = given, ground = state.one_life && state.by_us.length === 0;
    return html`<div class="wb-below"><h2 class="wb-sr">${say("enabled.title")}</h2><${ForUs} ...${given} />${ground ? html`<${Asked} prompts=${state.prompts} title=${say("enabled.person.prompts")} />` : html`<${ByUs} ...${given} />`}</div>`;
  };
};
