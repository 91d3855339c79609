import django.db.models.deletion
import liangzhan.toolkit.encrypted
import liangzhan.toolkit.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('stations', '0003_counted_staffing'),
    ]

    operations = [
        migrations.CreateModel(
            name='AreaMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(max_length=6, verbose_name='县级代码前段')),
                ('month', models.DateField(verbose_name='月份')),
            ],
            options={
                'verbose_name': '待重算地区',
                'verbose_name_plural': '待重算地区',
            },
        ),
        migrations.CreateModel(
            name='AreaCell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(max_length=6, verbose_name='地区代码前段')),
                ('length', models.SmallIntegerField(verbose_name='位数')),
                ('month', models.DateField(verbose_name='月份')),
                ('kind', models.CharField(choices=[('FILE_OPENED', '建档'), ('CASE_OPENED', '个案开案'), ('CASE_CONTACT', '个案服务'), ('CASE_CLOSED', '个案结案'), ('CONSULTATION', '咨询'), ('VISIT', '探访'), ('VISIT_HOUSEHOLD', '探访（户次）'), ('GROUP_OPENED', '小组开组'), ('GROUP_SESSION', '小组节次'), ('GROUP_ATTENDANCE', '小组出席'), ('GROUP_CLOSED', '小组结束'), ('ACTIVITY_HELD', '社区活动'), ('ACTIVITY_ATTENDANCE', '社区活动参加'), ('MEDIATION', '协调调解'), ('REFERRAL', '转介'), ('VOLUNTEER_JOINED', '志愿者登记'), ('VOLUNTEER_LEFT', '志愿者退出'), ('VOLUNTEER_SERVICE', '志愿服务'), ('VOLUNTEER_TRAINING', '志愿者培训'), ('RESOURCE_LINKED', '链接资源')], max_length=20, verbose_name='种类')),
                ('category', liangzhan.toolkit.encrypted.EncryptedChoiceField(blank=True, choices=[('E1', '独居老年人'), ('E2', '空巢老年人'), ('E3', '失能、半失能老年人'), ('E4', '高龄老年人（80 周岁以上）'), ('E5', '计划生育特殊家庭老年人'), ('E6', '经济困难老年人'), ('E7', '认知障碍老年人'), ('C1', '孤儿'), ('C2', '事实无人抚养儿童'), ('C4', '困境儿童'), ('C5', '流动儿童'), ('C6', '受侵害未成年人'), ('C7', '有不良行为的未成年人'), ('D1', '视力残疾人'), ('D2', '听力残疾人'), ('D3', '言语残疾人'), ('D4', '肢体残疾人'), ('D5', '智力残疾人'), ('D6', '精神残疾人'), ('D7', '多重残疾人'), ('L1', '农村留守儿童'), ('L2', '农村留守妇女'), ('L3', '农村留守老年人'), ('P1', '最低生活保障对象'), ('P2', '特困人员'), ('P3', '防止返贫监测对象'), ('P4', '最低生活保障边缘家庭成员'), ('P5', '刚性支出困难家庭成员'), ('P6', '其他困难人员'), ('X1', '社区矫正对象'), ('X2', '社区戒毒、社区康复人员'), ('X3', '精神障碍患者'), ('X4', '家庭暴力受害人'), ('X5', '刑满释放人员'), ('O1', '优抚对象、退役军人'), ('O2', '失业人员'), ('O3', '流动人口'), ('O4', '家庭照顾者'), ('O9', '普通居民')], verbose_name='服务对象类别')),
                ('entries', models.IntegerField(verbose_name='笔数')),
                ('times', models.IntegerField(verbose_name='人次')),
                ('minutes', models.BigIntegerField(verbose_name='分钟')),
                ('fen', models.BigIntegerField(verbose_name='金额（分）')),
                ('persons', models.BinaryField(verbose_name='人员集合')),
            ],
            options={
                'verbose_name': '地区汇总单元',
                'verbose_name_plural': '地区汇总单元',
                'indexes': [models.Index(fields=['month', 'length', 'area'], name='ledger_area_month_fa60ea_idx')],
                'constraints': [models.UniqueConstraint(fields=('area', 'month', 'kind', 'category'), name='area_cell_once')],
            },
        ),
        migrations.CreateModel(
            name='DirtyMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(verbose_name='月份')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='stations.station', verbose_name='站点')),
            ],
            options={
                'verbose_name': '待重算',
                'verbose_name_plural': '待重算',
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('voucher', models.CharField(max_length=100, verbose_name='凭证')),
                ('version', models.PositiveSmallIntegerField(verbose_name='版本')),
                ('kind', models.CharField(choices=[('POSTED', '入账'), ('CORRECTED', '更正'), ('REVERSED', '冲销')], max_length=9, verbose_name='种类')),
                ('digest', models.CharField(max_length=64, verbose_name='摘要')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='更正理由')),
                ('posted_at', models.DateTimeField(verbose_name='入账时间')),
                ('posted_by', liangzhan.toolkit.fields.ActorField(verbose_name='入账人')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
            ],
            options={
                'verbose_name': '入账',
                'verbose_name_plural': '入账',
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveSmallIntegerField(verbose_name='行')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('served_on', models.DateField(verbose_name='服务日期')),
                ('starts_at', models.DateTimeField(null=True, verbose_name='开始')),
                ('ends_at', models.DateTimeField(null=True, verbose_name='结束')),
                ('kind', models.CharField(choices=[('FILE_OPENED', '建档'), ('CASE_OPENED', '个案开案'), ('CASE_CONTACT', '个案服务'), ('CASE_CLOSED', '个案结案'), ('CONSULTATION', '咨询'), ('VISIT', '探访'), ('VISIT_HOUSEHOLD', '探访（户次）'), ('GROUP_OPENED', '小组开组'), ('GROUP_SESSION', '小组节次'), ('GROUP_ATTENDANCE', '小组出席'), ('GROUP_CLOSED', '小组结束'), ('ACTIVITY_HELD', '社区活动'), ('ACTIVITY_ATTENDANCE', '社区活动参加'), ('MEDIATION', '协调调解'), ('REFERRAL', '转介'), ('VOLUNTEER_JOINED', '志愿者登记'), ('VOLUNTEER_LEFT', '志愿者退出'), ('VOLUNTEER_SERVICE', '志愿服务'), ('VOLUNTEER_TRAINING', '志愿者培训'), ('RESOURCE_LINKED', '链接资源')], max_length=20, verbose_name='种类')),
                ('method', models.CharField(blank=True, choices=[('CASE', '个案'), ('GROUP', '小组'), ('COMMUNITY', '社区'), ('VISIT', '探访')], max_length=9, verbose_name='方法')),
                ('service_kind', liangzhan.toolkit.encrypted.EncryptedChoiceField(blank=True, choices=[('S01', '生活帮扶'), ('S02', '精神减压'), ('S03', '心理疏导'), ('S04', '安全教育'), ('S05', '关系调适'), ('S06', '社区矫正'), ('S07', '戒毒康复'), ('S08', '技能培训'), ('S09', '就业援助'), ('S10', '人文关怀'), ('S99', '其他')], verbose_name='服务内容')),
                ('category', liangzhan.toolkit.encrypted.EncryptedChoiceField(blank=True, choices=[('E1', '独居老年人'), ('E2', '空巢老年人'), ('E3', '失能、半失能老年人'), ('E4', '高龄老年人（80 周岁以上）'), ('E5', '计划生育特殊家庭老年人'), ('E6', '经济困难老年人'), ('E7', '认知障碍老年人'), ('C1', '孤儿'), ('C2', '事实无人抚养儿童'), ('C4', '困境儿童'), ('C5', '流动儿童'), ('C6', '受侵害未成年人'), ('C7', '有不良行为的未成年人'), ('D1', '视力残疾人'), ('D2', '听力残疾人'), ('D3', '言语残疾人'), ('D4', '肢体残疾人'), ('D5', '智力残疾人'), ('D6', '精神残疾人'), ('D7', '多重残疾人'), ('L1', '农村留守儿童'), ('L2', '农村留守妇女'), ('L3', '农村留守老年人'), ('P1', '最低生活保障对象'), ('P2', '特困人员'), ('P3', '防止返贫监测对象'), ('P4', '最低生活保障边缘家庭成员'), ('P5', '刚性支出困难家庭成员'), ('P6', '其他困难人员'), ('X1', '社区矫正对象'), ('X2', '社区戒毒、社区康复人员'), ('X3', '精神障碍患者'), ('X4', '家庭暴力受害人'), ('X5', '刑满释放人员'), ('O1', '优抚对象、退役军人'), ('O2', '失业人员'), ('O3', '流动人口'), ('O4', '家庭照顾者'), ('O9', '普通居民')], verbose_name='服务对象类别')),
                ('heads', models.PositiveIntegerField(default=0, verbose_name='未登记姓名的人数')),
                ('minutes', models.PositiveIntegerField(default=0, verbose_name='分钟')),
                ('fen', models.PositiveBigIntegerField(default=0, verbose_name='金额（分）')),
                ('sign', models.SmallIntegerField(default=1, verbose_name='正负')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='服务对象')),
                ('reverses', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by_entry', to='ledger.entry', verbose_name='冲销')),
                ('served_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='服务人员')),
                ('station', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
                ('posting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='ledger.posting', verbose_name='入账')),
            ],
            options={
                'verbose_name': '台账',
                'verbose_name_plural': '台账',
            },
        ),
        migrations.CreateModel(
            name='SealedCell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('month', models.DateField(verbose_name='月份')),
                ('payload', liangzhan.toolkit.encrypted.EncryptedTextField(verbose_name='内容')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='stations.station', verbose_name='站点')),
            ],
            options={
                'verbose_name': '汇总单元（限制查阅）',
                'verbose_name_plural': '汇总单元（限制查阅）',
            },
        ),
        migrations.CreateModel(
            name='SealedPosting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('voucher_index', models.CharField(max_length=64, verbose_name='凭证索引')),
                ('version', models.PositiveSmallIntegerField(verbose_name='版本')),
                ('digest', models.CharField(max_length=64, verbose_name='摘要')),
                ('posted_at', models.DateTimeField(verbose_name='入账时间')),
                ('payload', liangzhan.toolkit.encrypted.EncryptedTextField(verbose_name='内容')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
            ],
            options={
                'verbose_name': '入账（限制查阅）',
                'verbose_name_plural': '入账（限制查阅）',
            },
        ),
        migrations.CreateModel(
            name='SealedEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('line', models.PositiveSmallIntegerField(verbose_name='行')),
                ('month', models.DateField(verbose_name='月份')),
                ('payload', liangzhan.toolkit.encrypted.EncryptedTextField(verbose_name='内容')),
                ('reverses', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by_entry', to='ledger.sealedentry', verbose_name='冲销')),
                ('station', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
                ('posting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='ledger.sealedposting', verbose_name='入账（限制查阅）')),
            ],
            options={
                'verbose_name': '台账（限制查阅）',
                'verbose_name_plural': '台账（限制查阅）',
            },
        ),
        migrations.CreateModel(
            name='Cell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('month', models.DateField(verbose_name='月份')),
                ('kind', models.CharField(choices=[('FILE_OPENED', '建档'), ('CASE_OPENED', '个案开案'), ('CASE_CONTACT', '个案服务'), ('CASE_CLOSED', '个案结案'), ('CONSULTATION', '咨询'), ('VISIT', '探访'), ('VISIT_HOUSEHOLD', '探访（户次）'), ('GROUP_OPENED', '小组开组'), ('GROUP_SESSION', '小组节次'), ('GROUP_ATTENDANCE', '小组出席'), ('GROUP_CLOSED', '小组结束'), ('ACTIVITY_HELD', '社区活动'), ('ACTIVITY_ATTENDANCE', '社区活动参加'), ('MEDIATION', '协调调解'), ('REFERRAL', '转介'), ('VOLUNTEER_JOINED', '志愿者登记'), ('VOLUNTEER_LEFT', '志愿者退出'), ('VOLUNTEER_SERVICE', '志愿服务'), ('VOLUNTEER_TRAINING', '志愿者培训'), ('RESOURCE_LINKED', '链接资源')], max_length=20, verbose_name='种类')),
                ('category', liangzhan.toolkit.encrypted.EncryptedChoiceField(blank=True, choices=[('E1', '独居老年人'), ('E2', '空巢老年人'), ('E3', '失能、半失能老年人'), ('E4', '高龄老年人（80 周岁以上）'), ('E5', '计划生育特殊家庭老年人'), ('E6', '经济困难老年人'), ('E7', '认知障碍老年人'), ('C1', '孤儿'), ('C2', '事实无人抚养儿童'), ('C4', '困境儿童'), ('C5', '流动儿童'), ('C6', '受侵害未成年人'), ('C7', '有不良行为的未成年人'), ('D1', '视力残疾人'), ('D2', '听力残疾人'), ('D3', '言语残疾人'), ('D4', '肢体残疾人'), ('D5', '智力残疾人'), ('D6', '精神残疾人'), ('D7', '多重残疾人'), ('L1', '农村留守儿童'), ('L2', '农村留守妇女'), ('L3', '农村留守老年人'), ('P1', '最低生活保障对象'), ('P2', '特困人员'), ('P3', '防止返贫监测对象'), ('P4', '最低生活保障边缘家庭成员'), ('P5', '刚性支出困难家庭成员'), ('P6', '其他困难人员'), ('X1', '社区矫正对象'), ('X2', '社区戒毒、社区康复人员'), ('X3', '精神障碍患者'), ('X4', '家庭暴力受害人'), ('X5', '刑满释放人员'), ('O1', '优抚对象、退役军人'), ('O2', '失业人员'), ('O3', '流动人口'), ('O4', '家庭照顾者'), ('O9', '普通居民')], verbose_name='服务对象类别')),
                ('entries', models.IntegerField(verbose_name='笔数')),
                ('times', models.IntegerField(verbose_name='人次')),
                ('minutes', models.BigIntegerField(verbose_name='分钟')),
                ('fen', models.BigIntegerField(verbose_name='金额（分）')),
                ('persons', models.BinaryField(verbose_name='人员集合')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='stations.station', verbose_name='站点')),
            ],
            options={
                'verbose_name': '汇总单元',
                'verbose_name_plural': '汇总单元',
                'indexes': [models.Index(fields=['month', 'kind', 'division_code'], name='ledger_cell_month_bbd3e4_idx')],
                'constraints': [models.UniqueConstraint(fields=('station', 'month', 'kind', 'category'), name='cell_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.UniqueConstraint(fields=('voucher', 'version'), name='posting_version_once'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['station', 'served_on'], name='ledger_entr_station_092c5b_idx'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['served_on', 'division_code'], name='ledger_entr_served__954ffd_idx'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reverses__isnull', True), ('sign', 1)), models.Q(('reverses__isnull', False), ('sign', -1)), _connector='OR'), name='entry_sign'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('person__isnull', True), ('heads', 0), _connector='OR'), name='entry_person_or_heads'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('ends_at__gte', models.F('starts_at')), _connector='OR'), name='entry_order'),
        ),
        migrations.AddConstraint(
            model_name='sealedcell',
            constraint=models.UniqueConstraint(fields=('station', 'month'), name='sealed_cell_once'),
        ),
        migrations.AddConstraint(
            model_name='sealedposting',
            constraint=models.UniqueConstraint(fields=('voucher_index', 'version'), name='sealed_version_once'),
        ),
        migrations.AddIndex(
            model_name='sealedentry',
            index=models.Index(fields=['station', 'month'], name='ledger_seal_station_21e428_idx'),
        ),
    ]
