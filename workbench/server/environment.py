"""What of the outside world reaches our servers and kernels: an allow list, never a deny list.

Voilà hands its whole environment to every kernel, so a database password in it would be readable by any notebook.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from workbench import places
from workbench.server.session import Session

__all__ = ["clean", "lived_in", "surroundings"]

_NAMES = frozenset(
    {
        # finding programs, libraries and people's own folders
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "TMPDIR", "TMP", "TEMP", "PYTHONPATH", "VIRTUAL_ENV",
        "CONDA_PREFIX", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
        "XDG_DATA_HOME", "XDG_RUNTIME_DIR",
        # Windows starts nothing without these
        "SYSTEMROOT", "COMSPEC", "PATHEXT", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "USERPROFILE",
        # language, clock, and a browser to open
        "LANG", "LANGUAGE", "TZ", "PYTHONUTF8", "PYTHONIOENCODING", "DISPLAY", "WAYLAND_DISPLAY", "BROWSER",
        # the group's own words and looks, and its own data folder
        "WORKBENCH_TEMPLATES",
    }
)  # fmt: skip


def clean(environ: Mapping[str, str]) -> dict[str, str]:
    """The part of an environment that servers and kernels may have: no addresses, no keys, no tokens, no proxies."""
    return {name: value for name, value in environ.items() if name in _NAMES or name.startswith("LC_")}


def surroundings(session: Session) -> dict[str, str]:
    """The environment of a server and so of its kernels: no settings, extensions or profiles of anybody's own."""
    made = clean(os.environ)
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file():
        # Kernels start in the notebooks' folder and must still find the workbench that serves them.
        made["PYTHONPATH"] = os.pathsep.join(filter(None, (str(checkout), made.get("PYTHONPATH"))))
    return made | {
        "WORKBENCH_SESSION": str(session.file),
        "JUPYTER_PATH": str(places.templates()),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTER_CONFIG_DIR": str(session.folder / "jupyter"),
        "JUPYTER_DATA_DIR": str(session.folder / "jupyter"),
        "JUPYTER_RUNTIME_DIR": str(session.folder),
        "IPYTHONDIR": str(session.folder / "ipython"),
    }


@contextmanager
def lived_in(environ: Mapping[str, str]) -> Iterator[None]:
    """While this lasts, the process has exactly this environment; afterwards its own again."""
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(environ)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
