# The page of the tables to fill in.
declare-title = Declare: the tables, their columns and their templates
declare-short = Declare
declare-intro = Structures, insurance funds and agencies send plain tables to the observatory. Each has a template to download and to fill in with a spreadsheet.
declare-contents = Tables
declare-rules = Rules for all of them
declare-rule-form = CSV in UTF-8, separated by semicolons, or an XLSX workbook. The header names the columns; a day is written AAAA-MM-JJ (2025-03-31), a month AAAA-MM, yes and no as oui and non, a list with bars |.
declare-rule-empty = An empty cell means “unknown”, never zero.
declare-rule-partial = An impossible line is rejected with its reason, line and column; the others are kept. Two lines of the same key are both rejected, except among movements.
declare-rule-correction = To correct, send the line again: the new one takes the place of the old one, which stays in the history. A line or column that is not there changes nothing.
declare-rule-names = No name, no RPPS number, no date of birth: a file that names people is refused. The age of doctors is told by a list of years of birth.
declare-sender = Who sends it
declare-when = When
declare-class = Access
declare-name = Name of the table
declare-class-open = open data
declare-class-declared = for institutions within their rights; the public sees aggregates only
declare-class-restricted = restricted data; the public sees aggregates only
declare-xlsx = XLSX template, with explanations
declare-csv = CSV template
declare-columns = { $n ->
    [one] { $count } column
   *[other] { $count } columns
}
declare-col-column = Column
declare-col-form = What to write
declare-col-rules = Rules
