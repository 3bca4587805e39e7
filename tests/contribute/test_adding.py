"""Adding a paper, from a request to its file, while services answer, fail or are not there."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from helpers.service_answers import Facts
from helpers.services import LocalServices, services
from helpers.shelf import Folder

from generator.contribute.adding import add_paper
from generator.contribute.addition import (
    Addition,
    Candidate,
    Choices,
    Difference,
    Reason,
    Record,
    Refusal,
    Request,
)
from generator.contribute.standing import stands, with_paper
from generator.web.client import Client
from generator.web.services import Services

TODAY = datetime.date(2026, 3, 17)
NTK = """\
# yaml-language-server: $schema=../schema/paper.schema.json
title: "Neural Tangent Kernel: Convergence and Generalization in Neural Networks"
authors:
  - Arthur Jacot
  - Franck Gabriel
  - Clément Hongler
date: 2018-06-20
venue: NeurIPS 2018
tags: [kernels]
arxiv: "1806.07572"
added: 2026-03-17
abstract: >-
  At initialization, artificial neural networks (ANNs) are equivalent to Gaussian processes
"""
TAGS = (
    "- {id: kernels, name: Kernel methods, aliases: [neural tangent kernel]}\n- {id: t, name: Q}\n"
)


@pytest.fixture
def web() -> Iterator[LocalServices]:
    with services() as local:
        yield local


def add(
    request: str | Request,
    shelf: Folder,
    web: LocalServices,
    choices: Choices | None = None,
    services: Services | None = None,
) -> Addition | Refusal:
    settings = web.settings(shelf.root)
    if services:
        settings = replace(
            settings, options=settings.options.model_copy(update={"services": services})
        )
    asked = request if isinstance(request, Request) else Request(text=request)
    with web.client() as client:
        return add_paper(asked, settings, client, today=TODAY, choices=choices or Choices())


def added(*arguments: object, **more: object) -> Addition:
    result = add(*arguments, **more)  # type: ignore[arg-type]
    assert isinstance(result, Addition), result
    return result


def refused(*arguments: object, **more: object) -> Refusal:
    result = add(*arguments, **more)  # type: ignore[arg-type]
    assert isinstance(result, Refusal), result
    return result


def files(shelf: Folder) -> list[str]:
    folder = shelf.source / "papers"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_the_file_of_a_paper(shelf: Folder, web: LocalServices) -> None:
    shelf.write("tags.yml", TAGS)
    addition = added("https://arxiv.org/pdf/1806.07572v4.pdf", shelf, web)
    assert addition.written
    assert addition.path == "site_src/papers/neural-tangent-kernel.yml"
    text = (shelf.root / addition.path).read_text(encoding="utf-8")
    assert text == addition.text
    assert text.startswith(NTK)
    assert addition.origins["title"] == "arXiv, https://arxiv.org/abs/1806.07572"
    assert (addition.origins["tags"], addition.origins["added"]) == ("Papershelf", "Papershelf")
    assert addition.problems == ()
    assert shelf.problems() == []


@pytest.mark.parametrize(
    ("request_", "name"),
    [
        ("2404.13671", "filo"),
        ("doi:10.1145/3664647.3680685", "filo"),
        ("https://openreview.net/forum?id=owziuM1nsR", "recursive-generalization-transformer-for-"),
        ("https://aclanthology.org/2022.acl-long.244/", "cross-task-generalization-via-natural-"),
        ("PMID:38936108", "hydra"),
        ("https://huggingface.co/papers/2308.03322", "part-aware-transformer-for-"),
        (
            "neural tangent kernel - convergence and generalization in neural networks",
            "neural-tang",
        ),
    ],
)
def test_what_a_request_may_be(request_: str, name: str, shelf: Folder, web: LocalServices) -> None:
    addition = added(request_, shelf, web)
    assert addition.id.startswith(name)
    assert files(shelf) == [f"{addition.id}.yml"]
    assert [p for p in shelf.problems() if "error" in p] == []


def test_a_trial_writes_nothing(shelf: Folder, web: LocalServices) -> None:
    addition = added("1806.07572", shelf, web, Choices(write=False))
    assert not addition.written
    assert not (shelf.source / "papers").exists()


def test_choices(shelf: Folder, web: LocalServices) -> None:
    shelf.write("tags.yml", TAGS)
    choices = Choices(id="ntk", tags=("Q",), suggest=False, note="Read [[ntk]] first.")
    addition = added("1806.07572", shelf, web, choices)
    assert addition.path == "site_src/papers/ntk.yml"
    assert addition.record["tags"] == ["t"]
    assert addition.origins["tags"] == "you"
    assert addition.record["notes"] == "Read [[ntk]] first."
    assert addition.suggested == ()


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        (Choices(id="../../x"), '"../../x": not an id (lower-case letters, digits and hyphens); '
         'write it like "neural-tangent-kernel"'),
        (Choices(id="index"), '"index": the address of the list itself; choose another id'),
        (Choices(id="lids"), 'the id "lids" is another paper\'s; choose another'),
        (Choices(tags=("kernel",)), 'no tag "kernel"; did you mean "kernels"?'),
        (Choices(tags=("zzz",)), 'no tag "zzz"; choose one of tags.yml'),
        (Choices(note="[[zzz]]"), 'notes: no paper "zzz"; write the id of a paper on this shelf'),
    ],
)  # fmt: skip
def test_wrong_choices(choices: Choices, sentence: str, shelf: Folder, web: LocalServices) -> None:
    shelf.write("tags.yml", TAGS)
    shelf.paper("lids", "title: Lids\n")
    refusal = refused("1806.07572", shelf, web, choices)
    assert refusal == Refusal(reason=Reason.WRONG, sentences=(sentence,))
    assert files(shelf) == ["lids.yml"]


DUPLICATES = {
    "arxiv:1806.07572": 'arxiv: "1806.07572"',
    "doi:10.1145/3664647.3680685": "doi: 10.1145/3664647.3680685",
    "10.18653/V1/2022.ACL-long.244": "acl: 2022.acl-long.244",
    "acl:2022.acl-long.244": "doi: 10.18653/v1/2022.acl-long.244",
    "openreview:owziuM1nsR": "openreview: owziuM1nsR",
    "pmid:38936108": 'pmid: "38936108"',
    "old lids, or new?": "tldr: x",
}


@pytest.mark.parametrize("request_", DUPLICATES)
def test_what_is_on_the_shelf_is_not_asked_for(
    request_: str, shelf: Folder, web: LocalServices
) -> None:
    shelf.paper("lids", f"title: Old lids or new\n{DUPLICATES[request_]}\n")
    refusal = refused(request_, shelf, web)
    assert refusal.reason is Reason.DUPLICATE
    assert refusal.duplicate_of == "lids"
    assert refusal.sentences == (
        '"Old lids or new" is on the shelf already: site_src/papers/lids.yml:1, papers/lids/',
    )
    assert web.asked() == []


def test_a_paper_that_turns_out_to_be_on_the_shelf(shelf: Folder, web: LocalServices) -> None:
    shelf.write("papers/papers.jsonl", '{"id": "f", "title": "Filo", "arxiv": "2404.13671"}\n')
    refusal = refused("doi:10.1145/3664647.3680685", shelf, web)
    assert refusal.sentences == (
        '"Filo" is on the shelf already: site_src/papers/papers.jsonl:1, papers/f/',
    )


def test_a_paper_that_may_be_on_the_shelf(shelf: Folder, web: LocalServices) -> None:
    shelf.write(
        "papers/ntk.yml", "title: Neural tangent kernels\nauthors: [Arthur Jacot, Bo Lid]\n"
    )
    addition = added("1806.07572", shelf, web)
    assert [str(problem) for problem in addition.problems if problem.key == "title"] == [
        "site_src/papers/neural-tangent-kernel.yml:2:8: warning: title: may be the paper "
        '"Neural tangent kernels" at site_src/papers/ntk.yml:1 (one title and a subtitle; in '
        "common: 1 author); keep one record with both venue and arXiv, or name the other under "
        "related, or write status: {superseded_by: ntk}"
    ]


def test_a_shelf_with_errors_takes_papers(shelf: Folder, web: LocalServices) -> None:
    shelf.write("papers/neural-tangent-kernel.yml", "title: [\n")
    shelf.write("papers/wrong.yml", "titel: x\n")
    shelf.write("tags.yml", "- {id: }\n")
    addition = added("1806.07572", shelf, web)
    assert addition.id == "neural-tangent-kernel-convergence-and-generalization-in-neural-networks"


def test_two_papers_at_once(shelf: Folder, web: LocalServices) -> None:
    settings = web.settings(shelf.root)
    standing = stands(settings)
    with web.client() as client:
        first = add_paper(
            Request(text="2404.13671"), settings, client, today=TODAY, standing=standing
        )
        assert isinstance(first, Addition)
        standing = with_paper(standing, first.paper)
        second = add_paper(
            Request(text="10.1145/3664647.3680685"),
            settings,
            client,
            today=TODAY,
            standing=standing,
        )
    assert isinstance(second, Refusal)
    assert second.duplicate_of == "filo"


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_nothing_is_overwritten(
    kind: str, shelf: Folder, web: LocalServices, tmp_path: Path
) -> None:
    settings = web.settings(shelf.root)
    standing = stands(settings)
    target = shelf.source / "papers" / "filo.yml"
    target.parent.mkdir(parents=True)
    if kind == "file":
        target.write_text("mine")
    elif kind == "folder":
        target.mkdir()
    else:
        target.symlink_to(tmp_path / "elsewhere")
    with web.client() as client:
        result = add_paper(
            Request(text="2404.13671"), settings, client, today=TODAY, standing=standing
        )
    sentence = "site_src/papers/filo.yml cannot be written (it exists already)"
    assert result == Refusal(reason=Reason.UNWRITTEN, sentences=(sentence,))
    assert not (tmp_path / "elsewhere").exists()
    assert kind != "file" or target.read_text() == "mine"


def test_a_paper_that_nobody_knows(shelf: Folder, web: LocalServices) -> None:
    refusal = refused("arXiv:2401.00001", shelf, web)
    assert refusal.reason is Reason.NOT_FOUND
    assert refusal.sentences == ("arXiv:2401.00001 is not known to arXiv",)


def test_without_network(shelf: Folder, web: LocalServices) -> None:
    nowhere = Services.below("http://127.0.0.1:9")
    refusal = refused("2401.00001", shelf, web, services=nowhere)
    assert refusal.reason is Reason.OFFLINE
    (sentence,) = refusal.sentences
    assert sentence.startswith("there is no network: ")


def test_without_network_what_a_person_says_is_enough(shelf: Folder, web: LocalServices) -> None:
    request = Request(text="arXiv:2401.00001v3", given={"title": "Lids", "authors": ["A Pot"]})
    addition = added(request, shelf, web, services=Services.below("http://127.0.0.1:9"))
    assert addition.record == {
        "arxiv": "2401.00001",
        "title": "Lids",
        "authors": ["A Pot"],
        "added": "2026-03-17",
    }
    assert addition.origins["title"] == "you"
    assert addition.remarks[0].startswith("there is no network: ")


def test_an_id_that_nobody_knows_is_left_out(shelf: Folder, web: LocalServices) -> None:
    addition = added(Request(text="2401.00001", given={"title": "Lids"}), shelf, web)
    assert "arxiv" not in addition.record
    assert addition.remarks == ("arXiv:2401.00001 is not known to arXiv",)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_service_that_fails(status: int, shelf: Folder, web: LocalServices) -> None:
    web.fail("arxiv", status, retry_after="9999")
    for service in ("openalex", "semantic_scholar", "crossref"):
        web.fail(service, status)
    refusal = refused("1806.07572", shelf, web)
    assert refusal.reason is Reason.UNAVAILABLE
    assert all("\n" not in sentence for sentence in refusal.sentences)
    assert files(shelf) == []


def test_a_service_that_fails_once_is_asked_again(shelf: Folder, web: LocalServices) -> None:
    web.fail("arxiv", 503, times=1)
    assert added("1806.07572", shelf, web).id == "neural-tangent-kernel"


def test_what_a_person_says_besides(shelf: Folder, web: LocalServices) -> None:
    shelf.write("tags.yml", TAGS)
    given: Record = {
        "title": "Neural tangent kernels",
        "authors": ["Arthur Jacot"],
        "date": "2018",
        "venue": "NIPS",
        "tags": ["Kernel methods", "zzz"],
        "links": {"code": "https://example.org/code"},
        "notes": "Mind the limit.",
        "tldr": "Wide networks are kernels.",
    }
    addition = added(Request(text="1806.07572", given=given), shelf, web)
    assert addition.differences == (
        Difference(
            key="title",
            given="Neural tangent kernels",
            found="Neural Tangent Kernel: Convergence and Generalization in Neural Networks",
        ),
        Difference(
            key="authors",
            given=["Arthur Jacot"],
            found=["Arthur Jacot", "Franck Gabriel", "Clément Hongler"],
        ),
        Difference(key="venue", given="NIPS", found="NeurIPS 2018"),
    )
    assert addition.record["venue"] == "NeurIPS 2018"
    assert addition.record["tags"] == ["kernels"]
    assert addition.record["links"] == {"code": "https://example.org/code"}
    assert (addition.record["notes"], addition.origins["notes"]) == ("Mind the limit.", "you")
    assert addition.remarks == ('no tag "zzz"; choose one of tags.yml; left out',)


def test_a_bibtex_entry(shelf: Folder, web: LocalServices) -> None:
    entry = "@article{x, title={Lids}, author={Pot, Ann}, year=2020, journal={Pots}}"
    addition = added(entry, shelf, web)
    assert addition.record["authors"] == ["Ann Pot"]
    assert addition.origins["title"] == "you"
    assert addition.remarks == ('no service knows a paper with the title "Lids" or one like it',)


def test_a_bibtex_entry_that_names_a_paper(shelf: Folder, web: LocalServices) -> None:
    entry = "@misc{x, title={FiLo}, eprint={2404.13671}, archivePrefix={arXiv}}"
    addition = added(entry, shelf, web)
    assert addition.id == "filo"
    assert addition.origins["abstract"] == "arXiv, https://arxiv.org/abs/2404.13671"


@pytest.mark.parametrize(
    "text", ["@article{x, title={Lids}", "@misc{a, title={A}}@misc{b, title={B}}"]
)
def test_no_single_bibtex_entry(text: str, shelf: Folder, web: LocalServices) -> None:
    refusal = refused(text, shelf, web)
    assert refusal.reason is Reason.UNCLEAR
    assert web.asked() == []


def test_a_title_that_may_mean_several_papers(shelf: Folder, web: LocalServices) -> None:
    refusal = refused("Transformer for Image Super-Resolution", shelf, web)
    assert refusal.reason is Reason.UNCLEAR
    assert refusal.sentences == (
        '"Transformer for Image Super-Resolution" may mean several papers',
    )
    assert [(one.request, round(one.likeness, 2)) for one in refusal.candidates] == [
        ("arXiv:2303.06373", 0.75),
        ("arXiv:2308.03322", 0.57),
    ]


def test_a_person_chooses(shelf: Folder, web: LocalServices) -> None:
    shown: list[tuple[str, int]] = []

    def choose(title: str, candidates: object) -> Candidate:
        assert isinstance(candidates, tuple)
        shown.append((title, len(candidates)))
        chosen = candidates[1]
        assert isinstance(chosen, Candidate)
        return chosen

    title = "Transformer for Image Super-Resolution"
    addition = added(title, shelf, web, Choices(choose=choose))
    assert shown == [(title, 2)]
    assert addition.record["arxiv"] == "2308.03322"


def test_a_title_of_other_authors_is_no_sure_one(shelf: Folder, web: LocalServices) -> None:
    title = "Neural Tangent Kernel: Convergence and Generalization in Neural Networks"
    request = Request(text=title, given={"title": title, "authors": ["Ann Pot"]})
    addition = added(request, shelf, web)
    assert addition.record["authors"] == ["Ann Pot"]
    assert addition.remarks == (
        '"Neural Tangent Kernel: Convergence and Generalization in Ne…" may mean another paper',
        'it may be one of these: arXiv:1806.07572 ("Neural Tangent Kernel: Convergence and '
        'Generalization in Ne…")',
    )


def test_hostile_facts(shelf: Folder, web: LocalServices) -> None:
    """What a service says is text, and wrong values are left out."""
    web.know(
        Facts(
            title='"; rm -rf / # <script>alert(1)</script> ${{ github.token }}',
            authors=["$(touch x)", "  "],
            arxiv="2401.00009",
            abstract="a\x07b `id` {{ 7*7 }}",
        )
    )
    addition = added("2401.00009", shelf, web)
    assert addition.id == "rm-rf-script-alert-1-script-github-token"
    assert [p for p in shelf.problems() if "error" in p] == []
    assert files(shelf) == [f"{addition.id}.yml"]


def test_the_client_is_asked_nothing_for_nonsense(shelf: Folder) -> None:
    with services() as web, Client(transport=None) as client:
        result = add_paper(Request(text="///"), web.settings(shelf.root), client, today=TODAY)
    assert isinstance(result, Refusal)
    assert result.sentences == (
        '"///" names no paper; write an arXiv id, a DOI, an OpenReview or ACL Anthology id, the '
        "address of one, or a title",
    )
