// DuckDB's side: the facts that fair-and-firm's measure reads, by window functions, and the measure by CASE.
//
//   node duckdb.mjs load FOLDER             contacts.csv, findings.csv and notices.csv into FOLDER/history.duckdb
//   node duckdb.mjs measure FOLDER [THREADS]   counts by measure from FOLDER/history.duckdb, as one JSON object
//   node duckdb.mjs dump FOLDER OUT         a byte a contact, by its number: its measure's place
import fs from 'node:fs';
import {DuckDBInstance} from '@duckdb/node-api';

const [command, folder, last] = process.argv.slice(2);
const database = `${folder}/history.duckdb`;

const types = `
CREATE TYPE label AS ENUM ('none', 'criticism', 'disrespect', 'insult', 'discrimination', 'threat');
CREATE TYPE target AS ENUM ('none', 'product', 'company', 'employee', 'other');
CREATE TYPE source AS ENUM ('none', 'model', 'employee', 'reviewer');
CREATE TYPE intention AS ENUM ('unknown', 'deliberate', 'heat of the moment');
CREATE TYPE direction AS ENUM ('in', 'out');
CREATE TYPE result AS ENUM ('open', 'founded', 'partly', 'unfounded');`;

const conduct = 'label::label AS label, severity::TINYINT AS severity, target::target AS target, source::source AS source, intention::intention AS intention';
// Each table lies in the order of customers and times, as the history in columns does.
const tables = `
CREATE TABLE contacts AS SELECT number::INTEGER AS number, customer::INTEGER AS customer, to_timestamp(time::BIGINT)::TIMESTAMP_S AS time, direction::direction AS direction, ${conduct} FROM read_csv('${folder}/contacts.csv', all_varchar = true) ORDER BY customer, time;
CREATE TABLE findings AS SELECT customer::INTEGER AS customer, contact::INTEGER AS contact, to_timestamp(time::BIGINT)::TIMESTAMP_S AS time, manifestly_unfounded::BOOLEAN AS manifestly_unfounded, result::result AS result, ${conduct} FROM read_csv('${folder}/findings.csv', all_varchar = true) ORDER BY customer, time;
CREATE TABLE notices AS SELECT customer::INTEGER AS customer, to_timestamp(time::BIGINT)::TIMESTAMP_S AS time, announced::BOOLEAN AS announced FROM read_csv('${folder}/notices.csv', all_varchar = true) ORDER BY customer, time;`;

const abusive = row => `(${row}.source IN ('employee', 'reviewer') AND ${row}.severity >= 2 AND ${row}.label IN ('disrespect', 'insult', 'discrimination', 'threat') AND ${row}.target IN ('employee', 'other', 'none'))::TINYINT`;

// A finding corrects a contact's conduct from its own time on. The windows count each contact as it was known in the
// end; what a contact in between did not know yet is taken off again by a running sum. (In this history a finding comes
// within five days of its contact, and so before the contact leaves any window; a finding or notice of the same second
// came in before the contact.)
const events = `
corrections AS (
  SELECT c.number, c.customer, c.time AS contact_time, f.time AS finding_time, ${abusive('f')} AS final, ${abusive('f')} - ${abusive('c')} AS delta
  FROM findings f JOIN contacts c ON c.number = f.contact WHERE f.label IS NOT NULL),
events AS (
  SELECT c.customer, c.time, c.number, c.label, c.severity, c.target, c.source, c.intention,
         (c.direction = 'in')::TINYINT AS came_in, coalesce(k.final, ${abusive('c')}) * (c.direction = 'in')::TINYINT AS abusive,
         ${abusive('c')} * (c.direction = 'in')::TINYINT AS abusive_first, coalesce(k.delta, 0) * (c.direction = 'in')::TINYINT AS unknown,
         0::TINYINT AS notice, 0::TINYINT AS unfounded, 0::TINYINT AS decided
  FROM contacts c LEFT JOIN corrections k ON k.number = c.number
  UNION ALL SELECT customer, finding_time, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, -delta, 0, 0, 0 FROM corrections
  UNION ALL SELECT customer, time, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, 0, announced::TINYINT, 0, 0 FROM notices
  UNION ALL SELECT customer, time, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0, manifestly_unfounded::TINYINT, (result <> 'open')::TINYINT FROM findings)`;

const facts = `
counted AS (
  SELECT *, sum(abusive) OVER days_90 AS sum_90, sum(abusive) OVER days_365 AS sum_365, sum(came_in) OVER days_365 AS came_in_365,
         sum(notice) OVER days_180 AS notices_180d, sum(unfounded) OVER days_365 AS unfounded_365d, sum(decided) OVER days_365 AS decided_365d,
         sum(unknown) OVER so_far AS unknown_now
  FROM events
  WINDOW days_90 AS (PARTITION BY customer ORDER BY time RANGE BETWEEN INTERVAL '89 days 23:59:59' PRECEDING AND CURRENT ROW),
         days_180 AS (PARTITION BY customer ORDER BY time RANGE BETWEEN INTERVAL '179 days 23:59:59' PRECEDING AND CURRENT ROW),
         days_365 AS (PARTITION BY customer ORDER BY time RANGE BETWEEN INTERVAL '364 days 23:59:59' PRECEDING AND CURRENT ROW),
         so_far AS (PARTITION BY customer ORDER BY time RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)),
facts AS (
  SELECT number, label, severity, target, source IN ('employee', 'reviewer') AS confirmed, intention,
         sum_90 - unknown_now - abusive_first AS abusive_90d, sum_365 - unknown_now - abusive_first AS abusive_365d,
         came_in_365 - came_in AS contacts_365d, notices_180d, unfounded_365d, decided_365d
  FROM counted WHERE number IS NOT NULL)`;

