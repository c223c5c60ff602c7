"""What came of bringing in stories, as lines of text for the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.desk.story_import import StoryImport, TriedStories, try_out_stories
from workbench.desk.story_wishes import StoryWishes
from workbench.errors import Refused
from workbench.exchange.personal_data import LEAVE_OUT, NOT_PERSONAL, REPLACE
from workbench.exchange.reading import Lost
from workbench.exchange.story_file import StoryChoices
from workbench.model.prompts import Words

if TYPE_CHECKING:
    from workbench.desk.desk import Desk

__all__ = ["bring_in_told"]


def bring_in_told(desk: Desk, path: Path, asked: Mapping[str, Any]) -> Iterator[str]:
    """Bring in a file as the command line asked, telling how far it is; gives the lines to print.

    ``asked`` are the words of the command: system, definition (or the first of more), preview, encoding, days, answer
    (``key=answer``), scope, text, tellers, may_quote, may_leave.

    Raises
    ------
    workbench.errors.Refused
        Where the file cannot be taken, or something has to be said of it first. Nothing has changed then.
    """
    say = desk.words.say
    desk.sit(by=say("story_import.cli.by"), page="")
    cycle = desk.choice(system=asked["system"] or getattr(desk.choice().system, "id", "")).cycle
    if cycle is None:
        raise Refused(say("home.no_cycle"), field="system")
    definition = asked["definition"] or next(iter(asked["more"]), None)
    roles = {"text": asked["text"]} if asked["text"] else {}
    day_first = None if asked["days"] is None else asked["days"] == "day-first"
    wishes = StoryWishes(
        scope=asked["scope"] or "",
        may_quote=asked["may_quote"],
        may_leave=asked["may_leave"],
        tellers=asked["tellers"].replace("-", "_"),
        answers=_answers(asked["answer"], desk.words),
        read=StoryChoices(roles=roles, day_first=day_first, encoding=asked["encoding"]),
    )
    if asked["preview"]:
        tried = try_out_stories(desk, path, cycle=cycle.id, definition=definition, wishes=wishes)
        yield say("story_import.cli.would", n=tried.n_new, same=f"{tried.n_same:,}")
    else:
        bringing = StoryImport(desk, path, cycle=cycle.id, definition=definition, wishes=wishes)
        tried = bringing.tried
        while not (at := bringing.next()).finished:
            _show(at.done, at.total, desk.words)
        yield say("story_import.cli.done", n=tried.n_new, same=f"{tried.n_same:,}")
    yield from _told(tried, desk.words)


def _answers(given: list[str], words: Words) -> dict[str, str]:
    made = dict(one.rpartition("=")[::2] for one in given)
    for key, value in made.items():
        if not key or value not in (REPLACE, LEAVE_OUT, NOT_PERSONAL):
            raise Refused(words.say("story_import.refused.answer", value=f"{key}={value}"), field="answer")
    return made


def _show(done: int, total: int, words: Words) -> None:
    """One line that is written over again and again."""
    sys.stderr.write(f"\r{words.say('story_import.cli.progress', done=f'{done:,}', total=f'{total:,}')}\n")
    sys.stderr.flush()


def _told(tried: TriedStories, words: Words) -> Iterator[str]:
    def say(key: str, /, **values: object) -> str:
        return words.say(f"story_import.cli.{key}", **values)

    form = words.say(f"story_files.form.{tried.form}")
    yield say("form", file=tried.file, form=form)
    sets = ", ".join(f"“{name}”" for name in tried.sets) or say("new_set")
    yield say("questions", n=len(tried.questions), sets=sets)
    n = {name: f"{tried.n_answers.get(name, 0):,}" for name in ("placed", "not_applicable", "skipped")}
    yield say("answers", **n)
    yield say("tellers", n=tried.n_tellers) if tried.knows_tellers else say("tellers_unknown")
    if tried.n_changed:
        yield say("changed", n=tried.n_changed)
    for word in tried.consent:
        yield say("consent", word=word.word, n=word.n, means=_meaning(word.means, words))
    if tried.n_left_out:
        yield say("left_out", n=tried.n_left_out)
    for one in tried.personal:
        what = words.say(f"contact_import.personal.{one.kind}")
        choice = words.say(f"story_import.choice.{one.choice}")
        yield say("personal", column=one.column, what=what, n=one.n, example=one.example, choice=choice)
        if one.needs_answer:
            yield say("needs_answer", key=one.key)
    if tried.n_refused:
        yield say("refused", n=tried.n_refused)
    yield from (_line(one) for one in tried.refused)
    if tried.lost:
        yield say("lost")
    yield from (_line(one) for one in tried.lost)


def _meaning(means: str, words: Words) -> str:
    known = words.section("story_import.means")
    return str(known.get(means, f"“{means}”"))


def _line(lost: Lost) -> str:
    return f"  {' · '.join(part for part in (lost.where, lost.what, lost.why) if part)}"
