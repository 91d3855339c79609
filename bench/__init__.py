"""`make bench`: server time of every page of the main job, beside what bare SQL costs on the same machine."""
