// The first page: which scale, system and cycle; its purpose; the five parts and what is in each; what changed lately.

const panel = (kit) => {
  const { html, useState, useEffect, Button, Choice, Dialog } = kit;

  /** The address holds the choice, so that a link (or a reload) opens the same view. JupyterLab's address is its own. */
  const intoAddress = ({ system, cycle }) => {
    if (!document.body.dataset.voila) return;
    const address = new URL(location.href);
    for (const [key, value] of [["system", system], ["cycle", cycle]]) {
      if (value) address.searchParams.set(key, value); else address.searchParams.delete(key);
    }
    address.searchParams.delete("token");
    history.replaceState(history.state, "", address);
  };

  const door = (notebook, { system, cycle, language }) => {
    const query = new URLSearchParams({ system, cycle });
    if (language && language !== "en") query.set("language", language);
    return `${notebook}.ipynb?${query}`;
  };

  const Pickers = ({ state, act, say }) => {
    const { chosen, scales, systems, cycles } = state;
    const shown = systems.filter((s) => !chosen.scale || s.scale === chosen.scale);
    const pick = async (name, args) => { const answer = await act(name, args); if (answer.ok) intoAddress(answer.result); };
    return html`<div class="wb-pickers">
      <${Choice} label=${say("home.choose_scale")} value=${chosen.scale} onPick=${(scale) => pick("pick_scale", { scale })}
        options=${[["", say("home.any_scale")], ...scales.map((s) => [s.id, s.name])]} />
      <${Choice} label=${say("home.choose_system")} value=${chosen.system} onPick=${(system) => pick("pick_system", { system })}
        options=${shown.map((s) => [s.id, s.name])} />
      <${Choice} label=${say("home.choose_cycle")} value=${chosen.cycle} onPick=${(cycle) => pick("pick_cycle", { cycle })}
        options=${cycles.map((c) => [c.id, c.label])} />
    </div>`;
  };

  const Part = ({ part, state, say, language }) => html`<li class=${`wb-part wb-part-${part.id}`}>
    <h3>${part.title}</h3>
    <p class="wb-soft">${part.lead}</p>
    ${part.contents.length > 0 && html`<ul class="wb-contents">${part.contents.map((line) => html`<li key=${line}>${line}</li>`)}</ul>`}
    <p class="wb-soft wb-last">${part.last}</p>
    ${part.notebook
      ? html`<a class="wb-button main" href=${door(part.notebook, { ...state.chosen, language })}
          aria-label=${`${say("home.open_notebook")}: ${part.title}`}>${say("home.open_notebook")}</a>`
      : html`<p class="wb-soft">${say("home.later")}</p>`}
  </li>`;

  // Four parts go round, in any order; stewardship is in the middle and touches all of them.
  const Ring = () => html`<svg class="wb-ring" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
    <ellipse cx="50" cy="50" rx="33" ry="36" /></svg>`;

  /** What waits between this cycle and others, and what others answered. */
  const Between = ({ state, say, language }) => {
    const { for_us: forUs, ours, answers, n_answers: n } = state.between;
    if (!forUs && !ours && !answers.length) return null;
    const inbox = `${door("understand_the_system", { ...state.chosen, language })}#wb-inbox`, sent = `${door("embed_and_influence", { ...state.chosen, language })}&room=sent`;
    return html`<section class="wb-card wb-between" aria-labelledby="wb-between"><h2 id="wb-between">${say("home.between.title")}</h2>
      ${forUs && html`<p><a href=${inbox}>${forUs}</a></p>`}
      ${ours && html`<p><a href=${sent}>${ours}</a></p>`}
      ${answers.length > 0 && html`<h3>${say("home.between.answers")}</h3><ul class="wb-latest">${answers.map((one) => html`<li key=${one.id}><bdi>${one.text}</bdi><br />
        <strong><bdi>${one.said}</bdi></strong>${one.reason && html` <q><bdi>${one.reason}</bdi></q>`}</li>`)}</ul>
        ${n > answers.length && html`<p><a href=${sent}>${say("home.between.all", { n })}</a></p>`}`}</section>`;
  };

  const Latest = ({ state, say }) => html`<section class="wb-card" aria-labelledby="wb-latest">
    <h2 id="wb-latest">${say("home.latest_title")}</h2>
    ${state.latest.length === 0
      ? html`<p class="wb-soft">${say("home.latest_none")}</p>`
      : html`<ul class="wb-latest">${state.latest.map((line) => html`<li key=${line.seq}>
          <span>${line.what}</span> <span class="wb-soft">${line.beside}</span></li>`)}</ul>`}
  </section>`;

  const Connected = ({ state, act, say }) => html`<section class="wb-card" aria-labelledby="wb-connected">
    <h2 id="wb-connected">${say("home.connected_title")}</h2>
    ${state.connected.length === 0
      ? html`<p class="wb-soft">${say("home.connected_none")}</p>`
      : html`<ul class="wb-connected">${state.connected.map((c) => html`<li key=${c.id}>
          <span class="wb-soft">${c.how}</span>${" "}
          <button type="button" class="wb-link" onClick=${async () => {
            const answer = await act("pick_cycle", { cycle: c.cycle });
            if (answer.ok) intoAddress(answer.result);
          }}>${c.name}</button></li>`)}</ul>`}
  </section>`;

  const NewCycle = ({ act, say, close }) => {
    const [name, setName] = useState("");
    const [problem, setProblem] = useState("");
    const save = async (e) => {
      e.preventDefault();
      const answer = await act("new_cycle", { name }, { beside: true });
      if (answer.ok) { intoAddress(answer.result); close(); } else setProblem(answer.refused);
    };
    return html`<${Dialog} title=${say("home.new_cycle")} onClose=${close}><form class="wb-stack" onSubmit=${save}>
      <div class="wb-field"><label for="wb-new-cycle">${say("home.new_cycle_name")}</label>
        <input id="wb-new-cycle" type="text" value=${name} onInput=${(e) => setName(e.currentTarget.value)} />
        ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}</div>
      <div class="wb-row"><button class="wb-button main">${say("home.save")}</button>
        <${Button} onClick=${close}>${say("home.cancel")}<//></div></form><//>`;
  };

  const NewSystem = ({ state, act, say, close }) => {
    const [given, setGiven] = useState({ name: "", scale: state.chosen.scale || "team", part_of: "" });
    const [problem, setProblem] = useState("");
    const set = (key) => (value) => setGiven({ ...given, [key]: value });
    const save = async (e) => {
      e.preventDefault();
      const answer = await act("new_system", given, { beside: true });
      if (answer.ok) { intoAddress(answer.result); close(); } else setProblem(answer.refused);
    };
    return html`<${Dialog} title=${say("home.new_system")} onClose=${close}><form class="wb-stack" onSubmit=${save}>
      <div class="wb-field"><label for="wb-new-system">${say("home.new_system_name")}</label>
        <input id="wb-new-system" type="text" value=${given.name} onInput=${(e) => set("name")(e.currentTarget.value)} />
        ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}</div>
      <${Choice} label=${say("home.new_system_scale")} value=${given.scale} onPick=${set("scale")}
        options=${state.scales.map((s) => [s.id, s.name])} />
      <${Choice} label=${say("home.new_system_part_of")} value=${given.part_of} onPick=${set("part_of")}
        options=${[["", say("home.part_of_none")], ...state.systems.map((s) => [s.id, s.name])]} />
      <div class="wb-row"><button class="wb-button main">${say("home.save")}</button>
        <${Button} onClick=${close}>${say("home.cancel")}<//></div></form><//>`;
  };

  const NewScale = ({ state, act, say, close }) => {
    const [given, setGiven] = useState({ name: "", above: state.scales[0] ? state.scales[0].id : "" });
    const [problem, setProblem] = useState("");
    const save = async (e) => {
      e.preventDefault();
      const answer = await act("new_scale", given, { beside: true });
      if (answer.ok) close(); else setProblem(answer.refused);
    };
    return html`<${Dialog} title=${say("home.new_scale")} onClose=${close}><form class="wb-stack" onSubmit=${save}>
      <div class="wb-field"><label for="wb-new-scale">${say("home.new_scale_name")}</label>
        <input id="wb-new-scale" type="text" maxlength="200" value=${given.name} onInput=${(e) => setGiven({ ...given, name: e.currentTarget.value })} />
        ${problem && html`<p class="wb-problem" role="alert">${problem}</p>`}</div>
      <${Choice} label=${say("home.new_scale_above")} value=${given.above} onPick=${(above) => setGiven({ ...given, above })}
        options=${state.scales.map((s) => [s.id, s.name])} />
      <div class="wb-row"><button class="wb-button main">${say("home.save")}</button>
        <${Button} onClick=${close}>${say("home.cancel")}<//></div></form><//>`;
  };

  const Before = ({ state, say }) => html`<details class="wb-card"><summary><h2>${say("home.before_title")}</h2></summary>
    <p>${state.before.lead}</p>
    <dl>${state.before.prompt.map((p) => html`<div key=${p.title}><dt>${p.title}</dt><dd>${p.ask}</dd></div>`)}</dl></details>`;

  const Glossary = ({ words, say }) => html`<details class="wb-card"><summary><h2>${say("home.glossary_title")}</h2></summary>
    <dl class="wb-glossary">${Object.entries(words.home.glossary).map(([term, meaning]) => html`<div key=${term}><dt>${term}</dt><dd>${meaning}</dd></div>`)}</dl></details>`;

  // Kept in this browser, and sent with each change made here.
  const Who = ({ say }) => {
    const [name, setName] = useState(() => { try { return localStorage.getItem("workbench-who") || ""; } catch { return ""; } });
    const keep = (text) => {
      setName(text);
      try { localStorage.setItem("workbench-who", text); } catch { /* storage may be switched off: nobody is named then */ }
    };
    return html`<div class="wb-field wb-who"><label for="wb-who">${say("home.who")}</label>
      <input id="wb-who" type="text" maxlength="200" value=${name} placeholder=${say("home.who_placeholder")}
        onInput=${(e) => keep(e.currentTarget.value)} /></div>`;
  };

  return function Home({ state, act, say, words, toast, language }) {
    const [dialog, setDialog] = useState("");
    useEffect(() => { if (state.chosen.system) intoAddress(state.chosen); }, []);
    const close = () => setDialog("");
    const copy = async () => {
      try { await navigator.clipboard.writeText(location.href); toast(say("home.copied")); } catch { toast(location.href); }
    };
    const dialogs = html`${dialog === "cycle" && html`<${NewCycle} act=${act} say=${say} close=${close} />`}
      ${dialog === "scale" && html`<${NewScale} state=${state} act=${act} say=${say} close=${close} />`}
      ${dialog === "system" && html`<${NewSystem} state=${state} act=${act} say=${say} close=${close} />`}`;
    if (!state.chosen.system) {
      return html`<section class="wb-home"><h2>${say("home.no_systems_title")}</h2><p>${say("home.no_systems")}</p>
        ${state.may_edit && html`<${Button} kind="main" onClick=${() => setDialog("system")}>${say("home.new_system")}<//>`}${dialogs}
        <${Before} state=${state} say=${say} /><${Glossary} words=${words} say=${say} /></section>`;
    }
    const steward = state.parts.find((p) => p.id === "steward");
    return html`<div class="wb-home">
      ${state.notice && html`<p class="wb-problem" role="alert">${state.notice}</p>`}
      ${state.synthetic && html`<p class="wb-synthetic">${say("home.synthetic")}</p>`}
      <${Pickers} state=${state} act=${act} say=${say} />
      <section class="wb-purpose-line" aria-label=${say("home.purpose_label")}>
        <p class="wb-soft">${state.chosen.system_name} · ${state.chosen.cycle_label}</p>
        <p class="wb-large">${state.purpose || say("home.purpose_none")}</p>
        <p class="wb-soft">${state.stewards}</p>
      </section>
      ${state.between && html`<${Between} state=${state} say=${say} language=${language} />`}
      <section aria-labelledby="wb-parts">
        <h2 id="wb-parts">${say("home.parts_title")}</h2>
        <div class="wb-cycle"><${Ring} />
          <ul class="wb-parts">
            ${state.parts.filter((p) => p.id !== "steward").map((p) => html`<${Part} key=${p.id} part=${p} state=${state} say=${say} language=${language} />`)}
            ${steward && html`<${Part} key="steward" part=${steward} state=${state} say=${say} language=${language} />`}
          </ul></div>
      </section>
      <section class="wb-card" aria-labelledby="wb-beside"><h2 id="wb-beside">${say("home.beside_title")}</h2>
        <ul class="wb-beside">${Object.entries(words.home.beside).map(([notebook, { title, lead }]) => html`<li key=${notebook}>
          <a class="wb-button" href=${door(notebook, { ...state.chosen, language })}>${title}</a> <span class="wb-soft">${lead}</span></li>`)}</ul></section>
      <div class="wb-two">${state.latest && html`<${Latest} state=${state} say=${say} />`}<${Connected} state=${state} act=${act} say=${say} /></div>
      <${Before} state=${state} say=${say} />
      <${Glossary} words=${words} say=${say} />
      <section class="wb-card"><h2>${say("home.report_title")}</h2><p>${say("home.report_lead")}</p>
        <p><code>${state.report_command}</code></p></section>
      <section class="wb-card wb-foot">
        ${state.may_edit && html`<${Who} say=${say} />`}
        <div class="wb-row">${state.may_edit && html`<${Button} onClick=${() => setDialog("cycle")}>${say("home.new_cycle")}<//>
          <${Button} onClick=${() => setDialog("system")}>${say("home.new_system")}<//>
          <${Button} onClick=${() => setDialog("scale")}>${say("home.new_scale")}<//>`}
          <${Button} onClick=${copy}>${say("home.copy")}<//></div>
        <p class="wb-soft">${say("home.share")}</p>
      </section>${dialogs}
    </div>`;
  };
};
