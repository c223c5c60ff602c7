"""Photos, sounds and videos in a real browser: added, seen, heard, taken back."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from workbench.desk import Desk
from workbench.model import Attachment, MediaKind
from workbench.store import Store

pytestmark = pytest.mark.browser

#: A panel with the attachments of one story, as any panel includes them.
WALL = '''
from workbench.desk import Desk
from workbench.panels.attachments import WithAttachments
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import _PANEL

class Wall(WithAttachments, FormPanel):
    _esm = _PANEL.format(source="""const panel = ({ html, Attachments }) => function Wall({ state, act, say }) {
      return html`<div><h2>The letter</h2><${Attachments} host=${{ kind: "story", id: "letter" }}
        items=${state.attachments.letter || []} act=${act} say=${say} mayEdit=${true} /></div>`; };""")
    sections = ("attach",)
    kinds = ("story",)
    def load(self):
        return {"attachments": self.attachments("story")}
'''

#: Records what a canvas shows and an oscillator sounds, as a phone's browser would.
RECORD = """async (type) => {
  const canvas = document.createElement("canvas"); canvas.width = 160; canvas.height = 120;
  const draw = canvas.getContext("2d");
  const audio = new AudioContext(), tone = audio.createOscillator(), out = audio.createMediaStreamDestination();
  tone.connect(out); tone.start();
  const stream = type.startsWith("video") ? canvas.captureStream(20) : new MediaStream();
  stream.addTrack(out.stream.getAudioTracks()[0]);
  const recorder = new MediaRecorder(stream, { mimeType: type }), got = [];
  recorder.ondataavailable = (e) => got.push(e.data);
  const ended = new Promise((resolve) => { recorder.onstop = resolve; });
  recorder.start();
  let n = 0;
  const timer = setInterval(() => { draw.fillStyle = `hsl(${(n += 9)} 80% 50%)`; draw.fillRect(0, 0, 160, 120); }, 50);
  await new Promise((resolve) => setTimeout(resolve, 1200));
  clearInterval(timer); recorder.stop(); await ended;
  const bytes = new Uint8Array(await new Blob(got).arrayBuffer());
  let text = ""; for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}"""


@pytest.fixture
def board(tmp_path: Path) -> Path:
    """A photo with a place in it."""
    drawn = Image.new("RGB", (1600, 1200), "#cfe3d8")
    ImageDraw.Draw(drawn).text((200, 300), "What went well", fill="black", font_size=120)
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 12.25)})
    drawn.save(tmp_path / "board.jpg", exif=exif)
    return tmp_path / "board.jpg"


@pytest.fixture
def wall(quay_desk: Desk, server_on: Callable[[Path, Path], Any], tmp_path: Path) -> Any:
    """A server with one page, on which one story has its attachments."""
    store = quay_desk.store
    with store.step("Told", by="Asha") as step:
        from workbench.model import Story

        step.add(Story(id="letter", cycle="quay-1", title="The letter", text="…", teller="Wren"))
    store.close()
    cells = [
        nbformat.v4.new_code_cell(WALL),
        nbformat.v4.new_code_cell('Wall(Desk.open(), system="quay", cycle="quay-1")'),
    ]
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Wall"), *cells])
    made.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    (tmp_path / "pages").mkdir()
    nbformat.write(made, tmp_path / "pages" / "home.ipynb")
    return server_on(tmp_path / "pages", tmp_path / "own.db")


def add(page: Page, *files: Path) -> None:
    page.locator("input[type=file][multiple]").set_input_files([str(file) for file in files])


def test_photos_sounds_and_videos_are_added_shown_played_and_erased(
    wall: Any,
    projector: Page,
    board: Path,
    tmp_path: Path,
    requests_outside: list[str],
    axe: Callable[[Page], list[str]],
) -> None:
    page = wall.open(projector)
    expect(page.get_by_text("Photo (JPEG, PNG, WebP, GIF) up to 15 MB")).to_be_visible(timeout=60_000)
    for name, type in (("talk.webm", "audio/webm"), ("film.webm", "video/webm")):
        (tmp_path / name).write_bytes(base64.b64decode(page.evaluate(RECORD, type)))
    script = tmp_path / "holiday.jpg"
    script.write_text("<script>window.ran = true</script>")

    add(page, board, tmp_path / "talk.webm", tmp_path / "film.webm", script)
    refused = page.locator("bdi", has_text="“holiday.jpg” is a web page or another text made of code.")
    expect(refused).to_be_visible(timeout=20_000)
    page.get_by_label("What is seen or heard in it?").first.fill("The board <b>after</b> the debrief")
    keep = page.get_by_role("button", name="Keep all 3")
    expect(keep).to_be_enabled(timeout=20_000)
    assert axe(page) == []
    keep.click()

    expect(page.get_by_role("button", name="Look at it large: The board <b>after</b> the debrief")).to_be_visible(
        timeout=30_000
    )
    expect(page.get_by_role("button", name="Watch")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Add nothing").click()
    page.get_by_role("button", name="Listen").click()
    page.get_by_role("button", name="Watch").click()
    for player in ("audio", "video"):
        expect(page.locator(player)).to_have_js_property("readyState", 4, timeout=20_000)
    expect(page.locator(".wb-attach-photo img")).to_have_js_property("naturalWidth", 360, timeout=20_000)
    assert axe(page) == []
    page.get_by_role("button", name="Look at it large").click()
    expect(page.locator(".wb-attach-whole img")).to_have_js_property("naturalWidth", 1600, timeout=20_000)
    page.get_by_role("button", name="Close", exact=True).first.click()

    with Store.open(wall.store) as store:
        kept = {a.media_kind: a for a in store.all(Attachment)}
        assert set(kept) == set(MediaKind)
        assert b"Exif" not in store.file(kept[MediaKind.photo].sha256)

    page.get_by_role("button", name="Take back consent: The board").click()
    assert axe(page) == []
    page.get_by_role("button", name="Erase it").click()
    page.get_by_role("button", name="Yes, erase it for good").click()
    expect(page.get_by_text("It is erased.")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Close", exact=True).first.click()
    expect(page.get_by_text("as the person wished")).to_be_visible()
    assert len(list((tmp_path / "own.db.files").iterdir())) == 2
    assert page.evaluate("window.ran") is None
    assert page.errors == []  # type: ignore[attr-defined]  # kept with the page it belongs to
    assert requests_outside == []


def test_on_a_phone_a_camera_is_at_hand_and_a_photo_can_be_changed_removed_and_brought_back(
    wall: Any, phone: Page, board: Path
) -> None:
    page = wall.open(phone)
    expect(page.get_by_role("button", name="Take a photo")).to_be_visible(timeout=60_000)
    assert page.locator("input[capture=environment]").get_attribute("accept") == "image/*"
    page.locator("input[capture=environment]").set_input_files(str(board))
    page.get_by_label("Who may see it", exact=True).select_option("person")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Kept between the person and their worker.")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Show it here").click()
    page.get_by_role("button", name="Nobody else is looking: show it").click()
    expect(page.locator(".wb-attach-photo img")).to_have_js_property("naturalWidth", 360, timeout=20_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    page.get_by_role("button", name="Caption and consent: ").click()
    page.get_by_label("What is seen or heard in it?").fill("الجدار 👩‍👩‍👧")
    page.get_by_label("Who gave their consent?").fill("Wren")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("bdi", has_text="الجدار 👩‍👩‍👧")).to_be_visible(timeout=10_000)
    page.get_by_role("button", name="Remove: ").click()
    expect(page.get_by_role("button", name="Remove: ")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Remove: ")).to_have_count(1)
    assert page.errors == []  # type: ignore[attr-defined]  # kept with the page it belongs to


def test_a_photo_can_be_dropped_and_pasted(wall: Any, projector: Page, board: Path) -> None:
    page = wall.open(projector)
    expect(page.get_by_role("button", name="Add a photo")).to_be_visible(timeout=60_000)
    for n, event in enumerate(("drop", "paste"), start=1):
        page.evaluate(
            """([data, event]) => {
              const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
              const held = new DataTransfer();
              held.items.add(new File([bytes], "board.jpg", { type: "image/jpeg" }));
              const at = document.querySelector(".wb-attach");
              at.dispatchEvent(event === "drop"
                ? new DragEvent("drop", { dataTransfer: held, bubbles: true, cancelable: true })
                : new ClipboardEvent("paste", { clipboardData: held, bubbles: true, cancelable: true }));
            }""",
            [base64.b64encode(board.read_bytes()).decode(), event],
        )
        page.get_by_role("button", name="Keep it").click(timeout=20_000)
        expect(page.get_by_role("button", name="Remove: ")).to_have_count(n, timeout=30_000)


def test_a_photo_lies_with_the_debrief_it_was_taken_in(
    own_workbench_server: Any, projector: Page, board: Path, axe: Callable[[Page], list[str]]
) -> None:
    page = own_workbench_server.open(projector, "run_experiments", system="harbour-caseworkers", room="debrief")
    page.get_by_role("button", name="12 October 2026").click(timeout=60_000)
    page.get_by_text("Photos, sounds, videos").first.click(timeout=20_000)
    add(page, board)
    page.get_by_label("What is seen or heard in it?").fill("The board after the debrief")
    page.get_by_role("button", name="Keep").click(timeout=20_000)
    expect(page.get_by_role("button", name="Look at it large: The board after the debrief")).to_be_visible(
        timeout=30_000
    )
    assert axe(page) == []
    with Store.open(own_workbench_server.store) as store:
        (kept,) = store.all(Attachment)
    assert (kept.of_kind, kept.caption, kept.scope) == ("debrief", "The board after the debrief", "team")
