"""A comparison of two groups in plain sentences: what its numbers carry, and what they do not."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import pandas as pd

from workbench.model import Placing
from workbench.model.prompts import Words
from workbench.patterns.choice_comparison import ChoiceComparison
from workbench.patterns.compared import times_in_ten
from workbench.patterns.comparisons_looked_at import ComparisonsLookedAt, looked_at
from workbench.patterns.dyad_comparison import DyadComparison
from workbench.patterns.signified import NOT_ASKED, Signified
from workbench.patterns.stones_placings import StonesPlacings
from workbench.patterns.triad_comparison import TriadComparison

__all__ = ["HonestNumbers", "looks"]

_ROOT: Final = "what_stories_say.honest"
#: The question under which stones are looked at.
_STONES: Final = "stones_placings"
#: The sign of the effect of each question.
_EFFECTS: Final = {"triad_comparison": "H", "dyad_comparison": "δ", "choice_comparison": "V", "scale_correlation": "ρ"}
#: p of permutations is never told as smaller.
_LEAST_P: Final = 0.001
#: Of ten pairs, where neither group is nearer.
_EVEN: Final = 5
_BESIDE = {"na": Placing.not_applicable.value, "skipped": Placing.skipped.value, "unasked": NOT_ASKED}


def looks(found: Signified, rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The comparisons a finding shows, as records to be kept; stones have no figure, and are one look.

    Of answers that are chosen, ``looked_at`` does not say which two groups were compared: here they are part of it, for
    two others would be another comparison. ``rows`` are the answers of both groups.
    """
    first, second = found.groups
    groups = {"first": first, "second": second}
    n = rows[rows["placing"] == Placing.placed.value].groupby("group")["story"].nunique()
    counted = {f"n_{which}": int(n.get(group, 0)) for which, group in groups.items()}
    if isinstance(found, TriadComparison | DyadComparison):
        return looked_at(found)
    if isinstance(found, ChoiceComparison):
        return [
            {**one, **groups, **counted, "looked_key": _key(one["looked_key"], first, second)}
            for one in looked_at(found)
        ]
    key = _key(found.wording.key, found.wording.title, found.split_key, first, second)
    seen = {"looked_key": key, "seen_in": _STONES, "compared": found.wording.title, "split_by": found.split_by}
    return [{**seen, **groups, **counted}]


