"""Reading files and papers (here by name); the archive stands in modules of its own."""

from liangzhan.documents.queries.files import (
    StoreReport,
    file_of_job,
    import_of,
    job_of,
    jobs_of,
    jobs_with_old_files,
    kept_file,
    open_file,
    own_file,
    paper_by_code,
    place_of,
    store_report,
)

__all__ = [
    "StoreReport",
    "file_of_job",
    "import_of",
    "job_of",
    "jobs_of",
    "jobs_with_old_files",
    "kept_file",
    "open_file",
    "own_file",
    "paper_by_code",
    "place_of",
    "store_report",
]
