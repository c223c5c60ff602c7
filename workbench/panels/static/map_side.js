// Beside the canvas: what is picked, in fields; and the loops.

const mapSides = (kit, lists) => {
  const { html, Button, Field, Choice, Check, Noticed } = kit;

  const PickedThing = ({ thing, book, desk, say }) => {
    const readOnly = !book.may_edit;
    const save = (field) => (text, was) => desk.reviseThing(thing.id, { [field]: text }, was === undefined ? undefined : { [field]: was });
    const choice = (field, values, empty) => html`<${Choice} label=${say(`map.field.${field}`)} value=${thing[field] ?? ""} disabled=${readOnly}
      options=${[...(empty ? [["", say("map.not_said")]] : []), ...values.map((v) => [v, say(`map.${field}.${v}`)])]}
      onPick=${(value) => desk.reviseThing(thing.id, { [field]: value || null }, { [field]: thing[field] })} />`;
    const links = book.linksOf(thing.id);
    return html`<section class="wb-stack" aria-label=${thing.name} key=${thing.id}>
      <${Field} key=${`n${thing.id}`} label=${say("map.field.name")} value=${thing.name} say=${say} maxLength=${200} readOnly=${readOnly} onSave=${save("name")} />
      <div class="wb-map-pair">${choice("thing_kind", book.choices.thing_kind)}
      ${thing.thing_kind === "actor" ? choice("actor_kind", book.choices.actor_kind, true) : choice("effect", book.choices.effect)}</div>
      ${thing.thing_kind === "actor"
        ? html`<fieldset class="wb-map-set"><legend>${say("map.field.markers")}</legend>${book.choices.marker.map((m) => html`<${Check} key=${m} label=${say(`map.marker.${m}`)} disabled=${readOnly}
            checked=${thing.markers.includes(m)} onPick=${(yes) => desk.reviseThing(thing.id, { markers: book.choices.marker.filter((x) => (x === m ? yes : thing.markers.includes(x))) })} />`)}</fieldset>
          <${Field} key=${`r${thing.id}`} label=${say("map.field.role")} value=${thing.role} say=${say} readOnly=${readOnly} onSave=${save("role")} />`
        : choice("belief_from", book.choices.belief_from)}
      <${Field} key=${`o${thing.id}`} label=${say("map.field.note")} value=${thing.note} say=${say} lines=${3} readOnly=${readOnly} onSave=${save("note")} />
      ${thing.revised_by && html`<p class="wb-soft">${say("map.last_by", { name: thing.revised_by })}</p>`}
      <div class="wb-row">
        <${Button} onClick=${() => desk.focusOn(thing.id)}>${say("map.only_near")}<//>
        ${book.may_edit && html`<${Button} onClick=${() => desk.linkFrom(thing.id)}>${say("map.link_from_here")}<//>
        <${Button} onClick=${() => desk.remove([thing.id], [])}>${say("map.take_off")}<//>
        <${Noticed} looked_at=${`${book.map.name}: ${thing.name}`} beside=${[["thing", thing.id]]} say=${say} />`}
      </div>
      ${links.length > 0 && html`<h3>${say("map.its_links")}</h3><ul class="wb-map-rows">${links.map((l) => html`<li key=${l.id}>
        <button type="button" class="wb-map-go" onClick=${() => desk.goLink(l.id)}>${lists.sentence(book, l, say)}</button></li>`)}</ul>`}
    </section>`;
  };

  const Sign = ({ link, value, desk, say, disabled }) => html`<${Button} aria-pressed=${link.polarity === value} disabled=${disabled}
    title=${say(`map.polarity.${value}`)} aria-label=${say(`map.polarity.${value}`)}
    onClick=${() => desk.reviseLink(link.id, { polarity: value })}><span class="wb-map-bigsign">${SIGNS[value]}</span><//>`;

  const PickedLink = ({ link, book, desk, say }) => {
    const readOnly = !book.may_edit, causal = link.link_kind === "drives";
    const save = (field) => (text, was) => desk.reviseLink(link.id, { [field]: text }, { [field]: was });
    return html`<section class="wb-stack" aria-label=${`${say("map.the_link")}: ${book.map.name}`}>
      <p class="wb-map-sentence">${lists.sentence(book, link, say)}.</p>
      ${causal && html`<div><h4 id=${`wb-${book.map.id}-sign`}>${say("map.sign")}</h4><div class="wb-row" role="group" aria-labelledby=${`wb-${book.map.id}-sign`}>
        ${book.choices.polarity.map((p) => html`<${Sign} key=${p} link=${link} value=${p} desk=${desk} say=${say} disabled=${readOnly} />`)}
        <${Button} aria-pressed=${link.delay} disabled=${readOnly} onClick=${() => desk.reviseLink(link.id, { delay: !link.delay })}>‖ ${say("map.delay")}<//></div></div>`}
      <div><h4 id="wb-map-strength">${say("map.strength")}</h4><div class="wb-row" role="group" aria-labelledby="wb-map-strength">${[1, 2, 3].map((n) => html`<${Button} key=${n} aria-pressed=${link.strength === n} disabled=${readOnly}
        onClick=${() => desk.reviseLink(link.id, { strength: n })}>${say(`map.strengths.${n}`)}<//>`)}</div></div>
      <${Choice} label=${say("map.field.link_kind")} value=${link.link_kind} disabled=${readOnly} options=${book.choices.link_kind.map((k) => [k, say(`map.link_kind.${k}`)])}
        onPick=${(value) => desk.reviseLink(link.id, { link_kind: value })} />
      ${!causal && html`<${Choice} label=${say("map.field.quality")} value=${link.quality} disabled=${readOnly} options=${book.choices.quality.map((k) => [k, say(`map.quality.${k}`)])}
        onPick=${(value) => desk.reviseLink(link.id, { quality: value })} />`}
      <${Field} key=${`s${link.id}`} label=${say("map.field.said_by")} value=${link.said_by} say=${say} maxLength=${200} readOnly=${readOnly} onSave=${save("said_by")} />
      <${Field} key=${`o${link.id}`} label=${say("map.field.note")} value=${link.note} say=${say} lines=${3} readOnly=${readOnly} onSave=${save("note")} />
      ${book.may_edit && html`<div class="wb-row"><${Button} onClick=${() => desk.reviseLink(link.id, { source: link.target, target: link.source })}>${say("map.turn_round")}<//>
        <${Button} onClick=${() => desk.remove([], [link.id])}>${say("map.take_off")}<//>
        <${Noticed} looked_at=${`${book.map.name}: ${lists.sentence(book, link, say)}`} beside=${[["link", link.id]]} say=${say} /></div>`}
    </section>`;
  };

  const Reading = ({ book, say }) => html`<section class="wb-stack" aria-label=${`${say("map.reading.title")}: ${book.map.name}`}>
    <h3>${say("map.reading.title")}</h3>
    <dl class="wb-map-legend">
      <dt><span class="wb-map-shape factor"></span></dt><dd>${say("map.reading.factor")}</dd>
      <dt><span class="wb-map-shape actor"></span></dt><dd>${say("map.reading.actor")}</dd>
      <dt>+</dt><dd>${say("map.reading.same")}</dd><dt>−</dt><dd>${say("map.reading.opposite")}</dd>
      <dt>?</dt><dd>${say("map.reading.unknown")}</dd><dt>±</dt><dd>${say("map.reading.disputed")}</dd>
      <dt>‖</dt><dd>${say("map.reading.delay")}</dd><dt>- -</dt><dd>${say("map.reading.dashed")}</dd>
    </dl>
    ${book.may_edit && html`<h3>${say("map.doing.title")}</h3><ul class="wb-map-hints">${["add", "link", "sign", "rename", "undo", "touch"].map((key) => html`<li key=${key}>${say(`map.doing.${key}`)}</li>`)}</ul>`}
  </section>`;

  const Picked = ({ book, desk, say }) => {
    const thing = book.oneThing(), link = book.oneLink(), n = book.picked.things.size + book.picked.links.size;
    if (thing) return html`<${PickedThing} key=${thing.id} thing=${thing} book=${book} desk=${desk} say=${say} />`;
    if (link) return html`<${PickedLink} key=${link.id} link=${link} book=${book} desk=${desk} say=${say} />`;
    if (n > 1) {
      return html`<section class="wb-stack"><p>${say("map.n_picked", { n })}</p>
        ${book.may_edit && html`<${Button} onClick=${() => desk.remove([...book.picked.things], [...book.picked.links])}>${say("map.take_off")}<//>`}</section>`;
    }
    return html`<${Reading} book=${book} say=${say} />`;
  };

  const Loops = ({ book, desk, say }) => {
    if (!book.loops) return html`<p class="wb-soft">${say("map.loops.looking")}</p>`;
    if (!book.loops.length) return html`<p>${say("map.loops.none")}</p>`;
    return html`<section aria-label=${`${say("map.tab.loops")}: ${book.map.name}`}>
      <p class="wb-soft">${say("map.loops.about")}</p>
      <${lists.More} rows=${book.loops} say=${say}>${(shown) => html`<ol class="wb-map-loops">${shown.map((loop) => {
        const key = loop.thing_ids.join(" "), on = book.loop === key;
        return html`<li key=${key} class=${on ? "picked" : ""}>
          <button type="button" class="wb-map-go" aria-pressed=${on} onClick=${() => desk.showLoop(on ? null : loop)}>
            <span class="wb-map-mark">${loop.mark || say(`map.loops.letter.${loop.kind}`)}</span>
            <span><strong>${loop.named === false ? say(`map.loops.kind.${loop.kind}`) : loop.name || say(`map.loops.kind.${loop.kind}`)}</strong>
            ${loop.named !== false && loop.name && html` <span class="wb-tag">${say(`map.loops.kind.${loop.kind}`)}</span>`}<br />
            <span>${loop.sentence}</span></span>
          </button>
          ${on && book.may_edit && html`<${Field} key=${`loop${key}`} label=${say("map.loops.name")} value=${loop.named === false ? "" : loop.name} say=${say} maxLength=${200}
            onSave=${(text) => desk.nameLoop(loop, text)} />
            <${Noticed} looked_at=${`${book.map.name}: ${loop.sentence}`} beside=${loop.thing_ids.map((id) => ["thing", id])} say=${say} />`}
        </li>`;
      })}</ol>`}<//></section>`;
  };

  return { Picked, Loops };
};
