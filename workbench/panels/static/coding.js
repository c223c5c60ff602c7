// Coding and themes: read and tag each alone, keep the themes, reveal and compare.

const panel = (kit) => {
  const { html, useState, Button } = kit;
  const text = makeCodingText(kit), tags = makeCodingTags(kit);
  const { Read } = makeCodingRead(kit, text, tags);
  const { Rounds } = makeCodingBegin(kit);
  const themes = makeCodingThemes(kit, tags);
  const { Compare } = makeCodingCompare(kit, themes);
  const { Files } = makeCodingFiles(kit);
  const Drawn = makeDrawn(kit);
  const TABS = ["read", "themes", "compare", "files"], APART = ["themes", "files"];

  return function Coding({ state, forms, act, say, announce, confirm, language, revision }) {
    const [tab, setTab] = useState("read");
    const given = { state, forms, act, say, announce, confirm, language, revision, Drawn };
    const told = state.round && state.rounds.find((one) => one.id === state.round.id);
    return html`<section class="wb-coding" aria-label=${say("coding.title")}>
      <div class="wb-row wb-coding-tabs" role="group" aria-label=${say("coding.title")}>${TABS.map((one) => html`<${Button} key=${one} aria-pressed=${tab === one ? "true" : "false"} onClick=${() => setTab(one)}>${say(`coding.${one}_tab`)}<//>`)}</div>
      ${(APART.includes(tab) || !told) && html`<h2 class="wb-sr">${say("coding.title")}</h2>`}
      ${!APART.includes(tab) && told && html`<div class="wb-row wb-coding-round"><${Button} kind="quiet" onClick=${() => act("open", { coding_round: "" }, { shows: true })}>← ${say("coding.rounds.back")}<//>
        <h2><bdi>${told.name}</bdi> <span class="wb-tag">${say(`coding.state.${told.state}`)}</span></h2></div>`}
      ${tab === "themes" ? html`<${themes.Themes} ...${given} />`
        : tab === "files" ? html`<${Files} ...${given} />`
        : !told ? html`<${Rounds} ...${given} />`
          : tab === "read" ? html`<${Read} ...${given} onCompare=${() => setTab("compare")} />` : html`<${Compare} ...${given} />`}</section>`;
  };
};
