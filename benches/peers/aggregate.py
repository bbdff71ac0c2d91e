"""The same indicators in SQL, on DuckDB's own tables: every definition becomes an expression, each source is joined and
aggregated once for all of them over grouping sets. Loading the tables is not counted."""

import json
import resource
import sys
import time
import tomllib
from pathlib import Path

import duckdb

folder, definitions = Path(sys.argv[1]), Path(sys.argv[2])
MONTHS = 216
FIRST_YEAR = 2008
PATIENCE = {True: 3, False: 18}

db = duckdb.connect()
db.execute("SET threads = 2")
db.execute("SET preserve_insertion_order = false")


def load(name, columns):
    names = ", ".join(f"'{column}': '{kind}'" for column, kind in columns.items())
    db.execute(f"CREATE TABLE {name} AS SELECT * FROM read_csv('{folder / name}.csv', delim = ';', header = false, "
               f"quote = '', columns = {{{names}}})")


TEXT, INT = "VARCHAR", "INTEGER"
load("spells", {"s": INT, "commune": TEXT, "form": TEXT, "start": INT, "stop": INT})
load("members", {"person": INT, "s": INT, "grp": TEXT, "mode": TEXT, "start": INT, "stop": INT})
load("professionals", {"commune": TEXT, "grp": TEXT, "n": INT, "start": INT, "stop": INT})
load("contracts", {"s": INT, "signed": INT, "over": INT})
load("communes", {"code": TEXT, "dep": TEXT, "reg": TEXT, "epci": TEXT, "population": "DOUBLE"})
load("zoning", {"commune": TEXT, "m": INT, "zone": TEXT})
tables = {path.stem.removeprefix("table_"): path for path in sorted(folder.glob("table_*.csv"))}
columns_of = {}
for source, path in tables.items():
    header = path.open().readline().strip().split(";")
    columns_of[source] = header[3:]
    db.execute(f"CREATE TABLE t_{source} AS SELECT * FROM read_csv('{path}', delim = ';', header = true, quote = '', "
               "sample_size = -1)")
is_monthly = {source: db.execute(f"SELECT count(DISTINCT m % 12) > 1 FROM t_{source}").fetchone()[0] for source in tables}
kinds = {source: dict(db.execute(f"SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 't_{source}'")
                      .fetchall()) for source in tables}

indicators = {name: tomllib.loads((definitions / f"{name}.toml").read_text())
              for name in (folder / "indicators.txt").read_text().split()}

# Expressions of the statements of each source, by the name of the column that they become.
expressions = {source: {} for source in tables}
windows, carried = {}, {}


def listed(value):
    return value if isinstance(value, list) else [value]


def quoted(words):
    return ", ".join(f"'{word}'" for word in words)


def compared(value, keys):
    parts = [f"{value} >= {keys['at_least']}"] if "at_least" in keys else []
    return parts + ([f"{value} <= {keys['at_most']}"] if "at_most" in keys else [])


def words(column, kind, keys):
    if kind in ("BIGINT", "DOUBLE"):
        return f"{column} IN ({', '.join('1' if word == 'oui' else '0' for word in keys['is'])})"
    parts = [f"len(list_intersect(string_split({column}, '|'), [{quoted(keys['is'])}])) > 0"] if keys.get("is") else []
    if keys.get("is_not"):
        parts.append(f"len(list_intersect(string_split({column}, '|'), [{quoted(keys['is_not'])}])) = 0")
    return " AND ".join(parts)


