// One case as it is presented: what matters, the risks, what we ask, the plan, what was refused, and what we learn.

const makeForumCase = (kit) => {
  const { html, useEffect, useRef, Button, Live } = kit;
  const Risks = makeForumRisks(kit);
  const { Refusals, Issues } = makeForumParts(kit);
  const SHOWN = new Set(["case", "asked", "plan", "plan_review_on", "avoidable", "avoidable_why", "system_learning", "lost_on"]);

  return function ForumCase({ one, forms, today, act, say, readOnly, language, announce, confirm, onBack }) {
    const top = useRef(null);
    useEffect(() => { top.current?.focus(); }, [one.row.id]);
    const shared = { act, say, readOnly, language, announce }, live = { ...shared, form: forms.forum_case, row: one.row, own: false };
    const others = forms.forum_case.questions.map((q) => q.field).filter((field) => !SHOWN.has(field));
    const notice = () => window.dispatchEvent(new CustomEvent("workbench-noticed", { detail: { seen_in: say("forum.title"), looked_at: say("forum.looked_at_one"), cases: [one.row.case], text: "" } }));
    const remove = async () => {
      if (!await confirm(say("forum.remove_sure"))) return;
      const answer = await act("remove", { kind: "forum_case", id: one.row.id }, { done: say("forum.removed") });
      if (answer.ok) onBack();
    };
    return html`<article class="wb-forum-case" aria-label=${say("forum.one")}>
      <div class="wb-row"><${Button} kind="quiet" onClick=${onBack}>← ${say("forum.back")}<//>
        <${Button} kind="quiet" onClick=${notice}>${say("forum.noticed")}<//></div>
      <header><h2 class="wb-large" tabindex="-1" ref=${top}><bdi>${one.case.pseudonym}</bdi></h2>
        <p class="wb-soft"><bdi>${one.on ? say("forum.presented_at_on", { forum: one.row.forum, on: one.on }) : say("forum.presented_at", { forum: one.row.forum })}</bdi></p></header>
      <div class="wb-forum-columns">
        <div class="wb-forum-column">
          <section class="wb-card wb-forum-part wb-forum-matters" aria-label=${say("forum.matters_title")}><${Live} ...${shared} form=${forms.case} row=${one.case} fields=${["what_matters"]} own=${false} /></section>
          <${Risks} ...${shared} one=${one} form=${forms.risk} today=${today} />
          <section class="wb-card wb-forum-part" aria-label=${say("forum.plan_title")}><h3>${say("forum.plan_title")}</h3><${Live} ...${live} fields=${["asked", "plan", "plan_review_on"]} /></section>
        </div>
        <div class="wb-forum-column">
          <${Refusals} ...${shared} one=${one} form=${forms.refusal} today=${today} />
          <section class="wb-card wb-forum-part" aria-label=${say("forum.learn_title")}><h3>${say("forum.learn_title")}</h3><${Live} ...${live} fields=${["avoidable", "avoidable_why", "system_learning"]} /></section>
          <${Issues} ...${shared} one=${one} form=${forms.issue} />
          <section class="wb-card wb-forum-part" aria-label=${say("forum.later_title")}><h3>${say("forum.later_title")}</h3><p class="wb-soft">${say("forum.later_hint")}</p>
            <${Live} ...${live} fields=${["lost_on"]} />
            <details><summary>${say("forum.more")}</summary><${Live} ...${live} fields=${others} own />
              ${!readOnly && html`<${Button} onClick=${remove}>${say("forum.remove")}<//>`}</details></section>
        </div>
      </div></article>`;
  };
};
