"""Venues: from the long names that services have to the short ones that shelves use."""

import re

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_APOSTROPHE_YEAR = re.compile(r"['’](\d\d)(?!\d)")
_WORKSHOP = re.compile(r"\bworkshops?\b|\b[A-Z]{3,5}W\b|\(W\)", re.IGNORECASE)

# Long names by a pattern of their own words; the first that matches counts.
_LONG = tuple(
    (re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (r"north american chapter of the association for computational", "NAACL"),
        (r"nations of the americas chapter of the association for computational", "NAACL"),
        (r"european chapter of the (?:association for computational|acl)", "EACL"),
        (r"asia-pacific chapter of the association for computational", "AACL"),
        (r"transactions of the association for computational linguistics", "TACL"),
        (r"empirical methods in natural language processing", "EMNLP"),
        (r"computational natural language learning", "CoNLL"),
        (r"joint international conference on computational linguistics, language r", "LREC-COLING"),
        (r"language resources and evaluation", "LREC"),
        (r"(?:annual )?meeting of the association for computational linguistics", "ACL"),
        (r"international conference on computational linguistics", "COLING"),
        (r"neural information processing systems", "NeurIPS"),
        (r"asian conference on machine learning", "ACML"),
        (r"european conference on machine learning", "ECML PKDD"),
        (r"international conference on machine learning(?! and)", "ICML"),
        (r"international conference on learning representations", "ICLR"),
        (r"artificial intelligence and statistics", "AISTATS"),
        (r"uncertainty in artificial intelligence", "UAI"),
        (r"conference on lifelong learning agents", "CoLLAs"),
        (r"(?:conference|workshop) on (?:computational )?learning theory", "COLT"),
        (r"conference on language modeling", "COLM"),
        (r"aaai conference on artificial intelligence", "AAAI"),
        (r"international joint conferences? on artificial intelligence", "IJCAI"),
        (r"european conference on artificial intelligence", "ECAI"),
        (r"pacific-asia conference on knowledge discovery", "PAKDD"),
        (r"knowledge discovery (?:and|&) data mining", "KDD"),
        (r"(?:the|acm) web conference|world wide web", "WWW"),
        (r"information (?:and|&) knowledge management", "CIKM"),
        (r"web search and data mining", "WSDM"),
        (r"research and development in information retrieval", "SIGIR"),
        (r"recommender systems", "RecSys"),
        (r"winter conference on applications of computer vision|workshop on appl.* vision", "WACV"),
        (r"asian conference on computer vision", "ACCV"),
        (r"european conference on computer vision", "ECCV"),
        (r"(?:computer society conference on )?computer vision and pattern recognition", "CVPR"),
        (r"international conference on computer vision(?! theory| and)", "ICCV"),
        (r"british machine vision conference", "BMVC"),
        (r"international conference on 3d vision", "3DV"),
        (r"medical image computing and computer.assisted intervention", "MICCAI"),
        (r"(?:acm )?international conference on multimedia(?! (?:and|&|retr|model))", "ACM MM"),
        (r"^acm multimedia$", "ACM MM"),
        (r"international speech communication association", "INTERSPEECH"),
        (r"acoustics, speech,? and signal processing(?!.*transactions)", "ICASSP"),
        (r"international conference on robotics and automation", "ICRA"),
        (r"conference on robot learning", "CoRL"),
        (r"intelligent robots and systems", "IROS"),
        (r"robotics: science and systems", "RSS"),
        (r"transactions on machine learning research|trans\. mach\. learn\. res", "TMLR"),
        (r"journal of machine learning research", "JMLR"),
    )
)
_SHORT = (
    "NeurIPS NIPS ICML ICLR AISTATS UAI COLT COLM ACML AAAI IJCAI ECAI KDD WWW SIGIR CIKM WSDM "
    "RecSys CVPR ICCV ECCV WACV ACCV BMVC 3DV MICCAI INTERSPEECH ICASSP ICRA IROS CoRL ACL NAACL "
    "EACL AACL EMNLP CoNLL COLING LREC TACL TMLR JMLR CoLLAs SIGGRAPH"
).split()
_SHORT_BY_FOLD = {name.casefold(): name for name in _SHORT} | {
    "nips": "NeurIPS",
    "acm mm": "ACM MM",
    "acmmm": "ACM MM",
    "acm multimedia": "ACM MM",
    "the web conference": "WWW",
    "lrec-coling": "LREC-COLING",
}
_SHORT_NAME = re.compile(
    r"(?<![A-Za-z0-9-])(?:"
    + "|".join(re.escape(name) for name in sorted(_SHORT_BY_FOLD, key=lambda n: -len(n)))
    + r")(?![A-Za-z-])",
    re.IGNORECASE,
)
_MENTION = re.compile(
    rf"(?P<name>{_SHORT_NAME.pattern})\s*[,:]?\s*(?:conference\s*)?"
    r"(?:['’](?P<short>\d\d)|(?P<year>(?:19|20)\d\d))(?!\d)",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:submitted|submission|under review|in review|rejected|withdrawn|desk|extends?|extension|"
    r"extended version of|preliminary|builds? on|based on|earlier version|previous version)\b",
    re.IGNORECASE,
)
_FINDINGS = re.compile(
    r"findings of (?:the )?(?:association for computational|[a-z]*acl\b|emnlp)", re.I
)
_TRACK = re.compile(r"datasets and benchmarks", re.IGNORECASE)
_REPOSITORIES = re.compile(
    r"^(?:arxiv|corr|biorxiv|medrxiv|ssrn|zenodo|research square|hal\b|preprints?\b|openreview|"
    r"authorea|techrxiv|psyarxiv|pubmed|europe pmc|doaj|lecture notes in)",
    re.IGNORECASE,
)


