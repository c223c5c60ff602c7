// Choices: one of several, or as many as fit.

const makeChoose = ({ html }) => {
  const Choose = ({ signifier, value, onPlace, more, labelled }) => {
    const several = signifier.kind === "several";
    const chosen = (value && value.chosen) || [];
    const pick = (label, on) => {
      const now = several ? signifier.labels.filter((one) => (one === label ? on : chosen.includes(one))) : [label];
      if (now.length) onPlace({ chosen: now }); else more.Delete();
    };
    return html`<div class="wb-placing"><div class="wb-choose" role=${several ? "group" : "radiogroup"} aria-labelledby=${labelled} aria-describedby=${`${labelled}-how`}>
      ${signifier.labels.map((label) => html`<label key=${label} class="wb-check wb-choose-one" data-on=${chosen.includes(label) ? "true" : undefined}>
        <input type=${several ? "checkbox" : "radio"} name=${labelled} checked=${chosen.includes(label)} onChange=${(e) => pick(label, e.currentTarget.checked)} />
        <span dir="auto"><bdi>${label}</bdi></span></label>`)}</div></div>`;
  };
  return { Choose };
};
