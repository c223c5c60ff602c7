"""Findings made by hand, and what a page would be sent of a figure."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from workbench.charts import Figure
from workbench.frames import Audience, Evidence, table
from workbench.model import Case, Contact, MapKind
from workbench.model.prompts import Words, words
from workbench.patterns import SystemMap

TEAM = Audience(scale="team", system="harbour", name="the team Harbour caseworkers", wide=False)
PLACE = Audience(scale="place", system="tidewell", name="the place Tidewell", wide=True)


@pytest.fixture(scope="session")
def english() -> Words:
    return words("en")


@pytest.fixture
def team() -> Audience:
    return TEAM


@pytest.fixture
def place() -> Audience:
    return PLACE


@pytest.fixture
def today() -> date:
    return date(2026, 5, 1)


@pytest.fixture
def sent() -> Callable[[Figure], str]:
    """All that leaves with a figure: the chart's JSON and the HTML with its SVG."""
    return lambda figure: json.dumps(figure.chart.to_dict()) + figure.to_html()


@pytest.fixture
def seen() -> Callable[..., Evidence]:
    """One person's contacts, each said from the day the new way of working began, which is that of the referral."""
    way_from = date(2024, 1, 15)

    def made(*contacts: Mapping[str, Any], who: Audience = TEAM, **case: Any) -> Evidence:
        told = {"way_from": way_from, "referred_on": way_from, "observed_from": "2022-01-15"}
        told |= {"observed_until": "2026-01-14", **case}
        usual = {"cycle": "c", "case": "k", "agency": "council", "activity": "visit"}
        records = [
            Contact.model_validate(
                {
                    "id": f"x{at:04}",
                    **usual,
                    "happened_on": way_from + timedelta(days=contact["day"]),
                    **{key: value for key, value in contact.items() if key != "day"},
                }
            )
            for at, contact in enumerate(contacts)
        ]
        tables = {
            "case": table("case", [Case.model_validate({"id": "k", "cycle": "c", "pseudonym": "Wren", **told})]),
            "contact": table("contact", records),
        }
        return Evidence(audience=who, tables=tables, on=date(2026, 5, 1))

    return made


@pytest.fixture
def debt_map() -> Callable[..., SystemMap]:
    """Three factors, three links: same with delay, opposite, unknown."""

    def made(names: tuple[str, str, str] = ("rent arrears", "worry", "sleep")) -> SystemMap:
        thing = {"thing_kind": "factor", "actor_kind": None, "role": "", "markers": (), "belief_from": "unknown"}
        things = [
            {"id": id, "name": name, **thing, "effect": effect, "x": x, "y": y}
            for id, name, effect, x, y in zip(
                "abc", names, ("hinders", "both", "helps"), (0, 300, 150), (0, 0, 200), strict=True
            )
        ]
        ends = [("a", "b", "same", True), ("b", "c", "opposite", False), ("c", "a", "unknown", False)]
        name_of = dict(zip("abc", names, strict=True))
        links = [
            {
                "id": f"l{at}",
                "source": s,
                "target": t,
                "source_name": name_of[s],
                "target_name": name_of[t],
                "link_kind": "drives",
                "polarity": polarity,
                "delay": delay,
                "strength": at + 1,
                "quality": "unknown",
            }
            for at, (s, t, polarity, delay) in enumerate(ends)
        ]
        return SystemMap(
            audience=TEAM,
            table=pd.DataFrame(things),
            links=pd.DataFrame(links),
            map_id="m",
            name="What keeps people in debt",
            map_kind=MapKind.factor,
        )

    return made
