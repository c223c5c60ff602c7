"""The Sense-making Workbench: manage public services by learning.

``workbench.open()`` gives an analyst the desk: every table, every question.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

# jsonschema imports rfc3987_syntax to check "iri" formats, which no schema here uses; building its grammars costs up
# to two seconds in every kernel (python-jsonschema #1428). It guards the import, so a None here only switches it off.
if "jsonschema" not in sys.modules:
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

if TYPE_CHECKING:
    from workbench.desk import Desk

__all__ = ["__version__", "open"]

__version__ = "0.1.0"


def open(store: str | None = None, *, audience: str | None = None, language: str = "en") -> Desk:
    """Open a store and sit down at the desk.

    Parameters
    ----------
    store
        A file's path or a PostgreSQL address; None for the local store.
    audience
        ``None`` for the group's own material, ``public``, a scale such as ``place``, or ``place:SYSTEM``.
    language
        Of sentences, titles and notes.

    Raises
    ------
    workbench.errors.StoreProblem
        Where the store is newer than this program, damaged, or needs another key.
    """
    from workbench.desk import Desk  # noqa: PLC0415  the import of pandas and SQLAlchemy waits until it is needed

    return Desk.open(store, audience=audience, language=language)
