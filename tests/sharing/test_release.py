"""What an audience is shown of a finding."""

from __future__ import annotations

import gc
import types
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import NotAllowed
from workbench.frames import Audience, Finding, Released
from workbench.model.prompts import words
from workbench.sharing import Ledger, release

TIDEWELL = Audience(scale="place", system="tidewell", name="the place Tidewell", wide=True)
HARBOUR = Audience(scale="team", system="harbour", name="the team Harbour caseworkers", wide=False)


@dataclass(frozen=True, kw_only=True)
class Asked(Finding):
    """How many people asked for what."""

    counts: ClassVar[tuple[str, ...]] = ("n",)
    total_rows: ClassVar[Mapping[str, str | None]] = {"asked_for": "all"}
    people_column: ClassVar[str | None] = "n"


@dataclass(frozen=True, kw_only=True)
class Grid(Finding):
    """Three answers by row, with a total column and a total row."""

    counts: ClassVar[tuple[str, ...]] = ("a", "b", "c", "all")
    total_rows: ClassVar[Mapping[str, str | None]] = {"row": "all"}
    total_columns: ClassVar[Mapping[str, tuple[str, ...]]] = {"all": ("a", "b", "c")}


@dataclass(frozen=True, kw_only=True)
class Waits(Finding):
    """Shares, days and pounds."""

    counts: ClassVar[tuple[str, ...]] = ("n", "base")
    shares: ClassVar[Mapping[str, tuple[str, str | None]]] = {"share": ("n", "base")}
    amounts: ClassVar[Mapping[str, tuple[str, str | None]]] = {
        "median_days": ("n", None),
        "pounds": ("n", "two_largest"),
    }
    own_only: ClassVar[tuple[str, ...]] = ("longest_days",)


@dataclass(frozen=True, kw_only=True)
class Extract(Finding):
    """One row an entry, with words."""

    identifying: ClassVar[tuple[str, ...]] = ("age_band", "area")
    may_leave: ClassVar[str | None] = "may_leave"


def asked(audience: Audience, **n: int) -> Asked:
    table = pd.DataFrame({"asked_for": [*n, "all"], "n": [*n.values(), sum(n.values())]})
    return Asked(audience=audience, table=table, n_people=sum(n.values()))


def grid(cells: list[list[int]], audience: Audience = TIDEWELL) -> Grid:
    rows = [[*row, sum(row)] for row in cells]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    table = pd.DataFrame(rows, columns=["a", "b", "c", "all"])
    table.insert(0, "row", [*(f"r{n}" for n in range(len(cells))), "all"])
    return Grid(audience=audience, table=table)


def shown(released: Released[Any], *columns: str) -> list[tuple[str, ...]]:
    texts = [released.table[f"{column}_shown"] for column in columns]
    return list(zip(*texts, strict=True))


@pytest.mark.parametrize(
    ("true", "text", "number"),
    [
        (0, "0", 0),
        *((n, "*", None) for n in range(1, 8)),
        *((n, "10", 10) for n in range(8, 13)),
        *((n, "15", 15) for n in range(13, 18)),
        (23, "25", 25),
        (1234, "1,235", 1235),
    ],
)
def test_small_counts_are_hidden_and_others_rounded(true: int, text: str, number: int | None) -> None:
    table = release(asked(TIDEWELL, housing=true)).table
    assert table["n"].dtype == "Int64"
    assert table["n_shown"].dtype == "str"
    assert table["n_shown"].iloc[0] == text
    assert (None if pd.isna(table["n"].iloc[0]) else table["n"].iloc[0]) == number


def test_totals_are_the_sums_of_what_is_published() -> None:
    released = release(grid([[8, 0, 1], [13, 12, 9], [1, 17, 17]]))
    assert shown(released, "a", "b", "c", "all") == [
        ("10", "0", "*", "10"),
        ("15", "10", "10", "35"),
        ("*", "15", "15", "30"),
        ("25", "25", "25", "75"),
    ]
    assert released.profile == "default"
    assert released.notes == ("sharing.note.small_hidden", "sharing.note.rounded", "sharing.note.totals_are_sums")


def test_a_total_of_nothing_but_hidden_cells_is_hidden_not_nought() -> None:
    released = release(grid([[3, 0, 2], [0, 0, 0], [4, 0, 20]]))
    assert shown(released, "a", "b", "c", "all") == [
        ("*", "0", "*", "*"),
        ("0", "0", "0", "0"),
        ("*", "0", "20", "20"),
        ("*", "0", "20", "20"),
    ]


