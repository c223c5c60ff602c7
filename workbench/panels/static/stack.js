// The stack: choose a system, see what lies within it and what it is linked with, and what flows.

const panel = (kit) => {
  const { html, useState, useEffect, useRef, Button, Choice, Check } = kit;
  const { Drawn, Legend } = makeStackDraw(kit), { Side, Stops, Table } = makeStackSide(kit), Picture = makePicture(kit);

  return function Stack({ state, act, say, announce }) {
    const [stack, setStack] = useState(state.stack), [look, setLook] = useState({ system: state.own, open_only: false }), [picked, setPicked] = useState(null);
    const whole = useRef(null), asked = useRef(0);
    const ask = async (wanted, { told = false } = {}) => {
      const number = (asked.current += 1);
      const answer = await act("look", wanted);
      if (!answer.ok || number !== asked.current) return;
      setStack(answer.result);
      if (told) announce(`${answer.result.title} ${answer.result.told}`);
    };
    useEffect(() => { // what others changed is drawn in the place this page looks at
      if (look.system === state.own && !look.open_only) setStack(state.stack); else ask(look);
    }, [state.stack]);
    const go = (more) => { const wanted = { ...look, ...more }; setLook(wanted); setPicked(null); ask(wanted, { told: true }); };
    const pick = (kind, id) => setPicked({ kind, id });
    const close = () => { const was = picked; setPicked(null); whole.current?.querySelector(`.wb-stack-pick[data-kind="${was.kind}"][data-id="${CSS.escape(was.id)}"]`)?.focus(); };
    const upTo = stack.up.length > 0;
    return html`<div class="wb-stackview" ref=${whole}><h2>${stack.title}</h2><p class="wb-soft">${say("stack.lead")}</p>
      <div class="wb-stack-pickers"><${Choice} label=${say("stack.panel.look_at")} value=${stack.focus} onPick=${(system) => go({ system })} options=${[["", say("stack.panel.whole")], ...state.systems.map(([id, name, scale]) => [id, `${scale}: ${name}`])]} />
        <${Check} label=${say("stack.panel.open_only")} checked=${look.open_only} onPick=${(open_only) => go({ open_only })} />
        ${upTo && html`<${Button} onClick=${() => go({ system: stack.up[0] })}>${say("stack.panel.up", { name: stack.up[1] })}<//>`}</div>
      <p>${stack.told} <span class="wb-soft">${stack.seen_by}</span></p>
      ${stack.empty && html`<p class="wb-card" role="status">${stack.empty}</p>`}
      ${stack.cycles.length > 0 && html`<div class=${picked ? "wb-stack-both" : "wb-stack-both wide"}><div><${Drawn} stack=${stack} looks=${state.looks} chosen=${picked ? `${picked.kind} ${picked.id}` : ""} onPick=${pick} say=${say} /><${Legend} stack=${stack} looks=${state.looks} say=${say} /></div>
        <${Side} picked=${picked} stack=${stack} act=${act} say=${say} revision=${state} onPick=${pick} onLook=${(system) => go({ system })} onClose=${close} /></div>
        <${Stops} stack=${stack} say=${say} onPick=${pick} /><${Table} stack=${stack} say=${say} onPick=${pick} />
        <${Picture} ask="picture" act=${(name) => act(name, look)} say=${say} revision=${stack} words=${say("stack.panel.show_picture")} />`}</div>`;
  };
};
