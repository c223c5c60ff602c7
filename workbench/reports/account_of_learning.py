"""The account of learning of a cycle, as its people agreed it: for three readers, and only what an audience may see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any, Final

from workbench.errors import Refused
from workbench.model import AccountQuestion, AccountReader
from workbench.reports.account import Account, rows_of
from workbench.reports.section import Front, Section, empty, paragraph, spoken_day

__all__ = ["AccountOfLearning"]

#: So many records of one kind are named beside a sentence; of the others only how many there are is told.
_MOST_NAMED: Final = 8


class AccountOfLearning(Account):
    """One edition of the account of a system's cycle, for one reader.

    Parameters
    ----------
    desk, system, cycle, language
        As for every report (see :class:`~workbench.reports.account.Account`).
    edition
        The number of an edition; empty for the newest that was agreed, or the newest where none was.
    reader
        ``technical`` (every sentence with its evidence, n and how it came about), ``descriptive`` (without the
        sentences for technical readers; the evidence in a list at the end), or ``one_page``.

    Raises
    ------
    Refused
        Where there is no such system, cycle, language, edition or reader.
    """

    def __init__(
        self,
        desk: Any,
        *,
        system: str = "",
        cycle: str = "",
        edition: str = "",
        reader: str = "descriptive",
        language: str = "en",
    ) -> None:
        super().__init__(desk, system=system, cycle=cycle, language=language)
        if reader not in set(AccountReader):
            raise Refused(self._told("no_reader", reader=reader[:40]), field="reader")
        if edition and not (edition.isascii() and edition.isdigit()):
            raise Refused(self._told("not_an_edition", edition=edition[:40]), field="edition")
        self.reader = AccountReader(reader)
        found = self.desk.account_edition(
            **self._about, edition=int(edition) if edition else None, reader=AccountReader(reader)
        )
        self._answer = found
        self._account = found.finding.account
        if edition and self._account is None:
            known = ", ".join(str(n) for n in found.finding.editions)
            if known:
                raise Refused(self._told("no_edition", n=edition, known=known), field="edition")
        self._rows = rows_of(found.table)
        self._numbers = {row["id"]: n for n, row in enumerate((r for r in self._rows if self._laid(r)), start=1)}

    # -- sections ---------------------------------------------------------------------------------------------------
    def front(self) -> Front:
        """Whose account it is, which edition, for whom, and which days it looks at."""
        account = self._account
        scale = next((s.name for s in self.desk.structure.scales if s.id == self.system.scale), self.system.scale)
        intro = self._told(
            "brief" if self.reader is AccountReader.one_page else "intro",
            scale=scale[:1].lower() + scale[1:],
            system=self.system.name,
            audience=self.audience.name,
            span=self._span(),
        )
        return Front(
            title=self._told("title", system=self.system.name),
            purpose=account["title"] if account is not None else None,
            no_purpose=self._told("none", audience=self.audience.name),
            synthetic=self._told("synthetic") if self.system.synthetic else "",
            intro=f"{intro} {self._which()}" if account is not None else "",
        )

    def answer(self, question: str) -> Section | None:
        """What the account answers to one question; None on one page where it says nothing, or where there is none."""
        asked = AccountQuestion(question)
        rows = [row for row in self._rows if row["question"] == asked]
        if self._account is None or (not rows and self.reader is AccountReader.one_page):
            return None
        heading = self.words.say(f"account.question.{asked}")
        parts = [self._sentence(row) for row in rows] or [empty(self._told("nothing"))]
        return self._part(question.replace("_", "-"), heading, parts)

    def evidence(self) -> Section | None:
        """The list of what the sentences rest on, for the reader of the whole account; None for the others."""
        if self.reader is not AccountReader.descriptive or not self._numbers:
            return None
        listed = "".join(
            f'<li id="rests-{self._numbers[row["id"]]}">{"; ".join(self._records(row))}</li>'
            for row in self._rows
            if row["id"] in self._numbers
        )
        about = paragraph(self._told("evidence_about"), kind="small")
        return self._part("evidence", self._told("evidence"), [about, f'<ol class="rests">{listed}</ol>'])

    def how(self) -> Section | None:
        """How the account was made, and what is not shown; nothing on one page."""
        if self._account is None or self.reader is AccountReader.one_page:
            return None
        keys = ["how_text", *(["how_small"] if self.audience.wide else []), "how_consent"]
        told = [paragraph(self._told(key, audience=self.audience.name)) for key in keys]
        return self._part("how", self._told("how"), told)

    # -- parts of sections ------------------------------------------------------------------------------------------
    def _told(self, key: str, **values: object) -> str:
        return self.words.say(f"account.report.{key}", **values)

    def _part(self, id: str, heading: str, parts: list[str]) -> Section:
        return Section(id=id, heading=heading, parts=tuple(parts), kind=self._looks)

    @property
    def _looks(self) -> str:
        return "brief" if self.reader is AccountReader.one_page else ""

    def _which(self) -> str:
        account = self._account
        assert account is not None  # noqa: S101  whoever asks has looked
        said = {"n": account["edition"], "title": account["title"], "who": account["agreed_by"]}
        if account["agreed_on"] is None:
            return self._told("edition_open", **said)
        key = "edition" if account["agreed_by"] else "edition_unsigned"
        return self._told(key, **said, on=self._on(account["agreed_on"]))

    def _span(self) -> str:
        account = self._account or {}
        since, until = account.get("since"), account.get("until")
        key = "span" if since and until else "span_since" if since else "span_until" if until else "span_all"
        said = {"since": self._on(since), "until": self._on(until)}
        return self.words.say(f"account.{key}", **said)

    def _on(self, day: date | None) -> str:
        return spoken_day(day, words=self.words)

    def _laid(self, row: dict[str, Any]) -> bool:
        """Whether anything lies beside a sentence that can be told of."""
        return bool(row["rests_on"]) or str(row["n_not_seen_shown"]) != "0"

    def _sentence(self, row: dict[str, Any]) -> str:
        number = self._numbers.get(row["id"]) if self.reader is AccountReader.descriptive else None
        mark = f'<sup><a href="#rests-{number}">{number}</a></sup>' if number else ""
        said = f'<p class="said" dir="auto">{escape(row["text"])}{mark}</p>'
        return said + (self._working(row) if self.reader is AccountReader.technical else "")

    def _working(self, row: dict[str, Any]) -> str:
        """What a technical reader sees under a sentence: how it came about, n, and every record with its method."""
        drafted = row["drafted"] if isinstance(row["drafted"], str) else ""
        came = "own" if not drafted else "drafted" if drafted == row["text"] else "reworded"
        if not self._laid(row):
            return f'<p class="kind">{escape(self._told(came))} · {escape(self._told("bare"))}</p>'
        shown = str(row["n_evidence_shown"])
        n = self._told("n", n=int(shown.replace(",", ""))) if shown.replace(",", "").isdigit() else self._told("n_few")
        listed = "".join(f"<li>{record}</li>" for record in self._records(row, methods=True))
        return f'<p class="kind">{escape(self._told(came))} · {escape(n)}</p><ul class="small rests">{listed}</ul>'

    def _records(self, row: dict[str, Any], *, methods: bool = False) -> Iterator[str]:
        """The records beside a sentence in words, kind by kind; then how many may not be seen."""
        kinds: dict[str, list[dict[str, Any]]] = {}
        for one in row["rests_on"]:
            kinds.setdefault(one["kind"], []).append(one)
        for kind, found in kinds.items():
            method = f" ({escape(self._named('method', kind))})" if methods else ""
            for one in found[:_MOST_NAMED]:
                title = f": <bdi>{escape(one['title'])}</bdi>" if one["title"] else ""
                on = f", {escape(self._on(one['on']))}" if one["on"] else ""
                yield f"{escape(self._named('kind', kind))}{title}{on}{method}"
            if len(found) > _MOST_NAMED:
                yield escape(self.words.say("account.evidence_more", n=len(found) - _MOST_NAMED))
        hidden = str(row["n_not_seen_shown"]).replace(",", "")
        if hidden != "0":
            key = "not_seen" if self.audience.wide else "no_longer"
            yield escape(self._told(key, n=int(hidden)) if hidden.isdigit() else self._told("not_seen_few"))

    def _named(self, section: str, kind: str) -> str:
        said = self.words.say(f"account.{section}.{kind}")
        return self.words.say(f"account.{section}.something") if said == f"account.{section}.{kind}" else said
