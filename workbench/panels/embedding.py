"""What becomes usual: the changes of a cycle that are to last, how far each has come, and how that is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from workbench.desk import Desk
from workbench.desk.embedding_work import EmbeddingWork
from workbench.errors import Refused
from workbench.model import Embedding, EmbeddingKind, EmbeddingState, Ending, Stance
from workbench.panels.embedding_beside import SETTLED, EmbeddingBeside, scales_in_use, way_so_far
from workbench.panels.form_panel import FormPanel
from workbench.panels.handing_over import HandingOver
from workbench.panels.library import script, style
from workbench.panels.pattern_evidence import PatternEvidence
from workbench.panels.picture import picture_of
from workbench.panels.spoken_date import spoken

__all__ = ["EmbeddingPanel"]

_LONGEST_NAME = 120


class EmbeddingPanel(FormPanel):
    """The changes of one cycle grouped by state, what outlived its change, ended experiments, and one open change.

    An experiment of any round that ended as embedded is offered until a change was made of it.
    """

    _esm = script(
        *("picture.js", "countermeasure_end.js", "pattern_evidence.js"),
        *("embedding_shields.js", "embedding_issues.js", "embedding_one.js", "embedding.js"),
    )
    _css = style("countermeasures.css", "pattern_board.css", "picture.css", "embedding.css")
    sections = ("embedding", "countermeasures", "pattern_board")
    follows = frozenset({"embedding", "experiment", "countermeasure", "evidence_link", "issue", "influence", "cycle"})
    work = EmbeddingWork
    _work: EmbeddingWork
    kinds = frozenset({"embedding", "issue"})
    looks = FormPanel.looks | {"open", "search", "picture", "over_time", "who_can_read"}
    pulse_ms = 2_000

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._shown = ""
        self._ways = HandingOver(desk, system=system, cycle=cycle, words=self.words)
        self._evidence = PatternEvidence(desk, system=system)

    def load(self) -> dict[str, Any]:
        """All changes with where they stand, what is offered, what should be gone, and the one that is looked at."""
        beside = EmbeddingBeside(self._desk, system=self._system, words=self.words)
        changes = self._desk.store.all(Embedding, cycle=self._cycle)
        rows = [self._row(one, beside) for one in reversed(changes)]
        here = next((one for one in changes if one.id == self._shown), None)
        return {
            "may_edit": self._may_edit,
            "today": self._desk.today().isoformat(),
            "place": {"system": self._system, "cycle": self._cycle},
            "kinds": [kind.value for kind in EmbeddingKind],
            "states": [state.value for state in EmbeddingState],
            "rows": rows,
            "offered": self._offered(beside),
            "outlived": [
                beside.shield(shield) | {"change": one.id, "of": one.change[:_LONGEST_NAME], "state": one.state.value}
                for one in changes
                if one.state in SETTLED
                for shield in beside.standing(one)
            ],
            "open": self._shown,
            "one": None if here is None else self._one(here, beside),
        }

    def _row(self, one: Embedding, beside: EmbeddingBeside) -> dict[str, Any]:
        """A change as its card shows it."""
        on = one.usual_on if one.state is EmbeddingState.business_as_usual else one.agreed_on
        tried = beside.experiments.get(one.experiment or "")
        return {
            **self.values(one),
            "on": spoken(on, self.words) if on else "",
            "from": tried.title if tried is not None else "",
            "n_supports": beside.n_beside.get((one.id, "supports"), 0),
            "n_contradicts": beside.n_beside.get((one.id, "contradicts"), 0),
            "n_standing": len(beside.standing(one)),
        }

    def _offered(self, beside: EmbeddingBeside) -> list[dict[str, str]]:
        """Experiments that ended as embedded and of which no change was made, the latest first."""
        made = {one.experiment for one in self._desk.store.all(Embedding)}
        ended = [x for x in beside.experiments.values() if x.ending is Ending.embedded and x.id not in made]
        ended.sort(key=lambda x: (x.ended_on or date.min, x.id))
        return [
            {
                "id": x.id,
                "title": x.title,
                "why": x.ending_why or x.what_happened,
                "on": spoken(x.ended_on, self.words) if x.ended_on else "",
            }
            for x in reversed(ended)
        ]

    # -- one change ---------------------------------------------------------------------------------------------------
    def _one(self, one: Embedding, beside: EmbeddingBeside) -> dict[str, Any]:
        places = beside.places(self._ways.cycles(self._desk.structure))
        way = way_so_far(one, self._desk.store.history(one.kind, one.id))
        return {
            "row": self._row(one, beside),
            "way": [{"state": state, "on": spoken(on, self.words) if on else ""} for state, on in way],
            "evidence": self._evidence.beside(Embedding.kind, one.id),
            "n_notes": 0,
            "shields": beside.shields(one, cycle=self._cycle),
            "settled": one.state in SETTLED,
            "issues": beside.issues(one),
            "experiments": [[x.id, x.title[:_LONGEST_NAME]] for x in beside.experiments.values()],
            "cycles": places,
            "scales": scales_in_use(self._desk.structure, places),
        }

    # -- looking ------------------------------------------------------------------------------------------------------
    def do_open(self, id: str) -> dict[str, Any]:
        """Look at one change; "" goes back to all of them."""
        self._shown = str(id)
        return self.load()

    def do_search(self, text: str) -> list[dict[str, Any]]:
        """The records with these words in them that may show whether the open change is usual; at most 30."""
        return self._evidence.found(str(text), but=self._shown)

    def do_picture(self) -> dict[str, Any]:
        """How far the changes have come, drawn."""
        return picture_of(self._desk.embeddings_by_state(cycle=self._cycle).figure())

    def do_over_time(self) -> dict[str, Any]:
        """When each change was agreed and became usual, drawn."""
        return picture_of(self._desk.embeddings_over_time(cycle=self._cycle).figure())

    def do_who_can_read(self, scope: str, to: str) -> str:
        """A sentence: who can read an issue of this scope once it is sent there, where that is more than now."""
        return self._ways.who_can_read(str(scope), str(to))

    # -- commands -----------------------------------------------------------------------------------------------------
    def do_embed(self, experiment: str, kind: str) -> dict[str, Any]:
        """Make a change of an ended experiment, and look at it."""
        self._sit()
        self._shown = self._work.embed(experiment, kind).id
        return self.load()

    def do_lay(self, embedding: str, kind: str, id: str, stance: str) -> dict[str, Any]:
        """Lay a record beside a change, or turn it to the other side."""
        self._sit()
        if stance not in (Stance.supports, Stance.contradicts):
            raise Refused(self.words.say("panel.unknown_command", name=str(stance)[:40]))
        self._work.lay(embedding, (kind, id), stance=Stance(stance))
        return self.load()

    def do_take_away(self, embedding: str, kind: str, id: str) -> dict[str, Any]:
        """Take a record off a change."""
        self._sit()
        self._work.take_away(embedding, (kind, id))
        return self.load()

    def do_ends_with(self, embedding: str, countermeasure: str, ends: bool) -> None:
        """Say that a countermeasure ends with a change, or does not."""
        self._sit()
        self._work.ends_with(embedding, countermeasure, ends=bool(ends))

    def do_end(
        self, id: str, ended_on: str, ended_why: str | None, note: str, issue: Mapping[str, Any] | None = None
    ) -> None:
        """End a countermeasure; ``issue`` is what it became, written in the same step."""
        self._sit()
        self._work.end(id, {"ended_on": ended_on, "ended_why": ended_why, "note": note}, issue=issue)

    def do_raise(self, embedding: str, values: dict[str, Any], to: str = "", why: str = "") -> None:
        """Write the issue a change led to, and send it where the rule lives."""
        self._allow("issue", values)
        self._work.raise_issue(embedding, values, to=str(to or ""), why=str(why))

    def do_send(self, issue: str, to: str, why: str = "") -> None:
        """Send an issue to another cycle."""
        self._sit()
        self._work.send(("issue", issue), to=[to], why=str(why))

    def do_take_back(self, id: str) -> None:
        """Take back what was sent and waits."""
        self._sit()
        self._work.take_back(id)
