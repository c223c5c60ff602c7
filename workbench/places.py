"""Where the workbench's own files are, in a checkout and in an installed wheel."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_config_path, user_data_path

__all__ = ["notebooks", "sample", "secrets_folder", "templates", "work_folder"]

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def _shipped(name: str) -> Path:
    """A top-level folder of the project: beside the package in a checkout, inside it in a wheel."""
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.is_dir() else _CHECKOUT / name


def notebooks() -> Path:
    """The folder of notebooks."""
    return _shipped("notebooks")


def templates() -> Path:
    """The folder of words and looks; ``WORKBENCH_TEMPLATES`` names a group's own copy."""
    own = os.environ.get("WORKBENCH_TEMPLATES")
    return Path(own) if own else _shipped("templates")


def sample() -> Path:
    """The folder of the synthetic sample, one CSV a table."""
    return _shipped("data") / "sample"


def work_folder() -> Path:
    """Where the local store, its backups and logs are kept: ``data/`` in a checkout, else the user's data folder."""
    if (_CHECKOUT / "pyproject.toml").is_file():
        return _CHECKOUT / "data"
    return user_data_path("sense-making-workbench", appauthor=False)


def secrets_folder() -> Path:
    """Where keys are kept that must lie apart from the store and its backups: the user's own folder of settings."""
    return user_config_path("sense-making-workbench", appauthor=False)
