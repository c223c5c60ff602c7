"""Do groups choose differently? One table of counts, or one for each answer where several could be chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from workbench.frames import Evidence
from workbench.model import SignifierKind
from workbench.patterns.choice_counts import CHOICES, options_of
from workbench.patterns.chosen_test import chi_squared
from workbench.patterns.multiplicity import false_discovery_rates
from workbench.patterns.signified import Asked, Signified, read_answers
from workbench.patterns.small_n import may_say
from workbench.patterns.story_split import Split

__all__ = ["ChoiceComparison", "choice_comparison"]

_FIGURES = ("effect", "chi2", "p", "p_chi_squared", "q", "expected_least")
_COLUMNS = {
    "option": "str",
    "n_groups": "int64",
    "n_stories": "int64",
    "n_tellers": "int64",
    "n_tellers_least": "int64",
    "may_say": "str",
    **dict.fromkeys(_FIGURES, "float64"),
    "df": "Int64",
    "p_from": "str",
}


@dataclass(frozen=True, kw_only=True)
class ChoiceComparison(Signified):
    """Whether groups choose differently; see also :class:`~workbench.patterns.signified.Signified`.

    ``table`` has one row where one answer is chosen (option ""), else one for each answer, chosen or not:

    ======================  ===========================================================================================
    option                  the answer looked at; "" for all of them
    n_groups                groups with stories
    n_stories, n_tellers    stories with an answer, and different people who told them; n_tellers_least is the number of
                            people in the smallest group, which decides may_say: "nothing" and "points" (no figure),
                            "estimate" (effect only: too few to compare), "comparison"
    effect                  Cramér's V, 0 (no connection) to 1. It comes without an interval: drawn anew, V of nothing
                            is always above 0, and an interval would never tell so
    chi2, df                χ² of groups × answers
    p, p_from               from "chi_squared", or from a "permutation" of whole tellers where an expected count is
                            below 5 or a teller told several stories
    p_chi_squared           p of χ² in any case
    expected_least          the smallest expected count
    q                       p corrected for the number of rows in this table (Benjamini–Hochberg)
    ======================  ===========================================================================================

    What was chosen by whom is in ``choice_counts``. ``seed`` began the dealing of chance.
    """

    counts: ClassVar[tuple[str, ...]] = (*Signified.counts, "n_tellers_least")
    amounts: ClassVar[Mapping[str, tuple[str, str | None]]] = dict.fromkeys(_FIGURES, ("n_tellers_least", None))

    seed: int


def choice_comparison(evidence: Evidence, asked: Asked, *, split: Split, seed: int = 1) -> ChoiceComparison:
    """Groups of stories by what was chosen for them.

    Raises
    ------
    Gone, Refused
        Where there is no such signifier, or nothing is chosen in it.
    """
    found = read_answers(evidence, asked, *CHOICES, split=split)
    rows = found.placed[found.placed["group"].isin(split.groups)]
    options = options_of(found)
    if found.wording.signifier_kind == SignifierKind.several:
        made = [
            {"option": option, **_row(rows, [option in chosen for chosen in rows["chosen"]], seed=seed)}
            for option in options
        ]
    else:
        place = {option: at for at, option in enumerate(options)}
        made = [{"option": "", **_row(rows, [place[chosen[0]] for chosen in rows["chosen"]], seed=seed)}]
    table = pd.DataFrame(made, columns=list(_COLUMNS)).astype(_COLUMNS)
    table["q"] = false_discovery_rates(table["p"])
    return ChoiceComparison(table=table, seed=seed, **found.beside())


def _row(rows: pd.DataFrame, answers: list[int] | list[bool], *, seed: int) -> dict[str, Any]:
    people = rows.groupby("group")["teller"].nunique()
    least = int(people.min()) if len(people) > 1 else 0
    made: dict[str, Any] = {
        "n_groups": len(people),
        "n_stories": len(rows),
        "n_tellers": rows["teller"].nunique(),
        "n_tellers_least": least,
        "may_say": may_say(least),
    }
    if made["may_say"] not in ("estimate", "comparison"):
        return made
    codes = pd.Categorical(rows["group"]).codes.astype(np.intp)
    test = chi_squared(codes, np.asarray(answers, dtype=np.intp), rows["teller"].to_numpy(dtype=object), seed=seed)
    made |= {"effect": test.v, "chi2": test.chi2, "df": test.df, "expected_least": test.expected_least}
    if made["may_say"] == "comparison":
        made |= {"p": test.p, "p_chi_squared": test.p_chi_squared, "p_from": test.p_from}
    return made
