"""When a quarter is due, and the host's own timer that runs policyreport every day."""

from policyreport.scheduler.timers.calendar import Calendar, next_after
from policyreport.scheduler.timers.install import install, remove
from policyreport.scheduler.timers.timer import TimerSpec, timer_spec
from policyreport.scheduler.timers.units import HOSTS, timer_files

__all__ = ["HOSTS", "Calendar", "TimerSpec", "install", "next_after", "remove", "timer_files", "timer_spec"]
