"""The pages: who gets in, what a visitor can and cannot do, and what is left when it stops."""

from __future__ import annotations

import html
import json
import os
import re
import signal
import stat
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests
import websocket

from workbench.errors import Refused, StoreProblem
from workbench.server import running, start

pytestmark = pytest.mark.slow


def _kernel_id(page: str) -> str:
    return str(
        json.loads(re.findall(r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.S)[0])["kernelId"]
    )


def test_without_the_token_there_is_only_the_door(pages: Any) -> None:
    for path in ("", "voila/render/home.ipynb", "nothing/here"):
        answer = requests.get(f"{pages.address}{path}", timeout=30)
        assert "This workbench asks for the token" in answer.text
        assert "six times seven" not in answer.text
    kernels = requests.get(f"{pages.address}api/kernels/{uuid.uuid4()}", timeout=30, allow_redirects=False)
    assert kernels.status_code == 403


def test_the_token_opens_the_door_and_leaves_the_address(pages: Any) -> None:
    visitor = requests.Session()
    answer = visitor.get(f"{pages.address}?system=harbour&token={pages.token}", timeout=60)
    assert answer.url == f"{pages.address}voila/render/home.ipynb?system=harbour"
    assert "six times seven is 42" in answer.text
    assert pages.token not in answer.text
    (cookie,) = (c for c in visitor.cookies if c.name.startswith("username-"))
    assert cookie.has_nonstandard_attr("HttpOnly")


def test_the_door_takes_a_token_or_a_whole_address_and_refuses_anything_else(pages: Any) -> None:
    for typed, let_in in (
        (pages.token, True),
        (f"{pages.address}?token={pages.token}", True),
        ("something else", False),
        ("", False),
    ):
        visitor = requests.Session()
        visitor.get(f"{pages.address}login", timeout=30)
        form = {"password": typed, "_xsrf": visitor.cookies["_xsrf"]}
        answer = visitor.post(f"{pages.address}login?next=/nothing/here", data=form, timeout=30)
        assert ("There is no such page" in answer.text) is let_in
        assert ("That is not the token of this workbench." in answer.text) is not let_in


def test_the_door_sends_nobody_elsewhere(pages: Any) -> None:
    answer = pages.visitor().get(
        f"{pages.address}login", params={"next": "//elsewhere.invalid/"}, allow_redirects=False, timeout=30
    )
    assert answer.headers["Location"] == "/"


def test_every_answer_carries_its_protections(pages: Any) -> None:
    visitor = pages.visitor()
    for path in ("voila/render/broken.ipynb", "nothing/here", "login"):
        answer = visitor.get(f"{pages.address}{path}", timeout=60, allow_redirects=False)
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer.headers["Cache-Control"]
        policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == "'self'"
        assert "unsafe-eval" not in policy["script-src"]
        assert policy["frame-ancestors"] == "'none'"


def test_the_programs_own_files_are_small_and_kept(pages: Any) -> None:
    answer = pages.visitor().get(f"{pages.address}voila/static/voila.js", timeout=30)
    assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, "gzip")
    assert answer.headers["Cache-Control"] == "private, max-age=3600"


@pytest.mark.parametrize(
    "path",
    [
        "voila/files/private.png",
        "voila/files/home.ipynb",
        "voila/api/contents/",
        "voila/tree",
        "voila/render/private.png",
        "voila/render/../../etc/passwd",
        "voila/render/nothing.ipynb",
        "api/contents",
        "api/terminals",
        "metrics",
    ],
)
def test_nothing_but_notebooks_is_given_out(pages: Any, path: str) -> None:
    answer = pages.visitor().get(f"{pages.address}{path}", timeout=30)
    assert answer.status_code == 404
    assert "PNG" not in answer.text and "private" not in answer.text.replace("private, max-age", "")


