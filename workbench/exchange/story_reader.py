"""Stories from a file: which tool it comes from is found out by what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.exchange.narrafirma import is_narrafirma, narrafirma_plan
from workbench.exchange.narrafirma_form import StoryForm, find_form
from workbench.exchange.read_safely import read_safely
from workbench.exchange.reading import Lost, Reading
from workbench.exchange.sensemaker import is_definition, is_sensemaker, sensemaker_plan
from workbench.exchange.story_file import StoryChoices, StoryFile
from workbench.exchange.story_rows import Plan, stories_of
from workbench.exchange.story_table import StoryTable, table_of
from workbench.exchange.survey import survey_plan
from workbench.exchange.survey_form import SurveyForm, find_survey_form
from workbench.exchange.survey_submissions import submissions_table, with_repeats
from workbench.model import Signifier
from workbench.model.prompts import Words

__all__ = ["read_stories", "stories_in"]

_SECTION = "story_files"


def read_stories(
    path: str | Path,
    *,
    words: Words,
    definition: str | Path | None = None,
    choices: StoryChoices | None = None,
    known: Sequence[SurveyForm] = (),
    before: Sequence[Signifier] = (),
) -> StoryFile:
    """The stories of a CSV, XLSX or JSON file, read in a process of its own, so that a bad one harms nothing.

    Parameters
    ----------
    definition
        What says what the columns mean: SenseMaker's JSON, NarraFirma's story form, an XLSForm. The two files may be
        given the other way round.
    choices
        What only a person can tell of the file.
    known
        Forms this group gave out itself; one of them that fits is used where no definition is given.
    before
        Questions that earlier files of the group had, where no form told them.

    Raises
    ------
    workbench.errors.Refused
        One sentence: what is wrong with a file, or (by its field) what has to be said of it first.
    """
    said = choices or StoryChoices()
    files = [Path(one) for one in (path, definition) if one is not None]
    readings = [Reading(name=one.name, words=words, encoding=said.encoding, section=_SECTION) for one in files]
    parts = [
        read_safely("stories", one, words=words, encoding=said.encoding, section=_SECTION)
        for one, reading in zip(files, readings, strict=True)
    ]
    return stories_in(list(zip(parts, readings, strict=True)), said, known=known, before=before)


@dataclass
class _Found:
    """What one of the files is: a definition of some kind, or stories."""

    reading: Reading
    parts: dict[str, Any]
    definition: dict[str, Any] | StoryForm | SurveyForm | None

    @classmethod
    def of(cls, parts: dict[str, Any], reading: Reading) -> _Found:
        """Look at a file."""
        reading.lost += [Lost(*note) for note in parts["notes"]]
        found: dict[str, Any] | StoryForm | SurveyForm | None = None
        if is_definition(parts["json"]):
            found = parts["json"]
        elif parts["json"] is None:
            found = find_survey_form(parts["sheets"], name=reading.stem) or find_form(parts["sheets"][0], reading)
        return cls(reading, parts, found)


def stories_in(
    files: Sequence[tuple[dict[str, Any], Reading]],
    choices: StoryChoices,
    *,
    known: Sequence[SurveyForm] = (),
    before: Sequence[Signifier] = (),
) -> StoryFile:
    """As :func:`read_stories`, of what the child read."""
    found = [_Found.of(parts, reading) for parts, reading in files]
    stories = [one for one in found if one.definition is None]
    definitions = [one for one in found if one.definition is not None]
    if not stories:
        raise found[0].reading.refusal("definition_only", field="definition")
    if len(stories) > 1:
        raise stories[1].reading.refusal("no_definition", field="definition")
    one = stories[0]
    plan = _plan(one, definitions[0].definition if definitions else None, known, before)
    return stories_of(plan, one.reading, choices)


def _plan(one: _Found, definition: Any, known: Sequence[SurveyForm], before: Sequence[Signifier]) -> Plan:
    reading = one.reading
    if one.parts["json"] is not None:
        table = submissions_table(one.parts["json"], reading)
    else:
        table = _table([table_of(sheet) for sheet in one.parts["sheets"]], reading)
    if not any(table.header) or not table.body:
        raise reading.refusal("header_only")
    if is_sensemaker(table) or isinstance(definition, dict):
        if not isinstance(definition, dict):
            raise reading.refusal("needs_definition", field="definition")
        return sensemaker_plan(table, definition, reading)
    if isinstance(definition, StoryForm) or (definition is None and is_narrafirma(table)):
        return narrafirma_plan(table, definition if isinstance(definition, StoryForm) else None, reading)
    form = definition if isinstance(definition, SurveyForm) else _known(table, known)
    return survey_plan(table, form, reading, before=before)


def _known(table: StoryTable, known: Sequence[SurveyForm]) -> SurveyForm | None:
    names = [part for name in table.header for part in (name, name.rpartition("/")[2], name.rpartition("-")[2])]
    return next((one for one in known if one.fits(names)), None)


def _table(tables: Sequence[StoryTable], reading: Reading) -> StoryTable:
    """The table of stories: the first that is no part of another; what repeats within a submission is put to it."""
    filled = [one for one in tables if one.body]
    main = next((one for one in filled if one.column("_parent_index", "PARENT_KEY") is None), None)
    if main is None:
        raise reading.refusal("header_only")
    return with_repeats(main, [one for one in filled if one is not main], reading)
