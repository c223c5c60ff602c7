"""When was each change agreed, and since when is it business as usual?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workbench.frames import Evidence, Finding
from workbench.model import EmbeddingState
from workbench.patterns.circle import rows_of

__all__ = ["EmbeddingsOverTime", "embeddings_over_time"]

_COLUMNS = {
    "id": "str",
    "change": "str",
    "embedding_kind": "str",
    "state": "str",
    "agreed_on": "datetime64[s]",
    "usual_on": "datetime64[s]",
    "days": "Int64",
}


@dataclass(frozen=True, kw_only=True)
class EmbeddingsOverTime(Finding):
    """The changes along time, the earliest agreed first.

    ``table``: id, change, embedding_kind, state, agreed_on, usual_on, days (from the one to the other; missing where
    one of them is). Changes of which neither day is known are left out; ``n_undated`` is how many. No changes give no
    rows.
    """

    #: The day all this is told for.
    on: date
    n_undated: int


def embeddings_over_time(
    evidence: Evidence, *, cycle: str | None = None, system: str | None = None
) -> EmbeddingsOverTime:
    """The changes of one cycle, one system and those inside it, or all that were read, by the days people wrote."""
    found = rows_of(evidence, "embedding", cycle=cycle, system=system)
    usual = found["state"] == EmbeddingState.business_as_usual
    found = found.assign(usual_on=found["usual_on"].where(usual))
    dated = found[found["agreed_on"].notna() | found["usual_on"].notna()]
    days = (dated["usual_on"] - dated["agreed_on"]).dt.days
    first = dated["agreed_on"].fillna(dated["usual_on"])
    table = dated.assign(days=days, _first=first).sort_values(["_first", "id"])[list(_COLUMNS)].astype(_COLUMNS)
    return EmbeddingsOverTime(
        audience=evidence.audience,
        table=table.reset_index(drop=True),
        on=evidence.on,
        n_undated=len(found) - len(dated),
    )
