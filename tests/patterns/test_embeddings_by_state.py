"""Counted by hand. Told for 1 May 2026."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from workbench.frames import Audience, Evidence, table
from workbench.model import Countermeasure, Embedding, EvidenceLink, Experiment, Issue, System
from workbench.patterns import embeddings_by_state, embeddings_list, embeddings_over_time
from workbench.sharing import release


def change(id: str, kind: str = "process", state: str = "agreed", **more: Any) -> Embedding:
    given = {"id": id, "cycle": "c", "change": f"We {id}", "embedding_kind": kind, "state": state, **more}
    return Embedding.model_validate(given)


def with_a_life(evidence: Evidence, *lives: str) -> Evidence:
    """The same, where these changes were made in one person's life within the team."""
    systems = table("system", [System(id="ansel", name="Ansel", scale="person", part_of="harbour")])
    changes = evidence["embedding"].copy()
    changes.loc[changes["id"].isin(lives), "system"] = "ansel"
    tables = {**evidence.tables, "system": pd.concat([evidence["system"], systems]), "embedding": changes}
    return replace(evidence, tables=tables)


def told(found: Any) -> dict[tuple[str, str], int]:
    rows = found.table.to_dict("records")
    return {(row["embedding_kind"], row["state"]): row["n"] for row in rows if row["n"]}


def test_changes_are_counted_by_kind_and_state_and_none_is_said_too(make_evidence: Callable[..., Evidence]) -> None:
    found = embeddings_by_state(
        make_evidence(
            change("ring"), change("write"), change("card", "infrastructure", "business_as_usual"),
            change("talk", "culture", "given_up"),
        )
    )  # fmt: skip
    assert told(found) == {
        ("process", "agreed"): 2,
        ("infrastructure", "business_as_usual"): 1,
        ("culture", "given_up"): 1,
    }
    assert len(found.table) == 12
    assert [row["state"] for row in found.table.to_dict("records")[:4]] == [
        "agreed", "under_way", "business_as_usual", "given_up",
    ]  # fmt: skip


def test_no_changes_make_a_table_of_noughts(make_evidence: Callable[..., Evidence]) -> None:
    assert set(embeddings_by_state(make_evidence()).table["n"]) == {0}


def test_one_cycle_is_told_without_the_others(make_evidence: Callable[..., Evidence]) -> None:
    evidence = make_evidence(change("ours"), change("theirs", cycle="d"))
    assert told(embeddings_by_state(evidence, cycle="d")) == {("process", "agreed"): 1}
    assert told(embeddings_by_state(evidence, system="council")) == {("process", "agreed"): 2}


def test_nothing_is_counted_across_lives(make_evidence: Callable[..., Evidence]) -> None:
    evidence = with_a_life(make_evidence(change("team"), change("life")), "life")
    around = embeddings_by_state(evidence, system="harbour")
    assert (told(around), around.lives_left_out) == ({("process", "agreed"): 1}, True)
    within = embeddings_by_state(evidence, system="ansel")
    assert (told(within), within.lives_left_out) == ({("process", "agreed"): 1}, False)


def test_a_wider_audience_gets_no_small_number(make_evidence: Callable[..., Evidence], place: Audience) -> None:
    many = [change(f"c{n}", "culture") for n in range(9)]
    released = release(embeddings_by_state(make_evidence(change("one"), *many, audience=place)))
    shown = dict(
        zip(
            zip(released.table["embedding_kind"], released.table["state"], strict=True),
            released.table["n_shown"],
            strict=True,
        )
    )
    assert (shown["process", "agreed"], shown["culture", "agreed"], shown["culture", "given_up"]) == ("*", "10", "0")


# -- the changes themselves -------------------------------------------------------------------------------------------
TRIED = Experiment.model_validate({"id": "cards", "cycle": "c", "title": "Payment cards"})


def shield(id: str, **more: Any) -> Countermeasure:
    return Countermeasure.model_validate({"id": id, "cycle": "c", "what": f"Shield {id}", **more})


