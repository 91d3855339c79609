import liangzhan.toolkit.encrypted
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SealedDeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('subject', models.UUIDField(db_index=True, verbose_name='关于')),
                ('sequence', models.BigIntegerField(unique=True, verbose_name='序号')),
                ('content', liangzhan.toolkit.encrypted.EncryptedTextField(verbose_name='内容')),
                ('previous', models.CharField(max_length=64, verbose_name='上一环')),
                ('digest', models.CharField(max_length=64, verbose_name='本环')),
            ],
            options={
                'verbose_name': '限制查阅的记录',
                'verbose_name_plural': '限制查阅的记录',
                'ordering': ['sequence'],
            },
        ),
    ]
