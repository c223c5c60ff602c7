"""Two readers, four themes, and what speaks to each."""

from __future__ import annotations

from collections.abc import Callable

from workbench.frames import Audience, Evidence
from workbench.model import EvidenceLink, Measure, Series
from workbench.patterns import measures_framework
from workbench.sharing import release

Make = Callable[..., Evidence]


def a_link(n: int, target: str, source: str = "e1", stance: str = "supports") -> EvidenceLink:
    ends = {"source_kind": "debrief_entry", "source": source, "target_kind": "measure", "target": target}
    return EvidenceLink.model_validate({"id": f"l{n}", "cycle": "c", "stance": stance, **ends})


def test_all_eight_cells_are_there_and_each_tells_what_speaks_to_it(make_evidence: Make) -> None:
    evidence = make_evidence(
        Measure(id="m1", cycle="c", name="People say what matters", reader="team", theme="citizens"),
        Measure(id="m2", cycle="c", name="Visits before it felt right", reader="team", theme="citizens"),
        Measure(id="m3", cycle="c", name="Bed days", reader="leadership", theme="cost"),
        Measure(id="m4", cycle="c", name="Forms", reader="team", theme="citizens", ended_on="2026-01-01"),
        Series(id="s1", cycle="c", name="Bed days", unit="days", measure="m3"),
        Series(id="s2", cycle="c", name="Loose", unit="days"),
        a_link(1, "m1"),
        a_link(2, "m2"),  # the same entry beside another measure of the cell is one entry
        a_link(3, "m1", "e2", "contradicts"),
        a_link(4, "m1", "e2", "led_to"),
        a_link(5, "m4", "e3"),
    )
    found = measures_framework(evidence, cycle="c")
    filled = found.table[found.table["measures"].map(len) > 0]
    assert len(found.table) == 8
    assert filled.to_numpy().tolist() == [
        ["team", "citizens", ("People say what matters", "Visits before it felt right"), 0, 2],
        ["leadership", "cost", ("Bed days",), 1, 0],
    ]
    assert found.people is not None
    assert found.people["team", "citizens"] == {"e1", "e2"}


def test_few_entries_are_hidden_from_a_wider_audience(make_evidence: Make, place: Audience) -> None:
    measure = Measure(id="m1", cycle="c", name="Sleep", reader="team", theme="citizens")
    table = release(measures_framework(make_evidence(measure, a_link(1, "m1"), audience=place))).table
    assert table["n_entries_shown"].tolist() == ["*", *["0"] * 7]
