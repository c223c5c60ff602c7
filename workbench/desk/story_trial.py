"""What would come of bringing in a file of stories: every one compared with what is here; nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from workbench.desk.story_sets import fitting
from workbench.desk.story_source import StorySource, listed, sets_of
from workbench.desk.story_wishes import ConsentWord, Prepared, StoryWishes
from workbench.exchange.contact_words import PersonalFound
from workbench.exchange.reading import Lost
from workbench.exchange.story_file import SHOWN_ROLES
from workbench.model import Cycle, Intake, IntakeState, OwnAnswer, Placing, Signifier, Story, Withdrawal

if TYPE_CHECKING:
    from workbench.desk.desk import Desk

__all__ = ["SortedStories", "TriedStories", "sorted_stories", "told_of", "try_out_stories"]

_SHOWN: Final = 10
_COMPARED: Final = (
    *("title", "text", "told_on", "question", "place", "what_matters", "wish", "listened_by"),
    "own_answers",
)
_CLOSED: Final = (Withdrawal.no_use, Withdrawal.erased)


@dataclass(frozen=True)
class TriedStories:
    """What an import would do; nothing of it is stored.

    ``n_rows`` = ``n_refused`` + ``n_left_out`` + ``n_new`` + ``n_same`` + ``n_changed`` (stories here already that the
    file has otherwise; ``changed`` are examples as (place, title, fields)). ``n_left_out`` tellers did not agree, or
    took their story back here. ``n_without_words`` of the stories have answers only. ``n_answers`` are answers by what
    became of them (placed, not_applicable, skipped). ``preview`` are ten stories as they would be stored.
    ``questions`` are the questions, ``sets`` the names of the sets here that take their answers (none: a new set).
    ``lost`` and ``refused`` are the loss report. ``personal`` is what says who somebody is, ``consent`` the words of a
    consent column. ``columns`` and ``roles`` are how the columns are read.
    """

    file: str
    form: str
    name: str
    sha256: str
    n_rows: int
    n_refused: int
    n_left_out: int
    n_new: int
    n_same: int
    n_changed: int
    n_without_words: int
    n_tellers: int
    knows_tellers: bool
    n_answers: Mapping[str, int]
    questions: tuple[Signifier, ...]
    sets: tuple[str, ...]
    changed: tuple[tuple[str, str, tuple[str, ...]], ...]
    preview: tuple[Mapping[str, Any], ...]
    refused: tuple[Lost, ...]
    lost: tuple[Lost, ...]
    personal: tuple[PersonalFound, ...]
    consent: tuple[ConsentWord, ...]
    columns: tuple[str, ...]
    roles: Mapping[str, str]


@dataclass
class SortedStories:
    """The stories of a file beside what is here."""

    new: list[Prepared] = field(default_factory=list)
    here: list[tuple[Prepared, Story, dict[str, Any]]] = field(default_factory=list)
    n_own_wish: int = 0

    @property
    def n_changed(self) -> int:
        """How many are here and otherwise in the file."""
        return sum(bool(differing) for _, _, differing in self.here)


def sorted_stories(desk: Desk, cycle: str, source: StorySource) -> SortedStories:
    """Which stories of a file are new to the system, and which are here (by the file's own number, or by id)."""
    cycles = [one.id for one in desk.structure.cycles_of(desk.store.get(Cycle, cycle).system)]
    keys = [one.key for one in source.prepared]
    by_key = {one.source_key: one for one in desk.store.having(Story, "source_key", keys, cycles=cycles)}
    own = [one.own for one in source.prepared if one.own]
    by_id = {one.id: one for one in desk.store.having(Story, "id", own, cycles=cycles)} if own else {}
    done = IntakeState.done
    again = any(desk.store.all(Intake, cycle=at, sha256=source.sha256, state=done) for at in cycles)
    made = SortedStories()
    for one in source.prepared:
        here = by_key.get(one.key) or by_id.get(one.own)
        if here is None:
            made.new.append(one)
        elif here.withdrawal in _CLOSED:
            made.n_own_wish += 1
        else:
            made.here.append((one, here, _differing(one, here, again=again)))
    return made


def _differing(one: Prepared, here: Story, *, again: bool) -> dict[str, Any]:
    """In which fields a file differs from the story that is here; what it leaves empty, it does not take away.

    ``again`` where the same file was here before: then it knows nothing newer than what somebody changed since.
    """
    if again and here.revised_by:
        return {}
    wanted = {name: one.values.get(name) for name in _COMPARED}
    if one.read.withheld:
        wanted.pop("title")
    if _answers(one.values["own_answers"]) == _answers(here.own_answers):
        wanted.pop("own_answers")
    told = {
        name: value for name, value in wanted.items() if value not in (None, "", ()) and value != getattr(here, name)
    }
    if not told:
        return {}
    made = Story.model_validate({**here.model_dump(), **told})
    return {name: value for name in told if (value := getattr(made, name)) != getattr(here, name)}


def _answers(own: Sequence[OwnAnswer]) -> list[tuple[str, tuple[str, ...]]]:
    """Answers in words by what was asked; under which name a question is kept says nothing."""
    return sorted((one.asked, one.answer) for one in own)


def try_out_stories(
    desk: Desk,
    path: str | Path,
    *,
    cycle: str,
    definition: str | Path | None = None,
    wishes: StoryWishes | None = None,
) -> TriedStories:
    """Go through the whole file and tell what would come of it; nothing is written.

    Raises
    ------
    workbench.errors.Refused
        Where the file cannot be read, or a wish names what is not there.
    """
    source = StorySource(
        desk, path, cycle=cycle, definition=definition, wishes=wishes or StoryWishes(), key=desk.store.pseudonym_key()
    )
    return told_of(desk, path, cycle, source)


def told_of(desk: Desk, path: str | Path, cycle: str, source: StorySource) -> TriedStories:
    """What would come of a file that was gone through."""
    found, file = sorted_stories(desk, cycle, source), source.file
    sets = sets_of(desk, cycle)
    fits = fitting(file, sets, cycle=cycle, scope=desk.structure.scale_of(desk.store.get(Cycle, cycle).system))
    changed = [(one.read.where, here.title, tuple(sorted(told))) for one, here, told in found.here if told]
    return TriedStories(
        file=Path(path).name,
        form=file.form,
        name=file.name,
        sha256=source.sha256,
        n_rows=file.n_rows,
        n_refused=file.n_refused + len(source.refused),
        n_left_out=source.n_left_out + found.n_own_wish,
        n_new=len(found.new),
        n_same=len(found.here) - len(changed) + source.n_again,
        n_changed=len(changed),
        n_without_words=sum(one.read.withheld for one in source.prepared),
        n_tellers=len({one.values["teller"] for one in source.prepared}),
        knows_tellers=source.knows_tellers,
        n_answers=Counter(str(answer.placing) for one in source.prepared for answer in one.read.answers),
        questions=file.signifiers,
        sets=tuple(one.name for one in sets if one.id in fits.names),
        changed=tuple(changed[:_SHOWN]),
        preview=tuple(_shown(one) for one in source.prepared[:_SHOWN]),
        refused=listed((*file.refused, *source.refused), source.reading),
        lost=file.lost,
        personal=source.personal,
        consent=source.consent,
        columns=file.columns,
        roles={role: name for role, name in file.roles.items() if role in SHOWN_ROLES},
    )


def _shown(one: Prepared) -> dict[str, Any]:
    n = Counter(str(answer.placing) for answer in one.read.answers)
    wanted = ("title", "text", "teller", "told_on", "question", "place", "scope", "may_quote", "may_leave")
    return {name: one.values.get(name) for name in wanted} | {"n_placed": n[Placing.placed.value]}
