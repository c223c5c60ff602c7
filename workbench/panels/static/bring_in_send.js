// What takes long: a large file sent in pieces, and work that Python goes on with while the page asks how it went.

const makeSending = ({ base64Of }) => {
  const PAUSE_MS = 250;
  const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

  /** A command that may take long, waited for; `onFar(n)` hears how far it is. Answers as `act` does. */
  const long = async (act, name, given, onFar = () => {}) => {
    let answer = await act(name, given, { beside: true });
    while (answer.ok && answer.result.job) {
      onFar(answer.result.n);
      await pause();
      answer = await act("went", { job: answer.result.job }, { beside: true });
    }
    return answer.ok ? { ok: true, result: answer.result.done } : answer;
  };

  /** Send a file in pieces; `still()` false stops it. Gives {upload}, {refused} or {stopped}. */
  const sendPieces = async (act, file, { sliceBytes, still, onPart, unreadable }) => {
    const begun = await act("file_begin", { name: file.name, size_bytes: file.size }, { beside: true });
    if (!begun.ok) return { refused: begun.refused };
    const upload = begun.result;
    for (let at = 0; at < file.size; at += sliceBytes) {
      if (!still()) { act("file_forget", {}, { beside: true }); return { stopped: true }; }
      const data = await base64Of(file.slice(at, at + sliceBytes)).catch(() => null);
      if (data === null) return { refused: unreadable };
      const answer = await act("file_part", { upload, at, data }, { beside: true });
      if (!answer.ok) return { refused: answer.refused };
      onPart(Math.min(1, (at + sliceBytes) / file.size));
    }
    return { upload };
  };

  return { long, sendPieces };
};

/** A number for a sentence: thousands set apart, and still the number 1 where a word for one is chosen by it. */
const counted = (n) => (n === 1 ? 1 : Number(n).toLocaleString("en-GB"));
