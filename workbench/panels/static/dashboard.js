// The leadership dashboard. Its figures come one after another; the address holds all that makes this view.

const panel = (kit) => {
  const { html, useState, useEffect, useRef, Button, Choice } = kit;
  const Figure = makeFigure(kit, saveFile);
  const NAMES = { place: ["place"], theme: ["theme"], period: ["since", "until"] };
  const NONE = { place: "", theme: "", since: "", until: "" };

  /** The address that opens this view again, without the token that let this browser in. */
  const addressOf = ({ choice }, filters, language) => {
    const address = document.body.dataset.voila ? new URL(location.href) : new URL("/voila/render/leadership_dashboard.ipynb", location.origin);
    const said = { ...choice, ...filters, language: language === "en" ? "" : language };
    for (const [key, value] of Object.entries(said)) { if (value) address.searchParams.set(key, value); else address.searchParams.delete(key); }
    for (const key of ["token", "room"]) address.searchParams.delete(key);
    return address;
  };

  const Day = ({ id, label, value, onPick }) => {
    const [typed, setTyped] = useState(value);
    useEffect(() => setTyped(value), [value]);
    // a day that is being typed is none yet: the figures follow when one leaves the field or presses Enter
    const leave = () => { if (typed !== value) onPick(typed); };
    return html`<div class="wb-field"><label for=${id}>${label}</label><input id=${id} type="date" value=${typed} max="9999-12-31" aria-describedby="wb-dash-months"
      onInput=${(e) => setTyped(e.currentTarget.value)} onBlur=${leave} onKeyDown=${(e) => { e.stopPropagation(); if (e.key === "Enter") leave(); }} /></div>`;
  };

  const Narrow = ({ state, filters, pick, say }) => html`<section class="wb-dash-narrow" aria-label=${say("dashboard.narrow")}>
    <${Choice} label=${say("dashboard.place")} value=${filters.place} onPick=${(place) => pick({ place })}
      options=${[["", say("dashboard.place_all", { system: state.system })], ...state.places]} />
    <${Choice} label=${say("dashboard.theme")} value=${filters.theme} onPick=${(theme) => pick({ theme })}
      options=${[["", say("dashboard.theme_all")], ...(filters.theme && !state.themes.includes(filters.theme) ? [[filters.theme, filters.theme]] : []), ...state.themes.map((one) => [one, one])]} />
    <${Day} id="wb-dash-since" label=${say("dashboard.since")} value=${filters.since} onPick=${(since) => pick({ since })} />
    <${Day} id="wb-dash-until" label=${say("dashboard.until")} value=${filters.until} onPick=${(until) => pick({ until })} />
    <${Button} disabled=${Object.values(filters).every((one) => !one)} onClick=${() => pick(NONE)}>${say("dashboard.clear")}<//>
    <p class="wb-hint" id="wb-dash-months">${say("dashboard.months_hint")}</p></section>`;

  return function Dashboard({ state, act, say, toast, onNews, language }) {
    const [filters, setFilters] = useState(state.filters || NONE), [figures, setFigures] = useState({}), [busy, setBusy] = useState({});
    const [problem, setProblem] = useState(""), [since, setSince] = useState(false);
    const run = useRef(0), turn = useRef(0);
    const put = (name, made) => setFigures((all) => ({ ...all, [name]: made }));
    const rest = (name, on) => setBusy((all) => ({ ...all, [name]: on }));

    const load = async (names, given) => {
      const mine = (run.current += 1);
      setBusy((all) => ({ ...all, ...Object.fromEntries(names.map((name) => [name, true])) }));
      for (const name of names) {
        const answer = await act("figure", { figure: name, filters: given, turn: turn.current }, { beside: true });
        if (mine !== run.current) return; // something else was asked for meanwhile
        put(name, answer.ok ? answer.result : { problem: answer.refused });
        rest(name, false);
      }
    };
    const all = () => (state.figures || []).map((one) => one.name);
    useEffect(() => {
      if (state.of_a_life) return undefined;
      if (document.body.dataset.voila) history.replaceState(history.state, "", addressOf(state, filters, language));
      load(all(), filters);
      return onNews((news) => { if (news.written_since) setSince(true); });
    }, []);
    if (state.of_a_life) return html`<div class="wb-dash"><h2>${state.system}</h2><p class="wb-dash-life">${say("dashboard.of_a_life")}</p></div>`;

    const pick = (changed) => {
      const now = { ...filters, ...changed };
      if (now.since && now.until && now.since.slice(0, 7) > now.until.slice(0, 7)) { setProblem(say("dashboard.refused.ends_before")); return; }
      setProblem("");
      setFilters(now);
      turn.current = 0;
      if (document.body.dataset.voila) history.replaceState(history.state, "", addressOf(state, now, language));
      // every figure says what it follows and what it cannot, so each is made anew; those that were still to come as well
      load(all(), now);
    };
    const ask = (name) => (command) => act(command, { figure: name, filters, turn: turn.current });
    const one = (name) => load([name, ...all().filter((other) => other !== name && (busy[other] || !figures[other]))], filters);
    const anew = () => { setSince(false); load(all(), filters); };
    const others = () => { turn.current += 1; one("two_stories"); };
    const copy = async () => {
      const address = String(addressOf(state, filters, language));
      try { await navigator.clipboard.writeText(address); toast(say("dashboard.copied")); } catch { toast(address); }
    };
    const n = all().length, done = all().filter((name) => figures[name] && !busy[name]).length;
    return html`<div class="wb-dash">
      <header class="wb-dash-head"><h2>${say("dashboard.title", { system: state.system })}</h2>
        ${state.synthetic && html`<p class="wb-tag">${say("dashboard.synthetic")}</p>`}
        <p>${say("dashboard.lead")}</p><p class="wb-soft">${say("dashboard.for_whom", { audience: state.audience, on: state.on })}</p>
        ${state.notice && html`<p class="wb-problem" role="alert">${state.notice}</p>`}</header>
      <${Narrow} state=${state} filters=${filters} pick=${pick} say=${say} />
      ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}
      <section class="wb-dash-share" aria-label=${say("dashboard.share")}><div class="wb-row"><${Button} onClick=${copy}>${say("dashboard.copy")}<//>
        <${Button} disabled=${done < n} onClick=${() => window.print()} aria-describedby="wb-dash-print">${say("dashboard.print")}<//></div>
        <p class="wb-hint" id="wb-dash-print">${say("dashboard.print_hint")}</p></section>
      <p class="wb-soft wb-dash-done" role="status">${done === n ? say("dashboard.all_here", { n }) : say("dashboard.how_many", { done, n })}</p>
      ${since && html`<p class="wb-dash-since" role="status">${say("dashboard.written_since")} <${Button} onClick=${anew}>${say("dashboard.refresh")}<//></p>`}
      <div class="wb-dash-figures">${(state.figures || []).map(({ name }) => html`<${Figure} key=${name} name=${name} made=${figures[name] || null} busy=${Boolean(busy[name])}
        state=${state} ask=${ask(name)} again=${() => one(name)} turn=${others} say=${say} />`)}</div></div>`;
  };
};
