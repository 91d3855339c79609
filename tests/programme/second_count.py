"""The figures of the October report, counted a second time straight from the tables.

Imports nothing of liangzhan: plain SQL over sqlite3 or psycopg, the counting rule written down once more by hand
(domain.md 3.1, 9.2, 9.3). Called as: second_count.py DATABASE PLAN_YEAR CUTOFF AREA_CODE; prints JSON.
DATABASE is a file, or a name in the cluster that PGHOST points at when LIANGZHAN_TEST_DB=postgresql.
"""

import json
import os
import sqlite3
import sys

PREFIX = {"PROVINCE": 2, "CITY": 4, "COUNTY": 6, "STREET": 9, "COMMUNITY": 12}


class Tables:
    """Rows of a query as dictionaries, whichever database."""

    def __init__(self, database: str) -> None:
        self.postgresql = os.environ.get("LIANGZHAN_TEST_DB") == "postgresql"
        if self.postgresql:
            import psycopg

            self.connection = psycopg.connect(host=os.environ["PGHOST"], user="liangzhan", dbname=database)
        else:
            self.connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)

    def rows(self, sql: str) -> list[dict]:
        cursor = self.connection.cursor()
        cursor.execute(sql)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def day(value: object) -> str:
    """A date of either database as ISO text; "" for none."""
    return str(value)[:10] if value else ""


def in_area(code: str, area: dict, members: list[dict]) -> bool:
    """A zone counts its members; a city leaves out the members of zones; the province counts everything."""
    zones = {member["zone"] for member in members if code.startswith(member["code"][: PREFIX[member["level"]]])}
    if area["level"] == "ZONE":
        return area["code"] in zones
    inside = code.startswith(area["code"][: PREFIX[area["level"]]])
    return inside and (area["level"] == "PROVINCE" or not zones)


def is_urban(division: dict) -> bool:
    if division["urban_rural"]:
        return division["urban_rural"][0] == "1"
    return division["community_type"] in ("RESIDENTS", "LIKE_RESIDENTS")


def count(tables: Tables, year: int, cutoff: str, area_code: str) -> dict[str, int]:
    """The figures of one area."""
    divisions = {row["id"]: row for row in tables.rows("SELECT * FROM divisions_division")}
    area = next(row for row in divisions.values() if row["code"] == area_code)
    members = [
        {"zone": divisions[row["zone_id"]]["code"], **divisions[row["member_id"]]}
        for row in tables.rows("SELECT * FROM divisions_zonemember")
    ]
    plan = next(row for row in tables.rows("SELECT * FROM programme_plan") if row["year"] == year)
    slots = {
        row["station_id"]
        for row in tables.rows("SELECT * FROM programme_slot")
        if row["plan_id"] == plan["id"] and (not row["freed_on"] or day(row["freed_on"]) > cutoff)
    }
    sites = {row["id"]: divisions[row["division_id"]] for row in tables.rows("SELECT * FROM stations_site")}
    stations = [
        row
        for row in tables.rows("SELECT * FROM stations_station")
        if row["id"] in slots and row["tier"] == "COMMUNITY" and in_area(row["division_code"], area, members)
    ]
    due = day(plan["due_on"])
    done = [one for one in stations if completed(one, cutoff)]
    later = [one for one in stations if completed(one, due) and day(one["accepted_on"]) > cutoff]
    quotas = [row for row in tables.rows("SELECT * FROM programme_quota") if row["plan_id"] == plan["id"]]
    top = [row for row in quotas if row["parent_id"] is None]
    own = top if area["level"] == "PROVINCE" else [row for row in quotas if row["division_id"] == area["id"]]
    return {
        **of_stations(done, sites),
        **of_people(tables, done),
        **of_standing(tables, done),
        "quota_sw": sum(row["sw"] for row in own),
        "quota_vs": sum(row["vs"] for row in own),
        "supplement_sw": sum(one["kind"] == "SW" for one in later),
        "supplement_vs": sum(one["kind"] == "VS" for one in later),
    }


def completed(station: dict, on: str) -> bool:
    accepted, closed = day(station["accepted_on"]), day(station["closed_on"])
    return bool(accepted) and accepted <= on and (not closed or closed > on)


def of_stations(done: list[dict], sites: dict) -> dict[str, int]:
    by_code: dict[str, set] = {}
    urban = set()
    for one in done:
        by_code.setdefault(one["division_code"], set()).add(one["kind"])
        if is_urban(sites[one["site_id"]]):
            urban.add(one["division_code"])
    return {
        "sw": sum(one["kind"] == "SW" for one in done),
        "vs": sum(one["kind"] == "VS" for one in done),
        "both": sum(len(kinds) == 2 for kinds in by_code.values()),
        "communities": len(by_code),
        "urban": len(urban),
        "rural": len(by_code) - len(urban),
    }


def of_people(tables: Tables, done: list[dict]) -> dict[str, int]:
    staff = {row["station_id"]: row for row in tables.rows("SELECT * FROM stations_staffdeclaration")}
    none = {"full_time": 0, "part_time": 0, "certified": 0}
    social = [staff.get(one["id"], none) for one in done if one["kind"] == "SW"]
    volunteer = [staff.get(one["id"], none) for one in done if one["kind"] == "VS"]
    return {
        "full_time": sum(row["full_time"] for row in social),
        "part_time": sum(row["part_time"] for row in social),
        "certified": sum(row["certified"] for row in social),
        "keepers": sum(row["full_time"] + row["part_time"] for row in volunteer),
    }


def of_standing(tables: Tables, done: list[dict]) -> dict[str, int]:
    rows = tables.rows("SELECT * FROM stations_standing")
    forms = {row["station_id"]: row["form"] for row in rows if row["state"] == "IN_FORCE"}
    held = [forms.get(one["id"], "") for one in done]
    return {
        "registered": sum(form in ("SOCIAL_SERVICE_ORG", "SOCIAL_GROUP") for form in held),
        "filed": held.count("FILED_COMMUNITY_ORG"),
    }


if __name__ == "__main__":
    name, plan_year, cutoff_on, code = sys.argv[1:]
    sys.stdout.write(json.dumps(count(Tables(name), int(plan_year), cutoff_on, code)))
