import django.db.models.deletion
import liangzhan.toolkit.encrypted
import liangzhan.toolkit.fields
import uuid
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('divisions', '0001_initial'),
        ('documents', '0002_verify_failures'),
        ('people', '0001_initial'),
        ('stations', '0003_counted_staffing'),
    ]

    operations = [
        migrations.CreateModel(
            name='AllowanceList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('month', models.CharField(max_length=7, verbose_name='月份')),
                ('state', models.CharField(choices=[('DRAFT', '待站点提交'), ('SUBMITTED', '待街道审核'), ('RETURNED', '已退回'), ('REVIEWED', '待县级核准'), ('APPROVED', '已核准，待发放'), ('PAID', '已登记发放')], default='DRAFT', max_length=9, verbose_name='状态')),
                ('state_since', models.DateField(verbose_name='状态起始')),
                ('returned_reason', models.CharField(blank=True, max_length=300, verbose_name='退回理由')),
                ('drafted_at', models.DateTimeField(verbose_name='生成时间')),
                ('drafted_by', liangzhan.toolkit.fields.ActorField(verbose_name='生成人')),
                ('paid_on', models.DateField(blank=True, null=True, verbose_name='发放日期')),
                ('paid_at', models.DateTimeField(blank=True, null=True, verbose_name='发放登记时间')),
                ('paid_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='发放登记人')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='allowance_lists', to='stations.station', verbose_name='站点')),
            ],
            options={
                'verbose_name': '职业津贴名单',
                'verbose_name_plural': '职业津贴名单',
            },
        ),
        migrations.CreateModel(
            name='AllowanceRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('level', models.CharField(choices=[('ASW', '助理社会工作师'), ('SW', '社会工作师'), ('SSW', '高级社会工作师')], max_length=3, verbose_name='级别')),
                ('monthly_fen', models.PositiveIntegerField(verbose_name='每月金额（分）')),
                ('valid_from', models.DateField(verbose_name='执行日期')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='终止日期')),
                ('basis', models.CharField(max_length=200, verbose_name='依据')),
                ('full_time_only', models.BooleanField(default=False, verbose_name='只发给专职人员')),
                ('least_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='当月在岗至少天数')),
                ('conditions', models.CharField(blank=True, max_length=200, verbose_name='其他条件')),
                ('is_sample', models.BooleanField(default=False, verbose_name='示例')),
                ('saved_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('saved_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('basis_file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.keptfile', verbose_name='依据文件')),
                ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='适用地区')),
            ],
            options={
                'verbose_name': '职业津贴标准',
                'verbose_name_plural': '职业津贴标准',
            },
        ),
        migrations.CreateModel(
            name='AppraisalCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('from_on', models.DateField(verbose_name='在岗自')),
                ('to_on', models.DateField(verbose_name='在岗至')),
                ('fte', models.DecimalField(decimal_places=2, max_digits=3, verbose_name='工作量')),
                ('above', models.CharField(blank=True, choices=[('', '由站长评议'), ('HEAD', '站长本人'), ('ALONE', '站内只有一人')], max_length=5, verbose_name='评议方式')),
                ('state', models.CharField(choices=[('DRAFT', '已建卡'), ('SELF', '自评'), ('REVIEW', '评议'), ('PUBLICITY', '公示'), ('FINAL', '已定等次'), ('APPEAL', '申诉中')], default='DRAFT', max_length=9, verbose_name='状态')),
                ('state_since', models.DateField(verbose_name='状态起始')),
                ('statement', models.CharField(blank=True, max_length=500, verbose_name='自评')),
                ('stated_at', models.DateTimeField(blank=True, null=True, verbose_name='自评保存时间')),
                ('stated_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='自评保存人')),
                ('political_fit', models.BooleanField(null=True, verbose_name='政治素质合格')),
                ('political_note', models.CharField(blank=True, max_length=200, verbose_name='政治素质评语')),
                ('score', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='得分')),
                ('grade', models.CharField(blank=True, choices=[('EXCELLENT', '优秀'), ('QUALIFIED', '合格'), ('BASIC', '基本合格'), ('FAILED', '不合格')], max_length=9, verbose_name='等次')),
                ('grade_note', models.CharField(blank=True, max_length=200, verbose_name='等次说明')),
                ('reviewed_at', models.DateTimeField(blank=True, null=True, verbose_name='评议时间')),
                ('reviewed_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='评议人')),
                ('publicity_on', models.DateField(blank=True, null=True, verbose_name='公示开始日期')),
                ('publicity_until_on', models.DateField(blank=True, null=True, verbose_name='公示截止日期')),
                ('final_on', models.DateField(blank=True, null=True, verbose_name='定等次日期')),
                ('appeal_until_on', models.DateField(blank=True, null=True, verbose_name='申诉截止日期')),
                ('appeal_text', models.CharField(blank=True, max_length=500, verbose_name='申诉理由')),
                ('appealed_at', models.DateTimeField(blank=True, null=True, verbose_name='申诉时间')),
                ('appealed_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='申诉登记人')),
                ('decision', models.CharField(blank=True, max_length=300, verbose_name='申诉决定')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='决定时间')),
                ('decided_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='决定人')),
                ('appeal_paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.keptfile', verbose_name='纸质申诉')),
                ('statement_paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.keptfile', verbose_name='纸质自评')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
            ],
            options={
                'verbose_name': '考核卡',
                'verbose_name_plural': '考核卡',
            },
        ),
        migrations.CreateModel(
            name='AppraisalObjection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=300, verbose_name='异议')),
                ('filed_at', models.DateTimeField(auto_now_add=True, verbose_name='提出时间')),
                ('filed_by', liangzhan.toolkit.fields.ActorField(verbose_name='提出人')),
                ('upheld', models.BooleanField(null=True, verbose_name='异议成立')),
                ('answer', models.CharField(blank=True, max_length=300, verbose_name='答复')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='答复时间')),
                ('answered_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='答复人')),
                ('card', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='staff.appraisalcard', verbose_name='考核卡')),
            ],
            options={
                'verbose_name': '公示异议',
                'verbose_name_plural': '公示异议',
            },
        ),
        migrations.CreateModel(
            name='AppraisalScore',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('QUANTITY', '服务数量'), ('QUALITY', '服务质量'), ('SATISFACTION', '居民满意度'), ('ATTENDANCE', '出勤和纪律'), ('LEARNING', '学习培训')], max_length=12, verbose_name='内容')),
                ('weight', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='权重')),
                ('points', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='得分')),
                ('source', models.CharField(choices=[('PLATFORM', '平台数据'), ('REVIEWER', '评议'), ('NONE', '暂无数据')], max_length=8, verbose_name='来源')),
                ('facts', models.CharField(blank=True, max_length=300, verbose_name='依据的数据')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='评语')),
                ('card', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='staff.appraisalcard', verbose_name='考核卡')),
            ],
            options={
                'verbose_name': '考核得分',
                'verbose_name_plural': '考核得分',
            },
        ),
        migrations.CreateModel(
            name='AppraisalYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('weights', models.JSONField(verbose_name='权重')),
                ('thresholds', models.JSONField(verbose_name='等次分数线')),
                ('opened_at', models.DateTimeField(auto_now_add=True, verbose_name='建立时间')),
                ('opened_by', liangzhan.toolkit.fields.ActorField(verbose_name='建立人')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appraisal_years', to='stations.station', verbose_name='站点')),
            ],
            options={
                'verbose_name': '年度考核',
                'verbose_name_plural': '年度考核',
            },
        ),
        migrations.AddField(
            model_name='appraisalcard',
            name='appraisal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='staff.appraisalyear', verbose_name='年度考核'),
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('level', models.CharField(choices=[('ASW', '助理社会工作师'), ('SW', '社会工作师'), ('SSW', '高级社会工作师')], max_length=3, verbose_name='级别')),
                ('number', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=40, verbose_name='管理号')),
                ('number_index', models.CharField(blank=True, db_index=True, max_length=64, verbose_name='管理号索引')),
                ('passed_on', models.DateField(verbose_name='取得日期')),
                ('saved_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('saved_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.keptfile', verbose_name='证书')),
            ],
            options={
                'verbose_name': '职业水平证书',
                'verbose_name_plural': '职业水平证书',
            },
        ),
        migrations.CreateModel(
            name='ExamEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('level', models.CharField(choices=[('ASW', '助理社会工作师'), ('SW', '社会工作师'), ('SSW', '高级社会工作师')], max_length=3, verbose_name='级别')),
                ('signed_on', models.DateField(verbose_name='报名日期')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='撤销日期')),
                ('saved_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('saved_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('certificate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='staff.certificate', verbose_name='取得的证书')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
            ],
            options={
                'verbose_name': '考试报名',
                'verbose_name_plural': '考试报名',
            },
        ),
        migrations.CreateModel(
            name='ExamResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper', models.CharField(choices=[('ASW_THEORY', '社会工作综合能力（初级）'), ('ASW_PRACTICE', '社会工作实务（初级）'), ('SW_THEORY', '社会工作综合能力（中级）'), ('SW_PRACTICE', '社会工作实务（中级）'), ('SW_LAW', '社会工作法规与政策'), ('SSW_PRACTICE', '社会工作实务（高级）'), ('SSW_REVIEW', '高级社会工作师评审')], max_length=12, verbose_name='科目')),
                ('outcome', models.CharField(blank=True, choices=[('PASSED', '合格'), ('FAILED', '不合格'), ('ABSENT', '缺考')], max_length=6, verbose_name='成绩')),
                ('known_on', models.DateField(blank=True, null=True, verbose_name='成绩公布日期')),
                ('saved_at', models.DateTimeField(blank=True, null=True, verbose_name='登记时间')),
                ('saved_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='登记人')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='results', to='staff.examentry', verbose_name='考试报名')),
            ],
            options={
                'verbose_name': '考试成绩',
                'verbose_name_plural': '考试成绩',
            },
        ),
        migrations.CreateModel(
            name='PayScale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('role', models.CharField(blank=True, choices=[('STATION_HEAD', '站长'), ('SOCIAL_WORKER', '社会工作者岗'), ('VS_KEEPER', '志愿服务站工作人员'), ('SUPERVISOR', '督导'), ('ASSISTANT', '助理')], max_length=13, verbose_name='岗位')),
                ('level', models.CharField(blank=True, choices=[('ASW', '助理社会工作师'), ('SW', '社会工作师'), ('SSW', '高级社会工作师')], max_length=3, verbose_name='级别')),
                ('headcount', models.PositiveIntegerField(verbose_name='人数')),
                ('lowest_fen', models.PositiveIntegerField(blank=True, null=True, verbose_name='最低（分）')),
                ('median_fen', models.PositiveIntegerField(blank=True, null=True, verbose_name='中位（分）')),
                ('highest_fen', models.PositiveIntegerField(blank=True, null=True, verbose_name='最高（分）')),
                ('basis', models.CharField(max_length=200, verbose_name='依据')),
                ('is_sample', models.BooleanField(default=False, verbose_name='示例')),
                ('saved_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('saved_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('basis_file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.keptfile', verbose_name='依据文件')),
                ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='地区')),
            ],
            options={
                'verbose_name': '薪酬水平',
                'verbose_name_plural': '薪酬水平',
            },
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('NOT_APPLIED', '未申请'), ('WAITING', '待审核'), ('FIRST_PASSED', '初审通过'), ('FIRST_REFUSED', '初审未通过'), ('FINAL_PASSED', '终审通过'), ('FINAL_REFUSED', '终审未通过'), ('REGISTERED', '首次登记已完成'), ('ISSUED', '已出证')], default='ISSUED', max_length=13, verbose_name='状态')),
                ('state_since', models.DateField(verbose_name='状态起始')),
                ('number', models.CharField(blank=True, max_length=40, verbose_name='登记号')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='登记有效期自')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='登记有效期至')),
                ('alerted_days', models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='已提醒')),
                ('saved_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('saved_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='registrations', to='staff.certificate', verbose_name='职业水平证书')),
            ],
            options={
                'verbose_name': '社会工作者登记',
                'verbose_name_plural': '社会工作者登记',
            },
        ),
        migrations.CreateModel(
            name='Worker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('display_name', models.CharField(max_length=40, verbose_name='姓名')),
                ('office_phone', models.CharField(blank=True, max_length=20, verbose_name='办公电话')),
                ('identity', models.CharField(choices=[('COMMITTEE_MEMBER', '两委成员'), ('COMMUNITY_WORKER', '专职社区工作者'), ('AGENCY', '社工机构派驻'), ('PUBLIC_WELFARE', '公益性岗位'), ('REHIRED', '退休返聘'), ('OTHER', '其他')], max_length=16, verbose_name='身份')),
                ('employer', models.CharField(blank=True, max_length=80, verbose_name='用人单位')),
                ('contract_starts_on', models.DateField(blank=True, null=True, verbose_name='合同起期')),
                ('contract_ends_on', models.DateField(blank=True, null=True, verbose_name='合同止期')),
                ('professional_basis', models.CharField(blank=True, choices=[('CERTIFICATE', '持证'), ('DEGREE', '社会工作专业学历'), ('TRAINING', '受训并经县级认定')], max_length=11, verbose_name='专业依据')),
                ('education_note', models.CharField(blank=True, max_length=120, verbose_name='社会工作专业学历说明')),
                ('recognition', models.CharField(choices=[('NONE', '未申请'), ('ASKED', '待县级认定'), ('RECOGNISED', '已认定'), ('REFUSED', '未认定')], default='NONE', max_length=10, verbose_name='县级认定')),
                ('recognition_on', models.DateField(blank=True, null=True, verbose_name='认定日期')),
                ('recognition_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='认定人')),
                ('recognition_note', models.CharField(blank=True, max_length=200, verbose_name='认定说明')),
                ('saved_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('saved_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('basis_file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.keptfile', verbose_name='学历或培训证明')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='worker', to='people.person', verbose_name='人员')),
            ],
            options={
                'verbose_name': '工作人员',
                'verbose_name_plural': '工作人员',
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('role', models.CharField(choices=[('STATION_HEAD', '站长'), ('SOCIAL_WORKER', '社会工作者岗'), ('VS_KEEPER', '志愿服务站工作人员'), ('SUPERVISOR', '督导'), ('ASSISTANT', '助理')], max_length=13, verbose_name='岗位')),
                ('employment', models.CharField(choices=[('FULL_TIME', '专职'), ('PART_TIME', '兼职')], max_length=9, verbose_name='专兼职')),
                ('fte', models.DecimalField(decimal_places=2, default=Decimal('1.00'), max_digits=3, verbose_name='工作量')),
                ('serves_minors', models.BooleanField(default=False, verbose_name='密切接触未成年人')),
                ('starts_on', models.DateField(verbose_name='上岗日期')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='离岗日期')),
                ('ended_reason', models.CharField(blank=True, max_length=120, verbose_name='离岗原因')),
                ('opened_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('opened_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='stations.station', verbose_name='站点')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='staff.worker', verbose_name='工作人员')),
            ],
            options={
                'verbose_name': '岗位',
                'verbose_name_plural': '岗位',
            },
        ),
        migrations.AddField(
            model_name='examentry',
            name='worker',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exam_entries', to='staff.worker', verbose_name='工作人员'),
        ),
        migrations.AddField(
            model_name='certificate',
            name='worker',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='certificates', to='staff.worker', verbose_name='工作人员'),
        ),
        migrations.AddField(
            model_name='appraisalcard',
            name='worker',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appraisal_cards', to='staff.worker', verbose_name='工作人员'),
        ),
        migrations.CreateModel(
            name='AllowanceLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('MONTH', '当月'), ('ADJUSTMENT', '补发或扣回')], default='MONTH', max_length=10, verbose_name='种类')),
                ('for_month', models.CharField(max_length=7, verbose_name='所属月份')),
                ('level', models.CharField(blank=True, choices=[('ASW', '助理社会工作师'), ('SW', '社会工作师'), ('SSW', '高级社会工作师')], max_length=3, verbose_name='级别')),
                ('eligible', models.BooleanField(default=False, verbose_name='发放')),
                ('fen', models.IntegerField(default=0, verbose_name='金额（分）')),
                ('reasons', models.JSONField(default=list, verbose_name='理由')),
                ('mend', models.CharField(blank=True, max_length=200, verbose_name='怎么办')),
                ('allowance_list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='staff.allowancelist', verbose_name='名单')),
                ('rate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='staff.allowancerate', verbose_name='标准')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='allowance_lines', to='staff.worker', verbose_name='工作人员')),
            ],
            options={
                'verbose_name': '职业津贴名单人员',
                'verbose_name_plural': '职业津贴名单人员',
            },
        ),
        migrations.CreateModel(
            name='AllowanceHold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('starts_on', models.DateField(verbose_name='停发自')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='停发至')),
                ('reason', models.CharField(max_length=200, verbose_name='理由')),
                ('set_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('set_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='allowance_holds', to='staff.worker', verbose_name='工作人员')),
            ],
            options={
                'verbose_name': '职业津贴停发',
                'verbose_name_plural': '职业津贴停发',
            },
        ),
        migrations.AddIndex(
            model_name='allowancelist',
            index=models.Index(fields=['division_code', 'month'], name='staff_allow_divisio_28d361_idx'),
        ),
        migrations.AddIndex(
            model_name='allowancelist',
            index=models.Index(fields=['state', 'division_code'], name='staff_allow_state_1e2335_idx'),
        ),
        migrations.AddConstraint(
            model_name='allowancelist',
            constraint=models.UniqueConstraint(fields=('station', 'month'), name='allowance_list_once', violation_error_message='本站这个月的名单已经生成。'),
        ),
        migrations.AddConstraint(
            model_name='allowancelist',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('paid_at__isnull', False), ('paid_by__isnull', False), ('paid_on__isnull', False), ('state', 'PAID')), models.Q(models.Q(('state', 'PAID'), _negated=True), ('paid_at__isnull', True), ('paid_by__isnull', True), ('paid_on__isnull', True)), _connector='OR'), name='allowance_list_paid', violation_error_message='登记发放要写明日期。'),
        ),
        migrations.AddIndex(
            model_name='allowancerate',
            index=models.Index(fields=['division_code', 'level', 'valid_from'], name='staff_allow_divisio_0eb906_idx'),
        ),
        migrations.AddConstraint(
            model_name='allowancerate',
            constraint=models.CheckConstraint(condition=models.Q(('monthly_fen__gt', 0)), name='allowance_rate_amount', violation_error_message='金额要大于 0。'),
        ),
        migrations.AddConstraint(
            model_name='allowancerate',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='allowance_rate_order', violation_error_message='终止日期不能早于执行日期。'),
        ),
        migrations.AddConstraint(
            model_name='appraisalobjection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True), ('upheld__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('upheld__isnull', False)), _connector='OR'), name='objection_answered_pair'),
        ),
        migrations.AddConstraint(
            model_name='appraisalscore',
            constraint=models.UniqueConstraint(fields=('card', 'part'), name='appraisal_score_once'),
        ),
        migrations.AddConstraint(
            model_name='appraisalscore',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('points__isnull', True), ('source', 'NONE'), ('weight', 0)), models.Q(models.Q(('source', 'NONE'), _negated=True), ('points__gte', 0), ('points__lte', 100)), _connector='OR'), name='appraisal_score_points', violation_error_message='得分在 0 到 100 之间；暂无数据的内容不评分。'),
        ),
        migrations.AddIndex(
            model_name='appraisalyear',
            index=models.Index(fields=['division_code', 'year'], name='staff_appra_divisio_c389f1_idx'),
        ),
        migrations.AddConstraint(
            model_name='appraisalyear',
            constraint=models.UniqueConstraint(fields=('station', 'year'), name='appraisal_year_once', violation_error_message='本站这一年度的考核已经建立。'),
        ),
        migrations.AddConstraint(
            model_name='examresult',
            constraint=models.UniqueConstraint(fields=('entry', 'paper'), name='exam_paper_once'),
        ),
        migrations.AddConstraint(
            model_name='examresult',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('known_on__isnull', True), ('outcome', ''), ('saved_at__isnull', True), ('saved_by__isnull', True)), models.Q(models.Q(('outcome', ''), _negated=True), ('known_on__isnull', False), ('saved_at__isnull', False), ('saved_by__isnull', False)), _connector='OR'), name='exam_result_pair', violation_error_message='成绩要写明公布日期。'),
        ),
        migrations.AddConstraint(
            model_name='payscale',
            constraint=models.UniqueConstraint(fields=('division_code', 'year', 'role', 'level'), name='pay_scale_once', violation_error_message='这个地区、年度和岗位（级别）的薪酬水平已经登记。'),
        ),
        migrations.AddConstraint(
            model_name='payscale',
            constraint=models.CheckConstraint(condition=models.Q(('role', ''), ('level', ''), _connector='OR'), name='pay_scale_role_or_level', violation_error_message='按岗位或按级别登记，二者只选一个。'),
        ),
        migrations.AddConstraint(
            model_name='payscale',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('highest_fen__isnull', True), ('lowest_fen__isnull', True), ('median_fen__isnull', True)), models.Q(('highest_fen__gte', models.F('median_fen')), ('lowest_fen__gt', 0), ('median_fen__gte', models.F('lowest_fen'))), _connector='OR'), name='pay_scale_order', violation_error_message='最低、中位、最高三个数要从小到大。'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['valid_to'], name='staff_regis_valid_t_3cc9ab_idx'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='registration_order', violation_error_message='登记有效期的结束日期要晚于开始日期。'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'ISSUED'), _negated=True), models.Q(('valid_from__isnull', False), ('valid_to__isnull', False)), _connector='OR'), name='registration_issued_dates', violation_error_message='已出证的登记要有有效期。'),
        ),
        migrations.AddIndex(
            model_name='worker',
            index=models.Index(fields=['recognition'], name='staff_worke_recogni_5ec25b_idx'),
        ),
        migrations.AddConstraint(
            model_name='worker',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('recognition_by__isnull', True), ('recognition_on__isnull', True)), models.Q(('recognition_by__isnull', False), ('recognition_on__isnull', False)), _connector='OR'), name='worker_recognition_pair'),
        ),
        migrations.AddConstraint(
            model_name='worker',
            constraint=models.CheckConstraint(condition=models.Q(('contract_starts_on__isnull', True), ('contract_ends_on__isnull', True), ('contract_ends_on__gte', models.F('contract_starts_on')), _connector='OR'), name='worker_contract_order', violation_error_message='合同止期不能早于合同起期。'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['station', 'ends_on'], name='staff_post_station_84f4f7_idx'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['division_code', 'station', 'id'], name='staff_post_divisio_110277_idx'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['division_code', 'role', 'ends_on'], name='staff_post_divisio_144101_idx'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['worker', 'starts_on'], name='staff_post_worker__99c90e_idx'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='post_order', violation_error_message='离岗日期不能早于上岗日期。'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('fte__gt', 0), ('fte__lte', 1)), name='post_fte', violation_error_message='工作量要大于 0、不超过 1。'),
        ),
        migrations.AddIndex(
            model_name='examentry',
            index=models.Index(fields=['division_code', 'year'], name='staff_exame_divisio_8c2b70_idx'),
        ),
        migrations.AddIndex(
            model_name='examentry',
            index=models.Index(fields=['station', 'year'], name='staff_exame_station_15aaca_idx'),
        ),
        migrations.AddConstraint(
            model_name='examentry',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('worker', 'year', 'level'), name='exam_entry_once', violation_error_message='这一年度、这一级别已经报名。'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.UniqueConstraint(fields=('worker', 'level'), name='certificate_level_once', violation_error_message='这一级别的证书已经登记。'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.UniqueConstraint(condition=models.Q(('number_index', ''), _negated=True), fields=('number_index',), name='certificate_number_once', violation_error_message='这个管理号已登记在另一人名下，请核对。'),
        ),
        migrations.AddIndex(
            model_name='appraisalcard',
            index=models.Index(fields=['station', 'state'], name='staff_appra_station_7c1c27_idx'),
        ),
        migrations.AddIndex(
            model_name='appraisalcard',
            index=models.Index(fields=['division_code', 'state'], name='staff_appra_divisio_90ec1a_idx'),
        ),
        migrations.AddIndex(
            model_name='appraisalcard',
            index=models.Index(fields=['worker', 'state'], name='staff_appra_worker__f384b4_idx'),
        ),
        migrations.AddIndex(
            model_name='appraisalcard',
            index=models.Index(fields=['state', 'publicity_until_on'], name='staff_appra_state_e4251c_idx'),
        ),
        migrations.AddConstraint(
            model_name='appraisalcard',
            constraint=models.UniqueConstraint(fields=('appraisal', 'worker'), name='appraisal_card_once', violation_error_message='这名工作人员的考核卡已经建立。'),
        ),
        migrations.AddConstraint(
            model_name='appraisalcard',
            constraint=models.CheckConstraint(condition=models.Q(('to_on__gte', models.F('from_on'))), name='appraisal_card_order', violation_error_message='在岗结束日期不能早于开始日期。'),
        ),
        migrations.AddConstraint(
            model_name='appraisalcard',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['PUBLICITY', 'FINAL', 'APPEAL']), _negated=True), models.Q(('grade', ''), _negated=True), _connector='OR'), name='appraisal_card_graded', violation_error_message='公示前要先评定等次。'),
        ),
        migrations.AddConstraint(
            model_name='appraisalcard',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stated_at__isnull', True), ('stated_by__isnull', True)), models.Q(('stated_at__isnull', False), ('stated_by__isnull', False)), _connector='OR'), name='appraisal_stated_pair'),
        ),
        migrations.AddConstraint(
            model_name='appraisalcard',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at__isnull', True), ('reviewed_by__isnull', True)), models.Q(('reviewed_at__isnull', False), ('reviewed_by__isnull', False)), _connector='OR'), name='appraisal_reviewed_pair'),
        ),
        migrations.AddConstraint(
            model_name='appraisalcard',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('appealed_at__isnull', True), ('appealed_by__isnull', True)), models.Q(('appealed_at__isnull', False), ('appealed_by__isnull', False)), _connector='OR'), name='appraisal_appealed_pair'),
        ),
        migrations.AddConstraint(
            model_name='appraisalcard',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='appraisal_decided_pair'),
        ),
        migrations.AddIndex(
            model_name='allowanceline',
            index=models.Index(fields=['worker', 'for_month'], name='staff_allow_worker__f68432_idx'),
        ),
        migrations.AddConstraint(
            model_name='allowanceline',
            constraint=models.UniqueConstraint(condition=models.Q(('eligible', True), ('kind', 'MONTH')), fields=('worker', 'for_month'), name='allowance_person_once_a_month', violation_error_message='这个月的津贴已列入另一份名单。'),
        ),
        migrations.AddConstraint(
            model_name='allowanceline',
            constraint=models.UniqueConstraint(fields=('allowance_list', 'worker', 'for_month', 'kind'), name='allowance_line_once', violation_error_message='名单里已有这名人员。'),
        ),
        migrations.AddConstraint(
            model_name='allowanceline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('eligible', True), ('fen__gt', 0), ('kind', 'MONTH')), models.Q(('eligible', False), ('fen', 0), ('kind', 'MONTH')), models.Q(('eligible', True), ('kind', 'ADJUSTMENT'), models.Q(('fen', 0), _negated=True)), _connector='OR'), name='allowance_line_amount'),
        ),
        migrations.AddIndex(
            model_name='allowancehold',
            index=models.Index(fields=['worker', 'starts_on'], name='staff_allow_worker__5783b0_idx'),
        ),
        migrations.AddConstraint(
            model_name='allowancehold',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='allowance_hold_order', violation_error_message='停发结束日期不能早于开始日期。'),
        ),
    ]
