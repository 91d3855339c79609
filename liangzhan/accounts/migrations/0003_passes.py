import liangzhan.toolkit.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_session_key'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('person_uuid', models.UUIDField(db_index=True, verbose_name='人员编号')),
                ('way', models.CharField(choices=[('SMS', '短信'), ('DESK', '当面')], max_length=4, verbose_name='方式')),
                ('ends_on', models.DateField(verbose_name='有效至')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='领取时间')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='停用时间')),
                ('ended_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='停用人')),
            ],
            options={
                'verbose_name': '本人通行',
                'verbose_name_plural': '本人通行',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='pass_ended_pair')],
            },
        ),
        migrations.CreateModel(
            name='PassCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person_uuid', models.UUIDField(verbose_name='人员编号')),
                ('code_hash', models.CharField(max_length=64, verbose_name='领取码摘要')),
                ('way', models.CharField(choices=[('SMS', '短信'), ('DESK', '当面')], max_length=4, verbose_name='方式')),
                ('ends_at', models.DateTimeField(verbose_name='有效至')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='输错次数')),
                ('used', models.BooleanField(default=False, verbose_name='已使用')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='生成时间')),
                ('made_by', liangzhan.toolkit.fields.ActorField(verbose_name='生成人')),
            ],
            options={
                'verbose_name': '通行码',
                'verbose_name_plural': '通行码',
                'indexes': [models.Index(fields=['person_uuid', 'ends_at'], name='accounts_pa_person__12c9b9_idx')],
            },
        ),
    ]
