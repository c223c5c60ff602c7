// What stands on a time line, said in sentences.

const makeTimeLineWords = ({ say, language }) => {
  const tag = !language || language === "en" ? "en-GB" : language;
  const format = (options) => (iso) => new Date(`${iso}T00:00:00Z`).toLocaleDateString(tag, { ...options, timeZone: "UTC" });
  const day = format({ day: "numeric", month: "long", year: "numeric" });
  const month = (n) => new Date(Date.UTC(2001, n, 1)).toLocaleDateString(tag, { month: "short", timeZone: "UTC" });
  const number = (n) => Number(n).toLocaleString(tag);

  /** One contact or purchase, sentence by sentence. */
  const parts = (item, lanes) => {
    if (item.what === "bought") return [say("case_file.line.bought_told", { day: day(item.on), what: item.what_bought, cost: item.cost })];
    const told = [say("case_file.line.told", { day: day(item.on), agency: lanes[item.lane], activity: item.activity })];
    if (item.urgency) told.push(say(`case_file.line.${item.urgency}`));
    if (item.does) told.push(say(`case_file.line.${item.does}`));
    if (item.demand) told.push(say(`case_file.line.${item.demand}`));
    if (item.quantity !== 1) told.push(say("case_file.line.quantity", { n: number(item.quantity) }));
    if (item.cost) told.push(say("case_file.line.cost", { cost: item.cost }));
    if (item.to !== null) told.push(say("case_file.line.handed", { agency: lanes[item.to] }));
    if (item.out) told.push(say("case_file.line.outside"));
    if (item.note) told.push(say(item.cut ? "case_file.line.note_cut" : "case_file.line.note", { note: item.note }));
    return told;
  };
  return { day, month, number, parts, told: (item, lanes) => parts(item, lanes).join(" ") };
};
