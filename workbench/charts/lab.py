"""Altair charts in notebooks with no network: every chart an analyst makes shows itself as a still SVG.

Altair's own renderers fetch their script from a CDN or carry it with every chart. A still picture does neither, is the
same in JupyterLab, Voilà and reports, and runs nothing.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from workbench.charts.figure import quiet, svg_of

__all__ = ["show_charts_offline"]

_NAME = "workbench"


def _rendered(spec: dict[str, Any], **_: Any) -> dict[str, str]:
    """The MIME bundle of one chart, which holds no specification: what shows is all that is there."""
    chart = alt.Chart.from_dict(spec)
    title = spec.get("title", "")
    text = title.get("text", "") if isinstance(title, dict) else title
    label = " ".join(text) if isinstance(text, list) else str(text)
    described = ". ".join(part for part in (label, str(spec.get("description", ""))) if part)
    return {"text/html": quiet(svg_of(chart), described or "chart"), "text/plain": described or "chart"}


def show_charts_offline() -> None:
    """Let every Altair chart of this session show itself as SVG; calling it again does no harm."""
    alt.renderers.register(_NAME, _rendered)
    alt.renderers.enable(_NAME)
