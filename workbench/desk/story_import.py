"""Bring stories from a file, and where their tellers placed them, into a cycle: tried out first, taken back as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workbench.desk.story_sets import Fitting, fitting
from workbench.desk.story_source import StorySource, sets_of
from workbench.desk.story_trial import TriedStories, sorted_stories, told_of, try_out_stories
from workbench.desk.story_wishes import Prepared, StoryWishes
from workbench.errors import Refused
from workbench.exchange.contact_words import refuse_unanswered
from workbench.exchange.story_file import ReadAnswer
from workbench.model import Cycle, Intake, IntakeState, Signification, SignifiedBy, Story
from workbench.store import Step

if TYPE_CHECKING:
    from workbench.desk.desk import Desk

__all__ = [
    "STORY_INTAKES",
    "Progress",
    "StoryImport",
    "TriedStories",
    "is_story_intake",
    "story_intakes",
    "try_out_stories",
]

#: What the source of an intake of stories begins with; the tool the file comes from follows.
STORY_INTAKES: Final = "stories/"
#: One transaction each: so many stories with their answers are half a second of work.
_AT_ONCE: Final = 400
_PLACED: Final = ("placing", "top", "left", "right", "x", "y", "chosen", "outside")


def is_story_intake(intake: Intake) -> bool:
    """Whether an import brought stories."""
    return intake.source.startswith(STORY_INTAKES)


def story_intakes(desk: Desk, system: str) -> list[tuple[Intake, int]]:
    """The imports of stories into a system, newest first, each with how many of its stories are here."""
    cycles = [one.id for one in desk.structure.cycles_of(system)]
    found = [one for at in cycles for one in desk.store.all(Intake, cycle=at) if is_story_intake(one)]
    n = Counter(str(one.intake) for at in cycles for one in desk.store.all(Story, cycle=at))
    return [(one, n[one.id]) for one in sorted(found, key=lambda one: (one.created_at, one.id), reverse=True)]


class Progress(NamedTuple):
    """``done`` of ``total`` stories are dealt with; ``finished`` where the import is over."""

    done: int
    total: int
    finished: bool


@dataclass
class StoryImport:
    """One file on its way into the store: ``next`` brings in some hundred stories as one transaction, until finished.

    ``intake`` tells what happened so far; an import that was stopped stays ``running``, and the same file goes on with
    it. What is here already is not made again: what the file has otherwise is revised, with its history, and the
    consent a story has here stays as it is.

    Raises
    ------
    workbench.errors.Refused
        Where the file cannot be taken, or personal words still need an answer (field: the key of the answer). Nothing
        has changed then.
    """

    desk: Desk
    path: str | Path
    cycle: str = field(kw_only=True)
    definition: str | Path | None = field(kw_only=True, default=None)
    wishes: StoryWishes = field(kw_only=True, default_factory=StoryWishes)
    tried: TriedStories = field(init=False)
    intake: Intake = field(init=False)

    def __post_init__(self) -> None:
        store = self.desk.store
        self._source = StorySource(
            self.desk,
            self.path,
            cycle=self.cycle,
            definition=self.definition,
            wishes=self.wishes,
            key=store.pseudonym_key(keep=True),
        )
        self.tried = told_of(self.desk, self.path, self.cycle, self._source)
        refuse_unanswered(self.tried.personal, replace(self._source.reading, section="contact_import"))
        found = sorted_stories(self.desk, self.cycle, self._source)
        if not (found.new or found.here):
            raise Refused(self.desk.words.say("story_import.refused.nothing", file=Path(self.path).name))
        every: list[Prepared | tuple[Prepared, Story, dict[str, Any]]] = [*found.new, *found.here]
        self._chunks = [every[n : n + _AT_ONCE] for n in range(0, len(every), _AT_ONCE)]
        self._done, self._total = 0, len(found.new) + len(found.here)
        self._begin()

    def next(self) -> Progress:
        """Bring in the next stories, as one transaction."""
        if self.intake.state is IntakeState.done:
            return Progress(self._total, self._total, finished=True)
        chunk = self._chunks.pop(0) if self._chunks else []
        with self.desk.store.step(self._words(), by=self.desk.by, page=self.desk.page) as step:
            self._add(step, [one for one in chunk if isinstance(one, Prepared)])
            self._compare(step, [one for one in chunk if not isinstance(one, Prepared)])
            self._done += len(chunk)
            # while it runs the rows grow: each step has to tell of itself in the intake
            told = {"n_rows": self.intake.n_rows + len(chunk)} if self._chunks else self._numbers()
            self.intake = step.revise(self.intake.model_copy(update=told))
        return Progress(self._done, self._total, finished=not self._chunks)

    def _numbers(self) -> dict[str, Any]:
        tried = self.tried
        return {
            "state": IntakeState.done,
            "n_rows": tried.n_rows,
            "n_refused": tried.n_refused + tried.n_left_out,
            "n_changed": tried.n_changed,
            "n_same": tried.n_same,
        }

    def _words(self) -> str:
        say = self.desk.words.say
        return say("story_import.steps.brought_in", n=self.tried.n_new, file=Path(self.path).name)

    def _begin(self) -> None:
        """The intake (the one of this file that was not finished, or a new one), and the set that takes the answers."""
        store, file = self.desk.store, self._source.file
        scope = self.desk.structure.scale_of(store.get(Cycle, self.cycle).system)
        fits = fitting(file, sets_of(self.desk, self.cycle), cycle=self.cycle, scope=scope)
        begun = next(
            (
                one
                for one in store.all(Intake, cycle=self.cycle, sha256=self._source.sha256)
                if is_story_intake(one) and one.state is IntakeState.running
            ),
            None,
        )
        with store.step(self._words(), by=self.desk.by, page=self.desk.page) as step:
            self.intake = begun or step.add(
                Intake(
                    cycle=self.cycle,
                    scope=scope,
                    file=Path(self.path).name[-200:],
                    source=f"{STORY_INTAKES}{file.form}",
                    sha256=self._source.sha256,
                    begun_on=self.desk.today(),
                )
            )
            self._at = self._written(step, fits)

    def _written(self, step: Step, fits: Fitting) -> Mapping[str, tuple[str, str]]:
        if fits.write is None:
            return fits.at
        if fits.write.id:
            step.revise(fits.write)
            return fits.at
        made = step.add(fits.write)
        return {key: (made.id, own) for key, (_, own) in fits.at.items()}

    def _add(self, step: Step, new: Sequence[Prepared]) -> None:
        stories = [
            Story.model_construct(cycle=self.cycle, source_key=one.key, intake=self.intake.id, **one.values)
            for one in new
        ]
        made = step.add_many(stories)
        step.add_many(
            self._signification(answer, story)
            for story, one in zip(made, new, strict=True)
            for answer in one.read.answers
        )

    def _signification(self, answer: ReadAnswer, story: Story) -> Signification:
        set_id, key = self._at[answer.signifier]
        return Signification.model_construct(
            cycle=story.cycle,
            story=story.id,
            signifier_set=set_id,
            signifier=key,
            item=answer.item,
            signified_by=SignifiedBy.teller,
            placed_on=story.told_on,
            intake=self.intake.id,
            **{name: getattr(answer, name) for name in _PLACED},
        )

    def _compare(self, step: Step, found: Iterable[tuple[Prepared, Story, dict[str, Any]]]) -> None:
        """Put what a file tells newly into stories that are here; answers are compared one by one."""
        pairs = list(found)
        if not pairs:
            return
        by_story: dict[str, dict[tuple[str, str, str], Signification]] = {}
        ids = [here.id for _, here, _ in pairs]
        cycles = sorted({here.cycle for _, here, _ in pairs})
        for one in self.desk.store.having(Signification, "story", ids, cycles=cycles):
            by_story.setdefault(one.story, {})[(one.signifier_set, one.signifier, one.item)] = one
        new: list[Signification] = []
        for prepared, here, differing in pairs:
            if differing:
                step.revise(here.model_copy(update=differing))
            known = by_story.get(here.id, {})
            for answer in prepared.read.answers:
                made = self._signification(answer, here)
                before = known.get((made.signifier_set, made.signifier, made.item))
                if before is None:
                    new.append(made)
                elif not before.revised_by and _placed(before) != _placed(made):
                    step.revise(before.model_copy(update=_placed(made)))
        step.add_many(new)


def _placed(one: Signification) -> dict[str, Any]:
    return {name: getattr(one, name) for name in _PLACED}
