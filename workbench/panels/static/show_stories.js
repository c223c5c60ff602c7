// Some stories, shown in the room where they are read, on whichever page that is.

const STORIES_PICKED = "workbench-stories";

/** `told` says in words which stories these are; `place` is the address's system and cycle. */
const showStories = (place, ids, told) => {
  // kept as well: a room that was not opened yet hears no event
  try { sessionStorage.setItem(STORIES_PICKED, JSON.stringify({ ids, told })); } catch { /* storage may be switched off */ }
  window.dispatchEvent(new CustomEvent(STORIES_PICKED, { detail: { ids, told }, cancelable: true }));
  const asked = new CustomEvent("workbench-room", { detail: { room: "stories" }, cancelable: true });
  if (window.dispatchEvent(asked)) location.assign(`stories.ipynb?${new URLSearchParams({ ...place, room: "stories" })}`);
};
