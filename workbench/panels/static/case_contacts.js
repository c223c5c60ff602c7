// The contacts of one person as a table, year by year where there are very many; and one of them opened to be changed.

const makeCaseContacts = (kit) => {
  const { html, Button, Dialog, Grid, Live } = kit;
  const COLUMNS = ["happened_on", "agency", "activity", "does", "urgency", "demand", "quantity", "cost_pence", "handed_to", "note"];

  const Years = ({ state, act, say, words }) => (state.years.length < 2 ? null : html`<div class="wb-row wb-file-years" role="group" aria-label=${say("case_file.contacts.years")}>
    ${state.may_show_all && html`<${Button} aria-pressed=${state.year === null ? "true" : "false"} onClick=${() => act("show_year", { year: null }, { shows: true })}>${say("case_file.contacts.all", { n: words.number(state.n_contacts) })}<//>`}
    ${state.years.map(([year, n]) => html`<${Button} key=${year} aria-pressed=${state.year === year ? "true" : "false"} onClick=${() => act("show_year", { year }, { shows: true })}>${say("case_file.contacts.year", { year, n: words.number(n) })}<//>`)}</div>`);

  const Contacts = ({ state, form, act, say, toast, language, words, onOpen }) => html`<section class="wb-file-contacts" aria-labelledby="wb-file-contacts">
    <h3 id="wb-file-contacts">${say("case_file.contacts.title")}</h3>
    <p class="wb-soft">${state.n_contacts ? say("case_file.contacts.n", { n: state.n_contacts, from: words.day(state.first), until: words.day(state.last) }) : say("case_file.contacts.empty")}</p>
    <${Years} state=${state} act=${act} say=${say} words=${words} />
    <${Grid} key=${state.case.id} form=${form} rows=${state.contacts} fields=${COLUMNS} newValues=${{ case: state.case.id }} act=${act} say=${say} toast=${toast} language=${language} readOnly=${!state.may_edit}
      caption=${state.year === null ? say("case_file.contacts.caption") : say("case_file.contacts.caption_year", { year: state.year })} filter addRow=${state.may_edit} onPick=${(row) => onOpen(row.id)} place=${`contact:${state.case.id}`} /></section>`;

  /** One contact, opened from the time line or the table. */
  const Contact = ({ state, form, act, say, language, words, close }) => {
    const row = state.shown, readOnly = !state.may_edit;
    const remove = async () => { close(); await act("remove", { kind: "contact", id: row.id }, { done: say("case_file.contacts.removed") }); };
    return html`<${Dialog} title=${say("case_file.contacts.one", { day: words.day(row.happened_on), agency: row.agency })} onClose=${close}><div class="wb-file-contact">
      <${Live} form=${form} row=${row} fields=${COLUMNS} act=${act} say=${say} language=${language} readOnly=${readOnly} />
      <div class="wb-row"><${Button} kind="main" onClick=${close}>${say("panel.close")}<//>
        ${!readOnly && html`<${Button} kind="quiet" onClick=${remove}>${say("case_file.contacts.remove")}<//>`}</div></div><//>`;
  };

  return { Contacts, Contact };
};
