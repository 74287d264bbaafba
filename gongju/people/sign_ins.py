"""Who a provider's subject is here: a user is known by issuer and subject, never by name or e-mail."""

from gongju.people.models import SignIn, User


def user_of(issuer: str, subject: str) -> User | None:
    """The user linked to this subject of this issuer, closed accounts included."""
    link = SignIn.objects.select_related("user").filter(issuer=issuer, subject=subject).first()
    return link.user if link else None
