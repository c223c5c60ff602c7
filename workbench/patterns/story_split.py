"""Stories in groups: by a choice of their tellers, place, language, team, inquiry, theme, or as they were picked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from workbench.errors import Gone, Refused
from workbench.frames import Evidence
from workbench.model import Placing, SignifierKind
from workbench.model.prompts import Words
from workbench.patterns.blind_round import told_codings

__all__ = ["PICKED", "SPLITS", "Split", "between", "kinds_for", "picked_apart", "story_split", "tellers_of"]

#: What stories can be grouped by without naming anything further; besides ``choice:KEY`` (a signifier where one is
#: chosen), ``choice:KEY:LABEL`` (chosen or not) and ``theme:ID`` (coded with it or not).
SPLITS = ("place", "language", "system", "inquiry")
#: Stories picked by hand, as with a lasso; see :func:`picked_apart`.
PICKED = "picked"


@dataclass(frozen=True)
class Split:
    """Stories in groups that do not overlap.

    ``by`` is what was asked for, ``name`` the same in words; ``groups`` are the names of the groups in the order in
    which they are shown; ``group_of`` gives a story's group by its id (stories in no group are absent).
    """

    by: str
    name: str
    groups: tuple[str, ...]
    group_of: Mapping[str, str] = field(repr=False)

    @property
    def key(self) -> str:
        """Tells this split from others: what was asked for, and of stories picked by hand which they were."""
        if self.by != PICKED:
            return self.by
        held = json.dumps(sorted(self.group_of.items()))
        return f"{PICKED}:{hashlib.sha256(held.encode()).hexdigest()[:16]}"


def tellers_of(stories: pd.DataFrame) -> pd.Series[str]:
    """Who told each story, so that people can be told apart: the pseudonym within its group.

    A story without a pseudonym has a teller of its own, for nobody knows better.
    """
    named = stories["system"].astype("str") + " " + stories["teller"].astype("str")
    alone = stories["teller"].fillna("").str.strip().eq("")
    return named.mask(alone, stories["id"]).astype("str")


def kinds_for(by: str) -> tuple[str, ...]:
    """The kinds of record a split is worked out from, besides stories."""
    what = by.partition(":")[0]
    return {
        "choice": ("signifier_set", "signification"),
        "theme": ("theme", "coding", "coding_round"),
        "inquiry": ("inquiry",),
    }.get(what, ())


def story_split(evidence: Evidence, by: str, *, words: Words) -> Split:
    """The stories of the evidence in groups, by one of :data:`SPLITS`, ``choice:…`` or ``theme:…``.

    Groups are in the order of the alphabet; those of a choice as its answers are ordered, chosen before not chosen. A
    story nobody placed, or whose teller gave no answer, is in no group.

    Raises
    ------
    Gone
        Where there is no such question or theme.
    Refused
        Where stories cannot be grouped by this.
    """
    what, _, rest = by.partition(":")
    stories = evidence["story"]
    if by in SPLITS:
        named = {"system": evidence["system"], "inquiry": evidence.tables.get("inquiry")}.get(by)
        group_of = _said(stories, by) if named is None else _by_record(stories, by, named)
        groups = tuple(sorted(set(group_of.values()), key=lambda name: (name.casefold(), name)))
        return Split(by, words.say(f"signification.split.{by}"), groups, group_of)
    if what == "theme" and rest:
        return _by_theme(evidence, rest, words)
    if what == "choice" and rest:
        key, _, label = rest.partition(":")
        return _by_choice(evidence, key, label, words)
    raise Refused(
        f"Stories cannot be grouped by “{by}”. Write one of {', '.join(SPLITS)}, choice: and the key of a question "
        "where one answer is chosen, or theme: and the id of a theme.",
        field="split_by",
    )


def picked_apart(evidence: Evidence, picked: Mapping[str, Collection[str]], *, words: Words) -> Split:
    """The stories somebody picked, as groups named by them; a single group stands against everybody else's stories.

    A story picked twice is in the first group that has it.
    """
    group_of: dict[str, str] = {}
    for name, ids in picked.items():
        group_of = {**dict.fromkeys(map(str, ids), name), **group_of}
    here = [str(id) for id in evidence["story"]["id"]]
    groups = tuple(picked)
    if len(groups) == 1:
        others = words.say("signification.split.others")
        group_of = {**dict.fromkeys(here, others), **group_of}
        groups = (*groups, others)
    kept = {id: group_of[id] for id in here if id in group_of}
    return Split(PICKED, words.say("signification.split.picked"), groups, kept)


def between(split: Split, first: str | None, second: str | None, *, words: Words) -> Split:
    """The split with two groups only: the first and the second, or the first and everybody else.

    Raises
    ------
    Refused
        Where there is no such group, or (none named) there are not just two.
    """
    if first is None and len(split.groups) == 2 and second is None:
        return split
    named = [name for name in (first, second) if name is not None]
    unknown = [name for name in named if name not in split.groups]
    if first is None or unknown or first == second or len(split.groups) < 2:
        choices = ", ".join(split.groups) or words.say("signification.split.no_groups")
        raise Refused(words.say("signification.split.which_two", by=split.name, groups=choices), field="first")
    if second is not None:
        kept = {story: group for story, group in split.group_of.items() if group in named}
        return Split(split.by, split.name, (first, second), kept)
    others = next(g for g in split.groups if g != first) if len(split.groups) == 2 else ""
    others = others or words.say("signification.split.others")
    kept = {story: first if group == first else others for story, group in split.group_of.items()}
    return Split(split.by, split.name, (first, others), kept)


def _said(stories: pd.DataFrame, column: str) -> dict[str, str]:
    there = stories[stories[column].fillna("").str.strip().ne("")]
    return dict(zip(there["id"], there[column], strict=True))


def _by_record(stories: pd.DataFrame, column: str, named: pd.DataFrame) -> dict[str, str]:
    """By the name of the record each story belongs to; records of the same name are told apart by their ids."""
    twice = named["name"].duplicated(keep=False)
    names = named["name"].mask(twice, named["name"] + " (" + named["id"] + ")")
    name_of = dict(zip(named["id"], names, strict=True))
    pairs = zip(stories["id"], stories[column], strict=True)
    return {story: str(name_of[id]) for story, id in pairs if id in name_of}


def _by_theme(evidence: Evidence, theme: str, words: Words) -> Split:
    themes = evidence["theme"]
    found = themes.loc[themes["id"] == theme, "name"]
    if found.empty:
        raise Gone(f"There is no theme “{theme}” that {evidence.audience.name} may see. Choose one in the list.")
    codings = told_codings(evidence)
    coded = codings[(codings["theme"] == theme) & (codings["of_kind"] == "story")]["of"]
    yes, no = (words.say(f"signification.split.{key}", theme=found.iloc[0]) for key in ("coded", "not_coded"))
    inside = evidence["story"]["id"].isin(coded)
    group_of = {id: yes if one else no for id, one in zip(evidence["story"]["id"], inside, strict=True)}
    return Split(f"theme:{theme}", words.say("signification.split.theme", theme=found.iloc[0]), (yes, no), group_of)


def _by_choice(evidence: Evidence, key: str, label: str, words: Words) -> Split:
    meant = _choice(evidence, key)
    rows = evidence["signification"]
    rows = rows[(rows["signifier"] == key) & rows["signifier_set"].isin(meant["sets"])].sort_values("id")
    rows = rows[rows["placing"] == Placing.placed.value].drop_duplicates("story", keep="last")
    here = set(evidence["story"]["id"])
    answers = {s: tuple(c) for s, c in zip(rows["story"], rows["chosen"], strict=True) if s in here and len(c)}
    if label:
        yes, no = (words.say(f"signification.split.{key}", label=label) for key in ("chose", "did_not_choose"))
        group_of = {story: yes if label in chosen else no for story, chosen in answers.items()}
        return Split(f"choice:{key}:{label}", str(meant["title"]), (yes, no), group_of)
    if meant["signifier_kind"] != SignifierKind.choice:
        raise Refused(words.say("signification.split.several", title=meant["title"]), field="split_by")
    group_of = {story: chosen[0] for story, chosen in answers.items()}
    groups = tuple(dict.fromkeys([*meant["labels"], *sorted(set(group_of.values()))]))
    return Split(f"choice:{key}", str(meant["title"]), groups, group_of)


def _choice(evidence: Evidence, key: str) -> dict[str, Any]:
    """The newest wording of a choice, with every set that has the question (answers are compared by their words)."""
    sets = evidence["signifier_set"].sort_values("id", ascending=False).to_dict("records")
    found = [(row["id"], one) for row in sets for one in row["signifiers"] if one["key"] == key]
    kinds = (SignifierKind.choice, SignifierKind.several)
    found = [(id, one) for id, one in found if one["signifier_kind"] in kinds]
    if not found:
        raise Gone(f"“{key}” is no question where answers are chosen. Choose one of those in the list.")
    return {**found[0][1], "sets": [id for id, _ in found]}
