"""A page as PDF: WeasyPrint first (tagged for screen readers), an installed browser second; nothing is fetched."""

from __future__ import annotations

import importlib.util
import logging
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.errors import Refused, WorkbenchError

__all__ = ["browser", "pdf", "pdf_engine"]

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")
#: WeasyPrint lays out with Pango and Fontconfig, which keep global state.
_ONE_AT_A_TIME = threading.Lock()


def pdf_engine() -> Callable[[str], bytes]:
    """What makes a PDF of a page here.

    Raises
    ------
    Refused
        Where there is neither WeasyPrint nor a browser.
    """
    if _weasyprint() is not None:
        return _by_weasyprint
    if browser() is not None:
        return _by_browser
    raise Refused(
        "No PDF can be made here: there is neither WeasyPrint nor a Chromium, Chrome or Edge. "
        "Run “pip install weasyprint”, or print the HTML page from any browser.",
        field="pdf",
    )


def pdf(page: str) -> bytes:
    """The page as PDF."""
    return pdf_engine()(page)


def browser() -> str | None:
    """The program of an installed Chromium, Chrome or Edge; ``WORKBENCH_BROWSER`` names one."""
    own = os.environ.get("WORKBENCH_BROWSER")
    return next((found for name in (own, *_BROWSERS) if name and (found := shutil.which(name))), None)


def _weasyprint() -> Any:
    if importlib.util.find_spec("weasyprint") is None:
        return None
    try:
        import weasyprint  # noqa: PLC0415  half a second, and only for whoever asks for a PDF

        # It tells of every line of the page's looks that paper has no use for.
        logging.getLogger("weasyprint").setLevel(logging.ERROR)
    except OSError:  # the Python part is there, Pango is not (Windows)
        return None
    return weasyprint


def _by_weasyprint(page: str) -> bytes:
    weasyprint = _weasyprint()
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=["data"])
    with _ONE_AT_A_TIME:
        made = weasyprint.HTML(string=page, url_fetcher=fetcher, base_url="about:blank")
        return bytes(made.write_pdf(pdf_variant="pdf/ua-1"))


def _by_browser(page: str) -> bytes:
    program = browser()
    assert program is not None  # noqa: S101  pdf_engine looked
    with tempfile.TemporaryDirectory(prefix="wb-pdf-") as folder:
        source, target = Path(folder, "report.html"), Path(folder, "report.pdf")
        source.write_text(page, encoding="utf-8")
        command = [
            program,
            "--headless=new",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer",
            f"--print-to-pdf={target}",
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")  # Chromium refuses its sandbox to root; the page holds no script
        try:
            subprocess.run([*command, source.as_uri()], check=True, timeout=120, capture_output=True)
            return target.read_bytes()
        except (OSError, subprocess.SubprocessError) as e:
            raise WorkbenchError(
                f"{Path(program).name} could not make the PDF. Install WeasyPrint, or print the page from a browser."
            ) from e
