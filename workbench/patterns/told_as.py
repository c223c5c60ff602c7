"""Under which name a group speaks to others: a single life is never named, only the team round it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from workbench.frames import Evidence
from workbench.model import ONE_LIFE
from workbench.patterns.circle import ancestors_of

__all__ = ["cycles_told_as", "told_as"]


def told_as(systems: pd.DataFrame) -> Mapping[str, str]:
    """By the id of a system the name to tell it by: its own, or that of the nearest one round it that is no life.

    A life that lies in nothing has no name to be told by ("").
    """
    scale = dict(zip(systems["id"], systems["scale"], strict=True))
    name = dict(zip(systems["id"], systems["name"], strict=True))
    return {
        str(id): next((str(name[at]) for at in ancestors_of(systems, str(id)) if scale[at] != ONE_LIFE), "")
        for id in systems["id"]
    }


def cycles_told_as(evidence: Evidence) -> Mapping[str, str]:
    """By the id of a cycle its name; "" where it is the cycle of a life."""
    systems, cycles = evidence["system"], evidence["cycle"]
    lives = set(systems.loc[systems["scale"] == ONE_LIFE, "id"])
    return {
        str(id): "" if system in lives else str(name)
        for id, name, system in zip(cycles["id"], cycles["name"], cycles["system"], strict=True)
    }
