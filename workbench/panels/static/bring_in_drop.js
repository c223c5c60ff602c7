// One file chosen or dropped, and sent in pieces while people see how far it is.

const makeDrop = (kit, { sendPieces }) => {
  const { html, useState, useRef, useId, Button } = kit;

  const sized = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`);

  /** `got` is {upload, name, size} of the file that is here; `endings` are those it may have. `onBegin` hears that another
   * one is on its way, `onSent` what came of it: {upload, name, size} or {problem}. `words` are what is said of the file. */
  return function Drop({ got, endings, about, act, say, words, onBegin, onSent }) {
    const [over, setOver] = useState(false);
    const [sending, setSending] = useState(null); // {name, share}
    const id = useId("bring-in");
    const choose = useRef(null), wanted = useRef(null);
    const send = async (file) => {
      if (!file) return;
      if (!endings.some((ending) => file.name.toLowerCase().endsWith(ending))) { onSent({ problem: words.other(file.name) }); return; }
      if (file.size > about.most_mb * 1e6) { onSent({ problem: say("bring_in.too_large", { most: about.most_mb }) }); return; }
      wanted.current = file;
      const still = () => wanted.current === file;
      onBegin();
      setSending({ name: file.name, share: 0 });
      const answer = await sendPieces(act, file, { sliceBytes: about.slice_bytes, still, unreadable: say("bring_in.not_whole"),
        onPart: (share) => { if (still()) setSending({ name: file.name, share }); } });
      if (!still()) return;
      setSending(null);
      onSent(answer.upload ? { upload: answer.upload, name: file.name, size: file.size } : { problem: answer.refused || "" });
    };
    const stop = () => { wanted.current = null; setSending(null); };
    const drop = {
      onDragOver: (e) => { if ([...e.dataTransfer.types].includes("Files")) { e.preventDefault(); setOver(true); } },
      onDragLeave: (e) => { if (!e.currentTarget.contains(e.relatedTarget)) setOver(false); },
      onDrop: (e) => { e.preventDefault(); e.stopPropagation(); setOver(false); send(e.dataTransfer.files[0]); },
    };
    const far = sending && { name: sending.name, percent: Math.floor(sending.share * 100) };
    return html`<div class=${`wb-bring-drop ${over ? "over" : ""}`} ...${drop}>
      ${over && html`<p class="wb-bring-over">${say("bring_in.file.drop_here")}</p>`}
      <input ref=${choose} type="file" hidden accept=${endings.join(",")} aria-label=${words.choose} onChange=${(e) => { send(e.currentTarget.files[0]); e.currentTarget.value = ""; }} />
      <div class="wb-row"><${Button} kind=${words.main && !got.upload && !sending ? "main" : ""} aria-describedby=${`${id}-hint`} onClick=${() => choose.current.click()}>${got.upload ? words.another : words.choose}<//>
        <span role="status">${got.upload && html`<b><bdi>${say("bring_in.file.here", { name: got.name, size: sized(got.size) })}</bdi></b>`}</span></div>
      ${sending && html`<div class="wb-row"><span><bdi>${say("bring_in.file.sending", far)}</bdi></span>
        <progress max="1" value=${sending.share} aria-label=${say("bring_in.file.sending", far)}></progress>
        <${Button} onClick=${stop}>${say("bring_in.file.stop")}<//></div>`}
      <p class="wb-hint" id=${`${id}-hint`}>${words.hint}</p></div>`;
  };
};
