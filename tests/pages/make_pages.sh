#!/usr/bin/env bash
# Writes each kind of page that the program has, of the example company, into a folder:
#   tests/pages/make_pages.sh PROGRAM FOLDER
# The airport's page needs the open data of the streams; where they are not, it says so and goes on.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$1
to=$2
standard=standards/fair-and-firm
rm -rf "$to"
mkdir -p "$to"
log=$to/history.db

quietly() { "$@" >"$to/last.txt" 2>&1 || [ $? -eq 1 ] || { cat "$to/last.txt" >&2; exit 1; }; }  # 1: something was found

quietly "$program" decide $standard --in examples/electric-cars/records.jsonl --log "$log" --out "$to/rulings.jsonl"
# Of the first records only: axe's time grows with the square of a page.
head -n 150 examples/electric-cars/records.jsonl >"$to/first.jsonl"
quietly "$program" decide $standard --in "$to/first.jsonl" --out "$to/first-rulings.jsonl"
quietly "$program" report --in "$to/first.jsonl" "$to/first-rulings.jsonl" --standard $standard --out "$to/report.html"
quietly "$program" voices --log "$log" --base 12000 --html "$to/voices.html"
quietly "$program" consistency --log "$log" --standard $standard --html "$to/consistency.html"
quietly "$program" backtest standards/executive --log "$log" --html "$to/backtest.html"
quietly "$program" prove standards/executive --html "$to/prove.html"
quietly "$program" check standards/executive --html "$to/check.html"
quietly "$program" conduct evaluate data/service-contacts/german-*.tsv --html "$to/evaluation.html"
quietly "$program" noise plan --log "$log" --standard $standard --reviewers r-1 r-2 r-3 --cases 20 --out "$to/audit"
for sheet in "$to"/audit/r-*.jsonl; do
    awk '{ sub(/null\}$/, (NR % 3 == 0 ? "\"notice\"}" : "\"none\"}")); print }' "$sheet" >"$sheet.filled"
    mv "$sheet.filled" "$sheet"
done
quietly "$program" noise analyse --key "$to/audit/key.json" "$to"/audit/r-*.jsonl --html "$to/noise.html"
counts=${KONSEQUENZ_DATA:-../shared/data}/streams/sfo_aircraft_noise_counts.csv
if [ -f "$counts" ]; then
    "$program" voices --counted "$counts" --period year --html "$to/airport.html" \
        --columns 'period={Year}-{Month},topic={Community},messages={Total Complaints},people={Total Number of Callers}' \
        >"$to/last.txt" 2>&1 || [ $? -eq 3 ]  # 3: the rows that contradict themselves are refused
else
    echo "pages: SKIPPED, NOT PASSED: the airport's page; there is no $counts; set KONSEQUENZ_DATA" >&2
fi
