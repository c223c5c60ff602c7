// What was done for us, and our own word on whether it helped; what was said of what we did is drawn in the same way.

const makeForUs = ({ html, useState, Button, Form }) => {
  const cut = (text) => { const letters = [...text]; return letters.length > 80 ? `${letters.slice(0, 79).join("")}…` : text; };

  /** The word of those below: large, with who said it. */
  const Word = ({ one, say }) => {
    const signed = one.helped_by && one.helped_on ? say("enabled.told.said", { by: one.helped_by, on: one.helped_on }) : one.helped_by || one.helped_on;
    return html`<blockquote class="wb-helped"><p><strong>${say(`enabled.said.${one.helped || "not_said"}`)}</strong>${one.helped_words && html` <bdi>${one.helped_words}</bdi>`}</p>
      ${signed && html`<footer class="wb-soft"><bdi>${signed}</bdi></footer>`}</blockquote>`;
  };

  const About = ({ one, say, children }) => html`<p class="wb-enabled-what"><bdi>${one.what}</bdi></p><p class="wb-soft"><bdi>${children}</bdi>${one.since && html` · ${say("enabled.told.since", { on: one.since })}`}</p>
    ${one.barrier && html`<p><span class="wb-soft">${say("enabled.told.barrier")}</span> <bdi>${one.barrier}</bdi></p>`}`;

  const Done = ({ one, state, forms, act, say, announce, language, readOnly }) => {
    const [was, setWas] = useState(null), saying = was !== null; // what stood there when somebody began to write
    const begin = () => setWas({ helped: one.helped, helped_words: one.helped_words }), end = () => setWas(null);
    const save = async ({ helped, helped_words, helped_by }) => {
      const answer = await act("say_helped", { id: one.id, helped: helped || "", words: helped_words || "", whose: helped_by || "", was }, { beside: true, done: say("enabled.for_us.saved") });
      if (answer.stale) setWas(answer.stale.theirs); // it is read by now: the same again means ours stands
      return answer;
    };
    return html`<li class="wb-card wb-enabled"><${About} one=${one} say=${say}>${say("enabled.for_us.by", { cycle: one.by })}<//>
      ${one.asked && html`<p><span class="wb-soft">${say("enabled.told.asked_by_us")}</span> <bdi>${one.asked}</bdi></p>`}<${Word} one=${one} say=${say} />
      ${!readOnly && one.for_all && html`<p class="wb-hint">${say("enabled.for_us.all")}</p>`}
      ${!readOnly && !saying && html`<div class="wb-row"><${Button} kind=${one.helped ? "" : "main"} aria-label=${say("enabled.for_us.say_of", { what: cut(one.what) })} onClick=${begin}>${say(one.helped ? "enabled.for_us.say_again" : "enabled.for_us.say")}<//></div>`}
      ${saying && html`<${Form} form=${forms.enablement} only=${["helped", "helped_words", "helped_by"]} values=${{ helped: one.helped, helped_words: one.helped_words, helped_by: state.by }} place=${`said:${one.id}`} act=${act} say=${say} announce=${announce}
        language=${language} lead=${false} another=${false} autoFocus saveWords=${say("enabled.for_us.save")} save=${save} onCancel=${end} onDone=${end} />`}</li>`;
  };

  const ForUs = (given) => {
    const { state, say } = given, part = state.one_life ? "person" : "for_us";
    return html`<section class="wb-below-part" aria-label=${say(`enabled.${part}.title`)}><h3>${say(`enabled.${part}.title`)}</h3><p class="wb-soft">${say(`enabled.${part}.lead`)}</p>
      ${state.for_us.length === 0 && html`<p class="wb-card">${say(`enabled.${part}.none`)}</p>`}
      <ul class="wb-enabled-list">${state.for_us.map((one) => html`<${Done} key=${one.id} ...${given} one=${one} readOnly=${!state.may_edit} />`)}</ul></section>`;
  };
  return { ForUs, Word, About, cut };
};