def stated(term, source, column):
    """One value a statement, NULL when it is not known."""
    kind, number = kinds[source][column], " + ".join([column, *term.get("plus", [])])
    if "item" in term:
        where = f"FILTER (split_part(item, '/', 1) = '{term['item']}')"
        number = f"CASE WHEN count(*) {where} = count({number}) {where} THEN sum({number}) {where} END"
    count = term["count"]
    if count == "aged":
        year = f"{FIRST_YEAR} + m // 12"
        born = f"string_split(CAST({column} AS VARCHAR), '|')"
        if "at_least" not in term:
            return f"CASE WHEN {column} IS NOT NULL THEN len({born}) END"
        return (f"CASE WHEN {column} IS NOT NULL THEN len(list_filter({born}, lambda b: "
                f"{year} - CAST(b AS DOUBLE) >= {term['at_least']})) END")
    if count == "sum" or "months" in term:
        return number
    if term.get("filled"):
        return f"CAST({column} IS NOT NULL AS INT)"
    numeric = kind in ("BIGINT", "DOUBLE")
    if term.get("is") or term.get("is_not"):
        value = words(column, kind, term)
        known = f"({value})"
    elif compared(number, term):
        known = f"({' AND '.join(compared(number, term))})"
    else:
        known = f"({number} IS NOT NULL OR NULL)" if numeric else f"({column} IS NOT NULL OR NULL)"
    for also in term.get("also", []):
        other = words(also["column"], kinds[source][also["column"]], also) if also.get("is") else " AND ".join(
            compared(also["column"], also)) or f"{also['column']} IS NOT NULL OR NULL"
        # Unknown unless all are known.
        known = f"CASE WHEN {known} IS NOT NULL AND ({other}) IS NOT NULL THEN {known} AND ({other}) END"
    return f"CAST({known} AS INT)"


def value_of(term):
    """The expression over the wide table that stands for a term, NULL when it is not known."""
    count = term["count"]
    if count == "structures":
        form = {"sisa": "form = 'sisa'", "known": "true"}.get(term.get("form"))
        if form:
            return f"CAST({form} AS INT)"
        if term.get("zone"):
            return f"CAST(zone IN ({quoted(term['zone'])}) AS INT)"
        return "1"
    if count == "members":
        return member("total", term)
    if count in ("arrivals", "departures"):
        return f"CASE WHEN shown_{term['months']} THEN {member(count, term)} END"
    if count == "contracts":
        if term["state"] == "active":
            return "CAST(coalesce(signed <= m AND over > m, false) AS INT)"
        day = "signed" if term["state"] == "signed" else "over"
        since = f" AND {day} > m - {term['months']}" if "months" in term else ""
        return f"CAST(coalesce({day} <= m{since}, false) AS INT)"
    found = []
    sources, columns = listed(term["from"]), listed(term["column"])
    for at, source in enumerate(sources):
        column = columns[at] if len(columns) > 1 else columns[0]
        expression = stated(term, source, column)
        key = (expression, term.get("item"))
        name = expressions[source].setdefault(key, f"v_{source}_{len(expressions[source])}")
        if "months" in term:
            w = term["months"]
            windows.setdefault((source, name, w), f"{name}_{w}")
            value = f"{name}_{w}"
            if count == "answered":
                value = f"CASE WHEN {value} IS NOT NULL THEN 1 END"
            elif count == "meeting":
                value = f"CAST(({' AND '.join(compared(value, term))}) AS INT)"
        else:
            carried.setdefault((source, name), name)
            value = name
            if count == "answered":
                value = f"CASE WHEN {value} IS NOT NULL THEN 1 END"
        found.append(value)
    return found[0] if len(found) == 1 else f"coalesce({', '.join(found)})"


counts = {}


def member(what, term):
    condition = []
    if term.get("of"):
        condition.append(f"grp IN ({quoted(term['of'])})")
    if term.get("mode"):
        condition.append(f"mode = '{term['mode']}'")
    if what == "total":
        condition.append("mem.start <= m AND mem.stop > m")
    elif what == "arrivals":
        condition.append(f"mem.start <= m AND mem.stop > m AND mem.start > m - {term['months']}")
    else:
        condition.append(f"mem.stop <= m AND mem.stop > m - {term['months']} AND mem.start <= m - {term['months']}")
    return counts.setdefault(" AND ".join(condition), f"n_{len(counts)}")


pairs, elsewhere, distinct, medians = {}, {}, {}, {}
BY_STRUCTURE = {"structures", "members", "arrivals", "departures", "contracts", "sum", "answered", "meeting", "aged"}
for name, it in indicators.items():
    top, below = it["numerator"], it.get("denominator")
    if it["formula"] == "median":
        medians[name] = value_of(top)
        continue
    a = value_of(top) if top["count"] in BY_STRUCTURE and not top.get("distinct") else None
    b = value_of(below) if below and below["count"] in BY_STRUCTURE and not below.get("distinct") else None
    pairs[name] = (a, b)
    for side, term in enumerate([top, below]):
        if term and (a, b)[side] is None:
            (distinct if term.get("distinct") else elsewhere)[name, side] = term

