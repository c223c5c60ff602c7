"""What came of the cases presented to a creative solutions forum?"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import Avoidable, RiskLevel
from workbench.patterns.circle import rows_of
from workbench.patterns.spending_by_category import usual_wording

__all__ = ["ALL", "ForumAccount", "forum_account", "presented_cases", "presented_risks"]

#: Marks the row of a part that has all of its cases.
ALL = "all"
#: How high each level is; a level nobody knows has no height.
_HEIGHT = {level.value: height for height, level in enumerate(RiskLevel)}
_COLUMNS = {"part": "str", "value": "str", "n": "int64", "of": "int64", "share": "float64"}
_NOBODY_SAID = "gender_not_said"


@dataclass(frozen=True, kw_only=True)
class ForumAccount(Finding):
    """The people presented to creative solutions forums, part by part; each part has everybody once.

    ``table``: part, value, n (people), of (all people presented), share (of them; 0–1). The last row of a part has the
    value ``all``. ``of`` and ``share`` are only for a group itself, since they would give hidden numbers away. Nobody
    presented yet gives no rows. The parts, in this order, and their values:

    =============  =====================================================================================================
    gender         as written down, in alphabetical order; ``gender_not_said``
    risk_before    ``high`` (any risk was ++ before), ``not_high``, ``no_risk_noted`` (nobody wrote one down)
    risk_after     ``fell``: every risk was looked at again, and the highest level after is below the highest before;
                   ``not_lower``: a known level after is as high as the highest before, or higher (so nothing that is
                   not known could change it); of the others ``lost`` where the forum lost touch with the person, and
                   ``not_looked_at`` where somebody has yet to look at some risk again, or none was noted
    avoidable      could this have been avoided if services were joined up: ``yes``, ``partly``, ``no``, ``not_known``
                   (somebody said so), ``not_answered``
    hand_offs      ``refused`` (at least one hand-off was), ``none_refused`` (none was written down)
    =============  =====================================================================================================

    A person presented several times counts once, with what was said the last time; ``lost`` too is what the last time
    says. ``n_people`` is how many people, ``n_presented`` how often they were presented, ``n_refusals`` how many
    hand-offs were refused. ``first_on`` and ``last_on`` are the first and the last day of a forum, None where no day
    was written down and for wider audiences.
    """

    counts: ClassVar[tuple[str, ...]] = ("n", "n_presented", "n_refusals")
    total_rows: ClassVar[Mapping[str, str | None]] = {"part": None, "value": ALL}
    own_only: ClassVar[tuple[str, ...]] = ("of", "share")

    n_presented: int
    n_refusals: int
    first_on: date | None
    last_on: date | None


def forum_account(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> ForumAccount:
    """The forum cases of one cycle, one system and those inside it, or all that this audience may see."""
    presented = rows_of(evidence, "forum_case", cycle=cycle, system=system)
    presented = presented[presented["case"].isin(evidence["case"]["id"])]
    people = presented_cases(evidence, cycle=cycle, system=system)
    refusals = evidence["refusal"]
    refusals = refusals[refusals["case"].isin(people["case"])]
    rows = []
    behind: dict[Hashable, frozenset[str]] = {}
    for part, value, cases in _cells(evidence, people, refusals):
        if value != ALL:
            behind[part, value] = frozenset(cases)
        n, of = len(cases), len(people)
        rows.append({"part": part, "value": value, "n": n, "of": of, "share": n / of})
    days = presented["presented_on"].dropna()
    tell_days = len(days) > 0 and not evidence.audience.wide
    return ForumAccount(
        audience=evidence.audience,
        table=pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS),
        n_people=len(people),
        people=behind,
        n_presented=len(presented),
        n_refusals=len(refusals),
        first_on=days.min().date() if tell_days else None,
        last_on=days.max().date() if tell_days else None,
    )


def presented_cases(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> pd.DataFrame:
    """One row a person presented: case, gender, avoidable and lost_on as the last forum has them.

    The last is the one with the latest day; one without a day counts as earliest. A case this audience may not see,
    or that was withdrawn, is not there.
    """
    presented = rows_of(evidence, "forum_case", cycle=cycle, system=system)
    presented = presented.sort_values(["presented_on", "id"], na_position="first")
    last = presented.drop_duplicates("case", keep="last")[["case", "avoidable", "lost_on"]]
    known = evidence["case"][["id", "gender"]].rename(columns={"id": "case"})
    return last.merge(known, on="case", validate="one_to_one").sort_values("case").reset_index(drop=True)


def presented_risks(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> pd.DataFrame:
    """The risks of the people presented: the rows of ``risk``."""
    people = presented_cases(evidence, cycle=cycle, system=system)
    risks = evidence["risk"]
    return risks[risks["case"].isin(people["case"])].reset_index(drop=True)


def _cells(
    evidence: Evidence, people: pd.DataFrame, refusals: pd.DataFrame
) -> Iterator[tuple[str, str, pd.Series[str]]]:
    """Each part's values with the cases that have them, and the row of all."""
    if people.empty:
        return
    risks = evidence["risk"]
    by_case = dict(list(risks[risks["case"].isin(people["case"])].groupby("case")))
    nothing = risks.iloc[:0]
    gender = _genders(people["gender"])
    said_before = people["case"].map(lambda case: _before(by_case.get(case, nothing)))
    said_after = [
        _after(by_case.get(case, nothing), lost=not pd.isna(lost_on))
        for case, lost_on in zip(people["case"], people["lost_on"], strict=True)
    ]
    refused = people["case"].isin(refusals["case"]).map({True: "refused", False: "none_refused"})
    parts: list[tuple[str, pd.Series[str], list[str]]] = [
        ("gender", gender, [*sorted(set(gender) - {_NOBODY_SAID}, key=str.casefold), _NOBODY_SAID]),
        ("risk_before", said_before, ["high", "not_high", "no_risk_noted"]),
        ("risk_after", pd.Series(said_after, index=people.index), ["fell", "not_lower", "lost", "not_looked_at"]),
        ("avoidable", people["avoidable"].fillna("not_answered"), [*(a.value for a in Avoidable), "not_answered"]),
        ("hand_offs", refused, ["refused", "none_refused"]),
    ]
    for part, said, values in parts:
        for value in values:
            yield part, value, people.loc[said == value, "case"]
        yield part, ALL, people["case"]


def _genders(written: pd.Series[str]) -> pd.Series[str]:
    """Each person's gender in the wording most people's has, however it was capitalised."""
    same = written.fillna("").str.casefold()
    wording = {key: usual_wording(of_key) for key, of_key in written.groupby(same) if key}
    return same.map(lambda key: wording.get(key, _NOBODY_SAID))


def _before(risks: pd.DataFrame) -> str:
    if risks.empty:
        return "no_risk_noted"
    return "high" if (risks["before"] == RiskLevel.high).any() else "not_high"


def _after(risks: pd.DataFrame, *, lost: bool) -> str:
    highest = risks["before"].map(_HEIGHT).max()
    after = risks["after"].map(_HEIGHT)
    if (after >= highest).any():
        return "not_lower"
    if len(risks) and after.notna().all():
        return "fell"
    return "lost" if lost else "not_looked_at"
