"""A worry that was raised three times and answered each time; no special needs were found, and the close was kind."""

from collections.abc import Iterator

from goldenthread.demo.days import Days
from goldenthread.demo.steps import Child, Step, Told, fact, move
from goldenthread.engine.events import Hearing, How, RecordId
from goldenthread.workflows import concern, identification, informed, move_on, partnership, strategies
from goldenthread.workflows.concern import CONCERN
from goldenthread.workflows.identification import IDENTIFICATION, Masking
from goldenthread.workflows.move_on import MOVE_ON
from goldenthread.workflows.strategies import STRATEGIES
from goldenthread.workflows.vocabulary import AreaOfNeed


def raised_again(child: Child, day: Days) -> Iterator[Step]:
    """Tell of a mother or father who asked again and again, and was right to; and of what was tried, and found."""
    yield from three_times(child, day)
    yield from own_idea(child, day)
    yield from looked_into(child)
    yield from closed_kindly(child)


def three_times(child: Child, day: Days) -> Iterator[Step]:
    """Tell of each time: kept beside the one before, and answered like it."""
    first = concern.WorryRaised(
        who=child.at_home,
        words=f"{child.known_as} falls apart the moment we are home. Something at school must be too much.",
        answer_from=child.place.teacher,
        answer_by=day.ago(142),
        comes_from=concern.Origin.FAMILY,
    )
    yield fact(148, first, role="parent", name="first")
    yield answered(144, "first", "We see a quiet, busy child. We will look at playtimes too.", "A talk next week.")
    words = "You said that all is well. It is not, at home. Please look again."
    yield fact(133, again(child, day, words, 127), role="parent", name="second")
    yield answered(129, "second", "You are right to ask again. We believe you.", "We talk on Thursday, for an hour.")
    words = "The evenings are better. I still lie awake: is it something more? I would like to know."
    yield fact(100, again(child, day, words, 94, "second"), role="parent", name="third")
    yield answered(96, "third", "We will find out with you, properly.", f"{child.place.senco} begins this week.")


def again(child: Child, day: Days, words: str, answer_by: int, before: str = "first") -> Told:
    return lambda ids: concern.WorryRaised(
        who=child.at_home,
        words=words,
        answer_from=child.place.teacher,
        answer_by=day.ago(answer_by),
        again=ids[before],
        comes_from=concern.Origin.FAMILY,
    )


def answered(ago: int, name: str, answer: str, happens_next: str) -> Step:
    return fact(
        ago,
        lambda ids: concern.WorryAnswered(worry=ids[name], answer=answer, happens_next=happens_next),
        role="teacher",
        name=f"{name} answered",
    )


def own_idea(child: Child, day: Days) -> Iterator[Step]:
    """Tell of the family's own idea, tried at school under their name, and looked back at together."""
    talked = concern.TalkedOver(
        present=(child.at_home, child.place.teacher),
        family_view="The walk home is where it breaks. A quarter of an hour of nothing would help.",
        child_view=f"{child.known_as} laid the weather cards in a row: sun, sun, storm.",
        going_well="Reads to the younger ones, and never forgets a birthday.",
        agreed="Try the quiet quarter of an hour before going home.",
    )
    yield move(126, CONCERN, concern.TALK_IT_OVER, talked, name="talk", role="teacher")
    yield fact(123, lambda ids: concern.NoteGiven(talk=ids["talk"], to=(child.at_home,)), role="teacher")
    idea = strategies.StrategyShared(
        whose_idea=child.at_home,
        where=strategies.Place.HOME,
        strategy="On Saturdays we sit in the car for a while before we go in. Nobody has to talk.",
        difference="No storm on Saturdays.",
    )
    yield fact(125, idea, role="parent", name="idea")
    passed = strategies.StrategyPassedOn
    everybody = (child.place.teacher, "the teaching assistant")
    yield fact(124, lambda ids: passed(to=everybody, how=How.IN_PERSON, strategy=ids["idea"]))
    yield move(
        122,
        STRATEGIES,
        strategies.TRY_SOMETHING,
        lambda ids: strategies.StrategyAgreed(
            strategy="A quiet quarter of an hour with a book, before going home",
            whose_idea=child.at_home,
            who_tries=f"{child.place.teacher} keeps the book corner free.",
            look_back_on=day.ago(106),
            where=strategies.Place.HERE,
            idea=ids["idea"],
        ),
        name="strategy",
        role="teacher",
    )
    yield fact(
        108,
        lambda ids: strategies.StrategyReviewed(
            strategy=ids["strategy"],
            how_it_went="Goes home calm on four days of five.",
            family_view="It was worth asking twice. Evenings are evenings again.",
            happens_now="Carry on.",
            decided=strategies.Next.CARRY_ON,
            child_view="Laid sun, sun, sun.",
        ),
        role="teacher",
    )


