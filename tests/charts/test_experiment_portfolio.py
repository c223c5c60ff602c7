"""The portfolio, drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from workbench.charts import Figure, experiment_portfolio
from workbench.charts.experiment_portfolio import MOST_IN_A_CELL
from workbench.frames import Audience
from workbench.model.prompts import Words
from workbench.patterns import ExperimentPortfolio
from workbench.sharing import release


def portfolio(audience: Audience, *found: tuple[str, str]) -> ExperimentPortfolio:
    """Experiments by title and shape, all of them probes that run."""
    rows = [{"id": str(n), "title": title, "shape": shape} for n, (title, shape) in enumerate(found)]
    table = pd.DataFrame(rows, columns=["id", "title", "shape"]).assign(experiment_kind="probe", status="running")
    table["started_on"] = table["ended_on"] = pd.to_datetime([pd.NaT] * len(rows))
    return ExperimentPortfolio(audience=audience, table=table)


def drawn(figure: Figure) -> list[str]:
    """Every text of the picture."""
    sets: Any = figure.chart.to_dict()["datasets"].values()
    return [row["text"] for rows in sets for row in rows if "text" in row]


def test_each_experiment_stands_in_its_cell_and_the_others_apart(english: Words, team: Audience) -> None:
    found = portfolio(team, ("Tea first", "prototype"), ("Reading together", "enquiry"), ("Cards", "undecided"))
    figure = experiment_portfolio(release(found), words=english)
    assert figure.description == (
        "Prototype: one experiment. Tea first (probe, running).\n"
        "Enquiry: one experiment. Reading together (probe, running).\n"
        "Not chosen yet: one experiment. Cards (probe, running)."
    )
    boxes = next(rows for rows in figure.chart.to_dict()["datasets"].values() if "x2" in rows[0])
    assert len(boxes) == 4
    assert {"Tea first", "Cards", "Not chosen yet", "Probe · running", "none"} <= set(drawn(figure))
    assert list(figure.table.iloc[0]) == ["Tea first", "Prototype", "probe", "Running", "", ""]


def test_a_full_cell_says_how_many_more_there_are(english: Words, team: Audience) -> None:
    found = portfolio(team, *((f"Try {n}", "project") for n in range(MOST_IN_A_CELL + 3)))
    texts = drawn(experiment_portfolio(release(found), words=english))
    assert f"Try {MOST_IN_A_CELL - 1}" in texts
    assert f"Try {MOST_IN_A_CELL}" not in texts
    assert "and 3 more" in texts


def test_no_experiments_are_a_sentence(english: Words, team: Audience) -> None:
    figure = experiment_portfolio(release(portfolio(team)), words=english)
    assert (
        figure.empty == "No experiments have been written down yet. One can start from any factor or link on the map."
    )


def test_titles_that_look_like_markup_stay_words(english: Words, team: Audience, sent: Callable[[Figure], str]) -> None:
    evil = "<script>alert(1)</script> مرحبا 🌊"
    page = experiment_portfolio(release(portfolio(team, (evil, "project"))), words=english).to_html()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; مرحبا 🌊" in page
