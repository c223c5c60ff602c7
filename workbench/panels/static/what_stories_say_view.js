// One question: its stories as a picture or as bars, its zones, and who was asked and did not place it.

const makeStoryView = (kit, { shapes, picks, Picture }) => {
  const { html, useState, Button, Choice } = kit;
  const HIGH = Math.sqrt(3) / 2, TALL = 0.72; // so wide, of the window's height, that the whole of a picture stays in sight
  const STONES = "●■▲◆⬟⬢"; // as they are drawn
  const stoneSaid = (question, n) => `${STONES[n] ?? ""} ${question.labels[n]}`.trim();
  const isChoice = (question) => question.kind === "choice" || question.kind === "several";

  /** The words of a question's zones and of a place on it. */
  const wordsOf = (question, say) => {
    const [a = "", b = "", c = ""] = question.labels, axes = question.axes;
    const side = (n) => axes[n] || say(`what_stories_say.axis.${n}`);
    const zone = (name) => {
      if (question.kind === "stones") { const [across, up] = name.split("_"); return `${side(across === "left" ? 0 : 1)} · ${side(up === "bottom" ? 2 : 3)}`; }
      if (question.kind === "dyad") return say(`what_stories_say.zone.${name === "between" ? "between" : "near"}`, name === "between" ? { a, b } : { a: name === "left" ? a : b });
      const poles = { T: a, L: b, R: c }, pairs = { LT: [b, a], TR: [a, c], LR: [b, c] };
      if (poles[name] !== undefined) return say("what_stories_say.zone.near", { a: poles[name] });
      return pairs[name] ? say("what_stories_say.zone.between", { a: pairs[name][0], b: pairs[name][1] }) : say("what_stories_say.zone.centre");
    };
    const place = (mark) => {
      const [x, y] = mark.at;
      if (question.kind === "dyad") return balance.said(balance.dyad(x), question.labels, say);
      if (question.kind === "stones") return `${question.labels[mark.item] ?? ""}: ${balance.stoneSaid(x, y, [0, 1, 2, 3].map(side), say)}`;
      const top = y / HIGH, right = x - top / 2;
      return balance.said(balance.triad(...[top, 1 - top - right, right].map((share) => Math.min(Math.max(share, 0), 1))), question.labels, say);
    };
    return { zone, place };
  };

  /** The groups of a question that can be picked with a button: zones or answers, then who did not place it. */
  const groupsOf = (question, mask, stone, words, say) => {
    const seen = (stories) => (mask ? stories.filter((story) => mask[story]) : stories);
    const parts = isChoice(question)
      ? question.labels.map((label, n) => ({ key: `c${n}`, label, stories: seen(question.at.filter((_, row) => question.chosen[row].includes(n))) }))
      : shapes.zonesOf(question.kind).map((zone) => ({ key: zone, label: words.zone(zone), stories: picks.uniqueOf(shapes.rowsOf(question, mask, stone).filter((row) => row.zone === zone).map((row) => row.story)) }));
    const beside = [["na", "na"], ["skipped", "skipped"], ["unasked", "unasked"]].map(([key, name]) => ({ key, label: say(`what_stories_say.beside.${name}`), stories: seen(question[name]) }))
      .filter(({ key, stories }) => key === "na" || stories.length);
    return { parts, beside };
  };

  const Group = ({ group, of, shares, pick, put, how, say }) => {
    const n = group.stories.length, picked = picks.countIn(pick, group.stories), all = n > 0 && picked === n;
    const counted = picked && !all ? say("what_stories_say.picked_of", { n: picked, all: n }) : shares && n ? `${n} · ${say("what_stories_say.percent", { n: Math.round((100 * n) / of) })}` : String(n);
    const press = (e) => { const wanted = picks.howOf(e, how), again = all && (wanted === "add" || (wanted === "replace" && pick.n === n)); put(group.stories, again ? "take" : wanted); };
    return html`<li><button type="button" class="wb-told-group" aria-pressed=${all ? "true" : picked ? "mixed" : "false"} disabled=${n === 0}
        aria-label=${`${group.label}: ${say("what_stories_say.stories", { n })}${picked ? `, ${say("what_stories_say.of_them_picked", { n: picked })}` : ""}`} onClick=${press}>
      ${of > 0 && html`<span class="wb-told-bar" aria-hidden="true"><span style=${`width:${(100 * n) / of}%`}></span><span class="picked" style=${`width:${(100 * picked) / of}%`}></span></span>`}
      <span class="wb-told-group-words"><bdi>${group.label}</bdi></span><span class="wb-told-group-n">${counted}</span></button></li>`;
  };
  const Groups = ({ groups, of, label, ...rest }) => html`<ul class=${`wb-told-groups ${of ? "bars" : ""}`} aria-label=${label}>${groups.map((group) => html`<${Group} key=${group.key} group=${group} of=${of} ...${rest} />`)}</ul>`;

  const Ends = ({ question, below, say }) => {
    const [a = "", b = "", c = ""] = question.labels, axes = question.axes;
    if (question.kind === "triad") return below ? html`<p class="wb-told-ends"><bdi>${b}</bdi><bdi>${c}</bdi></p>` : html`<p class="wb-told-ends one"><bdi>${a}</bdi></p>`;
    if (question.kind === "dyad") return below ? html`<p class="wb-told-ends"><bdi>${a}</bdi><bdi>${b}</bdi></p>` : null;
    return below ? html`<p class="wb-told-ends three"><bdi>← ${axes[0]}</bdi><bdi>${axes[2]} ↓</bdi><bdi>${axes[1]} →</bdi></p>` : html`<p class="wb-told-ends one"><bdi>↑ ${axes[3]}</bdi></p>`;
  };

  /** The picture of one question with the words at its ends; of a group of stories where there is a mask. */
  const Placed = ({ question, words, stone, say, field, name = "", ...rest }) => {
    const told = (mark) => {
      const stories = picks.uniqueOf(mark.stories), n = stories.length;
      const where = rest.mode === "points" ? words.place(mark) : mark.zone ? words.zone(mark.zone) : "";
      return [n === 1 ? `“${field.titles[stories[0]]}”` : say("what_stories_say.stories_here", { n, title: field.titles[stories[0]] }), where].filter(Boolean).join(" · ");
    };
    return html`<div class=${`wb-told-placed ${question.kind}`} style=${`max-width:${rest.most}px`}>
      ${question.kind === "stones" && html`<p class="wb-told-stones">${question.labels.map((_, n) => html`<bdi key=${n}>${stoneSaid(question, n)}</bdi>`)}</p>`}<${Ends} question=${question} say=${say} />
      <${Picture} question=${question} stone=${stone} told=${told} ...${rest} label=${say("what_stories_say.picture", { title: [question.title, name].filter(Boolean).join(", ") })}><${Ends} question=${question} below say=${say} /><//></div>`;
  };

  const View = ({ question, field, pick, put, how, mode, light, draws, say, announce, noticed, large, onLarge }) => {
    const [stone, setStone] = useState(null), words = wordsOf(question, say), choice = isChoice(question);
    const { parts, beside } = groupsOf(question, null, stone, words, say);
    const placed = picks.uniqueOf(question.at).length, shared = { pick, put, how, say };
    const most = Math.max(1, ...parts.map((part) => part.stories.length));
    return html`<section class=${`wb-told-view ${large ? "large" : ""}`} aria-label=${question.title}><header><h3><bdi>${question.title}</bdi></h3>
        ${onLarge && html`<${Button} kind="quiet" aria-label=${say(large ? "what_stories_say.all_questions" : "what_stories_say.larger_of", { title: question.title })} onClick=${onLarge}>${say(large ? "what_stories_say.all_questions" : "what_stories_say.larger")}<//>`}</header>
      <p class="wb-soft">${[say("what_stories_say.placed", { n: placed }), say("what_stories_say.people", { n: picks.people(field, question.at) }), question.of_teller && say("what_stories_say.of_teller"), !question.asked && say("what_stories_say.no_longer_asked")].filter(Boolean).join(" · ")}</p>
      ${question.kind === "stones" && html`<${Choice} label=${say("what_stories_say.stone")} value=${stone === null ? "" : String(stone)} onPick=${(value) => setStone(value === "" ? null : Number(value))}
        options=${[["", say("what_stories_say.all_stones")], ...question.labels.map((_, n) => [String(n), stoneSaid(question, n)])]} />`}
      <div class="wb-told-view-body">
        ${!choice && placed === 0 && html`<p class="wb-soft">${say("what_stories_say.nobody_placed")}</p>`}
        ${!choice && placed > 0 && html`<${Placed} ...${{ question, words, stone, say, field, mode, pick, put, how, light, announce, draws }} most=${!large ? 620 : question.kind === "dyad" ? 1100 : Math.max(innerHeight * TALL, 420)} />`}
        <div class="wb-told-beside">
          ${choice || large ? html`<${Groups} groups=${parts} of=${choice ? most : 0} label=${say(choice ? "what_stories_say.answers" : "what_stories_say.zones")} ...${shared} />`
            : html`<details><summary>${say("what_stories_say.zones")}</summary><${Groups} groups=${parts} of=${0} label=${say("what_stories_say.zones")} ...${shared} /></details>`}
          <${Groups} groups=${beside} of=${0} label=${say("what_stories_say.not_placed")} ...${shared} />
          ${noticed(question)}</div></div></section>`;
  };

  return { View, Placed, Groups, wordsOf, groupsOf, isChoice };
};
