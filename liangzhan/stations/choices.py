"""Words of the register (domain.md 3)."""

from django.db import models


class StationKind(models.TextChoices):
    SW = "SW", "社会工作站"
    VS = "VS", "志愿服务站"


class Tier(models.TextChoices):
    """Only the community tier counts to the notice's plan (domain.md 0.3)."""

    COMMUNITY = "COMMUNITY", "社区（村）"
    STREET = "STREET", "乡镇（街道）社工站"
    COUNTY = "COUNTY", "县级总站"
    CITY = "CITY", "市级中心"


class MenuProfile(models.TextChoices):
    BASIC = "BASIC", "基础"
    STANDARD = "STANDARD", "标准"


class StationClass(models.TextChoices):
    """因地制宜、分类实施 [N 一]: decides the menu profile and the 范本 offered."""

    URBAN = "URBAN", "城市社区"
    RURAL = "RURAL", "农村社区"
    TRANSITION = "TRANSITION", "城乡结合、村改居"
    REMOTE = "REMOTE", "边远、人口较少"

    @property
    def usual_menu(self) -> MenuProfile:
        """The menu a station of this class starts with; its own people may choose the other one."""
        return MenuProfile.BASIC if self in (self.RURAL, self.REMOTE) else MenuProfile.STANDARD


class State(models.TextChoices):
    """Lifecycle of one station (domain.md 3.1)."""

    PLANNED = "PLANNED", "纳入计划"
    SITED = "SITED", "选址确认"
    BUILDING = "BUILDING", "建设中"
    ACCEPTANCE_PENDING = "ACCEPTANCE_PENDING", "待验收"
    RECTIFYING = "RECTIFYING", "整改"
    ACCEPTED = "ACCEPTED", "验收合格"
    OPERATING = "OPERATING", "运行"
    SUSPENDED = "SUSPENDED", "暂停"
    CLOSING = "CLOSING", "关闭中"
    CLOSED = "CLOSED", "已关闭"


class LegalForm(models.TextChoices):
    """登记 or 备案 (domain.md 3.2)."""

    SOCIAL_SERVICE_ORG = "SOCIAL_SERVICE_ORG", "社会服务机构（民办非企业单位）"
    SOCIAL_GROUP = "SOCIAL_GROUP", "社会团体"
    FILED_COMMUNITY_ORG = "FILED_COMMUNITY_ORG", "备案社区社会组织"


class StandingState(models.TextChoices):
    """Flow of one 登记/备案 record."""

    DRAFT = "DRAFT", "填写中"
    APPLIED = "APPLIED", "待确认"
    COMMITTEE_CONFIRMED = "COMMITTEE_CONFIRMED", "居（村）委会已确认"
    IN_FORCE = "IN_FORCE", "有效"
    RETURNED = "RETURNED", "已退回"
    SUPERSEDED = "SUPERSEDED", "已变更"
    LAPSED = "LAPSED", "已失效"


class FacilitySource(models.TextChoices):
    """整合社区现有综合服务设施 [N 二(二)] is the default."""

    INTEGRATED = "INTEGRATED", "整合社区综合服务设施"
    NEW_BUILT = "NEW_BUILT", "新建"
    RENTED = "RENTED", "租用"
    LENT = "LENT", "借用"


class RoomKind(models.TextChoices):
    OFFICE = "OFFICE", "工作室"
    ACTIVITY = "ACTIVITY", "活动室"
    COUNSELLING = "COUNSELLING", "个案室"
    SHARED = "SHARED", "共用室"


class EquipmentKind(models.TextChoices):
    """The notice names desk, chair and telephone [N 二(二)]."""

    DESK = "DESK", "桌"
    CHAIR = "CHAIR", "椅"
    PHONE = "PHONE", "电话"
    COMPUTER = "COMPUTER", "电脑"
    CABINET = "CABINET", "档案柜"
    OTHER = "OTHER", "其他"


class SignPlace(models.TextChoices):
    INDOOR = "INDOOR", "室内"
    OUTDOOR = "OUTDOOR", "室外"
    SHARED_BOARD = "SHARED_BOARD", "合用标识板"


class SignVariant(models.TextChoices):
    """Both are accepted until annex 2 is at hand (domain.md 3.5)."""

    GRAPHIC_AND_NAME = "GRAPHIC_AND_NAME", "标志图形＋站名"
    FULL_LOGO_AND_NAME = "FULL_LOGO_AND_NAME", "完整标志＋站名"


class FundAccount(models.TextChoices):
    """标识牌制作费用从社区建设或社区工作经费列支 [N 二(三)]."""

    COMMUNITY_BUILDING = "COMMUNITY_BUILDING", "社区建设经费"
    COMMUNITY_WORK = "COMMUNITY_WORK", "社区工作经费"


class SystemKind(models.TextChoices):
    """The six management systems [N 二(六)]."""

    ATTENDANCE = "ATTENDANCE", "人员考勤考核制度"
    PROPERTY = "PROPERTY", "财物管理制度"
    SUPERVISION = "SUPERVISION", "社会工作督导制度"
    ETHICS = "ETHICS", "职业道德规范"
    VOLUNTEERS = "VOLUNTEERS", "志愿者培训与管理制度"
    ARCHIVES = "ARCHIVES", "服务档案信息化管理制度"


class PartnerKind(models.TextChoices):
    """The notice's four parties and the fifth of 五社联动."""

    COMMUNITY = "COMMUNITY", "社区"
    SW_PROFESSIONAL = "SW_PROFESSIONAL", "社会工作专业人才"
    COMMUNITY_ORG = "COMMUNITY_ORG", "社区社会组织"
    VOLUNTEER = "VOLUNTEER", "志愿者队伍"
    CHARITY = "CHARITY", "社会慈善资源"


