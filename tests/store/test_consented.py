"""Goals and attachments are taken back as stories are; and who may see an attachment at all."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from workbench.errors import Gone, Refused
from workbench.frames import Audience
from workbench.model import (
    Attachment,
    EvidenceLink,
    Goal,
    GoalScore,
    MediaKind,
    OwnAnswer,
    Story,
    Withdrawal,
)
from workbench.store import Store, Withdrawn
from workbench.store.attachment_keeping import attachment_files, files_beside
from workbench.store.erasure import CONSENTED

if TYPE_CHECKING:
    from conftest import Clock, Kept, World

TODAY = date(2026, 3, 2)


def answered(text: str) -> tuple[OwnAnswer, ...]:
    return (OwnAnswer(question="q", asked="What else?", answer=(text,)),)


def attachment(world: World, of: tuple[str, str], content: bytes = b"bytes", **fields: Any) -> Attachment:
    given = {"name": "a.jpg", **fields}
    return Attachment(
        cycle=world.cycle.id,
        of_kind=of[0],
        of=of[1],
        media_kind=MediaKind.photo,
        media_type="image/jpeg",
        size_bytes=len(content),
        sha256=world.store.keep_file(content),
        **given,
    )


def add(world: World, record: Any, words: str = "Added") -> Any:
    with world.store.step(words, by="Asha", page="tab") as step:
        return step.add(record)


def test_the_kinds_that_carry_consent() -> None:
    assert CONSENTED == ("story", "goal", "case", "attachment")


def test_a_kind_without_consent_is_refused(world: World) -> None:
    for how in (Withdrawal.no_use, Withdrawal.erased):
        with pytest.raises(Refused, match="A link carries no consent that could be taken back; these do: story, goal"):
            world.store.withdraw("link", world.links[0].id, how, by="Bo", on=TODAY)
        with pytest.raises(Gone, match="This goal is not there"):
            world.store.withdraw("goal", "nobody", how, by="Bo", on=TODAY)


def test_a_goal_taken_back_is_hidden_with_its_scores(world: World) -> None:
    goal = add(world, Goal(cycle=world.cycle.id, person="Wren", wording="Help me to sleep"))
    add(world, GoalScore(cycle=world.cycle.id, goal=goal.id, scored_on=TODAY, score=4))
    seen = world.store.read("goal", "goal_score", audience=world.team, on=TODAY)
    assert (len(seen["goal"]), len(seen["goal_score"])) == (1, 1)
    world.store.withdraw("goal", goal.id, Withdrawal.no_use, by="Bo", on=TODAY)
    seen = world.store.read("goal", "goal_score", audience=world.team, on=TODAY)
    assert (len(seen["goal"]), len(seen["goal_score"])) == (0, 0)


def test_an_erased_goal_is_found_nowhere_nor_are_its_attachments(
    world: World, clock: Clock, tmp_path: Path, everything_kept: Kept
) -> None:
    marker = secrets.token_hex(16)
    store = world.store
    before = store.backup()
    clock.wait(minutes=1)
    goal = add(
        world,
        Goal(cycle=world.cycle.id, person=marker, wording=f"Help me {marker}", own_answers=answered(marker)),
        words=f"Wrote {marker}",
    )
    score = add(world, GoalScore(cycle=world.cycle.id, goal=goal.id, scored_on=TODAY, score=4, said=f"Better {marker}"))
    shown = [
        add(world, attachment(world, of, f"{marker} {of}".encode() * 999, name=marker, caption=marker))
        for of in (("goal", goal.id), ("goal_score", score.id))
    ]
    taken_away = add(
        world, attachment(world, ("goal", goal.id), f"{marker} gone".encode(), own_answers=answered(marker))
    )
    beside = {"cycle": world.cycle.id, "target_kind": "link", "target": world.links[0].id, "note": f"see {marker}"}
    for of in (goal, score, shown[0]):
        add(world, EvidenceLink(source_kind=of.kind, source=of.id, **beside))
    with store.step("Changed", by="Asha", page="tab") as step:
        step.revise(goal.model_copy(update={"wording": f"{marker} once more", "ended_why": marker}))
        step.revise(score.model_copy(update={"said": f"{marker} worse"}))
        step.remove("attachment", taken_away.id)
    store.keep_draft("tablet", f"goal/{goal.id}", {"wording": f"{marker} half written"})
    with_words = store.backup()
    clock.wait(minutes=1)
    assert marker.encode() in everything_kept(store, tmp_path)

    assert store.withdraw("goal", goal.id, Withdrawal.erased, by="Bo", on=TODAY) == Withdrawn(False, ())

    assert marker.encode() not in everything_kept(store, tmp_path)
    files = attachment_files(store._database)
    assert not files.folder.exists() or list(files.folder.iterdir()) == []
    assert not with_words.exists()
    assert not files_beside(with_words).exists()
    assert before.exists()
    left = store.get(Goal, goal.id)
    assert (left.wording, left.person, left.own_answers, left.withdrawal) == (
        "Erased at the person's wish",
        "",
        (),
        Withdrawal.erased,
    )
    assert [(s.score, s.said, s.scored_on) for s in store.all(GoalScore)] == [(4.0, "", TODAY)]
    assert [e.note for e in store.all(EvidenceLink)] == ["", "", ""]
    assert {a.withdrawal for a in store.all(Attachment)} == {Withdrawal.erased}
    assert store.check() == []
    with pytest.raises(Refused, match="erased at the person's wish"):
        store.undo(by="Asha", page="tab")
    store.close()
    assert marker.encode() not in everything_kept(store, tmp_path)


def test_an_erased_story_takes_its_attachments_along_and_leaves_others(
    world: World, tmp_path: Path, everything_kept: Kept
) -> None:
    marker = secrets.token_hex(16)
    add(world, attachment(world, ("story", world.story.id), marker.encode(), caption=marker))
    other = add(world, attachment(world, ("map", world.map.id), b"the map on the wall", caption="The map"))
    world.store.withdraw("story", world.story.id, Withdrawal.erased, by="Bo", on=TODAY)
    assert marker.encode() not in everything_kept(world.store, tmp_path)
    assert world.store.get(Attachment, other.id) == other
    assert world.store.file(other.sha256) == b"the map on the wall"


def test_nothing_can_be_hung_on_what_was_erased(world: World) -> None:
    goal = add(world, Goal(cycle=world.cycle.id, person="Wren", wording="Help me to sleep"))
    world.store.withdraw("goal", goal.id, Withdrawal.erased, by="Bo", on=TODAY)
    for record in (
        GoalScore(cycle=world.cycle.id, goal=goal.id, scored_on=TODAY, score=4, said="words"),
        attachment(world, ("goal", goal.id)),
    ):
        with pytest.raises(Refused, match="This goal was erased at the person's wish; nothing can be added to it"):
            add(world, record)
    with pytest.raises(Refused, match="nothing can be written into it"), world.store.step("x", by="Asha") as step:
        step.revise(world.store.get(Goal, goal.id).model_copy(update={"wording": "again"}))


def test_what_is_hidden_can_still_be_erased_and_erasing_twice_is_no_harm(world: World) -> None:
    for how in (Withdrawal.no_use, Withdrawal.erased, Withdrawal.erased):
        world.store.withdraw("story", world.story.id, how, by="Bo", on=TODAY)
    left = world.store.get(Story, world.story.id)
    assert (left.withdrawal, left.text, left.version) == (Withdrawal.erased, "", 3)
    assert world.store.check() == []


def test_an_attachment_is_seen_where_its_own_consent_and_what_it_belongs_to_allow_it(
    world: World, opens: Callable[[], Store]
) -> None:
    public = Audience("public", None, "the public", wide=True)
    wide = add(world, Story(cycle=world.cycle.id, title="Told to all", text="Yes", teller="Jay", scope="public"))
    hosts = {"team": world.story, "public": wide}
    scopes = ("person", "team", "place", "public")
    ids = {
        (host, scope): add(world, attachment(world, ("story", record.id), scope=scope)).id
        for host, record in hosts.items()
        for scope in scopes
    }

    def seen(audience: Audience) -> set[tuple[str, str]]:
        found = set(world.store.read("attachment", audience=audience, on=TODAY)["attachment"]["id"])
        return {key for key, id in ids.items() if id in found}

    own = {(host, scope) for host in hosts for scope in ("team", "place", "public")}
    assert seen(world.team) == own
    assert seen(world.other_team) == {("public", "place"), ("public", "public")}
    assert seen(world.place) == {("public", "place"), ("public", "public")}
    assert seen(public) == {("public", "public")}

    world.store.withdraw("story", wide.id, Withdrawal.no_use, by="Bo", on=TODAY)
    assert seen(public) == set()
    assert seen(world.team) == {key for key in own if key[0] == "team"}


@pytest.mark.parametrize(
    ("fields", "there"),
    [
        ({"consent_until": TODAY}, True),
        ({"consent_until": date(2026, 3, 1)}, False),
        ({"withdrawal": Withdrawal.no_contact}, True),
        ({"withdrawal": Withdrawal.no_use}, False),
    ],
)
def test_an_attachment_is_absent_when_its_consent_ended_or_was_taken_back(
    world: World, fields: dict[str, Any], there: bool
) -> None:
    add(world, attachment(world, ("story", world.story.id), **fields))
    assert len(world.store.read("attachment", audience=world.team, on=TODAY)["attachment"]) == there


def test_an_attachment_follows_the_expiry_of_the_story_it_belongs_to(world: World) -> None:
    told = add(world, Story(cycle=world.cycle.id, title="x", text="y", teller="z", consent_until=TODAY))
    add(world, attachment(world, ("story", told.id)))
    for day, there in ((TODAY, 1), (date(2026, 3, 3), 0)):
        assert len(world.store.read("attachment", audience=world.team, on=day)["attachment"]) == there
