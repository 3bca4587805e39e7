"""Plane: from the layout's places to whole numbers that fill the map."""

import numpy as np

from generator.atlas.start import scattered
from generator.relate.rows import Array

MOST = 65535
"""Places are whole numbers from 0 to this, in the wider direction."""
_WIDEST = 1.35
"""The map is to be so much wider than high, like a screen; it is stretched no more than that."""
_RIM = 0.04
_OUT, _DRAWN_IN = 0.004, 0.3
_FEW = 600
_ROOM = 0.55
"""On a small map two papers keep this much of the distance that they would have in a grid."""
_TURN = np.pi * (3 - np.sqrt(5))


def placed(places: Array, linked: Array) -> tuple[Array, int]:
    """Return uint16 (papers, 2), and the height of the map; its width is `MOST`.

    Papers that are close to none stand around the others.
    """
    if not len(places):
        return np.zeros((0, 2), np.uint16), MOST
    wide = _around(places, linked)
    wide = _apart(_stretched(_level(wide))) if len(wide) <= _FEW else _gathered(wide)
    wide = _stretched(wide)
    low, size = wide.min(axis=0), np.maximum(np.ptp(wide, axis=0), 1e-9)
    scale = MOST / size.max()
    height = max(1, round(float(min(size[1], size.max()) * scale)))
    if size[1] > size[0]:  # higher than wide: the stretch was not enough
        scale, height = MOST / size[1], MOST
        low = low - np.array([(size[1] - size[0]) / 2, 0])
    return np.clip(np.rint((wide - low) * scale), 0, MOST).astype(np.uint16), height


def _around(places: Array, linked: Array) -> Array:
    """Return places with those of papers without a neighbour on a ring around all others."""
    alone = np.flatnonzero(~linked)
    if not len(alone):
        return places
    others = places[linked]
    middle = others.mean(axis=0) if len(others) else np.zeros(2)
    reach = np.ptp(others, axis=0).max() / 2 if len(others) else 1.0
    turn = np.arange(len(alone)) * _TURN
    far = max(float(reach), 1e-9) * (1 + _RIM * (1.5 + scattered(len(alone), 1)[:, 0]))
    ring = middle + np.stack([np.cos(turn), np.sin(turn)], axis=1) * far[:, None]
    made = places.copy()
    made[alone] = ring
    return made


def _gathered(places: Array) -> Array:
    """Return places with the few that are far out drawn in, so that the others have more room."""
    ends = np.percentile(places, [100 * _OUT, 100 * (1 - _OUT)], axis=0)
    inside = np.clip(places, *ends)
    made: Array = inside + (places - inside) * _DRAWN_IN
    return made


def _level(places: Array) -> Array:
    """Return places turned so that they reach farthest from left to right."""
    x, y = (places - places.mean(axis=0)).T
    turn = 0.5 * np.arctan2(2 * (x * y).sum(), (x * x).sum() - (y * y).sum())
    cos, sin = np.cos(turn), np.sin(turn)
    return np.stack([cos * x + sin * y, cos * y - sin * x], axis=1)


def _stretched(places: Array) -> Array:
    """Return places of a cloud that is as wide as a screen, if a small stretch makes it so."""
    size = np.maximum(np.ptp(places, axis=0), 1e-9)
    factor = min(max(_WIDEST * size[1] / size[0], 1 / _WIDEST), _WIDEST)
    made: Array = places * np.array([np.sqrt(factor), 1 / np.sqrt(factor)])
    return made


def _apart(places: Array) -> Array:
    """Return places of which no two are so close that their points would cover each other."""
    area = np.prod(np.maximum(np.ptp(places, axis=0), 1e-9))
    least = _ROOM * np.sqrt(area / len(places))
    places = places + scattered(len(places)) * least * 1e-3
    for _ in range(40):
        between = places[:, None] - places[None]
        far = np.maximum(np.sqrt((between**2).sum(axis=2)), 1e-12)
        np.fill_diagonal(far, np.inf)
        push = np.maximum(least - far, 0) / far
        places = places + 0.25 * (between * push[:, :, None]).sum(axis=1)
    return places
