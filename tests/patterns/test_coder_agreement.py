"""α by theme, worked out by hand; and what is said where there is none."""

from __future__ import annotations

from collections.abc import Callable
from string import ascii_lowercase
from typing import Any

import pytest

from workbench.errors import Gone, NotAllowed
from workbench.frames import Evidence
from workbench.model import Record, Story, Theme
from workbench.patterns import CoderAgreement, coder_agreement
from workbench.patterns.krippendorff import krippendorff_alpha

Make = Callable[..., Evidence]
Rounds = Callable[..., list[Record]]
TWO = ("Ama", "Bo")


def rows(found: CoderAgreement) -> dict[tuple[str, str], dict[Any, Any]]:
    return {(row["name"], row["shared_unit"]): row for row in found.table.to_dict("records")}


def test_whole_texts_are_compared_theme_by_theme(make_evidence: Make, make_coding_round: Rounds) -> None:
    tags = [
        *(("Ama", "trust", of) for of in "ab"),
        ("Bo", "trust", "a"),
        *((who, "waiting", of) for who in TWO for of in "cd"),
    ]
    found = coder_agreement(
        make_evidence(*make_coding_round(dict.fromkeys("abcdef", TWO), tags, unit="whole")), coding_round="c-r", seed=1
    )
    assert list(rows(found)) == [("trust", "text"), ("waiting", "text")]
    trust, waiting = rows(found).values()
    # o = 1, n = 12, three times yes: α = 1 − 11·1/(9·3)
    assert trust["alpha"] == pytest.approx(1 - 11 / 27)
    assert (trust["n_texts"], trust["n_tagged"], trust["n_coders"], trust["told"]) == (6, 2, 2, "point")
    assert (waiting["alpha"], waiting["n_tagged"]) == (1, 2)


def test_passages_are_also_compared_character_by_character(make_evidence: Make, make_coding_round: Rounds) -> None:
    tags = [("Ama", "trust", "a", (0, 6)), ("Bo", "trust", "a", (0, 11)), ("Bo", "trust", "a", (7, 14))]
    found = coder_agreement(
        make_evidence(*make_coding_round(dict.fromkeys("abcde", TWO), tags)), coding_round="c-r", seed=1
    )
    ama, bo = [0] * 190, [0] * 190
    ama[:6], bo[:14] = [1] * 6, [1] * 14
    assert rows(found)["trust", "character"]["alpha"] == pytest.approx(krippendorff_alpha([ama, bo]))
    assert rows(found)["trust", "text"]["alpha"] == 1


def test_three_coders_one_of_whom_did_not_get_to_the_end_of_a_text(
    make_evidence: Make, make_coding_round: Rounds
) -> None:
    read = {**dict.fromkeys("abcde", ("Ama", "Bo", "Cy")), "e": ("Ama", "Bo"), "f": ("Ama",)}
    tags = [("Ama", "trust", "a", (0, 6)), ("Cy", "trust", "e", (0, 6)), ("Ama", "trust", "f", (0, 6))]
    found = coder_agreement(make_evidence(*make_coding_round(read, tags)), coding_round="c-r", seed=1)
    nan = float("nan")
    table = [[1, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, nan]]
    assert rows(found)["trust", "text"]["alpha"] == pytest.approx(krippendorff_alpha(table))
    assert (found.n_unfinished, rows(found)["trust", "text"]["n_texts"]) == (1, 5)


@pytest.mark.parametrize(
    ("read", "tags", "told"),
    [
        (dict.fromkeys("abcd", TWO), [("Ama", "trust", "a")], "too_few"),
        (dict.fromkeys("abcde", ("Ama",)), [("Ama", "trust", "a")], "too_few"),
        (dict.fromkeys("abcde", TWO), [("Cy", "trust", "a")], "never"),
        (dict.fromkeys("abcde", TWO), [(who, "trust", of) for who in TWO for of in "abcde"], "always"),
    ],
)
def test_where_nothing_can_be_compared_there_is_a_reason_and_no_figure(
    make_evidence: Make, make_coding_round: Rounds, read: Any, tags: Any, told: str
) -> None:
    found = coder_agreement(
        make_evidence(*make_coding_round(read, tags, unit="whole")), coding_round="c-r", seed=1
    ).table
    assert (found["told"].tolist(), found["alpha"].isna().tolist()) == ([told], [True])