w_columns = [(source, name) for (source, name) in carried]
SETS = "GROUPING SETS ((m), (m, reg), (m, dep), (m, epci))"
started = time.perf_counter()

db.execute(f"""
CREATE TEMP TABLE open AS
SELECT s, m, commune, form, reg, dep, nullif(epci, '') AS epci
FROM spells, LATERAL unnest(range(start, stop)) AS r(m) JOIN communes ON code = commune""")
counted = ", ".join(f"count(*) FILTER ({condition}) AS {name}" for condition, name in counts.items())
moves = sorted({term["months"] for it in indicators.values() for term in (it["numerator"], it.get("denominator") or {})
                if term.get("count") in ("arrivals", "departures")})
look = max([0, *moves])
db.execute(f"""
CREATE TEMP TABLE who AS
SELECT o.s, o.m, count(*) FILTER (mem.start <= m AND mem.stop > m) AS shown {',' if counted else ''} {counted}
FROM open o JOIN members mem ON mem.s = o.s AND mem.start <= o.m AND mem.stop > o.m - {look}
GROUP BY o.s, o.m""")
parts = []
for source in tables:
    own = [(key, name) for key, name in expressions[source].items()]
    if not own:
        continue
    items = any(item for (_, item), _ in own)
    grouped = " GROUP BY s, m" if items else ""
    listing = ", ".join(f"{expression} AS {name}" for (expression, _), name in own)
    query = f"SELECT s, m, {listing} FROM t_{source}{grouped}"
    reach = PATIENCE[is_monthly[source]]
    over = f"OVER (PARTITION BY o.s ORDER BY o.m RANGE BETWEEN {reach} PRECEDING AND CURRENT ROW)"
    selected = [f"last_value({name} IGNORE NULLS) {over} AS {name}" for (at, name) in carried if at == source]
    for (at, name, w), alias in windows.items():
        if at == source:
            frame = f"OVER (PARTITION BY o.s ORDER BY o.m RANGE BETWEEN {w - 1} PRECEDING AND CURRENT ROW)"
            selected.append(f"CASE WHEN count({name}) {frame} >= {0.75 * w} THEN sum({name}) {frame} * {w} / "
                            f"count({name}) {frame} END AS {alias}")
    db.execute(f"CREATE TEMP TABLE w_{source} AS SELECT o.s, o.m, {', '.join(selected)} FROM open o "
               f"LEFT JOIN ({query}) t ON t.s = o.s AND t.m = o.m")
    parts.append(f"LEFT JOIN w_{source} ON w_{source}.s = o.s AND w_{source}.m = o.m")
shown = ", ".join(f"coalesce(w.shown > 0 AND before_{k}.shown > 0, false) AS shown_{k}" for k in moves)
before = " ".join(f"LEFT JOIN who before_{k} ON before_{k}.s = o.s AND before_{k}.m = o.m - {k}" for k in moves)
people = ", ".join(f"CASE WHEN w.shown > 0 THEN w.{name} END AS {name}" for name in counts.values())
values = ", ".join([*(name for _, name in w_columns), *windows.values()])
db.execute(f"""
CREATE TEMP TABLE wide AS
SELECT o.s, o.m, o.commune, o.form, o.reg, o.dep, o.epci, z.zone, c.signed, c.over, {people}, {shown}, {values}
FROM open o ASOF LEFT JOIN zoning z ON z.commune = o.commune AND o.m >= z.m
LEFT JOIN contracts c ON c.s = o.s LEFT JOIN who w ON w.s = o.s AND w.m = o.m {before} {' '.join(parts)}""")
selected, at = ["count(*)"], {}
for name, (a, b) in pairs.items():
    if a is None and b is None:
        continue
    known = " AND ".join(f"({x}) IS NOT NULL" for x in (a, b) if x)
    for side, x in enumerate((a, b)):
        if x:
            at[name, side] = len(selected)
            selected.append(f"sum({x}) FILTER ({known})")
    selected.append(f"count(*) FILTER ({known})")
for name, x in medians.items():
    at[name, 0] = len(selected)
    selected.append(f"median({x})")
