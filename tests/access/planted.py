"""What is planted in the world, and who may read it. Every secret is a word that stands nowhere else."""

from enum import StrEnum

PROFILE = ("contributor", "organisation administrator", "national contact", "moderator", "administrator")
MEMBERS = ("contributor", "organisation administrator")


class Secret(StrEnum):
    """Each stands in one field of one row."""

    DRAFT = "Zanzibarine"  # the second word of the name of a profile that never was public
    WAITING_CHANGE = "halcyonidae"
    PERSON = "Ottilie Unsichtbar"
    PERSONS_ADDRESS = "ottilie.unsichtbar@hidden.example"
    PERSONS_TELEPHONE = "+49 89 7314159"
    ADDRESS_FOR_MESSAGES = "mailbox-of-cluster@hidden.example"
    EMPLOYEES = "7654321"
    TURNOVER = "98765432109"
    MESSAGE = "Kookaburra-message"
    EVIDENCE = "Bandicoot-evidence"
    INVITED = "invited.wombat@hidden.example"
    SAVED_VIEW = "Platypus-view"
    ANALYSIS = "Echidna-analysis"
    PROPOSAL = "Numbat-proposal"


# Who may meet a secret anywhere. Whoever is not named here must not meet it in any answer.
READERS: dict[Secret, tuple[str, ...]] = {
    Secret.DRAFT: PROFILE,
    Secret.WAITING_CHANGE: PROFILE,
    Secret.PERSON: PROFILE,
    Secret.PERSONS_ADDRESS: PROFILE,
    Secret.PERSONS_TELEPHONE: PROFILE,
    Secret.ADDRESS_FOR_MESSAGES: (
        *PROFILE,
        "contributor elsewhere",
        "organisation administrator elsewhere",
        "national contact elsewhere",
    ),  # the profile elsewhere has the same
    Secret.EMPLOYEES: MEMBERS,
    Secret.TURNOVER: MEMBERS,
    Secret.MESSAGE: MEMBERS,
    Secret.EVIDENCE: ("member", "organisation administrator", "national contact", "moderator", "administrator"),
    Secret.INVITED: ("organisation administrator", "contributor"),
    Secret.SAVED_VIEW: ("member",),
    Secret.ANALYSIS: ("analyst",),
    Secret.PROPOSAL: ("cluster manager", "moderator", "editor", "administrator"),
}
# One place where one of its readers meets it: who looks for what is nowhere finds nothing. Figures of a firm that
# nobody confirmed are shown to nobody.
SHOWN: dict[Secret, tuple[str, str]] = {
    Secret.DRAFT: ("contributor", "/account/organisations/{draft}/"),
    Secret.WAITING_CHANGE: ("moderator", "/account/review/{organisation}/"),
    Secret.PERSON: ("contributor", "/account/organisations/{organisation}/edit/contacts/"),
    Secret.PERSONS_ADDRESS: ("contributor", "/account/organisations/{organisation}/edit/contacts/"),
    Secret.PERSONS_TELEPHONE: ("contributor", "/account/organisations/{organisation}/edit/contacts/"),
    Secret.ADDRESS_FOR_MESSAGES: ("contributor", "/account/organisations/{organisation}/edit/basics/"),
    Secret.MESSAGE: ("contributor", "/account/organisations/{organisation}/messages/"),
    Secret.EVIDENCE: ("moderator", "/account/claims/{claim}/"),
    Secret.INVITED: ("organisation administrator", "/account/organisations/{organisation}/people/"),
    Secret.SAVED_VIEW: ("member", "/account/"),
    Secret.ANALYSIS: ("analyst", "/observatory/analyse/"),
    Secret.PROPOSAL: ("cluster manager", "/events/proposals/{proposal}/"),
}
