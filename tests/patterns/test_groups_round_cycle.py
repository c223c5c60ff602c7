"""The groups round a cycle, and which kinds are not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from workbench.frames import Audience, Evidence, table
from workbench.model import Cycle, GovernanceGroup
from workbench.patterns import groups_round_cycle
from workbench.sharing import release

PLACE = Audience(scale="place", system="tidewell", name="the place Tidewell", wide=True)


def group(id: str, kind: str, **fields: Any) -> GovernanceGroup:
    return GovernanceGroup.model_validate({"id": id, "cycle": "c", "name": f"The {id}", "group_kind": kind, **fields})


GROUPS = (
    group("bishop", "reference", members=("Ama", "Bo"), convener="Ama", what_for="Asks Bo what we no longer ask"),
    group("lookers", "evidence", ended_on=date(2026, 4, 1)),
    group("doers", "core", members=("Cleo",), what_for="Does the work"),
    group("later", "working", ended_on=date(2026, 6, 1)),
)


def test_groups_stand_from_the_core_outwards_and_those_that_ended_come_last(
    make_evidence: Callable[..., Evidence],
) -> None:
    found = groups_round_cycle(make_evidence(*GROUPS), cycle="c")
    # read on 1 May: what ends in June still meets
    assert list(found.table["id"]) == ["doers", "later", "bishop", "lookers"]
    assert list(found.table["n_members"]) == [1, 0, 2, 0]
    assert found.missing == ("evidence", "leadership", "creative_solutions_forum", "system_optimisation_group")


def test_a_wide_audience_gets_no_members_name(make_evidence: Callable[..., Evidence]) -> None:
    released = release(groups_round_cycle(make_evidence(*GROUPS, audience=PLACE), system="tidewell"))
    assert {"members", "convener"} & set(released.table) == set()
    assert not [name for name in ("Ama", "Bo", "Cleo") if name in released.table.to_csv()]
    assert "Does the work" in released.table.to_csv()


def test_no_groups_miss_every_kind_but_another(make_evidence: Callable[..., Evidence]) -> None:
    found = groups_round_cycle(make_evidence())
    assert found.table.empty
    assert len(found.missing) == 7


def test_a_group_of_an_earlier_round_that_still_meets_belongs_to_this_round_as_well(
    make_evidence: Callable[..., Evidence],
) -> None:
    second = Cycle(id="c2", system="harbour", name="Second round", round=2)
    told = make_evidence(*GROUPS, group("new", "leadership"))
    rounds = pd.concat([told["cycle"], table("cycle", [second])], ignore_index=True)
    told = replace(told, tables={**told.tables, "cycle": rounds})
    told.tables["governance_group"].loc[lambda t: t["id"] == "new", "cycle"] = "c2"
    assert list(groups_round_cycle(told, cycle="c2").table["id"]) == ["doers", "later", "new", "bishop"]
    assert "new" not in set(groups_round_cycle(told, cycle="c").table["id"])
