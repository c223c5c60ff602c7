"""A map in a file's own words, before they are read as ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["RawLink", "RawLoop", "RawThing"]


@dataclass(frozen=True)
class RawThing:
    """An element. ``fields`` are all further columns or attributes by the name the file gives them."""

    key: str
    name: str
    where: str
    type: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True)
class RawLink:
    """A connection. ``source`` and ``target`` are keys, or names; ``id`` is what loops call it."""

    source: str
    target: str
    where: str
    id: str = ""
    type: str = ""
    direction: str = ""
    delayed: str = ""
    reversed: bool = False
    weight: float | None = None
    description: str = ""
    tags: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RawLoop:
    """A named loop: the ids of its connections, in no order."""

    name: str
    links: tuple[str, ...]
    where: str
    description: str = ""
