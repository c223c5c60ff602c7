"""The desk's tables of what is passed on, embedded, stewarded and given account of."""

from __future__ import annotations

import pandas as pd

from workbench.desk.tables import Tables

__all__ = ["StackTables"]


class StackTables(Tables):
    """The tables of the last parts of a cycle, and of the learning stack."""

    def influences(self, *, system: str | None = None) -> pd.DataFrame:
        """What was sent to other cycles: to_cycle, of_kind, of, why, state (waiting ...), reason, answered_on."""
        return self._own("influence", system=system)

    def embeddings(self, *, system: str | None = None) -> pd.DataFrame:
        """Changes that are made lasting: change, embedding_kind (process ...), owner, state (agreed ...)."""
        return self._own("embedding", system=system)

    def enablements(self, *, system: str | None = None) -> pd.DataFrame:
        """What was enabled for cycles below: what, barrier, for_cycle, influence, since_on, helped, helped_words."""
        return self._own("enablement", system=system)

    def reviews(self, *, system: str | None = None) -> pd.DataFrame:
        """Stewardship reviews: held_on, inside, outside, convened, resources, hours, next_on."""
        return self._own("review", system=system)

    def review_notes(self, *, system: str | None = None) -> pd.DataFrame:
        """What reviews say to each prompt: review, prompt, asked, state (fine, needs_work, dont_know), note."""
        return self._own("review_note", system=system)

    def governance_groups(self, *, system: str | None = None) -> pd.DataFrame:
        """Groups and forums round cycles: name, group_kind (core ...), members, convener, meets, began_on, ended_on."""
        return self._own("governance_group", system=system)

    def accounts(self, *, system: str | None = None) -> pd.DataFrame:
        """Accounts of learning: title, edition, since, until, agreed_on, agreed_by."""
        return self._own("account", system=system)

    def account_sentences(self, *, system: str | None = None) -> pd.DataFrame:
        """Sentences of accounts: account, question (learnt ...), position, text, reader (one_page ...), drafted."""
        return self._own("account_sentence", system=system)
