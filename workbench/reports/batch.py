"""``render``: one notebook, a report for every system; only what changed, and whatever fails stops nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from workbench import __version__
from workbench.errors import Refused
from workbench.model import ONE_LIFE, System
from workbench.places import notebooks
from workbench.reports.engine import kernel_room
from workbench.reports.executor import Executor, LocalPool, jobs_here
from workbench.reports.folder import one_batch, work_folder_of
from workbench.reports.imprint import imprint, title_of
from workbench.reports.index import write_index
from workbench.reports.kernel import stop_kernels
from workbench.reports.manifest import Entry, Outcome, read_manifest, sha256_of, write_manifest, written
from workbench.reports.order import Order, Printed
from workbench.reports.parameter import Value, checked, declared, typed
from workbench.reports.pdf import pdf_engine
from workbench.reports.printing import printed
from workbench.reports.private import FOLDER, is_private, refuse_others
from workbench.reports.program import program_hash
from workbench.reports.progress import Listener, Progress
from workbench.reports.source import Source

__all__ = ["BatchResult", "render"]


@dataclass(frozen=True)
class BatchResult:
    """What a batch did: each system is in one of the three lists.

    ``index`` is the list of the reports; of those for one person each there is none, and it is their folder.
    ``diagnosis`` tells where the executed notebook of a failed report is kept, by system.
    """

    out: Path
    index: Path
    manifest: Path
    rendered: tuple[Entry, ...]
    unchanged: tuple[Entry, ...]
    failed: tuple[Entry, ...]
    diagnosis: dict[str, Path]
    duration_seconds: float

    @property
    def ok(self) -> bool:
        """Whether every report stands."""
        return not self.failed


def _now() -> datetime:
    return datetime.now(UTC)


def render(  # noqa: PLR0913  one door for the command, the notebook and the screen; every option by its own word
    notebook: str | Path,
    *,
    systems: Sequence[str] | None = None,
    scale: str | None = None,
    audience: str | None = None,
    out: str | Path = "reports",
    jobs: int | None = None,
    fresh: bool = False,
    pdf: bool = False,
    word: bool = False,
    store: str | Path | None = None,
    language: str = "en",
    since: date | str | None = None,
    until: date | str | None = None,
    parameters: dict[str, Value] | None = None,
    progress: Listener | None = None,
    executor: Executor | None = None,
    timeout_seconds: int = 900,
    now: Callable[[], datetime] = _now,
) -> BatchResult:
    """Render a notebook for every system asked for, into self-contained pages with an index and a manifest.

    Parameters
    ----------
    notebook
        The name of one of the workbench's notebooks, or the path of another.
    systems, scale
        Ids or names of systems, or a scale; neither means every system, or every life where the notebook says that it
        is for one person and their worker (such a report is refused for any other system and any other audience).
    audience
        Who will look: None for each system's own people, ``public``, a scale, or ``scale:system``.
    out
        The folder of the reports. Those already in it stay.
    jobs
        How many to print at once; one a core when not given.
    fresh
        Render again what did not change, too.
    pdf, word
        A PDF, or a Word document, beside each page.
    store
        A file or a PostgreSQL address; None for the local store. It never becomes a parameter of the notebook.
    since, until
        Days; the first and the last that "what changed" looks at.
    parameters
        More parameters of the notebook, by name; text is read as the type declared.
    progress
        Hears each step, from several threads; ``progress.Bar`` draws them in a terminal.
    executor, timeout_seconds
        Who does the work (threads of this process), and how long one cell may take.
    now
        The clock.

    Raises
    ------
    Refused
        Before anything is run: no such notebook, system or audience, a parameter the notebook does not declare or of
        another type, a folder that cannot be used, no means to make a PDF.
    workbench.errors.StoreProblem
        Where the store cannot be opened or trusted.
    """
    began = now()
    path, more = _path(notebook), _asked(parameters, language=language, since=since, until=until)
    pool = executor or LocalPool(_jobs(jobs))
    if pdf:
        pdf_engine()
    private = is_private(path)
    with ExitStack() as held:
        source = Source.open(store, audience=None if private else audience, language=language)
        held.callback(source.close)
        chosen = source.systems(systems, scale=ONE_LIFE if private and not (systems or scale) else scale)
        if private:
            refuse_others(chosen, audience=audience, words=source.desk.words)
        batch = _Batch(source, path, Path(out).expanduser().absolute(), now, progress or _nobody_listens)
        explicit = bool(audience) and not private
        plan = [batch.planned(s, more, explicit=explicit, pdf=pdf, word=word) for s in chosen]
        held.enter_context(one_batch(batch.out))
        work = held.enter_context(work_folder_of(source.folder))
        batch.begin(plan, fresh=fresh)
        batch.print(pool, work=work, language=language, timeout_seconds=timeout_seconds)
        return batch.result((now() - began).total_seconds())


def _path(notebook: str | Path) -> Path:
    given = Path(notebook)
    return given.absolute() if given.suffix == ".ipynb" else notebooks() / f"{given.name}.ipynb"


def _jobs(jobs: int | None) -> int:
    if jobs is not None and jobs < 1:
        raise Refused("At least one report must be made at a time; give --jobs 1 or more.", field="jobs")
    return jobs or jobs_here()


def _asked(parameters: dict[str, Value] | None, *, language: str, **days: date | str | None) -> dict[str, Value]:
    asked: dict[str, Value] = {name: str(day) for name, day in days.items() if day}
    if language != "en":
        asked["language"] = language
    return asked | (parameters or {})


def _nobody_listens(_: Progress) -> None:
    pass


class _Batch:
    """One batch under way: what is planned, what stands in the folder, and what came of it."""

    def __init__(
        self, source: Source, notebook: Path, out: Path, now: Callable[[], datetime], listener: Listener
    ) -> None:
        self.source, self.notebook = source, notebook
        #: Of a report for one person nothing stands where others look: no list names it, and its folder is its own.
        self._private = is_private(notebook)
        self.out = out / FOLDER if self._private else out
        self._now, self._listener = now, listener
        self._choices = declared(notebook)
        self._notebook_hash = sha256_of(notebook.read_bytes())
        self._program_hash = program_hash()
        self._standing: dict[tuple[str, str], Entry] = {}
        self._waiting: dict[str, Entry] = {}
        self._done: dict[str, list[Entry]] = {"rendered": [], "unchanged": [], "failed": []}
        self._diagnosis: dict[str, Path] = {}
        self._total = 0

    # -- before -----------------------------------------------------------------------------------------------------
    def planned(self, system: System, more: dict[str, Value], *, explicit: bool, pdf: bool, word: bool) -> Entry:
        """The entry of a report as it will be once it is made."""
        name = self.notebook.stem
        who, said = self.source.audience(system)
        asked: dict[str, Value] = {"system": system.id, **more}
        if explicit or "audience" in self._choices:
            asked["audience"] = said
        return Entry(
            notebook=name,
            system=system.id,
            name=system.name,
            scale=system.scale,
            audience=who.name,
            file=self._folder(system) + f"{name}-{system.id}.html",
            parameters=checked(self._choices, typed(self._choices, asked), notebook=name),
            data_hash=self.source.data_hash(system) + (self.source.file_hash(system) if self._private else ""),
            data_revision=self.source.revision,
            notebook_hash=self._notebook_hash,
            program_hash=self._program_hash,
            package_version=__version__,
            rendered_at="",
            duration_seconds=0.0,
            outcome=Outcome.rendered,
            pdf=self._folder(system) + f"{name}-{system.id}.pdf" if pdf else "",
            word=self._folder(system) + f"{name}-{system.id}.docx" if word else "",
        )

    def _folder(self, system: System) -> str:
        return f"{system.id}/" if self._private else ""

    def begin(self, plan: Sequence[Entry], *, fresh: bool) -> None:
        """Look at what stands in the folder, and set aside what need not be made again."""
        self._standing = read_manifest(self.out)
        self._total = len(plan)
        for entry in plan:
            old = self._standing.get(entry.key)
            if not fresh and old is not None and self._stands(old, entry):
                self._finish("unchanged", old)
            else:
                self._waiting[entry.system] = entry
        self._write()

    def _stands(self, old: Entry, new: Entry) -> bool:
        """Whether the files of an earlier batch are what this one would make."""
        if old.outcome is not Outcome.rendered or not old.made_from_the_same(new):
            return False
        wanted = [(old.file, old.sha256)] + ([(old.pdf, old.pdf_sha256)] if new.pdf else [])
        wanted += [(old.word, old.word_sha256)] if new.word else []
        return all(_is(self.out / file, sha256) for file, sha256 in wanted)

    # -- during -----------------------------------------------------------------------------------------------------
    def print(self, pool: Executor, *, work: Path, language: str, timeout_seconds: int) -> None:
        """Have everything printed that waits, writing each report, the manifest and the index as it comes."""
        session = work / "session.json"
        session.touch(mode=0o600)
        session.write_text(self.source.session(), encoding="utf-8")
        orders = [
            Order(
                notebook=self.notebook,
                system=entry.system,
                name=entry.name,
                title=title_of(self.notebook, entry.name, words=self.source.desk.words),
                imprint=imprint(entry, on=self._now().date(), words=self.source.desk.words),
                parameters=entry.parameters,
                language=language,
                work=work,
                pdf=bool(entry.pdf),
                word=bool(entry.word),
                timeout_seconds=timeout_seconds,
                environment={"WORKBENCH_SESSION": str(session)},
            )
            for entry in self._waiting.values()
        ]
        try:
            for came in pool.run(orders, work=partial(printed, on_cell=self._heard)):
                self._take(came)
        except BaseException:
            stop_kernels(kernel_room(work))
            raise

    def _heard(self, order: Order, cell: int, cells: int) -> None:
        self._listener(Progress(order.system, order.name, self._n_done, self._total, cell, cells))

    def _take(self, came: Printed) -> None:
        entry = replace(
            self._waiting.pop(came.order.system),
            duration_seconds=round(came.duration_seconds, 2),
            rendered_at=self._now().isoformat(timespec="seconds"),
        )
        entry = self._failed(entry, came) if came.html is None else self._rendered(entry, came.html, came)
        self._standing[entry.key] = entry
        # The manifest first, then the news: a batch that is killed in between has not promised what it will not know.
        self._write()
        self._finish(entry.outcome.value, entry)

    def _rendered(self, entry: Entry, html: str, came: Printed) -> Entry:
        content = html.encode()
        written(self.out / entry.file, content, private=self._private)
        for made, name, suffix in ((came.pdf, entry.pdf, ".pdf"), (came.word, entry.word, ".docx")):
            if made is not None:
                written(self.out / name, made, private=self._private)
            else:
                (self.out / entry.file).with_suffix(suffix).unlink(missing_ok=True)  # of an older page
        self._executed(entry).unlink(missing_ok=True)
        return replace(
            entry,
            sha256=sha256_of(content),
            pdf_sha256=sha256_of(came.pdf) if came.pdf is not None else "",
            word_sha256=sha256_of(came.word) if came.word is not None else "",
        )

    def _failed(self, entry: Entry, came: Printed) -> Entry:
        """List it, keep what was executed with the store, and leave no page standing that shows older data.

        The data may differ because a teller took a story back; an old page would go on showing it.
        """
        old = self._standing.get(entry.key)
        if old is None or old.data_hash != entry.data_hash or old.parameters != entry.parameters:
            for suffix in (Path(entry.file).suffix, ".pdf", ".docx"):
                (self.out / entry.file).with_suffix(suffix).unlink(missing_ok=True)
        if came.executed is not None:
            kept = self._executed(entry)
            written(kept, came.executed.encode())
            kept.chmod(0o600)  # it holds more than a report may show
            self._diagnosis[entry.system] = kept
        return replace(entry, outcome=Outcome.failed, reason=came.reason, pdf="", word="")

    def _executed(self, entry: Entry) -> Path:
        return self.source.folder / "failed" / f"{entry.notebook}-{entry.system}.ipynb"

    @property
    def _n_done(self) -> int:
        return sum(len(entries) for entries in self._done.values())

    def _finish(self, outcome: str, entry: Entry) -> None:
        self._done[outcome].append(entry)
        self._listener(Progress(entry.system, entry.name, self._n_done, self._total, outcome=outcome))

    # -- after ------------------------------------------------------------------------------------------------------
    def _write(self) -> tuple[Path, Path]:
        entries = list(self._standing.values())
        made = write_manifest(self.out, entries, at=self._now(), version=__version__, private=self._private)
        return made, self.out if self._private else write_index(self.out, entries, source=self.source)

    def result(self, duration_seconds: float) -> BatchResult:
        """What was done."""
        manifest, index = self._write()
        lists = {name: tuple(entries) for name, entries in self._done.items()}
        return BatchResult(
            out=self.out,
            index=index,
            manifest=manifest,
            diagnosis=dict(self._diagnosis),
            duration_seconds=duration_seconds,
            **lists,
        )


def _is(path: Path, sha256: str) -> bool:
    try:
        return sha256_of(path.read_bytes()) == sha256
    except OSError:
        return False
