// What is being written and not yet saved: kept in this tab at once, and in the store half a second later.

const stash = (() => {
  const quiet = (action) => { try { return action(); } catch { return null; } }; // storage may be full or switched off
  return {
    read: (key) => quiet(() => JSON.parse(sessionStorage.getItem(key))),
    write: (key, content) => quiet(() => sessionStorage.setItem(key, JSON.stringify(content))),
    drop: (key) => quiet(() => sessionStorage.removeItem(key)),
    keys: (stem) => quiet(() => Object.keys(sessionStorage).filter((key) => key.startsWith(stem))) || [],
  };
})();

const makeDraft = ({ hooks }) => {
  const { useEffect, useRef, useState } = hooks;
  const PAUSE_MS = 500;

  /** When the page is about to go, or out of sight: the last moment to send something. */
  const useLeaving = (flush) => {
    const now = useRef(flush);
    now.current = flush;
    useEffect(() => {
      const hidden = () => { if (document.hidden) now.current(); };
      const going = () => now.current();
      document.addEventListener("visibilitychange", hidden);
      window.addEventListener("pagehide", going);
      return () => {
        document.removeEventListener("visibilitychange", hidden);
        window.removeEventListener("pagehide", going);
        now.current();
      };
    }, []);
  };

  /** A draft under `place`, or none where there is no place. `onFound(content)` hears of one that was kept, perhaps
   * twice: from this tab at once, and from the store when that one is newer. Gives {keep, drop, flush}. */
  const useDraft = ({ place, act, onFound }) => {
    const key = `workbench-draft:${place}`;
    const [it] = useState(() => ({ timer: null, waiting: null, sending: Promise.resolve(), busy: false, known: "" }));
    const send = async () => {
      clearTimeout(it.timer);
      if (it.busy || !it.waiting) return;
      it.busy = true;
      while (it.waiting) {
        const content = it.waiting;
        it.waiting = null;
        it.sending = act("keep_draft", { place, content }, { beside: true });
        await it.sending;
      }
      it.busy = false;
    };
    const keep = (content) => {
      if (!place) return;
      const dated = { ...content, at: new Date().toISOString() };
      stash.write(key, dated);
      it.waiting = dated;
      it.touched = true;
      clearTimeout(it.timer);
      it.timer = setTimeout(send, PAUSE_MS);
    };
    const drop = () => {
      if (!place) return;
      clearTimeout(it.timer);
      it.waiting = null;
      stash.drop(key);
      it.sending.then(() => act("drop_draft", { place }, { beside: true })); // after it, or it would come back
    };
    useEffect(() => {
      if (!place) return;
      const here = stash.read(key);
      if (here) { it.known = here.at || ""; onFound(here); }
      act("draft", { place }, { beside: true }).then((answer) => {
        const there = answer.ok ? answer.result : null;
        if (there && typeof there === "object" && (there.at || "") > it.known) onFound(there, { late: it.touched });
      });
    }, []);
    useLeaving(send);
    return { keep, drop, flush: send };
  };

  return { useDraft, useLeaving };
};
