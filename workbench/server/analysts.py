"""``workbench lab``: JupyterLab on the same notebooks and the same store, for analysts."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import workbench
from workbench import places
from workbench.errors import Refused
from workbench.model.prompts import words
from workbench.server.browser import opened
from workbench.server.door import Door, new_token
from workbench.server.environment import lived_in, surroundings
from workbench.server.kernelspec import OneKernel
from workbench.server.log import plain_lines
from workbench.server.page_kernel import end_all, started_here, transport
from workbench.server.presence import recorded
from workbench.server.session import Session, begun
from workbench.server.store_at import backed_up, store_at

__all__ = ["lab", "without_outputs", "workplace"]

# What would be reached from a browser without need, or would ask the outside world for something.
_OFF = {"voila.server_extension": False, "jupyter_server_terminals": False, "jupyter_lsp": False}
_BROWSER_OFF = {
    "@jupyterlab/extensionmanager-extension": True,
    "@jupyterlab/terminal-extension": True,
    "@voila-dashboards/jupyterlab-preview": True,
}
_NO_NEWS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}


def lab(  # noqa: PLR0913  the options of the command, each with its default
    *,
    store: str | None = None,
    key: str | None = None,
    port: int = 8888,
    host: str = "127.0.0.1",
    open_browser: bool = True,
    token: str | None = None,
    audience: str | None = None,
    system: str | None = None,
    language: str = "en",
    notebooks: Path | None = None,
    keep_outputs: bool = False,
) -> int:
    """Open JupyterLab on the notebooks until Ctrl-C, then leave nothing running.

    Parameters are those of ``start``; and

    Parameters
    ----------
    keep_outputs
        Save what cells showed with the notebook. Otherwise it is left out of the file, so that no story lies where
        no withdrawal reaches it.

    Returns
    -------
    0 once stopped.

    Raises
    ------
    Refused
        Where the folder is not there, or there is no free port.
    StoreProblem
        Where the store cannot be opened.
    """
    from jupyterlab.labapp import LabApp  # noqa: PLC0415  two seconds that only this command pays

    said = words(language)
    folder = workplace(notebooks or places.notebooks())
    address, found_key = store_at(store, key=key)
    with begun(store=address, key=found_key, audience=audience, system=system, language=language) as session:
        made = _settings(session, folder, keep_outputs=keep_outputs)
        made.ServerApp.port, made.ServerApp.ip = port, host
        made.Door.token = token or new_token()
        made.Door.ticket = secrets.token_urlsafe(16)
        with lived_in(surroundings(session)):
            plain_lines(said)
            try:
                app = LabApp.initialize_server(argv=[], config=made)
                plain_lines(said)  # again: JupyterLab has set up its logs meanwhile
            except SystemExit as e:
                raise Refused(said.say("server.lab.no_start", port=port), field="port") from e
            with recorded(session, port=app.port, host=host, kind="lab"):

                def ready() -> None:
                    if port not in (0, app.port):
                        _say(said.say("server.start.port_taken", asked=port, taken=app.port))
                    _say(
                        said.say("server.lab.ready", address=_address(app, app.identity_provider.token), folder=folder)
                    )
                    if not (open_browser and opened(_address(app, app.identity_provider.ticket))):
                        app.identity_provider.ticket = ""

                _run(app, ready)
    _say(backed_up(address, key=found_key))
    _say(said.say("server.lab.stopped"))
    return 0


def workplace(folder: Path) -> Path:
    """A folder of notebooks in which an analyst can save.

    In a checkout the notebooks themselves. Installed, a copy in the work folder, because an upgrade replaces what was
    installed; a notebook that is already in the copy is never overwritten.
    """
    if not folder.is_dir():
        raise Refused(words().say("server.start.no_notebooks", folder=str(folder)), field="notebooks")
    folder = folder.resolve()
    inside = folder.is_relative_to(Path(workbench.__file__).resolve().parent)
    if not inside and os.access(folder, os.W_OK):
        return folder
    copy = places.work_folder() / "notebooks"
    copy.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.rglob("*.ipynb")):
        there = copy / path.relative_to(folder)
        if ".ipynb_checkpoints" not in path.parts and not there.exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, there)
    return copy


def without_outputs(model: dict[str, Any], **_: Any) -> None:
    """Take what cells showed, and the state of panels, out of a notebook about to be saved."""
    if model.get("type") != "notebook" or not model.get("content"):
        return
    model["content"]["metadata"].pop("widgets", None)
    for cell in model["content"]["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = []
            cell["execution_count"] = None


def _settings(session: Session, folder: Path, *, keep_outputs: bool) -> Any:
    """JupyterLab's settings: nothing from outside, no terminal, our kernel and our door."""
    own = places.work_folder() / "lab"
    for path, content in (
        (session.folder / "lab" / "overrides.json", _NO_NEWS),
        (session.folder / "lab" / "page_config.json", {"disabledExtensions": _BROWSER_OFF}),
    ):
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content), encoding="utf-8")
    made = transport()
    made.ServerApp.root_dir = str(folder)
    made.ServerApp.port_retries = 50
    made.ServerApp.open_browser = False  # ours carries no token on its command line
    made.ServerApp.answer_yes = True
    made.ServerApp.log_level = made.LabApp.log_level = "ERROR"
    made.ServerApp.allow_root = True  # in a container there is often no other user
    made.ServerApp.terminals_enabled = False
    made.ServerApp.jpserver_extensions = _OFF
    made.ServerApp.identity_provider_class = Door
    made.ServerApp.kernel_spec_manager_class = OneKernel
    made.ServerApp.tornado_settings = {"headers": {"Referrer-Policy": "no-referrer"}}
    made.LabApp.news_url = None
    made.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
    made.LabApp.extension_manager = "readonly"
    made.LabApp.app_settings_dir = str(session.folder / "lab")
    made.LabApp.user_settings_dir = str(own / "settings")
    made.LabApp.workspaces_dir = str(own / "workspaces")
    made.FileCheckpoints.checkpoint_dir = str(own / "checkpoints")
    if not keep_outputs:
        made.ContentsManager.pre_save_hook = without_outputs
    return made


def _run(app: Any, ready: Callable[[], None]) -> None:
    """Serve until stopped, telling when it can be reached; end whatever is left."""
    app.io_loop.add_callback(ready)
    try:
        app.start()
    finally:
        end_all(started_here())


def _address(app: Any, token: str) -> str:
    host = "127.0.0.1" if app.ip in ("", "0.0.0.0", "::") else app.ip  # noqa: S104  compared, not bound
    return f"http://{host}:{app.port}/lab?token={token}"


def _say(sentence: str) -> None:
    if sentence:
        sys.stdout.write(sentence.rstrip() + "\n")
        sys.stdout.flush()
