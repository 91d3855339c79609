import liangzhan.toolkit.encrypted
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0005_sealed_register'),
    ]

    operations = [
        migrations.AlterField(
            model_name='sealedarchiveitem',
            name='basis',
            field=liangzhan.toolkit.encrypted.EncryptedTextField(max_length=200, verbose_name='期限依据'),
        ),
        migrations.AlterField(
            model_name='sealedarchiveitem',
            name='frozen_reason',
            field=liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=200, verbose_name='冻结原因'),
        ),
        migrations.AlterField(
            model_name='sealedarchiveitem',
            name='kind',
            field=liangzhan.toolkit.encrypted.EncryptedChoiceField(choices=[('CASE', '个案'), ('GROUP', '小组'), ('ACTIVITY', '社区活动'), ('CRISIS', '危机处置'), ('REPORT', '强制报告')], verbose_name='种类'),
        ),
        migrations.AlterField(
            model_name='sealedarchiveitem',
            name='maker',
            field=liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=60, verbose_name='责任者'),
        ),
        migrations.AlterField(
            model_name='sealedarchiveitem',
            name='number',
            field=liangzhan.toolkit.encrypted.EncryptedTextField(max_length=60, verbose_name='档号'),
        ),
        migrations.AlterField(
            model_name='sealedarchiveitem',
            name='station_name',
            field=liangzhan.toolkit.encrypted.EncryptedTextField(max_length=120, verbose_name='站点名称'),
        ),
        migrations.AlterField(
            model_name='sealedarchiveitem',
            name='title',
            field=liangzhan.toolkit.encrypted.EncryptedTextField(max_length=120, verbose_name='题名'),
        ),
        migrations.AlterField(
            model_name='sealedconsultation',
            name='office',
            field=liangzhan.toolkit.encrypted.EncryptedTextField(max_length=100, verbose_name='单位'),
        ),
        migrations.AlterField(
            model_name='sealedconsultation',
            name='purpose',
            field=liangzhan.toolkit.encrypted.EncryptedTextField(max_length=200, verbose_name='查阅目的'),
        ),
        migrations.AlterField(
            model_name='sealedconsultation',
            name='reader',
            field=liangzhan.toolkit.encrypted.EncryptedTextField(max_length=40, verbose_name='查阅人'),
        ),
    ]
