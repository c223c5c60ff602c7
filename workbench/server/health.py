"""``workbench doctor``: whether this computer can run the workbench safely, one sentence a check."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from workbench import places
from workbench.errors import WorkbenchError
from workbench.model.prompts import Words, languages, words
from workbench.server.browser import found as browser_found
from workbench.store import Store
from workbench.store.address import resolved

__all__ = ["FLOORS", "Check", "doctor"]

#: Older ones have a published weakness, or one we measured.
FLOORS = {
    "jupyter_server": "2.21.1",
    "jupyterlab": "4.6.6",
    "nbconvert": "7.17.2",
    "voila": "0.5.13",
    "tornado": "6.6.1",
    "jinja2": "3.1.6",
    "vl-convert-python": "1.9",
    "sqlcipher3": "0.6.4",
    "anywidget": "0.11",
    "defusedxml": "0.7",
    "pillow": "11.3",
    "cryptography": "45",
}
_LEAST_PYTHON = (3, 11)
_LEAST_SQLITE = (3, 51, 3)
_LEAST_GIGABYTES = 1.0


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing looked at: its short name, whether it is in order, and a sentence that says what to do if not."""

    name: str
    ok: bool
    sentence: str


def doctor(store: str | None = None, *, language: str = "en") -> list[Check]:
    """Look at everything the workbench needs; nothing is changed, and no store is made.

    Returns
    -------
    One check a line, in the order a person would mend them.
    """
    try:
        said = words(language)
    except WorkbenchError as e:
        # Without words there is nothing to say the rest with.
        return [Check(name="words", ok=False, sentence=str(e))]
    return [
        *_python(said),
        *_packages(said),
        *_sqlite(said),
        *_words_and_looks(said),
        *_folders(store, said),
        *_store(store, said),
        *_browser(said),
    ]


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _python(said: Words) -> Iterator[Check]:
    ok = sys.version_info >= _LEAST_PYTHON
    key = "server.doctor.python" if ok else "server.doctor.python_old"
    least = ".".join(map(str, _LEAST_PYTHON))
    yield Check(name="python", ok=ok, sentence=said.say(key, found=platform.python_version(), least=least))


def _packages(said: Words) -> Iterator[Check]:
    for name, least in FLOORS.items():
        try:
            found = version(name)
        except PackageNotFoundError:
            yield Check(name=name, ok=False, sentence=said.say("server.doctor.package_gone", name=name, least=least))
            continue
        ok = _numbers(found) >= _numbers(least)
        key = "server.doctor.package" if ok else "server.doctor.package_old"
        yield Check(name=name, ok=ok, sentence=said.say(key, name=name, found=found, least=least))


def _sqlite(said: Words) -> Iterator[Check]:
    try:
        from sqlcipher3 import dbapi2  # noqa: PLC0415  a driver that cannot be loaded is what this looks for
    except ImportError:
        yield Check(name="sqlite", ok=False, sentence=said.say("server.doctor.sqlite_gone"))
        return
    found = str(dbapi2.sqlite_version)
    ok = _numbers(found) >= _LEAST_SQLITE
    key = "server.doctor.sqlite" if ok else "server.doctor.sqlite_old"
    yield Check(name="sqlite", ok=ok, sentence=said.say(key, found=found, least=".".join(map(str, _LEAST_SQLITE))))


def _words_and_looks(said: Words) -> Iterator[Check]:
    problem = ""
    tags: tuple[str, ...] = ()
    try:
        tags = languages()
        for tag in tags:
            words(tag)
    except (WorkbenchError, OSError) as e:
        problem = str(e)
    key = "server.doctor.words_gone" if problem else "server.doctor.words"
    yield Check(
        name="words", ok=not problem, sentence=said.say(key, n=len(tags), found=", ".join(tags), problem=problem)
    )
    folder = places.templates() / "voila" / "templates" / "workbench"
    ok = all((folder / name).is_file() for name in ("index.html.j2", "page.html", "login.html", "error.html"))
    key = "server.doctor.templates" if ok else "server.doctor.templates_gone"
    yield Check(name="templates", ok=ok, sentence=said.say(key, folder=str(folder)))


def _folders(store: str | None, said: Words) -> Iterator[Check]:
    try:
        file = resolved(store).file
    except WorkbenchError:
        file = None  # said by the store's own check
    folder = file.parent if file is not None else places.work_folder()
    there = next(p for p in (folder, *folder.parents) if p.exists())
    ok = os.access(there, os.W_OK)
    key = "server.doctor.folder" if ok else "server.doctor.folder_shut"
    yield Check(name="folder", ok=ok, sentence=said.say(key, folder=str(folder)))
    free = round(shutil.disk_usage(there).free / 1e9, 1)
    key = "server.doctor.space" if free >= _LEAST_GIGABYTES else "server.doctor.space_little"
    yield Check(name="space", ok=free >= _LEAST_GIGABYTES, sentence=said.say(key, free=free))


def _store(store: str | None, said: Words) -> Iterator[Check]:
    try:
        address = resolved(store)
        if address.file is not None and not Path(address.file).exists():
            yield Check(name="store", ok=True, sentence=said.say("server.doctor.store_none"))
            return
        with Store.open(store) as opened:
            problems = opened.check()
    except WorkbenchError as e:
        problems = [str(e)]
    for problem in problems:
        yield Check(name="store", ok=False, sentence=said.say("server.doctor.store_problem", problem=problem))
    if not problems:
        yield Check(name="store", ok=True, sentence=said.say("server.doctor.store_sound"))


def _browser(said: Words) -> Iterator[Check]:
    found = browser_found()
    key = "server.doctor.browser" if found else "server.doctor.browser_gone"
    # No browser is no fault: pages may be opened from another computer's, and PDF has another way.
    yield Check(name="browser", ok=True, sentence=said.say(key, found=found))
