"""What an experiment does with the map, a sentence for each thing and link it touches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from workbench.frames import Evidence
from workbench.model import LinkKind
from workbench.model.prompts import Words

__all__ = ["touch_sentence", "touched_elements"]

_COLUMNS = ["id", "element_kind", "map", "sentence"]


def touch_sentence(link: dict[str, Any], *, source: str, target: str, words: Words) -> str:
    """The sentence for a link: which one, and in which direction it works.

    ``link`` has link_kind, polarity and delay; ``source`` and ``target`` are the names of its ends.
    """
    causal = link["link_kind"] == LinkKind.drives
    key = f"direction.{link['polarity']}" if causal else f"relation.{link['link_kind']}"
    said = words.say(f"experiments.touch.{key}", source=source, target=target)
    return f"{said} {words.say('experiments.touch.delay')}" if link["delay"] else said


def touched_elements(evidence: Evidence, touched: Iterable[str], *, words: Words) -> pd.DataFrame:
    """The things and links, in the order given: id, element_kind (thing, link), map (of a link), sentence.

    What is no longer on a map, or is not for this audience, gives no row.
    """
    things = dict(zip(evidence["thing"]["id"], evidence["thing"]["name"], strict=True))
    links = {str(row["id"]): row for row in evidence["link"].to_dict("records")}
    rows = []
    for id in touched:
        if id in things:
            said = words.say("experiments.touch.thing", name=things[id])
            rows.append({"id": id, "element_kind": "thing", "map": "", "sentence": said})
        elif id in links and links[id]["source"] in things and links[id]["target"] in things:
            link = {str(k): v for k, v in links[id].items()}
            said = touch_sentence(link, source=things[link["source"]], target=things[link["target"]], words=words)
            rows.append({"id": id, "element_kind": "link", "map": str(link["map"]), "sentence": said})
    return pd.DataFrame(rows, columns=_COLUMNS, dtype="str")
