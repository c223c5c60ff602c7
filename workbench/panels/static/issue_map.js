// The level × owner map of the issue log: how many issues lie in each cell; a cell picks its issues.

const makeIssueMap = ({ html, Choice }) => {
  const choicesOf = (form, field) => form.questions.find((q) => q.field === field)?.choices || [];

  /** The rows in a cell, with this status ("" is any). */
  const inCell = (rows, { level, owner, status }) => rows.filter((row) => row.level === level && row.owner === owner && (!status || row.status === status));

  const IssueMap = ({ form, rows, status, onStatus, picked, onPick, say }) => {
    const levels = choicesOf(form, "level"), owners = choicesOf(form, "owner");
    const most = Math.max(1, ...levels.flatMap(([level]) => owners.map(([owner]) => inCell(rows, { level, owner, status }).length)));
    const name = (choices, key) => choices.find(([value]) => value === key)?.[1] || key;
    return html`<section class="wb-issue-map" aria-label=${say("issues.map.title")}>
      <div class="wb-issue-map-top"><h3>${say("issues.map.title")}</h3>
        <${Choice} label=${say("issues.map.which")} hideLabel value=${status} onPick=${onStatus}
          options=${[["open", say("issues.map.open")], ["closed", say("issues.map.closed")], ["", say("issues.map.all")]]} /></div>
      <div class="wb-issue-map-scroll"><table><thead><tr><td></td>${owners.map(([owner, words]) => html`<th key=${owner} scope="col">${words}</th>`)}</tr></thead>
        <tbody>${levels.map(([level, words]) => html`<tr key=${level}><th scope="row">${words}<small>${say(`issues.level_help.${level}`)}</small></th>
          ${owners.map(([owner]) => { const n = inCell(rows, { level, owner, status }).length, on = picked && picked.level === level && picked.owner === owner;
            return html`<td key=${owner}><button type="button" class="wb-issue-cell" style=${`--share:${n / most}`} aria-pressed=${on ? "true" : "false"}
              aria-label=${say("issues.map.cell", { level: words, owner: name(owners, owner), n })} onClick=${() => onPick(on ? null : { level, owner })}>${n}</button></td>`; })}</tr>`)}</tbody></table></div>
      <p class="wb-hint">${picked ? say("issues.map.picked", { level: name(levels, picked.level), owner: name(owners, picked.owner) }) : say("issues.map.hint")}</p>
    </section>`;
  };

  return { IssueMap, inCell };
};
