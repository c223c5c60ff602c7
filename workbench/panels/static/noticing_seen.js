// What somebody looked at when they noticed something: read from an event, told apart from others, said in words.

const noticingSeen = ({ html }) => {
  const MOST_IDS = 1000, NAMED = ["case", "story", "statement", "issue"];
  const words = (given, longest) => (typeof given === "string" ? given.slice(0, longest) : "");
  const listed = (given) => (Array.isArray(given) ? given : []);

  /** What an event brings, as far as it can be used. */
  const read = (detail) => {
    const given = detail && typeof detail === "object" ? detail : {};
    const pairs = [...listed(given.cases).map((id) => ["case", id]), ...listed(given.beside)]
      .filter((pair) => Array.isArray(pair) && pair.length === 2 && pair.every((word) => typeof word === "string"));
    const beside = [...new Map(pairs.map((pair) => [pair.join(" "), pair])).values()];
    return { seen_in: words(given.seen_in, 200), looked_at: words(given.looked_at, 20000), text: words(given.text, 20000), beside: beside.slice(0, MOST_IDS), n: beside.length };
  };
  const keyOf = (seen) => {
    const all = JSON.stringify([seen.seen_in, seen.looked_at, seen.beside]);
    return [...all].reduce((sum, letter) => (Math.imul(sum, 31) + letter.codePointAt(0)) >>> 0, all.length).toString(36);
  };
  const laid = (seen, most, say) => {
    if (seen.n > most) return say("noticing.too_many", { n: seen.n, most });
    const kinds = new Set(seen.beside.map(([kind]) => kind)), only = kinds.size === 1 ? [...kinds][0] : "";
    return seen.n ? say(`noticing.laid.${NAMED.includes(only) ? only : "several"}`, { n: seen.n }) : "";
  };

  const Seen = ({ seen, state, say, names }) => {
    const beside = laid(seen, state.most_beside, say);
    // a question has a name; what is no question says in words what it is
    const where = names[seen.seen_in] || (/^\w*$/.test(seen.seen_in) ? "" : seen.seen_in);
    return html`<section class="wb-noticing-seen" aria-label=${say("noticing.looked_at")}><h3>${say("noticing.looked_at")}</h3>
      <p>${seen.looked_at ? html`<bdi>${seen.looked_at}</bdi>` : say("noticing.whole_page")}</p>
      ${where && html`<p class="wb-soft">${say("noticing.seen_in", { what: where })}</p>`}
      ${beside && html`<p class="wb-soft">${beside}</p>`}
      ${state.session && !state.session.alone && html`<p class="wb-soft"><bdi>${say("noticing.in_session", { name: state.session.name })}</bdi></p>`}</section>`;
  };
  return { read, keyOf, Seen };
};
