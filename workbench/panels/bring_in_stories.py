"""Stories from files: looked at, tried out, and only then brought in; and stories and forms to take away."""

from __future__ import annotations

import base64
import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from workbench.desk import Desk
from workbench.desk.story_import import StoryImport, story_intakes, try_out_stories
from workbench.desk.story_source import sets_of
from workbench.desk.story_taking_out import form_to_take, stories_to_take
from workbench.desk.story_wishes import StoryWishes
from workbench.errors import Refused
from workbench.exchange.story_file import ROLES, StoryChoices
from workbench.model import IntakeState
from workbench.panels.background import Background
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style
from workbench.panels.sent_pieces import SLICE_BYTES, SentPieces
from workbench.panels.story_import_told import story_intake_told, story_tried_told

__all__ = ["BringInStories"]

_MOST_MB: Final = 100
#: What may be sent: the stories, and the file that says what their columns are.
_FILES: Final = ("stories", "definition")
_ENDINGS: Final = (".csv", ".tsv", ".txt", ".xlsx", ".json")
_NOT_IN_NAME: Final = re.compile(r"[^\w-]+")


class BringInStories(FormPanel):
    """One file (with its definition) at a time, in three steps; the files brought in so far; and taking away."""

    _esm = script(
        *("bring_in_send.js", "bring_in_drop.js", "bring_in_shown.js", "bring_in_run.js", "bring_in_earlier.js"),
        *("save_file.js", "bring_in_stories_file.js", "bring_in_stories_found.js", "bring_in_stories_take.js"),
        "bring_in_stories.js",
    )
    _css = style("bring_in.css", "bring_in_stories.css")
    sections = ("bring_in_stories", "bring_in")
    follows = frozenset({"intake", "signifier_set", "story"})
    looks = FormPanel.looks | {"take_stories", "take_form"}

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._sent = {
            which: SentPieces(most_mb=_MOST_MB, section="bring_in_stories", words=self.words) for which in _FILES
        }
        self._background = Background(lost=self.words.say("bring_in_stories.lost"))
        self._import: StoryImport | None = None

    def close(self) -> None:
        """Close the panel; files that waited are removed."""
        self.do_file_forget()
        super().close()

    def load(self) -> dict[str, Any]:
        """The files brought in so far, the circles and sets there are, and what may be sent."""
        sets = sets_of(self._desk, self._cycle)
        return {
            "may_edit": self._may_edit,
            "intakes": [story_intake_told(one, n, self.words) for one, n in story_intakes(self._desk, self._system)],
            "scopes": [[id, name] for id, name in self._desk.scopes_from(self._system).items()],
            "scope": self._desk.structure.scale_of(self._system),
            "sets": [[one.id, one.name, len(one.signifiers)] for one in sets],
            "about": {"most_mb": _MOST_MB, "slice_bytes": SLICE_BYTES, "endings": list(_ENDINGS)},
        }

    # -- the files ----------------------------------------------------------------------------------------------------
    def do_file_begin(self, which: str, name: str, size_bytes: int) -> str:
        """Announce a file; the one before is forgotten."""
        if Path(str(name)).suffix.casefold() not in _ENDINGS:
            raise Refused(self.words.say("bring_in_stories.file.other_kind", name=str(name)[:200]), field="file")
        self._begin_anew()
        return self._of(which).begin(str(name), size_bytes)

    def do_file_part(self, which: str, upload: str, at: int, data: str) -> int:
        """The next piece of a file, in base64; how many bytes are here."""
        return self._of(which).take(upload, at=at, data=data)

    def do_file_forget(self, which: str = "") -> None:
        """Remove a file; without a name, both."""
        self._begin_anew()
        for one in [which] if which else _FILES:
            self._of(one).forget()

    def _of(self, which: str) -> SentPieces:
        if which not in self._sent:
            raise Refused(self.words.say("bring_in_stories.lost"))
        return self._sent[which]

    def _begin_anew(self) -> None:
        self._import = None
        self._background.forget()

    def _paths(self, upload: str, definition: str) -> tuple[Path, Path | None]:
        return self._sent["stories"].path(upload), self._sent["definition"].path(definition) if definition else None

    # -- looking, which stores nothing --------------------------------------------------------------------------------
    def do_look(self, upload: str, definition: str, wishes: Mapping[str, Any]) -> dict[str, Any]:
        """What the file holds, and what would come of it."""
        self._import = None
        (path, beside), wanted = self._paths(upload, definition), self._wishes(wishes)

        def _looked() -> dict[str, Any]:
            found = try_out_stories(self._desk, path, cycle=self._cycle, definition=beside, wishes=wanted)
            return story_tried_told(found, words=self.words)

        return self._background.begin(_looked)

    def do_went(self, job: str) -> dict[str, Any]:
        """How work that took longer went."""
        return self._background.ask(job)

    def _wishes(self, given: Mapping[str, Any]) -> StoryWishes:
        """What the page sends of what people chose."""

        def _words(name: str) -> dict[str, str]:
            found = given.get(name)
            return {str(key): str(value) for key, value in found.items()} if isinstance(found, Mapping) else {}

        day_first = given.get("day_first")
        return StoryWishes(
            scope=str(given.get("scope") or ""),
            may_quote=given.get("may_quote") is True,
            may_leave=given.get("may_leave") is True,
            consent=_words("consent"),
            tellers=str(given.get("tellers") or "pseudonym"),
            answers=_words("answers"),
            read=StoryChoices(
                roles={role: name for role, name in _words("roles").items() if role in ROLES},
                day_first=day_first if isinstance(day_first, bool) else None,
                encoding=str(given.get("encoding") or "") or None,
            ),
        )

    # -- bringing in --------------------------------------------------------------------------------------------------
    def do_accept(self, upload: str, definition: str, wishes: Mapping[str, Any]) -> dict[str, Any]:
        """Begin to bring it in, or go on where this page stopped."""
        self._sit()
        (path, beside), wanted = self._paths(upload, definition), self._wishes(wishes)

        def _begun() -> dict[str, Any]:
            if self._import is None:
                self._import = StoryImport(self._desk, path, cycle=self._cycle, definition=beside, wishes=wanted)
            return self._gone_on(self._import)

        return self._background.begin(_begun)

    def do_next(self, upload: str) -> dict[str, Any]:
        """The next few hundred stories."""
        self._sit()
        self._sent["stories"].path(upload)
        if self._import is None:
            raise Refused(self.words.say("bring_in_stories.lost"))
        return self._background.begin(functools.partial(self._gone_on, self._import))

    def _gone_on(self, taken: StoryImport) -> dict[str, Any]:
        at = taken.next()
        told = {"done": at.done, "total": at.total, "finished": at.finished}
        if not at.finished:
            return told
        tried = taken.tried
        numbers = {name: getattr(tried, name) for name in _NUMBERS} | {"n_answers": tried.n_answers.get("placed", 0)}
        self._import = None
        for one in self._sent.values():
            one.forget()
        return {**told, "told": numbers}

    def do_take_back(self, intake: str) -> dict[str, Any]:
        """Take back a whole import."""
        self._sit()
        found = next((one for one, _ in story_intakes(self._desk, self._system) if one.id == intake), None)
        if found is None or found.state is IntakeState.taken_back:
            raise Refused(self.words.say("bring_in_stories.earlier.not_there"))
        by, page = self.by, self.page

        def _taken_back() -> dict[str, int]:
            taken = self._desk.store.take_back_intake(found.id, by=by, page=page)
            return {"n_stories": taken.n_stories, "n_kept": taken.n_kept}

        return self._background.begin(_taken_back)

    # -- taking away --------------------------------------------------------------------------------------------------
    def do_take_stories(self) -> dict[str, Any]:
        """The two files of the stories that may leave (each its name, and its content in base64); and how many stay."""
        taken = stories_to_take(self._desk, system=self._system)
        name = self.words.say("bring_in_stories.away.file")
        files = [(f"{name}.csv", taken.stories), (f"{name}-form.csv", taken.form)]
        return {
            "files": [_file(name, content) for name, content in files],
            "n": taken.n,
            "n_held_back": taken.n_held_back,
        }

    def do_take_form(self, signifier_set: str = "") -> dict[str, str]:
        """The form of a set for telephones: its name and its content in base64."""
        name, content = form_to_take(self._desk, cycle=self._cycle, signifier_set=signifier_set)
        return _file(f"{_NOT_IN_NAME.sub('-', name.casefold()).strip('-') or 'stories'}.xlsx", content)


def _file(name: str, content: bytes) -> dict[str, str]:
    return {"name": name, "content": base64.b64encode(content).decode("ascii")}


_NUMBERS: Final = ("n_new", "n_same", "n_changed", "n_refused", "n_left_out", "n_without_words")
