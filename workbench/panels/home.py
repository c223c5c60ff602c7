"""The first page: scale, system and cycle; the purpose; the five parts and what is in each; what changed lately."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from workbench.desk import Choice, Desk
from workbench.errors import Refused
from workbench.model import Cycle, CycleLinkKind, Part, System
from workbench.panels.home_between import between
from workbench.panels.library import script, style
from workbench.panels.panel import Panel
from workbench.panels.spoken_date import spoken, spoken_since

__all__ = ["HomePanel"]

_MOST_LATEST = 8


def _now() -> datetime:
    return datetime.now(UTC)


class HomePanel(Panel):
    """The door to everything; its choice is kept in the page's address."""

    _esm = script("home.js")
    _css = style("home.css")
    sections = ("home",)
    looks = frozenset({"load", "pick_scale", "pick_system", "pick_cycle"})

    def __init__(self, desk: Desk, choice: Choice, *, notice: str = "", now: Callable[[], datetime] = _now) -> None:
        super().__init__(
            # only the group itself edits, and reads who did what; see View
            store=desk.store,
            may_edit=desk.said_audience is None,
            language=desk.words.language,
        )
        self._desk = desk
        self._choice = choice
        self._scale = ""
        self._notice = notice
        self._now = now

    def load(self) -> dict[str, Any]:
        """Everything on the page, for the system and cycle chosen."""
        known = self._desk.structure
        system, cycle = self._choice.system, self._choice.cycle
        cycles = known.cycles_of(system.id) if system else []
        return {
            "scales": [{"id": s.id, "name": s.name} for s in self._desk.scales_to_choose()],
            "systems": [{"id": s.id, "name": s.name, "scale": s.scale} for s in known.systems],
            "cycles": [{"id": c.id, "label": self._label(c)} for c in cycles],
            "chosen": {
                "scale": self._scale,
                "system": system.id if system else "",
                "system_name": system.name if system else "",
                "cycle": cycle.id if cycle else "",
                "cycle_label": self._label(cycle) if cycle else "",
            },
            "notice": self._notice,
            "may_edit": self._may_edit,
            "synthetic": bool(system and system.synthetic),
            "before": self.words.section("prompts.before"),
            **self._about(system, cycle),
        }

    def _label(self, cycle: Cycle) -> str:
        return f"{cycle.name} ({self.words.say('home.round', n=cycle.round)})"

    def _about(self, system: System | None, cycle: Cycle | None) -> dict[str, Any]:
        if system is None:
            nothing: dict[str, Any] = {"parts": [], "latest": [], "between": None, "connected": []}
            return {**nothing, "purpose": "", "stewards": "", "report_command": ""}
        wordings = self._desk.work_on_cycle(cycle.id).wordings() if cycle else []
        stewards = ", ".join(cycle.stewards) if cycle else ""
        return {
            "purpose": wordings[0].wording if wordings else "",
            "stewards": self.words.say("home.stewards", names=stewards)
            if stewards
            else self.words.say("home.stewards_none"),
            "parts": self._parts(system, cycle) if cycle else [],
            "latest": self._latest(system) if self._may_edit else None,
            "between": between(self._desk, system=system, cycle=cycle, words=self.words)
            if cycle and self._may_edit
            else None,
            "connected": self._connected(cycle) if cycle else [],
            "report_command": f"workbench report learning_report --system {system.id} --out reports/",
        }

    def _parts(self, system: System, cycle: Cycle) -> list[dict[str, Any]]:
        table = self._desk.cycle_parts(system=system.id, cycle=cycle.id).table
        made = []
        for part in Part:
            rows = table[table["part"] == part.value]
            last = rows["last_change_at"].dropna().max() if len(rows) else None
            made.append(
                {
                    "id": part.value,
                    **{key: self.words.say(f"home.parts.{part}.{key}") for key in ("title", "lead", "notebook")},
                    "contents": [self._count(row) for row in rows.to_dict("records") if row["n_shown"] != "0"],
                    "last": self.words.say("home.never")
                    if last is None or last != last  # noqa: PLR0124  NaT is not equal to itself
                    else self.words.say("home.last_change", when=spoken(last.date(), self.words)),
                }
            )
        return made

    def _count(self, row: Any) -> str:
        # a hidden number is told as “*”, in the form for several
        n = int(row["n"]) if row["n_shown"] == f"{row['n']}" else row["n_shown"]
        return self.words.say(f"home.counts.{row['what']}", n=n)

    def _latest(self, system: System) -> list[dict[str, Any]]:
        made = []
        for step in self._desk.latest_steps(system.id, most=_MOST_LATEST):
            by = step.by or self.words.say("purpose.somebody")
            when = spoken_since(step.at, self._now(), self.words)
            made.append({"seq": step.seq, "what": step.words, "beside": f"{by}, {when}"})
        return made

    def _connected(self, cycle: Cycle) -> list[dict[str, Any]]:
        known = self._desk.structure
        by_id = {c.id: c for c in known.cycles}
        turned = {
            CycleLinkKind.learns_from: "learnt_from_by",
            CycleLinkKind.enables: "enabled_by",
            CycleLinkKind.peer: "peer",
        }
        made = []
        for link in known.cycle_links:
            if link.source == cycle.id and link.target in by_id:
                other, how = by_id[link.target], str(link.relation)
            elif link.target == cycle.id and link.source in by_id:
                other, how = by_id[link.source], turned[link.relation]
            else:
                continue
            name = f"{known.system(other.system).name}: {other.name}"
            made.append({"id": link.id, "cycle": other.id, "name": name, "how": self.words.say(f"home.{how}")})
        return made

    # -- commands ---------------------------------------------------------------------------------------------------
    def _chosen(self) -> dict[str, str]:
        """What the address is to hold now; the page is told the new state beside it."""
        self._notice = ""
        self.tell("state", self.load())
        system, cycle = self._choice.system, self._choice.cycle
        return {"system": system.id if system else "", "cycle": cycle.id if cycle else ""}

    def do_pick_scale(self, scale: str) -> dict[str, str]:
        """Show only the systems of one scale; the first of them is chosen where the present one is at another."""
        self._scale = scale
        system = self._choice.system
        if scale and (system is None or system.scale != scale):
            there = self._desk.structure.at_scale(scale)
            if not there:
                self._scale = ""
                raise Refused(self.words.say("home.scale_empty"), field="scale")
            self._choice = self._desk.choice(system=there[0].id)
        return self._chosen()

    def do_pick_system(self, system: str) -> dict[str, str]:
        """Choose a system."""
        self._choice = self._desk.choice(system=system)
        return self._chosen()

    def do_pick_cycle(self, cycle: str) -> dict[str, str]:
        """Choose a cycle, of this system or a connected one."""
        self._choice = self._desk.choice(cycle=cycle)
        if self._scale and self._choice.system and self._choice.system.scale != self._scale:
            self._scale = ""
        return self._chosen()

    def do_new_cycle(self, name: str) -> dict[str, str]:
        """Open the next round."""
        if self._choice.system is None:
            raise Refused(self.words.say("home.no_systems"))
        self._desk.sit(by=self.by, page=self.page)
        made = self._desk.add_cycle(self._choice.system.id, name)
        self._choice = self._desk.choice(cycle=made.id)
        return self._chosen()

    def do_new_system(self, name: str, scale: str, part_of: str = "") -> dict[str, str]:
        """Add a system with its first cycle."""
        self._desk.sit(by=self.by, page=self.page)
        made = self._desk.add_system(name, scale=scale, part_of=part_of or None)
        self._choice = self._desk.choice(system=made.id)
        self._scale = ""
        return self._chosen()

    def do_new_scale(self, name: str, above: str) -> dict[str, str]:
        """Add a scale just above another one."""
        self._desk.sit(by=self.by, page=self.page)
        self._desk.add_scale(name, above=above)
        return self._chosen()

    def do_undo(self) -> None:
        """Undo this tab's last step."""
        self._desk.store.undo(by=self.by, page=self.page)
