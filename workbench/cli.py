"""The door for scripts: one command, one call, errors in words."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from workbench import __version__
from workbench.errors import WorkbenchError
from workbench.model.prompts import Words, words

if TYPE_CHECKING:
    from workbench.desk import Desk

__all__ = ["main"]

_TABLES = ("systems", "cycles", "purposes", "maps", "things", "links", "stories", "issues", "experiments")

#: What is brought in line by line, and what is taken out by a room of its own.
_TOLD = {"series": "series_told", "contacts": "contact_told", "stories": "story_told", "coding": "coding_told"}
_TAKEN_OUT = {
    **{"stories": "story_taking_out", "form": "story_taking_out", "opinions": "opinion_export"},
    "coding": "coding_export",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 where it did what was asked, 1 with a sentence where not, 2 for words it does not know."""
    # The help screen itself is in the language asked for, so that word is looked for first.
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        said = words(_language(given))
        asked = _parser(said).parse_args(given)
        run: Callable[[argparse.Namespace, Words], int] = asked.run
        return run(asked, said)
    except WorkbenchError as e:
        print(e, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(words().say("cli.stopped"), file=sys.stderr)
        return 130


def _language(arguments: Sequence[str]) -> str:
    for one, following in zip(arguments, [*arguments[1:], "en"], strict=True):
        if one == "--language":
            return following
        if one.startswith("--language="):
            return one.partition("=")[2]
    return "en"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say what was wrong and where the help is, in one line."""
        self.exit(2, f"{message[:1].upper()}{message[1:]}. See: {self.prog} --help\n")


def _parser(said: Words) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="workbench",
        description=said.say("cli.about"),
        epilog=said.say("cli.epilogue"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"workbench {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace, Words], int], *options: str) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name, help=said.say(f"cli.{name}"), description=said.say(f"cli.{name}").capitalize() + "."
        )
        for option in ("store", *options, "language"):
            kind = int if option == "jobs" else str
            default = "en" if option == "language" else None
            name = option.replace("_", "-")
            made.add_argument(f"--{name}", help=said.say(f"cli.opt_{option}"), type=kind, default=default)
        made.set_defaults(run=run)
        return made

    start = command("start", _start, "system", "audience")
    start.add_argument("--port", type=int, default=8866, help=said.say("cli.opt_port"))
    start.add_argument("--no-browser", action="store_true", help=said.say("cli.opt_no_browser"))
    lab = command("lab", _lab)
    lab.add_argument("--port", type=int, default=8888, help=said.say("cli.opt_port"))
    lab.add_argument("--no-browser", action="store_true", help=said.say("cli.opt_no_browser"))
    command("sample", _sample)
    report = command("report", _report, "system", "audience", "out", "jobs")
    report.add_argument("notebook", nargs="?", default="learning_report", metavar="NOTEBOOK")
    for name in ("scale", "since", "until"):
        report.add_argument(f"--{name}", help=said.say(f"cli.opt_{name}"))
    for name in ("fresh", "pdf", "word"):
        report.add_argument(f"--{name}", action="store_true", help=said.say(f"cli.opt_{name}"))
    report.add_argument(
        "--parameter", action="append", default=[], metavar="NAME=VALUE", help=said.say("cli.opt_parameter")
    )
    _add_import(command("import", _import, "system", "mapping", "sheet", "covers_from", "covers_until"), said)
    take = command("export", _export, "system", "audience", "out")
    take.add_argument("what", choices=["map", "audit", "coding", "opinions", "form", *_TABLES, "evidence_links"])
    take.add_argument("--map", help=said.say("cli.opt_map"))
    take.add_argument("--name", help=said.say("cli.opt_name"))
    command("backup", _backup, "out")
    restore = command("restore", _restore)
    restore.add_argument("copy", type=Path)
    command("doctor", _doctor)
    return parser


def _add_import(bring: argparse.ArgumentParser, said: Words) -> None:
    bring.add_argument("what", choices=["map", "series", "contacts", "coding", "opinions", "stories"])
    bring.add_argument("file", type=Path)
    bring.add_argument("more", type=Path, nargs="*", help=said.say("cli.opt_more"))
    for name in ("preview", "may_quote", "may_leave", "new_key"):
        bring.add_argument(f"--{name.replace('_', '-')}", action="store_true", help=said.say(f"cli.opt_{name}"))
    for name in ("series", "unit", "name"):
        bring.add_argument(f"--{name}", default="", help=said.say(f"cli.opt_{name}"))
    for name in ("which", "column", "text"):
        bring.add_argument(f"--{name}", help=said.say(f"cli.opt_{name}"))
    bring.add_argument("--encoding", choices=["utf-8", "cp1252", "utf-16"], help=said.say("cli.opt_encoding"))
    bring.add_argument("--days", choices=["day-first", "month-first"], help=said.say("cli.opt_days"))
    bring.add_argument("--answer", action="append", default=[], help=said.say("cli.opt_answer"))
    bring.add_argument("--definition", type=Path, help=said.say("cli.opt_definition"))
    bring.add_argument("--scope", help=said.say("cli.opt_seen_by"))
    names = ["pseudonym", "as-written"]
    bring.add_argument("--tellers", choices=names, default=names[0], help=said.say("cli.opt_tellers"))


# The rooms are loaded by the command that needs them: a help screen must not wait for pandas.


def _start(asked: argparse.Namespace, said: Words) -> int:
    from workbench.server import start

    _make_sample_where_nothing_is(asked.store, said)
    return start(
        store=asked.store,
        port=asked.port,
        open_browser=not asked.no_browser,
        audience=asked.audience,
        system=asked.system,
        language=asked.language,
    )


def _lab(asked: argparse.Namespace, said: Words) -> int:
    from workbench.server import lab

    _make_sample_where_nothing_is(asked.store, said)
    return lab(store=asked.store, port=asked.port, open_browser=not asked.no_browser, language=asked.language)


def _make_sample_where_nothing_is(store: str | None, said: Words) -> None:
    """A first start shows the sample; a store that is there, or named, is left as it is."""
    from workbench.desk.sample import fill_with_sample
    from workbench.store.address import resolved

    address = resolved(store)
    if address.file is not None and not address.file.exists():
        print(said.say("cli.sample_there"))
        fill_with_sample(address.file, key=address.key)


def _sample(asked: argparse.Namespace, said: Words) -> int:
    from workbench.desk.sample import fill_with_sample
    from workbench.store.address import resolved

    n = fill_with_sample(asked.store)
    print(said.say("cli.sample_made", store=resolved(asked.store), n=f"{n:,}"))
    return 0


def _report(asked: argparse.Namespace, said: Words) -> int:
    from workbench.reports import Bar, render

    with Bar() as bar:
        result = render(
            asked.notebook,
            systems=asked.system.split(",") if asked.system else None,
            scale=asked.scale,
            audience=asked.audience,
            out=asked.out or "reports",
            jobs=asked.jobs,
            fresh=asked.fresh,
            pdf=asked.pdf,
            word=asked.word,
            store=asked.store,
            language=asked.language,
            since=asked.since,
            until=asked.until,
            parameters=_parameters(asked.parameter),
            progress=bar,
        )
    print(said.say("cli.report_done", n=len(result.rendered)))
    if result.unchanged:
        print(said.say("cli.report_unchanged", n=len(result.unchanged)))
    if result.failed:
        print(said.say("cli.report_failed", n=len(result.failed)), file=sys.stderr)
        for entry in result.failed:
            print(f"  {entry.name}: {entry.reason}", file=sys.stderr)
            if entry.system in result.diagnosis:
                print(f"    {said.say('cli.report_diagnosis', path=result.diagnosis[entry.system])}", file=sys.stderr)
    print(said.say("cli.report_index", path=result.index))
    return 0 if result.ok else 1


def _parameters(given: Sequence[str]) -> dict[str, str | int | float | bool]:
    return {name: value for name, _, value in (one.partition("=") for one in given)}


def _import(asked: argparse.Namespace, said: Words) -> int:
    from workbench.desk import Desk

    desk = Desk.open(asked.store, language=asked.language)
    if asked.what in _TOLD:
        return _import_told(asked, desk)
    if asked.what == "opinions":
        return _import_opinions(asked, desk, said)
    system = asked.system or getattr(desk.choice().system, "id", "")
    result = desk.import_map(
        asked.file, system=system, preview=asked.preview, which=asked.which, encoding=asked.encoding
    )
    key = "cli.import_would" if asked.preview else "cli.import_done"
    print(said.say(key, n=len(result.names), things=result.n_things, links=result.n_links))
    _print_lost(result.lost, said)
    return 0


def _import_told(asked: argparse.Namespace, desk: Desk) -> int:
    for line in import_module(f"workbench.desk.{_TOLD[asked.what]}").bring_in_told(desk, asked.file, vars(asked)):
        print(line)
    return 0


def _import_opinions(asked: argparse.Namespace, desk: Desk, said: Words) -> int:
    from workbench.desk.opinion_import import bring_in_opinions

    files = [asked.file, *asked.more]
    result = bring_in_opinions(
        desk, files, system=asked.system or "", name=asked.name, preview=asked.preview, encoding=asked.encoding
    )
    for line in (*result.told(said), *(" · ".join(filter(None, (o.where, o.what, o.why))) for o in result.lost)):
        print(line)
    return 0


def _print_lost(lost: Sequence[object], said: Words) -> None:
    if lost:
        print(said.say("cli.import_lost", n=len(lost)))
    for one in lost:
        print(f"  {one}")


def _export(asked: argparse.Namespace, said: Words) -> int:
    from workbench.desk import Desk

    desk = Desk.open(asked.store, audience=asked.audience, language=asked.language)
    if asked.what == "map":
        path, lost = desk.export_map(asked.map, asked.out, system=asked.system)
    elif asked.what in _TAKEN_OUT:
        room = import_module(f"workbench.desk.{_TAKEN_OUT[asked.what]}")
        named = {"name": asked.name} if asked.what == "opinions" else {}
        path, lost = getattr(room, f"take_out_{asked.what}")(desk, asked.out, system=asked.system, **named), ()
    elif asked.what == "audit":
        path, lost = desk.export_audit(asked.out, system=asked.system), ()
    else:
        path, lost = desk.export_table(asked.what, asked.out, system=asked.system), ()
    print(said.say("cli.export_done", path=path))
    _print_lost(lost, said)
    return 0


def _backup(asked: argparse.Namespace, said: Words) -> int:
    from workbench.store import Store

    with Store.open(asked.store) as store:
        print(said.say("cli.backup_done", path=store.backup(asked.out)))
    return 0


def _restore(asked: argparse.Namespace, said: Words) -> int:
    from workbench.store import Store

    kept = Store.restore(asked.store, asked.copy)
    print(said.say("cli.restore_done", path=asked.copy, kept=kept))
    return 0


def _doctor(asked: argparse.Namespace, said: Words) -> int:
    from workbench.server import doctor

    checks = doctor(asked.store, language=asked.language)
    for check in checks:
        print(f"{'✓' if check.ok else '!'} {check.sentence}")
    fine = all(check.ok for check in checks)
    print(said.say("cli.doctor_fine" if fine else "cli.doctor_not"))
    return 0 if fine else 1
