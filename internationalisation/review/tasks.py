"""Jobs of reviews: they take ids and may run twice."""

from django_tasks import task

from internationalisation.models.review import ReviewMail
from internationalisation.review.mails import write_mail
from portal.core.mailing import mail_once


@task()
def send_review_mail(mail_pk: int) -> None:
    """Send the mail unless it was sent."""
    rows = ReviewMail.objects.select_related("note__organisation", "note__author", "recipient")
    mail_once(rows, mail_pk, write_mail)
