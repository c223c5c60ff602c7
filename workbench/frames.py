"""Evidence, Finding, Released: the three forms data takes on its one path; and the only place that names columns.

``store.read`` makes Evidence (what this audience may see), ``patterns`` turn it into a Finding, ``sharing`` turns that
into a Released, and only a Released is drawn, printed or exported.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import InitVar, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar, Union, get_args, get_origin

import networkx as nx
import pandas as pd
from pydantic import BaseModel

from workbench.model import PUBLIC, RECORDS, InCycle, Record

__all__ = [
    "CHANGES",
    "TALLY_KEYS",
    "TALLY_SUMS",
    "Audience",
    "Evidence",
    "Finding",
    "Picked",
    "Released",
    "Tally",
    "columns",
    "graph",
    "table",
]

#: Columns of Evidence["changes"]: one row a change to one record this audience may see, oldest first.
CHANGES = ("at", "by", "record_kind", "record", "action", "system")


#: What contacts may be counted by, and the dtype of each such column; see :class:`Tally`.
TALLY_KEYS: Mapping[str, str] = types.MappingProxyType(
    {
        "case": "str",
        "phase": "str",
        "quarter": "Int64",
        "week": "Int64",
        "year": "Int64",
        "agency": "str",
        "activity": "str",
        "does": "str",
        "urgency": "str",
        "demand": "str",
        "handed_to": "str",
        "agency_before": "str",
        "activity_before": "str",
        "does_before": "str",
    }
)
#: What a tally tells of each group, and the dtype of each such column; see :class:`Tally`.
TALLY_SUMS: Mapping[str, str] = types.MappingProxyType(
    {
        "n": "Int64",
        "n_people": "Int64",
        "quantity": "float64",
        "n_priced": "Int64",
        "cost_pence": "Int64",
        "cost_two_largest_pence": "Int64",
    }
)


@dataclass(frozen=True)
class Tally:
    """Contacts counted by some of their properties: what a question about many contacts asks of the store.

    ``by`` names the columns (of :data:`TALLY_KEYS`); the table of a tally has these and the sums, one row a group that
    has contacts. Only contacts within the observed time of their case are counted (an open end does not limit).

    ======================  ===========================================================================================
    case                    the case's id
    phase                   before or after the day the new way of working began; missing where a case has no such day
    quarter                 whole quarters (three months, by the calendar) from that day: 0 the first after, -1 the
                            last before; missing where a case has no such day
    week                    whole weeks from the day of referral: 0 the first after; missing where there is none
    year                    the calendar year
    agency, activity        as written down
    does, urgency, demand   the words of the model; missing where nobody said
    handed_to               the agency a person was handed on to; missing where they were not
    agency_before,          those of the same person's contact just before (by day, then id), among the contacts that
    activity_before,        are looked at; missing for the first
    does_before
    n                       contacts
    n_people                different cases
    quantity                the sum of quantities
    n_priced, cost_pence    contacts whose cost is known, and the sum of these costs (0 where none is)
    cost_two_largest_pence  what the two people who cost most make up of that sum
    ======================  ===========================================================================================
    """

    by: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of its table in an Evidence."""
        return f"contact by {', '.join(self.by)}"


@dataclass(frozen=True)
class Picked:
    """Which people, and which of their contacts, are looked at; None and empty sets leave a part open.

    ``cases`` are ids. Of the others a contact has to be one of those named; ``quarters`` are the first and the last
    quarter of a :class:`Tally`, both included.
    """

    cases: frozenset[str] | None = None
    agencies: frozenset[str] = frozenset()
    activities: frozenset[str] = frozenset()
    does: frozenset[str] = frozenset()
    urgency: frozenset[str] = frozenset()
    demand: frozenset[str] = frozenset()
    quarters: tuple[int, int] | None = None

    #: The parts that are sets of words, and the column of a contact (and of a tally) that each looks at.
    COLUMNS: ClassVar[Mapping[str, str]] = types.MappingProxyType(
        {
            "agencies": "agency",
            "activities": "activity",
            "does": "does",
            "urgency": "urgency",
            "demand": "demand",
        }
    )

    @property
    def words(self) -> dict[str, frozenset[str]]:
        """The words that were picked, by their column; a part that is left open is absent."""
        return {column: getattr(self, part) for part, column in self.COLUMNS.items() if getattr(self, part)}


@dataclass(frozen=True)
class Audience:
    """Who will look: the people of one system, or everybody.

    Parameters
    ----------
    scale
        A scale's id, or ``public``.
    system
        The system's id; None for the public.
    name
        In words, such as "the team Harbour caseworkers".
    wide
        True for an audience wider than a team: small numbers are then hidden.
    """

    scale: str
    system: str | None
    name: str
    wide: bool

    @classmethod
    def public(cls, name: str = "everybody") -> Audience:
        """Everybody."""
        return cls(scale=PUBLIC, system=None, name=name, wide=True)


_DTYPES: dict[type, str] = {
    bool: "bool",
    int: "Int64",
    float: "float64",
    datetime: "datetime64[us, UTC]",
    date: "datetime64[s]",
}


def _dtype(annotation: Any) -> str:
    """The pandas dtype that holds a field of this type, missing values included."""
    if get_origin(annotation) in (Union, types.UnionType):
        annotation = next(a for a in get_args(annotation) if a is not type(None))
    if hasattr(annotation, "__metadata__"):
        annotation = get_args(annotation)[0]
    if get_origin(annotation) is tuple:
        return "object"
    return _DTYPES.get(annotation, "str")


