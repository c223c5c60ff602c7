"""To which set of questions the answers of a file belong: one that is here already, one that grows, or a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.exchange.story_file import StoryFile
from workbench.exchange.story_table import key_of
from workbench.model import Signifier, SignifierKind, SignifierSet

__all__ = ["Fitting", "fitting"]

_CHOICES = (SignifierKind.choice, SignifierKind.several)


@dataclass(frozen=True)
class Fitting:
    """Where each question of a file lies: its key in the file → (set, key in that set).

    ``write`` is a set that has to be written first, else None: a new one (without an id; its answers name it by "")
    or one that is here and gets more questions or answers to choose from.
    """

    at: Mapping[str, tuple[str, str]]
    write: SignifierSet | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The sets that are here and take the answers."""
        return tuple(dict.fromkeys(set_id for set_id, _ in self.at.values() if set_id))


def fitting(file: StoryFile, sets: Sequence[SignifierSet], *, cycle: str, scope: str) -> Fitting:
    """Where the questions of a file lie.

    A question is one that is here where it is of the same kind, asks the same, and has the same ends (of a choice: no
    other answers). Files of one gathering share a set, which grows; where a question was reworded a new set follows.

    Parameters
    ----------
    sets
        The sets that are here, newest first.
    """
    if not file.signifiers:
        return Fitting({})
    for one in sets:
        found = _found(file.signifiers, one)
        if len(found) == len(file.signifiers):
            return Fitting({key: (one.id, own) for key, own in found.items()})
    template = _template(file)
    before = next((one for one in sets if one.template == template), None)
    if before is not None and (grown := _grown(before, file.signifiers)) is not None:
        found = _found(file.signifiers, grown)
        return Fitting({key: (before.id, own) for key, own in found.items()}, grown)
    together = {key: (one.id, own) for one in reversed(sets) for key, own in _found(file.signifiers, one).items()}
    if len(together) == len(file.signifiers):
        return Fitting(together)
    new = SignifierSet(
        cycle=cycle,
        scope=scope,
        name=file.name,
        signifiers=file.signifiers,
        language=file.language,
        template=template,
        follows=before.id if before is not None else None,
    )
    return Fitting({one.key: ("", one.key) for one in file.signifiers}, new)


def _template(file: StoryFile) -> str:
    """What the sets of one gathering share."""
    return f"{file.form}:{file.project or file.name}"[:200]


def _asks(one: Signifier) -> tuple[SignifierKind, str]:
    return one.signifier_kind, one.title.casefold()


def _fits(read: Signifier, here: Signifier) -> bool:
    if _asks(read) != _asks(here):
        return False
    return set(read.labels) <= set(here.labels) if read.signifier_kind in _CHOICES else read.labels == here.labels


def _found(signifiers: Sequence[Signifier], one: SignifierSet) -> dict[str, str]:
    """The keys of those questions that a set has: in the file → in the set."""
    pairs = ((read.key, next((own.key for own in one.signifiers if _fits(read, own)), "")) for read in signifiers)
    return {key: own for key, own in pairs if own}


def _grown(before: SignifierSet, signifiers: Sequence[Signifier]) -> SignifierSet | None:
    """The set with the further questions, and answers to choose from, of a file; None where one is worded otherwise."""
    own = {_asks(one): n for n, one in enumerate(before.signifiers)}
    made, taken = list(before.signifiers), {one.key for one in before.signifiers}
    titles = {one.title.casefold() for one in before.signifiers}
    for read in signifiers:
        at = own.get(_asks(read))
        if at is None:
            if read.title.casefold() in titles:
                return None  # the same question, of another kind now
            made.append(read.model_copy(update={"key": read.key if read.key not in taken else key_of(read.key, taken)}))
            taken.add(made[-1].key)
        elif read.signifier_kind in _CHOICES:
            labels = tuple(dict.fromkeys((*made[at].labels, *read.labels)))[:200]
            made[at] = made[at].model_copy(update={"labels": labels})
        elif read.labels != made[at].labels:
            return None
    return before.model_copy(update={"signifiers": tuple(made)})
