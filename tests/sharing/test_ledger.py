"""Two releases may not differ by a few."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.frames import Audience, Finding
from workbench.sharing import Ledger

PART_OF = {"harbour": "council", "council": "tidewell", "tidewell": "isle", "fernmoor": "isle", "isle": None}
TIDEWELL = Audience(scale="place", system="tidewell", name="the place Tidewell", wide=True)
FERNMOOR = Audience(scale="place", system="fernmoor", name="the place Fernmoor", wide=True)
COUNCIL = Audience(scale="organisation", system="council", name="the organisation Council", wide=True)
HARBOUR = Audience(scale="team", system="harbour", name="the team Harbour caseworkers", wide=False)
PUBLIC = Audience.public()


@dataclass(frozen=True, kw_only=True)
class Helped(Finding):
    counts: ClassVar[tuple[str, ...]] = ("n",)


def helped(audience: Audience, **cells: range) -> Helped:
    people = {cell: frozenset(f"p{i}" for i in ids) for cell, ids in cells.items()}
    table = pd.DataFrame({"cell": list(people), "n": [len(ids) for ids in people.values()]})
    return Helped(audience=audience, table=table, people=people)


def clashes(old: Helped, new: Helped) -> list[tuple[object, object, int, int]]:
    found = Ledger(part_of=PART_OF).noted(old).check(new)
    return [(c.cell, c.earlier_cell, c.n_new, c.n_gone) for c in found]


@pytest.mark.parametrize(
    ("old", "new", "blocked"),
    [
        (range(23), range(22), (0, 1)),
        (range(22), range(23), (1, 0)),
        (range(40), range(36), (0, 4)),
        (range(40), range(33), (0, 7)),
        (range(40), range(32), None),  # eight apart
        (range(40), range(31), None),
        (range(40), range(40), None),  # the same
        (range(40), range(40, 80), None),  # none in both
        (range(40), range(4, 60), (20, 4)),  # four went, though many came
        (range(40), range(5), None),  # five are hidden, so nothing is published
        (range(0), range(8), None),
    ],
)
def test_the_same_cell_may_not_change_by_a_few(old: range, new: range, blocked: tuple[int, int] | None) -> None:
    expected = [("in_may", "in_may", *blocked)] if blocked else []
    assert clashes(helped(TIDEWELL, in_may=old), helped(TIDEWELL, in_may=new)) == expected


@pytest.mark.parametrize(
    ("earlier", "later", "compared"),
    [
        (TIDEWELL, TIDEWELL, True),
        (PUBLIC, TIDEWELL, True),  # wider
        (TIDEWELL, COUNCIL, True),  # wider
        (COUNCIL, TIDEWELL, True),  # the council's people read both
        (FERNMOOR, TIDEWELL, False),  # nobody reads both
        (HARBOUR, TIDEWELL, False),  # a team's own view is no release
        (TIDEWELL, HARBOUR, False),
    ],
)
def test_releases_are_compared_when_somebody_reads_both(earlier: Audience, later: Audience, compared: bool) -> None:
    assert bool(clashes(helped(earlier, all=range(23)), helped(later, all=range(22)))) is compared


def test_another_cell_clashes_only_when_one_holds_the_other() -> None:
    old = helped(TIDEWELL, everybody=range(40))
    assert clashes(old, helped(TIDEWELL, with_children=range(36))) == [("with_children", "everybody", 0, 4)]
    assert clashes(old, helped(TIDEWELL, in_arrears=range(4, 60))) == []


def test_a_ledger_remembers_all_and_never_changes() -> None:
    first = Ledger(part_of=PART_OF)
    second = first.noted(helped(PUBLIC, all=range(23))).noted(helped(TIDEWELL, all=range(60)))
    assert first.releases == ()
    assert [r.audience.name for r in second.releases] == ["everybody", "the place Tidewell"]
    assert [c.earlier.audience.name for c in second.check(helped(TIDEWELL, all=range(22)))] == ["everybody"]


def test_hidden_cells_are_not_remembered() -> None:
    noted = Ledger().noted(helped(TIDEWELL, few=range(5), many=range(9), none=range(0)))
    assert set(noted.releases[0].cells) == {"many", "none"}


def test_a_finding_that_does_not_say_who_is_behind_it_cannot_be_judged() -> None:
    silent = Helped(audience=TIDEWELL, table=pd.DataFrame({"n": [30]}))
    with pytest.raises(ValueError, match="Helped counts, so it has to tell the ledger who is behind each cell"):
        Ledger().check(silent)


_IDS = st.frozensets(st.integers(0, 50), max_size=50).map(lambda ids: frozenset(map(str, ids)))


@given(old=_IDS, new=_IDS)
def test_whatever_passes_lets_nobody_subtract_a_few(old: frozenset[str], new: frozenset[str]) -> None:
    def finding(ids: frozenset[str]) -> Helped:
        return Helped(audience=TIDEWELL, table=pd.DataFrame({"n": [len(ids)]}), people={"all": ids})

    passes = Ledger().noted(finding(old)).check(finding(new)) == ()
    published = all(len(ids) not in range(1, 8) for ids in (old, new))
    apart = {len(new - old), len(old - new)}
    assert passes is (not published or apart.isdisjoint(range(1, 8)))
