// The book: the map as this page knows it, what is picked, what is filtered out.

const plainText = (text) => text.toLocaleLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

const mapBook = (state) => {
  const book = {
    map: state.map, may_edit: state.may_edit, choices: state.choices,
    things: new Map(state.things.map((t) => [t.id, t])), links: new Map(state.links.map((l) => [l.id, l])),
    picked: { things: new Set(), links: new Set() }, marked: new Set(), loops: null, loop: null,
    held: new Set(), // things being moved here and not yet saved
   
    linking: false, search: "", kind: "", marker: "", focus: null, // focus: ids to show, or null
  };
  const of = new Map(state.things.map((t) => [t.item, t.id])); // map item → thing

  book.hidden = (id) => {
    const thing = book.things.get(id);
    return !thing || (book.kind && thing.thing_kind !== book.kind) || (book.marker && !thing.markers.includes(book.marker))
      || (book.focus !== null && !book.focus.has(id)) || false;
  };
  book.matches = (thing) => !book.search || plainText(`${thing.name} ${thing.role} ${thing.note}`).includes(plainText(book.search));
  book.dimmed = (id) => {
    const thing = book.things.get(id);
    return (book.marked.size > 0 && !book.marked.has(id)) || (book.search !== "" && thing !== undefined && !book.matches(thing));
  };
  book.dimmedLink = (link) => (book.marked.size > 0 ? !book.marked.has(link.id) : book.dimmed(link.source) && book.dimmed(link.target));
  book.filtering = () => Boolean(book.kind || book.marker || book.focus || book.search);

  book.pickOnly = (things, links) => { book.picked = { things: new Set(things), links: new Set(links) }; };
  book.oneThing = () => (book.picked.things.size === 1 && !book.picked.links.size ? book.things.get([...book.picked.things][0]) : undefined);
  book.oneLink = () => (book.picked.links.size === 1 && !book.picked.things.size ? book.links.get([...book.picked.links][0]) : undefined);

  book.near = (id, steps) => {
    const found = new Set([id]);
    for (let i = 0; i < steps; i += 1) {
      const edge = [...found];
      for (const link of book.links.values()) {
        if (edge.includes(link.source)) found.add(link.target);
        if (edge.includes(link.target)) found.add(link.source);
      }
    }
    return found;
  };

  /** Takes what is new over; gives the ids that changed. */
  book.take = (news) => {
    const things = new Set(), links = new Set();
    if (news.map) book.map = news.map;
    for (const item of news.gone.items) {
      const id = of.get(item);
      if (id === undefined || book.things.get(id)?.item !== item) continue;
      book.things.delete(id); of.delete(item); things.add(id); book.picked.things.delete(id); book.focus?.delete(id);
    }
    for (const id of news.gone.links) { if (book.links.delete(id)) links.add(id); book.picked.links.delete(id); }
    for (const thing of news.things) {
      const mine = book.held.has(thing.id) && book.things.get(thing.id);
      if (mine) Object.assign(thing, { x: mine.x, y: mine.y }); // it is under somebody's hand here
      book.things.set(thing.id, thing); of.set(thing.item, thing.id); things.add(thing.id);
    }
    for (const link of news.links) { book.links.set(link.id, link); links.add(link.id); }
    return { things: [...things], links: [...links] };
  };

  book.linksOf = (id) => [...book.links.values()].filter((l) => l.source === id || l.target === id);
  book.nameOf = (id) => book.things.get(id)?.name ?? "…";
  book.sorted = () => [...book.things.values()].sort((a, b) => a.name.localeCompare(b.name));
  return book;
};
