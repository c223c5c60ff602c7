"""Two groups in one triangle: the energy distance, Cliff's delta, the second view, and what so few can carry."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from workbench.errors import Refused
from workbench.frames import Evidence
from workbench.model.prompts import Words
from workbench.patterns import energy_distance, triad_comparison
from workbench.patterns.cliff_delta import cliff_delta, delta_interval, drawn_weights
from workbench.patterns.dealing import dealt
from workbench.patterns.energy_distance import apart, chance_of
from workbench.patterns.log_ratio import hotelling, log_ratios
from workbench.patterns.signified import Asked
from workbench.patterns.small_n import detectable_delta, may_say
from workbench.patterns.story_split import Split, story_split
from workbench.patterns.triangle import HEIGHT, from_point, to_point
from workbench.sharing import release

Made = Callable[..., Evidence]
WHAT = Asked("what")
TOP, LEFT, RIGHT = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)

PROMPT = "34036c12-d36a-4808-bfab-c42538cc9bdf"
CONFIDENCE, WORRY = "a871eae1-1b42-422c-b58e-4b8b207c2941", "d6e63de2-08ab-46b1-b8cd-63dc4f8667a0"
INFLUENCES = "dee85953-7226-45c5-9add-c146e5f4096f"
ATTENTION = "5d5594cd-7244-4c23-a8eb-c44e220bc177"
COMPANY = "579be782-038d-4d71-92d5-1cbff91ac2fc"


def two_places(
    signified: Made, english: Words, *told: tuple[str, Any, str], wide: bool = False
) -> tuple[Evidence, Split]:
    """Stories by place, balance and teller ("": one of their own), and their split by place."""
    stories = [
        {"place": place, "answers": {"what": balance}, **({"teller": teller} if teller else {})}
        for place, balance, teller in told
    ]
    evidence = signified(*stories, wide=wide)
    return evidence, story_split(evidence, "place", words=english)


def ademo(signified: Made, shared_data: Path, triad: str) -> tuple[Evidence, Split]:
    """SenseMaker's demonstration set: stories that gave confidence (A) and stories that worried (B)."""
    answers = pd.read_csv(shared_data / "sensemaker_ADemo_Data.csv", encoding="utf-8-sig")
    told = []
    for _, row in answers.iterrows():
        x, y = row[f"{triad}_percentX"], row[f"{triad}_percentY"]
        balance: Any = "not_applicable" if row[f"{triad}_NA"] == 1 else "skipped"
        if not np.isnan(x):
            balance = tuple(float(share) for share in from_point(x, y * HEIGHT)[:3])
        told.append({"answers": {"what": balance}, "place": {CONFIDENCE: "A", WORRY: "B"}.get(row[PROMPT], "")})
    evidence = signified(*told)
    group_of = {f"s{n:04}": str(one["place"]) for n, one in enumerate(told) if one["place"]}
    return evidence, Split("place", "Prompt", ("A", "B"), group_of)


@pytest.mark.parametrize(
    ("triad", "not_applicable", "n", "t2", "f", "d", "energy", "h", "deltas"),
    [
        (INFLUENCES, 6, [41, 81], 7.1972, 3.5686, 0.514, 0.94013, 0.0565, [0.330, -0.158, 0.031]),
        (ATTENTION, 12, [35, 81], 17.7599, 8.8021, 0.852, 2.23298, 0.1252, [0.124, 0.477, -0.390]),
        (COMPANY, 1, [44, 83], 2.5837, 1.2815, 0.300, 0.35352, 0.0244, None),
    ],
)
def test_the_reference_values_of_real_answers_hold(
    signified: Made,
    shared_data: Path,
    triad: str,
    not_applicable: int,
    n: list[int],
    t2: float,
    f: float,
    d: float,
    energy: float,
    h: float,
    deltas: list[float] | None,
) -> None:
    evidence, split = ademo(signified, shared_data, triad)
    found = triad_comparison(evidence, WHAT, split=split)
    answers, row = found.answers, found.table.iloc[0]
    assert answers.loc[answers["placing"] == "not_applicable", "n_stories"].sum() == not_applicable
    assert row[["n_stories_first", "n_stories_second"]].tolist() == n
    assert (row["t2"], row["f"], row["d"]) == (
        pytest.approx(t2, abs=5e-5),
        pytest.approx(f, abs=5e-5),
        pytest.approx(d, abs=5e-4),
    )
    assert (row["t"], row["effect"]) == (pytest.approx(energy, abs=5e-6), pytest.approx(h, abs=5e-5))
    if deltas:
        # at the top many stories stand on the same row of pixels; the reference broke those ties by rounding
        assert found.poles["delta"].tolist() == [
            pytest.approx(deltas[0], abs=2e-3),
            pytest.approx(deltas[1], abs=6e-4),
            pytest.approx(deltas[2], abs=6e-4),
        ]
    # 35, 41 and 44 stories of as many people: enough for a test
    assert row["may_say"] == "comparison"