def link(source: tuple[str, str], target: tuple[str, str], stance: str) -> EvidenceLink:
    return EvidenceLink.model_validate(
        {"id": f"{source[1]}-{target[1]}", "cycle": "c", "source_kind": source[0], "source": source[1]}
        | {"target_kind": target[0], "target": target[1], "stance": stance}
    )


def test_each_change_is_told_with_all_that_stands_beside_it(make_evidence: Callable[..., Evidence]) -> None:
    usual = change(
        "card", "infrastructure", "business_as_usual", experiment="cards", owner="Nell", how_we_know="Every purchase",
        countermeasures=("gone", "stands", "tomorrow"), agreed_on="2025-04-07", usual_on="2025-10-13",
    )  # fmt: skip
    [row] = embeddings_list(
        make_evidence(
            usual,
            TRIED,
            shield("gone", ended_on="2026-05-01"),
            shield("stands"),
            shield("tomorrow", ended_on="2026-05-02"),
            Issue(id="rule", cycle="c", description="Two signatures", level="system", owner="leadership"),
            link(("issue", "rule"), ("embedding", "card"), "supports"),
            link(("embedding", "card"), ("issue", "rule"), "led_to"),
            link(("experiment", "cards"), ("embedding", "card"), "led_to"),
        )
    ).table.to_dict("records")
    assert (row["experiment_title"], row["n_supports"], row["n_contradicts"]) == ("Payment cards", 1, 0)
    assert row["countermeasures"] == ("Shield gone", "Shield stands", "Shield tomorrow")
    assert row["still_standing"] == ("Shield stands", "Shield tomorrow")
    assert row["issues"] == ("Two signatures",)


def test_a_shield_of_a_change_on_its_way_may_stand(make_evidence: Callable[..., Evidence]) -> None:
    evidence = make_evidence(change("ring", "process", "under_way", countermeasures=("stands",)), shield("stands"))
    assert list(embeddings_list(evidence).table["still_standing"]) == [()]


def test_states_come_in_their_order_and_the_newest_first(make_evidence: Callable[..., Evidence]) -> None:
    evidence = make_evidence(
        change("out", state="given_up", agreed_on="2026-01-01"), change("old", agreed_on="2026-01-01"),
        change("new", agreed_on="2026-02-01"), change("undated"), change("there", state="business_as_usual"),
    )  # fmt: skip
    assert list(embeddings_list(evidence).table["id"]) == ["new", "old", "undated", "there", "out"]


@pytest.mark.parametrize("records", [(), (TRIED,)])
def test_no_changes_give_no_rows(make_evidence: Callable[..., Evidence], records: tuple[Any, ...]) -> None:
    assert embeddings_list(make_evidence(*records)).table.empty


def test_owners_stay_with_the_group_and_the_words_leave(
    make_evidence: Callable[..., Evidence], place: Audience
) -> None:
    table = release(embeddings_list(make_evidence(change("ring", owner="Nell"), audience=place))).table
    assert "owner" not in table
    assert list(table["change"]) == ["We ring"]


# -- along time -------------------------------------------------------------------------------------------------------
def test_changes_stand_along_time_by_the_days_people_wrote(make_evidence: Callable[..., Evidence]) -> None:
    found = embeddings_over_time(
        make_evidence(
            change("late", agreed_on="2026-03-02"),
            change("early", state="business_as_usual", agreed_on="2025-04-07", usual_on="2025-10-13"),
            change("only-usual", state="business_as_usual", usual_on="2026-01-05"),
            change("undated"),
        )
    )
    assert [(row["id"], None if pd.isna(row["days"]) else row["days"]) for row in found.table.to_dict("records")] == [
        ("early", 189),
        ("only-usual", None),
        ("late", None),
    ]
    assert found.n_undated == 1


def test_a_change_that_is_no_longer_usual_has_no_day_of_it(make_evidence: Callable[..., Evidence]) -> None:
    was = change("was", state="given_up", agreed_on="2026-01-05", usual_on="2026-02-02")
    assert list(embeddings_over_time(make_evidence(was)).table["usual_on"].isna()) == [True]
