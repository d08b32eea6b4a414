"""The sections of an EHC plan, A to K: what each must say, in the order of the plan (SEND Regulations 2014, reg. 12).

They are kept apart from each other. Those that say nothing for this child may be left empty; B, E and F may not, nor
may I in a final plan. From Year 9, sections F, G, H1 and H2 carry what prepares for being an adult.

A family may appeal about B, F and I. Of C, D, G, H1 and H2 the tribunal may recommend.
"""

from typing import Annotated

from msgspec import Struct

from goldenthread.engine import Choice, Name, Words, asks

Views = Annotated[
    Words | None,
    asks("A. What do the child and the family think, enjoy and hope for?", "In their own words, and how it was said."),
]
Needs = Annotated[Words, asks("B. What are the child's special educational needs?", "All of them.")]
HealthNeeds = Annotated[Words | None, asks("C. Which health needs have to do with them?")]
CareNeeds = Annotated[Words | None, asks("D. Which social care needs have to do with them, or with a disability?")]
Outcomes = Annotated[Words, asks("E. What are the outcomes sought?", "What will be different for the child.")]
Provision = Annotated[
    Words,
    asks("F. What special educational provision must be made?", "Specific, and normally in hours: who, how often."),
]
HealthProvision = Annotated[Words | None, asks("G. What health provision is there?", "As the health service agreed.")]
CareUnder1970Act = Annotated[
    Words | None,
    asks(
        "H1. What social care must be given to a disabled child?",
        "Chronically Sick and Disabled Persons Act 1970, s. 2.",
    ),
]
OtherCare = Annotated[Words | None, asks("H2. What other social care is there?")]
KindOfSetting = Annotated[
    Words,
    asks("I. What type of school or other setting?", "Or what is arranged where a school would not be right (s. 61)."),
]
Budget = Annotated[Words | None, asks("J. If there is a personal budget: how is it paid, and for what?")]
Advice = Annotated[tuple[Words, ...], asks("K. Which advice is attached?", "Each piece of advice by itself.")]


class GroundNotToName(Choice):
    """The only grounds for not naming the school or other setting that a family asks for (CFA ss. 38 to 40)."""

    UNSUITABLE = "unsuitable", "It would not suit the child's age, ability, aptitude or special educational needs"
    OTHERS = "education-of-others", "It would not be compatible with the efficient education of others"
    RESOURCES = "resources", "It would not be compatible with the efficient use of resources"
    NOT_BOUND = "not-bound", "It is not of a kind that can be asked for under section 38"


class NotNamed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A school or other setting that the family asked for and that is not named: on what ground, and who decided."""

    setting: Annotated[Name, asks("Which school or other setting did the family ask for?")]
    ground: Annotated[GroundNotToName, asks("On what ground is it not named?")]
    evidence: Annotated[Words, asks("What shows that?", "What the setting said, what was weighed, what it costs.")]
    decided_by: Annotated[Name, asks("Who decided?")]


class Difference(Choice):
    """By what alone a final plan may differ from the draft the family last had (Code 9.125)."""

    REPRESENTATIONS = "representations", "What the family said of the draft"
    BUDGET = "personal-budget", "A personal budget"
    PLACEMENT = "placement", "The school or other setting named"
