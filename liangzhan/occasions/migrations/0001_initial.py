import django.db.models.deletion
import liangzhan.toolkit.encrypted
import liangzhan.toolkit.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0002_verify_failures'),
        ('people', '0001_initial'),
        ('stations', '0002_roster_and_closing'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Occasion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('kind', models.CharField(choices=[('DUTY', '值班'), ('TRAINING', '培训'), ('SUPERVISION', '督导'), ('MEETING', '会议'), ('GROUP_SESSION', '小组活动'), ('ACTIVITY', '社区活动'), ('VOLUNTEER', '志愿服务')], max_length=13, verbose_name='种类')),
                ('title', models.CharField(max_length=80, verbose_name='名称')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='地点')),
                ('longitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name='经度')),
                ('latitude', models.DecimalField(blank=True, decimal_places=6, max_digits=8, null=True, verbose_name='纬度')),
                ('radius_m', models.PositiveIntegerField(blank=True, null=True, verbose_name='签到范围（米）')),
                ('starts_at', models.DateTimeField(verbose_name='开始')),
                ('ends_at', models.DateTimeField(verbose_name='结束')),
                ('open_to_all', models.BooleanField(default=False, verbose_name='名单以外的人也可签到')),
                ('unidentified_heads', models.PositiveIntegerField(default=0, verbose_name='未登记姓名的人数')),
                ('secret', liangzhan.toolkit.encrypted.EncryptedTextField(max_length=64, verbose_name='签到密钥')),
                ('state', models.CharField(choices=[('PLANNED', '已安排'), ('CANCELLED', '已取消'), ('CLOSED', '签到已确认')], default='PLANNED', max_length=9, verbose_name='状态')),
                ('state_since', models.DateField(verbose_name='状态起始')),
                ('cancelled_reason', models.CharField(blank=True, max_length=200, verbose_name='取消原因')),
                ('arranged_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('arranged_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('station', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='occasions', to='stations.station', verbose_name='站点')),
            ],
            options={
                'verbose_name': '日程',
                'verbose_name_plural': '日程',
            },
        ),
        migrations.CreateModel(
            name='Attendee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(choices=[('EXPECTED', '应到'), ('PRESENT', '已到'), ('ABSENT', '缺席'), ('EXCUSED', '请假')], default='EXPECTED', max_length=8, verbose_name='到场情况')),
                ('added_at', models.DateTimeField(auto_now_add=True, verbose_name='列入时间')),
                ('added_by', liangzhan.toolkit.fields.ActorField(verbose_name='列入人')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='人员')),
                ('occasion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendees', to='occasions.occasion', verbose_name='日程')),
            ],
            options={
                'verbose_name': '名单',
                'verbose_name_plural': '名单',
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('in_at', models.DateTimeField(verbose_name='到')),
                ('in_way', models.CharField(choices=[('CODE', '扫码'), ('SCREEN', '站内屏幕'), ('ROLL', '点名'), ('SHEET', '纸质签到表')], max_length=6, verbose_name='签到方式')),
                ('in_by', liangzhan.toolkit.fields.ActorField(verbose_name='签到登记人')),
                ('out_at', models.DateTimeField(blank=True, null=True, verbose_name='离')),
                ('out_way', models.CharField(blank=True, choices=[('CODE', '扫码'), ('SCREEN', '站内屏幕'), ('ROLL', '点名'), ('SHEET', '纸质签到表')], max_length=6, verbose_name='签退方式')),
                ('out_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='签退登记人')),
                ('out_reason', models.CharField(blank=True, max_length=200, verbose_name='补记签退的理由')),
                ('inside', models.BooleanField(null=True, verbose_name='在签到范围内')),
                ('device', models.CharField(blank=True, max_length=64, verbose_name='设备标记')),
                ('voided_at', models.DateTimeField(null=True, verbose_name='作废时间')),
                ('voided_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='作废人')),
                ('voided_reason', models.CharField(blank=True, max_length=200, verbose_name='作废理由')),
                ('occasion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='presences', to='occasions.occasion', verbose_name='日程')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='人员')),
            ],
            options={
                'verbose_name': '到场记录',
                'verbose_name_plural': '到场记录',
            },
        ),
        migrations.CreateModel(
            name='RollCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True, verbose_name='表单编号')),
                ('taken_at', models.DateTimeField(auto_now_add=True, verbose_name='点名时间')),
                ('taken_by', liangzhan.toolkit.fields.ActorField(verbose_name='点名人')),
                ('occasion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roll_calls', to='occasions.occasion', verbose_name='日程')),
            ],
            options={
                'verbose_name': '点名',
                'verbose_name_plural': '点名',
            },
        ),
        migrations.CreateModel(
            name='SheetPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kept_at', models.DateTimeField(auto_now_add=True, verbose_name='上传时间')),
                ('kept_by', liangzhan.toolkit.fields.ActorField(verbose_name='上传人')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.keptfile', verbose_name='签到表')),
                ('occasion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='occasions.occasion', verbose_name='日程')),
            ],
            options={
                'verbose_name': '纸质签到表',
                'verbose_name_plural': '纸质签到表',
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True, verbose_name='订阅码摘要')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='生成时间')),
                ('made_by', liangzhan.toolkit.fields.ActorField(verbose_name='生成人')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='停用时间')),
                ('ended_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='停用人')),
                ('station', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feeds', to='stations.station', verbose_name='站点')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feeds', to=settings.AUTH_USER_MODEL, verbose_name='用户')),
            ],
            options={
                'verbose_name': '日历订阅',
                'verbose_name_plural': '日历订阅',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('station__isnull', True), ('user__isnull', False)), models.Q(('station__isnull', False), ('user__isnull', True)), _connector='OR'), name='feed_of_one'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='feed_ended_pair')],
            },
        ),
        migrations.AddIndex(
            model_name='occasion',
            index=models.Index(fields=['station', 'starts_at'], name='occasions_o_station_7f0059_idx'),
        ),
        migrations.AddIndex(
            model_name='occasion',
            index=models.Index(fields=['division_code', 'starts_at'], name='occasions_o_divisio_56a0d6_idx'),
        ),
        migrations.AddConstraint(
            model_name='occasion',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='occasion_order', violation_error_message='结束时间要晚于开始时间。'),
        ),
        migrations.AddIndex(
            model_name='attendee',
            index=models.Index(fields=['person', 'occasion'], name='occasions_a_person__eb7cc0_idx'),
        ),
        migrations.AddConstraint(
            model_name='attendee',
            constraint=models.UniqueConstraint(fields=('occasion', 'person'), name='attendee_once'),
        ),
        migrations.AddIndex(
            model_name='presence',
            index=models.Index(fields=['person', 'in_at'], name='occasions_p_person__2c3578_idx'),
        ),
        migrations.AddIndex(
            model_name='presence',
            index=models.Index(condition=models.Q(('out_at__isnull', True), ('voided_at__isnull', True)), fields=['in_at'], name='presence_open'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.CheckConstraint(condition=models.Q(('out_at__isnull', True), ('out_at__gte', models.F('in_at')), _connector='OR'), name='presence_order', violation_error_message='签退不能早于签到。'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('out_at__isnull', True), ('out_by__isnull', True)), models.Q(('out_at__isnull', False), ('out_by__isnull', False)), _connector='OR'), name='presence_out_pair'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('voided_at__isnull', True), ('voided_by__isnull', True)), models.Q(('voided_at__isnull', False), ('voided_by__isnull', False)), _connector='OR'), name='presence_voided_pair'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.UniqueConstraint(condition=models.Q(('out_at__isnull', True), ('voided_at__isnull', True)), fields=('occasion', 'person'), name='presence_open_once'),
        ),
    ]
