"""What the rooms "Learning from those below" and "What we enabled" share: prompts, cycles below, one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from workbench.desk import Desk
from workbench.desk.enabling_work import EnablingWork
from workbench.desk.structure import Structure
from workbench.errors import Refused
from workbench.model import ONE_LIFE
from workbench.panels.cycle_in_words import cycle_in_words
from workbench.panels.form_panel import FormPanel
from workbench.panels.spoken_date import spoken

__all__ = ["WithEnabling", "day_said", "text_of"]

#: More than this is not answered, or linked, by one act.
_MOST_AT_ONCE = 200


def text_of(value: object) -> str:
    """The text; "" where it is missing."""
    return value if isinstance(value, str) else ""


class WithEnabling(FormPanel):
    """A panel on which is written down what was done for those below."""

    work = EnablingWork
    _work: EnablingWork
    kinds = frozenset({"enablement"})
    looks = FormPanel.looks | {"picture"}

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._scale = desk.structure.scale_of(system)

    @property
    def one_life(self) -> bool:
        """One person's life: told, and never counted."""
        return self._scale == ONE_LIFE

    def asked_here(self, part: str) -> list[Mapping[str, Any]]:
        """The prompts of a part (learning_from, enabling) for this scale; for one users added, those for any."""
        for name in (f"prompts.{part}_{self._scale}", f"prompts.{part}"):
            listed = self.words.section(name).get("prompt", [])
            if listed:
                return list(listed)
        return []

    def choices_below(self, known: Structure) -> list[list[str]]:
        """The cycles below (id and words), as somebody picks one to have done something for: open ones first."""
        ids = self._work.below()
        there = [cycle for cycle in known.cycles if cycle.id in ids]
        pairs = [(cycle.closed_on is not None, cycle_in_words(known, cycle.id), cycle.id) for cycle in there]
        return [[id, said] for _, said, id in sorted(pairs, key=lambda pair: (pair[0], pair[1].casefold()))]

    # -- commands -----------------------------------------------------------------------------------------------------
    def do_enable(
        self,
        values: dict[str, Any],
        for_cycle: str = "",
        sendings: Sequence[str] = (),
        raised: Sequence[Sequence[str]] = (),
        answer: bool = False,
    ) -> dict[str, Any]:
        """Write down what was done, for one cycle below or (empty) all of them."""
        self._allow("enablement", values)
        if len(sendings) > _MOST_AT_ONCE or len(raised) > _MOST_AT_ONCE:
            raise Refused(self.words.say("panel.unknown_command", name="enable"))
        made = self._work.enable(
            values,
            for_cycle=for_cycle or None,
            sendings=[str(id) for id in sendings],
            raised=[(str(kind), str(id)) for kind, id in raised],
            answer=answer,
        )
        return self.values(made)


def day_said(panel: FormPanel, value: Any) -> str:
    """A day such as "3 March 2026"; "" where there is none."""
    if value is None or pd.isna(value):
        return ""
    day = value if type(value) is date else pd.Timestamp(value).date()
    return spoken(day, panel.words)
