"""How long until a room can begin? Against plain Voilà on a notebook of one widget, in the same run.

Prints, for each, the seconds from the command to the address, and from opening the address to a page that answers;
then the ratio of the workbench to the baseline. Run it with nothing else going on (``make bench``).
"""

from __future__ import annotations

import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from playwright.sync_api import Browser, sync_playwright

from workbench.desk.sample import fill_with_sample

ROUNDS = 3
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "microsoft-edge"))), None
)


def _started(command: list[str], *, until: str) -> tuple[subprocess.Popen[str], str, float]:
    """The running server, the line that tells its address, and the seconds it took."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if until in line:
            return process, line.strip().split()[-1], time.perf_counter() - began
    raise SystemExit(f"{command[0]} did not start")


def _opened(browser: Browser, address: str, *, ready: str) -> float:
    """The seconds until the page answers."""
    page = browser.new_page()
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(ready, state="visible", timeout=120_000)
    took = time.perf_counter() - began
    page.close()
    return took


def _measured(browser: Browser, command: list[str], *, until: str, ready: str) -> tuple[float, float]:
    starts, opens = [], []
    for _ in range(ROUNDS):
        process, address, took = _started(command, until=until)
        starts.append(took)
        opens.append(_opened(browser, address, ready=ready))
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
    return statistics.median(starts), statistics.median(opens)


def _plain(folder: Path) -> Path:
    made = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("import ipywidgets\nipywidgets.Button(description='Ready')")],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    nbformat.write(made, folder / "plain.ipynb")
    return folder / "plain.ipynb"


def main() -> None:
    """Measure both and print them."""
    if CHROMIUM is None:
        raise SystemExit("No Chromium here; on Debian: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = Path(folder) / "workbench.db"
        fill_with_sample(store)
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            # stock Voilà asks two addresses of other hosts; unknown to the browser, they fail at once and cost nothing
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
            ],
        )
        python = sys.executable
        plain = [python, "-m", "voila", str(_plain(Path(folder))), "--no-browser", "--port", "8990"]
        ours = [python, "-m", "workbench", "start", "--store", str(store), "--no-browser", "--port", "8991"]
        base = _measured(browser, plain, until="http://", ready="button:has-text('Ready')")
        here = _measured(browser, ours, until="?token=", ready=".wb-pickers")
        browser.close()
    print(f"{'':28}{'voila, one widget':>20}{'workbench, home':>20}{'ratio':>8}")
    for name, b, h in zip(("command to address (s)", "address to usable page (s)"), base, here, strict=True):
        print(f"{name:28}{b:>20.2f}{h:>20.2f}{h / b:>8.2f}")


if __name__ == "__main__":
    main()