def test_a_page_has_its_title_language_and_landmark_and_no_code(pages: Any) -> None:
    page = pages.visitor().get(f"{pages.address}voila/render/home.ipynb?template=reveal&theme=dark", timeout=60).text
    assert "<title>Where shall we begin?</title>" in page
    assert '<html lang="en">' in page
    assert page.count("<main") == 1
    assert 'href="#wb-main"' in page
    assert "6 * 7" not in page
    assert re.findall(r'(?:src|href)="(https?:[^"]*)"', page) == []


def test_an_error_is_said_in_words_and_tells_nothing(pages: Any) -> None:
    page = pages.visitor().get(f"{pages.address}voila/render/broken.ipynb", timeout=60).text
    assert "This page could not be finished" in page
    assert "Mrs Marker" not in page
    assert "ValueError" not in page
    assert "Traceback" not in page


def test_a_visitor_cannot_run_code(pages: Any, tmp_path: Path) -> None:
    visitor = pages.visitor()
    kernel = _kernel_id(visitor.get(f"{pages.address}voila/render/home.ipynb", timeout=60).text)
    cookie = "; ".join(f"{c.name}={c.value}" for c in visitor.cookies)
    channel = pages.address.replace("http", "ws") + f"api/kernels/{kernel}/channels"
    socket = websocket.create_connection(channel, cookie=cookie, timeout=10, suppress_origin=True)
    proof = tmp_path / "ran"

    def ask(kind: str, content: dict[str, Any]) -> None:
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "", "session": "s", "version": "5.3"}
        whole = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
        socket.send(json.dumps(whole))

    ask("execute_request", {"code": f"open({str(proof)!r}, 'w').close()", "silent": False})
    ask("kernel_info_request", {})
    # Answers come in order: once the second question is answered, the first would have been too.
    answers: list[str] = []
    while "kernel_info_reply" not in answers:
        answers.append(json.loads(socket.recv())["msg_type"])
    socket.close()
    assert "execute_reply" not in answers
    assert not proof.exists()


def test_a_channel_from_another_site_is_refused(pages: Any) -> None:
    visitor = pages.visitor()
    kernel = _kernel_id(visitor.get(f"{pages.address}voila/render/home.ipynb", timeout=60).text)
    cookie = "; ".join(f"{c.name}={c.value}" for c in visitor.cookies)
    channel = pages.address.replace("http", "ws") + f"api/kernels/{kernel}/channels"
    for origin in ("http://elsewhere.invalid", "null"):
        with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
            websocket.create_connection(channel, cookie=cookie, timeout=10, origin=origin)


def test_a_kernel_knows_its_store_and_nothing_else_of_the_computer(pages: Any) -> None:
    page = pages.visitor().get(f"{pages.address}voila/render/surroundings.ipynb?system=harbour", timeout=60).text
    told = json.loads(html.unescape(re.findall(r"TOLD(.*?)-told-", page, re.S)[0]))
    environment = told["environment"]
    assert [
        n for n in ("DATABASE_PASSWORD", "HTTPS_PROXY", "WORKBENCH_STORE", "WORKBENCH_KEY") if n in environment
    ] == []
    assert pages.token not in json.dumps(environment)
    assert environment["QUERY_STRING"] == "system=harbour"
    assert told["session"]["store"].endswith("store.db")
    assert told["history"] is False
    assert told["shim"] is None


def test_a_goodbye_frees_the_kernel_and_may_be_said_twice(serve: Callable[..., Any]) -> None:
    pages = serve()
    visitor = pages.visitor()
    kernel = _kernel_id(visitor.get(f"{pages.address}voila/render/home.ipynb", timeout=60).text)
    assert len(pages.kernels()) == 1
    goodbye = f"{pages.address}voila/api/shutdown/{kernel}"
    elsewhere = visitor.post(goodbye, headers={"Origin": "http://elsewhere.invalid"}, timeout=30)
    stranger = requests.post(goodbye, headers={"Origin": "null"}, timeout=30)
    assert (elsewhere.status_code, stranger.status_code, len(pages.kernels())) == (404, 403, 1)
    answers = [visitor.post(goodbye, headers={"Origin": "null"}, timeout=30).status_code for _ in range(2)]
    assert answers == [204, 204]
    assert pages.has_kernels(0)
    assert visitor.get(f"{pages.address}api/kernels/{kernel}", timeout=30).status_code == 404


