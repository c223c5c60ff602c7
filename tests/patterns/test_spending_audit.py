from __future__ import annotations

from collections.abc import Callable

from workbench.frames import Audience, Evidence
from workbench.model import Spend
from workbench.patterns import spending_audit
from workbench.sharing import release

ALL_YES = dict.fromkeys(("proportionate", "legal", "auditable", "necessary"), "yes")


def bought(id: str, on: str, **more: object) -> Spend:
    return Spend.model_validate(
        {"id": id, "cycle": "c", "spent_on": on, "amount_pence": 1_250, "what": "Food shop", "worker": "Idris", **more}
    )


def held(make_evidence: Callable[..., Evidence], **more: Audience) -> Evidence:
    return make_evidence(
        bought("old", "2026-01-01", need="No food in the house", **ALL_YES),
        bought("new", "2026-04-01", **ALL_YES),
        bought("partly", "2026-02-01", proportionate="yes", legal="not_sure"),
        bought("blank", "2026-03-01"),
        **more,
    )


def test_what_nobody_answered_comes_first_and_not_sure_is_an_answer(make_evidence: Callable[..., Evidence]) -> None:
    table = spending_audit(held(make_evidence)).table
    assert table[["id", "unanswered"]].to_numpy().tolist() == [["blank", 4], ["partly", 2], ["new", 0], ["old", 0]]
    assert table.loc[3, ["amount_pounds", "need", "legal", "worker"]].tolist() == [
        12.5,
        "No food in the house",
        "yes",
        "Idris",
    ]


def test_the_group_gets_every_record_and_a_wider_audience_none(
    make_evidence: Callable[..., Evidence], place: Audience
) -> None:
    assert len(release(spending_audit(held(make_evidence))).table) == 4
    wide = release(spending_audit(held(make_evidence, audience=place))).table
    assert (len(wide), list(wide.columns)) == (0, ["id"])


def test_no_spending_gives_no_rows(make_evidence: Callable[..., Evidence]) -> None:
    assert spending_audit(make_evidence()).table.empty
