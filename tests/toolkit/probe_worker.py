"""A worker process that a test kills: `python -m tests.toolkit.probe_worker`."""

import sys
import threading

import django


def main():
    django.setup()
    from liangzhan.toolkit.jobs import run_worker
    from tests.toolkit import probe_tasks

    sys.modules["liangzhan.probe.tasks"] = probe_tasks
    run_worker(threading.Event(), poll=0.05)


if __name__ == "__main__":
    main()
