"""Streaming for the owning rooms; jobs of one's own; verification for everybody."""

from liangzhan.documents.views.jobs import JobFile, JobList, JobPage
from liangzhan.documents.views.stream import stream
from liangzhan.documents.views.verify import VerifyPaper

__all__ = ["JobFile", "JobList", "JobPage", "VerifyPaper", "stream"]
