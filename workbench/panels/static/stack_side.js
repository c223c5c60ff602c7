// Beside the stack: what flowed on the arrow or at the cycle that was picked, where it stops, and the same as a table.

const makeStackSide = ({ html, useState, useEffect, useRef, Button, Noticed }) => {
  const Sending = ({ one, say }) => html`<li class="wb-card wb-stack-sending"><p><span class="wb-tag">${one.kind}</span> <span class="wb-soft">${one.sent_on}</span></p>
    <p class="wb-stack-said">${one.text ? html`<bdi>${one.text}</bdi>` : html`<em>${say("stack.panel.not_shown")}</em>`}</p>
    ${one.why && html`<p><strong>${say("stack.panel.why")}</strong> <bdi>${one.why}</bdi></p>`}
    <p class="wb-stack-became">${one.became}</p>
    ${one.reason && html`<p><strong>${say("stack.panel.answer")}</strong> <bdi>${one.reason}</bdi></p>`}</li>`;

  const Flow = ({ flow, act, say, revision }) => {
    const [sendings, setSendings] = useState(null);
    useEffect(() => {
      let gone = false;
      if (flow.sent === "0") { setSendings([]); return undefined; }
      act("flow", { flow: flow.id }).then((answer) => { if (!gone && answer.ok) setSendings(answer.result); });
      return () => { gone = true; };
    }, [flow.id, revision]);
    return html`<p>${flow.relation}.</p><p>${flow.counted}${flow.kinds && html` ${flow.kinds}.`}</p>
      ${sendings === null && html`<p role="status">${say("stack.panel.loading")}</p>`}
      <ul class="wb-stack-sendings">${(sendings || []).map((one) => html`<${Sending} key=${one.id} one=${one} say=${say} />`)}</ul>
      <${Noticed} looked_at=${`${flow.pair}. ${flow.counted}`} name=${flow.pair} say=${say} />`;
  };

  const Cycle = ({ cycle, stack, say, onPick, onLook }) => {
    const ways = (end) => stack.flows.filter((flow) => flow[end] === cycle.id && flow.sent !== "0");
    const address = (page) => `${page}.ipynb?${new URLSearchParams({ system: cycle.system, cycle: cycle.id })}`;
    const List = ({ flows, none }) => (flows.length ? html`<ul class="wb-stack-ways">${flows.map((flow) => html`<li key=${flow.id}><${Button} kind="quiet" onClick=${() => onPick("flow", flow.id)}><bdi>${flow.pair}</bdi>: ${flow.counted}<//></li>`)}</ul>` : html`<p class="wb-soft">${none}</p>`);
    const system = stack.systems.find((one) => one.id === cycle.system);
    return html`${cycle.about && html`<p><bdi>${cycle.about}</bdi></p>`}${cycle.lives && html`<p>${say("stack.panel.counted_lives")}</p>`}
      ${!cycle.lives && html`<p class="wb-row"><a class="wb-button" href=${address("learning_stack")}>${say("stack.panel.open_stack")}</a><a class="wb-button" href=${address("understand_the_system")}>${say("stack.panel.open_cycle")}</a>
        ${cycle.system !== stack.focus && html`<${Button} onClick=${() => onLook(cycle.system)}>${say("stack.panel.into", { name: system.name })}<//>`}</p>`}
      <h4>${say("stack.panel.flows_in")}</h4><${List} flows=${ways("to")} none=${say("stack.panel.none_in")} />
      <h4>${say("stack.panel.flows_out")}</h4><${List} flows=${ways("from")} none=${say("stack.panel.none_out")} />`;
  };

  const Side = ({ picked, stack, act, say, revision, onPick, onLook, onClose }) => {
    const heading = useRef(null);
    const found = picked && (picked.kind === "flow" ? stack.flows : stack.cycles).find((one) => one.id === picked.id);
    useEffect(() => { if (found) heading.current?.focus(); }, [picked?.kind, picked?.id]);
    if (!found) return html`<aside class="wb-card wb-stack-side" aria-label=${say("stack.panel.picture")}><p>${say("stack.panel.pick")}</p></aside>`;
    return html`<aside class="wb-card wb-stack-side" aria-labelledby="wb-stack-picked" onKeyDown=${(e) => { if (e.key === "Escape") { e.stopPropagation(); onClose(); } }}><div class="wb-stack-top"><h3 id="wb-stack-picked" tabindex="-1" ref=${heading}><bdi>${picked.kind === "flow" ? found.pair : found.name}</bdi></h3>
      <${Button} kind="quiet" aria-label=${say("stack.panel.close")} onClick=${onClose}>×<//></div>
      ${picked.kind === "flow" ? html`<${Flow} key=${found.id} flow=${found} act=${act} say=${say} revision=${revision} />` : html`<${Cycle} cycle=${found} stack=${stack} say=${say} onPick=${onPick} onLook=${onLook} />`}</aside>`;
  };

  const Stops = ({ stack, say, onPick }) => {
    const kindOf = (stop) => (stop.stop === "never_answers" ? "cycle" : "flow");
    const line = (stop) => html`<li key=${`${stop.stop} ${stop.of}`}><${Button} kind="quiet" onClick=${() => onPick(kindOf(stop), stop.of)}><bdi>${stop.told}</bdi><//></li>`;
    const never = stack.stops.filter((stop) => stop.stop === "never_flowed"), others = stack.stops.filter((stop) => stop.stop !== "never_flowed");
    return html`<section class="wb-stack-stops"><h3>${say("stack.panel.stops")}</h3>
      ${stack.stops.length === 0 && html`<p>${say("stack.panel.no_stops")}</p>`}
      ${others.length > 0 && html`<ul class="wb-stack-ways">${others.map(line)}</ul>`}
      ${never.length > 0 && html`<details><summary>${say("stack.panel.never_flowed", { n: never.length })}</summary><ul class="wb-stack-ways">${never.map(line)}</ul></details>`}</section>`;
  };

  const Table = ({ stack, say, onPick }) => html`<details class="wb-stack-table"><summary>${say("stack.panel.table")}</summary>
    <div class="wb-stack-scroll" tabindex="0" role="region" aria-label=${say("stack.panel.table")}><table><thead><tr>${stack.columns.map((name) => html`<th key=${name} scope="col">${name}</th>`)}</tr></thead>
      <tbody>${stack.rows.map(([id, first, ...rest]) => html`<tr key=${id} data-flow=${id}><th scope="row"><${Button} kind="quiet" onClick=${() => onPick("flow", id)}><bdi>${first}</bdi><//></th>${rest.map((text, n) => html`<td key=${n}><bdi>${text}</bdi></td>`)}</tr>`)}</tbody></table></div></details>`;

  return { Side, Stops, Table };
};
