"""One answer as a page sends it, judged against its question: the rows it makes, or a sentence why it makes none."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from workbench.errors import Refused
from workbench.model import Placing, Signifier, SignifierKind
from workbench.model.prompts import Words

__all__ = ["placings"]

#: How far outside its triangle a point may lie and still be meant: a finger is broad.
_OUTSIDE: Final = 0.25
#: Shares that differ from their edge by less than this lie on it.
_LOOSE: Final = 1e-9
_POLES: Final = ("top", "left", "right")


def placings(signifier: Signifier, answer: Mapping[str, Any], *, words: Words) -> list[dict[str, Any]]:
    """The rows an answer makes, as fields of a Signification.

    Where ``answer["placing"]`` is ``placed``, a triad has ``top``, ``left`` and ``right`` (a little outside the
    triangle is moved to its edge and marked), a dyad ``x``, stones ``stones`` (name → ``{x, y}``; those without a place
    are rows that were skipped), choices ``chosen``. Otherwise there is one row that says so.

    Raises
    ------
    Refused
        Where it is no answer to this question.
    """
    return _Judged(signifier, answer, words).rows()


@dataclass(frozen=True)
class _Judged:
    signifier: Signifier
    answer: Mapping[str, Any]
    words: Words

    def rows(self) -> list[dict[str, Any]]:
        if not isinstance(self.answer, Mapping) or self.answer.get("placing") not in set(Placing):
            raise Refused(self.words.say("signifying.problem.not_answer"), field="answer")
        placing = Placing(self.answer["placing"])
        if placing is Placing.not_applicable and not self.signifier.may_not_apply:
            raise self._refused("must_apply")
        if placing is not Placing.placed:
            return [{"placing": placing}]
        match self.signifier.signifier_kind:
            case SignifierKind.triad:
                return [self._placed(self._triad())]
            case SignifierKind.dyad:
                return [self._placed({"x": self._share(self.answer.get("x"))})]
            case SignifierKind.stones:
                return self._stones()
            case SignifierKind.choice | SignifierKind.several:
                return [self._placed({"chosen": self._chosen()})]

    @staticmethod
    def _placed(values: Mapping[str, Any]) -> dict[str, Any]:
        return {"placing": Placing.placed, **values}

    def _refused(self, key: str, **more: object) -> Refused:
        said = self.words.say(f"signifying.problem.{key}", title=self.signifier.title, **more)
        return Refused(said, field="answer")

    def _number(self, value: Any) -> float:
        # in Python a yes or no is a number as well
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise self._refused("not_numbers")
        return float(value)

    def _share(self, value: Any) -> float:
        share = self._number(value)
        if not -_OUTSIDE <= share <= 1 + _OUTSIDE:
            raise self._refused("not_numbers")
        return min(max(share, 0.0), 1.0)

    def _triad(self) -> dict[str, Any]:
        given = [self._number(self.answer.get(pole)) for pole in _POLES]
        if any(not -_OUTSIDE <= share <= 1 + 2 * _OUTSIDE for share in given) or not 0.5 <= sum(given) <= 1.5:
            raise self._refused("not_numbers")
        inside = [max(share, 0.0) for share in given]
        whole = 1.0 if abs(sum(inside) - 1) <= _LOOSE else sum(inside)
        shares = dict(zip(_POLES, (share / whole for share in inside), strict=True))
        outside = any(share < -_LOOSE for share in given) or self.answer.get("outside") is True
        return {**shares, "outside": outside}

    def _stones(self) -> list[dict[str, Any]]:
        given = self.answer.get("stones")
        if not isinstance(given, Mapping):
            raise self._refused("not_numbers")
        for name in given:
            if name not in self.signifier.labels:
                raise self._refused("no_stone", stone=str(name)[:80])
        laid = {name: place for name, place in given.items() if place is not None}
        if not laid:
            raise self._refused("no_stones")
        return [
            {"item": name, **(self._placed(self._field(laid[name])) if name in laid else {"placing": Placing.skipped})}
            for name in self.signifier.labels
        ]

    def _field(self, place: Any) -> dict[str, Any]:
        if not isinstance(place, Mapping):
            raise self._refused("not_numbers")
        return {"x": self._share(place.get("x")), "y": self._share(place.get("y"))}

    def _chosen(self) -> tuple[str, ...]:
        given = self.answer.get("chosen")
        if not isinstance(given, list | tuple) or not given:
            raise self._refused("nothing_chosen")
        for choice in given:
            if choice not in self.signifier.labels:
                raise self._refused("not_choice", choice=str(choice)[:80])
        if self.signifier.signifier_kind is SignifierKind.choice and len(set(given)) > 1:
            raise self._refused("one_only")
        return tuple(label for label in self.signifier.labels if label in given)
