"""Who may see what: the matrix, as data. What is not here may not be seen.

Each setting, authority and agency answers for its own record (statutory reference, section 13): its people see what it
holds, and what a named act shared with it. The family sees what is written about the child, but for what an agency
keeps to its terms, and what is private to another adult, confidential or protected. How it is known who holds an entry,
with whom it was shared and from whom it is kept: circumstances.py.
"""

from collections.abc import Mapping

from goldenthread.engine import Law, Mark
from goldenthread.engine.access.policy import Grant, Policy, Post, Reach, Relation
from goldenthread.engine.access.seeing import Rules
from goldenthread.engine.events import RecordClass
from goldenthread.workflows.circumstances import HOW_KNOWN, circumstances_by
from goldenthread.workflows.holds import KEEPING
from goldenthread.workflows.law import (
    CFA,
    CHILDREN_ACT,
    EDUCATION_ACT,
    EYFS,
    FAMILIES_ACT,
    GOOD_PRACTICE,
    KEEPING_SAFE,
    LOCAL_POLICY,
    REGS,
    UK_GDPR,
)
from goldenthread.workflows.messages import WHO_ANSWERS
from goldenthread.workflows.posts import (
    ADVISER_POST,
    ASSISTANT,
    AUDITOR,
    CHILD_POST,
    CHILDMINDER,
    DPO,
    EP,
    FIRST_CONTACT,
    GOVERNOR,
    HEAD_POST,
    HEALTH_POST,
    INSPECTOR,
    LA_MANAGER,
    LA_OFFICER,
    MEDIATION_POST,
    PANEL_MEMBER,
    PARENT_POST,
    POSTS,
    SAFEGUARDING_POST,
    SENCO_POST,
    SOCIAL_CARE_POST,
    SUPPORTER_POST,
    TEACHER_POST,
    VIRTUAL_SCHOOL_POST,
    YOUNG_PERSON_POST,
)
from goldenthread.workflows.set_apart import apart_by
from goldenthread.workflows.setting_record.vocabulary import OF_THE_SETTING, VISITS
from goldenthread.workflows.turning import turning_days
from goldenthread.workflows.vocabulary import AGENCY, CONFIDENTIAL, CORE, HEALTH, OWN_SAY, PRIVATE_TO_PARENT, PROTECTED
from goldenthread.workflows.young_person import READINGS, SIGHT

ORDINARY = (CORE, HEALTH, AGENCY)
OF_A_SETTING = (OF_THE_SETTING, VISITS)
KEPT_APART = (PRIVATE_TO_PARENT, CONFIDENTIAL, PROTECTED, OWN_SAY, KEEPING)
EVERYTHING = (*ORDINARY, *OF_A_SETTING, *KEPT_APART)

ANY_STAFF = (Relation.ORGANISATION, Relation.NAMED)
THOSE_WHO_LEAD = (SENCO_POST, HEAD_POST, CHILDMINDER)
THOSE_IN_THE_OFFICE = (LA_OFFICER, LA_MANAGER)
THOSE_ASKED = (EP, ADVISER_POST, MEDIATION_POST)
SERVICES = (HEALTH_POST, SOCIAL_CARE_POST, VIRTUAL_SCHOOL_POST)
FAMILY_POSTS = (PARENT_POST, YOUNG_PERSON_POST, CHILD_POST, SUPPORTER_POST)
STAFF_POSTS = tuple(one for one in POSTS if "family" not in one.of and one.parts)
WHOEVER_WORKS_THERE = tuple(one for one in STAFF_POSTS if one is not FIRST_CONTACT)
"""Somebody is the first contact of a family on a case, and of nobody on another."""

WHO_MAY_OPEN_IN_EMERGENCY = (*THOSE_WHO_LEAD, TEACHER_POST, SAFEGUARDING_POST, *THOSE_IN_THE_OFFICE, EP, *SERVICES)

BEST_ENDEAVOURS = CFA(66, mark=Mark.FROM_MEMORY)
DUTIES_OF_AN_AUTHORITY = FAMILIES_ACT("Part 3", mark=Mark.FROM_MEMORY)
EVERY_PARENT = EDUCATION_ACT(576, mark=Mark.SECONDARY)
RIGHTS_PASS = CFA(83, 2, mark=Mark.SECONDARY)
THEIR_OWN_DATA = UK_GDPR(15, mark=Mark.FROM_MEMORY)
BY_ITS_TERMS = LOCAL_POLICY("what an agency wrote is not passed on without that agency's agreement")
SEVERAL_CONTROLLERS = GOOD_PRACTICE(
    "each body answers for its own record, and sharing is an act", mark=Mark.FROM_MEMORY
)
SOMEBODY_LEADS = KEEPING_SAFE("the designated safeguarding lead", mark=Mark.FROM_MEMORY)
A_CHILDMINDER_LEADS = EYFS("safeguarding: who takes the lead", mark=Mark.FROM_MEMORY)


