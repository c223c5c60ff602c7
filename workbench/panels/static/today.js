// Today: what was planned, a place to talk, what came in lately, what was left open. Calm; it asks for nothing.

const panel = (kit) => {
  const { html, useState, Button } = kit;
  const { Due, Own, Lately, LeftOpen, Reviews, goTo } = makeTodayParts(kit);

  const Talk = ({ state, act, say }) => {
    const [about, setAbout] = useState("");
    const [hot, setHot] = useState(false);
    const begin = async (values) => {
      const answer = await act("add", { kind: "debrief", values: { held_on: state.today, ...values } });
      if (answer.ok) goTo("debrief", { debrief: answer.result.id });
    };
    const call = (e) => { e.preventDefault(); if (about.trim()) begin({ debrief_kind: "hot", about: about.trim() }); };
    return html`<section class="wb-card wb-talk" aria-labelledby="wb-talk"><h2 id="wb-talk">${say("today.debrief.title")}</h2>
      ${state.debriefs.map((d) => html`<p key=${d.id}>${say("today.debrief.there_is")} ${d.about && html`<q><bdi>${d.about}</bdi></q>`}${" "}
        <${Button} kind="main" onClick=${() => goTo("debrief", { debrief: d.id })}>${say("today.debrief.join")}<//></p>`)}
      ${state.may_edit && html`<div class="wb-row"><${Button} kind=${state.debriefs.length ? "" : "main"} onClick=${() => begin({ debrief_kind: "planned" })}>${say("today.debrief.start")}<//>
        <${Button} aria-expanded=${hot ? "true" : "false"} onClick=${() => setHot(!hot)}>${say("today.debrief.hot")}<//></div>`}
      ${hot && html`<form class="wb-stack wb-hot" onSubmit=${call}><div class="wb-field"><label for="wb-today-hot">${say("today.debrief.hot_about")}</label>
        <input id="wb-today-hot" type="text" dir="auto" maxlength="2000" value=${about} onInput=${(e) => setAbout(e.currentTarget.value)} onKeyDown=${(e) => e.stopPropagation()} />
        <p class="wb-hint">${say("today.debrief.hot_hint")}</p></div><div><button class="wb-button main" disabled=${!about.trim()}>${say("today.debrief.hot_start")}</button></div></form>`}
    </section>`;
  };

  return function Today(all) {
    const { state, say } = all;
    return html`<section class="wb-today" aria-label=${say("today.title")}>
      <p class="wb-today-day">${state.day}</p>
      <div class="wb-today-two"><div class="wb-stack"><${Due} ...${all} /><${Own} ...${all} /></div>
        <div class="wb-stack"><${Talk} ...${all} /><${LeftOpen} ...${all} /><${Reviews} ...${all} /><${Lately} ...${all} /></div></div></section>`;
  };
};
