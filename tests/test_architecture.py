"""The house keeps its shape. What may differ is listed here with its reason, and nothing is listed that need not be."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "workbench"
NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))

#: Files over 300 lines.
LONG: dict[str, str] = {
    "frames.py": "the only place that names columns, and what each of them means",
    "model/__init__.py": "the one list of every record and every word of the model",
    "reports/batch.py": "one run of the printing room, told in order",
    "store/migrations/versions/0002_experiments.py": "a migration is one step, written out and never changed again",
    "store/migrations/versions/0003_case_files.py": "a migration is one step, written out and never changed again",
    "store/migrations/versions/0004_making_sense.py": "a migration is one step, written out and never changed again",
    "store/store.py": "the contract of the store is prose on this class",
}
#: Outside packages and the rooms they live in.
HOMES = {
    "sqlalchemy": ("store",),
    "alembic": ("store",),
    "sqlcipher3": ("store",),
    "psycopg": ("store",),
    "cryptography": ("store",),
    "altair": ("charts",),
    "pyvis": ("charts",),
    "vl_convert": ("charts",),
    "rapidfuzz": ("patterns",),
    "ipywidgets": ("panels",),
    "anywidget": ("panels",),
    "papermill": ("reports",),
    "nbclient": ("reports",),
    "nbconvert": ("reports",),
    "weasyprint": ("reports",),
    "docx": ("reports",),
    "tornado": ("server",),
    "jupyter_server": ("server",),
    "jupyterlab": ("server",),
    "voila": ("server",),
    "openpyxl": ("exchange",),
    "xlsxwriter": ("exchange",),
    "PIL": ("exchange",),
}
#: (file, package): why it is used away from home.
AWAY: dict[tuple[str, str], str] = {
    ("server/health.py", "sqlcipher3"): "workbench doctor tells the version of the driver",
}
#: Floors 0 to 3, where nothing is read or written, and the files that have to.
PURE = ("errors.py", "places.py", "model", "frames.py", "patterns", "sharing")
READS = {
    "places.py": "says where the workbench's own files are",
    "model/form_file.py": "reads the templates of forms, once",
    "model/prompts.py": "reads the words, once",
    "model/sense_template.py": "reads the lenses and plans of sessions, once",
    "model/signifier_file.py": "names the sets of questions there are, once",
    "sharing/profile.py": "reads the site's disclosure profile, once",
}
#: Addresses that are written down, and why none of them is ever fetched.
ADDRESSES = {
    "schemas.openxmlformats.org": "the name of an XML namespace",
    "purl.oclc.org": "the name of an XML namespace",
    "www.w3.org": "the name of an XML namespace",
}
#: Packages that run or expand what they read.
BARRED = {"pickle", "shelve", "marshal", "xml"}
#: (file, package): why it may be named all the same.
HARMLESS = {
    ("charts/figure.py", "xml"): "builds and writes; what is read is read by defusedxml",
    ("exchange/workbook.py", "xml"): "names the types that defusedxml gives and raises",
    ("exchange/refi_qda.py", "xml"): "names the types that defusedxml gives and raises",
    ("exchange/refi_qda_out.py", "xml"): "only builds and writes",
}
DRAWERS = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc", "tools"}


def ours(*suffixes: str) -> Iterator[Path]:
    """The files of the package that we wrote."""
    for file in sorted(PACKAGE.rglob("*")):
        if file.suffix in suffixes and "vendor" not in file.parts:
            yield file


def name_of(file: Path) -> str:
    return file.relative_to(PACKAGE).as_posix()


def imported(tree: ast.AST) -> set[str]:
    """The outside packages a file names in its imports, wherever they stand."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


#: Calls that touch the world, read a clock, or draw from an unseeded source.
_READING = {"open", "read_text", "write_text", "read_bytes", "write_bytes", "iterdir", "glob", "rglob", "is_file"}
_READING |= {"is_dir", "exists", "mkdir", "unlink", "touch", "print", "input", "getenv", "read_csv", "to_csv"}
_CLOCK = {"now", "utcnow", "today", "time", "time_ns", "perf_counter", "monotonic", "uuid4"}
_WORLDLY = {"os", "socket", "subprocess", "urllib", "http", "requests", "sqlite3", "tempfile", "shutil", "random"}
_WORLDLY |= {"logging", "threading", "asyncio", "secrets"}


def worldly(tree: ast.AST) -> set[str]:
    """What in a file reads, writes, asks the time or throws dice."""
    found = imported(tree) & _WORLDLY
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in _READING | _CLOCK or (called == "default_rng" and not node.args):
                found.add(called)
    return found