def each(  # a rule says all of this of itself
    posts: tuple[Post, ...],
    relation: Relation,
    classes: tuple[RecordClass, ...],
    reach: Reach,
    because: str,
    law: Law | None = None,
) -> tuple[Grant, ...]:
    return tuple(Grant(post, relation, classes, reach, because, law) for post in posts)


IN_A_SETTING: tuple[Grant, ...] = (
    *each(
        THOSE_WHO_LEAD,
        Relation.ORGANISATION,
        (*ORDINARY, *OF_A_SETTING),
        Reach.HELD,
        "they lead the support of the children in their setting",
        BEST_ENDEAVOURS,
    ),
    *each(
        (TEACHER_POST,),
        Relation.NAMED,
        ORDINARY,
        Reach.HELD,
        "they teach the child or are the key person",
        BEST_ENDEAVOURS,
    ),
    *each(
        (ASSISTANT,), Relation.NAMED, (CORE, HEALTH), Reach.HELD, "they help the child, and give what a plan asks for"
    ),
    *each((GOVERNOR,), Relation.ORGANISATION, (OF_THE_SETTING,), Reach.HELD, "they answer for the setting"),
    *each((GOVERNOR,), Relation.NAMED, (CORE,), Reach.HELD, "they were asked to decide about the child"),
)
OF_AN_AUTHORITY: tuple[Grant, ...] = (
    *each(
        THOSE_IN_THE_OFFICE,
        Relation.ORGANISATION,
        ORDINARY,
        Reach.HELD,
        "the authority's duties to the child",
        DUTIES_OF_AN_AUTHORITY,
    ),
    *each(
        THOSE_IN_THE_OFFICE,
        Relation.ORGANISATION,
        OF_A_SETTING,
        Reach.HELD,
        "what the setting has shared with them",
        SEVERAL_CONTROLLERS,
    ),
    *each((PANEL_MEMBER,), Relation.NAMED, ORDINARY, Reach.HELD, "they were asked to advise on the decision"),
)
OF_AGENCIES: tuple[Grant, ...] = (
    *each(THOSE_ASKED, Relation.NAMED, ORDINARY, Reach.HELD, "they were asked for advice or to mediate"),
    *each(
        SERVICES, Relation.ORGANISATION, ORDINARY, Reach.HELD, "their service works with the child", SEVERAL_CONTROLLERS
    ),
)
TO_GO_BY: tuple[Grant, ...] = (
    *each(
        (*THOSE_WHO_LEAD, *THOSE_IN_THE_OFFICE, *SERVICES, SAFEGUARDING_POST),
        Relation.ORGANISATION,
        (OWN_SAY,),
        Reach.HELD,
        "whoever talks with parents goes by what the young person wishes",
        RIGHTS_PASS,
    ),
    *each(
        (TEACHER_POST, ASSISTANT, *THOSE_ASKED),
        Relation.NAMED,
        (OWN_SAY,),
        Reach.HELD,
        "whoever talks with parents goes by what the young person wishes",
        RIGHTS_PASS,
    ),
    *each(
        (FIRST_CONTACT, CHILDMINDER),
        Relation.NAMED,
        (PRIVATE_TO_PARENT,),
        Reach.HELD,
        "the family talks to them first, and tells it once",
    ),
    *each(
        WHO_ANSWERS,
        Relation.ORGANISATION,
        (PRIVATE_TO_PARENT,),
        Reach.SHARED,
        "what an adult says to us is answered, where nobody is first contact",
    ),
)
TO_KEEP_IT: tuple[Grant, ...] = each(
    (*THOSE_WHO_LEAD, *THOSE_IN_THE_OFFICE, SAFEGUARDING_POST),
    Relation.ORGANISATION,
    (KEEPING,),
    Reach.HELD,
    "they answer for the record, and destroy nothing that is held",
)
TO_KEEP_SAFE: tuple[Grant, ...] = (
    *each(
        (SAFEGUARDING_POST,),
        Relation.ORGANISATION,
        (*ORDINARY, PROTECTED, CONFIDENTIAL),
        Reach.HELD,
        "they keep the children in their organisation safe",
        SOMEBODY_LEADS,
    ),
    *each(
        (CHILDMINDER,),
        Relation.ORGANISATION,
        (PROTECTED, CONFIDENTIAL),
        Reach.HELD,
        "they take the lead in keeping the children safe themselves",
        A_CHILDMINDER_LEADS,
    ),
    *each(
        (SOCIAL_CARE_POST,),
        Relation.ORGANISATION,
        (PROTECTED,),
        Reach.HELD,
        "their service's duty to children who are not safe",
        CHILDREN_ACT(47, mark=Mark.FROM_MEMORY),
    ),
    *each(
        WHO_MAY_OPEN_IN_EMERGENCY,
        Relation.EMERGENCY,
        ORDINARY,
        Reach.ALL,
        "an emergency: its reason is looked at",
        UK_GDPR(6, 1, "d", mark=Mark.FROM_MEMORY),
    ),
)
OF_A_FAMILY: tuple[Grant, ...] = (
    *each((PARENT_POST,), Relation.NAMED, (CORE, HEALTH), Reach.ALL, "it is their child's record", EVERY_PARENT),
    *each((YOUNG_PERSON_POST,), Relation.NAMED, (CORE, HEALTH), Reach.ALL, "it is their own record", RIGHTS_PASS),
    *each((CHILD_POST,), Relation.NAMED, (CORE,), Reach.ALL, "it is their own record", THEIR_OWN_DATA),
    *each(
        (PARENT_POST,),
        Relation.NAMED,
        (PRIVATE_TO_PARENT,),
        Reach.SHARED,
        "the other parent talks with us together with them, or it is for each of them",
    ),
    *each(
        (PARENT_POST, YOUNG_PERSON_POST),
        Relation.NAMED,
        (AGENCY,),
        Reach.SHARED,
        "the agency agreed, or the law asks for it",
        BY_ITS_TERMS,
    ),
    *each((SUPPORTER_POST,), Relation.NAMED, (CORE, HEALTH), Reach.SHARED, "the family lets them read it"),
    *each(
        FAMILY_POSTS, Relation.NAMED, EVERYTHING, Reach.OWN, "they wrote it, or it is about themselves", THEIR_OWN_DATA
    ),
)
OF_WRITERS: tuple[Grant, ...] = (
    *each(
        WHOEVER_WORKS_THERE,
        Relation.ORGANISATION,
        EVERYTHING,
        Reach.OWN,
        "they wrote it: whoever works there may write",
    ),
    *each(STAFF_POSTS, Relation.NAMED, EVERYTHING, Reach.OWN, "they wrote it"),
    *each(WHO_MAY_OPEN_IN_EMERGENCY, Relation.EMERGENCY, EVERYTHING, Reach.OWN, "they wrote it"),
)
TO_CHECK: tuple[Grant, ...] = (
    *each(
        (AUDITOR,),
        Relation.ANYWHERE,
        (*ORDINARY, *OF_A_SETTING),
        Reach.HELD,
        "they check what was done",
        GOOD_PRACTICE("records are checked by somebody who did not write them", mark=Mark.FROM_MEMORY),
    ),
    *each(
        (INSPECTOR,),
        Relation.NAMED,
        (*ORDINARY, *OF_A_SETTING),
        Reach.SHARED,
        "an inspection, of what was shared with it",
        REGS(17, mark=Mark.FROM_MEMORY),
    ),
    *each(
        (DPO,),
        Relation.ANYWHERE,
        EVERYTHING,
        Reach.HELD,
        "they answer for how their organisation uses personal data",
        UK_GDPR(39, mark=Mark.FROM_MEMORY),
    ),
)
GRANTS = (
    *IN_A_SETTING,
    *OF_AN_AUTHORITY,
    *OF_AGENCIES,
    *TO_GO_BY,
    *TO_KEEP_IT,
    *TO_KEEP_SAFE,
    *OF_A_FAMILY,
    *OF_WRITERS,
    *TO_CHECK,
)


def rules_for(readings: Mapping[str, str]) -> Rules:
    """Return the rules of a place, as it reads what can be read in more than one way."""
    said = readings.get(SIGHT, READINGS[0])
    chosen = said if said in READINGS else READINGS[0]
    policy = Policy("goldenthread-1", POSTS, GRANTS, CORE, rules=(*HOW_KNOWN, f"{SIGHT}: {chosen}"))
    return Rules(policy, circumstances_by(readings), turning_days, apart_by(readings))


RULES = rules_for({})
"""The rules of a place that has chosen no reading of its own."""

POLICY = RULES.policy
