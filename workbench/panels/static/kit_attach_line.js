// Photos, sounds and videos over the line: slices up, slices down, in base64, with the progress said.

const attachLine = (() => {
  const abouts = new WeakMap(); // per panel: what may be added, asked once

  const aboutOf = (act) => {
    if (!abouts.has(act)) {
      abouts.set(act, act("attachment_about").then((answer) => {
        if (!answer.ok) abouts.delete(act);
        return answer.ok ? answer.result : null;
      }));
    }
    return abouts.get(act);
  };

  const inBase64 = (blob) => new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",", 2)[1] || "");
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });

  /** Send a file; `still()` false stops it. Gives {upload} or {refused}. */
  const sendUp = async (act, about, host, file, { still, onPart, words }) => {
    const begun = await act("attach_begin", { of_kind: host.kind, of: host.id, name: file.name || "", size_bytes: file.size }, { beside: true });
    if (!begun.ok) return { refused: begun.refused };
    const { upload } = begun.result;
    for (let at = 0; at < file.size; at += about.slice_bytes) {
      if (!still()) { act("attach_cancel", { upload }, { beside: true }); return { stopped: true }; }
      let data;
      try { data = await inBase64(file.slice(at, at + about.slice_bytes)); } catch { return { refused: words("attach.not_whole") }; }
      const answer = await act("attach_part", { upload, at, data }, { beside: true });
      if (!answer.ok) return { refused: answer.refused };
      onPart(Math.min(1, (at + about.slice_bytes) / file.size));
    }
    return { upload };
  };

  /** Fetch an attachment as a Blob. Its type is what the workbench found it to be; the browser is never left to guess. */
  const fetchDown = async (act, item, { small = false, onPart = () => {}, still = () => true } = {}) => {
    const parts = [];
    let offset = 0;
    for (;;) {
      const answer = await act("attachment_bytes", { id: item.id, offset, small }, { beside: !small });
      if (!answer.ok) return { refused: answer.refused };
      if (!still()) return { stopped: true };
      const bytes = Uint8Array.from(atob(answer.result.data), (c) => c.charCodeAt(0));
      parts.push(bytes);
      offset += bytes.length;
      onPart(Math.min(1, offset / Math.max(1, item.size_bytes)));
      if (answer.result.last) break;
    }
    // a MOV is played as what is inside it, which is the same as in an MP4
    const type = small ? "image/jpeg" : item.media_type === "video/quicktime" ? "video/mp4" : item.media_type;
    return { blob: new Blob(parts, { type }) };
  };

  return { aboutOf, sendUp, fetchDown };
})();
