"""The words of a balance: what each place says, and that every place says something fitting."""

from __future__ import annotations

import pytest

from workbench.model.prompts import words
from workbench.patterns.balance import (
    Balance,
    dyad_balance,
    dyad_in_words,
    stone_in_words,
    triad_balance,
    triad_in_words,
)

POLES = ("trust", "time", "money")
AXES = ("far", "near", "harder", "easier")
GRID = [(t / 40, s / 40, (40 - t - s) / 40) for t in range(41) for s in range(41 - t)]


@pytest.mark.parametrize(
    ("top", "left", "right", "said"),
    [
        (1, 0, 0, "only trust"),
        (0, 0.01, 0.99, "only money"),
        (0.03, 0.93, 0.04, "almost only time"),
        (0.7, 0.25, 0.05, "mostly trust, some time"),
        (0.25, 0.05, 0.7, "mostly money, some trust"),
        (0.57, 0.38, 0.05, "trust a little more than time"),
        (0.05, 0.5, 0.45, "time and money about equally"),
        (0.5, 0.5, 0, "trust and time about equally"),
        (1 / 3, 1 / 3, 1 / 3, "trust, time and money about equally"),
        (0.3, 0.31, 0.39, "trust, time and money about equally"),
        (0.7, 0.15, 0.15, "mostly trust, a little time and money"),
        (0.12, 0.26, 0.62, "mostly money, some time, a little trust"),
        (0.4, 0.4, 0.2, "trust and time about equally, money less"),
        (0.5, 0.25, 0.25, "trust more than time or money"),
        (0.5, 0.35, 0.15, "trust most, then time, then money"),
    ],
)
def test_a_place_in_the_triangle_is_said_in_words(top: float, left: float, right: float, said: str) -> None:
    assert triad_in_words(top, left, right, labels=POLES, words=words()) == said


@pytest.mark.parametrize(
    ("x", "said"),
    [
        (0, "entirely slow"),
        (0.02, "entirely slow"),
        (0.25, "mostly slow"),
        (0.4, "rather slow"),
        (0.45, "midway between slow and fast"),
        (0.5, "midway between slow and fast"),
        (0.55, "midway between slow and fast"),
        (0.56, "rather fast"),
        (0.75, "mostly fast"),
        (1, "entirely fast"),
    ],
)
def test_a_place_on_a_line_is_said_in_words(x: float, said: str) -> None:
    assert dyad_in_words(x, labels=("slow", "fast"), words=words()) == said


def test_a_stone_says_both_of_its_axes() -> None:
    assert stone_in_words(0.9, 0.5, axes=AXES, words=words()) == "mostly near; midway between harder and easier"


def test_every_place_of_the_triangle_names_the_nearest_pole_first_and_has_words() -> None:
    for shares in GRID:
        found = triad_balance(*shares)
        if found.key != "all_alike":
            assert shares[found.poles[0]] == max(shares)
        assert "signifying" not in found.said(POLES, words()) and "{" not in found.said(POLES, words())


def test_turning_the_triangle_turns_the_words_with_it() -> None:
    for shares in GRID:
        if len({round(share, 9) for share in shares}) < len(shares):
            continue  # among equals the order of the poles decides
        here = triad_balance(*shares)
        turned = triad_balance(shares[1], shares[2], shares[0])
        assert turned.key == here.key
        if here.key != "all_alike":
            assert tuple((pole + 1) % 3 for pole in turned.poles) == here.poles


def test_a_line_reads_the_same_from_both_ends() -> None:
    for n in range(50):
        one, other = dyad_balance(n / 100), dyad_balance(1 - n / 100)
        assert one.key == other.key
        if one.key != "between":
            assert (one.poles, other.poles) == ((0,), (1,))


def test_what_is_off_by_rounding_says_what_it_was_meant_to_be() -> None:
    assert triad_balance(0.6 - 1e-12, 0.4 + 1e-12, 0) == Balance("mostly_some", (0, 1))
    assert triad_balance(0.1 + 0.2, 0.3, 0.4) == Balance("all_alike", (0, 1, 2))


def test_words_that_are_long_or_hold_brackets_stand_as_they_are() -> None:
    long = ("what matters to me {b}", "x" * 200, "שלום")
    assert triad_in_words(0.7, 0, 0.3, labels=long, words=words()) == "mostly what matters to me {b}, some שלום"


def test_each_way_a_balance_can_be_said_is_reached_somewhere() -> None:
    keys = set(words().section("signifying.balance")) - {"stone"}
    reached = {triad_balance(*shares).key for shares in GRID}
    reached |= {dyad_balance(n / 100).key for n in range(101)}
    assert reached == keys
