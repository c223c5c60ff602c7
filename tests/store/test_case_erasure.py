"""What a person takes back of their case file: hidden at once from every count, or destroyed with all its parts."""

from __future__ import annotations

import secrets
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from workbench.errors import Refused
from workbench.frames import Tally
from workbench.model import (
    Attachment,
    Case,
    Contact,
    EvidenceLink,
    ForumCase,
    Intake,
    MediaKind,
    OwnAnswer,
    Record,
    Refusal,
    Risk,
    RiskLevel,
    Withdrawal,
)
from workbench.store import Store, Withdrawn

if TYPE_CHECKING:
    from conftest import Clock, Kept, World

TODAY = date(2026, 3, 2)


def brought_in(world: World, marker: str) -> tuple[Case, Case]:
    """Two case files of one import: the first with the marker in every word, the second of somebody else."""
    common = {"cycle": world.cycle.id}
    with world.store.step("Brought in", by="Asha", page="tab") as step:
        intake = step.add(Intake(file="may.csv", source="Council", **common))
        common["intake"] = intake.id
        mine, other = step.add_many(
            [
                Case(pseudonym=f"P {marker}", what_matters=marker, context=marker, tags=(marker,), **common),
                Case(pseudonym="Jay", source_key="key 2", **common),
            ]
        )
        step.add_many(
            Contact(case=case.id, happened_on=TODAY, agency=f"{words} agency", activity=words, note=words, **common)
            for case, words in ((mine, marker), (mine, f"{marker} two"), (other, "visit"))
        )
    return mine, other


def add(world: World, record: Any, words: str = "Added") -> Any:
    with world.store.step(words, by="Asha", page="tab") as step:
        return step.add(record)


def with_a_file(world: World, of: Record, content: str) -> Attachment:
    sha256 = world.store.keep_file(content.encode())
    named = {"name": content[:99], "caption": content, "of_kind": of.kind, "of": of.id, "sha256": sha256}
    media = {"media_kind": MediaKind.photo, "media_type": "image/jpeg", "size_bytes": len(content)}
    made = add(world, Attachment(cycle=world.cycle.id, **named, **media))
    assert isinstance(made, Attachment)
    return made


def parts_of(world: World, case: Case, marker: str) -> list[Record]:
    """One part of every kind, written by hand, with a file and a piece of evidence beside some of them."""
    store, common = world.store, {"cycle": world.cycle.id, "case": case.id}
    answered = (OwnAnswer(question="q", asked="What else?", answer=(marker,)),)
    parts = [
        add(world, Contact(happened_on=TODAY, agency=marker, activity=marker, note=marker, **common)),
        add(world, Risk(name=marker, before=RiskLevel.high, note=marker, **common)),
        add(world, Refusal(from_agency=marker, to_agency=marker, why=marker, **common)),
        add(
            world,
            ForumCase(forum="Tuesday", presented_on=TODAY, asked=marker, plan=marker, own_answers=answered, **common),
            words=f"Presented {marker}",
        ),
    ]
    for part in (case, *parts):
        file = with_a_file(world, part, f"{marker} {part.kind}")
        for of in (part, file):
            ends = {"source_kind": of.kind, "source": of.id, "target_kind": "link", "target": world.links[0].id}
            add(world, EvidenceLink(cycle=world.cycle.id, note=f"see {marker}", **ends))
    with store.step(f"Changed {marker}", by="Bo", page="tab") as step:
        first = next(c for c in store.all(Contact) if c.case == case.id)
        step.revise(first.model_copy(update={"note": f"{marker} once more"}))
        gone = step.add(Contact(happened_on=TODAY, agency=marker, activity=marker, **common))
        step.remove("contact", gone.id)
    store.keep_draft("tablet", f"case/{case.id}", {"context": f"{marker} half written"})
    return parts


def counted(world: World) -> list[dict[str, Any]]:
    found = world.store.read("case", Tally(("case",)), audience=world.team, on=TODAY)
    return found["contact by case"][["case", "n"]].to_dict("records")


