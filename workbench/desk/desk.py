"""The desk: where an answer is put together (read, ask, release, draw), and the analysts' API."""

from __future__ import annotations

import re
from pathlib import Path

from workbench.desk.audit_export import take_out_audit
from workbench.desk.case_cost_question import CaseCostQuestions
from workbench.desk.case_path_question import CasePathQuestions
from workbench.desk.choice import Choice
from workbench.desk.codesign_question import CodesignQuestions
from workbench.desk.contact_work import ContactWork
from workbench.desk.forum_question import ForumQuestions
from workbench.desk.grant_question import GrantQuestions
from workbench.desk.log_question import LogQuestions
from workbench.desk.map_import import ImportResult, bring_in
from workbench.desk.measure_question import MeasureQuestions
from workbench.desk.question import Questions
from workbench.desk.record_work import RecordWork
from workbench.desk.run_question import RunQuestions
from workbench.desk.series_import import SeriesImport, bring_in_series
from workbench.desk.tables import Tables
from workbench.desk.taking_out import take_out_map, take_out_table
from workbench.errors import Refused
from workbench.exchange import Lost, read_map, read_maps
from workbench.exchange.series_file import SeriesChoices
from workbench.model import EVERYDAY, PUBLIC, Cycle, Map, Scale, System
from workbench.store import Revision, Store

__all__ = ["Desk"]

#: How many of the newest changes are looked through for those of one system.
_LOOKED_THROUGH = 3_000


#: Between two scales there is room for others.
_BETWEEN_SCALES = 10


def _as_id(name: str, taken: set[str]) -> str:
    """A readable id for a scale, for it is also the word for who may see what."""
    stem = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:50]
    stem = stem if stem[:1].isalpha() and stem.isascii() else f"scale-{stem}".strip("-")
    return next(id for id in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if id not in taken)


