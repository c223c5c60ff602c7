"""Which pieces of evidence lie beside each element of the map?"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.patterns.evidence_beside import evidence_on, map_elements
from workbench.patterns.stories_shared import quotable

__all__ = ["EvidencePieces", "evidence_pieces"]

_COLUMNS = {
    "element_kind": "str",
    "element": "str",
    "name": "str",
    "stance": "str",
    "source_kind": "str",
    "source": "str",
    "title": "str",
    "note": "str",
}
#: The field that speaks for a record in a list.
_TITLE = {
    "issue": "description",
    "purpose": "wording",
    "story": "title",
    "experiment": "title",
    "observation": "title",
    "case": "pseudonym",
}


@dataclass(frozen=True, kw_only=True)
class EvidencePieces(Finding):
    """The evidence this audience may read, element by element.

    ``table``: element_kind, element (id), name, stance (supports, contradicts), source_kind, source (id), title, note.
    Stories whose words this audience may not read are left out, and for audiences wider than a team case files.
    """

    map_id: str


def _titles(evidence: Evidence) -> dict[tuple[str, str], str]:
    titles: dict[tuple[str, str], str] = {}
    for kind, rows in evidence.tables.items():
        field = _TITLE.get(kind, "name")
        if "id" not in rows or field not in rows or (kind == "case" and evidence.audience.wide):
            continue
        seen = rows[quotable(rows, evidence.audience, evidence["system"])] if kind == "story" else rows
        titles |= {(kind, str(i)): str(title) for i, title in zip(seen["id"], seen[field], strict=True)}
    return titles


def evidence_pieces(evidence: Evidence, map_id: str) -> EvidencePieces:
    """The pieces of evidence on a map in the order of its elements; none give no rows. Raises Gone as the map does."""
    titles = _titles(evidence)
    beside: dict[tuple[str, str], list[dict[str, str]]] = {}
    for piece in evidence_on(evidence, map_id).to_dict("records"):
        source = (str(piece["source_kind"]), str(piece["source"]))
        told = {"stance": str(piece["stance"]), "source_kind": source[0], "source": source[1]}
        told |= {"title": titles.get(source, ""), "note": str(piece["note"])}
        beside.setdefault((str(piece["target_kind"]), str(piece["target"])), []).append(told)
    rows = [
        {"element_kind": kind, "element": id, "name": name, **told}
        for kind, id, name in map_elements(evidence, map_id)
        for told in beside.get((kind, id), [])
    ]
    table = pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)
    return EvidencePieces(
        audience=evidence.audience, table=table[table["title"] != ""].reset_index(drop=True), map_id=map_id
    )