@pytest.mark.parametrize(("n", "told"), [(14, "point"), (15, "few"), (30, "enough")])
def test_an_interval_needs_texts_and_comes_of_whole_texts(
    make_evidence: Make, make_coding_round: Rounds, n: int, told: str
) -> None:
    names = [f"{a}{b}" for a in "xy" for b in ascii_lowercase][:n]
    tags = [("Ama", "trust", of) for of in names[: n // 2]] + [("Bo", "trust", of) for of in names[2 : n // 2 + 1]]
    everything = make_evidence(*make_coding_round(dict.fromkeys(names, TWO), tags, unit="whole"))
    row = coder_agreement(everything, coding_round="c-r", seed=1).table.iloc[0]
    assert row["told"] == told
    if told == "point":
        assert row[["low", "high"]].isna().all()
    else:
        assert -1 < row["low"] < row["alpha"] < row["high"] <= 1
        again = coder_agreement(everything, coding_round="c-r", seed=1).table.iloc[0]
        assert (again["low"], again["high"]) == (row["low"], row["high"])


def test_where_the_theme_is_missing_in_too_many_draws_there_is_no_interval(
    make_evidence: Make, make_coding_round: Rounds
) -> None:
    names = list(ascii_lowercase[:20])
    tags = [(who, "trust", "a") for who in TWO]
    found = coder_agreement(
        make_evidence(*make_coding_round(dict.fromkeys(names, TWO), tags, unit="whole")), coding_round="c-r", seed=1
    )
    assert (found.table["alpha"].tolist(), found.table["told"].tolist()) == ([1], ["no_interval"])
    assert found.table[["low", "high"]].isna().all(axis=None)


def test_a_text_whose_passage_is_lost_is_left_out_where_characters_are_counted(
    make_evidence: Make, make_coding_round: Rounds
) -> None:
    tags = [("Ama", "trust", of, (0, 20)) for of in "ab"]
    changed = {"a": "Something else altogether, told on another day."}
    found = coder_agreement(
        make_evidence(*make_coding_round(dict.fromkeys("abcdef", TWO), tags, texts=changed)), coding_round="c-r", seed=1
    )
    assert found.n_lost == 1
    assert [rows(found)["trust", unit]["n_texts"] for unit in ("text", "character")] == [6, 5]
    assert [rows(found)["trust", unit]["n_tagged"] for unit in ("text", "character")] == [2, 1]


def test_themes_that_are_no_longer_used_and_nobody_tagged_are_not_asked_about(
    make_evidence: Make, make_coding_round: Rounds
) -> None:
    more = [
        Theme(id="old", cycle="c", name="Old", ended_on="2026-01-01"),
        Theme(id="new", cycle="c", name="New"),
        Theme(id="theirs", cycle="d", name="Theirs"),
    ]
    made = make_evidence(*make_coding_round(dict.fromkeys("abcde", TWO), [], unit="whole"), *more)
    found = coder_agreement(made, coding_round="c-r", seed=1).table
    assert list(zip(found["name"], found["told"], strict=True)) == [("New", "never")]


def test_a_withdrawn_story_is_not_compared(make_evidence: Make, make_coding_round: Rounds) -> None:
    made = make_coding_round(dict.fromkeys("abcdef", TWO), [("Ama", "trust", "a")], unit="whole")
    without = [one for one in made if not (isinstance(one, Story) and one.id == "a")]
    found = coder_agreement(make_evidence(*without), coding_round="c-r", seed=1).table
    assert (found["n_texts"].tolist(), found["told"].tolist()) == ([5], ["never"])


def test_a_blind_round_is_not_compared(make_evidence: Make, make_coding_round: Rounds) -> None:
    made = make_evidence(*make_coding_round(dict.fromkeys("abcde", TWO), [("Ama", "trust", "a")], state="blind"))
    with pytest.raises(NotAllowed, match="still blind"):
        coder_agreement(made, coding_round="c-r", seed=1)
    with pytest.raises(Gone, match="not here"):
        coder_agreement(made, coding_round="other", seed=1)
