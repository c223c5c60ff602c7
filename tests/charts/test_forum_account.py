from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from workbench.charts import Figure, forum_account
from workbench.frames import Audience
from workbench.model.prompts import Words
from workbench.patterns import ForumAccount
from workbench.sharing import release


def account(who: Audience, *rows: tuple[str, str, int]) -> ForumAccount:
    table = pd.DataFrame(rows, columns=["part", "value", "n"])
    table["of"] = 52
    table["share"] = table["n"] / 52
    return ForumAccount(
        audience=who, table=table, n_people=52, n_presented=52, n_refusals=0, first_on=None, last_on=None
    )


RISK = (
    ("risk_after", "fell", 47),
    ("risk_after", "not_lower", 0),
    ("risk_after", "lost", 5),
    ("risk_after", "all", 52),
)


def test_each_answer_is_told_with_its_number_and_what_it_is_of(english: Words, team: Audience) -> None:
    figure = forum_account(release(account(team, *RISK)), words=english)
    assert figure.description == (
        "After: did the highest risk fall? it fell: 47; lost touch before anybody could look: 5."
    )
    assert figure.table.to_numpy().tolist() == [
        ["After: did the highest risk fall?", "it fell", "47", "90%"],
        ["After: did the highest risk fall?", "it did not", "0", "0%"],
        ["After: did the highest risk fall?", "lost touch before anybody could look", "5", "10%"],
        ["After: did the highest risk fall?", "all presented", "52", "100%"],
    ]


def test_a_small_number_makes_no_difference_to_what_is_sent(
    sent: Callable[[Figure], str], english: Words, team: Audience, place: Audience
) -> None:
    def drawn(who: Audience) -> set[str]:
        found = [account(who, ("risk_after", "fell", 40), ("risk_after", "lost", n)) for n in (1, 4, 7)]
        return {sent(forum_account(release(one), words=english)) for one in found}

    assert (len(drawn(place)), len(drawn(team))) == (1, 3)


def test_a_gender_written_like_a_tag_is_text(english: Words, team: Audience) -> None:
    figure = forum_account(release(account(team, ("gender", "<script>x</script>", 9))), words=english)
    assert "<script>x" not in figure.to_html()


def test_nobody_presented_says_so(english: Words, team: Audience) -> None:
    assert forum_account(release(account(team)), words=english).empty == "No case has been presented to a forum yet."
