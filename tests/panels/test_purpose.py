"""The purpose panel, spoken to as its page does."""

from __future__ import annotations

from typing import Any

from workbench.desk import Desk
from workbench.panels.purpose import PurposePanel


def _ask(panel: PurposePanel, do: str, n: int, **given: Any) -> dict[str, Any]:
    return panel.hear({"do": do, "n": str(n), "page": "tab", "since": 0, "with": given})


def _panel(desk: Desk, **more: Any) -> PurposePanel:
    return PurposePanel(desk, system="quay", cycle="quay-1", **more)


def test_an_empty_cycle_says_so_and_takes_a_first_wording(quay_desk: Desk) -> None:
    panel = _panel(quay_desk)
    assert _ask(panel, "load", 1)["ok"]["state"]["versions"] == []
    news = _ask(panel, "propose", 2, wording="People live well by the sea.")["news"]["state"]
    assert [v["wording"] for v in news["versions"]] == ["People live well by the sea."]
    assert [c["asks"] for c in news["checks"]] == [False, False]


def test_a_refusal_is_told_in_words_with_its_field(quay_desk: Desk) -> None:
    panel = _panel(quay_desk)
    empty = _ask(panel, "propose", 1, wording="  ")
    assert empty["field"] == "wording"
    assert "empty" in empty["refused"]
    long = _ask(panel, "propose", 2, wording="x" * 501)
    assert "500" in long["refused"]


def test_a_question_asked_twice_is_done_once(quay_desk: Desk) -> None:
    panel = _panel(quay_desk)
    first = _ask(panel, "propose", 1, wording="People live well.")
    assert _ask(panel, "propose", 1, wording="People live well.") == first
    assert len(quay_desk.purposes(system="quay")) == 1


def test_another_page_hears_of_a_new_wording_at_its_next_pulse(quay_desk: Desk) -> None:
    mine, theirs = _panel(quay_desk), _panel(quay_desk)
    before = theirs.revision()
    _ask(mine, "propose", 1, wording="People live well.")
    heard = theirs.hear({"do": "pulse", "n": "1", "page": "other", "since": before})
    assert heard["news"]["state"]["versions"][0]["wording"] == "People live well."


def test_somebody_who_only_looks_changes_nothing(quay_desk: Desk) -> None:
    panel = _panel(quay_desk, may_edit=False)
    assert "refused" in _ask(panel, "propose", 1, wording="Mine")
    assert quay_desk.purposes(system="quay").empty


def test_words_that_look_like_markup_stay_words(quay_desk: Desk) -> None:
    panel = _panel(quay_desk)
    wording = "<script>alert(1)</script> =HYPERLINK(1) عيش كريم 🌊"
    news = _ask(panel, "propose", 1, wording=wording)["news"]["state"]
    assert news["versions"][0]["wording"] == wording


def test_who_proposed_and_agreed_stays_with_the_group(quay_desk: Desk) -> None:
    work = quay_desk.work_on_cycle("quay-1")
    work.agree(work.propose_purpose("People live well.", proposed_by="Ash").id, "Wren")
    [version] = _ask(_panel(quay_desk, may_edit=False), "load", 1)["ok"]["state"]["versions"]
    assert version["wording"] == "People live well."
    assert "Wren" not in str(version)
    assert "Ash" not in str(version)
