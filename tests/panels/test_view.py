"""A page's view: what its parameters, its address and its server say it is about."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import ipywidgets
import pandas as pd
import pytest

from workbench.desk import Desk
from workbench.errors import Refused
from workbench.model import Cycle
from workbench.panels import view
from workbench.panels.evidence import EvidencePanel
from workbench.panels.view import View
from workbench.store import Store


@pytest.fixture
def address(quay_store: Store, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("WORKBENCH_STORE", quay_store.address)
    return monkeypatch


def test_the_address_of_a_page_chooses_over_its_parameters(address: pytest.MonkeyPatch) -> None:
    address.setenv("QUERY_STRING", "system=bay&theme=dark&language=en")
    here = view(system="quay")
    assert here.choice.system is not None
    assert here.choice.system.id == "bay"
    assert here.may_edit


def test_who_looks_as_somebody_else_changes_nothing(address: pytest.MonkeyPatch) -> None:
    here = view(system="quay", audience="place")
    assert here.desk.audience("quay").name == "the place The Bay"
    assert not here.may_edit


def test_an_address_that_leads_nowhere_is_told_and_begins_anew(address: pytest.MonkeyPatch) -> None:
    here = view(system="atlantis")
    assert "no system “atlantis”" in here.notice
    assert here.choice.system is not None


def _started_for(audience: str, tmp_path: Path, address: pytest.MonkeyPatch) -> None:
    told = tmp_path / "session.json"
    told.write_text(json.dumps({"audience": audience}), encoding="utf-8")
    told.chmod(0o600)
    address.setenv("WORKBENCH_SESSION", str(told))


def test_no_address_widens_what_the_server_was_started_for(address: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _started_for("public", tmp_path, address)
    address.setenv("QUERY_STRING", "audience=team:quay")
    assert view(system="quay").desk.audience("quay").scale == "public"


def test_a_server_started_for_nobody_shows_nothing_wider(address: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _started_for("galaxy", tmp_path, address)
    with pytest.raises(Refused):
        view(system="quay")


@pytest.mark.slow
def test_evidence_opens_for_a_wider_audience_with_small_numbers_hidden(sample_store: Path) -> None:
    desk = Desk(Store.open(sample_store), audience="organisation")
    panel = EvidencePanel(desk, system="harbour-caseworkers", cycle="harbour-caseworkers-2", may_edit=False)
    state = panel.hear({"do": "load", "n": "1", "page": "tab"})["ok"]["state"]
    assert {t["n"] for t in state["targets"]} <= {0, "*"}
    assert "*" in {t["n"] for t in state["targets"]}


def _case_page(sample_store: Path, tmp_path: Path, **given: str) -> View:
    shutil.copyfile(sample_store, tmp_path / "sample.db")
    return view(store=str(tmp_path / "sample.db"), system="harbour-caseworkers", **given)


def test_the_contacts_chosen_in_the_explorer_come_back_in_the_next_cell(sample_store: Path, tmp_path: Path) -> None:
    here = _case_page(sample_store, tmp_path)
    here.cases()
    chosen = here.selection()
    assert isinstance(chosen, pd.DataFrame)
    assert (len(chosen), chosen["case"].nunique()) == (652, 10)


@pytest.mark.parametrize(("given", "server"), [({}, "voila/0.5"), ({"audience": "place"}, ""), ({"room": "forum"}, "")])
def test_no_selection_stands_where_nobody_can_go_on_with_it(
    given: dict[str, str], server: str, sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SERVER_SOFTWARE", server)
    here = _case_page(sample_store, tmp_path, **given)
    here.cases()
    nothing = here.selection()
    assert isinstance(nothing, ipywidgets.Box)
    assert nothing.layout.display == "none"


@pytest.mark.slow
def test_a_wider_audience_finds_released_figures_of_case_files_and_nobodys_name(
    sample_store: Path, tmp_path: Path
) -> None:
    here = _case_page(sample_store, tmp_path, audience="organisation")
    rooms = here.cases()
    assert "wb-rooms" in rooms._dom_classes
    shown = "".join(html.value for box in rooms.children[1].children for html in box.children)
    assert "Which agencies see people, before and after?" in shown
    assert not any(name in shown for name in ("Marlow", "case-marlow", "Corrie"))


def test_the_page_for_leaders_is_narrowed_by_its_address_over_its_parameters(address: pytest.MonkeyPatch) -> None:
    address.setenv("QUERY_STRING", "system=bay&place=quay&since=2026-03-01&token=secret")
    here = view(filters={"theme": "Waiting", "place": "elsewhere", "since": "", "until": ""})
    assert here.filters == {"theme": "Waiting", "place": "quay", "since": "2026-03-01", "until": ""}
    with here.desk.store.step("Scene", by="Test") as step:
        step.add(Cycle(id="bay-1", system="bay", name="The whole bay"))
    panel = view(**{"filters": dict(here.filters)}).dashboard()
    assert panel.hear({"do": "load", "n": "1", "page": "p"})["ok"]["state"]["filters"] == here.filters
