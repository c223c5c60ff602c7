"""How much local spending comes of each pound of a grant? The local multiplier LM3, predicted and actual."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.frames import Evidence, Finding
from workbench.model import Stage
from workbench.patterns.circle import rows_of
from workbench.patterns.grant_outcomes import grants_told

__all__ = ["LocalMultiplier", "lm3", "local_multiplier"]

_COLUMNS = {
    "grant": "str",
    "title": "str",
    "stage": "str",
    "round_1_pounds": "float64",
    "round_2_pounds": "float64",
    "round_3_pounds": "float64",
    "lm3": "float64",
    "why_none": "str",
    "noted_on": "datetime64[s]",
    "how": "str",
}
_ROUNDS = {f"round_{n}_pence": f"round_{n}_pounds" for n in (1, 2, 3)}


@dataclass(frozen=True, kw_only=True)
class LocalMultiplier(Finding):
    """LM3 of each grant by title, predicted before actual.

    ``table``: grant (id), title (the organisation where it has none), stage (predicted, actual), round_1_pounds (the
    money received), round_2_pounds (what of it is spent locally), round_3_pounds (what those local people and firms
    spend locally again), lm3 (pounds per pound received: the three rounds together ÷ round 1; missing where round 1 is
    0), why_none (``nothing_received`` where lm3 is missing, otherwise missing), noted_on, how (the rounds were found).
    A stage nobody noted has no row; grants without any give none.

    The pounds are those of an organisation's grant and no person's, so nothing hides them; who sees them is up to the
    scope of the grant. Of drafts only the group itself sees anything.

    The formula is that of Sacks, J. (2002): The money trail. New Economics Foundation.
    """


def lm3(round_1: float, round_2: float, round_3: float) -> float | None:
    """Pounds of local spending per pound received; None where nothing was received."""
    return (round_1 + round_2 + round_3) / round_1 if round_1 else None


def local_multiplier(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> LocalMultiplier:
    """The multipliers of the grants of one cycle, one system and those inside it, or all."""
    grants = grants_told(evidence, cycle=cycle, system=system)
    rounds = rows_of(evidence, "multiplier").drop(columns=["id", "cycle", "system"])
    table = grants.merge(rounds, on="grant", validate="one_to_many")
    for pence, pounds in _ROUNDS.items():
        table[pounds] = table[pence].astype("float64") / 100
    table["lm3"] = [lm3(*(int(row[pence]) for pence in _ROUNDS)) for row in table[list(_ROUNDS)].to_dict("records")]
    table["why_none"] = table["lm3"].isna().map({True: "nothing_received", False: None})
    order = {stage.value: at for at, stage in enumerate(Stage)}
    table = table.assign(_title=table["title"].str.casefold(), _stage=table["stage"].map(order))
    table = table.sort_values(["_title", "grant", "_stage"])[list(_COLUMNS)].astype(_COLUMNS)
    return LocalMultiplier(audience=evidence.audience, table=table.reset_index(drop=True))
