"""Who has a part in the story."""

from goldenthread.engine import Role

CHILD = Role("child", "the child")
PARENT = Role("parent", "a parent or carer")
YOUNG_PERSON = Role("young-person", "the young person")

TEACHER = Role("teacher", "the teacher or key person")
SENCO = Role("senco", "the SENCO")
HEAD = Role("head", "the head or manager")
SETTING = Role("setting", "the setting")

AUTHORITY = Role("authority", "the local authority")
OLD_AUTHORITY = Role("old-authority", "the local authority the child is moving from")
NEW_AUTHORITY = Role("new-authority", "the local authority the child has moved to")
HEALTH_SERVICE = Role("health-service", "the health service")
SOCIAL_CARE = Role("social-care", "social care")
ADVISER = Role("adviser", "whoever was asked for advice")
MEDIATION_ADVISER = Role("mediation-adviser", "the mediation adviser")
SUPPORTER = Role("supporter", "somebody the family chose to support them")
SAFEGUARDING_LEAD = Role("safeguarding-lead", "the safeguarding lead")
VIRTUAL_SCHOOL = Role("virtual-school", "the virtual school")
GOVERNORS = Role("governors", "the governors or proprietor")
FIRST_CONTACT = Role("first-contact", "the family's first contact")
DPO = Role("dpo", "the data protection officer")

FAMILY = (PARENT, YOUNG_PERSON)
STAFF = (TEACHER, SENCO, HEAD)
ANYONE = (*FAMILY, *STAFF, AUTHORITY, ADVISER, HEALTH_SERVICE, SOCIAL_CARE, SUPPORTER)
