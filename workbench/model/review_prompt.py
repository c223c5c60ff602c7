"""The prompts of a stewardship review, as the templates hold them now; a group may reword, add and take away."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.model.prompts import Words

__all__ = ["REVIEW_PARTS", "ReviewPrompt", "review_prompts"]

#: The two parts of a review, in the order in which they are gone through.
REVIEW_PARTS = ("managing", "governing")
_KEY = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")


@dataclass(frozen=True)
class ReviewPrompt:
    """``key`` is what an answer names; ``ask`` the wording; ``check``, ``design`` and ``ready`` may be folded away."""

    part: str
    key: str
    title: str
    ask: str
    check: tuple[str, ...] = ()
    design: str = ""
    ready: str = ""


def review_prompts(words: Words) -> tuple[ReviewPrompt, ...]:
    """Every prompt there is a key for, managing first; a key that comes again, or cannot be one, is passed over."""
    made: dict[str, ReviewPrompt] = {}
    for part in REVIEW_PARTS:
        for told in words.section(f"prompts.{part}").get("prompt", []):
            key, ask = str(told.get("key", "")), str(told.get("ask", "")).strip()
            if not _KEY.match(key) or not ask:
                continue
            check = told.get("check", ())
            made.setdefault(
                key,
                ReviewPrompt(
                    part,
                    key,
                    str(told.get("title") or ask),
                    ask,
                    check=(check,) if isinstance(check, str) else tuple(str(one) for one in check),
                    design=str(told.get("design", "")),
                    ready=str(told.get("ready", "")),
                ),
            )
    return tuple(made.values())
