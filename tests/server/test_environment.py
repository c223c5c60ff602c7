"""What reaches a kernel from outside."""

from __future__ import annotations

import os

from workbench.server.environment import clean, lived_in


def test_only_what_is_listed_passes() -> None:
    outside = {
        "PATH": "/bin",
        "LC_TIME": "cy_GB.UTF-8",
        "WORKBENCH_TEMPLATES": "/ours",
        "WORKBENCH_STORE": "postgresql://me:secret@host/db",
        "WORKBENCH_KEY": "secret",
        "PGPASSWORD": "secret",
        "HTTPS_PROXY": "http://me:secret@proxy",
        "SOMETHING_NEW": "secret",
    }
    assert clean(outside) == {"PATH": "/bin", "LC_TIME": "cy_GB.UTF-8", "WORKBENCH_TEMPLATES": "/ours"}


def test_afterwards_the_process_has_its_own_environment_again() -> None:
    before = dict(os.environ)
    with lived_in({"PATH": "/bin"}):
        assert dict(os.environ) == {"PATH": "/bin"}
    assert dict(os.environ) == before
