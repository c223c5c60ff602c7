"""The desk: where an answer is put together (read, ask, release, draw), and the analysts' API."""

from __future__ import annotations

from pathlib import Path

from workbench.desk.account_question import AccountQuestions
from workbench.desk.across_question import AcrossQuestions
from workbench.desk.audit_export import take_out_audit
from workbench.desk.case_cost_question import CaseCostQuestions
from workbench.desk.case_path_question import CasePathQuestions
from workbench.desk.choice import Choice
from workbench.desk.codesign_question import CodesignQuestions
from workbench.desk.coding_question import CodingQuestions
from workbench.desk.contact_work import ContactWork
from workbench.desk.dashboard_question import DashboardQuestions
from workbench.desk.embed_question import EmbedQuestions
from workbench.desk.enabling_question import EnablingQuestions
from workbench.desk.forum_question import ForumQuestions
from workbench.desk.grant_question import GrantQuestions
from workbench.desk.log_question import LogQuestions
from workbench.desk.map_import import ImportResult, bring_in
from workbench.desk.measure_question import MeasureQuestions
from workbench.desk.opinion_question import OpinionQuestions
from workbench.desk.question import Questions
from workbench.desk.record_work import RecordWork
from workbench.desk.run_question import RunQuestions
from workbench.desk.sense_question import SenseQuestions
from workbench.desk.series_import import SeriesImport, bring_in_series
from workbench.desk.stack_question import StackQuestions
from workbench.desk.stack_tables import StackTables
from workbench.desk.steward_question import StewardQuestions
from workbench.desk.story_question import StoryQuestions
from workbench.desk.story_told_question import StoryToldQuestions
from workbench.desk.structure_work import StructureWork
from workbench.desk.taking_out import take_out_map, take_out_table
from workbench.errors import Refused
from workbench.exchange import Lost, read_map, read_maps
from workbench.exchange.series_file import SeriesChoices
from workbench.model import EVERYDAY, Map
from workbench.store import Revision, Store

__all__ = ["Desk"]

#: How many of the newest changes are looked through for those of one system.
_LOOKED_THROUGH = 3_000


class Desk(
    ContactWork,
    StructureWork,
    StackTables,
    CodesignQuestions,
    RunQuestions,
    LogQuestions,
    MeasureQuestions,
    CaseCostQuestions,
    ForumQuestions,
    GrantQuestions,
    OpinionQuestions,
    CodingQuestions,
    CasePathQuestions,
    StoryQuestions,
    StoryToldQuestions,
    SenseQuestions,
    StewardQuestions,
    AcrossQuestions,
    AccountQuestions,
    DashboardQuestions,
    EnablingQuestions,
    StackQuestions,
    EmbedQuestions,
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
