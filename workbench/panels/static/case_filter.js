// Picking people by what they share, and their contacts by where and when: every choice says how many remain.

const makeCaseFilters = ({ html, useState, Button, Check, Choice, Picker }, { choices }) => {
  const FEW = 8; // more than these are found by typing

  /** One thing people may share. Few values are boxes to tick, many are found as one types. */
  const Facet = ({ name, facet, choice, counts, change, say, labels }) => {
    const picked = choices.of(choice, name), n = (value) => counts?.[name]?.[value] ?? 0;
    const known = facet.values.map(([value]) => value);
    const gone = picked.filter((value) => !known.includes(value)).map((value) => [value, value]);
    const all = [...facet.values, ...gone];
    if (all.length === 0) return null;
    const words = ([value, text]) => say("case_explorer.choice", { what: text, n: n(value) });
    if (all.length > FEW) {
      return html`<${Picker} label=${say(`case_explorer.facet.${name}`)} many value=${picked} say=${say} placeholder=${say("case_explorer.find", { n: all.length })}
        options=${all.map((one) => [one[0], picked.includes(one[0]) ? one[1] : words(one)])} onPick=${(values) => change(choices.put(choice, name, values))} />`;
    }
    return html`<fieldset class="wb-explore-facet"><legend>${say(`case_explorer.facet.${name}`)}</legend>
      ${all.map((one) => { const on = picked.includes(one[0]); return html`<${Check} key=${one[0]} checked=${on} disabled=${!on && n(one[0]) === 0} onPick=${() => change(choices.toggle(choice, name, one[0]))}
        label=${html`<bdi>${labels[name]?.[one[0]] ?? one[1]}</bdi> <span class="wb-explore-n">${n(one[0])}</span>`} />`; })}</fieldset>`;
  };

  /** From when to when: what a brush over a curve does, with two plain lists. */
  const Time = ({ all, choice, change, say, edge }) => {
    if (!all) return null;
    const numbers = Array.from({ length: all[1] - all[0] + 1 }, (_, n) => all[0] + n), now = choice.quarters;
    const options = (end) => [["", say("case_explorer.time.any")], ...numbers.map((q) => [String(q), edge(q, end)])];
    const pick = (end, text) => {
      if (text === "") { change(choices.between(choice, null)); return; }
      const q = Number(text), [from, to] = now || all;
      change(end ? choices.between(choice, Math.min(from, q), q) : choices.between(choice, q, Math.max(to, q)));
    };
    return html`<div class="wb-explore-time"><${Choice} label=${say("case_explorer.time.from")} value=${now ? String(now[0]) : ""} options=${options(false)} onPick=${(text) => pick(false, text)} />
      <${Choice} label=${say("case_explorer.time.to")} value=${now ? String(now[1]) : ""} options=${options(true)} onPick=${(text) => pick(true, text)} /></div>`;
  };

  const Filters = ({ state, choice, look, change, say, words, narrow }) => {
    const shared = { choice, counts: look?.counts, change, say, labels: words.labels };
    const [open, setOpen] = useState(!narrow);
    return html`<details class="wb-explore-filters" open=${open} onToggle=${(e) => setOpen(e.currentTarget.open)}><summary>${say("case_explorer.filters")}</summary>
      <section aria-label=${say("case_explorer.people_who")}><h3>${say("case_explorer.people_who")}</h3>
        ${choices.PEOPLE.map((name) => state.facets[name] && html`<${Facet} key=${name} name=${name} facet=${state.facets[name]} ...${shared} />`)}</section>
      <section aria-label=${say("case_explorer.their_contacts")}><h3>${say("case_explorer.their_contacts")}</h3>
        <${Time} all=${state.quarters} choice=${choice} change=${change} say=${say} edge=${words.edge} />
        ${choices.CONTACTS.map((name) => state.facets[name] && html`<${Facet} key=${name} name=${name} facet=${state.facets[name]} ...${shared} />`)}</section>
    </details>`;
  };

  /** What is picked, in one sentence, with a button to take each part off. */
  const Said = ({ state, choice, look, change, back, say, words, few }) => {
    const parts = words.parts(choice);
    return html`<section class="wb-explore-said" aria-label=${say("case_explorer.picked")}>
      <p class="wb-explore-sentence" role="status">${look ? say("case_explorer.said", { n: look.n_people, all: state.n_people, contacts: say("case_explorer.contacts", { n: look.n_contacts, shown: look.n_contacts.toLocaleString() }) }) : "…"}</p>
      ${(parts.length > 0 || back) && html`<div class="wb-row wb-explore-parts">
        ${parts.length > 0 && html`<ul class="wb-chips">${parts.map((part) => html`<li class="wb-chip" key=${part.id}><bdi>${part.words}</bdi>
          <button type="button" aria-label=${say("case_explorer.take_off", { what: part.words })} onClick=${() => change(part.without(choice))}>×</button></li>`)}</ul>`}
        ${back && html`<${Button} onClick=${back}>${say("case_explorer.back")}<//>`}
        ${parts.length > 0 && html`<${Button} onClick=${() => change(choices.nothing())}>${say("case_explorer.clear")}<//>`}</div>`}
      ${look && look.n_people === 0 && html`<p class="wb-explore-few">${say("case_explorer.nobody")}</p>`}
      ${look && look.n_people > 0 && look.n_people < few && html`<p class="wb-explore-few">${say("case_explorer.few", { n: look.n_people })}</p>`}
    </section>`;
  };

  return { Filters, Said };
};
