"""A large file that comes in pieces."""

from __future__ import annotations

import base64
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.errors import Refused
from workbench.model.prompts import words
from workbench.panels.sent_pieces import SentPieces


@pytest.fixture
def sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SentPieces]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield SentPieces(most_mb=1, section="bring_in", words=words())


def piece(content: bytes) -> str:
    return base64.b64encode(content).decode()


def test_pieces_make_the_file_and_one_heard_twice_is_taken_once(sent: SentPieces) -> None:
    id = sent.begin("C:\\council\\contacts.csv", 6)
    assert [sent.take(id, at=0, data=piece(b"abc")), sent.take(id, at=0, data=piece(b"abc"))] == [3, 3]
    assert sent.take(id, at=3, data=piece(b"def")) == 6
    path = sent.path(id)
    assert (path.name, path.read_bytes()) == ("contacts.csv", b"abcdef")


@pytest.mark.skipif(os.name != "posix", reason="other systems say who may read a file in another way")
def test_nobody_else_can_read_it(sent: SentPieces) -> None:
    id = sent.begin("a.csv", 1)
    sent.take(id, at=0, data=piece(b"x"))
    path = sent.path(id)
    assert [stat.S_IMODE(one.stat().st_mode) for one in (path.parent, path)] == [0o700, 0o600]


def test_a_new_file_and_the_end_leave_nothing_behind(sent: SentPieces, tmp_path: Path) -> None:
    first = sent.begin("a.csv", 1)
    sent.begin("b.csv", 1)
    assert [one.name for one in tmp_path.rglob("*.csv")] == ["b.csv"]
    with pytest.raises(Refused, match="no longer here"):
        sent.take(first, at=0, data=piece(b"x"))
    sent.forget()
    assert list(tmp_path.iterdir()) == []


def test_a_panel_that_is_gone_leaves_nothing_behind(sent: SentPieces, tmp_path: Path) -> None:
    other = SentPieces(most_mb=1, section="bring_in", words=words())
    other.begin("a.csv", 1)
    assert len(list(tmp_path.iterdir())) == 1
    with pytest.warns(ResourceWarning):
        del other
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_is_removed_when_a_page_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    names = (f"workbench-bring-in-{gone.pid}-x", f"workbench-bring-in-{os.getpid()}-x", "something-else")
    for name in names:
        (tmp_path / name).mkdir()
    SentPieces(most_mb=1, section="bring_in", words=words())
    assert [name for name in names if not (tmp_path / name).exists()] == [names[0]]


@pytest.mark.parametrize("size", [0, -1, 1.5, True, "9"])
def test_a_file_without_a_size_is_refused(sent: SentPieces, size: object) -> None:
    with pytest.raises(Refused, match="did not arrive whole"):
        sent.begin("a.csv", size)  # type: ignore[arg-type]  # a page may send anything


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(sent: SentPieces) -> None:
    with pytest.raises(Refused, match="larger than 1 MB"):
        sent.begin("a.csv", 1_000_001)


def test_half_a_file_more_than_was_announced_and_what_is_no_base64_are_refused(sent: SentPieces) -> None:
    id = sent.begin("a.csv", 4)
    sent.take(id, at=0, data=piece(b"ab"))
    with pytest.raises(Refused, match="did not arrive whole"):
        sent.path(id)
    with pytest.raises(Refused, match="did not arrive whole"):
        sent.take(id, at=2, data="not base64!")
    with pytest.raises(Refused, match="did not arrive whole"):
        sent.take(id, at=2, data=piece(b"cde"))
