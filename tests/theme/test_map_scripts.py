"""The scripts of the map that need no page, run by Node."""

from typing import Any

import pytest
from helpers import library
from helpers.scripts import Scripts

from generator.atlas import make_map
from generator.relate import related


def run(scripts: Scripts, module: str, code: str, data: object = None) -> Any:
    return scripts.run(f'import * as m from "./map/{module}.js";\n{code}', data)


PLANE = """
const plane = { papers: 5, width: 65535, height: 40000, names: [],
  x: Uint16Array.of(0, 30000, 32000, 65535, 31000), y: Uint16Array.of(0, 20000, 20500, 40000,
    26000) };
"""


def test_the_file_that_python_writes_is_read(map_scripts: Scripts) -> None:
    catalog = library.catalog(library.papers(60))
    file, _ = make_map(related(catalog, 6).neighbours, catalog.tags)
    plane = run(
        map_scripts,
        "format",
        """
        const { x, y, ...plane } = m.readMap(Uint8Array.from(data).buffer);
        print({ ...plane, x: [...x], y: [...y] });""",
        list(file),
    )
    assert (plane["papers"], plane["width"], len(plane["x"]), len(plane["y"])) == (
        60,
        65535,
        60,
        60,
    )
    assert (min(plane["x"]), max(plane["x"]), min(plane["y"])) == (0, 65535, 0)
    assert max(plane["y"]) <= plane["height"]
    assert sum(name["papers"] for name in plane["names"] if name["level"] == 0) <= 60


def test_a_file_of_another_format_is_refused(map_scripts: Scripts) -> None:
    code = """
    const head = new TextEncoder().encode('{"format":99} ');
    const file = new Uint8Array(4 + head.length);
    file[0] = head.length;
    file.set(head, 4);
    try { m.readMap(file.buffer); } catch (error) { print(error.name); }"""
    assert run(map_scripts, "format", code) == "OtherFormatError"


@pytest.mark.parametrize(("width", "height", "turned"), [(900, 600, False), (350, 560, True)])
def test_places_go_to_the_screen_and_back(
    map_scripts: Scripts, width: int, height: int, turned: bool
) -> None:
    code = (
        PLANE
        + """
    const whole = new m.View(plane, ...data);
    const near = whole.zoomed(3, 100, 80);
    const places = [[0, 0], [65535, 40000], [100, 39000]];
    print({
      turned: whole.isTurned,
      inside: [0, 3].every((n) => whole.shows(plane.x[n], plane.y[n], 20)),
      back: places.map(([x, y]) => near.toMap(...near.toScreen(x, y)).map(Math.round)),
      stays: [whole, near].map((view) => view.toMap(100,
        80).map((value) => Math.round(value / 200))),
      moved: near.moved(30, -20).toScreen(...near.toMap(100, 80)).map(Math.round),
      zoom: near.zoom,
      again: new m.View(plane, ...data, near.at).at.map((value,
        n) => Math.round((value - near.at[n]) * 1e6)),
      most: whole.zoomed(1e9).zoom, least: near.zoomed(1e-9).zoom,
      odd: new m.View(plane, ...data, [NaN, Infinity, NaN]).at.every(Number.isFinite),
    });"""
    )
    found = run(map_scripts, "view", code, [width, height])
    assert found["turned"] is turned
    assert found["inside"] is True
    assert found["back"] == [[0, 0], [65535, 40000], [100, 39000]]
    assert found["stays"][0] == found["stays"][1]
    assert found["moved"] == [130, 60]
    assert found["zoom"] == 3
    assert found["again"] == [0, 0, 0]
    assert (found["most"], found["least"], found["odd"]) == (8, 1, True)


def test_papers_are_found_by_where_they_are(map_scripts: Scripts) -> None:
    code = (
        PLANE
        + """
    const grid = new m.Grid(plane);
    const inside = [];
    grid.within([29000, 19000, 33000, 27000], (paper) => inside.push(paper));
    print({
      inside: inside.sort(),
      at: [grid.at(30100, 20000, 500), grid.at(30100, 20000, 50), grid.at(30900, 20200, 9000,
        (n) => n !== 1)],
      nearest: grid.nearest(30000, 20000, [0, 0, 65535, 65535], 3),
      steps: [[1, 0], [-1, 0], [0, 1], [0, -1]].map((way) => grid.next(1, way)),
      none: grid.next(3, [1, 0]),
    });"""
    )
    assert run(map_scripts, "grid", code) == {
        "inside": [1, 2, 4],
        "at": [1, -1, 2],
        "nearest": [1, 2, 4],
        "steps": [2, 0, 4, 0],
        "none": -1,
    }


