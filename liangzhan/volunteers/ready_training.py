"""What training offers to the platform when it starts: settings, the own page, evidence of 2.6.5 and A11."""

from liangzhan.stations.evidence import register as register_check
from liangzhan.volunteers.checks.training import national_system, trained
from liangzhan.volunteers.own_menu import own_entry
from liangzhan.volunteers.settings_training import declare_training


def register() -> None:
    """Called once from `ready`."""
    declare_training()
    own_entry("我的培训", "volunteers:own-trainings", note="报名培训，看学时", order=40)
    register_check("2.6.5", trained, rank=10)
    register_check("A11", national_system, rank=10)
