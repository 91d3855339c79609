"""The indicators once more, from the bare tables: plain SQL and Python, and nothing of `liangzhan`.

Written from domain.md 9.3 alone. Slow and simple on purpose: what both ways agree on is believed.
"""

import datetime as dt
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

CLIENT = {"CASE_CONTACT", "CONSULTATION", "VISIT", "GROUP_ATTENDANCE", "ACTIVITY_ATTENDANCE"}


def half_up(value, digits):
    return Decimal(value).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def part(some, whole):
    return half_up(Decimal(some) * 100 / Decimal(whole), 1) if whole else None


class Tables:
    """One database, asked table by table. `area` is (prefixes that belong to it, prefixes that do not)."""

    def __init__(self, cursor, area, start, end, key_tokens, pre_token):
        self.cursor, self.area, self.start, self.end = cursor, area, start, end
        self.key_tokens, self.pre_token = key_tokens, pre_token
        self.alias = dict(self.rows("SELECT id, merged_into_id FROM people_person WHERE merged_into_id IS NOT NULL"))
        self.entries = self.read_entries(start, end)
        self.earlier = self.read_entries(dt.date(2020, 1, 1), start - dt.timedelta(days=1))

    def rows(self, sql, *values):
        self.cursor.execute(sql, values)
        return self.cursor.fetchall()

    def inside(self, code):
        belongs, not_ = self.area
        return any(code.startswith(one) for one in belongs) and not any(code.startswith(one) for one in not_)

    def here(self, sql, *values):
        """Rows whose first column is a code of the area."""
        return [row[1:] for row in self.rows(sql, *values) if self.inside(row[0])]

    def read_entries(self, start, end):
        columns = "division_code, station_id, served_on, kind, category, person_id, heads, sign, minutes, fen"
        sql = f"SELECT {columns} FROM ledger_entry WHERE served_on >= %s AND served_on <= %s"  # noqa: S608 -- columns
        return [
            (station, day(served), kind, category, self.person(person), heads, sign, minutes, fen)
            for station, served, kind, category, person, heads, sign, minutes, fen in self.here(sql, start, end)
        ]

    def person(self, number):
        while number in self.alias:
            number = self.alias[number]
        return number

    def times(self, *kinds):
        return sum(s * (1 if p is not None else h) for _, _, k, _, p, h, s, _, _ in self.entries if k in kinds)

    def things(self, *kinds):
        return sum(s for _, _, k, _, _, _, s, _, _ in self.entries if k in kinds)

    def minutes(self, *kinds):
        return sum(s * m for _, _, k, _, _, _, s, m, _ in self.entries if k in kinds)

    def fen(self, *kinds):
        return sum(s * f for _, _, k, _, _, _, s, _, f in self.entries if k in kinds)

    def people(self, kinds, tokens=None):
        net = defaultdict(int)
        for station, served, kind, category, person, _, sign, _, _ in self.entries:
            if kind in kinds and person is not None and (tokens is None or category in tokens):
                net[station, served.replace(day=1), kind, category, person] += sign
        return len({key[-1] for key, count in net.items() if count > 0})

    def open_before(self):
        opened = sum(s for _, _, k, _, _, _, s, _, _ in self.earlier if k == "CASE_OPENED")
        return opened - sum(s for _, _, k, _, _, _, s, _, _ in self.earlier if k == "CASE_CLOSED")


def day(value):
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value)[:10])


def figures(tables: Tables) -> dict[str, dict]:
    """{code: {part: number}}."""
    return {
        **of_ledger(tables),
        **of_stations(tables),
        **of_staff(tables),
        **of_cases(tables),
        **of_gifts(tables),
        **of_volunteers(tables),
    }


