// The kit: mounts a panel, keeps it in step with Python, and gives it words, notices and parts.

const fillIn = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));

const makeSay = (words) => (key, values = {}) => {
  let found = key.split(".").reduce((tree, part) => (tree && typeof tree === "object" ? tree[part] : undefined), words);
  if (found && typeof found === "object" && "other" in found) found = values.n === 1 && "one" in found ? found.one : found.other;
  return typeof found === "string" ? fillIn(found, values) : key;
};

const makeKit = ({ vis, preact, hooks, htm, css }) => {
  const { h, render, Component, Fragment } = preact;
  const html = htm.bind(h);
  const parts = makeParts({ html, hooks });
  const { Button, Dialog } = parts;
  const forms = makeForms({ html, hooks, parts });
  const { Live, Question, Picker } = forms;
  const grids = makeGrid({ html, hooks, parts, forms });
  /** `form.at` is the cycle a form belongs to: what is being written in one never comes up in another. */
  const Form = (given) => html`<${forms.Form} ...${given} place=${given.place && `${given.form.at}/${given.place}`} />`;
  const Grid = (given) => html`<${grids.Grid} ...${given} place=${`${given.form.at}/${given.place || `grid:${given.form.kind}`}`} />`;
  const { Attachments, Withdraw } = makeAttach({ html, hooks, parts });
  const { Noticed } = makeNoticed({ html, hooks, parts });

  if (!document.getElementById("wb-kit-style")) {
    const style = document.createElement("style");
    style.id = "wb-kit-style";
    style.textContent = css;
    document.head.prepend(style); // a panel's own style comes after it and wins
  }

  /** Shows a sentence instead of a blank when a panel's own code fails. */
  class Guard extends Component {
    componentDidCatch(error) { console.error(error); this.setState({ broken: true }); }
    render({ children, say }) {
      return this.state.broken ? html`<p class="wb-problem" role="alert">${say("panel.broken")}</p>` : children;
    }
  }

  const Toast = ({ toast, close, say }) => {
    hooks.useEffect(() => {
      const timer = setTimeout(close, toast.action ? 12000 : 7000);
      return () => clearTimeout(timer);
    }, []);
    return html`<div class=${`wb-toast ${toast.kind || ""}`}>
      <span>${toast.text}</span>
      ${toast.action && html`<${Button} onClick=${() => { close(); toast.action.run(); }}>${toast.action.words}<//>`}
      <${Button} kind="quiet" aria-label=${say("panel.close")} onClick=${close}>×<//></div>`;
  };

  const mount = ({ model, el, panel }) => {
    const View = panel(kit);
    const root = document.createElement("div");
    root.className = "wb";
    el.append(root);
    const it = { state: null, revision: 0, words: {}, toasts: [], waiting: 0, said: "", question: null, tick: 0 };
    const newsHandlers = new Set();
    let say = makeSay({}), gone = false, drawing = false;

    const draw = () => {
      if (drawing || gone) return;
      drawing = true;
      queueMicrotask(() => { drawing = false; if (!gone) render(html`<${Root} />`, root); });
    };
    const announce = (text) => { it.said = text === it.said ? `${text}\u00a0` : text; draw(); };
    // of one `slot` only the newest is shown
    const toast = (text, more = {}) => {
      const made = { id: Math.random(), text, ...more };
      it.toasts = [...it.toasts.filter((t) => !more.slot || t.slot !== more.slot).slice(-2), made];
      announce(text);
      return made;
    };
    const confirm = (text, { yes = say("panel.yes"), no = say("panel.cancel") } = {}) => new Promise((resolve) => {
      it.question = { text, yes, no, answer(value) { it.question = null; draw(); resolve(value); } };
      draw();
    });

    const line = openLine(model, {
      since: () => it.revision,
      onTell: (name, payload) => {
        if (name === "state") { it.state = payload; draw(); }
        newsHandlers.forEach((handle) => handle({ tell: name, with: payload }));
      },
      onWaiting: (n, why) => {
        if (n === it.waiting && why === it.why) return;
        const before = it.waiting;
        Object.assign(it, { waiting: n, why });
        if (before && !n) announce(say("panel.saved_again"));
        draw();
      },
    });

    /** Takes what is new in an answer; true where that was a whole state. */
    const takeNews = (answer) => {
      if (typeof answer.revision !== "number" || answer.revision <= it.revision) return false;
      it.revision = answer.revision;
      if (!answer.news) return false;
      if (answer.news.reload) { location.reload(); return false; }
      if (answer.news.state) it.state = answer.news.state;
      newsHandlers.forEach((handle) => handle(answer.news));
      draw();
      return Boolean(answer.news.state);
    };

    /** Do a command. The promise never fails: {ok, result} or {ok: false, refused, field, stale, problems}.
     * `beside`: the caller shows a refusal itself. `done`: words to say with an Undo button. `shows`: the result is the
     * panel's whole state (or holds it under this name), and is shown. */
    const act = async (name, given = {}, { beside = false, done = "", shows = false } = {}) => {
      const since = it.revision;
      const answer = await line.ask(name, given);
      const newer = takeNews(answer);
      if ("refused" in answer) {
        if (beside) announce(answer.refused); else toast(answer.refused, { kind: "refusal" });
        return { ok: false, refused: answer.refused, field: answer.field, stale: answer.stale, problems: answer.problems };
      }
      if (done) {
        toast(typeof done === "function" ? done(answer.ok) : done,
          { slot: "step", action: { words: say("panel.undo"), run: () => act("undo") } });
      }
      // the answer's own news were worked out after its result, and so was a state that came at a later revision
      if (shows && !newer && (answer.revision ?? since) >= it.revision) {
        it.state = shows === true ? answer.ok : answer.ok[shows];
        draw();
      }
      return { ok: true, result: answer.ok };
    };

    const pulse = async () => {
      if (gone || document.hidden || !root.offsetParent || !it.pulse_ms || !line.idle()) return;
      takeNews(await line.ask("pulse"));
    };
    let beat = null; // begins when Python has said how often
    document.addEventListener("visibilitychange", pulse);

    const Root = () => {
      const given = { state: it.state, revision: it.revision, words: it.words, forms: it.forms, language: it.language, page: line.page,
        waiting: it.waiting > 0, height: model.get("height"), act, say, toast, announce, confirm, root,
        onNews: (handle) => { newsHandlers.add(handle); return () => newsHandlers.delete(handle); } };
      return html`<div class="wb-panel" lang=${it.language}>
        <div class="wb-sr" role="status" aria-live="polite">${it.said}</div>
        ${it.waiting > 0 && html`<p class="wb-waiting" role="alert">${it.state && say("panel.waiting")} <bdi>${it.why}</bdi></p>`}
        ${it.state ? html`<${Guard} say=${say}><${View} ...${given} /><//>` : html`<p class="wb-loading">${it.refused || "…"}</p>`}
        <div class="wb-toasts">${it.toasts.map((t) => html`<${Toast} key=${t.id} toast=${t} say=${say}
          close=${() => { it.toasts = it.toasts.filter((x) => x !== t); draw(); }} />`)}</div>
        ${it.question && html`<${Dialog} title=${it.question.text} onClose=${() => it.question.answer(false)}>
          <div class="wb-row"><${Button} kind="main" onClick=${() => it.question.answer(true)}>${it.question.yes}<//>
          <${Button} onClick=${() => it.question.answer(false)}>${it.question.no}<//></div><//>`}
      </div>`;
    };

    draw();
    line.ask("load").then((answer) => {
      if (!answer.ok) { it.refused = answer.refused; draw(); return; }
      Object.assign(it, answer.ok);
      say = makeSay(it.words);
      if (it.pulse_ms && !gone) beat = setInterval(pulse, it.pulse_ms);
      draw();
    });

    return () => {
      gone = true;
      clearInterval(beat);
      document.removeEventListener("visibilitychange", pulse);
      line.close();
      render(null, root);
      root.remove();
    };
  };

  const kit = { vis, html, h, Fragment, Component, ...hooks, ...parts, Form, Live, Question, Picker, Grid, Attachments, Withdraw, Noticed, drafts: forms.drafts, mount, makeSay };
  return kit;
};
