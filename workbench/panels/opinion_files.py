"""Files of Polis on the page of opinions: looked into, brought in, taken back, and taken out."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

from workbench.desk.opinion_export import opinion_files
from workbench.desk.opinion_import import (
    OpinionImport,
    bring_in_opinions,
    intakes_of_opinions,
    take_back_opinions,
)
from workbench.errors import Refused
from workbench.model import Conversation
from workbench.panels.form_panel import FormPanel
from workbench.panels.sent_file import sent_file
from workbench.panels.spoken_date import spoken

__all__ = ["WithOpinionFiles"]

_MOST_MB: Final = 20
_MOST_FILES: Final = 3


class WithOpinionFiles(FormPanel):
    """What a panel of opinions can do with files; ``files`` are ``{name, data}``, the data in base64."""

    _shown: str

    def files_state(self) -> list[dict[str, str]]:
        """The files brought in and not taken back, newest first."""
        return [
            {
                "id": one.id,
                "file": one.file,
                "on": spoken(one.begun_on, self.words) if one.begun_on else "",
                "name": one.source.partition(":")[2],
            }
            for one in intakes_of_opinions(self._desk, self._system)
        ]

    def do_look_into(self, files: list[dict[str, str]], name: str = "") -> dict[str, Any]:
        """What would come of bringing these files in; nothing is changed."""
        with self._sent(files, name) as paths:
            return self._import_told(bring_in_opinions(self._desk, paths, system=self._system, name=name, preview=True))

    def do_bring_in(self, files: list[dict[str, str]], name: str = "") -> dict[str, Any]:
        """Bring the files in, and look at their conversation."""
        self._sit()
        with self._sent(files, name) as paths:
            result = bring_in_opinions(self._desk, paths, system=self._system, name=name)
        self._shown = result.conversation or self._shown
        return {**self._import_told(result), "state": self.load()}

    def do_take_back(self, intake: str) -> dict[str, Any]:
        """Take back what a file brought."""
        self._sit()
        return {"told": take_back_opinions(self._desk, intake), "state": self.load()}

    def do_take_out(self) -> dict[str, str]:
        """The conversation that is looked at as the files of Polis, in one zip: a name, and the content in base64."""
        found = self._desk.store.get(Conversation, self._shown)
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as held:
            for file, content in opinion_files(self._desk, found.id).items():
                held.writestr(file, content)
        stem = "".join(c if c.isalnum() else "-" for c in found.name)[:60].strip("-") or "opinions"
        return {"name": f"{stem}.zip", "content": base64.b64encode(made.getvalue()).decode("ascii")}

    @contextmanager
    def _sent(self, files: Sequence[dict[str, str]], name: str) -> Iterator[list[Path]]:
        if not isinstance(files, list) or not 0 < len(files) <= _MOST_FILES:
            raise Refused(self.words.say("opinions.files.choose"), field="path")
        if not str(name).strip():
            raise Refused(self.words.say("polis.refused.name"), field="name")
        with ExitStack() as held:
            yield [held.enter_context(self._one_sent(one)) for one in files]

    def _one_sent(self, one: Mapping[str, str]) -> AbstractContextManager[Path]:
        name, data = str(one.get("name", "")), str(one.get("data", ""))
        return sent_file(name, data, most_mb=_MOST_MB, section="polis.refused", words=self.words)

    def _import_told(self, result: OpinionImport) -> dict[str, Any]:
        return {
            "told": result.told(self.words),
            "new": bool(result.n_statements or result.n_votes or result.n_changed),
            "lost": [[one.where, one.what, one.why] for one in result.lost],
        }
