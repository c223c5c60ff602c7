"""Who comes in: whoever has the token. It is asked for once; then a cookie that only this server can read stands in."""

from __future__ import annotations

import hmac
import secrets
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.identity import IdentityProvider, User
from jupyter_server.auth.login import LoginFormHandler
from traitlets import Unicode

from workbench.server.page import WorkbenchPage

__all__ = ["Door", "Login", "new_token"]


def new_token() -> str:
    """A token nobody can guess, fit for an address."""
    return secrets.token_urlsafe(32)


class Door(IdentityProvider):
    """Lets in a token, a cookie, or once only the ticket with which our own browser window is opened.

    The ticket exists because other users of a machine can read the command line a browser is started with: it is of
    no use to them once the window is open.
    """

    token = Unicode("").tag(config=True)
    ticket = Unicode("").tag(config=True)

    async def get_user_token(self, handler: Any) -> User | None:
        """The person behind a token or ticket; None where it is neither."""
        given = self.get_token(handler) or ""
        if self.ticket and hmac.compare_digest(given.encode(), self.ticket.encode()):
            self.ticket = ""
        elif not self.token or not hmac.compare_digest(given.encode(), self.token.encode()):
            return None
        return cast("User | None", self.get_user_cookie(handler)) or self.generate_anonymous_user(handler)

    def process_login_form(self, handler: Any) -> User | None:
        """The person who typed the token, or pasted the whole address it came in."""
        typed = handler.get_body_argument("password", default="").strip()
        pasted = parse_qs(urlsplit(typed).query).get("token", [typed])[0] if "token=" in typed else typed
        fits = bool(self.token) and hmac.compare_digest(pasted.encode(), self.token.encode())
        return self.generate_anonymous_user(handler) if fits else None


class Login(WorkbenchPage, LoginFormHandler):
    """The page that asks for the token."""

    def _render(self, message: object = None) -> None:
        words = self.words["login"]
        self.write(
            self.render_template(
                "login.html",
                next=self.get_argument("next", default=self.base_url),
                problem=words["wrong"] if message else "",
            )
        )

    @allow_unauthenticated
    async def get(self) -> None:
        """The form, or straight on for a person already let in."""
        LoginFormHandler.get(self)  # type: ignore[no-untyped-call]  # jupyter_server says no types here

    @allow_unauthenticated
    async def post(self) -> None:
        """Try the token."""
        LoginFormHandler.post(self)  # type: ignore[no-untyped-call]  # the same
