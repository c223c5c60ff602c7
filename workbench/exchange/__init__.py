"""Files in and out: reading is done in a child process and says what it could not take; writing runs no formula."""

from __future__ import annotations

from workbench.exchange.map_file import MapFile, ReadLink, ReadLoop, ReadThing, read_map, read_maps
from workbench.exchange.reading import Lost

# Writers are imported from their own modules (map_export, table_export): the child that reads a file imports this
# package and need not wait for what only writes.
__all__ = ["Lost", "MapFile", "ReadLink", "ReadLoop", "ReadThing", "read_map", "read_maps"]