def test_a_case_that_may_not_be_used_is_in_no_count_at_once(world: World) -> None:
    mine, other = brought_in(world, "x")
    assert counted(world) == [{"case": mine.id, "n": 2}, {"case": other.id, "n": 1}]
    world.store.withdraw("case", mine.id, Withdrawal.no_use, by="Bo", on=TODAY)
    assert counted(world) == [{"case": other.id, "n": 1}]
    assert set(world.store.read("contact", audience=world.team, on=TODAY)["contact"]["case"]) == {other.id}


@pytest.mark.slow
def test_an_erased_case_is_found_nowhere_nor_is_any_part_of_it(
    world: World, clock: Clock, tmp_path: Path, everything_kept: Kept
) -> None:
    marker, store = secrets.token_hex(16), world.store
    before = store.backup()
    clock.wait(minutes=1)
    mine, other = brought_in(world, marker)
    clock.wait(minutes=1)
    only_imported = store.backup()
    *_, presented = parts_of(world, mine, marker)
    clock.wait(minutes=1)
    with_words = store.backup()
    clock.wait(minutes=1)
    assert marker.encode() in everything_kept(store, tmp_path)

    assert store.withdraw("case", mine.id, Withdrawal.erased, by="Bo", on=TODAY) == Withdrawn(False, ())

    assert marker.encode() not in everything_kept(store, tmp_path)
    assert (before.exists(), only_imported.exists(), with_words.exists()) == (True, False, False)
    left = store.get(Case, mine.id)
    assert (left.pseudonym, left.what_matters, left.tags, left.withdrawal) == (
        "Erased at the person's wish",
        "",
        (),
        Withdrawal.erased,
    )
    assert [c.case for c in store.all(Contact)] == [other.id]
    assert (store.all(Risk), store.all(Refusal)) == ([], [])
    forum = store.get(ForumCase, presented.id)
    assert (forum.forum, forum.presented_on, forum.asked, forum.plan, forum.own_answers) == (
        "Tuesday",
        TODAY,
        "",
        "",
        (),
    )
    assert {(a.of_kind, a.withdrawal) for a in store.all(Attachment)} == {
        ("case", Withdrawal.erased),
        ("forum_case", Withdrawal.erased),
    }
    assert {e.note for e in store.all(EvidenceLink)} == {""}
    assert store.check() == []
    with pytest.raises(Refused, match="erased at the person's wish"):
        store.undo(by="Bo", page="tab")
    store.close()
    assert marker.encode() not in everything_kept(store, tmp_path)


def test_what_was_erased_stays_so_when_an_older_backup_is_restored(
    world: World, clock: Clock, tmp_path: Path, everything_kept: Kept
) -> None:
    marker, store = secrets.token_hex(16), world.store
    mine, other = brought_in(world, marker)
    parts_of(world, mine, marker)
    elsewhere = store.backup(tmp_path.parent / f"{tmp_path.name}.copy")
    clock.wait(minutes=1)
    store.withdraw("case", mine.id, Withdrawal.erased, by="Bo", on=TODAY)
    store.close()
    address = store._database.address
    where = address.file or address.url.render_as_string(hide_password=False)
    Store.restore(where, elsewhere, address.key, now=clock)
    with Store.open(where, key=address.key, now=clock) as again:
        assert [c.case for c in again.all(Contact)] == [other.id]
        assert again.get(Case, mine.id).withdrawal is Withdrawal.erased
        assert again.check() == []
        assert marker.encode() not in everything_kept(again, tmp_path)


def test_an_erased_case_keeps_the_key_that_keeps_the_next_file_from_bringing_it_back(world: World) -> None:
    _, other = brought_in(world, "x")
    world.store.withdraw("case", other.id, Withdrawal.erased, by="Bo", on=TODAY)
    assert world.store.get(Case, other.id).source_key == "key 2"


def test_a_case_that_was_removed_can_still_be_erased(
    world: World, clock: Clock, tmp_path: Path, everything_kept: Kept
) -> None:
    marker, store = secrets.token_hex(16), world.store
    mine, _ = brought_in(world, marker)
    clock.wait(minutes=1)
    kept = store.backup()
    with store.step("Removed", by="Asha", page="tab") as step:
        step.remove("case", mine.id)
    store.withdraw("case", mine.id, Withdrawal.erased, by="Bo", on=TODAY)
    assert not kept.exists()
    assert marker.encode() not in everything_kept(store, tmp_path)
    assert store.check() == []
