// The themes to choose from, with their keys 1–9, and what one tagged in the text that is read.

const makeCodingTags = ({ html, useState, useRef, Button, Form, Dialog }) => {
  const KEYS = 9, MANY = 9;

  /** The themes that are used, each with its number; the first nine of those found have a key. */
  const themesIn = (state, find = "") => {
    const used = state.themes.filter((theme) => !theme.ended).map((theme, at) => ({ ...theme, number: at + 1 }));
    const words = find.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    return words.length ? used.filter((theme) => words.every((word) => theme.name.toLocaleLowerCase().includes(word))) : used;
  };

  const AddTheme = ({ forms, act, say, announce, language, close, onDone }) => html`<${Dialog} title=${say("coding.read.add_theme")} onClose=${close}>
    <${Form} form=${forms.theme} only=${["name", "definition", "belongs", "not_this", "part_of", "scope"]} act=${act} say=${say} announce=${announce} language=${language}
      place="coding-theme" lead=${false} another=${false} autoFocus=${true} onCancel=${close} onDone=${(made) => { close(); onDone?.(made); }} /><//>`;

  const Pick = ({ found, find, setFind, many, pressed, onPick, say, mode }) => {
    const list = useRef(null);
    return html`${many && html`<div class="wb-field wb-coding-find"><label class="wb-sr" for="wb-coding-find">${say("coding.read.find_theme")}</label>
        <input id="wb-coding-find" type="search" dir="auto" placeholder=${say("coding.read.find_theme")} value=${find} onInput=${(e) => setFind(e.currentTarget.value)}
          onKeyDown=${(e) => { e.stopPropagation(); if (e.key === "Enter" && found.length) { e.preventDefault(); onPick(found[0]); } }} /></div>`}
      <ul class="wb-coding-themes" ref=${list}>${found.map((theme, at) => html`<li key=${theme.id}>
        <button type="button" class="wb-coding-theme" aria-pressed=${mode === "whole" ? String(pressed.has(theme.id)) : undefined} aria-keyshortcuts=${at < KEYS ? String(at + 1) : undefined}
          title=${theme.definition || undefined} onMouseDown=${(e) => e.preventDefault()} onClick=${() => onPick(theme)}>
          <span class="wb-coding-number" aria-hidden="true">${theme.number}</span><bdi>${theme.name}</bdi>${at < KEYS && (find || theme.number !== at + 1) && html` <kbd>${at + 1}</kbd>`}</button></li>`)}</ul>`;
  };

  const shortened = (words, most = 90) => { const letters = [...words]; return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : words; };

  const Mine = ({ codings, numbers, say, onAway, readOnly }) => html`<section class="wb-coding-mine" aria-label=${say("coding.read.mine")}><h3>${say("coding.read.mine")}</h3>
    ${codings.length === 0 && html`<p class="wb-soft">${say("coding.read.mine_none")}</p>`}
    <ul>${codings.map((one) => {
      const theme = numbers.get(one.theme), words = one.whole ? say("coding.read.whole") : shortened(one.quote);
      return html`<li key=${one.id}><span class="wb-coding-number">${theme?.number ?? "–"}</span>
        <span class="wb-coding-said"><bdi><strong>${theme?.name ?? ""}</strong></bdi> ${one.lost ? html`<em>${say("coding.read.lost", { words })}</em>` : one.whole ? words : html`<q><bdi>${words}</bdi></q>`}</span>
        ${!readOnly && html`<${Button} kind="quiet" aria-label=${say("coding.read.take_away_of", { name: theme?.name ?? "", words })} onClick=${() => onAway(one)}>${say("coding.read.take_away")}<//>`}</li>`;
    })}</ul></section>`;

  return { themesIn, AddTheme, Pick, Mine, KEYS, MANY, shortened };
};
