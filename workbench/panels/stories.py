"""Stories: told and written down, found again, read to a room, placed by their tellers, and taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from workbench.desk import Desk
from workbench.desk.attachment_work import AttachmentWork
from workbench.desk.story_room import reason_to_ask
from workbench.desk.story_work import StoryWork
from workbench.errors import NotAllowed, Refused
from workbench.model import ONE_LIFE, CaptureForm, OpeningQuestion, Story, Withdrawal
from workbench.model.form import Form
from workbench.panels.attachments import WithAttachments
from workbench.panels.form_panel import FormPanel
from workbench.panels.kept_reading import KeptReading
from workbench.panels.languages import language_named, with_languages
from workbench.panels.library import script, style
from workbench.panels.signifying import SIGNIFY_SCRIPTS, SIGNIFY_STYLES, WithSignifying
from workbench.panels.spoken_date import spoken
from workbench.panels.story_beside import beside_story
from workbench.panels.story_card import CONSENT, consent_in_words, state_of, story_card
from workbench.panels.story_choices import story_choices, theme_names
from workbench.panels.withdrawing import WithWithdrawal
from workbench.patterns.stories_found import READS, StoriesWanted, StoryShelf, stories_found
from workbench.patterns.story_words import n_words
from workbench.patterns.told_as_i import told_as_i
from workbench.sharing import release

__all__ = ["StoriesPanel"]

#: So many cards at first, and so many more each time somebody asks for more.
_CARDS = 24
_MOST_CARDS = 3_000
#: So many of those that are not shown stand in their list.
_MOST_HIDDEN = 60
_LONGEST = 300


class StoriesPanel(WithSignifying, WithAttachments, WithWithdrawal):
    """The stories of one group, of every round; what is told now belongs to this one.

    The page gets cards, and the words of one story at a time. Of a story whose consent ran out or was taken back it
    gets neither title nor words: only who listened and when, so that somebody can ask again.
    """

    _esm = script(
        *SIGNIFY_SCRIPTS,
        *("show_stories.js", "stories_card.js", "stories_find.js", "stories_one.js"),
        *("stories_read.js", "stories_tell.js", "stories.js"),
    )
    _css = style(*SIGNIFY_STYLES, "stories.css", "stories_read.css")
    sections = ("stories", "attach", "signifying")
    follows = frozenset(
        {*READS, "signifier_set", "opening_question", "attachment", "evidence_link", "inquiry", "observation", "intake"}
    )
    kinds = frozenset({"story"})
    looks = FormPanel.looks | {"find", "more", "open", "step", "reading", "these"}
    work = StoryWork
    _work: StoryWork
    pulse_ms = 1_500

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._wanted = StoriesWanted()
        self._told: str | None = None
        self._most = _CARDS
        self._shown = ""
        self._at = 0
        self._sure = False
        self._room = ""
        self._kept = KeptReading(desk, READS, self._read)

    # -- reading ------------------------------------------------------------------------------------------------------
    def load(self) -> dict[str, Any]:
        """The cards of what is looked for, what else could be looked for, and the one story that is open."""
        shelf, scopes = self._shelf(), self._work.scopes()
        found = release(stories_found(shelf, self._wanted))
        wordings = {question.id: question.wording for question in self._questions()}
        ids = list(found.table["id"])
        if self._shown in ids:
            self._at = ids.index(self._shown)
        return {
            "may_edit": self._may_edit,
            "today": self._desk.today().isoformat(),
            "by": self.by,
            "place": {"system": self._system, "cycle": self._cycle},
            "scope": next(iter(scopes)),
            "n": len(ids),
            "n_all": found.finding.n_all,
            "n_people": found.finding.n_people,
            "cards": self._cards(shelf, ids[: self._most], scopes),
            "ids": ids[: self._most],
            "step": _CARDS,
            "choices": story_choices(found, shelf, wordings=wordings, words=self.words),
            "wanted": {"words": self._wanted.words, "picked": dict(self._wanted.picked)},
            "told": self._told,
            "hidden": self._hidden(scopes),
            "asked": self._asked(),
            "open": self._shown,
            "one": self._one(shelf, ids, scopes),
            "room": self._room,
            "rooms": [list(circle) for circle in _circles(scopes).items()],
            "signifying": self.signifying_state([self._shown] if self._shown in set(shelf.rows["id"]) else []),
        }

    def _read(self) -> tuple[StoryShelf, list[Story]]:
        """The stories the group sees (of groups within it, as tellers let it), and those of its own it does not see."""
        shelf = StoryShelf.of(self._desk.evidence(*READS, system=self._system, own=True))
        seen, cycles = set(shelf.rows["id"]), self._desk.structure.cycles_of(self._system)
        rest = [s for cycle in cycles for s in self._desk.store.all(Story, cycle=cycle.id) if s.id not in seen]
        return shelf, sorted(rest, key=lambda story: (story.told_on or date.min, story.id), reverse=True)

    def _shelf(self) -> StoryShelf:
        return self._kept.now()[0]

    def _cards(self, shelf: StoryShelf, ids: Sequence[str], scopes: Mapping[str, str]) -> list[dict[str, Any]]:
        rows = shelf.rows.set_index("id", drop=False).loc[list(ids)].to_dict("records")
        themes = theme_names(shelf)
        on = self._desk.today()
        return [
            {
                **story_card(row, scopes=scopes, on=on, words=self.words),
                "whose": self._whose(row["system"]),
                "themes": [themes[theme] for theme in row["themes"]],
            }
            for row in rows
        ]

    def _whose(self, system: str | None) -> str:
        """The name of another group that a story was told to; "" for our own."""
        return "" if system in (self._system, None) else self._desk.structure.system(str(system)).name

    def _questions(self) -> list[OpeningQuestion]:
        cycles = self._desk.structure.cycles_of(self._system)
        return [q for cycle in cycles for q in self._desk.store.all(OpeningQuestion, cycle=cycle.id)]

    def _asked(self) -> list[list[str]]:
        """The wordings agreed to and still asked, our own language and the newest first: id, wording, language."""
        asked = [q for q in self._questions() if q.agreed_on is not None and q.ended_on is None]
        asked.sort(key=lambda q: (q.language == self.language, q.agreed_on or date.min, q.id), reverse=True)
        return [
            [q.id, q.wording, "" if q.language == self.language else language_named(q.language, self.words)]
            for q in asked
        ]

    def _hidden(self, scopes: Mapping[str, str]) -> dict[str, Any]:
        """The stories the group may not see: why, since when, and who could ask again; not their titles and words."""
        rest = self._kept.now()[1] if self._may_edit else []
        return {"n": len(rest), "stories": [self._withheld(story, scopes) for story in rest[:_MOST_HIDDEN]]}

    def _withheld(self, story: Story, scopes: Mapping[str, str]) -> dict[str, Any]:
        state = self._state(story, scopes)
        day = story.consent_until if state == "ended" else story.withdrawn_on
        no_contact = story.withdrawal is Withdrawal.no_contact
        said = {"id": story.id, "kind": "story", "state": state, "listened_by": "", "consent_by": ""}
        said["why"] = "ended_no_contact" if state == "ended" and no_contact else state
        if state in ("ended", "private", "withdrawn"):
            said |= {"listened_by": story.listened_by, "consent_by": story.consent_by}
        if state == "ended":
            said |= self._consent_values(story)
        return {
            **said,
            "day": spoken(day, self.words) if day else "",
            "on": spoken(story.told_on, self.words) if story.told_on else "",
        }

    def _consent_values(self, story: Story) -> dict[str, Any]:
        values = self.values(story)
        return {name: values[name] for name in ("id", "kind", "version", *CONSENT)}

    def _state(self, story: Story, scopes: Mapping[str, str]) -> str:
        return state_of(story, scopes=_circles(scopes), on=self._desk.today())

    # -- one story ----------------------------------------------------------------------------------------------------
    def _one(self, shelf: StoryShelf, ids: Sequence[str], scopes: Mapping[str, str]) -> dict[str, Any] | None:
        """All of one story; of one that asks for a second step only why; None where it is gone."""
        story = self._desk.store.find(Story, self._shown) if self._shown else None
        seen = set(shelf.rows["id"])
        if story is None or (self._work.system_of(story) != self._system and story.id not in seen):
            return None
        state = self._state(story, scopes)
        where = {"id": story.id, "at": self._at + 1 if story.id in ids else 0, "n": len(ids)}
        if state not in ("shown", "private"):
            return None
        why = "private" if state == "private" else ""
        if self._room:
            why = reason_to_ask(self._desk, story, room=self._room)
        if why and not self._sure:
            return {**where, "cover": why, "scope": scopes.get(story.scope, story.scope)}
        return {**where, "cover": "", **self._whole(story, shelf, scopes)}

    def _whole(self, story: Story, shelf: StoryShelf, scopes: Mapping[str, str]) -> dict[str, Any]:
        values = self.values(story)
        row = shelf.rows[shelf.rows["id"] == story.id].to_dict("records")
        themes = theme_names(shelf)
        first_person = self.words.section("stories.first_person").get(story.language, [])
        return {
            "row": values,
            "whose": self._whose(self._work.system_of(story)),
            "on": spoken(story.told_on, self.words) if story.told_on else "",
            "language": language_named(story.language, self.words),
            "translated": language_named(story.translated_into, self.words),
            "words": self.words.say("stories.card.words", n=n_words(story.text)),
            "themes": [themes[theme] for theme in row[0]["themes"]] if row else [],
            "consent": consent_in_words(values, scopes=scopes, words=self.words),
            "as_i": told_as_i(story.text, first_person),
            "attachments": self.attachments("story").get(story.id, []),
            "beside": beside_story(self._desk, story.id, system=self._system, seen=set(shelf.rows["id"])),
        }

    @property
    def _attached(self) -> AttachmentWork:
        """The attachments of the round the open story belongs to."""
        story = self._desk.store.find(Story, self._shown) if self._shown else None
        return AttachmentWork(self._desk, cycle=story.cycle if story else self._cycle)

    def page_form(self, asked: Form | CaptureForm) -> dict[str, Any]:
        """As every form; languages by their names, and the circles narrowest first."""
        made = with_languages(super().page_form(asked), self.words)
        for question in made["questions"]:
            if question["kind"] == "scope":
                question["choices"].sort(key=lambda choice: choice[0] != ONE_LIFE)
        return made

    # -- commands -----------------------------------------------------------------------------------------------------
    def do_find(self, words: str = "", picked: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Look for stories, among all or among those another view picked."""
        given = {str(k): str(v)[:_LONGEST] for k, v in (picked or {}).items() if v}
        wanted = StoriesWanted(words=str(words)[:_LONGEST], picked=given, ids=self._wanted.ids)
        stories_found(self._shelf(), wanted)
        self._wanted, self._most = wanted, _CARDS
        return self.load()

    def do_these(self, ids: list[str] | None, told: str = "") -> dict[str, Any]:
        """Show just these stories, as another view picked them; None shows all of them again."""
        chosen = None if ids is None else frozenset(str(id) for id in ids[:_MOST_CARDS])
        self._wanted, self._told, self._most = (
            StoriesWanted(ids=chosen),
            None if ids is None else str(told)[:_LONGEST],
            _CARDS,
        )
        self._shown, self._sure = "", False
        return self.load()

    def do_more(self) -> dict[str, Any]:
        """Show more cards of what was found."""
        self._most = min(self._most + _CARDS, _MOST_CARDS)
        return self.load()

    def do_open(self, id: str, sure: bool = False) -> dict[str, Any]:
        """Look at one story; "" goes back to the cards. ``sure``: it may be shown to whoever is in the room now."""
        self._shown, self._sure = str(id), bool(sure)
        return self.load()

    def do_step(self, by: int) -> dict[str, Any]:
        """Look at the next story found, or the one before; at the ends nothing changes."""
        ids = list(stories_found(self._shelf(), self._wanted).table["id"])
        if ids:
            # a story that was taken back meanwhile leaves its place to the one after it
            at = ids.index(self._shown) + by if self._shown in ids else self._at - (by < 0)
            self._at = min(max(at, 0), len(ids) - 1)
            self._shown, self._sure = ids[self._at], False
        return self.load()

    def do_reading(self, room: str = "", id: str = "") -> dict[str, Any]:
        """Read to a room (a scale's id, or public), from one story on or from the first; "" ends it."""
        if room and room not in _circles(self._work.scopes()):
            raise Refused(self.words.say("stories.reading.no_room"), field="room")
        self._room, self._sure = room, False
        if room and (id or not self._shown):
            ids = list(stories_found(self._shelf(), self._wanted).table["id"])
            self._shown = id or (ids[0] if ids else "")
        return self.load()

    def do_write(self, kind: str, id: str, values: dict[str, Any], was: dict[str, Any] | None = None) -> Any:
        """Change a story; of one whose consent ran out only what its teller agreed to anew."""
        story = self._desk.store.find(Story, id) if kind == Story.kind and isinstance(id, str) else None
        state = self._state(story, self._work.scopes()) if story else "shown"
        if state in ("withdrawn", "erased") or (state == "ended" and not set(values) <= set(CONSENT)):
            raise NotAllowed(self.words.say("stories.taken_back"))
        made = super().do_write(kind, id, values, was)
        return {name: made[name] for name in ("id", "kind", *values)} if state == "ended" else made


def _circles(scopes: Mapping[str, str]) -> dict[str, str]:
    """Of the circles a teller can choose, the group's own first, those that take in the group itself."""
    own = next(iter(scopes))
    return {id: name for id, name in scopes.items() if id == own or id != ONE_LIFE}
