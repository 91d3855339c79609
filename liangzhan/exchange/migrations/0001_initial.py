import django.db.models.deletion
import liangzhan.toolkit.encrypted
import liangzhan.toolkit.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('stations', '0003_counted_staffing'),
        ('volunteers', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('number', models.CharField(max_length=40, unique=True, verbose_name='批次号')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('kind', models.CharField(choices=[('HOURS', '服务记录'), ('PEOPLE', '志愿者编号核对')], max_length=8, verbose_name='内容')),
                ('file_hash', models.CharField(max_length=64, verbose_name='内容指纹')),
                ('lines', models.PositiveIntegerField(verbose_name='行数')),
                ('answered', models.PositiveIntegerField(default=0, verbose_name='已有回执')),
                ('made_at', models.DateTimeField(verbose_name='生成时间')),
                ('made_by', liangzhan.toolkit.fields.ActorField(verbose_name='生成人')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
            ],
            options={
                'verbose_name': '报送批次',
                'verbose_name_plural': '报送批次',
            },
        ),
        migrations.CreateModel(
            name='BatchItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('line', models.PositiveIntegerField(verbose_name='行号')),
                ('content', liangzhan.toolkit.encrypted.EncryptedTextField(max_length=2000, verbose_name='报送内容')),
                ('content_hash', models.CharField(max_length=64, verbose_name='内容指纹')),
                ('verdict', models.CharField(blank=True, choices=[('ACCEPTED', '已收'), ('REJECTED', '退回')], max_length=8, verbose_name='结果')),
                ('national_no', models.CharField(blank=True, max_length=32, verbose_name='全国系统编号')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='退回原因')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='exchange.batch', verbose_name='批次')),
                ('record', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sent', to='volunteers.servicerecord', verbose_name='服务记录')),
                ('volunteer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sent', to='volunteers.volunteer', verbose_name='志愿者')),
            ],
            options={
                'verbose_name': '报送明细',
                'verbose_name_plural': '报送明细',
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_hash', models.CharField(max_length=64, verbose_name='文件指纹')),
                ('accepted', models.PositiveIntegerField(verbose_name='已收')),
                ('rejected', models.PositiveIntegerField(verbose_name='退回')),
                ('read_at', models.DateTimeField(verbose_name='导入时间')),
                ('read_by', liangzhan.toolkit.fields.ActorField(verbose_name='导入人')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='exchange.batch', verbose_name='批次')),
            ],
            options={
                'verbose_name': '回执',
                'verbose_name_plural': '回执',
            },
        ),
        migrations.AddIndex(
            model_name='batch',
            index=models.Index(fields=['division_code', 'made_at'], name='exchange_ba_divisio_2691c9_idx'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.UniqueConstraint(fields=('station', 'file_hash'), name='batch_once'),
        ),
        migrations.AddIndex(
            model_name='batchitem',
            index=models.Index(fields=['record', '-id'], name='exchange_ba_record__a507bd_idx'),
        ),
        migrations.AddIndex(
            model_name='batchitem',
            index=models.Index(fields=['volunteer', '-id'], name='exchange_ba_volunte_576dae_idx'),
        ),
        migrations.AddConstraint(
            model_name='batchitem',
            constraint=models.UniqueConstraint(fields=('batch', 'line'), name='batch_line_once'),
        ),
        migrations.AddConstraint(
            model_name='batchitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('record__isnull', False), ('volunteer__isnull', True)), models.Q(('record__isnull', True), ('volunteer__isnull', False)), _connector='OR'), name='batch_item_of_one'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.UniqueConstraint(fields=('batch', 'file_hash'), name='receipt_once'),
        ),
    ]
