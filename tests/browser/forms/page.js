// The page of the tests' own panel: a form, the fields of a record, or a table, as its address says.

const panel = (kit) => {
  const { html, Form, Live, Grid } = kit;
  return ({ state, forms, act, say, toast, language }) => {
    const shared = { act, say, toast, language, options: { experiment: state.experiments, about: [] } }, { show, may_edit } = state;
    if (show === "grid") {
      return html`<${Grid} ...${shared} form=${forms.issue} rows=${state.issues} fields=${["description", "level", "status", "owner", "countermeasure", "raised_by", "raised_on"]}
        caption="Issue log" empty="No issues yet." filter addRow groupBy=${null} readOnly=${!may_edit} />`;
    }
    if (show === "live") return html`<${Live} ...${shared} form=${forms.issue} row=${state.issues[0]} fields=${["description", "level", "raised_by"]} readOnly=${!may_edit} />`;
    return html`<${Form} ...${shared} key=${show} form=${forms[show]} place=${`${show}-new`} hide=${["scope", "consent_scope"]} />`;
  };
};
