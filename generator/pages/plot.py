"""Plots: inline SVG made at build time, in the colours of the page around it."""

from collections.abc import Sequence

from markupsafe import Markup, escape

HEIGHT = 120
TOP = 16
BASE = 20
STEP = 48
BAR = 32


def bars(title: str, counts: Sequence[tuple[str, int]]) -> Markup:
    """Return a bar for each label and its count as one `<figure>` on one line.

    The drawing is an image with a name (WAI-ARIA `img`), whose text says every number.
    """
    highest = max((count for _, count in counts), default=0) or 1
    room = HEIGHT - TOP - BASE
    width = STEP * len(counts)
    parts = [
        _bar(position, label, count, room * count / highest)
        for position, (label, count) in enumerate(counts)
    ]
    words = ", ".join(f"{label}: {count}" for label, count in counts)
    return Markup(
        f'<figure class="ps-plot"><svg viewBox="0 0 {width} {HEIGHT}" role="img"'
        f' aria-label="{escape(f"{title}. {words}.")}">{"".join(parts)}</svg></figure>'
    )


def _bar(position: int, label: str, count: int, height: float) -> str:
    left = STEP * position + (STEP - BAR) / 2
    middle = STEP * position + STEP / 2
    foot = HEIGHT - BASE
    bar = (
        f'<rect x="{left:g}" y="{foot - height:.2f}" width="{BAR}" height="{height:.2f}" rx="3"/>'
        f'<text class="ps-count" x="{middle:g}" y="{foot - height - 5:.2f}">{count}</text>'
    )
    name = f'<text x="{middle:g}" y="{HEIGHT - 4}">{escape(label)}</text>'
    return (bar if count else "") + name
