// Keys: all that the pointer can do on the canvas. The list of them is in the words (map.keys).

const ASIDE = 2.2; // how much being off the line counts against a thing when an arrow key looks for the next one

const mapKeys = ({ book, desk, net, ui, say, announce }) => {
  let saving = null;
  const moved = new Set();

  const next = (dx, dy) => {
    const from = book.picked.things.size ? [...book.picked.things][0] : null;
    const here = from ? net().at(from) : net().middle();
    let best = null, least = Infinity;
    for (const thing of book.things.values()) {
      const at = thing.id === from || book.hidden(thing.id) ? null : net().at(thing.id);
      if (!at) continue;
      const along = (at.x - here.x) * dx + (at.y - here.y) * dy, off = Math.abs((at.x - here.x) * dy) + Math.abs((at.y - here.y) * dx);
      const far = along + off * ASIDE;
      if ((along > 1 || !from) && far < least) { least = far; best = thing.id; }
    }
    if (best) desk.go(best);
  };

  const nudge = (dx, dy) => {
    for (const id of book.picked.things) { net().move(id, dx, dy); moved.add(id); book.held.add(id); }
    clearTimeout(saving);
    saving = setTimeout(() => {
      const spots = {};
      for (const id of moved) { const t = book.things.get(id); if (t) spots[id] = [t.x, t.y]; }
      moved.clear();
      desk.place(spots, false);
    }, 600);
  };

  const nextLink = (step) => {
    const thing = book.oneThing(), link = book.oneLink();
    const about = thing?.id ?? ui.linksOf ?? link?.source;
    const links = about ? book.linksOf(about) : [...book.links.values()];
    if (!links.length) return;
    const now = links.findIndex((l) => l.id === link?.id), to = links[(now + step + links.length) % links.length];
    ui.linksOf = about;
    desk.goLink(to.id);
    announce(ui.sentence(to));
  };

  const sign = (fields) => { for (const id of book.picked.links) desk.reviseLink(id, fields); };

  const enter = () => {
    const thing = book.oneThing();
    if (!thing) return;
    if (book.linkFrom && book.linkFrom !== thing.id) {
      const from = book.linkFrom;
      book.linkFrom = null;
      desk.drawLink(from, thing.id);
    } else ui.rename(thing.id);
  };

  const editing = {
    Delete: () => desk.remove([...book.picked.things], [...book.picked.links]),
    Backspace: () => editing.Delete(),
    F2: () => { const thing = book.oneThing(); if (thing) ui.rename(thing.id); },
    Enter: enter,
    n: () => ui.toAdd(),
    l: () => { const thing = book.oneThing(); if (thing) desk.linkFrom(thing.id); },
  };
  const onLinks = { "+": { polarity: "same" }, "=": { polarity: "same" }, "-": { polarity: "opposite" }, "−": { polarity: "opposite" }, "?": { polarity: "unknown" },
    "!": { polarity: "disputed" }, "±": { polarity: "disputed" }, 1: { strength: 1 }, 2: { strength: 2 }, 3: { strength: 3 } };
  const always = {
    Escape: () => { book.linkFrom = null; net().clearTap(); book.pickOnly([], []); desk.showLoop(null); desk.picked(); },
    "]": () => nextLink(1), "[": () => nextLink(-1),
    0: () => net().fit(), f: () => ui.full(), "/": () => ui.toSearch(),
    o: () => { const thing = book.oneThing(); if (book.focus) desk.showAll(); else if (thing) desk.focusOn(thing.id); },
    h: () => ui.keys(),
  };
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  /** A key pressed while the canvas has the focus. */
  const canvas = (e) => {
    if (e.ctrlKey || e.metaKey || !net()) return;
    const key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
    let done = true;
    if (arrows[key]) {
      const [dx, dy] = arrows[key];
      if (e.altKey) { if (book.may_edit) nudge(dx * 20, dy * 20); } else next(dx, dy);
    } else if (e.altKey) return;
    else if (book.picked.links.size && book.may_edit && onLinks[key]) sign(onLinks[key]);
    else if (book.picked.links.size && book.may_edit && key === "d") { for (const id of book.picked.links) desk.reviseLink(id, { delay: !book.links.get(id).delay }); }
    else if (key === "+" || key === "=") net().zoom(1.2);
    else if (key === "-") net().zoom(1 / 1.2);
    else if (book.may_edit && editing[key]) editing[key]();
    else if (always[key]) always[key]();
    else done = false;
    if (done) { e.preventDefault(); e.stopPropagation(); }
  };

  /** Undo and redo work wherever the focus is, except where letters are being typed. */
  const everywhere = (e) => {
    if (!(e.ctrlKey || e.metaKey) || e.altKey || e.target.closest?.("input[type=text], input[type=search], textarea")) return;
    const key = e.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    e.preventDefault(); e.stopPropagation();
    if (book.may_edit) desk.undo(key === "y" || e.shiftKey);
  };
  return { canvas, everywhere, say };
};
