import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="session_key",
            field=models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="会话标识"),
        ),
    ]