def looked_into(child: Child) -> Iterator[Step]:
    """Tell how it was found out together, with an eye for what a child may hide, that there is no special need."""
    yield move(95, IDENTIFICATION, identification.BEGIN, identification.FindingOutBegun(), role="senco")
    start = identification.StartingPointGathered(
        strengths="Reads far ahead, and remembers what matters to others.",
        family_says="Holds it together all day, and lets go with us.",
        setting_says="Tired by two o'clock, and then slower to join in.",
        what_helps="A quiet quarter of an hour, before it is too much.",
        child_view="The hall is too loud. The book corner is just right.",
    )
    yield fact(92, start, role="teacher")
    seen = identification.Observed(
        areas=(AreaOfNeed.SEMH, AreaOfNeed.SENSORY),
        where="Lunch, playtime and the last lesson, on three days",
        seen="Joins games, laughs, looks for a friend. Tired at the end of the day, as others are.",
        masking=Masking.CONSIDERED,
        hidden="Asked at home for a week: calm since the quiet quarter of an hour.",
    )
    yield fact(86, seen, name="seen")
    talked = identification.FamilySpokenTo(
        present=(child.at_home, child.known_as, child.place.senco),
        family_view="I needed to be sure that nothing is missed. Keep the quiet time, please.",
        child_view=f"{child.known_as} said: I like it now. Can it stay?",
        agreed="The quiet quarter of an hour stays. Look at tiredness again before the summer.",
    )
    yield fact(82, talked, name="discussion")
    note = identification.NoteOfDiscussionGiven
    yield fact(79, lambda ids: note(to=(child.at_home,), how=How.EMAIL, discussion=ids["discussion"]))
    yield move(76, IDENTIFICATION, identification.FIND_NONE, lambda ids: nothing_found(child, ids["seen"]))
    yield fact(74, identification.FamilyToldWhatWasFound(to=(child.at_home,), how=How.IN_PERSON))


def nothing_found(child: Child, seen: RecordId) -> identification.NeedsNotFound:
    return identification.NeedsNotFound(
        reasons="Learns well and with joy; was tired and overheard, and that has changed.",
        criteria="Code 6.15: no provision that is different from what everybody may have",
        evidence=(seen,),
        heard=(
            Hearing(whose=child.at_home, view="Nothing may be missed.", became="Looked at on three days, and at home."),
            Hearing(whose=child.known_as, view="Can it stay?", became="It stays."),
        ),
        authority="The SENCO",
        watching=f"{child.place.teacher} watches the last lesson until the summer.",
        if_worried_again=f"Tell {child.place.senco}, any day, in any way. Asking a fourth time is right too.",
    )


def closed_kindly(child: Child) -> Iterator[Step]:
    settled = concern.ConcernSettled(
        came_of_it="An idea from home that any child may use now.",
        reason=concern.CloseReason.HELP_ALREADY_THERE,
        family_view="I was heard in the end. I would ask sooner now.",
        if_worried_again=f"Tell {child.place.senco}, any day, in any way.",
    )
    yield move(70, CONCERN, concern.SETTLE, settled, name="settled", role="teacher")
    knows = informed.FamilyInformed(
        how=informed.HowInformed.TOLD,
        where_things_are="No special need was found, and the quiet time stays.",
        happens_next=f"{child.place.teacher} rings before the summer.",
        support=f"{child.place.senco} is there for a talk on any day.",
    )
    yield fact(69, knows)
    thanks = partnership.ViewGiven(
        whose=child.at_home,
        view="It took three times. Please believe the next family the first time.",
        how_gathered="In a message of their own",
    )
    yield fact(66, thanks, role="parent", name="three times")
    became = partnership.ViewFollowedUp
    why = "You said: believe us the first time. We now ask about evenings at home in the first answer."
    yield fact(52, lambda ids: became(became=partnership.Became.FOLLOWED, why=why, view=ids["three times"]))
    told = move_on.FamilyToldOfClosing(
        to=(child.at_home,), how=How.IN_PERSON, family_view="Good. And I know the way back."
    )
    yield fact(40, told)
    closing = move_on.RecordClosed(
        reason=move_on.ClosingReason.GETTING_ON_WELL,
        went_well=f"{child.known_as} has a place to be quiet, and shares it.",
        to_come_back=f"Ring, write or come by, and ask for {child.place.senco}. Nobody asks why again.",
    )
    yield move(33, MOVE_ON, move_on.CLOSE, closing)
