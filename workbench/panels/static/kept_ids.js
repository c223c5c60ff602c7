// Which records were written in this browser: what is nobody else's is shown to whoever can name it.

const makeKeptIds = (place, most = 400) => {
  const ids = () => { try { const kept = JSON.parse(localStorage.getItem(place) ?? "[]"); return Array.isArray(kept) ? kept : []; } catch { return []; } };
  const add = (...more) => { try { localStorage.setItem(place, JSON.stringify([...new Set([...ids(), ...more])].slice(-most))); } catch { /* storage may be switched off */ } };
  return { ids, add };
};
