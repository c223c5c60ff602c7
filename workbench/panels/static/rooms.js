// The doors of a page's rooms: tabs on a wide screen, a list on a narrow one. The address keeps which one is open.

const panel = (kit) => {
  const { html, useState, useEffect, useRef, Choice } = kit;

  const intoAddress = (room) => {
    if (!document.body.dataset.voila) return; // JupyterLab's address is its own
    const address = new URL(location.href);
    address.searchParams.set("room", room);
    address.searchParams.delete("token");
    history.replaceState(history.state, "", address);
  };

  return function Doors({ state, act, say }) {
    const [open, setOpen] = useState(state.open);
    const [busy, setBusy] = useState(false);
    const doors = useRef({});
    useEffect(() => { intoAddress(state.open); }, []);
    const latest = useRef(null);
    useEffect(() => {
      // a panel that leads into another room asks for it by name; where nobody listens it follows an address instead
      const asked = (e) => {
        const { room, ...opened } = e.detail;
        if (!state.rooms.includes(room) || Object.keys(opened).length) return; // what it shall open stands in the address
        e.preventDefault();
        latest.current(room);
      };
      window.addEventListener("workbench-room", asked);
      return () => window.removeEventListener("workbench-room", asked);
    }, []);
    const enter = async (room) => {
      if (room === open || busy) return;
      setBusy(true);
      const answer = await act("open", { room });
      setBusy(false);
      if (!answer.ok) return;
      setOpen(room);
      intoAddress(room);
    };
    latest.current = enter;
    const keys = (e) => {
      const at = state.rooms.indexOf(open), last = state.rooms.length - 1;
      const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[e.key];
      if (to === undefined) return;
      e.preventDefault();
      doors.current[state.rooms[to]].focus();
      enter(state.rooms[to]);
    };
    const named = (room) => say(`rooms.${room}.title`);
    return html`<nav class="wb-room-doors" aria-label=${say("rooms.label")} aria-busy=${busy}>
      <div class="wb-room-doors-row" role="tablist" aria-label=${say("rooms.label")} onKeyDown=${keys}>
        ${state.rooms.map((room) => html`<button key=${room} type="button" role="tab" class="wb-room-door" aria-selected=${room === open}
          tabindex=${room === open ? 0 : -1} ref=${(el) => { doors.current[room] = el; }} onClick=${() => enter(room)}>${named(room)}</button>`)}
      </div>
      <div class="wb-room-doors-list"><${Choice} label=${say("rooms.label")} value=${open} onPick=${enter}
        options=${state.rooms.map((room) => [room, named(room)])} /></div>
      <p class="wb-room-doors-lead">${say(`rooms.${open}.lead`)}</p>
    </nav>`;
  };
};
