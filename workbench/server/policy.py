"""What a page may do, sent with every answer: nothing from elsewhere, nothing to elsewhere, nothing kept."""

from __future__ import annotations

__all__ = ["headers"]


def headers(*, host: str, port: int) -> dict[str, str]:
    """The headers of every page and every answer of the server.

    ``blob:`` is how anywidget loads a panel's own code, and how a page shows a photo or plays a sound it was sent;
    ``unsafe-inline`` is Voilà's own start-up code. Without ``unsafe-eval`` no text can become code, and without any
    other host no story can leave by a page.
    """
    own = " ".join(f"ws://{name}:{port}" for name in dict.fromkeys((host, "127.0.0.1", "localhost")))
    policy = {
        "default-src": "'self'",
        "script-src": "'self' 'unsafe-inline' blob:",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "media-src": "'self' blob:",
        "font-src": "'self' data:",
        "connect-src": f"'self' {own} blob: data:",
        "worker-src": "'self' blob:",
        "frame-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    }
