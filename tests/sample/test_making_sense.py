"""What the sample holds of stories, coding, opinions and sessions; see data/sample/README.md."""

from __future__ import annotations

import math
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from workbench import places
from workbench.model import RECORDS
from workbench.model.signifier_file import signifier_file


def of_session(sample: Any) -> list[Any]:
    return [row for row in sample["observation"].values() if row.sense_session]


def test_all_180_stories_were_placed_by_their_tellers(sample: Any) -> None:
    asked = {(s.key, s.signifier_kind.value) for s in signifier_file("help_and_services", language="en").signifiers}
    placed: dict[str, set[str]] = defaultdict(set)
    for row in sample["signification"].values():
        placed[row.story].add(row.signifier)
    assert set(placed) == set(sample["story"])
    assert len(placed) == 180
    # a stone that has no part in a story is left out, so only of stones a story may have no row
    always = {key for key, kind in asked if kind != "stones"}
    assert [story for story, keys in placed.items() if not always <= keys] == []


def test_the_sets_have_the_wording_of_the_templates_and_each_answer_fits_its_question(sample: Any) -> None:
    made = signifier_file("help_and_services", language="en")
    assert {row.signifiers for row in sample["signifier_set"].values()} == {made.signifiers}
    labels = {one.key: one.labels for one in made.signifiers}
    for row in sample["signification"].values():
        set_ = sample["signifier_set"][row.signifier_set]
        assert sample["cycle"][set_.cycle].system == sample["cycle"][row.cycle].system
        shares = [row.top, row.left, row.right]
        if row.top is not None:
            assert math.isclose(sum(shares), 1, abs_tol=1e-9)
        assert set(row.chosen) <= set(labels[row.signifier])
        assert (row.placing == "placed") == (row.chosen != () or row.x is not None or row.top is not None), row.id


def test_three_people_read_sixty_stories_whose_tellers_let_the_town_hear_them(sample: Any) -> None:
    [read] = sample["coding_round"].values()
    units = [row for row in sample["coding_unit"].values() if row.coding_round == read.id]
    assert (len(read.coders), len(units)) == (3, 60)
    assert Counter(row.coder for row in sample["coding_done"].values()) == dict.fromkeys(read.coders, 60)
    for unit in units:
        assert sample["story"][unit.of].scope in ("place", "country", "public")
    for row in sample["coding"].values():
        assert row.quote == sample["story"][row.of].text[row.starts : row.ends]
        assert row.of in {unit.of for unit in units}


def test_forty_statements_have_ninety_voters_and_each_votes_once(sample: Any) -> None:
    assert len(sample["statement"]) == 40
    assert [row.moderated_why != "" for row in sample["statement"].values() if row.moderation == "out"] == [True]
    votes = [(row.statement, row.voter) for row in sample["vote"].values()]
    assert len({voter for _, voter in votes}) == 90
    assert len(set(votes)) == len(votes)


def test_four_sessions_have_twenty_observations_of_which_some_have_too_few_readings(sample: Any) -> None:
    seen = of_session(sample)
    assert (len(sample["sense_session"]), len(seen)) == (4, 20)
    readings = Counter(row.observation for row in sample["interpretation"].values())
    assert sum(readings[row.id] < 2 for row in seen) == 6
    strength = {("little", "little"): "weak"}
    values = {"little": 1, "some": 2, "much": 3}
    for row in seen:
        product = values[row.hard_to_dispute] * values[row.surprising]
        told = "weak" if product <= 2 else "medium" if product <= 4 else "strong"
        assert row.strength == strength.get((row.hard_to_dispute, row.surprising), told), row.id


def test_ideas_led_to_experiments_issues_and_other_cycles(sample: Any) -> None:
    led = [row for row in sample["evidence_link"].values() if row.source_kind == "idea"]
    assert Counter(row.target_kind for row in led) == {"experiment": 3, "influence": 2, "issue": 1}
    sent = [sample["influence"][row.target].state.value for row in led if row.target_kind == "influence"]
    assert sorted(sent) == ["adapted", "waiting"]


def test_readme_counts_what_was_made_sense_of(sample: Any) -> None:
    words = (places.sample() / "README.md").read_text(encoding="utf-8")
    for kinds in (
        ("inquiry", "inquiry_note", "opening_question"),
        ("signifier_set", "signification"),
        ("comparison",),
        ("theme", "coding_round", "coding_unit", "coding_done", "coding"),
        ("conversation", "statement", "vote"),
        ("sense_session", "sense_note"),
        ("perspective", "interpretation", "idea"),
        ("influence",),
        ("embedding", "enablement"),
        ("review", "review_note"),
        ("governance_group",),
        ("account", "account_sentence"),
        ("observation",),
    ):
        files = ", ".join(f"`{kind}.csv`" for kind in kinds)
        counts = ", ".join(str(len(sample[kind])) for kind in kinds)
        assert f"| {files} | {counts} |" in words


def test_making_the_stories_again_gives_the_same_files(tmp_path: Path) -> None:
    made = ("signifier_set", "signification", "coding_unit", "coding_done", "coding", "statement", "vote")
    for kind in RECORDS:
        file = places.sample() / f"{kind}.csv"
        if file.exists() and kind not in made:
            (tmp_path / file.name).write_bytes(file.read_bytes())
    script = places.sample() / "make_stories.py"
    again = "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; import make_stories as m; "
    subprocess.run(
        [sys.executable, "-c", f"{again}m.make_stories(Path(sys.argv[2]))", str(script.parent), str(tmp_path)],
        check=True,
        timeout=120,
    )
    for kind in made:
        assert (tmp_path / f"{kind}.csv").read_bytes() == (places.sample() / f"{kind}.csv").read_bytes(), kind
