"""What the verbs do for the outbox besides messages: questions to other offices."""

from gongju.actions.take_answer import take_answer
from gongju.outbox.kinds import COMPARE
from gongju.outbox.worker import register

register(COMPARE, take_answer)
