// A file brought in piece by piece: how far it is, stopping, and going on.

const makeRun = ({ html, useState, useRef, useEffect }, { long }) => {
  /** How far it is; `words` is where `progress` and `progress_name` stand. */
  const Bar = ({ name, progress, say, words }) => {
    const far = { done: counted(progress.done), total: counted(progress.total) };
    return html`<div class="wb-bring-bar"><progress max=${Math.max(1, progress.total)} value=${progress.done} aria-label=${say(`${words}.progress_name`, { name })}></progress>
      <span>${say(`${words}.progress`, far)}</span></div>`;
  };

  /** `accept` with what is `given()`, then `next` until it is finished; `set` hears of progress, done and problem. */
  const useRun = ({ act, given, set, announce, say, words }) => {
    const [running, setRunning] = useState(false);
    const still = useRef(false), tenth = useRef(0);
    useEffect(() => () => { still.current = false; }, []);
    const far = (now) => ({ done: counted(now.done), total: counted(now.total) });
    const tell = (now) => { // a reader of screens hears every tenth part
      const part = Math.floor((10 * now.done) / Math.max(1, now.total));
      if (part > tenth.current) { tenth.current = part; announce(say(`${words}.progress`, far(now))); }
    };
    const run = async () => {
      still.current = true;
      setRunning(true);
      set({ problem: "" });
      let answer = await long(act, "accept", given());
      while (answer.ok && !answer.result.finished) {
        set({ progress: answer.result });
        tell(answer.result);
        if (!still.current) break;
        answer = await long(act, "next", { upload: given().upload });
      }
      setRunning(false);
      if (!answer.ok) set({ problem: answer.refused });
      else if (answer.result.finished) { set({ progress: answer.result, done: answer.result.told }); }
      else announce(say(`${words}.stopped`, far(answer.result)));
    };
    return { running, run, stop: () => { still.current = false; } };
  };

  return { Bar, useRun };
};
