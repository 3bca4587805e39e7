"""Where the external links of a shelf are written."""

from helpers.shelf import Folder

from generator.external_links.places import Link, links_of, links_of_pages, located

RECORD = """\
title: Lids
arxiv: "1806.07572"
doi: 10.1000/1
openreview: rJXMpikCZ
acl: 2022.acl-long.244
pmid: "31452104"
links:
  code: https://github.com/o/n#readme
  project: https://o.example.org/
notes: |
  Twice: [one](https://a.example.org/x), and

  [two](https://a.example.org/y "T").
status: {retracted: "https://notice.example.org/1"}
"""


def test_the_links_of_all_records(shelf: Folder) -> None:
    shelf.paper("lids", RECORD)
    shelf.write("authors.yml", "- name: A\n  homepage: https://a.example.org/\n")
    shelf.write(
        "collections/c.yml", "title: C\ndescription: <https://c.example.org/>\npapers: [lids]\n"
    )
    links = list(links_of(shelf.load().catalog))
    path = "site_src/papers/lids.yml"
    assert links == [
        Link("https://arxiv.org/abs/1806.07572", path, 2, 8, "arxiv", True),
        Link("https://doi.org/10.1000/1", path, 3, 6, "doi", True),
        Link("https://openreview.net/forum?id=rJXMpikCZ", path, 4, 13, "openreview", True),
        Link("https://aclanthology.org/2022.acl-long.244", path, 5, 6, "acl", True),
        Link("https://pubmed.ncbi.nlm.nih.gov/31452104/", path, 6, 7, "pmid", True),
        Link("https://github.com/o/n#readme", path, 8, 9, "links.code"),
        Link("https://o.example.org/", path, 9, 12, "links.project"),
        Link("https://notice.example.org/1", path, 14, 21, "status.retracted"),
        Link("https://a.example.org/x", path, 10, 8, "notes", exact=False),
        Link("https://a.example.org/y", path, 10, 8, "notes", exact=False),
        Link("https://a.example.org/", "site_src/authors.yml", 2, 13, "homepage"),
        Link(
            "https://c.example.org/",
            "site_src/collections/c.yml",
            2,
            14,
            "description",
            exact=False,
        ),
    ]
    assert [links[5].asked, links[6].asked] == ["https://github.com/o/n", "https://o.example.org/"]
    assert [(located(link, RECORD).line, located(link, RECORD).column) for link in links[8:10]] == [
        (11, 16), (13, 9)
    ]  # fmt: skip
    assert located(links[8], "elsewhere") == links[8]
    assert located(links[5], RECORD) == links[5]


def test_some_papers_alone(shelf: Folder) -> None:
    shelf.paper("a", "title: A\nlinks: {code: https://github.com/o/a}\n")
    shelf.paper("b", "title: B\nlinks: {code: https://github.com/o/b}\n")
    shelf.write("authors.yml", "- name: A\n  homepage: https://a.example.org/\n")
    catalog = shelf.load().catalog
    found = links_of(catalog, [catalog.by_id["b"]])
    assert [link.address for link in found] == ["https://github.com/o/b"]


def test_the_links_of_pages() -> None:
    pages = {"p/b.md": "<https://b.org>", "p/a.md": "# A\n\n[a](https://a.org/x)"}
    assert list(links_of_pages(pages)) == [
        Link("https://a.org/x", "p/a.md", 3, 5, ""),
        Link("https://b.org", "p/b.md", 1, 2, ""),
    ]
