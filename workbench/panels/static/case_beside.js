// What else belongs to a person: their stories, goals and spending, and what was laid beside the file; with the way to each.

const makeCaseBeside = (kit) => {
  const { html, useState, useEffect } = kit;

  const wayTo = (group, item, state, language) => {
    if (!group.page) return "";
    const query = new URLSearchParams({ ...state.place, ...(group.room ? { room: group.room } : {}), ...(group.kind === "debrief_entry" ? { made: `${group.kind}:${item.id}` } : {}) });
    if (language && language !== "en") query.set("language", language);
    return `${group.page}.ipynb?${query}`;
  };

  const Beside = ({ state, act, say, language, revision }) => {
    const [open, setOpen] = useState(false), [found, setFound] = useState(null);
    useEffect(() => {
      let gone = false;
      if (open) act("linked").then((answer) => { if (!gone && answer.ok) setFound(answer.result); });
      return () => { gone = true; };
    }, [open, state.case.id, revision]);
    return html`<details class="wb-file-part" onToggle=${(e) => setOpen(e.currentTarget.open)}><summary>${say("case_file.linked.title")}</summary>
      ${open && !found && html`<p class="wb-soft" role="status">${say("panel.loading")}</p>`}
      ${found && found.length === 0 && html`<p class="wb-soft">${say("case_file.linked.none", { pseudonym: state.case.pseudonym })}</p>`}
      <div class="wb-file-linked">${(found || []).map((group) => html`<section key=${group.kind} aria-label=${say(`case_file.linked.${group.kind}`)}><h4>${say(`case_file.linked.${group.kind}`)} <span class="wb-soft">${group.n}</span></h4>
        <ul>${group.items.map((item) => { const to = wayTo(group, item, state, language), words = item.title || say("case_file.linked.no_words"); return html`<li key=${item.id}>${to ? html`<a href=${to}><bdi>${words}</bdi></a>` : html`<bdi>${words}</bdi>`}</li>`; })}</ul>
        ${group.n > group.items.length && html`<p class="wb-soft">${say("case_file.linked.more", { n: group.n - group.items.length })}</p>`}</section>`)}</div></details>`;
  };

  const Visits = ({ state, act, say }) => {
    const [found, setFound] = useState(null);
    const look = async (e) => {
      if (!e.currentTarget.open) return;
      const answer = await act("visits");
      if (answer.ok) setFound(answer.result);
    };
    return html`<details key=${state.case.id} class="wb-file-part" onToggle=${look}><summary>${say("case_file.visits.title")}</summary>
      <p class="wb-soft">${say("case_file.visits.about")}</p>
      <ul>${(found || []).map((visit, n) => html`<li key=${n}><bdi>${visit.by}</bdi>, ${visit.on}</li>`)}</ul></details>`;
  };
  return { Beside, Visits };
};
