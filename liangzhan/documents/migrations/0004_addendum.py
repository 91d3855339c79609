import uuid

from django.db import migrations, models

import liangzhan.toolkit.encrypted
import liangzhan.toolkit.fields


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_archive")]

    operations = [
        migrations.CreateModel(
            name="Addendum",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="编号")),
                ("voucher", models.CharField(max_length=80, verbose_name="所补的记录")),
                ("folder", models.CharField(max_length=80, verbose_name="所在案卷")),
                ("title", models.CharField(max_length=120, verbose_name="所补的记录（题名）")),
                ("reason", liangzhan.toolkit.encrypted.EncryptedTextField(max_length=300, verbose_name="补记原因")),
                ("text", liangzhan.toolkit.encrypted.EncryptedTextField(max_length=8000, verbose_name="补记内容")),
                ("form_key", models.UUIDField(unique=True, verbose_name="提交编号")),
                ("written_at", models.DateTimeField(verbose_name="补记时间")),
                ("written_by", liangzhan.toolkit.fields.ActorField(verbose_name="补记人")),
            ],
            options={
                "verbose_name": "补记",
                "verbose_name_plural": "补记",
                "indexes": [
                    models.Index(fields=["voucher"], name="documents_a_voucher_f2868c_idx"),
                    models.Index(fields=["folder"], name="documents_a_folder_c9546a_idx"),
                ],
            },
        ),
    ]
