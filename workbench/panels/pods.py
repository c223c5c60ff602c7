"""Learning pods: a pair writes for itself, shares when it likes, and the group reads without names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import blake2b
from typing import Any

from workbench.desk import Desk
from workbench.errors import NotAllowed, Refused
from workbench.model import PodEntry, Stance
from workbench.panels.attachments import WithAttachments
from workbench.panels.form_panel import FormPanel
from workbench.panels.led_to import LedTo
from workbench.panels.library import script, style
from workbench.panels.spoken_date import spoken
from workbench.patterns.names_in import names_in
from workbench.patterns.pod_learnings import ASKED

__all__ = ["PodsPanel"]

#: Where names of people stand that may have slipped into an answer: kind → fields.
_NAMED = {
    "pod_entry": ("pair", "created_by"),
    "debrief": ("recorder", "present", "called_by"),
    "spend": ("worker", "for_person"),
    "story": ("teller", "listened_by"),
    "issue": ("raised_by",),
    "goal": ("person",),
}
#: More ids than one browser will ever have written.
_MOST_MINE = 500


def _handle(id: str, asked: str) -> str:
    """A name for one answer that does not tell which other answers belong to it."""
    return blake2b(f"{id}:{asked}".encode(), digest_size=8).hexdigest()


class PodsPanel(WithAttachments, FormPanel):
    """The learning pods of a cycle.

    What is not shared goes only to a page whose browser wrote it, or at which one of the pair said their name; it is in
    nobody else's state. Of what is shared the page gets the words, one answer at a time: no pair, no author, no id.
    """

    _esm = script("debrief_entry.js", "pods.js")
    _css = style("debrief.css", "pods.css")
    sections = ("pods", "debrief", "attach")
    follows = frozenset({"pod_entry", "evidence_link", "issue", "measure", "attachment"})
    kinds = frozenset({"pod_entry", "issue", "measure"})
    looks = FormPanel.looks | {"mine"}
    pulse_ms = 2500

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._mine: frozenset[str] = frozenset()

    def load(self) -> dict[str, Any]:
        """What is ours, and what the group may read."""
        pods = self._pods()
        known = self._known_names()
        attached = self.attachments("pod_entry")
        return {
            "may_edit": self._may_edit,
            "today": self._desk.today().isoformat(),
            "who": self.by,
            "ours": [
                {**self._own(pod, known), "attachments": attached.get(pod.id, [])} for pod in pods if self._is_ours(pod)
            ],
            "group": self._group(pods, known),
        }

    def _pods(self) -> list[PodEntry]:
        pods = self._desk.store.all(PodEntry, cycle=self._cycle)
        return sorted(pods, key=lambda pod: (pod.held_on, pod.id), reverse=True)

    def _is_ours(self, pod: PodEntry) -> bool:
        who = self.by.casefold()
        said = {name.casefold() for name in (*pod.pair, pod.created_by) if name}
        return pod.id in self._mine or (bool(who) and who in said)

    def _known_names(self) -> set[str]:
        evidence = self._desk.evidence(*_NAMED, system=self._system, below=False, own=True)
        found: set[str] = set()
        for kind, fields in _NAMED.items():
            for field in fields:
                for value in evidence[kind][field]:
                    found |= set(value) if isinstance(value, tuple) else {value} if isinstance(value, str) else set()
        cycles = self._desk.structure.cycles_of(self._system)
        return {name for name in (*found, *(s for cycle in cycles for s in cycle.stewards)) if name}

    def _own(self, pod: PodEntry, known: Iterable[str]) -> dict[str, Any]:
        text = "\n".join(getattr(pod, asked) for asked in ASKED)
        return {
            **self.values(pod),
            "day": spoken(pod.held_on, self.words),
            "names": list(names_in(text, known)),
            "answered": bool(text.strip()),
        }

    def _group(self, pods: Iterable[PodEntry], known: set[str]) -> list[dict[str, Any]]:
        """Shared answers, newest week first; those of one week in the order of their words, as the finding has it."""
        made = LedTo.read(self._desk, system=self._system).made_of("pod_entry")
        recent = self._desk.today() - timedelta(weeks=4)
        answers = [
            {
                "handle": _handle(pod.id, asked),
                "asked": asked,
                "text": getattr(pod, asked),
                "week": _monday(pod.held_on),
                "recent": pod.held_on >= recent,
                "named": bool(names_in(getattr(pod, asked), known)),
                "became": [m for m in made.get(pod.id, []) if m["note"] == asked],
            }
            for pod in pods
            if pod.shared_on is not None
            for asked in ASKED
            if getattr(pod, asked).strip()
        ]
        answers.sort(key=lambda a: (-a["week"].toordinal(), a["text"]))
        return [{**a, "week": spoken(a["week"], self.words)} for a in answers]

    # -- commands ---------------------------------------------------------------------------------------------------
    def do_mine(self, ids: list[str]) -> dict[str, Any]:
        """The page tells which pod entries were written in its browser; what is ours now."""
        self._mine = frozenset(str(id) for id in ids[:_MOST_MINE])
        return self.load()

    def do_add(self, kind: str, values: dict[str, Any], made_from: list[str] | None = None) -> Any:
        """Write a pod entry (or a record made from one); a new one is nobody else's until it is shared."""
        if kind == "pod_entry":
            values = {**values, "shared_on": None}
        made = super().do_add(kind, values, made_from)
        if kind == "pod_entry":
            self._mine |= {made["id"]}
        return made

    def do_write(self, kind: str, id: str, values: dict[str, Any], was: dict[str, Any] | None = None) -> Any:
        """Change what is ours."""
        self._own_only(kind, id)
        if kind == "pod_entry" and "shared_on" in values:
            raise NotAllowed(self.words.say("pods.pair.not_yours"))
        return super().do_write(kind, id, values, was)

    def do_remove(self, kind: str, id: str) -> None:
        """Take away what is ours."""
        self._own_only(kind, id)
        super().do_remove(kind, id)

    def do_share(self, id: str) -> None:
        """Let the group see it, without names."""
        self._own_only("pod_entry", id)
        pod = self._desk.store.get(PodEntry, id)
        if not any(getattr(pod, asked).strip() for asked in ASKED):
            raise Refused(self.words.say("pods.pair.no_answer"))
        self._sit()
        self._work.write("pod_entry", id, {"shared_on": self._desk.today().isoformat()})

    def do_take_back(self, id: str) -> None:
        """The group no longer sees it."""
        self._own_only("pod_entry", id)
        self._sit()
        self._work.write("pod_entry", id, {"shared_on": None})

    def do_make(self, handle: str, kind: str, values: dict[str, Any]) -> dict[str, Any]:
        """Make an issue or a measure from one shared answer; the link is kept, no name goes along."""
        shared = [pod.id for pod in self._pods() if pod.shared_on is not None]
        found = next(((id, asked) for id in shared for asked in ASKED if _handle(id, asked) == handle), None)
        if found is None:
            raise Refused(self.words.say("pods.group.gone"))
        made = super().do_add(kind, values)
        # the note tells from which of the four answers it came, so that they stay apart for whoever reads
        self._work.lay_evidence(("pod_entry", found[0]), (kind, made["id"]), stance=Stance.led_to, note=found[1])
        return {"kind": kind, "id": made["id"]}

    def _own_only(self, kind: str, id: str) -> None:
        """Refuse a pod entry that is not ours."""
        if kind == "pod_entry" and not self._is_ours(self._desk.store.get(PodEntry, id)):
            raise NotAllowed(self.words.say("pods.pair.not_yours"))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