def test_a_team_sees_all_of_its_own() -> None:
    released = release(asked(HARBOUR, housing=3, debt=21))
    expected = pd.DataFrame({"asked_for": ["housing", "debt", "all"], "n": [3, 21, 24], "n_shown": ["3", "21", "24"]})
    pd.testing.assert_frame_equal(released.table, expected.astype({"n": "Int64", "n_shown": "str"}))
    assert (released.profile, released.notes, released.finding.n_people) == ("own", (), 24)


def test_a_long_table_with_two_keys_sums_rows_columns_and_all() -> None:
    @dataclass(frozen=True, kw_only=True)
    class ByMonth(Finding):
        counts: ClassVar[tuple[str, ...]] = ("n",)
        total_rows: ClassVar[Mapping[str, str | None]] = {"month": None, "level": "all", "owner": "all"}

    cells = {("individual", "team"): 9, ("individual", "leadership"): 3, ("system", "team"): 14}
    rows = [("May", level, owner, n) for (level, owner), n in cells.items()]
    rows += [("May", "individual", "all", 12), ("May", "system", "all", 14), ("May", "all", "all", 26)]
    rows += [("June", "system", "team", 30), ("June", "all", "all", 30)]
    table = pd.DataFrame(rows, columns=["month", "level", "owner", "n"])
    released = release(ByMonth(audience=TIDEWELL, table=table))
    assert released.table["n_shown"].tolist() == ["10", "*", "15", "10", "15", "25", "30", "30"]


def test_shares_come_from_rounded_figures_and_need_a_base() -> None:
    table = pd.DataFrame(
        {
            "n": [12, 12, 5, 0, 40],
            "base": [44, 22, 44, 23, 0],
            "share": [12 / 44, 12 / 22, 5 / 44, 0.0, float("nan")],
            "median_days": 4.0,
            "pounds": 1000.0,
            "two_largest": 0.5,
            "longest_days": 90.0,
        }
    )
    released = release(Waits(audience=TIDEWELL, table=table))
    assert shown(released, "n", "base", "share") == [
        ("10", "45", "22%"),
        ("10", "20", ".."),
        ("*", "45", "*"),
        ("0", "25", "0%"),
        ("40", "0", ".."),
    ]
    assert released.table["share"].isna().tolist() == [False, True, True, False, True]
    assert released.table["share"].iloc[0] == pytest.approx(10 / 45)


def test_a_share_of_its_own_column_is_of_what_is_published() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Parts(Asked):
        shares: ClassVar[Mapping[str, tuple[str, str | None]]] = {"share": ("n", None)}

    table = pd.DataFrame({"asked_for": ["housing", "debt", "food", "all"], "n": [8, 33, 2, 43]})
    released = release(Parts(audience=TIDEWELL, table=table.assign(share=table["n"] / 43)))
    assert shown(released, "n", "share") == [("10", "22%"), ("35", "78%"), ("*", "*"), ("45", "100%")]


def test_a_share_within_a_group_is_of_what_is_published_of_that_group() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Parts(Asked):
        total_rows: ClassVar[Mapping[str, str | None]] = {"month": None, "asked_for": "all"}
        shares: ClassVar[Mapping[str, tuple[str, str | tuple[str, ...] | None]]] = {"share": ("n", ("month",))}

    rows = [("May", "housing", 8), ("May", "debt", 33), ("May", "food", 2), ("June", "debt", 60), ("July", "food", 12)]
    table = pd.DataFrame([*rows, ("May", "all", 43)], columns=["month", "asked_for", "n"])
    released = release(Parts(audience=TIDEWELL, table=table.assign(share=0.5)))
    assert shown(released, "n", "share") == [
        ("10", "22%"),
        ("35", "78%"),
        ("*", "*"),
        ("60", "100%"),
        ("10", ".."),
        ("45", "100%"),
    ]


