"""The synthetic sample fits the model and holds together."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Any

from workbench.model import RECORDS, ExperimentKind, ExperimentStatus, InCycle, Level, Owner, Stance, Withdrawal

FIRST_DAY, LAST_DAY = "2024-11-01", "2026-11-30"


#: kind → the fields that name what it is part of or belongs to, each called as that kind is.
PARTS_OF = {
    **dict.fromkeys(
        ("capture_form", "data_plan", "frame_note", "countermeasure", "debrief", "pod_entry", "spend"), ("experiment",)
    ),
    "debrief_entry": ("debrief",),
    "capture_entry": ("capture_form",),
    "task_move": ("task",),
    "goal_score": ("goal",),
    **dict.fromkeys(("point", "series_change"), ("series",)),
    "story": ("opening_question", "inquiry", "intake"),
    "inquiry_note": ("inquiry",),
    "opening_question": ("inquiry",),
    "signification": ("story", "signifier_set", "intake"),
    "sense_note": ("sense_session",),
    "coding_unit": ("coding_round",),
    "coding_done": ("coding_unit",),
    "coding": ("theme", "coding_round"),
    "statement": ("conversation",),
    "vote": ("statement", "intake"),
    "observation": ("sense_session", "theme"),
    "interpretation": ("observation", "perspective"),
    "idea": ("observation", "interpretation"),
    "embedding": ("experiment",),
    "review_note": ("review",),
    "account_sentence": ("account",),
}

#: field → the kinds of record its ids may name.
REFERENCES = {
    ("system", "scale"): ("scale",),
    ("system", "part_of"): ("system",),
    ("cycle", "system"): ("system",),
    ("cycle_link", "source"): ("cycle",),
    ("cycle_link", "target"): ("cycle",),
    ("purpose", "follows"): ("purpose",),
    ("map_item", "map"): ("map",),
    ("map_item", "thing"): ("thing",),
    ("link", "map"): ("map",),
    ("link", "source"): ("thing",),
    ("link", "target"): ("thing",),
    ("named_loop", "map"): ("map",),
    ("named_loop", "things"): ("thing",),
    ("experiment", "touches"): ("thing", "link"),
    ("experiment", "rules"): ("rule",),
    ("experiment", "links_to"): ("experiment",),
    ("series", "measure"): ("measure",),
    ("data_plan", "capture_form"): ("capture_form",),
    ("data_plan", "series"): ("series",),
    ("countermeasure", "issue"): ("issue",),
    ("inquiry", "follows"): ("inquiry",),
    ("opening_question", "follows"): ("opening_question",),
    ("influence", "to_cycle"): ("cycle",),
    ("influence", "after"): ("influence",),
    ("embedding", "countermeasures"): ("countermeasure",),
    ("enablement", "for_cycle"): ("cycle",),
    ("enablement", "influence"): ("influence",),
    **{(kind, part): (part,) for kind, parts in PARTS_OF.items() for part in parts},
    **{(kind, "cycle"): ("cycle",) for kind, cls in RECORDS.items() if issubclass(cls, InCycle)},
}


def test_each_file_has_the_columns_of_its_record_and_no_id_twice(rows: Any) -> None:
    for kind, cls in RECORDS.items():
        if kind == "attachment":
            continue
        left_out = {"version", "revised_at", "revised_by"}
        # Nobody has added questions of their own to the forms of the sample; they are on forms of a group's own.
        left_out |= set() if kind == "capture_entry" else {"own_answers"}
        assert set(rows[kind][0]) == set(cls.model_fields) - left_out, kind
        assert len({row["id"] for row in rows[kind]}) == len(rows[kind]), kind


def test_sample_holds_what_the_issue_counts(sample: Any) -> None:
    assert Counter(row.scale for row in sample["system"].values()) == {
        "country": 1,
        "place": 2,
        "organisation": 5,
        "team": 8,
        "person": 4,
    }
    assert (len(sample["story"]), len(sample["issue"]), len(sample["experiment"])) == (180, 154, 12)
    assert len({row.teller for row in sample["story"].values()}) == 160
    assert len(sample["evidence_link"]) >= 60


def test_every_system_says_it_is_synthetic_and_has_a_cycle(sample: Any) -> None:
    assert all(row.synthetic for row in sample["system"].values())
    assert {row.system for row in sample["cycle"].values()} == set(sample["system"])


def test_every_reference_leads_somewhere(sample: Any) -> None:
    lost: list[Any] = []
    for (kind, field), wanted in REFERENCES.items():
        known = set().union(*(sample[w] for w in wanted))
        for row in sample[kind].values():
            value = getattr(row, field)
            names = value if isinstance(value, tuple) else (value,) if value else ()
            lost += [(kind, row.id, field, name) for name in names if name not in known]
    for row in sample["evidence_link"].values():
        ends = ((row.source_kind, row.source), (row.target_kind, row.target))
        lost += [(row.id, kind, name) for kind, name in ends if name not in sample[kind]]
    assert lost == []


def test_every_record_says_who_wrote_it_and_when_within_the_two_years(sample: Any) -> None:
    for row in itertools.chain.from_iterable(rows.values() for rows in sample.values()):
        assert row.created_by, row.id
        assert FIRST_DAY <= row.created_at.date().isoformat() <= LAST_DAY, row.id


def test_purposes_are_reworded_and_agreed_by_several(sample: Any) -> None:
    purposes = sample["purpose"]
    with_purpose = {sample["cycle"][row.cycle].system for row in purposes.values()}
    assert with_purpose == {row.id for row in sample["system"].values()}
    reworded = [row for row in purposes.values() if row.follows]
    assert len(reworded) >= 3
    for row in reworded:
        before = purposes[row.follows]
        assert sample["cycle"][before.cycle].system == sample["cycle"][row.cycle].system
        assert before.proposed_on < row.proposed_on
    assert sum(len(row.agreed_by) >= 3 for row in purposes.values()) >= 10


def test_stories_are_60_to_180_words_and_no_two_alike(sample: Any) -> None:
    stories = sample["story"].values()
    assert [(row.id, len(row.text.split())) for row in stories if not 60 <= len(row.text.split()) <= 180] == []
    openings = [" ".join(row.text.split()[:4]).lower() for row in stories]
    assert [words for words, n in Counter(openings).items() if n > 1] == []
    runs = Counter(
        run
        for row in stories
        for run in {tuple(row.text.lower().split()[i : i + 8]) for i in range(len(row.text.split()) - 7)}
    )
    assert [run for run, n in runs.items() if n > 1] == []


def test_consents_range_from_one_person_to_everybody_and_some_have_run_out(sample: Any) -> None:
    stories = list(sample["story"].values())
    assert {row.scope for row in stories} == {*sample["scale"], "public"}
    assert {row.language for row in stories} == {"en", "cy", "pl"}
    assert {row.may_quote for row in stories} == {row.may_leave for row in stories} == {True, False}
    today = "2026-11-20"
    until = [row.consent_until.isoformat() for row in stories if row.consent_until]
    assert (sum(day < today for day in until), sum(day >= today for day in until)) == (7, 1)
    assert Counter(row.withdrawal for row in stories if row.withdrawal != Withdrawal.none) == {
        Withdrawal.no_use: 2,
        Withdrawal.no_contact: 1,
    }
    assert all(row.consent_by and row.consent_wording and row.consent_on for row in stories)


def test_issues_lie_at_every_level_with_every_owner_and_close_after_they_were_raised(sample: Any) -> None:
    issues = list(sample["issue"].values())
    assert {row.level for row in issues} == set(Level)
    assert {row.owner for row in issues} == set(Owner)
    for row in issues:
        assert (row.status == "closed") == (row.closed_on is not None), row.id
        sent = sample.sent(row.id)
        assert all(row.raised_on <= one.sent_on <= (one.answered_on or one.sent_on) for one in sent), row.id
        assert row.closed_on is None or row.closed_on > row.raised_on


def test_what_was_sent_can_be_seen_by_those_who_got_it_and_more_than_half_is_answered(sample: Any) -> None:
    sent = list(sample["influence"].values())
    issues = [row for row in sent if row.of_kind == "issue"]
    assert (len(issues), len({row.of for row in issues}), len(sent)) == (34, 31, 38)
    assert sum(row.state != "waiting" for row in sent) == 21
    for row in sent:
        to, own = sample["cycle"][row.to_cycle].system, sample["cycle"][row.cycle].system
        assert to != own
        shared = next(s for s in sample.larger(own) if s in set(sample.larger(to)))
        of = sample[row.of_kind][row.of]
        for one in (row, of):
            assert sample.position(one.scope) >= sample.position(sample["system"][shared].scale), (row.id, one.id)
        assert (row.state == "waiting") == (row.answered_on is None), row.id
        assert row.state not in {"adapted", "left"} or row.reason, row.id
        # what is sent on had come to the cycle that sends it on, and is the same
        came = sample["influence"][row.after] if row.after else None
        assert came is None or (came.to_cycle, came.of) == (row.cycle, row.of), row.id
        assert came is not None or of.cycle == row.cycle, row.id


def test_experiments_are_of_both_kinds_and_in_every_state(sample: Any) -> None:
    experiments = list(sample["experiment"].values())
    assert {row.experiment_kind for row in experiments} == set(ExperimentKind)
    assert {row.status for row in experiments} == set(ExperimentStatus)
    assert all(row.touches for row in experiments)
    assert all(bool(row.hypothesis) == (row.experiment_kind == "hypothesis") for row in experiments)


def test_evidence_lies_in_the_cycle_of_what_it_speaks_to(sample: Any) -> None:
    stances = set()
    for row in sample["evidence_link"].values():
        target = sample[row.target_kind][row.target]
        cycle = target.cycle if isinstance(target, InCycle) else sample["map"][target.map].cycle
        assert row.cycle == cycle, row.id
        stances.add(row.stance)
    assert stances == set(Stance)
