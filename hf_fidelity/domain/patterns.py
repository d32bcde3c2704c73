"""How short texts for programs are written: the pattern a model checks, and the same in words for people."""

from hf_fidelity.i18n import N_

ID = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"
FORM_ID = r"^[a-z0-9][a-z0-9-]{0,63}$"
VERSION = r"^\d+\.\d+\.\d+$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
WEB = r"^https?://\S+$"

IN_WORDS = {
    ID: N_("letters from a to z, digits, - and _, at most 64 of them, like A1"),
    FORM_ID: N_("small letters from a to z, digits and -, at most 64 of them, like our-form"),
    VERSION: N_("three numbers with dots between them, like 1.0.0"),
    LANGUAGE: N_("a language in two or three small letters, like da or en"),
    WEB: N_("a web address, like https://www.socialstyrelsen.dk"),
}
