"""What a group does with its account of learning: taking in, wording, ordering, agreeing; each act is one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from workbench.desk.evidence_work import EvidenceWork
from workbench.errors import Refused
from workbench.model import (
    RECORDS,
    Account,
    AccountQuestion,
    AccountReader,
    AccountSentence,
    EvidenceLink,
    Record,
    Stance,
)

__all__ = ["AccountWork", "Proposed"]

#: Only acts of their own write these.
_BY_ACTS: Final[Mapping[str, frozenset[str]]] = {
    Account.kind: frozenset({"edition", "agreed_on", "agreed_by"}),
    AccountSentence.kind: frozenset({"account", "drafted", "position"}),
}


@dataclass(frozen=True)
class Proposed:
    """A drafted sentence that may be taken in, with the records (kind, id) it rests on."""

    question: AccountQuestion
    text: str
    reader: AccountReader
    rests_on: tuple[tuple[str, str], ...]


class AccountWork(EvidenceWork):
    """Acts on the account of one cycle. What was agreed stays as it is; every act on it is Refused."""

    # -- editions -----------------------------------------------------------------------------------------------------
    def editions(self) -> list[Account]:
        """The editions of the account of this cycle, the first one first."""
        return sorted(self._store.all(Account, cycle=self.cycle), key=lambda one: (one.edition, one.id))

    def sentences(self, account: str) -> list[AccountSentence]:
        """The sentences of an edition in the order in which they are read."""
        order = list(AccountQuestion)
        found = self._store.all(AccountSentence, account=account)
        return sorted(found, key=lambda one: (order.index(one.question), one.position, one.id))

    def begin(self, values: Mapping[str, Any]) -> Account:
        """Begin the account of this cycle.

        Raises
        ------
        Refused
            Where the cycle has one already.
        Problems
            Where a value cannot be kept.
        """
        if self.editions():
            raise Refused(self._words.say("account.one_at_a_time"))
        made = self._new(Account.kind, {k: v for k, v in values.items() if k not in _BY_ACTS[Account.kind]})
        with self._step("account.step.begun") as step:
            return Account.model_validate(step.add(made).model_dump())

    def agree_edition(self, account: str, *, by: str, on: date | None = None) -> Account:
        """Agree an edition: from then on it stays as it is.

        Raises
        ------
        Refused
            Where it was agreed before, has no sentence, nobody agreed it, or the day is still to come.
        """
        found = self._open(account)
        who, day = " ".join(by.split()), on or self._today()
        if not who:
            raise Refused(self._words.say("account.agree_nobody"), field="by")
        if day > self._today():
            raise Refused(self._words.say("account.agree_later"), field="on")
        if not self.sentences(account):
            raise Refused(self._words.say("account.agree_empty"))
        changed = Account.model_validate({**found.model_dump(), "agreed_by": who, "agreed_on": day})
        with self._step("account.step.agreed", n=found.edition) as step:
            return step.revise(changed)

    def next_edition(self) -> Account:
        """Begin the next edition as a copy of the newest, with what was laid beside its sentences.

        Raises
        ------
        Refused
            Where there is none yet, or the newest one is still being written.
        """
        found = self.editions()
        if not found:
            raise Refused(self._words.say("account.gone"))
        before = found[-1]
        if before.agreed_on is None:
            raise Refused(self._words.say("account.next_not_yet", n=before.edition))
        beside = self._supports()
        number = before.edition + 1
        fields = before.model_dump(exclude={"id", "created_at", "created_by", "revised_at", "revised_by", "version"})
        with self._step("account.step.next", n=number) as step:
            made = step.add(
                Account.model_validate({**fields, "edition": number, "agreed_on": None, "agreed_by": "", "until": None})
            )
            for one in self.sentences(before.id):
                copy = step.add(
                    AccountSentence(
                        cycle=self.cycle,
                        account=made.id,
                        question=one.question,
                        position=one.position,
                        text=one.text,
                        reader=one.reader,
                        drafted=one.drafted,
                    )
                )
                step.add(self._led_to(one, copy))
                for link in beside.get(one.id, ()):
                    step.add(self._evidence(copy, (link.source_kind, link.source)))
        return made

    # -- sentences ----------------------------------------------------------------------------------------------------
    def take_in(self, account: str, proposed: Sequence[Proposed]) -> list[AccountSentence]:
        """Take drafted sentences into an edition, each with what it rests on, at the end of what they answer."""
        found = self._open(account)
        if not proposed:
            raise Refused(self._words.say("account.nothing_ticked"))
        last = self._last(account)
        made = []
        with self._step("account.step.taken", n=len(proposed)) as step:
            for one in proposed:
                last[one.question] = last.get(one.question, 0.0) + 1.0
                sentence = step.add(
                    AccountSentence(
                        cycle=self.cycle,
                        account=found.id,
                        question=one.question,
                        position=last[one.question],
                        text=one.text,
                        reader=one.reader,
                        drafted=one.text,
                    )
                )
                for piece in dict.fromkeys(one.rests_on):
                    step.add(self._evidence(sentence, piece))
                made.append(sentence)
        return made

    def lay(self, sentence: str, piece: tuple[str, str]) -> EvidenceLink:
        """Lay a record (kind, id) of this group beside a sentence; Refused where it lies there already."""
        found = self._sentence(sentence)
        if piece[0] not in RECORDS or piece[0] in (Account.kind, AccountSentence.kind):
            raise Refused(self._words.say("account.unknown_evidence"))
        self._of_ours(*piece)
        if self._laid_beside(found, piece):
            raise Refused(self._words.say("evidence.there_already"))
        return self._lay_piece(self._evidence(found, piece))

    def take_away(self, sentence: str, piece: tuple[str, str]) -> None:
        """Take a record off a sentence; the record itself stays. Nothing there is no error."""
        self._taken_off(self._laid_beside(self._sentence(sentence), piece))

    def move(self, sentence: str, *, place: int, question: AccountQuestion | None = None) -> list[AccountSentence]:
        """Put a sentence at a place (0 is the first) among those that answer the same question, or another one."""
        found = self._sentence(sentence)
        to = question or found.question
        rows = [one for one in self.sentences(found.account) if one.question is to and one.id != sentence]
        at = max(0, min(place, len(rows)))
        rows.insert(at, found.model_copy(update={"question": to}))
        before = {one.id: one for one in self.sentences(found.account)}
        with self._step("account.step.moved") as step:
            for n, one in enumerate(rows, start=1):
                moved = one.model_copy(update={"position": float(n)})
                if moved != before[one.id]:
                    step.revise(moved)
        return rows

    def mark(self, sentences: Sequence[str], reader: AccountReader) -> None:
        """Say for which reader some sentences are."""
        found = [self._sentence(id) for id in dict.fromkeys(sentences)]
        with self._step("account.step.marked", n=len(found)) as step:
            for one in found:
                step.revise(one.model_copy(update={"reader": reader}))

    # -- what a form writes -------------------------------------------------------------------------------------------
    def add(self, kind: str, values: Mapping[str, Any], *, made_from: tuple[str, str] | None = None) -> Record:
        """As any record is written; a sentence stands last among those that answer the same, in an open edition."""
        if kind == Account.kind:
            return self.begin(values)
        if kind != AccountSentence.kind:
            return super().add(kind, values, made_from=made_from)
        account = self._open(str(values.get("account", "")))
        given = {k: v for k, v in values.items() if k not in _BY_ACTS[kind]}
        position = self._last(account.id).get(_question(values.get("question")), 0.0) + 1.0
        return super().add(kind, {**given, "account": account.id, "position": position}, made_from=made_from)

    def write(self, kind: str, id: str, values: Mapping[str, Any], *, was: Mapping[str, Any] | None = None) -> Record:
        """As any record is changed; refused where its edition was agreed."""
        self._open_of(kind, id)
        if _BY_ACTS.get(kind, frozenset()) & set(values):
            raise Refused(self._words.say("panel.unknown_command", name="write"))
        return super().write(kind, id, values, was=was)

    def remove(self, kind: str, id: str) -> None:
        """As any record is removed; refused where its edition was agreed."""
        self._open_of(kind, id)
        super().remove(kind, id)

    # -- what is there ------------------------------------------------------------------------------------------------
    def _open(self, account: str) -> Account:
        """An edition of this cycle that may still be changed."""
        found = next((one for one in self.editions() if one.id == account), None)
        if found is None:
            raise Refused(self._words.say("account.gone"))
        if found.agreed_on is not None:
            raise Refused(self._words.say("account.agreed_already"))
        return found

    def _open_of(self, kind: str, id: str) -> None:
        if kind == Account.kind:
            self._open(id)
        elif kind == AccountSentence.kind:
            self._sentence(id)

    def _sentence(self, id: str) -> AccountSentence:
        found = self._own_record(AccountSentence.kind, id)
        assert isinstance(found, AccountSentence)  # noqa: S101  it was asked for by its kind
        self._open(found.account)
        return found

    def _last(self, account: str) -> dict[AccountQuestion | None, float]:
        """By question the place of its last sentence."""
        return {one.question: one.position for one in self.sentences(account)}

    def _supports(self) -> dict[str, list[EvidenceLink]]:
        """By sentence of this cycle what was laid beside it."""
        found: dict[str, list[EvidenceLink]] = {}
        for link in self._store.all(EvidenceLink, target_kind=AccountSentence.kind, cycle=self.cycle):
            if link.stance is Stance.supports:
                found.setdefault(link.target, []).append(link)
        return found


def _question(value: object) -> AccountQuestion | None:
    return next((one for one in AccountQuestion if one == value), None)
