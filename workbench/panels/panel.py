"""A panel: something people touch in a notebook, and the one way its page and Python speak.

The page asks ``{do, n, page, device, by, since, with}``; Python answers ``{re: n, ok}``, ``{re: n, refused, field}``
(with ``problems`` where several fields have one), ``{re: n, stale}``, or ``{re: n, again}`` while the store cannot be
had: nothing was done then, and the page asks again. An answer carries ``news`` when the store has moved on since the
revision the page has. The page's ``pulse`` does nothing but ask for news, so no thread runs and nothing happens when
nobody looks.
"""

from __future__ import annotations

import inspect
import logging
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, ClassVar

import anywidget
import traitlets
from pydantic import ValidationError

from workbench.errors import Busy, NotAllowed, Problems, Refused, Stale, Unreachable, WorkbenchError
from workbench.model.prompts import Words, words
from workbench.panels.library import library
from workbench.store import Store

__all__ = ["Panel", "refusal"]

_log = logging.getLogger("workbench.panels")
#: Answers kept for questions the page asks again because it did not hear the first answer.
_REMEMBERED = 300
_LONGEST_NAME = 200
_LONGEST_ID = 64


def refusal(error: ValidationError, said: Words) -> Problems:
    """Everything a record could not take, in words, by field."""
    problems: dict[str, str] = {}
    for one in error.errors(include_url=False, include_input=False):
        field = str(one["loc"][0]) if one["loc"] else ""
        limit = next((v for k, v in one.get("ctx", {}).items() if k in ("max_length", "le", "ge")), None)
        key = {"too_long": "too_long", "too_short": "empty"}.get(one["type"].removeprefix("string_"), "not_fit")
        why = one["msg"].removeprefix("Value error, ")
        label = said.say(f"panel.field.{field or None}")
        problems.setdefault(field, said.say(f"panel.{key}", field=label, n=limit, why=why))
    return Problems(problems)


def _refused(error: WorkbenchError) -> dict[str, Any]:
    told = {"refused": str(error), "field": getattr(error, "field", None)}
    return {**told, "problems": error.problems} if isinstance(error, Problems) else told


