"""Take out a map, or a table, as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import NotAllowed, Refused
from workbench.exchange.map_file import MapFile, ReadLink, ReadThing
from workbench.exchange.reading import Lost
from workbench.model import (
    ActorKind,
    Effect,
    Link,
    LinkKind,
    Map,
    MapItem,
    Marker,
    NamedLoop,
    Polarity,
    Quality,
    Source,
    Thing,
    ThingKind,
)

if TYPE_CHECKING:
    from workbench.desk.desk import Desk
    from workbench.frames import Released
    from workbench.patterns import SystemMap

__all__ = ["map_file_of", "take_out_map", "take_out_table"]

_PAGE = ".html"


def take_out_map(
    desk: Desk, map_id: str | None, out: str | None, *, system: str | None
) -> tuple[Path, tuple[Lost, ...]]:
    """Write a map into the kind of file its ending says (.json, .xlsx, .csv, .graphml, or .html to look at).

    Returns the file, and what that kind of file has no place for. The group itself gets everything; another audience
    gets what a picture shows, without notes and who said what.

    Raises
    ------
    Refused
        Where no map was named and there is not just one, or the ending is of another kind.
    workbench.errors.Gone
        Where this audience has no such map.
    """
    from workbench.exchange.map_export import MAP_ENDINGS, map_of_records, write_map  # noqa: PLC0415  seldom needed

    map_id = map_id or _only_map(desk, system)
    path = Path(out or f"{map_id}.json")
    shown = desk.system_map(map_id)
    if path.suffix == _PAGE:
        from workbench import charts  # noqa: PLC0415  pyvis is slow to import

        path.write_text(charts.map_page(shown.released, words=desk.words), encoding="utf-8")
        return path, ()
    if path.suffix not in MAP_ENDINGS:
        endings = ", ".join((*MAP_ENDINGS, _PAGE))
        raise Refused(desk.words.say("desk.no_such_ending", name=path.name, endings=endings), field="out")
    if desk.said_audience is not None:
        found = map_file_of(shown.released)
    else:
        store = desk.store
        items = store.all(MapItem, map=map_id)
        found = map_of_records(
            store.get(Map, map_id),
            things=[store.get(Thing, item.thing) for item in items],
            items=items,
            links=store.all(Link, map=map_id),
            loops=store.all(NamedLoop, map=map_id),
        )
    return path, write_map(found, path, words=desk.words)


def map_file_of(released: Released[SystemMap]) -> MapFile:
    """A released map as a file's map: what the picture shows, no notes and no names of who said what."""
    finding = released.finding
    return MapFile(
        name=finding.name,
        things=tuple(
            ReadThing(
                key=str(row["id"]),
                name=str(row["name"]),
                thing_kind=ThingKind(row["thing_kind"]),
                actor_kind=ActorKind(row["actor_kind"]) if isinstance(row["actor_kind"], str) else None,
                role=str(row["role"]),
                markers=tuple(Marker(m) for m in row["markers"]),
                effect=Effect(row["effect"]),
                belief_from=Source(row["belief_from"]),
                x=float(row["x"]),
                y=float(row["y"]),
            )
            for row in finding.table.to_dict("records")
        ),
        links=tuple(
            ReadLink(
                source=str(row["source"]),
                target=str(row["target"]),
                link_kind=LinkKind(row["link_kind"]),
                polarity=Polarity(row["polarity"]),
                delay=bool(row["delay"]),
                strength=int(row["strength"]),
                quality=Quality(row["quality"]),
            )
            for row in finding.links.to_dict("records")
        ),
    )


def _only_map(desk: Desk, system: str | None) -> str:
    maps = desk.maps(system=system)
    if len(maps) == 1:
        return str(maps["id"].iloc[0])
    if maps.empty:
        raise Refused(desk.words.say("cli.export_nothing"))
    raise Refused(desk.words.say("desk.which_map", maps=", ".join(maps["id"])), field="map")


def take_out_table(desk: Desk, name: str, out: str | None, *, system: str | None) -> Path:
    """Write one of the desk's tables as CSV or XLSX, in which no text is ever run; for the group itself only.

    Raises
    ------
    NotAllowed
        For a wider audience: rows can give people away where counts do not.
    """
    from workbench.exchange.table_export import write_table  # noqa: PLC0415  seldom needed

    if desk.said_audience is not None:
        raise NotAllowed(desk.words.say("cli.export_wide", audience=desk.said_audience))
    path = Path(out or f"{name}.csv")
    table = desk.systems() if name == "systems" else getattr(desk, name)(system=system)
    write_table(table, path, words=desk.words)
    return path
