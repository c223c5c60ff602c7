"""What a group does with its themes: add, reword, merge, end. Earlier wordings are the store's revisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from workbench.desk.record_work import RecordWork
from workbench.errors import NotAllowed, Problems, Refused
from workbench.model import Coding, CodingRound, Cycle, Observation, Record, Theme

__all__ = ["ThemeWork"]


class ThemeWork(RecordWork):
    """Acts on the themes of one group, in all rounds of its system."""

    def themes(self) -> list[Theme]:
        """The group's themes, in the order of the alphabet; those no longer used among them."""
        cycles = [c.id for c in self._store.all(Cycle, system=self.system_of())]
        found = [theme for cycle in cycles for theme in self._store.all(Theme, cycle=cycle)]
        return sorted(found, key=lambda theme: (theme.name.casefold(), theme.id))

    def add(self, kind: str, values: Mapping[str, Any], *, made_from: tuple[str, str] | None = None) -> Record:
        """As any record is added; a theme needs a name of its own, a round is begun with its texts.

        Raises
        ------
        Problems
            Where a theme that is used has this name.
        """
        if kind == CodingRound.kind:
            raise Refused(self._say("not_by_hand"))
        if kind == Theme.kind:
            self._refuse_name(values.get("name"), but="")
        return super().add(kind, values, made_from=made_from)

    def write(self, kind: str, id: str, values: Mapping[str, Any], *, was: Mapping[str, Any] | None = None) -> Record:
        """As any record is changed; a theme keeps a name of its own and lies in no ring of themes.

        Raises
        ------
        Problems
            Where it would not.
        """
        if kind == Theme.kind:
            if "name" in values:
                self._refuse_name(values["name"], but=id)
            if values.get("part_of"):
                self._refuse_ring(id, str(values["part_of"]))
        return super().write(kind, id, values, was=was)

    def remove(self, kind: str, id: str) -> None:
        """As any record is removed; a theme that was used is ended or merged, so that nobody's tags go with it.

        Raises
        ------
        Refused
            Where it was used.
        """
        used = (Coding.kind, Observation.kind)
        if kind == Theme.kind and any(self._store.all(other, theme=id) for other in used):
            raise Refused(self._say("theme_used"))
        super().remove(kind, id)

    def end(self, theme: str) -> Theme:
        """Use a theme no longer; what was tagged with it stays."""
        found = self._theme(theme)
        with self._step("coding.step.ended") as step:
            return step.revise(found.model_copy(update={"ended_on": self._today()}))

    def use_again(self, theme: str) -> Theme:
        """Use a theme again that was ended.

        Raises
        ------
        Problems
            Where another one has its name now.
        """
        found = self._theme(theme)
        self._refuse_name(found.name, but=found.id)
        with self._step("coding.step.used_again") as step:
            return step.revise(found.model_copy(update={"ended_on": None}))

    def merge(self, theme: str, *, into: str) -> Theme:
        """Put all that was tagged with a theme under another one, and end it; one undo brings it back.

        Where somebody tagged the same words with both, once is kept. Observations and smaller themes under it go along.

        Raises
        ------
        NotAllowed
            Where a round is still blind: what people tag alone stays as they tagged it.
        Refused
            Where it is the same theme, or the other is no longer used.
        """
        old, new = self._theme(theme), self._theme(into)
        if old.id == new.id or new.ended_on is not None:
            raise Refused(self._say("merge_into"), field="into")
        self._refuse_while_blind()
        there = {_place(coding) for coding in self._store.all(Coding, theme=new.id)}
        with self._step("coding.step.merged", name=old.name, into=new.name) as step:
            for coding in self._store.all(Coding, theme=old.id):
                if _place(coding) in there:
                    step.remove(Coding.kind, coding.id)
                else:
                    step.revise(coding.model_copy(update={"theme": new.id}))
            for observation in self._store.all(Observation, theme=old.id):
                step.revise(observation.model_copy(update={"theme": new.id}))
            for smaller in self._store.all(Theme, part_of=old.id):
                part_of = old.part_of if smaller.id == new.id else new.id
                step.revise(smaller.model_copy(update={"part_of": part_of}))
            return step.revise(old.model_copy(update={"part_of": new.id, "ended_on": self._today()}))

    # -- checks -------------------------------------------------------------------------------------------------------
    def _say(self, key: str, **values: object) -> str:
        return self._words.say(f"coding.refused.{key}", **values)

    def _theme(self, id: str) -> Theme:
        return cast(Theme, self._of_ours(Theme.kind, id))

    def _refuse_name(self, name: Any, *, but: str) -> None:
        said = " ".join(str(name or "").split()).casefold()
        if any(t.name.casefold() == said and t.id != but and t.ended_on is None for t in self.themes()):
            raise Problems({"name": self._say("name_taken", name=" ".join(str(name).split()))})

    def _refuse_ring(self, id: str, part_of: str) -> None:
        above = {theme.id: theme.part_of for theme in self.themes()}
        at: str | None = part_of
        for _ in above:
            if at == id:
                raise Problems({"part_of": self._say("ring")})
            at = above.get(at) if at else None

    def _refuse_while_blind(self) -> None:
        cycles = {c.id for c in self._store.all(Cycle, system=self.system_of())}
        blind = [one.name for one in self._store.all(CodingRound, state="blind") if one.cycle in cycles]
        if blind:
            raise NotAllowed(self._say("blind_round", name=blind[0]))


def _place(coding: Coding) -> tuple[Any, ...]:
    """Who tagged what in which round, whatever with."""
    where = (coding.of_kind, coding.of, coding.field, coding.starts, coding.ends)
    return (coding.coder, coding.coding_round, *where)
