import django.db.models.deletion
import liangzhan.toolkit.encrypted
import liangzhan.toolkit.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0002_verify_failures'),
        ('people', '0001_initial'),
        ('stations', '0003_counted_staffing'),
    ]

    operations = [
        migrations.CreateModel(
            name='AnswerAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asker', models.CharField(max_length=64, verbose_name='来源记号')),
                ('window', models.PositiveIntegerField(verbose_name='日序')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='次数')),
            ],
            options={
                'verbose_name': '答卷限次',
                'verbose_name_plural': '答卷限次',
                'constraints': [models.UniqueConstraint(fields=('asker', 'window'), name='answer_attempt_once')],
            },
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('number', models.CharField(max_length=40, unique=True, verbose_name='需求编号')),
                ('source', models.CharField(choices=[('SURVEY', '需求调查'), ('VISIT', '探访'), ('DOOR', '居民来站反映'), ('CASE', '个案'), ('VOLUNTEER', '志愿者反映'), ('COMMITTEE', '两委转来')], max_length=9, verbose_name='来源')),
                ('contact', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=120, verbose_name='联系方式')),
                ('contact_agreed', models.BooleanField(default=False, verbose_name='同意联系')),
                ('group', liangzhan.toolkit.encrypted.EncryptedChoiceField(choices=[('ALL', '全体居民'), ('ELDER', '困难老年人'), ('MINOR', '未成年人'), ('DISABLED', '残疾人'), ('LEFT_BEHIND', '“三留守”人员'), ('LOW_INCOME', '低收入家庭'), ('OTHER', '其他居民')], verbose_name='涉及人群')),
                ('category', models.CharField(choices=[('S01', '生活帮扶'), ('S02', '精神减压'), ('S03', '心理疏导'), ('S04', '安全教育'), ('S05', '关系调适'), ('S06', '社区矫正'), ('S07', '戒毒康复'), ('S08', '技能培训'), ('S09', '就业援助'), ('S10', '人文关怀'), ('S99', '其他'), ('PUBLIC_AFFAIR', '公共事务')], max_length=13, verbose_name='类别')),
                ('description', liangzhan.toolkit.encrypted.EncryptedTextField(max_length=4000, verbose_name='需求内容')),
                ('persons_concerned', models.PositiveIntegerField(default=1, verbose_name='涉及人数')),
                ('urgency', models.PositiveSmallIntegerField(choices=[(1, '不急'), (2, '一般'), (3, '较急'), (4, '紧急')], default=2, verbose_name='紧急程度')),
                ('importance', models.PositiveSmallIntegerField(choices=[(1, '很小'), (2, '较小'), (3, '一般'), (4, '较大'), (5, '很大')], default=3, verbose_name='重要程度')),
                ('state', models.CharField(choices=[('NEW', '新登记'), ('VERIFIED', '已核实'), ('PLANNED', '已安排'), ('SERVED', '已服务'), ('REFERRED', '已转介'), ('REJECTED', '未采纳'), ('CLOSED', '已办结')], default='NEW', max_length=8, verbose_name='状态')),
                ('state_since', models.DateField(verbose_name='状态起始')),
                ('raised_on', models.DateField(verbose_name='提出日期')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='首次答复日期')),
                ('served_on', models.DateField(blank=True, null=True, verbose_name='首次服务日期')),
                ('referred_to', models.CharField(blank=True, max_length=80, verbose_name='转介到')),
                ('note', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=1000, verbose_name='办理说明')),
                ('outcome', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=1000, verbose_name='结果')),
                ('voucher', models.CharField(blank=True, max_length=80, verbose_name='来源凭据')),
                ('raised_at', models.DateTimeField(verbose_name='登记时间')),
                ('raised_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='people.person', verbose_name='提出人')),
                ('station', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='stations.station', verbose_name='站点')),
            ],
            options={
                'verbose_name': '需求',
                'verbose_name_plural': '需求',
            },
        ),
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('number', models.CharField(max_length=40, unique=True, verbose_name='项目编号')),
                ('name', models.CharField(max_length=80, verbose_name='名称')),
                ('kind', models.CharField(choices=[('ECON', '经济发展'), ('SOCIAL', '社会发展'), ('SERVICE', '居民服务')], max_length=7, verbose_name='类型')),
                ('goals', models.CharField(max_length=1000, verbose_name='目标')),
                ('responsible', models.CharField(max_length=40, verbose_name='负责人')),
                ('starts_on', models.DateField(verbose_name='开始日期')),
                ('ends_on', models.DateField(verbose_name='结束日期')),
                ('state', models.CharField(choices=[('PLANNED', '筹备'), ('RUNNING', '实施中'), ('DONE', '已完成'), ('STOPPED', '已中止')], default='PLANNED', max_length=7, verbose_name='状态')),
                ('state_since', models.DateField(verbose_name='状态起始')),
                ('outcome', models.CharField(blank=True, max_length=2000, verbose_name='成效总结')),
                ('form_key', models.UUIDField(default=uuid.uuid4, unique=True, verbose_name='提交编号')),
                ('registered_at', models.DateTimeField(verbose_name='登记时间')),
                ('registered_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('station', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='stations.station', verbose_name='站点')),
            ],
            options={
                'verbose_name': '项目',
                'verbose_name_plural': '项目',
            },
        ),
        migrations.CreateModel(
            name='ProjectMeasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='指标')),
                ('unit', models.CharField(max_length=10, verbose_name='单位')),
                ('before', models.DecimalField(decimal_places=1, max_digits=12, verbose_name='项目前')),
                ('target', models.DecimalField(decimal_places=1, max_digits=12, verbose_name='目标')),
                ('after', models.DecimalField(blank=True, decimal_places=1, max_digits=12, null=True, verbose_name='结果')),
                ('measured_on', models.DateField(blank=True, null=True, verbose_name='测量日期')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measures', to='needs.project', verbose_name='项目')),
            ],
            options={
                'verbose_name': '项目成效指标',
                'verbose_name_plural': '项目成效指标',
            },
        ),
        migrations.CreateModel(
            name='ProjectNeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('linked_on', models.DateField(verbose_name='对应日期')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='needs.need', verbose_name='需求')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='needs.project', verbose_name='项目')),
            ],
            options={
                'verbose_name': '项目对应的需求',
                'verbose_name_plural': '项目对应的需求',
            },
        ),
        migrations.CreateModel(
            name='Resource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('kind', models.CharField(choices=[('PERSON', '人力'), ('PLACE', '场地'), ('ORG', '组织'), ('MONEY', '资金'), ('MATERIAL', '物资'), ('SERVICE', '服务'), ('POLICY', '政策'), ('CULTURE', '文化')], max_length=8, verbose_name='类型')),
                ('name', models.CharField(max_length=80, verbose_name='名称')),
                ('owner', models.CharField(max_length=80, verbose_name='提供方')),
                ('side', models.CharField(choices=[('INSIDE', '社区内'), ('OUTSIDE', '社区外')], max_length=7, verbose_name='社区内外')),
                ('description', models.CharField(blank=True, max_length=1000, verbose_name='说明')),
                ('capacity', models.CharField(blank=True, max_length=200, verbose_name='能提供多少')),
                ('conditions', models.CharField(blank=True, max_length=300, verbose_name='使用条件')),
                ('contact', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=120, verbose_name='联系方式')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='有效期至')),
                ('value_fen', models.BigIntegerField(default=0, verbose_name='估值（分）')),
                ('value_basis', models.CharField(choices=[('CASH', '现金'), ('FAIR_VALUE', '物资，有公允价值凭据'), ('PRICE', '服务，有价目或报价'), ('GOVERNMENT', '政府购买服务资金'), ('VOLUNTEER', '志愿者时间'), ('NONE', '没有估值')], default='NONE', max_length=10, verbose_name='估值依据')),
                ('value_note', models.CharField(blank=True, max_length=200, verbose_name='估值说明')),
                ('longitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name='经度')),
                ('latitude', models.DecimalField(blank=True, decimal_places=6, max_digits=8, null=True, verbose_name='纬度')),
                ('confirmed_on', models.DateField(verbose_name='最近确认日期')),
                ('state', models.CharField(choices=[('ACTIVE', '可用'), ('ENDED', '已停用')], default='ACTIVE', max_length=6, verbose_name='状态')),
                ('state_since', models.DateField(verbose_name='状态起始')),
                ('form_key', models.UUIDField(default=uuid.uuid4, unique=True, verbose_name='提交编号')),
                ('registered_at', models.DateTimeField(verbose_name='登记时间')),
                ('registered_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('agreement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.keptfile', verbose_name='协议')),
                ('station', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='resources', to='stations.station', verbose_name='站点')),
            ],
            options={
                'verbose_name': '资源',
                'verbose_name_plural': '资源',
            },
        ),
        migrations.CreateModel(
            name='ResourceUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('on', models.DateField(verbose_name='使用日期')),
                ('purpose', models.CharField(max_length=200, verbose_name='用途')),
                ('service_kind', models.CharField(blank=True, choices=[('S01', '生活帮扶'), ('S02', '精神减压'), ('S03', '心理疏导'), ('S04', '安全教育'), ('S05', '关系调适'), ('S08', '技能培训'), ('S09', '就业援助'), ('S10', '人文关怀'), ('S99', '其他')], max_length=3, verbose_name='用于哪类服务')),
                ('heads', models.PositiveIntegerField(default=0, verbose_name='受益人数')),
                ('value_fen', models.BigIntegerField(default=0, verbose_name='价值（分）')),
                ('value_basis', models.CharField(choices=[('CASH', '现金'), ('FAIR_VALUE', '物资，有公允价值凭据'), ('PRICE', '服务，有价目或报价'), ('GOVERNMENT', '政府购买服务资金'), ('VOLUNTEER', '志愿者时间'), ('NONE', '没有估值')], default='NONE', max_length=10, verbose_name='价值依据')),
                ('value_note', models.CharField(blank=True, max_length=200, verbose_name='凭据说明')),
                ('posted_version', models.PositiveSmallIntegerField(default=0, verbose_name='入账版本')),
                ('form_key', models.UUIDField(default=uuid.uuid4, unique=True, verbose_name='提交编号')),
                ('recorded_at', models.DateTimeField(verbose_name='登记时间')),
                ('recorded_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='撤销时间')),
                ('withdrawn_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='撤销人')),
                ('withdrawn_reason', models.CharField(blank=True, max_length=300, verbose_name='撤销理由')),
                ('need', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='needs.need', verbose_name='回应的需求')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='needs.project', verbose_name='所属项目')),
                ('resource', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='needs.resource', verbose_name='资源')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
            ],
            options={
                'verbose_name': '资源使用',
                'verbose_name_plural': '资源使用',
            },
        ),
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('title', models.CharField(max_length=80, verbose_name='名称')),
                ('instrument', models.CharField(max_length=20, verbose_name='问卷版本')),
                ('way', models.CharField(choices=[('QUESTIONNAIRE', '问卷'), ('INTERVIEW', '访谈'), ('FOCUS_GROUP', '焦点小组'), ('HOME_VISIT', '入户'), ('MEETING', '座谈会'), ('OBSERVATION', '观察'), ('SECONDARY', '已有资料')], default='QUESTIONNAIRE', max_length=13, verbose_name='方式')),
                ('with_committee', models.BooleanField(default=True, verbose_name='与两委共同开展')),
                ('committee_note', models.CharField(blank=True, max_length=200, verbose_name='两委参加情况')),
                ('population', models.PositiveIntegerField(verbose_name='常住人口或户数')),
                ('sample', models.PositiveIntegerField(verbose_name='计划样本数')),
                ('sampling', models.CharField(max_length=200, verbose_name='抽样办法')),
                ('starts_on', models.DateField(verbose_name='开始日期')),
                ('ends_on', models.DateField(verbose_name='截止日期')),
                ('code', models.CharField(max_length=24, unique=True, verbose_name='公开地址')),
                ('state', models.CharField(choices=[('DRAFT', '方案'), ('OPEN', '正在调查'), ('CLOSED', '已截止'), ('PUBLISHED', '已公布结果')], default='DRAFT', max_length=9, verbose_name='状态')),
                ('state_since', models.DateField(verbose_name='状态起始')),
                ('summary', models.TextField(blank=True, max_length=4000, verbose_name='公布的结果')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='公布日期')),
                ('published_where', models.CharField(blank=True, max_length=120, verbose_name='公布地点')),
                ('form_key', models.UUIDField(default=uuid.uuid4, unique=True, verbose_name='提交编号')),
                ('prepared_at', models.DateTimeField(verbose_name='制定时间')),
                ('prepared_by', liangzhan.toolkit.fields.ActorField(verbose_name='制定人')),
                ('report', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.keptfile', verbose_name='调查报告')),
                ('station', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='stations.station', verbose_name='站点')),
            ],
            options={
                'verbose_name': '需求和资源调查',
                'verbose_name_plural': '需求和资源调查',
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('position', models.PositiveIntegerField(verbose_name='序号')),
                ('way', models.CharField(choices=[('PHONE', '手机'), ('PAPER', '纸质')], max_length=5, verbose_name='填答方式')),
                ('choices', models.JSONField(default=dict, verbose_name='选择')),
                ('wrote', models.BooleanField(default=False, verbose_name='写了开放题')),
                ('words', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=8000, verbose_name='开放题')),
                ('form_key', models.UUIDField(unique=True, verbose_name='提交编号')),
                ('received_at', models.DateTimeField(verbose_name='收到时间')),
                ('received_by', liangzhan.toolkit.fields.ActorField(verbose_name='填写或录入')),
                ('discarded_at', models.DateTimeField(blank=True, null=True, verbose_name='作废时间')),
                ('discarded_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='作废人')),
                ('discarded_reason', models.CharField(blank=True, max_length=200, verbose_name='作废理由')),
                ('need', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='responses', to='needs.need', verbose_name='登记的需求')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='needs.survey', verbose_name='调查')),
            ],
            options={
                'verbose_name': '答卷',
                'verbose_name_plural': '答卷',
            },
        ),
        migrations.AddIndex(
            model_name='need',
            index=models.Index(fields=['station', 'state', '-urgency', 'raised_on'], name='needs_need_station_497159_idx'),
        ),
        migrations.AddIndex(
            model_name='need',
            index=models.Index(fields=['division_code', 'state'], name='needs_need_divisio_668e22_idx'),
        ),
        migrations.AddIndex(
            model_name='need',
            index=models.Index(fields=['station', '-raised_on', '-id'], name='needs_need_station_f6331b_idx'),
        ),
        migrations.AddIndex(
            model_name='need',
            index=models.Index(fields=['division_code', '-raised_on', '-id'], name='needs_need_divisio_042441_idx'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.UniqueConstraint(condition=models.Q(('voucher', ''), _negated=True), fields=('voucher',), name='need_once_per_voucher', violation_error_message='这个来源已经登记过需求。'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(('importance__range', (1, 5)), ('persons_concerned__gte', 1), ('urgency__range', (1, 4))), name='need_degrees', violation_error_message='紧急程度为 1 到 4，重要程度为 1 到 5，涉及人数至少 1 人。'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(('answered_on__isnull', True), ('answered_on__gte', models.F('raised_on')), _connector='OR'), name='need_answer_after_raising', violation_error_message='答复日期不能早于提出日期。'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(('person__isnull', True), models.Q(('category__in', ('S06', 'S07')), _negated=True), _connector='OR'), name='need_sealed_unnamed', violation_error_message='社区矫正、戒毒康复的需求不记到个人名下。'),
        ),
        migrations.AddIndex(
            model_name='project',
            index=models.Index(fields=['station', 'state', 'ends_on'], name='needs_proje_station_573523_idx'),
        ),
        migrations.AddIndex(
            model_name='project',
            index=models.Index(fields=['division_code', 'state', 'ends_on'], name='needs_proje_divisio_fb7623_idx'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='project_order', violation_error_message='结束日期不能早于开始日期。'),
        ),
        migrations.AddConstraint(
            model_name='projectmeasure',
            constraint=models.UniqueConstraint(fields=('project', 'name'), name='project_measure_once', violation_error_message='这个指标已经有了。'),
        ),
        migrations.AddConstraint(
            model_name='projectmeasure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('after__isnull', True), ('measured_on__isnull', True)), models.Q(('after__isnull', False), ('measured_on__isnull', False)), _connector='OR'), name='project_measure_pair', violation_error_message='结果和测量日期请一起填写。'),
        ),
        migrations.AddConstraint(
            model_name='projectneed',
            constraint=models.UniqueConstraint(fields=('project', 'need'), name='project_need_once'),
        ),
        migrations.AddIndex(
            model_name='resource',
            index=models.Index(fields=['station', 'state', 'kind'], name='needs_resou_station_f12d34_idx'),
        ),
        migrations.AddIndex(
            model_name='resource',
            index=models.Index(fields=['station', 'confirmed_on'], name='needs_resou_station_8f9ac9_idx'),
        ),
        migrations.AddIndex(
            model_name='resource',
            index=models.Index(fields=['division_code', 'state', 'confirmed_on'], name='needs_resou_divisio_6d2396_idx'),
        ),
        migrations.AddConstraint(
            model_name='resource',
            constraint=models.CheckConstraint(condition=models.Q(('value_fen__gte', 0)), name='resource_value', violation_error_message='估值不能为负数。'),
        ),
        migrations.AddConstraint(
            model_name='resource',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__isnull', False), ('longitude__isnull', False)), _connector='OR'), name='resource_point', violation_error_message='经度和纬度请一起填写。'),
        ),
        migrations.AddIndex(
            model_name='resourceuse',
            index=models.Index(fields=['resource', '-on', '-id'], name='needs_resou_resourc_2d3e7b_idx'),
        ),
        migrations.AddConstraint(
            model_name='resourceuse',
            constraint=models.CheckConstraint(condition=models.Q(('value_fen__gte', 0)), name='resource_use_value', violation_error_message='价值不能为负数。'),
        ),
        migrations.AddConstraint(
            model_name='resourceuse',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='resource_use_withdrawn_pair'),
        ),
        migrations.AddIndex(
            model_name='survey',
            index=models.Index(fields=['station', '-starts_on', '-id'], name='needs_surve_station_583b9b_idx'),
        ),
        migrations.AddIndex(
            model_name='survey',
            index=models.Index(fields=['division_code', '-starts_on', '-id'], name='needs_surve_divisio_7b6de8_idx'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='survey_order', violation_error_message='截止日期不能早于开始日期。'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(('population__gte', models.F('sample')), ('sample__gte', 1)), name='survey_sample', violation_error_message='计划样本数至少 1，不能多于总数。'),
        ),
        migrations.AddConstraint(
            model_name='response',
            constraint=models.UniqueConstraint(fields=('survey', 'position'), name='response_position_once'),
        ),
        migrations.AddConstraint(
            model_name='response',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('discarded_at__isnull', True), ('discarded_by__isnull', True)), models.Q(('discarded_at__isnull', False), ('discarded_by__isnull', False)), _connector='OR'), name='response_discarded_pair'),
        ),
    ]
