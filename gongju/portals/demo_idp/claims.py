"""What the demo's provider tells of a person: the subject and the name, nothing else."""

from typing import Any, ClassVar

from oauth2_provider.oauth2_validators import OAuth2Validator

from gongju.portals.demo_idp.people import person_of


class Claims(OAuth2Validator):  # type: ignore[misc]  # the toolkit carries no types
    """The toolkit's validator with our two claims."""

    oidc_claim_scope: ClassVar[dict[str, str]] = {"sub": "openid", "name": "profile"}

    def get_additional_claims(self, request: Any) -> dict[str, str]:
        """`sub` is the opaque subject from the list of demo people, not a row number."""
        subject = request.user.get_username()
        person = person_of(subject)
        return {"sub": subject, "name": person.name if person else ""}
