"""A browser on this computer, where there is one."""

from __future__ import annotations

import os
import shutil
import sys
import threading
import webbrowser

__all__ = ["found", "opened"]

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "msedge",
    "firefox",
)


def found() -> str | None:
    """The name of an installed browser; None where there is none."""
    name = next((n for n in _NAMES if shutil.which(n)), None)
    return name or ("the system's own" if sys.platform in ("darwin", "win32") else None)


def opened(address: str) -> bool:
    """Open an address in a new tab; False where there is no screen or no browser.

    Without a screen Python would start a browser for the terminal, in the middle of our own words.
    """
    on_screen = sys.platform in ("darwin", "win32") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    if not on_screen:
        return False
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    # Some browsers do not return until their window closes.
    threading.Thread(target=browser.open, args=(address, 2), daemon=True).start()
    return True
