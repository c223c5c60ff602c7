"""``workbench start``: the notebooks as pages, for a group round a projector and for leaders."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path

from workbench import places
from workbench.errors import Refused
from workbench.model.prompts import words
from workbench.server.browser import opened
from workbench.server.door import new_token
from workbench.server.environment import lived_in, surroundings
from workbench.server.log import plain_lines
from workbench.server.presence import recorded
from workbench.server.session import begun
from workbench.server.site import Site, ports_from, settings
from workbench.server.store_at import backed_up, store_at

__all__ = ["start"]


def start(  # noqa: PLR0913  the options of the command, each with its default
    *,
    store: str | None = None,
    key: str | None = None,
    port: int = 8866,
    host: str = "127.0.0.1",
    open_browser: bool = True,
    token: str | None = None,
    audience: str | None = None,
    system: str | None = None,
    language: str = "en",
    notebooks: Path | None = None,
) -> int:
    """Serve the notebooks as pages until Ctrl-C, then leave nothing running.

    Parameters
    ----------
    store
        The store that the pages open: a path or an address; None for the local one.
    key
        Its key, where it has one. Pages get it through the session file only.
    port
        The port to try first; the next free one is taken, and said, when it is in use.
    token
        The secret in the address; None makes a new one.
    audience, system, language
        What the home page begins with, unless its address says otherwise.
    notebooks
        The folder of notebooks; None for the workbench's own.

    Returns
    -------
    0 once stopped.

    Raises
    ------
    StoreProblem
        Where the store cannot be opened.
    Refused
        Where there is no free port, no such folder, or a token too short to protect anything.
    """
    said = words(language)
    folder = (notebooks or places.notebooks()).resolve()
    if not folder.is_dir():
        raise Refused(said.say("server.start.no_notebooks", folder=str(folder)), field="notebooks")
    if token is not None and len(token) < 16:
        raise Refused(said.say("server.start.short_token"), field="token")
    address, found_key = store_at(store, key=key)
    taken, sockets = ports_from(port, host=host)
    choice = {name: value for name, value in (("audience", audience), ("system", system)) if value}
    with begun(store=address, key=found_key, audience=audience, system=system, language=language) as session:
        if port not in (0, taken):
            _say(said.say("server.start.port_taken", asked=port, taken=taken))
        with lived_in(surroundings(session)), recorded(session, port=taken, host=host, kind="pages"):
            site = Site(config=settings(said), said=said, choice=choice, ip=host, port=taken)
            site.root_dir = str(folder)
            site.token = token or new_token()
            site.initialize()
            plain_lines(said)

            def ready() -> None:
                page = f"http://{_shown(host)}:{taken}/"
                _say(said.say("server.start.ready", address=f"{page}?token={site.token}"))
                if open_browser:
                    site.identity_provider.ticket = secrets.token_urlsafe(16)
                    if not opened(f"{page}?token={site.identity_provider.ticket}"):
                        site.identity_provider.ticket = ""

            site.serve(sockets, folder=session.folder, ready=ready)
    _say(backed_up(address, key=found_key))
    _say(said.say("server.start.stopped"))
    return 0


def _shown(host: str) -> str:
    return "127.0.0.1" if host in ("", "0.0.0.0", "::") else host  # noqa: S104  compared, not bound


def _say(sentence: str) -> None:
    if sentence:
        sys.stdout.write(sentence.rstrip() + "\n")
        sys.stdout.flush()
