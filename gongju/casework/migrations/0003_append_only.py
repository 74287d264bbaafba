"""A loaded edition or procedure is never changed or deleted."""

from django.db import migrations

from gongju import append_only


class Migration(migrations.Migration):
    """Triggers on the tables of the books."""

    dependencies = [("casework", "0002_initial")]
    operations = [
        *append_only.forbid("casework_rulebooktext", "update", "delete"),
        *append_only.forbid("casework_proceduretext", "update", "delete"),
    ]