// The tables of standards/fair-and-firm/conduct.dmn. Shares are compared as products of whole numbers. Nobody in this
// history was asked for circumstances: circumstances.asked is false and circumstances.kind "none".
const decisions = `
graded AS (
  SELECT *, CASE
    WHEN label IN ('none', 'criticism') THEN 0
    WHEN label IN ('disrespect', 'insult') AND target IN ('product', 'company') THEN 0
    WHEN label IN ('threat', 'discrimination') AND target = 'product' THEN 0
    WHEN severity < 1 THEN 0
    WHEN label IN ('disrespect', 'insult') AND target = 'none' THEN 1
    WHEN label = 'discrimination' AND target = 'company' THEN 1
    WHEN label = 'disrespect' AND severity < 2 THEN 1
    WHEN label = 'disrespect' THEN 2
    WHEN label = 'insult' AND intention <> 'heat of the moment' THEN severity
    WHEN label = 'insult' AND severity < 2 THEN 1
    WHEN label = 'insult' THEN severity - 1
    ELSE severity END AS gravity
  FROM facts),
weighed AS (
  SELECT *, CASE
    WHEN gravity >= 4 AND abusive_90d >= 1 THEN 'persistent'
    WHEN abusive_90d >= 5 THEN 'persistent'
    WHEN abusive_90d >= 2 AND abusive_365d * 10 >= contacts_365d THEN 'persistent'
    WHEN abusive_365d >= 4 AND abusive_365d * 4 >= contacts_365d THEN 'persistent'
    WHEN abusive_90d >= 1 THEN 'repeated'
    WHEN abusive_365d >= 2 AND abusive_365d * 10 >= contacts_365d THEN 'repeated'
    WHEN unfounded_365d >= 3 AND unfounded_365d * 2 >= decided_365d THEN 'misuse'
    ELSE 'none' END AS persistence
  FROM graded),
measured AS (
  SELECT number, CASE
    WHEN label IN ('none', 'criticism') THEN 'none'
    WHEN gravity < 1 THEN 'none'
    WHEN gravity >= 2 AND NOT confirmed THEN 'notice'
    WHEN label = 'threat' AND gravity >= 4 THEN 'end'
    WHEN label IN ('threat', 'discrimination') AND gravity >= 2 THEN 'restrict'
    WHEN gravity >= 2 AND notices_180d < 1 THEN 'notice'
    WHEN gravity >= 2 THEN 'notice'
    WHEN label IN ('threat', 'discrimination') THEN 'notice'
    WHEN persistence IN ('repeated', 'persistent', 'misuse') THEN 'notice'
    ELSE 'none' END AS measure
  FROM weighed)`;

const measured = `WITH ${events}, ${facts}, ${decisions}`;

const instance = await DuckDBInstance.create(database);
const connection = await instance.connect();
const rows = async sql => (await connection.runAndReadAll(sql)).getRows();
await rows("SET TimeZone = 'UTC'");

if (command === 'load') {
  for (const sql of (types + tables).split(';')) if (sql.trim()) await rows(sql);
  await rows('CHECKPOINT');
} else if (command === 'measure') {
  if (last) await rows(`SET threads = ${Number(last)}`);
  const start = performance.now();
  const counts = await rows(`${measured} SELECT measure, count(*) FROM measured GROUP BY measure ORDER BY measure`);
  const seconds = (performance.now() - start) / 1000;
  const version = (await rows('SELECT version()'))[0][0];
  const measures = Object.fromEntries(counts.map(([measure, count]) => [measure, Number(count)]));
  console.log(JSON.stringify({duckdb: version, seconds: Number(seconds.toFixed(3)), measures}));
} else if (command === 'dump') {
  const places = "CASE measure WHEN 'none' THEN 0 WHEN 'notice' THEN 1 WHEN 'restrict' THEN 2 ELSE 3 END::UTINYINT";
  const [[most]] = await rows('SELECT max(number) FROM contacts');
  const bytes = new Uint8Array(Number(most) + 1).fill(255);
  const streamed = await connection.stream(`${measured} SELECT number, ${places} FROM measured`);
  for (;;) {
    const chunk = await streamed.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    const [numbers, measures] = chunk.getColumns();
    for (let row = 0; row < numbers.length; ++row) bytes[numbers[row]] = measures[row];
  }
  fs.writeFileSync(last, bytes);
} else {
  console.error('node duckdb.mjs load|measure|dump FOLDER …');
  process.exit(2);
}
connection.closeSync();
