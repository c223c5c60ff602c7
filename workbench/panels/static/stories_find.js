// Finding stories: by words as one types, and by theme, place, length, language, question and whether they were placed.

const makeStoryFind = (kit) => {
  const { html, useState, useEffect, useRef, Button, Choice, useId } = kit;
  const WAIT_MS = 250;

  const Told = ({ state, say }) => {
    const found = state.n === state.n_all ? say("stories.n.all", { n: state.n_all }) : say("stories.n.found", { n: state.n, all: state.n_all });
    return html`<p class="wb-story-n" role="status"><b>${found}</b>${state.n_people > 0 && html`, ${say("stories.n.people", { n: state.n_people })}`}</p>`;
  };

  /** What of a choice is picked, in words. */
  const inWords = (state, say) => {
    const picked = Object.entries(state.wanted.picked).map(([field, value]) => `${say(`stories.find.${field}`)}: ${(state.choices[field].find(([v]) => v === value) || [value, value])[1]}`);
    return [state.told, state.wanted.words && `“${state.wanted.words}”`, ...picked].filter(Boolean).join("; ");
  };

  const Find = ({ state, act, say }) => {
    const id = useId("story-find"), { words, picked } = state.wanted;
    const [typed, setTyped] = useState(null); // null: what stands there is what was looked for
    const timer = useRef(null), latest = useRef(state.wanted);
    latest.current = state.wanted;
    const ask = async (more) => {
      clearTimeout(timer.current);
      const wanted = { ...latest.current, ...more };
      await act("find", wanted, { shows: true });
    };
    const type = (text) => {
      setTyped(text);
      clearTimeout(timer.current);
      timer.current = setTimeout(async () => { await ask({ words: text }); setTyped((now) => (now === text ? null : now)); }, WAIT_MS);
    };
    useEffect(() => () => clearTimeout(timer.current), []);
    const fields = Object.keys(state.choices).filter((field) => state.choices[field].length > 1 || picked[field]);
    const some = words || Object.keys(picked).length > 0;
    return html`<search class="wb-story-find" aria-label=${say("stories.find.title")}>
      <div class="wb-field wb-story-find-words"><label for=${id}>${say("stories.find.words")}</label>
        <input id=${id} type="search" dir="auto" autocomplete="off" maxlength="300" value=${typed ?? words} aria-describedby=${`${id}-how`} onInput=${(e) => type(e.currentTarget.value)}
          onKeyDown=${(e) => { e.stopPropagation(); if (e.key === "Enter") ask({ words: e.currentTarget.value }); }} />
        <p class="wb-hint" id=${`${id}-how`}>${say("stories.find.words_hint")}</p></div>
      ${fields.length > 0 && html`<details class="wb-story-more" open=${Object.keys(picked).length > 0}><summary>${say("stories.find.more")}</summary><div class="wb-story-picks">
        ${fields.map((field) => html`<${Choice} key=${field} label=${say(`stories.find.${field}`)} value=${picked[field] || ""} onPick=${(value) => ask({ words: typed ?? words, picked: { ...latest.current.picked, [field]: value } })}
          options=${[["", say("stories.find.any")], ...state.choices[field].map(([value, name, n]) => [value, say("stories.find.choice", { words: name, n })])]} />`)}</div></details>`}
      <div class="wb-row wb-story-told"><${Told} state=${state} say=${say} />
        ${some && html`<${Button} onClick=${() => { setTyped(null); ask({ words: "", picked: {} }); }}>${say("stories.find.clear")}<//>`}</div></search>`;
  };

  return { Find, inWords };
};
