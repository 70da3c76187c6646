"""When a quarter is due, and the host's own timer that runs policyreport every day."""

from policyreport.schedule.installing import install, remove
from policyreport.schedule.reckoning import Calendar, following
from policyreport.schedule.timers import HOSTS, timer_files
from policyreport.schedule.wanted import Wanted, wanted

__all__ = ["HOSTS", "Calendar", "Wanted", "following", "install", "remove", "timer_files", "wanted"]
