"""Layout: papers in the plane, so that neighbours in text are neighbours on screen.

t-SNE (van der Maaten and Hinton, 2008), by openTSNE (Poličar et al., 2024,
doi:10.18637/jss.v109.i03), whose work grows with the number of papers and not with its square. On a
large shelf the first papers are laid out, by their own words alone; the others are put beside them,
and all are moved a little. The first papers' layout is remembered, so that the picture stands still
while the shelf grows.
"""

from typing import Any

import numpy as np

from generator.atlas.exact import exact
from generator.atlas.graph import Edges, affinities, edges_of, likeness
from generator.atlas.start import beside_placed, diffused
from generator.atlas.texts import Texts
from generator.relate.rows import Array

FIRST = 4096
"""So many papers are the ground of the map."""
FEW = 256
"""So few papers need no library."""

Phase = tuple[int, float, float]
"""Some rounds of t-SNE: how many, how much more papers attract each other, and their momentum."""

_FROM_NOTHING: tuple[Phase, ...] = ((60, 12, 0.5), (150, 1, 0.8))
_FROM_PLACES: tuple[Phase, ...] = ((15, 4, 0.5), (40, 1, 0.8))


def ground_of(texts: Texts) -> Array:
    """Return the places of a large shelf's first papers, float32 (FIRST, 2), by their words."""
    first = edges_of(likeness(texts, FIRST))
    return _moved(first, None, _FROM_NOTHING).astype(np.float32)


def laid_out(other: Array, ground: Array | None) -> Array:
    """Return the places of all papers, float32 (papers, 2).

    `other` holds their neighbours, int (papers, any), the best first, -1 for nobody; `ground` are
    the places of the first papers, if there are more than these.
    """
    edges = edges_of(other)
    if edges.papers <= FEW:
        return exact(edges).astype(np.float32)
    if ground is None:
        return _moved(edges, None, _FROM_NOTHING).astype(np.float32)
    start = beside_placed(edges, ground.astype(np.float64))
    return _moved(edges, start, _FROM_PLACES).astype(np.float32)


def _moved(edges: Edges, start: Array | None, phases: tuple[Phase, ...]) -> Array:
    """Return the places that t-SNE moves papers to."""
    from openTSNE import TSNEEmbedding
    from openTSNE.affinity import PrecomputedAffinities

    drawn = affinities(edges)
    begin = diffused(drawn) if start is None else start
    # One thread: more of them would add numbers up in another order each time.
    made: Any = TSNEEmbedding(
        begin.copy(),
        PrecomputedAffinities(drawn, normalize=False),
        negative_gradient_method="fft",
        n_jobs=1,
        random_state=0,
    )
    rate = 2 * edges.papers if start is not None else "auto"
    for rounds, exaggeration, momentum in phases:
        made = made.optimize(
            n_iter=rounds, exaggeration=exaggeration, momentum=momentum, learning_rate=rate
        )
    return np.asarray(made, dtype=np.float64)
