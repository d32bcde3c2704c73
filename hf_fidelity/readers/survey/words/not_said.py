"""What stands in place of what nobody said: of a value, of a team's name, or of a respondent's; in any language.

A long number that a spreadsheet has rounded is nobody's, either.
"""

from hf_fidelity.ground import fold, lazily
from hf_fidelity.readers.survey.words.compared import says_nothing

NOT_SAID = frozenset(
    (
        "", "-", "–", "—", ".", "?", "na", "n/a", "n.a.", "n.a", "n a", "<na>", "#n/a", "nan", "nat", "null", "<null>",
        "none", "nil", "missing", "blank", "(blank)", "(tom)", "tom", "(tomt)", "(leer)", "(en blanco)",
        "(vacío)", "(vacías)", "(tyhjä)", "(vide)", "empty", "undefined", "not available", "not set",
        "ikke angivet", "ikke oplyst", "ikke oppgitt", "ej angivet", "keine angabe", "k.a.", "sin datos", "ingen",
        "vide", "non renseigné", "non précisé", "non spécifié", "sans objet", "aucun", "aucune", "(leeg)", "leeg",
        "niet opgegeven", "niet bekend", "geen",
        # a database's own; Spanish and Portuguese, Dutch, Polish; two letters with dots behind them are initials, too
        r"\n", "n/d", "s/d", "s/n", "n.v.t.", "b/d",
    )
)  # fmt: skip
"""What tools and programs write where nothing is known, folded."""


def is_not_said(name: str) -> bool:
    """Whether a text says that nobody knows the name of a team, an organisation or a quarter.

    *NaT* is what a program writes for a day that lacks; *Nat* are those who work at night.
    """
    return fold(name) in NOT_SAID and (fold(name) != "nat" or name.strip() == "NaT")


def is_nobody(name: str) -> bool:
    """Whether a folded text stands in place of a respondent's name: two such rows are two people."""
    bare = name.strip("()[]<>{} ")
    return name in NOT_SAID or bare in NOT_SAID or says_nothing(bare) or _NOBODY.fullmatch(bare) is not None


_ROUNDED = lazily(r"\d([.,]\d+)?e\+\d+")
_LONG, _SHOWN, _KEPT = 12, 6, 15
"""A number of so many digits a spreadsheet shows by its first ones only; and so many it keeps at the most."""


def is_rounded(name: str) -> bool:
    """Whether a folded text is what a spreadsheet shows of a long number: ``1.23457e+15``."""
    return _ROUNDED.fullmatch(name) is not None


def is_long_number(name: str) -> bool:
    """Whether a folded text is a number that a spreadsheet may have rounded."""
    return len(name) >= _LONG and name.isdecimal()


def may_be_rounded(number: str) -> bool:
    """Whether a long number has nothing but noughts behind the digits that a spreadsheet shows, or keeps."""
    kept = _SHOWN if len(number) <= _KEPT or len(number.rstrip("0")) <= _SHOWN else _KEPT
    return float(number) == float(f"{int(number):.{kept - 1}e}")  # as a cell with a number it is not exact


_NOBODY = lazily(
    rf"0+([.,]0+)?|-\d{{1,2}}|{_ROUNDED.pattern}|an[oó]n(ym|im|ím|iem)\w*( ([^\W\d]+))?|anon(ym|im|ím)?\w*@.*|x{{2,}}"
    r"|[*._ ‐‑‒–—―−-]+|brak( (danych|nazwy|imienia|odpowiedzi|numeru))?|nie (dotyczy|podano|wiadomo)|nieznan[aey]"
    r"|anonimow[aey]|ei (tiedossa|tietoa|ilmoitettu|nimeä|mitään)|ukendt|ukjent|okänd|unknown|unbekannt"
    r"|desconocid[oa]|tuntematon|inconnue?|onbekend|nobody|unavngivet|unavngiven|navnløs|namnlös|namenlos|nimetön"
    r"|anoniem\w*|naamloos|niemand"
    r"|n\. ?n\.|(uden|uten|utan|ohne|sin|sans|zonder|intet|ingen|inget|no|without|kein|geen)"
    r" (navn|namn|namen?|nombre|name|nom|naam)"
    r"|#[^\W\d_]+(/\w+)?[!?]|#(i/t|nv|n/d|na)"
    # who does not want to say it
    r"|ne[ji] (tak|takk|tack)|no,? thank(s| you)|nein,? danke|(hemmelig|fortrolig|konfidentiel|privat|konfidensiell)t?"
    r"|hemligt?|konfidentiellt?|secret|confidential|private|geheim|vertraulich|salainen|confidentiel(le)?|privé"
    r"|vertrouwelijk|non,? merci|nee,? (dank (u|je)|bedankt)"
    r"|((jeg|jag|vi) )?(vil|vill|ønsker|önskar|kan) (helst )?(ikke|inte|ej)( (at|å|att))?"
    r"( (si|sige|säga|svara?|svare))?( (oplyse|opplyse|oppgi|angive?|uppge))?( (det|navn|namn))?"
    r"|(i )?(prefer|would rather|rather|do not want|don['’]t want|do not wish) (not )?(to )?(say|tell|answer)"
    r"|(das )?möchte ich nicht (sagen|angeben)|möchte nicht (sagen|angeben)"
    r"|(je )?(préfère|souhaite|veux|désire)? ?ne (pas|souhaite pas|veux pas|désire pas) (le )?(dire|répondre)"
    r"|(dat )?(zeg|wil) ik (liever )?niet( zeggen)?|liever niet( zeggen)?"
)
