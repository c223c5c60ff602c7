// What can be done with the map: one function a command, used by the canvas, the lists, the keys and the buttons alike.

const mapDesk = ({ book, act, say, toast, announce, confirm, redraw, net, has }) => {
  const beside = { beside: true };
  const desk = {};
  const see = () => { net()?.show(); redraw(); };

  // -- looking ------------------------------------------------------------------------------------------------------------
  desk.picked = () => { net()?.pick(); redraw(); };
  desk.go = (id, quiet) => {
    book.pickOnly([id], []);
    net()?.centre(id); desk.picked();
    if (!quiet) announce(say("map.said.picked", { name: book.nameOf(id), n: book.linksOf(id).length }));
  };
  desk.goLink = (id) => {
    const link = book.links.get(id);
    book.pickOnly([], [id]);
    if (link) net()?.centre(link.target);
    desk.picked();
  };
  desk.focusOn = (id) => { book.focus = book.near(id, 1); see(); net()?.fit(); announce(say("map.said.near", { name: book.nameOf(id) })); };
  desk.wider = () => { // one step further out from what is shown
    const found = new Set(book.focus);
    for (const id of book.focus) book.near(id, 1).forEach((x) => found.add(x));
    book.focus = found; see(); net()?.fit();
  };
  desk.showAll = () => { Object.assign(book, { focus: null, kind: "", marker: "", search: "" }); see(); net()?.fit(); };
  desk.filter = (fields) => { Object.assign(book, fields); see(); };
  desk.showLoop = (loop) => {
    book.loop = loop && loop.thing_ids.join(" ");
    book.marked = new Set(loop ? [...loop.thing_ids, ...loop.link_ids] : []);
    see();
    announce(loop ? loop.sentence : say("map.said.all"));
  };
  desk.loops = async () => {
    if (!has.loops) return;
    const answer = await act("loops", {}, beside);
    if (!answer.ok) return;
    book.loops = answer.result;
    const still = book.loop && book.loops.find((l) => l.thing_ids.join(" ") === book.loop);
    if (book.loop) { book.loop = still ? book.loop : null; book.marked = new Set(still ? [...still.thing_ids, ...still.link_ids] : []); net()?.show(); }
    redraw();
  };

  // -- changing -----------------------------------------------------------------------------------------------------------
  desk.add = async (names, kind) => {
    const at = net()?.middle() ?? { x: 0, y: 0 };
    const answer = await act("add", { names, thing_kind: kind || null, near: [at.x, at.y] }, beside);
    if (!answer.ok) return answer;
    const { added, known } = answer.result;
    book.pickOnly([...added, ...known], []);
    if (known.length) toast(say("map.said.known", { n: known.length, names: known.map(book.nameOf).join(", ") }));
    else announce(say("map.said.added", { n: added.length }));
    if (known.length && !added.length) net()?.centre(known[0]);
    desk.picked();
    return answer;
  };
  desk.addAt = async (name, at, kind, linkFrom) => {
    const answer = await act("add_at", { name, x: at.x, y: at.y, thing_kind: kind || null }, beside);
    if (!answer.ok) return answer;
    const id = [...answer.result.added, ...answer.result.known][0];
    if (answer.result.known.length) toast(say("map.said.known", { n: 1, names: book.nameOf(id) }));
    if (linkFrom && linkFrom !== id) await desk.drawLink(linkFrom, id); else desk.go(id, true);
    return answer;
  };
  desk.drawLink = async (source, target, fields = {}) => {
    net()?.clearTap();
    book.linkFrom = null;
    const answer = await act("draw_link", { source, target, fields });
    if (!answer.ok) return answer;
    book.pickOnly([], [answer.result.link]);
    desk.picked();
    announce(say(answer.result.known ? "map.said.link_known" : "map.said.drew", { source: book.nameOf(source), target: book.nameOf(target) }));
    return answer;
  };
  desk.linkFrom = (id) => { book.linkFrom = id; announce(say("map.said.link_from", { name: book.nameOf(id) })); redraw(); };
  desk.reviseThing = (id, fields, was) => act("revise_thing", { id, fields, ...(was ? { was } : {}) }, was ? beside : {});
  desk.reviseLink = (id, fields, was) => act("revise_link", { id, fields, ...(was ? { was } : {}) }, was ? beside : {});
  desk.remove = async (things, links) => {
    if (!things.length && !links.length) return;
    await act("remove", { things, links }, { done: (n) => say(n.things ? "map.said.removed_things" : "map.said.removed_links", { n: n.things || n.links }) });
    redraw();
  };
  desk.place = async (positions, layout) => {
    if (!book.may_edit) return;
    const ids = Object.keys(positions);
    ids.forEach((id) => book.held.add(id));
    await act("place", { positions, layout });
    ids.forEach((id) => book.held.delete(id));
  };
  desk.nameLoop = (loop, name) => act("name_loop", { thing_ids: loop.thing_ids, name }, beside);
  desk.undo = async (again) => {
    const answer = await act(again ? "redo" : "undo");
    if (!answer.ok) return;
    const what = answer.result?.words;
    toast(what ? say(again ? "panel.redone" : "panel.undone", { what }) : say(again ? "panel.nothing_to_redo" : "panel.nothing_to_undo"), { slot: "step" });
  };
  return desk;
};
