"""What a questionnaire must fulfil beyond its shape: each broken rule has a code, a place and a sentence."""

import pytest

from hf_fidelity.readers.handwritten import parse_instrument
from tests.readers.minimal import PRINCIPLES, broken

A1 = "statements:\n  - { id: A1, theme: one, text: { en: We meet. } }\n"

# What stands in a good questionnaire, what stands there instead (▶ where the first finding must point), the codes of
# everything that is then wrong, and the first one's sentence.
BROKEN = {
    "unknown-theme": (
        "id: B1, theme: two",
        "id: B1, theme: ▶three",
        ["unknown-theme", "without-statements"],
        "There is no theme three. Known are: one, two.",
    ),
    "unknown-theme-of-a-principle": (
        A1,
        PRINCIPLES.replace("id: here, theme: one", "id: here, theme: ▶three"),
        ["unknown-theme", "principle-of-another-theme"],
        "There is no theme three. Known are: one, two.",
    ),
    "unknown-principle": (
        A1,
        PRINCIPLES.replace("principle: here", "principle: ▶there"),
        ["unknown-principle", "without-statements"],
        "There is no principle there. Known are: here.",
    ),
    "principle-of-another-theme": (
        "  - { id: B1, theme: two,",
        "  - { id: B1, theme: two, principle: ▶here,",
        ["principle-of-another-theme"],
        "The principle here belongs to the theme one, the statement does not.",
    ),
    "duplicate-statement": (
        "{ id: B1, theme",
        "{ id: ▶A1, theme",
        ["duplicate-id"],
        "The id A1 is used twice. Give this one another id.",
    ),
    "duplicate-statement-in-another-case": (
        "{ id: B1, theme",
        "{ id: ▶a1, theme",
        ["duplicate-id"],
        "The id a1 is used twice. Give this one another id.",
    ),
    "duplicate-theme": (
        "  - { id: two, name: { en: The second } }\n",
        "  - { id: two, name: { en: The second } }\n  - { id: ▶two, name: { en: The third } }\n",
        ["duplicate-id"],
        "The id two is used twice. Give this one another id.",
    ),
    "theme-without-statements": (
        "  - { id: two, name: { en: The second } }\n",
        "  - { id: two, name: { en: The second } }\n  - ▶{ id: three, name: { en: The third } }\n",
        ["without-statements"],
        "three has no statement. Add one or take it out.",
    ),
    "missing-language": (
        "languages: [en]\nname: { en: Our form }",
        "languages: [en]\nname: ▶{ da: Vores }",
        ["missing-text", "unknown-language"],
        "The text is missing in the language en.",
    ),
    "blank-text": (
        "{ en: Talk first }",
        '{ en: ▶"  " }',
        ["missing-text"],
        "The text is missing in the language en.",
    ),
    "language-that-is-not-declared": (
        "{ en: Talk first }",
        "{ en: Talk first, ▶da: Tal først }",
        ["unknown-language"],
        "da is not among the languages of the questionnaire: en.",
    ),
    "unordered-scale": (
        "points:\n    - { value: 4, label: { en: Very much } }\n    - { value: 3, label: { en: Much } }",
        "points:\n    ▶- { value: 3, label: { en: Much } }\n    - { value: 4, label: { en: Very much } }",
        ["unordered-scale"],
        "The points must rise or fall, each value once. These are: 3, 4, 2, 1.",
    ),
    "point-twice": (
        "points:\n    - { value: 4, label: { en: Very much } }\n    - { value: 3, label",
        "points:\n    ▶- { value: 4, label: { en: Very much } }\n    - { value: 4, label",
        ["unordered-scale", "threshold-off-scale"],
        "The points must rise or fall, each value once. These are: 4, 4, 2, 1.",
    ),
    "ambiguous-label": (
        "    - { value: 4, label: { en: Very much } }",
        "    - { value: 4, label: { en: ▶much } }",
        ["ambiguous-label"],
        "»much« means another point of the scale too. Each word must mean one of them only.",
    ),
    "ambiguous-synonym": (
        "    - { value: 4, label: { en: Very much } }",
        "    - { value: 4, label: { en: Very much }, synonyms: { en: [▶LITTLE] } }",
        ["ambiguous-label"],
        "»LITTLE« means another point of the scale too. Each word must mean one of them only.",
    ),
    "label-that-is-another-points-number": (
        "    - { value: 4, label: { en: Very much } }",
        '    - { value: 4, label: { en: ▶"3" } }',
        ["ambiguous-label"],
        "»3« means another point of the scale too. Each word must mean one of them only.",
    ),
    "threshold-off-scale": (
        "anchored_from: 3",
        "anchored_from: ▶5",
        ["threshold-off-scale"],
        "anchored_from must be a point of the scale (1, 2, 3, 4), not 5.",
    ),
    "thresholds-crossed": (
        "strengthen_to: 1",
        "strengthen_to: ▶3",
        ["thresholds-crossed"],
        "strengthen_to must lie below anchored_from (3).",
    ),
    "spread-over-close": (
        "spread_below: 0.5",
        "spread_below: ▶0.8",
        ["thresholds-crossed"],
        "spread_below must not lie above close_from.",
    ),
}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_questionnaire_that_breaks_a_rule_is_refused_at_the_place(rule: str) -> None:
    old, new, codes, sentence = BROKEN[rule]
    text, line, column = broken(old, new)
    if rule == "principle-of-another-theme":
        text, line = text.replace(A1, PRINCIPLES), line + PRINCIPLES.count("\n") - A1.count("\n")
    instrument, findings = parse_instrument(text)
    assert instrument is None
    assert sorted(found.code for found in findings) == sorted(codes)
    told = next(found for found in findings if found.code == codes[0])
    assert (told.line, told.column, told.words()) == (line, column, sentence)
