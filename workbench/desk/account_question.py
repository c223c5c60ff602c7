"""Questions about the account of learning: what it could say, what it says, and how editions differ."""

from __future__ import annotations

from collections import Counter
from datetime import date

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.question import Questions
from workbench.model import RECORDS, Account, AccountReader, EvidenceLink, Stance

__all__ = ["AccountQuestions"]

_ACCOUNT = ("account", "account_sentence", "evidence_link")


class AccountQuestions(Questions):
    """What is asked about an account, before it is written and after."""

    def account_draft(
        self, *, cycle: str, since: date | None = None, until: date | None = None, scope: str = ""
    ) -> Answer[patterns.AccountDraft]:
        """What could an account of this cycle say, as its own group sees the record?

        ``scope`` says who will read it: beyond the group itself a number of a few is told as a few.
        """
        system = self._system_of(cycle)
        evidence = self.evidence(*patterns.DRAFTED_FROM, system=system, everywhere=True, own=True)
        own = self.structure.scale_of(system)
        found = patterns.account_draft(
            evidence, cycle=cycle, words=self.words, since=since, until=until, wide=bool(scope) and scope != own
        )
        return self._answer(found)

    def account_edition(
        self,
        *,
        system: str | None = None,
        cycle: str | None = None,
        edition: int | None = None,
        reader: AccountReader = AccountReader.descriptive,
    ) -> Answer[patterns.AccountEdition]:
        """What does the account of this cycle (or of a system's newest) say, and what does each sentence rest on?"""
        links = [
            link
            for link in self.store.all(EvidenceLink, target_kind="account_sentence")
            if link.stance is Stance.supports
        ]
        kinds = {link.source_kind for link in links} | {"issue"}
        kinds |= set(patterns.IN_WORDS) if "influence" in kinds else set()
        of = system if cycle is None else self._system_of(cycle)
        evidence = self.evidence(
            *_ACCOUNT, *sorted(kinds & set(RECORDS)), system=of, everywhere=True, own=cycle is not None
        )
        found = patterns.account_edition(
            evidence,
            cycle=cycle,
            system=system,
            edition=edition,
            reader=reader,
            laid=Counter(link.target for link in links),
        )
        return self._answer(found, picture="account_edition")

    def account_compare(self, older: str, newer: str) -> Answer[patterns.AccountCompare]:
        """What came in, what left and what was reworded between two editions of an account, by their ids?"""
        system = self._system_of(self.store.get(Account, newer).cycle)
        evidence = self.evidence(*_ACCOUNT, system=system, below=False, own=True)
        return self._answer(patterns.account_compare(evidence, older=older, newer=newer))
