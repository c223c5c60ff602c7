// What comes again in the cycles below, and what is only here.

const panel = (kit) => {
  const { html, useState, useMemo, Button, Choice, Noticed } = kit;
  const Picture = makePicture(kit);
  const AT_ONCE = 40;

  const Spread = ({ item, by, say }) => {
    const told = item.spread.filter((one) => one.by === by);
    return told.length > 1 && html`<li>${told.map((one, n) => html`${n > 0 && " · "}<bdi key=${n}>${one.told}</bdi>`)}</li>`;
  };

  const told = (item, say) => [say("across_cycles.in_systems", { n: item.n_systems, of: item.of_systems }), say("across_cycles.in_cycles", { n: item.n_cycles })].join(", ");

  const Item = ({ item, act, say, readOnly }) => {
    const beside = async () => { const answer = await act("beside", { item: item.item }); return answer.ok ? answer.result : null; };
    const looked_at = say("across_cycles.looked_at", { kind: say(`across_cycles.kind_one.${item.kind}`), what: item.what, where: told(item, say) });
    const differs = ["setting", "place"].some((by) => item.spread.filter((one) => one.by === by).length > 1);
    return html`<li class="wb-card wb-across-one"><p class="wb-across-kind"><span class="wb-tag">${say(`across_cycles.kind_one.${item.kind}`)}</span></p>
      <p class="wb-across-what"><bdi>${item.what}</bdi></p>
      <p>${item.only_in ? html`<bdi>${say("across_cycles.only_in", { name: item.only_in })}</bdi>, ${say("across_cycles.in_cycles", { n: item.n_cycles })}` : told(item, say)}${item.n !== null && html` · ${say("across_cycles.records", { n: item.n })}`}</p>
      ${differs && html`<div><h4>${say("across_cycles.differs")}</h4><ul class="wb-across-spread"><${Spread} item=${item} by="setting" say=${say} /><${Spread} item=${item} by="place" say=${say} /></ul></div>`}
      ${!item.only_in && item.where.length > 0 && html`<details><summary>${say("across_cycles.where")}</summary><p>${item.where.map((name, n) => html`${n > 0 && ", "}<bdi key=${n}>${name}</bdi>`)}</p></details>`}
      ${!readOnly && html`<${Noticed} seen_in="across_cycles" looked_at=${looked_at} name=${item.what} beside=${beside} say=${say} />`}</li>`;
  };

  return function AcrossCycles({ state, act, say }) {
    const [kind, setKind] = useState("all"), [far, setFar] = useState(state.items.some((item) => item.n_systems > 1) ? "again" : "all"), [words, setWords] = useState(""), [most, setMost] = useState(AT_ONCE);
    const shown = useMemo(() => {
      const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
      return state.items.filter((item) => (kind === "all" || item.kind === kind)
        && (far === "all" || (far === "again") === item.n_systems > 1)
        && wanted.every((word) => `${item.what} ${item.where.join(" ")}`.toLocaleLowerCase().includes(word)));
    }, [state.items, kind, far, words]);
    if (state.items.length === 0) return html`<div class="wb-across"><h2 class="wb-sr">${say("across_cycles.title")}</h2><p>${say("across_cycles.none")}</p></div>`;
    const pick = (set) => (value) => { set(value); setMost(AT_ONCE); };
    return html`<div class="wb-across"><h2 class="wb-sr">${say("across_cycles.title")}</h2>
      <p class="wb-soft">${say("across_cycles.lead")} ${say("across_cycles.few")} ${say("across_cycles.own")}</p>
      <div class="wb-across-pick">
        <${Choice} label=${say("across_cycles.kind_pick")} value=${kind} onPick=${pick(setKind)} options=${["all", ...state.kinds].map((one) => [one, say(`across_cycles.kind.${one}`)])} />
        <${Choice} label=${say("across_cycles.spread_pick")} value=${far} onPick=${pick(setFar)} options=${["all", "again", "only"].map((one) => [one, say(`across_cycles.spread_of.${one}`)])} />
        <div class="wb-field"><label for="wb-across-search">${say("across_cycles.search")}</label><input id="wb-across-search" type="search" value=${words} onInput=${(e) => pick(setWords)(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()} /></div>
        <p class="wb-soft" role="status">${say("across_cycles.shown", { n: shown.length })}</p></div>
      <${Picture} ask="picture" act=${act} say=${say} revision=${state} words=${say("across_cycles.show_picture")} />
      ${shown.length === 0 && html`<p>${say("across_cycles.none_like")}</p>`}
      <ul class="wb-across-items">${shown.slice(0, most).map((item) => html`<${Item} key=${item.item} item=${item} act=${act} say=${say} readOnly=${!state.may_edit} />`)}</ul>
      ${shown.length > most && html`<${Button} onClick=${() => setMost(most + AT_ONCE)}>${say("across_cycles.more", { n: shown.length - most })}<//>`}
      ${state.n_left_out > 0 && html`<p class="wb-soft">${say("across_cycles.left_out", { n: state.n_left_out })}</p>`}</div>`;
  };
};
