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
        ('staff', '0001_initial'),
        ('stations', '0003_counted_staffing'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('form_key', models.UUIDField(unique=True, verbose_name='提交编号')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('found_at', models.DateTimeField(verbose_name='发现时间')),
                ('begun_at', models.DateTimeField(verbose_name='开始填报时间')),
                ('reporter', liangzhan.toolkit.encrypted.EncryptedTextField(max_length=200, verbose_name='报告人')),
                ('reporter_index', models.CharField(db_index=True, max_length=64, verbose_name='报告人索引')),
                ('station', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
            ],
            options={
                'verbose_name': '强制报告',
                'verbose_name_plural': '强制报告',
            },
        ),
        migrations.CreateModel(
            name='ReportReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.PositiveSmallIntegerField(verbose_name='次数')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='protection.report', verbose_name='强制报告')),
            ],
            options={
                'verbose_name': '强制报告催办',
                'verbose_name_plural': '强制报告催办',
            },
        ),
        migrations.CreateModel(
            name='ReportStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('seq', models.PositiveSmallIntegerField(verbose_name='序号')),
                ('form_key', models.UUIDField(unique=True, verbose_name='提交编号')),
                ('kind', liangzhan.toolkit.encrypted.EncryptedChoiceField(choices=[('BEGUN', '发现'), ('FACTS', '情形和事实'), ('TOLD', '报告情况'), ('FILES', '材料')], verbose_name='事项')),
                ('conflict', liangzhan.toolkit.encrypted.EncryptedChoiceField(blank=True, choices=[('HEAD', '涉及本站站长')], default='', verbose_name='回避')),
                ('victim_called', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=60, verbose_name='受害人姓名或称呼')),
                ('victim_sex', liangzhan.toolkit.encrypted.EncryptedChoiceField(blank=True, choices=[('0', '未知'), ('1', '男'), ('2', '女'), ('9', '未说明')], default='', verbose_name='受害人性别')),
                ('victim_age', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=20, verbose_name='受害人年龄（约）')),
                ('facts_observed', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=4000, verbose_name='亲眼所见')),
                ('facts_told', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=4000, verbose_name='他人所述')),
                ('reported_to', liangzhan.toolkit.encrypted.EncryptedChoiceField(blank=True, choices=[('POLICE', '公安机关'), ('CIVIL_AFFAIRS', '民政部门'), ('EDUCATION', '教育部门'), ('OTHER', '其他有关部门')], default='', verbose_name='向谁报告')),
                ('reported_to_name', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=100, verbose_name='单位名称')),
                ('reported_at', models.DateTimeField(blank=True, null=True, verbose_name='报告时间')),
                ('receiver', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=100, verbose_name='接报人')),
                ('receipt_number', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=60, verbose_name='接报回执编号')),
                ('note', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=2000, verbose_name='说明')),
                ('stops_clock', models.BooleanField(default=False, verbose_name='计时停止')),
                ('writer', liangzhan.toolkit.encrypted.EncryptedTextField(max_length=200, verbose_name='填写人')),
                ('written_at', models.DateTimeField(verbose_name='填写时间')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='protection.report', verbose_name='强制报告')),
            ],
            options={
                'verbose_name': '强制报告步骤',
                'verbose_name_plural': '强制报告步骤',
            },
        ),
        migrations.CreateModel(
            name='ReportFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('media_type', models.CharField(max_length=100, verbose_name='类型')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.keptfile', verbose_name='文件')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='protection.reportstep', verbose_name='步骤')),
            ],
            options={
                'verbose_name': '强制报告材料',
                'verbose_name_plural': '强制报告材料',
            },
        ),
        migrations.CreateModel(
            name='Risk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('voucher', models.CharField(blank=True, max_length=80, verbose_name='来源')),
                ('sealed', models.BooleanField(default=False, verbose_name='限制查阅')),
                ('form_key', models.UUIDField(blank=True, null=True, unique=True, verbose_name='提交编号')),
                ('opened_at', models.DateTimeField(verbose_name='登记时间')),
                ('opened_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('level', liangzhan.toolkit.encrypted.EncryptedChoiceField(choices=[('1', '低风险（绿）'), ('2', '中风险（黄）'), ('3', '高风险（橙）'), ('4', '紧急危险（红）')], verbose_name='等级')),
                ('facts', liangzhan.toolkit.encrypted.EncryptedTextField(max_length=4000, verbose_name='判断的依据')),
                ('raised_on', models.DateField(verbose_name='评定日期')),
                ('raised_at', models.DateTimeField(verbose_name='现等级自')),
                ('raised_by', liangzhan.toolkit.fields.ActorField(verbose_name='评定人')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='解除日期')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='服务对象')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
                ('worker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staff.worker', verbose_name='负责社工')),
            ],
            options={
                'verbose_name': '风险',
                'verbose_name_plural': '风险',
            },
        ),
        migrations.CreateModel(
            name='Crisis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('voucher', models.CharField(blank=True, max_length=80, verbose_name='来源')),
                ('sealed', models.BooleanField(default=False, verbose_name='限制查阅')),
                ('form_key', models.UUIDField(blank=True, null=True, unique=True, verbose_name='提交编号')),
                ('opened_at', models.DateTimeField(verbose_name='登记时间')),
                ('opened_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('found_at', models.DateTimeField(verbose_name='发现时间')),
                ('how_found', liangzhan.toolkit.encrypted.EncryptedTextField(max_length=500, verbose_name='如何发现')),
                ('facts_observed', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=4000, verbose_name='亲眼所见')),
                ('facts_told', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=4000, verbose_name='他人所述')),
                ('level', liangzhan.toolkit.encrypted.EncryptedChoiceField(choices=[('1', '低风险（绿）'), ('2', '中风险（黄）'), ('3', '高风险（橙）'), ('4', '紧急危险（红）')], verbose_name='等级')),
                ('safety_plan', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=4000, verbose_name='安全计划')),
                ('handover', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=2000, verbose_name='移交')),
                ('outcome', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=4000, verbose_name='结果')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='复查日期')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='结束日期')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='结束时间')),
                ('closed_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='结束人')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='服务对象')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
                ('worker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staff.worker', verbose_name='负责社工')),
                ('risk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='crises', to='protection.risk', verbose_name='风险')),
            ],
            options={
                'verbose_name': '危机',
                'verbose_name_plural': '危机',
            },
        ),
        migrations.CreateModel(
            name='RiskArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('domain', liangzhan.toolkit.encrypted.EncryptedChoiceField(choices=[('SUICIDE_SELF_HARM', '自杀、自伤'), ('HARM_OTHERS', '伤害他人'), ('CHILD_ABUSE', '侵害未成年人'), ('DOMESTIC_VIOLENCE', '家庭暴力'), ('ELDER_NEGLECT', '老年人无人照料或被虐待'), ('PSYCHOSIS', '精神状态异常'), ('ACUTE_POVERTY', '生活突然陷入困境'), ('HEALTH', '身体健康危险'), ('RUNAWAY_MISSING', '出走、失踪'), ('SEXUAL_ASSAULT', '性侵害')], verbose_name='领域')),
                ('risk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='areas', to='protection.risk', verbose_name='风险')),
            ],
            options={
                'verbose_name': '风险领域',
                'verbose_name_plural': '风险领域',
            },
        ),
        migrations.CreateModel(
            name='RiskStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('kind', liangzhan.toolkit.encrypted.EncryptedChoiceField(choices=[('RAISED', '评定或升高等级'), ('LOWERED', '降低等级'), ('SUPERVISOR', '告知督导'), ('RECORD', '形成书面记录'), ('PLAN', '制定安全计划'), ('CONTACT', '与服务对象联系')], verbose_name='事项')),
                ('level', liangzhan.toolkit.encrypted.EncryptedChoiceField(choices=[('1', '低风险（绿）'), ('2', '中风险（黄）'), ('3', '高风险（橙）'), ('4', '紧急危险（红）')], verbose_name='当时等级')),
                ('text', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=4000, verbose_name='情况')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('form_key', models.UUIDField(blank=True, null=True, unique=True, verbose_name='提交编号')),
                ('written_at', models.DateTimeField(verbose_name='记录时间')),
                ('written_by', liangzhan.toolkit.fields.ActorField(verbose_name='记录人')),
                ('risk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='protection.risk', verbose_name='风险')),
            ],
            options={
                'verbose_name': '风险处置记录',
                'verbose_name_plural': '风险处置记录',
            },
        ),
        migrations.CreateModel(
            name='StepBasis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('basis', liangzhan.toolkit.encrypted.EncryptedChoiceField(choices=[('MINORS_LAW', '《未成年人保护法》第十一条第二款'), ('NINE_DEPARTMENTS', '九部门《强制报告意见（试行）》（2020）'), ('DOMESTIC_VIOLENCE_LAW', '《反家庭暴力法》第十四条'), ('LEFT_BEHIND', '国发〔2016〕13号（农村留守儿童）')], verbose_name='依据')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bases', to='protection.reportstep', verbose_name='步骤')),
            ],
            options={
                'verbose_name': '强制报告依据',
                'verbose_name_plural': '强制报告依据',
            },
        ),
        migrations.CreateModel(
            name='StepSituation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', liangzhan.toolkit.encrypted.EncryptedChoiceField(choices=[('R1', '未成年人生殖器官或隐私部位遭受或疑似遭受非正常损伤'), ('R2', '不满十四周岁的女性遭受或疑似遭受性侵害、怀孕、流产'), ('R3', '十四周岁以上女性未成年人遭受或疑似遭受性侵害所致怀孕、流产'), ('R4', '身体多处损伤、严重营养不良、意识不清，疑似受到家庭暴力、欺凌、虐待、殴打或被人麻醉'), ('R5', '因自杀、自残、工伤、中毒、被人麻醉、殴打等非正常原因导致伤残、死亡'), ('R6', '被遗弃或长期处于无人照料状态'), ('R7', '来源不明、失踪，或者被拐卖、收买'), ('R8', '被组织乞讨'), ('R9', '其他严重侵害未成年人身心健康，或未成年人正在面临危险')], verbose_name='情形')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='situations', to='protection.reportstep', verbose_name='步骤')),
            ],
            options={
                'verbose_name': '强制报告情形',
                'verbose_name_plural': '强制报告情形',
            },
        ),
        migrations.CreateModel(
            name='TeamReader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('voucher', models.CharField(max_length=80, verbose_name='来源')),
                ('set_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('set_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staff.worker', verbose_name='社工')),
            ],
            options={
                'verbose_name': '来源的办理人员',
                'verbose_name_plural': '来源的办理人员',
            },
        ),
        migrations.CreateModel(
            name='CrisisInformed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('who', liangzhan.toolkit.encrypted.EncryptedChoiceField(choices=[('SUPERVISOR', '督导'), ('HEAD', '站长'), ('FAMILY', '家属或监护人'), ('COMMITTEE', '社区（村）两委'), ('STREET', '乡镇（街道）'), ('CIVIL_AFFAIRS', '民政部门'), ('POLICE', '公安机关（110）'), ('HOSPITAL', '医院、急救（120）'), ('SCHOOL', '学校、幼儿园'), ('OTHER', '其他')], verbose_name='知会对象')),
                ('name', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=100, verbose_name='姓名或单位')),
                ('reply', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=1000, verbose_name='对方答复')),
                ('at', models.DateTimeField(verbose_name='知会时间')),
                ('form_key', models.UUIDField(blank=True, null=True, unique=True, verbose_name='提交编号')),
                ('written_at', models.DateTimeField(verbose_name='记录时间')),
                ('written_by', liangzhan.toolkit.fields.ActorField(verbose_name='记录人')),
                ('crisis', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='informed', to='protection.crisis', verbose_name='危机')),
            ],
            options={
                'verbose_name': '危机知会',
                'verbose_name_plural': '危机知会',
                'indexes': [models.Index(fields=['crisis', 'at'], name='protection__crisis__82070b_idx')],
            },
        ),
        migrations.CreateModel(
            name='CrisisMeasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('text', liangzhan.toolkit.encrypted.EncryptedTextField(max_length=4000, verbose_name='措施')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('form_key', models.UUIDField(blank=True, null=True, unique=True, verbose_name='提交编号')),
                ('written_at', models.DateTimeField(verbose_name='记录时间')),
                ('written_by', liangzhan.toolkit.fields.ActorField(verbose_name='记录人')),
                ('crisis', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='protection.crisis', verbose_name='危机')),
            ],
            options={
                'verbose_name': '危机处置措施',
                'verbose_name_plural': '危机处置措施',
                'indexes': [models.Index(fields=['crisis', 'at'], name='protection__crisis__11c300_idx')],
            },
        ),
        migrations.CreateModel(
            name='Designation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('CHILD', '儿童保护'), ('DRUG', '禁毒')], max_length=5, verbose_name='事项')),
                ('division_code', models.CharField(max_length=12, verbose_name='区域代码')),
                ('area_name', models.CharField(max_length=60, verbose_name='区域')),
                ('since_on', models.DateField(verbose_name='自')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='止')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='结束原因')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='指定时间')),
                ('made_by', liangzhan.toolkit.fields.ActorField(verbose_name='指定人')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='人员')),
            ],
            options={
                'verbose_name': '专干',
                'verbose_name_plural': '专干',
                'indexes': [models.Index(fields=['division_code', 'kind', 'ended_on'], name='protection__divisio_a9a26b_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('user', 'kind', 'division_code'), name='designation_once', violation_error_message='这名人员已经是本区域的专干。'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('since_on')), _connector='OR'), name='designation_order')],
            },
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['station', 'found_at'], name='protection__station_2a3438_idx'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['division_code', 'found_at'], name='protection__divisio_a55bbf_idx'),
        ),
        migrations.AddConstraint(
            model_name='reportreminder',
            constraint=models.UniqueConstraint(fields=('report', 'stage'), name='report_reminder_once'),
        ),
        migrations.AddConstraint(
            model_name='reportstep',
            constraint=models.UniqueConstraint(fields=('report', 'seq'), name='report_step_seq'),
        ),
        migrations.AddIndex(
            model_name='risk',
            index=models.Index(fields=['person', 'ended_on'], name='protection__person__fb0d21_idx'),
        ),
        migrations.AddIndex(
            model_name='risk',
            index=models.Index(fields=['station', 'ended_on', 'raised_on'], name='protection__station_2252ae_idx'),
        ),
        migrations.AddIndex(
            model_name='risk',
            index=models.Index(fields=['division_code', 'ended_on'], name='protection__divisio_acb613_idx'),
        ),
        migrations.AddIndex(
            model_name='risk',
            index=models.Index(fields=['voucher'], name='protection__voucher_aa77ef_idx'),
        ),
        migrations.AddConstraint(
            model_name='risk',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('person', 'station', 'voucher'), name='risk_open_once', violation_error_message='这个服务对象已有未解除的风险。'),
        ),
        migrations.AddIndex(
            model_name='crisis',
            index=models.Index(fields=['person', 'closed_on'], name='protection__person__8b4f8d_idx'),
        ),
        migrations.AddIndex(
            model_name='crisis',
            index=models.Index(fields=['station', 'closed_on', 'found_at'], name='protection__station_c7f911_idx'),
        ),
        migrations.AddIndex(
            model_name='crisis',
            index=models.Index(fields=['division_code', 'closed_on'], name='protection__divisio_8cebc7_idx'),
        ),
        migrations.AddIndex(
            model_name='crisis',
            index=models.Index(fields=['voucher'], name='protection__voucher_23b045_idx'),
        ),
        migrations.AddConstraint(
            model_name='crisis',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_by__isnull', True), ('closed_on__isnull', True)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), ('closed_on__isnull', False)), _connector='OR'), name='crisis_closed_pair'),
        ),
        migrations.AddConstraint(
            model_name='riskarea',
            constraint=models.UniqueConstraint(fields=('risk', 'domain'), name='risk_domain_once'),
        ),
        migrations.AddIndex(
            model_name='riskstep',
            index=models.Index(fields=['risk', 'at'], name='protection__risk_id_b99f2b_idx'),
        ),
        migrations.AddConstraint(
            model_name='stepbasis',
            constraint=models.UniqueConstraint(fields=('step', 'basis'), name='step_basis_once'),
        ),
        migrations.AddConstraint(
            model_name='stepsituation',
            constraint=models.UniqueConstraint(fields=('step', 'code'), name='step_situation_once'),
        ),
        migrations.AddConstraint(
            model_name='teamreader',
            constraint=models.UniqueConstraint(fields=('voucher', 'worker'), name='team_reader_once'),
        ),
    ]
