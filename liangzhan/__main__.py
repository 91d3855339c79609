"""`python -m liangzhan` is the same as the console command `liangzhan`."""

from liangzhan.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
