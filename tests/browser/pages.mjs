// What only a browser can tell: accessibility as axe sees it, the content policy, keyboard, history, no script.
// All else is tested in Rust.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { before, test } from 'node:test';
import { demonstration } from './demonstration.mjs';
import { fresh, overflow, violations, watched } from './harness.mjs';

const DESKTOP = { width: 1400, height: 900 };
const PHONE = { width: 390, height: 844 };
const PAGES = ['/', '/en', '/method', '/en/method', '/?month=2020-06&since=2015&sort=net', '/no-such-page'];

const CARD = '/methode/risque';
const REGION = '/territories/REG-84';
const INDICATOR = '/indicateurs/msp_sisa_share?territory=DEP-69';
const DEPARTMENT = '/territories/DEP-69?state=all&q=sante';

let site;
let structure;
before(async () => {
  site = await demonstration();
  const panel = (name) => `tests/fixtures/risk/${name}`;
  for (const target of ['y_exit', 'y_loss1']) {
    site.command('risk', 'backtest', '--panel', panel('panel.csv'), '--priors', panel('priors.json'), '--target', target, '--draws', '20', '--keep');
  }
  const list = await (await fetch(`${site.address}${REGION}`)).text();
  [structure] = list.match(/\/structures\/[0-9A-Z]{9}/);
});

test('no page breaks a rule that axe knows, in light and dark, on desktop and phone', async (t) => {
  // axe writes its own script into the page, which the policy refuses: another test watches the policy.
  const page = await (await fresh(t, site, { bypassCSP: true })).newPage();
  const looks = [[DESKTOP, 'light'], [DESKTOP, 'dark'], [PHONE, 'light']];
  const routes = ['/', '/en', '/method', '/no-such-page', '/territories', REGION, DEPARTMENT, structure, '/register', '/indicateurs', INDICATOR, '/en/indicateurs/professionals', CARD, `/en${CARD}`];
  for (const [path, [viewport, colorScheme]] of routes.flatMap((path) => looks.map((look) => [path, look]))) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await page.goto(path);
    // What is folded away counts too.
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
    const where = `${path} at ${viewport.width} px, ${colorScheme}`;
    assert.deepEqual(await violations(page), [], where);
    assert.equal(await overflow(page), 0, `${where} is wider than the window`);
  }
});

test('the policy refuses nothing, nothing fails and nothing comes from elsewhere', async (t) => {
  const context = await fresh(t, site);
  const { page, heard } = await watched(context);
  const resources = [];
  page.on('response', (response) => {
    const isPage = response.request().isNavigationRequest();
    if (!isPage) resources.push([response.status(), new URL(response.url()).origin]);
  });
  for (const path of [...PAGES, '/territories', REGION, DEPARTMENT, structure, '/register', '/en/register?kind=moved', '/indicateurs?q=team', INDICATOR, CARD]) {
    const response = await page.goto(path, { waitUntil: 'networkidle' });
    assert.match(response.headers()['content-security-policy'] ?? '', /default-src 'none'/, path);
    assert.deepEqual(await page.evaluate(() => window.refused), [], path);
    // The browser itself reports the page that was asked for and is not there.
    const expected = path === '/no-such-page' ? /status of 404/ : /^$/;
    assert.deepEqual(heard.splice(0).filter((line) => !expected.test(line)), [], path);
  }
  assert.ok(resources.length >= 3, 'style, script and font are seen');
  for (const resource of resources) assert.deepEqual(resource, [200, site.address]);
});

test('the filters write the address, and the browser goes back through them', async (t) => {
  const page = await (await fresh(t, site)).newPage();
  await page.goto('/');
  const title = await page.locator('h1').innerText();
  const chart = await page.locator('.chart-wide').first().innerHTML();

  await page.locator('select[name=month]').selectOption('2020-12');
  await page.locator('select[name=since]').selectOption('2015');
  await page.locator('#filters button').click();
  await page.waitForURL((url) => url.searchParams.get('month') === '2020-12' && url.searchParams.get('since') === '2015');
  assert.notEqual(await page.locator('h1').innerText(), title);
  assert.notEqual(await page.locator('.chart-wide').first().innerHTML(), chart);
  assert.equal(await page.locator('select[name=month]').inputValue(), '2020-12');

  await page.locator('.regions:has(thead a) thead a').first().click();
  await page.waitForURL((url) => url.searchParams.get('sort') === 'name' && url.searchParams.get('month') === '2020-12');
  assert.equal(await page.locator('.regions:has(thead a) thead th').first().getAttribute('aria-sort'), 'ascending');
  const names = await page.locator('.regions:has(thead a) tbody th').allInnerTexts();
  assert.deepEqual(names.slice(1, 4), ['Auvergne-Rhône-Alpes', 'Bourgogne-Franche-Comté', 'Bretagne']);

  await page.locator('.tools a[hreflang=en]').click();
  await page.waitForURL(/\/en\?/);
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  const kept = new URL(page.url()).searchParams;
  assert.deepEqual([kept.get('month'), kept.get('since'), kept.get('sort')], ['2020-12', '2015', 'name']);

  for (let step = 0; step < 3; step += 1) await page.goBack();
  assert.equal(new URL(page.url()).search, '');
  assert.equal(await page.locator('h1').innerText(), title);
  assert.equal(await page.locator('.chart-wide').first().innerHTML(), chart);
});

