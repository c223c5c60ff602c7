"""Small evidence, made by hand: maps as lists of arrows, and tables of one cycle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from workbench.frames import CHANGES, Audience, Evidence, table
from workbench.model import RECORDS, Case, Contact, Cycle, Link, Map, MapItem, NamedLoop, Record, Scale, System, Thing
from workbench.model.prompts import Words, words

TODAY = date(2026, 5, 1)
TEAM = Audience(scale="team", system="harbour", name="the team Harbour caseworkers", wide=False)
PLACE = Audience(scale="place", system="tidewell", name="the place Tidewell", wide=True)
SIGN = {"+": "same", "-": "opposite", "?": "unknown", "±": "disputed"}

STRUCTURE: dict[str, list[Record]] = {
    "scale": [Scale(id=s, name=s, position=p) for p, s in ((20, "team"), (30, "organisation"), (40, "place"))],
    "system": [
        System(id="tidewell", name="Tidewell", scale="place"),
        System(id="council", name="Council", scale="organisation", part_of="tidewell"),
        System(id="harbour", name="Harbour", scale="team", part_of="council"),
        System(id="market", name="Market", scale="team", part_of="council"),
    ],
    "cycle": [
        Cycle(id="c", system="harbour", name="Harbour, first round"),
        Cycle(id="d", system="market", name="Market, first round"),
        Cycle(id="p", system="tidewell", name="Tidewell, first round"),
    ],
}
SYSTEM_OF_CYCLE = {"c": "harbour", "d": "market", "p": "tidewell"}


def evidence(*records: Record, audience: Audience = TEAM, changes: pd.DataFrame | None = None) -> Evidence:
    """Evidence with these records, and the structure around them."""
    kinds: dict[str, list[Record]] = {kind: list(STRUCTURE.get(kind, [])) for kind in RECORDS}
    for record in records:
        kinds[type(record).kind].append(record)
    system_of = {r.id: SYSTEM_OF_CYCLE[r.cycle] for rs in kinds.values() for r in rs if hasattr(r, "cycle")}
    tables = {kind: table(kind, rs, system_of=system_of) for kind, rs in kinds.items()}
    tables["changes"] = changes if changes is not None else pd.DataFrame(columns=list(CHANGES))
    return Evidence(audience=audience, tables=tables, on=TODAY)


def a_map(
    arrows: Iterable[tuple[str, str, str]],
    *,
    alone: Iterable[str] = (),
    named: dict[tuple[str, ...], str] | None = None,
    audience: Audience = TEAM,
    things: Iterable[str] | None = None,
) -> Evidence:
    """A factor map: each arrow is (from, to, sign), the sign with "d" after it where there is a delay."""
    arrows = list(arrows)
    names = list(things or dict.fromkeys([*(n for s, t, _ in arrows for n in (s, t)), *alone]))
    records: list[Record] = [Map(id="m", cycle="c", name="What keeps people in debt", map_kind="factor")]
    records += [Thing(id=name.replace(" ", "-"), cycle="c", name=name, thing_kind="factor") for name in names]
    records += [MapItem(id=f"item-{at}", map="m", thing=name.replace(" ", "-")) for at, name in enumerate(names)]
    records += [
        Link(
            id=f"link-{at:03}",
            map="m",
            source=source.replace(" ", "-"),
            target=target.replace(" ", "-"),
            link_kind="drives",
            polarity=SIGN[sign[0]],
            delay=sign.endswith("d"),
            said_by="Ama",
        )
        for at, (source, target, sign) in enumerate(arrows)
    ]
    records += [
        NamedLoop(id=f"loop-{at}", map="m", things=ids, name=name)
        for at, (ids, name) in enumerate((named or {}).items())
    ]
    return evidence(*records, audience=audience)


#: The day the new way of working began for everybody, if a test does not say otherwise.
WAY_FROM = date(2024, 1, 15)


def a_life(name: str, *contacts: Mapping[str, Any], **case: Any) -> list[Record]:
    """One person's case file, observed for two years on each side; each contact says on which ``day`` from WAY_FROM."""
    told = {
        "way_from": WAY_FROM,
        "referred_on": WAY_FROM,
        "observed_from": "2022-01-15",
        "observed_until": "2026-01-14",
    }
    made: list[Record] = [Case.model_validate({"id": name, "cycle": "c", "pseudonym": name, **told, **case})]
    for at, contact in enumerate(contacts):
        more = {key: value for key, value in contact.items() if key != "day"}
        on = WAY_FROM + timedelta(days=contact["day"])
        usual = {"cycle": "c", "case": name, "agency": "council", "activity": "visit", "happened_on": on}
        made.append(Contact.model_validate({"id": f"{name}-{at:04}", **usual, **more}))
    return made


@pytest.fixture
def make_life() -> Callable[..., list[Record]]:
    return a_life


@pytest.fixture
def make_map() -> Callable[..., Evidence]:
    return a_map


@pytest.fixture
def make_evidence() -> Callable[..., Evidence]:
    return evidence


@pytest.fixture
def team() -> Audience:
    return TEAM


@pytest.fixture
def place() -> Audience:
    return PLACE


@pytest.fixture(scope="session")
def english() -> Words:
    return words("en")
