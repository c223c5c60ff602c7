// The end of a round: which questions are taken out again, which are new, and the next round begins.

const makeInquiryNext = (kit) => {
  const { html, useState, Button, Check, Form, useId } = kit;
  const STASH = "workbench-inquiry-next:";
  const stashed = (id) => { try { return JSON.parse(sessionStorage.getItem(STASH + id)) || {}; } catch { return {}; } };

  return ({ one, form, state, act, say, language, announce }) => {
    const id = useId("fresh");
    const [it, setIt] = useState(() => ({ keep: [], fresh: "", open: false, ...stashed(one.row.id) }));
    const set = (more) => {
      const now = { ...it, ...more };
      setIt(now);
      try { sessionStorage.setItem(STASH + one.row.id, JSON.stringify(now)); } catch { /* storage may be full or switched off */ }
    };
    const save = async (values) => {
      const answer = await act("next", { inquiry: one.row.id, values, keep: it.keep.filter((kept) => one.questions.some((q) => q.id === kept)), wordings: it.fresh.split("\n") }, { beside: true, shows: true, done: say("inquiry.next.done") });
      if (answer.ok) { try { sessionStorage.removeItem(STASH + one.row.id); } catch { /* storage may be switched off */ } }
      return answer;
    };
    return html`<section class="wb-inquiry-next"><h3>${say("inquiry.next.title")}</h3><p class="wb-soft">${say("inquiry.next.lead")}</p>
      ${one.questions.map((question) => html`<div key=${question.id} class="wb-inquiry-keep"><p dir="auto">${question.wording}</p><${Check} label=${say("inquiry.next.keep")} checked=${it.keep.includes(question.id)}
        onPick=${(on) => set({ keep: on ? [...it.keep, question.id] : it.keep.filter((kept) => kept !== question.id) })} /></div>`)}
      <div class="wb-field"><label for=${id}>${say("inquiry.next.fresh")}</label><textarea id=${id} rows="3" dir="auto" maxlength="20000" value=${it.fresh} aria-describedby=${`${id}-more`} onKeyDown=${(e) => e.stopPropagation()} onInput=${(e) => set({ fresh: e.currentTarget.value })}></textarea>
        <p class="wb-hint" id=${`${id}-more`}>${say("inquiry.next.fresh_hint")}</p></div>
      ${!it.open && html`<${Button} kind="main" onClick=${() => set({ open: true })}>${say("inquiry.next.begin")}…<//>`}
      ${it.open && html`<div class="wb-card"><${Form} form=${form} only=${["name", "about", "pairs", "opened_on"]} values=${{ about: one.row.about, pairs: one.row.pairs, opened_on: state.today, scope: one.row.scope }} lead=${false} another=${false} autoFocus
        place=${`inquiry-next:${one.row.id}`} act=${act} say=${say} language=${language} announce=${announce} saveWords=${say("inquiry.next.begin")} save=${save} onCancel=${() => set({ open: false })} /></div>`}</section>`;
  };
};
