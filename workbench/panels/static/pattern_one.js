// One observation: what was noticed and how strong it is, what speaks for and against it, its readings, and ideas.

const makePatternOne = (kit) => {
  const { html, useState, useEffect, useRef, Button, Choice, Live } = kit;
  const { Evidence } = makePatternEvidence(kit), { Readings, Ideas, Came } = makePatternReadings(kit), Sheet = makePatternSheet(kit);

  /** Print where it is a pattern; where it is none yet, say what is missing. */
  const Print = ({ one, scales, act, say }) => {
    const [sheet, setSheet] = useState(null);
    const paper = useRef(null);
    useEffect(() => { if (sheet) { printSheet(paper.current); setSheet(null); } }, [sheet]);
    const print = async () => { const answer = await act("sheet", { observation: one.row.id }); if (answer.ok) setSheet(answer.result); };
    if (!one.card.printable) return html`<div class="wb-pattern-not" role="note"><p><strong>${say("pattern_board.not_printable")}</strong> ${say(`pattern_board.why_not.${one.card.why_not}`)}</p></div>`;
    return html`<div><${Button} onClick=${print}>${say("pattern_board.print")}<//> <span class="wb-hint">${say("pattern_board.is_pattern", { n: one.card.n_interpretations })}</span>
      <div class="wb-pattern-paper" aria-hidden="true"><div ref=${paper}>${sheet && html`<${Sheet} sheet=${sheet} scales=${scales} say=${say} />`}</div></div></div>`;
  };

  const About = ({ one, state, forms, act, say, language, readOnly }) => {
    const write = (field) => (value) => act("write", { kind: "observation", id: one.row.id, values: { [field]: value || null }, was: { [field]: one.row[field] } });
    const scales = one.row.speaks_to && !state.scales.some(([id]) => id === one.row.speaks_to) ? [...state.scales, [one.row.speaks_to, one.row.speaks_to]] : state.scales;
    return html`<section class="wb-card" aria-label=${say("pattern_board.about_title")}><h3>${say("pattern_board.about_title")}</h3>
      <${Live} form=${forms.observation} row=${one.row} fields=${["title", "text", "hard_to_dispute", "surprising", "learning_about"]} act=${act} say=${say} readOnly=${readOnly} language=${language} />
      <p class="wb-soft" role="status">${one.card.strength ? say("pattern_board.strength", { strength: say(`noticing.strength.${one.card.strength}`) }) : say("pattern_board.strength_none")}</p>
      <${Choice} label=${say("pattern_board.speaks_to")} value=${one.row.speaks_to} disabled=${readOnly} options=${[["", say("pattern_board.not_said")], ...scales]} onPick=${(value) => act("write", { kind: "observation", id: one.row.id, values: { speaks_to: value }, was: { speaks_to: one.row.speaks_to } })} />
      <${Choice} label=${say("pattern_board.theme.under")} value=${one.row.theme || ""} disabled=${readOnly} options=${[["", say("pattern_board.theme.none")], ...state.themes.map((each) => [each.id, each.name])]} onPick=${write("theme")} />
      <details><summary>${say("pattern_board.more")}</summary><${Live} form=${forms.observation} row=${one.row} fields=${["noticed_by", "noticed_on", "scope"]} own act=${act} say=${say} readOnly=${readOnly} language=${language} />
        ${one.row.looked_at && html`<p class="wb-soft wb-pattern-looked"><bdi>${say("pattern_board.looked_at", { what: one.row.looked_at })}</bdi></p>`}
        ${!readOnly && html`<${Button} kind="quiet" onClick=${() => act("remove", { kind: "observation", id: one.row.id }, { done: say("pattern_board.removed") })}>${say("pattern_board.remove_whole")}<//>`}</details></section>`;
  };

  return function One({ one, state, forms, act, say, announce, language, readOnly, onBack }) {
    const top = useRef(null);
    useEffect(() => { top.current?.focus(); }, [one.row.id]);
    const shared = { one, state, forms, act, say, announce, language, readOnly };
    const session = state.sessions.find(([id]) => id === one.row.sense_session)?.[1];
    return html`<article class="wb-pattern-one" aria-label=${one.row.title}><${Button} kind="quiet" onClick=${onBack}>← ${say("pattern_board.back")}<//>
      <h2 class="wb-large wb-pattern-title" tabindex="-1" ref=${top}><bdi>${one.row.title}</bdi></h2>
      <p class="wb-soft"><bdi>${[one.card.on, session].filter(Boolean).join(" · ")}</bdi></p><${Came} came=${one.came} say=${say} />
      <${Print} one=${one} scales=${state.scales} act=${act} say=${say} />
      <div class="wb-pattern-sides"><div class="wb-stack"><${Readings} ...${shared} /><${Ideas} ...${shared} /></div><div class="wb-stack"><${Evidence} ...${shared} /><${About} ...${shared} /></div></div></article>`;
  };
};
