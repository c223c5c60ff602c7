from __future__ import annotations

from pathlib import Path

import pytest

from workbench.exchange import ReadLink, ReadThing, read_map
from workbench.model import Polarity
from workbench.model.prompts import words


def test_relationships_stand_under_their_source(read) -> None:
    def concept(key: str, name: str, *acts_on: tuple[str, str]) -> dict[str, object]:
        links = [{"id": target, "influence": influence, "confidence": "0"} for target, influence in acts_on]
        return {"id": key, "name": name, "group": "1", "x": "7.5", "y": "-2", "relationships": links}

    content = {
        "info": {"name": "Fire"},
        "groupNames": {"1": "nature"},
        "concepts": [
            concept("1", "Wind", ("2", "0.5")),
            concept("2", "Fire", ("1", "0"), ("3", "-1")),
            concept("3", "Rain"),
        ],
    }
    found = read("fire.mmp.json", content)
    assert found.name == "Fire"
    assert found.things[0] == ReadThing("1", "Wind", note="group: nature", x=7.5, y=-2.0)
    assert found.links == (
        ReadLink("1", "2", polarity=Polarity.same, strength=2, note="weight in the file: 0.5"),
        ReadLink("2", "1", note="weight in the file: 0"),
        ReadLink("2", "3", polarity=Polarity.opposite, strength=3, note="weight in the file: -1"),
    )


def test_a_real_file_is_read_whole(shared_data: Path) -> None:
    path = shared_data / "mentalmodeler_fire.mmp.json"
    if not path.is_file():
        pytest.skip("the shared folder with real files is absent")
    found = read_map(path, words=words())
    assert (found.name, len(found.things), len(found.links)) == ("Fire", 24, 41)
