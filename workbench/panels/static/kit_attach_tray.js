// The tray: files chosen and on their way, with what is said about them, until they are kept or thrown away.

const makeTray = ({ html, hooks, parts, ConsentFields, percent }) => {
  const { useState, useEffect, useRef } = hooks;
  const { Button, useId } = parts;

  const Line = ({ it, first, say, cancel, caption }) => {
    const id = useId("caption");
    const name = it.file.name || say("attach.photo");
    const words = { file: name, percent: percent(it.share) };
    return html`<li class="wb-stack">
      <div class="wb-row wb-attach-head">
        ${it.refused ? html`<p class="wb-problem" role="alert"><bdi>${it.refused}</bdi></p>`
          : html`<span class="wb-attach-way"><bdi>${say(it.looking ? "attach.looking" : it.upload ? "attach.sent" : "attach.sending", words)}</bdi></span>
            ${!it.upload && html`<progress max="1" value=${it.share} aria-label=${say("attach.sending", words)}></progress>`}`}
        <${Button} kind="quiet" aria-label=${say("attach.cancel_one", { file: name })} onClick=${cancel}>×<//></div>
      ${!it.refused && html`<div class="wb-field"><label for=${id}>${say("attach.caption")}</label>
        <input id=${id} type="text" maxlength="20000" dir="auto" value=${it.caption} onKeyDown=${(e) => e.stopPropagation()}
          onInput=${(e) => caption(e.currentTarget.value)} aria-describedby=${`${id}-hint`} />
        <p class=${first ? "wb-hint" : "wb-sr"} id=${`${id}-hint`}>${say("attach.caption_hint")}</p></div>`}
    </li>`;
  };

  const Tray = ({ files, host, about, act, say, done }) => {
    const [tray, setTray] = useState([]);
    const [values, setValues] = useState({ scope: about.scope });
    const [problem, setProblem] = useState({});
    const [keeping, setKeeping] = useState(false);
    const known = useRef(new Set()), dropped = useRef(new Set()), queue = useRef(Promise.resolve());
    const change = (file, more) => setTray((all) => all.map((it) => (it.file === file ? { ...it, ...more } : it)));

    const send = async (file) => {
      const still = () => !dropped.current.has(file);
      if (!still()) return;
      const answer = await attachLine.sendUp(act, about, host, file, { still, words: say, onPart: (share) => change(file, { share }) });
      if (!answer.stopped) change(file, answer);
    };
    useEffect(() => {
      for (const file of files.filter((f) => !known.current.has(f))) {
        known.current.add(file);
        const refused = file.size > about.most_bytes
          ? say("attach.too_large", { file: file.name, size: Math.ceil(file.size / 2 ** 20), most: Math.floor(about.most_bytes / 2 ** 20) }) : undefined;
        setTray((all) => [...all, { file, caption: "", share: 0, refused }]);
        if (!refused) queue.current = queue.current.then(() => send(file)); // one after another
      }
    }, [files]);
    useEffect(() => () => known.current.forEach((file) => dropped.current.add(file)), []);

    const cancel = (it) => {
      dropped.current.add(it.file);
      if (it.upload) act("attach_cancel", { upload: it.upload }, { beside: true });
      const left = tray.filter((other) => other !== it);
      setTray(left);
      if (!left.length) done();
    };
    const waiting = tray.filter((it) => !it.upload && !it.refused).length;
    const ready = tray.filter((it) => it.upload && !it.refused);
    const keep = async (e) => {
      e.preventDefault();
      if (waiting || keeping || !ready.length) return;
      setKeeping(true); setProblem({});
      let left = tray;
      for (const it of ready) {
        change(it.file, { looking: true });
        const answer = await act("attach_end", { upload: it.upload, values: { ...values, caption: it.caption } }, { beside: true,
          done: say("attach.kept", { n: 1 }) });
        if (answer.ok) left = left.filter((other) => other.file !== it.file);
        else if (answer.field && answer.field !== "caption") { setProblem(answer); change(it.file, { looking: false }); break; }
        else change(it.file, { looking: false, refused: answer.refused });
        if (answer.ok) setTray((all) => all.filter((other) => other.file !== it.file));
      }
      setKeeping(false);
      if (!left.length) done();
    };
    const throwAway = () => { tray.forEach((it) => { dropped.current.add(it.file); if (it.upload) act("attach_cancel", { upload: it.upload }, { beside: true }); }); done(); };

    return html`<form class="wb-card wb-stack wb-attach-tray" aria-label=${say("attach.about")} onSubmit=${keep}>
      <ul class="wb-attach-lines">${tray.map((it, n) => html`<${Line} key=${n} first=${n === 0} it=${it} say=${say} cancel=${() => cancel(it)} caption=${(text) => change(it.file, { caption: text })} />`)}</ul>
      ${tray.some((it) => !it.refused) && html`<${ConsentFields} values=${values} set=${setValues} about=${about} say=${say} problem=${problem} />`}
      <div class="wb-row">
        ${tray.some((it) => !it.refused) && html`<button class="wb-button main" disabled=${waiting > 0 || keeping}>${say("attach.keep", { n: Math.max(1, ready.length) })}</button>`}
        <${Button} disabled=${keeping} onClick=${throwAway}>${say("attach.throw_away")}<//>
        ${waiting > 0 && html`<span class="wb-soft" role="status">${say("attach.waiting", { n: waiting })}</span>`}</div>
    </form>`;
  };

  return { Tray };
};
