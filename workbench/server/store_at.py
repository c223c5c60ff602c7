"""The store a server is asked to serve: opened once before anything starts, so that a problem is a sentence here."""

from __future__ import annotations

from workbench.store import Store
from workbench.store.address import key_from_keyring, resolved

__all__ = ["store_at"]


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
    Store.open(store, key=key).close()
    text = str(address.file) if address.url is None else address.url.render_as_string(hide_password=False)
    return text, address.key or key_from_keyring(address)
