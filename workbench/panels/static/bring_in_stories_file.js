// The first step: the file of stories and, where there is one, the file that says what its columns are.

const makeStoryFileStep = (kit, { Drop }) => {
  const { html, Choice } = kit;

  /** Commands about one of the two files name it. */
  const about = (act, which) => (name, given, how) => act(name, name.startsWith("file_") ? { which, ...given } : given, how);

  return function StoryFileStep({ it, set, wish, about: limits, act, say, busy, onLook }) {
    const { wishes } = it;
    const NO_FILE = { upload: "", name: "", size: 0 };
    const words = (which, endings) => ({ main: which === "stories", choose: say(`bring_in_stories.file.choose_${which}`), another: say(`bring_in_stories.file.another_${which}`),
      hint: say(`bring_in_stories.file.hint_${which}`, { most: limits.most_mb }), other: (name) => say("bring_in_stories.file.other_kind", { name }) });
    const file = (which) => html`<${Drop} key=${which} got=${it[which]} endings=${limits.endings} about=${limits} act=${about(act, which)} say=${say} words=${words(which)}
      onBegin=${() => set({ [which]: NO_FILE, tried: null, problem: "", asks: "" })}
      onSent=${({ problem, ...got }) => set(problem === undefined ? { [which]: got, problem: "" } : { problem })} />`;
    const look = (e) => { e.preventDefault(); if (!busy && it.stories.upload) onLook(); };
    return html`<form class="wb-stack" onSubmit=${look}>
      <div class="wb-bring-stories-files">${file("stories")}${file("definition")}</div>
      <p class="wb-hint">${say("bring_in_stories.file.waits")}</p>
      ${it.asks === "encoding" && html`<${Choice} label=${say("bring_in.file.encoding")} value=${wishes.encoding} onPick=${(encoding) => wish({ encoding })}
        options=${[["", say("bring_in.file.encoding_asked")], ["cp1252", say("bring_in.file.encoding_windows")]]} />`}
      ${it.asks === "day_first" && html`<fieldset class="wb-bring-box"><legend>${say("bring_in.columns.days")}</legend><div class="wb-segments">${[[true, "day_first"], [false, "month_first"]].map(([value, key]) => html`<label key=${key} class="wb-segment">
        <input type="radio" name="wb-bring-stories-day" checked=${wishes.day_first === value} onChange=${() => wish({ day_first: value })} /><span>${say(`bring_in.columns.${key}`)}</span></label>`)}</div></fieldset>`}
      ${it.asks === "text" && html`<div class="wb-field wb-bring-source"><label for="wb-bring-stories-text">${say("bring_in_stories.file.text")}</label>
        <input id="wb-bring-stories-text" type="text" maxlength="500" dir="auto" value=${wishes.roles.text || ""} onKeyDown=${(e) => e.stopPropagation()} onInput=${(e) => wish({ roles: { ...wishes.roles, text: e.currentTarget.value } })} /></div>`}
      ${it.problem && html`<p class="wb-problem" role="alert"><bdi>${it.problem}</bdi></p>`}
      <div class="wb-row"><button class="wb-button main" disabled=${!it.stories.upload || busy}>${say("bring_in_stories.file.next")}</button>
        <span role="status">${busy}</span></div></form>`;
  };
};
