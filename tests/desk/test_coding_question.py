"""Questions about coding, asked of a real store by the group and from outside."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.desk import Desk
from workbench.errors import NotAllowed
from workbench.model import Coding, CodingDone, CodingRound, CodingUnit, Story, Theme
from workbench.panels.workplace import SENSE, figures_of

WHO = ("Amaryllis", "Bonifaz")


@pytest.fixture
def desk(quay_desk: Desk) -> Desk:
    """Two rounds of ten public stories, one revealed and seen by everybody, the other blind and the group's own."""
    with quay_desk.store.step("Coded", by="Test") as step:
        for theme in ("waiting", "trust"):
            step.add(Theme(id=theme, cycle="quay-1", name=theme.title(), scope="public"))
        for of, state, scope, theme in (("open", "revealed", "public", "waiting"), ("hid", "blind", "team", "trust")):
            made = {"id": of, "cycle": "quay-1", "name": of, "coders": WHO, "state": state, "scope": scope}
            step.add(CodingRound.model_validate({**made, "unit": "whole"}))
            for n in range(10):
                story = f"{of}-{n}"
                told = {
                    "id": story,
                    "cycle": "quay-1",
                    "title": story,
                    "text": "We wait",
                    "teller": story,
                    "scope": "public",
                }
                step.add(Story.model_validate({**told, "told_on": date(2026, 4, 1)}))
                unit = step.add(CodingUnit(cycle="quay-1", coding_round=of, of_kind="story", of=story, position=n)).id
                for who in WHO:
                    step.add(CodingDone(cycle="quay-1", coding_unit=unit, coder=who))
                    if n < 8 or (n == 8 and who == WHO[0]):
                        tag = {"cycle": "quay-1", "theme": theme, "coder": who, "of_kind": "story", "of": story}
                        step.add(Coding.model_validate({**tag, "coding_round": of}))
    return quay_desk


def test_the_group_asks_how_far_readers_agree(desk: Desk) -> None:
    answer = desk.coder_agreement("open")
    told = {row["name"]: (row["told"], row["n_tagged"]) for row in answer.table.to_dict("records")}
    assert told == {"Trust": ("never", 0), "Waiting": ("point", 9)}
    # o = 1, n = 20, 17 times yes: α = 1 − 19·1/(17·3)
    assert answer.table.set_index("name").loc["Waiting", "alpha"] == pytest.approx(1 - 19 / 51)
    assert "α 0.63" in answer.to_html()
    assert desk.coding_disagreements("open").table["of"].tolist() == ["open-8"]
    assert desk.coding_overlap("open").table["f1"].tolist() == [16 / 17]


@pytest.mark.parametrize("question", ["coder_agreement", "coding_overlap", "coding_disagreements"])
def test_a_blind_round_is_compared_by_nobody(desk: Desk, question: str) -> None:
    with pytest.raises(NotAllowed, match="still blind"):
        getattr(desk, question)("hid")


@pytest.mark.parametrize("audience", [None, "public"])
def test_what_is_tagged_blind_is_in_no_answer(desk: Desk, audience: str | None) -> None:
    asking = Desk(desk.store, audience=audience, now=desk._now)
    by_team = asking.themes_by_team(system="quay").table.set_index("theme")
    assert (by_team.loc["Waiting", "n_texts"], by_team.loc["Trust", "n_texts"]) == (9 if audience is None else 10, 0)
    together = asking.theme_cooccurrence(system="quay").table
    assert together["name"].tolist() == ["Waiting"]
    over_time = asking.themes_over_time(system="quay").table.set_index("name")
    assert over_time.loc["Trust", "n_texts"] == 0


def test_outside_names_and_words_of_coders_stay_away(desk: Desk) -> None:
    public = Desk(desk.store, audience="public", now=desk._now)
    told = public.coder_agreement("open").to_html() + public.coding_disagreements("open").table.to_csv()
    told += public.coding_overlap("open").table.to_csv()
    assert [word for word in (*WHO, "open-8", "0.63") if word in told] == []


@pytest.mark.slow
def test_a_wider_audience_enters_the_room_of_themes_by_its_pictures(desk: Desk) -> None:
    public = Desk(desk.store, audience="public", now=desk._now)
    rooms = figures_of(SENSE, public, system="quay", cycle="quay-1")
    shown = "".join(one.value for one in rooms["coding"]().children)  # type: ignore[attr-defined]  # a box of HTML
    assert shown.count("<figure") == 3
    assert "Which themes came up in which team?" in shown
    assert [name for name in WHO if name in shown] == []
