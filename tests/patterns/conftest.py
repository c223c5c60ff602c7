"""Small evidence, made by hand: maps as lists of arrows, and tables of one cycle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from workbench.frames import CHANGES, Audience, Evidence, table
from workbench.model import (
    RECORDS,
    Case,
    Coding,
    CodingDone,
    CodingRound,
    CodingUnit,
    Contact,
    Conversation,
    Cycle,
    Link,
    Map,
    MapItem,
    NamedLoop,
    Record,
    Scale,
    Statement,
    Story,
    System,
    Theme,
    Thing,
    Vote,
)
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


#: What every story of a coding round says, if a test does not say otherwise.
STORY = "Nobody rang me back. I waited all day."


def a_coding_round(
    read: Mapping[str, Iterable[str]],
    tags: Iterable[tuple[str, str, str] | tuple[str, str, str, tuple[int, int]]] = (),
    *,
    texts: Mapping[str, str] | None = None,
    cycle: str = "c",
    **more: Any,
) -> list[Record]:
    """A revealed round: which stories were read to their end by whom, and (coder, theme, story, passage) of each tag.

    Themes are those of the tags; ``more`` are fields of the round. The quote of a passage is what stands there in
    ``STORY``, so that another one in ``texts`` is a story that was changed since.
    """
    tags = list(tags)
    coders = tuple(sorted({name for names in read.values() for name in names}))
    made: list[Record] = [
        CodingRound.model_validate(
            {"id": f"{cycle}-r", "cycle": cycle, "name": "Round", "coders": coders, "state": "revealed", **more}
        )
    ]
    made += [Theme(id=f"{cycle}-{name}", cycle=cycle, name=name) for name in dict.fromkeys(tag[1] for tag in tags)]
    for at, (story, names) in enumerate(read.items()):
        words = (texts or {}).get(story, STORY)
        made.append(Story(id=story, cycle=cycle, title=f"Story {story}", text=words, teller=f"teller of {story}"))
        unit = f"{cycle}-u-{story}"
        made.append(CodingUnit(id=unit, cycle=cycle, coding_round=f"{cycle}-r", of_kind="story", of=story, position=at))
        made += [CodingDone(id=f"{unit}-{name}", cycle=cycle, coding_unit=unit, coder=name) for name in names]
    for at, (coder, theme, story, *passage) in enumerate(tags):
        starts, ends = passage[0] if passage else (None, None)
        one = {
            "id": f"{cycle}-tag-{at:03}",
            "cycle": cycle,
            "coding_round": f"{cycle}-r",
            "theme": f"{cycle}-{theme}",
            "coder": coder,
        }
        at_all = {
            "of_kind": "story",
            "of": story,
            "starts": starts,
            "ends": ends,
            "quote": STORY[starts:ends] if passage else "",
        }
        made.append(Coding.model_validate({**one, **at_all}))
    return made


def a_conversation(
    votes: Mapping[str, Iterable[int | None]], *, n: int | None = None, out: Iterable[int] = (), **more: Any
) -> list[Record]:
    """A conversation "k" with statements s1, s2 …, and what each person votes on them from the first on (None: not).

    ``out`` are numbers of statements that were put out; ``more`` are fields of the conversation.
    """
    given = {voter: list(values) for voter, values in votes.items()}
    n = n if n is not None else max(len(values) for values in given.values())
    made: list[Record] = [Conversation.model_validate({"id": "k", "cycle": "c", "name": "Money", **more})]
    for number in range(1, n + 1):
        told = {"id": f"s{number}", "cycle": "c", "conversation": "k", "number": number, "text": f"Statement {number}"}
        state = "out" if number in set(out) else "accepted"
        made.append(Statement.model_validate({**told, "moderation": state}))
    for voter, values in given.items():
        for at, vote in enumerate(values, start=1):
            if vote is not None:
                made.append(Vote(id=f"{voter}-{at}", cycle="c", statement=f"s{at}", voter=voter, vote=vote))
    return made


@pytest.fixture
def make_conversation() -> Callable[..., list[Record]]:
    return a_conversation


@pytest.fixture
def make_coding_round() -> Callable[..., list[Record]]:
    return a_coding_round


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
