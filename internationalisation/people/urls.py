"""Own organisations, their people, invitations, claims and national contacts."""

from django.urls import URLPattern, URLResolver, path

from internationalisation.people.claims import views as claims
from internationalisation.people.contacts import views as contacts
from internationalisation.people.invitations import views as invitations
from internationalisation.people.members import views as members
from internationalisation.people.own import views as own

OWN = "account/organisations/"
PEOPLE = f"{OWN}<int:pk>/people/"
CLAIM = "account/claims/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(OWN, own.organisations, name="organisations"),
    path(PEOPLE, members.people, name="people"),
    path(f"{PEOPLE}invite/", invitations.send, name="invite"),
    path(f"{PEOPLE}leave/", members.leave_organisation, name="leave"),
    path(f"{PEOPLE}<int:member_pk>/role/", members.set_role, name="member-role"),
    path(f"{PEOPLE}<int:member_pk>/hand-over/", members.hand_over_to, name="member-hand-over"),
    path(f"{PEOPLE}<int:member_pk>/remove/", members.remove, name="member-remove"),
    path(f"{PEOPLE}invitations/<int:invitation_pk>/send/", invitations.resend, name="invitation-send"),
    path(f"{PEOPLE}invitations/<int:invitation_pk>/revoke/", invitations.take_back, name="invitation-revoke"),
    path("account/invitations/<str:secret>/", invitations.invitation, name="invitation"),
    # Two addresses of one form: links may know the number alone.
    path("clusters/<int:pk>/claim/", claims.claim, name="claim"),
    path("clusters/<slug:slug>-<int:pk>/claim/", claims.claim, name="claim"),
    path(CLAIM, claims.one_claim, name="claim-item"),
    path(f"{CLAIM}withdraw/", claims.withdraw, name="claim-withdraw"),
    path(f"{CLAIM}object/", claims.objection, name="claim-object"),
    path(f"{CLAIM}decide/", claims.decide, name="claim-decide"),
    path("account/review/claims/", claims.claims, name="claims"),
    path("account/review/contacts/", contacts.national_contacts, name="national-contacts"),
    path("account/review/contacts/<int:pk>/end/", contacts.end_national_contact, name="national-contact-end"),
    path("account/review/organisations/", contacts.country_organisations, name="country-organisations"),
]
