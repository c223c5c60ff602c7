"""A chart on a panel's page: drawn as an image, so that nothing in it can run, with its words beside it."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.charts import Figure

__all__ = ["picture_of"]


def picture_of(figure: Figure) -> dict[str, Any]:
    """Title, src (the picture as a data address; "" where there is nothing to draw), description and notes."""
    drawn = "" if figure.instead else base64.b64encode(figure.svg.encode("utf-8")).decode("ascii")
    return {
        "title": figure.title,
        "src": f"data:image/svg+xml;base64,{drawn}" if drawn else "",
        "description": figure.empty or "\n".join(filter(None, (figure.all_hidden, figure.description))),
        "notes": list(figure.notes),
    }
