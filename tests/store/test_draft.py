"""What somebody is still writing, on every database: a SQLite file, an encrypted one, and a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from workbench.errors import Refused, Unreachable
from workbench.model import Withdrawal
from workbench.store import Store

if TYPE_CHECKING:
    from conftest import Clock, World

Opens = Callable[[], Store]


def places(store: Store, owner: str) -> list[str]:
    return [draft.place for draft in store.drafts(owner)]


class TestDraft:
    def test_a_draft_is_found_by_another_kernel_and_another_tab(self, store: Store, opens: Opens) -> None:
        store.keep_draft("phone", "quay/issue-new", {"raws": {"description": "No ke"}})
        store.keep_draft("phone", "quay/issue-new", {"raws": {"description": "No keys"}})
        store.close()
        assert opens().find_draft("phone", "quay/issue-new") == {"raws": {"description": "No keys"}}

    def test_each_device_has_its_own(self, store: Store) -> None:
        store.keep_draft("phone", "issue", "mine")
        store.keep_draft("desk", "issue", "theirs")
        assert (store.find_draft("phone", "issue"), store.find_draft("desk", "issue")) == ("mine", "theirs")
        assert store.find_draft("tablet", "issue") is None

    def test_how_many_write_in_a_place_is_told_by_device_and_not_for_long(self, store: Store, clock: Clock) -> None:
        kept = (("phone", "note:1"), ("phone", "note:2"), ("desk", "note:1"), ("desk", "no%"), ("x", "issue"))
        for owner, place in kept:
            store.keep_draft(owner, place, "mine")
        assert (store.n_writing("note:", minutes=10), store.n_writing("no%", minutes=10)) == (2, 1)
        clock.wait(minutes=11)
        store.keep_draft("desk", "note:1", "still")
        assert store.n_writing("note:", minutes=10) == 1

    def test_a_draft_that_was_dropped_is_gone_and_dropping_again_is_no_error(self, store: Store) -> None:
        store.keep_draft("phone", "issue", "mine")
        store.drop_draft("phone", "issue")
        store.drop_draft("phone", "issue")
        assert store.find_draft("phone", "issue") is None

    def test_drafts_come_newest_first(self, store: Store, clock: Clock) -> None:
        for place in ("a", "b", "c"):
            store.keep_draft("phone", place, place)
            clock.wait(minutes=1)
        store.keep_draft("phone", "a", "again")
        assert places(store, "phone") == ["a", "c", "b"]

    def test_a_draft_is_no_change_and_has_no_history(self, world: World) -> None:
        before = world.store.revision()
        world.store.keep_draft("phone", "issue", "mine")
        world.store.drop_draft("phone", "issue")
        assert (world.store.revision(), world.store.changes(before)) == (before, [])

    def test_nobody_comes_back_to_a_draft_after_thirty_days(self, store: Store, clock: Clock) -> None:
        store.keep_draft("phone", "old", "forgotten")
        clock.wait(days=30)
        assert store.find_draft("phone", "old") == "forgotten"
        clock.wait(seconds=1)
        assert (store.find_draft("phone", "old"), store.drafts("phone")) == (None, [])
        store.keep_draft("desk", "new", "today")
        clock.wait(days=-1)
        assert store.drafts("phone") == []

    @pytest.mark.slow
    def test_a_device_that_keeps_very_many_loses_the_oldest(self, store: Store, clock: Clock) -> None:
        for n in range(502):
            store.keep_draft("phone", f"place-{n}", n)
            clock.wait(seconds=1)
        kept = places(store, "phone")
        assert (len(kept), kept[0], kept[-1]) == (500, "place-501", "place-2")

    @pytest.mark.parametrize(
        "content",
        [
            "half an emoji \ud83d and a NUL \x00",
            {"النص": "<script>alert(1)</script>", "emoji": "👩🏽‍🚒", "list": [1, 2.5, None, True]},
            {"raws": {"text": "ص" * 990_000}},
        ],
        ids=["half a character", "anything", "long"],
    )
    def test_whatever_was_typed_comes_back_as_it_was(self, store: Store, content: Any) -> None:
        store.keep_draft("phone", "story", content)
        assert store.find_draft("phone", "story") == content

    @pytest.mark.parametrize(("content", "why"), [("x" * 2_000_000, "too large"), ({1, 2}, "cannot be kept")])
    def test_what_cannot_be_kept_leaves_the_draft_before_it(self, store: Store, content: Any, why: str) -> None:
        store.keep_draft("phone", "story", "before")
        with pytest.raises(Refused, match=why):
            store.keep_draft("phone", "story", content)
        assert store.find_draft("phone", "story") == "before"

    @pytest.mark.parametrize("name", ["x" * 301, "a\x00b", "a\ud800"], ids=["long", "nul", "half a character"])
    def test_a_place_that_is_no_name_is_refused(self, store: Store, name: str) -> None:
        with pytest.raises(Refused):
            store.keep_draft("phone", name, "mine")
        with pytest.raises(Refused):
            store.find_draft("phone", name)

    def test_a_copy_holds_the_drafts_and_putting_it_back_loses_no_newer_one(
        self, world: World, where: tuple[str | Path, str | None], opens: Opens, clock: Clock, tmp_path: Path
    ) -> None:
        store = world.store
        store.keep_draft("phone", "only in the copy", "old")
        store.keep_draft("phone", "in both", "older wording")
        copy = store.backup(tmp_path / "elsewhere" / "copy.db")
        store.drop_draft("phone", "only in the copy")
        clock.wait(minutes=5)
        store.keep_draft("phone", "in both", "newer wording")
        store.keep_draft("phone", "only here", "new")
        store.close()
        Store.restore(where[0], copy, where[1], now=clock)
        after = opens()
        assert {d.place: d.content for d in after.drafts("phone")} == {
            "only in the copy": "old",
            "in both": "newer wording",
            "only here": "new",
        }
        assert after.check() == []

    def test_a_store_that_is_away_is_back_by_itself(self, tmp_path: Path) -> None:
        file = tmp_path / "moved.db"
        with Store.open(file) as store:
            away = file.rename(tmp_path / "away.db")
            with pytest.raises(Unreachable, match="cannot be opened"):
                store.keep_draft("phone", "issue", "mine")
            away.rename(file)
            store.keep_draft("phone", "issue", "mine")
            assert store.find_draft("phone", "issue") == "mine"

    def test_erasing_a_story_takes_what_is_being_written_about_it(self, world: World) -> None:
        store, story = world.store, world.story.id
        store.keep_draft("phone", f"live:story:{story}", {"raw": "I put the letter"})
        store.keep_draft("phone", "attach", {"host": story, "caption": "the drawer"})
        store.keep_draft("phone", "issue-new", {"raws": {"description": "No keys"}})
        store.withdraw("story", story, Withdrawal.erased, by="Wren", on=world.store._now().date())
        assert places(store, "phone") == ["issue-new"]
