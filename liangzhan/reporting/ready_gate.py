"""What gate, burden and open tables register when the platform starts."""

from liangzhan.reporting.burden_counter import note_form_time
from liangzhan.reporting.settings import declare_parameters
from liangzhan.toolkit.form_time import hear_saved
from liangzhan.toolkit.schedule import every


def register() -> None:
    """Called once."""
    declare_parameters()
    hear_saved(note_form_time)
    every("reporting.tasks.end_tables", title="到期报表停止填报", at="00:20")
