// The line between a page and Python: each question has a number, an answer carries it back, a question that gets no
// answer is asked again. Python remembers what it answered, so asking twice never does a thing twice.

const FIRST_WAIT_MS = 4000;

const tabId = () => {
  const key = "workbench-tab";
  try {
    const known = sessionStorage.getItem(key);
    if (known) return known;
    const made = Math.random().toString(36).slice(2, 12);
    sessionStorage.setItem(key, made);
    return made;
  } catch { return "tab"; } // storage may be switched off
};

/** Who is at this keyboard, as the home page was told; "" where nobody said. */
const whoIsHere = () => { try { return localStorage.getItem("workbench-who") || ""; } catch { return ""; } };

/** Opens a line; `onWaiting(n)` hears how many questions are unanswered for long, `onTell(name, payload)` what Python
 * says of itself. */
const openLine = (model, { onWaiting, onTell, since }) => {
  const page = tabId();
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
    const question = { message: { do: name, n, page, by: whoIsHere(), since: since(), with: given }, tries: 0, resolve };
    open.set(n, question);
    send(question);
  });

  const hear = (message) => {
    if (message?.tell) return onTell(message.tell, message.with);
    const question = open.get(message?.re);
    if (!question) return undefined;
    open.delete(message.re);
    question.resolve(message);
    return onWaiting(late());
  };
  const late = () => [...open.values()].filter((q) => q.tries > 1 && q.message.do !== "pulse").length;

  model.on("msg:custom", hear);
  const again = setInterval(() => {
    const now = Date.now();
    for (const [n, question] of open) {
      if (now < question.again) continue;
      if (question.message.do === "pulse") { open.delete(n); question.resolve({ lost: true }); } else send(question);
    }
    onWaiting(late());
  }, 500);

  return {
    ask, page,
    idle: () => open.size === 0,
    close() { clearInterval(again); model.off("msg:custom", hear); },
  };
};
