"""Posts: what an account can be in a setting, an authority, an agency or a family, and what it reads for."""

from goldenthread.engine.access.policy import Post
from goldenthread.workflows import people
from goldenthread.workflows.people import (
    ADVISER,
    AUTHORITY,
    CHILD,
    GOVERNORS,
    HEAD,
    HEALTH_SERVICE,
    MEDIATION_ADVISER,
    NEW_AUTHORITY,
    OLD_AUTHORITY,
    PARENT,
    SAFEGUARDING_LEAD,
    SENCO,
    SETTING,
    SOCIAL_CARE,
    SUPPORTER,
    TEACHER,
    VIRTUAL_SCHOOL,
    YOUNG_PERSON,
)

IN_SETTING, IN_AUTHORITY, IN_AGENCY, IN_FAMILY, IN_OVERSIGHT = "setting", "authority", "agency", "family", "oversight"
KINDS_OF_ORGANISATION = (IN_SETTING, IN_AUTHORITY, IN_AGENCY, IN_FAMILY, IN_OVERSIGHT)
OFFICE = (AUTHORITY, OLD_AUTHORITY, NEW_AUTHORITY)
STAFFED = (IN_SETTING, IN_AUTHORITY, IN_AGENCY)

SENCO_POST = Post("senco", "the SENCO", (IN_SETTING,), (SENCO, TEACHER, SETTING), "support", admits=True)
HEAD_POST = Post(
    "head", "the head or manager", (IN_SETTING,), (HEAD, SETTING, TEACHER), "oversight", admits=True, reviews=True
)
CHILDMINDER = Post(
    "childminder",
    "the childminder",
    (IN_SETTING,),
    (SENCO, TEACHER, HEAD, SETTING, SAFEGUARDING_LEAD),
    "support",
    admits=True,
)
TEACHER_POST = Post("teacher", "the teacher or key person", (IN_SETTING,), (TEACHER,), "teaching")
ASSISTANT = Post("assistant", "the assistant", (IN_SETTING,), (TEACHER,), "teaching")
GOVERNOR = Post("governors", "a governor or the proprietor", (IN_SETTING,), (GOVERNORS,), "oversight")
SAFEGUARDING_POST = Post(
    "safeguarding-lead",
    "the safeguarding lead",
    STAFFED,
    (SAFEGUARDING_LEAD,),
    "safeguarding",
    reviews=True,
    unseen=True,
)
FIRST_CONTACT = Post(
    "first-contact", "the family's first contact", STAFFED, (people.FIRST_CONTACT,), "being-the-first-contact"
)

LA_OFFICER = Post("la-officer", "the authority's officer", (IN_AUTHORITY,), OFFICE, "statutory-duty", admits=True)
LA_MANAGER = Post(
    "la-manager", "the authority's manager", (IN_AUTHORITY,), OFFICE, "oversight", admits=True, reviews=True
)
PANEL_MEMBER = Post("panel-member", "a panel member", (IN_AUTHORITY, IN_AGENCY), (), "statutory-duty")
VIRTUAL_SCHOOL_POST = Post(
    "virtual-school", "the virtual school", (IN_AUTHORITY, IN_AGENCY), (VIRTUAL_SCHOOL,), "support"
)

EP = Post("ep", "the educational psychologist", (IN_AGENCY, IN_AUTHORITY), (ADVISER,), "advice")
ADVISER_POST = Post("adviser", "whoever was asked for advice", STAFFED, (ADVISER,), "advice")
MEDIATION_POST = Post("mediation-adviser", "the mediation adviser", (IN_AGENCY,), (MEDIATION_ADVISER,), "mediation")
HEALTH_POST = Post("health", "the health service", (IN_AGENCY,), (HEALTH_SERVICE, ADVISER), "health-care", admits=True)
SOCIAL_CARE_POST = Post(
    "social-care", "social care", (IN_AGENCY, IN_AUTHORITY), (SOCIAL_CARE, ADVISER), "social-care", admits=True
)

PARENT_POST = Post("parent", "a parent or carer", (IN_FAMILY,), (PARENT,), "own-record")
YOUNG_PERSON_POST = Post("young-person", "the young person", (IN_FAMILY,), (YOUNG_PERSON,), "own-record")
CHILD_POST = Post("child", "the child", (IN_FAMILY,), (CHILD,), "own-record")
SUPPORTER_POST = Post("supporter", "somebody the family chose to support them", (IN_FAMILY,), (SUPPORTER,), "support")

AUDITOR = Post("auditor", "the auditor", (*STAFFED, IN_OVERSIGHT), (), "audit", audits=True)
INSPECTOR = Post("inspector", "the inspector", (IN_OVERSIGHT,), (), "inspection", guest=True)
DPO = Post("dpo", "the data protection officer", STAFFED, (people.DPO,), "data-protection", reviews=True)
ADMINISTRATOR = Post("administrator", "the administrator", STAFFED, (), "administration", keeps=True)

POSTS = (
    SENCO_POST,
    HEAD_POST,
    CHILDMINDER,
    TEACHER_POST,
    ASSISTANT,
    GOVERNOR,
    SAFEGUARDING_POST,
    FIRST_CONTACT,
    LA_OFFICER,
    LA_MANAGER,
    PANEL_MEMBER,
    VIRTUAL_SCHOOL_POST,
    EP,
    ADVISER_POST,
    MEDIATION_POST,
    HEALTH_POST,
    SOCIAL_CARE_POST,
    PARENT_POST,
    YOUNG_PERSON_POST,
    CHILD_POST,
    SUPPORTER_POST,
    AUDITOR,
    INSPECTOR,
    DPO,
    ADMINISTRATOR,
)
