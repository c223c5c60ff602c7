// What we found: groups or none, common ground first, then where we differ, then every statement.

const makeOpinionFound = (kit) => {
  const { html, useState, useEffect, Button, Noticed } = kit;
  const { Legend, Statement } = makeOpinionBars(kit);
  const Picture = makePicture(kit);

  const Groups = ({ found, name, readOnly, say }) => html`<section class="wb-op-groups" aria-label=${say("opinions.found.groups_title")}><h3>${say("opinions.found.groups_title")}</h3>
    <div>${found.groups.map((group) => html`<article key=${group.name} class="wb-card"><h4>${group.name} <span class="wb-soft">${say("opinions.found.group_n", { n: group.n })}</span></h4>
      ${group.statements.length === 0 && html`<p class="wb-soft">${say("opinions.found.group_none")}</p>`}
      <ul>${group.statements.map(([id, vote]) => html`<li key=${id}><bdi>${say(`opinions.found.group_${vote}`, { text: found.statements[id].text })}</bdi></li>`)}</ul>
      ${!readOnly && html`<${Noticed} seen_in=${say("opinions.seen_in", { name })} looked_at=${say("opinions.seen_group", { group: group.name, n: group.n, name })} name=${group.name}
        beside=${group.statements.map(([id]) => ["statement", id])} say=${say} />`}</article>`)}</div></section>`;

  const List = ({ title, lead, none, ids, marks = {}, found, seenIn, readOnly, say }) => html`<section class="wb-op-list" aria-label=${title}><h3>${title}</h3>
    <p class="wb-soft">${ids.length ? lead : none}</p>
    ${ids.length > 0 && html`<${Legend} say=${say} />`}
    <ol>${ids.map((id) => html`<${Statement} key=${id} id=${id} one=${found.statements[id]} mark=${marks[id] || ""} seenIn=${seenIn} readOnly=${readOnly} say=${say} />`)}</ol></section>`;

  return ({ one, readOnly, act, say, revision }) => {
    const [found, setFound] = useState(null), [busy, setBusy] = useState(false), [problem, setProblem] = useState(""), [every, setEvery] = useState(false);
    const work = async () => {
      setBusy(true);
      setProblem("");
      const at = one.n_votes;
      const answer = await act("found", {}, { beside: true });
      setBusy(false);
      if (answer.ok) setFound({ ...answer.result, at }); else setProblem(answer.refused);
    };
    useEffect(() => { work(); }, [one.row.id]);
    const changed = found ? Math.abs(one.n_votes - found.at) : 0;
    const seenIn = say("opinions.seen_in", { name: one.row.name });
    const list = { found, seenIn, readOnly, say };
    return html`<div class="wb-op-found">
      ${busy && html`<p role="status" class="wb-card">${say("opinions.found.working")}</p>`}
      ${problem && html`<p role="alert" class="wb-problem">${problem}</p>`}
      ${found && changed > 0 && !busy && html`<p class="wb-row"><span role="status">${say("opinions.found.stale", { n: changed })}</span><${Button} onClick=${work}>${say("opinions.found.again")}<//></p>`}
      ${found && !busy && html`
        <p class="wb-op-verdict">${found.verdict}</p>
        <p class="wb-soft">${say("opinions.found.people", { n: found.n_people })}${found.n_not_part > 0 && ` · ${say("opinions.found.not_part", { n: found.n_not_part })}`}</p>
        ${found.every.length === 0 ? html`<p class="wb-card">${say("opinions.found.few")}</p>` : html`
        <${List} title=${say("opinions.found.common_title")} lead=${say("opinions.found.common_lead")} none=${say("opinions.found.common_none")} ids=${found.common.slice(0, every ? undefined : 10).map(([id]) => id)}
          marks=${Object.fromEntries(found.common.map(([id, vote]) => [id, say(`opinions.found.common_${vote}`)]))} ...${list} />
        ${found.common.length > 10 && html`<${Button} aria-expanded=${every ? "true" : "false"} onClick=${() => setEvery(!every)}>${say(every ? "opinions.found.fewer" : "opinions.found.more", { n: found.common.length - 10 })}<//>`}
        ${found.picture.src && html`<figure class="wb-op-picture"><figcaption>${found.picture.title}</figcaption><div tabindex="0" role="region" aria-label=${found.picture.title}><img src=${found.picture.src} alt=${found.picture.description} /></div></figure>`}
        ${found.stands && html`<${Groups} found=${found} name=${one.row.name} readOnly=${readOnly} say=${say} />`}
        <${List} title=${say("opinions.found.differ_title")} lead=${say("opinions.found.differ_lead")} none=${say("opinions.found.differ_none")} ids=${found.differ} ...${list} />
        <${Picture} ask="picture_stability" act=${act} say=${say} revision=${revision} words=${say("opinions.found.picture_stability")} />
        <${Picture} ask="picture_common" act=${act} say=${say} revision=${revision} words=${say("opinions.found.picture_common")} />
        ${found.stands && html`<${Picture} ask="picture_differ" act=${act} say=${say} revision=${revision} words=${say("opinions.found.picture_differ")} />`}
        <details class="wb-op-every"><summary>${say("opinions.found.every_title")} (${found.every.length})</summary><${Legend} say=${say} />
          <ol>${found.every.map((id) => html`<${Statement} key=${id} id=${id} one=${found.statements[id]} seenIn=${seenIn} readOnly=${readOnly} say=${say} />`)}</ol></details>`}`}
    </div>`;
  };
};
