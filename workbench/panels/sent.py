"""What this cycle sent to others: how long it waits, what came of it, and choosing something to send."""

from __future__ import annotations

from typing import Any, cast

from workbench.desk.influence_work import MAY_BE_SENT, InfluenceWork
from workbench.model import Captured, ExperimentStatus, IssueStatus, Record
from workbench.model.shortened import shortened
from workbench.panels.form_panel import FormPanel
from workbench.panels.handing_over import WithSendings
from workbench.panels.library import script, style
from workbench.panels.picture import picture_of
from workbench.patterns.passed_on import IN_WORDS

__all__ = ["SentPanel"]

_LONGEST_LABEL = 160


class SentPanel(WithSendings):
    """What went from one cycle to others, with the whole chain of what came of it."""

    _esm = script("picture.js", "sent_choose.js", "sent.js")
    _css = style("answering.css", "inbox.css", "picture.css")
    sections = ("sent", "inbox", "issues")
    follows = frozenset({"influence", "issue", "observation", "interpretation", "idea", "experiment", "embedding"})
    follows |= {"cycle", "cycle_link", "system"}
    work = InfluenceWork
    _work: InfluenceWork
    looks = FormPanel.looks | {"picture", "who_can_read"}
    pulse_ms = 1_500

    def load(self) -> dict[str, Any]:
        """What was sent, what waits first; what could be sent, and to whom."""
        return {
            "may_edit": self._may_edit,
            "sent": self._ways.sendings().sent(),
            "choosable": [pair for kind in MAY_BE_SENT for pair in self._choosable(kind)],
            "cycles": self._ways.cycles(self._desk.structure),
            "scopes": list(self._work.scopes().items()),
        }

    def _choosable(self, kind: str) -> list[list[str]]:
        """What of a kind could be sent from this cycle: ``kind:id`` and its words, in the order they were written."""
        found = [one for one in self._desk.store.all(kind, cycle=self._cycle) if _ready(one)]
        said = self.words.say(f"inbox.kind.{kind}")
        return [[f"{kind}:{one.id}", f"{_in_words(one)} ({said})"] for one in found]

    # -- commands -----------------------------------------------------------------------------------------------------
    def do_send(self, of: str, to: list[str], why: str = "", scope: str = "") -> None:
        """Send something (``kind:id``) to one or several cycles."""
        self._sit()
        kind, _, id = str(of).partition(":")
        self._work.send((kind, id), to=[str(one) for one in to], why=str(why), scope=str(scope) or None)

    def do_who_can_read(self, of: str, to: list[str]) -> str:
        """A sentence: who can read it once it is sent, where that is more than now."""
        kind, _, id = str(of).partition(":")
        found = self._desk.store.find(kind, id) if kind in MAY_BE_SENT else None
        if found is None:
            return ""
        if kind in ("interpretation", "idea"):
            found = self._desk.store.find("observation", getattr(found, "observation", ""))
        return self._ways.who_can_read(cast(Captured, found).scope, *(str(one) for one in list(to)[:100]))

    def do_picture(self) -> dict[str, Any]:
        """From sending to the answer, drawn."""
        return picture_of(self._desk.passed_on(cycle=self._cycle).figure())


def _ready(one: Record) -> bool:
    """An issue while it is open, an experiment once it has ended; anything else whenever somebody wants."""
    status = getattr(one, "status", None)
    return status is None or status in (IssueStatus.open, ExperimentStatus.ended)


def _in_words(one: Record) -> str:
    said = next((str(getattr(one, field)) for field in IN_WORDS[one.kind] if getattr(one, field, "")), "")
    return shortened(" ".join(said.split()), _LONGEST_LABEL)