class Desk(
    ContactWork,
    Tables,
    CodesignQuestions,
    RunQuestions,
    LogQuestions,
    MeasureQuestions,
    CaseCostQuestions,
    ForumQuestions,
    GrantQuestions,
    CasePathQuestions,
    Questions,
):
    """One person's (or one group's) seat at a store.

    Tables (``desk.things()``, ``desk.stories()`` ...) are tidy DataFrames: one row a record, the record's own fields as
    columns, plus ``system``. Questions (``desk.loops(map)``, ``desk.issue_log(system=...)`` ...) return an
    :class:`~workbench.desk.answer.Answer` with ``.table`` and ``.chart()``; what this audience may not see is absent.

    Parameters
    ----------
    store
        An open store.
    audience
        None: each system's own material, as the group itself sees it. Otherwise ``public``, a scale's id (the circle
        at that scale round the system asked about), or ``scale:system``.
    language
        The language of sentences and chart titles.
    now
        The clock.
    """

    @classmethod
    def open(cls, store: str | Path | None = None, *, audience: str | None = None, language: str = "en") -> Desk:
        """Open a store (None: the local one) and sit down."""
        return cls(Store.open(store), audience=audience, language=language)

    def __repr__(self) -> str:
        held = {kind: len(self._own(kind)) for kind in ("map", "story", "issue", "experiment")}
        said = ", ".join(self.words.say(f"desk.kinds.{kind}", n=n) for kind, n in held.items())
        return f"<Desk: {said} in {self.words.say('desk.kinds.system', n=len(self.structure.systems))}>"

    def sit(self, *, by: str, page: str) -> None:
        """Say who is at the keyboard, and in which browser tab, for what is done next."""
        self.by, self.page = by, page

    def choice(self, *, system: str = "", cycle: str = "") -> Choice:
        """The system and cycle to look at; where none is named, a good one to begin with."""
        return Choice.of(self.structure, system=system, cycle=cycle, maps=self.store.all(Map))

    def latest_steps(self, system: str, *, most: int = 8) -> list[Revision]:
        """The newest steps that touched a system's own material and that this desk may see, newest first.

        A step is given by its last revision: its words, who made it, and when. Of what was removed nothing is told.
        """
        evidence = self.evidence(*EVERYDAY, system=system, below=False, own=True)
        seen = {(kind, id) for kind in EVERYDAY if "system" in evidence[kind] for id in evidence[kind]["id"]}
        found: dict[str, Revision] = {}
        for revision in self.store.recent(_LOOKED_THROUGH):
            if (revision.kind, revision.id) in seen and revision.words:
                found.setdefault(revision.step, revision)
            if len(found) == most:
                break
        return list(found.values())

    # -- work -------------------------------------------------------------------------------------------------------
    def work_on_cycle(self, cycle: str) -> RecordWork:
        """Edit a cycle: its purpose, evidence, and everything that is written down on forms."""
        return RecordWork.at(self, cycle)

    def add_system(self, name: str, *, scale: str, part_of: str | None = None) -> System:
        """Add a system and open its first cycle, as one step.

        Raises
        ------
        Refused
            Where there is no such scale.
        """
        if scale not in {s.id for s in self.scales_to_choose()}:
            raise Refused(self.words.say("home.no_scale", scale=scale), field="scale")
        with self.store.step(self.words.say("home.steps.system_added", name=name), by=self.by, page=self.page) as step:
            if not self.structure.scales:
                for first in self.scales_to_choose():
                    step.add(first)
            made = step.add(System(name=name, scale=scale, part_of=part_of or None))
            step.add(Cycle(system=made.id, name=self.words.say("home.first_cycle"), opened_on=self.today()))
        return made

    def scales_to_choose(self) -> tuple[Scale, ...]:
        """The scales there are, smallest first; in a store with nothing in it, those it will begin with."""
        usual = self.words.section("desk.scales").items()
        first = (Scale(id=id, name=name, position=n * _BETWEEN_SCALES) for n, (id, name) in enumerate(usual, start=1))
        return self.structure.scales or tuple(first)

    def add_scale(self, name: str, *, above: str) -> Scale:
        """Add a scale just above another one, such as a neighbourhood above a team.

        Raises
        ------
        Refused
            Where there is no such scale, or one of that name.
        """
        scales = self.structure.scales
        lower = next((s for s in scales if s.id == above), None)
        if lower is None:
            raise Refused(self.words.say("home.no_scale", scale=above), field="above")
        if name.strip().casefold() in (s.name.casefold() for s in scales):
            raise Refused(self.words.say("home.scale_there", name=name.strip()), field="name")
        larger = [s for s in scales if s.position > lower.position]
        room = (larger[0].position if larger else lower.position + 2 * _BETWEEN_SCALES) - lower.position
        with self.store.step(self.words.say("home.steps.scale_added", name=name), by=self.by, page=self.page) as step:
            if room < 2:
                for scale in larger:
                    step.revise(scale.model_copy(update={"position": scale.position + _BETWEEN_SCALES}))
                room = _BETWEEN_SCALES
            return step.add(
                Scale(id=_as_id(name, {s.id for s in scales}), name=name, position=lower.position + room // 2)
            )

    def add_cycle(self, system: str, name: str) -> Cycle:
        """Open the next round of learning in a system."""
        before = [c for c in self.structure.cycles if c.system == system]
        with self.store.step(self.words.say("home.steps.cycle_added", name=name), by=self.by, page=self.page) as step:
            return step.add(
                Cycle(
                    system=system,
                    name=name,
                    round=max((c.round for c in before), default=0) + 1,
                    stewards=before[-1].stewards if before else (),
                    opened_on=self.today(),
                )
            )

    def add_map(self, cycle: str, *, name: str, map_kind: str) -> Map:
        """Begin an empty map in a cycle; its own group sees it until somebody widens its scope."""
        scope = self.structure.scale_of(self.store.get(Cycle, cycle).system)
        with self.store.step(self.words.say("home.steps.map_added", name=name), by=self.by, page=self.page) as step:
            return step.add(Map.model_validate({"cycle": cycle, "name": name, "map_kind": map_kind, "scope": scope}))

    def revise_map(self, map_id: str, *, name: str, scope: str) -> Map:
        """Give a map another name, or let a wider or narrower circle see it.

        Raises
        ------
        Refused
            Where the scope is not public, nor a scale at or above the map's own system.
        """
        old = self.store.get(Map, map_id)
        if scope not in self.scopes_from(self.system_of_map(map_id)):
            raise Refused(self.words.say("shelf.no_scope", scope=scope), field="scope")
        with self.store.step(self.words.say("home.steps.map_revised", name=name), by=self.by, page=self.page) as step:
            return step.revise(Map.model_validate({**old.model_dump(), "name": name, "scope": scope}))

    def scopes_from(self, system: str) -> dict[str, str]:
        """The circles that may see a system's material, narrowest first: a scale's id or ``public``, and its name."""
        known = self.structure
        here = next((s.position for s in known.scales if s.id == known.scale_of(system)), 0)
        named = {s.id: s.name for s in known.scales if s.position >= here}
        return {**named, PUBLIC: self.words.say("shelf.public")}

    def import_map(
        self,
        path: str | Path,
        *,
        system: str,
        preview: bool = False,
        which: str | None = None,
        encoding: str | None = None,
    ) -> ImportResult:
        """Bring the map (or maps) of a file into the newest cycle of a system, as one step that can be undone.

        Parameters
        ----------
        path
            Kumu XLSX, CSV or JSON, an edge list, or a matrix.
        preview
            Only tell what would come of it; nothing is written.
        which
            The name of one map, where the file holds several; None takes them all.
        encoding
            ``cp1252`` or ``utf-16`` where the file is not UTF-8.

        Raises
        ------
        Refused
            Where the file cannot be taken: one sentence that names the place in it. Nothing has changed then.
        """
        cycle = self.choice(system=system).cycle
        if cycle is None:
            raise Refused(self.words.say("home.no_cycle"), field="system")
        if which is None:
            files = read_maps(path, words=self.words, encoding=encoding)
        else:
            files = [read_map(path, words=self.words, choose_map=which, encoding=encoding)]
        if preview:
            return ImportResult.of(files)
        what = self.words.say("desk.kinds.map", n=len(files))
        said = self.words.say("desk.import_step", what=what, file=Path(path).name)
        scope = self.structure.scale_of(system)
        maps = bring_in(self.store, files, cycle=cycle, scope=scope, said=said, by=self.by, page=self.page)
        return ImportResult.of(files, maps=maps)

    def import_series(
        self,
        path: str | Path,
        *,
        series: str,
        unit: str = "",
        system: str = "",
        preview: bool = False,
        choices: SeriesChoices | None = None,
    ) -> SeriesImport:
        """Bring the days and values of a CSV or XLSX file into a series, as one step that can be undone.

        Bringing in the same file again changes nothing: a value that is there is passed over, and where a day has
        another value here, this one stays and ``others`` tells of it.

        Parameters
        ----------
        series
            The id or name of a series of this system; a new name begins one, if ``unit`` says what is counted.
        preview
            Only tell what would come of it; nothing is written.
        choices
            What only a person can tell of the file: which column, and which way days are written.

        Raises
        ------
        Refused
            Where the file or the series cannot be taken: one sentence. Nothing has changed then.
        """
        return bring_in_series(self, path, series=series, unit=unit, system=system, preview=preview, choices=choices)

    def export_map(
        self, map_id: str | None = None, out: str | None = None, *, system: str | None = None
    ) -> tuple[Path, tuple[Lost, ...]]:
        """Take out a map as a file; see :func:`workbench.desk.taking_out.take_out_map`."""
        return take_out_map(self, map_id, out, system=system)

    def export_table(self, name: str, out: str | None = None, *, system: str | None = None) -> Path:
        """Take out a table as a file; see :func:`workbench.desk.taking_out.take_out_table`."""
        return take_out_table(self, name, out, system=system)

    def export_audit(
        self, out: str | Path | None = None, *, system: str | None = None, cycle: str | None = None
    ) -> Path:
        """Take out the audit list of spending as XLSX; see :func:`workbench.desk.audit_export.take_out_audit`."""
        return take_out_audit(self, out, system=system, cycle=cycle)
