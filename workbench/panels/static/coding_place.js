// Places in a text. Python counts characters (Unicode code points), a browser counts UTF-16 units: an emoji is one of the
// first and two of the second. Everything that leaves or comes to the page goes through here.

const codingPlace = {
  /** For each character where it begins in UTF-16 units, and the end of the text after the last. */
  unitsOf(text) {
    const starts = [];
    let at = 0;
    for (const letter of text) { starts.push(at); at += letter.length; }
    starts.push(at);
    return starts;
  },
  /** How many characters stand before a place given in UTF-16 units. */
  toPoints(text, unit) {
    let points = 0, at = 0;
    for (const letter of text) {
      if (at >= unit) break;
      at += letter.length;
      points += 1;
    }
    return points;
  },
  toUnits(text, point) {
    let points = 0, at = 0;
    for (const letter of text) {
      if (points >= point) break;
      at += letter.length;
      points += 1;
    }
    return at;
  },
  /** The pieces of a text ([from, to] in UTF-16 units) of one granularity: grapheme, word, sentence. */
  pieces(text, granularity, language) {
    if (!globalThis.Intl?.Segmenter) return codingPlace.plainPieces(text, granularity);
    let segmenter;
    try { segmenter = new Intl.Segmenter(language || undefined, { granularity }); } catch { segmenter = new Intl.Segmenter(undefined, { granularity }); }
    return Array.from(segmenter.segment(text), ({ index, segment }) => [index, index + segment.length]);
  },
  plainPieces(text, granularity) {
    const pattern = { grapheme: /[\s\S]/gu, word: /\s+|\S+/gu, sentence: /[^.!?\n]*[.!?\n]*\s*/gu }[granularity];
    return Array.from(text.matchAll(pattern), (found) => [found.index, found.index + found[0].length]).filter(([from, to]) => to > from);
  },
  /** The pieces that hold more than blanks and, of words, more than a full stop or a comma. */
  said(text, granularity, language) {
    const nothing = granularity === "word" ? /^[\s\p{P}]*$/u : /^\s*$/;
    return codingPlace.pieces(text, granularity, language).filter(([from, to]) => !nothing.test(text.slice(from, to)));
  },
  /** A stretch made as large as the pieces it touches; an empty one takes the piece it stands in. Blanks at its ends are left out. */
  widened(text, [at, to], granularity, language) {
    // a caret behind a piece stands before the next one
    const from = at === to && text.slice(at).trim() ? at + (text.length - at - text.slice(at).trimStart().length) : at;
    const end = Math.max(to, from + 1);
    const touched = codingPlace.said(text, granularity, language).filter(([a, b]) => a < end && from < b);
    if (touched.length === 0) return [at, to];
    return codingPlace.trimmed(text, [touched[0][0], Math.max(to, touched.at(-1)[1])]);
  },
  /** The same stretch and one piece more; where it does not yet fill whole pieces, these first. */
  grown(text, span, granularity, language) {
    const whole = codingPlace.widened(text, span, granularity, language);
    if (span[1] === span[0] || whole[0] !== span[0] || whole[1] !== span[1]) return whole;
    const next = codingPlace.said(text, granularity, language).find(([a, b]) => b > span[1] && text.slice(Math.max(a, span[1]), b).trim());
    return next ? codingPlace.trimmed(text, [span[0], next[1]]) : whole;
  },
  trimmed(text, [from, to]) {
    const words = text.slice(from, to);
    const begin = from + (words.length - words.trimStart().length);
    return begin >= to ? [from, from] : [begin, to - (words.length - words.trimEnd().length)];
  },
  /** The stretch without half a letter at its ends (an emoji of several parts is one letter). */
  snapped(text, [from, to], language) {
    if (from === to) return [from, to];
    // a letter is short, so that only what stands round the ends is looked at
    const around = (at) => {
      const begin = Math.max(0, at - 64), part = text.slice(begin, at + 64);
      return codingPlace.pieces(part, "grapheme", language).map(([a, b]) => [a + begin, b + begin]).find(([a, b]) => a < at && at < b);
    };
    return [around(from)?.[0] ?? from, around(to)?.[1] ?? to];
  },
};
