"""Plots: inline SVG made at build time, in the colours of the page around it.

A paper is a slab, and papers are piles of slabs. A drawing is as wide as its column and its text
keeps its size: only the inner drawing, which holds no text, is stretched.
"""

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

HEIGHT = 190
TOP = 24
BASE = 26
BAR_SHARE = 0.62
"""How much of its column a bar fills."""
MOST_SLAB = 9.0
LEAST_SLAB = 3.0
LEAST_SMALL_SLAB = 5.0
"""Below this height one thing cannot be told from the next, and a bar is drawn whole."""
LEAST_COLUMNS = 6
MOST_LABELS = 12
NARROW, WIDE = 350, 840
"""How many pixels wide a plot is on a phone, and at most."""
SIGN = 7
"""How many pixels a sign of text needs."""
APART = 8
MARGIN = 12
"""How many pixels a label may stick out at a side."""

SMALL_HEIGHT = 74
SMALL_TOP = 4
SMALL_BASE = 18

ROW_GAP = 1 / 160
"""The gap between two slabs in a row, as a share of the whole row."""
MOST_ROW_SLABS = 50


def bars(title: str, counts: Sequence[tuple[str, int]]) -> Markup:
    """Return a bar for each label and its count as one `<figure>` on one line.

    It is an image with a name (WAI-ARIA `img`), and the name says every number.
    """
    return stacked(title, [(label, 0, count) for label, count in counts])


def stacked(title: str, counts: Sequence[tuple[str, int, int]]) -> Markup:
    """Return a bar for each label, what there was and what came on top, as `bars` does.

    The number above a bar, and in the drawing's name, is that of both.
    """
    highest = max((before + more for _, before, more in counts), default=0) or 1
    slab = min(MOST_SLAB, (HEIGHT - TOP - BASE) / highest)
    columns = max(len(counts), LEAST_COLUMNS)
    foot = HEIGHT - BASE
    piles = "".join(
        _pile(n, before, slab, foot, "ps-before") + _pile(n, more, slab, foot - slab * before)
        for n, (_, before, more) in enumerate(counts)
    )
    totals = [before + more for _, before, more in counts]
    labels = [label for label, _, _ in counts]
    tops = _numbers(totals, columns, slab)
    names = _names(labels, columns)
    return Markup(
        f'<figure class="ps-plot"><svg role="img" height="{HEIGHT}"'
        f' aria-label="{_spoken(title, labels, totals)}">'
        f'<svg viewBox="0 0 {columns} {HEIGHT}" preserveAspectRatio="none">{piles}</svg>'
        f'<line x2="100%" y1="{foot}" y2="{foot}"/>{tops}{names}</svg></figure>'
    )


def small(title: str, counts: Sequence[tuple[str, int]], highest: int) -> Markup:
    """Return a small bar plot on one line, to stand beside others with the same `highest` count.

    Of its labels the first and the last are shown; its name says every number.
    """
    foot = SMALL_HEIGHT - SMALL_BASE
    slab = min(MOST_SLAB, (foot - SMALL_TOP) / max(highest, 1))
    columns = max(len(counts), LEAST_COLUMNS)
    piles = "".join(
        _pile(n, count, slab, foot, least=LEAST_SMALL_SLAB) for n, (_, count) in enumerate(counts)
    )
    ends = [("ps-start", "0", counts[0][0])] if counts else []
    if len(counts) > 1:
        last = f"{100 * len(counts) / columns:.6g}%"
        ends.append(("ps-end", last, counts[-1][0]))
    texts = "".join(
        f'<text class="{side}" x="{x}" y="{SMALL_HEIGHT - 5}">{escape(label)}</text>'
        for side, x, label in ends
    )
    said = _spoken(title, *zip(*counts, strict=True)) if counts else _coded(title)
    return Markup(
        f'<svg class="ps-small" role="img" height="{SMALL_HEIGHT}"'
        f' aria-label="{said}">'
        f'<svg viewBox="0 0 {columns} {SMALL_HEIGHT}" preserveAspectRatio="none">{piles}</svg>'
        f'<line x2="100%" y1="{foot}" y2="{foot}"/>{texts}</svg>'
    )


