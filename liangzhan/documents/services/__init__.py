"""Keeping files and issuing papers (here by name); the archive stands in modules of its own."""

from liangzhan.documents.services.files import (
    CODE_LETTERS,
    drop_file,
    expire_job_file,
    issue_paper,
    keep_bytes,
    keep_file,
    revoke_paper,
)

__all__ = [
    "CODE_LETTERS",
    "drop_file",
    "expire_job_file",
    "issue_paper",
    "keep_bytes",
    "keep_file",
    "revoke_paper",
]
