import django.db.models.deletion
import liangzhan.toolkit.encrypted
import liangzhan.toolkit.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0002_verify_failures'),
        ('stations', '0003_counted_staffing'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImpactAssessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(unique=True, verbose_name='版本')),
                ('title', models.CharField(max_length=80, verbose_name='标题')),
                ('text', models.TextField(max_length=40000, verbose_name='正文')),
                ('from_model', models.CharField(blank=True, max_length=40, verbose_name='范本')),
                ('valid_from', models.DateField(verbose_name='启用日期')),
                ('published_at', models.DateTimeField(auto_now_add=True, verbose_name='发布时间')),
                ('published_by', liangzhan.toolkit.fields.ActorField(verbose_name='发布人')),
            ],
            options={
                'verbose_name': '个人信息保护影响评估',
                'verbose_name_plural': '个人信息保护影响评估',
            },
        ),
        migrations.CreateModel(
            name='ConsentText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('REGISTER', '登记和提供服务'), ('SENSITIVE', '处理敏感个人信息'), ('SHARE', '向其他机构提供'), ('PUBLISH', '公开姓名或照片'), ('CASE', '接受个案服务')], max_length=9, verbose_name='用途')),
                ('version', models.PositiveSmallIntegerField(verbose_name='版本')),
                ('title', models.CharField(max_length=60, verbose_name='标题')),
                ('text', models.TextField(max_length=20000, verbose_name='正文')),
                ('from_model', models.CharField(blank=True, max_length=40, verbose_name='范本')),
                ('valid_from', models.DateField(verbose_name='启用日期')),
                ('published_at', models.DateTimeField(auto_now_add=True, verbose_name='发布时间')),
                ('published_by', liangzhan.toolkit.fields.ActorField(verbose_name='发布人')),
            ],
            options={
                'verbose_name': '同意书文本',
                'verbose_name_plural': '同意书文本',
                'constraints': [models.UniqueConstraint(fields=('purpose', 'version'), name='consent_text_once')],
            },
        ),
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('division_code', models.CharField(blank=True, max_length=12, verbose_name='居住社区代码')),
                ('address', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=200, verbose_name='住址')),
                ('registered_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('registered_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
            ],
            options={
                'verbose_name': '家庭',
                'verbose_name_plural': '家庭',
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('name', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=60, verbose_name='姓名')),
                ('alias', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=60, verbose_name='化名或称呼')),
                ('sex', models.CharField(choices=[('0', '未知'), ('1', '男'), ('2', '女'), ('9', '未说明')], default='0', max_length=1, verbose_name='性别')),
                ('born_on', models.DateField(blank=True, null=True, verbose_name='出生日期')),
                ('id_kind', models.CharField(choices=[('RESIDENT', '居民身份证'), ('HK_MACAO', '港澳居民居住证'), ('TAIWAN', '台湾居民居住证'), ('PASSPORT', '护照'), ('PERMANENT', '外国人永久居留身份证'), ('OTHER', '其他')], default='RESIDENT', max_length=10, verbose_name='证件类型')),
                ('id_number', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=30, verbose_name='证件号码')),
                ('id_number_index', models.CharField(blank=True, max_length=64, verbose_name='证件号码索引')),
                ('mobile', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=20, verbose_name='手机号码')),
                ('mobile_index', models.CharField(blank=True, db_index=True, max_length=64, verbose_name='手机号码索引')),
                ('address', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=200, verbose_name='住址')),
                ('division_code', models.CharField(blank=True, max_length=12, verbose_name='居住社区代码')),
                ('education', models.CharField(blank=True, choices=[('10', '研究生'), ('20', '大学本科'), ('30', '大学专科'), ('40', '中等职业教育'), ('60', '普通高中'), ('70', '初中'), ('80', '小学'), ('90', '其他')], max_length=2, verbose_name='学历')),
                ('political_status', models.CharField(blank=True, choices=[('01', '中共党员'), ('02', '中共预备党员'), ('03', '共青团员'), ('13', '群众')], max_length=2, verbose_name='政治面貌')),
                ('legal_basis', models.CharField(choices=[('CONSENT', '本人同意'), ('CONTRACT', '订立、履行合同或人力资源管理'), ('STATUTORY', '履行法定职责或法定义务'), ('EMERGENCY', '紧急情况下保护生命健康和财产安全')], default='CONSENT', max_length=9, verbose_name='处理依据')),
                ('state', models.CharField(choices=[('ACTIVE', '在册'), ('MERGED', '已合并'), ('FROZEN', '已封存'), ('FORGOTTEN', '个人信息已删除')], default='ACTIVE', max_length=9, verbose_name='状态')),
                ('state_since', models.DateField(verbose_name='状态起始')),
                ('shadow', models.BooleanField(default=False, verbose_name='待核对')),
                ('registered_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('registered_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='aliases', to='people.person', verbose_name='合并到')),
            ],
            options={
                'verbose_name': '人员',
                'verbose_name_plural': '人员',
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moved', models.JSONField(default=dict, verbose_name='并入的记录')),
                ('reason', models.CharField(max_length=200, verbose_name='依据')),
                ('merged_at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                ('merged_by', liangzhan.toolkit.fields.ActorField(verbose_name='操作人')),
                ('alias', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='并入')),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='保留')),
            ],
            options={
                'verbose_name': '人员合并',
                'verbose_name_plural': '人员合并',
            },
        ),
        migrations.CreateModel(
            name='HouseholdMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('relation', models.CharField(choices=[('0', '本人或户主'), ('1', '配偶'), ('2', '子'), ('3', '女'), ('4', '孙子、孙女，或外孙子、外孙女'), ('5', '父母'), ('6', '祖父母或外祖父母'), ('7', '兄弟姐妹'), ('8', '其他')], max_length=1, verbose_name='与户主关系')),
                ('joined_on', models.DateField(verbose_name='自')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='止')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='people.household', verbose_name='家庭')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='people.person', verbose_name='人员')),
            ],
            options={
                'verbose_name': '家庭成员',
                'verbose_name_plural': '家庭成员',
            },
        ),
        migrations.CreateModel(
            name='Guardian',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('name', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=60, verbose_name='监护人姓名')),
                ('mobile', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=20, verbose_name='监护人手机号码')),
                ('relation', models.CharField(choices=[('PARENT', '父母'), ('GRANDPARENT', '祖父母、外祖父母'), ('SIBLING', '兄、姐'), ('SPOUSE', '配偶'), ('CHILD', '成年子女'), ('OTHER', '其他个人或者组织'), ('AUTHORITY', '居（村）委会或者民政部门')], max_length=11, verbose_name='关系')),
                ('evidence', models.CharField(choices=[('BOOKLET', '户口簿'), ('BIRTH', '出生医学证明'), ('APPOINTED', '法院、民政部门或者居（村）委会的指定文件'), ('ENTRUSTED', '委托照护书'), ('SAID', '本人陈述，待核实')], max_length=9, verbose_name='依据')),
                ('note', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=200, verbose_name='说明')),
                ('valid_from', models.DateField(verbose_name='自')),
                ('saved_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('saved_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='止')),
                ('ended_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='结束人')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
                ('guardian', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='wards', to='people.person', verbose_name='监护人（已登记）')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guardians', to='people.person', verbose_name='被监护人')),
            ],
            options={
                'verbose_name': '监护人',
                'verbose_name_plural': '监护人',
            },
        ),
        migrations.CreateModel(
            name='Forgetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('blanked', models.JSONField(default=dict, verbose_name='删除的内容')),
                ('reason', models.CharField(max_length=200, verbose_name='依据')),
                ('forgotten_at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                ('forgotten_by', liangzhan.toolkit.fields.ActorField(verbose_name='操作人')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='人员')),
            ],
            options={
                'verbose_name': '个人信息删除',
                'verbose_name_plural': '个人信息删除',
            },
        ),
        migrations.CreateModel(
            name='FamilyLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('name', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=60, verbose_name='亲属称呼')),
                ('sex', models.CharField(choices=[('0', '未知'), ('1', '男'), ('2', '女'), ('9', '未说明')], default='0', max_length=1, verbose_name='亲属性别')),
                ('kind', models.CharField(choices=[('PARENT', '父亲或母亲'), ('CHILD', '子女'), ('SPOUSE', '配偶'), ('SIBLING', '兄弟姐妹')], max_length=7, verbose_name='是其')),
                ('deceased', models.BooleanField(default=False, verbose_name='已去世')),
                ('apart', models.BooleanField(default=False, verbose_name='不在一起居住')),
                ('note', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=200, verbose_name='关系情况')),
                ('saved_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('saved_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='止')),
                ('ended_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='结束人')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kin', to='people.person', verbose_name='人员')),
                ('relative', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='kin_of', to='people.person', verbose_name='亲属（已登记）')),
            ],
            options={
                'verbose_name': '亲属关系',
                'verbose_name_plural': '亲属关系',
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('way', models.CharField(choices=[('PAPER', '纸质签字'), ('SCREEN', '屏幕手写签名'), ('THUMB', '按手印（有见证人）'), ('GUARDIAN', '监护人签字'), ('ONLINE', '本人在线确认')], max_length=8, verbose_name='方式')),
                ('signer', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=60, verbose_name='签字的监护人')),
                ('witness', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=60, verbose_name='见证人')),
                ('about', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=1000, verbose_name='对象和内容')),
                ('given_on', models.DateField(verbose_name='日期')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('recorded_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='撤回日期')),
                ('withdrawn_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='撤回登记人')),
                ('withdrawn_reason', models.CharField(blank=True, max_length=200, verbose_name='撤回说明')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.keptfile', verbose_name='签字照片或扫描件')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.consenttext', verbose_name='文本')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='people.person', verbose_name='人员')),
            ],
            options={
                'verbose_name': '同意',
                'verbose_name_plural': '同意',
            },
        ),
        migrations.CreateModel(
            name='Category',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('code', liangzhan.toolkit.encrypted.EncryptedChoiceField(blank=True, choices=[('E1', '独居老年人'), ('E2', '空巢老年人'), ('E3', '失能、半失能老年人'), ('E4', '高龄老年人（80 周岁以上）'), ('E5', '计划生育特殊家庭老年人'), ('E6', '经济困难老年人'), ('E7', '认知障碍老年人'), ('C1', '孤儿'), ('C2', '事实无人抚养儿童'), ('C4', '困境儿童'), ('C5', '流动儿童'), ('C6', '受侵害未成年人'), ('C7', '有不良行为的未成年人'), ('D1', '视力残疾人'), ('D2', '听力残疾人'), ('D3', '言语残疾人'), ('D4', '肢体残疾人'), ('D5', '智力残疾人'), ('D6', '精神残疾人'), ('D7', '多重残疾人'), ('L1', '农村留守儿童'), ('L2', '农村留守妇女'), ('L3', '农村留守老年人'), ('P1', '最低生活保障对象'), ('P2', '特困人员'), ('P3', '防止返贫监测对象'), ('P4', '最低生活保障边缘家庭成员'), ('P5', '刚性支出困难家庭成员'), ('P6', '其他困难人员'), ('X1', '社区矫正对象'), ('X2', '社区戒毒、社区康复人员'), ('X3', '精神障碍患者'), ('X4', '家庭暴力受害人'), ('X5', '刑满释放人员'), ('O1', '优抚对象、退役军人'), ('O2', '失业人员'), ('O3', '流动人口'), ('O4', '家庭照顾者'), ('O9', '普通居民')], verbose_name='类别')),
                ('grade', liangzhan.toolkit.encrypted.EncryptedChoiceField(blank=True, choices=[('1', '一级'), ('2', '二级'), ('3', '三级'), ('4', '四级')], verbose_name='残疾等级')),
                ('primary', models.BooleanField(default=False, verbose_name='主要类别')),
                ('source', models.CharField(choices=[('SELF', '自报'), ('COMMITTEE', '两委名单'), ('CIVIL', '民政比对'), ('VISIT', '走访发现'), ('AGE', '按出生日期')], max_length=9, verbose_name='来源')),
                ('legal_basis', models.CharField(choices=[('CONSENT', '本人同意'), ('CONTRACT', '订立、履行合同或人力资源管理'), ('STATUTORY', '履行法定职责或法定义务'), ('EMERGENCY', '紧急情况下保护生命健康和财产安全')], default='CONSENT', max_length=9, verbose_name='处理依据')),
                ('verified_on', models.DateField(blank=True, null=True, verbose_name='核实日期')),
                ('valid_from', models.DateField(verbose_name='自')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='有效期至')),
                ('imported', models.BooleanField(default=False, verbose_name='批量导入')),
                ('saved_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('saved_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='结束日期')),
                ('ended_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='结束人')),
                ('ended_reason', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=200, verbose_name='结束原因')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
                ('household', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.household', verbose_name='家庭')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='categories', to='people.person', verbose_name='人员')),
            ],
            options={
                'verbose_name': '服务对象类别',
                'verbose_name_plural': '服务对象类别',
            },
        ),
        migrations.CreateModel(
            name='Card',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('name', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=60, verbose_name='姓名')),
                ('alias', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=60, verbose_name='化名或称呼')),
                ('sex', models.CharField(choices=[('0', '未知'), ('1', '男'), ('2', '女'), ('9', '未说明')], default='0', max_length=1, verbose_name='性别')),
                ('born_on', models.DateField(blank=True, null=True, verbose_name='出生日期')),
                ('id_kind', models.CharField(choices=[('RESIDENT', '居民身份证'), ('HK_MACAO', '港澳居民居住证'), ('TAIWAN', '台湾居民居住证'), ('PASSPORT', '护照'), ('PERMANENT', '外国人永久居留身份证'), ('OTHER', '其他')], default='RESIDENT', max_length=10, verbose_name='证件类型')),
                ('id_number', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=30, verbose_name='证件号码')),
                ('id_number_index', models.CharField(blank=True, max_length=64, verbose_name='证件号码索引')),
                ('mobile', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=20, verbose_name='手机号码')),
                ('mobile_index', models.CharField(blank=True, max_length=64, verbose_name='手机号码索引')),
                ('address', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=200, verbose_name='住址')),
                ('division_code', models.CharField(blank=True, max_length=12, verbose_name='居住社区代码')),
                ('education', models.CharField(blank=True, choices=[('10', '研究生'), ('20', '大学本科'), ('30', '大学专科'), ('40', '中等职业教育'), ('60', '普通高中'), ('70', '初中'), ('80', '小学'), ('90', '其他')], max_length=2, verbose_name='学历')),
                ('political_status', models.CharField(blank=True, choices=[('01', '中共党员'), ('02', '中共预备党员'), ('03', '共青团员'), ('13', '群众')], max_length=2, verbose_name='政治面貌')),
                ('legal_basis', models.CharField(choices=[('CONSENT', '本人同意'), ('CONTRACT', '订立、履行合同或人力资源管理'), ('STATUTORY', '履行法定职责或法定义务'), ('EMERGENCY', '紧急情况下保护生命健康和财产安全')], default='CONSENT', max_length=9, verbose_name='处理依据')),
                ('disputed', models.BooleanField(default=False, verbose_name='与原登记不一致')),
                ('checked_at', models.DateTimeField(blank=True, null=True, verbose_name='核对时间')),
                ('checked_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='核对人')),
                ('registered_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('registered_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='people.person', verbose_name='人员')),
            ],
            options={
                'verbose_name': '登记卡',
                'verbose_name_plural': '登记卡',
            },
        ),
        migrations.CreateModel(
            name='RightsRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='编号')),
                ('number', models.CharField(max_length=40, unique=True, verbose_name='受理编号')),
                ('kind', models.CharField(choices=[('SEE', '查阅'), ('COPY', '复制'), ('CORRECT', '更正、补充'), ('DELETE', '删除'), ('EXPLAIN', '解释说明处理规则')], max_length=7, verbose_name='请求')),
                ('asker', models.CharField(choices=[('SELF', '本人'), ('GUARDIAN', '监护人'), ('AGENT', '受委托人'), ('KIN', '死者近亲属')], max_length=8, verbose_name='申请人')),
                ('asker_name', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=60, verbose_name='代为申请人姓名')),
                ('way', models.CharField(choices=[('DOOR', '到站口头提出'), ('PAPER', '书面提出'), ('PHONE', '电话'), ('ONLINE', '网上')], max_length=6, verbose_name='提出方式')),
                ('identity', models.CharField(choices=[('ORIGINAL', '查验证件原件'), ('KNOWN', '工作人员认识本人'), ('CALL', '回拨登记的号码核对'), ('PROXY', '查验委托书和双方证件')], max_length=8, verbose_name='身份核对')),
                ('words', liangzhan.toolkit.encrypted.EncryptedTextField(max_length=2000, verbose_name='请求内容')),
                ('received_on', models.DateField(verbose_name='收到日期')),
                ('due_on', models.DateField(verbose_name='答复期限')),
                ('state', models.CharField(choices=[('OPEN', '办理中'), ('GRANTED', '同意'), ('PARTLY', '部分同意'), ('REFUSED', '不予办理'), ('WITHDRAWN', '已撤回')], default='OPEN', max_length=9, verbose_name='状态')),
                ('state_since', models.DateField(verbose_name='状态起始')),
                ('ground', models.CharField(blank=True, choices=[('SECRET', '法律、行政法规规定应当保密（个人信息保护法第十八条、第四十五条）'), ('KEEP', '法定保存期限未满，改为封存（个人信息保护法第四十七条）'), ('OTHERS', '涉及他人的个人信息，只提供本人部分（个人信息保护法第四条、第十条）'), ('NOT_WRONG', '经核实信息准确、完整（个人信息保护法第四十六条）'), ('NOT_PROVED', '不能确认申请人身份或者委托关系（个人信息保护法第五十条）')], max_length=10, verbose_name='不予办理的依据')),
                ('decision', liangzhan.toolkit.encrypted.EncryptedTextField(blank=True, max_length=2000, verbose_name='答复内容')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='答复时间')),
                ('decided_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='答复人')),
                ('saved_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('saved_by', liangzhan.toolkit.fields.ActorField(verbose_name='登记人')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rights_requests', to='people.person', verbose_name='人员')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stations.station', verbose_name='站点')),
            ],
            options={
                'verbose_name': '个人信息权利请求',
                'verbose_name_plural': '个人信息权利请求',
            },
        ),
        migrations.CreateModel(
            name='Tie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('division_code', models.CharField(max_length=12, verbose_name='区划代码')),
                ('kind', models.CharField(choices=[('STAFF', '工作人员'), ('CLIENT', '服务对象'), ('VOLUNTEER', '志愿者'), ('LEARNER', '参训人员'), ('PARTICIPANT', '活动参加人'), ('BACKBONE', '社区骨干'), ('DONOR', '捐赠人')], max_length=11, verbose_name='关联')),
                ('opened_on', models.DateField(verbose_name='自')),
                ('opened_by', liangzhan.toolkit.fields.ActorField(verbose_name='建立人')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='止')),
                ('ended_by', liangzhan.toolkit.fields.ActorField(null=True, verbose_name='结束人')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ties', to='people.person', verbose_name='人员')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ties', to='stations.station', verbose_name='站点')),
            ],
            options={
                'verbose_name': '人员关联',
                'verbose_name_plural': '人员关联',
            },
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['id_number_index'], name='people_pers_id_numb_d070b9_idx'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('id_number_index', ''), _negated=True), ('shadow', False), models.Q(('state', 'MERGED'), _negated=True)), fields=('id_number_index',), name='person_number_once', violation_error_message='这个证件号码已经登记。'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('state', 'MERGED')), models.Q(models.Q(('state', 'MERGED'), _negated=True), ('merged_into__isnull', True)), _connector='OR'), name='person_merged_pair', violation_error_message='合并的人员要指明合并到谁。'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='person_not_into_itself'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.UniqueConstraint(fields=('alias',), name='merged_once'),
        ),
        migrations.AddConstraint(
            model_name='householdmember',
            constraint=models.UniqueConstraint(condition=models.Q(('left_on__isnull', True)), fields=('person', 'station'), name='member_of_one_household', violation_error_message='一个人同时只属于一个家庭。'),
        ),
        migrations.AddConstraint(
            model_name='householdmember',
            constraint=models.UniqueConstraint(condition=models.Q(('left_on__isnull', True), ('relation', '0')), fields=('household',), name='household_one_head', violation_error_message='一个家庭只有一位户主。'),
        ),
        migrations.AddConstraint(
            model_name='householdmember',
            constraint=models.CheckConstraint(condition=models.Q(('left_on__isnull', True), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='member_order'),
        ),
        migrations.AddIndex(
            model_name='guardian',
            index=models.Index(fields=['person', 'station'], name='people_guar_person__92c05b_idx'),
        ),
        migrations.AddConstraint(
            model_name='guardian',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True), ('guardian__isnull', False)), fields=('person', 'station', 'guardian'), name='guardian_live_once'),
        ),
        migrations.AddConstraint(
            model_name='guardian',
            constraint=models.CheckConstraint(condition=models.Q(('guardian__isnull', True), models.Q(('guardian', models.F('person')), _negated=True), _connector='OR'), name='guardian_not_himself'),
        ),
        migrations.AddConstraint(
            model_name='guardian',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_by__isnull', True), ('ended_on__isnull', True)), models.Q(('ended_by__isnull', False), ('ended_on__gte', models.F('valid_from'))), _connector='OR'), name='guardian_ended_pair'),
        ),
        migrations.AddIndex(
            model_name='familylink',
            index=models.Index(fields=['person', 'station'], name='people_fami_person__9b4814_idx'),
        ),
        migrations.AddConstraint(
            model_name='familylink',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True), ('relative__isnull', False)), fields=('person', 'station', 'relative'), name='kin_live_once'),
        ),
        migrations.AddConstraint(
            model_name='familylink',
            constraint=models.CheckConstraint(condition=models.Q(('relative__isnull', True), models.Q(('relative', models.F('person')), _negated=True), _connector='OR'), name='kin_not_himself'),
        ),
        migrations.AddConstraint(
            model_name='familylink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_by__isnull', True), ('ended_on__isnull', True)), models.Q(('ended_by__isnull', False), ('ended_on__isnull', False)), _connector='OR'), name='kin_ended_pair'),
        ),
        migrations.AddIndex(
            model_name='consent',
            index=models.Index(fields=['person', 'station'], name='people_cons_person__8e5fd3_idx'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_by__isnull', True), ('withdrawn_on__isnull', True)), models.Q(('withdrawn_by__isnull', False), ('withdrawn_on__isnull', False)), _connector='OR'), name='consent_withdrawn_pair'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), ('withdrawn_on__gte', models.F('given_on')), _connector='OR'), name='consent_order'),
        ),
        migrations.AddIndex(
            model_name='category',
            index=models.Index(fields=['person', 'station', 'valid_from'], name='people_cate_person__4c02a5_idx'),
        ),
        migrations.AddIndex(
            model_name='category',
            index=models.Index(fields=['station', 'code', 'ended_on'], name='people_cate_station_c7ecf5_idx'),
        ),
        migrations.AddIndex(
            model_name='category',
            index=models.Index(condition=models.Q(('ended_on__isnull', True)), fields=['valid_to'], name='category_runs_out'),
        ),
        migrations.AddConstraint(
            model_name='category',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('person', 'station', 'code'), name='category_live_once', violation_error_message='这个类别已经登记。'),
        ),
        migrations.AddConstraint(
            model_name='category',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True), ('primary', True)), fields=('person', 'station'), name='category_one_primary', violation_error_message='一个人在一个站点只有一个主要类别。'),
        ),
        migrations.AddConstraint(
            model_name='category',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_by__isnull', True), ('ended_on__isnull', True)), models.Q(('ended_by__isnull', False), ('ended_on__isnull', False)), _connector='OR'), name='category_ended_pair'),
        ),
        migrations.AddConstraint(
            model_name='category',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('valid_from')), _connector='OR'), name='category_order'),
        ),
        migrations.AddConstraint(
            model_name='category',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='category_span'),
        ),
        migrations.AddIndex(
            model_name='card',
            index=models.Index(fields=['station', 'id_number_index'], name='people_card_station_5e60a1_idx'),
        ),
        migrations.AddIndex(
            model_name='card',
            index=models.Index(fields=['station', 'mobile_index'], name='people_card_station_82cbaf_idx'),
        ),
        migrations.AddConstraint(
            model_name='card',
            constraint=models.UniqueConstraint(fields=('person', 'station'), name='card_once'),
        ),
        migrations.AddConstraint(
            model_name='card',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('checked_at__isnull', True), ('checked_by__isnull', True)), models.Q(('checked_at__isnull', False), ('checked_by__isnull', False)), _connector='OR'), name='card_checked_pair'),
        ),
        migrations.AddIndex(
            model_name='rightsrequest',
            index=models.Index(fields=['station', 'state', 'due_on'], name='people_righ_station_fb1e0c_idx'),
        ),
        migrations.AddIndex(
            model_name='rightsrequest',
            index=models.Index(fields=['person'], name='people_righ_person__0476a3_idx'),
        ),
        migrations.AddConstraint(
            model_name='rightsrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='right_decided_pair'),
        ),
        migrations.AddConstraint(
            model_name='rightsrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['REFUSED', 'PARTLY']), _negated=True), models.Q(('ground', ''), _negated=True), _connector='OR'), name='right_refused_ground'),
        ),
        migrations.AddIndex(
            model_name='tie',
            index=models.Index(fields=['station', 'kind', 'ended_on'], name='people_tie_station_f81d73_idx'),
        ),
        migrations.AddIndex(
            model_name='tie',
            index=models.Index(fields=['division_code', 'kind'], name='people_tie_divisio_0d14f7_idx'),
        ),
        migrations.AddConstraint(
            model_name='tie',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('person', 'station', 'kind'), name='tie_live_once'),
        ),
        migrations.AddConstraint(
            model_name='tie',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('opened_on')), _connector='OR'), name='tie_order', violation_error_message='结束日期不能早于开始日期。'),
        ),
        migrations.AddConstraint(
            model_name='tie',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_by__isnull', True), ('ended_on__isnull', True)), models.Q(('ended_by__isnull', False), ('ended_on__isnull', False)), _connector='OR'), name='tie_ended_pair'),
        ),
    ]
