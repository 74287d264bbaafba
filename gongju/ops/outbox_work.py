"""What the verbs do for the outbox besides messages: questions to other offices and to a virus scanner."""

from gongju.actions.scan_version import scan_version
from gongju.actions.see_paper import see_paper
from gongju.actions.take_answer import take_answer
from gongju.outbox.kinds import COMPARE, SCAN, SEE
from gongju.outbox.worker import register

register(COMPARE, take_answer)
register(SCAN, scan_version)
register(SEE, see_paper)
