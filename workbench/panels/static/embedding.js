// What becomes usual: all changes side by side by how far they have come, what is offered, and what should be gone.

const panel = (kit) => {
  const { html, useState, useRef, useEffect, Button, Choice, Form } = kit;
  const One = makeEmbeddingOne(kit), Picture = makePicture(kit), { Standing, Ending } = makeEmbeddingShields(kit);
  const plain = (text) => (text || "").normalize("NFKD").toLowerCase();
  const NEW = ["change", "embedding_kind", "owner", "state", "how_we_know", "scope"];

  const Card = ({ row, say, onOpen }) => html`<li class="wb-embed-card" data-card=${row.id}><button type="button" class="wb-embed-open" onClick=${() => onOpen(row.id)}><bdi>${row.change}</bdi></button>
    <p class="wb-soft"><span class="wb-tag">${say(`embedding.kind.${row.embedding_kind}`)}</span> <bdi>${[row.owner, row.on && say(row.state === "business_as_usual" ? "embedding.since" : "embedding.agreed", { on: row.on })].filter(Boolean).join(" · ")}</bdi></p>
    ${(row.n_supports > 0 || row.n_contradicts > 0) && html`<p class="wb-soft">${say("embedding.records", { supports: row.n_supports, contradicts: row.n_contradicts })}</p>`}
    ${row.n_standing > 0 && html`<p class="wb-soft">${say("embedding.standing", { n: row.n_standing })}</p>`}</li>`;

  const Offered = ({ rows, kinds, act, say }) => html`<section class="wb-card wb-embed-offered" aria-label=${say("embedding.offered.title")}><h3>${say("embedding.offered.title")}</h3><p class="wb-hint">${say("embedding.offered.lead")}</p>
    <ul>${rows.map((row) => html`<li key=${row.id}><p><strong><bdi>${row.title}</bdi></strong>${row.on && html` <span class="wb-soft">${say("embedding.offered.ended", { on: row.on })}</span>`}</p>
      ${row.why && html`<p class="wb-embed-text wb-soft"><bdi>${row.why}</bdi></p>`}
      <div class="wb-row" role="group" aria-label=${say("embedding.offered.kinds_of", { title: row.title })}><span>${say("embedding.offered.kinds")}</span>
        ${kinds.map((kind) => html`<${Button} key=${kind} onClick=${() => act("embed", { experiment: row.id, kind }, { shows: true, done: say("embedding.offered.done") })}>${say(`embedding.kind.${kind}`)}<//>`)}</div></li>`)}</ul></section>`;

  return function Embeddings({ state, forms, act, say, announce, language, revision }) {
    const [typed, setTyped] = useState(""), [kind, setKind] = useState(""), [writing, setWriting] = useState(false), [ending, setEnding] = useState("");
    const whole = useRef(null), last = useRef(""), find = kit.useId("find"), readOnly = !state.may_edit;
    const open = (id) => { last.current = id; act("open", { id }, { shows: true }); };
    useEffect(() => { // a link may name the change to look at
      const wanted = new URLSearchParams(location.search).get("embedding");
      if (wanted && !state.open && state.rows.some((row) => row.id === wanted)) open(wanted);
    }, []);
    const back = async () => {
      last.current = state.open || last.current;
      await act("open", { id: "" }, { shows: true });
      setTimeout(() => (whole.current?.querySelector(`[data-card="${CSS.escape(last.current)}"] .wb-embed-open`) || whole.current?.querySelector("h2"))?.focus(), 50);
    };
    if (state.one) return html`<div class="wb-embed" ref=${whole}><${One} one=${state.one} state=${state} forms=${forms} act=${act} say=${say} announce=${announce} language=${language} readOnly=${readOnly} onBack=${back} /></div>`;
    const words = plain(typed).split(/\s+/).filter(Boolean);
    const rows = state.rows.filter((row) => { const inside = plain([row.change, row.owner, row.how_we_know, row.note, row.from].join(" ")); return (!kind || row.embedding_kind === kind) && words.every((word) => inside.includes(word)); });
    return html`<div class="wb-embed" ref=${whole}><h2 class="wb-sr" tabindex="-1">${say("embedding.title")}</h2>
      ${state.open && html`<p class="wb-card" role="status">${say("embedding.gone")}</p>`}
      ${state.outlived.length > 0 && html`<section class="wb-card wb-embed-outlived" aria-label=${say("embedding.outlived.title")}><h3>${say("embedding.outlived.title")}</h3><p class="wb-hint">${say("embedding.outlived.lead")}</p>
        <ul class="wb-embed-shields">${state.outlived.map((each) => html`<${Standing} key=${each.change + each.id} shield=${each} of=${each.of} say=${say} onEnd=${setEnding} readOnly=${readOnly} />`)}</ul></section>`}
      <${Ending} shields=${state.outlived} ending=${ending} setEnding=${setEnding} today=${state.today} forms=${forms} act=${act} say=${say} language=${language} after=${() => whole.current?.querySelector("h2")?.focus()} />
      ${!readOnly && state.offered.length > 0 && html`<${Offered} rows=${state.offered} kinds=${state.kinds} act=${act} say=${say} />`}
      ${!readOnly && !writing && html`<${Button} kind="main wb-embed-new" onClick=${() => setWriting(true)}>+ ${say("embedding.write")}<//>`}
      ${!readOnly && writing && html`<div class="wb-card"><${Form} form=${forms.embedding} only=${NEW} place="embedding-new" act=${act} say=${say} announce=${announce} language=${language} autoFocus
        onCancel=${() => setWriting(false)} onDone=${(made, { another }) => { if (!another) { setWriting(false); open(made.id); } }} /></div>`}
      ${state.rows.length === 0 && html`<p class="wb-card">${say("embedding.empty")}</p>`}
      ${state.rows.length > 0 && html`<div class="wb-row wb-embed-tools"><div class="wb-field"><label for=${find}>${say("embedding.find")}</label><input id=${find} type="search" dir="auto" value=${typed} onInput=${(e) => setTyped(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()} /></div>
          <${Choice} label=${say("embedding.show_kind")} value=${kind} options=${[["", say("embedding.every_kind")], ...state.kinds.map((each) => [each, say(`embedding.kind.${each}`)])]} onPick=${setKind} />
          <span class="wb-soft" role="status">${say("embedding.shown", { n: rows.length, all: state.rows.length })}</span></div>
        <div class="wb-embed-groups">${state.states.map((each) => { const there = rows.filter((row) => row.state === each);
          return html`<section key=${each} class=${`wb-embed-group wb-embed-${each}`} aria-label=${say(`embedding.state.${each}`)}><h3>${say(`embedding.state.${each}`)} <span class="wb-soft">${there.length}</span></h3>
            ${there.length === 0 && html`<p class="wb-hint">${say("embedding.none_here")}</p>`}
            <ul>${there.map((row) => html`<${Card} key=${row.id} row=${row} say=${say} onOpen=${open} />`)}</ul></section>`; })}</div>
        <${Picture} ask="picture" act=${act} say=${say} revision=${revision} words=${say("embedding.picture")} />
        <${Picture} ask="over_time" act=${act} say=${say} revision=${revision} words=${say("embedding.over_time")} />`}</div>`;
  };
};
