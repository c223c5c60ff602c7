"""How far did people who read the same texts, each alone, tag the same? Krippendorff's α for each theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar, Final

import numpy as np
import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.patterns.coded_text import CodedRound, Text, coded_round
from workbench.patterns.krippendorff import Numbers, alpha_of_sums, yes_no_sums
from workbench.patterns.resample import interval, resampled_sums

__all__ = ["ENOUGH", "FEW", "FEWEST", "CoderAgreement", "coder_agreement"]

#: With fewer texts there is no α, with fewer than FEW no interval, with fewer than ENOUGH themes are not compared.
FEWEST, FEW, ENOUGH = 5, 15, 30
_COLUMNS: Final = {
    "theme": "str",
    "name": "str",
    "shared_unit": "str",
    "n_texts": "Int64",
    "n_tagged": "Int64",
    "n_coders": "Int64",
    "alpha": "float64",
    "low": "float64",
    "high": "float64",
    "told": "str",
}


@dataclass(frozen=True, kw_only=True)
class CoderAgreement(Finding):
    """α for each theme of a round; for the group itself.

    ``table`` has a row a theme (in the order of the alphabet) and shared unit:

    ======================  ===========================================================================================
    theme, name             its id and its name
    shared_unit             ``text``: is it in this text? ``character`` (rounds of passages only): is it said here?
    n_texts                 texts that at least two people read to their end
    n_tagged                those of them that somebody tagged with it
    n_coders                people who read any of these texts
    alpha                   1 full agreement, 0 as chance would do, less than 0 worse; missing: ``told`` says why
    low, high               where 95 % of the α lie when other texts are drawn (bootstrap over whole texts)
    told                    ``enough``; ``few`` (15–29 texts: too few to compare themes); ``point`` (5–14: no
                            interval); ``no_interval`` (texts enough, but in too many draws nothing varies); or no α:
                            ``too_few``, ``never`` (nobody used it), ``always`` (everybody used it everywhere), ``lost``
    ======================  ===========================================================================================

    On characters every character of a text is a unit, tagged or not, as in ATLAS.ti's binary α and the binary case of
    Krippendorff, Mathet, Bouvry and Widlöcher, “On the reliability of unitizing textual continua” (Quality & Quantity
    50, 2016): no sentence need be found in a language nobody chose. Texts whose passages are lost are left out there
    (``n_lost``). No themes give no rows.
    """

    counts: ClassVar[tuple[str, ...]] = ("n_texts", "n_tagged", "n_coders", "n_unfinished", "n_lost")
    own_only: ClassVar[tuple[str, ...]] = ("alpha", "low", "high")

    coding_round: str
    unit: str
    n_unfinished: int
    n_lost: int
    seed: int


def coder_agreement(evidence: Evidence, *, coding_round: str, seed: int) -> CoderAgreement:
    """Agreement in one revealed round.

    Raises
    ------
    Gone, NotAllowed
        Where there is no such round, or it is still blind.
    """
    found = coded_round(evidence, coding_round)
    units = ["text", "character"] if found.unit == "passage" else ["text"]
    rows = [_row(found, theme, unit, seed=seed) for theme in found.themes.to_dict("records") for unit in units]
    return CoderAgreement(
        audience=evidence.audience,
        table=pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS),
        coding_round=coding_round,
        unit=found.unit,
        n_unfinished=len(found.texts) - len(found.compared),
        n_lost=len(found.lost.intersection(found.compared)),
        seed=seed,
    )


def _row(found: CodedRound, theme: Mapping[Any, Any], unit: str, *, seed: int) -> dict[str, Any]:
    texts = [text for text in found.compared if unit == "text" or text not in found.lost]
    of_text = _in_text if unit == "text" else _in_characters
    sums = np.array([of_text(found, text, str(theme["id"])) for text in texts]).reshape(len(texts), 3)
    tagged = sum(any((text, theme["id"], name) in found.tagged for name in found.readers[text]) for text in texts)
    told = _told(sums, lost=bool(found.compared) and not texts)
    alpha = low = high = float("nan")
    if told == "":
        alpha = float(alpha_of_sums(sums.sum(axis=0, keepdims=True))[0])
        told = "point"
        if len(texts) >= FEW:
            low, high = interval(alpha_of_sums(resampled_sums(sums, seed=seed)))
            told = "no_interval" if np.isnan(low) else "few" if len(texts) < ENOUGH else "enough"
    return {
        "theme": theme["id"],
        "name": theme["name"],
        "shared_unit": unit,
        "n_texts": len(texts),
        "n_tagged": tagged,
        "n_coders": len(found.coders),
        "alpha": alpha,
        "low": low,
        "high": high,
        "told": told,
    }


def _told(sums: Numbers, *, lost: bool) -> str:
    """Why there is no α; "" where there is one."""
    if lost:
        return "lost"
    if len(sums) < FEWEST:
        return "too_few"
    _, no, yes = sums.sum(axis=0)
    return "never" if yes == 0 else "always" if no == 0 else ""


def _in_text(found: CodedRound, text: Text, theme: str) -> Numbers:
    readers = found.readers[text]
    return yes_no_sums([sum((text, theme, name) in found.tagged for name in readers)], [len(readers)], [1])


def _in_characters(found: CodedRound, text: Text, theme: str) -> Numbers:
    readers = found.readers[text]
    of_each = [by_field for name in readers if (by_field := found.spans(text, theme, name))]
    if not of_each:  # most texts have most themes nowhere
        return yes_no_sums([0], [len(readers)], [sum(found.lengths[text].values())])
    made = np.zeros(3)
    for field, n in found.lengths[text].items():
        spans = [span for each in of_each for span in each.get(field, ())]
        edges = sorted({0, n, *(min(end, n) for span in spans for end in span)})
        runs = list(pairwise(edges))
        yes = [sum(starts <= a and b <= ends for starts, ends in spans) for a, b in runs]
        made += yes_no_sums(yes, [len(readers)] * len(runs), [b - a for a, b in runs])
    return made