def test_the_grid_finds_what_looking_at_all_finds(map_scripts: Scripts) -> None:
    code = """
    let seed = 1;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const papers = 700;
    const [x, y] = [new Uint16Array(papers), new Uint16Array(papers)];
    const plane = { papers, width: 65535, height: 50000, x, y };
    for (let n = 0; n < papers; n++) [plane.x[n], plane.y[n]] = [random() * 65535,
      random() * 50000];
    const grid = new m.Grid(plane);
    let wrong = 0;
    for (let round = 0; round < 200; round++) {
      const [x, y] = [random() * 65535, random() * 50000];
      const far = (n) => (plane.x[n] - x) ** 2 + (plane.y[n] - y) ** 2;
      const all = [...Array(papers).keys()].sort((a, b) => far(a) - far(b));
      if (grid.nearest(x, y, [0, 0, 65535, 65535], 5).join() !== all.slice(0, 5).join()) wrong += 1;
      if (grid.at(x, y, 3000) !== (far(all[0]) <= 9e6 ? all[0] : -1)) wrong += 1;
      let [left, top, right, bottom] = [random(), random(), random(),
        random()].map((value) => value * 60000);
      [left, right] = [Math.min(left, right), Math.max(left, right)];
      [top, bottom] = [Math.min(top, bottom), Math.max(top, bottom)];
      let count = 0;
      grid.within([left, top, right, bottom], () => { count += 1; });
      const real = all.filter((n) => plane.x[n] >= left && plane.x[n] <= right
        && plane.y[n] >= top && plane.y[n] <= bottom);
      if (count !== real.length) wrong += 1;
    }
    print(wrong);"""
    assert run(map_scripts, "grid", code) == 0


def test_arrow_keys_reach_every_paper(map_scripts: Scripts) -> None:
    code = """
    const papers = data.length;
    const x = Uint16Array.from(data, ([value]) => value);
    const y = Uint16Array.from(data, ([, value]) => value);
    const grid = new m.Grid({ papers, width: 65535, height: 65535, x, y });
    const seen = new Set([0]);
    for (const paper of seen) {
      for (const way of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
        const next = grid.next(paper, way);
        if (next >= 0) seen.add(next);
      }
    }
    print(seen.size);"""
    places = [[n * 7919 % 65521, n * n * 31 % 65521] for n in range(500)]
    assert run(map_scripts, "grid", code, places + places[:20]) == 520


def test_topics_that_tell_papers_apart_get_colours(map_scripts: Scripts) -> None:
    code = """
    const things = [["all", "All", -1], ["a", "A", 0], ["b", "B", 0], ["c", "C", 2]];
    const rows = [[1], [1], [1], [2], [3], [3], []];
    const starts = Uint32Array.from([0, ...rows.map((row, n) => rows.slice(0,
      n + 1).flat().length)]);
    const { groups, of } = m.byTopic({ things, starts, items: Uint32Array.from(rows.flat()) });
    print({ groups, of: [...of] });"""
    found = run(map_scripts, "groups", code)
    assert [(group["tag"], group["count"]) for group in found["groups"]] == [("a", 3), ("b", 3)]
    assert found["of"] == [0, 0, 0, 1, 1, 1, 255]


def test_years_are_cut_into_spans_of_about_as_many_papers(map_scripts: Scripts) -> None:
    code = """
    const { groups, of } = m.byYear(data);
    print({ groups, of: [...of] });"""
    years = [0, *range(1990, 2000), *[2020] * 10, *[2021] * 10]
    found = run(map_scripts, "groups", code, years)
    names = [group["name"] for group in found["groups"]]
    assert names[0].startswith("1990 to ")
    assert names[-2:] == ["2020", "2021"]
    assert sum(group["count"] for group in found["groups"]) == 30
    assert found["of"][0] == 255
    assert found["of"][1:] == sorted(found["of"][1:])
    assert run(map_scripts, "groups", code, [0, 0]) == {"groups": [], "of": [255, 255]}


