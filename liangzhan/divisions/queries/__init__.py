"""Reading the register of units, by noun."""

from liangzhan.divisions.queries.tree import areas_of, children, in_area, path_names, search, zone_members

__all__ = ["areas_of", "children", "in_area", "path_names", "search", "zone_members"]
