// Two groups of stories side by side, and the honest numbers beside them. Whatever is looked at is counted.

const makeStoryCompare = (kit, { picks, Placed, wordsOf, groupsOf, Groups, isChoice }) => {
  const { html, useState, useRef, Button, Choice } = kit;
  const PICKED = "picked", OTHERS = "", ASK_MS = 150, SHARES_FROM = 15;

  /** The ways in which stories fall into groups; those that are picked against the rest come first. */
  const waysOf = (field, pick, say) => [...(pick.n > 0 && pick.n < field.ids.length ? [{ by: PICKED, title: say("what_stories_say.split.picked"), groups: [say("what_stories_say.split.these")], of: [] }] : []), ...field.splits];
  const masksOf = (way, pick, first, second) => {
    const n = pick.bits.length, one = new Uint8Array(n), other = new Uint8Array(n), at = way.groups.indexOf(first), to = way.groups.indexOf(second);
    for (let story = 0; story < n; story += 1) {
      const group = way.by === PICKED ? (pick.bits[story] ? 0 : 1) : way.of[story];
      if (group === -1) continue;
      if (group === at) one[story] = 1; else if (second === OTHERS || group === to) other[story] = 1;
    }
    return [one, other];
  };

  const Counted = ({ told, say }) => html`<div class="wb-told-scroll" role="region" tabindex="0" aria-label=${say("what_stories_say.honest.counts")}><table>
    <thead><tr><td></td>${told.groups.map(({ name }, n) => html`<th scope="col" key=${n}><bdi>${name}</bdi></th>`)}</tr></thead>
    <tbody>${["placed", "people", "na", "skipped", "unasked"].map((row) => html`<tr key=${row}><th scope="row">${say(`what_stories_say.honest.${row}`)}</th>${told.groups.map((group, n) => html`<td key=${n}>${group[row]}</td>`)}</tr>`)}</tbody></table></div>`;
  const Lines = ({ lines }) => html`<ul class="wb-told-lines">${lines.map((line, n) => html`<li key=${n}><bdi>${line}</bdi></li>`)}</ul>`;

  /** What the numbers can say, and what they cannot. */
  const Honest = ({ told, say }) => html`<section class="wb-told-honest" aria-label=${say("what_stories_say.honest.title")}><h3>${say("what_stories_say.honest.title")}</h3>
    <p class="wb-told-verdict"><bdi>${told.verdict}</bdi></p>
    <${Counted} told=${told} say=${say} />
    ${told.effects.length > 0 && html`<h4>${say("what_stories_say.honest.effects")}</h4><${Lines} lines=${told.effects} />`}
    <h4>${say("what_stories_say.honest.by_chance")}</h4><${Lines} lines=${told.chance} />
    ${told.second.length > 0 && html`<details><summary>${say("what_stories_say.honest.again")}</summary><${Lines} lines=${told.second} /></details>`}</section>`;

  const Side = ({ name, mask, sized, question, words, field, light, put, pick, how, draws, mode, announce, say }) => {
    const { parts } = groupsOf(question, mask, null, words, say);
    const n = picks.uniqueOf(question.at.filter((story) => mask[story])).length;
    const shared = { pick, put, how, say, shares: n >= SHARES_FROM }; // of fewer a percentage would say more than there is
    return html`<section class="wb-told-side" aria-label=${name}><h4><bdi>${name}</bdi></h4><p class="wb-soft">${say("what_stories_say.placed", { n })} · ${say("what_stories_say.people", { n: picks.people(field, question.at.filter((story) => mask[story])) })}</p>
      ${isChoice(question) ? html`<${Groups} groups=${parts} of=${Math.max(1, n)} label=${say("what_stories_say.answers")} ...${shared} />`
        : html`<${Placed} ...${{ question, words, stone: null, say, field, mode, pick, put, how, light, announce, draws, mask, sized }} name=${name} most=${620} />
          <details><summary>${say("what_stories_say.zones")}</summary><${Groups} groups=${parts} of=${Math.max(1, n)} label=${say("what_stories_say.zones")} ...${shared} /></details>`}</section>`;
  };

  const Looked = ({ looked: { rows, when, open }, say }) => rows.length > 0 && html`<details class="wb-card wb-told-looked" open=${open}><summary>${say("what_stories_say.looked.title", { n: rows.length, when })}</summary><p class="wb-soft">${say("what_stories_say.looked.why")}</p>
    <div class="wb-told-scroll" role="region" tabindex="0" aria-label=${say("what_stories_say.looked.title", { n: rows.length, when })}><table><thead><tr>${["compared", "groups", "n", "effect", "p", "q"].map((name) => html`<th key=${name} scope="col">${say(`what_stories_say.looked.${name}`)}</th>`)}</tr></thead>
      <tbody>${rows.map((row, n) => html`<tr key=${n}>${row.map((cell, at) => html`<td key=${at}><bdi>${cell}</bdi></td>`)}</tr>`)}</tbody></table></div></details>`;

  /** What is asked for, as far as it can be; null where there is nothing to compare. */
  const askedOf = (field, ways, asked) => {
    const way = ways.find(({ by }) => by === asked.by) || ways[0];
    // a question that makes the groups says nothing about them
    const questions = way ? field.questions.filter(({ key }) => way.by !== `choice:${key}` && !way.by.startsWith(`choice:${key}:`)) : [];
    if (!questions.length) return null;
    const question = questions.find(({ key }) => key === asked.question) || questions[0];
    const first = way.groups.includes(asked.first) ? asked.first : way.groups[0], others = way.groups.filter((group) => group !== first);
    const named = others.includes(asked.second) || (asked.second === OTHERS && others.length > 1);
    return { way, questions, question, first, others, second: named ? asked.second : way.by === PICKED ? OTHERS : others[0] ?? OTHERS };
  };

  /** Compares on one question or on all of them, one after another; each is counted. */
  const useCompare = ({ field, pick, act, say, announce }, now) => {
    const [seen, setSeen] = useState(null), [looked, setLooked] = useState({ rows: [], when: "" }), [at, setAt] = useState(0), [busy, setBusy] = useState(false);
    const heading = useRef(null);
    const worked = async (name, given) => {
      const answer = await act(name, given);
      if (!answer.ok || !answer.result.job) return answer;
      await new Promise((go) => setTimeout(go, ASK_MS));
      return worked("compared", { job: answer.result.job });
    };
    const given = (question) => ({ signifier_set: field.set, question, by: now.way.by, first: now.first, second: now.second, picked: now.way.by === PICKED ? picks.numbers(pick).map((story) => field.ids[story]) : [] });
    const one = async () => {
      const looks = { masks: masksOf(now.way, pick, now.first, now.second), question: now.question.key, names: [now.first, now.second || say("what_stories_say.compare.others")], told: null };
      setBusy(true);
      setSeen(looks); // the pictures stand at once; what the numbers carry takes a moment where stories are many
      const answer = await worked("compare", given(now.question.key));
      setBusy(false);
      if (!answer.ok) { setSeen(null); return; }
      const { told, looked: rows, when } = answer.result;
      setSeen({ ...looks, told, names: told.groups.map(({ name }) => name) });
      setLooked({ rows, when });
      announce(told.verdict);
      setTimeout(() => heading.current?.focus());
    };
    const every = async () => {
      let answer = null;
      setBusy(true);
      setSeen(null);
      for (const [n, { key }] of now.questions.entries()) {
        setAt(n + 1);
        answer = await worked("compare", given(key));
        if (!answer.ok) break;
        setLooked({ rows: answer.result.looked, when: answer.result.when, open: true });
      }
      setBusy(false);
      setAt(0);
      if (answer?.ok) announce(say("what_stories_say.compare.every_done"));
    };
    return { seen, looked, at, busy, heading, one, every };
  };

  const Ask = ({ now: { way, questions, question, first, others, second }, ways, set, busy, one, every, say }) => html`<form class="wb-card wb-told-ask" onSubmit=${(e) => { e.preventDefault(); one(); }}>
    <${Choice} label=${say("what_stories_say.question")} value=${question.key} onPick=${(key) => set({ question: key })} options=${questions.map((q) => [q.key, q.title])} />
    <${Choice} label=${say("what_stories_say.compare.by")} value=${way.by} onPick=${(by) => set({ by, first: null, second: null })} options=${ways.map(({ by, title }) => [by, title])} />
    ${way.by !== PICKED && html`<${Choice} label=${say("what_stories_say.compare.first")} value=${first} onPick=${(group) => set({ first: group, second: group === second ? null : second })} options=${way.groups.map((group) => [group, group])} />
      <${Choice} label=${say("what_stories_say.compare.second")} value=${second} onPick=${(group) => set({ second: group })} options=${[...others.map((group) => [group, group]), ...(others.length > 1 ? [[OTHERS, say("what_stories_say.compare.others")]] : [])]} />`}
    <button type="submit" class="wb-button main" disabled=${busy}>${say(busy ? "what_stories_say.compare.busy" : "what_stories_say.compare.go")}</button>
    <${Button} disabled=${busy} onClick=${every}>${say("what_stories_say.compare.every")}<//></form>`;

  return function Compare({ field, act, noticed, ...shared }) {
    const { pick, say } = shared, [asked, setAsked] = useState({});
    const ways = waysOf(field, pick, say), now = askedOf(field, ways, asked);
    const { seen, looked, at, busy, heading, one, every } = useCompare({ field, act, ...shared }, now);
    if (!now) return html`<p>${say("what_stories_say.compare.no_groups")}</p>`;
    const set = (part) => setAsked({ question: now.question.key, by: now.way.by, first: now.first, second: now.second, ...part });
    const sized = seen ? Math.max(...seen.masks.map((mask) => mask.reduce((n, bit) => n + bit, 0))) : 0;
    const shown = seen && field.questions.find(({ key }) => key === seen.question), words = shown && wordsOf(shown, say);
    return html`<div class="wb-told-compare"><${Ask} ...${{ now, ways, set, busy, one, every, say }} />
      ${at > 0 && html`<p role="status">${say("what_stories_say.compare.at", { n: at, all: now.questions.length, title: now.questions[at - 1]?.title ?? "" })}</p>`}
      <p class="wb-hint">${say("what_stories_say.compare.hint")}</p>
      ${shown && html`<div aria-busy=${busy}><h3 tabindex="-1" ref=${heading}><bdi>${shown.title}</bdi> · <bdi>${seen.names.join(" ↔ ")}</bdi></h3>
        <div class="wb-told-compared"><div class="wb-told-pair">${seen.names.map((name, n) => html`<${Side} key=${`${name}/${n}`} name=${name} mask=${seen.masks[n]} sized=${sized} question=${shown} words=${words} field=${field} ...${shared} />`)}</div>
          ${seen.told ? html`<div><${Honest} told=${seen.told} say=${say} />${noticed(shown, seen.told.summary)}</div>` : html`<p role="status" class="wb-soft">${say("what_stories_say.compare.working")}</p>`}</div></div>`}
      <${Looked} looked=${looked} say=${say} /></div>`;
  };
};