def test_averages_and_money_need_enough_people_none_of_whom_stand_out() -> None:
    table = pd.DataFrame(
        {
            "n": [7, 8, 8],
            "base": 30,
            "share": 0.5,
            "median_days": [3.0, 4.25, 5.0],
            "pounds": [1200.0, 1300.4, 1400.0],
            "two_largest": [0.2, 0.89, 0.9],
            "longest_days": [9.0, 8.0, 7.0],
        }
    )
    released = release(Waits(audience=TIDEWELL, table=table))
    assert shown(released, "median_days", "pounds") == [("..", ".."), ("4.2", "1,300"), ("5.0", "..")]
    assert released.table["pounds"].isna().tolist() == [True, False, True]
    assert not {"longest_days", "two_largest"} & set(released.table)
    assert "longest_days" in release(Waits(audience=HARBOUR, table=table)).table
    assert "sharing.note.amount_hidden" in released.notes


def test_entries_leave_only_with_their_own_word_and_in_groups_that_hide_them() -> None:
    groups = [("30s", "north", True)] * 9 + [("40s", "north", True)] * 7 + [("40s", "south", False)] * 12
    table = pd.DataFrame(groups, columns=["age_band", "area", "may_leave"]).assign(text="words")
    released = release(Extract(audience=TIDEWELL, table=table))
    expected = pd.DataFrame({"age_band": ["30s"] * 9, "area": "north", "text": "words"})
    pd.testing.assert_frame_equal(released.table, expected)
    assert released.notes == ("sharing.note.rows_left_out",)
    pd.testing.assert_frame_equal(release(Extract(audience=HARBOUR, table=table)).table, table)


@pytest.mark.parametrize(
    ("n", "n_people"),
    [
        ({"housing": 23}, 25),  # nothing hidden: rounded
        ({"housing": 23, "debt": 3}, 25),  # something hidden: the sum of what is shown, not 26 → 25 by its own rounding
        ({"housing": 12, "debt": 1}, 10),  # 13 would round to 15
        ({"housing": 4}, None),
        ({"housing": 0}, 0),
    ],
)
def test_the_number_of_people_tells_no_more_than_the_table(n: dict[str, int], n_people: int | None) -> None:
    released = release(asked(TIDEWELL, **n))
    assert released.finding.n_people == n_people
    assert ("sharing.note.people_hidden" in released.notes) is (n_people is None)


def test_the_number_of_people_is_missing_where_cells_do_not_divide_them() -> None:
    table = pd.DataFrame({"asked_for": ["housing", "debt"], "n": [23, 3]})

    @dataclass(frozen=True, kw_only=True)
    class Often(Asked):
        people_column: ClassVar[str | None] = None

    assert release(Often(audience=TIDEWELL, table=table, n_people=24)).finding.n_people is None
    assert release(Often(audience=TIDEWELL, table=table.head(1), n_people=23)).finding.n_people == 25


def test_all_tables_and_numbers_of_a_finding_are_released() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Two(Finding):
        counts: ClassVar[tuple[str, ...]] = ("n", "n_unsigned")
        by_owner: pd.DataFrame
        n_unsigned: int
        title: str

    finding = Two(
        audience=TIDEWELL,
        table=pd.DataFrame({"n": [30]}),
        by_owner=pd.DataFrame({"owner": ["team"], "n": [18]}),
        n_unsigned=4,
        title="Issues",
    )
    released = release(finding).finding
    assert (released.table["n"].iloc[0], released.by_owner["n"].iloc[0]) == (30, 20)
    assert (released.n_unsigned, released.title) == (None, "Issues")


@pytest.mark.parametrize(
    ("cells", "warned"),
    [
        ([[9, 0, 0], [13, 12, 9]], True),  # everybody of the first row
        ([[9, 11, 0], [13, 12, 0], [8, 8, 8]], True),  # everybody of the third column
        ([[9, 11, 0], [13, 12, 8], [8, 8, 8]], False),
    ],
)
def test_a_row_or_column_all_in_one_cell_is_warned_of(cells: list[list[int]], warned: bool) -> None:
    assert ("sharing.note.all_in_one" in release(grid(cells)).notes) is warned


def test_a_table_with_no_rows_stays_one() -> None:
    empty = asked(TIDEWELL).table.head(0).astype({"n": "int64"})
    released = release(Asked(audience=TIDEWELL, table=empty))
    assert list(released.table) == ["asked_for", "n", "n_shown"]
    assert (len(released.table), released.notes) == (0, ())


def test_a_count_that_was_never_made_is_shown_as_nothing() -> None:
    table = pd.DataFrame({"asked_for": ["housing", "debt"], "n": pd.array([None, 23], dtype="Int64")})
    released = release(Asked(audience=TIDEWELL, table=table))
    assert released.table["n_shown"].tolist() == ["", "25"]
    assert "sharing.note.small_hidden" not in released.notes


