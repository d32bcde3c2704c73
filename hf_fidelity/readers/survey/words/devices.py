"""What people answered on: devices, browsers and systems, as tools and people write them.

In Danish a device and a unit are the same word, *Enhed*, as they are in Norwegian, Swedish and English: what stands
below it shows which of them is meant.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from hf_fidelity.ground import lazily
from hf_fidelity.readers.survey.words.compared import words_alone

_DEVICES = (
    # Danish, Norwegian, Swedish
    r"smartphones?|smarttelefon(en)?|mobiltelefon(en)?|computer(e|en)?|bærbar|stationær|datamaskin(en)?|dator(n)?"
    r"|nettbrett(et)?|surfplatta(n)?|läsplatta(n)?|tablet(s|ten)?|ipad"
    # English, German, others
    r"|pc|mac|desktop|laptops?|notebook|netbook|cellphone|smartwatch|rechner|tietokone|kannettava|älypuhelin|taulutietokone"
    r"|ordenador|portátil|tableta|ordinateur|tablette"
)
_SYSTEMS = (
    r"huawei|xiaomi|iphone|ipados|ios|android|windows|win(dows)?\d+|macos|macbook|osx|linux|ubuntu|chromeos|chromebook"
    r"|chrome|chromium|firefox|msie|vivaldi|mozilla|webkit|samsungbrowser"
)
_PERHAPS = frozenset(
    (
        "mobil", "mobile", "telefon", "phone", "cell", "handy", "web", "app", "puhelin", "teléfono", "téléphone",
        "edge", "opera", "brave", "pixel", "safari", "galaxy", "explorer",
    )
)  # fmt: skip
"""Each of these may be a team's name, and so may two of them; beside a device for sure they are devices."""
_OTHERS = frozenset(
    (
        "andet", "andre", "annet", "annat", "other", "others", "andere", "sonstige", "muu", "otro", "autre", "ukendt",
        "unknown", "ukjent", "okänd", "unbekannt",
    )
)  # fmt: skip
_BESIDE = _OTHERS | frozenset(
    (
        "browser", "microsoft", "google", "apple", "samsung", "internet", "nt",
        "os", "x", "pro", "air", "mini", "plus", "eller", "og", "or", "and", "oder", "und", "och", "touch",
    )
)  # fmt: skip
_VERSION = lazily(r"[a-z]?\d+\w{0,2}")
_HAVE_VERSIONS = lazily(rf"{_SYSTEMS}|galaxy|pixel|safari|edge|opera|brave|explorer|nt|os|x|pro|air|mini")
"""Behind one of these a number is its version; behind another word, as in *Mobil 2*, it is a team's."""
_AGENT = lazily(r"mozilla/\d.*", re.IGNORECASE)
"""What a browser calls itself."""
_SURE = lazily(rf"{_DEVICES}|{_SYSTEMS}")
_A_UNIT = lazily(r"enhed(en)?|enhet(en)?|einheit|unit|device|yksikkö")
_ANSWERED_ON = frozenset(
    (
        "hvilken", "hvilke", "type", "slags", "anvendt", "brugt", "benyttet", "svarer", "svarede", "besvarer",
        "bruger", "brugte", "bruker", "brukte", "svarar", "använder", "du", "på", "med", "fra", "från", "din",
        "skemaet", "vilken", "which", "what", "your", "is", "did", "do", "you", "use", "used", "using", "answer",
        "answering", "respond", "on", "from", "with", "mit", "auf", "welche", "welcher", "welchem",
    )
)  # fmt: skip


def may_name_devices(heading: str) -> bool:
    """Whether a heading may ask for a device: *Enhed*, *Hvilken enhed svarer du på?*, and not where somebody works."""
    words = words_alone(heading).split()
    return any(map(_A_UNIT.fullmatch, words)) and all(_A_UNIT.fullmatch(w) or w in _ANSWERED_ON for w in words)


def are_devices(texts: Iterable[str]) -> bool:
    """Whether some texts are nothing but devices, browsers or systems: several, and one at least that is no team."""
    devices = list[str]()
    for text in texts:
        told = _is_device(text)
        if told is None:
            return False
        devices += {"agent": ["sure", "sure"], "beside": []}.get(told, [told])
    return len(devices) > 1 and "sure" in devices


@lru_cache(maxsize=1024)
def _is_device(text: str) -> Literal["agent", "sure", "perhaps", "beside"] | None:
    """Whether a text is a device for sure, or perhaps, or stands beside such; None where it is anything else."""
    if _AGENT.fullmatch(text):
        return "agent"
    words = words_alone(text).split()
    if not words or not all(map(_is_of_device, words, ["", *words])):
        return None
    if any(map(_SURE.fullmatch, words)):
        return "sure"
    return "perhaps" if not _PERHAPS.isdisjoint(words) else "beside" if set(words) <= _OTHERS else None


def _is_of_device(word: str, before: str) -> bool:
    """Whether a word is a device's, or a number of the version of what stands before it."""
    if _SURE.fullmatch(word) or word in _PERHAPS | _BESIDE:
        return True
    return bool(_VERSION.fullmatch(word) and (_HAVE_VERSIONS.fullmatch(before) or _VERSION.fullmatch(before)))
