"""Coding: several people tag the same texts, each alone, then reveal and compare; and the themes they tag with."""

from __future__ import annotations

from collections import Counter
from typing import Any

from workbench.desk import Desk
from workbench.desk.coding_work import LONGEST_PASSAGE, MOST_TEXTS, CodingWork
from workbench.errors import NotAllowed, Refused
from workbench.model import CODED, Coding, CodingDone, CodingRound, CodingState, CodingUnit, Cycle, Theme
from workbench.panels.coding_compare import compared, passages_of, to_talk_about
from workbench.panels.coding_files import WithCodingFiles
from workbench.panels.coding_text import CodingTexts
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style
from workbench.panels.picture import picture_of
from workbench.panels.spoken_date import spoken

__all__ = ["CodingPanel"]

#: What can be drawn of the themes.
_PICTURES = ("theme_cooccurrence", "themes_by_team", "themes_over_time")
_REWORDED = ("name", "definition", "belongs", "not_this")


class CodingPanel(WithCodingFiles, FormPanel):
    """The rounds of coding and the themes of one group.

    While a round is blind, what somebody tagged goes only to a page at which they said their name: it is in nobody
    else's state, nor in any count, list of passages or picture. Who has how much left to read is told when somebody
    asks to reveal.
    """

    _esm = script(
        *("drawn.js", "coding_place.js", "coding_words.js", "coding_text.js", "coding_tags.js", "coding_read.js"),
        *("coding_begin.js", "coding_themes.js", "coding_compare.js"),
        *("save_file.js", "coding_files.js", "coding.js"),
    )
    _css = style("drawn.css", "coding.css")
    sections = ("coding", "coding_files")
    follows = frozenset({"theme", "coding", "coding_round", "coding_unit", "coding_done", "intake", *CODED})
    work = CodingWork
    _work: CodingWork
    kinds = frozenset({"theme", "coding_round"})
    looks = FormPanel.looks | {
        *("open", "text", "texts", "uses", "passages", "history", "compare", "talk", "picture", "unfinished"),
    }
    pulse_ms = 2_000

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._open = ""
        self._unit = ""

    def load(self) -> dict[str, Any]:
        """The themes, the rounds, and of the one that is open its texts, with what whoever sits here tagged in them."""
        rounds = self._rounds()
        shown = next((one for one in rounds if one.id == self._open), None)
        return {
            "may_edit": self._may_edit,
            "today": self._desk.today().isoformat(),
            "by": self.by,
            "longest": LONGEST_PASSAGE,
            "most_texts": MOST_TEXTS,
            "themes": [self._told_theme(theme) for theme in self._work.themes()],
            "rounds": [self._told_round(one) for one in rounds],
            "round": self._shown(shown) if shown else None,
        }

    # -- what there is ------------------------------------------------------------------------------------------------
    def _rounds(self) -> list[CodingRound]:
        """The group's rounds, the newest first."""
        cycles = {cycle.id for cycle in self._desk.store.all(Cycle, system=self._system)}
        found = [one for one in self._desk.store.all(CodingRound) if one.cycle in cycles]
        return sorted(found, key=lambda one: (one.created_at, one.id), reverse=True)

    def _told_theme(self, theme: Theme) -> dict[str, Any]:
        return {**self.values(theme), "ended": theme.ended_on is not None}

    def _told_round(self, one: CodingRound) -> dict[str, Any]:
        units = self._desk.store.all(CodingUnit, coding_round=one.id)
        opened = spoken(one.opened_on, self.words) if one.opened_on else ""
        return {**self.values(one), "n": len(units), "opened": opened, "reads": self._reads(one)}

    def _reads(self, one: CodingRound) -> bool:
        return self._is_me(*one.coders)

    def _is_me(self, *names: str) -> bool:
        return bool(self.by) and self.by.casefold() in (name.casefold() for name in names)

    def _shown(self, one: CodingRound) -> dict[str, Any]:
        """The round that is open, its texts, and the one that is read."""
        units = sorted(self._desk.store.all(CodingUnit, coding_round=one.id), key=lambda unit: (unit.position, unit.id))
        done = self._my_done(units)
        mine = [c for c in self._desk.store.all(Coding, coding_round=one.id) if self._is_me(c.coder)]
        n_mine = Counter((c.of_kind, c.of) for c in mine)
        texts = CodingTexts(self._desk, system=self._system, kinds=sorted({unit.of_kind for unit in units}))
        at = next((unit for unit in units if unit.id == self._unit), None) or next(
            (unit for unit in units if unit.id not in done), units[0] if units else None
        )
        return {
            "id": one.id,
            "units": [
                {
                    "unit": unit.id,
                    "kind": unit.of_kind,
                    "title": texts.title((unit.of_kind, unit.of)),
                    "done": unit.id in done,
                    "n_mine": n_mine[unit.of_kind, unit.of],
                }
                for unit in units
            ],
            "text": self._text(at, texts, mine) if at else None,
        }

    def _my_done(self, units: list[CodingUnit]) -> set[str]:
        """The texts that whoever sits here read to the end."""
        cycles = {unit.cycle for unit in units}
        found = [done for cycle in cycles for done in self._desk.store.all(CodingDone, cycle=cycle)]
        return {done.coding_unit for done in found if self._is_me(done.coder)}

    def _text(self, unit: CodingUnit, texts: CodingTexts, mine: list[Coding]) -> dict[str, Any]:
        key = (unit.of_kind, unit.of)
        return {
            "unit": unit.id,
            "kind": unit.of_kind,
            "id": unit.of,
            "title": texts.title(key),
            "fields": texts.fields(key),
            "codings": [texts.placed(one) for one in mine if (one.of_kind, one.of) == key and key in texts],
        }

    def _seen(self) -> list[Coding]:
        """What this page may see of what was tagged: all but what others tagged in blind rounds."""
        blind = {one.id for one in self._desk.store.all(CodingRound, state=CodingState.blind.value)}
        cycles = {cycle.id for cycle in self._desk.store.all(Cycle, system=self._system)}
        found = [one for one in self._desk.store.all(Coding) if one.cycle in cycles]
        return [one for one in found if one.coding_round not in blind or self._is_me(one.coder)]

    def _round(self, id: str) -> CodingRound:
        found = next((one for one in self._rounds() if one.id == id), None)
        if found is None:
            raise Refused(self.words.say("panel.unknown_command", name="round"))
        return found

    def _revealed(self, id: str) -> CodingRound:
        found = self._round(id)
        if found.state is CodingState.blind:
            raise NotAllowed(self.words.say("coding.compare.blind"))
        return found

    # -- looking ------------------------------------------------------------------------------------------------------
    def do_open(self, coding_round: str) -> dict[str, Any]:
        """Open a round ("" none) at the first text that is not read yet."""
        self._open, self._unit = str(coding_round), ""
        return self.load()

    def do_text(self, unit: str) -> dict[str, Any]:
        """Go to a text of the round that is open."""
        self._unit = str(unit)
        return self.load()

    def do_texts(self, kind: str, find: str = "") -> dict[str, Any]:
        """The texts to choose from for a new round."""
        if kind not in CODED:
            raise Refused(self.words.say("coding.refused.not_coded", kind=str(kind)[:40]))
        return CodingTexts(self._desk, system=self._system, kinds=(kind,)).listed(kind, str(find)[:200])

    def do_uses(self) -> dict[str, int]:
        """On how many texts each theme lies, as far as this page may see it."""
        texts = CodingTexts(self._desk, system=self._system)
        on = {(one.theme, one.of_kind, one.of) for one in self._seen() if (one.of_kind, one.of) in texts}
        return dict(Counter(theme for theme, _, _ in on))

    def do_passages(self, theme: str) -> dict[str, Any]:
        """The passages of a theme, as far as this page may see them."""
        return passages_of(self._desk, str(theme), system=self._system, seen=self._seen())

    def do_history(self, theme: str) -> list[dict[str, Any]]:
        """The earlier wordings of a theme, newest first: who changed it, when, and what it said before."""
        if theme not in {one.id for one in self._work.themes()}:
            raise Refused(self.words.say("panel.unknown_command", name="theme"))
        made = []
        for change in self._desk.store.history(Theme.kind, theme):
            before, after = change.before or {}, change.after or {}
            was = {field: before[field] for field in _REWORDED if before and before[field] != after.get(field)}
            if was and after:
                made.append({"who": change.by, "on": spoken(change.at.date(), self.words), "was": was})
        return made[::-1]

    def do_compare(self, coding_round: str) -> dict[str, Any]:
        """How far the readers of a revealed round agree."""
        return compared(self._desk, self._revealed(coding_round))

    def do_talk(self, coding_round: str, theme: str = "") -> dict[str, Any]:
        """Where the readers of a revealed round differ: with one theme, or with all."""
        return to_talk_about(self._desk, self._revealed(coding_round), system=self._system, theme=str(theme))

    def do_unfinished(self, coding_round: str) -> list[list[Any]]:
        """Who has not read all texts of a round, in the order of the alphabet, and how many each has left."""
        return [[name, n] for name, n in self._work.unfinished(self._round(coding_round).id).items()]

    def do_picture(self, which: str, coding_round: str = "") -> dict[str, Any]:
        """The picture of how far readers of a round agree, or of the themes of this cycle."""
        if which == "coder_agreement":
            return picture_of(self._desk.coder_agreement(self._round(coding_round).id).figure())
        if which not in _PICTURES:
            raise Refused(self.words.say("panel.unknown_command", name=str(which)[:40]))
        given = {"system": self._system} if which == "themes_by_team" else {"cycle": self._cycle}
        return picture_of(getattr(self._desk, which)(**given).figure())

    # -- acts ---------------------------------------------------------------------------------------------------------
    def do_begin(self, values: dict[str, Any], texts: list[list[str]]) -> dict[str, Any]:
        """Begin a round on some texts (kind, id) and open it."""
        self._allow("coding_round", values)
        chosen = [
            (str(one[0]), str(one[1])) for one in texts if isinstance(one, list) and len(one) == len(("kind", "id"))
        ]
        here = CodingTexts(self._desk, system=self._system, kinds=sorted({kind for kind, _ in chosen if kind in CODED}))
        if any(one not in here for one in chosen):
            raise Refused(self.words.say("coding.refused.no_such_text"))
        made = self._work.begin(values, texts=chosen)
        self._open, self._unit = made.id, ""
        return self.values(made)

    def do_join(self, coding_round: str) -> dict[str, Any]:
        """Whoever sits here reads as well."""
        self._sit()
        self._work.join(coding_round)
        return self.load()

    def do_tag(
        self, unit: str, theme: str, field: str = "", span: list[int] | None = None, quote: str = ""
    ) -> dict[str, Any]:
        """Tag a passage (its first character and the one after its last), or without one the whole text."""
        self._sit()
        place = None
        if span is not None:
            if not (
                isinstance(span, list) and len(span) == len(("starts", "ends")) and all(type(n) is int for n in span)
            ):
                raise Refused(self.words.say("coding.refused.words_gone"), field="span")
            place = (span[0], span[1])
        self._work.tag(unit, theme, field=str(field), span=place, quote=str(quote))
        return self.load()

    def do_untag(self, coding: str) -> dict[str, Any]:
        """Take away what whoever sits here tagged."""
        self._sit()
        self._work.untag(coding)
        return self.load()

    def do_read(self, unit: str, done: bool, then: str = "") -> dict[str, Any]:
        """Say that a text is read to its end, or take it back; and go on to another one."""
        self._sit()
        self._work.read(unit, done=bool(done))
        self._unit = str(then or unit)
        return self.load()

    def do_reveal(self, coding_round: str) -> None:
        """Reveal a round."""
        self._sit()
        self._work.reveal(coding_round)

    def do_close(self, coding_round: str) -> None:
        """Say that a round is done."""
        self._sit()
        self._work.close(coding_round)

    def do_open_again(self, coding_round: str) -> None:
        """Talk about a closed round again."""
        self._sit()
        self._work.open_again(coding_round)

    def do_agree(self, codings: list[str], note: str) -> None:
        """Write down what was agreed about one place."""
        self._sit()
        if not isinstance(codings, list) or not codings:
            raise Refused(self.words.say("panel.unknown_command", name="codings"))
        self._work.note_agreed([str(id) for id in codings], str(note))

    def do_merge(self, theme: str, into: str) -> None:
        """Put all that was tagged with a theme under another one."""
        self._sit()
        self._work.merge(theme, into=into)

    def do_end(self, theme: str) -> None:
        """Use a theme no longer."""
        self._sit()
        self._work.end(theme)

    def do_use_again(self, theme: str) -> None:
        """Use a theme again."""
        self._sit()
        self._work.use_again(theme)
