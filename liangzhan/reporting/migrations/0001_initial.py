import django.db.models.deletion
import liangzhan.toolkit.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('divisions', '0001_initial'),
        ('stations', '0003_counted_staffing'),
    ]

    operations = [
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('area_name', models.CharField(max_length=60, verbose_name='地区')),
                ('period', models.CharField(max_length=7, verbose_name='统计期')),
                ('definition_version', models.PositiveIntegerField(verbose_name='口径版本')),
                ('content', models.JSONField(verbose_name='表')),
                ('content_hash', models.CharField(max_length=64, verbose_name='内容摘要')),
                ('hidden_count', models.PositiveIntegerField(verbose_name='不显示的格数')),
                ('frozen_at', models.DateTimeField(verbose_name='发布时间')),
                ('frozen_by', liangzhan.toolkit.fields.ActorField(verbose_name='发布人')),
            ],
            options={
                'verbose_name': '公开数据',
                'verbose_name_plural': '公开数据',
                'indexes': [models.Index(fields=['-frozen_at', '-id'], name='reporting_r_frozen__31e777_idx')],
                'constraints': [models.UniqueConstraint(fields=('division_code', 'period'), name='release_once', violation_error_message='这个地区这一期的数据已经发布；两次发布可以相减，所以只发布一次。')],
            },
        ),
        migrations.CreateModel(
            name='ReturnForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, verbose_name='表号')),
                ('version', models.PositiveIntegerField(verbose_name='版本')),
                ('name', models.CharField(max_length=80, verbose_name='表名')),
                ('cycle', models.CharField(choices=[('MONTH', '月报'), ('QUARTER', '季报'), ('HALF', '半年总结'), ('YEAR', '年度总结'), ('OCTOBER', '十月报告')], max_length=7, verbose_name='周期')),
                ('levels', models.JSONField(verbose_name='填报层级')),
                ('basis', models.CharField(max_length=200, verbose_name='依据')),
                ('valid_from', models.DateField(verbose_name='自')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='至')),
                ('published_at', models.DateTimeField(verbose_name='发布时间')),
                ('published_by', liangzhan.toolkit.fields.ActorField(verbose_name='发布人')),
            ],
            options={
                'verbose_name': '报表表样',
                'verbose_name_plural': '报表表样',
                'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='return_form_version_once'), models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('code',), name='return_form_one_in_force'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='return_form_validity')],
            },
        ),
        migrations.CreateModel(
            name='Return',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('form_code', models.CharField(max_length=20, verbose_name='表号')),
                ('level', models.CharField(choices=[('STATION', '站点'), ('STREET', '乡镇（街道）'), ('COUNTY', '县（市、区）'), ('CITY', '市'), ('PROVINCE', '省')], max_length=8, verbose_name='层级')),
                ('unit_key', models.CharField(max_length=24, verbose_name='单位')),
                ('unit_name', models.CharField(max_length=80, verbose_name='填报单位')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('period', models.CharField(max_length=8, verbose_name='统计期')),
                ('ends_on', models.DateField(verbose_name='期末')),
                ('due_on', models.DateField(verbose_name='报送期限')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('cause', models.CharField(blank=True, choices=[('PERSONS', '合并重复人员'), ('CORRECTION', '更正服务记录'), ('LATE', '补录服务记录'), ('REGISTER', '更正站点、人员等登记')], max_length=10, verbose_name='更正原因')),
                ('cause_note', models.CharField(blank=True, max_length=300, verbose_name='更正说明')),
                ('state', models.CharField(choices=[('DRAFT', '待报送'), ('SUBMITTED', '已报送'), ('RETURNED', '已退回'), ('ACCEPTED', '审核通过'), ('LOCKED', '已锁定')], default='DRAFT', max_length=9, verbose_name='状态')),
                ('state_since', models.DateField(verbose_name='状态起始')),
                ('words', models.JSONField(blank=True, default=dict, verbose_name='文字说明')),
                ('definition_version', models.PositiveIntegerField(blank=True, null=True, verbose_name='口径版本')),
                ('figures', models.JSONField(blank=True, null=True, verbose_name='报送数字')),
                ('figures_hash', models.CharField(blank=True, max_length=64, verbose_name='数字摘要')),
                ('drafted_on', models.DateField(verbose_name='生成日期')),
                ('first_sent_on', models.DateField(blank=True, null=True, verbose_name='首次报送日期')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='报送时间')),
                ('submitted_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='报送人')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='审核时间')),
                ('decided_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='审核人')),
                ('returned_reason', models.CharField(blank=True, max_length=300, verbose_name='退回理由')),
                ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='催报时间')),
                ('reminded_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='催报人')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='地区')),
                ('station', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='stations.station', verbose_name='站点')),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='reporting.returnform', verbose_name='表样')),
            ],
            options={
                'verbose_name': '报表',
                'verbose_name_plural': '报表',
            },
        ),
        migrations.CreateModel(
            name='ReturnNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('column', models.CharField(max_length=25, verbose_name='栏目')),
                ('text', models.CharField(max_length=300, verbose_name='说明')),
                ('written_at', models.DateTimeField(verbose_name='加注时间')),
                ('written_by', liangzhan.toolkit.fields.ActorField(verbose_name='加注人')),
                ('parent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='reporting.return', verbose_name='报表')),
            ],
            options={
                'verbose_name': '报表加注',
                'verbose_name_plural': '报表加注',
            },
        ),
        migrations.CreateModel(
            name='TableRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('title', models.CharField(max_length=120, verbose_name='表名')),
                ('asker', models.CharField(max_length=60, verbose_name='要表单位')),
                ('division_code', models.CharField(max_length=12, verbose_name='地区')),
                ('area_name', models.CharField(max_length=60, verbose_name='地区名称')),
                ('period', models.CharField(max_length=7, verbose_name='统计期')),
                ('row_kind', models.CharField(choices=[('AREA', '下级地区'), ('STATION', '社区（村）')], max_length=7, verbose_name='每行是')),
                ('repeat', models.CharField(choices=[('ONCE', '一次'), ('QUARTER', '每季度'), ('MONTH', '每月'), ('WEEK', '每周'), ('DAY', '每天')], default='ONCE', max_length=7, verbose_name='填报频次')),
                ('stations_count', models.PositiveIntegerField(verbose_name='涉及站点')),
                ('minutes', models.PositiveIntegerField(default=0, verbose_name='一站一次所需分钟')),
                ('times', models.PositiveIntegerField(default=0, verbose_name='到期前填报次数')),
                ('basis', models.CharField(blank=True, max_length=300, verbose_name='依据')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='到期日')),
                ('emergency', models.CharField(blank=True, max_length=120, verbose_name='紧急事由')),
                ('basis_due_on', models.DateField(blank=True, null=True, verbose_name='补齐依据的期限')),
                ('state', models.CharField(choices=[('MATCHED', '已比对'), ('SUBMITTED', '待审定'), ('URGENT', '先发后补'), ('ISSUED', '已准入'), ('REFUSED', '不予准入'), ('WITHDRAWN', '已撤回'), ('EXPIRED', '已到期')], default='MATCHED', max_length=9, verbose_name='状态')),
                ('state_since', models.DateField(verbose_name='状态起始')),
                ('note', models.CharField(blank=True, max_length=400, verbose_name='说明')),
                ('form_key', models.UUIDField(default=uuid.uuid4, unique=True, verbose_name='提交编号')),
                ('asked_at', models.DateTimeField(verbose_name='上传时间')),
                ('asked_by', liangzhan.toolkit.fields.ActorField(verbose_name='上传人')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='审定时间')),
                ('decided_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='审定人')),
            ],
            options={
                'verbose_name': '报表申请',
                'verbose_name_plural': '报表申请',
                'indexes': [models.Index(models.OrderBy(models.F('asked_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='table_request_newest'), models.Index(fields=['state', 'expires_on'], name='reporting_t_state_dde440_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='table_request_decided_pair'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ISSUED'), _negated=True), models.Q(('expires_on__isnull', False), models.Q(('basis', ''), _negated=True)), _connector='OR'), name='table_request_issued_with_basis', violation_error_message='没有依据和到期日的报表不能下发。'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'URGENT'), _negated=True), models.Q(('basis_due_on__isnull', False), models.Q(('emergency', ''), _negated=True)), _connector='OR'), name='table_request_urgent_has_end', violation_error_message='先发后补的报表须写明紧急事由和补齐期限。')],
            },
        ),
        migrations.CreateModel(
            name='RequestColumn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(verbose_name='序号')),
                ('heading', models.CharField(max_length=200, verbose_name='栏目')),
                ('verdict', models.CharField(choices=[('KNOWN', '已有'), ('MAYBE', '可能已有'), ('NEW', '没有'), ('IDENTITY', '个人信息'), ('SKIP', '不需填报')], max_length=8, verbose_name='比对结果')),
                ('key', models.CharField(blank=True, max_length=40, verbose_name='对应')),
                ('settled', models.BooleanField(default=False, verbose_name='已确认')),
                ('request', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='columns', to='reporting.tablerequest', verbose_name='申请')),
            ],
            options={
                'verbose_name': '报表栏目',
                'verbose_name_plural': '报表栏目',
            },
        ),
        migrations.CreateModel(
            name='FormTime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('form', models.CharField(max_length=80, verbose_name='表单')),
                ('month', models.DateField(verbose_name='月份')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='次数')),
                ('seconds', models.PositiveIntegerField(default=0, verbose_name='秒数')),
                ('capped', models.PositiveIntegerField(default=0, verbose_name='按上限计的次数')),
                ('station', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='form_times', to='stations.station', verbose_name='站点')),
            ],
            options={
                'verbose_name': '填表时间',
                'verbose_name_plural': '填表时间',
                'indexes': [models.Index(fields=['month', 'division_code'], name='reporting_f_month_a977e1_idx')],
                'constraints': [models.UniqueConstraint(fields=('station', 'month', 'form'), name='form_time_once')],
            },
        ),
        migrations.CreateModel(
            name='ReturnColumn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='序号')),
                ('heading', models.CharField(max_length=80, verbose_name='栏目')),
                ('indicator', models.CharField(max_length=4, verbose_name='指标')),
                ('part', models.CharField(max_length=20, verbose_name='项目')),
                ('form', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='columns', to='reporting.returnform', verbose_name='表样')),
            ],
            options={
                'verbose_name': '报表栏目',
                'verbose_name_plural': '报表栏目',
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('form', 'position'), name='return_column_once')],
            },
        ),
        migrations.CreateModel(
            name='ReturnBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='序号')),
                ('key', models.CharField(max_length=20, verbose_name='代号')),
                ('heading', models.CharField(max_length=80, verbose_name='标题')),
                ('hint', models.CharField(blank=True, max_length=200, verbose_name='提示')),
                ('required', models.BooleanField(default=False, verbose_name='必填')),
                ('form', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='blocks', to='reporting.returnform', verbose_name='表样')),
            ],
            options={
                'verbose_name': '报表说明',
                'verbose_name_plural': '报表说明',
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('form', 'position'), name='return_block_once')],
            },
        ),
        migrations.AddIndex(
            model_name='return',
            index=models.Index(fields=['form_code', 'period', 'level', 'division_code'], name='return_completeness'),
        ),
        migrations.AddIndex(
            model_name='return',
            index=models.Index(models.OrderBy(models.F('ends_on'), descending=True), models.OrderBy(models.F('id'), descending=True), name='return_newest'),
        ),
        migrations.AddIndex(
            model_name='return',
            index=models.Index(fields=['state', 'level', 'division_code'], name='return_waiting'),
        ),
        migrations.AddConstraint(
            model_name='return',
            constraint=models.UniqueConstraint(fields=('unit_key', 'form_code', 'period', 'version'), name='return_version_once'),
        ),
        migrations.AddConstraint(
            model_name='return',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('DRAFT', 'SUBMITTED', 'RETURNED'))), fields=('unit_key', 'form_code', 'period'), name='return_one_in_work', violation_error_message='这张报表已有在办的一版，请继续办理，不必另起。'),
        ),
        migrations.AddConstraint(
            model_name='return',
            constraint=models.CheckConstraint(condition=models.Q(('version', 1), models.Q(('cause', ''), _negated=True), _connector='OR'), name='return_later_version_has_cause'),
        ),
        migrations.AddConstraint(
            model_name='return',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'DRAFT'), models.Q(('figures_hash', ''), _negated=True), _connector='OR'), name='return_sent_is_frozen'),
        ),
        migrations.AddConstraint(
            model_name='return',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted_at__isnull', True), ('submitted_by__isnull', True)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='return_submitted_pair'),
        ),
        migrations.AddConstraint(
            model_name='return',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='return_decided_pair'),
        ),
        migrations.AddConstraint(
            model_name='return',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reminded_at__isnull', True), ('reminded_by__isnull', True)), models.Q(('reminded_at__isnull', False), ('reminded_by__isnull', False)), _connector='OR'), name='return_reminded_pair'),
        ),
        migrations.AddConstraint(
            model_name='requestcolumn',
            constraint=models.UniqueConstraint(fields=('request', 'position'), name='request_column_once'),
        ),
    ]
