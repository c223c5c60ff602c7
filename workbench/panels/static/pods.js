// Learning pods: a pair writes for itself; the group reads what was shared, question by question and without names.

const panel = (kit) => {
  const { html, useState, useEffect, Attachments, Button, Form, Live } = kit;
  const { Become, Became } = makeEntryParts(kit);
  const ASKED = ["did_differently", "learnt", "enabled", "went_wrong"];
  const MINE = "workbench-pods", WHO = "workbench-who";

  const inBrowser = {
    read: (key, none) => { try { return localStorage.getItem(key) ?? none; } catch { return none; } },
    write: (key, text) => { try { localStorage.setItem(key, text); } catch { /* storage may be switched off */ } },
    ids: () => { try { return JSON.parse(inBrowser.read(MINE, "[]")); } catch { return []; } },
    add: (id) => inBrowser.write(MINE, JSON.stringify([...new Set([...inBrowser.ids(), id])].slice(-400))),
  };

  const Protect = ({ say }) => html`<details class="wb-pods-protect"><summary>${say("pods.protect.title")}</summary>
    <p>${say("pods.protect.lead")}</p><p>${say("pods.protect.not")}</p><p>${say("pods.protect.shared")}</p></details>`;

  /** Whoever said no name yet can say it here; it is the name that every page of this browser sends. */
  const Who = ({ act, say }) => {
    const [name, setName] = useState(() => inBrowser.read(WHO, ""));
    const save = (e) => {
      e.preventDefault();
      inBrowser.write(WHO, name.trim());
      act("mine", { ids: inBrowser.ids() }, { shows: true });
    };
    return html`<form class="wb-pods-who" onSubmit=${save}><div class="wb-field"><label for="wb-pods-name">${say("pods.pair.my_name")}</label>
      <input id="wb-pods-name" type="text" maxlength="200" value=${name} onInput=${(e) => setName(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()} /></div>
      <button class="wb-button">${say("pods.pair.my_name_save")}</button><p class="wb-hint">${say("pods.pair.my_name_hint")}</p></form>`;
  };

  const Names = ({ names, say }) => html`<p class="wb-pods-names" role="status">${say("pods.names.warn", { n: names.length, names: names.join(", ") })}</p>`;

  const Own = ({ pod, forms, act, say, confirm, language, mayEdit }) => {
    const [open, setOpen] = useState(!pod.shared_on);
    const share = async () => {
      const names = pod.names.length ? `${say("pods.names.warn", { n: pod.names.length, names: pod.names.join(", ") })} ` : "";
      const yes = say(pod.names.length ? "pods.names.share_anyway" : "pods.pair.share_yes");
      if (!await confirm(names + say("pods.pair.share_sure"), { yes })) return;
      const answer = await act("share", { id: pod.id }, { done: say("pods.pair.shared") });
      if (answer.ok) setOpen(false);
    };
    return html`<article class="wb-card wb-pod" aria-label=${pod.day}>
      <div class="wb-row"><h3>${pod.day}</h3>${pod.pair.length > 0 && html`<span class="wb-soft"><bdi>${pod.pair.join(", ")}</bdi></span>`}
        <span class="wb-tag">${say(pod.shared_on ? "pods.pair.shared_today" : "pods.pair.not_shared")}</span></div>
      ${open ? html`<${Live} form=${forms.pod_entry} row=${pod} fields=${[...ASKED, "learning_about", "can_act", "pair", "held_on"]} own act=${act} say=${say} readOnly=${!mayEdit} language=${language} />`
        : html`<${Button} onClick=${() => setOpen(true)}>${say("pods.pair.open")}<//>`}
      <${Attachments} host=${{ kind: "pod_entry", id: pod.id }} items=${pod.attachments} act=${act} say=${say} mayEdit=${mayEdit} compact=${true} />
      ${!pod.shared_on && pod.names.length > 0 && html`<${Names} names=${pod.names} say=${say} />`}
      ${mayEdit && html`<div class="wb-row">
        ${pod.shared_on ? html`<${Button} onClick=${() => act("take_back", { id: pod.id }, { done: say("pods.pair.taken_back") })}>${say("pods.pair.take_back")}<//>`
          : html`<${Button} kind="main" disabled=${!pod.answered} onClick=${share}>${say("pods.pair.share")}<//>`}
        <${Button} kind="quiet" onClick=${() => act("remove", { kind: "pod_entry", id: pod.id }, { done: say("pods.pair.removed") })}>${say("pods.pair.remove")}<//></div>`}
      ${!pod.answered && html`<p class="wb-hint">${say("pods.pair.no_answer")}</p>`}
    </article>`;
  };

  const Pair = ({ state, forms, act, say, announce, confirm, language }) => {
    const [writing, setWriting] = useState(false);
    const waiting = state.ours.filter((pod) => !pod.shared_on), shared = state.ours.filter((pod) => pod.shared_on);
    const begin = { held_on: state.today, pair: state.who ? [state.who] : [] };
    // the four questions first; whatever else the form asks, the group's own questions too, after them
    const order = forms.pod_entry.questions.map((q) => q.field).filter((field) => !["shared_on", "experiment", "scope", ...ASKED].includes(field));
    const each = (pod) => html`<${Own} key=${pod.id} pod=${pod} forms=${forms} act=${act} say=${say} confirm=${confirm} language=${language} mayEdit=${state.may_edit} />`;
    return html`<div class="wb-stack">
      <p>${say("pods.lead")}</p><${Protect} say=${say} />
      ${state.may_edit && (writing
        ? html`<section class="wb-card wb-pod" aria-label=${say("pods.pair.new")}><h2>${say("pods.pair.new")}</h2><p class="wb-soft">${say("pods.pair.new_lead")}</p>
            <${Form} form=${forms.pod_entry} values=${begin} only=${[...ASKED, ...order]} act=${act} say=${say} announce=${announce} language=${language} place="pod-new"
              lead=${false} another=${false} autoFocus=${true} saveWords=${say("pods.pair.keep")} onCancel=${() => setWriting(false)}
              onDone=${(made) => { inBrowser.add(made.id); setWriting(false); announce(say("pods.pair.kept")); }} /></section>`
        : html`<div><${Button} kind="main wb-big" onClick=${() => setWriting(true)}>${say("pods.pair.new")}<//></div>`)}
      <section><h2>${say("pods.pair.yours")}</h2>
        ${waiting.length === 0 && html`<p class="wb-soft">${say("pods.pair.yours_none")}</p>`}
        <div class="wb-pods">${waiting.map(each)}</div>
        ${shared.length > 0 && html`<details><summary>${say("pods.pair.ours_shared", { n: shared.length })}</summary><div class="wb-pods">${shared.map(each)}</div></details>`}
        <${Who} act=${act} say=${say} /></section></div>`;
  };

  const Answer = ({ answer, forms, act, say, announce, language, mayEdit, today }) => {
    const [making, setMaking] = useState("");
    const begin = making && begunWith[making]({ text: answer.text, day: today, today, prompt: say(`pods.ask.${answer.asked}`), say });
    return html`<li class="wb-answer"><p class="wb-entry-text"><bdi>${answer.text}</bdi></p>
      <p class="wb-soft">${say("pods.group.week", { day: answer.week })}${answer.named && html` · <em>${say("pods.names.in_group")}</em>`}</p>
      <${Became} made=${answer.became} say=${say} />
      ${mayEdit && html`<div class="wb-row wb-answer-do">${["issue", "measure"].map((kind) => html`<${Button} key=${kind} kind="quiet" onClick=${() => setMaking(kind)}>${say(`pods.become.${kind}`)}<//>`)}</div>`}
      ${making && html`<${Become} kind=${making} source=${["pod_entry", answer.handle]} text=${answer.text} begin=${begin} forms=${forms} act=${act} say=${say} announce=${announce}
        language=${language} section="pods" save=${(values) => act("make", { handle: answer.handle, kind: making, values }, { beside: true })} onClose=${() => setMaking("")} />`}
    </li>`;
  };

  const Group = ({ state, forms, act, say, announce, language }) => {
    const [all, setAll] = useState(false);
    const [large, setLarge] = useState(false);
    const shown = state.group.filter((answer) => all || answer.recent);
    return html`<div class=${`wb-stack ${large ? "wb-pods-large" : ""}`}>
      <div class="wb-row"><p class="wb-pods-lead">${say("pods.group.lead")}</p>
        <${Button} aria-pressed=${all ? "true" : "false"} onClick=${() => setAll(!all)}>${say("pods.group.since_all")}<//>
        <${Button} aria-pressed=${large ? "true" : "false"} onClick=${() => setLarge(!large)}>${say("pods.group.large")}<//></div>
      ${shown.length === 0 && html`<p class="wb-soft">${say(state.group.length ? "pods.group.none_lately" : "pods.group.none")}</p>`}
      <div class="wb-pods-asked">${ASKED.map((asked) => [asked, shown.filter((answer) => answer.asked === asked)]).filter(([, found]) => found.length).map(([asked, found]) => html`<section key=${asked}>
        <h2>${say(`pods.ask.${asked}`)} <span class="wb-soft">${say("pods.group.shared_n", { n: found.length })}</span></h2>
        <ul class="wb-answers">${found.map((answer) => html`<${Answer} key=${answer.handle} answer=${answer} forms=${forms} act=${act} say=${say} announce=${announce} language=${language}
          mayEdit=${state.may_edit} today=${state.today} />`)}</ul></section>`)}</div></div>`;
  };

  return function Pods({ state, forms, act, say, announce, confirm, language }) {
    const [tab, setTab] = useState("pair");
    useEffect(() => { act("mine", { ids: inBrowser.ids() }, { shows: true }); }, []);
    return html`<section class="wb-podding" aria-label=${say("pods.title")}>
      <div class="wb-row wb-pods-tabs" role="group" aria-label=${say("pods.title")}>${["pair", "group"].map((one) => html`<${Button} key=${one} aria-pressed=${tab === one ? "true" : "false"}
        onClick=${() => setTab(one)}>${say(`pods.${one}_tab`)}<//>`)}</div>
      ${tab === "pair" ? html`<${Pair} state=${state} forms=${forms} act=${act} say=${say} announce=${announce} confirm=${confirm} language=${language} />`
        : html`<${Group} state=${state} forms=${forms} act=${act} say=${say} announce=${announce} language=${language} />`}</section>`;
  };
};
