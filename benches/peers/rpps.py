"""What DuckDB needs to read, filter and group the same file: one scan on two threads, then the two answers."""

import json
import resource
import sys
import time

import duckdb

file, known = sys.argv[1:]

started = time.perf_counter()
db = duckdb.connect()
db.execute("SET threads = 2")
db.execute("SET preserve_insertion_order = false")
db.execute(f"CREATE TEMP TABLE known AS SELECT column0 AS finess FROM read_csv('{known}', header = false, all_varchar = true)")
db.execute(f"""
CREATE TEMP TABLE kept AS
SELECT "Identification nationale PP" AS person, "Code profession" AS profession, "Code savoir-faire" AS skill,
       "Code mode exercice" AS mode, "Numéro FINESS site" AS site,
       CASE WHEN "Code commune (coord. structure)" LIKE '751%' THEN '75056'
            ELSE "Code commune (coord. structure)" END AS commune
FROM read_csv('{file}', delim = '|', quote = '', escape = '', header = true, all_varchar = true)
WHERE "Code catégorie professionnelle" = 'C' AND ("Code mode exercice" = 'L'
   OR "Code savoir-faire" IN ('SM26', 'SM53', 'SM54')
   OR "Numéro FINESS site" IN (SELECT finess FROM known))
""")
practitioners = """
SELECT DISTINCT person FROM kept WHERE profession = '10' AND skill IN ('SM26', 'SM53', 'SM54')
"""
db.execute(f"""
CREATE TEMP TABLE liberals AS
SELECT commune, profession, profession = '10' AND p.person IS NOT NULL AS is_gp, count(DISTINCT kept.person) AS number
FROM kept LEFT JOIN ({practitioners}) p ON p.person = kept.person
WHERE mode = 'L' AND commune IS NOT NULL GROUP BY ALL
""")
db.execute(f"""
CREATE TEMP TABLE members AS
SELECT site, kept.person, profession, bool_or(profession = '10' AND p.person IS NOT NULL) AS is_gp, bool_or(mode = 'L') AS is_liberal
FROM kept LEFT JOIN ({practitioners}) p ON p.person = kept.person
WHERE site IN (SELECT finess FROM known) GROUP BY ALL
""")
seconds = time.perf_counter() - started

[(groups, number)] = db.execute("SELECT count(*), sum(number) FROM liberals").fetchall()
[(members,)] = db.execute("SELECT count(*) FROM members").fetchall()
print(json.dumps({
    "seconds": seconds,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "members": members,
    "groups": groups,
    "liberals": int(number),
}))
