// A debrief to be read: in the order of the sandwich, in letters as large as the room needs, with nothing to press.

const makeReadParts = (kit, { Became, Beliefs }) => {
  const { html, useState, Button } = kit;
  const SIZES = [1.25, 1.6, 2, 2.5];

  const Read = ({ state, words, say }) => {
    const [size, setSize] = useState(1);
    const { debrief, entries } = state.open;
    const byPrompt = (slice) => {
      const groups = new Map();
      for (const entry of entries.filter((e) => e.slice === slice)) {
        if (!groups.has(entry.prompt)) groups.set(entry.prompt, []);
        groups.get(entry.prompt).push(entry);
      }
      return [...groups];
    };
    const slices = Object.keys(words.debrief.slice).filter((slice) => entries.some((e) => e.slice === slice));
    return html`<article class="wb-debrief-read" style=${`font-size:${SIZES[size]}em`} aria-label=${say("debrief.read.title")}>
      <div class="wb-row wb-debrief-sizes"><${Button} disabled=${size === 0} onClick=${() => setSize(size - 1)}>${say("debrief.read.smaller")}<//>
        <${Button} disabled=${size === SIZES.length - 1} onClick=${() => setSize(size + 1)}>${say("debrief.read.larger")}<//></div>
      ${debrief.about && html`<p class="wb-debrief-about"><bdi>${debrief.about}</bdi></p>`}
      ${entries.length === 0 && html`<p>${say("debrief.read.nothing")}</p>`}
      ${slices.map((slice) => html`<section key=${slice}><h3>${words.debrief.slice[slice].title}</h3>
        ${byPrompt(slice).map(([prompt, said]) => html`<div key=${prompt}>${prompt && html`<p class="wb-read-prompt">${prompt}</p>`}
          <ul>${said.map((entry) => html`<li key=${entry.id}><p class="wb-entry-text"><bdi>${entry.text}</bdi></p><${Beliefs} entry=${entry} say=${say} />
            <${Became} made=${entry.became} say=${say} /></li>`)}</ul></div>`)}</section>`)}
    </article>`;
  };

  return { Read };
};
