"""The doors: what may come in is decided before anything is counted, what may go out before anything is drawn.

On the way in, ``admits`` tells which rows an audience may see: the store asks it for every row it reads, so that what
somebody may not see is not counted either. On the way out, ``release`` turns a Finding into a Released, and is alone in
that: charts, reports and exports take nothing else, so that a number nobody may see is absent from what is sent, not
covered up. ``audience_of`` makes the audience both doors ask about from what a person typed. ``PROFILES`` say how small
is too small; a ``Ledger`` remembers releases, so that two of them do not give away between them what neither tells.
"""

from __future__ import annotations

from workbench.sharing.audience import audience_of, circles
from workbench.sharing.consent import admits
from workbench.sharing.ledger import Clash, Ledger, PastRelease
from workbench.sharing.profile import DEFAULT, OWN, PROFILES, Profile, profile_for
from workbench.sharing.release import release

__all__ = [
    "DEFAULT",
    "OWN",
    "PROFILES",
    "Clash",
    "Ledger",
    "PastRelease",
    "Profile",
    "admits",
    "audience_of",
    "circles",
    "profile_for",
    "release",
]
