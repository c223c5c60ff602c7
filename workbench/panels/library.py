"""The JavaScript that every panel shares, sent to a page once per kernel through one hidden widget.

An anywidget's own script travels with every instance, so the large libraries (vis-network, Preact) and the kit live in
:class:`Library`; a panel only carries a reference to it and its own few kilobytes.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path

import anywidget

__all__ = ["Library", "drawing_program", "library", "script", "style"]

_STATIC = Path(__file__).parent / "static"

# UMD inside an ES module: `this` would be undefined, and a page may have an AMD `define` that must not be used.
_UMD = """const {name} = (() => {{ const exports = {{}}, module = {{ exports }};
const require = () => globalThis.__wbPreact; let define;
(function() {{ {source}
}}).call(globalThis); return module.exports; }})();
"""

# Preact's hooks ask for "preact" through require(); the name is taken away again once they have it.
_LIBRARY = """{preact}globalThis.__wbPreact = preact;
{hooks}delete globalThis.__wbPreact;
{htm}{vis}const css = {css};
{kit}
const kit = makeKit({{ vis, preact, hooks, htm, css }});
export default {{ initialize() {{ return {{ kit }}; }} }};
"""

_PANEL = """{source}
export default {{
  async render({{ model, el, host }}) {{
    const {{ kit }} = (await host.getWidget(model.get("lib"))).exports;
    return kit.mount({{ model, el, panel }});
  }},
}};
"""


def _text(name: str) -> str:
    # The line that names a source map would make the browser ask for a file that is not there.
    return (_STATIC / name).read_text(encoding="utf-8").split("//# sourceMappingURL")[0]


def _umd(name: str, file: str) -> str:
    return _UMD.format(name=name, source=_text(f"vendor/{file}"))


@functools.cache
def _library_source() -> str:
    return _LIBRARY.format(
        preact=_umd("preact", "preact.umd.js"),
        hooks=_umd("hooks", "preact-hooks.umd.js"),
        htm=_umd("htm", "htm.umd.js"),
        vis=_umd("vis", "vis-network.min.js"),
        css=json.dumps(style("kit.css", "kit_form.css", "kit_attach.css")),
        kit="\n".join(_text(name) for name in _KIT),
    )


#: The files of the kit, each after those it uses.
_KIT = (
    *("kit_line.js", "kit_parts.js"),
    *("kit_value.js", "kit_draft.js", "kit_picker.js", "kit_question.js", "kit_live.js", "kit_entry.js", "kit_form.js"),
    *("kit_paste_read.js", "kit_paste.js", "kit_grid_view.js", "kit_grid_hands.js", "kit_cell.js", "kit_grid_new.js"),
    *("kit_grid_parts.js", "kit_grid_table.js", "kit_grid.js"),
    *("kit_attach_line.js", "kit_attach_consent.js", "kit_attach_tray.js", "kit_attach.js", "kit_noticed.js", "kit.js"),
)


class Library(anywidget.AnyWidget):
    """The hidden widget that holds the shared libraries; nothing shows it."""

    _esm = "export default { initialize() { return {}; } };"

    def __init__(self) -> None:
        type(self)._esm = _library_source()
        super().__init__()


@functools.cache
def library() -> Library:
    """The one library of this kernel."""
    return Library()


def script(*names: str) -> str:
    """The script of a panel: these files of ``static/`` one after another; one of them defines ``panel(kit)``."""
    return _PANEL.format(source="\n".join(_text(name) for name in names))


def style(*names: str) -> str:
    """The style of a panel, from these files of ``static/``."""
    return "\n".join(_text(name) for name in names)


def drawing_program() -> str:
    """Vega-Lite, Vega and vega-embed as one script: what ``vl_convert.javascript_bundle()`` makes, kept with us.

    Making it takes longer than a second, and only pages that draw charts themselves need it.
    """
    return _text("vendor/vega-embed.js")