def row(count: int, highest: int) -> Markup:
    """Return a lying bar, as long as `count` is of `highest`; the text beside it says the number.

    Few slabs are drawn one by one, like books on a board. It is hidden from those who listen.
    """
    whole = max(highest, 1)
    gap = whole * ROW_GAP
    bar = f'<rect width="{count}" height="1"/>' if count else ""
    if count and whole <= MOST_ROW_SLABS:
        dashes = f"{1 - gap:.4g} {gap:.4g}"
        bar = f'<path d="M0 .5H{count}" stroke-width="1" stroke-dasharray="{dashes}"/>'
    return Markup(
        f'<svg class="ps-row" aria-hidden="true" viewBox="0 0 {whole} 1"'
        f' preserveAspectRatio="none">{bar}</svg>'
    )


def _pile(
    column: int,
    count: int,
    slab: float,
    foot: float,
    name: str = "",
    least: float = LEAST_SLAB,
) -> str:
    if not count:
        return ""
    dashes = f' stroke-dasharray="{slab - 1:.6g} 1"' if slab >= least else ""
    of = f' class="{name}"' if name else ""
    return (
        f'<path{of} d="M{column + 0.5:g} {foot:.6g}V{foot - slab * count:.6g}"'
        f' stroke-width="{BAR_SHARE}"{dashes}/>'
    )


def _spoken(title: str, labels: Sequence[str], totals: Sequence[int]) -> str:
    """Return a plot in words, for an attribute."""
    pairs = zip(labels, totals, strict=True)
    return f"{_coded(title)}. {', '.join(f'{_coded(label)}: {n:,}' for label, n in pairs)}."


def _coded(text: str) -> str:
    """Return text of which no sign means anything to HTML or, in a line of text, to Markdown."""
    folded = " ".join(text.split())
    return re.sub(r"[^0-9A-Za-z \x80-\U0010ffff]", lambda sign: f"&#{ord(sign[0])};", folded)


def _numbers(totals: Sequence[int], columns: int, slab: float) -> str:
    """Return the numbers above the bars, if they are not wider than these."""
    longest = max((len(f"{total:,}") for total in totals), default=0)
    room = longest * SIGN + 3
    if room * columns > WIDE:
        return ""
    hidden = ' class="ps-wide"' if room * columns > NARROW else ""
    return "".join(
        f'<text{hidden} x="{_across(n + 0.5, columns)}"'
        f' y="{HEIGHT - BASE - slab * total - 6:.6g}">{total:,}</text>'
        for n, total in enumerate(totals)
        if total
    )


def _names(labels: Sequence[str], columns: int) -> str:
    """Return the labels below the bars, so many that they have room on a phone."""
    longest = max(map(len, labels), default=1) * SIGN
    moved = max(0, longest // 2 - MARGIN)
    most = max(2, min(MOST_LABELS, NARROW // (longest + moved + APART)))
    every = -(-columns // most)
    return "".join(_name(n, columns, labels[n]) for n in range(0, len(labels), every))


def _name(column: int, columns: int, label: str) -> str:
    """Return a label below its bar, or beginning or ending with it where it would stick out."""
    middle, half = NARROW * (column + 0.5) / columns, len(label) * SIGN / 2 - MARGIN
    side, x = "", _across(column + 0.5, columns)
    if middle < half:
        side, x = ' class="ps-start"', _across(column + 0.5 - BAR_SHARE / 2, columns)
    elif NARROW - middle < half:
        side, x = ' class="ps-end"', _across(column + 0.5 + BAR_SHARE / 2, columns)
    return f'<text{side} x="{x}" y="{HEIGHT - 6}">{escape(label)}</text>'


def _across(place: float, columns: int) -> str:
    """Return how far from the left side a place is, counted in columns."""
    return f"{100 * place / columns:.6g}%"
