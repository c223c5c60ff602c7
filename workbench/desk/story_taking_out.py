"""Take stories out as a file for NarraFirma, and a set of questions as a form for telephones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import Gone, NotAllowed, Refused
from workbench.exchange.survey_form import form_of_set
from workbench.exchange.whole_file import ending_of, put
from workbench.model import Cycle, OpeningQuestion, Signifier, SignifierSet

if TYPE_CHECKING:
    import pandas as pd

    from workbench.desk.desk import Desk
    from workbench.exchange.narrafirma_export import TakenStory

__all__ = ["StoriesTaken", "form_to_take", "stories_to_take", "take_out_form", "take_out_stories"]

_SAID = (
    *("id", "title", "text", "question", "told_on", "language", "teller", "place", "wish", "what_matters"),
    *("listened_by", "scope", "may_quote", "may_leave"),
)


@dataclass(frozen=True)
class StoriesTaken:
    """``stories`` and ``form`` are the two files (bytes); ``n_held_back`` stories may not leave."""

    stories: bytes
    form: bytes
    n: int
    n_held_back: int


def stories_to_take(desk: Desk, *, system: str | None = None) -> StoriesTaken:
    """The stories whose tellers let them leave, as NarraFirma's two files, for the group itself.

    Raises
    ------
    NotAllowed
        For a wider audience: rows can give people away where counts do not.
    Refused
        Where there is no such story.
    """
    from workbench.exchange.narrafirma_export import narrafirma_files  # noqa: PLC0415  seldom needed

    if desk.said_audience is not None:
        raise NotAllowed(desk.words.say("cli.export_wide", audience=desk.said_audience))
    evidence = desk.evidence("story", "signification", "signifier_set", system=system)
    seen = evidence["story"]
    leaving = seen[seen["may_leave"].fillna(value=False).astype(bool)]
    if leaving.empty:
        raise Refused(desk.words.say("story_import.refused.nothing_to_take"), field="what")
    placed = evidence["signification"]
    placed = placed[placed["story"].isin(leaving["id"])]
    told = set(zip(placed["signifier_set"], placed["signifier"], strict=True))
    sets = evidence["signifier_set"].sort_values(["created_at", "id"])
    asked = [
        (str(one["id"]), Signifier.model_validate(dict(question)))
        for one in sets.to_dict("records")
        for question in one["signifiers"]
        if (one["id"], question["key"]) in told
    ]
    stories, form = narrafirma_files(_taken(leaving, placed), asked, title=desk.words.say("story_import.stories"))
    return StoriesTaken(stories, form, n=len(leaving), n_held_back=len(seen) - len(leaving))


def _taken(leaving: pd.DataFrame, placed: pd.DataFrame) -> list[TakenStory]:
    from workbench.exchange.narrafirma_export import TakenStory  # noqa: PLC0415  as above

    answers: dict[str, dict[tuple[str, str], list[dict[str, Any]]]] = {}
    for row in placed.to_dict("records"):
        key = (str(row["signifier_set"]), str(row["signifier"]))
        answers.setdefault(str(row["story"]), {}).setdefault(key, []).append({str(k): v for k, v in row.items()})
    return [
        TakenStory(
            {name: story[name] for name in _SAID},
            [(one["asked"], " | ".join(one["answer"])) for one in story["own_answers"] or ()],
            answers.get(str(story["id"]), {}),
        )
        for story in leaving.to_dict("records")
    ]


def take_out_stories(desk: Desk, out: str | Path | None = None, *, system: str | None = None) -> Path:
    """Write both files: ``stories.csv``, and beside it ``stories-form.csv``; see :func:`stories_to_take`.

    Raises
    ------
    NotAllowed, Refused
        As there; also where the ending is another one, or the folder cannot be written to.
    """
    path = Path(out or "stories.csv")
    ending_of(path, (".csv",), words=desk.words)
    taken = stories_to_take(desk, system=system)
    put(path, taken.stories, words=desk.words)
    put(path.with_name(f"{path.stem}-form.csv"), taken.form, words=desk.words)
    return path


def form_to_take(desk: Desk, *, cycle: str, signifier_set: str = "") -> tuple[str, bytes]:
    """The name of a set of questions and its form for telephones (XLSForm); "" takes the newest that is not closed.

    Raises
    ------
    Refused
        Where there are no questions yet.
    workbench.errors.Gone
        Where there is no such set.
    """
    from workbench.desk.story_source import sets_of  # noqa: PLC0415  as above
    from workbench.exchange.xlsform import FormFace, form_workbook  # noqa: PLC0415  as above

    sets = sets_of(desk, cycle)
    open_ones = [one for one in sets if one.closed_on is None] or sets
    if not sets:
        raise Refused(desk.words.say("story_import.refused.no_set"), field="set")
    chosen = next((one for one in sets if one.id == signifier_set), None) if signifier_set else open_ones[0]
    if chosen is None:
        raise Gone(desk.words.say("story_import.refused.no_set"))
    face = FormFace(
        version=f"{desk.today():%Y%m%d}",
        scopes=desk.scopes_from(desk.store.get(Cycle, cycle).system),
        opening=_opening(desk, cycle, chosen),
    )
    form = form_of_set(chosen.name, chosen.signifiers, language=chosen.language)
    return chosen.name, form_workbook(form, face=face, words=desk.words)


def _opening(desk: Desk, cycle: str, chosen: SignifierSet) -> str:
    """The opening question that is asked now, in the language of the set."""
    found = [
        one
        for one in desk.store.all(OpeningQuestion, cycle=cycle)
        if one.agreed_on and not one.ended_on and one.language == chosen.language
    ]
    return max(found, key=lambda one: (one.agreed_on, one.id)).wording if found else ""


def take_out_form(
    desk: Desk, out: str | Path | None = None, *, system: str | None = None, signifier_set: str = ""
) -> Path:
    """Write the form; see :func:`form_to_take`.

    Raises
    ------
    Refused
        Where there are no questions yet, the ending is another one, or the folder cannot be written to.
    """
    path = Path(out or "stories.xlsx")
    ending_of(path, (".xlsx",), words=desk.words)
    cycle = desk.choice(system=system or "").cycle
    if cycle is None:
        raise Refused(desk.words.say("home.no_cycle"), field="system")
    _, content = form_to_take(desk, cycle=cycle.id, signifier_set=signifier_set)
    put(path, content, words=desk.words)
    return path
