// One question of a form: its label, help and limit, the control for its kind, and the problem with its answer.

const makeQuestion = ({ html, hooks, parts, pickers }) => {
  const { useLayoutEffect, useRef } = hooks;
  const { Button, useId } = parts;
  const { Picker, Names } = pickers;
  const MOST_SEGMENTS = 5, SHORT = 300, NEARLY = 200;

  /** A text area as high as its text. */
  const Growing = ({ text, lines = 2, ...rest }) => {
    const box = useRef(null);
    useLayoutEffect(() => {
      box.current.style.height = "auto";
      box.current.style.height = `${box.current.scrollHeight + 3}px`;
    }, [text]);
    return html`<textarea ref=${box} class="wb-growing" rows=${lines} dir="auto" value=${text} ...${rest}></textarea>`;
  };

  const today = () => { const now = new Date(); return formValue.realDay(now.getFullYear(), now.getMonth() + 1, now.getDate()); };

  const Day = ({ raw, onRaw, say, readOnly, compact, control }) => html`<div class="wb-day">
    <input type="date" min="1900-01-01" max="2199-12-31" ...${control} readOnly=${readOnly} value=${raw === formValue.BAD_DAY ? "" : raw}
      onInput=${(e) => onRaw(e.currentTarget.value || (e.currentTarget.validity.badInput ? formValue.BAD_DAY : ""))} />
    ${!readOnly && !compact && html`<${Button} onClick=${() => onRaw(today(), { now: true })}>${say("form_kit.form.today")}<//>`}</div>`;

  /** The choices, and the value itself where it is no longer among them. */
  const choicesWith = (question, picked, say) => {
    const known = new Set(question.choices.map(([key]) => key));
    const gone = picked.filter((key) => key !== "" && !known.has(key));
    return [...question.choices, ...gone.map((key) => [key, say("form_kit.form.no_longer_offered", { choice: key })])];
  };

  const Pick = ({ question, raw, onRaw, say, readOnly, control }) => html`<select dir="auto" ...${control} value=${raw} disabled=${readOnly} onChange=${(e) => onRaw(e.currentTarget.value, { now: true })}>
    ${(formValue.canBeEmpty(question) || !raw) && html`<option value="" selected=${raw === ""}>${say(question.required ? "form_kit.form.choose" : "form_kit.form.not_said")}</option>`}
    ${choicesWith(question, [raw], say).map(([key, text]) => html`<option key=${key} value=${key} selected=${key === raw}>${text}</option>`)}</select>`;

  const yesNo = (say) => [[true, say("panel.yes")], [false, say("panel.no")]];

  /** A few choices side by side, one of them picked; an optional one can be taken back. */
  const Segments = ({ name, pairs, raw, none, onRaw, say, readOnly, question }) => html`<div class="wb-segments">
    ${pairs.map(([key, text]) => html`<label key=${String(key)} class="wb-segment"><input type="radio" name=${name} value=${String(key)} checked=${raw === key} disabled=${readOnly}
      onChange=${() => onRaw(key, { now: true })} /><span><bdi>${text}</bdi></span></label>`)}
    ${formValue.canBeEmpty(question) && !readOnly && raw !== none && html`<${Button} kind="quiet" aria-label=${say("form_kit.form.clear_of", { label: question.label })}
      onClick=${(e) => { const box = e.currentTarget.closest(".wb-segments"); onRaw(none, { now: true }); box.querySelector("input")?.focus(); }}>${say("form_kit.form.clear")}<//>`}</div>`;

  const Ticks = ({ question, raw, onRaw, say, readOnly, invalid }) => html`<div class="wb-ticks">${choicesWith(question, raw, say).map(([key, text]) => html`<label key=${key} class="wb-check">
    <input type="checkbox" checked=${raw.includes(key)} disabled=${readOnly} aria-invalid=${invalid ? "true" : undefined}
      onChange=${(e) => onRaw(e.currentTarget.checked ? [...raw, key] : raw.filter((k) => k !== key), { now: true })} /><span><bdi>${text}</bdi></span></label>`)}</div>`;

  /** Whether the question is several controls, named together by a legend. */
  const isGroup = (question, compact) => question.kind === "several" || (!compact && (question.kind === "yes_no"
    || (formValue.CHOSEN.has(question.kind) && question.choices.length <= MOST_SEGMENTS)));

  /** The control alone. `onRaw(raw, {now})`: `now` where the answer is whole, as after a click, and not a letter of many. */
  const Control = ({ question, raw, onRaw, options = {}, say, readOnly, compact, control, name, invalid }) => {
    const { kind, field, placeholder, lines } = question;
    const typed = { ...control, readOnly, placeholder: placeholder || undefined, onInput: (e) => onRaw(e.currentTarget.value) };
    const shared = { question, raw, onRaw, say, readOnly, control, invalid };
    switch (kind) {
      case "text": return html`<${Growing} text=${raw} lines=${compact ? 1 : lines || 3} ...${typed} />`;
      case "several": return html`<${Ticks} ...${shared} />`;
      case "people": return html`<${Names} ...${shared} placeholder=${placeholder} />`;
      case "day": return html`<${Day} ...${shared} compact=${compact} />`;
      case "record": case "records": return html`<${Picker} options=${options[field] || []} many=${kind === "records"} value=${kind === "records" ? raw : raw || null}
        onPick=${(value) => onRaw(value ?? "", { now: true })} say=${say} readOnly=${readOnly} placeholder=${placeholder} control=${control} />`;
      case "yes_no": return compact
        ? html`<${Pick} ...${shared} question=${{ ...question, choices: yesNo(say).map(([key, text]) => [String(key), text]) }} raw=${raw === null ? "" : String(raw)}
          onRaw=${(picked, more) => onRaw(picked === "" ? null : picked === "true", more)} />`
        : html`<${Segments} ...${shared} name=${name} pairs=${yesNo(say)} none=${null} />`;
      case "choice": case "scope": return isGroup(question, compact)
        ? html`<${Segments} ...${shared} name=${name} pairs=${choicesWith(question, [raw], say)} none="" />`
        : html`<${Pick} ...${shared} />`;
      case "money": return html`<div class="wb-money"><span aria-hidden="true">£</span><input type="text" inputmode="decimal" autocomplete="off" value=${raw} ...${typed} /></div>`;
      case "number": case "whole": return html`<input type="text" class="wb-short" inputmode=${kind === "whole" && question.least >= 0 ? "numeric" : "decimal"} autocomplete="off" value=${raw} ...${typed} />`;
      default: return compact
        ? html`<${Growing} text=${raw} lines=${1} ...${typed} />`
        : html`<input type="text" dir="auto" autocomplete="off" enterkeyhint="next" value=${raw} ...${typed} />`;
    }
  };

  const limitOf = (question, raw, say) => {
    const { longest, kind } = question;
    if (!longest || typeof raw !== "string" || kind !== "line" && kind !== "text") return "";
    const left = longest - formValue.length(raw);
    if (left < Math.min(NEARLY, longest / 2)) return left < 0 ? "" : say("form_kit.form.left", { n: left });
    return longest <= SHORT ? say("form_kit.form.at_most_long", { n: longest }) : "";
  };
  const boundsOf = (question, say) => {
    const { least, most, kind } = question;
    if (kind !== "number" && kind !== "whole" || least === null || least === undefined || most === null || most === undefined) return "";
    return say("form_kit.form.from_to", { least, most });
  };

  /** A whole question. `raw` is what its control holds (formValue.rawOf), `problem` a sentence; `onLeave` when the focus goes on. */
  const Question = ({ question, raw, onRaw, problem = "", options, say, readOnly, hideLabel, onLeave, children }) => {
    const id = useId("q"), { label, help, required, field, kind } = question;
    const group = isGroup(question);
    const limit = limitOf(question, raw, say) || boundsOf(question, say);
    const described = [help && `${id}-help`, limit && `${id}-limit`, problem && `${id}-problem`].filter(Boolean).join(" ") || undefined;
    const control = { id, "aria-describedby": described, "aria-invalid": problem ? "true" : undefined, "aria-required": required ? "true" : undefined };
    const need = required && !readOnly && html` <span class="wb-need">${say("form_kit.form.needed")}</span>`;
    const hidden = hideLabel ? "wb-sr" : "";
    const inner = html`
      ${help && html`<p class="wb-hint wb-q-help" id=${`${id}-help`}>${help}</p>`}
      <${Control} question=${question} raw=${raw} onRaw=${onRaw} options=${options} say=${say} readOnly=${readOnly} control=${group ? {} : control} name=${id} invalid=${Boolean(problem)} />
      ${limit && html`<p class=${`wb-hint wb-q-limit${limit === boundsOf(question, say) ? "" : " wb-q-count"}`} id=${`${id}-limit`}>${limit}</p>`}
      ${problem && html`<p class="wb-problem" id=${`${id}-problem`}>${problem}</p>`}
      ${children}`;
    const left = (e) => { if (onLeave && !e.currentTarget.contains(e.relatedTarget)) onLeave(); };
    const shell = { class: `wb-field wb-q wb-q-${kind}`, "data-field": field, onFocusOut: left };
    if (!group) return html`<div ...${shell}><label for=${id} class=${hidden}>${label}${need}</label>${inner}</div>`;
    const radios = kind !== "several";
    return html`<fieldset ...${shell} role=${radios ? "radiogroup" : "group"} aria-describedby=${described} aria-invalid=${radios ? control["aria-invalid"] : undefined}
      aria-required=${radios ? control["aria-required"] : undefined}><legend class=${hidden}>${label}${need}</legend>${inner}</fieldset>`;
  };

  return { Question, Control };
};
