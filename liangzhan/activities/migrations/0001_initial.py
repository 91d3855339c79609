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
        ('staff', '0001_initial'),
        ('stations', '0003_counted_staffing'),
    ]

    operations = [
        migrations.CreateModel(
            name='Coordination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('on', models.DateField(verbose_name='日期')),
                ('starts_at', models.DateTimeField(verbose_name='开始')),
                ('ends_at', models.DateTimeField(verbose_name='结束')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='分钟')),
                ('outside', models.BooleanField(default=False, verbose_name='在站外')),
                ('kind', models.CharField(choices=[('MEDIATION', '调解'), ('COORDINATION', '协调')], max_length=12, verbose_name='种类')),
                ('topic', models.CharField(choices=[('NEIGHBOUR', '邻里'), ('FAMILY', '家庭'), ('CARE', '赡养、照料'), ('PROPERTY', '物业'), ('AGENCY', '与单位、部门'), ('MIGRANT', '外来人口融入'), ('OTHER', '其他')], max_length=9, verbose_name='事由')),
                ('matter', liangzhan.toolkit.encrypted.EncryptedTextField(max_length=4000, verbose_name='事项')),
                ('parties_note', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=500, verbose_name='当事各方')),
                ('heads', models.PositiveSmallIntegerField(default=0, verbose_name='未登记姓名的人数')),
                ('helpers', models.CharField(blank=True, max_length=120, verbose_name='一同促成的单位')),
                ('process', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=8000, verbose_name='经过')),
                ('outcome', models.CharField(choices=[('TALKING', '还在协商'), ('AGREED', '达成一致'), ('NOT_AGREED', '没有达成一致'), ('HANDED_ON', '转人民调解或主管部门')], max_length=10, verbose_name='结果')),
                ('agreement', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=4000, verbose_name='一致意见')),
                ('follow_up_on', models.DateField(blank=True, null=True, verbose_name='跟进日期')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='版本')),
                ('posted_version', models.PositiveSmallIntegerField(default=0, verbose_name='入账版本')),
                ('served_as', models.PositiveIntegerField(default=0, verbose_name='入账的服务人员编号')),
                ('form_key', models.UUIDField(unique=True, verbose_name='提交编号')),
                ('recorded_at', models.DateTimeField(verbose_name='登记时间')),
                ('recorded_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='撤销时间')),
                ('withdrawn_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='撤销人')),
                ('withdrawn_reason', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=300, verbose_name='撤销理由')),
                ('station', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staff.worker', verbose_name='促成人')),
            ],
            options={
                'verbose_name': '协调调解',
                'verbose_name_plural': '协调调解',
            },
        ),
        migrations.CreateModel(
            name='CoordinationParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', liangzhan.toolkit.encrypted.EncryptedChoiceField(blank=True, choices=[('E1', '独居老年人'), ('E2', '空巢老年人'), ('E3', '失能、半失能老年人'), ('E4', '高龄老年人（80 周岁以上）'), ('E5', '计划生育特殊家庭老年人'), ('E6', '经济困难老年人'), ('E7', '认知障碍老年人'), ('C1', '孤儿'), ('C2', '事实无人抚养儿童'), ('C4', '困境儿童'), ('C5', '流动儿童'), ('C6', '受侵害未成年人'), ('C7', '有不良行为的未成年人'), ('D1', '视力残疾人'), ('D2', '听力残疾人'), ('D3', '言语残疾人'), ('D4', '肢体残疾人'), ('D5', '智力残疾人'), ('D6', '精神残疾人'), ('D7', '多重残疾人'), ('L1', '农村留守儿童'), ('L2', '农村留守妇女'), ('L3', '农村留守老年人'), ('P1', '最低生活保障对象'), ('P2', '特困人员'), ('P3', '防止返贫监测对象'), ('P4', '最低生活保障边缘家庭成员'), ('P5', '刚性支出困难家庭成员'), ('P6', '其他困难人员'), ('X1', '社区矫正对象'), ('X2', '社区戒毒、社区康复人员'), ('X3', '精神障碍患者'), ('X4', '家庭暴力受害人'), ('X5', '刑满释放人员'), ('O1', '优抚对象、退役军人'), ('O2', '失业人员'), ('O3', '流动人口'), ('O4', '家庭照顾者'), ('O9', '普通居民')], verbose_name='当日类别')),
                ('posted_as', models.PositiveIntegerField(verbose_name='入账的人员编号')),
                ('coordination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='activities.coordination', verbose_name='协调调解')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='当事人')),
            ],
            options={
                'verbose_name': '当事人',
                'verbose_name_plural': '当事人',
            },
        ),
        migrations.CreateModel(
            name='CoordinationStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('on', models.DateField(verbose_name='日期')),
                ('outcome', models.CharField(choices=[('TALKING', '还在协商'), ('AGREED', '达成一致'), ('NOT_AGREED', '没有达成一致'), ('HANDED_ON', '转人民调解或主管部门')], max_length=10, verbose_name='结果')),
                ('text', liangzhan.toolkit.encrypted.EncryptedTextField(max_length=4000, verbose_name='情况')),
                ('follow_up_on', models.DateField(blank=True, null=True, verbose_name='再跟进日期')),
                ('form_key', models.UUIDField(unique=True, verbose_name='提交编号')),
                ('written_at', models.DateTimeField(verbose_name='登记时间')),
                ('written_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('coordination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='activities.coordination', verbose_name='协调调解')),
            ],
            options={
                'verbose_name': '协调调解跟进',
                'verbose_name_plural': '协调调解跟进',
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('on', models.DateField(verbose_name='探访日期')),
                ('starts_at', models.DateTimeField(verbose_name='开始')),
                ('ends_at', models.DateTimeField(verbose_name='结束')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='分钟')),
                ('mode', models.CharField(choices=[('HOME', '入户'), ('PHONE', '电话'), ('ACCOMPANY', '陪同就医、办事'), ('STATION', '来站'), ('ONLINE', '网络')], max_length=9, verbose_name='方式')),
                ('service_kind', models.CharField(choices=[('S01', '生活帮扶'), ('S02', '精神减压'), ('S03', '心理疏导'), ('S04', '安全教育'), ('S05', '关系调适'), ('S08', '技能培训'), ('S09', '就业援助'), ('S10', '人文关怀'), ('S99', '其他')], max_length=3, verbose_name='服务内容')),
                ('also_kinds', models.JSONField(blank=True, default=list, verbose_name='同时提供的服务')),
                ('finding', liangzhan.toolkit.encrypted.EncryptedChoiceField(choices=[('STEADY', '如常'), ('BETTER', '好转'), ('CONCERN', '需要关注'), ('ABSENT', '没见到人')], verbose_name='见到的情形')),
                ('condition', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=8000, verbose_name='情况')),
                ('needs_found', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=4000, verbose_name='发现的需求')),
                ('action', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=4000, verbose_name='处理')),
                ('next_on', models.DateField(blank=True, null=True, verbose_name='下次日期')),
                ('from_paper', models.BooleanField(default=False, verbose_name='由纸质记录补录')),
                ('case_voucher', models.CharField(blank=True, max_length=60, verbose_name='所属个案')),
                ('need_voucher', models.CharField(blank=True, max_length=60, verbose_name='登记的需求')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='版本')),
                ('posted_version', models.PositiveSmallIntegerField(default=0, verbose_name='入账版本')),
                ('served_as', models.PositiveIntegerField(default=0, verbose_name='入账的服务人员编号')),
                ('form_key', models.UUIDField(unique=True, verbose_name='提交编号')),
                ('recorded_at', models.DateTimeField(verbose_name='登记时间')),
                ('recorded_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='撤销时间')),
                ('withdrawn_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='撤销人')),
                ('withdrawn_reason', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=300, verbose_name='撤销理由')),
                ('household', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.household', verbose_name='家庭')),
                ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.keptfile', verbose_name='照片')),
                ('station', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
                ('worker', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='staff.worker', verbose_name='探访人')),
            ],
            options={
                'verbose_name': '探访',
                'verbose_name_plural': '探访',
            },
        ),
        migrations.CreateModel(
            name='VisitAddendum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('reason', liangzhan.toolkit.encrypted.EncryptedTextField(max_length=300, verbose_name='补记理由')),
                ('text', liangzhan.toolkit.encrypted.EncryptedTextField(max_length=8000, verbose_name='补记内容')),
                ('form_key', models.UUIDField(unique=True, verbose_name='提交编号')),
                ('written_at', models.DateTimeField(verbose_name='补记时间')),
                ('written_by', liangzhan.toolkit.fields.ActorField(verbose_name='补记人')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='addenda', to='activities.visit', verbose_name='探访')),
            ],
            options={
                'verbose_name': '探访补记',
                'verbose_name_plural': '探访补记',
            },
        ),
        migrations.CreateModel(
            name='VisitPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='日期')),
                ('counts', models.BooleanField(verbose_name='计入')),
                ('category', liangzhan.toolkit.encrypted.EncryptedChoiceField(blank=True, choices=[('E1', '独居老年人'), ('E2', '空巢老年人'), ('E3', '失能、半失能老年人'), ('E4', '高龄老年人（80 周岁以上）'), ('E5', '计划生育特殊家庭老年人'), ('E6', '经济困难老年人'), ('E7', '认知障碍老年人'), ('C1', '孤儿'), ('C2', '事实无人抚养儿童'), ('C4', '困境儿童'), ('C5', '流动儿童'), ('C6', '受侵害未成年人'), ('C7', '有不良行为的未成年人'), ('D1', '视力残疾人'), ('D2', '听力残疾人'), ('D3', '言语残疾人'), ('D4', '肢体残疾人'), ('D5', '智力残疾人'), ('D6', '精神残疾人'), ('D7', '多重残疾人'), ('L1', '农村留守儿童'), ('L2', '农村留守妇女'), ('L3', '农村留守老年人'), ('P1', '最低生活保障对象'), ('P2', '特困人员'), ('P3', '防止返贫监测对象'), ('P4', '最低生活保障边缘家庭成员'), ('P5', '刚性支出困难家庭成员'), ('P6', '其他困难人员'), ('X1', '社区矫正对象'), ('X2', '社区戒毒、社区康复人员'), ('X3', '精神障碍患者'), ('X4', '家庭暴力受害人'), ('X5', '刑满释放人员'), ('O1', '优抚对象、退役军人'), ('O2', '失业人员'), ('O3', '流动人口'), ('O4', '家庭照顾者'), ('O9', '普通居民')], verbose_name='当日类别')),
                ('position', models.PositiveSmallIntegerField(verbose_name='序号')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='分钟')),
                ('posted_as', models.PositiveIntegerField(verbose_name='入账的人员编号')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visited', to='people.person', verbose_name='探访对象')),
                ('station', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='persons', to='activities.visit', verbose_name='探访')),
            ],
            options={
                'verbose_name': '探访对象',
                'verbose_name_plural': '探访对象',
            },
        ),
        migrations.CreateModel(
            name='VisitPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='几天探访一次')),
                ('reason', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=300, verbose_name='理由')),
                ('paused_to_on', models.DateField(blank=True, null=True, verbose_name='暂停到')),
                ('pause_kind', liangzhan.toolkit.encrypted.EncryptedChoiceField(blank=True, choices=[('HOSPITAL', '住院'), ('AWAY', '外出'), ('DECLINES', '本人暂不愿意'), ('OTHER', '其他')], verbose_name='暂停原因')),
                ('pause_note', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=300, verbose_name='暂停说明')),
                ('saved_at', models.DateTimeField(auto_now=True, verbose_name='保存时间')),
                ('saved_by', liangzhan.toolkit.fields.ActorField(verbose_name='保存人')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visit_plans', to='people.person', verbose_name='探访对象')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
                ('worker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staff.worker', verbose_name='负责人')),
            ],
            options={
                'verbose_name': '探访安排',
                'verbose_name_plural': '探访安排',
            },
        ),
        migrations.CreateModel(
            name='VisitUnderway',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('name', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=60, verbose_name='姓名')),
                ('alias', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=60, verbose_name='化名或称呼')),
                ('legal_basis', models.CharField(choices=[('CONSENT', '本人同意'), ('CONTRACT', '订立、履行合同或人力资源管理'), ('STATUTORY', '履行法定职责或法定义务'), ('EMERGENCY', '紧急情况下保护生命健康和财产安全')], default='CONSENT', max_length=9, verbose_name='处理依据')),
                ('started_at', models.DateTimeField(verbose_name='开始')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='结束')),
                ('form_key', models.UUIDField(default=uuid.uuid4, verbose_name='提交编号')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='探访对象')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
                ('worker', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='staff.worker', verbose_name='探访人')),
            ],
            options={
                'verbose_name': '正在进行的探访',
                'verbose_name_plural': '正在进行的探访',
            },
        ),
        migrations.AddIndex(
            model_name='coordination',
            index=models.Index(fields=['station', 'starts_at'], name='activities__station_100c0d_idx'),
        ),
        migrations.AddIndex(
            model_name='coordination',
            index=models.Index(fields=['station', 'outcome', 'follow_up_on'], name='activities__station_58b66d_idx'),
        ),
        migrations.AddConstraint(
            model_name='coordination',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='coordination_order'),
        ),
        migrations.AddConstraint(
            model_name='coordination',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='coordination_withdrawn_pair'),
        ),
        migrations.AddConstraint(
            model_name='coordinationparty',
            constraint=models.UniqueConstraint(fields=('coordination', 'person'), name='coordination_party_once'),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(fields=['station', 'starts_at'], name='activities__station_dfc31f_idx'),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(fields=['worker', 'starts_at'], name='activities__worker__ae0c19_idx'),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(fields=['division_code', 'starts_at'], name='activities__divisio_4f1517_idx'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='visit_order'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='visit_withdrawn_pair'),
        ),
        migrations.AddIndex(
            model_name='visitperson',
            index=models.Index(fields=['station', 'person', 'on'], name='activities__station_afb848_idx'),
        ),
        migrations.AddIndex(
            model_name='visitperson',
            index=models.Index(fields=['station', 'category'], name='activities__station_66f46b_idx'),
        ),
        migrations.AddConstraint(
            model_name='visitperson',
            constraint=models.UniqueConstraint(fields=('visit', 'person'), name='visit_person_once'),
        ),
        migrations.AddIndex(
            model_name='visitplan',
            index=models.Index(fields=['worker', 'station'], name='activities__worker__e73b65_idx'),
        ),
        migrations.AddConstraint(
            model_name='visitplan',
            constraint=models.UniqueConstraint(fields=('station', 'person'), name='visit_plan_once'),
        ),
        migrations.AddConstraint(
            model_name='visitplan',
            constraint=models.CheckConstraint(condition=models.Q(('days__isnull', True), ('days__lte', 366), _connector='OR'), name='visit_plan_days'),
        ),
    ]
