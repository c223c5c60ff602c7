// Which stories are picked, by number, with the way back; and the one that is pointed at, in every picture at once.

const makeStoryPick = ({ useState, useEffect, useRef }) => {
  const MOST_BACK = 50, TELL_MS = 250;
  const none = (n) => ({ bits: new Uint8Array(n), n: 0 });
  const has = (pick, story) => pick.bits[story] === 1;
  const numbers = (pick) => { const found = []; pick.bits.forEach((bit, story) => { if (bit) found.push(story); }); return found; };
  const countIn = (pick, stories) => stories.reduce((n, story) => n + pick.bits[story], 0);
  /** `how`: "replace" what is picked, "add" to it, or "take" from it. */
  const changed = (pick, stories, how) => {
    const bits = how === "replace" ? new Uint8Array(pick.bits.length) : pick.bits.slice();
    stories.forEach((story) => { bits[story] = how === "take" ? 0 : 1; });
    return { bits, n: bits.reduce((sum, bit) => sum + bit, 0) };
  };
  const same = (a, b) => a.n === b.n && a.bits.length === b.bits.length && a.bits.every((bit, story) => bit === b.bits[story]);
  const uniqueOf = (stories) => [...new Set(stories)];
  const people = (field, stories) => new Set(stories.map((story) => field.tellers[story])).size;

  /** What the keys held down and the switch say together. */
  const howOf = (event, how) => (event?.altKey ? "take" : event?.shiftKey || event?.ctrlKey || event?.metaKey ? "add" : how);

  /** The picked stories of a field. Kept by id over a reload of the stories, told to Python for the next cell. */
  const usePick = (field, act) => {
    const empty = none(field.ids.length);
    const [held, setHeld] = useState({ ids: field.ids, pick: empty, past: [] });
    let now = held;
    if (held.ids !== field.ids) { // other stories, or the same ones read again: what is still there stays picked
      const at = new Map(field.ids.map((id, story) => [id, story]));
      const moved = (pick) => changed(empty, numbers(pick).map((story) => at.get(held.ids[story])).filter((story) => story !== undefined), "replace");
      now = { ids: field.ids, pick: moved(held.pick), past: held.past.map(moved) };
    }
    const latest = useRef(null);
    latest.current = now;
    useEffect(() => { if (now !== held) setHeld(now); }, [field.ids]);
    useEffect(() => {
      const timer = setTimeout(() => act("pick", { ids: numbers(now.pick).map((story) => field.ids[story]) }, { beside: true }), TELL_MS);
      return () => clearTimeout(timer);
    }, [now.pick]);
    const put = (stories, how = "replace") => {
      const { pick, past, ids } = latest.current, next = changed(pick, stories, how);
      if (!same(next, pick)) setHeld({ ids, pick: next, past: [...past, pick].slice(-MOST_BACK) });
    };
    const back = now.past.length ? () => { const { past, ids } = latest.current; setHeld({ ids, pick: past.at(-1), past: past.slice(0, -1) }); } : null;
    return { pick: now.pick, put, back };
  };

  /** The story that is pointed at. Pictures hear of it without the page being made anew. */
  const makeLight = () => {
    const heard = new Set();
    const light = { stories: [], set(stories) { light.stories = stories; heard.forEach((hear) => hear(stories)); }, on(hear) { heard.add(hear); return () => heard.delete(hear); } };
    return light;
  };

  return { none, has, numbers, countIn, changed, uniqueOf, people, howOf, usePick, makeLight };
};
