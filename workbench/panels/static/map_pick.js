// Picking on the map: things and links of a map, on its canvas or from a list, kept as soon as they are picked.

const mapPick = (kit) => {
  const { html, useState, useEffect, useRef, Choice, Button, Dialog } = kit;

  /** The canvas: the map as the group drew it; a click picks a thing or a link, another click lets it go. */
  const Canvas = ({ map, picked, toggle, say }) => {
    const box = useRef(null), it = useRef({});
    it.current.toggle = toggle;
    useEffect(() => {
      const book = mapBook({ ...map, may_edit: false, choices: {} });
      const chosen = () => {
        const ids = it.current.picked || new Set();
        book.pickOnly([...book.things.keys()].filter((id) => ids.has(id)), [...book.links.keys()].filter((id) => ids.has(id)));
      };
      const quiet = () => {};
      const net = mapNet(kit, { box: box.current, book, say, on: { place: quiet, drawLink: quiet, addAt: quiet, rename: quiet, linkFrom: quiet, viewMoves: quiet,
        picked: () => {
          const [id] = [...book.picked.things, ...book.picked.links];
          chosen();
          if (id) it.current.toggle(id);
          net.pick();
        } } });
      net.show();
      // the canvas has no size yet when its box has just been put on the page
      let begun = false;
      const begin = () => {
        net.fit();
        const first = [...book.picked.things][0] || book.links.get([...book.picked.links][0])?.source || book.things.keys().next().value;
        // on a small screen the whole map could not be read, so it begins where something is picked
        setTimeout(() => { if (first && net.net.getScale() < 0.34) net.net.moveTo({ position: net.at(first), scale: 0.55 }); }, 350);
      };
      const sized = new ResizeObserver(() => { net.resized(); if (!begun && box.current?.clientHeight) { begun = true; begin(); } });
      sized.observe(box.current);
      Object.assign(it.current, { net, chosen });
      return () => { sized.disconnect(); net.destroy(); };
    }, [map]);
    useEffect(() => { it.current.picked = picked; it.current.chosen(); it.current.net.pick(); }, [[...picked].join(" "), map]);
    const zoom = (by) => it.current.net?.zoom(by);
    return html`<div class="wb-pick-canvas"><div class="wb-row wb-pick-zoom wb-map-over"><${Button} onClick=${() => it.current.net?.fit()}>${say("map.fit")}<//>
      <${Button} aria-label=${say("map.zoom_in")} onClick=${() => zoom(1.25)}>+<//><${Button} aria-label=${say("map.zoom_out")} onClick=${() => zoom(0.8)}>−<//></div><div ref=${box} class="wb-map-box" role="img" aria-label=${say("experiments.pick.canvas", { name: map.map.name })}></div></div>`;
  };

  /** The same as a list, for the keyboard and for listening. */
  const List = ({ map, picked, toggle, say }) => {
    const [filter, setFilter] = useState("");
    const name = Object.fromEntries(map.things.map((thing) => [thing.id, thing.name]));
    const sign = (link) => (link.link_kind === "drives" ? SIGNS[link.polarity] : "");
    const rows = {
      things: map.things.map((thing) => [thing.id, thing.name, ""]),
      links: map.links.filter((link) => name[link.source] && name[link.target])
        .map((link) => [link.id, `${name[link.source]} → ${name[link.target]}`, sign(link)]),
    };
    const found = (list) => list.filter(([, text]) => plainText(text).includes(plainText(filter))).sort((a, b) => a[1].localeCompare(b[1]));
    return html`<div class="wb-pick-list">
      <input type="search" value=${filter} aria-label=${say("experiments.pick.filter")} placeholder=${say("experiments.pick.filter")}
        onInput=${(e) => setFilter(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()} />
      <div class="wb-pick-rows" tabindex="0" role="region" aria-label=${say("experiments.pick.list")}>${Object.entries(rows).map(([kind, list]) => html`<fieldset key=${kind} class="wb-map-set">
        <legend>${say(`experiments.pick.${kind}`)}</legend>
        ${found(list).map(([id, text, mark]) => html`<label key=${id} class="wb-check"><input type="checkbox" checked=${picked.has(id)} onChange=${() => toggle(id)} />
          <span><bdi>${text}</bdi>${mark && html` <b class="wb-pick-sign">${mark}</b>`}</span></label>`)}
        ${found(list).length === 0 && html`<p class="wb-soft">${say("experiments.pick.none")}</p>`}</fieldset>`)}</div>
    </div>`;
  };

  /** `maps` are [[id, name], …]; `picked` the ids picked so far; `onToggle(id, on)` keeps one. */
  return function MapPick({ maps, picked, onToggle, act, say, onClose }) {
    const [open, setOpen] = useState(maps[0]?.[0] || ""), [map, setMap] = useState(null);
    const ids = new Set(picked);
    useEffect(() => {
      let gone = false;
      setMap(null);
      if (open) act("map", { map: open }).then((answer) => { if (!gone && answer.ok) setMap(answer.result); });
      return () => { gone = true; };
    }, [open]);
    const toggle = (id) => onToggle(id, !ids.has(id));
    return html`<${Dialog} title=${say("experiments.pick.title")} onClose=${onClose}><div class="wb-pick">
      <div class="wb-row wb-pick-head"><p class="wb-soft">${say("experiments.pick.lead")}</p>
        ${maps.length > 1 && html`<${Choice} label=${say("experiments.pick.map")} value=${open} options=${maps} onPick=${setOpen} />`}
        <${Button} kind="main" onClick=${onClose}>${say("experiments.pick.done")}<//></div>
      ${!maps.length && html`<p>${say("experiments.pick.no_map")}</p>`}
      ${map && html`<div class="wb-pick-both" key=${open}><${Canvas} map=${map} picked=${ids} toggle=${toggle} say=${say} />
        <${List} map=${map} picked=${ids} toggle=${toggle} say=${say} /></div>`}
    </div><//>`;
  };
};
