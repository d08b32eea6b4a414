"""Who may see what: the matrix, as data. What is not here may not be seen.

Each setting, authority and agency answers for its own record (statutory reference, section 13): its people see what it
holds, and what a named act shared with it. The family sees what is written about the child, but for what an agency
keeps to its terms, and what is private to another adult, confidential or protected.
"""

from goldenthread.engine.access.policy import Grant, Policy, Post, Reach, Relation
from goldenthread.engine.access.seeing import Rules
from goldenthread.engine.events import RecordClass
from goldenthread.workflows.circumstances import circumstances, turning_days
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
from goldenthread.workflows.setting_record.vocabulary import OF_THE_SETTING, VISITS
from goldenthread.workflows.vocabulary import AGENCY, CONFIDENTIAL, CORE, HEALTH, PRIVATE_TO_PARENT, PROTECTED

ORDINARY = (CORE, HEALTH, AGENCY)
OF_A_SETTING = (OF_THE_SETTING, VISITS)
KEPT_APART = (PRIVATE_TO_PARENT, CONFIDENTIAL, PROTECTED)
EVERYTHING = (*ORDINARY, *OF_A_SETTING, *KEPT_APART)


def each(
    posts: tuple[Post, ...], relation: Relation, classes: tuple[RecordClass, ...], reach: Reach, because: str
) -> tuple[Grant, ...]:
    return tuple(Grant(post, relation, classes, reach, because) for post in posts)


THOSE_WHO_LEAD = (SENCO_POST, HEAD_POST, CHILDMINDER)
THOSE_IN_THE_OFFICE = (LA_OFFICER, LA_MANAGER)
THOSE_ASKED = (EP, ADVISER_POST, MEDIATION_POST)
SERVICES = (HEALTH_POST, SOCIAL_CARE_POST, VIRTUAL_SCHOOL_POST)
STAFF_POSTS = tuple(one for one in POSTS if "family" not in one.of and one.parts)
WHO_MAY_OPEN_IN_EMERGENCY = (*THOSE_WHO_LEAD, TEACHER_POST, SAFEGUARDING_POST, *THOSE_IN_THE_OFFICE, EP, *SERVICES)

GRANTS: tuple[Grant, ...] = (
    *each(
        THOSE_WHO_LEAD,
        Relation.ORGANISATION,
        (*ORDINARY, *OF_A_SETTING),
        Reach.HELD,
        "they lead the support of the children in their setting",
    ),
    *each((TEACHER_POST,), Relation.NAMED, (CORE, HEALTH), Reach.HELD, "they teach the child or are the key person"),
    *each((ASSISTANT,), Relation.NAMED, (CORE,), Reach.HELD, "they work with the child every day"),
    *each((GOVERNOR,), Relation.ORGANISATION, OF_A_SETTING, Reach.HELD, "they answer for the setting"),
    *each((GOVERNOR,), Relation.NAMED, (CORE,), Reach.HELD, "they were asked to decide about the child"),
    *each(THOSE_IN_THE_OFFICE, Relation.ORGANISATION, ORDINARY, Reach.HELD, "the authority's duties to the child"),
    *each(
        THOSE_IN_THE_OFFICE, Relation.ORGANISATION, OF_A_SETTING, Reach.HELD, "what the setting has shared with them"
    ),
    *each((PANEL_MEMBER,), Relation.NAMED, ORDINARY, Reach.HELD, "they were asked to advise on the decision"),
    *each(THOSE_ASKED, Relation.NAMED, ORDINARY, Reach.HELD, "they were asked for advice or to mediate"),
    *each(SERVICES, Relation.ORGANISATION, ORDINARY, Reach.HELD, "their service works with the child"),
    *each(
        (SAFEGUARDING_POST,),
        Relation.ORGANISATION,
        (*ORDINARY, PROTECTED, CONFIDENTIAL),
        Reach.HELD,
        "they keep the children in their organisation safe",
    ),
    *each((FIRST_CONTACT,), Relation.NAMED, (PRIVATE_TO_PARENT,), Reach.ALL, "the family talks to them first"),
    *each((PARENT_POST,), Relation.NAMED, (CORE, HEALTH), Reach.ALL, "it is their child's record"),
    *each((PARENT_POST,), Relation.NAMED, (AGENCY,), Reach.SHARED, "the agency agreed, or the law asks for it"),
    *each((YOUNG_PERSON_POST,), Relation.NAMED, (CORE, HEALTH), Reach.ALL, "it is their own record"),
    *each((YOUNG_PERSON_POST,), Relation.NAMED, (AGENCY,), Reach.SHARED, "the agency agreed, or the law asks for it"),
    *each((CHILD_POST,), Relation.NAMED, (CORE,), Reach.ALL, "it is their own record"),
    *each((SUPPORTER_POST,), Relation.NAMED, (CORE,), Reach.SHARED, "the family shared it with them"),
    *each(
        (PARENT_POST, YOUNG_PERSON_POST, CHILD_POST, SUPPORTER_POST),
        Relation.NAMED,
        EVERYTHING,
        Reach.OWN,
        "they wrote it, or it is about themselves",
    ),
    *each(STAFF_POSTS, Relation.ORGANISATION, EVERYTHING, Reach.OWN, "they wrote it"),
    *each(STAFF_POSTS, Relation.NAMED, EVERYTHING, Reach.OWN, "they wrote it"),
    *each((AUDITOR,), Relation.ANYWHERE, (*ORDINARY, *OF_A_SETTING), Reach.HELD, "they check what was done"),
    *each(
        (INSPECTOR,),
        Relation.NAMED,
        (*ORDINARY, *OF_A_SETTING),
        Reach.SHARED,
        "an inspection (reg. 17)",
    ),
    *each((DPO,), Relation.ANYWHERE, EVERYTHING, Reach.HELD, "they answer for how personal data is used"),
    *each(
        WHO_MAY_OPEN_IN_EMERGENCY,
        Relation.EMERGENCY,
        ORDINARY,
        Reach.ALL,
        "an emergency: its reason is looked at",
    ),
)

POLICY = Policy("goldenthread-1", POSTS, GRANTS, CORE)
RULES = Rules(POLICY, circumstances, turning_days)
