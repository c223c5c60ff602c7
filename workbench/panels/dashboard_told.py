"""Each figure of the leadership dashboard as the page takes it: in words, with the table it was made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from workbench.charts.contacts_in_words import people_in_words
from workbench.charts.data_table import day_in_words, named, table_in_words
from workbench.desk import Answer
from workbench.desk.structure import Structure
from workbench.model import ONE_LIFE, EmbeddingState, ExperimentShape
from workbench.model.prompts import Words
from workbench.panels.picture import picture_of
from workbench.panels.spoken_span import spoken_span
from workbench.patterns.experiment_portfolio import UNDECIDED

__all__ = ["Told", "told"]

_WAITING = "waiting"
#: What a figure is told from: the released answer, the words, and the scales, systems and cycles.
_Teller = Callable[[Answer[Any], Words, Structure], "Told"]
_ASKED = ("state", "of_kind", "text", "why", "from_system", "from_cycle", "sent_on", "waited", "reason", "answered_on")


@dataclass(frozen=True)
class Told:
    """One figure: a picture, or groups of items in words; and the whole table it was made from, in words."""

    table: pd.DataFrame
    groups: Sequence[Mapping[str, Any]] = ()
    picture: Mapping[str, Any] | None = None
    description: str = ""
    caveats: Sequence[str] = ()
    empty: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)


def told(figure: str, answer: Answer[Any], words: Words, known: Structure) -> Told:
    """The figure of this name, from its released answer and nothing else."""
    return _TELLERS.get(figure, _drawn)(answer, words, known)


# -- pictures --------------------------------------------------------------------------------------------------------
def _drawn(answer: Answer[Any], words: Words, known: Structure) -> Told:  # noqa: ARG001 - as every teller
    figure = answer.figure()
    drawn = picture_of(figure)
    return Told(
        table=figure.table,
        picture=None if not drawn["src"] else {"src": drawn["src"], "title": figure.title},
        description=drawn["description"],
        empty=bool(figure.empty),
    )


def _contacts(answer: Answer[Any], words: Words, known: Structure) -> Told:
    drawn = _drawn(answer, words, known)
    said = people_in_words(answer.released, words)
    if "cost_pounds" in answer.table:
        said.append(words.say("case_costs.unit_costs"))
        said += _priced(answer, words)
    return Told(**{**vars(drawn), "caveats": said})


def _priced(answer: Answer[Any], words: Words) -> list[str]:
    """How much has a price, by what is shown of it; rounded numbers that look alike need not be so."""
    n, priced = answer.table["n"].sum(), answer.table["n_priced"].sum()
    if pd.isna(n) or pd.isna(priced) or not n:
        return []
    key = "priced_about" if answer.audience.wide else "priced"
    return [words.say(f"dashboard.{key}", priced=f"{int(priced):,}", n=f"{int(n):,}")]


# -- lists -----------------------------------------------------------------------------------------------------------
def _learning_below(answer: Answer[Any], words: Words, known: Structure) -> Told:  # noqa: ARG001 - as every teller
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in answer.table.to_dict("records"):
        beside = [
            _theme(row["theme"], words),
            day_in_words(row["noticed_on"], words),
            words.say(
                "dashboard.for_against",
                supports=row["n_supports_shown"],
                contradicts=row["n_contradicts_shown"],
            ),
        ]
        one = _item(row["title"], lines=[row["text"]], readings=row["interpretations"], beside=beside)
        groups.setdefault(_whose(row["system"], row["cycle"], words), []).append(one)
    columns = ["system", "cycle", "title", "text", "theme", "noticed_on", "readings", "n_supports", "n_contradicts"]
    table = answer.table.assign(readings=[" / ".join(several) for several in answer.table["interpretations"]])
    return _listed(table, columns, words, groups)


def _asked(answer: Answer[Any], words: Words) -> pd.DataFrame:
    return answer.table.assign(
        waited=["" if pd.isna(days) else spoken_span(int(days), words) for days in answer.table["waited_days"]]
    )


def _asked_of_us(answer: Answer[Any], words: Words, known: Structure) -> Told:  # noqa: ARG001 - as every teller
    rows = _asked(answer, words)
    rows = rows[rows["state"] == _WAITING]
    items = [
        _item(
            _text_of(row, words),
            lines=[row["why"]],
            beside=[_sent(row, words)],
            mark=words.say("dashboard.waits", span=row["waited"]) if row["waited"] else "",
        )
        for row in rows.to_dict("records")
    ]
    columns = [name for name in _ASKED if name not in ("state", "reason", "answered_on")]
    return _listed(rows, columns, words, {"": items})


def _answered(answer: Answer[Any], words: Words, known: Structure) -> Told:  # noqa: ARG001 - as every teller
    rows = _asked(answer, words)
    rows = rows[rows["state"] != _WAITING].sort_values("answered_on", ascending=False, kind="stable")
    groups: dict[str, list[dict[str, Any]]] = {}
    for state in ("taken_up", "adapted", "left"):
        for row in rows[rows["state"] == state].to_dict("records"):
            when = words.say("dashboard.answered_on", day=day_in_words(row["answered_on"], words), span=row["waited"])
            reason = row["reason"] or words.say("dashboard.no_reason")
            one = _item(_text_of(row, words), quote=reason, beside=[_sent(row, words), when if row["waited"] else ""])
            groups.setdefault(words.say(f"dashboard.state.{state}"), []).append(one)
    return _listed(rows, list(_ASKED), words, groups)


def _countermeasures(answer: Answer[Any], words: Words, known: Structure) -> Told:  # noqa: ARG001 - as every teller
    drawn = answer.figure()
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in answer.table[answer.table["ended_on"].isna()].to_dict("records"):
        beside = [
            _on("since_day", row["from_on"], words),
            _on("review", row["review_on"], words),
            words.say("dashboard.serves", title=row["experiment_title"]) if pd.notna(row["experiment_title"]) else "",
        ]
        lines = [words.say("dashboard.shields", rule=row["shields_from"])] if _said(row["shields_from"]) else []
        key = "outlived" if row["still_standing"] else "standing"
        groups.setdefault(words.say(f"dashboard.{key}"), []).append(_item(row["what"], lines=lines, beside=beside))
    # who agreed is for the group's own page: a dashboard is made to be passed round
    table = drawn.table.drop(columns=words.say("charts.column.agreed_by"), errors="ignore")
    return Told(table=table, groups=_grouped(groups), empty=not groups, description=drawn.description)


def _experiments(answer: Answer[Any], words: Words, known: Structure) -> Told:  # noqa: ARG001 - as every teller
    groups: dict[str, list[dict[str, Any]]] = {}
    for shape in (*ExperimentShape, UNDECIDED):
        for row in answer.table[answer.table["shape"] == str(shape)].to_dict("records"):
            beside = [named(words, "experiment_kind", row["experiment_kind"]), _span(row, words)]
            one = _item(row["title"], beside=beside, mark=named(words, "status", row["status"]))
            groups.setdefault(words.say(f"dashboard.shape.{shape}"), []).append(one)
    columns = ["title", "shape", "experiment_kind", "status", "started_on", "ended_on"]
    made = _listed(answer.table, [], words, groups)
    return Told(table=table_in_words(answer.table, columns, words=words), groups=made.groups, empty=made.empty)


def _enabled(answer: Answer[Any], words: Words, known: Structure) -> Told:  # noqa: ARG001 - as every teller
    rows = answer.finding.told
    rows = rows[rows["direction"] == "by"] if "direction" in rows else rows
    items = [
        _item(
            row["what"],
            lines=[words.say("dashboard.barrier", text=row["barrier"])] if _said(row["barrier"]) else [],
            quote=row["helped_words"],
        )
        for row in rows.to_dict("records")
    ]
    said = [words.say(f"dashboard.helped.{one}") for one in answer.table["said"]]
    table = answer.table.assign(said=said)
    made = _listed(table, ["said", "n"], words, {"": items})
    counted = [words.say("dashboard.helped.counted", said="; ".join(_counts(table)))] if items else []
    return Told(**{**vars(made), "caveats": counted, "empty": not items})


def _counts(table: pd.DataFrame) -> list[str]:
    return [f"{row['said']}: {row['n_shown']}" for row in table.to_dict("records") if row["n_shown"] != "0"]


def _embedded(answer: Answer[Any], words: Words, known: Structure) -> Told:
    lives = {one.id for one in known.systems if one.scale == ONE_LIFE}
    rows = answer.table[~answer.table["system"].isin(lives)]
    names = {one.id: one.name for one in known.systems}
    rows = rows.assign(system=[names.get(one, one) for one in rows["system"]])
    groups: dict[str, list[dict[str, Any]]] = {}
    for state in EmbeddingState:
        for row in rows[rows["state"] == state.value].to_dict("records"):
            beside = [row["system"], named(words, "embedding_kind", row["embedding_kind"])]
            lines = [row["how_we_know"]]
            if row["still_standing"]:
                lines.append(words.say("dashboard.still", what=", ".join(row["still_standing"])))
            groups.setdefault(named(words, "state", state.value), []).append(
                _item(row["change"], lines=lines, beside=beside)
            )
    columns = ["system", "change", "embedding_kind", "state", "how_we_know", "agreed_on", "usual_on"]
    return _listed(rows, columns, words, groups)


def _stories(answer: Answer[Any], words: Words, known: Structure) -> Told:  # noqa: ARG001 - as every teller
    items = [
        _item(
            row["title"],
            lines=str(row["text"]).split("\n"),
            beside=[row["system"], day_in_words(row["told_on"], words), _said(row["question"])],
            language=_said(row["language"]),
        )
        for row in answer.table.to_dict("records")
    ]
    made = _listed(answer.table, ["title", "text", "system", "told_on", "question"], words, {"": items})
    return Told(**{**vars(made), "more": {"n_pairs": answer.finding.n_pairs}})


_TELLERS: Final[Mapping[str, _Teller]] = {
    "learning_below": _learning_below,
    "asked_of_us": _asked_of_us,
    "answered": _answered,
    "countermeasures_standing": _countermeasures,
    "experiment_portfolio": _experiments,
    "enabled": _enabled,
    "embeddings_list": _embedded,
    "two_stories": _stories,
    "cumulative_cost": _contacts,
    "crisis_share": _contacts,
    "failure_demand": _contacts,
}


# -- parts -----------------------------------------------------------------------------------------------------------
def _listed(
    rows: pd.DataFrame, columns: Sequence[str], words: Words, groups: Mapping[str, list[dict[str, Any]]]
) -> Told:
    in_words = rows
    for column in ("state", "of_kind"):
        if column in columns and column in rows and "embedding_kind" not in rows:
            said = [words.say(f"dashboard.{column}.{value}") for value in rows[column]]
            in_words = in_words.assign(**{column: said})
    table = table_in_words(in_words, columns, words=words, section="dashboard")
    return Told(table=table, groups=_grouped(groups), empty=not any(groups.values()))


def _grouped(groups: Mapping[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return [{"heading": heading, "items": items} for heading, items in groups.items() if items]


def _item(
    text: Any,
    *,
    lines: Iterable[Any] = (),
    readings: Iterable[Any] = (),
    quote: Any = "",
    beside: Iterable[str] = (),
    mark: str = "",
    language: str = "",
) -> dict[str, Any]:
    return {
        "text": _said(text),
        "lines": [said for one in lines if (said := _said(one))],
        "readings": [str(one) for one in readings],
        "quote": _said(quote),
        "beside": [one for one in beside if one],
        "mark": mark,
        "language": language,
    }


def _said(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _theme(name: Any, words: Words) -> str:
    return words.say("dashboard.theme_is", name=name) if _said(name) else ""


def _whose(system: str, cycle: str, words: Words) -> str:
    return words.say("dashboard.whose", system=system, cycle=cycle or words.say("dashboard.one_life"))


def _text_of(row: Mapping[Any, Any], words: Words) -> str:
    return _said(row["text"]) or words.say("dashboard.not_seen", kind=words.say(f"dashboard.of_kind.{row['of_kind']}"))


def _sent(row: Mapping[Any, Any], words: Words) -> str:
    whose = _whose(row["from_system"], row["from_cycle"], words)
    day = day_in_words(row["sent_on"], words)
    return words.say("dashboard.sent", whose=whose, day=day) if day else whose


def _on(key: str, day: Any, words: Words) -> str:
    return words.say(f"dashboard.{key}", day=day_in_words(day, words)) if pd.notna(day) else ""


def _span(row: Mapping[Any, Any], words: Words) -> str:
    began, ended = (day_in_words(row[name], words) for name in ("started_on", "ended_on"))
    key = "from_to" if began and ended else "since_day" if began else ""
    return words.say(f"dashboard.{key}", day=began, ended=ended) if key else ""
