"""What is told in the year of a full station: whom it serves, what was found, what was done. Invented (示例)."""

from __future__ import annotations

from liangzhan.demo.casework import ALONE, CARER, CHILD, STOPPED, Story

SURNAMES = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭鲁韦马苗凤方俞任袁柳"
GIVEN = (
    *("秀英", "桂兰", "玉珍", "凤英", "淑华", "素芳", "丽华", "春梅", "秋菊", "雅琴", "惠敏", "月娥"),
    *("建国", "德福", "志强", "国庆", "永生", "广田", "长林", "文斌", "金山", "宝柱", "立新", "占军"),
)
CHILDREN = ("小雨", "子涵", "浩然", "欣怡", "梓萱", "宇航")
# Category, youngest and oldest year of age, grade of a disability; old people are most of whom a station serves.
CLIENTS = (
    *(("E1", 68, 88, ""), ("E2", 66, 84, ""), ("E4", 82, 93, ""), ("E3", 70, 90, ""), ("E6", 65, 85, "")),
    *(("P1", 45, 62, ""), ("C4", 8, 14, ""), ("D4", 38, 58, "2"), ("E1", 70, 86, ""), ("P4", 40, 60, "")),
    *(("E2", 64, 80, ""), ("O4", 50, 62, ""), ("D1", 40, 60, "3"), ("E5", 62, 78, ""), ("O2", 35, 54, "")),
    *(("C5", 9, 13, ""), ("E7", 74, 90, ""), ("P2", 66, 82, "")),
)
# Finding, service, condition, needs found, what was done.
FOUND = (
    ("STEADY", "S10", "在家，精神好，药按时吃。", "", "聊了家常，约好下次来的日子。"),
    ("STEADY", "S10", "午饭吃得早，屋里收拾得干净。", "", ""),
    (
        "CONCERN",
        "S01",
        "煤气费欠了两个月，冰箱里东西不多。",
        "想申请临时救助",
        "说明了申请材料，约好陪同到居委会递交。",
    ),
    ("CONCERN", "S01", "轮椅刹车失灵，出门不敢用。", "轮椅要修", "联系残联维修点，下周二上门。"),
    ("BETTER", "S02", "比上次爱说话，说夜里能睡五个小时。", "", "鼓励继续参加合唱。"),
    ("STEADY", "S04", "检查燃气和插座，换下一个老化插线板。", "", "提醒睡前关阀门。"),
    ("ABSENT", "S10", "", "", "留了便条，邻居说去了女儿家。"),
    ("STEADY", "S05", "和儿子通了视频，说好每周日打电话。", "希望儿子常联系", "教会使用视频通话。"),
    ("STEADY", "S08", "想学手机挂号，眼睛花看不清字。", "大字模式", "调大字号，练习了三遍。"),
    ("CONCERN", "S10", "血压偏高，头晕两天没告诉家人。", "复诊没人陪", "当场联系家人，约志愿者周四陪同复诊。"),
    ("BETTER", "S05", "和邻居的误会解开了，今天一起买的菜。", "", ""),
    ("STEADY", "S09", "投了两份简历，一份有回音。", "", "一起练习了面试怎么说。"),
)
MODES = ("HOME", "HOME", "HOME", "PHONE", "HOME", "STATION", "PHONE", "ACCOMPANY")
POOR = Story(
    **{
        **{name: getattr(STOPPED, name) for name in Story.__dataclass_fields__},
        "problem": "低保家庭，本人慢性病，孩子读书，取暖费交不上，怕被人看不起，很少出门。",
        "need": "取暖费救助；慢性病门诊报销；孩子的助学。",
        "goal": "家庭开支能接上，愿意出门参加活动。",
        "aims": (("办好取暖救助和门诊慢病", "批复和报销单"), ("每月参加一次社区活动", "签到记录")),
        "visits": ("入户了解家庭收支", "陪同到街道递交救助申请", "回访救助到账情况", "一起算一个月的开支"),
        "kinds": "S01",
        "source": "COMMITTEE",
    }
)
MODELS = {"E": ALONE, "C": CHILD, "P": POOR, "D": POOR, "O": CARER, "L": CHILD}
TITLES = (
    # name, kind, domain, why, goal, heads
    ("春季防诈骗讲座", "LECTURE", "CARE", "两个月里三位老人接到冒充公检法的电话", "来的人能说出三种骗局", 45),
    ("端午包粽子", "FESTIVAL", "DEVELOPMENT", "新住户多，邻里不相识", "新老住户一起办成一件事", 60),
    ("社区义诊日", "CLINIC", "CARE", "探访中多位老人久未体检", "量血压、看报告，建议复诊的当场登记", 70),
    ("停车位议事会", "COUNCIL", "PARTICIPATION", "停车纠纷一个月四起", "议出大家都认可的停车办法", 30),
    ("便民服务日", "CONVENIENCE", "CARE", "老人想在楼下磨刀、理发、修伞", "一个上午办完小事", 90),
    ("消防演练", "DRILL", "DEVELOPMENT", "楼道堆物多，老人不会用灭火器", "每户一人会用灭火器", 50),
    ("暑期安全课堂", "LECTURE", "CARE", "假期孩子无人看管", "孩子记住防溺水和用电的办法", 28),
    ("外来务工人员子女迎新", "FESTIVAL", "INTEGRATION", "随迁家庭租住集中，孩子没有玩伴", "孩子认识五个以上小伙伴", 36),
    ("重阳敬老", "FESTIVAL", "CARE", "独居老人多，节日冷清", "独居老人都有人来看望", 65),
    ("法治宣传", "PUBLICITY", "CORRECTION", "居民不了解社区矫正", "消除误解，不谈任何个人", 40),
    ("禁毒宣传进楼院", "PUBLICITY", "DRUG_REHAB", "出租房多，青少年缺少禁毒知识", "认识新型毒品的样子", 55),
    ("冬季送暖走访", "ROUND", "CARE", "低温天气，低保户和独居老人取暖难", "逐户看过门窗和取暖", 20),
    ("邻里调解开放日", "COUNCIL", "INTEGRATION", "漏水、噪声的反映多", "当场约好谈的时间", 18),
    ("社区骨干交流会", "COUNCIL", "PARTICIPATION", "自组织各做各的", "排出下季度共同的活动", 22),
)
GROUPS = (
    ("银龄互助小组", "MUTUAL_AID"),
    ("手机课堂小组", "EDUCATION"),
    ("照顾者支持小组", "SUPPORT"),
    ("邻里读书小组", "INTEREST"),
)
NEEDS = (
    ("S10", "独居老人想有人常来坐坐", "ELDER", "SURVEY", 2, 12, "SERVE"),
    ("PUBLIC_AFFAIR", "楼道灯坏了，夜里看不见台阶", "ALL", "DOOR", 3, 30, "CLOSE"),
    ("S01", "轮椅坏了，下不了楼", "DISABLED", "VISIT", 4, 1, "REFER"),
    ("S08", "想学用手机挂号", "ELDER", "SURVEY", 2, 20, "PLAN"),
    ("S09", "照看孩子的妈妈想找在家能做的活", "LOW_INCOME", "COMMITTEE", 3, 6, "VERIFY"),
    ("S05", "楼上楼下为漏水吵了两个月", "OTHER", "DOOR", 4, 2, ""),
    ("S04", "想学燃气和用电安全", "ELDER", "VOLUNTEER", 2, 18, "SERVE"),
    ("S10", "假期孩子没人看", "MINOR", "COMMITTEE", 3, 10, "SERVE"),
)
PLACES = (
    ("PLACE", "一楼活动室", "社区居委会", "INSIDE"),
    ("PERSON", "退休教师队", "居民骨干", "INSIDE"),
    ("ORG", "社区卫生服务中心", "社区卫生服务中心", "OUTSIDE"),
    ("SERVICE", "上门理发", "街角理发店（示例）", "INSIDE"),
    ("MATERIAL", "防滑垫和扶手", "爱心企业（示例）", "OUTSIDE"),
)
