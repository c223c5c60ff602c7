// The same map as lists: everything the canvas can do, with buttons, headings and fields.

const MANY = 150;

const mapLists = (kit) => {
  const { html, useState, useRef, Button, Choice } = kit;

  /** Arrow keys walk through the buttons of a list; Home and End jump. */
  const walk = (e) => {
    const buttons = [...e.currentTarget.querySelectorAll("button.wb-map-go")], now = buttons.indexOf(document.activeElement);
    const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: buttons.length - 1 }[e.key];
    if (now < 0 || to === undefined || !buttons[to]) return;
    e.preventDefault(); e.stopPropagation();
    buttons[to].focus();
  };

  const More = ({ rows, say, children }) => {
    const [all, setAll] = useState(false);
    const shown = all ? rows : rows.slice(0, MANY);
    return html`${children(shown)}${shown.length < rows.length && html`<p><${Button} onClick=${() => setAll(true)}>${say("map.show_all", { n: rows.length })}<//></p>`}`;
  };

  const Things = ({ book, desk, say }) => {
    const rows = book.sorted().filter((t) => !book.hidden(t.id) && book.matches(t));
    return html`<section aria-label=${`${say("map.tab.things")}: ${book.map.name}`}>
      <p class="wb-soft">${say("map.n_things", { n: rows.length })}</p>
      <${More} rows=${rows} say=${say}>${(shown) => html`<ul class="wb-map-rows" onKeyDown=${walk}>
        ${shown.map((t) => html`<li key=${t.id} class=${book.picked.things.has(t.id) ? "picked" : ""}>
          <button type="button" class="wb-map-go" aria-pressed=${book.picked.things.has(t.id)} onClick=${() => desk.go(t.id)}>
            <span class=${`wb-map-shape ${t.thing_kind}`} aria-hidden="true"></span><strong>${t.name}</strong>
            <span class="wb-soft"> ${say(`map.thing_kind.${t.thing_kind}`)}, ${say("map.n_links", { n: book.linksOf(t.id).length })}</span>
            ${t.markers.map((m) => html` <span class="wb-tag" key=${m}>${say(`map.marker_short.${m}`)}</span>`)}
          </button>
          ${book.may_edit && html`<${Button} kind="quiet" aria-label=${say("map.remove_named", { name: t.name })} onClick=${() => desk.remove([t.id], [])}>×<//>`}
        </li>`)}</ul>`}<//>
    </section>`;
  };

  const LinkForm = ({ book, desk, say }) => {
    const [ends, setEnds] = useState({ source: "", target: "", sign: "unknown" });
    const form = useRef(null);
    const names = [["", say("map.choose")], ...book.sorted().map((t) => [t.id, t.name])];
    const causal = book.map.map_kind === "factor";
    const draw = async (e) => {
      e.preventDefault();
      if (!ends.source || !ends.target) return;
      const sent = ends, answer = await desk.drawLink(sent.source, sent.target, causal ? { polarity: sent.sign } : {});
      // on to the next link of the chain, unless somebody has chosen otherwise while this one was being drawn
      if (answer.ok) setEnds((now) => (now === sent ? { ...now, source: now.target, target: "" } : now));
      if (form.current?.contains(document.activeElement)) form.current.querySelectorAll("select")[1].focus();
    };
    return html`<form class="wb-map-linkform" ref=${form} onSubmit=${draw}>
      <${Choice} label=${say("map.from")} value=${ends.source} options=${names} onPick=${(source) => setEnds({ ...ends, source })} />
      <${Choice} label=${say("map.to")} value=${ends.target} options=${names.filter(([id]) => !id || id !== ends.source)} onPick=${(target) => setEnds({ ...ends, target })} />
      ${causal && html`<${Choice} label=${say("map.sign")} value=${ends.sign} options=${book.choices.polarity.map((p) => [p, say(`map.polarity.${p}`)])} onPick=${(sign) => setEnds({ ...ends, sign })} />`}
      <button type="submit" class="wb-button main" disabled=${!ends.source || !ends.target}>${say("map.draw")}</button>
    </form>`;
  };

  const sentence = (book, link, say) => [
    say(link.link_kind === "drives" ? `map.read.${link.polarity}` : `map.read.${link.link_kind}`, { source: book.nameOf(link.source), target: book.nameOf(link.target) }),
    link.delay ? say("map.read.late") : "",
    link.link_kind !== "drives" && link.quality !== "unknown" ? say(`map.quality.${link.quality}`) : "",
  ].filter(Boolean).join(", ");

  const Links = ({ book, desk, say }) => {
    const rows = [...book.links.values()]
      .filter((l) => !book.hidden(l.source) && !book.hidden(l.target) && !(book.dimmedLink(l) && book.search))
      .sort((a, b) => book.nameOf(a.source).localeCompare(book.nameOf(b.source)) || book.nameOf(a.target).localeCompare(book.nameOf(b.target)));
    return html`<section aria-label=${`${say("map.tab.links")}: ${book.map.name}`}>
      ${book.may_edit && html`<h3>${say("map.draw_a_link")}</h3><${LinkForm} book=${book} desk=${desk} say=${say} />`}
      <p class="wb-soft">${say("map.n_links", { n: rows.length })}</p>
      <${More} rows=${rows} say=${say}>${(shown) => html`<ul class="wb-map-rows" onKeyDown=${walk}>
        ${shown.map((l) => html`<li key=${l.id} class=${book.picked.links.has(l.id) ? "picked" : ""}>
          <button type="button" class="wb-map-go" aria-pressed=${book.picked.links.has(l.id)} onClick=${() => desk.goLink(l.id)}>
            <strong>${book.nameOf(l.source)}</strong> <span class="wb-map-sign" aria-hidden="true">→${l.link_kind === "drives" ? SIGNS[l.polarity] : ""}${l.delay ? " ‖" : ""}</span> <strong>${book.nameOf(l.target)}</strong>
            <span class="wb-sr">: ${sentence(book, l, say)}</span>
          </button>
          ${book.may_edit && html`<${Button} kind="quiet" aria-label=${say("map.remove_link_named", { source: book.nameOf(l.source), target: book.nameOf(l.target) })} onClick=${() => desk.remove([], [l.id])}>×<//>`}
        </li>`)}</ul>`}<//>
    </section>`;
  };

  return { Things, Links, More, sentence };
};
