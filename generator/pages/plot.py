"""Plots: inline SVG made at build time, in the colours of the page around it."""

from collections.abc import Sequence

from markupsafe import Markup, escape

HEIGHT = 190
TOP = 24
BASE = 26
BAR_SHARE = 0.62
"""How much of its column a bar fills."""
MOST_SLAB = 9.0
LEAST_SLAB = 3.0
"""Below this height one thing cannot be told from the next, and a bar is drawn whole."""
LEAST_COLUMNS = 6
MOST_LABELS = 12
MOST_NUMBERS = 24
"""With more columns the numbers above the bars would run into each other."""


def bars(title: str, counts: Sequence[tuple[str, int]]) -> Markup:
    """Return a bar for each label and its count as one `<figure>` on one line.

    A bar is a pile with one slab for each thing counted. The drawing is as wide as its column
    and its text keeps its size: only the inner drawing, which holds no text, is stretched. It
    is an image with a name (WAI-ARIA `img`), and the name says every number.
    """
    highest = max((count for _, count in counts), default=0) or 1
    slab = min(MOST_SLAB, (HEIGHT - TOP - BASE) / highest)
    columns = max(len(counts), LEAST_COLUMNS)
    piles = "".join(_pile(n, count, slab) for n, (_, count) in enumerate(counts) if count)
    every = -(-columns // MOST_LABELS)
    numbered = columns <= MOST_NUMBERS
    texts = "".join(
        (_number(n, columns, count, slab) if count and numbered else "")
        + (_name(n, columns, label) if n % every == 0 else "")
        for n, (label, count) in enumerate(counts)
    )
    words = ", ".join(f"{label}: {count}" for label, count in counts)
    return Markup(
        f'<figure class="ps-plot"><svg role="img" height="{HEIGHT}"'
        f' aria-label="{escape(f"{title}. {words}.")}">'
        f'<svg viewBox="0 0 {columns} {HEIGHT}" preserveAspectRatio="none">{piles}</svg>'
        f'<line x2="100%" y1="{HEIGHT - BASE}" y2="{HEIGHT - BASE}"/>{texts}</svg></figure>'
    )


def _pile(column: int, count: int, slab: float) -> str:
    foot = HEIGHT - BASE
    dashes = f' stroke-dasharray="{slab - 1:.6g} 1"' if slab >= LEAST_SLAB else ""
    return (
        f'<path d="M{column + 0.5:g} {foot}V{foot - slab * count:.6g}"'
        f' stroke-width="{BAR_SHARE}"{dashes}/>'
    )


def _number(column: int, columns: int, count: int, slab: float) -> str:
    above = HEIGHT - BASE - slab * count - 6
    return f'<text x="{_middle(column, columns)}" y="{above:.6g}">{count}</text>'


def _name(column: int, columns: int, label: str) -> str:
    return f'<text x="{_middle(column, columns)}" y="{HEIGHT - 6}">{escape(label)}</text>'


def _middle(column: int, columns: int) -> str:
    return f"{100 * (column + 0.5) / columns:.6g}%"
