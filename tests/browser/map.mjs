// The map by keyboard and by mouse: one tab stop, arrows to the neighbours, a label that repeats what is there.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { demonstration } from './demonstration.mjs';
import { fresh, violations } from './harness.mjs';


let site;
before(async () => { site = await demonstration(); });

const focused = (page) => page.evaluate(() => document.activeElement.getAttribute('href') ?? document.activeElement.id);

test('the map is one tab stop, and arrows go to the neighbours', async (t) => {
  const page = await (await fresh(t, site)).newPage();
  await page.goto('/?month=2025-12&map=number');
  await page.locator('.skip-map').focus();
  assert.ok(await page.locator('.skip-map').evaluate((link) => link.getBoundingClientRect().left >= 0), 'seen in focus');
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), '/territories/DEP-01?month=2025-12');
  const label = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  assert.match(label, /^Ain \(01\)\u00a0: .+ rang \d+ sur 101$/);
  assert.equal(await page.locator('.tip').innerText(), label, 'the label repeats what is heard');

  await page.keyboard.press('ArrowLeft');
  assert.match(await focused(page), /DEP-(71|69)\b/, 'west of the Ain');
  await page.keyboard.press('ArrowRight');
  assert.match(await focused(page), /DEP-01\b/);
  for (let step = 0; step < 12; step += 1) await page.keyboard.press('ArrowDown');
  assert.match(await focused(page), /DEP-(97\d|2A)\b/, 'the south ends overseas or in Corsica');

  const here = await focused(page);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.tip').isVisible(), false);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.closest('.map') === null), true, 'out of the map');
  await page.keyboard.press('Shift+Tab');
  assert.equal(await focused(page), here, 'the map remembers where one was');
  const [asked] = await Promise.all([
    page.waitForRequest((request) => request.isNavigationRequest()),
    page.keyboard.press('Enter'),
  ]);
  assert.equal(new URL(asked.url()).pathname + new URL(asked.url()).search, here);
});

test('a link passes the map, and another opens the table of all', async (t) => {
  const page = await (await fresh(t, site)).newPage();
  await page.goto('/');
  await page.locator('.skip-map').focus();
  await page.keyboard.press('Enter');
  assert.equal(await focused(page), 'ranking');
  assert.equal(await page.locator('#departments-table').isVisible(), false);
  await page.locator('#ranking a[href="#departments-table"]').click();
  await page.locator('#departments-table').waitFor({ state: 'visible' });
  assert.equal(await page.locator('#departments-table tbody tr').count(), 101);
});

test('without its script every department is a link with a name', async (t) => {
  const page = await (await fresh(t, site, { javaScriptEnabled: false })).newPage();
  await page.goto('/');
  const links = page.locator('.map-areas a[aria-label]');
  assert.equal(await links.count(), 101);
  assert.equal(await links.first().getAttribute('tabindex'), null);
  assert.match(await links.first().locator('title').textContent(), /^Ain/);
  assert.equal(await page.locator('[data-map-hint]').isVisible(), false, 'no arrows are promised');
  await page.locator('.segments a', { hasText: 'Évolution' }).click();
  await page.waitForURL(/map=change/);
  assert.equal(await page.locator('.segments [aria-current]').innerText(), 'Évolution');
});

test('axe finds nothing in what the map shows of number, change and gaps', async (t) => {
  const page = await (await fresh(t, site, { bypassCSP: true })).newPage();
  for (const [path, width, colorScheme] of [
    ['/?map=number', 1400, 'light'],
    ['/?map=change', 390, 'dark'],
    ['/?map=change&month=2009-06', 390, 'light'],
  ]) {
    await page.setViewportSize({ width, height: 860 });
    await page.emulateMedia({ colorScheme });
    await page.goto(path);
    await page.locator('.map-areas a').nth(30).focus();
    assert.deepEqual(await violations(page, '#map', '#ranking'), [], path);
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('#map, #ranking')].filter((card) => card.scrollWidth > card.clientWidth).length);
    assert.equal(wide, 0, `${path}: a card is wider than its place`);
  }
});
