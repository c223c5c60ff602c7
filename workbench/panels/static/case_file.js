// One case file: pick a person; what matters, the time line, what it cost, risks, contacts, and what else belongs to them.

const panel = (kit) => {
  const { html, useState, useEffect, useMemo, useRef, Button, Withdraw } = kit;
  const TimeLine = makeTimeLine(kit), Risks = makeCaseRisks(kit), { Beside, Visits } = makeCaseBeside(kit), Drawn = makeDrawn(kit);
  const { Pick, Begin, Person } = makeCasePerson(kit);
  const { Contacts, Contact } = makeCaseContacts(kit);
  //: Which file is open, for the other rooms of this tab: they set it, dispatch an event of this name, and lead here.
  const PICKED = "workbench-case";

  const remembered = () => { try { return sessionStorage.getItem(PICKED) || ""; } catch { return ""; } };
  /** The address and this tab keep which file is open, so that a reload shows it again. */
  const keepOpen = (id) => {
    try { if (id) sessionStorage.setItem(PICKED, id); else sessionStorage.removeItem(PICKED); } catch { /* storage may be switched off */ }
    if (!document.body.dataset.voila) return; // JupyterLab's address is its own
    const address = new URL(location.href);
    if (id) address.searchParams.set("case", id); else address.searchParams.delete("case");
    address.searchParams.delete("token");
    history.replaceState(history.state, "", address);
  };

  /** What Python told of this; asked again when `changed` changes. */
  const useTold = (act, ask, changed) => {
    const [told, setTold] = useState(null);
    useEffect(() => {
      let gone = false;
      if (changed) act(ask).then((answer) => { if (!gone && answer.ok) setTold({ changed, result: answer.result }); });
      return () => { gone = true; };
    }, [changed]);
    return told;
  };

  const Curves = ({ state, act, say }) => {
    const [open, setOpen] = useState(false);
    const curves = ["cumulative_cost", "yearly_cost", ...(state.case.referred_on ? ["weekly_cost"] : [])];
    return html`<section class="wb-file-curves" aria-label=${say("case_file.curves")}><${Button} aria-expanded=${open ? "true" : "false"} onClick=${() => setOpen(!open)}>${say(open ? "case_file.curves_away" : "case_file.curves")}<//>
      ${open && html`<div>${curves.map((which) => html`<${Drawn} key=${which} ask="curve" given=${{ which }} act=${act} say=${say} revision=${state.drawn_from} words=${say("case_file.curve_words")} />`)}</div>`}</section>`;
  };

  /** "We noticed …" with this person, and what of their time line was looked at. */
  const noticed = ({ state, say, words, seen, toast }) => {
    const row = state.case, from = seen.year ? `${seen.year}` : "";
    const looked = state.n_contacts ? say(`case_file.looked_at${from ? "_year" : ""}`, { n: seen.year ? state.years.find(([year]) => year === seen.year)?.[1] || 0 : state.n_contacts, pseudonym: row.pseudonym, year: from,
      first: words.day(state.first), last: words.day(state.last) }) : say("case_file.looked_at_none", { pseudonym: row.pseudonym });
    const detail = { seen_in: "time_line", looked_at: looked, cases: [row.id], text: "" };
    if (window.dispatchEvent(new CustomEvent("workbench-noticed", { detail, cancelable: true }))) toast(say("case_file.nobody_notices"));
  };

  const Line = ({ state, act, say, toast, language, words, onOpen }) => {
    const told = useTold(act, "time_line", state.drawn_from), seen = useRef({});
    const mine = told && told.changed.split(".")[0] === state.case.id ? told.result : null;
    const empty = mine && mine.contacts.length + mine.bought.length === 0;
    return html`<section class="wb-file-line" aria-labelledby="wb-file-line"><div class="wb-file-line-head"><h3 id="wb-file-line">${say("case_file.line.title", { pseudonym: state.case.pseudonym })}</h3>
        ${state.may_edit && html`<${Button} onClick=${() => noticed({ state, say, words, seen: seen.current, toast })}>${say("case_file.notice")}<//>`}</div>
      ${!mine && html`<p class="wb-soft" role="status">${say("panel.loading")}</p>`}
      ${empty && html`<p class="wb-card">${say("case_file.line.empty")}</p>`}
      ${mine && !empty && html`<${TimeLine} key=${state.case.id} line=${mine} say=${say} language=${language} onOpen=${onOpen} onSeen=${(what) => { seen.current = what; }}
        label=${say("case_file.line.label", { pseudonym: state.case.pseudonym, n: mine.contacts.length })} />`}</section>`;
  };

  /** Opens the file that the address, this tab or another room names. */
  const useAsked = (open) => useEffect(() => {
    const wanted = new URLSearchParams(location.search).get("case") || remembered();
    if (wanted) open(wanted, { quiet: true });
    const asked = (e) => { if (typeof e.detail?.id === "string") open(e.detail.id); };
    window.addEventListener(PICKED, asked);
    return () => window.removeEventListener(PICKED, asked);
  }, []);

  return function CaseFile({ state, forms, act, say, toast, announce, confirm, language, revision }) {
    const [beginning, setBeginning] = useState(false), [leaving, setLeaving] = useState(null);
    const words = useMemo(() => makeTimeLineWords({ say, language }), [language]);
    const people = useTold(act, "people", `${state.people_read}`)?.result || [];
    const [begun, setBegun] = useState("");
    const open = async (id, { quiet = false, begun: isNew = false } = {}) => {
      setBegun(isNew ? id : "");
      const answer = await act("open", { case: id }, { shows: true, beside: quiet });
      keepOpen(answer.ok ? id : "");
      if (answer.ok && id && !quiet) announce(say("case_file.opened", { pseudonym: answer.result.case.pseudonym }));
    };
    const find = async (number) => {
      const answer = await act("find", { number }, { shows: true, beside: true });
      if (answer.ok) { keepOpen(answer.result.case.id); announce(say("case_file.opened", { pseudonym: answer.result.case.pseudonym })); }
      return answer;
    };
    useAsked(open);
    const from = useRef(null), box = useRef(null);
    const openContact = (contact) => { from.current = document.activeElement; act("show_contact", { contact }, { shows: true }); };
    const closeContact = async () => {
      await act("show_contact", { contact: "" }, { shows: true });
      // where it was opened from may have been drawn anew meanwhile
      setTimeout(() => { (from.current?.isConnected ? from.current : box.current?.querySelector(".wb-tl-cursor"))?.focus(); });
    };
    const shared = { state, act, say, announce, toast, language, words };
    return html`<div class="wb-file" ref=${box}><${Pick} state=${state} people=${people} say=${say} open=${open} find=${find} begin=${setBeginning} beginning=${beginning} />
      ${beginning && html`<${Begin} ...${shared} form=${forms.case} close=${() => setBeginning(false)} open=${open} />`}
      ${state.gone && html`<p class="wb-card" role="status">${say("case_file.gone")}</p>`}
      ${!state.case && !state.gone && !beginning && html`<p class="wb-card">${say(state.n_people ? "case_file.nobody" : "case_file.none_yet")}</p>`}
      ${state.case && html`<${Person} ...${shared} key=${`who${state.case.id}`} form=${forms.case} confirm=${confirm} begun=${begun} onWithdraw=${setLeaving} />
        <${Line} ...${shared} onOpen=${openContact} />
        <${Curves} key=${`curves${state.case.id}`} ...${shared} />
        <${Risks} key=${`risks${state.case.id}`} ...${shared} form=${forms.risk} />
        <${Beside} key=${`beside${state.case.id}`} ...${shared} revision=${revision} />
        <${Visits} key=${`visits${state.case.id}`} ...${shared} />
        <${Contacts} ...${shared} form=${forms.contact} onOpen=${openContact} />
        ${state.shown && html`<${Contact} key=${state.shown.id} ...${shared} form=${forms.contact} close=${closeContact} />`}`}
      ${leaving && html`<${Withdraw} item=${leaving} act=${act} say=${say} ask="withdraw" said="case_file" close=${() => setLeaving(null)} />`}</div>`;
  };
};
