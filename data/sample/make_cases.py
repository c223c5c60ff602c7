"""Makes the case files of the sample: people, their contacts with services, risks, and the forum they were brought to.

How many contacts there are, with whom and when, follows published totals (see README.md); who, when exactly and with
which words is invented here. The same seed gives the same files on every machine. What is hand-written (unit costs,
grants, what people noticed) stands in its own files and is only read.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from workbench.model import RECORDS

sys.path.insert(0, str(Path(__file__).parent))
from case_words import ACTIVITIES, ASKED, CASEWORK, FORUM_NAMES, NOTES, OUTREACH_NAMES, PLANS, REFUSALS, RISKS, SERVICES

__all__ = ["SEED", "make_cases"]

SEED = 20241112
Row = dict[str, Any]

#: What every file of the sample leaves out, and what it has last.
_NOT_WRITTEN = {"revised_at", "revised_by", "version", "own_answers", "created_at", "created_by"}

#: Person → (referred, new way of working from, tags, gender, age band, what matters). The first ten people.
HARBOUR: dict[str, tuple[str, str, str, str, str, str]] = {
    "Marlow": (
        "2024-10-28",
        "2024-11-12",
        "council tax debt; rent arrears; lives alone",
        "man",
        "40 to 49",
        "A flat nobody comes into, and a job he can walk to",
    ),
    "Corrie": (
        "2025-01-20",
        "2025-01-27",
        "council tax debt; single parent; benefits were wrong",
        "woman",
        "30 to 39",
        "That the children stop hearing her on the phone to offices",
    ),
    "Tegan": (
        "2024-11-25",
        "2024-12-09",
        "council tax debt; letters unopened",
        "woman",
        "50 to 59",
        "To open the door without thinking who it is",
    ),
    "Dougal": (
        "2024-11-20",
        "2024-12-02",
        "council tax debt; rent arrears; lives alone",
        "man",
        "60 to 69",
        "His tools back, and somebody to show them to",
    ),
    "Lowri": (
        "2024-11-27",
        "2024-12-09",
        "rent arrears; single parent",
        "woman",
        "20 to 29",
        "A warm room for homework",
    ),
    "Petroc": (
        "2024-12-04",
        "2024-12-16",
        "council tax debt; lives alone",
        "man",
        "30 to 39",
        "To see his boy on Sundays",
    ),
    "Steren": ("2024-12-09", "2024-12-19", "rent arrears; single parent", "woman", "30 to 39", "Not to move again"),
    "Demelza": (
        "2024-12-16",
        "2025-01-06",
        "council tax debt; letters unopened",
        "woman",
        "70 to 79",
        "To stay near the church and the cat",
    ),
    "Jago": (
        "2024-12-18",
        "2025-01-13",
        "council tax debt; rent arrears; lives alone",
        "man",
        "20 to 29",
        "A driving licence, so that he can take the early shift",
    ),
    "Kerensa": (
        "2025-01-22",
        "2025-02-03",
        "council tax debt; benefits were wrong",
        "woman",
        "40 to 49",
        "Her sister's wedding, in a dress of her own",
    ),
}
AGENCIES = ("criminal justice", "local authority", "NHS", "police", "society / economic")
#: Contacts by agency, in that order, in the two years before and after: one person, and all ten, are published.
BEFORE: dict[str, tuple[int, int, int, int, int]] = {
    "Marlow": (2, 51, 41, 102, 1),
    "Corrie": (1, 18, 6, 0, 4),
    "Tegan": (0, 24, 5, 2, 3),
    "Dougal": (2, 15, 12, 30, 1),
    "Lowri": (0, 14, 4, 6, 2),
    "Petroc": (1, 16, 9, 22, 1),
    "Steren": (0, 17, 6, 8, 1),
    "Demelza": (0, 12, 5, 4, 1),
    "Jago": (1, 18, 6, 14, 1),
    "Kerensa": (0, 12, 2, 4, 1),
}
AFTER: dict[str, tuple[int, int, int, int, int]] = {
    "Marlow": (0, 76, 0, 0, 7),
    "Corrie": (0, 15, 0, 0, 3),
    "Tegan": (0, 3, 0, 0, 3),
    "Dougal": (0, 4, 0, 4, 2),
    "Lowri": (0, 1, 0, 0, 2),
    "Petroc": (0, 2, 0, 2, 2),
    "Steren": (0, 2, 0, 1, 3),
    "Demelza": (0, 1, 0, 0, 2),
    "Jago": (0, 3, 0, 1, 2),
    "Kerensa": (0, 1, 0, 0, 2),
}
#: How often each person was assessed before: so many rounds of assess, do, refer.
ROUNDS = {
    "Marlow": 55,
    "Corrie": 9,
    "Tegan": 11,
    "Dougal": 24,
    "Lowri": 7,
    "Petroc": 16,
    "Steren": 10,
    "Demelza": 6,
    "Jago": 13,
    "Kerensa": 5,
}
#: The household whose benefits were wrong: six visits and nine phone calls.
CORRIE_VISITS, CORRIE_CALLS = 6, 9
OBSERVED_UNTIL = date(2026, 11, 13)

#: Month → unplanned admissions and bed days of the 56 people outreach goes with; the quarters are published.
ADMISSIONS = {
    "2025-10": (28, 116),
    "2025-11": (31, 130),
    "2025-12": (30, 123),
    "2026-01": (18, 91),
    "2026-02": (16, 80),
    "2026-03": (16, 78),
    "2026-04": (20, 96),
    "2026-05": (21, 101),
    "2026-06": (20, 98),
}
BED_DAY_PENCE = 40_000

#: What one person cost fourteen services in each year, in pounds; the first and the last are published.
TEN_YEARS = {
    2015: 18_400,
    2016: 31_250,
    2017: 52_700,
    2018: 96_300,
    2019: 149_800,
    2020: 238_600,
    2021: 361_900,
    2022: 460_000,
    2023: 58_150,
    2024: 2_000,
}

#: Of 52 people brought to the forum 27 are women; 47 came with a high risk; touch was lost with five.
N_FORUM, N_WOMEN, N_HIGH, N_LOST = 52, 27, 47, 5
AVOIDABLE = ("yes",) * 17 + ("partly",) * 9 + ("no",) * 19 + ("not_known",) * 7

_ASKED_FOR = "We keep what services did around you under a made-up name, to learn how to do it better."


class _Made:
    """The rows made so far, and the one source of chance."""

    def __init__(self, folder: Path) -> None:
        self.chance = random.Random(SEED)  # noqa: S311  the same files each time, no secret
        self.rows: dict[str, list[Row]] = {k: [] for k in ("case", "contact", "risk", "forum_case", "refusal")}
        self.costs = {row["activity"]: row for row in _read(folder / "unit_cost.csv")}

    def case(self, id: str, cycle: str, on: str, by: str, **given: Any) -> str:
        self.rows["case"].append(
            {
                "id": id,
                "cycle": cycle,
                "consent_wording": _ASKED_FOR,
                "consent_by": by,
                "consent_on": on,
                "may_quote": "false",
                "may_leave": "false",
                "withdrawal": "none",
                **given,
                "created_at": f"{on}T10:00:00Z",
                "created_by": by,
            }
        )
        return id

    def contact(self, case: str, cycle: str, on: date, made: tuple[str, str], **given: Any) -> None:
        at, by = made
        n = len(self.rows["contact"]) + 1
        self.rows["contact"].append(
            {
                "id": f"contact-{n:04d}",
                "cycle": cycle,
                "case": case,
                "happened_on": on.isoformat(),
                **given,
                "created_at": at,
                "created_by": by,
            }
        )

    def priced(self, activity: str, quantity: int = 1) -> Row:
        """The cost of an activity and the unit cost it comes from; nothing where there is none."""
        unit = self.costs.get(activity)
        return {"cost_pence": int(unit["each_pence"]) * quantity, "priced_by": unit["id"]} if unit else {}


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _days(made: _Made, first: date, after: date, n: int) -> list[date]:
    """So many days from ``first`` up to, and not including, ``after``, in order."""
    return sorted(first + timedelta(made.chance.randrange((after - first).days)) for _ in range(n))


def _harbour(made: _Made) -> None:
    for name, (referred, way, tags, gender, age, matters) in HARBOUR.items():
        start = date.fromisoformat(way)
        begin = start.replace(year=start.year - 2)
        case = made.case(
            f"case-{name.lower()}",
            "harbour-caseworkers-1",
            way,
            "Nell",
            pseudonym=name,
            what_matters=matters,
            tags=tags,
            gender=gender,
            age_band=age,
            place="Harbour",
            chosen="as_they_came",
            way_from=way,
            referred_on=referred,
            observed_from=begin.isoformat(),
            observed_until=OBSERVED_UNTIL.isoformat(),
            scope="organisation",
        )
        at = (f"{way}T10:30:00Z", "Nell")
        for on, agency, does in _before(made, name, begin, start):
            activity, urgency, demand = made.chance.choice(ACTIVITIES[agency, does])
            quantity = made.chance.choice((1, 2, 3, 4)) if activity == "unplanned admission" else 1
            others = [a for a in AGENCIES if a != agency]
            made.contact(
                case,
                "harbour-caseworkers-1",
                on,
                at,
                agency=agency,
                activity=activity,
                does=does,
                urgency=urgency,
                demand=demand,
                quantity=quantity,
                **made.priced(activity, quantity),
                handed_to=made.chance.choice(others) if does == "refer" else "",
                note=_note(made, activity),
            )
        _after(made, name, case, start)


def _before(made: _Made, name: str, begin: date, start: date) -> Iterable[tuple[date, str, str]]:
    """The contacts before: in order, every assessment the beginning of a round, some rounds ending in a referral."""
    agencies = [agency for agency, n in zip(AGENCIES, BEFORE[name], strict=True) for _ in range(n)]
    made.chance.shuffle(agencies)
    n, rounds = len(agencies), ROUNDS[name]
    # so that no assessment follows another, and none of a service that never assesses
    starts = [i * n // rounds for i in range(rounds)]
    for i in starts:
        if agencies[i] not in ("police", "NHS", "local authority"):
            j = next(j for j in range(n) if j not in starts and agencies[j] in ("police", "NHS", "local authority"))
            agencies[i], agencies[j] = agencies[j], agencies[i]
    first_days = _days(made, begin, start, n)
    for i, (on, agency) in enumerate(zip(first_days, agencies, strict=True)):
        last = i + 1 in starts
        refers = last and i not in starts and agency in ("police", "NHS", "local authority")
        yield on, agency, "assess" if i in starts else "refer" if refers else "do"


def _after(made: _Made, name: str, case: str, start: date) -> None:
    end = min(start.replace(year=start.year + 2), OBSERVED_UNTIL + timedelta(1))
    agencies = [agency for agency, n in zip(AGENCIES, AFTER[name], strict=True) for _ in range(n)]
    made.chance.shuffle(agencies)
    own = ["caseworker visit"] * CORRIE_VISITS + ["caseworker phone call"] * CORRIE_CALLS
    for on, agency in zip(_days(made, start, end, len(agencies)), agencies, strict=True):
        activity, urgency, demand = made.chance.choice(ACTIVITIES[agency, "after"])
        if name == "Corrie" and agency == "local authority":
            activity = own.pop(made.chance.randrange(len(own)))
        # the new way of working is written down on the day, the old one was looked up
        cycle = "harbour-caseworkers-1" if on < date(2025, 11, 10) else "harbour-caseworkers-2"
        made.contact(
            case,
            cycle,
            on,
            (f"{on.isoformat()}T16:00:00Z", made.chance.choice(CASEWORK)),
            agency=agency,
            activity=activity,
            does="do",
            urgency=urgency,
            demand=demand,
            **made.priced(activity),
            note=_note(made, activity),
        )


def _note(made: _Made, activity: str) -> str:
    known = NOTES.get(activity, ())
    return made.chance.choice(known) if known and made.chance.random() < 0.3 else ""


def _outreach(made: _Made) -> None:
    cycle, people = "street-outreach-2", []
    for n, name in enumerate(OUTREACH_NAMES):
        people.append(
            made.case(
                f"case-outreach-{n + 1:02d}",
                cycle,
                "2026-01-05",
                "Cato",
                pseudonym=name,
                chosen="at_their_worst",
                tags="no home; often in hospital",
                gender=("man", "man", "woman")[n % 3],
                place="Tidewell",
                age_band=("30 to 39", "40 to 49", "50 to 59", "20 to 29", "60 to 69")[n % 5],
                way_from="2026-01-01",
                referred_on="2025-12-15",
                observed_from="2025-10-01",
                observed_until="2026-06-30",
                scope="organisation",
            )
        )
    first = list(people)  # before, each of them was admitted at least once
    for month, (n, bed_days) in ADMISSIONS.items():
        lengths = _parts(made, bed_days, n)
        year, number = map(int, month.split("-"))
        for days in lengths:
            who = first.pop(made.chance.randrange(len(first))) if first else made.chance.choice(people)
            on = date(year, number, 1 + made.chance.randrange(28))
            early = month < "2026"
            at = ("2026-01-05T11:00:00Z" if early else "2026-07-06T11:00:00Z", "Cato")
            row = {"intake": "intake-ward-list" if early else "intake-ward-list-2"}
            row["source_key"] = f"The hospital's ward list:{len(made.rows['contact']) + 1}"
            made.contact(
                who,
                cycle,
                on,
                at,
                agency="NHS",
                activity="unplanned admission",
                does="do",
                urgency="crisis",
                quantity=days,
                cost_pence=days * BED_DAY_PENCE,
                priced_by="unit-bed-day",
                **row,
            )
    for who in people:
        for quarter in (date(2026, 1, 5), date(2026, 4, 6)):
            for on in _days(made, quarter, quarter + timedelta(84), 2):
                at = (f"{on.isoformat()}T17:00:00Z", made.chance.choice(("Cato", "Leonie", "Osian")))
                made.contact(
                    who,
                    cycle,
                    on,
                    at,
                    agency="voluntary sector",
                    activity="outreach visit",
                    does="do",
                    urgency="planned",
                    demand="value",
                    note=_note(made, "outreach visit"),
                )


def _parts(made: _Made, whole: int, n: int) -> list[int]:
    """``whole`` in ``n`` parts of at least 1."""
    cuts = sorted(made.chance.sample(range(1, whole), n - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, whole], strict=True)]


def _ten_years(made: _Made) -> None:
    cycle, on = "north-quay-1", "2025-03-17"
    case = made.case(
        "case-teal",
        cycle,
        on,
        "Yusra",
        pseudonym="Teal",
        what_matters="To be called by the name she chose",
        context="Ten years and fourteen services, put together from their own files with her consent.",
        gender="woman",
        tags="many services",
        age_band="30 to 39",
        place="North Quay",
        chosen="at_their_worst",
        way_from="2022-11-07",
        referred_on="2022-10-24",
        observed_from="2015-01-01",
        observed_until="2024-12-31",
        scope="team",
    )
    for year, pounds in TEN_YEARS.items():
        n = 6 if year == 2024 else 22
        services = [SERVICES[i % len(SERVICES)] for i in range(n)] if year < 2023 else list(SERVICES[:3]) * (n // 3)
        days = _days(made, date(year, 1, 1), date(year + 1, 1, 1), len(services))
        for when, (agency, activity), pence in zip(
            days, services, _parts(made, pounds * 100, len(services)), strict=True
        ):
            crisis = year < 2023 and made.chance.random() < 0.6
            made.contact(
                case,
                cycle,
                when,
                (f"{on}T10:30:00Z", "Yusra"),
                agency=agency,
                activity=activity,
                cost_pence=pence,
                urgency="crisis" if crisis else "planned",
            )
    made.case(
        "case-sorley",
        cycle,
        "2025-04-07",
        "Yusra",
        pseudonym="Sorley",
        scope="team",
        tags="many services",
        withdrawal="no_use",
        withdrawn_on="2025-09-01",
    )
    made.case(
        "case-merryn",
        cycle,
        "2025-05-12",
        "Yusra",
        pseudonym="Merryn",
        scope="team",
        tags="rent arrears",
        gender="woman",
        consent_until="2026-05-11",
    )


def _forum(made: _Made) -> None:
    cycle, first = "tidewell-2", date(2026, 1, 29)
    women = set(made.chance.sample(range(N_FORUM), N_WOMEN))
    some_only = set(made.chance.sample(range(N_FORUM), N_FORUM - N_HIGH))
    lost = set(made.chance.sample([n for n in range(N_FORUM) if n not in some_only], N_LOST))
    avoidable = list(AVOIDABLE)
    made.chance.shuffle(avoidable)
    for n, name in enumerate(FORUM_NAMES[:N_FORUM]):
        on = first + timedelta(14 * (n // 4))
        by = made.chance.choice(("Leonie", "Odile", "Yusra", "Bram"))
        day = on.isoformat()
        case = made.case(
            f"case-forum-{n + 1:02d}",
            cycle,
            day,
            by,
            pseudonym=name,
            gender="woman" if n in women else "man",
            tags="brought to the forum",
            place="Tidewell",
            chosen="at_their_worst",
            scope="place",
            age_band=("20 to 29", "30 to 39", "40 to 49", "50 to 59")[n % 4],
            what_matters=PLANS[n % len(PLANS)][0],
        )
        at = {"created_at": f"{day}T14:00:00Z", "created_by": by}
        made.rows["forum_case"].append(
            {
                "id": f"forum-{n + 1:02d}",
                "cycle": cycle,
                "case": case,
                "forum": "One table",
                "presented_on": day,
                "presented_by": by,
                "asked": ASKED[n % len(ASKED)],
                "plan": PLANS[n % len(PLANS)][1],
                "plan_review_on": (on + timedelta(42)).isoformat(),
                "avoidable": avoidable[n],
                "avoidable_why": REFUSALS[n % len(REFUSALS)][3] if avoidable[n] in ("yes", "partly") else "",
                "system_learning": REFUSALS[n % len(REFUSALS)][4] if n % 5 == 0 else "",
                "lost_on": (on + timedelta(35)).isoformat() if n in lost else "",
                "scope": "place",
                **at,
            }
        )
        _risks(made, case, n, high=n not in some_only, known=n not in lost, on=on)
        for asker, asked, why in [r[:3] for r in made.chance.sample(REFUSALS, made.chance.choice((0, 1, 1, 2)))]:
            made.rows["refusal"].append(
                {
                    "id": f"refusal-{len(made.rows['refusal']) + 1:02d}",
                    "cycle": cycle,
                    "case": case,
                    "from_agency": asker,
                    "to_agency": asked,
                    "refused_on": (on - timedelta(20)).isoformat(),
                    "why": why,
                    **at,
                }
            )


def _risks(made: _Made, case: str, n: int, *, high: bool, known: bool, on: date) -> None:
    """Two or three risks; the highest is lower afterwards, wherever anybody knows."""
    named = made.chance.sample(RISKS, 2 + n % 2)
    for i, name in enumerate(named):
        before = (
            ("++" if high else "+") if i == 0 else made.chance.choice(("+", "none", "++") if high else ("+", "none"))
        )
        after = {"++": made.chance.choice(("+", "+", "none")), "+": "none" if not high else "+", "none": "none"}[before]
        made.rows["risk"].append(
            {
                "id": f"risk-{len(made.rows['risk']) + 1:03d}",
                "cycle": "tidewell-2",
                "case": case,
                "name": name,
                "before": before,
                "after": after if known else "",
                "noted_on": on.isoformat(),
                "reviewed_on": (on + timedelta(42)).isoformat() if known else "",
                "created_at": f"{on.isoformat()}T14:30:00Z",
                "created_by": "Odile",
            }
        )


def _write(folder: Path, kind: str, rows: Sequence[Mapping[str, Any]]) -> None:
    names = [name for name in RECORDS[kind].model_fields if name not in _NOT_WRITTEN]
    with (folder / f"{kind}.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, [*names, "created_at", "created_by"], restval="", lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


def make_cases(folder: Path) -> None:
    """Write case, contact, risk, forum_case and refusal; unit_cost.csv in the folder is read."""
    made = _Made(folder)
    for part in (_harbour, _outreach, _ten_years, _forum):
        part(made)
    for kind, rows in made.rows.items():
        _write(folder, kind, rows)


if __name__ == "__main__":
    make_cases(Path(__file__).parent)
