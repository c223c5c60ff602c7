// What stands round a table's rows: the line of tools, a row's menu, a row as a card on a phone.

const makeGridParts = ({ html, hooks, parts, forms }) => {
  const { useState, useEffect, useLayoutEffect, useRef } = hooks;
  const { Button, Choice } = parts;
  const { CellText, CellEditor } = makeCell({ html, hooks, parts, forms });
  const { Form } = forms;
  const FEW = 8, SHOWN = 700;

  /** As many rows as were scrolled to; a mark at their end asks for more when it comes into view. */
  const useEnough = (total, step) => {
    const [enough, setEnough] = useState(step);
    const mark = useRef(null);
    useEffect(() => {
      if (!mark.current || enough >= total) return undefined;
      const watch = new IntersectionObserver((seen) => { if (seen.some((s) => s.isIntersecting)) setEnough((n) => n + step); }, { rootMargin: "600px" });
      watch.observe(mark.current);
      return () => watch.disconnect();
    }, [enough, total]);
    return { enough, mark, reach: (n) => { if (n >= enough) setEnough(n + step); } };
  };

  /** The answers a table can be narrowed to: of every question with a few choices. */
  const narrowing = (questions, say) => questions.filter((q) => (formValue.CHOSEN.has(q.kind) || q.kind === "several" || q.kind === "yes_no"))
    .map((q) => [q, q.kind === "yes_no" ? [[true, say("panel.yes")], [false, say("panel.no")]] : q.choices]).filter(([, pairs]) => pairs.length <= FEW);

  const Narrow = ({ questions, picked, onPicked, say }) => {
    const asked = narrowing(questions, say), n = Object.values(picked).flat().length;
    if (!asked.length) return null;
    return html`<details class="wb-narrow"><summary class="wb-button">${n ? say("form_kit.grid.narrowed", { n }) : say("form_kit.grid.narrow")}</summary>
      <div class="wb-narrow-box">${asked.map(([q, pairs]) => html`<div key=${q.field} role="group" aria-label=${q.label}><span class="wb-narrow-label">${q.label}</span>
        <div class="wb-row">${pairs.map(([key, text]) => { const on = (picked[q.field] || []).includes(key);
          return html`<${Button} key=${String(key)} aria-pressed=${on ? "true" : "false"} onClick=${() => onPicked({ ...picked, [q.field]: on ? picked[q.field].filter((k) => k !== key) : [...(picked[q.field] || []), key] })}>${on ? "✓ " : ""}${text}<//>`; })}</div></div>`)}
        ${n > 0 && html`<${Button} onClick=${() => onPicked({})}>${say("form_kit.grid.show_all")}<//>`}</div></details>`;
  };

  const Tools = ({ view, onView, questions, filter, groups, narrow, readOnly, addRow, counts, onPaste, act, say }) => html`<div class="wb-grid-tools">
    ${filter && html`<input type="search" class="wb-grid-search" aria-label=${say("form_kit.grid.search")} placeholder=${say("form_kit.grid.search")} value=${view.search}
      onInput=${(e) => onView({ search: e.currentTarget.value })} />
      <${Narrow} questions=${questions} picked=${view.picked} onPicked=${(picked) => onView({ picked })} say=${say} />`}
    ${groups && html`<${Choice} label=${say("form_kit.grid.group")} value=${view.group || ""} onPick=${(field) => onView({ group: field || null })}
      options=${[["", say("form_kit.grid.no_groups")], ...questions.filter((q) => !["text", "several", "records"].includes(q.kind)).map((q) => [q.field, q.label])]} />`}
    ${narrow && html`<${Choice} label=${say("form_kit.grid.sort")} value=${view.sort?.field || ""} onPick=${(field) => onView({ sort: field ? { field, down: false } : null })}
      options=${[["", say("form_kit.grid.no_sort")], ...questions.map((q) => [q.field, q.label])]} />`}
    <span class="wb-soft wb-grid-count" role="status">${counts.shown === counts.all ? say("form_kit.grid.rows", { n: counts.all }) : say("form_kit.grid.rows_of", { shown: counts.shown, n: counts.all })}</span>
    ${!readOnly && html`<span class="wb-row wb-grid-steps">${addRow && html`<${Button} onClick=${onPaste}>${say("form_kit.grid.paste")}<//>`}
      <${Button} onClick=${() => act("undo")}>${say("panel.undo")}<//><${Button} onClick=${() => act("redo")}>${say("panel.redo")}<//></span>`}</div>`;

  /** What can be done with a row; beside its button, above everything. */
  const RowMenu = ({ menu, actions, onPick, onDelete, onClose, say }) => {
    const box = useRef(null);
    useLayoutEffect(() => {
      const place = box.current, { rect } = menu;
      place.showPopover?.();
      const { width, height } = place.getBoundingClientRect();
      place.style.left = `${Math.max(8, Math.min(rect.right - width, window.innerWidth - width - 8))}px`;
      place.style.top = `${rect.bottom + height + 8 > window.innerHeight ? Math.max(8, rect.top - height - 4) : rect.bottom + 4}px`;
      place.querySelector("button, a")?.focus();
    }, []);
    const keys = (e) => {
      e.stopPropagation();
      const items = [...box.current.querySelectorAll("button, a")], at = items.indexOf(document.activeElement);
      if (e.key === "ArrowDown" || e.key === "ArrowUp") { e.preventDefault(); items[(at + (e.key === "ArrowDown" ? 1 : -1) + items.length) % items.length]?.focus(); }
      if (e.key === "Escape" || e.key === "Tab") { e.preventDefault(); onClose(true); }
    };
    return html`<div class="wb-row-menu" popover="auto" role="group" aria-label=${say("form_kit.grid.menu_of", { row: menu.name })} ref=${box} onKeyDown=${keys}
      onToggle=${(e) => { if (e.newState === "closed") onClose(false); }} onClick=${(e) => { if (e.target.closest("button, a")) onClose(true); }}>
      ${onPick && html`<${Button} kind="quiet" onClick=${() => onPick(menu.row)}>${say("form_kit.grid.open")}<//>`}
      ${actions && actions(menu.row)}
      ${onDelete && html`<${Button} kind="quiet" onClick=${() => onDelete(menu.row)}>${say("form_kit.grid.delete")}<//>`}</div>`;
  };

  /** One cell's inside: its words, or the control in their place. */
  const inside = ({ row, question, live, label }) => {
    const key = `${row.id}|${question.field}`, g = live.current, { now, say } = g;
    if (!now.open.has(key)) {
      return html`<${CellText} text=${g.words(question, row[question.field])} expanded=${now.expanded.has(key)} onMore=${() => live.current.more(key)} say=${say} />`;
    }
    return html`<${CellEditor} key=${key} question=${question} row=${row} options=${g.options} act=${now.act} say=${say} language=${g.language} label=${label}
      begin=${now.open.get(key)} focused=${now.editing === key} onMove=${(way, pending) => live.current.moved(row.id, question.field, way, pending)}
      onLeave=${(pending) => live.current.left(key, pending)} onSettled=${() => live.current.settled(key)} />`;
  };

  const MenuButton = ({ row, live, tabindex }) => html`<button type="button" class="wb-button quiet wb-row-more" tabindex=${tabindex} aria-haspopup="true"
    aria-label=${live.current.say("form_kit.grid.menu_of", { row: live.current.nameOf(row) })} onClick=${(e) => live.current.openMenu(row, e.currentTarget)}>⋯</button>`;

  /** A row as a card: every answer is a button that opens its control. */
  const Card = ({ row, live }) => {
    const g = live.current, { now, say } = g;
    return html`<li class="wb-card wb-grid-card">${g.questions.map((q) => {
      const text = g.words(q, row[q.field]), plain = now.open.has(`${row.id}|${q.field}`) || g.readOnly;
      return html`<div key=${q.field} class=${`wb-card-line wb-q-${q.kind}`}><span class="wb-card-label">${q.label}</span><div class="wb-card-answer">
        ${plain ? inside({ row, question: q, live, label: q.label })
          : html`<button type="button" class="wb-card-value" data-row=${row.id} data-field=${q.field} onClick=${() => live.current.edit(row.id, q.field)}>
            <span class=${`wb-cell-text ${text.length > 200 ? "wb-clamp" : ""}`}><bdi>${text.slice(0, SHOWN) || "–"}</bdi></span><span class="wb-sr"> ${say("form_kit.grid.change", { label: q.label })}</span></button>`}</div></div>`;
    })}${g.menu && html`<div class="wb-card-end"><${MenuButton} row=${row} live=${live} /></div>`}</li>`;
  };

  const NewCard = ({ form, questions, given, options, act, say, place, language }) => {
    const [open, setOpen] = useState(() => Boolean(stash.read(`workbench-draft:${place}`)));
    if (!open) return html`<${Button} kind="main wb-grid-add" onClick=${() => setOpen(true)}>${say("form_kit.grid.add_row")}<//>`;
    return html`<div class="wb-card"><${Form} form=${form} only=${questions.map((q) => q.field)} values=${given} options=${options} act=${act} say=${say} place=${place} language=${language}
      lead=${false} autoFocus onCancel=${() => setOpen(false)} onDone=${(_result, { another }) => { if (!another) setOpen(false); }} /></div>`;
  };

  /** What was being written in a row that somebody took away. */
  const Orphans = ({ orphans, onDrop, say }) => orphans.filter(({ key }) => stash.read(key)).map(({ key, label, text }) => html`<div key=${key} class="wb-clash" role="alert"><p>${say("form_kit.grid.row_gone", { label })}<br /><q><bdi>${text}</bdi></q></p>
    <${Button} onClick=${() => onDrop(key)}>${say("form_kit.form.throw_away")}<//></div>`);

  return { useEnough, Tools, RowMenu, MenuButton, Card, NewCard, Orphans, inside };
};
