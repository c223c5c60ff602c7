"""Links on their way from a file's words to ours: kind, sign, direction, strength."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.exchange.map_file import ReadLink
from workbench.exchange.note import Note
from workbench.exchange.raw_map import RawLink
from workbench.exchange.reading import shown, tidy_name
from workbench.exchange.vocabulary import (
    Direction,
    direction_of,
    link_kind_of,
    number_of,
    polarity_of,
    take_text,
    take_word,
    yes_or_no,
)
from workbench.model import LinkKind, Polarity, Quality, ThingKind

if TYPE_CHECKING:
    from workbench.exchange.draft import Draft

__all__ = ["LinkDraft"]

_OUR_WORDS = frozenset(word.replace("_", " ") for word in (*LinkKind, *Polarity))


@dataclass
class _Open:
    """A link with its strength still open, because strengths are relative to the strongest of the map."""

    source: str
    target: str
    kind: LinkKind
    polarity: Polarity
    delay: bool
    strength: int | None
    weight: float | None
    quality: Quality
    said_by: str
    note: Note
    where: str


class LinkDraft:
    """Reads the links of one map."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._say = draft.reading.say
        self._types: Counter[str] = Counter()
        self._reversed = 0

    def made(self, raws: list[RawLink]) -> tuple[list[ReadLink], dict[str, list[tuple[str, str]]]]:
        """The links, and for each connection's id the pairs it goes between."""
        opened: list[_Open] = []
        arcs: dict[str, list[tuple[str, str]]] = {}
        for raw in raws:
            found = self._open(raw)
            opened.extend(found)
            arcs.setdefault(raw.id, []).extend((one.source, one.target) for one in found)
        self._say_wholes()
        return self._once(self._with_strengths(opened)), arcs

    def _open(self, raw: RawLink) -> list[_Open]:
        ends = self._ends(raw)
        if ends is None:
            return []
        source, target = ends
        note = Note(self._draft.reading, raw.description)
        note.add(self._say("note.tags"), " | ".join(tag for tag in raw.tags if tag.strip()))
        fields = dict(raw.fields)
        kind, polarity = self._kind_and_sign(raw, fields, ends, note)
        strength, weight = self._strength(raw, fields, note)
        if polarity is Polarity.unknown and weight:
            polarity = Polarity.same if weight > 0 else Polarity.opposite
        if weight == 0:
            self._draft.lose("weight_zero", raw.where, self._arrow(raw))
        made = _Open(
            source=source,
            target=target,
            kind=kind,
            polarity=polarity,
            delay=self._delay(raw, note),
            strength=strength,
            weight=weight,
            quality=take_word(fields, "quality", Quality) or Quality.unknown,
            said_by=tidy_name(take_text(fields, "said by"))[:200],
            note=note,
            where=raw.where,
        )
        for field, value in fields.items():
            note.add(field, value)
        self._reversed += raw.reversed
        return self._directed(raw, made)

    def _ends(self, raw: RawLink) -> tuple[str, str] | None:
        ends = []
        for text in (raw.source, raw.target):
            keys = self._draft.keys_of(text)
            if len(keys) != 1:
                key = "end_missing" if not keys else "end_twice"
                self._draft.lose(key, raw.where, self._arrow(raw), value=shown(text))
                return None
            ends.append(keys[0])
        if ends[0] == ends[1]:
            self._draft.lose("self_loop", raw.where, self._arrow(raw))
            return None
        return ends[0], ends[1]

    def _arrow(self, raw: RawLink) -> str:
        names = []
        for text in (raw.source, raw.target):
            keys = self._draft.keys_of(text)
            names.append(shown(self._draft.things[keys[0]].name if keys else text, longest=26))
        return " → ".join(names)

    def _kind_and_sign(
        self, raw: RawLink, fields: dict[str, str], ends: tuple[str, str], note: Note
    ) -> tuple[LinkKind, Polarity]:
        parts = [part.strip() for part in raw.type.split("|") if part.strip()]
        signs = {sign for part in parts if (sign := polarity_of(part)) is not None}
        kinds = [kind for part in parts if (kind := link_kind_of(part)) is not None]
        odd = [part for part in parts if polarity_of(part) is None and link_kind_of(part) is None]
        own_kind = take_word(fields, "kind", LinkKind)
        own_sign = take_word(fields, "polarity", Polarity)
        if own_sign is None:
            own_text = take_text(fields, "polarity")
            own_sign = polarity_of(own_text) if own_text else None
            note.add(self._say("note.sign"), own_text)
        sign = own_sign or (signs.pop() if len(signs) == 1 else Polarity.unknown)
        kind = own_kind or (kinds[0] if kinds else None)
        if kind is None:
            kind = LinkKind.other if odd or self._between_actors(ends, sign, raw) else LinkKind.drives
        ours = all(part.casefold().replace("_", " ") in _OUR_WORDS for part in parts)
        told = own_kind is not None and all(polarity_of(p) == sign or link_kind_of(p) == kind for p in parts)
        if not ours and not told:
            note.add(self._say("note.type"), raw.type)
        if odd and not own_kind:
            self._types[" | ".join(tidy_name(part) for part in odd)] += 1
        return kind, sign

    def _between_actors(self, ends: tuple[str, str], sign: Polarity, raw: RawLink) -> bool:
        """A line without any word between two actors is a relation, not a cause."""
        unsaid = sign is Polarity.unknown and raw.weight is None
        return unsaid and all(self._draft.things[end].thing_kind is ThingKind.actor for end in ends)

    def _strength(self, raw: RawLink, fields: dict[str, str], note: Note) -> tuple[int | None, float | None]:
        text = take_text(fields, "strength").strip()
        if text in {"1", "2", "3"}:
            return int(text), raw.weight
        weight = raw.weight
        if text:
            note.add(self._say("note.strength"), text)
            weight = number_of(text) if weight is None else weight
        if raw.weight is not None:
            note.add(self._say("note.weight"), f"{raw.weight:g}")
        return None, weight

    def _delay(self, raw: RawLink, note: Note) -> bool:
        delay = yes_or_no(raw.delayed)
        if delay is None:
            note.add(self._say("note.delay"), raw.delayed)
            return True  # people write how long it takes: "2 years" is a delay
        return delay

    def _directed(self, raw: RawLink, made: _Open) -> list[_Open]:
        direction = direction_of(raw.direction)
        if direction is None:
            made.note.add(self._say("note.direction"), raw.direction)
            self._draft.lose("direction_odd", raw.where, self._arrow(raw), value=shown(raw.direction))
        elif direction is Direction.undirected:
            if made.kind is LinkKind.drives:
                made.kind = LinkKind.other
            made.note.add_text(self._say("note.undirected"))
            self._draft.lose("undirected", raw.where, self._arrow(raw))
        elif direction is Direction.mutual:
            self._draft.lose("mutual", raw.where, self._arrow(raw))
            back = _Open(**{**vars(made), "source": made.target, "target": made.source})
            return [made, back]
        return [made]

    def _say_wholes(self) -> None:
        place = self._say("where.link_types")
        for found, n in self._types.items():
            self._draft.lose("link_type", place, f"{found} ({n})")
        if self._reversed:
            self._draft.lose("reversed", self._say("where.links"), self._say("what.links", n=self._reversed))

    def _with_strengths(self, opened: list[_Open]) -> list[tuple[ReadLink, str]]:
        sizes = [abs(one.weight) for one in opened if one.weight]
        varied = len(set(sizes)) > 1
        whole = all(size in (1, 2, 3) for size in sizes)
        largest = max(sizes, default=1.0)
        if varied and not whole:
            self._draft.lose("weights", self._say("where.links"), self._say("what.links", n=len(sizes)))
        made = []
        for one in opened:
            strength = one.strength
            if strength is None:
                size = abs(one.weight or 0)
                relative = int(size) if whole else 1 + (size * 3 > largest) + (size * 3 > largest * 2)
                strength = relative if varied and size else 2
            note = one.note.shortened(one.note.text, one.where, self._draft.lost)
            made.append(
                ReadLink(
                    one.source, one.target, one.kind, one.polarity, one.delay, strength, one.quality, one.said_by, note
                )
            )
        return list(zip(made, (one.where for one in opened), strict=True))

    def _once(self, links: list[tuple[ReadLink, str]]) -> list[ReadLink]:
        kept: dict[ReadLink, None] = {}
        for link, where in links:
            if link in kept:
                names = (shown(self._draft.things[end].name, longest=26) for end in (link.source, link.target))
                self._draft.lose("link_twice", where, " → ".join(names))
            kept[link] = None
        return list(kept)
