"""What is told once names the entry that tells it, so that both can be checked against each other.

Keys claimed before name none; they are let go, and what they stood for is told once more where it is still due.
"""

import django.db.models.deletion
from django.db import migrations, models

from gongju import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0006_employer"),
    ]

    operations = [
        migrations.RunPython(
            lambda apps, editor: apps.get_model("journal", "Once").objects.all().delete(), migrations.RunPython.noop
        ),
        migrations.RemoveField("once", "at"),
        migrations.AddField(
            "once",
            "entry",
            models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="once", to="journal.entry"
            ),
            preserve_default=False,
        ),
        *append_only.forbid("journal_once", "update", "delete"),
    ]
