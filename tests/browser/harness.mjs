// One demonstration on simulated data and one browser, for all tests of this folder and for scripts/screenshots.
// Neither outlives the run, and neither is optional: without the binary or the browser the run fails and says what is missing.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';

const ROOT = resolve(fileURLToPath(import.meta.url), '../../..');

// Whenever the tests run, the pages say the same.
const NOW = '2026-11-21T09:00:00Z';

// Simulating and importing a small world takes less than a minute; a loaded machine gets more.
const PATIENCE_MS = 300_000;

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function binary() {
  const named = process.env.OBSERVATOIRE_BIN;
  const path = named ? resolve(named) : join(ROOT, 'target/debug/observatoire');
  if (!existsSync(path) && !named) spawnSync('cargo', ['build', '--quiet'], { cwd: ROOT, stdio: 'inherit' });
  if (!existsSync(path)) throw new Error(`There is no binary at ${path}: build it, or name one in OBSERVATOIRE_BIN.`);
  return path;
}

function browserPath() {
  const path = process.env.CHROMIUM || '/usr/bin/chromium';
  try {
    accessSync(path, constants.X_OK);
  } catch {
    throw new Error(`There is no browser at ${path}: install Debian's chromium, or name one in CHROMIUM.`);
  }
  return path;
}

// Resolves to the address that the demonstration prints when it listens, and the password of its people.
function listening(server) {
  return new Promise((found, failed) => {
    let said = '';
    const timer = setTimeout(() => failed(new Error(`The demonstration did not listen in time:\n${said}`)), PATIENCE_MS);
    server.stderr.setEncoding('utf8').on('data', (text) => {
      said += text;
      const address = said.match(/^Observatoire: (http:\S+?)\/?\n/m); // a whole line: it may come in pieces
      if (!address) return;
      clearTimeout(timer);
      const password = said.match(/^Simulated accounts of this demonstration, password (\S+):$/m)?.[1];
      said = '';
      found([address[1], password]);
    });
    server.on('error', failed);
    server.on('exit', (code) => {
      clearTimeout(timer);
      failed(new Error(`The demonstration ended with ${code}:\n${said}`));
    });
  });
}

// A small world unless told otherwise. The browser is looked for first: it is the cheaper of the two to miss.
export async function start({ program, world = ['--structures', '300', '--no-backtest'] } = {}) {
  const executablePath = browserPath();
  program ??= binary();
  const folder = mkdtempSync(join(tmpdir(), 'observatoire-browser-'));
  // The name of the binary is ours, and no setting of the server.
  const { OBSERVATOIRE_BIN, ...env } = process.env;
  const server = spawn(program, ['demo', '--data', join(folder, 'data'), '--port', '0', ...world], {
    cwd: ROOT,
    env: { ...env, OBSERVATOIRE_NOW: NOW },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // However this process ends, the server ends with it: its data are thrown away, so it need not close well.
  const end = () => {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once('exit', end);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

  const [[address, password], browser] = await Promise.all([
    listening(server),
    chromium.launch({ executablePath, args: FLAGS, headless: true }),
  ]);
  const stop = async () => {
    await browser.close();
    const gone = new Promise((ended) => server.once('exit', ended));
    server.kill('SIGKILL');
    await gone;
  };
  // A command on the same data; it must succeed.
  const command = (...said) => {
    const done = spawnSync(program, said, { cwd: ROOT, env: { ...env, OBSERVATOIRE_NOW: NOW, OBSERVATOIRE_DATA: join(folder, 'data') } });
    if (done.status !== 0) throw new Error(`${said.join(' ')}: ${done.stderr}`);
  };
  return { address, password, browser, stop, command };
}

// Signs somebody of the demonstration in: dgos, ars or msp. Signing in leads back to the page that was asked for.
export async function signIn(page, { password }, login, next = '/compte') {
  await page.goto(`/connexion?next=${encodeURIComponent(next)}`);
  await page.locator('input[name=email]').fill(`${login}@demo.invalid`);
  await page.locator('input[name=password]').fill(password);
  await page.locator('main form button').click();
  await page.waitForURL((url) => url.pathname === next);
}

// A fresh profile for one test, closed with it; paths are of the demonstration.
export async function fresh(test, { address, browser }, options = {}) {
  const context = await browser.newContext({
    baseURL: address,
    locale: 'fr-FR',
    viewport: { width: 1400, height: 900 },
    ...options,
  });
  test.after(() => context.close());
  return context;
}

// What axe finds in a page, or in parts of it, each with the elements that it names.
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
export async function violations(page, ...parts) {
  const axe = new AxeBuilder({ page }).withTags(TAGS);
  const { violations } = await parts.reduce((axe, part) => axe.include(part), axe).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

// How many pixels of the page stand outside the window.
export const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

// A page that keeps what the content policy refuses (`window.refused`) and what the console says (`heard`).
export async function watched(context) {
  await context.addInitScript(() => {
    window.refused = [];
    document.addEventListener('securitypolicyviolation', (event) => window.refused.push(event.violatedDirective));
  });
  const page = await context.newPage();
  const heard = [];
  page.on('console', (message) => heard.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
  page.on('requestfailed', (failed) => heard.push(`failed: ${failed.url()}`));
  return { page, heard };
}
