"""Days, money, units and ages as councils write them, and why a cell is none of these."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.exchange.contact_columns import identifying, meaning_of, proposed
from workbench.exchange.contact_values import age_band_of, day_of, pence_of, units_of
from workbench.exchange.written_day import month_names
from workbench.model.prompts import words

MONTHS = month_names([words().say(f"dates.month_{n}") for n in range(1, 13)])


@pytest.mark.parametrize(
    ("said", "pence"),
    [
        ("12", 1200),
        ("£1,234.50", 123450),
        ("1 234.5", 123450),
        ("£0.00", 0),
        ("GBP 12.345", 1235),
        ("120p", 120),
        ("-5", "negative_cost"),
        ("(£5.00)", "negative_cost"),
        ("£-5", "negative_cost"),
        ("5-", "negative_cost"),
        ("1,23", "no_cost"),
        ("about 5", "no_cost"),
        ("inf", "no_cost"),
        ("99999999999", "too_dear"),
    ],
)
def test_an_amount_is_pence_or_the_reason_why_it_is_none(said: str, pence: int | str) -> None:
    assert pence_of(said) == pence


def test_a_column_in_pence_and_a_decimal_comma_are_read_as_said() -> None:
    assert pence_of("1,250", pence=True) == 1250
    assert pence_of("1.234,50", decimal_comma=True) == 123450


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("03/04/2026", date(2026, 4, 3)),
        ("3.4.2026 14:05", date(2026, 4, 3)),
        ("2026-04-03", date(2026, 4, 3)),
        ("3 April 2026", date(2026, 4, 3)),
        ("31/02/2026", "no_day"),
        ("04/13/2026", "no_day"),
        ("3/4/26", "no_day"),
        ("April 2026", "no_month_day"),
        ("04/2026", "no_month_day"),
        ("", "day_missing"),
        ("1/1/0202", "year"),
    ],
)
def test_a_day_is_read_strictly_or_the_reason_why_it_is_none(said: str, day: date | str) -> None:
    assert day_of(said, day_first=True, months=MONTHS) == day


def test_units_are_plain_numbers_and_never_below_nothing() -> None:
    assert [units_of(said) for said in ("3", "1,200", "0.5", "-1", "three", "9999999")] == [
        3.0,
        1200.0,
        0.5,
        "no_quantity",
        "no_quantity",
        "too_many_units",
    ]


@pytest.mark.parametrize(
    ("said", "band"),
    [
        ("37", "35 to 44"),
        ("14/05/1986", "35 to 44"),
        ("13/05/1986", "35 to 44"),
        ("4", "under 18"),
        ("91", "85 and over"),
        ("working age", "working age"),
    ],
)
def test_an_age_or_a_birthday_is_kept_as_a_band_only(said: str, band: str) -> None:
    assert age_band_of(said, date(2026, 5, 13), words(), day_first=True, months=MONTHS) == band


@pytest.mark.parametrize(
    ("field", "said", "means"),
    [
        ("urgency", "A&E", "crisis"),
        ("urgency", "999 call", "crisis"),
        ("urgency", "Emergency admission", "crisis"),
        ("urgency", "unplanned", "crisis"),
        ("urgency", "Non-emergency", "planned"),
        ("urgency", "ELECTIVE", "planned"),
        ("urgency", "Y", "crisis"),
        ("urgency", "Ready by noon", None),
        ("does", "Referral to Housing", "refer"),
        ("does", "Assessed", "assess"),
        ("demand", "Failure demand", "failure"),
        ("demand", "green", None),
    ],
)
def test_a_word_in_a_column_means_what_its_longest_known_phrase_means(field: str, said: str, means: str | None) -> None:
    assert meaning_of(field, said, words()) == means


def test_headers_are_matched_each_field_once_and_days_only_to_columns_of_days() -> None:
    columns = ["Client Ref", "Client name", "Date of contact", "Service", "Type of contact", "Cost (£)", "Day"]

    made = proposed(columns, words(), days=["Date of contact"])

    assert [(one.column, one.field) for one in made] == [
        ("Client Ref", "person"),
        ("Date of contact", "happened_on"),
        ("Service", "agency"),
        ("Type of contact", "activity"),
        ("Cost (£)", "cost"),
    ]


def test_the_only_column_of_days_is_the_day_whatever_it_is_called_unless_it_is_a_birthday() -> None:
    assert [one.field for one in proposed(["Seen"], words(), days=["Seen"])] == ["happened_on"]
    assert proposed(["Date of birth"], words(), days=["Date of birth"]) == ()


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Name", "name"),
        ("Client's Surname", "name"),
        ("Next of kin phone", "phone"),
        ("D.O.B.", "date_of_birth"),
        ("Patient NHS No", "nhs_number"),
        ("Postcode", "postcode"),
        ("E-mail address", "email"),
        ("NI Number", "ni_number"),
        ("Home address", "address"),
        ("Agency name", None),
        ("Named worker team", None),
        ("Contact type", None),
    ],
)
def test_a_header_that_says_who_somebody_is_is_known_by_it(header: str, kind: str | None) -> None:
    assert identifying(header, words()) == kind