class OpinionKind(models.TextChoices):
    CONSTRUCTION = "CONSTRUCTION", "建设意见"
    SUPERVISION = "SUPERVISION", "监督意见"


class YearlyKind(models.TextChoices):
    PLAN = "PLAN", "年度计划"
    REPORT = "REPORT", "年度报告"


class YearlyState(models.TextChoices):
    DRAFT = "DRAFT", "填写中"
    SUBMITTED = "SUBMITTED", "待两委确认"
    RETURNED = "RETURNED", "已退回"
    CONFIRMED = "CONFIRMED", "两委已确认"


class ClosingReason(models.TextChoices):
    MERGED_COMMUNITY = "MERGED_COMMUNITY", "社区撤并"
    NO_STAFF = "NO_STAFF", "无人员"
    NO_PREMISES = "NO_PREMISES", "无场所"
    FAIL_APPRAISAL = "FAIL_APPRAISAL", "考核不合格"
    LAW_BREACH = "LAW_BREACH", "违法违规"
    VOLUNTARY = "VOLUNTARY", "自愿"
    WITHDRAWN = "WITHDRAWN", "撤回计划"
    OTHER = "OTHER", "其他"


class ClosingItemKind(models.TextChoices):
    """The closing checklist of domain.md 3.6."""

    CASES = "CASES", "在办个案已转介"
    VOLUNTEERS = "VOLUNTEERS", "志愿者已告知"
    NATIONAL = "NATIONAL", "记录已导出到全国志愿服务信息系统"
    ASSETS = "ASSETS", "财物已处置或移交"
    FUNDS = "FUNDS", "经费已结清"
    ARCHIVES = "ARCHIVES", "档案已移交乡镇（街道）"
    SIGN = "SIGN", "标识牌已撤下"
    STANDING = "STANDING", "登记已注销或备案已撤销"
    PERSONAL = "PERSONAL", "个人信息已按保存期限处理"


class DeclaredItem(models.TextChoices):
    """Checklist items that a station declares with a text and a proof, until a later room knows them."""

    A08 = "A08", "四方协作机制"
    A10 = "A10", "居民需求和社区资源调查"
    A11 = "A11", "全国志愿服务信息系统队伍"


class Confirmations(models.TextChoices):
    """[N 二(一)] says 乡镇(街道)“和”居(村)委会: both, unless the area decides otherwise (U)."""

    BOTH = "BOTH", "居（村）委会和乡镇（街道）都要确认"
    EITHER = "EITHER", "居（村）委会或乡镇（街道）确认即可"


class RosterFate(models.TextChoices):
    """What becomes of one station of a roster row."""

    MAKE = "MAKE", "新建"
    UPDATE = "UPDATE", "更新"
    SKIP = "SKIP", "已有，内容相同"
    REFUSE = "REFUSE", "不能导入"


class StationEvent(models.TextChoices):
    """Names of recorded services of this room."""

    REGISTERED = "station.registered", "登记站点"
    EDITED = "station.edited", "修改站点"
    SITE_EDITED = "site.edited", "修改场所"
    ROOM_SAVED = "room.saved", "保存房间"
    ROOM_REMOVED = "room.removed", "删除房间"
    PHOTO_ADDED = "photo.added", "添加照片"
    EQUIPMENT_SAVED = "equipment.saved", "保存设备"
    HOURS_SAVED = "hours.saved", "保存开放时间"
    SIGN_SAVED = "sign.saved", "保存标识牌"
    SIGN_COST = "sign.cost", "记录标识牌费用"
    SIGN_REMOVED = "sign.removed", "标识牌撤下"
    SIGN_TEMPLATE = "sign.template", "上传标识牌样式"
    STAFF_DECLARED = "staff.declared", "申报人员"
    STAFF_COUNTED = "station.staff_counted", "统计站点人员"
    DECLARED = "evidence.declared", "申报达标材料"
    DECLARATION_WITHDRAWN = "evidence.withdrawn", "撤回达标材料"
    SYSTEM_ADOPTED = "system.adopted", "采用管理制度"
    STANDING_SAVED = "standing.saved", "填写登记或备案"
    STANDING_APPLIED = "standing.applied", "申请备案"
    STANDING_COMMITTEE = "standing.committee", "居（村）委会确认备案"
    STANDING_STREET = "standing.street", "乡镇（街道）确认备案"
    STANDING_RETURNED = "standing.returned", "退回备案"
    STANDING_LAPSED = "standing.lapsed", "备案失效"
    PARTNER_SAVED = "partner.saved", "保存合作方"
    OPINION_WRITTEN = "opinion.written", "填写两委意见"
    YEARLY_SAVED = "yearly.saved", "填写年度计划或报告"
    YEARLY_MOVED = "yearly.moved", "年度计划或报告流转"
    STATE_MOVED = "station.moved", "站点状态变化"
    CLOSING_ITEM = "closing.item", "办结关闭事项"
    PHOTO_REMOVED = "photo.removed", "删除照片"
    SYSTEM_POSTED = "system.posted", "登记制度上墙"
    STANDING_IN_FORCE = "standing.in_force", "登记生效"
    ROSTER_IMPORTED = "roster.imported", "导入站点名册"
    ROSTER_UPLOADED = "roster.uploaded", "上传站点名册"
    ROSTER_STARTED = "roster.started", "开始导入站点名册"
