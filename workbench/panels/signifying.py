"""What stories mean, on a panel: the questions, the answers there are, and the commands that place them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from workbench.desk import Desk
from workbench.desk.signification_work import OfferedSet, SignificationWork
from workbench.model import Placing, Signification, Signifier, SignifierKind, SignifierSet
from workbench.panels.panel import Panel

__all__ = ["SIGNIFY_SCRIPTS", "SIGNIFY_STYLES", "WithSignifying"]

#: The files a panel's script begins with, so that it can say ``makeSignify(kit)``.
SIGNIFY_SCRIPTS: Final = (
    "kit_balance.js",
    "kit_placing.js",
    "kit_triad.js",
    "kit_dyad.js",
    "kit_stones.js",
    "kit_choose.js",
    "kit_signify.js",
)
SIGNIFY_STYLES: Final = ("kit_signify.css",)


class WithSignifying(Panel):
    """For a panel on which stories are placed: put it before the panel's other base (a FormPanel).

    The panel has ``self._desk``, ``self._system`` and ``self._cycle``, begins its script with :data:`SIGNIFY_SCRIPTS`
    and its style with :data:`SIGNIFY_STYLES`, adds ``signifying`` to its ``sections`` and ``signification`` and
    ``signifier_set`` to what it ``follows``, gives its page ``signifying_state(ids)``, and shows one story with
    ``<SignifyStory signifying story act say …>`` of ``makeSignify(kit)``.
    """

    _desk: Desk
    _system: str
    _cycle: str

    @property
    def _signifying(self) -> SignificationWork:
        return SignificationWork.at(self._desk, self._cycle)

    def signifying_state(self, stories: Iterable[str]) -> dict[str, Any]:
        """The sets of questions, which of them new stories are asked, and what these stories answered.

        ``offered`` are the sets there are to choose among, by ``ref``; ``sets`` are these, and by id every wording that
        some of the stories were asked in. ``stories`` holds by story its ``{set, template, answers: {key: answer}}``,
        the oldest wording first. The panel names only stories its page may see.
        """
        work = self._signifying
        records = {record.id: record for record in work.records()}
        wanted = list(dict.fromkeys(stories))
        cycles = {cycle.id for cycle in self._desk.structure.cycles_of(self._system)}
        rows = self._desk.store.having(Signification, "story", wanted, cycles=cycles) if wanted else []
        answered: dict[str, dict[str, list[Signification]]] = {}
        for row in rows:
            answered.setdefault(row.story, {}).setdefault(row.signifier_set, []).append(row)
        used = {id for of_story in answered.values() for id in of_story if id in records}
        asked, offered = work.asked(), work.sets()
        return {
            "asked": asked.ref if asked else "",
            "offered": [one.ref for one in offered],
            "sets": {
                **{id: _as_page(_wording(records[id])) for id in records if id in used},
                **{one.ref: _as_page(one) for one in offered},
            },
            "stories": {
                story: [
                    {"set": id, "template": records[id].template, "answers": _answers(records[id], of_story[id])}
                    for id in records
                    if id in of_story
                ]
                for story, of_story in answered.items()
            },
        }

    # -- commands -----------------------------------------------------------------------------------------------------
    def do_place(self, story: str, set: str, key: str, answer: Mapping[str, Any]) -> None:
        """Write down where a story lies on one question, that it does not apply, or that it was left out."""
        self._desk.sit(by=self.by, page=self.page)
        self._signifying.place(story, set, key, answer)

    def do_unplace(self, story: str, set: str, key: str) -> None:
        """Take the answer to one question away."""
        self._desk.sit(by=self.by, page=self.page)
        self._signifying.take_away(story, set, key)

    def do_choose_set(self, set: str) -> None:
        """Ask new stories the questions of another set."""
        self._desk.sit(by=self.by, page=self.page)
        self._signifying.choose(set)


def _wording(record: SignifierSet) -> OfferedSet:
    return OfferedSet(record.id, record.name, record.language, record.signifiers, record)


def _as_page(offered: OfferedSet) -> dict[str, Any]:
    return {
        "ref": offered.ref,
        "id": offered.record.id if offered.record else "",
        "template": offered.record.template if offered.record else offered.ref,
        "name": offered.name,
        "language": offered.language,
        "signifiers": [
            {**signifier.model_dump(mode="json", exclude={"signifier_kind"}), "kind": signifier.signifier_kind.value}
            for signifier in offered.signifiers
        ],
    }


def _answers(record: SignifierSet, rows: Sequence[Signification]) -> dict[str, Any]:
    """The answers of one story in one wording, by the question's key."""
    by_key: dict[str, list[Signification]] = {}
    for row in rows:
        by_key.setdefault(row.signifier, []).append(row)
    return {s.key: _answer(s, by_key[s.key]) for s in record.signifiers if s.key in by_key}


def _answer(signifier: Signifier, rows: Sequence[Signification]) -> dict[str, Any]:
    first = rows[0]
    said = {"placing": first.placing.value, "by": first.signified_by.value if first.signified_by else ""}
    placed = [row for row in rows if row.placing is Placing.placed]
    if not placed:
        return said
    said["placing"] = Placing.placed.value
    match signifier.signifier_kind:
        case SignifierKind.triad:
            return {**said, "top": first.top, "left": first.left, "right": first.right, "outside": first.outside}
        case SignifierKind.dyad:
            return {**said, "x": first.x}
        case SignifierKind.stones:
            return {**said, "stones": {row.item: {"x": row.x, "y": row.y} for row in placed}}
        case SignifierKind.choice | SignifierKind.several:
            return {**said, "chosen": list(first.chosen)}
