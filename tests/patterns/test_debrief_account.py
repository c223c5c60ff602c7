"""What was said in the debriefs, in order, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd

from workbench.frames import Audience, Evidence
from workbench.model import Debrief, DebriefEntry, EvidenceLink, Issue, Story
from workbench.patterns import debrief_account
from workbench.sharing import release

Make = Callable[..., Evidence]


def a_debrief(id: str, held_on: str, **more: Any) -> Debrief:
    return Debrief.model_validate({"id": id, "cycle": "c", "held_on": held_on, **more})


def an_entry(id: str, debrief: str, slice: str, **more: Any) -> DebriefEntry:
    return DebriefEntry.model_validate(
        {"id": id, "cycle": "c", "debrief": debrief, "slice": slice, "text": f"About {id}", **more}
    )


def led_to(source: str, kind: str, target: str) -> EvidenceLink:
    made = {"id": f"{source}-{target}", "cycle": "c", "source_kind": "debrief_entry", "source": source}
    return EvidenceLink.model_validate({**made, "target_kind": kind, "target": target, "stance": "led_to"})


def test_entries_come_newest_debrief_first_in_the_order_of_the_sandwich(make_evidence: Make) -> None:
    evidence = make_evidence(
        a_debrief("monday", "2026-04-27"),
        a_debrief("tuesday", "2026-04-28", debrief_kind="hot", about="The card machine"),
        an_entry("a", "monday", "practical_last"),
        an_entry("b", "monday", "practical_first", said_by="Ama", learning_about="work", can_act="team"),
        an_entry("c", "tuesday", "reflective", prompt="What did you learn?"),
        an_entry("d", "monday", "reflective"),
        an_entry("e", "monday", "reflective"),
    )
    found = debrief_account(evidence).table
    shown = found[["id", "debrief", "held_on", "debrief_kind", "slice"]].astype({"held_on": "str"})
    assert shown.to_numpy().tolist() == [
        ["c", "tuesday", "2026-04-28", "hot", "reflective"],
        ["b", "monday", "2026-04-27", "planned", "practical_first"],
        ["d", "monday", "2026-04-27", "planned", "reflective"],
        ["e", "monday", "2026-04-27", "planned", "reflective"],
        ["a", "monday", "2026-04-27", "planned", "practical_last"],
    ]
    assert found.loc[1, ["text", "said_by", "learning_about", "can_act"]].tolist() == ["About b", "Ama", "work", "team"]
    assert debrief_account(evidence, since=date(2026, 4, 28)).table["id"].tolist() == ["c"]


def test_an_entry_tells_what_became_of_it(make_evidence: Make) -> None:
    issue = {"level": "system", "owner": "team", "cycle": "c"}
    evidence = make_evidence(
        a_debrief("monday", "2026-04-27"),
        *(an_entry(id, "monday", "reflective") for id in "abc"),
        Issue.model_validate({"id": "i", "description": "No card", **issue}),
        Issue.model_validate({"id": "j", "description": "No till", **issue}),
        Story(id="s", cycle="c", title="The card", text="I had none.", teller="Wren"),
        led_to("a", "issue", "i"),
        led_to("a", "story", "s"),
        led_to("a", "issue", "j"),
        EvidenceLink(id="l", cycle="c", source_kind="debrief_entry", source="b", target_kind="issue", target="i"),
    )
    assert dict(debrief_account(evidence).table[["id", "became"]].to_numpy().tolist()) == {
        "a": ("issue", "story"),
        "b": (),
        "c": (),
    }


def test_who_said_it_and_how_much_they_believe_stay_in_the_group(make_evidence: Make, place: Audience) -> None:
    said = an_entry("a", "monday", "reflective", said_by="Ama", belief_in_mission="wavering")
    own = release(debrief_account(make_evidence(a_debrief("monday", "2026-04-27"), said))).table
    wide = release(debrief_account(make_evidence(a_debrief("monday", "2026-04-27"), said, audience=place))).table
    assert own["said_by"].tolist() == ["Ama"]
    assert wide["text"].tolist() == ["About a"]
    assert "said_by" not in wide
    assert "wavering" not in own.to_csv()


def test_no_debrief_gives_no_rows(make_evidence: Make) -> None:
    found = debrief_account(make_evidence()).table
    assert isinstance(found, pd.DataFrame)
    assert (len(found), "became" in found) == (0, True)
