"""What else is written down about some people: their own records, and whatever was laid beside their case files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.desk import Desk
from workbench.panels.record_place import PLACES, Place

__all__ = ["CaseLinked"]

#: Kind → the field that names the person by their pseudonym, or the case file by its id.
_BY_PSEUDONYM = {"story": "teller", "goal": "person", "spend": "for_person"}
_BY_CASE = {"risk": "case", "forum_case": "case", "refusal": "case"}
#: The kinds that are looked for, in the order in which they are told.
_KINDS = (
    *("story", "goal", "spend", "risk", "forum_case", "refusal", "issue", "experiment", "countermeasure"),
    *("observation", "thing", "link", "debrief_entry", "measure"),
)
#: What was noticed stands below the page of the case files itself.
_PLACES = {**PLACES, "observation": Place("title", "case_files")}
#: More of one kind than this is no longer read in a list; its own room has all of them.
_MOST = 40
_LONGEST = 200


@dataclass(frozen=True)
class CaseLinked:
    """The tables of a group's own material, by kind, as it may see them."""

    tables: Mapping[str, pd.DataFrame]

    @classmethod
    def read(cls, desk: Desk, *, system: str) -> CaseLinked:
        """All that could belong to somebody, with the links between records."""
        evidence = desk.evidence(*_KINDS, "evidence_link", system=system, below=False, own=True)
        return cls({kind: evidence[kind] for kind in (*_KINDS, "evidence_link")})

    def of(self, people: pd.DataFrame) -> list[dict[str, Any]]:
        """By kind: kind, n, items (id, title, who), page and room; ``people`` has id and pseudonym.

        Records are people's own (told by them, bought for them, about them), or were laid beside their case files or
        beside those records. Kinds without any are left out; of one kind at most 40 are named.
        """
        who = dict(zip(people["id"], people["pseudonym"], strict=True))
        found = self._own(who)
        self._beside(found, who)
        groups = []
        for kind in _KINDS:
            ids = {id: name for (k, id), name in found.items() if k == kind}
            if ids:
                place = _PLACES[kind]
                items = self._items(kind, ids)
                groups.append(
                    {"kind": kind, "n": len(items), "items": items[:_MOST], "page": place.page, "room": place.room}
                )
        return groups

    def _own(self, who: Mapping[str, str]) -> dict[tuple[str, str], str]:
        """By kind and id of each record that is theirs: whose it is."""
        names = set(who.values())
        found: dict[tuple[str, str], str] = {}
        for kind, field in _BY_PSEUDONYM.items():
            table = self.tables[kind]
            mine = table[table[field].isin(names)]
            found |= {(kind, id): name for id, name in zip(mine["id"], mine[field], strict=True)}
        for kind, field in _BY_CASE.items():
            table = self.tables[kind]
            mine = table[table[field].isin(list(who))]
            found |= {(kind, id): who[case] for id, case in zip(mine["id"], mine[field], strict=True)}
        return found

    def _beside(self, found: dict[tuple[str, str], str], who: Mapping[str, str]) -> None:
        """Add what is linked, in either direction, with a case file or a record that is theirs."""
        begin = {**{("case", id): name for id, name in who.items()}, **found}
        links = self.tables["evidence_link"]
        ends = zip(links["source_kind"], links["source"], links["target_kind"], links["target"], strict=True)
        for source_kind, source, target_kind, target in ends:
            for here, there in (
                ((source_kind, source), (target_kind, target)),
                ((target_kind, target), (source_kind, source)),
            ):
                if here in begin and there[0] in _KINDS and there not in begin:
                    found.setdefault(there, begin[here])

    def _items(self, kind: str, ids: Mapping[str, str]) -> list[dict[str, str]]:
        table = self.tables[kind]
        mine = table[table["id"].isin(list(ids))]
        return [
            {"id": row["id"], "title": self._title(kind, row)[:_LONGEST], "who": ids[row["id"]]}
            for row in mine.to_dict("records")
        ]

    def _title(self, kind: str, row: Mapping[Any, Any]) -> str:
        if kind == "link":
            things = self.tables["thing"].set_index("id")["name"]
            return f"{things.get(row['source'], '?')} → {things.get(row['target'], '?')}"
        if kind == "refusal":
            return f"{row['from_agency']} → {row['to_agency']}"
        return str(row[_PLACES[kind].title] or "")
