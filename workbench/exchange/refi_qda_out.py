"""Coding taken out as a REFI-QDA project (``.qdpx``) that satisfies the standard's schema."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from xml.etree import ElementTree  # nosec  # only builds and writes

from workbench.exchange.coding_draft import CodeDraft, CodingDraft, PassageDraft, TextDraft
from workbench.exchange.refi_qda import NAMESPACE

__all__ = ["qdpx_of"]

#: The same project gives the same GUIDs each time it is taken out, so that a program knows it again.
_OURS = uuid.UUID("6f1f5a52-4a6e-4f0e-9a3c-4d1b6c1f9a10")
_LONGEST_NAME = 200
#: XML has no place for these.
_NOT_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], " ")


def qdpx_of(draft: CodingDraft, *, at: datetime, origin: str = "Sense-making Workbench") -> bytes:
    """The bytes of a project; ``at`` is when it is taken out.

    Codes lie under the codes they are part of; coders are users; each text is a file under ``sources/``.
    """
    texts = {text.key: text.text for text in draft.texts}
    root = ElementTree.Element("Project", {"xmlns": NAMESPACE, "name": _xml(draft.name), "origin": origin})
    root.set("creationDateTime", _instant(at))
    coders = sorted({passage.coder for passage in draft.passages if passage.coder})
    if coders:
        users = ElementTree.SubElement(root, "Users")
        for coder in coders:
            ElementTree.SubElement(users, "User", {"guid": _guid("user", coder), "name": _xml(coder)})
    if draft.codes:
        codes = ElementTree.SubElement(ElementTree.SubElement(root, "CodeBook"), "Codes")
        _put_codes(codes, draft.codes, part_of="")
    if draft.texts:
        sources = ElementTree.SubElement(root, "Sources")
        for text in draft.texts:
            of = [passage for passage in draft.passages if passage.text == text.key]
            _put_text(sources, text, of, words=texts[text.key])
    return _packed(root, texts)


def _packed(root: ElementTree.Element, texts: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))
        for key, text in texts.items():
            archive.writestr(f"sources/{_guid('text', key)}.txt", text.encode("utf-8"))
    return made.getvalue()


def _put_codes(under: ElementTree.Element, codes: Iterable[CodeDraft], *, part_of: str) -> None:
    codes = list(codes)
    known = {code.key for code in codes}
    for code in codes:
        # one whose parent is not in the file stands at the top
        if (code.part_of if code.part_of in known else "") != part_of:
            continue
        its = {"guid": _code_guid(code.key), "name": _xml(code.name), "isCodable": "true"}
        made = ElementTree.SubElement(under, "Code", its)
        if code.definition:
            ElementTree.SubElement(made, "Description").text = _xml(code.definition)
        _put_codes(made, codes, part_of=code.key)


def _put_text(sources: ElementTree.Element, text: TextDraft, passages: Iterable[PassageDraft], *, words: str) -> None:
    guid = _guid("text", text.key)
    its = {"guid": guid, "name": _xml(text.title), "plainTextPath": f"internal://{guid}.txt"}
    source = ElementTree.SubElement(sources, "TextSource", its)
    whole: list[PassageDraft] = []
    places: dict[tuple[int, int, str], list[PassageDraft]] = defaultdict(list)
    for passage in passages:
        if passage.starts is None or passage.ends is None:
            whole.append(passage)
        else:
            places[passage.starts, passage.ends, passage.note].append(passage)
    # the schema's order: passages first, then what is said of the whole text
    for (starts, ends, note), here in sorted(places.items(), key=lambda one: one[0]):
        selection = ElementTree.SubElement(
            source,
            "PlainTextSelection",
            {
                "guid": _guid("selection", f"{text.key}:{starts}:{ends}:{note}"),
                "name": _xml(words[starts:ends][:_LONGEST_NAME]),
                "startPosition": str(starts),
                "endPosition": str(ends),
            },
        )
        if note:
            ElementTree.SubElement(selection, "Description").text = _xml(note)
        for passage in here:
            _put_coding(selection, passage)
    for passage in whole:
        _put_coding(source, passage)


def _put_coding(under: ElementTree.Element, passage: PassageDraft) -> None:
    named = f"{passage.text}:{passage.starts}:{passage.ends}:{passage.code}:{passage.coder}"
    its = {"guid": _guid("coding", named)}
    if passage.coder:
        its["creatingUser"] = _guid("user", passage.coder)
    if passage.on:
        its["creationDateTime"] = f"{passage.on}T00:00:00Z"
    coding = ElementTree.SubElement(under, "Coding", its)
    ElementTree.SubElement(coding, "CodeRef", {"targetGUID": _code_guid(passage.code)})


def _code_guid(key: str) -> str:
    """A code keeps the GUID it came with from another program."""
    try:
        return str(uuid.UUID(key))
    except ValueError:
        return _guid("code", key)


def _guid(kind: str, key: str) -> str:
    return str(uuid.uuid5(_OURS, f"{kind}:{key}"))


def _instant(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _xml(text: str) -> str:
    """The text with what XML cannot hold as one blank each."""
    return text.translate(_NOT_IN_XML)
