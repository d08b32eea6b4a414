"""A request on the first day, and the paperwork later: nothing is needed first, and nothing that comes later moves it.

A mother rings the authority because her child has stopped eating at school. It is the first thing on the record: no
form, no plan of support, no worry written down before it. The clocks count from the telephone call. Help begins the
next day, and all the rest (needs, views, a plan of support, the worry of the summer, the authority's own form) is
written when somebody has the time.
"""

from collections.abc import Iterator

from goldenthread.demo.days import Days
from goldenthread.demo.requests import OTHERS, advice
from goldenthread.demo.steps import Child, Step, brought_in, fact, move, reported
from goldenthread.demo.support import advised, described, explained, family_heard, made
from goldenthread.engine.events import Hearing, How
from goldenthread.workflows import census, concern, first_contact, informed, needs_assessment, sen_support
from goldenthread.workflows.needs_assessment import NEEDS_ASSESSMENT, Requester
from goldenthread.workflows.sen_support import SEN_SUPPORT
from goldenthread.workflows.signposting import RouteStage
from goldenthread.workflows.vocabulary import Adviser, AreaOfNeed

OPENED = 59
"""The record is opened three days after the call, when the SENCO hears of it."""


def urgent_request(child: Child, day: Days) -> Iterator[Step]:
    """Tell of a call to the authority, of what began at once, and of the papers that came after."""
    yield from the_call(child)
    yield from help_at_once(child)
    yield from what_the_authority_did(child)
    yield from papers_later(child, day)
    yield from decided(child)


def the_call(child: Child) -> Iterator[Step]:
    words = f"{child.known_as} has eaten nothing at school for two weeks and cries every night. Please do not wait."
    call = needs_assessment.RequestReceived(
        requester=Requester.PARENT, form=How.PHONE, words=words, received_by="Whoever was on the telephone that day"
    )
    yield fact(62, call, role="parent", later=3, name="call")


def help_at_once(child: Child) -> Iterator[Step]:
    named = first_contact.FirstContactNamed(
        to=(child.at_home,),
        how=How.PHONE,
        contact=child.place.senco,
        reached="Ring the office at any time of the day: you will be rung back before four.",
    )
    yield move(59, first_contact.FIRST_CONTACT, first_contact.NAME, named)
    yield move(58, SEN_SUPPORT, sen_support.START, sen_support.SupportStarted(), role="teacher")
    yield fact(58, sen_support.FamilyToldOfSupport(to=(child.at_home,), how=How.PHONE))
    lunch = sen_support.SupportGiven(
        what=f"Lunch in the library with {child.place.teacher}, the door open and no noise",
        how_it_went="Ate an apple, and talked about the cat.",
    )
    yield fact(55, lunch, role="teacher")


def what_the_authority_did(child: Child) -> Iterator[Step]:
    yield reported(55, needs_assessment.FamilyAsked(to=(child.at_home,), how=How.PHONE))
    yield reported(55, needs_assessment.OthersTold(to=OTHERS, how=How.EMAIL))
    yield reported(
        54,
        needs_assessment.HelpConsidered(
            wished="To be rung after six, and never to have to read it all out again.",
            offered="Both; and the notes of each call by email.",
        ),
    )


def papers_later(child: Child, day: Days) -> Iterator[Step]:
    yield advised(child, 57)
    yield explained(child, 52, RouteStage.DURING)
    yield fact(52, census.SystemUpdated(code=census.SupportCode.SUPPORT), later=1)
    needs = described(
        AreaOfNeed.SENSORY,
        AreaOfNeed.SEMH,
        strengths="Knows every animal by name. Gentle with whoever is small.",
        hard="The dining hall: its noise, its smells, and not knowing who will sit there.",
        how_known="Two weeks of lunches, in the hall and out of it; talks at home.",
    )
    yield fact(48, needs, role="teacher", later=1)
    yield fact(47, family_heard(child, "It is not fussiness. It has been like this since spring."), later=1)
    plan = sen_support.SupportPlanned(
        outcomes="Eats something every day, in a place that feels safe.",
        provision=f"Lunch in the library every day; ten minutes with {child.place.teacher} before it.",
        at_home="Nothing is asked of home for now.",
        review_on=day.ahead(18),
    )
    yield from made(child, 39, plan)
    who = (child.place.teacher, "The lunchtime team")
    yield fact(39, sen_support.StaffTold(who=who), name="told")
    yield fact(37, lambda ids: sen_support.StaffHaveRead(who=who, telling=ids["told"]))
    knows = informed.FamilyInformed(
        how=informed.HowInformed.TOLD,
        where_things_are="Lunch is in the library. The authority has your call, and that is all it needs.",
        happens_next="The authority tells you whether it will assess, six weeks from your call at the latest.",
        support=f"{child.place.senco}, at any time.",
    )
    yield fact(36, knows)
    form = needs_assessment.RequestJoined(
        form=How.FORM, who=child.at_home, words="The form that the authority sent out, filled in: please see the call."
    )
    yield reported(41, form, name="form")
    worry = concern.WorryRaised(
        who=child.at_home, words="Lunch is getting harder and harder.", comes_from=concern.Origin.FAMILY
    )
    yield brought_in(144, worry, role="parent", later=109, name="worry")
    yield brought_in(
        137,
        lambda ids: concern.WorryAnswered(
            answer="That we had seen it too.", happens_next="To see how September begins.", worry=ids["worry"]
        ),
        later=112,
    )
    taken_on = concern.ConcernTakenOn(why="What was a worry in July was more than that by September.")
    yield brought_in(59, taken_on, later=24, name="taken on")


def decided(child: Child) -> Iterator[Step]:
    decision = needs_assessment.AssessmentAgreed(
        reasons="May have needs that call for a plan; too little food cannot wait for more papers.",
        criteria="CFA s. 36(8)",
        evidence=(),
        heard=(Hearing(whose=child.at_home, view="This is urgent.", became="Agreed with."),),
        authority="SEN manager",
    )
    yield move(24, NEEDS_ASSESSMENT, needs_assessment.AGREE, decision, role="authority", name="decision")
    yield reported(23, needs_assessment.OthersTold(to=OTHERS, how=How.EMAIL))
    for adviser in (Adviser.PARENT, Adviser.EDUCATION, Adviser.HEALTH, Adviser.PSYCHOLOGY, Adviser.SOCIAL_CARE):
        asked = needs_assessment.AdviceRequested(adviser=adviser, whom=f"{adviser.label}, by email")
        yield reported(23, asked)
    yield advice(9, Adviser.HEALTH, "The paediatrician")
