"""Contacts from councils' files: looked at, tried out, and only then brought in, one piece at a time."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from workbench.desk import Desk
from workbench.desk.contact_import import ContactImport, look_at, mappings_of, save_mapping, try_out
from workbench.desk.opinion_import import is_opinion_intake
from workbench.desk.story_import import is_story_intake
from workbench.errors import Refused
from workbench.model import ImportMapping, Intake, IntakeState
from workbench.panels.background import Background
from workbench.panels.form_panel import FormPanel
from workbench.panels.import_told import intake_told, looked_told, tried_told
from workbench.panels.library import script, style
from workbench.panels.sent_pieces import SLICE_BYTES, SentPieces

__all__ = ["BringInPanel"]

_MOST_MB: Final = 300
_TABLES: Final = frozenset({".csv", ".tsv", ".txt", ".xlsx"})


class BringInPanel(FormPanel):
    """One file at a time, in four steps; and the files brought in so far, each to be taken back as one."""

    _esm = script(
        *("bring_in_send.js", "bring_in_drop.js", "bring_in_file.js", "bring_in_columns.js", "bring_in_shown.js"),
        *("bring_in_found.js", "bring_in_run.js", "bring_in_take.js", "bring_in_earlier.js", "bring_in.js"),
    )
    _css = style("bring_in.css")
    sections = ("bring_in",)
    follows = frozenset({"intake", "import_mapping"})

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._sent = SentPieces(most_mb=_MOST_MB, section="bring_in", words=self.words)
        self._background = Background(lost=self.words.say("bring_in.lost"))
        self._import: ContactImport | None = None
        self._finished_at = ("", "")

    def close(self) -> None:
        """Close the panel; the file that waited is removed."""
        self._begin_anew()
        self._sent.forget()
        super().close()

    def load(self) -> dict[str, Any]:
        """The files brought in so far, newest first, and what may be sent."""
        intakes = self._intakes()
        return {
            "may_edit": self._may_edit,
            "intakes": [intake_told(one, self.words) for one in intakes],
            "sources": self._sources(),
            "about": {"most_mb": _MOST_MB, "slice_bytes": SLICE_BYTES},
        }

    def _intakes(self) -> list[Intake]:
        cycles = self._desk.structure.cycles_of(self._system)
        every = [one for cycle in cycles for one in self._desk.store.all(Intake, cycle=cycle.id)]
        every = [one for one in every if not (is_story_intake(one) or is_opinion_intake(one))]
        return sorted(every, key=lambda one: (one.created_at, one.id), reverse=True)

    def _sources(self) -> list[str]:
        known = {one.source for one in self._intakes()} | {one.source for one in mappings_of(self._desk, self._cycle)}
        return sorted(known, key=str.casefold)

    # -- the file -----------------------------------------------------------------------------------------------------
    def do_file_begin(self, name: str, size_bytes: int) -> str:
        """Announce a file; the one before is forgotten."""
        if Path(str(name)).suffix.casefold() not in _TABLES:
            raise Refused(self.words.say("bring_in.file.not_a_table", name=str(name)[:200]), field="file")
        self._begin_anew()
        return self._sent.begin(str(name), size_bytes)

    def do_file_part(self, upload: str, at: int, data: str) -> int:
        """The next piece of the file, in base64; how many bytes are here."""
        return self._sent.take(upload, at=at, data=data)

    def do_file_forget(self) -> None:
        """Remove the file."""
        self._begin_anew()
        self._sent.forget()

    def _begin_anew(self) -> None:
        if self._import is not None:
            self._import.close()
        self._import = None
        self._background.forget()

    # -- looking, which stores nothing --------------------------------------------------------------------------------
    def do_look(self, upload: str, source: str, encoding: str = "", sheet: str = "") -> dict[str, Any]:
        """What the file holds, and how it would be read."""
        path, known = self._sent.path(upload), self._as_known(source)
        begun = self._desk.store.find_draft(self.device, self._begun_at(known))

        def _looked() -> dict[str, Any]:
            found = look_at(self._desk, path, cycle=self._cycle, encoding=encoding or None, sheet=sheet or None)
            told = looked_told(found, source=known, words=self.words)
            same = begun is not None and begun["size_bytes"] == path.stat().st_size
            return {**told, "begun": begun["said"] if same else None}

        return self._background.begin(_looked)

    def _as_known(self, source: str) -> str:
        """The source as it was written before: by it, a row that comes again is known."""
        said = " ".join(source.split())
        if not said:
            raise Refused(self.words.say("bring_in.file.source_needed"), field="source")
        return next((one for one in self._sources() if one.casefold() == said.casefold()), said)

    def _begun_at(self, source: str) -> str:
        return self._draft_at(f"bring_in:{hashlib.sha256(source.encode()).hexdigest()}")

    def do_try_out(self, upload: str, mapping: Mapping[str, Any], choices: Mapping[str, str]) -> dict[str, Any]:
        """What would come of it."""
        path, read_as, tell = self._sent.path(upload), self._mapping(mapping), self._background.tell

        def _tried() -> dict[str, Any]:
            found = try_out(self._desk, path, read_as, cycle=self._cycle, choices=dict(choices), tell=tell)
            return tried_told(found, mapping=read_as, words=self.words)

        return self._background.begin(_tried)

    def do_went(self, job: str) -> dict[str, Any]:
        """How work that took longer went."""
        return self._background.ask(job)

    # -- bringing in --------------------------------------------------------------------------------------------------
    def do_accept(
        self, upload: str, mapping: Mapping[str, Any], choices: Mapping[str, str], covers: Mapping[str, str]
    ) -> dict[str, Any]:
        """Begin to bring it in, or go on where this page stopped."""
        self._sit()
        path, read_as = self._sent.path(upload), self._mapping(mapping)
        covers_from, covers_until = (self._day(covers.get(key)) for key in ("from", "until"))
        # Where it is stopped half-way, the same answers are there when the same file comes again.
        said = {"mapping": dict(mapping), "choices": dict(choices), "covers": dict(covers)}
        begun = {"size_bytes": path.stat().st_size, "said": said}
        self._desk.store.keep_draft(self.device, self._begun_at(read_as.source), begun)
        self._finished_at = self.device, self._begun_at(read_as.source)

        def _begun() -> dict[str, Any]:
            if self._import is None:
                self._import = ContactImport(
                    self._desk,
                    path,
                    read_as,
                    cycle=self._cycle,
                    choices=dict(choices),
                    covers_from=covers_from,
                    covers_until=covers_until,
                )
            return self._gone_on(self._import)

        return self._background.begin(_begun)

    def do_next(self, upload: str) -> dict[str, Any]:
        """The next few thousand rows."""
        self._sit()
        self._sent.path(upload)
        if self._import is None:
            raise Refused(self.words.say("bring_in.lost"))
        return self._background.begin(functools.partial(self._gone_on, self._import))

    def _gone_on(self, taken: ContactImport) -> dict[str, Any]:
        progress = taken.next()
        told = {"done": progress.done, "total": progress.total, "finished": progress.finished}
        if not progress.finished:
            return told
        self._desk.store.drop_draft(*self._finished_at)
        self._begin_anew()
        self._sent.forget()
        intake = self._desk.store.get(Intake, taken.intake.id)
        return {**told, "told": {key: getattr(intake, key) for key in _NUMBERS}}

    def do_keep_mapping(self, mapping: Mapping[str, Any]) -> None:
        """Keep how the columns are read for the next file of this source."""
        self._sit()
        save_mapping(self._desk, self._mapping(mapping), self._cycle)

    def do_take_back(self, intake: str) -> dict[str, Any]:
        """Take back a whole import."""
        self._sit()
        found = next((one for one in self._intakes() if one.id == intake), None)
        if found is None or found.state is IntakeState.taken_back:
            raise Refused(self.words.say("bring_in.earlier.not_there"))
        by, page = self.by, self.page

        def _taken_back() -> dict[str, int]:
            taken = self._desk.store.take_back_intake(found.id, by=by, page=page)
            return {"n_contacts": taken.n_contacts, "n_cases": taken.n_cases, "n_kept": taken.n_kept}

        return self._background.begin(_taken_back)

    # -- what the page sends ------------------------------------------------------------------------------------------
    def _mapping(self, given: Mapping[str, Any]) -> ImportMapping:
        return ImportMapping.model_validate({**given, "cycle": self._cycle})

    def _day(self, given: str | None) -> date:
        try:
            return date.fromisoformat(str(given or ""))
        except ValueError as e:
            raise Refused(self.words.say("bring_in.found.covers_needed"), field="covers") from e


_NUMBERS: Final = ("n_rows", "n_refused", "n_cases", "n_contacts", "n_changed", "n_same")
