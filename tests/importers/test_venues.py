"""Venues as readers call them."""

import pytest

from generator.importers.venues import venue_of


@pytest.mark.parametrize(
    ("full", "year", "venue"),
    [
        ("Advances in Neural Information Processing Systems 31", "2018", "NeurIPS 2018"),
        (
            "Proceedings of the 36th International Conference on Machine Learning, ICML 2019, 9-15 "
            "June 2019, Long Beach, California, USA",
            "2019",
            "ICML 2019",
        ),
        (
            "2019 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)",
            "2020",
            "CVPR 2019",
        ),
        (
            "Proceedings of the 60th Annual Meeting of the Association for Computational "
            "Linguistics (Volume 1: Long Papers)",
            "2022",
            "ACL 2022",
        ),
        (
            "Findings of the Association for Computational Linguistics: NAACL 2022",
            "2022",
            "Findings of NAACL 2022",
        ),
        ("International Conference on Machine Learning and Applications", "2020", ""),
        ("International Conference on Learning Representations", "", ""),
        ("NeurIPS 2020 Workshop on Lamps", "2020", "NeurIPS 2020 Workshops"),
        ("Workshop on Lamps (LAMP)", "2020", ""),
        ("Transactions on Machine Learning Research", "2024", "TMLR 2024"),
        ("Journal of Lamps", "2024", ""),
        ("International Symposium on Teapots (ISTP)", "1999", "ISTP 1999"),
        ("Proceedings of Lamps, LAMP'19, Berlin", "2019", "LAMP 2019"),
        ("Handbook of Lamps", "2020", ""),
        ("NeurIPS 2018", "2018", "NeurIPS 2018"),
    ],
)
def test_venue(full: str, year: str, venue: str) -> None:
    assert venue_of(full, year) == (venue or full)
