"""A map as a page of its own that can be looked at, moved about and sent on: no network, nothing to install."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from workbench.charts.data_table import named
from workbench.charts.map_style import DASHES, link_style, thing_style
from workbench.charts.theme import FONT, INK, PAPER, wrapped
from workbench.errors import WorkbenchError
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.system_map import SystemMap

__all__ = ["embed", "map_page"]

#: pyvis asks a CDN for a style sheet and a script in every mode; the graph needs neither.
_FROM_CDN = re.compile(
    r'<link[^>]+href="https?://[^>]*>|<script[^>]+src="https?://[^>]*>\s*</script>|<!--.*?-->', re.DOTALL
)


def map_page(released: Released[SystemMap], *, words: Words) -> str:
    """The map as one HTML page, its vis-network inside; things stand where the finding puts them.

    pyvis's own heading and menus are left out, for they run script that is found in names.
    """
    # pyvis costs most of a second; only who asks for a page waits for it.
    from pyvis.network import Network  # noqa: PLC0415  # see above

    finding = released.finding
    drawn = Network(height="100vh", width="100%", directed=True, notebook=True, cdn_resources="in_line")
    for row in released.table.to_dict("records"):
        drawn.add_node(str(row["id"]), **_node(row, words))
    causal = finding.map_kind == "factor"
    for row in finding.links.to_dict("records"):
        drawn.add_edge(str(row["source"]), str(row["target"]), **_edge(row, words, causal=causal))
    drawn.set_options(json.dumps(_OPTIONS))
    page = _FROM_CDN.sub("", drawn.generate_html(notebook=True))
    if re.search(r'(?:src|href)="https?://', page):
        raise WorkbenchError("The map page would have asked the network for something, so it was not made.")
    return _as_document(page, title=words.say("charts.system_map.title", name=finding.name), language=words.language)


_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "interaction": {"navigationButtons": False, "keyboard": True, "hover": True},
    "nodes": {"shape": "box", "margin": 10, "font": {"face": FONT, "size": 16, "color": INK}},
    "edges": {"smooth": {"type": "curvedCW", "roundness": 0.15}, "arrows": {"to": {"enabled": True}}},
}


def _node(row: dict[Any, Any], words: Words) -> dict[str, Any]:
    style = thing_style(row)
    told = [str(row["name"]), *([words.say(f"charts.map.{style.meaning}")] if style.meaning else [])]
    return {
        "label": wrapped(str(row["name"]), 18),
        "title": ": ".join(told),
        "shape": "box",
        "x": float(row["x"]),
        "y": float(row["y"]),
        "color": {"background": PAPER, "border": style.colour},
        "borderWidth": style.thick,
        "shapeProperties": {"borderDashes": False if style.dash == "solid" else DASHES[style.dash]},
    }


def _edge(row: dict[Any, Any], words: Words, *, causal: bool) -> dict[str, Any]:
    style = link_style(row, causal_map=causal, words=words)
    told = named(words, "polarity", row["polarity"]) if causal else named(words, "quality", row["quality"])
    kind = named(words, "link_kind", row["link_kind"])
    title = f"{row['source_name']} – {kind} – {row['target_name']} ({told})"
    return {
        "label": f"{style.sign} ‖" if style.delay else style.sign,
        "title": title,
        "color": style.colour,
        "width": style.thick,
        "dashes": False if style.dash == "solid" else DASHES[style.dash],
        "arrows": "to" if style.head else "",
        "font": {"size": 20, "color": style.colour, "strokeWidth": 5, "strokeColor": PAPER, "face": FONT},
    }


def _as_document(page: str, *, title: str, language: str) -> str:
    """Pyvis's page with a language, a title and no margins of its own."""
    style = "<style>html,body{margin:0;overflow:hidden}#mynetwork{border:0!important}</style>"
    head = f"<title>{html.escape(title)}</title>{style}"
    page = re.sub(r"<html[^>]*>", f'<html lang="{html.escape(language, quote=True)}">', page, count=1)
    return page.replace("<head>", f"<head>{head}", 1)


def embed(page: str, *, title: str, height: int = 600) -> str:
    """A page inside another: an iframe that holds it whole, so that no server has to give it out.

    The ``<div>`` keeps IPython from warning about iframes; the sandbox keeps the page to itself.
    """
    inside = html.escape(page, quote=True)
    return (
        f'<div><iframe srcdoc="{inside}" title="{html.escape(title, quote=True)}" sandbox="allow-scripts" '
        f'style="width:100%;height:{int(height)}px;border:0"></iframe></div>'
    )
