// The first step: a file is chosen or dropped and sent, and its source named.

const makeFileStep = (kit, { Drop }) => {
  const { html, useId, Choice } = kit;
  const TABLES = [".csv", ".tsv", ".txt", ".xlsx"];

  /** `it` is what the panel knows of the file, `set` changes it. */
  return function FileStep({ it, set, about, sources, act, say, busy, onLook }) {
    const id = useId("bring-in");
    const words = { main: true, choose: say("bring_in.file.choose"), another: say("bring_in.file.another"), hint: say("bring_in.file.hint", { most: about.most_mb }),
      other: (name) => say("bring_in.file.not_a_table", { name }) };
    const begin = () => set({ upload: "", name: "", size: 0, looked: null, tried: null, problem: "", asks: "", encoding: "", sheet: "" });
    const look = (e) => {
      e.preventDefault();
      if (busy || !it.upload) return;
      if (it.source.trim()) onLook(); else set({ problem: say("bring_in.file.source_needed") });
    };
    return html`<form class="wb-stack" onSubmit=${look} onKeyDown=${(e) => e.stopPropagation()}>
      <${Drop} got=${it} endings=${TABLES} about=${about} act=${act} say=${say} words=${words} onBegin=${begin} onSent=${set} />
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