def of_ledger(t):
    before, opened, closed = t.open_before(), t.things("CASE_OPENED"), t.things("CASE_CLOSED")
    all_people, key_people = t.people(CLIENT), t.people(CLIENT, t.key_tokens)
    return {
        "I05": {"persons": all_people},
        "I06": {"times": t.times(*CLIENT)},
        "I07": {"persons": t.people({"FILE_OPENED"})},
        "I08": {"opened": opened, "open": before + opened - closed, "closed": closed},
        "I10": {
            "groups": t.things("GROUP_OPENED"),
            "sessions": t.things("GROUP_SESSION"),
            "times": t.times("GROUP_ATTENDANCE"),
        },
        "I11": {"held": t.things("ACTIVITY_HELD"), "times": t.times("ACTIVITY_ATTENDANCE")},
        "I12": {"times": t.times("VISIT"), "households": t.things("VISIT_HOUSEHOLD")},
        "I15": {"persons": t.people({"VOLUNTEER_SERVICE"})},
        "I16": {"hours": half_up(Decimal(t.minutes("VOLUNTEER_SERVICE")) / 60, 1)},
        "I18": {
            "times": t.times("VOLUNTEER_TRAINING"),
            "hours": half_up(Decimal(t.minutes("VOLUNTEER_TRAINING")) / 60, 1),
        },
        "I26": {"rate": part(key_people, all_people), "persons": key_people},
    }


def of_stations(t):
    stations = t.here(
        "SELECT division_code, division_code, kind, accepted_on, opened_on, closed_on FROM stations_station WHERE tier = 'COMMUNITY'"
    )
    built = [
        (code, kind)
        for code, kind, accepted, _, closed in stations
        if accepted and day(accepted) <= t.end and not (closed and day(closed) <= t.end)
    ]
    kinds = defaultdict(set)
    for code, kind in built:
        kinds[code].add(kind)
    opened = {
        code
        for code, _, _, opened, closed in stations
        if opened and day(opened) <= t.end and not (closed and day(closed) <= t.end)
    }
    cover = {True: [0, 0], False: [0, 0]}
    sql = "SELECT code, code, urban_rural, community_type, valid_from, valid_to FROM divisions_division WHERE level = 'COMMUNITY'"
    for code, urban_rural, community_type, since, until in t.here(sql):
        if (since and day(since) > t.end) or (until and day(until) < t.end):
            continue
        urban = urban_rural.startswith("1") or (not urban_rural and community_type in ("RESIDENTS", "LIKE_RESIDENTS"))
        cover[urban][0] += 1
        cover[urban][1] += code in opened
    return {
        "I01": {
            "sw": sum(kind == "SW" for _, kind in built),
            "vs": sum(kind == "VS" for _, kind in built),
            "both": sum(len(found) == 2 for found in kinds.values()),
        },
        "I03": {"urban": part(cover[True][1], cover[True][0]), "rural": part(cover[False][1], cover[False][0])},
    }


def of_staff(t):
    kind_of = dict(t.rows("SELECT id, kind FROM stations_station"))
    posts = t.here("SELECT division_code, worker_id, station_id, starts_on, ends_on FROM staff_post")
    staff = {
        worker
        for worker, station, since, until in posts
        if kind_of[station] == "SW" and day(since) <= t.end and not (until and day(until) < t.end)
    }
    certified = {
        worker for worker, on in t.rows("SELECT worker_id, passed_on FROM staff_certificate") if day(on) <= t.end
    }
    held = t.here(
        "SELECT division_code, session_id, counted_on FROM staff_supervisionpart WHERE counted_on IS NOT NULL"
    )
    sessions = {session for session, on in held if t.start <= day(on) <= t.end}
    minutes = dict(t.rows("SELECT id, minutes FROM staff_supervisionsession"))
    return {
        "I04": {
            "staff": len(staff),
            "certified": len(staff & certified),
            "rate": part(len(staff & certified), len(staff)),
        },
        "I24": {"sessions": len(sessions), "hours": half_up(Decimal(sum(minutes[one] for one in sessions)) / 60, 1)},
    }


