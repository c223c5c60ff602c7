"""What comes again in the cycles below, in how many of them, how does that differ, and what is only here?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import CODED, ONE_LIFE, Setting
from workbench.model.experiment import shape_of
from workbench.patterns.alike import first_like
from workbench.patterns.blind_round import told_codings
from workbench.patterns.circle import ancestors_of, rows_of
from workbench.patterns.issue_recurrence import ALIKE
from workbench.patterns.pattern_list import pattern_list

__all__ = ["FEWEST_TEXTS", "KINDS", "KINDS_READ", "AcrossCycles", "across_cycles"]

#: What is looked for, in the order in which it is told.
KINDS = ("pattern", "theme", "issue", "experiment")
#: The kinds of record the question reads.
KINDS_READ = (
    *("observation", "interpretation", "idea", "perspective", "sense_session", "evidence_link", "theme"),
    *(
        "coding",
        "coding_round",
        "experiment",
        "issue",
        *(kind for kind in CODED if kind not in ("observation", "issue")),
    ),
)
#: An audience wider than a team is told of a theme once this many texts or more speak of it: of fewer, one teller's
#: story could be told apart by what it is about.
FEWEST_TEXTS = 8
#: How alike (0–100) the names of two themes or patterns have to be to be taken for the same one.
_ALIKE_NAMES = 85.0

_FOUND = {"kind": "str", "wording": "str", "record_kind": "str", "record": "str", "cycle": "str"}
_COLUMNS = {
    "item": "int64",
    "kind": "str",
    "wording": "str",
    "n": "Int64",
    "n_cycles": "int64",
    "n_systems": "int64",
    "of_systems": "int64",
    "only_system": "str",
}
_SPREAD = {"item": "int64", "by": "str", "name": "str", "n_systems": "int64", "of_systems": "int64"}
_BEHIND = {"item": "int64", "kind": "str", "id": "str"}
_WHERE = {"item": "int64", "system": "str", "name": "str", "place": "str", "setting": "str", "n_cycles": "int64"}


@dataclass(frozen=True, kw_only=True)
class AcrossCycles(Finding):
    """Patterns, themes, issues and kinds of experiment, and where they come again; those spread furthest first.

    ``table`` has a row an item: item (its number), kind (pattern, theme, issue, experiment), wording (the earliest of
    nearly the same ones; of experiments the model's own word), n (records; only for the group itself), n_cycles and
    n_systems (different ones it is in), of_systems (those that have anything of this kind, as far as this audience may
    see it), only_system (the name of the only system where n_systems is 1, else "").

    ``spread`` says how that differs: item, by (setting: rural, urban, mixed; or place), name, n_systems, of_systems;
    one row for each setting or place with a system that has anything of the kind. ``where`` lists the systems by name:
    item, system, name, place, setting, n_cycles. ``records`` names every record behind an item (item, kind, id; empty
    for wider audiences). ``n_left_out`` themes were left out because fewer than ``FEWEST_TEXTS`` texts speak of them.

    Teams are counted, never people: of systems that are one person's life a wider audience gets the number and no name.
    Consent was applied before. With few systems a difference between them may be
    chance, and nothing is tested. Nothing to look at gives no rows.
    """

    own_only: ClassVar[tuple[str, ...]] = ("n",)

    spread: pd.DataFrame
    where: pd.DataFrame
    records: pd.DataFrame
    n_left_out: int


def across_cycles(evidence: Evidence, *, system: str | None = None) -> AcrossCycles:
    """What recurs in the cycles of a system and of those inside it; without a system, in all that were read.

    Wordings of issues are the same from 70 of 100 on, names of themes and patterns from 85 on (see ``alike``); a
    pattern gathered under a theme goes by the theme's name. Codings of rounds that are still blind are passed over.
    """
    found = pd.DataFrame([*_all_found(evidence, system)], columns=list(_FOUND)).astype(_FOUND)
    found = found.drop_duplicates(["kind", "wording", "record_kind", "record"])
    structure = _Structure(evidence)
    found["system"] = found["cycle"].map(structure.system_of_cycle)
    found["head"] = _heads(found)
    rows: dict[str, list[dict[str, Any]]] = {"table": [], "spread": [], "where": [], "records": []}
    n_left_out = 0
    for kind in KINDS:
        of_kind = found[found["kind"] == kind]
        looked_at = sorted(set(of_kind["system"]))
        for _, same in of_kind.groupby("head", sort=False):
            if kind == "theme" and evidence.audience.wide and same["record"].nunique() < FEWEST_TEXTS:
                n_left_out += 1
                continue
            _tell(rows, same, looked_at=looked_at, structure=structure)
    made = pd.DataFrame(rows["table"], columns=list(_COLUMNS)).astype(_COLUMNS)
    order = made["kind"].map({kind: at for at, kind in enumerate(KINDS)})
    made = made.assign(order=order).sort_values(
        ["order", "n_systems", "n_cycles", "wording"], ascending=[True, False, False, True]
    )
    return AcrossCycles(
        audience=evidence.audience,
        table=made.drop(columns="order").reset_index(drop=True),
        spread=pd.DataFrame(rows["spread"], columns=list(_SPREAD)).astype(_SPREAD),
        where=pd.DataFrame(rows["where"], columns=list(_WHERE)).astype(_WHERE),
        # how many rows there are would tell a wider audience how many records
        records=pd.DataFrame([] if evidence.audience.wide else rows["records"], columns=list(_BEHIND)).astype(_BEHIND),
        n_left_out=n_left_out,
    )


class _Structure:
    """Names, places and settings of systems."""

    def __init__(self, evidence: Evidence) -> None:
        systems, cycles = evidence["system"], evidence["cycle"]
        self.system_of_cycle = dict(zip(cycles["id"], cycles["system"], strict=True))
        self.name = dict(zip(systems["id"], systems["name"], strict=True))
        scale = dict(zip(systems["id"], systems["scale"], strict=True))
        setting = dict(zip(systems["id"], systems["setting"], strict=True))
        above = {system: list(ancestors_of(systems, system)) for system in systems["id"]}
        #: Lives: a wider audience is told how many, and not whose.
        self.lives = {one for one in systems["id"] if scale[one] == ONE_LIFE} if evidence.audience.wide else set()
        self.place = {
            system: next((self.name[one] for one in line if scale[one] == "place"), "")
            for system, line in above.items()
        }
        said = [setting_.value for setting_ in Setting]
        self.setting = {
            system: next((setting[one] for one in line if setting[one] in said), "") for system, line in above.items()
        }


def _all_found(evidence: Evidence, system: str | None) -> Iterator[tuple[str, str, str, str, str]]:
    """The (kind, wording, kind and id of the record, cycle) of everything that can come again, earliest first."""
    observations = rows_of(evidence, "observation", system=system)
    cycle_of = dict(zip(observations["id"], observations["cycle"], strict=True))
    patterns = pattern_list(evidence, system=system).table
    for row in patterns[patterns["printable"]].sort_values(["noticed_on", "id"]).to_dict("records"):
        yield "pattern", row["theme"] or row["title"], "observation", row["id"], cycle_of[row["id"]]
    yield from _themes(evidence, observations, system)
    for row in rows_of(evidence, "issue", system=system).sort_values(["raised_on", "id"]).to_dict("records"):
        yield "issue", row["description"], "issue", row["id"], row["cycle"]
    for row in rows_of(evidence, "experiment", system=system).sort_values("id").to_dict("records"):
        for word in (row["experiment_kind"], shape_of(row["end_point"], row["works_on"])):
            if isinstance(word, str):
                yield "experiment", str(word), "experiment", row["id"], row["cycle"]


def _themes(
    evidence: Evidence, observations: pd.DataFrame, system: str | None
) -> Iterator[tuple[str, str, str, str, str]]:
    """Where themes are: in the cycle of the text that was tagged, or of the observation gathered under them."""
    named = dict(zip(evidence["theme"]["id"], evidence["theme"]["name"], strict=True))
    coded = told_codings(evidence)
    for kind in CODED:
        texts = rows_of(evidence, kind, system=system)
        cycle_of = dict(zip(texts["id"], texts["cycle"], strict=True))
        those = coded[(coded["of_kind"] == kind) & coded["of"].isin(cycle_of)].sort_values("id")
        for theme, of in zip(those["theme"], those["of"], strict=True):
            yield "theme", named[theme], kind, of, cycle_of[of]
    for row in observations[observations["theme"].isin(named)].sort_values("id").to_dict("records"):
        yield "theme", named[row["theme"]], "observation", row["id"], row["cycle"]


def _heads(found: pd.DataFrame) -> pd.Series[str]:
    """The earliest wording each one is like, within its kind."""
    head = found["wording"].copy()
    for kind, alike in (("pattern", _ALIKE_NAMES), ("theme", _ALIKE_NAMES), ("issue", ALIKE)):
        wordings = list(dict.fromkeys(found.loc[found["kind"] == kind, "wording"]))
        first = {text: wordings[at] for text, at in zip(wordings, first_like(wordings, alike=alike), strict=True)}
        head = head.where(found["kind"] != kind, found["wording"].map(first))
    return head


def _tell(
    rows: Mapping[str, list[dict[str, Any]]], same: pd.DataFrame, *, looked_at: list[str], structure: _Structure
) -> None:
    """Put one item into every table."""
    item = len(rows["table"]) + 1
    inside = sorted(set(same["system"]), key=lambda one: (structure.name[one], one))
    rows["table"].append(
        {
            "item": item,
            "kind": same["kind"].iloc[0],
            "wording": same["head"].iloc[0],
            "n": same["record"].nunique(),
            "n_cycles": same["cycle"].nunique(),
            "n_systems": len(inside),
            "of_systems": len(looked_at),
            "only_system": structure.name[inside[0]] if len(inside) == 1 and not structure.lives & set(inside) else "",
        }
    )
    for by, of in (("setting", structure.setting), ("place", structure.place)):
        for name in sorted({of[one] for one in looked_at} - {""}):
            among = [one for one in looked_at if of[one] == name]
            n = sum(one in inside for one in among)
            rows["spread"].append({"item": item, "by": by, "name": name, "n_systems": n, "of_systems": len(among)})
    for one in inside:
        if one in structure.lives:
            continue
        known: dict[str, Any] = {"place": structure.place[one], "setting": structure.setting[one]}
        n_cycles = same.loc[same["system"] == one, "cycle"].nunique()
        rows["where"].append({"item": item, "system": one, "name": structure.name[one], **known, "n_cycles": n_cycles})
    behind = same.drop_duplicates(["record_kind", "record"])
    rows["records"] += [
        {"item": item, "kind": kind, "id": id} for kind, id in zip(behind["record_kind"], behind["record"], strict=True)
    ]