def _key(*about: str) -> str:
    return hashlib.sha256("\n".join(about).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class HonestNumbers:
    """A comparison of two groups in words.

    ``rows`` are the answers of both groups (``patterns.signified.read_answers``); ``looked`` are the comparisons looked
    at in the session or on the day, this one among them; ``when`` says which of the two. ``picked`` says that somebody
    put a group together by hand.
    """

    found: Signified
    rows: pd.DataFrame
    looked: ComparisonsLookedAt
    words: Words
    when: str
    picked: bool = False

    def told(self) -> dict[str, Any]:
        """What the page shows.

        ``groups`` (name, and the numbers placed, people, na, skipped and unasked of each), ``verdict``, ``effects``,
        ``chance`` and ``second`` (lists of sentences), and ``summary``, all in one line.
        """
        verdict = self._verdict()
        first, second = self.found.groups
        return {
            "groups": [self._group(group) for group in self.found.groups],
            "verdict": verdict,
            "effects": self._effects() if self._may_say in ("estimate", "comparison") else [],
            "chance": self._chance(),
            "second": self._second_view() if self._may_say in ("estimate", "comparison") else [],
            "summary": self._say("summary", first=first, second=second, verdict=verdict),
        }

    def _say(self, key: str, **values: object) -> str:
        return self.words.say(f"{_ROOT}.{key}", when=self.when, **values)

    def _group(self, group: str) -> dict[str, Any]:
        rows = self.rows[self.rows["group"] == group]
        n = rows.groupby("placing")["story"].nunique()
        placed = rows[rows["placing"] == Placing.placed.value]
        told = {"name": group, "placed": placed["story"].nunique(), "people": placed["teller"].nunique()}
        return told | {name: int(n.get(placing, 0)) for name, placing in _BESIDE.items()}

    # -- what was found -----------------------------------------------------------------------------------------------
    @cached_property
    def _row(self) -> Mapping[Any, Any]:
        """The first row of the finding's table; of stones, and where a group has no stories, none."""
        there = not isinstance(self.found, StonesPlacings) and len(self.found.table) > 0
        return self.found.table.iloc[0].to_dict() if there else {}

    @property
    def _may_say(self) -> str:
        return "stones" if isinstance(self.found, StonesPlacings) else str(self._row.get("may_say", "nothing"))

    @cached_property
    def _own(self) -> pd.DataFrame:
        """This comparison's own rows among those looked at."""
        table = self.looked.table
        return table[table["looked_key"].isin([one["looked_key"] for one in looks(self.found, self.rows)])]

    def _verdict(self) -> str:
        if self._may_say != "comparison":
            return self._say(f"verdict.{self._may_say}", n=int(self._row.get("n_tellers_least", 0)))
        return self._say("verdict.differs" if self._own["stands_out"].any() else "verdict.no_pattern")

    def _effects(self) -> list[str]:
        found, row = self.found, self._row
        if isinstance(found, TriadComparison):
            poles = [self._nearer(pole) for pole in found.poles.to_dict("records")]
            return [*poles, self._say("effect.triad", effect=_figure(row["effect"]))]
        if isinstance(found, DyadComparison):
            return [self._nearer({**row, "label": found.wording.labels[1]})]
        if isinstance(found, ChoiceComparison):
            each = zip(found.table["option"], found.table["effect"], strict=True)
            said = [self._say("effect.option" if one else "effect.choice", option=one, v=_figure(v)) for one, v in each]
            whole = len(said) == 1 and not math.isnan(row["chi2"])
            return [*said, self._say("effect.chi2", chi2=_figure(row["chi2"]), n=row["df"])] if whole else said
        return []

    def _nearer(self, told: Mapping[Any, Any]) -> str:
        """Which group is nearer to a pole, in words, with Cliff's δ and its interval."""
        figures = {name: _figure(told[name]) for name in ("delta", "low", "high")}
        if told["nearer"] == "neither":
            return self._say("effect.neither", label=told["label"], **figures)
        group, times = self._row[told["nearer"]], int(told["times_in_ten"])
        said = self._say("effect.nearer", label=told["label"], group=group, times=times, **figures)
        return said if told["low"] * told["high"] > 0 else f"{said} {self._say('effect.either_way')}"

    def _second_view(self) -> list[str]:
        row = self._row
        if not isinstance(self.found, TriadComparison):
            return []
        figures = {name: _figure(row[name], digits=3) for name in ("t2", "f", "d")}
        p = row["p_second_view"]
        tested = [self._say("second.p", p=_chance(p))] if not math.isnan(p) else []
        return [self._say("second.about", zero=row["zero"]), self._say("second.figures", **figures), *tested]

    # -- what chance has to do with it --------------------------------------------------------------------------------
    def _chance(self) -> list[str]:
        n, tested = self.looked.n_looked_at, self._own.dropna(subset=["p"])
        said = [
            self._say("chance.p" if len(self._own) == 1 else "chance.p_of", p=_chance(p), q=_chance(q), what=what)
            for what, p, q in zip(tested["compared"], tested["p"], tested["q"], strict=True)
        ]
        said.append(self._say("chance.looked" if said else "chance.untested", n=n))
        detectable = self._row.get("detectable", math.nan)
        if not math.isnan(detectable):
            times = int(times_in_ten(detectable))
            key = "chance.detectable_even" if times == _EVEN else "chance.detectable"
            said.append(self._say(key, delta=_figure(detectable), times=times))
        if self.picked:
            said.append(self._say("chance.picked"))
        return [*said, self._say("chance.self_selected")]

    def told_looked(self) -> list[Sequence[str]]:
        """The comparisons looked at as rows of words, in the order they come in."""
        few = self.words.say("what_stories_say.looked.too_few")
        return [
            [
                " · ".join(filter(None, (row["compared"], row["split_by"]))),
                " ↔ ".join(filter(None, (row["first"], row["second"]))),
                " ↔ ".join(str(row[name]) for name in ("n_first", "n_second") if row[name]),
                few if pd.isna(row["effect"]) and row["seen_in"] != _STONES else self._effect_of(row),
                *("–" if pd.isna(row[name]) else _chance(row[name]).removeprefix("= ") for name in ("p", "q")),
            ]
            for row in self.looked.table.to_dict("records")
        ]

    @staticmethod
    def _effect_of(row: Mapping[Any, Any]) -> str:
        """An effect with the sign it goes by: they are measured on different scales."""
        return f"{_EFFECTS.get(row['seen_in'], '')} {_figure(row['effect'])}".strip()


def _figure(value: float, *, digits: int = 2) -> str:
    """A figure as it is printed; a hyphen is no minus."""
    return "–" if math.isnan(value) else f"{value:.{digits}f}".replace("-", "−")


def _chance(p: float) -> str:
    return f"< {_LEAST_P}" if p < _LEAST_P else f"= {p:.3f}"