def test_a_declaration_with_a_hole_is_found_out() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Hole(Finding):
        counts: ClassVar[tuple[str, ...]] = ("n",)
        shares: ClassVar[Mapping[str, tuple[str, str | None]]] = {"share": ("n", "base")}

    with pytest.raises(ValueError, match="Hole has to name base in its counts"):
        release(Hole(audience=HARBOUR, table=pd.DataFrame({"n": [9], "base": [30], "share": [0.3]})))


def test_nobody_else_makes_a_released() -> None:
    finding = asked(TIDEWELL, housing=3)
    with pytest.raises(TypeError, match=r"only workbench\.sharing"):
        Released(finding=finding, profile="default", notes=(), seal=object())


def _reachable(start: object) -> set[int]:
    """The ids of all objects that can be got at from one, without going through modules, classes and functions."""
    code = (types.ModuleType, type, types.FunctionType, types.MethodType, types.BuiltinFunctionType)
    seen: dict[int, object] = {}
    waiting = [start]
    while waiting:
        at = waiting.pop()
        if id(at) not in seen and not isinstance(at, code):
            seen[id(at)] = at
            waiting += gc.get_referents(at)
    return set(seen)


def test_what_was_hidden_cannot_be_reached_from_what_is_shown() -> None:
    secret = "marker-of-one-person-5417"
    table = pd.DataFrame({"asked_for": ["housing", "all"], "n": [3, 3]})
    table.attrs["kept"] = {"raw": [secret]}
    people = {"housing": frozenset({secret})}
    finding = Asked(audience=TIDEWELL, table=table, n_people=3, people=people)
    raw_numbers = table["n"].to_numpy()
    released = release(finding)
    reached = _reachable(released)
    hidden = [finding, table, people, people["housing"], secret, table._mgr, raw_numbers, raw_numbers.base]
    assert [thing for thing in hidden if id(thing) in reached and thing is not None] == []
    assert id(released.table) in reached
    assert secret not in repr(released) + repr(finding)


def test_a_finding_is_left_as_it_was() -> None:
    finding = asked(TIDEWELL, housing=3, debt=21)
    before = finding.table.copy()
    release(finding)
    pd.testing.assert_frame_equal(finding.table, before)


def test_every_note_has_its_sentence() -> None:
    from workbench.sharing.release import _NOTES

    said = words().section("sharing.note")
    assert set(said) == set(_NOTES)
    assert all(sentence.endswith(".") for sentence in said.values())


def test_a_release_that_would_give_a_few_away_is_refused_in_words() -> None:
    def of(*ids: range) -> Asked:
        members = frozenset(str(i) for r in ids for i in r)
        return Asked(
            audience=TIDEWELL,
            table=pd.DataFrame({"asked_for": ["housing"], "n": [len(members)]}),
            people={"housing": members},
        )

    ledger = Ledger().noted(of(range(23)))
    assert release(of(range(23)), ledger=ledger).table["n_shown"].tolist() == ["25"]
    with pytest.raises(NotAllowed) as refused:
        release(of(range(22)), ledger=ledger)
    assert str(refused.value) == (
        "This table differs by only a few people from one already shown to the place Tidewell, and beside it would "
        "give them away. Show the earlier one again, or wait until more has changed."
    )


@pytest.mark.slow
@given(st.lists(st.lists(st.integers(0, 60), min_size=3, max_size=3), min_size=1, max_size=5))
def test_no_table_shows_more_than_it_may(cells: list[list[int]]) -> None:
    released = release(grid(cells)).table
    for i, row in enumerate(cells):
        for column, true in zip("abc", row, strict=True):
            value, text = released[column].iloc[i], released[f"{column}_shown"].iloc[i]
            if 1 <= true <= 7:
                assert pd.isna(value)
                assert text == "*"
            else:
                assert value % 5 == 0
                assert abs(value - true) <= 2
                assert text == str(value)
    for i in range(len(cells)):
        total, parts = released["all"].iloc[i], released[["a", "b", "c"]].iloc[i].fillna(0)
        assert parts.sum() == (0 if total is pd.NA else total)
    for column in ("a", "b", "c", "all"):
        total = released[column].iloc[-1]
        parts = released[list("abc") if column == "all" else [column]].iloc[:-1]
        assert parts.fillna(0).to_numpy().sum() == (0 if total is pd.NA else total)
