"""A movement of quota places stands as it was written."""

from django.db import migrations

from gongju import append_only


class Migration(migrations.Migration):
    """Triggers on the table of movements."""

    dependencies = [("quota", "0001_initial")]
    operations = append_only.forbid("quota_movement", "update", "delete")
