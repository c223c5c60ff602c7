"""The synthetic sample as records, with the few questions its tests ask of it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any, get_origin

import pytest

from workbench import places
from workbench.model import RECORDS, Record


class Sample(dict[str, dict[str, Any]]):
    """Every record by its kind and id."""

    def scale_of_cycle(self, cycle: str) -> str:
        return str(self["system"][self["cycle"][cycle].system].scale)

    def position(self, scope: str) -> int:
        return int(self["scale"][scope].position) if scope in self["scale"] else 1_000_000

    def larger(self, system: str | None) -> Iterator[str]:
        """The system itself and every larger one that it lies in."""
        while system:
            yield system
            system = self["system"][system].part_of

    def maps(self, kind: str) -> list[Any]:
        return [row for row in self["map"].values() if row.map_kind == kind]

    def on_map(self, map_id: str) -> tuple[list[Any], list[Any]]:
        """The items and the links of a map."""
        items = [row for row in self["map_item"].values() if row.map == map_id]
        return items, [row for row in self["link"].values() if row.map == map_id]

    def steps(self, issues: list[str]) -> list[str]:
        """The scales each issue came from and was first sent to."""
        sent = [self.sent(issue)[0] for issue in issues]
        return [f"{self.scale_of_cycle(one.cycle)} to {self.scale_of_cycle(one.to_cycle)}" for one in sent]

    def sent(self, record: str) -> list[Any]:
        """Every sending of a record, the first one first."""
        found = [row for row in self["influence"].values() if row.of == record]
        return sorted(found, key=lambda row: (row.sent_on, row.after or ""))

    def supports(self, source: str, target: str) -> bool:
        links = self["evidence_link"].values()
        return any((row.source, row.target, row.stance) == (source, target, "supports") for row in links)


def _record(cls: type[Record], row: dict[str, str]) -> Record:
    lists = {name for name, field in cls.model_fields.items() if get_origin(field.annotation) is tuple}
    return cls.model_validate({k: _several(v) if k in lists else v for k, v in row.items() if v})


def _several(cell: str) -> list[Any]:
    """Joined words, or the questions and answers of a form as JSON."""
    return json.loads(cell) if cell.startswith("[{") else cell.split("; ")


@pytest.fixture(scope="session")
def rows() -> dict[str, list[dict[str, str]]]:
    """The lines of each file as they are written, by kind."""
    made: dict[str, list[dict[str, str]]] = {"attachment": []}
    for kind in RECORDS:
        if kind in made:
            continue  # the sample has no photos, sounds or films
        with (places.sample() / f"{kind}.csv").open(newline="", encoding="utf-8") as file:
            made[kind] = list(csv.DictReader(file, strict=True))
    return made


@pytest.fixture(scope="session")
def sample(rows: dict[str, list[dict[str, str]]]) -> Sample:
    """Every record; making it is what shows that each line fits the model."""
    return Sample({kind: {row["id"]: _record(cls, row) for row in rows[kind]} for kind, cls in RECORDS.items()})
