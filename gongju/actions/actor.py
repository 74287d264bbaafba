"""Who acts, under the name by which verbs ask for it."""

from gongju.access.actor import Actor, actor_of

__all__ = ["Actor", "actor_of"]
