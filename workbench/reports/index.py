"""``index.html``: the way into a folder of reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workbench.model.prompts import Words
from workbench.places import notebooks, templates
from workbench.reports.imprint import day, notebook_title
from workbench.reports.index_stack import line_of, stack_over
from workbench.reports.manifest import Entry, Outcome, written
from workbench.reports.source import Source

__all__ = ["write_index"]


def write_index(folder: Path, entries: Sequence[Entry], *, source: Source) -> Path:
    """Write ``index.html``: every report by notebook, by scale (largest first) and by name, never by any figure.

    Where the reports are of several systems of one place (or of anything larger than they are), the stack of that place
    comes first, as it may be shown to the widest of their audiences, and systems stand under what they lie in.
    """
    words = source.desk.words
    positions = {s.id: s.position for s in source.desk.structure.scales}
    names = {s.id: s.name for s in source.desk.structure.scales}
    stack = stack_over(source, entries)
    within = _within(source, entries) if stack else {}
    ordered = sorted(
        entries,
        key=lambda e: (
            e.notebook,
            -positions.get(e.scale, 0),
            e.scale,
            [name.casefold() for name in within.get(e.system, ())],
            e.name.casefold(),
        ),
    )
    groups = [
        {
            "title": notebook_title(notebooks() / f"{notebook}.ipynb", words=words),
            "scale": names.get(scale, scale),
            "parts": [
                {
                    "within": line[-1] if line else "",
                    "reports": [_told(entry, folder=folder, words=words) for entry in together],
                }
                for line, together in groupby(found, key=lambda e: within.get(e.system, ()))
            ],
        }
        for (notebook, scale), found in groupby(ordered, key=lambda e: (e.notebook, e.scale))
    ]
    synthetic = {s.id for s in source.desk.structure.systems if s.synthetic} & {entry.system for entry in entries}
    looks = [templates() / "reports", templates() / "nbconvert" / "templates" / "workbench"]
    # autoescape for every template: names of systems are people's own words.
    environment = Environment(loader=FileSystemLoader(looks), autoescape=True, undefined=StrictUndefined)
    made = environment.get_template("index.html.j2").render(
        groups=groups, stack=stack, synthetic=bool(synthetic), say=words.say, language=words.language
    )
    path = folder / "index.html"
    written(path, made.encode())
    return path


def _within(source: Source, entries: Sequence[Entry]) -> dict[str, tuple[str, ...]]:
    """What each system lies in, by name, the largest first."""
    systems = source.desk.structure.systems
    return {entry.system: tuple(one.name for one in line_of(entry.system, systems)[:-1]) for entry in entries}


def _told(entry: Entry, *, folder: Path, words: Words) -> dict[str, Any]:
    return {
        "name": entry.name,
        "file": entry.file,
        "pdf": entry.pdf,
        "word": entry.word,
        "audience": entry.audience,
        "made": day(datetime.fromisoformat(entry.rendered_at).date(), words=words),
        "failed": entry.outcome is Outcome.failed,
        "stands": (folder / entry.file).is_file(),
        "reason": entry.reason,
    }
