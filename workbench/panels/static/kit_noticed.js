// "We noticed …": the button that stands wherever people look at something; the page's own panel of that name hears it.

const makeNoticed = ({ html, hooks, parts }) => {
  const { useState } = hooks;
  const { Button } = parts;

  /** `looked_at` says in words what is looked at, `seen_in` names the question it answers, `beside` are the records that
   * are shown, as [kind, id], or asks for them (a promise; null where they could not be had). `name` tells several such
   * buttons apart for who cannot see where they stand. */
  const Noticed = ({ looked_at = "", seen_in = "", text = "", beside = [], name = "", say, kind = "quiet" }) => {
    const [nobody, setNobody] = useState(false);
    const notice = async () => {
      const records = typeof beside === "function" ? await beside() : beside;
      if (records) setNobody(window.dispatchEvent(new CustomEvent("workbench-noticed", { cancelable: true, detail: { seen_in, looked_at, text, beside: records } })));
    };
    return html`<${Button} kind=${`${kind} wb-noticed`} aria-label=${name ? `${say("panel.noticed")} ${name}` : undefined} onClick=${notice}>${say("panel.noticed")}<//>
      ${nobody && html`<span class="wb-hint" role="status">${say("panel.noticed_nobody")}</span>`}`;
  };
  return { Noticed };
};
