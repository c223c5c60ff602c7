"""How often are people assessed, helped and referred on? Contacts by what a service does, and rounds a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import Does
from workbench.patterns.contact_tally import tally_of

__all__ = ["DOES", "NOT_SAID", "NO_DAY", "PHASES", "ROUNDS_BANDS", "TALLIES", "AssessDoRefer", "assess_do_refer"]

#: The tallies this question reads.
TALLIES = (("phase", "does"), ("case", "phase", "does_before", "does"))
#: Contacts of people for whom no day is written down on which the new way of working began.
NO_DAY = "no_day"
#: Contacts of which nobody said what the service did.
NOT_SAID = "not_said"
PHASES = ("before", "after", NO_DAY)
DOES = (*(does.value for does in Does), NOT_SAID)
#: Each band of rounds a person, by the fewest it begins with.
ROUNDS_BANDS: Mapping[str, int] = {"0": 0, "1": 1, "2-4": 2, "5-9": 5, "10-19": 10, "20-39": 20, "40+": 40}

_COLUMNS = {"phase": "str", "does": "str", "n": "int64", "n_people": "int64", "share": "float64"}
_ROUNDS = {"phase": "str", "rounds_band": "str", "n_people": "int64", "share_of_people": "float64"}
_USUAL = {
    "phase": "str",
    "n_known": "int64",
    "lower_quartile": "float64",
    "median_rounds": "float64",
    "upper_quartile": "float64",
    "most_rounds": "float64",
}


@dataclass(frozen=True, kw_only=True)
class AssessDoRefer(Finding):
    """What services do with people, and how many rounds of it a person goes through.

    ``table``: phase (before or after the new way of working began, ``no_day`` for people without such a day; only
    phases that have contacts), does (assess, do, refer, ``not_said``; all four in each phase), n (contacts), n_people,
    share (of the phase's contacts, those not said included).

    ``rounds``: phase, rounds_band (all of :data:`ROUNDS_BANDS`, then ``not_said``: people of whose contacts in this
    phase nobody said what was done), n_people, share_of_people (of the people with contacts in this phase).
    ``usual``: one row a phase: n_known (people with at least one contact of which it is said), lower_quartile,
    median_rounds, upper_quartile, most_rounds (a person's rounds). A wider audience gets the median only: n_known is
    the sum of cells of which some may be hidden.

    A round begins with every ``assess`` that does not follow another ``assess`` of the same person: being assessed
    three times running is one round, and ``assess, do, assess`` are two. What comes just before counts whatever phase
    it was in; a contact of which nobody said what was done is something other than an assessment. A round belongs to
    the phase it begins in. The phases may have been looked at for different lengths of time.

    ``n_people`` are the different people with contacts. No contacts give no rows.
    """

    counts: ClassVar[tuple[str, ...]] = ("n", "n_people", "n_known")
    shares: ClassVar[Mapping[str, tuple[str, str | tuple[str, ...] | None]]] = {
        "share": ("n", ("phase",)),
        "share_of_people": ("n_people", ("phase",)),
    }
    people_behind: ClassVar[Mapping[str, str]] = {"n": "n_people"}
    amounts: ClassVar[Mapping[str, tuple[str, str | None]]] = {"median_rounds": ("n_known", None)}
    own_only: ClassVar[tuple[str, ...]] = (
        "n_known",
        "n_known_shown",
        "lower_quartile",
        "upper_quartile",
        "most_rounds",
    )

    rounds: pd.DataFrame
    usual: pd.DataFrame


def assess_do_refer(evidence: Evidence) -> AssessDoRefer:
    """Contacts by what the service did, and the rounds a person goes through; it reads :data:`TALLIES`."""
    by_case = _named(tally_of(evidence, *TALLIES[1]))
    rounds, usual = _rounds(by_case)
    return AssessDoRefer(
        audience=evidence.audience,
        table=_does(_named(tally_of(evidence, *TALLIES[0]))),
        rounds=rounds,
        usual=usual,
        n_people=int(by_case["case"].nunique()),
    )


def _named(tallied: pd.DataFrame) -> pd.DataFrame:
    """The tally with words where a phase or what was done is missing."""
    return tallied.assign(phase=tallied["phase"].fillna(NO_DAY), does=tallied["does"].fillna(NOT_SAID))


def _phases(tallied: pd.DataFrame) -> list[str]:
    there = set(tallied["phase"])
    return [phase for phase in PHASES if phase in there]


def _does(tallied: pd.DataFrame) -> pd.DataFrame:
    cells = pd.MultiIndex.from_product([_phases(tallied), DOES], names=["phase", "does"])
    table = tallied.set_index(["phase", "does"])[["n", "n_people"]].reindex(cells, fill_value=0).reset_index()
    table["share"] = table["n"] / table.groupby("phase")["n"].transform("sum")
    return table.astype(_COLUMNS)


def _rounds(by_case: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """How many people had how many rounds, and what is usual, by phase."""
    begins = (by_case["does"] == Does.assess.value) & (by_case["does_before"] != Does.assess.value).fillna(value=True)
    said = by_case["does"] != NOT_SAID
    people = (
        by_case.assign(rounds=by_case["n"].where(begins, 0).astype("int64"), said=said)
        .groupby(["phase", "case"], sort=False)
        .agg(rounds=("rounds", "sum"), said=("said", "any"))
        .reset_index()
    )
    edges = [*ROUNDS_BANDS.values(), float("inf")]
    band = pd.cut(people["rounds"], edges, right=False, labels=list(ROUNDS_BANDS)).astype("str")
    people["rounds_band"] = band.where(people["said"], NOT_SAID)
    phases = _phases(by_case)
    cells = pd.MultiIndex.from_product([phases, [*ROUNDS_BANDS, NOT_SAID]], names=["phase", "rounds_band"])
    counted = people.groupby(["phase", "rounds_band"]).size().reindex(cells, fill_value=0)
    rounds = counted.rename("n_people").reset_index()
    rounds["share_of_people"] = rounds["n_people"] / rounds.groupby("phase")["n_people"].transform("sum")
    known = people[people["said"]]
    rows = [_usual(phase, known.loc[known["phase"] == phase, "rounds"]) for phase in phases]
    return rounds.astype(_ROUNDS), pd.DataFrame(rows, columns=list(_USUAL)).astype(_USUAL)


def _usual(phase: str, rounds: pd.Series[int]) -> dict[str, object]:
    lower, median, upper, most = rounds.quantile([0.25, 0.5, 0.75, 1.0]).tolist()
    return {
        "phase": phase,
        "n_known": len(rounds),
        "lower_quartile": lower,
        "median_rounds": median,
        "upper_quartile": upper,
        "most_rounds": most,
    }
