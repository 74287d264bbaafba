"""What this part does for the outbox: messages from journal entries, texts to the gateway."""

from gongju.notifications.messages import SMS, notify, send
from gongju.outbox.kinds import NOTIFY
from gongju.outbox.worker import register

register(NOTIFY, notify)
register(SMS, send)
