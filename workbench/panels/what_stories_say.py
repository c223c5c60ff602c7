"""What tellers say their stories mean: every story where its teller placed it, picked, read and compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

import pandas as pd

from workbench.desk import Desk
from workbench.desk.comparison_work import ComparisonWork
from workbench.desk.honest_numbers import HonestNumbers, looks
from workbench.desk.story_field import StoryField
from workbench.errors import Refused
from workbench.model import SignifierKind
from workbench.panels.background import Background
from workbench.panels.library import script, style
from workbench.panels.panel import Panel
from workbench.patterns.choice_comparison import choice_comparison
from workbench.patterns.comparisons_looked_at import comparisons_looked_at
from workbench.patterns.dyad_comparison import dyad_comparison
from workbench.patterns.signified import Asked, Signified, read_answers
from workbench.patterns.stones_placings import stones_placings
from workbench.patterns.story_split import Split, between, picked_apart, story_split
from workbench.patterns.triad_comparison import triad_comparison
from workbench.sharing import release

__all__ = ["WhatStoriesSay"]


#: What compares two groups, by the kind of what tellers answered; stones are shown side by side, without a figure.
_COMPARED: Mapping[str, Callable[..., Signified]] = {
    SignifierKind.triad: triad_comparison,
    SignifierKind.dyad: dyad_comparison,
    SignifierKind.choice: choice_comparison,
    SignifierKind.several: choice_comparison,
    SignifierKind.stones: stones_placings,
}
#: What stands for the stories that are picked, where groups are named.
_PICKED = "picked"


@dataclass(frozen=True)
class _Seen:
    """A comparison that was worked out, with the answers it is of."""

    found: Signified
    rows: pd.DataFrame
    picked: bool


class WhatStoriesSay(Panel):
    """Stories of one group on the questions their tellers answered, for the group itself.

    After the page has picked stories, :attr:`selection` gives them back to the next cell of a notebook.
    """

    _esm = script(
        *(
            "show_stories.js",
            "kit_balance.js",
            "what_stories_say_pick.js",
            "what_stories_say_shape.js",
            "what_stories_say_draw.js",
        ),
        *("what_stories_say_view.js", "what_stories_say_list.js", "what_stories_say_compare.js", "what_stories_say.js"),
    )
    _css = style("what_stories_say.css")
    sections = ("what_stories_say", "signifying")
    looks = frozenset({"load", "stories", "pick"})
    follows = frozenset({*StoryField.READ, "intake"})  # an import tells of itself and not of each story
    pulse_ms: ClassVar[int] = 2_500

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(store=desk.store, may_edit=may_edit, language=desk.words.language)
        self._desk = desk
        self._system = system
        self._cycle = cycle
        self._work = ComparisonWork.at(desk, cycle)
        self._background = Background(lost=self.words.say("what_stories_say.compare.lost"))
        self._picked: frozenset[str] = frozenset()
        self._read: dict[str, tuple[int, date, StoryField]] = {}

    # -- for the next cell of a notebook -------------------------------------------------------------------------------
    @property
    def selection(self) -> pd.DataFrame:
        """The stories that are picked now (all of them while none is), with the columns of ``desk.stories()``."""
        stories = self._desk.evidence("story", system=self._system, own=True)["story"]
        return stories[stories["id"].isin(self._picked)].reset_index(drop=True) if self._picked else stories

    # -- reading -------------------------------------------------------------------------------------------------------
    def load(self) -> dict[str, Any]:
        """The sets of questions, those that were answered before others, the newest first."""
        sets = self._desk.evidence("signifier_set", system=self._system, own=True)["signifier_set"]
        # the same questions asked by groups within ours are one set, for their answers are looked at together
        sets = sets.assign(words=sets["signifiers"].map(str), theirs=sets["system"] != self._system)
        sets = sets.sort_values(["theirs", "created_at"], ascending=[True, False], kind="stable")
        sets = sets.drop_duplicates(["name", "words"])
        if len(sets) > 1:  # one set is shown whether or not it was answered, and answers take long to read
            answers = self._desk.evidence("signification", system=self._system, own=True)
            unanswered = ~sets["id"].isin(answers["signification"]["signifier_set"])
            sets = sets.loc[unanswered.sort_values(kind="stable").index]
        return {
            "may_edit": self._may_edit,
            "place": {"system": self._system, "cycle": self._cycle},
            "sets": [{"id": id, "name": name} for id, name in zip(sets["id"], sets["name"], strict=True)],
        }

    def _field(self, signifier_set: str) -> StoryField:
        """The stories of one set; read again when anything it is made of has changed, or the day has."""
        now, today = self.revision(), self._desk.today()
        known = self._read.get(signifier_set)
        if known is not None and known[1] == today:
            since, _, field = known
            if since == now or not any(change.kind in self.follows for change in self._desk.store.changes(since)):
                self._read[signifier_set] = (now, today, field)
                return field
        evidence = self._desk.evidence(*StoryField.READ, system=self._system, own=True)
        field = StoryField.of(evidence, signifier_set, words=self.words)
        self._read = {signifier_set: (now, today, field)}
        return field

    # -- commands ------------------------------------------------------------------------------------------------------
    def do_stories(self, signifier_set: str) -> dict[str, Any]:
        """Every story of a set; see :meth:`~workbench.desk.story_field.StoryField.for_page`."""
        return self._field(signifier_set).for_page()

    def do_pick(self, ids: Sequence[str]) -> int:
        """Keep which stories are picked, for the next cell; the answer is how many."""
        self._picked = self._ids(ids)
        return len(self._picked)

    def do_compare(
        self, signifier_set: str, question: str, by: str, first: str, second: str, picked: Sequence[str]
    ) -> dict[str, Any]:
        """Two groups of stories on one question, in words; that it was looked at is kept.

        ``by`` is a split of the set, or ``picked``: then ``picked`` names the stories of the first group. ``second`` is
        "" for all other stories. ``told`` is that of :meth:`~workbench.desk.honest_numbers.HonestNumbers.told`;
        ``looked`` are the comparisons of the session or the day (``when``) in words, the largest effect first. What
        takes longer than a moment answers ``job``, to be asked for with :meth:`do_compared`.
        """
        self._desk.sit(by=self.by, page=self.page)
        field = self._field(signifier_set)
        asked = field.question(question)
        if asked is None:
            raise Refused(self.words.say("what_stories_say.compare.no_question"), field="question")
        split = between(self._split(field, by, picked), first or None, second or None, words=self.words)
        compare, meant = _COMPARED[asked["signifier_kind"]], Asked(question, signifier_set)

        def worked_out() -> _Seen:
            found = release(compare(field.evidence, meant, split=split)).finding
            return _Seen(found, read_answers(field.evidence, meant, split=split).rows, picked=by == _PICKED)

        return self._told(self._background.begin(worked_out))

    def do_compared(self, job: str) -> dict[str, Any]:
        """What has become of a comparison that was not worked out at once; as :meth:`do_compare`."""
        self._desk.sit(by=self.by, page=self.page)
        return self._told(self._background.ask(job))

    def _told(self, answer: dict[str, Any]) -> dict[str, Any]:
        """A comparison in words, now that it is looked at; as it came where it is not worked out yet."""
        if "done" not in answer:
            return answer
        seen: _Seen = answer["done"]
        self._work.look(looks(seen.found, seen.rows))
        kept = self._desk.evidence("comparison", system=self._system, below=False, own=True)
        session = self._work.session()
        within = comparisons_looked_at(
            kept, cycle=self._cycle, sense_session=session.id if session else None, order="effect"
        )
        numbers = HonestNumbers(
            seen.found,
            rows=seen.rows,
            looked=release(within).finding,
            words=self.words,
            when=self.words.say(f"what_stories_say.when.{'session' if session else 'today'}"),
            picked=seen.picked,
        )
        return {"told": numbers.told(), "looked": numbers.told_looked(), "when": numbers.when}

    def _split(self, field: StoryField, by: str, picked: Sequence[str]) -> Split:
        if by == _PICKED:
            these = {self.words.say("what_stories_say.split.these"): self._ids(picked)}
            return picked_apart(field.evidence, these, words=self.words)
        return story_split(field.evidence, by, words=self.words)

    def _ids(self, ids: Sequence[str]) -> frozenset[str]:
        if not isinstance(ids, list) or not all(isinstance(id, str) for id in ids):
            raise Refused(self.words.say("what_stories_say.not_stories"), field="ids")
        return frozenset(ids)
