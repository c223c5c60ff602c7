"""How fluid many stories are: 3,000 stories on eight questions against 30, each thing people do in the explorer.

Run it with ``python tests/benchmarks/bench_stories.py``. The panel runs in a real Chromium with a stand-in for the
kernel, so that only the browser's work is measured: from the event to the next picture. The numbers of a comparison are
worked out by Python and timed there. Ratios are of one run on one machine; each act shall take less than half a second.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from workbench.desk import Desk
from workbench.model import (
    Cycle,
    Intake,
    Scale,
    Signification,
    Signifier,
    SignifierKind,
    SignifierSet,
    Story,
    System,
)
from workbench.model.prompts import words
from workbench.panels.library import library
from workbench.panels.what_stories_say import WhatStoriesSay
from workbench.store import Store

TRIADS, DYADS = 5, 2
_PAGE = """<!doctype html><html lang="en"><title>bench</title><body><div id="here"></div><script>
const ready = (async () => {
  const address = (text) => URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const module = async (text) => (await import(address(text))).default;
  const lib = (await module(LIBRARY)).initialize();
  const heard = [], answers = { load: LOAD, stories: FIELD, compare: COMPARED };
  const model = { get: (name) => (name === "height" ? "" : "lib"), on: (name, f) => heard.push(f), off() {},
    send: (m) => setTimeout(() => heard.forEach((f) => f({ re: m.n, ok: answers[m.do] ?? null }))) };
  const host = { getWidget: async () => ({ exports: lib }) };
  (await module(PANEL)).render({ model, el: document.getElementById("here"), host });
})();
</script></body></html>"""
#: Milliseconds from doing something to the end of the next frame that shows it.
_TIMED = """async (act) => { const shown = () => new Promise((r) => requestAnimationFrame(() => setTimeout(r)));
  const begun = performance.now(); act(); await shown(); await shown(); return performance.now() - begun; }"""


def a_store(folder: Path, n: int, *, seed: int = 7) -> Store:
    """A store with ``n`` stories of about ``n`` people, each placed on every question."""
    chance = random.Random(seed)
    named = [("triad", ("one", "two", "three"))] * TRIADS + [("dyad", ("left", "right"))] * DYADS
    asked = [
        Signifier(key=f"q{at}", signifier_kind=SignifierKind(kind), title=f"Question {at}", labels=labels)
        for at, (kind, labels) in enumerate([*named, ("choice", ("helped", "worker"))])
    ]
    store = Store.open(folder / f"{n}.db")
    with store.step("A group", by="Bench") as step:
        step.add(Scale(id="team", name="Team", position=10))
        step.add(System(id="quay", name="Quay", scale="team"))
        step.add(Cycle(id="quay-1", system="quay", name="First", opened_on=date(2026, 1, 1)))
        step.add(SignifierSet(id="set", cycle="quay-1", name="Set", signifiers=tuple(asked)))
    with store.step("Stories", by="Bench") as step:
        step.add(Intake(id="in", cycle="quay-1", file="bench", source="bench"))
        told = {"cycle": "quay-1", "scope": "team", "text": "…", "intake": "in"}
        made = [
            Story.model_validate({**told, "id": f"s{at}", "title": f"Story number {at}", "teller": f"T{at}"})
            for at in range(n)
        ]
        step.add_many(made)
        step.add_many([_placed(story.id, one, chance) for story in made for one in asked])
    return store


def _placed(story: str, asked: Signifier, chance: random.Random) -> Signification:
    begun: dict[str, Any] = {"cycle": "quay-1", "story": story, "signifier_set": "set", "signifier": asked.key}
    begun |= {"placing": "placed", "intake": "in"}
    if asked.signifier_kind == SignifierKind.choice:
        return Signification.model_validate({**begun, "chosen": (chance.choice(asked.labels),)})
    if asked.signifier_kind == SignifierKind.dyad:
        return Signification.model_validate({**begun, "x": chance.random()})
    a, b = sorted((chance.random(), chance.random()))
    return Signification.model_validate({**begun, "top": a, "left": b - a, "right": 1 - b})


def asked_of(panel: WhatStoriesSay, do: str, **given: Any) -> tuple[Any, float]:
    """What the panel answers, and how many milliseconds it took."""
    begun = time.perf_counter()
    answer = panel.hear({"do": do, "n": f"{do}{begun}", "page": "bench", "by": "Bench", "with": given})
    return answer["ok"], (time.perf_counter() - begun) * 1_000


def compared_by(panel: WhatStoriesSay, **given: Any) -> tuple[Any, float]:
    """A comparison, asked for until it is worked out, and how many milliseconds it took in all."""
    answer, taken = asked_of(panel, "compare", **given)
    while "job" in answer:
        answer, more = asked_of(panel, "compared", job=answer["job"])
        taken += more
    return answer, taken


def opened(browser: Browser, load: dict[str, Any], field: dict[str, Any], compared: dict[str, Any]) -> Page:
    """The panel in a page, all its pictures drawn."""
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    said = {**load, "pulse_ms": 0, "words": {n: words().section(n) for n in ("panel", *WhatStoriesSay.sections)}}
    source = {"LIBRARY": str(library()._esm), "PANEL": str(WhatStoriesSay.__dict__["_esm"])}
    parts: dict[str, Any] = {**source, "LOAD": said, "FIELD": field, "COMPARED": compared}

    def part(found: re.Match[str]) -> str:
        return json.dumps(parts[found.group()]).replace("</", "<\\/")

    page.set_content(re.sub("LIBRARY|PANEL|LOAD|FIELD|COMPARED", part, _PAGE))
    page.add_style_tag(content=str(WhatStoriesSay.__dict__["_css"]))
    drawn = (
        f"() => [...document.querySelectorAll('canvas.base')].filter((c) => c.width > 300).length === {TRIADS + DYADS}"
    )
    page.wait_for_function(drawn, timeout=60_000)
    page.wait_for_timeout(500)
    return page


def acts(page: Page) -> dict[str, float]:
    """The median milliseconds of each act."""
    sent = """const on = document.querySelector('canvas.over'), r = on?.getBoundingClientRect();
      const to = (type, x, y) => on.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1,
        pointerType: 'mouse', clientX: r.left + r.width * x, clientY: r.top + r.height * y }));
      if (on) on.setPointerCapture = () => {};"""
    lasso = """const span = () => { to('pointerdown', .2 + .02 * n, .5);
      for (let i = 0; i < 60; i += 1) to('pointermove', .5 + .3 * Math.cos(i / 9), .6 + .3 * Math.sin(i / 9));
      to('pointerup', .5, .6); };"""
    button = (
        "const press = (name) => [...document.querySelectorAll('button')].find((b) => b.textContent === name).click();"
    )
    question = """const chosen = (at) => { const list = document.querySelector('.wb-told-tools select');
      list.selectedIndex = at; list.dispatchEvent(new Event('change', { bubbles: true })); };"""
    done = {
        "lasso": "span()",
        "pointing": "to('pointermove', .3 + .01 * n, .7)",
        "undo the pick": "press('Undo the last pick')",
        "counts": "press('Counts')",
        "zones": "press('Zones')",
        "points": "press('Points')",
        "one question": "chosen(n % 5 + 1)",
        "all questions": "chosen(0)",
        "begin to compare": "press('Compare')",
        "two groups side by side": "document.querySelector('.wb-told-ask button').click()",
        "look at all again": "press('Look')",
    }
    found: dict[str, list[float]] = {name: [] for name in done}
    for n in range(7):
        for name, act in done.items():
            script = f"() => ({_TIMED})(() => {{ const n = {n}; {sent} {lasso} {button} {question} {act}; }})"
            found[name].append(page.evaluate(script))
    return {name: statistics.median(times) for name, times in found.items()}


def main() -> None:
    """Print the table."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("No Chromium here; install it (apt-get install chromium) and run again.")
    taken: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for n in (30, 3_000):
            with a_store(Path(folder), n) as store:
                panel = WhatStoriesSay(Desk(store), system="quay", cycle="quay-1")
                load, _ = asked_of(panel, "load")
                field, reading = asked_of(panel, "stories", signifier_set="set")
                given = {"signifier_set": "set", "by": "choice:q7", "first": "helped", "second": "", "picked": []}
                compared, of_triad = compared_by(panel, question="q0", **given)
                _, of_strip = compared_by(panel, question="q5", **given)
                page = opened(browser, load, field, compared)
                taken[n] = acts(page)
                taken[n] |= {"(Python) read all stories": reading}
                taken[n] |= {"(Python) numbers of a triad": of_triad, "(Python) numbers of a strip": of_strip}
                page.close()
        browser.close()
    print(f"{'':<28}{'30, ms':>10}{'3,000, ms':>12}{'× as long':>12}")
    for name, few in taken[30].items():
        many = taken[3_000][name]
        print(f"{name:<28}{few:>10.0f}{many:>12.0f}{many / few:>12.1f}")


if __name__ == "__main__":
    main()
