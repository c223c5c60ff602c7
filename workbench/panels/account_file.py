"""An account of learning as a file: made by the very command an analyst would give, in a process of its own.

Panels and the printing room stand on one floor and know nothing of each other. So a file saved from the page cannot
differ from a report that was printed, and a page that waits for one goes on answering.
"""

from __future__ import annotations

import base64
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from workbench.desk import Desk
from workbench.errors import Refused
from workbench.model import Account, AccountReader, System

__all__ = ["AccountFile"]

_NOTEBOOK: Final = "account_of_learning"
#: Kind of file → what the command is asked for besides the page, and the media type.
_KINDS: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    "html": ((), "text/html"),
    "pdf": (("--pdf",), "application/pdf"),
    "docx": (("--word",), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
_LONGEST_SECONDS: Final = 300


class AccountFile:
    """Files of the accounts of one system."""

    def __init__(self, desk: Desk, *, system: str) -> None:
        self._desk = desk
        self._system = system

    def made(self, account: Account, *, reader: AccountReader, kind: str) -> dict[str, str]:
        """One edition for one reader: name, content (base64) and type.

        Raises
        ------
        Refused
            Where there is no such kind of file, or it could not be made; the sentence says why.
        """
        if kind not in _KINDS:
            raise Refused(self._say("save_unknown"))
        asked, media = _KINDS[kind]
        with tempfile.TemporaryDirectory(prefix="workbench-account-") as folder:
            command = [sys.executable, "-m", "workbench", "report", _NOTEBOOK, *asked, "--out", folder, "--jobs", "1"]
            command += ["--system", self._system, "--language", self._desk.words.language, *self._store()]
            for name, value in (("cycle", account.cycle), ("edition", account.edition), ("reader", reader.value)):
                command += ["--parameter", f"{name}={value}"]
            try:
                done = subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST_SECONDS, check=False)
            except subprocess.TimeoutExpired as e:
                raise Refused(self._say("save_lost")) from e
            made = Path(folder, f"{_NOTEBOOK}-{self._system}.{kind}")
            if done.returncode or not made.is_file():
                raise Refused(self._say("save_failed", why=_why(done.stderr)))
            content = base64.b64encode(made.read_bytes()).decode()
        return {"name": f"{self._name(account)}.{kind}", "content": content, "type": media}

    def _store(self) -> tuple[str, ...]:
        """Which store, where it is a file; a database's address holds a password, and is in the environment already."""
        address = self._desk.store.address
        return () if "://" in address else ("--store", address)

    def _name(self, account: Account) -> str:
        system = self._desk.store.get(System, self._system).name
        said = self._say("file_name", system=system, n=account.edition)
        return "".join(c if c.isalnum() or c in " -_" else " " for c in said).strip()[:120]

    def _say(self, key: str, **values: object) -> str:
        return self._desk.words.say(f"account.{key}", **values)


def _why(told: str) -> str:
    """The reason the command gave; the last line of what it said."""
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    return lines[-1][:300] if lines else ""
