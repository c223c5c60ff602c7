"""Opinions: take part one statement at a time, see what was found, look statements over, and files of Polis."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, Final

import numpy as np

from workbench.desk import Desk
from workbench.desk.opinion_work import OpinionWork, voter_of
from workbench.errors import Refused
from workbench.model import Conversation, Moderation, Statement
from workbench.model.form import form
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style
from workbench.panels.opinion_files import WithOpinionFiles
from workbench.panels.opinion_found import found_of
from workbench.panels.picture import picture_of
from workbench.panels.spoken_date import spoken
from workbench.patterns.opinion_votes import OpinionVotes, opinion_votes
from workbench.patterns.statement_votes import VOTES

__all__ = ["OpinionsPanel"]

#: With fewer votes on a statement, how many agree would tell who does.
_FEWEST_TOLD: Final = 5


class OpinionsPanel(WithOpinionFiles, FormPanel):
    """The conversations of a group, in every round of its system.

    A page is told how its own browser voted, and of everybody else only how many did: of a statement with fewer than
    five votes not even what they were. No pseudonym of a voter goes to any page.
    """

    _esm = script(
        *("picture.js", "save_file.js", "opinions_bars.js", "opinions_vote.js", "opinions_found.js"),
        *("opinions_statements.js", "opinions_files.js", "opinions.js"),
    )
    _css = style("opinions.css", "picture.css")
    sections = ("opinions", "polis")
    follows = frozenset({"conversation", "statement", "vote", "intake"})
    work = OpinionWork
    _work: OpinionWork
    kinds = frozenset({"conversation"})
    looks = FormPanel.looks | {"open", "found", "picture_common", "picture_differ", "picture_stability"}
    pulse_ms = 3_000

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._shown = ""

    def load(self) -> dict[str, Any]:
        """The conversations, the newest first, and the one that is looked at."""
        there = self._conversations()
        if self._shown not in {one.id for one in there}:
            self._shown = there[0].id if there else ""
        shown = next((one for one in there if one.id == self._shown), None)
        return {
            "may_edit": self._may_edit,
            "today": self._desk.today().isoformat(),
            "by": self.by,
            "conversations": [{"id": one.id, "name": one.name, "closed": one.closed_on is not None} for one in there],
            "open": self._shown,
            "one": self._one(shown) if shown else None,
            "files": self.files_state(),
        }

    def _conversations(self) -> list[Conversation]:
        rounds = self._desk.structure.cycles_of(self._system)
        every = [one for cycle in rounds for one in self._desk.store.all(Conversation, cycle=cycle.id)]
        return sorted(every, key=lambda one: (str(one.opened_on or ""), one.id), reverse=True)

    def _votes(self, conversation: str) -> OpinionVotes:
        evidence = self._desk.evidence("conversation", "statement", "vote", system=self._system, below=False, own=True)
        return opinion_votes(evidence, conversation=conversation)

    def _one(self, shown: Conversation) -> dict[str, Any]:
        votes = self._votes(shown.id)
        me = voter_of(self.device, shown.id)
        at = votes.voters.index(me) if me in votes.voters else None
        own = np.full(len(votes.statements), np.nan) if at is None else votes.votes[at]
        counts = {vote: (votes.votes == value).sum(axis=0) for vote, value in VOTES.items()}
        written = {one.id: one for one in self._desk.store.all(Statement, conversation=shown.id)}
        statements = [
            self._told(written[id], me, {vote: int(n[row]) for vote, n in counts.items()})
            for row, id in enumerate(votes.statements["id"])
            if id in written
        ]
        mine = {id: int(vote) for id, vote in zip(votes.statements["id"], own, strict=True) if not np.isnan(vote)}
        return {
            "row": self.values(shown),
            "closed": spoken(shown.closed_on, self.words) if shown.closed_on else "",
            "n_voters": len(votes.voters),
            "n_votes": int((~np.isnan(votes.votes)).sum()),
            "statements": statements,
            "order": self._order(statements, me),
            "mine": mine,
        }

    def _told(self, one: Statement, me: str, n: Mapping[str, int]) -> dict[str, Any]:
        n_votes = sum(n.values())
        return {
            "id": one.id,
            "number": one.number,
            "text": one.text,
            "seed": one.seed,
            "mine": one.written_by == me,
            "moderation": one.moderation.value,
            "why": one.moderated_why,
            "n_votes": n_votes,
            "counts": dict(n) if n_votes >= _FEWEST_TOLD else None,
        }

    @staticmethod
    def _order(statements: list[dict[str, Any]], me: str) -> list[str]:
        """The statements that can be voted on, in another order for each voter, always the same for one.

        So the first ones written do not get all the votes, and a new one falls somewhere among those that are left.
        """
        asked = [one["id"] for one in statements if one["moderation"] != Moderation.out.value]
        return sorted(asked, key=lambda id: blake2b(f"{me}:{id}".encode(), digest_size=8).digest())

    # -- commands -----------------------------------------------------------------------------------------------------
    def do_load(self) -> dict[str, Any]:
        """Everything the page needs to begin; the form of a statement for its words alone."""
        loaded = super().do_load()
        loaded["forms"]["statement"] = self.page_form(form("statement", language=self.language))
        return loaded

    def do_open(self, id: str) -> dict[str, Any]:
        """Look at one conversation."""
        self._shown = str(id)
        return self.load()

    def do_close(self, conversation: str) -> dict[str, Any]:
        """Nobody votes or writes any more."""
        self._sit()
        self._work.close(conversation)
        return self.load()

    def do_open_again(self, conversation: str) -> dict[str, Any]:
        """People vote and write again."""
        self._sit()
        self._work.open_again(conversation)
        return self.load()

    def do_vote(self, statement: str, vote: int) -> dict[str, Any]:
        """What this browser thinks of a statement; the last vote counts."""
        self._work.vote(statement, vote, device=self.device)
        return self.load()

    def do_unvote(self, statement: str) -> dict[str, Any]:
        """This browser takes its vote back."""
        self._work.unvote(statement, device=self.device)
        return self.load()

    def do_say(self, conversation: str, text: str) -> dict[str, Any]:
        """A statement of one's own."""
        self._work.say(conversation, text, device=self.device)
        return self.load()

    def do_unsay(self, statement: str) -> dict[str, Any]:
        """Take one's own statement back."""
        self._work.unsay(statement, device=self.device)
        return self.load()

    def do_begin_with(self, conversation: str, texts: list[str]) -> dict[str, Any]:
        """Statements of the group to begin with, one a line."""
        if not isinstance(texts, list):
            raise Refused(self.words.say("opinions.refused.empty"), field="text")
        self._sit()
        self._work.begin_with(conversation, [text for text in texts if str(text).strip()])
        return self.load()

    def do_moderate(self, statement: str, moderation: str, why: str = "") -> dict[str, Any]:
        """Accept a statement, or put it out with a reason."""
        self._sit()
        self._work.moderate(statement, moderation, why=str(why))
        return self.load()

    def do_found(self) -> dict[str, Any]:
        """What the votes tell so far; this looks for groups hundreds of times and may take seconds."""
        return found_of(self._desk, self._cycle, self._shown, words=self.words)

    def do_picture_common(self) -> dict[str, Any]:
        """The common ground, drawn."""
        return picture_of(self._desk.common_ground(conversation=self._shown, cycle=self._cycle).figure())

    def do_picture_differ(self) -> dict[str, Any]:
        """Where people differ, drawn."""
        return picture_of(self._desk.representative_statements(conversation=self._shown, cycle=self._cycle).figure())

    def do_picture_stability(self) -> dict[str, Any]:
        """How far the groups can be relied on, drawn."""
        return picture_of(self._desk.opinion_stability(conversation=self._shown, cycle=self._cycle).figure())
