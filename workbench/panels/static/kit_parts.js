// The parts panels are made of: fields that never lose typing, dialogs, buttons, notices.

const makeParts = ({ html, hooks }) => {
  const { useState, useEffect, useRef } = hooks;
  let ids = 0;
  const useId = (stem) => useState(() => `wb-${stem}-${(ids += 1)}`)[0];

  /** Whether a media query holds, and from then on. */
  const useMedia = (query) => {
    const [on, setOn] = useState(() => window.matchMedia(query).matches);
    useEffect(() => {
      const watched = window.matchMedia(query), hear = () => setOn(watched.matches);
      watched.addEventListener("change", hear);
      return () => watched.removeEventListener("change", hear);
    }, []);
    return on;
  };

  /** Words being typed, and the records that the panel's command "search" finds by them, a moment after the last letter. */
  const useSearch = (act) => {
    const [typed, setTyped] = useState(""), [found, setFound] = useState([]), [searching, setSearching] = useState(false);
    const asked = useRef(0), enough = typed.trim().length > 1;
    useEffect(() => {
      const mine = (asked.current += 1);
      if (!enough) { setFound([]); setSearching(false); return undefined; }
      setSearching(true);
      const wait = setTimeout(async () => { const answer = await act("search", { text: typed }); if (mine === asked.current) { setFound(answer.ok ? answer.result : []); setSearching(false); } }, 250);
      return () => clearTimeout(wait);
    }, [typed]);
    return { typed, setTyped, found, searching, enough };
  };

  const Button = ({ kind = "", children, ...rest }) =>
    html`<button type="button" class=${`wb-button ${kind}`} ...${rest}>${children}</button>`;

  /** A text field over a stored value. What is typed stays until it is saved; a change by somebody else while typing is
   * offered as yours / theirs. `onSave(text, was)` gives act's answer. */
  const Field = ({ label, value = "", onSave, say, lines = 1, hint, readOnly, hideLabel, list, maxLength, ...rest }) => {
    const id = useId("field");
    const [draft, setDraft] = useState(null);
    const [problem, setProblem] = useState("");
    const [saving, setSaving] = useState(false);
    const base = useRef(value);
    const clash = draft !== null && value !== base.current && draft !== value && !saving;
    const save = async (text, was) => {
      setSaving(true);
      const answer = await onSave(text, was);
      setSaving(false);
      if (!answer || answer.ok) { setDraft(null); setProblem(""); return; }
      setProblem(answer.refused || "");
    };
    const commit = () => {
      if (draft === null || clash || saving) return;
      if (draft === value) { setDraft(null); setProblem(""); } else save(draft, base.current);
    };
    const keys = (e) => {
      e.stopPropagation(); // a letter typed here is not a command
      if (e.key === "Enter" && (lines === 1 || e.ctrlKey || e.metaKey)) { e.preventDefault(); commit(); }
      if (e.key === "Escape" && draft !== null) { setDraft(null); setProblem(""); }
    };
    const shown = draft ?? value ?? "";
    const shared = { id, value: shown, readOnly, maxLength, onKeyDown: keys, onBlur: commit,
      "aria-invalid": problem ? "true" : undefined, "aria-describedby": `${id}-more`,
      onFocus: () => { if (draft === null) base.current = value; },
      onInput: (e) => { if (draft === null) base.current = value; setDraft(e.currentTarget.value); } };
    return html`<div class="wb-field">
      <label for=${id} class=${hideLabel ? "wb-sr" : ""}>${label}</label>
      ${lines > 1 ? html`<textarea rows=${lines} ...${shared} ...${rest}></textarea>` : html`<input type="text" ...${shared} ...${rest} />`}
      <div id=${`${id}-more`}>
        ${hint && html`<p class="wb-hint">${hint}</p>`}
        ${problem && !clash && html`<p class="wb-problem">${problem}</p>`}
      </div>
      ${clash && html`<div class="wb-clash" role="alert">
        <p>${say("panel.changed_meanwhile")}<br /><q>${value || say("panel.nothing_written")}</q></p>
        <${Button} kind="main" onClick=${() => { const was = value; base.current = value; save(draft, was); }}>${say("panel.keep_mine")}<//>
        <${Button} onClick=${() => { setDraft(null); base.current = value; setProblem(""); }}>${say("panel.take_theirs")}<//>
      </div>`}
    </div>`;
  };

  /** A labelled choice; `options` is [[value, words], …]. */
  const Choice = ({ label, value, options, onPick, hideLabel, disabled, ...rest }) => {
    const id = useId("choice");
    return html`<div class="wb-field">
      <label for=${id} class=${hideLabel ? "wb-sr" : ""}>${label}</label>
      <select id=${id} disabled=${disabled} value=${value ?? ""} onChange=${(e) => onPick(e.currentTarget.value)}
        onKeyDown=${(e) => e.stopPropagation()} ...${rest}>
        ${options.map(([key, text]) => html`<option key=${key} value=${key} selected=${key === (value ?? "")}>${text}</option>`)}
      </select>
    </div>`;
  };

  const Check = ({ label, checked, onPick, disabled }) => html`<label class="wb-check">
    <input type="checkbox" checked=${checked} disabled=${disabled} onChange=${(e) => onPick(e.currentTarget.checked)} />
    <span>${label}</span></label>`;

  /** A modal dialog; closes on Escape. */
  const Dialog = ({ title, onClose, say, children }) => {
    const box = useRef(null), id = useId("dialog");
    useEffect(() => { if (!box.current.open) box.current.showModal(); }, []);
    return html`<dialog ref=${box} class="wb-dialog" aria-labelledby=${id} onCancel=${(e) => { e.preventDefault(); onClose(); }}
      onKeyDown=${(e) => e.stopPropagation()}>
      <h2 id=${id}>${title}</h2>${children}
      ${say && html`<${Button} onClick=${onClose}>${say("panel.close")}<//>`}
    </dialog>`;
  };

  /** The bytes of a file somebody chose, in base64; fails where it cannot be read. */
  const base64Of = (file) => new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",", 2)[1] || "");
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });

  return { base64Of, Button, Field, Choice, Check, Dialog, useId, useMedia, useSearch };
};
