"""The store a server is asked to serve: opened once before anything starts, so that a problem is a sentence here."""

from __future__ import annotations

from workbench.errors import WorkbenchError
from workbench.store import Store
from workbench.store.address import key_from_keyring, resolved

__all__ = ["backed_up", "store_at"]


def store_at(store: str | None, *, key: str | None) -> tuple[str, str | None]:
    """The store's whole address, and its key where it has one.

    Kernels run in another folder and without a keyring, so both are settled here. An older store is migrated, a
    missing one is made.

    Raises
    ------
    StoreProblem
        Where it cannot be opened: newer than this program, damaged, wrong key, or in a place where it would break.
    """
    address = resolved(store, key=key)
    with Store.open(store, key=key) as opened:
        encrypted = opened.encrypted
    text = str(address.file) if address.url is None else address.url.render_as_string(hide_password=False)
    # The keyring may hold the key of a store that lay here before this one.
    return text, address.key or (key_from_keyring(address) if encrypted else None)


def backed_up(address: str, *, key: str | None) -> str:
    """Back up what was changed since the last backup; the sentence that says why it could not be done, or nothing.

    Kernels are ended with their pages, and so cannot be trusted to have done this when they closed.
    """
    try:
        with Store.open(address, key=key) as store:
            store.backup_if_due(every_minutes=0)
    except WorkbenchError as e:
        return str(e)
    return ""
