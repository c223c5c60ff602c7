"""Unit costs by activity and year, each with its source; which contacts have none yet; prices worked out again."""

from __future__ import annotations

from typing import Any, Final

from workbench.desk.contact_pricing import PriceList, price_contacts
from workbench.frames import Tally
from workbench.model import UnitCost
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style

__all__ = ["UnitCostsPanel"]

_BY: Final = ("activity", "agency", "year")
#: A longer list of what has no cost says nothing that its first part does not.
_MOST_SHOWN: Final = 50


class UnitCostsPanel(FormPanel):
    """The unit costs of a system, of every round: the year says when each one holds."""

    _esm = script("unit_costs.js")
    _css = style("unit_costs.css")
    sections = ("unit_costs",)
    follows = frozenset({"unit_cost", "intake"})
    kinds = frozenset({"unit_cost"})
    looks = FormPanel.looks | {"missing"}

    def load(self) -> dict[str, Any]:
        """The unit costs by activity, agency and year."""
        order = sorted(self._unit_costs(), key=lambda c: (c.activity.casefold(), c.agency.casefold(), c.year, c.id))
        return {"may_edit": self._may_edit, "rows": [self.values(one) for one in order]}

    def _unit_costs(self) -> list[UnitCost]:
        cycles = self._desk.structure.cycles_of(self._system)
        return [cost for cycle in cycles for cost in self._desk.store.all(UnitCost, cycle=cycle.id)]

    # -- commands ------------------------------------------------------------------------------------------------------
    def do_missing(self) -> dict[str, Any]:
        """Which contacts have no cost yet, by activity, agency and year, and whether a unit cost would price them."""
        evidence = self._desk.evidence("case", Tally(_BY), system=self._system, below=False, own=True)
        counted = evidence[Tally(_BY).name]
        left = counted.assign(n=counted["n"] - counted["n_priced"])
        left = left[left["n"] > 0].sort_values(list(_BY))
        prices = PriceList.made_of(self._unit_costs())
        rows = [
            {
                "activity": row["activity"],
                "agency": row["agency"],
                "year": int(row["year"]),
                "n": f"{int(row['n']):,}",
                "has_cost": prices.unit_cost(row["activity"], row["agency"], int(row["year"])) is not None,
            }
            for row in left.head(_MOST_SHOWN).to_dict("records")
        ]
        n, every = int(left["n"].sum()), int(counted["n"].sum())
        more = len(left) - len(rows)
        return {
            "n": n,
            "all": every,
            "said": self.words.say("unit_costs.missing.all", n=n if n == 1 else f"{n:,}", all=f"{every:,}"),
            "rows": rows,
            "more": self.words.say("unit_costs.missing.more", n=more) if more else "",
        }

    def do_price(self) -> dict[str, Any]:
        """Work out again what the unit costs price, as one step; contacts with a cost of their own keep it."""
        self._sit()
        n = price_contacts(self._desk, self._cycle)
        said = self.words.say("unit_costs.price.done" if n else "unit_costs.price.none", n=n if n == 1 else f"{n:,}")
        return {"n": n, "said": said}
