"""Bring in what was tagged in another program: themes, texts and passages, as one step that can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import Refused
from workbench.exchange.coding_draft import CodeDraft, CodingDraft, PassageDraft, TextDraft
from workbench.exchange.read_safely import read_safely
from workbench.exchange.reading import MAX_LOST, Lost, shown
from workbench.model import Coding, Cycle, Story, Theme
from workbench.patterns.coded_text import KINDS, coded_texts
from workbench.patterns.passage import found_again
from workbench.store.row import new_id

if TYPE_CHECKING:
    from workbench.desk.desk import Desk
    from workbench.model.prompts import Words

__all__ = ["CodingImport", "bring_in_coding", "read_coding"]

_SECTION = "coding_files"
_LONGEST_NAME, _LONGEST_QUOTE, _LONGEST_KEY = 200, 20_000, 150
#: Where a text lies here: the kind, id and field of its record, and its words.
_Place = tuple[str, str, str, str]


@dataclass(frozen=True)
class CodingImport:
    """What was (or, in a preview, would be) brought in; ``n_same`` passages were tagged here in that way already."""

    name: str
    done: bool
    n_themes: int
    n_texts: int
    n_codings: int
    n_same: int
    lost: tuple[Lost, ...]

    def told(self, words: Words) -> list[str]:
        """What came of it, or would come of it, in sentences."""
        parts = {part: words.say(f"{_SECTION}.told.{part}", n=getattr(self, f"n_{part}")) for part in _PARTS}
        anything = self.n_themes or self.n_texts or self.n_codings
        key = ("done" if self.done else "would") if anything else "nothing"
        said = [words.say(f"{_SECTION}.told.{key}", name=self.name, **parts)]
        return [*said, *([words.say(f"{_SECTION}.told.same", n=self.n_same)] if self.n_same else [])]


_PARTS = ("themes", "texts", "codings")


def read_coding(path: str | Path, *, words: Words) -> CodingDraft:
    """What a file of coding holds: a REFI-QDA project, or a project, list of highlights or codebook of Taguette.

    Raises
    ------
    Refused
        Where it is none of these, or cannot be read.
    """
    return CodingDraft.of(read_safely("coding", path, words=words, section=_SECTION))


def bring_in_coding(
    desk: Desk, path: str | Path, *, system: str = "", cycle: str = "", coder: str = "", preview: bool = False
) -> CodingImport:
    """Bring themes, texts and tagged passages into a cycle (the newest of a system where none is named), as one step.

    A theme that is here by its id in the file, or by its name, is used; a text that is here word for word, or by its
    title where the file has no words, is tagged where it is; others come in as stories that the team alone may see and
    nobody may quote. The same file again changes nothing. ``coder`` is who tagged where the file does not say.

    Raises
    ------
    Refused
        Where the file cannot be taken: one sentence. Nothing has changed then.
    """
    chosen = desk.store.get(Cycle, cycle) if cycle else desk.choice(system=system).cycle
    if chosen is None:
        raise Refused(desk.words.say("home.no_cycle"), field="system")
    plan = _Plan(desk, chosen, read_coding(path, words=desk.words), file=Path(path).name, coder=coder)
    anything = plan.themes or plan.texts or plan.codings
    if not preview and anything:
        words = desk.words.say(f"{_SECTION}.step", name=plan.name)
        with desk.store.step(words, by=desk.by, page=desk.page) as step:
            for record in (*plan.themes, *plan.texts, *plan.codings):
                step.add(record)
    return CodingImport(
        name=plan.name,
        done=not preview,
        n_themes=len(plan.themes),
        n_texts=len(plan.texts),
        n_codings=len(plan.codings),
        n_same=plan.n_same,
        lost=tuple(plan.lost),
    )


@dataclass
class _Plan:
    """What of a draft is new here, worked out before anything is written."""

    desk: Desk
    cycle: Cycle
    draft: CodingDraft
    file: str
    coder: str
    themes: list[Theme] = field(default_factory=list)
    texts: list[Story] = field(default_factory=list)
    codings: list[Coding] = field(default_factory=list)
    n_same: int = 0

    def __post_init__(self) -> None:
        self.name = self.draft.name[:_LONGEST_NAME]
        self.lost = list(self.draft.lost)
        self._today = self.desk.today()
        evidence = self.desk.evidence(*KINDS, system=self.cycle.system, own=True)
        rows = coded_texts(evidence).to_dict("records")
        self._here: list[tuple[str, _Place]] = [
            (str(row["title"]), (row["of_kind"], row["of"], row["field"], row["text"])) for row in rows
        ]
        self._theme_of = dict(self._find_themes())
        self._place_of = {text.key: self._find_text(text) for text in self.draft.texts}
        self._plan_codings()

    # -- themes -----------------------------------------------------------------------------------------------------
    def _find_themes(self) -> Iterator[tuple[str, str]]:
        cycles = [cycle.id for cycle in self.desk.structure.cycles_of(self.cycle.system)]
        here = [theme for cycle in cycles for theme in self.desk.store.all(Theme, cycle=cycle)]
        by_key = {theme.source_key: theme.id for theme in here if theme.source_key}
        by_name = {theme.name.casefold(): theme.id for theme in here if theme.ended_on is None}
        made: dict[str, str] = {}
        for code in self._in_order():
            known = by_key.get(code.key) or by_name.get(code.name.casefold())
            made[code.key] = known or self._new_theme(code, part_of=made.get(code.part_of))
            yield code.key, made[code.key]

    def _in_order(self) -> Iterator[CodeDraft]:
        """Each code after the one it belongs under; a ring of codes is cut where it began."""
        waiting = {code.key: code for code in self.draft.codes if code.key and code.name}

        def _with_parents(code: CodeDraft) -> Iterator[CodeDraft]:
            if waiting.pop(code.key, None) is not None:
                if code.part_of in waiting:
                    yield from _with_parents(waiting[code.part_of])
                yield code

        for code in list(waiting.values()):
            yield from _with_parents(code)

    def _new_theme(self, code: CodeDraft, *, part_of: str | None) -> str:
        made = Theme(
            id=new_id(self.desk.now()),
            cycle=self.cycle.id,
            name=code.name[:_LONGEST_NAME],
            definition=code.definition[:_LONGEST_QUOTE],
            part_of=part_of,
            source_key=code.key[:_LONGEST_KEY],
        )
        self.themes.append(made)
        return made.id

    # -- texts ------------------------------------------------------------------------------------------------------
    def _find_text(self, text: TextDraft) -> _Place | None:
        if not text.text:
            return next((place for title, place in self._here if title.casefold() == text.title.casefold()), None)
        found = next((place for _, place in self._here if place[3].strip() == text.text.strip()), None)
        return found or self._new_text(text)

    def _new_text(self, text: TextDraft) -> _Place:
        made = Story(
            id=new_id(self.desk.now()),
            cycle=self.cycle.id,
            title=text.title[:_LONGEST_NAME],
            text=text.text,
            teller="",
            consent_wording=self.desk.words.say(f"{_SECTION}.brought_from", file=shown(self.file)),
            consent_on=self._today,
        )
        self.texts.append(made)
        return (Story.kind, made.id, "text", made.text)

    # -- passages ---------------------------------------------------------------------------------------------------
    def _plan_codings(self) -> None:
        there: set[tuple[object, ...]] = {
            (c.theme, c.coder, c.of_kind, c.of, c.field, c.starts, c.ends) for c in self.desk.store.all(Coding)
        }
        titles = {text.key: text.title for text in self.draft.texts}
        for passage in self.draft.passages:
            theme, place = self._theme_of.get(passage.code), self._place_of.get(passage.text)
            where = titles.get(passage.text, "")
            if theme is None:
                self._lose("code_not_there", where, passage.quote or passage.code)
            elif place is None:
                self._lose("text_not_here", where, passage.quote)
            else:
                self._plan_coding(passage, theme, place, there, where=where)

    def _plan_coding(
        self, passage: PassageDraft, theme: str, place: _Place, there: set[tuple[object, ...]], *, where: str
    ) -> None:
        kind, of, name, text = place
        span: tuple[int, int] | None = None
        if passage.quote:
            at = (passage.starts, passage.ends)
            near = (at[0], at[1]) if at[0] is not None and at[1] is not None else (0, len(passage.quote))
            span = found_again(text, passage.quote, near)
            if span is None:
                self._lose("words_not_found", where, passage.quote)
                return
        coder = (passage.coder or self.coder or self.desk.by or self.desk.words.say(f"{_SECTION}.nobody"))[
            :_LONGEST_NAME
        ]
        starts, ends = span or (None, None)
        key = (theme, coder, kind, of, name, starts, ends)
        if key in there:
            self.n_same += 1
            return
        there.add(key)
        self.codings.append(
            Coding(
                cycle=self.cycle.id,
                theme=theme,
                coder=coder,
                of_kind=kind,
                of=of,
                field=name,
                starts=starts,
                ends=ends,
                quote=text[starts:ends][:_LONGEST_QUOTE] if span else "",
                note=passage.note[:_LONGEST_QUOTE],
                coded_on=_day(passage.on) or self._today,
            )
        )

    def _lose(self, key: str, where: str, what: str) -> None:
        if len(self.lost) < MAX_LOST:
            why = self.desk.words.say(f"{_SECTION}.lost.{key}")
            self.lost.append(Lost(where=shown(where), what=shown(what), why=why))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
