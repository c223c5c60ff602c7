"""The building blocks of a report: sections of HTML in which every word of people's own is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import pandas as pd

from workbench.model.prompts import Words
from workbench.reports.imprint import day

__all__ = ["Front", "Section", "empty", "items", "notes", "paragraph", "said", "spoken_day", "table", "with_marks"]


@dataclass(frozen=True)
class Section:
    """A part of a report; a notebook shows it as it will be printed. ``kind`` names its looks (``large``)."""

    id: str
    heading: str
    parts: tuple[str, ...]
    kind: str = ""

    def _repr_html_(self) -> str:
        body = "\n".join(part for part in self.parts if part)
        return (
            f'<section class="{f"part {self.kind}".strip()}" aria-labelledby="{self.id}">\n'
            f'<h2 id="{self.id}">{escape(self.heading)}</h2>\n{body}\n</section>'
        )


class Front:
    """The first thing a reader sees."""

    def __init__(
        self, *, title: str, purpose: str | None, no_purpose: str, synthetic: str, intro: str, more: str = ""
    ) -> None:
        self.title, self.purpose, self.no_purpose = title, purpose, no_purpose
        self.synthetic, self.intro, self.more = synthetic, intro, more

    def _repr_html_(self) -> str:
        large = f'<p class="purpose" dir="auto">{escape(self.purpose)}</p>' if self.purpose else empty(self.no_purpose)
        invented = f'<p class="synthetic">{escape(self.synthetic)}</p>' if self.synthetic else ""
        return (
            f'<header class="front"><h1>{escape(self.title)}</h1>{large}{invented}'
            f'<p class="lead">{escape(self.intro)}</p>{paragraph(self.more, kind="lead")}</header>'
        )


def said(value: object) -> str:
    """A value as plain text: nothing for what is missing."""
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and pd.isna(value)):
        return ""
    if isinstance(value, (tuple, list)):
        return "; ".join(said(v) for v in value)
    return str(value).strip()


def spoken_day(value: Any, *, words: Words) -> str:
    """A day of a table in words; nothing where it is missing."""
    if value is None or pd.isna(value):
        return ""
    on = value if type(value) is date else pd.Timestamp(value).date()
    return day(on, words=words)


def paragraph(text: object, *, kind: str = "", language: str = "") -> str:
    """Somebody's words as paragraphs, in the direction they are read in; nothing for no words."""
    written = said(text)
    if not written:
        return ""
    kept = f' class="{escape(kind)}"' if kind else ""
    kept += f' lang="{escape(language)}"' if language else ""
    return f'<p{kept} dir="auto">{escape(written)}</p>'


def empty(text: str) -> str:
    """The kind sentence that stands where there is nothing yet."""
    return f'<p class="empty">{escape(text)}</p>'


def notes(sentences: Iterable[str]) -> str:
    """How numbers beside it are to be read."""
    return "".join(f'<p class="note">{escape(s)}</p>' for s in dict.fromkeys(sentences))


def items(made: Iterable[Iterable[str]], *, kind: str = "items") -> str:
    """A list whose entries are made of paragraphs."""
    return f'<ul class="{kind}">' + "".join(f"<li>{''.join(parts)}</li>" for parts in made) + "</ul>"


def with_marks(pairs: Mapping[str, object]) -> str:
    """Short facts on one line: "Raised 3 March 2025 · Owner: team"; what is missing is left out."""
    facts = [f"{escape(label)} {escape(text)}".strip() for label, value in pairs.items() if (text := said(value))]
    return f'<p class="kind">{" · ".join(facts)}</p>' if facts else ""


def table(frame: pd.DataFrame, columns: Mapping[str, str], *, caption: str) -> str:
    """A table of the columns named, under the headings given; a released count is shown as it was released."""
    shown = {name: f"{name}_shown" if f"{name}_shown" in frame else name for name in columns}
    head = "".join(f'<th scope="col"{_class(frame, n)}>{escape(label)}</th>' for n, label in columns.items())
    rows = []
    for row in frame.to_dict("records"):
        cells = [f"<td{_class(frame, name)}>{escape(said(row[shown[name]]))}</td>" for name in columns]
        cells[0] = f'<th scope="row" dir="auto">{cells[0].split(">", 1)[1].removesuffix("</td>")}</th>'
        rows.append(f"<tr>{''.join(cells)}</tr>")
    top = f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
    return f"<table>{top}<tbody>{''.join(rows)}</tbody></table>"


def _class(frame: pd.DataFrame, name: str) -> str:
    return ' class="number"' if pd.api.types.is_numeric_dtype(frame[name]) else ""