def short_venue(name: str, year: int | None = None) -> str:
    """Return a venue in the form of a shelf, "ACL 2022", from its long name and year.

    Of an unknown venue the whole name with the year; "" when the name is no venue but a place
    where preprints lie. A year in the name comes before `year`.
    """
    name = " ".join(name.split()).strip(" .,")
    if not name or _REPOSITORIES.search(name):
        return ""
    written = _year_in(name) or year
    known = _known(name)
    if known is None:
        return name if written is None or str(written) in name else f"{name} {written}"
    if _FINDINGS.search(name):
        known = f"Findings of {known}"
    dated = f"{known} {written}" if written else known
    if _TRACK.search(name):
        return f"{dated} Datasets and Benchmarks"
    return f"{dated} Workshops" if _WORKSHOP.search(name) and known != "COLT" else dated


def is_known(name: str) -> bool:
    """Tell whether a name is one of the venues that have a short name."""
    return _known(name) is not None


def _known(name: str) -> str | None:
    if _FINDINGS.search(name):
        short = _SHORT_NAME.search(name.partition(":")[2] or name)
        return _SHORT_BY_FOLD[short[0].casefold()] if short else "ACL"
    if long := next((short for pattern, short in _LONG if pattern.search(name)), None):
        return long
    if name.casefold() in _SHORT_BY_FOLD:
        return _SHORT_BY_FOLD[name.casefold()]
    found = _SHORT_NAME.search(name)
    if found and (_YEAR.search(name) or _APOSTROPHE_YEAR.search(name)) and len(name) < 60:
        return _SHORT_BY_FOLD[found[0].casefold()]
    return None


def _year_in(name: str) -> int | None:
    if found := _YEAR.search(name):
        return int(found[1])
    short = _APOSTROPHE_YEAR.search(name)
    return 2000 + int(short[1]) if short else None


def mentioned_venue(comment: str) -> str:
    """Return the venue that a remark says the paper appears at: "Accepted at ICCV 2023".

    "" when it names none with its year, or says that the paper is only submitted there.
    """
    if _NOT_YET.search(comment):
        return ""
    found = _MENTION.search(comment)
    if found is None:
        return ""
    year = found["year"] or f"20{found['short']}"
    around = comment[max(0, found.start() - 40) : found.end() + 60]
    dated = f"{_SHORT_BY_FOLD[found['name'].casefold()]} {year}"
    if re.search(r"\bfindings\b", around, re.IGNORECASE):
        return f"Findings of {dated}"
    if _TRACK.search(around):
        return f"{dated} Datasets and Benchmarks"
    return f"{dated} Workshops" if re.search(r"\bworkshops?\b", around, re.I) else dated
