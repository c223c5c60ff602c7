// Attachments of a record: add by button, drop, paste or camera; look, listen, watch; caption, consent, taking it back.

const makeAttach = ({ html, hooks, parts }) => {
  const { useState, useEffect, useRef } = hooks;
  const { Button, Dialog, useId } = parts;
  const { ConsentFields, Withdraw } = makeConsent({ html, hooks, parts });

  const percent = (share) => Math.floor(share * 100);
  // “en” alone would write the month first
  const tongue = () => ({ "": "en-GB", en: "en-GB" })[document.documentElement.lang] || document.documentElement.lang;
  const day = (iso) => (iso ? new Date(`${iso}T00:00`).toLocaleDateString(tongue(), { day: "numeric", month: "long", year: "numeric" }) : "");
  const nameOf = (item, say) => item.caption.split("\n")[0].slice(0, 80) || item.name || say(`attach.${item.media_kind}`);

  /** A blob: address that lives as long as what shows it. */
  const useAddress = (blob) => {
    const [address, setAddress] = useState("");
    useEffect(() => {
      if (!blob) return undefined;
      const made = URL.createObjectURL(blob);
      setAddress(made);
      return () => URL.revokeObjectURL(made);
    }, [blob]);
    return blob ? address : "";
  };

  const useFetched = (act, item, { small, wanted }) => {
    const [got, setGot] = useState({});
    useEffect(() => {
      if (!wanted) return undefined;
      let here = true;
      attachLine.fetchDown(act, item, { small, still: () => here, onPart: (share) => { if (here) setGot({ share }); } })
        .then((answer) => { if (here && !answer.stopped) setGot(answer); });
      return () => { here = false; };
    }, [item.id, wanted]);
    return got;
  };

  /** The thing itself, large or playing, fetched when it is asked for. */
  const Whole = ({ item, act, say }) => {
    const got = useFetched(act, item, { small: false, wanted: true });
    const address = useAddress(got.blob);
    const [cannot, setCannot] = useState(false);
    const name = nameOf(item, say);
    if (got.refused) return html`<p class="wb-problem" role="alert">${got.refused}</p>`;
    if (!address) return html`<p role="status">${say("attach.loading", { name, percent: percent(got.share || 0) })}</p>`;
    const shared = { src: address, onError: () => setCannot(true) };
    return html`<div class="wb-attach-whole">
      ${item.media_kind === "photo" && html`<img ...${shared} alt=${item.caption || item.name} />`}
      ${item.media_kind === "audio" && html`<audio ...${shared} controls aria-label=${name}></audio>`}
      ${item.media_kind === "video" && html`<video ...${shared} controls playsinline aria-label=${name}></video>`}
      ${cannot && html`<p class="wb-problem" role="alert">${say("attach.cannot_play")}</p>`}
      <p><a href=${address} download=${item.name}>${say("attach.download")}</a></p></div>`;
  };

  const Photo = ({ item, act, say, onOpen }) => {
    const { blob, refused } = useFetched(act, item, { small: true, wanted: true });
    const address = useAddress(blob);
    return html`<button type="button" class="wb-attach-photo" aria-label=${say("attach.open_photo", { name: nameOf(item, say) })} onClick=${onOpen}>
      ${address ? html`<img src=${address} alt="" />` : html`<span class="wb-soft">${refused || "…"}</span>`}</button>`;
  };

  const Shown = ({ item, act, say }) => {
    const [open, setOpen] = useState(false);
    const name = nameOf(item, say);
    if (item.media_kind === "photo") {
      return html`<${Photo} item=${item} act=${act} say=${say} onOpen=${() => setOpen(true)} />
        ${open && html`<${Dialog} title=${name} say=${say} onClose=${() => setOpen(false)}><${Whole} item=${item} act=${act} say=${say} /><//>`}`;
    }
    return open ? html`<${Whole} item=${item} act=${act} say=${say} />`
      : html`<${Button} aria-label=${say(`attach.play_${item.media_kind}`, { name })} onClick=${() => setOpen(true)}>▶ ${say(`attach.${item.media_kind}`)}<//>`;
  };

  const Private = ({ say, onShow }) => {
    const [asked, setAsked] = useState(false);
    return html`<p>${say("attach.private")}</p>
      <${Button} onClick=${() => setAsked(true)}>${say("attach.private_show")}<//>
      ${asked && html`<${Dialog} title=${say("attach.private_ask")} onClose=${() => setAsked(false)}><div class="wb-row">
        <${Button} kind="main" onClick=${() => { setAsked(false); onShow(); }}>${say("attach.private_yes")}<//>
        <${Button} onClick=${() => setAsked(false)}>${say("attach.cancel")}<//></div><//>`}`;
  };

  const Edit = ({ item, about, act, say, close }) => {
    const [values, setValues] = useState(() => Object.fromEntries(attachFields.map((name) => [name, item[name] ?? ""])));
    const [was] = useState(values);
    const [problem, setProblem] = useState({});
    const save = async (e) => {
      e.preventDefault();
      const changed = Object.keys(values).filter((name) => values[name] !== was[name]);
      const pick = (from) => Object.fromEntries(changed.map((name) => [name, from[name]]));
      const answer = changed.length
        ? await act("attachment_write", { id: item.id, values: pick(values), was: pick(was) }, { beside: true, done: say("attach.changed") }) : { ok: true };
      if (answer.ok) close(); else setProblem(answer);
    };
    return html`<${Dialog} title=${say("attach.edit")} onClose=${close}><form class="wb-stack" onSubmit=${save}>
      <${ConsentFields} values=${values} set=${setValues} about=${about} say=${say} problem=${problem} captioned open />
      <div class="wb-row"><button class="wb-button main">${say("attach.save")}</button><${Button} onClick=${close}>${say("attach.cancel")}<//></div></form><//>`;
  };

  const Item = ({ item, about, act, say, mayEdit }) => {
    const [doing, setDoing] = useState("");
    const [shown, setShown] = useState(false);
    const name = nameOf(item, say);
    const close = () => setDoing("");
    const gone = item.state === "erased";
    const scope = about?.scopes.find(([id]) => id === item.scope)?.[1] || "";
    const more = [scope, item.state !== "private" && !item.may_leave && say("attach.may_leave_not"), item.consent_until && say("attach.until", { day: day(item.consent_until) })];
    return html`<li class=${`wb-attach-item ${item.media_kind}`}>
      ${item.state === "shown" || shown ? html`<${Shown} item=${item} act=${act} say=${say} />
          ${item.caption ? html`<p class="wb-attach-caption"><bdi>${item.caption}</bdi></p>` : html`<p class="wb-soft"><bdi>${item.name}</bdi></p>`}
          <p class="wb-soft">${more.filter(Boolean).join(" · ")}</p>`
        : item.state === "private" ? html`<${Private} say=${say} onShow=${() => setShown(true)} />`
        : html`<p>${say(`attach.${item.state}`, { day: day(item.state === "ended" ? item.consent_until : item.withdrawn_on) })}</p>`}
      ${mayEdit && !gone && html`<div class="wb-row">
        ${item.state !== "withdrawn" && html`<${Button} kind="quiet" aria-label=${say("attach.edit_of", { name })} onClick=${() => setDoing("edit")}>${say("attach.edit")}<//>`}
        <${Button} kind="quiet" aria-label=${say("attach.withdraw_of", { name })} onClick=${() => setDoing("withdraw")}>${say("attach.withdraw")}<//>
        <${Button} kind="quiet" aria-label=${say("attach.remove_of", { name })}
          onClick=${() => act("attachment_remove", { id: item.id }, { done: say("attach.removed") })}>${say("attach.remove")}<//></div>`}
      ${doing === "edit" && about && html`<${Edit} item=${item} about=${about} act=${act} say=${say} close=${close} />`}
      ${doing === "withdraw" && html`<${Withdraw} item=${item} act=${act} say=${say} close=${close} />`}
    </li>`;
  };

  const { Tray } = makeTray({ html, hooks, parts, ConsentFields, percent });

  /** The attachments of one record; `compact` folds them under a line with their number. */
  const Attachments = ({ host, items = [], act, say, mayEdit = false, compact = false }) => {
    const id = useId("attach");
    const [about, setAbout] = useState(null);
    const [files, setFiles] = useState([]);
    const [over, setOver] = useState(false);
    const [open, setOpen] = useState(!compact);
    const choose = useRef(null), camera = useRef(null);
    useEffect(() => { if (open && (mayEdit || items.length)) attachLine.aboutOf(act).then(setAbout); }, [open, mayEdit, items.length > 0]);
    const take = (list) => { const found = [...(list || [])]; if (found.length) { setOpen(true); setFiles([...files, ...found]); } return found.length; };
    const picked = (e) => { take(e.currentTarget.files); e.currentTarget.value = ""; };
    const drop = mayEdit && about ? {
      onDragOver: (e) => { if ([...e.dataTransfer.types].includes("Files")) { e.preventDefault(); setOver(true); } },
      onDragLeave: (e) => { if (!e.currentTarget.contains(e.relatedTarget)) setOver(false); },
      onDrop: (e) => { e.preventDefault(); e.stopPropagation(); setOver(false); take(e.dataTransfer.files); },
      onPaste: (e) => { if (take(e.clipboardData?.files)) { e.preventDefault(); e.stopPropagation(); } },
    } : {};
    const title = items.length ? say("attach.title", { n: items.length }) : say("attach.none");
    if (!mayEdit && !items.length) return null;
    return html`<section class=${`wb-attach ${over ? "over" : ""}`} aria-label=${title} ...${drop}>
      ${compact && html`<${Button} kind="quiet" aria-expanded=${open} aria-controls=${id} onClick=${() => setOpen(!open)}>${open ? "▾" : "▸"} ${title}<//>`}
      <div id=${id} hidden=${!open}>
        ${over && html`<p class="wb-attach-over">${say("attach.drop_here")}</p>`}
        ${items.length > 0 && html`<ul class="wb-attach-list">${items.map((item) => html`<${Item} key=${item.id} item=${item} about=${about} act=${act} say=${say} mayEdit=${mayEdit} />`)}</ul>`}
        ${files.length > 0 && html`<${Tray} files=${files} host=${host} about=${about} act=${act} say=${say} done=${() => setFiles([])} />`}
        ${mayEdit && about && html`<div class="wb-row">
            <input ref=${choose} type="file" hidden multiple accept=${about.accept} onChange=${picked} />
            <input ref=${camera} type="file" hidden accept="image/*" capture="environment" onChange=${picked} />
            <${Button} onClick=${() => choose.current.click()}>${say("attach.add")}<//>
            <span class="wb-attach-camera"><${Button} onClick=${() => camera.current.click()}>${say("attach.take")}<//></span></div>
          <p class="wb-hint">${say("attach.limits", about.limits)}</p>`}
      </div></section>`;
  };

  return { Attachments, Withdraw };
};
