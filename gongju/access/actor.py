"""Who acts: a signed-in user with what they stand for, the system, another office by its key. No verb runs without."""

from __future__ import annotations

from dataclasses import dataclass

from gongju.employers.models import Agent
from gongju.journal.refs import SYSTEM as SYSTEM_REF
from gongju.journal.refs import ActorKind, ActorRef
from gongju.people.models import StaffRole, User
from gongju.permits.queries import office_of_key

PERSON, AGENT, STAFF, SYSTEM, VERIFIER = "person", "agent", "staff", "system", "verifier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """`kind` is person, agent, staff, system or verifier (用证部门); ids are None where they do not apply.

    `authority` and `roles` are those of the office a member of staff belongs to; `name` is for showing alone.
    `office_id` of a verifier is a key of permits.VerifyingOffice, of staff one of people.Office.
    """

    kind: str
    user_id: int | None = None
    person_id: int | None = None
    employer_id: int | None = None
    office_id: int | None = None
    office_kind: str = ""
    authority: str = ""
    roles: frozenset[str] = frozenset()
    name: str = ""

    @classmethod
    def system(cls) -> Actor:
        """The worker and whatever follows from another act."""
        return cls(kind=SYSTEM, name="系统")

    @property
    def ref(self) -> ActorRef:
        """How the journal names this actor."""
        if self.kind == VERIFIER:
            return ActorRef(ActorKind.VERIFIER, str(self.office_id))
        return SYSTEM_REF if self.kind == SYSTEM else ActorRef(ActorKind.USER, str(self.user_id))

    @property
    def is_district(self) -> bool:
        """Whether this is staff of a district's own office, with a role there."""
        return self.office_kind == "district" and bool(self.roles)

    @property
    def is_territorial(self) -> bool:
        """Whether this is staff of a territorial office (属地部门), with a role there."""
        return self.office_kind == "territorial" and bool(self.roles)

    @property
    def is_city(self) -> bool:
        """Whether this is staff of a city office, with a role there."""
        return self.office_kind == "city" and bool(self.roles)

    @property
    def is_operator(self) -> bool:
        """Whether this is who runs the installation."""
        return self.has_role(StaffRole.Role.OPERATOR)

    def has_role(self, *roles: str) -> bool:
        """Whether any of these roles is held."""
        return not self.roles.isdisjoint(roles)


def actor_of(user: User) -> Actor:
    """The actor behind a login.

    An agent whose filing was ended stands for no employer; staff without an office hold no role.
    """
    if user.kind == User.Kind.STAFF:
        return _staff(user)
    if user.kind == User.Kind.AGENT:
        agent = Agent.objects.filter(user_id=user.pk, active=True).first()
        employer_id = agent.employer_id if agent else None
        return Actor(kind=AGENT, user_id=user.pk, employer_id=employer_id, name=user.get_full_name())
    return Actor(kind=PERSON, user_id=user.pk, person_id=user.person_id, name=user.get_full_name())


def actor_of_key(authorization: str) -> Actor | None:
    """The 用证部门 behind the header `Authorization: Bearer <key>`; None without a key that counts."""
    scheme, _, key = authorization.partition(" ")
    office = office_of_key(key.strip()) if scheme.lower() == "bearer" and key.strip() else None
    return Actor(kind=VERIFIER, office_id=office.pk, name=office.name) if office else None


def counts_in(role: str, office_kind: str) -> bool:
    """Whether a role says anything in an office of this kind: one left over from another office does not."""
    return role == StaffRole.Role.OPERATOR or role.startswith(f"{office_kind}.")


def _staff(user: User) -> Actor:
    office = user.office
    roles = user.staff_roles.values_list("role", flat=True) if office else ()
    return Actor(
        kind=STAFF,
        user_id=user.pk,
        office_id=user.office_id,
        office_kind=office.kind if office else "",
        authority=office.authority if office else "",
        roles=frozenset(role for role in roles if office and counts_in(role, office.kind)),
        name=user.get_full_name(),
    )