def columns(kind: str) -> dict[str, str]:
    """The columns of the table of one kind of record and their dtypes, in order.

    They are the record's own fields; records of a cycle, and what lies on a map, also get ``system`` (the system's id).
    """
    cls = RECORDS[kind]
    named = {name: _dtype(field.annotation) for name, field in cls.model_fields.items()}
    if issubclass(cls, InCycle) or "map" in named:
        named["system"] = "str"
    return named


def table(kind: str, records: Iterable[Record], *, system_of: Mapping[str, str] | None = None) -> pd.DataFrame:
    """The records as a tidy table: one row a record, in the order given.

    Enums become their words, tuples stay tuples (own questions and answers: of mappings), absent values are missing.
    ``system_of`` tells the system's id by the record's id. No records gives a table with no rows and the same columns.
    """
    wanted = columns(kind)
    rows: list[dict[str, Any]] = []
    for record in records:
        row = {name: _plain(getattr(record, name)) for name in type(record).model_fields}
        if "system" in wanted and system_of is not None and kind != "cycle":
            row["system"] = system_of.get(record.id)
        rows.append(row)
    made = pd.DataFrame(rows, columns=list(wanted))
    return made.astype(wanted)


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return tuple(_plain(v) for v in value)
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    return value


@dataclass(frozen=True)
class Evidence:
    """What one audience may see, as tables by kind of record; consent has been applied.

    ``on`` is the day it was read, so that nothing downstream looks at a clock.
    """

    audience: Audience
    tables: Mapping[str, pd.DataFrame]
    on: date

    def __getitem__(self, kind: str) -> pd.DataFrame:
        return self.tables[kind]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """The answer to one question, before disclosure control.

    ``table`` holds the answer, ``n_people`` how many people stand behind the whole, where people are counted. The class
    variables tell the door on the way out which columns of ``table`` (and of any other table the finding carries) it
    has to look at; ``sharing/disclosure.py`` says what it does with each.

    ``people`` are the ids behind each cell that is counted (not behind totals), by any key that names the same cell
    next time; only the ledger of releases sees them.
    """

    #: Columns, and whole-number fields of the finding, that count people or entries people made.
    counts: ClassVar[tuple[str, ...]] = ()
    #: Key columns of a table with total rows: column → the word that marks its totals (None: a key without totals).
    total_rows: ClassVar[Mapping[str, str | None]] = {}
    #: Count column → the count columns it is the sum of.
    total_columns: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    #: The count column whose cells divide the people of ``n_people`` between them, where there is one.
    people_column: ClassVar[str | None] = None
    #: Share column (0–1) → its count column and what it is a share of: another count column, the sum of its own column
    #: (None), or the sum of its own column over the rows that are alike in these key columns (a tuple).
    shares: ClassVar[Mapping[str, tuple[str, str | tuple[str, ...] | None]]] = {}
    #: Mean, median or money column → the column of n behind it and, where it is a sum, of the two largest's share.
    amounts: ClassVar[Mapping[str, tuple[str, str | None]]] = {}
    #: Count column → the count column of the people behind it: where those are hidden, so is it. As one person can be
    #: in several rows, people are not added up: total rows are published without them, and without amounts.
    people_behind: ClassVar[Mapping[str, str]] = {}
    #: Column → how it is worked out of other columns of the table: worked out again from what is published of them.
    worked_out: ClassVar[Mapping[str, Callable[[pd.DataFrame], pd.Series[Any]]]] = {}
    #: Columns only a group itself may see: minimum, maximum, ids, names.
    own_only: ClassVar[tuple[str, ...]] = ()
    #: Columns that together could point to a person, where a row is one person or one entry.
    identifying: ClassVar[tuple[str, ...]] = ()
    #: The true/false column that tells whether a row's words (text, quote, map point) may leave.
    may_leave: ClassVar[str | None] = None

    audience: Audience
    table: pd.DataFrame
    n_people: int | None = None
    people: Mapping[Hashable, frozenset[str]] | None = field(default=None, repr=False)


F_co = TypeVar("F_co", bound=Finding, covariant=True)

#: Only ``workbench.sharing`` uses this (an architecture test holds it).
_SEAL = object()


@dataclass(frozen=True)
class Released(Generic[F_co]):
    """A finding that may be shown to its audience: hidden values are absent, not covered.

    ``notes`` are the keys of the sentences to print beside it (in ``templates/words``). The seal is not kept, so that
    ``dataclasses.replace`` cannot put another finding under it.
    """

    finding: F_co
    profile: str
    notes: tuple[str, ...]
    seal: InitVar[Any]

    def __post_init__(self, seal: Any) -> None:
        if seal is not _SEAL:
            raise TypeError("only workbench.sharing.release() makes a Released")

    @property
    def table(self) -> pd.DataFrame:
        """The released table."""
        return self.finding.table

    @property
    def audience(self) -> Audience:
        """Who may see it."""
        return self.finding.audience


def graph(items: pd.DataFrame, links: pd.DataFrame) -> nx.MultiDiGraph[str]:
    """The map as a graph: nodes are thing ids with the columns of ``items``, edges are keyed by link id.

    ``items`` needs an ``id`` column, ``links`` the columns id, source, target. Links whose ends are not
    among the items are left out. Empty tables give an empty graph.
    """
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in items.to_dict("records"):
        made.add_node(row["id"], **{str(k): v for k, v in row.items()})
    for row in links.to_dict("records"):
        if row["source"] in made and row["target"] in made:
            made.add_edge(row["source"], row["target"], key=row["id"], **{str(k): v for k, v in row.items()})
    return made
