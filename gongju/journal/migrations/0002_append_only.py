"""The journal only grows: its rows are never changed or deleted, and a head only moves one step forward."""

from django.db import migrations

from gongju import append_only

ONE_STEP = (
    "NEW.sequence = OLD.sequence + 1 AND NEW.subject_kind = OLD.subject_kind AND NEW.subject_id = OLD.subject_id"
)


class Migration(migrations.Migration):

    dependencies = [("journal", "0001_initial")]

    operations = [
        *append_only.forbid("journal_entry", "update", "delete"),
        *append_only.forbid("journal_link", "update", "delete"),
        *append_only.forbid("journal_head", "update", unless=ONE_STEP),
        *append_only.forbid("journal_head", "delete"),
    ]
