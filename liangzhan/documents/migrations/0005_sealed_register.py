import uuid

import django.db.models.deletion
from django.db import migrations, models

import liangzhan.toolkit.encrypted
import liangzhan.toolkit.fields


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_addendum")]

    operations = [
        # Nothing is released: a row from before has no subject that anybody reaches.
        migrations.AddField(
            "sealedarchiveitem",
            "subject",
            models.UUIDField(db_index=True, default=uuid.uuid4, verbose_name="来源编号"),
            preserve_default=False,
        ),
        migrations.AddIndex(
            "sealedarchiveitem", models.Index(fields=["station", "-closed_on", "-id"], name="sealed_item_closed")
        ),
        migrations.CreateModel(
            name="SealedConsultation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="编号")),
                ("number", models.CharField(max_length=60, unique=True, verbose_name="查阅单编号")),
                ("reader", models.CharField(max_length=40, verbose_name="查阅人")),
                ("office", models.CharField(max_length=100, verbose_name="单位")),
                ("purpose", models.CharField(max_length=200, verbose_name="查阅目的")),
                ("from_on", models.DateField(verbose_name="自")),
                ("to_on", models.DateField(verbose_name="至")),
                ("approved_at", models.DateTimeField(verbose_name="批准时间")),
                ("approved_by", liangzhan.toolkit.fields.ActorField(verbose_name="批准人")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="查阅完毕")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="documents.sealedarchiveitem",
                        verbose_name="档案",
                    ),
                ),
            ],
            options={"verbose_name": "限制档案的查阅", "verbose_name_plural": "限制档案的查阅"},
        ),
        migrations.CreateModel(
            name="SealedDestruction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="编号")),
                ("appraisal", liangzhan.toolkit.encrypted.EncryptedTextField(max_length=1000, verbose_name="鉴定意见")),
                ("appraisers", liangzhan.toolkit.encrypted.EncryptedTextField(max_length=120, verbose_name="鉴定人员")),
                ("drafted_at", models.DateTimeField(verbose_name="报送时间")),
                ("drafted_by", liangzhan.toolkit.fields.ActorField(verbose_name="报送人")),
                ("approved", models.BooleanField(null=True, verbose_name="批准")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="审批时间")),
                ("decided_by", liangzhan.toolkit.fields.ActorField(null=True, verbose_name="审批人")),
                (
                    "note",
                    liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=300, verbose_name="审批意见"),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="destructions",
                        to="documents.sealedarchiveitem",
                        verbose_name="档案",
                    ),
                ),
            ],
            options={
                "verbose_name": "限制档案的销毁",
                "verbose_name_plural": "限制档案的销毁",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("approved__isnull", True)), fields=("item",), name="sealed_destruction_once"
                    )
                ],
            },
        ),
    ]