@pytest.mark.parametrize(
    ("address", "again"),
    [
        ("", ""),
        ("?color=year&tag=a&years=2019-2020&q=x", "?q=x&tag=a&years=2019-2020&color=year"),
        ("?color=best&at=1,2", ""),
        ("?at=0.25,0.5,3", "?at=0.2500,0.5000,3.00"),
        ("?at=0.2,NaN,3", ""),
        ("?at=0.2,0.3,0.5", ""),
        ("?page=4&sort=newest&color=none", "?color=none"),
        ("?words=some&has=code&at=0,0,2", "?has=code&words=some&at=0.0000,0.0000,2.00"),
    ],
)
def test_a_map_is_an_address(map_scripts: Scripts, address: str, again: str) -> None:
    code = "print(m.writeMapState(m.readMapState(data)));"
    assert run(map_scripts, "address", code, address) == again


def test_names_cover_no_other_and_stay_while_the_map_moves(map_scripts: Scripts) -> None:
    code = """
    import { View } from "./map/view.js";
    const names = [["Wide", 30000, 20000, 0], ["Beside", 30500, 20000, 0], ["Far", 60000, 20000, 0],
      ["Near", 45000, 20000, 1]].map(([text, x, y, level]) => ({ text, x, y, level, papers: 9,
        tag: "" }));
    const plane = { papers: 5000, width: 65535, height: 40000, names, x: [], y: [] };
    const labels = names.map((name) => ({ name, width: 80, height: 16 }));
    const shown = (view) => m.placed(labels, view).map(({ name }) => name.text);
    const whole = new View(plane, 900, 600);
    print([shown(whole), shown(whole.zoomed(2)), shown(whole.zoomed(2).moved(60, 40)),
      shown(whole.zoomed(60))]);"""
    assert run(map_scripts, "labels", code) == [
        ["Wide", "Far"],
        ["Wide", "Far", "Near"],
        ["Wide", "Far", "Near"],
        ["Near", "Wide", "Beside", "Far"],
    ]


def test_names_on_a_small_map_make_way_for_points(map_scripts: Scripts) -> None:
    code = """
    import { View } from "./map/view.js";
    const names = [{ text: "A", x: 30000, y: 20000, level: 0, papers: 3, tag: "" }];
    const plane = { papers: 3, width: 65535, height: 40000, names, x: [30000, 0, 65535],
      y: [20000, 0, 40000] };
    print(m.placed([{ name: names[0], width: 80, height: 16 }], new View(plane, 900,
      600))[0].shift);"""
    assert run(map_scripts, "labels", code) == -15


def test_points_are_drawn_where_they_are_and_mix_where_they_overlap(map_scripts: Scripts) -> None:
    code = """
    const [width, height, rim] = [40, 30, 5];
    const pixels = new Uint32Array(width * height).fill(m.pixelOf([255, 255, 255]));
    const half = [m.stamp(1, [0, 0, 255], 0.5, width)];
    const stamps = [[m.stamp(1, [255, 0, 0], 1, width)], half];
    const places = { x: [10, 10, 500, 0], y: [10, 10, 10, 0], origin: [0, 0], scale: 1 };
    m.drawPoints({ pixels, width, height, rim }, places, Uint8Array.of(1, 1, 1, 0), 1, stamps,
      Uint8Array.of(0, 1, 0, 0));
    const at = (x, y) => { const v = pixels[(y + rim) * width + x + rim]; return [v & 255,
      (v >> 8) & 255, (v >> 16) & 255, v >>> 24]; };
    print([at(10, 10), at(13, 10), at(0, 0), pixels.filter((v) => v !== m.pixelOf([255, 255,
      255])).length]);"""
    middle, beside, other, count = run(map_scripts, "painter", code)
    assert middle == [127, 0, 127, 255]
    assert beside == other == [255, 255, 255, 255]
    assert 5 <= count <= 13


@pytest.mark.parametrize(
    ("key", "shift", "action"),
    [
        ("ArrowLeft", False, {"step": [-1, 0]}),
        ("ArrowUp", True, {"move": [0, -1]}),
        ("+", True, {"zoom": 1}),
        ("-", False, {"zoom": -1}),
        ("0", False, {"whole": True}),
        ("Enter", False, {"open": True}),
        ("Escape", False, {"leave": True}),
        ("Tab", False, None),
        ("/", False, None),
        ("constructor", False, None),
    ],
)
def test_keys_of_the_map(
    map_scripts: Scripts, key: str, shift: bool, action: dict[str, object] | None
) -> None:
    code = """
    const plain = { altKey: false, ctrlKey: false, metaKey: false };
    print([m.keyAction({ ...plain, ...data }), m.keyAction({ ...plain, ...data,
      ctrlKey: true })]);"""
    asked = {"key": key, "shiftKey": shift}
    assert run(map_scripts, "keys", code, asked) == [action, None]
