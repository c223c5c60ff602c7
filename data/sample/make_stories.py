"""Makes what tellers say their stories mean, what three people tagged in sixty of them, and what ninety people voted.

The stories, themes, statements and sessions were written by hand and are only read; where a story lies between words,
who tagged what, and who agreed with what is drawn here. The same seed gives the same files on every machine.
"""

from __future__ import annotations

import csv
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from workbench.model import RECORDS, Signifier, SignifierKind
from workbench.model.signifier_file import signifier_file

sys.path.insert(0, str(Path(__file__).parent))
from story_words import CODERS, STATEMENTS, THEMES, TUG

__all__ = ["SEED", "make_stories"]

SEED = 20241118
Row = dict[str, Any]

#: What no file of the sample has, and what each has last.
_NOT_WRITTEN = {"revised_at", "revised_by", "version", "own_answers", "created_at", "created_by"}
_PHONES, _VOTES = "intake-phones", "intake-votes"
_ROUND, _CONVERSATION = "coding-round-autumn", "conversation-what-good-help-is"
_VALLEY = ("hospice-at-home", "valley-nurses", "good-company", "valley-together", "fellbeck", "life-iris", "life-tomos")
_SENTENCE = re.compile(r"[^.!?]+[.!?]+[’”]?")
_N_CODED, _N_VOTERS = 60, 90


