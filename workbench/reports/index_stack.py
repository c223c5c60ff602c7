"""The learning stack over a list of reports: the system they all lie in, its released picture, and their order."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from workbench.desk import Desk
from workbench.errors import WorkbenchError
from workbench.model import PUBLIC, System
from workbench.reports.manifest import Entry
from workbench.reports.source import Source

__all__ = ["larger_system", "line_of", "stack_over"]


def line_of(system: str, systems: Sequence[System]) -> list[System]:
    """The systems that hold one, the largest first, and it last; a ring ends where it began."""
    known = {one.id: one for one in systems}
    line: list[System] = []
    at = known.get(system)
    while at is not None and at not in line:
        line.append(at)
        at = known.get(at.part_of or "")
    return line[::-1]


def larger_system(entries: Sequence[Entry], systems: Sequence[System]) -> System | None:
    """The smallest system that holds the systems of all reports; None where that is one alone, or there is none."""
    lines = [line_of(system, systems) for system in sorted({entry.system for entry in entries})]
    if len(lines) < 2:
        return None
    shared = [one for one in lines[0] if all(one in line for line in lines)]
    return shared[-1] if shared else None


def stack_over(source: Source, entries: Sequence[Entry]) -> str:
    """The stack of that system as HTML, released to the widest audience among the reports; "" where there is none."""
    top = larger_system(entries, source.desk.structure.systems)
    if top is None:
        return ""
    public = any(entry.parameters.get("audience") == PUBLIC for entry in entries)
    return _drawn(source, top.id, source.revision, source.desk.today().isoformat(), public=public)


@functools.lru_cache(maxsize=2)  # the list is written after every report
def _drawn(source: Source, system: str, revision: int, today: str, *, public: bool) -> str:  # noqa: ARG001  what it hangs on
    desk = Desk(source.desk.store, audience=PUBLIC, language=source.desk.words.language) if public else source.desk
    try:
        return desk.learning_stack(system=system).to_html()
    except WorkbenchError:  # an audience that has no circle there is shown the list without it
        return ""
