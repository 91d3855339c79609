import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0002_settling'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='delivery',
            name='notice',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='notices.notice', verbose_name='提醒'),
        ),
        migrations.CreateModel(
            name='PersonNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('TODO', '待办'), ('RESULT', '结果'), ('RETURNED', '退回'), ('REMINDER', '催办'), ('SYSTEM', '系统')], max_length=8, verbose_name='种类')),
                ('subject', models.CharField(max_length=120, verbose_name='事由')),
                ('text', models.CharField(max_length=300, verbose_name='内容')),
                ('href', models.CharField(blank=True, max_length=200, verbose_name='链接')),
                ('told_at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='阅读时间')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='told', to='people.person', verbose_name='收件人')),
            ],
            options={
                'verbose_name': '本人提醒',
                'verbose_name_plural': '本人提醒',
            },
        ),
        migrations.AddField(
            model_name='delivery',
            name='to_person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='notices.personnotice', verbose_name='本人提醒'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('notice__isnull', False), ('to_person__isnull', True)), models.Q(('notice__isnull', True), ('to_person__isnull', False)), _connector='OR'), name='delivery_of_one'),
        ),
        migrations.AddIndex(
            model_name='personnotice',
            index=models.Index(fields=['person', 'told_at'], name='notices_per_person__1ed423_idx'),
        ),
        migrations.AddIndex(
            model_name='personnotice',
            index=models.Index(fields=['subject'], name='notices_per_subject_6d3972_idx'),
        ),
    ]