class Panel(anywidget.AnyWidget):
    """The base of every panel.

    A subclass sets ``_esm = script("<name>.js")`` and ``sections`` (the words its page needs), answers :meth:`load`,
    and has one method ``do_<name>`` for each command. While a command runs, ``self.page`` is the id of the browser tab
    that asked, ``self.device`` that of its browser (the tab's own where it has none), and ``self.by`` who is at its
    keyboard. What is typed or picked is never kept in synced state.

    Parameters
    ----------
    store
        The store whose changes the page follows; None for a panel that never changes.
    may_edit
        False refuses every command but those in ``looks``.
    """

    sections: ClassVar[tuple[str, ...]] = ()
    #: The commands that change nothing: all that somebody who only looks may do.
    looks: ClassVar[frozenset[str]] = frozenset({"load"})
    #: The kinds of record whose changes concern this panel; None: all of them.
    follows: ClassVar[frozenset[str] | None] = None
    #: How often the page asks whether anything is new; slower for what costs more and matters less at once.
    pulse_ms: ClassVar[int] = 500

    lib = anywidget.WidgetTrait().tag(sync=True)
    height = traitlets.Unicode("").tag(sync=True)

    def __init__(
        self, *, store: Store | None = None, may_edit: bool = True, language: str = "en", height: str = ""
    ) -> None:
        super().__init__(lib=library(), height=height)
        self.language = language
        self.words = words(language)
        self.page = ""
        self.device = ""
        self.by = ""
        self._followed = store
        self._may_edit = may_edit
        self._answers: OrderedDict[tuple[str, str], dict[str, Any]] = OrderedDict()
        self.on_msg(self._on_message)

    # -- what a panel overrides -------------------------------------------------------------------------------------
    def load(self) -> dict[str, Any]:
        """All the page needs to draw itself, as plain values."""
        return {}

    def revision(self) -> int:
        """The number of the newest change in the store; 0 where nothing changes."""
        return self._followed.revision() if self._followed is not None else 0

    def poll(self, since: int) -> dict[str, Any] | None:
        """What is new since a revision: ``{"state": …}`` replaces the page's state. None when nothing concerns it."""
        if self._followed is None or self.follows is None:
            concerned = self.revision() > since
        else:
            concerned = any(change.kind in self.follows for change in self._followed.changes(since))
        return {"state": self.load()} if concerned else None

    # -- the conversation -------------------------------------------------------------------------------------------
    def tell(self, name: str, payload: Mapping[str, Any] | None = None) -> None:
        """Say something to the page that it did not ask for."""
        self.send({"tell": name, "with": dict(payload or {})})

    def hear(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """Answer one message of the page. A message heard before gets the answer it got, and is not done again."""
        number, page = str(message.get("n", "")), str(message.get("page", ""))[:_LONGEST_ID]
        known = self._answers.get((page, number))
        if known is not None:
            return known
        self.page = page
        self.device = str(message.get("device") or page)[:_LONGEST_ID]
        self.by = " ".join(str(message.get("by", "")).split())[:_LONGEST_NAME]
        answer = {"re": number, **self._answer(message)}
        if message.get("do") != "pulse" and "again" not in answer:
            self._answers[page, number] = answer
            if len(self._answers) > _REMEMBERED:
                self._answers.popitem(last=False)
        return answer

    def _on_message(self, _widget: object, content: Any, _buffers: object) -> None:
        if isinstance(content, Mapping):
            self.send(self.hear(content))

    def _answer(self, message: Mapping[str, Any]) -> dict[str, Any]:
        try:
            answer = {"ok": self._done(str(message.get("do", "")), message.get("with"))}
            return answer | self._news(message)
        except Stale as e:
            stale = {"kind": e.kind, "id": e.id, "yours": e.yours, "theirs": e.theirs}
            return {"stale": stale, "refused": str(e)} | self._news(message)
        except (Busy, Unreachable) as e:
            return {"again": str(e)}
        except ValidationError as e:
            return _refused(refusal(e, self.words))
        except WorkbenchError as e:
            return _refused(e)
        except Exception:  # the last line: whatever happens, the person gets a sentence and we get a number to look for
            number = secrets.token_hex(3)
            _log.exception("A command of %s failed (%s)", type(self).__name__, number)
            return {"refused": self.words.say("panel.unexpected", number=number), "field": None}

    def _done(self, name: str, given: Any) -> Any:
        if name == "pulse":
            return None
        command = getattr(self, f"do_{name}", None) if name.isidentifier() else None
        if command is None:
            raise Refused(self.words.say("panel.unknown_command", name=name[:40]))
        # The page hides what may not be done, but any visitor can send any message to their own kernel.
        if not self._may_edit and name not in self.looks:
            raise NotAllowed(self.words.say("map.refused.read_only"))
        arguments = dict(given) if isinstance(given, Mapping) else {}
        try:
            inspect.signature(command).bind(**arguments)
        except TypeError as e:
            raise Refused(self.words.say("panel.unknown_command", name=name)) from e
        return command(**arguments)

    def _news(self, message: Mapping[str, Any]) -> dict[str, Any]:
        since = message.get("since")
        if not isinstance(since, int) or message.get("do") == "load":
            return {}
        revision = self.revision()
        if revision == since:
            return {}
        if self._followed is not None and any(c.kind == "store" for c in self._followed.changes(since)):
            # A copy was put back in the store's place: what this page shows may never have been.
            return {"revision": revision, "news": {"reload": True}}
        return {"revision": revision, "news": self.poll(since)}

    # -- commands every panel has -----------------------------------------------------------------------------------
    def do_load(self) -> dict[str, Any]:
        """Everything the page needs to begin."""
        return {
            "revision": self.revision(),
            "pulse_ms": self.pulse_ms if self._followed is not None else 0,
            "state": self.load(),
            "language": self.language,
            "words": {name.split(".")[-1]: self.words.section(name) for name in ("panel", "form_kit", *self.sections)},
        }
