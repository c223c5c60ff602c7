"""What came of bringing in contacts, as lines of text for the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.desk.contact_import import Progress
from workbench.desk.contact_work import ContactChoices, ContactResult
from workbench.errors import Refused
from workbench.exchange.reading import Lost
from workbench.model.prompts import Words

if TYPE_CHECKING:
    from workbench.desk.desk import Desk

__all__ = ["bring_in_told", "contacts_told"]


def bring_in_told(desk: Desk, path: Path, asked: Mapping[str, Any]) -> Iterator[str]:
    """Bring in a file as the command line asked, telling how far it is; gives the lines to print.

    ``asked`` are the words of the command: system, mapping, preview, encoding, sheet, days, answer (``key=answer``),
    covers_from, covers_until, new_key.

    Raises
    ------
    workbench.errors.Refused
        As :meth:`workbench.desk.contact_work.ContactWork.import_contacts`; also for a day that is none.
    """
    if asked["new_key"]:
        desk.store.begin_pseudonyms_anew()
    desk.sit(by=desk.words.say("contact_import.cli.by"), page="")
    result = desk.import_contacts(
        path,
        system=asked["system"] or getattr(desk.choice().system, "id", ""),
        mapping=asked["mapping"],
        preview=asked["preview"],
        choices=ContactChoices(
            day_first=None if asked["days"] is None else asked["days"] == "day-first",
            encoding=asked["encoding"],
            sheet=asked["sheet"],
            answers=dict(one.rsplit("=", 1) for one in asked["answer"] if "=" in one),
            covers_from=_day(asked["covers_from"], desk.words),
            covers_until=_day(asked["covers_until"], desk.words),
        ),
        tell=lambda at: _show(at, desk.words),
    )
    if result.intake is not None:
        sys.stderr.write("\n")
    yield from contacts_told(result, desk.words)


def _day(said: str | None, words: Words) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError as e:
        raise Refused(words.say("contact_import.refused.covers_day", value=said), field="covers_from") from e


def _show(at: Progress, words: Words) -> None:
    """One line that is written over again and again."""
    sys.stderr.write(f"\r{words.say('contact_import.cli.progress', done=f'{at.done:,}', total=f'{at.total:,}')}")
    sys.stderr.flush()


def contacts_told(result: ContactResult, words: Words) -> Iterator[str]:
    """What was (or in a preview would be) brought in, what was not and why, and what says who somebody is."""

    def say(key: str, /, **values: object) -> str:
        return words.say(f"contact_import.cli.{key}", **values)

    tried, done = result.tried, result.intake
    if done is None:
        yield say("would", n=tried.n_contacts_new, cases=f"{tried.n_cases_new:,}", same=f"{tried.n_same:,}")
    else:
        yield say("done", n=done.n_contacts, cases=f"{done.n_cases:,}", same=f"{done.n_same:,}")
    if tried.n_changed:
        yield say("changed", n=tried.n_changed)
    if tried.unpriced:
        yield say("unpriced", n=tried.unpriced, priced=f"{tried.priced:,}")
    for one in tried.personal:
        what = words.say(f"contact_import.personal.{one.kind}")
        yield say(one.choice, column=one.column, what=what, n=one.n, example=one.example, key=one.key)
        if one.needs_answer:
            yield f"  {say('needs_answer', key=one.key)}"
    for name, word, n in tried.unknown_words:
        yield say("unknown_word", word=word, field=words.say(f"contact_import.field.{name}"), n=n)
    if tried.n_refused:
        yield say("refused", n=tried.n_refused)
    yield from (_line(one) for one in tried.refused)
    yield from (_line(one) for one in (*tried.remarks, *tried.notes))


def _line(lost: Lost) -> str:
    return f"  {' · '.join(part for part in (lost.where, lost.what, lost.why) if part)}"
