// The stories that are picked: how many, from how many people, their titles; to be read, or noticed about.

const makeStoryPicked = (kit, { picks }) => {
  const { html, useState, Button } = kit;
  const FIRST = 50, MOST_BESIDE = 200;

  const How = ({ how, setHow, say }) => html`<fieldset class="wb-told-how"><legend>${say("what_stories_say.how.label")}</legend>
    ${["replace", "add", "take"].map((one) => html`<${Button} key=${one} aria-pressed=${how === one ? "true" : "false"} onClick=${() => setHow(one)}>${say(`what_stories_say.how.${one}`)}<//>`)}</fieldset>`;

  const said = (field, pick, say) => {
    const stories = picks.numbers(pick);
    return say("what_stories_say.said", { n: pick.n, shown: pick.n.toLocaleString(), all: field.ids.length.toLocaleString(), people: say("what_stories_say.people", { n: picks.people(field, stories) }) });
  };

  const Said = ({ field, pick, put, back, state, say, noticed }) => html`<div class="wb-told-said"><p role="status" class="wb-told-sentence">${pick.n ? said(field, pick, say) : say("what_stories_say.none_picked", { n: field.ids.length, all: field.ids.length.toLocaleString() })}</p>
    <div class="wb-row">${pick.n > 0 && html`<${Button} kind="main" onClick=${() => showStories(state.place, picks.numbers(pick).map((story) => field.ids[story]), said(field, pick, say))}>${say("what_stories_say.read", { n: pick.n })}<//>`}
      ${noticed(null)}
      <${Button} disabled=${!back} onClick=${back}>${say("what_stories_say.back")}<//>
      <${Button} disabled=${pick.n === 0} onClick=${() => put([], "replace")}>${say("what_stories_say.clear")}<//></div></div>`;

  /** The titles of the stories picked (all of them while none is); pointing at one shows it in every picture. */
  const Titles = ({ field, pick, put, light, state, say }) => {
    const [shown, setShown] = useState(FIRST), [find, setFind] = useState("");
    const wanted = find.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const all = (pick.n ? picks.numbers(pick) : field.ids.map((_, story) => story)).filter((story) => { const title = field.titles[story].toLocaleLowerCase(); return wanted.every((word) => title.includes(word)); });
    const point = (story) => { const on = () => light.set([story]), off = () => light.set([]); return { onMouseEnter: on, onMouseLeave: off, onFocusIn: on, onFocusOut: off }; };
    return html`<section class="wb-told-titles" aria-label=${say("what_stories_say.titles")}><h3>${say(pick.n ? "what_stories_say.titles" : "what_stories_say.all_titles")}</h3>
      <div class="wb-field"><label for="wb-told-find">${say("what_stories_say.find")}</label><input id="wb-told-find" type="search" dir="auto" value=${find} onInput=${(e) => setFind(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()} /></div>
      <ul>${all.slice(0, shown).map((story) => html`<li key=${field.ids[story]} ...${point(story)}>
        <button type="button" class="wb-told-title" onClick=${() => showStories(state.place, [field.ids[story]], field.titles[story])}><bdi>${field.titles[story]}</bdi></button>
        <${Button} kind="quiet" aria-label=${say(pick.bits[story] ? "what_stories_say.take_of" : "what_stories_say.add_of", { title: field.titles[story] })} onClick=${() => put([story], pick.bits[story] ? "take" : "add")}>${pick.bits[story] ? "×" : "+"}<//></li>`)}</ul>
      ${all.length === 0 && html`<p class="wb-soft">${say("what_stories_say.no_title")}</p>`}
      ${all.length > shown && html`<${Button} onClick=${() => setShown(shown + 200)}>${say("what_stories_say.more", { n: all.length - shown })}<//>`}</section>`;
  };

  /** What an observation begun here has beside it: the stories that are picked. */
  const besideOf = (field, pick) => picks.numbers(pick).slice(0, MOST_BESIDE).map((story) => ["story", field.ids[story]]);

  return { How, Said, Titles, said, besideOf };
};
