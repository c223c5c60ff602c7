"""The groups and forums round a cycle, drawn and listed; and whether the cycle is standing or for one issue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.desk.review_work import ReviewWork
from workbench.model import Convened, Cycle, GovernanceGroup
from workbench.model.form import Form, Question
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style
from workbench.panels.spoken_date import spoken

__all__ = ["GovernanceGroupsPanel"]

_LONGEST = 20_000


class GovernanceGroupsPanel(FormPanel):
    """Every group of one cycle: those that meet, from the core outwards, then those that ended."""

    _esm = script("governance_groups_draw.js", "governance_groups.js")
    _css = style("governance_groups.css")
    sections = ("governance_groups",)
    follows = frozenset({"governance_group", "cycle"})
    kinds = frozenset({"governance_group"})
    work = ReviewWork
    _work: ReviewWork
    pulse_ms = 1_000

    def load(self) -> dict[str, Any]:
        """The groups, those that ended, which kinds are not there, and how the cycle is convened."""
        found = self._desk.groups_round_cycle(system=self._system, cycle=self._cycle).finding
        rounds = self._desk.structure.cycles_of(self._system)
        every = [group for cycle in rounds for group in self._desk.store.all(GovernanceGroup, cycle=cycle.id)]
        by_id = {group.id: group for group in every}
        groups = [self._group(by_id[id]) for id in found.table["id"] if id in by_id]
        here = self._desk.store.get(Cycle, self._cycle)
        return {
            "may_edit": self._may_edit,
            "today": self._desk.today().isoformat(),
            "groups": [group for group in groups if not group["ended"]],
            "ended": [group for group in groups if group["ended"]],
            "missing": list(found.missing),
            "cycle": {
                "kind": Cycle.kind,
                "id": here.id,
                "convened": str(here.convened or "") or None,
                "convened_for": here.convened_for,
            },
            "cycle_name": here.name,
        }

    def _group(self, group: GovernanceGroup) -> dict[str, Any]:
        today = self._desk.today()
        return {
            "row": self.values(group),
            "began": spoken(group.began_on, self.words) if group.began_on else "",
            "next": spoken(group.next_on, self.words) if group.next_on else "",
            "next_over": bool(group.next_on and group.next_on < today),
            "ended": spoken(group.ended_on, self.words) if group.ended_on and group.ended_on <= today else "",
        }

    # -- commands -----------------------------------------------------------------------------------------------------
    def do_load(self) -> dict[str, Any]:
        """As every page with forms, and the two questions about the cycle itself."""
        begun = super().do_load()
        return {**begun, "forms": {**begun["forms"], Cycle.kind: {**self._about_cycle().as_page(), "at": self._cycle}}}

    def _about_cycle(self) -> Form:
        say = self.words.say
        choices = tuple((str(one), say(f"governance_groups.convened.{one}")) for one in Convened)
        asked = (
            Question("convened", "choice", say("governance_groups.convened.field"), choices=choices),
            Question(
                "convened_for",
                "text",
                say("governance_groups.convened.for"),
                help=say("governance_groups.convened.help"),
                longest=_LONGEST,
                lines=2,
            ),
        )
        return Form(Cycle.kind, say("governance_groups.convened.title"), "", "", asked, {})

    def do_end(self, group: str, ended: bool = True) -> None:
        """A group has ended, or goes on after all."""
        self._sit()
        self._work.end_group(str(group), ended=bool(ended))

    def do_convene(self, values: Mapping[str, Any], was: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Say how the cycle is convened."""
        self._sit()
        made = self._work.convene(dict(values), was=dict(was or {}))
        return {"convened": str(made.convened or "") or None, "convened_for": made.convened_for}
