"""A conversation of Polis from the command line: looked into, brought in, and taken out again."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.cli import main
from workbench.desk import Desk
from workbench.model import Vote
from workbench.store import Store

COMMENTS = "comment-id,comment-body,agrees\n1,Tell it once,2\n2,Forms are fine,0\n"
VOTES = "comment-id,voter-id,vote\n1,0,1\n1,1,1\n2,0,-1\n2,9,7\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    with Store.open() as store:
        Desk(store).add_system("Quay", scale="team")
    (tmp_path / "money_comments.csv").write_text(COMMENTS, encoding="utf-8")
    (tmp_path / "money_votes.csv").write_text(VOTES, encoding="utf-8")
    return [str(tmp_path / "money_comments.csv"), str(tmp_path / "money_votes.csv")]


@pytest.mark.slow
def test_a_preview_changes_nothing_and_tells_what_was_left_out(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "opinions", *files, "--preview"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2 statements would be brought in with 3 votes of 2 people.",
        "In these files 1 means agree: the comments’ own counts tell so.",
        "money_votes.csv, line 5 · 7 · This is no vote (-1, 0 or 1); it was left out.",
    ]
    with Store.open() as store:
        assert store.all(Vote) == []


@pytest.mark.slow
def test_it_comes_in_and_out_again(files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "opinions", *files, "--name", "Money"]) == 0
    assert main(["export", "opinions", "--name", "Money", "--out", str(tmp_path / "out")]) == 0
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == (
        ["comments.csv", "participants-votes.csv", "votes.csv"]
    )
    capsys.readouterr()
    assert main(["export", "opinions", "--name", "Rent"]) == 1
    assert "There is no conversation “Rent” here; there are: Money." in capsys.readouterr().err
