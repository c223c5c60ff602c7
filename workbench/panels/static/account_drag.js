// A sentence to another place: dragged by its dots, by hand or finger, or moved by keyboard.

const makeAccountDrag = (kit) => {
  const { useState, useRef, useEffect } = kit;
  const FAR = 6; // pixels; less is a click

  /** `onDrop(id, {question, place})`: before which of the sentences of which question it is let go. */
  return function useAccountDrag(onDrop) {
    const [at, setAt] = useState(null);
    const held = useRef(null);
    const stop = () => { held.current = null; setAt(null); };
    const under = (x, y) => {
      const section = document.elementFromPoint(x, y)?.closest("[data-question]");
      if (!section) return null;
      const rows = [...section.querySelectorAll("[data-sentence]")].filter((row) => row.dataset.sentence !== held.current?.id);
      const place = rows.findIndex((row) => { const box = row.getBoundingClientRect(); return y < box.top + box.height / 2; });
      return { question: section.dataset.question, place: place < 0 ? rows.length : place };
    };
    const down = (id, text) => (e) => {
      if (e.button) return;
      e.currentTarget.setPointerCapture(e.pointerId);
      held.current = { id, text, x: e.clientX, y: e.clientY, far: false };
    };
    const move = (e) => {
      const now = held.current;
      if (!now) return;
      now.far ||= Math.hypot(e.clientX - now.x, e.clientY - now.y) > FAR;
      if (now.far) setAt({ id: now.id, text: now.text, x: e.clientX, y: e.clientY, over: under(e.clientX, e.clientY) });
    };
    const up = (e) => {
      const now = held.current, over = now?.far ? under(e.clientX, e.clientY) : null;
      stop();
      if (over) onDrop(now.id, over);
    };
    useEffect(() => {
      const escape = (e) => { if (e.key === "Escape") stop(); };
      window.addEventListener("keydown", escape);
      return () => window.removeEventListener("keydown", escape);
    }, []);
    return { at, grip: (id, text) => ({ onPointerDown: down(id, text), onPointerMove: move, onPointerUp: up, onPointerCancel: stop }) };
  };
};
