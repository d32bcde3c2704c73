"""The smallest questionnaire that can be used, as YAML, for tests to break in one place."""

MINIMAL = """\
schema_version: 1
id: our-form
version: 1.0.0
status: reflection
languages: [en]
name: { en: Our form }
purpose: { en: To talk }
advice: { en: Talk first }
stem: { en: Do you agree? }
source:
  title: { en: Ourselves }
  publisher: Us
  section: All of it
cadence: { every: quarter, edge_days: 14 }
thresholds:
  anchored_from: 3
  strengthen_to: 1
  neutral: 2
  total_change: 0.25
  theme_steps: 2
  close_from: 0.75
  spread_below: 0.5
  privacy_limit: 5
scale:
  id: agreement-4
  points:
    - { value: 4, label: { en: Very much } }
    - { value: 3, label: { en: Much } }
    - { value: 2, label: { en: Little } }
    - { value: 1, label: { en: Not at all } }
themes:
  - { id: one, name: { en: The first } }
  - { id: two, name: { en: The second } }
statements:
  - { id: A1, theme: one, text: { en: We meet. } }
  - { id: B1, theme: two, text: { en: We eat. } }
"""

PRINCIPLES = """\
principles:
  - { id: here, theme: one, name: { en: Here }, definition: { en: Not there } }
statements:
  - { id: A1, theme: one, principle: here, text: { en: We meet. } }
"""
"""What stands in place of ``statements:`` and A1 where a test needs a principle."""

MARK = "▶"


def broken(old: str, new: str) -> tuple[str, int, int]:
    """The questionnaire with ``new`` in place of ``old``, and the line and column that the mark in it stands at."""
    assert old in MINIMAL
    return placed(MINIMAL.replace(old, new, 1))


def placed(text: str) -> tuple[str, int, int]:
    """A text without its mark, and the line and column of the mark, from 1."""
    before, mark, after = text.partition(MARK)
    assert mark
    return before + after, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
