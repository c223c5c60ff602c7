"""How smooth the canvas is: a frame while a thing is dragged, 300 things and 900 links against an empty map.

Run it with ``python tests/benchmarks/bench_canvas.py``. The panel runs in a real Chromium with a stand-in for the
kernel, so that only the browser's work is measured. Ratios are of one run on one machine.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import statistics
import sys
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from workbench.model.prompts import words
from workbench.panels.library import library
from workbench.panels.map_canvas import MapCanvas

_PAGE = """<!doctype html><html lang="en"><title>bench</title><body><div id="here"></div><script>
const ready = (async () => {
  const address = (text) => URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const module = async (text) => (await import(address(text))).default;
  const lib = (await module(LIBRARY)).initialize();
  const heard = [];
  const model = { get: (name) => (name === "height" ? "78vh" : "lib"), on: (name, f) => heard.push(f), off() {},
    send: (m) => setTimeout(() => heard.forEach((f) => f({ re: m.n, ok: m.do === "load" ? LOAD : null }))) };
  const host = { getWidget: async () => ({ exports: lib }) };
  (await module(PANEL)).render({ model, el: document.getElementById("here"), host });
})();
</script></body></html>"""

# A real pointer drags: the gap between two pictures is what people see, a redraw what the canvas takes of it.
_WATCH = """() => { const { net } = document.querySelector('.wb-map-box').__map; let last = null;
  window.__gaps = [];
  net.net.on('afterDrawing', () => {
    const t = performance.now(); if (last !== null) window.__gaps.push(t - last); last = t; }); }"""
_REDRAW = """() => { const { net } = document.querySelector('.wb-map-box').__map, cost = [];
  for (let i = 0; i < 25; i += 1) {
    const t = performance.now(); net.net.body.emitter.emit('_redraw'); cost.push(performance.now() - t); }
  return cost; }"""


def a_map(n_things: int, n_links: int, *, seed: int = 7) -> dict[str, Any]:
    """The state a page loads, for a made-up map."""
    chance = random.Random(seed)
    state = {
        "map": {"id": "m", "name": "Bench", "map_kind": "factor"},
        "may_edit": True,
        "has_loops": False,
        "choices": {
            name: []
            for name in ("thing_kind", "actor_kind", "marker", "effect", "belief_from", "link_kind", "polarity")
        },
    }
    things = [
        {
            "id": f"t{n}",
            "item": f"i{n}",
            "name": f"factor number {n} of many",
            "thing_kind": "factor",
            "effect": chance.choice(["helps", "hinders", "unknown"]),
            "markers": [],
            "role": "",
            "note": "",
            "x": (n % 20) * 270,
            "y": (n // 20) * 150,
        }
        for n in range(n_things)
    ]
    links: dict[tuple[int, int], dict[str, Any]] = {}
    while len(links) < n_links:
        a = chance.randrange(n_things)
        b = max(0, min(n_things - 1, a + chance.choice([1, -1, 20, -20, 21, chance.randint(-60, 60)])))
        if a != b:
            links[a, b] = {
                "id": f"l{a}-{b}",
                "source": f"t{a}",
                "target": f"t{b}",
                "link_kind": "drives",
                "polarity": chance.choice(["same", "opposite", "unknown", "disputed"]),
                "delay": chance.random() < 0.1,
                "strength": chance.randint(1, 3),
                "quality": "unknown",
            }
    return state | {"things": things, "links": list(links.values())}


def frames(browser: Browser, state: dict[str, Any], *, zoom: float) -> tuple[float, float]:
    """Median milliseconds between frames while dragging, and of one redraw."""
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    said = {"revision": 0, "state": state, "language": "en", "words": {n: words().section(n) for n in ("panel", "map")}}
    parts = {"LIBRARY": str(library()._esm), "PANEL": str(MapCanvas.__dict__["_esm"]), "LOAD": said}

    def part(found: re.Match[str]) -> str:
        return json.dumps(parts[found.group()]).replace("</", "<\\/")

    page.set_content(re.sub("LIBRARY|PANEL|LOAD", part, _PAGE))
    page.add_style_tag(content=str(MapCanvas.__dict__["_css"]))
    page.wait_for_function("() => document.querySelector('.wb-map-box')?.__map", timeout=60_000)
    page.evaluate("(z) => document.querySelector('.wb-map-box').__map.net.net.moveTo({ scale: z })", zoom)
    page.wait_for_timeout(800)
    start = page.evaluate(
        """() => {
        const el = document.querySelector('.wb-map-box'), { net, book } = el.__map, r = el.getBoundingClientRect();
        const middle = { x: el.clientWidth / 2, y: el.clientHeight / 2 };
        const far = (d) => Math.hypot(d.x - middle.x, d.y - middle.y);
        const all = [...book.things.keys()].map((id) => net.toPage(net.at(id)));
        const at = all.sort((a, b) => far(a) - far(b))[0] || middle;
        return [r.x + at.x, r.y + at.y]; }"""
    )
    page.mouse.move(*start)
    page.mouse.down()
    page.evaluate(_WATCH)
    for step in range(120):
        page.mouse.move(start[0] + 2 * step, start[1] + step)
    gaps = page.evaluate("() => window.__gaps")
    if len(gaps) < 20:
        sys.exit(f"Only {len(gaps)} pictures were drawn while dragging; nothing was measured.")
    page.mouse.up()
    redraws = page.evaluate(_REDRAW)
    page.close()
    return statistics.median(gaps), statistics.median(redraws)


def main() -> None:
    """Print the table."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("No Chromium here; install it (apt-get install chromium) and run again.")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        empty, _ = frames(browser, a_map(0, 0), zoom=1.0)
        print(f"{'map':<38}{'frame, ms':>10}{'redraw, ms':>12}{'× empty':>9}")
        print(f"{'empty':<38}{empty:>10.1f}{'':>12}{1.0:>9.2f}")
        for n_things, n_links, zoom in ((45, 90, 0.8), (300, 900, 0.25), (300, 900, 0.7)):
            gap, redraw = frames(browser, a_map(n_things, n_links), zoom=zoom)
            name = f"{n_things} things, {n_links} links, zoom {zoom}"
            print(f"{name:<38}{gap:>10.1f}{redraw:>12.1f}{gap / empty:>9.2f}")
        browser.close()


if __name__ == "__main__":
    main()
