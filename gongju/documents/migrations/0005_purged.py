"""When the copy of a paper was destroyed."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Follows `gongju.documents.models`."""

    dependencies: ClassVar = [("documents", "0004_scan")]
    operations: ClassVar = [
        migrations.AddField(model_name="version", name="purged_at", field=models.DateTimeField(null=True)),
    ]
