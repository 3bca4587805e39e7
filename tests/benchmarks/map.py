"""The map, measured: its layout's time and quality, what its page loads, frames while it is moved.

    python -m tests.benchmarks.map DATA [--limit N] [--copies 5] [--json FILE]

DATA holds one record a line (.jsonl or .jsonl.gz). With `--copies` the frames are measured once
more on a map of so many times the papers, each a little beside its first place.
"""

import argparse
import json
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Page

from generator.addresses import map_file
from generator.atlas import make_map
from generator.publish.pipeline import load_catalog
from generator.relate import Neighbours, related
from generator.relate.rows import Array
from generator.settings import read_settings
from tests.benchmarks.chromium import chromium
from tests.benchmarks.host import hosted
from tests.benchmarks.shelves import write_shelf
from tests.browser.serving import build

SAMPLE = 2000
SECONDS = 4
SCREENS = {"wide": (1440, 900, 1), "wide and fine": (1440, 900, 2), "phone": (390, 844, 2)}
RECORD = """() => {
    window.frames_ = []; window.on = true;
    const note = (now) => { frames_.push(now); if (on) requestAnimationFrame(note); };
    requestAnimationFrame(note);
}"""


def read(file: bytes) -> tuple[dict[str, Any], Array]:
    """Return the head and the places of a map's file."""
    length = int.from_bytes(file[:4], "little")
    head = json.loads(file[4 : 4 + length])
    columns = np.frombuffer(file, "<u2", 2 * head["papers"], 4 + length)
    return head, columns.reshape(2, -1).T


def kept(neighbours: Neighbours, places: Array) -> dict[str, float]:
    """Return how many of papers' ten neighbours in text are among their nearest on the map."""
    from scipy.spatial import KDTree

    rows = np.linspace(0, len(places) - 1, min(SAMPLE, len(places))).astype(int)
    _, nearest = KDTree(places.astype(float)).query(places[rows].astype(float), k=51)
    other = neighbours.other[rows, :10]
    shares = {}
    for near in (10, 20, 50):
        found = [
            np.isin(own[own >= 0], at[1 : near + 1]).mean()
            for own, at in zip(other, nearest, strict=True)
            if (own >= 0).any()
        ]
        shares[f"among the nearest {near}"] = round(float(np.mean(found)), 3)
    return shares


def laid_out(config: Path) -> tuple[bytes, dict[str, object]]:
    """Return the map's file and what it took to make it, in seconds of a core."""
    settings, _ = read_settings(config)
    catalog = load_catalog(settings).catalog if settings else None
    assert catalog is not None
    neighbours = related(catalog, 6).neighbours
    start = time.process_time()
    file, memory = make_map(neighbours, catalog.tags)
    first = time.process_time()
    again, _ = make_map(neighbours, catalog.tags, memory)
    done = time.process_time()
    assert again == file
    return file, {
        "papers": len(catalog.papers),
        "bytes": len(file),
        "core_seconds": round(first - start, 1),
        "core_seconds_with_same_neighbours": round(done - first, 1),
        "neighbours_kept": kept(neighbours, read(file)[1]),
    }


def multiplied(file: bytes, copies: int) -> bytes:
    """Return the file of a map of several times the papers."""
    head, places = read(file)
    random = np.random.default_rng(0)
    moved = [places + random.normal(0, 600, places.shape) for _ in range(copies)]
    all_places = np.clip(np.concatenate(moved), 0, [head["width"], head["height"]])
    text = json.dumps(head | {"papers": len(all_places)}).encode()
    text += b" " * (-len(text) % 4)
    return len(text).to_bytes(4, "little") + text + all_places.T.astype("<u2").tobytes()


@contextmanager
def shown(browser: Browser, url: str, screen: str, file: bytes | None) -> Iterator[Page]:
    """Give the page Map in a browser, with another map than its own where one is given."""
    width, height, ratio = SCREENS[screen]
    viewport = {"width": width, "height": height}
    context = browser.new_context(viewport=viewport, device_scale_factor=ratio)  # type: ignore[arg-type]
    page = context.new_page()
    if file is not None:
        page.route("**/map/papers.bin", lambda route: route.fulfill(body=file))
    page.goto(f"{url}/map/index.html", wait_until="networkidle")
    yield page
    context.close()


def frames(page: Page) -> dict[str, float]:
    """Return how smoothly the map moves under a pointer that draws it about."""
    canvas = page.locator("#ps-map canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, max(box["y"], 70) + 160
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_timeout(600)
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(RECORD)
    start, step = time.monotonic(), 0
    while time.monotonic() - start < SECONDS:
        step += 1
        page.mouse.move(x + 90 * math.sin(step / 25), y + 60 * math.sin(step / 19))
    times = page.evaluate("() => { on = false; return frames_; }")
    page.mouse.up()
    between = np.diff(times)
    return {
        "a_second": round(1000 / float(between.mean()), 1),
        "percentile_95_ms": round(float(np.percentile(between, 95)), 1),
    }


def measured(data: Path, limit: int, copies: int) -> dict[str, object]:
    """Return all figures."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        config = write_shelf(data, folder / "shelf", limit)
        file, figures = laid_out(config)
        build(folder / "shelf", folder / "site", "https://example.org/", strict=False)
        assert (folder / "site" / map_file()).read_bytes() == file
        with hosted(folder / "site") as host, chromium() as browser:
            host.look()
            with shown(browser, host.url, "wide", None):
                loaded = {
                    path: size for path, size in host.look() if path.endswith((".bin", "json"))
                }
            maps = {len(read(file)[1]): None, len(read(file)[1]) * copies: multiplied(file, copies)}
            figures["loaded"] = loaded
            figures["loaded_bytes"] = sum(loaded.values())
            figures["frames"] = {
                f"{papers} papers, {screen}": _frames(browser, host.url, screen, other)
                for papers, other in maps.items()
                for screen in SCREENS
            }
    return figures


def _frames(browser: Browser, url: str, screen: str, file: bytes | None) -> dict[str, float]:
    with shown(browser, url, screen, file) as page:
        return frames(page)


def main() -> None:
    """Measure, and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path, help="records, one a line")
    parser.add_argument("--limit", type=int, default=0, help="how many records; 0 for all")
    parser.add_argument("--copies", type=int, default=5, help="of how many times the papers")
    parser.add_argument("--json", type=Path, help="where to keep the figures")
    asked = parser.parse_args()
    text = json.dumps(measured(asked.data, asked.limit, asked.copies), indent=2)
    print(text)
    if asked.json:
        asked.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
