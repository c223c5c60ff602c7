"""The account of learning: drafted from the record, edited by people, agreed edition by edition, saved as a file."""

from __future__ import annotations

import functools
from datetime import date
from typing import Any

from workbench.desk import Desk
from workbench.desk.account_work import AccountWork
from workbench.errors import Refused
from workbench.model import Account, AccountQuestion, AccountReader, Cycle
from workbench.panels.account_file import AccountFile
from workbench.panels.account_told import AccountTold
from workbench.panels.background import Background
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style
from workbench.panels.spoken_date import spoken
from workbench.patterns.account_page import LINES_A_PAGE, lines_of

__all__ = ["AccountPanel"]


class AccountPanel(FormPanel):
    """One edition at a time: its sentences under the questions they answer, and what could go in beside them.

    What a file shows is worked out by ``workbench report account_of_learning``; see :mod:`.account_file`.
    """

    _esm = script(
        *("save_file.js", "account_drag.js", "account_evidence.js", "account_sentence.js", "account_draft.js"),
        *("account_top.js", "account.js"),
    )
    _css = style("account.css")
    sections = ("account",)
    work = AccountWork
    _work: AccountWork
    kinds = frozenset({"account", "account_sentence"})
    looks = FormPanel.looks | {"open", "compare"}
    pulse_ms = 2_000

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._shown = ""
        self._told = AccountTold(desk, system=system, cycle=cycle, words=self.words)
        self._file = AccountFile(desk, system=system)
        self._saving = Background(lost=self.words.say("account.save_lost"))

    def load(self) -> dict[str, Any]:
        """The editions, and the one that is looked at with its sentences and what could go in."""
        editions = self._work.editions()
        shown = self._edition(editions)
        cycle = self._desk.store.get(Cycle, self._cycle)
        state: dict[str, Any] = {
            "may_edit": self._may_edit,
            "by": self.by,
            "today": self._desk.today().isoformat(),
            "place": {"system": self._system, "cycle": self._cycle},
            "questions": [one.value for one in AccountQuestion],
            "readers": [one.value for one in AccountReader],
            "editions": [self._line(one) for one in reversed(editions)],
            "account": None,
            "begin": {
                "title": self.words.say("account.default_title", cycle=cycle.name),
                "since": cycle.opened_on.isoformat() if cycle.opened_on else None,
            },
        }
        if shown is None:
            return state
        beside = self._told.sentences(shown)
        nothing: dict[str, Any] = {"evidence": [], "n_gone": 0}
        sentences = [{**self.values(one), **beside.get(one.id, nothing)} for one in self._work.sentences(shown.id)]
        open_ = shown.agreed_on is None
        brief = [(one["question"], one["text"]) for one in sentences if one["reader"] == AccountReader.one_page]
        return {
            **state,
            "account": {**self.values(shown), **self._line(shown), "open": open_, "newest": shown == editions[-1]},
            "sentences": sentences,
            "proposals": self._told.proposals(shown, sentences) if open_ and self._may_edit else [],
            "one_page": {"n": len(brief), "fits": lines_of(brief) <= LINES_A_PAGE},
        }

    def _line(self, one: Account) -> dict[str, Any]:
        """An edition in a list."""
        key = "edition_open" if one.agreed_on is None else "edition_agreed_by" if one.agreed_by else "edition_agreed"
        on = spoken(one.agreed_on, self.words) if one.agreed_on else ""
        said = self.words.say(f"account.{key}", n=one.edition, on=on, who=one.agreed_by)
        return {"id": one.id, "edition": one.edition, "title": one.title, "said": said}

    def _edition(self, editions: list[Account]) -> Account | None:
        return next((one for one in editions if one.id == self._shown), editions[-1] if editions else None)

    # -- looking ------------------------------------------------------------------------------------------------------
    def do_open(self, id: str) -> dict[str, Any]:
        """Look at one edition; "" is the newest."""
        self._shown = str(id)
        return self.load()

    def do_compare(self, older: str, newer: str) -> list[dict[str, str]]:
        """What came in, left and was reworded from one edition of this cycle to another."""
        known = {one.id: one.edition for one in self._work.editions()}
        if older not in known or newer not in known:
            raise Refused(self.words.say("account.gone"))
        first, last = sorted((older, newer), key=lambda id: known[id])
        rows = self._desk.account_compare(first, last).table.to_dict("records")
        return [{str(k): str(v) for k, v in row.items()} for row in rows]

    def do_search(self, text: str) -> list[dict[str, str]]:
        """Records with all these words in them, that could be laid beside a sentence; at most 30."""
        return self._told.found(str(text)) if str(text).strip() else []

    # -- acts ---------------------------------------------------------------------------------------------------------
    def do_take(self, account: str, keys: list[str]) -> dict[str, Any]:
        """Take drafted sentences in, by their keys."""
        self._sit()
        edition = next((one for one in self._work.editions() if one.id == account), None)
        if edition is None:
            raise Refused(self.words.say("account.gone"))
        known = self._told.proposed(edition)
        if not isinstance(keys, list) or not all(key in known for key in keys):
            raise Refused(self.words.say("account.not_proposed"))
        # in the order of the draft, whatever the order of ticking
        self._work.take_in(account, [one for key, (one, _) in known.items() if key in keys])
        return self.load()

    def do_lay(self, sentence: str, kind: str, id: str) -> dict[str, Any]:
        """Lay a record beside a sentence."""
        self._sit()
        self._work.lay(sentence, (str(kind), str(id)))
        return self.load()

    def do_take_away(self, sentence: str, kind: str, id: str) -> dict[str, Any]:
        """Take a record off a sentence."""
        self._sit()
        self._work.take_away(sentence, (str(kind), str(id)))
        return self.load()

    def do_move(self, sentence: str, place: int, question: str | None = None) -> dict[str, Any]:
        """Put a sentence at a place (0 is the first) under its own question, or under another one."""
        self._sit()
        if not isinstance(place, int) or (question is not None and question not in set(AccountQuestion)):
            raise Refused(self.words.say("panel.unknown_command", name="move"))
        self._work.move(sentence, place=place, question=AccountQuestion(question) if question else None)
        return self.load()

    def do_mark(self, sentences: list[str], reader: str) -> dict[str, Any]:
        """Say who reads some sentences."""
        self._sit()
        self._work.mark([str(id) for id in sentences], self._reader(reader))
        return self.load()

    def do_agree(self, account: str, by: str, on: str = "") -> dict[str, Any]:
        """Agree an edition; from then on it stays as it is."""
        self._sit()
        try:
            day = date.fromisoformat(on) if on else None
        except ValueError as e:
            raise Refused(self.words.say("account.agree_when"), field="on") from e
        self._work.agree_edition(account, by=str(by), on=day)
        return self.load()

    def do_next(self) -> dict[str, Any]:
        """Begin the next edition, as a copy."""
        self._sit()
        self._shown = self._work.next_edition().id
        return self.load()

    # -- files --------------------------------------------------------------------------------------------------------
    def do_save(self, account: str, reader: str, kind: str) -> dict[str, Any]:
        """Begin to make a file of an edition for one reader; the answer is that of :meth:`do_saved`."""
        edition = next((one for one in self._work.editions() if one.id == account), None)
        if edition is None:
            raise Refused(self.words.say("account.gone"))
        who = self._reader(reader)
        return self._saving.begin(functools.partial(self._file.made, edition, reader=who, kind=str(kind)))

    def do_saved(self, job: str) -> dict[str, Any]:
        """``{"done": {name, content, type}}`` once it is made, else ``{"job": …}`` to ask for again."""
        return self._saving.ask(str(job))

    def _reader(self, reader: str) -> AccountReader:
        if reader not in set(AccountReader):
            raise Refused(self.words.say("account.unknown_reader"))
        return AccountReader(reader)
