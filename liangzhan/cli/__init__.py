"""The console command `liangzhan`; see main.py for how a sub-command is added."""