test('a region leads by its map to a department, and by its list to a structure', async (t) => {
  const page = await (await fresh(t, site)).newPage();
  await page.goto(REGION);
  const departments = page.locator('#map a[aria-label]');
  assert.equal(await departments.count(), 12);
  // The dots are for the mouse: whoever uses the keyboard finds the same links in the list.
  for (const dot of await page.locator('#map a[href*="/structures/"]').all()) {
    assert.equal(await dot.getAttribute('tabindex'), '-1');
  }
  await page.locator('#map .actions a').first().focus();
  for (let step = 0; step < 12; step += 1) await page.keyboard.press('Shift+Tab');
  const name = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  assert.match(name, /^Ain\s?: \d/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/territories/DEP-01');

  await page.goto(REGION);
  await page.locator('select[name=form]').selectOption('sisa');
  await page.locator('#structures button').click();
  await page.waitForURL((url) => url.searchParams.get('form') === 'sisa' && url.hash === '#structures');
  const found = await page.locator('.list tbody tr').count();
  assert.match(await page.locator('#structures-title').innerText(), new RegExp(`^${found} `));
  await page.locator('.chips a').click();
  await page.waitForURL((url) => !url.searchParams.has('form'));
  assert.ok((await page.locator('.list tbody tr').count()) > found);
  const link = page.locator('.list tbody a').first();
  const structureName = await link.innerText();
  await link.click();
  await page.waitForURL('**/structures/*');
  assert.equal(await page.locator('h1').innerText(), structureName);
});

test('the model card prints on A4 without navigation, and no drawing is cut', async (t) => {
  const page = await (await fresh(t, site)).newPage();
  await page.goto(CARD);
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['.site-nav', '.contents', '.actions', '.site-footer', '.breadcrumb']) {
    assert.equal(await page.locator(gone).first().isVisible(), false, gone);
  }
  for (const figure of await page.locator('.figure').all()) {
    assert.equal(await figure.evaluate((own) => getComputedStyle(own).breakInside), 'avoid');
  }
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const sheets = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, ...size]) => size.map((side) => Math.round(Number(side))));
  assert.ok(sheets.length > 4);
  for (const [width, height] of sheets) assert.ok(Math.abs(width - 595) <= 1 && Math.abs(height - 842) <= 1, `${width} × ${height}`);
});

test('the page is complete without its script', async (t) => {
  const page = await (await fresh(t, site, { javaScriptEnabled: false })).newPage();
  await page.goto('/');
  for (const value of await page.locator('.tile .value').allInnerTexts()) assert.match(value, /\d/);
  assert.equal(await page.locator('.chart-wide').first().isVisible(), true);
  assert.equal(await page.locator('[data-theme-toggle]').isVisible(), false);

  const years = page.locator('#trajectory details table').first();
  assert.equal(await years.isVisible(), false);
  await page.locator('#trajectory summary').click();
  assert.equal(await years.isVisible(), true);
  assert.ok((await years.locator('tbody tr').count()) > 10);
  assert.ok((await page.locator('.regions tbody tr').count()) >= 19);

  await page.locator('select[name=month]').selectOption('2020-12');
  await page.locator('#filters button').click();
  assert.equal(new URL(page.url()).searchParams.get('month'), '2020-12');
  await page.locator('.regions thead a').first().click();
  assert.equal(new URL(page.url()).searchParams.get('sort'), 'name');
});

test('links over the page and definitions answer to the keyboard', async (t) => {
  const page = await (await fresh(t, site)).newPage();
  await page.goto('/');
  await page.keyboard.press('Tab');
  const skip = page.locator('.skip-links a').first();
  assert.equal(await skip.evaluate((link) => link === document.activeElement), true);
  assert.ok((await skip.boundingBox()).x >= 0, 'the link is seen once it has the focus');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'main');

  const button = page.locator('.tile .i').first();
  const definition = page.locator(`#${await button.getAttribute('popovertarget')}`);
  await button.focus();
  assert.equal(await definition.isVisible(), false);
  await page.keyboard.press('Enter');
  await definition.waitFor({ state: 'visible' });
  assert.ok((await definition.innerText()).length > 80);
  await page.keyboard.press('Escape');
  await definition.waitFor({ state: 'hidden' });
  assert.equal(await button.evaluate((own) => own === document.activeElement), true);
});

test('a theme is remembered, and a copied link is announced', async (t) => {
  const context = await fresh(t, site, { colorScheme: 'light' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.address });
  const page = await context.newPage();
  await page.goto('/?month=2020-12');
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  const toggle = page.locator('[data-theme-toggle]');
  assert.equal(await toggle.innerText(), 'Thème sombre');
  await toggle.click();
  assert.equal(await toggle.innerText(), 'Thème clair');
  const dark = await ground();
  assert.notEqual(dark, light);
  await page.reload();
  assert.equal(await ground(), dark);

  await page.locator('.page-head a[data-copy]').click();
  await page.waitForFunction(() => document.querySelector('[role=status]').textContent === 'Lien copié');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${site.address}/?month=2020-12`);
});

// What is sent, as it is sent.
function transfer(path) {
  return new Promise((done, failed) => {
    const asked = request(`${site.address}${path}`, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      assert.equal(response.headers['content-encoding'], 'gzip', path);
      let bytes = 0;
      response.on('data', (piece) => { bytes += piece.length; });
      response.on('end', () => done(bytes));
    });
    asked.on('error', failed).end();
  });
}

test('pages and scripts stay within their budgets', async (t) => {
  const page = await (await fresh(t, site)).newPage();
  for (const path of [...PAGES, '/territories', REGION, structure, '/indicateurs', INDICATOR, CARD]) {
    await page.goto(path);
    const bytes = await transfer(path);
    assert.ok(bytes <= 60_000, `${path}: ${bytes} bytes of HTML`);
    const scripts = await page.locator('script[src]').evaluateAll((all) => all.map((one) => one.getAttribute('src')));
    const sizes = await Promise.all(scripts.map(transfer));
    const sum = sizes.reduce((total, size) => total + size, 0);
    assert.ok(sum > 0 && sum <= 20_000, `${path}: ${sum} bytes of JavaScript`);
  }
});
