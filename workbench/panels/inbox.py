"""What other cycles sent to this one: it waits here until it is taken up, adapted or left."""

from __future__ import annotations

from typing import Any

from workbench.desk.influence_work import InfluenceWork
from workbench.model import Issue
from workbench.panels.form_panel import FormPanel
from workbench.panels.handing_over import WithSendings
from workbench.panels.library import script, style
from workbench.panels.sent_evidence import evidence_of, led_to_here

__all__ = ["InboxPanel"]


class InboxPanel(WithSendings):
    """The inbox of one cycle: each thing with what it is, why it came, its evidence, and what becomes of it here."""

    _esm = script("answering.js", "inbox_one.js", "inbox.js")
    _css = style("answering.css", "inbox.css")
    sections = ("inbox", "issues")
    follows = frozenset({"influence", "issue", "observation", "interpretation", "idea", "experiment", "embedding"})
    follows |= {"evidence_link", "cycle", "cycle_link", "system"}
    work = InfluenceWork
    _work: InfluenceWork
    kinds = frozenset({"issue", "experiment"})
    looks = FormPanel.looks | {"may_read"}
    pulse_ms = 1_500

    def load(self) -> dict[str, Any]:
        """What came, what waits first; each with its evidence and what it led to here."""
        received = self._ways.sendings().received()
        readable = [(one["of_kind"], one["of"]) for one in received if one["text"]]
        beside = evidence_of(self._desk, readable, system=self._system)
        led = led_to_here(self._desk, system=self._system)
        return {
            "may_edit": self._may_edit,
            "received": [
                {
                    **one,
                    "evidence": beside.get((one["of_kind"], one["of"])),
                    "led_to": led.get(one["id"], []),
                    "status": self._status(one),
                }
                for one in received
            ],
            "cycles": self._ways.cycles(self._desk.structure),
        }

    def _status(self, one: dict[str, Any]) -> str:
        """Whether an issue that came is open or closed; "" for anything else, and where it may not be seen."""
        found = self._desk.store.find(Issue, one["of"]) if one["of_kind"] == Issue.kind and one["text"] else None
        return found.status.value if found else ""

    # -- commands -----------------------------------------------------------------------------------------------------
    def do_may_read(self, sending: str, to: list[str]) -> list[str]:
        """Those of these cycles whose groups may not read what came in its own words, by name."""
        names = dict(self._ways.cycles(self._desk.structure))
        return [names.get(str(id), "") for id in list(to)[:100] if not self._work.may_read(str(sending), cycle=str(id))]

    def do_send_on(self, sending: str, to: list[str], why: str = "") -> None:
        """Send what came on to further cycles."""
        self._sit()
        self._work.send_on(str(sending), to=[str(id) for id in to], why=str(why))

    def do_done(self, sending: str, done: bool) -> None:
        """Say of an issue that came here that it is done and can be closed, or that it is open again."""
        self._sit()
        self._work.say_done(str(sending), done=bool(done))
