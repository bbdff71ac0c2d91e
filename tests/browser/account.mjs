// Signing in and what comes after it, as a browser sees it: accessibility, keyboard, no script, what is kept.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { demonstration } from './demonstration.mjs';
import { fresh, overflow, signIn, violations, watched } from './harness.mjs';

const LOOKS = [[1400, 'light'], [1400, 'dark'], [390, 'light'], [390, 'dark']];

let site;
before(async () => { site = await demonstration(); });

async function looksWell(page, where) {
  for (const [width, colorScheme] of LOOKS) {
    await page.setViewportSize({ width, height: 860 });
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await violations(page), [], `${where} at ${width} px, ${colorScheme}`);
    assert.equal(await overflow(page), 0, `${where} at ${width} px is wider than the window`);
  }
}

test('axe finds nothing in the door, the account and what is restricted', async (t) => {
  const page = await (await fresh(t, site, { bypassCSP: true })).newPage();
  await page.goto('/connexion');
  await looksWell(page, 'the door');
  await page.locator('input[name=email]').fill('nobody@demo.invalid');
  await page.locator('input[name=password]').fill('not this one, no');
  await page.locator('main form button').click();
  await page.locator('[role=alert]').waitFor();
  await looksWell(page, 'the door that stayed shut');

  await signIn(page, site, 'msp');
  await looksWell(page, 'the account');
  const restricted = await page.locator('main a[href$="/members"]').getAttribute('href');
  await page.goto(restricted);
  assert.match(await page.locator('h1').innerText(), /membres et données déclarées$/);
  await looksWell(page, 'the members');
  await page.goto(restricted.replace(/\d{9}/, '010000024'));
  await looksWell(page, 'a refusal');
  await page.goto('/');
  await looksWell(page, 'the national page, signed in');
});

test('one signs in by keyboard and without script, comes back to the page, and leaves no trace', async (t) => {
  const context = await fresh(t, site, { javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/territories/REG-84?state=all');
  await page.locator('.reader').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/connexion?next=*');
  await page.locator('input[name=email]').focus();
  await page.keyboard.type('ars@demo.invalid');
  await page.keyboard.press('Tab');
  await page.keyboard.type(site.password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/territories/REG-84?state=all');
  assert.match(await page.locator('.reader').innerText(), /ARS Auvergne-Rhône-Alpes \(simulée\)$/);
  const [cookie, ...others] = await context.cookies();
  assert.deepEqual(others, []);
  assert.deepEqual([cookie.httpOnly, cookie.sameSite, cookie.path, cookie.expires], [true, 'Lax', '/', -1]);

  const structure = await page.locator('.list tbody a').first().getAttribute('href');
  await page.goto(structure);
  await page.locator('a[href$="/members"]').click();
  await page.waitForURL('**/members');
  assert.equal(await page.locator('h1').count(), 1);
  await page.locator('.tools a[hreflang=en]').click();
  await page.waitForURL('**/en/structures/*/members');
  await page.goto('/compte');
  assert.equal(await page.locator('#sessions tbody tr').count(), 1);
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await page.waitForURL(`${site.address}/`);
  assert.deepEqual(await context.cookies(), []);
  await page.goBack();
  await page.waitForURL('**/connexion?next=%2Fcompte');
});

test('the policy refuses nothing of the door and the account', async (t) => {
  const context = await fresh(t, site);
  const { page, heard } = await watched(context);
  await signIn(page, site, 'dgos');
  assert.deepEqual(await page.evaluate(() => window.refused), []);
  assert.deepEqual(heard, []);
  const stored = await page.evaluate(() => [document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)]);
  assert.deepEqual(stored, ['', '{}', '{}'], 'no script reaches the token');
});

test('a desk reads its list, and how the parts of a rank add up', async (t) => {
  const page = await (await fresh(t, site, { bypassCSP: true })).newPage();
  await signIn(page, site, 'ars');
  await page.goto('/compte');
  await page.locator('main a[href$="/suivi"]').click();
  const rows = page.locator('table.queue tbody tr');
  assert.ok(await rows.count() > 0, 'somebody is on the list');
  await looksWell(page, 'the list of a desk');
  await rows.first().locator('a').click();
  await page.getByRole('link', { name: 'Toute l’évaluation' }).click();
  assert.match(await page.locator('h1').innerText(), /^Fragilité/);
  for (const id of ['level', 'reasons', 'threats', 'clock', 'departure', 'around', 'levers', 'fresh']) {
    assert.ok(await page.locator(`#${id}`).isVisible(), id);
  }
  await page.locator('#reasons ~ details summary, section:has(#reasons) details summary').first().click();
  const written = await page.locator('section:has(#reasons) tbody td').allInnerTexts();
  const numbers = written.map((text) => text.trim() === '=' ? 0 : Number(text.replace('−', '-').replace(',', '.').replace(/[\s+]/g, '')));
  const total = numbers.pop();
  assert.ok(numbers.length > 10 && numbers.every(Number.isFinite), written.join(' '));
  const sum = numbers.reduce((a, b) => a + b, 0);
  assert.ok(Math.abs(sum - total) <= 0.0006 * numbers.length, `${sum} is not ${total}`);
  await looksWell(page, 'an assessment');
});
