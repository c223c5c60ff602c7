"""Changes that are to last: counted by kind and state, and told one by one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

import pandas as pd
import pytest

from workbench.charts import Figure, embeddings_by_state, embeddings_list, embeddings_over_time
from workbench.frames import Audience
from workbench.model import EmbeddingKind, EmbeddingState
from workbench.model.prompts import Words
from workbench.patterns import EmbeddingsByState, EmbeddingsList, EmbeddingsOverTime
from workbench.sharing import release


def counted(who: Audience, **more: Any) -> EmbeddingsByState:
    n = {("process", "agreed"): 3, ("culture", "business_as_usual"): 12}
    rows = [
        {"embedding_kind": kind.value, "state": state.value, "n": n.get((kind, state), 0)}
        for kind, state in product(EmbeddingKind, EmbeddingState)
    ]
    return EmbeddingsByState(audience=who, table=pd.DataFrame(rows), **more)


def listed(who: Audience, n: int = 1, **more: Any) -> EmbeddingsList:
    row = {
        "id": "e",
        "change": "Ring <b>first</b> 📬",
        "embedding_kind": "process",
        "state": "business_as_usual",
        "owner": "Nell",
        "experiment": None,
        "experiment_title": None,
        "how_we_know": "Eleven of fourteen",
        "n_supports": 1,
        "n_contradicts": 0,
        "countermeasures": ("Three mattresses",),
        "still_standing": ("Three mattresses",),
        "issues": (),
        "agreed_on": pd.Timestamp(date(2026, 1, 5)),
        "usual_on": pd.Timestamp(date(2026, 5, 1)),
        "system": "harbour",
        **more,
    }
    return EmbeddingsList(audience=who, table=pd.DataFrame([row] * n))


def test_what_is_counted_is_told_in_words_and_as_a_table(team: Audience, english: Words) -> None:
    figure = embeddings_by_state(release(counted(team, lives_left_out=True)), words=english)
    assert figure.description == (
        "Process, Agreed: 3; Culture, Business as usual: 12.\n"
        "What was changed in one person’s life is not counted here."
    )
    assert figure.table.iloc[0].to_list() == ["Process", "Agreed", "3"]


def test_a_small_number_is_in_nothing_that_is_sent(
    place: Audience, english: Words, sent: Callable[[Figure], str]
) -> None:
    figure = embeddings_by_state(release(counted(place)), words=english)
    assert figure.description == "Process, Agreed: *; Culture, Business as usual: 10."
    assert '"at": 3' not in sent(figure)


def test_no_traffic_light_is_drawn(team: Audience, english: Words, sent: Callable[[Figure], str]) -> None:
    drawn = sent(embeddings_by_state(release(counted(team)), words=english)).lower()
    assert not any(light in drawn for light in ("#d55e00", "#c04a00", "#00795a", "#e69f00", '"red"', '"green"'))


def test_nothing_is_said_for_whom_it_is(team: Audience, place: Audience, english: Words) -> None:
    for who, empty in (
        (team, "No change that is to last has been written"),
        (place, "No change that is to last may be seen"),
    ):
        none = EmbeddingsByState(audience=who, table=counted(who).table.assign(n=0))
        assert (embeddings_by_state(release(none), words=english).empty or "").startswith(empty)
        rows = EmbeddingsList(audience=who, table=listed(who).table.iloc[:0])
        assert (embeddings_list(release(rows), words=english).empty or "").startswith(empty)


def test_a_change_is_told_with_its_state_and_what_should_be_gone(
    team: Audience, english: Words, sent: Callable[[Figure], str]
) -> None:
    figure = embeddings_list(release(listed(team)), words=english)
    assert figure.description == (
        "“Ring <b>first</b> 📬”: Process, Business as usual since 1 May 2026, still standing: Three mattresses."
    )
    assert figure.table["Who looks after it"].to_list() == ["Nell"]
    assert "<b>first" not in figure.to_html()


def test_an_owner_is_in_nothing_a_wider_audience_is_sent(
    place: Audience, english: Words, sent: Callable[[Figure], str]
) -> None:
    assert "Nell" not in sent(embeddings_list(release(listed(place)), words=english))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"state": "agreed", "usual_on": pd.NaT}, "Process, Agreed on 5 January 2026"),
        ({"state": "under_way", "usual_on": pd.NaT}, "Process, Under way, agreed on 5 January 2026"),
        ({"state": "under_way", "usual_on": pd.NaT, "agreed_on": pd.NaT}, "Process, Under way"),
    ],
)
def test_a_state_is_told_with_the_day_that_is_known(
    team: Audience, english: Words, more: dict[str, Any], said: str
) -> None:
    figure = embeddings_list(release(listed(team, still_standing=(), **more)), words=english)
    assert figure.description == f"“Ring <b>first</b> 📬”: {said}."


def test_two_hundred_changes_are_all_told_and_the_first_are_drawn(team: Audience, english: Words) -> None:
    figure = embeddings_list(release(listed(team, 200)), words=english)
    assert len(figure.table) == 200
    assert "188 more stand in the table." in figure.svg


def along_time(who: Audience, n_undated: int = 0) -> EmbeddingsOverTime:
    rows = [
        {
            "id": id,
            "change": f"We {id}",
            "embedding_kind": "process",
            "state": state,
            "agreed_on": agreed,
            "usual_on": usual,
        }
        for id, state, agreed, usual in (
            ("ring", "business_as_usual", "2025-04-07", "2025-10-13"),
            ("write", "under_way", "2026-03-02", None),
            ("stop", "given_up", "2026-04-06", None),
        )
    ]
    table = pd.DataFrame(rows).astype({"agreed_on": "datetime64[s]", "usual_on": "datetime64[s]"}).assign(days=None)
    return EmbeddingsOverTime(audience=who, table=table, on=date(2026, 5, 1), n_undated=n_undated)


def test_states_are_told_along_time(team: Audience, english: Words) -> None:
    figure = embeddings_over_time(release(along_time(team, n_undated=2)), words=english)
    assert figure.description.split("\n") == [
        "“We ring”: agreed on 7 April 2025, business as usual since 13 October 2025.",
        "“We write”: agreed on 2 March 2026; it is now: Under way.",
        "“We stop”: agreed on 6 April 2026; it is now: Given up.",
        "2 changes have no day and are not in the picture.",
    ]
    assert len(figure.table) == 3


def test_no_day_is_said(team: Audience, place: Audience, english: Words) -> None:
    for who, empty in (
        (team, "No change that is to last has a day yet."),
        (place, "No change that is to last may be seen"),
    ):
        none = EmbeddingsOverTime(audience=who, table=along_time(who).table.iloc[:0], on=date(2026, 5, 1), n_undated=1)
        assert (embeddings_over_time(release(none), words=english).empty or "").startswith(empty)
