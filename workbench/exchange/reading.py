"""One file being read: its name, the words for what is wrong with it, and what could not be taken as it was."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from workbench.errors import Refused
from workbench.model.prompts import Words
from workbench.model.record import _BIDI, _clean, _one_line
from workbench.model.shortened import shortened

__all__ = [
    "MAX_CELL",
    "MAX_COLUMNS",
    "MAX_DEPTH",
    "MAX_FILE_BYTES",
    "MAX_LOST",
    "MAX_ROWS",
    "Lost",
    "Reading",
    "shown",
    "tidy_name",
    "tidy_text",
]

MAX_ROWS = 200_000
MAX_COLUMNS = 500
MAX_CELL = 32_767
MAX_DEPTH = 100
MAX_FILE_BYTES = 200 * 1024 * 1024
MAX_LOST = 50


@dataclass(frozen=True)
class Lost:
    """Something that was left out or read in another way: where it stands in the file, what it is, and why."""

    where: str
    what: str
    why: str


def tidy_name(text: str) -> str:
    """A name on one line, composed (NFC), without blanks at its ends and without marks that reverse what is read."""
    return str(_one_line(_clean(text)))


def tidy_text(text: str) -> str:
    """A text composed (NFC) and with one kind of line end."""
    return str(_clean(text))


def shown(value: object, *, longest: int = 60) -> str:
    """A value from a file as it may stand in a sentence: one line, short, nothing that reorders the sentence."""
    line = " ".join("".join(c for c in str(value).translate(_BIDI) if c.isprintable() or c.isspace()).split())
    return shortened(unicodedata.normalize("NFC", line), longest)


@dataclass
class Reading:
    """The file in hand. ``name`` is what people call it; ``lost`` gathers what concerns the file as a whole.

    ``section`` is where the sentences about such files stand among the words.
    """

    name: str
    words: Words
    encoding: str | None = None
    lost: list[Lost] = field(default_factory=list)
    section: str = "exchange"

    @property
    def stem(self) -> str:
        """The file's name without its ending: the name of a map that has none of its own."""
        plain = tidy_name(self.name)
        for ending in (".mmp.json", ".mmp"):
            if plain.casefold().endswith(ending):
                return plain[: -len(ending)]
        return (plain.rpartition(".")[0] or plain)[:200]

    def say(self, key: str, /, **values: object) -> str:
        """One sentence or word of this section, or of files in general where it has none of its own."""
        own = f"{self.section}.{key}"
        said = self.words.say(own, **values)
        return said if said != own else self.words.say(f"exchange.{key}", **values)

    def refusal(self, key: str, /, *, field: str | None = None, **values: object) -> Refused:
        """The one sentence that refuses this file, naming it; the caller raises it."""
        safe = {name: shown(v, longest=400) if isinstance(v, str) else v for name, v in values.items()}
        return Refused(self.say(f"refused.{key}", file=shown(self.name, longest=120), **safe), field=field)

    def loss(self, key: str, /, where: str, what: object, **values: object) -> Lost:
        """One line of the loss report."""
        return Lost(where=where, what=shown(what), why=self.say(f"lost.{key}", **values))

    def lose(self, key: str, /, where: str, what: object, **values: object) -> None:
        """Keep one line of the loss report that concerns the whole file."""
        self.lost.append(self.loss(key, where, what, **values))
