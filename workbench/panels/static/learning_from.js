// Learning from those below: what to look for, what comes again, and the barriers that wait for somebody here to act.

const panel = (kit) => {
  const { html, useState, useMemo, Button, Choice, Noticed, useId } = kit;
  const Picture = makePicture(kit), EnableForm = makeEnable(kit), Asked = makeAsked(kit);
  const AT_ONCE = 30;
  const plain = (text) => text.toLocaleLowerCase();
  const first = (text) => { const letters = [...text]; return letters.length > 80 ? `${letters.slice(0, 79).join("")}…` : text; };

  const Recurs = ({ state, say }) => {
    const across = `make_sense.ipynb?${new URLSearchParams({ ...state.place, room: "across_cycles" })}`;
    return html`<section class="wb-below-part" aria-label=${say("learning_from.recurs.title")}><h3>${say("learning_from.recurs.title")}</h3>
      ${state.recurs.length === 0 ? html`<p>${say("learning_from.recurs.none")}</p>` : html`<div class="wb-recurs">${state.recurs.map((group) => html`<div key=${group.kind}><h4>${say(`learning_from.recurs.kind.${group.kind}`)}</h4>
        <ul>${group.items.map((item) => html`<li key=${item.what}><a href=${across}><bdi>${item.what}</bdi></a> <span class="wb-soft">${say("learning_from.recurs.in_cycles", { n: item.n_cycles })}</span></li>`)}</ul>
        ${group.n_more > 0 && html`<p class="wb-soft">${say("learning_from.recurs.more", { n: group.n_more })}</p>`}</div>`)}</div>
      <p><a href=${across}>${say("learning_from.across")}</a></p>`}</section>`;
  };

  const Done = ({ one, say }) => html`<li><span class="wb-soft"><bdi>${one.kind === "enablement" ? say("learning_from.barriers.enabled") : say(`learning_from.barriers.answer.${one.state}`, { cycle: one.cycle })}</bdi></span> <bdi>${one.text}</bdi></li>`;

  const Barrier = ({ one, state, forms, act, say, announce, language, readOnly }) => {
    const [doing, setDoing] = useState(false);
    const what = one.what || say("learning_from.barriers.not_readable");
    const waits = one.waiting && (one.time ? say(`learning_from.barriers.waits${one.n > 1 ? "_oldest" : ""}`, { time: one.time }) : say("learning_from.barriers.waits_undated"));
    const told = [say("learning_from.barriers.raised_in", { n: one.n_cycles }), one.n > 1 && say("learning_from.barriers.times", { n: one.n }), waits].filter(Boolean).join(" · ");
    const near = state.cycles.some(([id]) => id === one.of_cycle) || !one.of_cycle;
    const cycles = near || one.open_sendings.length === 0 ? state.cycles : [...state.cycles, [one.of_cycle, one.cycles[0]]];
    const begin = { barrier: one.what, for_cycle: cycles.some(([id]) => id === one.of_cycle) ? one.of_cycle : "" };
    return html`<li class="wb-card wb-barrier"><p class="wb-barrier-what"><bdi>${what}</bdi></p><p>${told}</p>${one.sendings.length > 0 && html`<p><span class="wb-tag">${say("learning_from.barriers.sent_here")}</span></p>`}
      ${one.cycles.length > 0 && html`<details><summary>${say("learning_from.barriers.who")}</summary><ul>${one.cycles.map((name) => html`<li key=${name}><bdi>${name}</bdi></li>`)}</ul>
        ${one.why.map((why) => html`<p key=${why}><span class="wb-soft">${say("learning_from.barriers.why")}</span> <bdi>${why}</bdi></p>`)}</details>`}
      ${one.done.length > 0 && html`<ul class="wb-barrier-done">${one.done.map((each, n) => html`<${Done} key=${n} one=${each} say=${say} />`)}</ul>`}
      ${!readOnly && !doing && html`<div class="wb-row"><${Button} kind=${one.waiting ? "main" : ""} aria-label=${say("learning_from.barriers.act_of", { what: first(what) })} onClick=${() => setDoing(true)}>${say("learning_from.barriers.act")}<//>
        <${Noticed} seen_in="barriers_raised" looked_at=${`${what} (${told})`} name=${first(what)} beside=${one.raised} say=${say} /></div>`}
      ${doing && html`<section class="wb-barrier-act" aria-label=${say("learning_from.barriers.act")}><${EnableForm} form=${forms.enablement} begin=${begin} cycles=${cycles} sendings=${one.sendings} raised=${one.raised} waits=${one.open_sendings.length > 0}
        place=${`enable:${one.raised[0]?.[1] || one.sendings[0] || one.id}`} today=${state.today} act=${act} say=${say} announce=${announce} language=${language} onDone=${() => setDoing(false)} /></section>`}</li>`;
  };

  const Counts = ({ state, say }) => html`<table><caption class="wb-sr">${say("learning_from.chart.title")}</caption><thead><tr><th scope="col">${say("learning_from.column.kind")}</th><th scope="col"></th><th scope="col">${say("learning_from.chart.x")}</th></tr></thead>
    <tbody>${state.counts.map((row) => html`<tr key=${row.kind + row.state}><th scope="row">${row.kind}</th><td>${say(`learning_from.chart.${row.state}`)}</td><td>${say("learning_from.chart.from_cycles", { n: row.cycles === "1" ? 1 : 2, shown: row.shown, cycles: row.cycles })}</td></tr>`)}</tbody></table>`;

  const Barriers = (given) => {
    const { state, act, say, revision } = given, id = useId("find");
    const [show, setShow] = useState("waiting"), [kind, setKind] = useState(""), [typed, setTyped] = useState(""), [most, setMost] = useState(AT_ONCE);
    const kinds = useMemo(() => [...new Set(state.barriers.map((one) => one.kind))], [state.barriers]);
    const shown = useMemo(() => {
      const wanted = plain(typed).split(/\s+/).filter(Boolean);
      const inOrder = kinds.flatMap((name) => state.barriers.filter((one) => one.kind === name));
      return inOrder.filter((one) => (show === "all" || one.waiting) && (!kind || one.kind === kind) && wanted.every((word) => plain(`${one.what} ${one.cycles.join(" ")}`).includes(word)));
    }, [state.barriers, show, kind, typed]);
    const pick = (set) => (value) => { set(value); setMost(AT_ONCE); };
    const waits = state.barriers.some((one) => one.waiting), listed = shown.slice(0, most);
    const groups = kinds.map((name) => [name, listed.filter((one) => one.kind === name)]).filter(([, list]) => list.length > 0);
    return html`<section class="wb-below-part" aria-label=${say("learning_from.barriers.title")}><h3>${say("learning_from.barriers.title")}</h3>
      ${state.barriers.length === 0 && state.counts.length === 0 && html`<p>${say("learning_from.barriers.none")}</p>`}
      ${state.barriers.length === 0 && state.counts.length > 0 && html`<${Counts} state=${state} say=${say} />`}
      ${state.barriers.length > 0 && html`<p class="wb-soft">${say("learning_from.barriers.lead")}</p>
        <div class="wb-below-pick"><${Choice} label=${say("learning_from.barriers.show")} value=${show} options=${["waiting", "all"].map((one) => [one, say(`learning_from.barriers.${one}`)])} onPick=${pick(setShow)} />
          <${Choice} label=${say("learning_from.barriers.kind_pick")} value=${kind} options=${[["", say("learning_from.barriers.kinds_all")], ...kinds.map((one) => [one, one])]} onPick=${pick(setKind)} />
          <div class="wb-field"><label for=${id}>${say("learning_from.barriers.find")}</label><input id=${id} type="search" dir="auto" value=${typed} onInput=${(e) => pick(setTyped)(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()} /></div>
          <p class="wb-soft" role="status">${say("learning_from.barriers.shown", { n: shown.length, all: state.barriers.length })}</p></div>
        <${Picture} ask="picture" act=${act} say=${say} revision=${revision} words=${say("learning_from.chart.picture")} />
        ${shown.length === 0 && html`<p>${say(waits ? "learning_from.barriers.none_like" : "learning_from.barriers.none")}</p>`}
        ${groups.map(([name, list]) => html`<section key=${name} class="wb-below-part" aria-label=${name}><h4>${name} <span class="wb-soft">${say("learning_from.barriers.of_kind", { n: shown.filter((one) => one.kind === name).length })}</span></h4>
          <ul class="wb-barriers">${list.map((one) => html`<${Barrier} key=${one.raised[0]?.[1] || one.sendings[0] || one.id} ...${given} one=${one} readOnly=${!state.may_edit} />`)}</ul></section>`)}
        ${shown.length > most && html`<${Button} onClick=${() => setMost(most + AT_ONCE)}>${say("learning_from.barriers.more", { n: shown.length - most })}<//>`}`}</section>`;
  };

  return function LearningFrom(given) {
    const { state, say } = given;
    return html`<div class="wb-below"><h2 class="wb-sr">${say("learning_from.title")}</h2>
      ${state.one_life && html`<p class="wb-card">${say("learning_from.ground")}</p>`}
      <${Asked} prompts=${state.prompts} title=${say("learning_from.prompts")} /><${Asked} prompts=${state.enabling} title=${say("learning_from.enabling")} open=${false} />
      ${!state.one_life && (state.n_below === 0 ? html`<p class="wb-card">${say("learning_from.no_below")}</p>` : html`<p class="wb-soft">${say("learning_from.n_below", { n: state.n_below })} ${say("learning_from.own")}</p><${Recurs} state=${state} say=${say} />`)}
      ${(state.n_below > 0 || state.barriers.length > 0) && html`<${Barriers} ...${given} />`}</div>`;
  };
};
