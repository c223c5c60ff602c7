// The parts of an experiment's card that are more than a question: the grid of shapes, map elements, rows of the
// countermeasure register, rules and principles, other experiments.

const experimentParts = (kit) => {
  const { html, useState, useRef, Button } = kit;
  const pickOnMap = mapPick(kit);
  const SHAPES = [["known", "citizens", "project"], ["unknown", "citizens", "prototype"], ["known", "system", "training"], ["unknown", "system", "enquiry"]];

  /** End point × where the work is done; one click answers both, another takes the answer back. */
  const Shape = ({ row, act, say, readOnly }) => {
    const pick = (end_point, works_on) => {
      const same = row.end_point === end_point && row.works_on === works_on;
      return act("write", { kind: "experiment", id: row.id, values: same ? { end_point: null, works_on: null } : { end_point, works_on },
        was: { end_point: row.end_point, works_on: row.works_on } });
    };
    return html`<div class="wb-shape" role="group" aria-label=${say("experiments.shape.label")}>
      <p class="wb-shape-ends" aria-hidden="true"><span></span><span>${say("portfolio.end_point.known")}</span><span>${say("portfolio.end_point.unknown")}</span></p>
      ${["citizens", "system"].map((works_on) => html`<div class="wb-shape-row" key=${works_on}><p aria-hidden="true">${say(`portfolio.works_on.${works_on}`)}</p>
        ${SHAPES.filter(([, works]) => works === works_on).map(([end_point, works, shape]) => html`<button key=${shape} type="button" class="wb-shape-cell"
          aria-pressed=${row.end_point === end_point && row.works_on === works} disabled=${readOnly} onClick=${() => pick(end_point, works)}>
          <strong>${say(`experiments.value.shape.${shape}`)}</strong><span>${say(`experiments.shape.${shape}`)}</span>
          <span class="wb-sr">${say(`portfolio.end_point.${end_point}`)}; ${say(`portfolio.works_on.${works}`)}</span></button>`)}</div>`)}
      ${!(row.end_point && row.works_on) && html`<p class="wb-soft">${say("experiments.shape.undecided")}</p>`}</div>`;
  };

  /** What this experiment does with the map, a sentence for each thing and link; picked on the map itself. */
  const Touches = ({ card, maps, act, say, readOnly }) => {
    const [open, setOpen] = useState(false);
    const box = useRef(null);
    const close = () => { setOpen(false); setTimeout(() => box.current?.querySelector(":scope > .wb-button")?.focus()); };
    const mark = (id, on) => act("mark", { experiment: card.row.id, field: "touches", id, on }, { done: on ? "" : say("experiments.touch.let_go") });
    return html`<div class="wb-touches" ref=${box}>
      <p class="wb-card-label">${say("experiments.touch.label")}</p>
      ${card.touches.length === 0 && html`<p class="wb-soft">${say("experiments.touch.none")}</p>`}
      <ul class="wb-lines" aria-label=${say("experiments.touch.label")}>${card.touches.map((t) => html`<li key=${t.id}><bdi>${t.sentence}</bdi>
        ${!readOnly && html`<${Button} kind="quiet" aria-label=${say("experiments.touch.take_off", { what: t.sentence })} onClick=${() => mark(t.id, false)}>×<//>`}</li>`)}</ul>
      ${!readOnly && html`<${Button} aria-haspopup="dialog" onClick=${() => setOpen(true)}>${say("experiments.pick.open")}<//>`}
      ${open && html`<${pickOnMap} maps=${maps} picked=${card.row.touches} onToggle=${mark} act=${act} say=${say} onClose=${close} />`}</div>`;
  };

  /** Rows that belong to the card, each a line that can be opened and changed, and a form for one more. `line(row)`
   * gives the line, `fields` what of it can be changed, `more(row)` what else stands in an open row. */
  const Rows = ({ title, rows, line, form, fields, options, preset, place, act, say, readOnly, more, adder, removed, words }) => {
    const [open, setOpen] = useState(null), [adding, setAdding] = useState(false);
    const { Live, Form } = kit;
    return html`<div class="wb-rows"><p class="wb-card-label">${title}</p>
      ${rows.length === 0 && html`<p class="wb-soft">${words.none}</p>`}
      <ul class="wb-lines" aria-label=${title}>${rows.map((row) => html`<li key=${row.id} class=${open === row.id ? "open" : ""}>
        <div class="wb-line"><span>${line(row)}</span>${!readOnly && html`<${Button} kind="quiet" aria-expanded=${open === row.id} onClick=${() => setOpen(open === row.id ? null : row.id)}>${say(open === row.id ? "experiments.rows.close" : "experiments.rows.change")}<//>`}</div>
        ${open === row.id && html`<div class="wb-row-open"><${Live} form=${form} row=${row} fields=${fields} own options=${options} act=${act} say=${say} />
          ${more && more(row)}
          <${Button} onClick=${() => { setOpen(null); act("remove", { kind: row.kind, id: row.id }, { done: removed }); }}>${say("experiments.rows.remove")}<//></div>`}</li>`)}</ul>
      ${!readOnly && !adding && html`<${Button} onClick=${() => setAdding(true)}>${words.add}<//>`}
      ${adding && (adder ? adder(() => setAdding(false)) : html`<${Form} form=${form} values=${preset} only=${fields} options=${options} act=${act} say=${say} place=${place}
        lead=${false} autoFocus saveWords=${words.add} onCancel=${() => setAdding(false)} onDone=${(_result, { another }) => { if (!another) setAdding(false); }} />`)}</div>`;
  };

  const Shields = ({ card, forms, act, say, readOnly }) => html`<${Rows} title=${say("experiments.shield.label")} rows=${card.countermeasures} form=${forms.countermeasure}
    fields=${["what", "shields_from", "agreed_by", "from_on", "review_on"]} preset=${{ experiment: card.row.id }} place=${`countermeasure-of-${card.row.id}`}
    act=${act} say=${say} readOnly=${readOnly} removed=${say("experiments.shield.removed")} words=${{ none: say("experiments.shield.none"), add: say("experiments.shield.add") }}
    line=${(row) => html`<bdi>${row.what}</bdi>${row.shields_from && html` <span class="wb-soft">${say("experiments.shield.from")} <bdi>${row.shields_from}</bdi></span>`}
      ${row.ended_on && html` <span class="wb-tag">${say("experiments.shield.ended")}</span>`}`} />`;

  /** Rules and principles of the cycle: tick those that hold here, or write a new one that holds at once. */
  const Held = ({ card, rules, forms, act, say, readOnly }) => {
    const [adding, setAdding] = useState(false);
    const { Form } = kit;
    const kinds = ["rule", "principle"].map((kind) => [kind, rules.filter((r) => r.rule_kind === kind)]);
    return html`<div class="wb-held">${kinds.map(([kind, list]) => html`<fieldset key=${kind} class="wb-map-set"><legend>${say(`experiments.held.${kind}`)}</legend>
        ${list.length === 0 && html`<p class="wb-soft">${say(`experiments.held.none_${kind}`)}</p>`}
        ${list.map((r) => html`<label key=${r.id} class="wb-check"><input type="checkbox" disabled=${readOnly} checked=${card.row.rules.includes(r.id)}
          onChange=${(e) => act("mark", { experiment: card.row.id, field: "rules", id: r.id, on: e.currentTarget.checked })} /><span><bdi>${r.wording}</bdi></span></label>`)}</fieldset>`)}
      ${!readOnly && !adding && html`<${Button} onClick=${() => setAdding(true)}>${say("experiments.held.add")}<//>`}
      ${adding && html`<${Form} form=${forms.rule} only=${["wording", "rule_kind", "came_from"]} act=${act} say=${say} place=${`rule-of-${card.row.id}`} lead=${false} autoFocus
        saveWords=${say("experiments.held.save")} onCancel=${() => setAdding(false)} onDone=${(_result, { another }) => { if (!another) setAdding(false); }}
        save=${(values) => act("hold", { experiment: card.row.id, values }, { beside: true, done: say("experiments.held.added") })} />`}</div>`;
  };

  const Linked = ({ card, others, act, say, readOnly }) => {
    const { Picker } = kit;
    const pick = (now) => {
      const before = card.row.links_to;
      for (const id of now.filter((i) => !before.includes(i))) act("mark", { experiment: card.row.id, field: "links_to", id, on: true });
      for (const id of before.filter((i) => !now.includes(i))) act("mark", { experiment: card.row.id, field: "links_to", id, on: false });
    };
    return html`<${Picker} label=${say("experiments.links.label")} options=${others} value=${card.row.links_to} many onPick=${pick} say=${say} readOnly=${readOnly} />`;
  };

  /** Countermeasures that outlived the experiment: told gently, never counted against anybody. */
  const Standing = ({ card, say, place }) => {
    const left = card.row.status === "ended" ? card.countermeasures.filter((c) => !c.ended_on) : [];
    const address = `run_experiments.ipynb?${new URLSearchParams({ ...place, room: "countermeasures" })}`;
    return left.length > 0 && html`<div class="wb-standing"><p>${say("experiments.standing.lead", { n: left.length })}</p>
      <ul>${left.map((c) => html`<li key=${c.id}><bdi>${c.what}</bdi></li>`)}</ul>
      <p><a href=${address}>${say("experiments.standing.go")}</a></p></div>`;
  };

  return { Shape, Touches, Rows, Shields, Held, Linked, Standing };
};
