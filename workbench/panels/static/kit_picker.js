// Finding as one types: a choice of one or several records, and names written one after another.

const makePicker = ({ html, hooks, parts }) => {
  const { useState, useRef } = hooks;
  const { Button, useId } = parts;
  const MOST_SHOWN = 50;

  /** What was picked or written so far, each with a way to take it out again. */
  const Chips = ({ items, onTake, say, readOnly }) => items.length > 0 && html`<ul class="wb-chips">${items.map(([key, text]) => html`<li key=${key} class="wb-chip">
    <bdi>${text}</bdi>${!readOnly && html`<button type="button" aria-label=${say("form_kit.picker.take_out", { name: text })} onClick=${() => onTake(key)}>×</button>`}</li>`)}</ul>`;

  const finding = (options, typed) => {
    const words = formValue.plain(typed || "").split(/\s+/).filter(Boolean);
    return options.filter(([, text]) => { const inside = formValue.plain(text); return words.every((w) => inside.includes(w)); });
  };

  /** A choice of records by typing part of their name. `options` is [[id, label], …]; `value` an id or null, with `many`
   * a list of ids; `onPick` gets the new value. `control` are attributes for the box itself, where a label stands elsewhere. */
  const Picker = ({ label, options = [], value, many, onPick, say, hideLabel, readOnly, placeholder, control = {} }) => {
    const own = useId("picker"), id = control.id || own;
    const [typed, setTyped] = useState(null); // null: nothing is being looked for
    const [open, setOpen] = useState(false);
    const [at, setAt] = useState(0);
    const box = useRef(null), list = useRef(null);
    const picked = many ? value || [] : [];
    const nameOf = (key) => options.find(([k]) => k === key)?.[1] ?? say("form_kit.picker.gone");
    const found = finding(many ? options.filter(([k]) => !picked.includes(k)) : options, typed);
    const shown = found.slice(0, MOST_SHOWN);
    const close = () => { setOpen(false); setTyped(null); setAt(0); };
    const pick = (key) => { onPick(many ? [...picked, key] : key); close(); box.current.focus(); };
    const takeOut = (key) => { onPick(many ? picked.filter((k) => k !== key) : null); box.current.focus(); };
    const move = (to) => {
      const next = (to + shown.length) % (shown.length || 1);
      setOpen(true);
      setAt(next);
      list.current?.children[next]?.scrollIntoView({ block: "nearest" });
    };
    const keys = (e) => {
      if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || readOnly) return;
      const mine = () => { e.preventDefault(); e.stopPropagation(); };
      if (e.key === "ArrowDown") { mine(); move(open ? at + 1 : 0); }
      if (e.key === "ArrowUp") { mine(); move(open ? at - 1 : -1); }
      if (e.key === "Escape" && open) { mine(); close(); }
      if (e.key === "Enter" && open) { mine(); if (shown[at]) pick(shown[at][0]); }
      if (e.key === "Tab" && open && typed && shown[at]) { onPick(many ? [...picked, shown[at][0]] : shown[at][0]); close(); }
      if (e.key === "Backspace" && many && !typed && picked.length) takeOut(picked.at(-1));
    };
    const left = (e) => {
      if (e.currentTarget.contains(e.relatedTarget)) return;
      if (typed === "" && !many && value) onPick(null);
      const meant = typed && found.find(([, text]) => formValue.plain(text) === formValue.plain(typed));
      if (meant) onPick(many ? [...picked, meant[0]] : meant[0]);
      close();
    };
    return html`<div class="wb-field wb-picker" onFocusOut=${left}>
      ${label && html`<label for=${id} class=${hideLabel ? "wb-sr" : ""}>${label}</label>`}
      ${many && html`<${Chips} items=${picked.map((k) => [k, nameOf(k)])} onTake=${takeOut} say=${say} readOnly=${readOnly} />`}
      <div class="wb-picker-line">
        <input type="text" role="combobox" aria-autocomplete="list" aria-expanded=${open ? "true" : "false"} aria-controls=${`${own}-list`}
          aria-activedescendant=${open && shown[at] ? `${own}-${at}` : undefined} autocomplete="off" spellcheck=${false} dir="auto"
          ...${control} id=${id} ref=${box} readOnly=${readOnly} placeholder=${placeholder || (many || !value ? say("form_kit.picker.placeholder") : "")}
          value=${typed ?? (many || !value ? "" : nameOf(value))} onKeyDown=${keys}
          onFocus=${(e) => { if (!readOnly && value && !many) e.currentTarget.select(); }} onClick=${() => { if (!readOnly) setOpen(true); }}
          onInput=${(e) => { setTyped(e.currentTarget.value); setOpen(true); setAt(0); }} />
        ${!many && value && !readOnly && html`<${Button} kind="quiet" aria-label=${say("form_kit.picker.take_out", { name: nameOf(value) })} onClick=${() => takeOut(value)}>×<//>`}
      </div>
      <span class="wb-sr" role="status">${open && typed ? say("form_kit.picker.found", { n: found.length }) : ""}</span>
      <ul class="wb-picker-list" id=${`${own}-list`} role="listbox" aria-label=${label || control["aria-label"] || say("form_kit.picker.list")} ref=${list} hidden=${!open}
        onPointerDown=${(e) => e.preventDefault()}>
        ${open && shown.map(([key, text], n) => html`<li key=${key} id=${`${own}-${n}`} role="option" aria-selected=${n === at ? "true" : "false"} onClick=${() => pick(key)}><bdi>${text}</bdi></li>`)}
        ${open && found.length === 0 && html`<li class="wb-soft" role="option" aria-disabled="true" aria-selected="false">${say(options.length ? "form_kit.picker.none" : "form_kit.picker.nothing_there")}</li>`}
        ${open && found.length > shown.length && html`<li class="wb-soft" role="option" aria-disabled="true" aria-selected="false">${say("form_kit.picker.more", { n: found.length - shown.length })}</li>`}
      </ul></div>`;
  };

  /** Names, each ended by a comma or Enter. `raw` is {names, typing}: what stands in the box counts as a name too. */
  const Names = ({ raw, onRaw, say, readOnly, placeholder, control = {} }) => {
    const settle = () => { if (raw.typing.trim()) onRaw({ names: [...new Set(formValue.names(raw))], typing: "" }); };
    const typing = (text) => {
      const cut = Math.max(text.lastIndexOf(","), text.lastIndexOf("\n"));
      const done = formValue.names({ names: raw.names, typing: cut < 0 ? "" : text.slice(0, cut) });
      onRaw({ names: [...new Set(done)], typing: cut < 0 ? text : text.slice(cut + 1).trimStart() });
    };
    const keys = (e) => {
      if (e.isComposing || readOnly) return;
      if (e.key === "Enter" && !e.ctrlKey && !e.metaKey && raw.typing.trim()) { e.preventDefault(); e.stopPropagation(); settle(); }
      if (e.key === "Backspace" && raw.typing === "" && raw.names.length) onRaw({ ...raw, names: raw.names.slice(0, -1) });
    };
    return html`<div class="wb-names">
      <${Chips} items=${raw.names.map((n) => [n, n])} say=${say} readOnly=${readOnly} onTake=${(name) => onRaw({ ...raw, names: raw.names.filter((n) => n !== name) })} />
      <input type="text" dir="auto" autocomplete="off" enterkeyhint="next" ...${control} value=${raw.typing} readOnly=${readOnly} placeholder=${placeholder || say("form_kit.picker.names")}
        onInput=${(e) => typing(e.currentTarget.value)} onKeyDown=${keys} onBlur=${settle} /></div>`;
  };

  return { Picker, Names };
};
