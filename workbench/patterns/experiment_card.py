"""What does one experiment say, question by question, in the order in which a group answers them?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import RuleKind
from workbench.model.experiment import shape_of
from workbench.model.prompts import Words
from workbench.patterns.circle import the_experiment
from workbench.patterns.touched_element import touched_elements

__all__ = ["ExperimentCard", "experiment_card"]

_COLUMNS = {"part": "str", "key": "str", "text": "str", "who": "str", "may_leave": "bool"}
#: The card from top to bottom: part, and the keys of its answers.
_ORDER: dict[str, tuple[str, ...]] = {
    "kind": ("experiment_kind", "shape"),
    "question": ("question", "whose_question", "hypothesis"),
    "actions": ("actions", "touches", "why_these", "elsewhere"),
    "people": ("people",),
    "how": ("permissions", "countermeasure", "timescale", "needs", "skills"),
    "data": ("data_plan", "how_we_know"),
    "sense_making": ("sense_making",),
    "sharing": ("sharing",),
    "safe": ("rule", "principle"),
    "links": ("links_to", "links_note"),
    "status": ("status", "started_on", "ended_on"),
    "ending": ("what_happened", "ending", "ending_why"),
    "own": ("own_answer",),
}
_CODED = frozenset({"experiment_kind", "status", "ending"})
_DAYS = frozenset({"started_on", "ended_on"})
#: Answers about who takes part, agrees or is told: they name people, and stay with the group.
_OF_PEOPLE = frozenset({"whose_question", "people", "permissions", "sense_making", "sharing", "own_answer"})

_Answer = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class ExperimentCard(Finding):
    """One experiment, one row an answered question, in the card's order.

    ``table``: part (kind, question, actions, people, how, data, sense_making, sharing, safe, links, status, ending,
    own), key (the question), text (the answer in words), who (who gathers, analyses or agreed; only for the group
    itself), may_leave (False for answers that speak of people). ``touches``: id, element_kind, map and sentence of each
    thing and link of a map that it acts on. ``title`` is the experiment's.
    """

    own_only: ClassVar[tuple[str, ...]] = ("who",)
    may_leave: ClassVar[str | None] = "may_leave"

    experiment: str
    title: str
    touches: pd.DataFrame


def experiment_card(evidence: Evidence, experiment: str, *, words: Words) -> ExperimentCard:
    """The card of one experiment; raises Gone where this audience has no such experiment."""
    row = the_experiment(evidence, experiment)
    touches = touched_elements(evidence, row["touches"], words=words)
    several = {
        "touches": [(sentence, "") for sentence in touches["sentence"]],
        "countermeasure": list(_countermeasures(evidence, experiment, words)),
        "data_plan": list(_data_plan(evidence, experiment, words)),
        **{kind.value: list(_rules(evidence, row["rules"], kind)) for kind in RuleKind},
        "links_to": list(_linked(evidence, row["links_to"])),
        "own_answer": [(f"{own['asked']} {'; '.join(own['answer'])}", "") for own in row["own_answers"]],
    }
    rows = [
        {"part": part, "key": key, "text": text, "who": who, "may_leave": key not in _OF_PEOPLE}
        for part, keys in _ORDER.items()
        for key in keys
        for text, who in (several[key] if key in several else _single(row, key, words))
    ]
    return ExperimentCard(
        audience=evidence.audience,
        table=pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS),
        experiment=experiment,
        title=str(row["title"]),
        touches=touches,
    )


def _single(row: dict[str, Any], key: str, words: Words) -> Iterator[_Answer]:
    """The one answer to a question; nothing where it was not answered."""
    value = shape_of(row["end_point"], row["works_on"]) if key == "shape" else row[key]
    if value is None or pd.isna(value) or not str(value).strip():
        return
    if key in _DAYS:
        yield _day(value, words), ""
    elif key == "shape" or key in _CODED:
        yield words.say(f"experiments.value.{key}.{value}"), ""
    else:
        yield str(value), ""


def _countermeasures(evidence: Evidence, experiment: str, words: Words) -> Iterator[_Answer]:
    held = evidence["countermeasure"]
    for row in held[held["experiment"] == experiment].sort_values("id").to_dict("records"):
        key = "shields" if row["shields_from"] else "shield"
        said = words.say(f"experiments.line.{key}", what=row["what"], shields_from=row["shields_from"])
        if not pd.isna(row["ended_on"]):
            said = f"{said} {words.say('experiments.line.shield_ended', on=_day(row['ended_on'], words))}"
        agreed = row["agreed_by"]
        yield said, words.say("experiments.line.agreed_by", names=agreed) if agreed else ""


def _data_plan(evidence: Evidence, experiment: str, words: Words) -> Iterator[_Answer]:
    plans = evidence["data_plan"]
    own_forms = dict(zip(evidence["capture_form"]["id"], evidence["capture_form"]["name"], strict=True))
    for row in plans[plans["experiment"] == experiment].sort_values("id").to_dict("records"):
        form = own_forms.get(row["capture_form"]) or words.say(f"experiments.form.{row['form'] or 'elsewhere'}")
        said = words.say(
            "experiments.line.plan",
            what=row["what"],
            kind=words.say(f"experiments.value.data_kind.{row['data_kind']}"),
            every=words.say(f"experiments.value.every.{row['every']}"),
            form=form,
        )
        who = [words.say(f"experiments.line.{k}", names=row[k]) for k in ("gathers", "analyses") if row[k]]
        yield said, "; ".join(who)


def _rules(evidence: Evidence, held: tuple[str, ...], kind: RuleKind) -> Iterator[_Answer]:
    rules = evidence["rule"]
    of_kind = rules[rules["id"].isin(held) & (rules["rule_kind"] == kind)].sort_values("id")
    yield from ((str(wording), "") for wording in of_kind["wording"])


def _linked(evidence: Evidence, linked: tuple[str, ...]) -> Iterator[_Answer]:
    systems = dict(zip(evidence["system"]["id"], evidence["system"]["name"], strict=True))
    others = {row["id"]: row for row in evidence["experiment"].to_dict("records")}
    for other in (others[id] for id in linked if id in others):
        yield f"{other['title']} ({systems[other['system']]})", ""


def _day(on: Any, words: Words) -> str:
    return f"{on.day} {words.say(f'dates.month_{on.month}')} {on.year}"
