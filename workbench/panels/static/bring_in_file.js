// The first step: a file is chosen or dropped and sent, and its source named.

const makeFileStep = (kit, { sendPieces }) => {
  const { html, useState, useRef, useId, Button, Choice } = kit;
  const TABLES = /\.(csv|tsv|txt|xlsx)$/i;

  const sized = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`);

  /** `it` is what the panel knows of the file, `set` changes it. */
  return function FileStep({ it, set, about, sources, act, say, busy, onLook }) {
    const [over, setOver] = useState(false);
    const [sending, setSending] = useState(null); // {name, share}
    const id = useId("bring-in");
    const choose = useRef(null), wanted = useRef(null);
    const send = async (file) => {
      if (!file) return;
      if (!TABLES.test(file.name)) { set({ problem: say("bring_in.file.not_a_table", { name: file.name }) }); return; }
      if (file.size > about.most_mb * 1e6) { set({ problem: say("bring_in.too_large", { most: about.most_mb }) }); return; }
      wanted.current = file;
      const still = () => wanted.current === file;
      set({ upload: "", name: "", size: 0, looked: null, tried: null, problem: "", asks: "", encoding: "", sheet: "" });
      setSending({ name: file.name, share: 0 });
      const answer = await sendPieces(act, file, { sliceBytes: about.slice_bytes, still, unreadable: say("bring_in.not_whole"),
        onPart: (share) => { if (still()) setSending({ name: file.name, share }); } });
      if (!still()) return;
      setSending(null);
      set(answer.upload ? { upload: answer.upload, name: file.name, size: file.size } : { problem: answer.refused || "" });
    };
    const stop = () => { wanted.current = null; setSending(null); };
    const drop = {
      onDragOver: (e) => { if ([...e.dataTransfer.types].includes("Files")) { e.preventDefault(); setOver(true); } },
      onDragLeave: (e) => { if (!e.currentTarget.contains(e.relatedTarget)) setOver(false); },
      onDrop: (e) => { e.preventDefault(); e.stopPropagation(); setOver(false); send(e.dataTransfer.files[0]); },
    };
    const words = sending && { name: sending.name, percent: Math.floor(sending.share * 100) };
    const look = (e) => {
      e.preventDefault();
      if (busy || !it.upload) return;
      if (it.source.trim()) onLook(); else set({ problem: say("bring_in.file.source_needed") });
    };
    return html`<form class="wb-stack" onSubmit=${look} onKeyDown=${(e) => e.stopPropagation()}>
      <div class=${`wb-bring-drop ${over ? "over" : ""}`} ...${drop}>
        ${over && html`<p class="wb-bring-over">${say("bring_in.file.drop_here")}</p>`}
        <input ref=${choose} type="file" hidden accept=".csv,.tsv,.txt,.xlsx" aria-label=${say("bring_in.file.choose")} onChange=${(e) => { send(e.currentTarget.files[0]); e.currentTarget.value = ""; }} />
        <div class="wb-row"><${Button} kind=${it.upload || sending ? "" : "main"} aria-describedby=${`${id}-hint`} onClick=${() => choose.current.click()}>${say(it.upload ? "bring_in.file.another" : "bring_in.file.choose")}<//>
          <span role="status">${it.upload && html`<b><bdi>${say("bring_in.file.here", { name: it.name, size: sized(it.size) })}</bdi></b>`}</span></div>
        ${sending && html`<div class="wb-row"><span><bdi>${say("bring_in.file.sending", words)}</bdi></span>
          <progress max="1" value=${sending.share} aria-label=${say("bring_in.file.sending", words)}></progress>
          <${Button} onClick=${stop}>${say("bring_in.file.stop")}<//></div>`}
        <p class="wb-hint" id=${`${id}-hint`}>${say("bring_in.file.hint", { most: about.most_mb })}</p></div>
      <div class="wb-field wb-bring-source"><label for=${`${id}-source`}>${say("bring_in.file.source")}</label>
        <input id=${`${id}-source`} type="text" maxlength="200" dir="auto" list=${`${id}-sources`} value=${it.source} aria-describedby=${`${id}-source-hint`} onInput=${(e) => set({ source: e.currentTarget.value, problem: "" })} />
        <datalist id=${`${id}-sources`}>${sources.map((one) => html`<option key=${one} value=${one}></option>`)}</datalist>
        <p class="wb-hint" id=${`${id}-source-hint`}>${say("bring_in.file.source_hint")}</p></div>
      ${it.asks === "encoding" && html`<${Choice} label=${say("bring_in.file.encoding")} value=${it.encoding} onPick=${(encoding) => set({ encoding })}
        options=${[["", say("bring_in.file.encoding_asked")], ["cp1252", say("bring_in.file.encoding_windows")]]} />`}
      ${it.problem && html`<p class="wb-problem" role="alert">${it.problem}</p>`}
      <div class="wb-row"><button class="wb-button main" disabled=${!it.upload || busy}>${say("bring_in.file.next")}</button>
        <span role="status">${busy}</span></div></form>`;
  };
};
