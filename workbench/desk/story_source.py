"""The stories of one file as they would be stored: personal words replaced, pseudonyms given, consent as chosen."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from workbench.desk.story_wishes import (
    AS_CHOSEN,
    AS_WRITTEN,
    LEAVE_STORY_OUT,
    PSEUDONYM,
    WITHOUT_WORDS,
    ConsentWord,
    Prepared,
    StoryWishes,
)
from workbench.errors import Refused
from workbench.exchange.contact_words import PersonalFound, PersonalWords
from workbench.exchange.pseudonym import Pseudonyms
from workbench.exchange.reading import MAX_LOST, Lost, Reading
from workbench.exchange.story_answer import is_yes
from workbench.exchange.story_file import OWN_STORY, ReadStory, StoryFile
from workbench.exchange.story_reader import read_stories
from workbench.exchange.story_table import key_of
from workbench.exchange.survey_form import form_of_set
from workbench.model import ColumnTaken, Cycle, ImportMapping, OwnAnswer, SignifierSet
from workbench.model.shortened import shortened

if TYPE_CHECKING:
    from workbench.desk.desk import Desk

__all__ = ["StorySource", "listed", "sets_of"]

_LONGEST_NAME: Final = 200
_LONGEST_TEXT: Final = 20_000
_WORDS: Final = ("title", "text", "question", "place", "what_matters", "wish", "listened_by")


def sets_of(desk: Desk, cycle: str) -> list[SignifierSet]:
    """The sets of questions of the system a cycle belongs to, newest first."""
    system = desk.store.get(Cycle, cycle).system
    found = [one for at in desk.structure.cycles_of(system) for one in desk.store.all(SignifierSet, cycle=at.id)]
    return sorted(found, key=lambda one: (one.created_at is not None, one.created_at, one.id), reverse=True)


class StorySource:
    """One file, read and gone through.

    Parameters
    ----------
    key
        The key of pseudonyms.

    Raises
    ------
    workbench.errors.Refused
        Where a file cannot be read, or a wish names what is not there.
    """

    def __init__(
        self,
        desk: Desk,
        path: str | Path,
        *,
        cycle: str,
        definition: str | Path | None,
        wishes: StoryWishes,
        key: bytes,
    ) -> None:
        self._desk, self._wishes, self._words = desk, wishes, desk.words
        self._pseudonyms = Pseudonyms(key)
        # a set that was itself guessed from a survey says no more of the next file than that file does
        sets = sets_of(desk, cycle)
        given = [one for one in sets if not one.template.startswith("survey:")]
        known = [form_of_set(one.name, one.signifiers, language=one.language) for one in given]
        before = [asked for one in sets if one not in given for asked in one.signifiers]
        self.file: StoryFile = read_stories(
            path, words=desk.words, definition=definition, choices=wishes.read, known=known, before=before
        )
        self.reading = Reading(name=Path(path).name, words=desk.words, section="story_files")
        files = [Path(one).read_bytes() for one in (path, definition) if one is not None]
        self.sha256 = hashlib.sha256(b"".join(hashlib.sha256(one).digest() for one in files)).hexdigest()
        system = desk.store.get(Cycle, cycle).system
        self._scopes = list(desk.scopes_from(system))
        self._scope = wishes.scope or desk.structure.scale_of(system)
        self._refuse_wishes()
        self.consent = self._consent_words()
        self._means = {one.word: one.means for one in self.consent}
        self._personal = PersonalWords(
            self._columns(),
            self._mapping(cycle),
            choices=wishes.answers,
            reading=replace(self.reading, section="contact_import"),
        )
        self._codes: dict[str, str] = {}
        self._taken: set[str] = set()
        self._questions: dict[str, str] = {}
        self.refused: list[Lost] = []
        self.n_left_out = self.n_again = 0
        self.prepared = tuple(self._all())

    @property
    def personal(self) -> tuple[PersonalFound, ...]:
        """What says who somebody is, column by column."""
        return self._personal.told()

    @property
    def knows_tellers(self) -> bool:
        """Whether the file says which stories are one teller's."""
        return "teller" in self.file.roles

    def _refuse_wishes(self) -> None:
        wishes, say = self._wishes, self._words.say
        if self._scope not in self._scopes:
            raise Refused(say("shelf.no_scope", scope=self._scope), field="scope")
        if wishes.tellers not in (PSEUDONYM, AS_WRITTEN):
            raise Refused(say("story_import.refused.tellers", value=wishes.tellers), field="tellers")
        meanings = (AS_CHOSEN, WITHOUT_WORDS, LEAVE_STORY_OUT, *self._scopes)
        if wrong := next((one for one in wishes.consent.values() if one not in meanings), None):
            raise Refused(say("story_import.refused.consent", value=wrong), field="consent")

    # -- consent -----------------------------------------------------------------------------------------------------
    def _consent_words(self) -> tuple[ConsentWord, ...]:
        found = Counter(one.said["consent"][:_LONGEST_NAME] for one in self.file.stories if "consent" in one.said)
        return tuple(ConsentWord(word, n, self._meaning(word)) for word, n in sorted(found.items()))

    def _meaning(self, word: str) -> str:
        """As people said; else a scope of that name, no wider than the one chosen; else “no” keeps the story out."""
        if word in self._wishes.consent:
            return self._wishes.consent[word]
        said = word.strip().casefold()
        if said in {one.casefold() for one in self._words.section("story_import.consent_words")["no"]}:
            return LEAVE_STORY_OUT
        named = {name.casefold(): id for id, name in self._scope_names().items()} | {id: id for id in self._scopes}
        return named.get(said, AS_CHOSEN)

    def _scope_names(self) -> Mapping[str, str]:
        return {scale.id: scale.name for scale in self._desk.structure.scales}

    def _consent(self, read: ReadStory, meaning: str) -> dict[str, Any]:
        """The consent of one story: never wider than what was chosen for all."""
        scope, wishes = self._scope, self._wishes
        if meaning in self._scopes:
            scope = min(scope, meaning, key=self._scopes.index)
        said, column = read.said, self.file.roles.get("consent", "")
        wording = f"{column}: {said['consent']}" if "consent" in said else ""
        return {
            "scope": scope,
            "may_quote": wishes.may_quote and not read.withheld and is_yes(said.get("may_quote", "yes")),
            "may_leave": wishes.may_leave and not read.withheld and is_yes(said.get("may_leave", "yes")),
            "consent_wording": wording[:_LONGEST_TEXT],
        }

    # -- personal words ----------------------------------------------------------------------------------------------
    def _columns(self) -> list[str]:
        others = dict.fromkeys(asked for one in self.file.stories for asked, _ in one.others)
        return list(dict.fromkeys((*self.file.columns, *self.file.roles.values(), *others)))

    def _mapping(self, cycle: str) -> ImportMapping:
        """Which columns are kept, in the words the search for personal words knows."""
        fields = dict.fromkeys(self._columns(), "note")
        if self._wishes.tellers == PSEUDONYM and "teller" in self.file.roles:
            fields[self.file.roles["teller"]] = "person"
        if "key" in self.file.roles:
            fields[self.file.roles["key"]] = "key"
        columns = tuple(ColumnTaken(column=name, field=kind) for name, kind in fields.items() if name)
        return ImportMapping(cycle=cycle, name=self.file.form, source=self.file.form, columns=columns)

    def _clean(self, text: str, column: str, *, longest: int = _LONGEST_TEXT) -> str:
        return shortened(self._personal.cleaned(text, column, free=True), longest)

    # -- the stories -------------------------------------------------------------------------------------------------
    def _all(self) -> Iterator[Prepared]:
        """The stories that can be taken; one that stands there twice is taken once."""
        seen: dict[str, str] = {}
        times: Counter[str] = Counter()
        columns = {name: n for n, name in enumerate(self._columns())}
        for read in self.file.stories:
            content = json.dumps([dict(read.said), str(read.told_on), read.others, [asdict(a) for a in read.answers]])
            digest = self._pseudonyms.digest(f"story:{content}")
            key = self._key(read, digest, times)
            if key in seen:
                self._twice(read, same=seen[key] == digest)
                continue
            seen[key] = digest
            meaning = self._means.get(read.said.get("consent", "")[:_LONGEST_NAME], AS_CHOSEN)
            if meaning == LEAVE_STORY_OUT:
                self.n_left_out += 1
                continue
            self._personal.begin_row(self._cells(read, columns), read.said.get("teller", ""))
            yield self._prepared(read, key, digest, meaning)
            self._personal.end_row()

    def _key(self, read: ReadStory, digest: str, times: Counter[str]) -> str:
        if read.key.startswith(OWN_STORY):
            return read.key
        if read.key:
            return f"{self.file.form}:{self.file.project}:{read.key}"[:_LONGEST_NAME]
        times[digest] += 1
        return f"{self.file.form}:row:{digest}:{times[digest]}"

    def _twice(self, read: ReadStory, *, same: bool) -> None:
        if same:
            self.n_again += 1
        else:
            self.refused.append(Lost(read.where, read.key[:60], self._words.say("story_import.key_twice")))

    def _cells(self, read: ReadStory, columns: Mapping[str, int]) -> Sequence[str]:
        cells = [""] * len(columns)
        told = {self._column(role): words for role, words in read.said.items()} | dict(read.others)
        for name, words in told.items():
            if name in columns:
                cells[columns[name]] = words
        return cells

    def _column(self, role: str) -> str:
        """Where the words of a role stand; a title the file does not have was made of the text."""
        return self.file.roles.get(role) or self.file.roles["text"]

    def _prepared(self, read: ReadStory, key: str, digest: str, meaning: str) -> Prepared:
        said = dict(read.said)
        if meaning == WITHOUT_WORDS:
            read = ReadStory(read.where, read.key, {"title": "", **_kept(said)}, read.told_on, read.answers, (), True)
            said = dict(read.said)
        limits = {"title": _LONGEST_NAME, "place": _LONGEST_NAME, "listened_by": _LONGEST_NAME, "text": 1_000_000}
        values: dict[str, Any] = {
            role: self._clean(said[role], self._column(role), longest=limits.get(role, _LONGEST_TEXT))
            for role in _WORDS
            if role in said
        }
        values["title"] = values.get("title") or self.reading.say("withheld_title")
        values.setdefault("text", "")
        values["teller"] = self._teller(said.get("teller", ""), digest)
        values["language"] = said.get("language", self.file.language)[:35]
        values["told_on"] = read.told_on
        values["own_answers"] = tuple(self._own(asked, answer) for asked, answer in read.others)
        own = key.removeprefix(OWN_STORY) if key.startswith(OWN_STORY) else ""
        return Prepared(key=key, values={**values, **self._consent(read, meaning)}, read=read, own=own)

    def _own(self, asked: str, answer: str) -> OwnAnswer:
        if asked not in self._questions:
            self._questions[asked] = key_of(asked, set(self._questions.values()))
        said = self._clean(answer, asked)
        return OwnAnswer(question=self._questions[asked], asked=asked[:_LONGEST_TEXT], answer=(said,))

    def _teller(self, name: str, digest: str) -> str:
        """The name as it stands, or its pseudonym; a story nobody is named for is a teller's of its own."""
        if name and self._wishes.tellers == AS_WRITTEN:
            return name[:_LONGEST_NAME]
        of = self._pseudonyms.digest(f"teller:{' '.join(name.split()).casefold()}") if name else digest
        if of not in self._codes:
            self._codes[of] = self._pseudonyms.code(of, self._taken)
            self._taken.add(self._codes[of])
        return self._codes[of]


def _kept(said: Mapping[str, str]) -> dict[str, str]:
    """What stays of a story whose words may not be kept: nothing its teller said."""
    return {role: words for role, words in said.items() if role in ("teller", "language", "consent")}


def listed(found: Sequence[Lost], reading: Reading) -> tuple[Lost, ...]:
    """At most 50, then how many more."""
    more = len(found) - MAX_LOST
    return (*found[:MAX_LOST], *((Lost("", "", reading.say("lost.more", n=more)),) if more > 0 else ()))
