"""Coding brought in from other programs and taken out for them, on the panel of coding."""

from __future__ import annotations

import base64
from typing import Any

from workbench.desk.coding_export import coding_file
from workbench.desk.coding_import import CodingImport, bring_in_coding
from workbench.panels.form_panel import FormPanel
from workbench.panels.sent_file import sent_file

__all__ = ["WithCodingFiles"]

_MOST_MB = 20


class WithCodingFiles(FormPanel):
    """Files of coding: looked into, then brought in as one step; and a REFI-QDA project to take away."""

    def do_look_into(self, name: str, data: str, coder: str = "") -> dict[str, Any]:
        """What a file would bring in; nothing is written."""
        return self._told_file(self._brought(name, data, coder, preview=True))

    def do_bring_in(self, name: str, data: str, coder: str = "") -> dict[str, Any]:
        """Bring a file in, as one step that can be undone."""
        self._sit()
        found = self._brought(name, data, coder, preview=False)
        return {**self._told_file(found), "state": self.load()}

    def do_take_out(self) -> dict[str, Any]:
        """The project as a file: name, content (base64), and what of it had to stay here, in words."""
        made = coding_file(self._desk, system=self._system)
        stays = self.words.say("coding_files.left_out", n=made.n_left_out) if made.n_left_out else ""
        name = f"coding-{self._system}.qdpx"
        return {"name": name, "content": base64.b64encode(made.content).decode("ascii"), "stays": stays}

    def _brought(self, name: str, data: str, coder: str, *, preview: bool) -> CodingImport:
        with sent_file(name, data, most_mb=_MOST_MB, section="coding_files", words=self.words) as path:
            return bring_in_coding(self._desk, path, cycle=self._cycle, coder=coder.strip(), preview=preview)

    def _told_file(self, found: CodingImport) -> dict[str, Any]:
        return {
            "told": found.told(self.words),
            "new": bool(found.n_themes or found.n_texts or found.n_codings),
            "lost": [[lost.where, lost.what, lost.why] for lost in found.lost],
        }
