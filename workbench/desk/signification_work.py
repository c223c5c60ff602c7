"""Tellers say what their story means: which questions a group asks, and where a story lies on each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from workbench.desk.placing import placings
from workbench.desk.record_work import RecordWork
from workbench.errors import Refused
from workbench.model import (
    PUBLIC,
    Cycle,
    Placing,
    Signification,
    SignifiedBy,
    Signifier,
    SignifierSet,
    Story,
    Withdrawal,
)
from workbench.model.signifier_file import SignifierFile, signifier_file, signifier_files
from workbench.store import Step

__all__ = ["OfferedSet", "SignificationWork"]

#: What a person who told a story may have asked for and still add to it.
_STANDS: Final = (Withdrawal.none, Withdrawal.no_contact)


@dataclass(frozen=True)
class OfferedSet:
    """A set of questions a group may ask.

    ``ref`` is what a page names it by: the file's name, or the id of a set that came with an import. ``record`` is the
    wording in use; None where nobody was asked in this wording yet. ``signifiers`` also has those no longer asked.
    """

    ref: str
    name: str
    language: str
    signifiers: tuple[Signifier, ...]
    record: SignifierSet | None = None


class SignificationWork(RecordWork):
    """What tellers say their stories mean, in one cycle; each act is one step.

    Sets of questions go on from round to round: those of every cycle of the group's system are its own. Answers stay
    with the wording they were asked in.
    """

    # -- which questions ----------------------------------------------------------------------------------------------
    def sets(self) -> list[OfferedSet]:
        """The sets this group can choose among: those of the templates, then those that came with imports."""
        made = self.records()
        newest = _newest(made)
        offered = [self._of_file(file, made) for file in signifier_files()]
        files = {one.ref for one in offered}
        return offered + [
            OfferedSet(s.id, s.name, s.language, s.signifiers, s) for s in newest if s.template not in files
        ]

    def records(self) -> list[SignifierSet]:
        """Every wording this group ever asked in, oldest first."""
        system = self._store.get(Cycle, self.cycle).system
        cycles = self._store.all(Cycle, system=system)
        found = [s for cycle in cycles for s in self._store.all(SignifierSet, cycle=cycle.id)]
        return sorted(found, key=_age)

    def asked(self) -> OfferedSet | None:
        """The set whose questions new stories are asked: the one chosen last, at first that of the templates."""
        offered = self.sets()
        files = set(signifier_files())
        open_ = [one for one in offered if one.record is not None and one.record.closed_on is None]
        own = [one for one in open_ if one.ref in files]
        chosen = max(own or open_, key=lambda one: _age(cast(SignifierSet, one.record)), default=None)
        return chosen or next(iter(offered), None)

    def choose(self, ref: str) -> SignifierSet:
        """Ask new stories the questions of this set, and those of no other.

        Raises
        ------
        Refused
            Where there is no such set, or it is asked already.
        """
        offered = self._offered(ref)
        others = [s for s in _newest(self.records()) if s.closed_on is None and s != offered.record]
        if offered.record is not None and offered.record.closed_on is None and not others:
            raise Refused(self._words.say("signifying.problem.already"), field="set")
        with self._step("signifying.step.chosen", name=offered.name) as step:
            for other in others:
                step.revise(other.model_copy(update={"closed_on": self._today()}))
            if offered.record is None:
                return step.add(self._new_wording(offered))
            return step.revise(offered.record.model_copy(update={"closed_on": None}))

    def _offered(self, ref: str) -> OfferedSet:
        found = next((one for one in self.sets() if one.ref == ref), None)
        if found is None:
            raise Refused(self._words.say("signifying.problem.no_set"), field="set")
        return found

    def _of_file(self, file: str, made: Sequence[SignifierSet]) -> OfferedSet:
        """What a file asks now, with what it asked before and asks no longer."""
        now = signifier_file(file, language=self._words.language)
        before = _latest(made, template=file, language=now.language)
        if before is None:
            return OfferedSet(file, now.name, now.language, now.signifiers)
        words = _with_the_gone(now, before)
        same = words == before.signifiers and now.name == before.name
        return OfferedSet(file, now.name, now.language, words, before if same else None)

    def _new_wording(self, offered: OfferedSet) -> SignifierSet:
        before = _latest(self.records(), template=offered.ref, language=offered.language)
        return SignifierSet(
            cycle=self.cycle,
            scope=PUBLIC,  # what is asked tells of nobody, and figures for a wider circle cannot be read without it
            name=offered.name,
            signifiers=offered.signifiers,
            language=offered.language,
            template=offered.ref,
            follows=before.id if before else None,
        )

    def set_of(self, story: str, ref: str) -> SignifierSet | None:
        """The wording in which a story answers a set: the one it was begun in, else the newest; None: not asked yet."""
        found = self.found((SignifierSet.kind,), ref)
        if found is not None and self.system_of(found) == self.system_of():
            return cast(SignifierSet, found)
        offered = self._offered(ref)
        answered = {row.signifier_set for row in self._store.all(Signification, story=story)}
        begun = [s for s in self.records() if s.template == ref and s.id in answered]
        return begun[-1] if begun else offered.record

    # -- what a story means -------------------------------------------------------------------------------------------
    def place(self, story: str, ref: str, key: str, answer: Mapping[str, Any]) -> list[Signification]:
        """Write down one answer, over the one there was; returns its rows (several for stones).

        ``answer`` is ``{placing, by}`` with, where it was placed, what :func:`workbench.desk.placing.placings` takes.

        Raises
        ------
        Refused
            Where the answer is none to that question, the question is no longer asked, the story may not be used
            any more, or story or set belong to another group.
        """
        told = self._told(story)
        asked = self._asked_in(told, ref)
        signifier = self._signifier(asked, key)
        rows = placings(signifier, answer, words=self._words)
        by = answer.get("by")
        head = {
            "cycle": told.cycle,
            "story": told.id,
            "signifier_set": asked.id,
            "signifier": signifier.key,
            "signified_by": SignifiedBy(by) if by in set(SignifiedBy) else None,
            "placed_on": self._today(),
        }
        made = [Signification.model_validate({**head, **row}) for row in rows]
        key_of_words = "signifying.step." + (rows[0]["placing"] if len(rows) == 1 else Placing.placed)
        with self._step(key_of_words, title=signifier.title) as step:
            return self._put(step, made, self._rows(told.id, asked.id, key))

    def take_away(self, story: str, ref: str, key: str) -> None:
        """Take the answer to one question away: it counts as not asked. Where there is none, nothing happens."""
        told = self._told(story)
        asked = self.set_of(told.id, ref)
        rows = self._rows(told.id, asked.id, key) if asked is not None else []
        if not rows:
            return
        title = next((s.title for s in asked.signifiers if s.key == key), key) if asked else key
        with self._step("signifying.step.taken_away", title=title) as step:
            for row in rows:
                step.remove(row.kind, row.id)

    def _told(self, story: str) -> Story:
        found = cast(Story, self._of_ours(Story.kind, story))
        if found.withdrawal not in _STANDS:
            raise Refused(self._words.say("signifying.problem.withdrawn"), field="story")
        if found.consent_until is not None and found.consent_until < self._today():
            raise Refused(self._words.say("signifying.problem.ran_out"), field="story")
        return found

    def _asked_in(self, story: Story, ref: str) -> SignifierSet:
        """The wording the story is asked in; where nobody was asked in it before, it becomes a record now.

        That is a step of its own which no page can undo, so that taking back an answer never takes the questions from
        those who were asked meanwhile.
        """
        found = self.set_of(story.id, ref)
        if found is not None:
            return found
        offered = self._offered(ref)
        made = self._new_wording(offered)
        words = self._words.say(f"signifying.step.{'reworded' if made.follows else 'began'}", name=made.name)
        with self._store.step(words, by=self._by(), page="") as step:
            # two pages may come to this at once; the second finds what the first wrote
            found = self.set_of(story.id, ref)
            return found or step.add(made)

    def _signifier(self, asked: SignifierSet, key: str) -> Signifier:
        found = next((s for s in asked.signifiers if s.key == key), None)
        if found is None:
            raise Refused(self._words.say("signifying.problem.not_known", key=str(key)[:64]), field="answer")
        if not found.asked:
            raise Refused(self._words.say("signifying.problem.not_asked", title=found.title), field="answer")
        return found

    def _rows(self, story: str, asked: str, key: str) -> list[Signification]:
        return self._store.all(Signification, story=story, signifier_set=asked, signifier=key)

    @staticmethod
    def _put(step: Step, made: Sequence[Signification], there: Sequence[Signification]) -> list[Signification]:
        """Write the rows of one answer over those there were, stone by stone."""
        before = {row.item: row for row in there}
        for item in before.keys() - {row.item for row in made}:
            step.remove(Signification.kind, before[item].id)
        return [step.revise(_over(row, before[row.item])) if row.item in before else step.add(row) for row in made]


def _over(row: Signification, before: Signification) -> Signification:
    kept = {name: getattr(before, name) for name in ("id", "version", "cycle", "intake")}
    return row.model_copy(update=kept)


def _age(record: SignifierSet) -> tuple[datetime, str]:
    return record.created_at or datetime.min, record.id


def _newest(records: Sequence[SignifierSet]) -> list[SignifierSet]:
    """Those no later wording follows."""
    followed = {record.follows for record in records}
    return [record for record in records if record.id not in followed]


def _latest(records: Sequence[SignifierSet], *, template: str, language: str) -> SignifierSet | None:
    """The newest wording of one set in a language; None where there is none."""
    found = [s for s in _newest(records) if (s.template, s.language) == (template, language)]
    return max(found, key=_age, default=None)


def _with_the_gone(now: SignifierFile, before: SignifierSet) -> tuple[Signifier, ...]:
    """The questions of a file, and after them those that were asked before and are not in it any more."""
    here = {signifier.key for signifier in now.signifiers}
    gone = [s.model_copy(update={"asked": False}) for s in before.signifiers if s.key not in here]
    return (*now.signifiers, *gone)