def test_energy_distance_of_two_points_by_hand() -> None:
    # a at 0 and 0, b at 1 and 2: mean|a-b| 1.5, mean|a-a'| 0, mean|b-b'| (0+1+1+0)/4 = 0.5; E² = 3 - 0.5 = 2.5
    points, first = np.array([[0.0, 0], [0, 0], [1, 0], [2, 0]]), np.array([True, True, False, False])
    found = apart(points, first)
    assert (found.e2, found.t, found.h) == (2.5, 2 * 2 / 4 * 2.5, 2.5 / 3)
    # of the six ways to deal two labels each, this one and its opposite are as far apart: p tends to 1/3
    assert chance_of(points, first, np.arange(4), seed=1) == pytest.approx(1 / 3, abs=0.02)


def test_the_same_seed_gives_the_same_chance_and_groups_alike_are_no_finding() -> None:
    random = np.random.default_rng(5)
    points, first, own = random.random((80, 2)), np.arange(80) < 40, np.arange(80)
    assert chance_of(points, first, own, seed=3) == chance_of(points, first, own, seed=3)
    assert chance_of(points, first, own, seed=3) > 0.05
    assert chance_of(points + first[:, None] * [0.6, 0], first, own, seed=3) == 1 / 5000


def test_products_of_squares_are_the_same_as_distances_one_by_one() -> None:
    # more points than one square holds, so that the squares beside the diagonal are worked out too
    random = np.random.default_rng(7)
    points, first = random.random((900, 2)), np.arange(900) < 300
    between = np.hypot(*(points[:, None] - points).transpose(2, 0, 1))
    centred = energy_distance._centred(between, np.ones(900))
    found = energy_distance._statistics(first[None].astype(np.float32), centred)
    assert found.tolist() == pytest.approx([apart(points, first).t], abs=1e-5)


@pytest.mark.parametrize("told_each", [1, 3])
def test_cells_settle_dealings_as_working_them_out_would(monkeypatch: pytest.MonkeyPatch, told_each: int) -> None:
    random = np.random.default_rng(3)
    balances = random.dirichlet([1, 1, 1], 1_200)
    first = random.random(1_200) < 0.4
    # a small difference, so that many dealings come near it
    points = np.column_stack(to_point(*balances.T)) + first[:, None] * [0.01, 0]
    tellers = np.arange(1_200) // told_each
    by_cells = chance_of(points, first, tellers, seed=1)
    monkeypatch.setattr(energy_distance, "_ALL_IN_FULL", 2_000)
    assert 0.01 < chance_of(points, first, tellers, seed=1) == by_cells < 0.9


def test_whole_tellers_are_dealt() -> None:
    groups, tellers = np.array([0, 0, 0, 1, 1, 1]), np.array(list("aabbcc"))
    # b told in both groups: those two exchange among themselves; a and c exchange as wholes
    seen = {tuple(codes.tolist()) for block in dealt(groups, tellers, seed=1, times=200) for codes in block}
    whole = [(0, 0, 1, 1), (1, 1, 0, 0)]
    assert seen == {(a, b, *own, c, d) for a, b, c, d in whole for own in permutations((0, 1))}


def test_stories_of_one_teller_are_not_several_witnesses() -> None:
    # twenty tellers of five stories each, always at the same place: what looks like a hundred stories is twenty
    random = np.random.default_rng(11)
    places = np.repeat(random.random((20, 2)), 5, axis=0)
    first, tellers = np.arange(100) < 50, np.repeat(np.arange(20), 5)
    alone = chance_of(places, first, np.arange(100), seed=1)
    together = chance_of(places, first, tellers, seed=1)
    assert alone < 0.05 < together


def test_cliffs_delta_by_hand() -> None:
    # pairs: 3 > 1, 3 > 2, 2 > 1, 2 = 2: (3 - 0) / 4
    values, first = np.array([3.0, 2.0, 1.0, 2.0]), np.array([True, True, False, False])
    assert cliff_delta(values, first) == 0.75
    assert cliff_delta(-values, first) == -0.75
    assert np.isnan(cliff_delta(values, np.array([True] * 4)))


def test_the_interval_of_delta_grows_when_few_people_told_many_stories() -> None:
    random = np.random.default_rng(2)
    values, first = np.repeat(random.random(24), 5), np.arange(120) < 60
    low, high = delta_interval(values, first, drawn_weights(np.arange(120), first, seed=1))
    whole = drawn_weights(np.repeat(np.arange(24), 5), first, seed=1)
    low_whole, high_whole = delta_interval(values, first, whole)
    assert high_whole - low_whole > 1.5 * (high - low)
    assert low_whole <= cliff_delta(values, first) <= high_whole


