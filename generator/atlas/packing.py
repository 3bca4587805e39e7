"""Packing: the map as one file that a browser reads at once; docs/map.md describes it.

The length of the head (uint32), the head (JSON, filled up with spaces to a multiple of four bytes),
then all x (uint16), then all y, in the order of the search index's papers. Numbers are
little-endian.
"""

import json
from collections.abc import Sequence

import numpy as np

from generator.atlas.names import Name
from generator.atlas.plane import MOST
from generator.relate.rows import Array

FORMAT = 1
"""Changes when an older script can no longer read the file."""
_ALIGNED = 4


def packed(places: Array, height: int, names: Sequence[Name]) -> bytes:
    """Return the file of a map: places uint16 (papers, 2), and the names on it."""
    head = {
        "format": FORMAT,
        "papers": len(places),
        "width": MOST,
        "height": height,
        "names": [[n.text, n.x, n.y, n.papers, n.level, n.tag] for n in names],
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    text += b" " * (-len(text) % _ALIGNED)
    columns = np.ascontiguousarray(places.T, dtype="<u2").tobytes()
    return len(text).to_bytes(_ALIGNED, "little") + text + columns
