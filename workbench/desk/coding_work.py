"""Several people tag the same texts, each alone, then compare; each act is one step of the history.

The words of a step never tell what was tagged: while a round is blind, everybody can read what happened, not what it
was.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast

from workbench.desk.structure import Structure
from workbench.desk.theme_work import ThemeWork
from workbench.errors import NotAllowed, Problems, Refused
from workbench.model import (
    CODED,
    Coding,
    CodingDone,
    CodingRound,
    CodingState,
    CodingUnit,
    PodEntry,
    Record,
    Story,
    Withdrawal,
)
from workbench.patterns.passage import found_again

__all__ = ["LONGEST_PASSAGE", "MOST_TEXTS", "CodingWork"]

#: More texts than this nobody reads in one round.
MOST_TEXTS = 500
#: Longer passages are no passages; tag the whole text.
LONGEST_PASSAGE = 20_000


class CodingWork(ThemeWork):
    """Acts on the coding of one group. Whoever tags is who said their name at the page."""

    # -- rounds -------------------------------------------------------------------------------------------------------
    def begin(self, values: Mapping[str, Any], *, texts: Sequence[tuple[str, str]]) -> CodingRound:
        """Begin a blind round on some texts (kind, id), in their order; whoever begins it reads as well.

        Raises
        ------
        Problems
            Where the form cannot be kept, or nobody is named who reads.
        Refused
            Where there are no texts, too many, or one that cannot be coded. Nothing was written then.
        """
        asked = {field: values[field] for field in ("name", "unit", "coders", "scope") if field in values}
        new = cast(CodingRound, self._new(CodingRound.kind, asked))
        coders = tuple({name.casefold(): name for name in (*new.coders, self._by()) if name}.values())
        if not coders:
            raise Problems({"coders": self._say("no_coders")})
        chosen = list(dict.fromkeys((str(kind), str(id)) for kind, id in texts))
        if not chosen:
            raise Refused(self._say("no_texts"), field="texts")
        if len(chosen) > MOST_TEXTS:
            raise Refused(self._say("too_many_texts", n=f"{len(chosen):,}", most=MOST_TEXTS), field="texts")
        for kind, id in chosen:
            self._text(kind, id)
        with self._step("coding.step.begun", n=len(chosen)) as step:
            made = step.add(new.model_copy(update={"coders": coders, "opened_on": self._today()}))
            for position, (kind, id) in enumerate(chosen):
                unit = {"coding_round": made.id, "of_kind": kind, "of": id, "position": position}
                step.add(CodingUnit.model_validate({"cycle": self.cycle, **unit}))
        return made

    def join(self, coding_round: str) -> CodingRound:
        """Whoever sits here reads as well; where they do already, nothing happens."""
        found = self._round(coding_round, CodingState.blind)
        who = self._by()
        if not who:
            raise Refused(self._say("no_name"), field="by")
        if who.casefold() in (name.casefold() for name in found.coders):
            return found
        with self._step("coding.step.joined") as step:
            return step.revise(found.model_copy(update={"coders": (*found.coders, who)}))

    def unfinished(self, coding_round: str) -> dict[str, int]:
        """Who has not read all texts of a round to the end, and how many each has left; in the order of the names."""
        found = self._round(coding_round)
        units = {unit.id for unit in self._store.all(CodingUnit, coding_round=found.id)}
        done = [one for one in self._store.all(CodingDone, cycle=found.cycle) if one.coding_unit in units]
        left = {name: len(units) - sum(one.coder == name for one in done) for name in found.coders}
        return {name: n for name, n in sorted(left.items(), key=lambda pair: pair[0].casefold()) if n}

    def reveal(self, coding_round: str) -> CodingRound:
        """Let everybody see what everybody tagged; from then on nothing is tagged in this round."""
        found = self._round(coding_round, CodingState.blind)
        return self._goes(found, "revealed", state=CodingState.revealed, revealed_on=self._today())

    def close(self, coding_round: str) -> CodingRound:
        """Say that a revealed round is done."""
        found = self._round(coding_round, CodingState.revealed)
        return self._goes(found, "closed", state=CodingState.closed, closed_on=self._today())

    def open_again(self, coding_round: str) -> CodingRound:
        """Talk about a closed round again."""
        found = self._round(coding_round, CodingState.closed)
        return self._goes(found, "opened_again", state=CodingState.revealed, closed_on=None)

    def write(self, kind: str, id: str, values: Mapping[str, Any], *, was: Mapping[str, Any] | None = None) -> Record:
        """As any record is changed; of a round its name, its note and who may see it, the rest has acts of its own."""
        if kind == CodingRound.kind and not {*values} <= {"name", "note", "scope"}:
            raise Refused(self._say("not_by_hand"))
        return super().write(kind, id, values, was=was)

    # -- texts --------------------------------------------------------------------------------------------------------
    def tag(
        self, unit: str, theme: str, *, field: str = "", span: tuple[int, int] | None = None, quote: str = ""
    ) -> Coding:
        """Tag a passage of a text (or, without ``span``, all of it) with a theme; what is tagged already stays so.

        Parameters
        ----------
        field
            The field of the record that holds the words; "" for the first.
        span, quote
            Where the passage lies in characters (code points), and its words as the page showed them: where the text
            was changed meanwhile, the words are looked for.

        Raises
        ------
        NotAllowed
            Where the round is no longer blind, or whoever sits here does not read in it.
        Refused
            Where the words are no longer there, or the theme is no longer used.
        """
        one, coder = self._reading(unit)
        found = self._theme(theme)
        if found.ended_on is not None:
            raise Refused(self._say("theme_ended", name=found.name), field="theme")
        record = self._text(one.of_kind, one.of)
        field = field or CODED[one.of_kind][0]
        if field not in CODED[one.of_kind]:
            raise Refused(self._say("no_such_words"), field="field")
        placed = self._placed(getattr(record, field), span, quote) if span is not None else {}
        new = Coding.model_validate(
            {
                "cycle": one.cycle,
                "theme": found.id,
                "coder": coder,
                "of_kind": one.of_kind,
                "of": one.of,
                "field": field if placed else CODED[one.of_kind][0],
                "coding_round": one.coding_round,
                "coded_on": self._today(),
                **placed,
            }
        )
        mine = self._store.all(Coding, coding_round=one.coding_round, of=one.of, theme=found.id)
        same = next((there for there in mine if _where(there) == _where(new)), None)
        if same is not None:
            return same
        with self._step("coding.step.tagged") as step:
            return step.add(new)

    def untag(self, coding: str) -> None:
        """Take away what whoever sits here tagged.

        Raises
        ------
        NotAllowed
            Where somebody else did, or the round is no longer blind.
        """
        found = cast(Coding, self._of_ours(Coding.kind, coding))
        if found.coding_round is not None:
            self._coder(self._round(found.coding_round))
        if found.coder.casefold() != self._by().casefold():
            raise NotAllowed(self._say("not_yours"))
        with self._step("coding.step.untagged") as step:
            step.remove(Coding.kind, found.id)

    def read(self, unit: str, *, done: bool = True) -> None:
        """Say that whoever sits here read a text to its end (without themes: none is in it), or take it back."""
        one, coder = self._reading(unit)
        there = [d for d in self._store.all(CodingDone, coding_unit=one.id) if d.coder == coder]
        if done == bool(there):
            return
        with self._step("coding.step.read" if done else "coding.step.unread") as step:
            for old in there:
                step.remove(CodingDone.kind, old.id)
            if done:
                step.add(CodingDone(cycle=one.cycle, coding_unit=one.id, coder=coder, done_on=self._today()))

    def note_agreed(self, codings: Collection[str], note: str) -> None:
        """Write beside what was tagged in one place what the group agreed about it.

        Raises
        ------
        NotAllowed
            Where its round is still blind.
        """
        found = [cast(Coding, self._of_ours(Coding.kind, id)) for id in dict.fromkeys(codings)]
        for one in found:
            if one.coding_round is None or self._round(one.coding_round).state is CodingState.blind:
                raise NotAllowed(self._say("still_blind"))
        changed = [Coding.model_validate({**one.model_dump(), "note": note}) for one in found]
        with self._step("coding.step.agreed") as step:
            for one in changed:
                step.revise(one)

    # -- what they are made of ----------------------------------------------------------------------------------------
    def _goes(self, found: CodingRound, way: str, **changed: Any) -> CodingRound:
        with self._step(f"coding.step.{way}") as step:
            return step.revise(found.model_copy(update=changed))

    def _round(self, id: str, state: CodingState | None = None) -> CodingRound:
        found = cast(CodingRound, self._of_ours(CodingRound.kind, id))
        if state is not None and found.state is not state:
            raise NotAllowed(self._say(f"not_{state.value}"))
        return found

    def _reading(self, unit: str) -> tuple[CodingUnit, str]:
        """A text of a blind round, and the name under which whoever sits here reads in it."""
        one = cast(CodingUnit, self._of_ours(CodingUnit.kind, unit))
        return one, self._coder(self._round(one.coding_round))

    def _coder(self, found: CodingRound) -> str:
        if found.state is not CodingState.blind:
            raise NotAllowed(self._say("not_blind"))
        who = self._by()
        name = next((name for name in found.coders if name.casefold() == who.casefold()), None)
        if not who or name is None:
            raise NotAllowed(self._say("not_coder" if who else "no_name"))
        return name

    def _text(self, kind: str, id: str) -> Record:
        """A text that can be coded: of ours, or of a group within ours that lets us see it."""
        if kind not in CODED:
            raise Refused(self._say("not_coded", kind=kind[:40]), field="texts")
        found, ours = self._found(kind, id), self.system_of()
        whose = self.system_of(found)
        within = whose != ours and whose in Structure.read(self._store).within(str(ours))
        if whose != ours and not (within and getattr(found, "scope", None) in self.scopes()):
            raise Refused(self._words.say("forms.problem.elsewhere_record"), field="texts")
        if self._hidden(found) or not any(getattr(found, field).strip() for field in CODED[kind]):
            raise Refused(self._say("no_such_text"), field="texts")
        return found

    def _hidden(self, found: Record) -> bool:
        """Whether nobody may read it: a story whose consent is over or taken back, a pod entry that is not shared."""
        if isinstance(found, Story):
            over = found.consent_until is not None and found.consent_until < self._today()
            return over or found.withdrawal not in (Withdrawal.none, Withdrawal.no_contact)
        return isinstance(found, PodEntry) and found.shared_on is None

    def _placed(self, text: str, span: tuple[int, int], quote: str) -> dict[str, Any]:
        """Where a passage lies in a text today, without blanks at its ends."""
        starts, ends = max(0, span[0]), min(span[1], len(text)) if not quote else span[1]
        here = found_again(text, quote, (starts, ends)) if starts < ends else None
        words = text[slice(*here)] if here else ""
        if here is None or not words.strip():
            raise Refused(self._say("words_gone"), field="span")
        if len(words) > LONGEST_PASSAGE:
            raise Refused(self._say("passage_too_long", most=f"{LONGEST_PASSAGE:,}"), field="span")
        starts = here[0] + len(words) - len(words.lstrip())
        quote = words.strip()
        return {"starts": starts, "ends": starts + len(quote), "quote": quote}


def _where(coding: Coding) -> tuple[Any, ...]:
    return (coding.coder, coding.of_kind, coding.field, coding.starts, coding.ends)
