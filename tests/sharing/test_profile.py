"""How small is too small, and who may say so."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from workbench.errors import Refused
from workbench.frames import Audience
from workbench.places import templates
from workbench.sharing import DEFAULT, OWN, PROFILES, Profile, profile_for


@pytest.fixture
def own_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site's own copy of the templates, with no profile in it yet."""
    monkeypatch.setenv("WORKBENCH_TEMPLATES", str(tmp_path))
    (tmp_path / "disclosure").mkdir()
    return tmp_path / "disclosure" / "default.toml"


def test_a_team_sees_its_own_and_wider_audiences_get_the_default(harbour_team: Audience, tidewell: Audience) -> None:
    assert profile_for(harbour_team) is OWN
    assert profile_for(tidewell) == DEFAULT
    assert profile_for(Audience.public()) == DEFAULT
    assert dict(PROFILES) == {"default": DEFAULT, "own": OWN}


def test_the_shipped_file_says_what_the_program_falls_back_on() -> None:
    shipped = tomllib.loads((templates() / "disclosure" / "default.toml").read_text(encoding="utf-8"))
    assert Profile.model_validate(shipped) == DEFAULT
    assert set(shipped) == set(Profile.model_fields)


def test_a_site_without_a_profile_of_its_own_gets_the_default(own_templates: Path, tidewell: Audience) -> None:
    assert profile_for(tidewell) is DEFAULT


def test_a_site_may_have_figures_of_its_own(own_templates: Path, tidewell: Audience, harbour_team: Audience) -> None:
    own_templates.write_text('name = "stricter"\nhide_to = 9\nnearest = 10\n', encoding="utf-8")
    assert profile_for(tidewell) == DEFAULT.model_copy(update={"name": "stricter", "hide_to": 9, "nearest": 10})
    assert profile_for(harbour_team) is OWN


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hide_to = ", "cannot be read"),
        ("hide_too = 9", "hide_too: Extra inputs are not permitted.* It may hold: name, hide_to, nearest"),
        ("hide_to = -1", "hide_to: Input should be greater than or equal to 0"),
        ('nearest = "5"', "nearest: Input should be a valid integer"),
        ("two_largest_below = nan", "two_largest_below: Input should be a finite number"),
    ],
)
def test_a_profile_that_cannot_be_read_shows_nothing_to_anybody(
    text: str, words: str, own_templates: Path, tidewell: Audience
) -> None:
    own_templates.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=words):
        profile_for(tidewell)
