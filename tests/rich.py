"""Documents with everything in them that a report can have, for tests of how reports look."""

import random
from collections.abc import Callable
from datetime import date

from hf_fidelity.domain.record.assessment import Action, Answer, Assessment, BriefInspire, CitizenInvolvement, Team
from hf_fidelity.domain.record.privacy import Audience, Policy
from hf_fidelity.domain.scores.trend import snapshot, trend
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.reports.compare import spread_report
from hf_fidelity.reports.document import Document
from hf_fidelity.reports.record import assessment_report
from hf_fidelity.reports.trend import trend_report
from tests.builders import answers, housing_first, record, reworded, shipped, spread_course, voted, votes

INSTRUMENT = housing_first()
FIRST = Quarter(2016, 4)


def settled(quarters: int = 40, seed: int = 1) -> list[Assessment]:
    """A settled record a quarter: a course that climbs, with some statements not answered and some not relevant."""
    chance = random.Random(seed)
    return [
        record(INSTRUMENT, _line(chance, n / quarters), str(FIRST.shift(n)), participants=7) for n in range(quarters)
    ]


def _line(chance: random.Random, risen: float) -> str:
    """One mark a statement."""
    points = (min(5, max(1, round(2 + 2 * risen + chance.gauss(0, 0.8)))) for _id in INSTRUMENT.order)
    return "".join(chance.choices((str(point), "-", "i"), (30, 1, 1))[0] for point in points)


def talked() -> Assessment:
    """A quarter with both layers, roles, comments, citizens and actions."""
    chance, given = random.Random(2), answers(INSTRUMENT, "4434 2343 -i44 5433")
    for id in INSTRUMENT.order:
        staff = [0] * 5
        for _person in range(9):
            staff[chance.choice((0, 1, 2, 3, 3, 4))] += 1
        leaders = [0, 0, 1, 2, 3]
        everybody = tuple(map(sum, zip(staff, leaders, strict=True)))
        roles = {"medarbejder": tuple(staff), "leder": tuple(leaders)}
        answer = given.get(id, Answer())
        given[id] = answer.model_copy(update={"votes": votes(*everybody, missing=1, roles=roles)})
    given["S05"] = given["S05"].model_copy(update={"comment": "Kommunen stiller stadig krav: »først ædru«, siger de."})
    given["S06"] = given["S06"].model_copy(update={"changed_because": "Ny aftale med boligorganisationen"})
    due = date(2026, 12, 1)
    return record(
        INSTRUMENT, "-" * 16, str(FIRST.shift(40)),
        answers=given, votes_are="secret", participants=16, held_on=date(2026, 10, 14),
        roles={"medarbejder": 10, "leder": 6},
        citizen_involvement=CitizenInvolvement(
            how="Dialogmøde i værestedet", citizens=7, what_it_changed="S14 blev lavere",
            brief_inspire=BriefInspire(mean=71.5, n=7),
        ),
        actions=(
            Action(id="2026-Q3-1", about="S06", text="Månedligt møde med boligorganisationen", owner="teamleder",
                   due=due, opened_in=Quarter(2026, 3)),
            Action(id="2026-Q2-1", about="values", text="Fælles kursus", state="done", outcome="Alle har været afsted",
                   opened_in=Quarter(2026, 2)),
        ),
    )  # fmt: skip


def broken() -> list[Assessment]:
    """A course with a gap, a quarter of votes only, and another wording."""
    some = settled(12, seed=5)
    some[6] = voted(INSTRUMENT, dict.fromkeys(INSTRUMENT.order, (1, 2, 2, 4, 1)), str(some[6].quarter))
    return [*(reworded(one, "S05") for one in some[:3]), *some[3:4], *some[5:]]


def show(audience: Audience = "team") -> Document:
    """One quarter after forty others."""
    records = [*settled(), talked()]
    return assessment_report(snapshot(records, records[-1].quarter, INSTRUMENT, Policy(5, audience)))


def course(audience: Audience = "team") -> Document:
    """A course of eight quarters that ends in a talk."""
    return trend_report([trend([*settled()[-8:], talked()], INSTRUMENT, Policy(5, audience))])


def long_course() -> Document:
    """Forty quarters."""
    return trend_report([trend(settled(), INSTRUMENT, Policy(5))])


def broken_course() -> Document:
    """Quarters that cannot all be compared."""
    return trend_report([trend(broken(), INSTRUMENT, Policy(5))])


def staircase(quarters: int = 6) -> Document:
    """Levels that climb and fall by themselves, with a gap and no total over everything."""
    stairs, chance = shipped("samarbejdstrappen"), random.Random(7)
    records = []
    for n in range(quarters):
        marks = "".join(chance.choice("1234") for _id in stairs.order)
        one = record(stairs, marks, str(FIRST.shift(n + (n > 2))), participants=7)
        records.append(one.model_copy(update={"parts": ("political",) if n % 2 else ()}))
    return trend_report([trend([reworded(records[0], "S04"), *records[1:]], stairs, Policy(5))])


def counted() -> Document:
    """Numbers with several limits, without one, and a table of counts, over two quarters."""
    methods = shipped("support-methods")
    numbers = {measure.id: {each.id: 6 + n for n, each in enumerate(measure.inputs)} for measure in methods.measures}
    some = [
        record(methods, "4" * len(methods.order), str(FIRST.shift(n)), measures=numbers, parts=("act", "matching"))
        for n in range(2)
    ]
    return trend_report([trend(some, methods, Policy(5))])


def two_courses() -> Document:
    """Two teams one after the other."""
    return trend_report([trend(some, INSTRUMENT, Policy(5)) for some in (settled(4), broken())])


def many_teams(teams: int = 24, quarters: int = 5) -> Document:
    """The spread of many teams, and its course."""
    records = []
    for n in range(teams):
        of_team = settled(quarters, seed=n)[n % 3 == 0 :]
        team = Team(id=f"team-{n}", name=f"Team {n}")
        records += [record.model_copy(update={"team": team}) for record in of_team]
    return spread_report(spread_course(records, INSTRUMENT, Policy(5, "public")))


RICH: dict[str, Callable[[], Document]] = {
    "show": show,
    "show-public": lambda: show("public"),
    "trend": course,
    "trend-public": lambda: course("public"),
    "trend-long": long_course,
    "trend-broken": broken_course,
    "trend-two-teams": two_courses,
    "trend-staircase": staircase,
    "trend-counted": counted,
    "compare": lambda: many_teams(quarters=1),
    "compare-course": many_teams,
}
"""Every kind of report, by name."""