def test_log_ratios_by_hand_with_zeros_filled() -> None:
    z = log_ratios(np.array([0.25, 0.5]), np.array([0.5, 0.5]), np.array([0.25, 0.0]))
    assert z[0] == pytest.approx([np.log(2) / np.sqrt(2), -np.log(2) / np.sqrt(6)])
    # 0 becomes 0.002 and the halves give up half of that each
    right, other = 0.002, 0.5 * 0.998
    assert z[1] == pytest.approx([0.0, (2 * np.log(right) - 2 * np.log(other)) / np.sqrt(6)])


def test_hotelling_says_nothing_of_points_on_a_line() -> None:
    line = np.column_stack([np.arange(6.0), np.arange(6.0)])
    assert np.isnan(hotelling(line, np.arange(6) < 3).f)


@pytest.mark.parametrize(
    ("n", "said", "has_effect", "has_p"),
    [
        (4, "nothing", False, False),
        (5, "points", False, False),
        (14, "points", False, False),
        (15, "estimate", True, False),
        (29, "estimate", True, False),
        (30, "comparison", True, True),
    ],
)
def test_so_few_people_decide_what_is_said(
    signified: Made, english: Words, n: int, said: str, has_effect: bool, has_p: bool
) -> None:
    told = [("Bay", TOP, ""), ("Hill", LEFT, "")] * n + [("Bay", RIGHT, "")]
    evidence, split = two_places(signified, english, *told)
    found = triad_comparison(evidence, WHAT, split=split)
    row = found.table.iloc[0]
    assert row["may_say"] == said
    assert row[["effect", "p"]].notna().tolist() == [has_effect, has_p]
    assert found.poles["delta"].notna().all() == has_effect


def test_people_decide_and_not_stories(signified: Made, english: Words) -> None:
    told = [(place, TOP, f"{place}{n % 10}") for n in range(60) for place in ("Bay", "Hill")]
    evidence, split = two_places(signified, english, *told)
    row = triad_comparison(evidence, WHAT, split=split).table.iloc[0]
    assert (row["n_stories_first"], row["n_tellers_first"], row["may_say"]) == (60, 10, "points")


def test_the_strongest_opinions_are_never_dropped(signified: Made, english: Words) -> None:
    # all in corners: log-ratios would be infinite without a stand-in, and the distance needs none
    told = [("Bay", TOP, ""), ("Hill", LEFT, ""), ("Hill", RIGHT, "")] * 30
    evidence, split = two_places(signified, english, *told)
    found = triad_comparison(evidence, WHAT, split=split)
    row = found.table.iloc[0]
    # a is at 1 from every b; b and b' differ half of the time: E² = 2 - 0 - 0.5; H = 1.5 / 2
    assert (row["effect"], row["zero"], row["p"]) == (pytest.approx(0.75), 0.002, 1 / 5000)
    assert found.poles[["delta", "times_in_ten", "nearer"]].to_numpy().tolist() == [
        [1.0, 10.0, "first"],
        [-0.5, 8.0, "second"],
        [-0.5, 8.0, "second"],
    ]


def test_two_groups_are_compared_and_not_three(signified: Made, english: Words) -> None:
    evidence, split = two_places(signified, english, ("A", TOP, ""), ("B", TOP, ""), ("C", TOP, ""))
    with pytest.raises(Refused, match="Two groups are compared here, and Place gives 3: A, B, C"):
        triad_comparison(evidence, WHAT, split=split)


def test_a_wider_audience_sees_no_effect_of_too_few_people(
    signified: Made, english: Words, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = [("Bay", TOP, ""), ("Hill", LEFT, "")] * 18
    evidence, split = two_places(signified, english, *told, wide=True)
    found = triad_comparison(evidence, WHAT, split=split)
    assert release(found).table["effect"].notna().all()
    # a site that wants 25 people behind every figure
    (tmp_path / "disclosure").mkdir()
    (tmp_path / "disclosure" / "default.toml").write_text("n_from = 25", encoding="utf-8")
    monkeypatch.setattr("workbench.sharing.profile.templates", lambda: tmp_path)
    hidden = release(found).finding
    assert hidden.table["effect"].isna().all()
    assert hidden.poles["delta"].isna().all()
    assert hidden.poles["nearer"].tolist() == ["neither"] * 3


def test_what_could_have_been_seen() -> None:
    assert detectable_delta(20, 20) == pytest.approx(0.48, abs=0.005)
    assert detectable_delta(30, 30) < detectable_delta(20, 20)
    assert np.isnan(detectable_delta(1, 400))
    assert [may_say(n, 400) for n in (0, 4, 5, 14, 15, 29, 30)] == [
        *["nothing"] * 2,
        *["points"] * 2,
        *["estimate"] * 2,
        "comparison",
    ]
