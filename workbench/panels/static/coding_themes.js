// The themes: what each means, what belongs to it and what does not, how its wording changed, and where it was used.

const makeCodingThemes = (kit, { AddTheme }) => {
  const { html, useState, useEffect, Button, Choice, Live, Noticed } = kit;
  const FIELDS = ["name", "definition", "belongs", "not_this", "part_of", "scope"];

  const useAnswer = (act, ask, given, again) => {
    const [found, setFound] = useState(null);
    useEffect(() => {
      let gone = false;
      act(ask, given).then((answer) => { if (!gone && answer.ok) setFound(answer.result); });
      return () => { gone = true; };
    }, [ask, JSON.stringify(given), again]);
    return found;
  };

  const Passages = ({ theme, act, say, revision }) => {
    const found = useAnswer(act, "passages", { theme: theme.id }, revision);
    if (!found) return html`<p class="wb-soft" role="status">${say("panel.loading")}</p>`;
    if (found.n === 0) return html`<p>${say("coding.themes.passages_none")}</p>`;
    return html`<p class="wb-soft">${found.n > found.passages.length ? say("coding.themes.passages_first", { shown: found.passages.length, n: found.n }) : say("coding.themes.passages", { n: found.n })}</p>
      <ul class="wb-coding-passages">${found.passages.map((one) => html`<li key=${one.id}>${one.whole ? html`<p>${say("coding.read.whole")}</p>` : html`<blockquote dir="auto">${one.quote}</blockquote>`}
        <p class="wb-soft">${say(`coding.one.${one.of_kind}`)}: <bdi>${one.title}</bdi> · <bdi>${say("coding.themes.by", { who: one.coder })}</bdi>${one.lost && html` · <em>${say("coding.read.lost", { words: "" })}</em>`}</p></li>`)}</ul>
      <${Noticed} looked_at=${theme.name} name=${theme.name} beside=${[["theme", theme.id], ...new Map(found.passages.map((p) => [p.of, [p.of_kind, p.of]])).values()].slice(0, 200)} say=${say} />`;
  };

  const History = ({ theme, form, act, say, revision }) => {
    const found = useAnswer(act, "history", { theme: theme.id }, revision);
    const label = (field) => form.questions.find((q) => q.field === field)?.label || field;
    if (!found) return html`<p class="wb-soft" role="status">${say("panel.loading")}</p>`;
    if (found.length === 0) return html`<p class="wb-soft">${say("coding.themes.history_none")}</p>`;
    return html`<ol class="wb-coding-history">${found.map((one, n) => html`<li key=${n}><p class="wb-soft"><bdi>${say("coding.themes.history_line", { who: one.who || say("coding.themes.nobody"), on: one.on })}</bdi></p>
      ${Object.entries(one.was).map(([field, text]) => html`<p key=${field}>${label(field)}: ${text ? html`<q><bdi>${text}</bdi></q>` : say("panel.nothing_written")}</p>`)}</li>`)}</ol>`;
  };

  const Merge = ({ theme, themes, act, say, confirm }) => {
    const [into, setInto] = useState("");
    const others = themes.filter((one) => !one.ended && one.id !== theme.id);
    const merge = async () => {
      const name = others.find((one) => one.id === into)?.name || "";
      if (await confirm(say("coding.themes.merge_sure", { name: theme.name, into: name }), { yes: say("coding.themes.merge_yes") })) {
        const answer = await act("merge", { theme: theme.id, into }, { done: say("coding.themes.merged", { into: name }) });
        if (answer.ok) setInto("");
      }
    };
    return html`<details class="wb-coding-merge"><summary>${say("coding.themes.merge")}</summary><div class="wb-row">
      <${Choice} label=${say("coding.themes.merge_into")} value=${into} options=${[["", say("coding.themes.merge_choose")], ...others.map((one) => [one.id, one.name])]} onPick=${setInto} />
      <${Button} disabled=${!into} onClick=${merge}>${say("coding.themes.merge")}<//></div></details>`;
  };

  const Drawer = ({ words, children }) => {
    const [open, setOpen] = useState(false);
    return html`<details onToggle=${(e) => { if (e.target === e.currentTarget) setOpen(e.currentTarget.open); }}><summary>${words}</summary>${open && children()}</details>`;
  };

  const Theme = ({ theme, n, state, forms, act, say, confirm, language, revision }) => {
    const [open, setOpen] = useState(false);
    const above = state.themes.find((one) => one.id === theme.part_of);
    const id = `wb-coding-theme-${theme.id}`;
    return html`<li class="wb-card wb-coding-one"><h3><button type="button" class="wb-coding-open" aria-expanded=${open ? "true" : "false"} aria-controls=${id} onClick=${() => setOpen(!open)}>
        <span aria-hidden="true">${open ? "▾" : "▸"}</span> <bdi>${theme.name}</bdi></button></h3>
      <p class="wb-soft">${n ? say("coding.themes.used", { n }) : say("coding.themes.used_none")}${above && html` · <bdi>${say("coding.themes.part", { name: above.name })}</bdi>`}${theme.ended && html` · <strong>${say("coding.themes.ended")}</strong>`}</p>
      ${!open && theme.definition && html`<p class="wb-coding-means"><bdi>${theme.definition}</bdi></p>`}
      ${open && html`<div id=${id} class="wb-stack"><${Live} form=${forms.theme} row=${theme} fields=${FIELDS} own act=${act} say=${say} readOnly=${!state.may_edit} language=${language} />
        <${Drawer} words=${say("coding.themes.passages_show")}>${() => html`<${Passages} theme=${theme} act=${act} say=${say} revision=${revision} />`}<//>
        <${Drawer} words=${say("coding.themes.history")}>${() => html`<${History} theme=${theme} form=${forms.theme} act=${act} say=${say} revision=${revision} />`}<//>
        ${state.may_edit && html`${!theme.ended && html`<${Merge} theme=${theme} themes=${state.themes} act=${act} say=${say} confirm=${confirm} />`}
          <div class="wb-row">${theme.ended ? html`<${Button} onClick=${() => act("use_again", { theme: theme.id }, { done: say("coding.themes.again_done") })}>${say("coding.themes.again")}<//>`
            : html`<${Button} onClick=${() => act("end", { theme: theme.id }, { done: say("coding.themes.ended_done") })}>${say("coding.themes.end")}<//>`}
            <${Button} kind="quiet" onClick=${() => act("remove", { kind: "theme", id: theme.id }, { done: say("coding.themes.removed") })}>${say("coding.themes.remove")}<//></div>`}</div>`}</li>`;
  };

  const Themes = ({ state, forms, act, say, announce, confirm, language, revision, Drawn }) => {
    const [adding, setAdding] = useState(false);
    const uses = useAnswer(act, "uses", {}, revision) || {};
    const order = [...state.themes.filter((theme) => !theme.ended), ...state.themes.filter((theme) => theme.ended)];
    return html`<section class="wb-stack" aria-label=${say("coding.themes_tab")}><p>${say("coding.themes.lead")}</p>
      <p class="wb-soft">${say("coding.themes.blind_note")}</p>
      ${state.may_edit && html`<div><${Button} kind="main" onClick=${() => setAdding(true)}>${say("coding.read.add_theme")}<//></div>`}
      ${order.length === 0 && html`<p class="wb-card">${say("coding.themes.none")}</p>`}
      <ul class="wb-coding-book">${order.map((theme) => html`<${Theme} key=${theme.id} theme=${theme} n=${uses[theme.id] || 0} state=${state} forms=${forms} act=${act} say=${say} confirm=${confirm} language=${language} revision=${revision} />`)}</ul>
      ${order.length > 0 && html`<${Drawer} words=${say("coding.themes.pictures")}>${() => ["theme_cooccurrence", "themes_by_team", "themes_over_time"].map((which) => html`<${Drawn} key=${which} ask="picture" given=${{ which }}
        act=${act} say=${say} revision=${revision} words=${say("coding.compare.words_only")} beside=${state.themes.slice(0, 200).map((theme) => ["theme", theme.id])} />`)}<//>`}
      ${adding && html`<${AddTheme} forms=${forms} act=${act} say=${say} announce=${announce} language=${language} close=${() => setAdding(false)} />`}</section>`;
  };
  return { Themes, useAnswer };
};
