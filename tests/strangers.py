"""A questionnaire that nobody has seen: 38 statements in five domains, four points, English only, some reversed."""

DOMAINS = {"access": 8, "choice": 7, "separation-of-tasks": 7, "services": 8, "operations": 8}
"""Domain → how many items it has."""

REVERSED = (3, 11, 12, 20, 33)
"""The items in which agreeing counts low."""

STRANGERS = f"""\
schema_version: 1
id: strangers
version: 2.1.0
status: reflection
languages: [en]
name: {{ en: The form from elsewhere }}
purpose: {{ en: To see what holds. }}
advice: {{ en: Talk first. }}
stem: {{ en: "How well does it fit?" }}
source:
  title: {{ en: A form from elsewhere }}
  publisher: Strangers
  section: All of it
cadence: {{ every: quarter, edge_days: 14 }}
thresholds:
  anchored_from: 3
  strengthen_to: 1
  neutral: 2
  total_change: 0.3
  theme_steps: 3
  close_from: 0.7
  spread_below: 0.4
  privacy_limit: 5
scale:
  id: fit-4
  points:
    - {{ value: 1, label: {{ en: Not at all }} }}
    - {{ value: 2, label: {{ en: A little }} }}
    - {{ value: 3, label: {{ en: Mostly }} }}
    - {{ value: 4, label: {{ en: Fully }} }}
themes:
{"".join(f"  - {{ id: {domain}, name: {{ en: Domain {domain} }} }}" + chr(10) for domain in DOMAINS)}\
statements:
"""
_number = 0
for _domain, _items in DOMAINS.items():
    for _item in range(_items):
        _number += 1
        _turned = ", reversed: true" if _number in REVERSED else ""
        STRANGERS += (
            f"  - {{ id: Q{_number}, theme: {_domain}, text: {{ en: Item {_number} of {_domain} }}{_turned} }}\n"
        )
