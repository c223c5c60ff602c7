// The line between a page and Python: each question has a number, an answer carries it back, a question that gets no
// answer is asked again. Python remembers what it answered, so asking twice never does a thing twice.

const FIRST_WAIT_MS = 4000;

const idIn = (storage, key, otherwise) => {
  try {
    const known = storage().getItem(key);
    if (known) return known;
    const made = Array.from(crypto.getRandomValues(new Uint8Array(12)), (n) => n.toString(36).padStart(2, "0")).join("");
    storage().setItem(key, made);
    return made;
  } catch { return otherwise; } // storage may be switched off
};
const tabId = () => idIn(() => sessionStorage, "workbench-tab", "tab");
/** The browser on this device, whichever tab: its unfinished forms are its own. */
const deviceId = () => idIn(() => localStorage, "workbench-device", tabId());

/** Who is at this keyboard, as the home page was told; "" where nobody said. */
const whoIsHere = () => { try { return localStorage.getItem("workbench-who") || ""; } catch { return ""; } };

/** Opens a line; `onWaiting(n, why)` hears how many questions are unanswered for long and what Python said of it,
 * `onTell(name, payload)` what Python says of itself. */
const openLine = (model, { onWaiting, onTell, since }) => {
  const page = tabId(), device = deviceId();
  const mounted = Math.random().toString(36).slice(2, 8);
  const open = new Map();
  let number = 0;

  const send = (question) => {
    question.tries += 1;
    question.again = Date.now() + FIRST_WAIT_MS * 2 ** Math.min(question.tries - 1, 2);
    try { model.send(question.message); } catch { /* the connection is gone; asked again below */ }
  };

  const ask = (name, given = {}) => new Promise((resolve) => {
    number += 1;
    const n = `${mounted}-${number}`;
    const question = { message: { do: name, n, page, device, by: whoIsHere(), since: since(), with: given }, tries: 0, resolve };
    open.set(n, question);
    send(question);
  });

  const hear = (message) => {
    if (message?.tell) return onTell(message.tell, message.with);
    const question = open.get(message?.re);
    if (!question) return undefined;
    if ("again" in message && question.message.do !== "pulse") { // the store was not to be had and nothing was done
      question.why = String(message.again || "");
      question.again = Date.now() + FIRST_WAIT_MS / 2;
      return tell();
    }
    open.delete(message.re);
    question.resolve(message);
    return tell();
  };
  const late = () => [...open.values()].filter((q) => (q.tries > 1 || q.why !== undefined) && q.message.do !== "pulse");
  const tell = () => onWaiting(late().length, late().find((q) => q.why)?.why || "");

  model.on("msg:custom", hear);
  const again = setInterval(() => {
    const now = Date.now();
    for (const [n, question] of open) {
      if (now < question.again) continue;
      if (question.message.do === "pulse") { open.delete(n); question.resolve({ lost: true }); } else send(question);
    }
    tell();
  }, 500);

  return {
    ask, page,
    idle: () => open.size === 0,
    close() { clearInterval(again); model.off("msg:custom", hear); },
  };
};
