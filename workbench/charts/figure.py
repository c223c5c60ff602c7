"""A figure: a picture with its title, its text alternative, the table it was drawn from, and its notes."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import StringIO
from typing import Any
from xml.etree import ElementTree  # nosec  # only builds and writes; what is read is read by defusedxml

import altair as alt
import pandas as pd
from defusedxml.ElementTree import fromstring

from workbench.charts.theme import GREY, INK, LARGE, rows, themed, wrapped
from workbench.frames import Finding, Released
from workbench.model.prompts import Words

__all__ = ["Figure", "quiet", "svg_of"]

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"


def svg_of(chart: alt.TopLevelMixin) -> str:
    """The chart drawn as SVG, with no network and no browser; it scales to the width of its page."""
    drawn = StringIO()
    chart.save(drawn, format="svg")
    return drawn.getvalue()


def quiet(svg: str, label: str) -> str:
    """The SVG as one image with one name: no roles inside, nothing that could run or be followed."""
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    root: ElementTree.Element = fromstring(svg)
    for parent in root.iter():
        for child in [c for c in parent if c.tag in {f"{{{_SVG}}}script", f"{{{_SVG}}}a", f"{{{_SVG}}}foreignObject"}]:
            parent.remove(child)
        for name in list(parent.attrib):
            if name == "role" or name.startswith(("aria-", "on")) or name.endswith("href"):
                del parent.attrib[name]
    root.attrib.pop("class", None)
    width, height = root.attrib.get("width", ""), root.attrib.get("height", "")
    root.attrib.setdefault("viewBox", f"0 0 {width} {height}")
    root.attrib["role"] = "img"
    root.attrib["aria-label"] = label
    root.attrib["style"] = "max-width:100%;height:auto"
    return ElementTree.tostring(root, encoding="unicode")


@dataclass(frozen=True)
class Figure:
    """What is shown for one released finding; a notebook shows it as HTML, with no script and no network.

    Parameters
    ----------
    title
        The question the picture answers.
    description
        The text alternative: what the picture shows, in sentences.
    chart
        The Altair chart, to be changed or saved.
    table
        The figures behind the picture, with its columns and values in words.
    notes
        Sentences to print beside it, such as what is hidden and why.
    empty
        Where there is nothing to draw yet, the sentence that says so.
    all_hidden
        Where every number is too small to show, the sentence that says so, instead of a picture with no bar in it.
    """

    title: str
    description: str
    chart: alt.TopLevelMixin = field(repr=False)
    table: pd.DataFrame = field(repr=False)
    words: Words = field(repr=False)
    notes: tuple[str, ...] = ()
    empty: str | None = None
    all_hidden: str | None = None

    @classmethod
    def of(
        cls,
        released: Released[Finding],
        picture: Any,
        *,
        title: str,
        description: str,
        table: pd.DataFrame,
        words: Words,
        bars_of: pd.DataFrame | None = None,
    ) -> Figure:
        """The figure of a released finding; ``picture`` is the Altair chart, not yet themed.

        ``bars_of`` are the counts of a picture that says nothing but how many: where all are hidden, none is drawn.
        """
        chart = themed(picture, title=title, description=description)
        notes = tuple(words.say(key) for key in released.notes)
        hidden = words.say("charts.figure.all_hidden") if bars_of is not None and _all_hidden(bars_of) else None
        return cls(title, description, chart, table, words, notes, all_hidden=hidden)

    @classmethod
    def nothing_yet(cls, released: Released[Finding], *, title: str, empty: str, words: Words) -> Figure:
        """The figure for a finding with nothing in it: a sentence instead of empty axes."""
        text = alt.Chart(rows([{"text": wrapped(empty, 60)}]), width=700, height=90)
        chart = themed(
            text.mark_text(fontSize=LARGE, color=GREY, align="left", x=0, lineBreak="\n").encode(text="text:N"),
            title=title,
            description=empty,
        )
        notes = tuple(words.say(key) for key in released.notes)
        return cls(title, empty, chart, pd.DataFrame(), words, notes, empty)

    @property
    def instead(self) -> str | None:
        """The sentence that stands in the place of the picture; None where there is a picture."""
        return self.empty or self.all_hidden

    @cached_property
    def svg(self) -> str:
        """The picture without its title, which stands above it as text that wraps on a narrow page."""
        bare = self.chart.copy(deep=False)  # type: ignore[attr-defined]  # every chart class has it
        bare.title = alt.Undefined
        return quiet(svg_of(bare), f"{self.title}. {self.description}")

    def to_html(self) -> str:
        """The figure for a page: caption, picture, notes, and beneath it the same in words and as a table."""
        caption = f"<figcaption><strong>{html.escape(self.title)}</strong></figcaption>"
        body = f"<p>{html.escape(self.instead)}</p>" if self.instead else self.svg
        body += "" if self.empty else self._in_words()
        return f'<figure class="workbench-figure" style="margin:1em 0;color:{INK}">{caption}{body}</figure>'

    def _in_words(self) -> str:
        summary = html.escape(self.words.say("charts.figure.in_words"))
        said = "".join(f"<p>{html.escape(sentence)}</p>" for sentence in _paragraphs(self.description))
        table = self.table.to_html(index=False, border=0, escape=True, na_rep="", justify="left")
        notes = "".join(f"<p><small>{html.escape(note)}</small></p>" for note in self.notes)
        # The box scrolls, not the page, on a phone; tabindex lets a keyboard scroll it.
        scroll = f'<div style="overflow-x:auto" tabindex="0" role="region" aria-label="{html.escape(self.title)}">'
        return f"{notes}<details><summary>{summary}</summary>{said}{scroll}{table}</div></details>"

    def _repr_html_(self) -> str:
        return self.to_html()


def _all_hidden(table: pd.DataFrame) -> bool:
    """Whether the released counts of a table are zeros and hidden ones only, and some are hidden."""
    # A hidden count is missing, whatever mark a profile shows for it.
    counts = table[[name.removesuffix("_shown") for name in table.columns if name.endswith("_shown")]]
    hidden = counts.isna()
    return bool(hidden.any(axis=None) and (hidden | (counts == 0).fillna(value=True)).all(axis=None))


def _paragraphs(text: str) -> Sequence[str]:
    return [part for part in text.split("\n") if part]
