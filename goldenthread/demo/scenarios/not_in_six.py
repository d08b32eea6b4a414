"""Six services round one child who cannot come in: who they are, what each is there for, and what others ask."""

from collections.abc import Iterator

from goldenthread.demo.steps import Child, Step, fact
from goldenthread.engine.events import Answer, How, LawfulBasis
from goldenthread.workflows import agencies, permissions
from goldenthread.workflows.agencies import KindOfAgency, RequestEnds

SIX = (
    ("Ms Amari", "Children's social care", KindOfAgency.SOCIAL_CARE, "Sees the child each fortnight."),
    ("Mr Frame", "The virtual school", KindOfAgency.EDUCATION, "Looks after the education of every child in care."),
    ("Ms Hale", "The mental health service", KindOfAgency.HEALTH, "Listens and draws, once a week; tests nothing."),
    ("Dr Vance", "The psychology service", KindOfAgency.EDUCATION, "Finds out with the child what makes it hard."),
    ("Sister Penn", "The nurse for children in care", KindOfAgency.HEALTH, "Looks after hearing, sleep and food."),
    ("Mr Toll", "The dog club", KindOfAgency.VOLUNTARY, "Takes four children and two dogs out on Saturdays."),
)  # fmt: skip
MENTAL_HEALTH, PSYCHOLOGY = "Ms Hale", "Dr Vance"


def others_help(child: Child, dad: str) -> Iterator[Step]:
    """Tell how each of six comes in with the yes of whoever decides, and the family knows what each of them does."""
    happy = permissions.SpecialistTalkedOver(
        asked=dad, answer=Answer.YES, specialist=f"{MENTAL_HEALTH} and {PSYCHOLOGY}"
    )
    yield fact(73, happy, name="dad says yes")
    share = permissions.SharingWithAgency(
        given_by=dad,
        authority="Has parental responsibility: the child is accommodated, and he decides",
        scope="What school sees, and how mornings go",
        answer=Answer.YES,
        evidence=How.PHONE,
        agency="The mental health service",
        purpose="So that nobody has to ask the child again.",
    )
    yield fact(73, share, name="may share")
    for ago, (who, service, kind, what_for) in zip((72, 72, 60, 58, 52, 40), SIX, strict=True):
        asked = who == MENTAL_HEALTH
        yield comes_in(ago, who, service, kind, what_for, asked=asked)
        yield explained(child, ago - 1, who, what_for, dad)


def comes_in(ago: int, who: str, service: str, kind: KindOfAgency, what_for: str, *, asked: bool) -> Step:
    involved = agencies.ProfessionalInvolved
    return fact(
        ago,
        lambda ids: involved(
            professional=who,
            agency=service,
            kind=kind,
            what_for=what_for,
            reached="By telephone, on working days.",
            permission=ids["may share"] if asked else None,
        ),
        name=who,
    )


def explained(child: Child, ago: int, who: str, what_for: str, dad: str) -> Step:
    told = agencies.RoleExplained
    words = f"{what_for} Decides nothing alone."
    return fact(
        ago,
        lambda ids: told(
            to=(child.at_home, dad, child.known_as), how=How.PHONE, explained=words, professional=ids[who]
        ),
        name=f"{who} explained",
    )


def what_others_ask() -> Iterator[Step]:
    """Tell what others asked to know, and that each has an answer, with its ground in law."""
    asks = agencies.InformationRequested(
        who="Mr Frame, the virtual school",
        how=How.EMAIL,
        what="How learning goes, for the personal education plan",
        what_for="To plan the term, and what money is there for a tutor.",
        basis=LawfulBasis.PUBLIC_TASK,
    )
    yield fact(54, asks, name="virtual school asks")
    yield fact(
        48,
        lambda ids: agencies.InformationRequestAnswered(
            outcome=RequestEnds.SENT,
            basis=LawfulBasis.PUBLIC_TASK,
            papers=("What is learnt at home", "The plan made together"),
            sent=(ids["joint plan"],),
            request=ids["virtual school asks"],
        ),
    )
    club = agencies.InformationRequested(
        who="The dog club",
        how=How.PHONE,
        what="Why the child is in care",
        what_for="For the form of the club.",
        basis=LawfulBasis.CONSENT,
    )
    yield fact(38, club, name="club asks")
    yield fact(
        36,
        lambda ids: agencies.InformationRequestAnswered(
            outcome=RequestEnds.NOT_SENT,
            basis=LawfulBasis.CONSENT,
            why_not="The club does not need to know it to be good to a child. It has a telephone number for Saturdays.",
            request=ids["club asks"],
        ),
    )