named = ", ".join(f"{x} AS r_{i}" for i, x in enumerate(selected))
db.execute(f"CREATE TEMP TABLE result AS SELECT m, reg, dep, epci, {named} FROM wide GROUP BY {SETS}")
if distinct:
    conditions = {}
    for term in distinct.values():
        condition = [f"grp IN ({quoted(term['of'])})"] if term.get("of") else ["true"]
        condition += [f"mode = '{term['mode']}'"] if term.get("mode") else []
        conditions.setdefault(" AND ".join(condition), f"d_{len(conditions)}")
    named = ", ".join(f"count(DISTINCT person) FILTER ({condition}) AS {name}" for condition, name in conditions.items())
    db.execute(f"CREATE TEMP TABLE persons AS SELECT m, reg, dep, epci, {named} FROM open o JOIN members mem ON "
               f"mem.s = o.s AND mem.start <= o.m AND mem.stop > o.m GROUP BY {SETS}")
if elsewhere:
    db.execute(f"""
    CREATE TEMP TABLE inhabited AS
    SELECT m, reg, dep, epci, sum(population) AS population, sum(population) FILTER (near_commune) AS near_commune,
           sum(population) FILTER (near_epci) AS near_epci
    FROM (SELECT r.m, c.reg, c.dep, nullif(c.epci, '') AS epci, c.population, a.m IS NOT NULL AS near_commune, b.m IS NOT NULL AS near_epci
          FROM communes c, LATERAL unnest(range({MONTHS})) AS r(m)
          LEFT JOIN (SELECT DISTINCT commune, m FROM open) a ON a.commune = c.code AND a.m = r.m
          LEFT JOIN (SELECT DISTINCT coalesce(epci, commune) AS near, m FROM open) b
          ON b.near = coalesce(nullif(c.epci, ''), c.code) AND b.m = r.m)
    GROUP BY {SETS}""")
    groups = sorted({group for term in elsewhere.values() for group in term.get("of", [])})
    named = ", ".join(["sum(n) AS p_all", *(f"sum(n) FILTER (grp = '{group}') AS p_{group}" for group in groups)])
    db.execute(f"CREATE TEMP TABLE liberals AS SELECT m, reg, dep, nullif(epci, '') AS epci, {named} FROM professionals p, "
               f"LATERAL unnest(range(start, stop)) AS r(m) JOIN communes ON code = p.commune GROUP BY "
               "GROUPING SETS ((m), (m, reg), (m, dep), (m, epci))")
seconds = time.perf_counter() - started

PLACE = ("CASE WHEN reg IS NOT NULL THEN 'REG-' || reg WHEN dep IS NOT NULL THEN 'DEP-' || dep "
         "WHEN epci IS NOT NULL THEN 'EPCI-' || epci ELSE 'FR' END")
found = {}


def keep(table, expression, name, side):
    # Communes without an EPCI are grouped under no name, beside France, which is larger.
    rows = db.execute(f"SELECT {PLACE}, max({expression}) FROM {table} WHERE m = {MONTHS - 1} GROUP BY 1").fetchall()
    for place, value in rows:
        found.setdefault(f"{name} {place}", [None, None])[side] = None if value is None else float(value)


for name in indicators:
    for side in (0, 1):
        term = distinct.get((name, side)) or elsewhere.get((name, side))
        if (name, side) in at:
            column = f"r_{at[name, side]}"
            # France is the row of most structures, whatever its value.
            keep("(SELECT * FROM result QUALIFY row_number() OVER (PARTITION BY m, reg, dep, epci ORDER BY r_0 DESC) = 1)",
                 column, name, side)
        elif not term:
            continue
        elif term.get("distinct"):
            condition = [f"grp IN ({quoted(term['of'])})"] if term.get("of") else ["true"]
            condition += [f"mode = '{term['mode']}'"] if term.get("mode") else []
            keep("persons", conditions[" AND ".join(condition)], name, side)
        elif term["count"] == "professionals":
            keep("liberals", " + ".join(f"p_{g}" for g in term.get("of", [])) or "p_all", name, side)
        else:
            keep("inhabited", f"near_{term['near']}" if "near" in term else "population", name, side)
print(json.dumps({
    "seconds": seconds,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "found": found,
}))
