"""The rules and principles of a cycle: few rules, several principles, and where each came from."""

from __future__ import annotations

from collections import Counter
from typing import Any

from workbench.desk.codesign_work import CodesignWork
from workbench.model import Experiment, Rule
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style
from workbench.panels.spoken_date import spoken

__all__ = ["PrinciplesPanel"]


class PrinciplesPanel(FormPanel):
    """What holds in one cycle, and for how many of its experiments each holds."""

    _esm = script("principles.js")
    _css = style("principles.css")
    sections = ("principles",)
    follows = frozenset({"rule", "experiment"})
    work = CodesignWork
    _work: CodesignWork
    kinds = frozenset({"rule"})
    pulse_ms = 2500

    def load(self) -> dict[str, Any]:
        """The rules and principles in the order they were written, and the prompt that asks for them."""
        store = self._desk.store
        held = Counter(id for x in store.all(Experiment, cycle=self._cycle) for id in x.rules)
        prompts = self.words.section("prompts.codesign").get("prompt", [])
        return {
            "may_edit": self._may_edit,
            "today": self._desk.today().isoformat(),
            "prompt": next((p for p in prompts if p.get("key") == "safe"), None),
            "rules": [
                {**self.values(rule), "held_by": held[rule.id], "when": self._when(rule)}
                for rule in store.all(Rule, cycle=self._cycle)
            ],
        }

    def _when(self, rule: Rule) -> str:
        days = (("since", rule.since), ("ended", rule.ended_on))
        return ", ".join(self.words.say(f"principles.{key}", on=spoken(on, self.words)) for key, on in days if on)

    # -- commands ---------------------------------------------------------------------------------------------------
    def do_drop(self, rule: str) -> None:
        """Remove a rule or principle, and take it off the cards it held for."""
        self._sit()
        self._work.drop_rule(rule)
