"""What every floor above speaks with: words, texts made safe, findings, quarters, and what can stop a command.

Strict models, strict JSON, progress and the end of a ZIP file stay behind their own doors: few need them.
"""

from hf_fidelity.errors import (
    FidelityError as FidelityError,
    InputProblem as InputProblem,
    Interrupted as Interrupted,
    RecordChanged as RecordChanged,
    RecordDamaged as RecordDamaged,
    RecordProblem as RecordProblem,
    RecordTooNew as RecordTooNew,
    UsageProblem as UsageProblem,
    WriteFailed as WriteFailed,
)
from hf_fidelity.ground.dates import (
    Quarter as Quarter,
    candidates as candidates,
    last_day as last_day,
    that_long_ago as that_long_ago,
    through as through,
)
from hf_fidelity.ground.findings import (
    REFUSED as REFUSED,
    Broken as Broken,
    CellFinding as CellFinding,
    CountFinding as CountFinding,
    Few as Few,
    Finding as Finding,
    FindingLines as FindingLines,
    KeyPath as KeyPath,
    Severity as Severity,
    broken as broken,
    reason as reason,
    sentence as sentence,
)
from hf_fidelity.ground.text import (
    CPR as CPR,
    UNSAFE as UNSAFE,
    as_whole as as_whole,
    clean as clean,
    fold as fold,
    is_destroyed as is_destroyed,
    label_form as label_form,
    looks_like_a_name as looks_like_a_name,
    looks_personal as looks_personal,
    marks_of_doubt as marks_of_doubt,
    nearest as nearest,
    one_line as one_line,
    plain_code as plain_code,
    sha256 as sha256,
    shorten as shorten,
    wherever as wherever,
    without_symbols as without_symbols,
    without_tags as without_tags,
    without_unseen as without_unseen,
)
from hf_fidelity.i18n import (
    DOMAIN as DOMAIN,
    FOLDER as FOLDER,
    LANGUAGES as LANGUAGES,
    N_ as N_,
    Texts as Texts,
    _ as _,
    day as day,
    in_words as in_words,
    language as language,
    ngettext as ngettext,
    ngettext_noop as ngettext_noop,
    number as number,
    pgettext as pgettext,
    quarter as quarter,
    speak as speak,
    speaking as speaking,
    text_in as text_in,
    wanted_language as wanted_language,
    words as words,
)