def cells(notebook: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return found


def code(cell: dict[str, object]) -> str:
    source = cell["source"]
    text = "".join(source) if isinstance(source, list) else str(source)
    return text if cell["cell_type"] == "code" else ""


def test_no_file_is_long_without_a_reason() -> None:
    long = {name_of(f) for f in ours(".py", ".js", ".css") if len(f.read_text(encoding="utf-8").splitlines()) > 300}
    assert long == set(LONG)


def test_no_module_is_a_drawer() -> None:
    # “common ground” is a word of the field, and no drawer
    names = [name_of(f).replace("common_ground", "ground") for f in ours(".py", ".js")]
    assert [name for name in names if DRAWERS & set(re.split(r"[_\W]+", name.rpartition(".")[0]))] == []


@pytest.mark.slow
def test_outside_packages_live_at_home() -> None:
    away = set()
    for file in ours(".py"):
        room = name_of(file).partition("/")[0]
        for package in imported(ast.parse(file.read_text(encoding="utf-8"))):
            if room not in HOMES.get(package, (room,)):
                away.add((name_of(file), package))
    assert away == set(AWAY)


@pytest.mark.slow
def test_nothing_read_is_run_or_expanded() -> None:
    """XML goes through defusedxml, which refuses entities; nothing is unpickled."""
    found = {(name_of(f), p) for f in ours(".py") for p in imported(ast.parse(f.read_text(encoding="utf-8"))) & BARRED}
    assert found == set(HARMLESS)


def test_the_lower_floors_touch_nothing_outside() -> None:
    found = {}
    for file in ours(".py"):
        if name_of(file).partition("/")[0] in PURE:
            touched = worldly(ast.parse(file.read_text(encoding="utf-8")))
            if touched:
                found[name_of(file)] = touched
    assert {name: touched for name, touched in found.items() if name not in READS} == {}
    assert set(READS) == set(found)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("text = Path(name).read_text()", {"read_text"}),
        ("with open(name) as f: pass", {"open"}),
        ("import os.path", {"os"}),
        ("on = date.today()", {"today"}),
        ("rng = np.random.default_rng()", {"default_rng"}),
        ("rng = np.random.default_rng(seed)", set()),
        ("table = evidence['story'].groupby('on').size()", set()),
    ],
)
def test_the_test_itself_sees_what_touches_the_world(source: str, found: set[str]) -> None:
    assert worldly(ast.parse(source)) == found


def test_nothing_is_fetched_from_elsewhere() -> None:
    """No content network, no font, no tracker: an outside address may only be a name."""
    looked_at = [
        *ours(".py", ".js", ".css"),
        *(f for f in sorted((ROOT / "templates").rglob("*")) if f.is_file()),
        *NOTEBOOKS,
    ]
    hosts: dict[str, str] = {}
    for file in looked_at:
        text = file.read_text(encoding="utf-8", errors="replace")
        asked = re.findall(r"https?://([\w-]+(?:\.[\w-]+)+)", text)
        asked += re.findall(r"""(?:src|href|url|import)\s*[=(]?\s*["'(]?//([\w-]+(?:\.[\w-]+)+)""", text)
        hosts |= {host: file.relative_to(ROOT).as_posix() for host in asked}
    local = {"127.0.0.1", "0.0.0.0"}
    assert {host: file for host, file in hosts.items() if host not in {*ADDRESSES, *local}} == {}
    assert set(ADDRESSES) <= set(hosts)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_arranges_calls_and_defines_nothing(notebook: Path) -> None:
    defining = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.Try, ast.For, ast.While)
    for cell in cells(notebook):
        text = code(cell)
        assert [type(n).__name__ for n in ast.walk(ast.parse(text)) if isinstance(n, defining)] == [], text
        assert len(text.splitlines()) <= 12, text


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_holds_no_output(notebook: Path) -> None:
    held = [(cell["outputs"], cell["execution_count"]) for cell in cells(notebook) if cell["cell_type"] == "code"]
    assert held == [([], None)] * len(held)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_first_code_of_a_notebook_are_its_parameters(notebook: Path) -> None:
    tags = [cell["metadata"].get("tags", []) for cell in cells(notebook) if cell["cell_type"] == "code"]
    assert ["parameters" in t for t in tags] == [True] + [False] * (len(tags) - 1)
    first = next(ast.parse(code(cell)) for cell in cells(notebook) if code(cell))
    assert {type(node) for node in first.body} == {ast.AnnAssign}
    assert all(node.value is not None for node in first.body)


def test_there_are_notebooks() -> None:
    assert {"home", "understand_the_system", "learning_report"} <= {path.stem for path in NOTEBOOKS}
