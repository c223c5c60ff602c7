"""What a report is called, and the line at its foot that says what it was made from."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from workbench import __version__
from workbench.model.prompts import Words
from workbench.reports.manifest import Entry

__all__ = ["day", "imprint", "notebook_title", "title_of"]


def day(on: date, *, words: Words) -> str:
    """A calendar day in words, such as "31 March 2026"."""
    return words.say("report.day", day=on.day, month=words.say(f"report.months.m{on.month}"), year=on.year)


def notebook_title(notebook: Path | str, *, words: Words) -> str:
    """What a notebook's reports are called: in the language's words, else its own title, else its name."""
    stem = Path(notebook).stem
    key = f"report.titles.{stem}"
    said = words.say(key)
    if said != key:
        return said
    try:
        metadata = json.loads(Path(notebook).read_text(encoding="utf-8")).get("metadata", {})
    except (OSError, ValueError):
        metadata = {}
    return str(metadata.get("title") or stem.replace("_", " ").capitalize())


def title_of(notebook: Path, system: str, *, words: Words) -> str:
    """The title of one system's report."""
    return words.say("report.page.title", title=notebook_title(notebook, words=words), system=system)


def imprint(entry: Entry, *, on: date, words: Words) -> str:
    """The line at the foot of a report; a notebook whose words have an ``imprint`` of their own has that one."""
    own, values = f"{entry.notebook}.imprint", {"day": day(on, words=words), "revision": entry.data_revision}
    key = own if words.say(own) != own else "report.page.imprint"
    return words.say(key, audience=entry.audience, version=__version__, **values)
