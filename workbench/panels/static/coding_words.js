// What is selected in a text, by mouse, finger or keyboard: the browser's own selection, read and set in UTF-16 units.

const codingWords = {
  /** Where a point of the page lies in the text of a box. */
  at(box, node, offset) {
    const before = document.createRange();
    before.selectNodeContents(box);
    try { before.setEnd(node, offset); } catch { return 0; }
    return before.toString().length;
  },
  /** [from, to] of what is selected in a box; null where the selection lies elsewhere. */
  selected(box) {
    const now = getSelection();
    if (!now || now.rangeCount === 0 || !box.contains(now.anchorNode) || !box.contains(now.focusNode)) return null;
    const ends = [codingWords.at(box, now.anchorNode, now.anchorOffset), codingWords.at(box, now.focusNode, now.focusOffset)];
    return [Math.min(...ends), Math.max(...ends)];
  },
  /** What is selected in whichever part of a text the caret stands in; null where it stands in none. */
  now(language) {
    const box = document.activeElement?.closest?.(".wb-coding-words");
    const span = box && codingWords.selected(box);
    return span ? codingWords.told(box, span, language) : null;
  },
  told(box, span, language) {
    const [from, to] = codingPlace.snapped(box.textContent, span, language);
    return { field: box.dataset.field, from, to };
  },
  /** The point of the page at a place of the text. */
  point(box, unit) {
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    let at = 0, last = null;
    while (walker.nextNode()) {
      last = walker.currentNode;
      if (at + last.length >= unit) return [last, unit - at];
      at += last.length;
    }
    return last ? [last, last.length] : [box, 0];
  },
  range(box, [from, to]) {
    const made = document.createRange();
    made.setStart(...codingWords.point(box, from));
    made.setEnd(...codingWords.point(box, to));
    return made;
  },
  select(box, span) {
    const made = codingWords.range(box, span), now = getSelection();
    now.removeAllRanges();
    now.addRange(made);
  },
  /** Shows what is held while the focus is elsewhere, where the browser can. */
  hold(box, span) {
    if (!globalThis.Highlight || !globalThis.CSS?.highlights) return;
    if (!box || !span) { CSS.highlights.delete("wb-coding"); return; }
    CSS.highlights.set("wb-coding", new Highlight(codingWords.range(box, span)));
  },
};
