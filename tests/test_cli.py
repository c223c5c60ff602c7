"""The door for scripts: one command, one call, errors in words."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from workbench import cli
from workbench.desk import Desk
from workbench.model import Case, Contact
from workbench.store import Store


@pytest.fixture
def own_store(sample_store: Path, tmp_path: Path) -> str:
    path = tmp_path / "own.db"
    shutil.copyfile(sample_store, path)
    return str(path)


def _run(*arguments: str) -> int:
    return cli.main(arguments)


def test_the_help_screen_names_every_command_and_how_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        _run("--help")
    said = capsys.readouterr().out
    assert left.value.code == 0
    for command in ("start", "lab", "sample", "report", "import", "export", "backup", "restore", "doctor"):
        assert f"\n    {command} " in said
    assert "First time here?" in said


def test_the_same_option_words_everywhere(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = {
        "start": "--store --system --audience --language",
        "report": "--store --system --audience --out --jobs --language",
    }
    for command, options in wanted.items():
        with pytest.raises(SystemExit):
            _run(command, "--help")
        said = capsys.readouterr().out
        assert [o for o in options.split() if o not in said] == []


def test_words_it_does_not_know_are_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        _run("dance")
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert "dance" in said
    assert "--help" in said
    assert said.count("\n") == 1


@pytest.mark.slow
def test_a_sample_is_made_once_and_never_mixed_with_what_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(tmp_path / "new.db")
    assert _run("sample", "--store", store) == 0
    assert "all invented" in capsys.readouterr().out
    revision = Store.open(store).revision()
    assert _run("sample", "--store", store) == 1
    assert "never mixed" in capsys.readouterr().err
    assert Store.open(store).revision() == revision


@pytest.mark.slow
def test_a_map_is_looked_at_brought_in_and_taken_out(
    own_store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edges = tmp_path / "ours.csv"
    edges.write_text("From,To,Polarity\nrent,worry,+\nworry,sleep,-\n", encoding="utf-8")
    before = Store.open(own_store).revision()
    here = ("--store", own_store, "--system", "north-quay")
    assert _run("import", "map", str(edges), *here, "--preview") == 0
    assert "3 things and 2 links. Nothing was changed." in capsys.readouterr().out
    assert Store.open(own_store).revision() == before
    assert _run("import", "map", str(edges), *here) == 0
    out = tmp_path / "taken.csv"
    assert _run("export", "map", *here, "--out", str(out)) == 0
    rows = list(csv.DictReader(out.open(encoding="utf-8-sig")))
    assert [(r["From"], r["To"], r["Polarity"]) for r in rows] == [
        ("rent", "worry", "same"),
        ("worry", "sleep", "opposite"),
    ]
    assert "Written: " in capsys.readouterr().out


@pytest.mark.slow
def test_a_series_is_looked_at_brought_in_and_not_brought_in_twice(
    own_store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "beds.csv"
    file.write_text("Month,Bed days\n2026-01-01,123\n2026-02-01,119\n2026-02-30,1\n", encoding="utf-8")
    new = ("import", "series", str(file), "--series", "Beds in ward 7", "--unit", "bed days")
    where = ("--system", "harbour-caseworkers", "--store", own_store)
    assert _run(*new, "--preview", *where) == 0
    assert "would bring in 2 values of “Beds in ward 7”; 0 are there already. Nothing" in capsys.readouterr().out
    assert _run(*new, *where) == 0
    said = capsys.readouterr().out
    assert "Brought in 2 values of “Beds in ward 7”; 0 were there already." in said
    assert "line 4 · 2026-02-30 · This is not a day." in said
    assert _run("import", "series", str(file), "--series", "beds in ward 7", *where) == 0
    assert "Brought in 0 values of “Beds in ward 7”; 2 were there already." in capsys.readouterr().out
    assert _run("import", "series", str(file), "--series", "No such", *where) == 1
    assert "There is no series called “No such” here." in capsys.readouterr().err


@pytest.mark.slow
def test_contacts_are_looked_at_brought_in_and_not_brought_in_twice(
    own_store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "april.csv"
    rows = ("Person ref,Date,Agency,Activity", "A17,03/04/2025,police,call", "A17,14/04/2025,NHS,GP appointment")
    file.write_text("\n".join(rows), encoding="utf-8")
    bring = ("import", "contacts", str(file), "--system", "north-quay", "--store", own_store)
    before = Store.open(own_store).revision()
    assert _run(*bring, "--preview") == 0
    assert "would bring in 2 contacts (new case files: 1)" in capsys.readouterr().out
    assert Store.open(own_store).revision() == before
    for _ in range(2):
        assert _run(*bring, "--covers-from", "2025-04-01", "--covers-until", "2025-04-30") == 0
    assert "already here: 2" in capsys.readouterr().out
    with Store.open(own_store) as store:
        made = [case for case in store.all(Case) if case.intake]
        assert [len(store.all(Contact, case=case.id)) for case in made if case.cycle == "north-quay-1"] == [2]
        assert "A17" not in {case.pseudonym for case in made}


def test_a_bad_file_is_one_sentence_and_no_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Store.open(tmp_path / "s.db").close()
    (tmp_path / "notes.xlsx").write_bytes(b"not a workbook")
    assert _run("import", "map", str(tmp_path / "notes.xlsx"), "--store", str(tmp_path / "s.db"), "--system", "x") == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert said.strip()


@pytest.mark.slow
def test_a_copy_is_made_verified_and_put_back(
    own_store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.db"
    assert _run("backup", "--store", own_store, "--out", str(copy)) == 0
    desk = Desk(Store.open(own_store))
    desk.work_on_cycle("north-quay-1").propose_purpose("A wording that will be gone.")
    desk.store.close()
    assert _run("restore", str(copy), "--store", own_store) == 0
    assert "is now as it was" in capsys.readouterr().out
    wordings = Desk(Store.open(own_store)).purposes(system="north-quay")["wording"]
    assert "A wording that will be gone." not in set(wordings)


def test_a_damaged_copy_is_refused_and_the_store_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = tmp_path / "s.db"
    Store.open(store).close()
    before = store.read_bytes()
    (tmp_path / "half.db").write_bytes(before[:512])
    assert _run("restore", str(tmp_path / "half.db"), "--store", str(store)) == 1
    assert capsys.readouterr().err.strip()
    assert store.read_bytes() == before


def test_the_doctor_looks_at_versions_store_and_browser(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Store.open(tmp_path / "s.db").close()
    _run("doctor", "--store", str(tmp_path / "s.db"))
    said = capsys.readouterr().out
    for part in ("voila 0.5", "SQLite 3.", "The store is sound", "words"):
        assert part in said


@pytest.mark.slow
def test_rows_for_a_wider_audience_are_refused_with_the_way_to_a_report(
    own_store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("export", "stories", "--store", own_store, "--audience", "public") == 1
    assert "workbench report learning_report --audience public" in capsys.readouterr().err


@pytest.mark.slow
def test_stories_are_tried_out_brought_in_and_taken_out_with_a_form(
    own_store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, form = tmp_path / "quay.csv", tmp_path / "form.csv"
    told = "Story title,Story text,Ended\nLate,They came late.,20\nSoon,I met Joan Hardy.,60\n"
    file.write_text(told, encoding="utf-8")
    head = "Data column name,Type,About,Short name,Long name,Options,Answers,"
    form.write_text(f"{head}\nEnded,Scale,story,Ended,How did it end?,,badly,well\n", encoding="utf-8")
    with Store.open(own_store) as store:
        before, system = len(store.all("story")), store.all("system")[0].id
    here = ("--store", own_store, "--system", system)
    assert _run("import", "stories", str(file), "--definition", str(form), *here, "--preview") == 0
    said = capsys.readouterr().out
    asked = "--answer may_be_name:Story text=replace"
    for part in ("2 new stories would come in", "One question, in a new set", asked):
        assert part in said
    assert _run("import", "stories", str(file), str(form), *here) == 1
    assert "Story text" in capsys.readouterr().err
    answer = ("--answer", "may_be_name:Story text=replace", "--may-leave")
    assert _run("import", "stories", str(file), str(form), *here, *answer) == 0
    assert "2 new stories came in" in capsys.readouterr().out
    with Store.open(own_store) as store:
        assert len(store.all("story")) == before + 2
    assert _run("export", "stories", *here, "--out", str(tmp_path / "out.csv")) == 0
    assert "I met [name]." in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert _run("export", "form", *here, "--out", str(tmp_path / "form.xlsx")) == 0
    assert (tmp_path / "form.xlsx").exists()
    assert _run("export", "form", *here, "--out", str(tmp_path / "form.doc")) == 1
    assert "form.doc" in capsys.readouterr().err