def test_a_page_closed_while_it_opens_leaves_no_kernel(serve: Callable[..., Any]) -> None:
    pages = serve()
    answer = pages.visitor().get(f"{pages.address}voila/render/slow.ipynb", stream=True, timeout=60)
    next(answer.iter_content(100))
    assert pages.has_kernels(1)
    answer.close()
    assert pages.has_kernels(0)


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_stopping_leaves_nothing(serve: Callable[..., Any], tmp_path: Path, by: int) -> None:
    pages = serve()
    (me,) = running(str(tmp_path / "store.db"))
    assert me.address == pages.address
    visitor = pages.visitor()
    visitor.get(f"{pages.address}voila/render/home.ipynb", timeout=60)
    busy = visitor.get(f"{pages.address}voila/render/slow.ipynb", stream=True, timeout=60)
    assert pages.has_kernels(2)
    kernels = pages.kernels()
    folder = Path(next(a for a in kernels[0].cmdline() if "kernel-" in a)).parent
    assert stat.S_IMODE((folder / "session.json").stat().st_mode) == 0o600
    assert pages.stop(by) == 0
    busy.close()
    assert [k for k in kernels if k.is_running()] == []
    assert not folder.exists()
    assert running(str(tmp_path / "store.db")) == []
    assert pages.said[-1] == "The workbench has stopped; nothing of it is left running."
    assert "Traceback" not in pages.complained


def test_a_server_that_is_killed_takes_its_kernels_with_it(serve: Callable[..., Any]) -> None:
    pages = serve()
    pages.visitor().get(f"{pages.address}voila/render/home.ipynb", timeout=60)
    kernels = pages.kernels()
    pages.stop(signal.SIGKILL)
    end = time.monotonic() + 10
    while any(k.is_running() for k in kernels) and time.monotonic() < end:
        time.sleep(0.1)
    assert [k for k in kernels if k.is_running()] == []


def test_a_taken_port_is_said_and_the_next_one_used(serve: Callable[..., Any], pages: Any) -> None:
    taken = int(pages.address.rstrip("/").rsplit(":", 1)[1])
    second = serve(port=taken)
    used = int(second.address.rstrip("/").rsplit(":", 1)[1])
    assert used > taken
    assert second.said[0] == f"Port {taken} is in use, so this workbench takes {used}."


def test_the_browsers_own_address_works_once_and_is_not_the_token(tmp_path: Path, serve: Callable[..., Any]) -> None:
    browser = tmp_path / "browser"
    browser.write_text(
        f'#!/bin/sh\necho "$1" > {tmp_path}/address.part\nmv {tmp_path}/address.part {tmp_path}/address\n'
    )
    browser.chmod(0o700)
    os.environ |= {"DISPLAY": ":0", "BROWSER": f"{browser} %s"}
    try:
        pages = serve(open_browser=True)
    finally:
        del os.environ["DISPLAY"], os.environ["BROWSER"]
    end = time.monotonic() + 10
    while not (tmp_path / "address").exists() and time.monotonic() < end:
        time.sleep(0.1)
    opened = (tmp_path / "address").read_text().strip()
    assert pages.token not in opened
    texts = [requests.get(opened, timeout=60).text for _ in range(2)]
    assert ["six times seven is 42" in t for t in texts] == [True, False]
    assert "This workbench asks for the token" in texts[1]


def test_what_cannot_be_served_is_refused_before_anything_starts(tmp_path: Path, small_notebooks: Path) -> None:
    with pytest.raises(Refused, match="There are no notebooks at"):
        start(notebooks=tmp_path / "nothing")
    with pytest.raises(Refused, match="The token is too short"):
        start(notebooks=small_notebooks, token="short")
    (tmp_path / "store.db").write_bytes(b"not a store" * 500)
    with pytest.raises(StoreProblem):
        start(notebooks=small_notebooks, store=str(tmp_path / "store.db"))
