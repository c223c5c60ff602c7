"""What a batch needs from the store: which systems there are, who will look, and whether anything they see changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from workbench.desk import Desk
from workbench.errors import Refused
from workbench.frames import Audience
from workbench.model import EVERYDAY, Contact, System
from workbench.patterns import IN_WORDS
from workbench.reports.life import Life
from workbench.store.address import Address, resolved

__all__ = ["Source"]


@dataclass(frozen=True)
class Source:
    """A store, as one batch sees it."""

    desk: Desk
    address: Address

    @classmethod
    def open(cls, store: str | Path | None, *, audience: str | None, language: str) -> Source:
        """Open the store (None: the local one).

        Raises
        ------
        workbench.errors.StoreProblem
            Where it cannot be opened or trusted.
        Refused
            Where there is no such audience or language.
        """
        return cls(Desk.open(store, audience=audience or None, language=language), resolved(store))

    def close(self) -> None:
        """Let go of the store."""
        self.desk.store.close()

    @property
    def folder(self) -> Path:
        """Where the printing room keeps what is not for publishing: beside the store, in its own folder."""
        return self.address.folder.parent / "reports"

    @property
    def revision(self) -> int:
        """The number of the newest change."""
        return self.desk.store.revision()

    def session(self) -> str:
        """What a kernel needs to open the same store, for a file only its owner can read."""
        file, url = self.address.file, self.address.url
        store = str(file) if url is None else url.render_as_string(hide_password=False)
        return json.dumps({"store": store, **({"key": self.address.key} if self.address.key else {})})

    def systems(self, names: Sequence[str] | None = None, *, scale: str | None = None) -> list[System]:
        """The systems of these ids or names, or of a scale, or all; by scale, then by name.

        Raises
        ------
        Refused
            Where a name or the scale is unknown, or nothing is left to print.
        """
        known = self.desk.structure
        scales = {s.id: s.position for s in known.scales}
        if scale and scale not in scales:
            raise Refused(f"There is no scale “{scale}”. There are: {', '.join(scales)}.", field="scale")
        found = [s for s in known.systems if not scale or s.scale == scale]
        if names:
            wanted = {self._named(name, found).id for name in names}
            found = [s for s in found if s.id in wanted]
        if not found:
            raise Refused("There is no system to report on yet. Add one on the home page first.", field="system")
        return sorted(found, key=lambda s: (-scales.get(s.scale, 0), s.name.casefold(), s.id))

    @staticmethod
    def _named(name: str, systems: Sequence[System]) -> System:
        said = name.strip().casefold()
        for system in systems:
            if said in (system.id.casefold(), system.name.casefold()):
                return system
        known = ", ".join(sorted(s.id for s in systems)) or "none"
        raise Refused(f"There is no system “{name}”. There are: {known}.", field="system")

    def scale_name(self, system: System) -> str:
        """The name of a system's scale."""
        return next((s.name for s in self.desk.structure.scales if s.id == system.scale), system.scale)

    def audience(self, system: System) -> tuple[Audience, str]:
        """Who will look at this system's report, and how its notebook is told: ``public``, or ``scale:system``."""
        found = self.desk.audience(system.id)
        return found, found.scale if found.system is None else f"{found.scale}:{found.system}"

    def data_hash(self, system: System) -> str:
        """A hash of all the audience may see today of a system, of what lies within it, and what was sent to it.

        The number of the store's newest change will not do: it grows with every change anywhere, and stays the same on
        the day a consent ends.
        """
        evidence = self.desk.evidence(*EVERYDAY, "changes", system=system.id)
        sent = self.desk.evidence("influence", system=system.id, everywhere=True)["influence"]
        cycles = evidence["cycle"]
        ours = set(cycles.loc[cycles["system"].isin(self.desk.structure.within(system.id)), "id"])
        made = hashlib.sha256(evidence.audience.name.encode())
        for kind in sorted(evidence.tables):
            made.update(kind.encode() + b"\0" + _rows(evidence.tables[kind]))
        sent = sent[sent["to_cycle"].isin(ours)]
        kinds = sorted(set(sent["of_kind"]) & set(IN_WORDS))
        read = self.desk.evidence(*kinds, system=system.id, everywhere=True)
        made.update(_rows(sent))
        done = self.desk.evidence("enablement", system=system.id, everywhere=True)["enablement"]
        made.update(_rows(done[done["for_cycle"].isna() | done["for_cycle"].isin(ours)]))
        for kind in kinds:
            made.update(kind.encode() + b"\0" + _rows(read[kind][read[kind]["id"].isin(sent["of"])]))
        return made.hexdigest()

    def file_hash(self, system: System) -> str:
        """A hash of what a person's summary says besides: of their case file, and of where what they asked went on to.

        That somebody looked is not noted: nothing is shown to anybody.
        """
        desk = copy(self.desk)
        desk.said_audience = f"{system.scale}:{system.id}"
        life = Life.of(desk, system)
        kinds = ("case", "risk", "forum_case", "spend")
        evidence = desk.evidence(*kinds, system=system.id, everywhere=True)
        made = hashlib.sha256(life.name.encode())
        for kind in ("risk", "forum_case"):
            made.update(_rows(evidence[kind][evidence[kind]["case"] == life.case]))
        made.update(_rows(evidence["case"][evidence["case"]["id"] == life.case]))
        made.update(_rows(evidence["spend"][life.theirs(evidence["spend"]["for_person"])]))
        for contact in desk.store.all(Contact, case=life.case) if life.case is not None else ():
            made.update(contact.model_dump_json().encode())
        sent = desk.passed_on().table.drop(columns="waited_days")
        begun = sent.loc[sent["from_system"] == system.id, "first"]
        made.update(_rows(sent[sent["first"].isin(begun)]))
        return made.hexdigest()


def _rows(table: pd.DataFrame) -> bytes:
    ordered = table.sort_values("id") if "id" in table else table
    return ordered.to_csv(index=False).encode()
