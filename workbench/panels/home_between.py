"""On the first page: what waits for an answer between this cycle and others, on either side, and the newest answers."""

from __future__ import annotations

from typing import Any

from workbench.desk import Desk
from workbench.model import Cycle, System
from workbench.model.prompts import Words
from workbench.model.shortened import shortened
from workbench.panels.sendings import Sendings
from workbench.panels.spoken_span import spoken_span

__all__ = ["between"]

_MOST_ANSWERS = 4
_LONGEST_TEXT = 200


def between(desk: Desk, *, system: System, cycle: Cycle, words: Words) -> dict[str, Any]:
    """Reminders for the group itself, in sentences: "" where nothing waits; and the newest answers."""
    ways = Sendings(desk, system=system.id, cycle=cycle.id, words=words)
    answers = ways.answers()
    return {
        "for_us": _waits("for_us", ways.received(), words),
        "ours": _waits("ours", ways.sent(), words),
        "answers": [_answer(one, words) for one in answers[:_MOST_ANSWERS]],
        "n_answers": len(answers),
    }


def _waits(key: str, all_: list[dict[str, Any]], words: Words) -> str:
    waiting = [one for one in all_ if one["state"] == "waiting"]
    if not waiting:
        return ""
    oldest = max((one["days"] or 0 for one in waiting), default=0)
    n, time = len(waiting), spoken_span(int(oldest), words)
    return words.say(f"home.between.{key}" if oldest > 0 else f"home.between.{key}_today", n=n, time=time)


def _answer(one: dict[str, Any], words: Words) -> dict[str, Any]:
    further = "_further" if one["further"] else ""
    said = words.say(f"home.between.{one['state']}{further}", who=one["who"], on=one["on"])
    text = shortened(one["text"], _LONGEST_TEXT)
    return {"id": one["id"], "text": text, "said": said, "reason": one["reason"]}