def _read(folder: Path, kind: str) -> list[Row]:
    with (folder / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(folder: Path, kind: str, rows: Iterable[Row]) -> None:
    own = [name for name in RECORDS[kind].model_fields if name not in _NOT_WRITTEN]
    with (folder / f"{kind}.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, [*own, "created_at", "created_by"], lineterminator="\n", restval="")
        out.writeheader()
        out.writerows(rows)


def _drawing(part: int) -> random.Random:
    return random.Random(SEED + part)  # noqa: S311  the same files each time, no secret


def _near(rng: random.Random, weights: Sequence[float]) -> tuple[float, ...]:
    """Shares near the pole that was drawn, now and then near the middle; together exactly one."""
    pole = rng.choices(range(len(weights)), weights)[0]
    strength = rng.choice((3.0, 6.0, 12.0))
    drawn = [rng.gammavariate(strength if at == pole else 1.2, 1) for at in range(len(weights))]
    shares = [round(one / sum(drawn), 3) for one in drawn]
    return (round(1 - sum(shares[1:]), 3), *shares[1:])


def _answer(rng: random.Random, asked: Signifier, *, land: str) -> Iterator[Row]:
    """What one teller did with one question; of stones one row a stone."""
    kind = asked.signifier_kind
    turn = rng.random()
    if turn < 0.1:
        yield {"placing": "not_applicable" if turn < 0.06 and asked.may_not_apply else "skipped"}
    elif kind is SignifierKind.triad:
        top, left, right = _near(rng, TUG[asked.key][land])
        yield {"placing": "placed", "top": top, "left": left, "right": right}
    elif kind is SignifierKind.dyad:
        yield {"placing": "placed", "x": round(rng.betavariate(2.0, 3.2), 3)}
    elif kind is SignifierKind.stones:
        for stone in asked.labels:
            if rng.random() < 0.75:
                place = {"x": round(rng.betavariate(2, 2), 3), "y": round(rng.betavariate(2.4, 2), 3)}
                yield {"placing": "placed", "item": stone, **place}
    else:
        most = 1 if kind is SignifierKind.choice else rng.choice((1, 1, 2, 3))
        chosen = set(rng.sample(range(len(asked.labels)), min(most, len(asked.labels))))
        yield {"placing": "placed", "chosen": "; ".join(one for at, one in enumerate(asked.labels) if at in chosen)}


def _significations(stories: Sequence[Row], *, sets: Mapping[str, str]) -> Iterator[Row]:
    rng, number = _drawing(0), count(1)
    signifiers = signifier_file("help_and_services", language="en").signifiers
    for story in stories:
        land = "valley" if story["cycle"].startswith(_VALLEY) else "town"
        for asked in signifiers:
            for answer in _answer(rng, asked, land=land):
                yield {
                    "id": f"signification-{next(number):04d}",
                    **{"cycle": story["cycle"], "story": story["id"], "signifier_set": sets[story["cycle"]]},
                    "signifier": asked.key,
                    **{"outside": "false", "signified_by": "teller", "placed_on": story["told_on"], "intake": _PHONES},
                    **{"created_at": "2026-11-02T10:00:00Z", "created_by": "Odile", **answer},
                }


def _passages(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end, in characters."""
    found = [(m.start() + len(m.group()) - len(m.group().lstrip()), m.end()) for m in _SENTENCE.finditer(text)]
    return [(start, end) for start, end in found if end - start > 12]


def _may_be_coded(story: Row) -> bool:
    """Stories of the town whose tellers let all of it hear them."""
    wide = story["scope"] in ("place", "country", "public") and story["withdrawal"] == "none"
    return wide and story["language"] == "en" and not story["cycle"].startswith((*_VALLEY, "northmere"))


def _tagged(rng: random.Random, text: str) -> Iterator[tuple[str, str, int, int]]:
    for start, end in _passages(text):
        said = text[start:end].lower()
        for theme, (*_, words) in THEMES.items():
            there = any(re.search(rf"\b{re.escape(word)}", said) for word in words[:6])
            for coder, (sees, sees_else) in CODERS.items():
                # not each sentence with such a word is about the theme, and that they judge alike
                about = there and (start * 7 + len(theme)) % 3 == 0
                if rng.random() < (sees if about else sees_else / 2):
                    yield theme, coder, start, end


def _coding(stories: Sequence[Row]) -> tuple[list[Row], list[Row], list[Row]]:
    rng, number = _drawing(1), count(1)
    units, done, codings = [], [], []
    for position, story in enumerate(stories):
        here = {"cycle": "tidewell-2", "created_at": "2026-10-26T10:00:00Z"}
        of = {"of_kind": "story", "of": story["id"]}
        unit = {"id": f"coding-unit-{position + 1:02d}", "coding_round": _ROUND, **of, "position": position}
        units.append({**unit, **here, "created_by": "Joss"})
        for coder in CODERS:
            read = {"id": f"coding-done-{position + 1:02d}-{coder.lower()}", "coding_unit": unit["id"], "coder": coder}
            done.append({**read, "done_on": "2026-10-30", **here, "created_by": coder})
        for theme, coder, start, end in _tagged(rng, story["text"]):
            where = {"field": "text", "starts": start, "ends": end, "quote": story["text"][start:end]}
            what = {"id": f"coding-{next(number):04d}", "theme": theme, "coder": coder, "coding_round": _ROUND}
            codings.append({**what, **of, **where, "coded_on": "2026-10-28", **here, "created_by": coder})
    return units, done, codings


def _statements() -> Iterator[Row]:
    for number, (leans, seed, text) in enumerate(STATEMENTS):
        out = leans == "out"
        yield {
            **{"id": f"statement-{number:02d}", "cycle": "tidewell-2", "conversation": _CONVERSATION, "number": number},
            **{"text": text, "written_by": "" if seed else f"voter {number + 20}", "seed": str(seed).lower()},
            **{"moderation": "out" if out else "accepted", "said_on": "2026-09-07" if seed else "2026-09-14"},
            "moderated_why": "It is about one person, who could be told apart" if out else "",
            **{"created_at": "2026-09-07T09:00:00Z" if seed else "2026-09-14T09:00:00Z", "created_by": "Odile"},
        }


def _agrees(rng: random.Random, leans: str, camp: str) -> int:
    chances = {"all": (0.86, 0.05), "split": (0.45, 0.35), "out": (0.1, 0.7)}.get(
        leans, (0.85, 0.08) if leans == camp else (0.18, 0.66)
    )
    drawn = rng.random()
    return 1 if drawn < chances[0] else -1 if drawn < sum(chances) else 0


def _votes() -> Iterator[Row]:
    rng, begun = _drawing(2), date(2026, 9, 7)
    for voter in range(1, _N_VOTERS + 1):
        camp = "stay" if voter % 5 < 3 else "fair"
        patience = rng.choice((0.25, 0.6, 0.85, 1.0))
        for number, (leans, _, _) in enumerate(STATEMENTS):
            if rng.random() > patience or (leans == "out" and rng.random() > 0.2):
                continue
            on = begun + timedelta(days=rng.randrange(30))
            yield {
                **{
                    "id": f"vote-{voter:02d}-{number:02d}",
                    "cycle": "tidewell-2",
                    "statement": f"statement-{number:02d}",
                },
                **{"voter": f"voter {voter}", "vote": _agrees(rng, leans, camp), "voted_on": on, "intake": _VOTES},
                **{"created_at": "2026-10-12T09:00:00Z", "created_by": "Odile"},
            }


def _sets(folder: Path, stories: Iterable[Row]) -> tuple[list[Row], dict[str, str]]:
    """The questions as each system asks them, written down in its first cycle; and which set belongs to each cycle."""
    made = signifier_file("help_and_services", language="en")
    asked = json.dumps([one.model_dump(mode="json") for one in made.signifiers], ensure_ascii=False)
    system_of = {row["id"]: row["system"] for row in _read(folder, "cycle")}
    asking = {system_of[story["cycle"]] for story in stories} | {"tidewell", "fellbeck", "northmere"}
    rows = [
        {
            **{"id": f"signifiers-{system}", "cycle": f"{system}-1", "scope": "country", "language": "en"},
            **{"template": made.file, "name": made.name, "signifiers": asked},
            **{"created_at": "2024-12-02T09:00:00Z", "created_by": "Odile"},
        }
        for system in sorted(asking)
    ]
    return rows, {cycle: f"signifiers-{system}" for cycle, system in system_of.items()}


def make_stories(folder: Path) -> None:
    """Write the made files into a folder that holds the hand-written ones."""
    stories = _read(folder, "story")
    rows, sets = _sets(folder, stories)
    _write(folder, "signifier_set", rows)
    _write(folder, "signification", _significations(stories, sets=sets))
    units, done, codings = _coding([story for story in stories if _may_be_coded(story)][:_N_CODED])
    _write(folder, "coding_unit", units)
    _write(folder, "coding_done", done)
    _write(folder, "coding", codings)
    _write(folder, "statement", _statements())
    _write(folder, "vote", _votes())


if __name__ == "__main__":
    make_stories(Path(__file__).parent)
