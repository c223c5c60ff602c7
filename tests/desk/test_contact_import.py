"""Contacts brought in from councils' files: nothing twice, nothing lost, nobody named, and nothing guessed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.desk.contact_import import ContactImport, PersonalFound, look_at, mappings_of, save_mapping, try_out
from workbench.desk.contact_work import ContactChoices
from workbench.errors import NotAllowed, Refused, StoreProblem
from workbench.model import (
    Case,
    ColumnTaken,
    Contact,
    ImportMapping,
    Intake,
    IntakeState,
    UnitCost,
    ValueTaken,
    Withdrawal,
)

pytestmark = pytest.mark.slow

SYSTEM = "quay"
HEADER = "Contact ID,Person,Date,Agency,Activity,Urgency,Cost,Notes\n"
ROWS = (
    "C1,P-1001,13/04/2026,Housing,Visit,Planned,£40.00,Repairs agreed\n"
    'C2,P-1001,14/04/2026,Police,Call,999 call,"£1,250.00",\n'
    "C3,P-1002,15/04/2026,Housing,Visit,Planned,,Not in\n"
)


@pytest.fixture
def desk(quay_desk: Desk) -> Desk:
    quay_desk.sit(by="Ana", page="")
    return quay_desk


@pytest.fixture
def cycle(desk: Desk) -> str:
    found = desk.choice().cycle
    assert found is not None
    return found.id


def written(tmp_path: Path, text: str, name: str = "April.csv") -> Path:
    file = tmp_path / name
    file.write_bytes(text.encode())
    return file


def mapping(desk: Desk, file: Path, cycle: str, **update: Any) -> ImportMapping:
    return look_at(desk, file, cycle=cycle).mapping.model_copy(update=update)


def brought_in(desk: Desk, file: Path, cycle: str, **choices: Any) -> Intake:
    read_as = choices.pop("mapping", None) or mapping(desk, file, cycle)
    bringing = ContactImport(desk, file, read_as, cycle=cycle, **choices)
    while not bringing.next().finished:
        pass
    return bringing.intake


def contacts(desk: Desk) -> list[Contact]:
    return sorted(desk.store.all(Contact), key=lambda one: (one.happened_on, one.agency))


def counts(intake: Intake) -> dict[str, int]:
    return {name: getattr(intake, f"n_{name}") for name in ("rows", "refused", "cases", "contacts", "changed", "same")}


# -- a file as it comes ------------------------------------------------------------------------------------------------


def test_a_file_becomes_contacts_of_case_files_under_pseudonyms(desk: Desk, cycle: str, tmp_path: Path) -> None:
    intake = brought_in(desk, written(tmp_path, HEADER + ROWS), cycle)

    assert counts(intake) == {"rows": 3, "refused": 0, "cases": 2, "contacts": 3, "changed": 0, "same": 0}
    assert intake.state is IntakeState.done
    assert [
        (str(c.happened_on), c.agency, c.activity, c.urgency, c.cost_pence, c.note, c.intake) for c in contacts(desk)
    ] == [
        ("2026-04-13", "Housing", "Visit", "planned", 4_000, "Repairs agreed", intake.id),
        ("2026-04-14", "Police", "Call", "crisis", 125_000, "", intake.id),
        ("2026-04-15", "Housing", "Visit", "planned", None, "Not in", intake.id),
    ]
    cases = desk.store.all(Case)
    assert all(len(one.pseudonym) == 9 and one.pseudonym[4] == "-" for one in cases)
    assert len({one.pseudonym for one in cases}) == 2


def test_bad_days_a_total_merged_headers_and_pounds_are_told_and_nothing_is_stored(
    desk: Desk, cycle: str, tmp_path: Path
) -> None:
    file = written(
        tmp_path,
        "Contacts with services,,,,\nPerson,,Contact,,Money\nRef,Name,Date,Agency,Total cost\n"
        '7,Anna Ashdown,13/04/2026,Housing,"£1,200.50"\n'
        "7,Anna Ashdown,31/02/2026,Housing,£3\n"
        "8,Ben Birch,soon,Police,£4\n"
        "8,Ben Birch,14/04/2026,Police,-£4\n"
        'Total,,,,"£1,203.50"\n,,,,\n,,,,\n',
    )
    fixed = ColumnTaken(column="", field="activity", values=(ValueTaken(said="", means="contact"),))
    looked = look_at(desk, file, cycle=cycle)
    read_as = looked.mapping.model_copy(update={"columns": (*looked.mapping.columns, fixed)})

    tried = try_out(desk, file, read_as, cycle=cycle)

    assert [(note.where, note.what) for note in looked.notes] == [
        ("line 1", "Contacts with services"),
        ("line 2", "Ref, Name, Date, Agency, Total cost"),
    ]
    assert (tried.n_rows, tried.n_refused, tried.n_contacts_new, tried.n_cases_new) == (5, 4, 1, 1)
    assert [(one.where, one.what, one.why.split(".")[0]) for one in tried.refused] == [
        ("line 5", "31/02/2026", "This is no day"),
        ("line 6", "soon", "This is no day"),
        ("line 7", "-£4", "The cost is below nothing"),
        ("line 8", "Total", "This looks like a row of sums: it says “Total” and has no day"),
    ]
    (shown,) = tried.preview
    assert (shown["cost_pence"], shown["agency"], shown["activity"]) == (120_050, "Housing", "contact")
    assert (desk.store.all(Contact), desk.store.all(Case), desk.store.all(Intake)) == ([], [], [])


def test_at_most_fifty_refused_rows_are_listed_and_the_rest_counted(desk: Desk, cycle: str, tmp_path: Path) -> None:
    bad = "".join(f"C{n},P-1,soon,Housing,Visit,Planned,,\n" for n in range(70))
    file = written(tmp_path, HEADER + ROWS * 1 + bad)

    tried = try_out(desk, file, mapping(desk, file, cycle), cycle=cycle)

    assert tried.n_refused == 70
    assert len(tried.refused) == 51
    assert tried.refused[-1].why == "20 more rows are not listed."


def test_a_file_without_one_good_row_is_refused_with_its_first_reason(desk: Desk, cycle: str, tmp_path: Path) -> None:
    good = written(tmp_path, HEADER + ROWS)
    read_as = mapping(desk, good, cycle)
    file = written(tmp_path, HEADER + "C1,P-1,soon,Housing,Visit,Planned,,\n", "bad.csv")

    with pytest.raises(Refused, match=r"has no row that could be taken. The first, line 2: This is no day"):
        ContactImport(desk, file, read_as, cycle=cycle)


def test_words_nobody_said_the_meaning_of_are_counted_and_a_mapping_gives_them_one(
    desk: Desk, cycle: str, tmp_path: Path
) -> None:
    file = written(tmp_path, HEADER + ROWS.replace("Planned", "Blue"))
    read_as = mapping(desk, file, cycle)
    told = read_as.model_copy(
        update={
            "columns": tuple(
                one.model_copy(update={"values": (ValueTaken(said="blue", means="planned"),)})
                if one.field == "urgency"
                else one
                for one in read_as.columns
            )
        }
    )

    assert try_out(desk, file, read_as, cycle=cycle).unknown_words == (("urgency", "Blue", 2),)
    assert try_out(desk, file, told, cycle=cycle).unknown_words == ()
    brought_in(desk, file, cycle, mapping=told)
    assert [one.urgency for one in contacts(desk)] == ["planned", "crisis", "planned"]


def test_a_needed_field_that_nothing_tells_is_asked_for(desk: Desk, cycle: str, tmp_path: Path) -> None:
    file = written(tmp_path, HEADER + ROWS)
    read_as = mapping(desk, file, cycle)
    without = read_as.model_copy(update={"columns": tuple(one for one in read_as.columns if one.field != "agency")})

    with pytest.raises(Refused, match=r"Nothing tells the agency. Say which column") as refused:
        try_out(desk, file, without, cycle=cycle)
    assert refused.value.field == "agency"


def test_what_belongs_to_the_person_is_kept_on_the_case_file(desk: Desk, cycle: str, tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "Person,Date,Agency,Activity,Referral date,Gender,Age,Ward,Tags\n"
        "P-1,13/04/2026,Housing,Visit,01/03/2026,F,37,East,\n"
        'P-1,14/04/2026,Housing,Visit,,,,,"rent arrears; single parent"\n',
    )
    brought_in(desk, file, cycle, covers_from=date(2026, 1, 1), covers_until=date(2026, 6, 30))

    (case,) = desk.store.all(Case)
    assert (case.referred_on, case.gender, case.age_band, case.place) == (date(2026, 3, 1), "F", "35 to 44", "East")
    assert case.tags == ("rent arrears", "single parent")
    assert (case.observed_from, case.observed_until) == (date(2026, 1, 1), date(2026, 6, 30))


# -- the same file again -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [True, False], ids=["with a number of its own", "without"])
def test_the_same_file_brought_in_twice_makes_nothing_twice(desk: Desk, cycle: str, tmp_path: Path, key: bool) -> None:
    text = HEADER + ROWS + ("" if key else ROWS.splitlines(keepends=True)[0])
    text = text if key else "\n".join(line.partition(",")[2] for line in text.splitlines())
    file = written(tmp_path, text)
    first = brought_in(desk, file, cycle)
    second = brought_in(desk, file, cycle)

    n = 3 if key else 4
    assert counts(first) == {"rows": n, "refused": 0, "cases": 2, "contacts": n, "changed": 0, "same": 0}
    assert counts(second) == {"rows": n, "refused": 0, "cases": 0, "contacts": 0, "changed": 0, "same": n}
    assert len(desk.store.all(Contact)) == n


def test_a_row_that_says_something_else_next_month_is_changed_with_its_history(
    desk: Desk, cycle: str, tmp_path: Path
) -> None:
    file = written(tmp_path, HEADER + ROWS)
    read_as = mapping(desk, file, cycle)
    brought_in(desk, file, cycle, mapping=read_as)
    later = written(
        tmp_path, HEADER + ROWS.replace("£40.00", "£45.00") + "C4,P-1003,16/04/2026,Police,Call,,,\n", "May"
    )

    tried = try_out(desk, later, read_as, cycle=cycle)
    intake = brought_in(desk, later, cycle, mapping=read_as)

    assert [(one.where, dict(one.here), dict(one.in_file)) for one in tried.changed] == [
        ("line 2", {"cost_pence": 4_000, "priced_by": None}, {"cost_pence": 4_500, "priced_by": None})
    ]
    assert counts(intake) == {"rows": 4, "refused": 0, "cases": 1, "contacts": 1, "changed": 1, "same": 2}
    changed = contacts(desk)[0]
    assert (changed.cost_pence, changed.version) == (4_500, 2)
    (revision,) = desk.store.history("contact", changed.id)
    assert revision.before is not None
    assert revision.before["cost_pence"] == 4_000


def test_what_somebody_corrected_by_hand_stays_when_the_same_file_comes_again(
    desk: Desk, cycle: str, tmp_path: Path
) -> None:
    file = written(tmp_path, HEADER + ROWS)
    brought_in(desk, file, cycle)
    with desk.store.step("Corrected", by="Ben") as step:
        step.revise(contacts(desk)[0].model_copy(update={"note": "No repairs were agreed"}))

    assert counts(brought_in(desk, file, cycle))["same"] == 3
    assert contacts(desk)[0].note == "No repairs were agreed"


def test_two_rows_with_one_number_that_say_two_things_are_not_made_one(desk: Desk, cycle: str, tmp_path: Path) -> None:
    rows = ROWS + ROWS.splitlines(keepends=True)[0] + "C1,P-1001,20/04/2026,Housing,Visit,,,\n"
    file = written(tmp_path, HEADER + rows)

    tried = try_out(desk, file, mapping(desk, file, cycle), cycle=cycle)

    assert (tried.n_contacts_new, tried.n_same, tried.n_refused) == (3, 1, 1)
    assert tried.refused[0].why.startswith("Another row above has the same number of its own")


@pytest.mark.parametrize("wish", [Withdrawal.no_use, Withdrawal.erased])
def test_a_person_who_took_everything_back_is_left_out(
    desk: Desk, cycle: str, tmp_path: Path, wish: Withdrawal
) -> None:
    file = written(tmp_path, HEADER + ROWS)
    brought_in(desk, file, cycle)
    case = desk.find_case("P-1002")
    assert case is not None
    desk.store.withdraw("case", case.id, wish, by="Ana", on=date(2026, 5, 4))
    more = written(
        tmp_path, HEADER + "C8,P-1002,20/04/2026,Housing,Visit,,,\nC9,P-1001,20/04/2026,Police,Call,,,\n", "May"
    )

    intake = brought_in(desk, more, cycle)

    assert counts(intake) == {"rows": 2, "refused": 1, "cases": 0, "contacts": 1, "changed": 0, "same": 0}


WORKER = """
import sys, time
from datetime import UTC, datetime
from workbench.desk import Desk
from workbench.desk.contact_import import ContactImport, look_at
from workbench.store import Store
desk = Desk(Store.open(sys.argv[1]))
desk.sit(by="Ana", page="")
cycle = desk.choice().cycle.id
bringing = ContactImport(desk, sys.argv[2], look_at(desk, sys.argv[2], cycle=cycle).mapping, cycle=cycle)
while not (at := bringing.next()).finished:
    print(at.done, flush=True)
