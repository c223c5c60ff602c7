"""What a larger cycle does for those below, and their word whether it helped; each act is one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from workbench.desk.influence_work import InfluenceWork
from workbench.desk.structure import Structure
from workbench.errors import Refused, Stale
from workbench.frames import Audience, Evidence, table
from workbench.model import Cycle, Enablement, Helped, InfluenceState, Record, System
from workbench.patterns.cycles_below import cycles_below
from workbench.patterns.enabled import done_for

__all__ = ["EnablingWork"]

#: What the form of those above does not write: to whom it goes is chosen apart, and whether it helped is not theirs.
_NOT_ON_THE_FORM = frozenset({"for_cycle", "influence", "helped", "helped_words", "helped_by", "helped_on"})
_LONGEST_NAME = 200


class EnablingWork(InfluenceWork):
    """Acts on what one cycle enabled for those below it, and on what was enabled for this cycle."""

    def enable(
        self,
        values: Mapping[str, Any],
        *,
        for_cycle: str | None = None,
        sendings: Sequence[str] = (),
        raised: Sequence[tuple[str, str]] = (),
        answer: bool = False,
    ) -> Enablement:
        """Write down what this cycle did about a barrier, for one cycle below or (None) for all of them.

        Parameters
        ----------
        values
            What stands on the form. Whoever it was done for can read it: where its circle is too narrow it is widened.
        sendings
            The sendings it answers; the first is kept with it.
        raised
            The records (kind, id) that raised the barrier; the links to them are kept.
        answer
            Also answer those of the sendings that still wait, as taken up, in the words of what was done.

        Raises
        ------
        Refused
            Where that cycle does not lie below this one, and sent none of the sendings; or one was not sent here.
        """
        asked = [self._came(id) for id in dict.fromkeys(sendings)]
        if for_cycle is not None and for_cycle not in self.below() | {one.cycle for one in asked}:
            raise Refused(self._words.say("enabled.not_below"), field="for_cycle")
        sources = [self._found(kind, id) for kind, id in dict.fromkeys(raised)]
        more = {"for_cycle": for_cycle, "influence": asked[0].id if asked else None}
        new = cast(Enablement, self._new(Enablement.kind, values)).model_copy(update=more)
        with self._step("forms.added.enablement") as step:
            made = step.add(self._seen_by_whom_it_is_for(new))
            for source in sources:
                step.add(self._led_to(source, made))
            for one in asked if answer else ():
                if one.state is InfluenceState.waiting:
                    step.revise(self._answered(one, InfluenceState.taken_up, made.what))
        return made

    def say_helped(
        self,
        enablement: str,
        *,
        helped: str | None,
        words: str = "",
        by: str = "",
        was: Mapping[str, Any] | None = None,
    ) -> Enablement:
        """Say whether it helped: the word of those it was done for. None takes the word back.

        Parameters
        ----------
        by
            Whose word it is; whoever is at the keyboard where nobody is named.
        was
            What ``helped`` and ``helped_words`` were when they were read.

        Raises
        ------
        Refused
            Where it was done for others; nobody else has a word in this.
        Stale
            Where somebody else of those below said something meanwhile: both are in the exception.
        """
        found = cast(Enablement, self._found(Enablement.kind, enablement))
        if self.cycle not in done_for(self._known(), by_cycle=found.cycle, for_cycle=found.for_cycle):
            raise Refused(self._words.say("enabled.not_yours"), field="helped")
        now = {"helped": found.helped.value if found.helped else "", "helped_words": found.helped_words}
        given = {"helped": helped or "", "helped_words": words.strip() if helped else ""}
        read = {**now, **(was or {})}
        if now != given and any(now[field] != (read[field] or "") for field in now):
            said = self._words.say("enabled.said_meanwhile", by=found.helped_by or self._somebody())
            raise Stale(said, kind=found.kind, id=found.id, yours=given, theirs=now)
        if helped and helped not in {one.value for one in Helped}:
            raise Refused(self._words.say("enabled.say_which"), field="helped")
        whose = by or self._by()
        if found.for_cycle is None and whose:
            whose = f"{whose}, {self._store.get(System, self.system_of() or '').name}"
        signed = {"helped_by": whose[:_LONGEST_NAME], "helped_on": self._today()}
        left = {"helped": None, "helped_by": "", "helped_on": None}
        changed = Enablement.model_validate({**found.model_dump(), **given, **(signed if helped else left)})
        with self._step("enabled.step_said" if helped else "enabled.step_taken_back") as step:
            return step.revise(changed)

    # -- what it is made of -------------------------------------------------------------------------------------------
    def _new(self, kind: str, values: Mapping[str, Any], there: Any = None) -> Record:
        self._refuse_others_words(kind, values)
        return super()._new(kind, values, there)

    def _changed(self, before: Record, values: Mapping[str, Any]) -> Record:
        self._refuse_others_words(before.kind, values)
        changed = super()._changed(before, values)
        return self._seen_by_whom_it_is_for(changed) if isinstance(changed, Enablement) else changed

    def _refuse_others_words(self, kind: str, values: Mapping[str, Any]) -> None:
        if kind == Enablement.kind and any(values.get(field) for field in _NOT_ON_THE_FORM):
            raise Refused(self._words.say("enabled.not_yours"), field="helped")

    def _seen_by_whom_it_is_for(self, made: Enablement) -> Enablement:
        """With a circle wide enough for those it is for."""
        if made.for_cycle is None:
            return made
        known = Structure.read(self._store)
        circle = self._scope_with(known, None, [self._store.get(Cycle, made.for_cycle).system])
        return made.model_copy(update={"scope": self._widest(known, [made.scope, circle])})

    def below(self) -> set[str]:
        """The ids of the cycles that lie below this one, or that it learns from or enables."""
        return cycles_below(self._known(), {self.cycle})

    def _known(self) -> Evidence:
        """How the stack is built, which is no secret."""
        known = Structure.read(self._store)
        tables = {
            "system": known.system_table,
            "cycle": table("cycle", known.cycles),
            "cycle_link": table("cycle_link", known.cycle_links),
        }
        return Evidence(audience=Audience.public(), tables=tables, on=self._today())

    def _somebody(self) -> str:
        return self._words.say("forms.problem.somebody")
