"""Venues: what readers call a conference, from the full name of its proceedings."""

import re
from functools import lru_cache

_CONFERENCES = (
    (r"(?:Advances in|Conference on) Neural Information Processing Systems", "NeurIPS"),
    (r"International Conference on Learning Representations", "ICLR"),
    (r"International Conference on Machine Learning(?! and)", "ICML"),
    (r"(?:International )?Conference on Artificial Intelligence and Statistics", "AISTATS"),
    (r"(?:Conference on )?Uncertainty in Artificial Intelligence", "UAI"),
    (r"Conference on Learning Theory", "COLT"),
    (r"Algorithmic Learning Theory", "ALT"),
    (r"Conference on Robot Learning", "CoRL"),
    (r"Asian Conference on Machine Learning", "ACML"),
    (r"AAAI Conference on Artificial Intelligence", "AAAI"),
    (r"International Joint Conferences? on Artificial Intelligence", "IJCAI"),
    (r"Winter Conference on Applications of Computer Vision", "WACV"),
    (r"Conference on Computer Vision and Pattern Recognition", "CVPR"),
    (r"International Conference on Computer Vision(?! and| Theory)", "ICCV"),
    (r"European Conference on Computer Vision", "ECCV"),
    (r"British Machine Vision Conference", "BMVC"),
    (r"Findings of the Association for Computational Linguistics", "Findings"),
    (r"European Chapter of the Association for Computational Linguistics", "EACL"),
    (r"(?:North American Chapter|Nations of the Americas Chapter)", "NAACL"),
    (r"Asia-Pacific Chapter of the Association for Computational Linguistics", "AACL"),
    (r"Annual Meeting of the Association for Computational Linguistics", "ACL"),
    (r"Empirical Methods in Natural Language Processing", "EMNLP"),
    (r"Computational Natural Language Learning", "CoNLL"),
    (r"International Conference on Computational Linguistics", "COLING"),
    (r"Language Resources and Evaluation", "LREC"),
    (r"Knowledge Discovery and Data Mining", "KDD"),
    (r"Research and Development in Information Retrieval", "SIGIR"),
    (r"Information and Knowledge Management", "CIKM"),
    (r"Web Search and Data Mining", "WSDM"),
    (r"Human Factors in Computing Systems", "CHI"),
    (r"Symposium on Discrete Algorithms", "SODA"),
    (r"Symposium on (?:the )?Theory of Computing", "STOC"),
    (r"Symposium on Foundations of Computer Science", "FOCS"),
)  # fmt: skip
_KNOWN = tuple((re.compile(name, re.IGNORECASE), short) for name, short in _CONFERENCES)
_OTHER = re.compile(r"workshop|companion|tutorial|demonstration|student|doctoral", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ACRONYM = r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*"
_BEFORE_YEAR = re.compile(rf"(?:^|[,(:] ?)({_ACRONYM})[ ’'-]?(?:(?:19|20)\d\d|\d\d)(?=[,):]|$)")
_IN_BRACKETS = re.compile(rf"\(({_ACRONYM})\)")
_OF_FINDINGS = re.compile(rf"({_ACRONYM})\s*(?:19|20)\d\d\s*$")


def venue_of(full: str, year: str) -> str:
    """Return the venue, with its year, of a paper in proceedings of that name.

    "Advances in Neural Information Processing Systems 31" of 2018 is "NeurIPS 2018"; a name that
    says no acronym, and a workshop's, stay as they are. `year` is used where the name says none.
    """
    short = _short(full)
    if not short:
        return full
    said = _YEAR.search(full)
    when = said[0] if said else year
    return f"{short} {when}" if when else full


@lru_cache(maxsize=4096)
def _short(full: str) -> str:
    if _OTHER.search(full):
        return ""
    known = next((short for name, short in _KNOWN if name.search(full)), "")
    if known == "Findings":
        of = _OF_FINDINGS.search(full)
        return f"Findings of {of[1]}" if of else ""
    if known:
        return known
    found = _BEFORE_YEAR.search(full) or _IN_BRACKETS.search(full)
    return found[1] if found else ""
