"""What says who somebody is, in text: found, masked and replaced; and what only looks so, left alone."""

from __future__ import annotations

import pytest

from workbench.exchange.personal_data import is_nhs_number, masked, name_words, replaced, spans_in
from workbench.exchange.pseudonym import Pseudonyms
from workbench.model.prompts import words


def cleaned(text: str, **options: object) -> str:
    return replaced(text, spans_in(text, words(), free=True, **options), words())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("NHS 943 476 5919 seen", "NHS [NHS number] seen"),
        ("9434765919", "[NHS number]"),
        ("943-476-5919.", "[NHS number]."),
        ("NHS no: 943 476 5910 (mistyped)", "NHS no: [NHS number] (mistyped)"),
        ("NI QQ123456C", "NI [NI number]"),
        ("NI AB 12 34 56 C, claim open", "NI [NI number], claim open"),
        ("ring 07700 900123 after five", "ring [phone] after five"),
        ("ring +44 (0)20 7946 0018 or 0191 498 0123", "ring [phone] or [phone]"),
        ("write to a.b+c@example.org.uk, please", "write to [e-mail], please"),
        ("moved to NE8 4QP in May", "moved to [postcode] in May"),
        ("DOB 12/03/1985, lives alone", "DOB [date of birth], lives alone"),
        ("born on 12th March 1985", "born on [date of birth]"),
        ("lives at Flat 2, 14a Saltwell Park Road with two", "lives at [address] with two"),
        ("Mrs Ashdown and Dr. O'Neil came", "Mrs [name] and Dr. [name] came"),
        ("her son Jamie was there", "her son [name] was there"),
        ("Anna Ashdown rang", "[name] rang"),
    ],
)
def test_numbers_addresses_and_names_are_replaced_by_what_they_are(text: str, instead: str) -> None:
    assert cleaned(text) == instead


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rent arrears of £1,200.50 since 12/03/2025",
        "Housing Benefit and Universal Credit claimed",
        "Seen at Queen Elizabeth Hospital on Monday",
        "Paid 1234567890 pence",
        "Case 12345 of 2026",
        "A&E twice, 111 once",
        "support worker visited",
    ],
)
def test_everyday_words_and_other_numbers_stay(text: str) -> None:
    assert cleaned(text) == text


def test_names_that_the_row_holds_are_found_in_any_case_but_everyday_words_only_with_their_capital() -> None:
    names = name_words(["Ashdown, Will"])

    assert cleaned("ASHDOWN rang; will call Will's landlord", names=names) == (
        "[name] rang; will call [name]'s landlord"
    )


def test_what_the_row_calls_its_person_is_found_as_a_word_of_its_own() -> None:
    assert cleaned("see c-1042, not C-10423", identifier="C-1042") == "see [person], not C-10423"


def test_one_word_of_a_name_does_not_make_an_agency_personal_but_the_whole_name_does() -> None:
    names = name_words(["Rosa Bank"])

    assert spans_in("Food Bank", words(), names=names) == []
    assert replaced("c/o Rosa Bank", spans_in("c/o Rosa Bank", words(), names=names), words()) == "c/o [name]"


@pytest.mark.parametrize(
    ("number", "valid"),
    [("9434765919", True), ("943 476 5919", True), ("9434765918", False), ("1111111111", False), ("943476591", False)],
)
def test_an_nhs_number_is_known_by_its_check_digit(number: str, valid: bool) -> None:
    assert is_nhs_number(number) is valid


def test_a_mask_shows_the_first_sign_of_each_word_only() -> None:
    assert masked("Anna  Ashdown 07700 900123") == "A••• A•••••• 0•••• 9•••••"


def test_a_pseudonym_depends_on_the_key_and_on_nothing_else() -> None:
    one, other = Pseudonyms(b"1" * 32), Pseudonyms(b"2" * 32)
    digest = one.digest("person:9434765919")

    assert digest == Pseudonyms(b"1" * 32).digest("person:9434765919") != other.digest("person:9434765919")
    assert len(digest) == 26
    assert not set(digest) & set("ILOU")


def test_a_code_that_is_taken_gives_way_to_the_next_of_the_same_hash() -> None:
    digest = "7KQ2M4XD9ABCDEFGHJKMNPQRST"

    assert Pseudonyms.code(digest) == "7KQ2-M4XD"
    assert Pseudonyms.code(digest, {"7KQ2-M4XD"}) == "KQ2M-4XD9"
