"""A map on its way from a file's words to ours: things are put in, then links, then the whole is finished."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from workbench.exchange.circle import circle
from workbench.exchange.link_draft import LinkDraft
from workbench.exchange.map_file import MapFile, ReadLoop, ReadThing
from workbench.exchange.note import Note
from workbench.exchange.raw_map import RawLink, RawLoop, RawThing
from workbench.exchange.reading import MAX_LOST, Lost, Reading, shown, tidy_name
from workbench.exchange.vocabulary import marker_of, our_type, take_text, take_word, thing_type
from workbench.model import ActorKind, Effect, Source, ThingKind

__all__ = ["Draft"]

_LONGEST_NAME = 200
_LONGEST_COORDINATE = 1e6


class Draft:
    """One map being read. Nothing is dropped without a line in ``lost``."""

    def __init__(self, name: str, reading: Reading) -> None:
        self.name = tidy_name(name)[:_LONGEST_NAME] or reading.stem
        self.reading = reading
        self.lost: list[Lost] = []
        self.things: dict[str, ReadThing] = {}
        self._raws: dict[str, RawThing] = {}
        self._by_name: dict[str, list[str]] = {}
        self._by_folded_name: dict[str, list[str]] = {}
        self._types: Counter[str] = Counter()
        self._twice: list[str] = []
        self._links: list[RawLink] = []
        self._loops: list[RawLoop] = []

    def lose(self, key: str, /, where: str, what: object, **values: object) -> None:
        """Keep one line of this map's loss report."""
        self.lost.append(self.reading.loss(key, where, what, **values))

    def add_thing(self, raw: RawThing) -> None:
        """Put a thing on the map; a key that is there already is refused when the map is finished."""
        if raw.key in self._raws:
            self._twice.append(raw.key)
            return
        self._raws[raw.key] = raw
        name = tidy_name(raw.name)
        self._by_name.setdefault(name, []).append(raw.key)
        self._by_folded_name.setdefault(name.casefold(), []).append(raw.key)

    def merge_thing(self, raw: RawThing) -> None:
        """Put a thing on a map whose file knows things by name alone: the same name again is the same thing."""
        old = self._raws.get(raw.key)
        if old is None:
            self.add_thing(raw)
            return
        self.lose("same_name", raw.where, raw.name)
        fields = dict(old.fields)
        for field, value in raw.fields.items():
            fields[field] = " | ".join(dict.fromkeys(text for text in (fields.get(field, ""), value) if text))
        self._raws[raw.key] = replace(
            old,
            type=old.type or raw.type,
            description="\n".join(dict.fromkeys(text for text in (old.description, raw.description) if text.strip())),
            tags=(*old.tags, *raw.tags),
            fields=fields,
        )

    def add_link(self, raw: RawLink) -> None:
        """Keep a link until all things are known."""
        self._links.append(raw)

    def add_loop(self, raw: RawLoop) -> None:
        """Keep a named loop until all links are known."""
        self._loops.append(raw)

    def keys_of(self, text: str, *, exact: bool = False) -> list[str]:
        """The keys a text can mean: as a key, else as a name, else (unless ``exact``) as a name in other capitals."""
        if text in self._raws:
            return [text]
        name = tidy_name(text)
        return self._by_name.get(name) or ([] if exact else self._by_folded_name.get(name.casefold(), []))

    def finish(self) -> MapFile:
        """The map.

        Raises
        ------
        workbench.errors.Refused
            Where two things have one id, or there is no thing at all.
        """
        if self._twice:
            ids = ", ".join(f"“{shown(key)}”" for key in dict.fromkeys(self._twice[:MAX_LOST]))
            raise self.reading.refusal("ids_twice", value=ids)
        if not self._raws:
            raise self.reading.refusal("no_things")
        self.things = {key: self._thing(raw) for key, raw in self._raws.items()}
        self._say_types()
        links, arcs = LinkDraft(self).made(self._links)
        loops = self._finished_loops(arcs)
        lost = [*self.reading.lost, *self.lost]
        more = len(lost) - MAX_LOST
        if more > 0:
            lost = [*lost[:MAX_LOST], Lost("", "", self.reading.say("lost.more", n=more))]
        return MapFile(self.name, tuple(self.things.values()), tuple(links), tuple(loops), tuple(lost))

    def _thing(self, raw: RawThing) -> ReadThing:
        note = Note(self.reading, raw.description)
        kind, actor = self._kind(raw, note)
        name = self._name(raw, note)
        tags = {tag.strip(): marker_of(tag) for tag in raw.tags if tag.strip()}
        note.add(self.reading.say("note.tags"), " | ".join(tag for tag, marker in tags.items() if marker is None))
        fields = dict(raw.fields)
        role = note.shortened(take_text(fields, "role"), raw.where, self.lost)
        effect = take_word(fields, "effect", Effect) or Effect.unknown
        source = take_word(fields, "belief from", Source) or Source.unknown
        for field, value in fields.items():
            note.add(field, value)
        return ReadThing(
            key=raw.key,
            name=name,
            thing_kind=kind,
            actor_kind=actor,
            role=role,
            markers=tuple(dict.fromkeys(marker for marker in tags.values() if marker is not None)),
            effect=effect,
            belief_from=source,
            note=note.shortened(note.text, raw.where, self.lost),
            x=_coordinate(raw.x),
            y=_coordinate(raw.y),
        )

    def _name(self, raw: RawThing, note: Note) -> str:
        name = tidy_name(raw.name)
        if not name:
            self.lose("no_name", raw.where, raw.key)
            return self.reading.say("note.no_name")
        if len(name) > _LONGEST_NAME:
            self.lose("long_name", raw.where, name, most=_LONGEST_NAME)
            note.add(self.reading.say("note.name"), name)
            return name[: _LONGEST_NAME - 1].rstrip() + "…"
        return name

    def _kind(self, raw: RawThing, note: Note) -> tuple[ThingKind, ActorKind | None]:
        kinds = [thing_type(part) for part in (raw.type, *raw.type.split("|"))]
        kind = next((found for found in kinds if found[0] is ThingKind.actor), kinds[0])
        if not our_type(raw.type):
            self._types[tidy_name(raw.type)] += 1
            note.add(self.reading.say("note.type"), raw.type)
        return kind

    def _say_types(self) -> None:
        place = self.reading.say("where.types")
        if self._types[""] == len(self.things):
            self.lose("no_types", place, self.reading.say("what.things", n=len(self.things)))
            return
        for found, n in self._types.items():
            actor = any(thing_type(part)[0] is ThingKind.actor for part in found.split("|"))
            key = "type_none" if not found else "type_actor" if actor else "type_factor"
            if n:
                self.lose(key, place, f"{found} ({n})" if found else self.reading.say("what.things", n=n))

    def _finished_loops(self, arcs: dict[str, list[tuple[str, str]]]) -> list[ReadLoop]:
        made: list[ReadLoop] = []
        for raw in self._loops:
            name = tidy_name(raw.name)[:_LONGEST_NAME] or self.reading.say("note.no_name")
            things = circle(arc for link in raw.links for arc in arcs.get(link, ()))
            if things is None:
                self.lose("no_circle", raw.where, name)
                continue
            note = Note(self.reading, raw.description)
            made.append(ReadLoop(name, things, note.shortened(note.text, raw.where, self.lost)))
        return made


def _coordinate(value: float | None) -> float | None:
    return value if value is not None and abs(value) <= _LONGEST_COORDINATE else None
