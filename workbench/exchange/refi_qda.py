"""REFI-QDA projects (``.qdpx``), the format in which programs for coding hand work to one another.

Standard 1.0 (qdasoftware.org): a zip with ``project.qde`` (XML, the order of its elements fixed by the schema) and the
texts under ``sources/``. Positions count characters, the end not included.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from workbench.exchange.archive import refuse_unsafe_archive
from workbench.exchange.coding_draft import CodeDraft, CodingDraft, PassageDraft, TextDraft
from workbench.exchange.reading import MAX_LOST, Reading, tidy_name, tidy_text
from workbench.exchange.text_variant import Variant, best_variant

__all__ = ["NAMESPACE", "qdpx_in"]

NAMESPACE = "urn:QDA-XML:project:1.0"
_Q = f"{{{NAMESPACE}}}"
#: Kinds of source whose words are not in the file.
_OTHER_SOURCES = ("PictureSource", "PDFSource", "AudioSource", "VideoSource")


def qdpx_in(raw: bytes, reading: Reading) -> CodingDraft:
    """The codes, texts and tagged passages of a project.

    Raises
    ------
    workbench.errors.Refused
        For a damaged or unsafe archive, one without a project, and XML that cannot be read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            refuse_unsafe_archive(archive, reading)
            project = next((n for n in archive.namelist() if posixpath.basename(n).lower().endswith(".qde")), None)
            if project is None:
                raise reading.refusal("coding_no_project")
            return _Project(archive, fromstring(archive.read(project), forbid_dtd=True), reading).draft()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as e:
        raise reading.refusal("damaged_zip") from e
    except DefusedXmlException as e:
        raise reading.refusal("xml_entities") from e
    except (ParseError, LookupError, ValueError) as e:
        raise reading.refusal("coding_no_project") from e


def _guid(written: str | None) -> str:
    """A GUID as we compare it: without braces, in small letters."""
    return (written or "").strip().strip("{}").lower()


class _Project:
    def __init__(self, archive: zipfile.ZipFile, root: Element, reading: Reading) -> None:
        if root.tag != f"{_Q}Project":
            raise reading.refusal("coding_no_project")
        self._archive, self._root, self._reading = archive, root, reading
        self._files = {name.lower(): name for name in archive.namelist()}
        self._made = CodingDraft(name=tidy_name(root.get("name") or "") or reading.stem, lost=reading.lost)
        self._coders = {
            _guid(user.get("guid")): tidy_name(user.get("name") or user.get("id") or "")
            for user in root.iter(f"{_Q}User")
        }

    def draft(self) -> CodingDraft:
        codes = self._root.find(f"{_Q}CodeBook/{_Q}Codes")
        self._made.codes = [] if codes is None else list(self._codes(codes, part_of=""))
        for number, source in enumerate(self._root.findall(f"{_Q}Sources/*"), start=1):
            kind = source.tag.removeprefix(_Q)
            where = self._reading.say("where.source", n=number)
            if kind == "TextSource":
                self._take(source, where)
            elif kind in _OTHER_SOURCES:
                self._lose("coding_no_words", where, source.get("name") or kind)
        return self._made

    def _lose(self, key: str, where: str, what: str) -> None:
        if len(self._made.lost) < MAX_LOST:
            self._reading.lose(key, where, what)

    def _codes(self, under: Element, *, part_of: str) -> Iterator[CodeDraft]:
        """Codes by their GUID, for two may have one name under different parents."""
        for code in under.findall(f"{_Q}Code"):
            key = _guid(code.get("guid"))
            definition = tidy_text(code.findtext(f"{_Q}Description") or "")
            yield CodeDraft(key=key, name=tidy_name(code.get("name") or ""), definition=definition, part_of=part_of)
            yield from self._codes(code, part_of=key)

    def _take(self, source: Element, where: str) -> None:
        title = tidy_name(source.get("name") or "") or where
        raw = self._text_of(source)
        if raw is None:
            self._lose("coding_no_text", where, title)
            return
        selections = source.findall(f"{_Q}PlainTextSelection")
        found = best_variant(raw, [_span(one) for one in selections])
        key = _guid(source.get("guid"))
        self._made.texts.append(TextDraft(key=key, title=title, text=found.text))
        for coding in source.findall(f"{_Q}Coding"):
            self._made.passages += self._passages(coding, text=key)
        for selection in selections:
            self._take_selection(selection, found, text=key, where=f"{where}, {title}")

    def _take_selection(self, selection: Element, found: Variant, *, text: str, where: str) -> None:
        starts, ends, quote = _span(selection)
        span = found.span(starts, ends)
        codings = selection.findall(f"{_Q}Coding")
        if not codings:
            self._lose("coding_annotation", where, quote)
        elif span is None:
            self._lose("coding_outside", where, quote)
        else:
            note = tidy_text(selection.findtext(f"{_Q}Description") or "")
            for coding in codings:
                self._made.passages += self._passages(coding, text=text, span=span, found=found, note=note)

    def _passages(
        self,
        coding: Element,
        *,
        text: str,
        span: tuple[int, int] | None = None,
        found: Variant | None = None,
        note: str = "",
    ) -> Iterator[PassageDraft]:
        for code in coding.findall(f"{_Q}CodeRef"):
            yield PassageDraft(
                code=_guid(code.get("targetGUID")),
                text=text,
                coder=self._coders.get(_guid(coding.get("creatingUser")), ""),
                starts=span[0] if span else None,
                ends=span[1] if span else None,
                quote=found.text[span[0] : span[1]] if span and found else "",
                note=note,
                on=(coding.get("creationDateTime") or "")[:10],
            )

    def _text_of(self, source: Element) -> str | None:
        """The text of a source, inline or in a file of its own; None where it is not there or is no text."""
        inline = source.findtext(f"{_Q}PlainTextContent")
        if inline is not None:
            return inline
        written = unquote(source.get("plainTextPath") or "")
        for scheme in ("internal://", "relative:///", "relative://"):
            written = written.removeprefix(scheme)
        name = posixpath.basename(written.replace("\\", "/")).lower()
        there = next((f for low, f in self._files.items() if name and posixpath.basename(low) == name), None)
        if there is None:
            return None
        try:
            # the mark at the beginning stays: some programs count it
            return self._archive.read(there).decode("utf-8")
        except UnicodeDecodeError:
            return None


def _span(selection: Element) -> tuple[int, int, str]:
    """Where a selection begins and ends, and the words it says it has (programs shorten them)."""
    starts, ends = (int(selection.get(name) or -1) for name in ("startPosition", "endPosition"))
    return starts, ends, selection.get("name") or ""
