from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from workbench.charts import Figure, assess_do_refer
from workbench.frames import Audience
from workbench.model.prompts import Words
from workbench.patterns import AssessDoRefer
from workbench.patterns.assess_do_refer import DOES, ROUNDS_BANDS
from workbench.sharing import release


def found(who: Audience, *, few: int = 3) -> AssessDoRefer:
    """Thirty people with two to four rounds before, and ``few`` more for whom something was done."""
    does = zip(DOES, (40, few * 2, 0, 20), (30, few, 0, 20), strict=True)
    table = pd.DataFrame([("before", *row) for row in does], columns=["phase", "does", "n", "n_people"])
    bands = [("before", band, {"2-4": 30, "0": few}.get(band, 0)) for band in (*ROUNDS_BANDS, "not_said")]
    usual = [("before", 30 + few, 1.0, 2.5, 3.0, 4.0)]
    return AssessDoRefer(
        audience=who,
        table=table.assign(share=table["n"] / table["n"].sum()),
        rounds=pd.DataFrame(bands, columns=["phase", "rounds_band", "n_people"]).assign(share_of_people=0.5),
        usual=pd.DataFrame(
            usual,
            columns=["phase", "n_known", "lower_quartile", "median_rounds", "upper_quartile", "most_rounds"],
        ),
        n_people=30 + few,
    )


def test_shares_and_rounds_are_told_in_words(english: Words, team: Audience) -> None:
    figure = assess_do_refer(release(found(team, few=1)), words=english)
    assert figure.description.split("\n") == [
        "Before, 62 contacts: assess 65% (40), do 3% (2), refer 0% (0), not said 32% (20).",
        "Before: no round: 1 person; 2 to 4 rounds: 30 people; median 2.5.",
    ]
    assert figure.notes[0].startswith("A round begins with every assessment that does not follow another")
    assert figure.table.iloc[0].tolist() == ["Before", "assess", "40", "30", "65%", "", ""]
    assert figure.table.iloc[6].tolist() == ["Before", "", "", "30", "", "2 to 4 rounds", "50%"]


@pytest.mark.slow
def test_a_hidden_number_makes_no_difference_to_what_is_sent(
    sent: Callable[[Figure], str], english: Words, team: Audience, place: Audience
) -> None:
    def drawn(who: Audience) -> set[str]:
        return {sent(assess_do_refer(release(found(who, few=few)), words=english)) for few in (1, 3, 6)}

    assert (len(drawn(place)), len(drawn(team))) == (1, 3)


def test_no_contacts_say_so(english: Words, team: Audience) -> None:
    some = found(team)
    empty = AssessDoRefer(
        audience=team, table=some.table.iloc[:0], rounds=some.rounds.iloc[:0], usual=some.usual.iloc[:0], n_people=0
    )
    figure = assess_do_refer(release(empty), words=english)
    assert figure.empty == "No contacts have been written down or brought in yet."