"""


@pytest.mark.slow
@pytest.mark.minutes
def test_two_hundred_thousand_rows_killed_half_way_and_run_again_are_whole_and_nothing_twice(
    desk: Desk, cycle: str, tmp_path: Path
) -> None:
    file, n = tmp_path / "Long.csv", 200_000
    with file.open("w") as out:
        out.write("Contact ID,Person,Date,Agency,Activity,Cost\n")
        for at in range(n):
            day = date.fromordinal(736_000 + at % 2_000)
            out.write(f"C{at},P{at % 1_500},{day:%d/%m/%Y},{('Housing', 'Police')[at % 2]},Visit,£{at % 900}.50\n")
    store = Path(desk.store.address)
    child = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(store), str(file)], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    assert child.stdout is not None
    while int(child.stdout.readline()) < n // 2:
        pass
    time.sleep(0.05)  # somewhere within the next chunk
    child.send_signal(signal.SIGKILL)
    child.wait()
    half = desk.store.all(Intake)
    there = len(desk.contacts())

    again = brought_in(desk, file, cycle)

    assert [one.state for one in half] == [IntakeState.running]
    assert n // 2 <= there < n
    assert (again.id, again.state) == (half[0].id, IntakeState.done)
    assert counts(again) == {"rows": n, "refused": 0, "cases": 1_500, "contacts": n, "changed": 0, "same": 0}
    table = desk.contacts()
    assert (len(table), table["source_key"].nunique(), table["case"].nunique()) == (n, n, 1_500)
    assert table["cost_pence"].sum() == sum(at % 900 * 100 + 50 for at in range(n))


# -- who somebody is ---------------------------------------------------------------------------------------------------

MARKERS = (
    "Quintessa",
    "Marlowsby",
    "4765919",
    "900123",
    "AB123456C",
    "q.marlowsby@example.org",
    "NE8 4QP",
    "12/03/1985",
    "Saltwellmark",
    "Zebedee",
)
PERSONAL = (
    "NHS No,Name,DOB,Date,Agency,Activity,Notes\n"
    "943 476 5919,Quintessa Marlowsby,12/03/1985,13/04/2026,Housing,Visit,"
    '"Quintessa rang on 07700 900123, NI AB123456C, q.marlowsby@example.org, now at 12 Saltwellmark Road NE8 4QP, '
    'DOB 12/03/1985. Zebedee Crake was there. NHS 9434765919"\n'
)


def personal(found: tuple[PersonalFound, ...]) -> list[tuple[str, str, int, str, bool]]:
    return [(one.kind, one.column, one.n, one.choice, one.needs_answer) for one in found]


def test_everything_that_says_who_somebody_is_is_flagged_with_a_mask_before_anything_is_stored(
    desk: Desk, cycle: str, tmp_path: Path
) -> None:
    file = written(tmp_path, PERSONAL)

    tried = try_out(desk, file, mapping(desk, file, cycle), cycle=cycle)

    assert personal(tried.personal) == [
        ("identifier", "NHS No", 1, "pseudonym", False),
        ("name", "Name", 1, "not_taken", False),
        ("date_of_birth", "DOB", 1, "not_taken", False),
        ("address", "Notes", 1, "replace", False),
        ("date_of_birth", "Notes", 1, "replace", False),
        ("email", "Notes", 1, "replace", False),
        ("may_be_name", "Notes", 1, "replace", True),
        ("name", "Notes", 1, "replace", False),
        ("nhs_number", "Notes", 1, "replace", False),
        ("ni_number", "Notes", 1, "replace", False),
        ("phone", "Notes", 1, "replace", False),
        ("postcode", "Notes", 1, "replace", False),
    ]
    assert tried.personal[6].example == "Z•••••• C••••"
    assert tried.preview[0]["note"] == (
        "[name] rang on [phone], NI [NI number], [e-mail], now at [address] [postcode], DOB [date of birth]. "
        "[name] was there. NHS [NHS number]"
    )


def test_without_an_answer_to_what_only_people_can_judge_nothing_is_brought_in(
    desk: Desk, cycle: str, tmp_path: Path
) -> None:
    file = written(tmp_path, PERSONAL)

    with pytest.raises(Refused, match=r"column “Notes”: this holds words that may be names. Say whether") as refused:
        ContactImport(desk, file, mapping(desk, file, cycle), cycle=cycle)

    assert refused.value.field == "may_be_name:Notes"
    assert (desk.store.all(Contact), desk.store.all(Case), desk.store.all(Intake)) == ([], [], [])


@pytest.mark.parametrize("answer", ["replace", "leave_out"])
def test_nothing_that_says_who_somebody_is_is_anywhere_in_the_store_afterwards(
    desk: Desk, cycle: str, tmp_path: Path, answer: str
) -> None:
    file = written(tmp_path, PERSONAL)
    brought_in(desk, file, cycle, choices={"may_be_name:Notes": answer})
    desk.store.backup()
    address = Path(desk.store.address)
    desk.store.close()

    held = b"".join(one.read_bytes() for one in address.parent.rglob("*") if one.is_file() and one != file)
    assert b"Housing" in held
    assert [marker for marker in MARKERS if marker.encode() in held] == []


def test_what_is_said_to_be_not_personal_stays_and_the_step_says_that_somebody_said_so(
    desk: Desk, cycle: str, tmp_path: Path
) -> None:
    file = written(tmp_path, HEADER + "C1,P-1,13/04/2026,Housing,Visit,Planned,,Rosa Parkside attended\n")
    brought_in(desk, file, cycle, choices={"may_be_name:Notes": "not_personal"})

    assert contacts(desk)[0].note == "Rosa Parkside attended"
    assert [one.words for one in desk.store.recent(1)] == [
        "Brought in 1 row of “April.csv”; said to be not personal: may be a name (Notes)"
    ]


def test_a_column_of_names_by_its_header_is_asked_about_wherever_it_is_taken(
    desk: Desk, cycle: str, tmp_path: Path
) -> None:
    file = written(tmp_path, "Person,Name,Date,Agency,Activity\nP-1,Quintessa,13/04/2026,Housing,Visit\n")
    read_as = mapping(desk, file, cycle)
    taken = (*read_as.columns, ColumnTaken(column="Name", field="place"))
    read_as = read_as.model_copy(update={"columns": taken})

    tried = try_out(desk, file, read_as, cycle=cycle)

    assert personal(tried.personal)[1] == ("name", "Name", 1, "replace", True)
    brought_in(desk, file, cycle, mapping=read_as, choices={"name:Name": "replace"})
    assert desk.store.all(Case)[0].place == "[name]"


def test_of_a_postcode_only_the_district_is_kept_as_a_place(desk: Desk, cycle: str, tmp_path: Path) -> None:
    file = written(tmp_path, "Person,Date,Agency,Activity,Ward\nP-1,13/04/2026,Housing,Visit,ne8 4qp\n")
    brought_in(desk, file, cycle)

    assert desk.store.all(Case)[0].place == "NE8"


def test_an_answer_that_is_none_is_refused(desk: Desk, cycle: str, tmp_path: Path) -> None:
    file = written(tmp_path, HEADER + ROWS)

    with pytest.raises(Refused, match="“keep” is no answer"):
        try_out(desk, file, mapping(desk, file, cycle), cycle=cycle, choices={"name:Notes": "keep"})


# -- pseudonyms and their key ------------------------------------------------------------------------------------------


def test_next_month_the_same_person_has_the_same_case_file_however_the_number_is_written(
    desk: Desk, cycle: str, tmp_path: Path
) -> None:
    header = "NHS number,Date,Agency,Activity\n"
    brought_in(desk, written(tmp_path, header + "943 476 5919,13/04/2026,Housing,Visit\n"), cycle)
    brought_in(desk, written(tmp_path, header + "9434765919,13/05/2026,Police,Call\n", "May.csv"), cycle)

    (case,) = desk.store.all(Case)
    assert {one.case for one in contacts(desk)} == {case.id}
    assert desk.find_case("943-476-5919") == case == desk.find_case(case.pseudonym)
    assert desk.find_case("943 476 5918") is None


def test_a_case_file_that_people_began_under_a_pseudonym_takes_the_rows_that_say_it(
    desk: Desk, cycle: str, tmp_path: Path
) -> None:
    with desk.store.step("Began", by="Ana") as step:
        case = step.add(Case(cycle=cycle, pseudonym="Robin", place="East"))
    file = written(tmp_path, "Person,Date,Agency,Activity,Ward\nROBIN,13/04/2026,Housing,Visit,West\n")

    intake = brought_in(desk, file, cycle, covers_from=date(2026, 1, 1), covers_until=date(2026, 12, 31))

    assert intake.n_cases == 0
    assert [one.case for one in contacts(desk)] == [case.id]
    (kept,) = desk.store.all(Case)
    assert (kept.place, kept.observed_from, kept.observed_until) == ("East", date(2026, 1, 1), date(2026, 12, 31))


def test_the_key_lies_apart_from_the_store_and_only_its_owner_reads_it(
    desk: Desk, cycle: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WORKBENCH_PSEUDONYM_KEY")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    file = written(tmp_path, HEADER + ROWS)
    try_out(desk, file, mapping(desk, file, cycle), cycle=cycle)
    before = list(tmp_path.rglob("pseudonyms-*.key"))
    brought_in(desk, file, cycle)

    (key,) = tmp_path.rglob("pseudonyms-*.key")
    assert before == []
    assert key.stat().st_mode & 0o777 == 0o600
    assert not key.is_relative_to(Path(desk.store.address).parent / "backups")
    assert bytes.fromhex(key.read_text()) == desk.store.pseudonym_key()
    assert key.read_text().strip().encode() not in Path(desk.store.address).read_bytes()


def test_a_lost_or_a_wrong_key_is_told_before_everybody_becomes_a_stranger(
    desk: Desk, cycle: str, tmp_path: Path
) -> None:
    key = Path(os.environ["WORKBENCH_PSEUDONYM_KEY"])
    file = written(tmp_path, HEADER + ROWS)
    read_as = mapping(desk, file, cycle)
    brought_in(desk, file, cycle)
    kept = key.read_text()

    key.unlink()
    with pytest.raises(Refused, match="everybody in the file would become a stranger"):
        try_out(desk, file, read_as, cycle=cycle)
    key.write_text("11" * 32)
    key.chmod(0o600)
    with pytest.raises(Refused, match="is not the one this store's pseudonyms were made with"):
        desk.find_case("P-1001")
    key.chmod(0o644)
    with pytest.raises(StoreProblem, match="can be read by others"):
        try_out(desk, file, read_as, cycle=cycle)
    key.write_text(kept)
    key.chmod(0o600)
    assert desk.find_case("P-1001") is not None


def test_after_a_key_is_given_up_an_import_begins_with_a_new_one(desk: Desk, cycle: str, tmp_path: Path) -> None:
    file = written(tmp_path, HEADER + ROWS)
    brought_in(desk, file, cycle)
    Path(os.environ["WORKBENCH_PSEUDONYM_KEY"]).unlink()
    desk.store.begin_pseudonyms_anew()

    brought_in(desk, file, cycle)

    assert len(desk.store.all(Case)) == 4


def test_only_the_group_itself_can_look_for_a_person(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="Only the group itself"):
        Desk(desk.store, audience="public").find_case("P-1001")


# -- how files are read, from month to month ---------------------------------------------------------------------------


def test_a_kept_mapping_is_proposed_for_the_next_file_with_these_headers_in_any_cycle_of_the_system(
    desk: Desk, cycle: str, tmp_path: Path
) -> None:
    first = look_at(desk, written(tmp_path, HEADER + ROWS), cycle=cycle)
    kept = save_mapping(desk, first.mapping.model_copy(update={"name": "Housing extract", "source": "Housing"}), cycle)
    later = desk.add_cycle(SYSTEM, "Next round").id
    turned = "Notes,Cost,Urgency,Activity,Agency,Date,Person,Contact ID\n,£3,,Visit,Housing,13/05/2026,P-1,C9\n"

    second = look_at(desk, written(tmp_path, turned, "May.csv"), cycle=later)

    assert (first.saved, second.saved) == (False, True)
    assert second.mapping == kept
    assert [one.proposed for one in second.columns] == [
        "note",
        "cost",
        "urgency",
        "activity",
        "agency",
        "happened_on",
        "person",
        "key",
    ]
    save_mapping(desk, kept.model_copy(update={"day_first": False}), later)
    assert [(one.name, one.day_first) for one in mappings_of(desk, later)] == [("Housing extract", False)]


def test_days_that_could_mean_two_things_are_asked_about_and_one_answer_holds_for_the_file(
    desk: Desk, cycle: str, tmp_path: Path
) -> None:
    file = written(tmp_path, HEADER + "C1,P-1,03/04/2026,Housing,Visit,,,\nC2,P-1,05/06/2026,Housing,Visit,,,\n")

    assert look_at(desk, file, cycle=cycle).asks_day_first
    with pytest.raises(Refused, match="a day such as “03/04/2026” can be read two ways") as refused:
        desk.import_contacts(file, system=SYSTEM)
    assert refused.value.field == "day_first"
    desk.import_contacts(file, system=SYSTEM, choices=ContactChoices(day_first=False))

    assert [str(one.happened_on) for one in contacts(desk)] == ["2026-03-04", "2026-05-06"]
    assert not look_at(desk, file, cycle=cycle).asks_day_first


def test_one_day_that_can_be_read_one_way_only_tells_all_the_others(desk: Desk, cycle: str, tmp_path: Path) -> None:
    file = written(tmp_path, HEADER + "C1,P-1,03/04/2026,Housing,Visit,,,\nC2,P-1,04/13/2026,Housing,Visit,,,\n")

    looked = look_at(desk, file, cycle=cycle)

    assert (looked.asks_day_first, looked.mapping.day_first) == (False, False)


def test_windows_text_is_read_when_somebody_says_so(desk: Desk, cycle: str, tmp_path: Path) -> None:
    file = tmp_path / "April.csv"
    file.write_bytes((HEADER + "C1,P-1,13/04/2026,Café,Visit,,£3,\n").encode("cp1252"))

    with pytest.raises(Refused, match="As Windows text"):
        look_at(desk, file, cycle=cycle)
    looked = look_at(desk, file, cycle=cycle, encoding="cp1252")
    brought_in(desk, file, cycle, mapping=looked.mapping)

    assert contacts(desk)[0].agency == "Café"


def test_the_whole_import_in_one_call_keeps_the_mapping_and_a_preview_changes_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    file = written(tmp_path, HEADER + ROWS)
    before = desk.store.revision()
    heard = []

    preview = desk.import_contacts(file, system=SYSTEM, preview=True)
    assert (preview.intake, preview.tried.n_contacts_new, desk.store.revision()) == (None, 3, before)
    result = desk.import_contacts(file, system=SYSTEM, tell=heard.append)

    assert result.intake is not None
    assert (result.intake.n_contacts, [at.done for at in heard]) == (3, [3])
    assert desk.import_contacts(file, system=SYSTEM, mapping="April").tried.n_same == 3
    with pytest.raises(Refused, match=r"no way of reading files called “June” here. There are: “April”"):
        desk.import_contacts(file, system=SYSTEM, mapping="June")


def test_a_time_that_ends_before_it_begins_is_refused(desk: Desk, cycle: str, tmp_path: Path) -> None:
    file = written(tmp_path, HEADER + ROWS)
    with pytest.raises(Refused, match="ends before it begins"):
        brought_in(desk, file, cycle, covers_from=date(2026, 5, 1), covers_until=date(2026, 4, 1))


# -- what contacts cost ------------------------------------------------------------------------------------------------


def unit_cost(cycle: str, year: int, pounds: float, agency: str = "") -> UnitCost:
    return UnitCost(
        cycle=cycle,
        activity="Bed days",
        agency=agency,
        year=year,
        each_pence=int(pounds * 100),
        unit="bed day",
        source="NHS",
    )


BEDS = "Person,Date,Agency,Activity,Bed days,Cost\n"


def test_three_bed_days_at_four_hundred_pounds_are_twelve_hundred(desk: Desk, cycle: str, tmp_path: Path) -> None:
    with desk.store.step("Priced", by="Ana") as step:
        priced = step.add(unit_cost(cycle, 2025, 400))
    rows = "P-1,13/04/2026,Infirmary,Bed days,3,\nP-1,14/04/2026,Infirmary,Bed days,2,£500\n"
    file = written(tmp_path, BEDS + rows + "P-1,15/04/2024,Infirmary,Bed days,1,\n")

    tried = try_out(desk, file, mapping(desk, file, cycle), cycle=cycle)
    brought_in(desk, file, cycle)

    assert (tried.unpriced, tried.priced) == (2, 1)
    assert [(one.cost_pence, one.priced_by) for one in contacts(desk)] == [
        (None, None),
        (120_000, priced.id),
        (50_000, None),
    ]


def test_an_agencys_own_unit_cost_goes_before_any_agencys_and_new_ones_price_again(
    desk: Desk, cycle: str, tmp_path: Path
) -> None:
    rows = ("13/04/2026,Infirmary,Bed days,1.5,", "14/04/2026,Hospice,Bed days,1,", "15/04/2026,Hospice,Bed days,1,£9")
    brought_in(desk, written(tmp_path, BEDS + "".join(f"P-1,{row}\n" for row in rows)), cycle)
    with desk.store.step("Priced", by="Ana") as step:
        own = step.add(unit_cost(cycle, 2024, 333.33, "infirmary"))
        anybody = step.add(unit_cost(cycle, 2026, 400))
    before = desk.store.revision()

    assert desk.price_contacts(cycle) == 2
    assert [(one.agency, one.cost_pence, one.priced_by) for one in contacts(desk)] == [
        ("Infirmary", 50_000, own.id),
        ("Hospice", 40_000, anybody.id),
        ("Hospice", 900, None),
    ]
    assert desk.store.revision() == before + 1
    assert desk.price_contacts(cycle) == 0


def test_the_same_file_again_does_not_take_away_a_cost_that_the_table_told(
    desk: Desk, cycle: str, tmp_path: Path
) -> None:
    file = written(tmp_path, BEDS + "P-1,13/04/2026,Infirmary,Bed days,3,\n")
    brought_in(desk, file, cycle)
    with desk.store.step("Priced", by="Ana") as step:
        step.add(unit_cost(cycle, 2026, 400))
    desk.price_contacts(cycle)

    assert counts(brought_in(desk, file, cycle))["same"] == 1
    assert contacts(desk)[0].cost_pence == 120_000
