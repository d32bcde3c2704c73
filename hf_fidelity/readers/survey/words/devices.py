"""What people answered on: devices, browsers and systems, as tools and people write them.

In Danish a device and a unit are the same word, *Enhed*, as they are in Norwegian, Swedish and English: what stands
below it shows which of them is meant.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from hf_fidelity.readers.survey.words.compared import words_alone

_DEVICES = (
    # Danish, Norwegian, Swedish
    r"smartphones?|smarttelefon(en)?|mobiltelefon(en)?|computer(e|en)?|bærbar|stationær|datamaskin(en)?|dator(n)?"
    r"|nettbrett(et)?|surfplatta(n)?|läsplatta(n)?|tablet(s|ten)?|ipad"
    # English, German, others
    r"|desktop|laptops?|notebook|netbook|cellphone|smartwatch|rechner|tietokone|kannettava|älypuhelin|taulutietokone"
    r"|ordenador|portátil|tableta|ordinateur|tablette"
)
_SYSTEMS = (
    r"galaxy|huawei|xiaomi|pixel|iphone|ipados|ios|android|windows|win(dows)?\d+|macos|macbook|osx|linux|ubuntu|chromeos|chromebook"
    r"|chrome|chromium|firefox|safari|edge|opera|internet explorer|msie|brave|vivaldi|mozilla|webkit|samsungbrowser"
)
_PERHAPS = frozenset(
    (
        "mobil",
        "mobile",
        "telefon",
        "phone",
        "cell",
        "pc",
        "mac",
        "handy",
        "web",
        "app",
        "puhelin",
        "teléfono",
        "téléphone",
    )
)
"""Alone, with nothing else in the column, one of these may be a team's name."""
_OTHERS = frozenset(
    (
        "andet", "andre", "annet", "annat", "other", "others", "andere", "sonstige", "muu", "otro", "autre", "ukendt",
        "unknown", "ukjent", "okänd", "unbekannt",
    )
)  # fmt: skip
_BESIDE = _OTHERS | frozenset(
    (
        "browser", "microsoft", "google", "apple", "samsung", "internet", "explorer", "nt",
        "os", "x", "pro", "air", "mini", "plus", "eller", "og", "or", "and", "oder", "und", "och", "touch",
    )
)  # fmt: skip
_VERSION = re.compile(r"[a-z]?\d+\w{0,2}")
_AGENT = re.compile(r"mozilla/\d.*", re.IGNORECASE)
"""What a browser calls itself."""
_SURE = re.compile(rf"{_DEVICES}|{_SYSTEMS}")


def are_devices(texts: Iterable[str]) -> bool:
    """Whether some texts are nothing but devices, browsers or systems, and not one word alone that may be a team's."""
    weak = set[str]()
    sure = False
    for text in texts:
        told = _is_device(text)
        if told is None:
            return False
        sure = sure or told == "sure"
        weak |= {text} if told == "perhaps" else set()
    return sure or len(weak) > 1


@lru_cache(maxsize=1024)
def _is_device(text: str) -> Literal["sure", "perhaps", "beside"] | None:
    """Whether a text is a device for sure, or perhaps, or stands beside such; None where it is anything else."""
    if _AGENT.fullmatch(text):
        return "sure"
    words = words_alone(text).split()
    if not words or not all(_SURE.fullmatch(w) or w in _PERHAPS | _BESIDE or _VERSION.fullmatch(w) for w in words):
        return None
    if any(map(_SURE.fullmatch, words)):
        return "sure"
    return "perhaps" if not _PERHAPS.isdisjoint(words) else "beside" if set(words) <= _OTHERS else None
