// The people picked, each with the way to their case file; and what else is written down about them.

const makeCaseList = ({ html, useState, useEffect, Button }) => {
  const WAIT_MS = 250;

  const CASE = "workbench-case"; // what the room of one case file listens for, and what this tab remembers for it
  /** Goes to a room of the page of case files; without a page around it (a notebook of one's own), to its address. */
  const goTo = (place, room) => {
    const asked = new CustomEvent("workbench-room", { detail: { room }, cancelable: true });
    if (window.dispatchEvent(asked)) location.assign(addressOf(place, "case_files", room));
  };
  const openCase = (place, id) => {
    try { sessionStorage.setItem(CASE, id); } catch { /* storage may be switched off */ }
    window.dispatchEvent(new CustomEvent(CASE, { detail: { id } }));
    goTo(place, "case_file");
  };
  const addressOf = (place, page, room) => `${page}.ipynb?${new URLSearchParams({ ...place, ...(room ? { room } : {}) })}`;

  const People = ({ state, choice, act, say, revision }) => {
    const [find, setFind] = useState(""), [found, setFound] = useState(null);
    useEffect(() => {
      let gone = false;
      const timer = setTimeout(() => act("people", { choice, find }).then((answer) => { if (!gone && answer.ok) setFound(answer.result); }), WAIT_MS);
      return () => { gone = true; clearTimeout(timer); };
    }, [JSON.stringify(choice), find, revision]);
    return html`<div class="wb-field wb-explore-find"><label for="wb-explore-find">${say("case_explorer.list.find")}</label>
        <input id="wb-explore-find" type="search" value=${find} dir="auto" onInput=${(e) => setFind(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()} /></div>
      ${found && html`<p class="wb-soft" role="status">${found.n > found.people.length ? say("case_explorer.list.first", { n: found.n, shown: found.people.length }) : say("case_explorer.list.all", { n: found.n })}</p>
      <ul class="wb-explore-people">${found.people.map((one) => html`<li key=${one.id}><button type="button" class="wb-explore-person" onClick=${() => openCase(state.place, one.id)}>
        <strong><bdi>${one.pseudonym}</bdi></strong> <span class="wb-soft">${say("case_explorer.contacts", { n: one.n_contacts, shown: one.n_contacts.toLocaleString() })}${one.tags.length > 0 && html` · <bdi>${one.tags.join(", ")}</bdi>`}</span></button></li>`)}</ul>`}`;
  };

  const Group = ({ group, state, say }) => html`<section class="wb-explore-group"><h4>${say(`case_explorer.kind.${group.kind}`)} <span class="wb-explore-n">${group.n}</span></h4>
    <ul>${group.items.map((item) => html`<li key=${item.id}><bdi>${item.title}</bdi> <span class="wb-soft"><bdi>${item.who}</bdi></span></li>`)}</ul>
    ${group.n > group.items.length && html`<p class="wb-soft">${say("case_explorer.linked.more", { n: group.n - group.items.length })}</p>`}
    ${(group.room || group.page !== "case_files") && (group.page === "case_files"
      ? html`<${Button} onClick=${() => goTo(state.place, group.room)}>${say(`case_explorer.open.${group.kind}`)}<//>`
      : html`<a class="wb-button" href=${addressOf(state.place, group.page, group.room)}>${say(`case_explorer.open.${group.kind}`)}</a>`)}</section>`;

  const Linked = ({ state, choice, act, say, revision }) => {
    const [found, setFound] = useState(null);
    useEffect(() => {
      let gone = false;
      act("linked", { choice }).then((answer) => { if (!gone && answer.ok) setFound(answer.result); });
      return () => { gone = true; };
    }, [JSON.stringify(choice), revision]);
    if (!found) return html`<p class="wb-soft" role="status">${say("panel.loading")}</p>`;
    if (found.length === 0) return html`<p>${say("case_explorer.linked.none")}</p>`;
    return html`<div class="wb-explore-linked">${found.map((group) => html`<${Group} key=${group.kind} group=${group} state=${state} say=${say} />`)}</div>`;
  };

  /** Something that is only asked for while it is open. */
  const Drawer = ({ words, children }) => {
    const [open, setOpen] = useState(false);
    return html`<details class="wb-card wb-explore-drawer" onToggle=${(e) => { if (e.target === e.currentTarget) setOpen(e.currentTarget.open); }}><summary>${words}</summary>${open && children()}</details>`;
  };

  return { People, Linked, Drawer, goTo };
};
