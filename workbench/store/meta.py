"""A few facts the store keeps about itself, by name."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from workbench.store.schema import META

__all__ = ["forget", "remember", "remembered"]


def remembered(connection: sa.Connection, name: str) -> dict[str, Any] | None:
    """What was remembered under a name; None where nothing was."""
    found = connection.execute(sa.select(META.c.value).where(META.c.name == name)).scalar()
    return None if found is None else dict(found)


def remember(connection: sa.Connection, name: str, value: dict[str, Any]) -> None:
    """Remember this under a name, in the place of what stood there."""
    forget(connection, name)
    connection.execute(sa.insert(META), {"name": name, "value": value})


def forget(connection: sa.Connection, name: str) -> None:
    """Remember nothing under a name."""
    connection.execute(sa.delete(META).where(META.c.name == name))
