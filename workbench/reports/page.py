"""From an executed notebook to a page for people who know no notebooks: one file, nothing fetched, nothing runs."""

from __future__ import annotations

import html
import re
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from nbconvert.exporters.templateexporter import TemplateExporter

from workbench.model.prompts import Words
from workbench.places import templates
from workbench.reports.clean import clean

__all__ = ["Contents", "Finished", "finished", "page"]

_HEADING = re.compile(r"<h([23])\b([^>]*)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r'\bid="([^"]+)"')
_ANCHOR = re.compile(r'<a class="anchor-link".*?</a>', re.DOTALL)
#: Sections of a report on one page, where a list of contents would take the room they need.
_BRIEF = '<section class="part brief"'
_TAG = re.compile(r"<[^>]+>")
_FRONT = re.compile(r'<header class="front">.*?</header>', re.DOTALL)
_CAPTION = re.compile(r"<figcaption\b([^>]*)>")
_TABLE = re.compile(
    r'(?:<div\b[^>]*\btabindex="0"[^>]*>\s*(<table\b.*?</table>)\s*</div>|(<table\b.*?</table>))', re.DOTALL
)
_PICTURE = re.compile(r"<svg\b([^>]*)>(.*?)</svg>", re.DOTALL)
_WIDTH = re.compile(r'\swidth="(\d+(?:\.\d+)?)(?:px)?"')
_SIZES = re.compile(r'\s(?:width|height|style)="[^"]*"')
_TABLE_CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL)

#: What can be seen with no JavaScript, the richest first.
_SEEN = ("text/html", "image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/plain")


@dataclass(frozen=True)
class Contents:
    """One line of the contents list."""

    id: str
    text: str


@dataclass(frozen=True)
class Finished:
    """The body of a page in two: what stands before the contents list, and what it leads to."""

    front: str
    html: str
    contents: tuple[Contents, ...]


class _Exporter(TemplateExporter):
    file_extension = ".html"
    output_mimetype = "text/html"

    @property
    def default_config(self) -> Any:
        made = super().default_config
        made.NbConvertBase.display_data_priority = list(_SEEN)
        return made


def page(notebook: Any, *, title: str, imprint: str, words: Words) -> str:
    """The page: every output cleaned, a contents list from its headings, figures numbered, wide tables in a box.

    Cells tagged ``analyst`` are for whoever opens the notebook, and are left out.
    """
    looks = str(templates() / "nbconvert" / "templates")
    exporter = _Exporter(template_name="workbench", extra_template_basedirs=[looks])  # type: ignore[no-untyped-call]  # nbconvert has no type here
    hands = {
        "title": title,
        "imprint": imprint,
        "language": words.language,
        "say": words.say,
        "clean": clean,
        "finish": lambda body: finished(body, words=words),
    }
    made, _ = exporter.from_notebook_node(_seen(notebook), resources={"workbench": hands, "metadata": {"name": title}})
    return str(made)


def _seen(notebook: Any) -> Any:
    """The notebook with only those forms of its outputs that can be seen in a page."""
    made = deepcopy(notebook)
    for cell in made.cells:
        for output in cell.get("outputs", []):
            if "data" in output:
                output.data = {kind: said for kind, said in output.data.items() if kind in _SEEN}
        if "outputs" in cell:
            cell.outputs = [output for output in cell.outputs if output.get("data", True)]
    return made


def finished(body: str, *, words: Words) -> Finished:
    """A cleaned body with its headings listed, its figures numbered, and tables and pictures in boxes that scroll.

    The contents list has the headings of the second level; a ``<header class="front">`` stands before it.
    """
    contents: list[Contents] = []
    taken: set[str] = set(_ID.findall(body))
    body = _HEADING.sub(lambda m: _heading(m, contents, taken), body)
    numbers = iter(range(1, len(_CAPTION.findall(body)) + 1))

    def numbered(match: re.Match[str]) -> str:
        said = html.escape(words.say("report.page.figure", n=next(numbers)))
        return f'<figcaption{match[1]}><span class="number">{said}</span> '

    body = _CAPTION.sub(numbered, body)
    body = _TABLE.sub(lambda m: _boxed_table(m[1] or m[2], words), body)
    body = _PICTURE.sub(lambda m: _boxed_picture(m, words), body)
    front = _FRONT.search(body)
    rest = body.replace(front[0], "", 1) if front else body
    listed = () if _BRIEF in body else tuple(contents)
    return Finished(front=front[0] if front else "", html=rest, contents=listed)


def _heading(match: re.Match[str], contents: list[Contents], taken: set[str]) -> str:
    level, attributes, inner = match[1], match[2], _ANCHOR.sub("", match[3])
    text = " ".join(html.unescape(_TAG.sub(" ", inner)).split())
    own = _ID.search(attributes)
    if own:
        id = own[1]
    else:
        id = _free(re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "part", taken)
        attributes += f' id="{id}"'
    if level == "2":
        contents.append(Contents(id=html.unescape(id), text=text))
    return f"<h{level}{attributes}>{inner}</h{level}>"


def _free(wanted: str, taken: set[str]) -> str:
    id, n = wanted, 1
    while id in taken:
        n += 1
        id = f"{wanted}-{n}"
    taken.add(id)
    return id


def _boxed_table(made: str, words: Words) -> str:
    """A box that scrolls must be reachable by keyboard, and say what it is."""
    caption = _TABLE_CAPTION.search(made)
    name = " ".join(_TAG.sub(" ", caption[1]).split()) if caption else words.say("report.page.table")
    return f'<div class="scroll" role="group" tabindex="0" aria-label="{name}">{made}</div>'


def _boxed_picture(match: re.Match[str], words: Words) -> str:
    """On a phone a picture keeps a size at which its letters can be read, and scrolls; the picture keeps its name."""
    name, attributes = html.escape(words.say("report.page.picture")), match[1]
    width, size = _WIDTH.search(attributes), ""
    if width is not None and "viewBox" in attributes:
        # Its own width for the page's looks to use; left on the picture, WeasyPrint would narrow it but not lower it.
        attributes, size = _SIZES.sub("", attributes), f' style="--wide: {width[1]}px"'
    box = f'<div class="picture" role="group" tabindex="0" aria-label="{name}"{size}>'
    return f"{box}<svg{attributes}>{match[2]}</svg></div>"
