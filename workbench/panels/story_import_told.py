"""What a page is told of a file of stories: what it holds, what would come of it, and what became of earlier ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from workbench.desk.story_import import STORY_INTAKES, TriedStories
from workbench.exchange.story_file import SHOWN_ROLES
from workbench.model import Intake
from workbench.model.prompts import Words
from workbench.model.shortened import shortened
from workbench.panels.import_told import in_a_line, personal_told
from workbench.panels.spoken_date import spoken

__all__ = ["story_intake_told", "story_tried_told"]

_LONGEST_SHOWN: Final = 400


def story_tried_told(found: TriedStories, *, words: Words) -> dict[str, Any]:
    """What would come of a file, with the first stories as they would be stored."""
    say = words.say
    return {
        "file": found.file,
        "form": say(f"story_files.form.{found.form}"),
        "sets": list(found.sets),
        "name": found.name,
        "questions": [
            {"kind": say(f"bring_in_stories.kind.{one.signifier_kind}"), "title": one.title, "labels": list(one.labels)}
            for one in found.questions
        ],
        **{name: getattr(found, name) for name in _NUMBERS},
        "n_answers": {name: found.n_answers.get(name, 0) for name in ("placed", "not_applicable", "skipped")},
        "changed": [
            f"{where}: “{title}” ({', '.join(say(f'bring_in_stories.field.{name}') for name in fields)})"
            for where, title, fields in found.changed
        ],
        "preview": [_shown(one, words) for one in found.preview],
        "refused": [[one.where, one.what, one.why] for one in found.refused if one.where],
        "lost": [in_a_line(one) for one in found.lost],
        "personal": personal_told(found.personal, words),
        "consent": [{"word": one.word, "n": one.n, "means": one.means} for one in found.consent],
        "columns": list(found.columns),
        "roles": [
            {"role": role, "label": say(f"bring_in_stories.role.{role}"), "column": found.roles.get(role, "")}
            for role in SHOWN_ROLES
        ],
    }


def _shown(one: Mapping[str, Any], words: Words) -> dict[str, Any]:
    text = str(one["text"])
    return {
        "title": one["title"],
        "text": shortened(text, _LONGEST_SHOWN),
        "teller": one["teller"],
        "told_on": spoken(one["told_on"], words) if one["told_on"] else "",
        "n_placed": one["n_placed"],
    }


def story_intake_told(intake: Intake, n: int, words: Words) -> dict[str, Any]:
    """One earlier import, of which ``n`` stories are here."""
    begun = intake.begun_on or (intake.created_at.date() if intake.created_at else None)
    numbers = {"here": n, "changed": intake.n_changed, "same": intake.n_same, "refused": intake.n_refused}
    return {
        "id": intake.id,
        "file": intake.file,
        "source": words.say(f"story_files.form.{intake.source.removeprefix(STORY_INTAKES)}"),
        "state": str(intake.state),
        "day": spoken(begun, words) if begun else "",
        "n": n,
        "told": words.say("bring_in_stories.earlier.told", **{name: f"{count:,}" for name, count in numbers.items()}),
    }


_NUMBERS: Final = (
    *("n_rows", "n_refused", "n_left_out", "n_new", "n_same", "n_changed", "n_without_words", "n_tellers"),
    "knows_tellers",
)
