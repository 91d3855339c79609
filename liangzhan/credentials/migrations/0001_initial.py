import django.db.models.deletion
import liangzhan.toolkit.encrypted
import liangzhan.toolkit.fields
import liangzhan.toolkit.periods
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0006_sealed_texts'),
        ('occasions', '0001_initial'),
        ('people', '0001_initial'),
        ('stations', '0003_counted_staffing'),
    ]

    operations = [
        migrations.CreateModel(
            name='CommitmentText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('ETHICS', '职业道德承诺'), ('CONFIDENTIALITY', '保密承诺')], max_length=15, verbose_name='种类')),
                ('version', models.PositiveSmallIntegerField(verbose_name='版本')),
                ('title', models.CharField(max_length=80, verbose_name='标题')),
                ('basis', models.CharField(max_length=200, verbose_name='依据')),
                ('text', models.TextField(max_length=20000, verbose_name='正文')),
                ('scenarios', models.JSONField(default=list, verbose_name='情景题')),
                ('valid_from', models.DateField(verbose_name='启用日期')),
                ('published_at', models.DateTimeField(auto_now_add=True, verbose_name='发布时间')),
                ('published_by', liangzhan.toolkit.fields.ActorField(verbose_name='发布人')),
            ],
            options={
                'verbose_name': '承诺文本',
                'verbose_name_plural': '承诺文本',
                'constraints': [models.UniqueConstraint(fields=('kind', 'version'), name='commitment_text_once')],
            },
        ),
        migrations.CreateModel(
            name='Training',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('division_code', models.CharField(max_length=12, verbose_name='面向区域')),
                ('title', models.CharField(max_length=80, verbose_name='名称')),
                ('kind', models.CharField(choices=[('SOCIAL_WORK', '社会工作专题'), ('VOLUNTEER_SERVICE', '志愿服务专题'), ('VOLUNTEER_BASIC', '志愿者通用培训'), ('VOLUNTEER_SPECIAL', '志愿者专项培训'), ('EMERGENCY', '应急培训')], max_length=17, verbose_name='类别')),
                ('level', models.CharField(choices=[('NATIONAL', '国家级'), ('PROVINCE', '省级'), ('CITY', '市级'), ('COUNTY', '县级'), ('STREET', '乡镇（街道）级'), ('AGENCY', '机构（站点）')], max_length=8, verbose_name='级别')),
                ('organiser', models.CharField(max_length=80, verbose_name='举办单位')),
                ('content', models.TextField(blank=True, max_length=2000, verbose_name='主要内容')),
                ('hours', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='学时')),
                ('seats', models.PositiveIntegerField(blank=True, null=True, verbose_name='名额')),
                ('enrolment_ends_on', models.DateField(blank=True, null=True, verbose_name='报名截止')),
                ('state', models.CharField(choices=[('DRAFT', '筹备中'), ('OPEN', '报名中'), ('SEATED', '名额已定'), ('HELD', '已举办'), ('CANCELLED', '已取消')], default='DRAFT', max_length=9, verbose_name='状态')),
                ('state_since', models.DateField(verbose_name='状态起始')),
                ('saved_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('saved_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('occasion', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='training', to='occasions.occasion', verbose_name='日程')),
                ('station', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='trainings', to='stations.station', verbose_name='举办站点')),
            ],
            options={
                'verbose_name': '培训',
                'verbose_name_plural': '培训',
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('label', models.CharField(max_length=60, verbose_name='名单显示名')),
                ('community_worker', models.BooleanField(default=False, verbose_name='社区工作者')),
                ('state', models.CharField(choices=[('APPLIED', '已报名'), ('SEATED', '已录取'), ('WAITLIST', '候补'), ('WITHDRAWN', '已退出'), ('COMPLETED', '已完成'), ('ABSENT', '未参加')], default='APPLIED', max_length=9, verbose_name='状态')),
                ('state_since', models.DateField(verbose_name='状态起始')),
                ('applied_at', models.DateTimeField(default=liangzhan.toolkit.periods.moment, verbose_name='报名时间')),
                ('applied_by', liangzhan.toolkit.fields.ActorField(verbose_name='报名人')),
                ('hours', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='实得学时')),
                ('certificate_no', models.CharField(blank=True, max_length=40, verbose_name='结业证书号')),
                ('posted_version', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='入账版次')),
                ('posted_as', models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='入账人员')),
                ('posted_minutes', models.PositiveIntegerField(default=0, editable=False, verbose_name='入账分钟')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='人员')),
                ('station', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='所在站点')),
                ('training', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enrolments', to='credentials.training', verbose_name='培训')),
            ],
            options={
                'verbose_name': '培训名单',
                'verbose_name_plural': '培训名单',
            },
        ),
        migrations.CreateModel(
            name='Award',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=60, verbose_name='获奖人显示名')),
                ('name', models.CharField(max_length=80, verbose_name='表彰名称')),
                ('level', models.CharField(choices=[('NATIONAL', '国家级'), ('PROVINCE', '省级'), ('CITY', '市级'), ('COUNTY', '县级'), ('STREET', '乡镇（街道）级'), ('AGENCY', '机构（站点）')], max_length=8, verbose_name='级别')),
                ('awarded_on', models.DateField(verbose_name='授予日期')),
                ('giver', models.CharField(max_length=80, verbose_name='授予单位')),
                ('saved_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('saved_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='撤销时间')),
                ('withdrawn_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='撤销人')),
                ('withdrawn_reason', models.CharField(blank=True, max_length=200, verbose_name='撤销理由')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='人员')),
                ('proof', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.keptfile', verbose_name='证书或文件')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
            ],
            options={
                'verbose_name': '表彰',
                'verbose_name_plural': '表彰',
                'indexes': [models.Index(fields=['station', 'awarded_on'], name='credentials_station_cffd4c_idx'), models.Index(fields=['awarded_on'], name='credentials_awarded_c30c27_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='award_withdrawn_pair')],
            },
        ),
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('signed_on', models.DateField(verbose_name='签署日期')),
                ('way', models.CharField(choices=[('PAGE', '平台上确认'), ('PAPER', '纸质签字')], max_length=5, verbose_name='方式')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('recorded_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.keptfile', verbose_name='签字扫描件')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='people.person', verbose_name='人员')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='credentials.commitmenttext', verbose_name='文本')),
            ],
            options={
                'verbose_name': '承诺',
                'verbose_name_plural': '承诺',
                'constraints': [models.UniqueConstraint(fields=('person', 'text', 'year'), name='committed_once_a_year')],
            },
        ),
        migrations.CreateModel(
            name='Learning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('TRAINING', '平台内培训'), ('COURSE', '其他培训（凭证书或证明）'), ('DEGREE', '取得社会工作专业学历')], max_length=8, verbose_name='来源')),
                ('title', models.CharField(max_length=80, verbose_name='内容')),
                ('organiser', models.CharField(blank=True, max_length=80, verbose_name='举办单位')),
                ('completed_on', models.DateField(verbose_name='完成日期')),
                ('hours', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='学时')),
                ('state', models.CharField(choices=[('WAITING', '待核对'), ('COUNTED', '已计入'), ('REFUSED', '不予计入')], default='COUNTED', max_length=7, verbose_name='状态')),
                ('state_since', models.DateField(verbose_name='状态起始')),
                ('saved_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('saved_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('enrolment', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='learning', to='credentials.enrolment', verbose_name='培训名单')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='人员')),
                ('proof', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.keptfile', verbose_name='证书或证明')),
                ('station', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='所在站点')),
            ],
            options={
                'verbose_name': '继续教育',
                'verbose_name_plural': '继续教育',
                'indexes': [models.Index(fields=['person', 'completed_on'], name='credentials_person__286818_idx'), models.Index(fields=['station', 'state'], name='credentials_station_b4f4b3_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('hours__gt', 0)), name='learning_hours', violation_error_message='学时必须大于 0。'), models.CheckConstraint(condition=models.Q(models.Q(('enrolment__isnull', False), ('source', 'TRAINING')), models.Q(models.Q(('source', 'TRAINING'), _negated=True), ('enrolment__isnull', True)), _connector='OR'), name='learning_source')],
            },
        ),
        migrations.CreateModel(
            name='MinorsClearance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('queried_on', models.DateField(verbose_name='查询日期')),
                ('channel', liangzhan.toolkit.encrypted.EncryptedChoiceField(choices=[('POLICE', '公安机关'), ('PROCURATORATE', '检察机关'), ('NATIONAL_SYSTEM', '全国查询系统')], verbose_name='查询渠道')),
                ('result', liangzhan.toolkit.encrypted.EncryptedChoiceField(choices=[('CLEAR', '无相关记录'), ('HIT', '不得从事')], verbose_name='结果')),
                ('reference', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=40, verbose_name='查询编号')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('recorded_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.keptfile', verbose_name='查询回执')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clearances', to='people.person', verbose_name='人员')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='查询站点')),
            ],
            options={
                'verbose_name': '从业查询',
                'verbose_name_plural': '从业查询',
                'indexes': [models.Index(fields=['person', 'queried_on'], name='credentials_person__c470c4_idx')],
            },
        ),
        migrations.AddIndex(
            model_name='training',
            index=models.Index(fields=['division_code', 'state'], name='credentials_divisio_782174_idx'),
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=models.CheckConstraint(condition=models.Q(('hours__gt', 0)), name='training_hours', violation_error_message='学时必须大于 0。'),
        ),
        migrations.AddIndex(
            model_name='enrolment',
            index=models.Index(fields=['person', 'state'], name='credentials_person__b71924_idx'),
        ),
        migrations.AddIndex(
            model_name='enrolment',
            index=models.Index(fields=['station', 'state'], name='credentials_station_0bc313_idx'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'WITHDRAWN'), _negated=True), fields=('training', 'person'), name='enrolled_once', violation_error_message='已经报过名。'),
        ),
    ]
