"""A small country: two places, two organisations in one of them, three teams, and a person in one team."""

from __future__ import annotations

import pandas as pd
import pytest

from workbench.frames import Audience, table
from workbench.model import Scale, System

SCALES = ("person", "team", "organisation", "place", "country")


@pytest.fixture
def scales() -> pd.DataFrame:
    return table("scale", [Scale(id=s, name=s.title(), position=10 * n) for n, s in enumerate(SCALES, start=1)])


@pytest.fixture
def systems() -> pd.DataFrame:
    return table(
        "system",
        [
            System(id="isle", name="The Isle", scale="country"),
            System(id="tidewell", name="Tidewell", scale="place", part_of="isle"),
            System(id="fernmoor", name="Fernmoor", scale="place", part_of="isle"),
            System(id="council", name="Tidewell Council", scale="organisation", part_of="tidewell"),
            System(id="shelter", name="Open Door", scale="organisation", part_of="tidewell"),
            System(id="harbour", name="Harbour caseworkers", scale="team", part_of="council"),
            System(id="quay", name="Quay housing", scale="team", part_of="council"),
            System(id="night", name="Night shelter", scale="team", part_of="shelter"),
            System(id="wren", name="Wren", scale="person", part_of="harbour"),
            System(id="elsewhere", name="Another country's team", scale="team"),
        ],
    )


@pytest.fixture
def harbour_team() -> Audience:
    return Audience(scale="team", system="harbour", name="the team Harbour caseworkers", wide=False)


@pytest.fixture
def tidewell() -> Audience:
    return Audience(scale="place", system="tidewell", name="the place Tidewell", wide=True)
