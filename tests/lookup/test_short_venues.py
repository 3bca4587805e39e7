"""Venues: long names to those that shelves use."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.lookup.venues import is_known, mentioned_venue, short_venue

ACL_MEETING = (
    "Proceedings of the 60th Annual Meeting of the Association for Computational Linguistics"
    " (Volume 1: Long Papers)"
)
CVPR_WORKSHOPS = (
    "2024 IEEE/CVF Conference on Computer Vision and Pattern Recognition Workshops (CVPRW)"
)
ICMLA = "International Conference on Machine Learning and Applications"
ICMR = "ACM International Conference on Multimedia Retrieval"
SHELF = Path(__file__).parents[2] / "site_src" / "papers"


@pytest.mark.parametrize(
    ("name", "year", "venue"),
    [
        ("Neural Information Processing Systems", 2018, "NeurIPS 2018"),
        ("Advances in Neural Information Processing Systems 36", 2023, "NeurIPS 2023"),
        (
            "Neural Information Processing Systems Datasets and Benchmarks",
            2023,
            "NeurIPS 2023 Datasets and Benchmarks",
        ),
        ("International Conference on Learning Representations", 2024, "ICLR 2024"),
        ("Proceedings of the 41st International Conference on Machine Learning", 2024, "ICML 2024"),
        (ICMLA, 2024, f"{ICMLA} 2024"),
        ("Asian Conference on Machine Learning", 2022, "ACML 2022"),
        (ACL_MEETING, 2022, "ACL 2022"),
        (
            "Findings of the Association for Computational Linguistics: NAACL 2022",
            2022,
            "Findings of NAACL 2022",
        ),
        (
            "Findings of the Association for Computational Linguistics ACL 2024",
            None,
            "Findings of ACL 2024",
        ),
        (
            "The 2022 Conference on Empirical Methods in Natural Language Processing",
            2023,
            "EMNLP 2022",
        ),
        ("Conference on Computational Natural Language Learning", 2023, "CoNLL 2023"),
        ("2023 IEEE/CVF International Conference on Computer Vision (ICCV)", 2024, "ICCV 2023"),
        (CVPR_WORKSHOPS, 2024, "CVPR 2024 Workshops"),
        ("Computer Vision – ECCV 2018", 2018, "ECCV 2018"),
        ("European Conference on Computer Vision", 2024, "ECCV 2024"),
        ("Proceedings of the 32nd ACM International Conference on Multimedia", 2024, "ACM MM 2024"),
        (ICMR, 2024, f"{ICMR} 2024"),
        ("MM '24: The 32nd ACM International Conference on Multimedia", None, "ACM MM 2024"),
        ("Interspeech 2022", 2022, "INTERSPEECH 2022"),
        ("Proceedings of the Web Conference 2021", 2021, "WWW 2021"),
        (
            "Proceedings of the 29th ACM SIGKDD Conference on Knowledge Discovery and Data Mining",
            2023,
            "KDD 2023",
        ),
        ("Pacific-Asia Conference on Knowledge Discovery and Data Mining", 2020, "PAKDD 2020"),
        (
            "Thirty-Third International Joint Conference on Artificial Intelligence",
            2024,
            "IJCAI 2024",
        ),
        ("Trans. Mach. Learn. Res.", 2023, "TMLR 2023"),
        ("Neural Networks", 2024, "Neural Networks 2024"),
        ("Nature", None, "Nature"),
        ("  The  Journal of 2019.", 2020, "The Journal of 2019"),
        ("arXiv.org", 2018, ""),
        ("CoRR", 2018, ""),
        ("bioRxiv", 2020, ""),
        ("Lecture Notes in Computer Science", 2018, ""),
        ("", 2018, ""),
    ],
)
def test_short_names(name: str, year: int | None, venue: str) -> None:
    assert short_venue(name, year) == venue


@pytest.mark.parametrize(
    ("comment", "venue"),
    [
        ("Accepted by ICCV 2023. Code: https://a.example", "ICCV 2023"),
        ("ICLR 2024 poster", "ICLR 2024"),
        ("CVPR2024, 12 pages", "CVPR 2024"),
        ("accepted at NeurIPS'23", "NeurIPS 2023"),
        ("NIPS 2016", "NeurIPS 2016"),
        (
            "To appear in NeurIPS 2023 Datasets and Benchmarks track",
            "NeurIPS 2023 Datasets and Benchmarks",
        ),
        ("NeurIPS 2022 Workshop on Distribution Shifts", "NeurIPS 2022 Workshops"),
        ("Accepted to Findings of EMNLP 2023", "Findings of EMNLP 2023"),
        ("Accepted by ACM MM 2024", "ACM MM 2024"),
        ("Submitted to ICLR 2024", ""),
        ("Under review at ICML 2025", ""),
        ("An extended version of our CVPR 2020 paper", ""),
        ("12 pages, 3 figures", ""),
        ("Uses the ACL template", ""),
        ("MACL 2022", ""),
    ],
)
def test_venues_in_remarks(comment: str, venue: str) -> None:
    assert mentioned_venue(comment) == venue


def shelf_venues() -> set[str]:
    records = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in SHELF.glob("*.yml"))
    return {record["venue"] for record in records if record.get("venue")}


def test_the_venues_of_this_shelf_are_written_as_a_look_up_writes_them() -> None:
    usual = {name for name in shelf_venues() if "DLG" not in name}
    assert len(usual) > 30
    assert {short_venue(name) for name in usual} == usual
    assert all(is_known(name) for name in usual)


@given(st.text(max_size=60), st.none() | st.integers(1900, 2100))
def test_any_name_is_a_venue_or_none(name: str, year: int | None) -> None:
    venue = short_venue(name, year)
    assert venue == venue.strip()
    assert not re.search(r"\s{2}", venue)
    assert isinstance(mentioned_venue(name), str)
