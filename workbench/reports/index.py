"""``index.html``: the way into a folder of reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workbench.places import notebooks, templates
from workbench.reports.imprint import day, notebook_title
from workbench.reports.manifest import Entry, Outcome, written
from workbench.reports.source import Source

__all__ = ["write_index"]


def write_index(folder: Path, entries: Sequence[Entry], *, source: Source) -> Path:
    """Write ``index.html``: every report by notebook, by scale (largest first) and by name, never by any figure."""
    words = source.desk.words
    positions = {s.id: s.position for s in source.desk.structure.scales}
    names = {s.id: s.name for s in source.desk.structure.scales}
    ordered = sorted(entries, key=lambda e: (e.notebook, -positions.get(e.scale, 0), e.scale, e.name.casefold()))
    groups = [
        {
            "title": notebook_title(notebooks() / f"{notebook}.ipynb", words=words),
            "scale": names.get(scale, scale),
            "reports": [
                {
                    "name": entry.name,
                    "file": entry.file,
                    "pdf": entry.pdf,
                    "audience": entry.audience,
                    "made": day(datetime.fromisoformat(entry.rendered_at).date(), words=words),
                    "failed": entry.outcome is Outcome.failed,
                    "stands": (folder / entry.file).is_file(),
                    "reason": entry.reason,
                }
                for entry in found
            ],
        }
        for (notebook, scale), found in groupby(ordered, key=lambda e: (e.notebook, e.scale))
    ]
    synthetic = {s.id for s in source.desk.structure.systems if s.synthetic} & {entry.system for entry in entries}
    looks = [templates() / "reports", templates() / "nbconvert" / "templates" / "workbench"]
    # autoescape for every template: names of systems are people's own words.
    environment = Environment(loader=FileSystemLoader(looks), autoescape=True, undefined=StrictUndefined)
    made = environment.get_template("index.html.j2").render(
        groups=groups, synthetic=bool(synthetic), say=words.say, language=words.language
    )
    path = folder / "index.html"
    written(path, made.encode())
    return path