def of_cases(t):
    cases = {
        pk: code for pk, code, sealed in t.rows("SELECT id, division_code, sealed FROM casework_case") if not sealed
    }
    first, last = {}, dict(t.rows("SELECT id, total FROM casework_scalescore"))
    scores = 'SELECT case_id, total FROM casework_scalescore WHERE moment = %s ORDER BY "on" DESC, id DESC'
    for case, total in t.rows(scores, t.pre_token):
        first[case] = total
    columns = "case_id, approved_on, goal_percent, score_id, satisfaction"
    sql = f"SELECT {columns} FROM casework_closing WHERE approved_on IS NOT NULL AND voided_on IS NULL"  # noqa: S608 -- columns
    ends = [
        row for row in t.rows(sql) if row[0] in cases and t.inside(cases[row[0]]) and t.start <= day(row[1]) <= t.end
    ]
    goals = [row[2] for row in ends if row[2] is not None]
    pairs = [(first[row[0]], last[row[3]]) for row in ends if row[0] in first and row[3] is not None]
    opened, closed = t.things("CASE_OPENED"), t.things("CASE_CLOSED")
    marks = [row[4] for row in ends if row[4] is not None]
    ways = [f"{way}_{score}" for score in range(1, 6) for way in ("online", "paper")]
    for held, *counts in t.here(f"SELECT division_code, held_on, {', '.join(ways)} FROM activities_ratingsheet"):  # noqa: S608 -- columns
        if t.start <= day(held) <= t.end:
            for score in range(5):
                marks += [score + 1] * (counts[2 * score] + counts[2 * score + 1])
    enough = len(marks) >= 10
    return {
        "I09": {
            "closed": part(closed, t.open_before() + opened),
            "goals": half_up(Decimal(sum(goals)) / len(goals), 1) if goals else None,
        },
        "I13": {"rate": part(sum(b > a for a, b in pairs), len(pairs)), "scored": len(pairs)},
        "I25": {
            "mean": half_up(Decimal(sum(marks)) / len(marks), 2) if enough else None,
            "satisfied": part(sum(one >= 4 for one in marks), len(marks)) if enough else None,
            "answers": len(marks),
        },
    }


def of_gifts(t):
    sql = "SELECT division_code, kind, amount_fen, received_on FROM funds_donation WHERE voided_at IS NULL"
    sums = defaultdict(int)
    for kind, fen, on in t.here(sql):
        sums[kind] += fen if t.start <= day(on) <= t.end else 0
    linked = t.fen("RESOURCE_LINKED")
    yuan = {name: half_up(Decimal(sums[name]) / 100, 2) for name in ("CASH", "GOODS")}
    return {
        "I20": {
            "money": yuan["CASH"],
            "goods": yuan["GOODS"],
            "service": half_up(Decimal(sums["SERVICE"] + linked) / 100, 2),
        }
    }


def of_volunteers(t):
    sql = "SELECT division_code, person_id, national_state, national_on, confirmed_at FROM volunteers_volunteer WHERE state = 'ACTIVE'"
    national, own = set(), set()
    for person, state, on, confirmed in t.here(sql):
        if local_day(confirmed) > t.end:
            continue
        accepted = state == "ACCEPTED" and not (on and day(on) > t.end)
        (national if accepted else own).add(person)
    over = "'ENDED', 'CONFIRMING', 'ARCHIVED'"
    sql = f"SELECT division_code, project_id, ends_at FROM volunteers_volunteeractivity WHERE state IN ({over})"  # noqa: S608 -- states
    held = [project for project, ends in t.here(sql) if t.start <= local_day(ends) <= t.end]
    return {
        "I14": {"national": len(national), "own": len(own)},
        "I17": {"activities": len(held), "projects": len({one for one in held if one is not None})},
    }


def local_day(moment):
    """The day in Shenyang of a moment kept in UTC."""
    if isinstance(moment, str):
        moment = dt.datetime.fromisoformat(moment)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return moment.astimezone(dt.timezone(dt.timedelta(hours=8))).date()
