"""Disclosure profiles: how small is too small, as data, because sites differ."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workbench.errors import Refused
from workbench.frames import Audience
from workbench.places import templates

__all__ = ["DEFAULT", "OWN", "PROFILES", "Profile", "profile_for"]


class Profile(BaseModel):
    """What is hidden from an audience, and how the rest is rounded.

    The figures of the default: counts from 1 to ``hide_to`` are hidden and others go to the ``nearest`` so many;
    a share needs a base of ``base_from``; a mean, median or sum of money needs ``n_from`` people of whom the two
    largest make up less than ``two_largest_below`` of the sum; in tables of single entries the smallest group has
    ``group_from``. ``name`` is what a report says it was released under.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    name: str = Field(default="default", min_length=1, max_length=100)
    hide_to: int = Field(default=7, ge=0, le=1000)
    nearest: int = Field(default=5, ge=1, le=1000)
    base_from: float = Field(default=22.5, ge=0)
    n_from: int = Field(default=8, ge=0)
    two_largest_below: float = Field(default=0.9, gt=0, le=1)
    group_from: int = Field(default=8, ge=0)
    hidden_mark: str = Field(default="*", min_length=1, max_length=10)
    small_base_mark: str = Field(default="..", min_length=1, max_length=10)


#: For audiences wider than a team, unless a site wrote its own in ``templates/disclosure/default.toml``.
DEFAULT = Profile()
#: A group looking at its own material: nothing is hidden. The door does not read the figures, it leaves all as it is.
OWN = Profile(name="own", hide_to=0, nearest=1, base_from=0.0, n_from=0, two_largest_below=1.0, group_from=0)

PROFILES = MappingProxyType({profile.name: profile for profile in (DEFAULT, OWN)})


def profile_for(audience: Audience) -> Profile:
    """The profile under which an audience is shown anything: its own, or the site's for wider audiences.

    Raises
    ------
    Refused
        When the site's profile cannot be read: nothing is shown by a rule nobody meant.
    """
    return _site_profile(templates()) if audience.wide else OWN


@functools.cache
def _site_profile(folder: Path) -> Profile:
    path = folder / "disclosure" / "default.toml"
    if not path.is_file():
        return DEFAULT
    try:
        return Profile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise Refused(f"The disclosure profile {path.name} cannot be read: {e}. Mend that line.") from e
    except ValidationError as e:
        wrong = "; ".join(f"{'.'.join(map(str, p['loc']))}: {p['msg']}" for p in e.errors())
        known = ", ".join(Profile.model_fields)
        raise Refused(f"The disclosure profile {path.name} does not fit: {wrong}. It may hold: {known}.") from e
