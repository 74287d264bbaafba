"""The one way a session becomes a user: somebody whom a provider vouched for. There are no passwords."""

from django.contrib.auth.backends import BaseBackend

from gongju.people.models import User


class SignedIn(BaseBackend):
    """Finds the user of a session; it authenticates nobody by itself, and a closed account is nobody."""

    def get_user(self, user_id: int) -> User | None:
        """The user of the session, or None (then the session counts as signed out)."""
        return User.objects.filter(pk=user_id, is_active=True).first()
