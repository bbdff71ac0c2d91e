// What a desk does on a Monday morning, as a browser sees it: the worst structure, why, « Je prends », an action, the history.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { demonstration } from './demonstration.mjs';
import { fresh, overflow, signIn, violations } from './harness.mjs';

let site;
before(async () => { site = await demonstration(); });

async function looksWell(page, where) {
  for (const [width, colorScheme] of [[1400, 'light'], [390, 'dark']]) {
    await page.setViewportSize({ width, height: 860 });
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await violations(page), [], `${where} at ${width} px, ${colorScheme}`);
    assert.equal(await overflow(page), 0, `${where} at ${width} px is wider than the window`);
  }
}

test('a desk finds the worst structure, takes it up, writes an action and reads it again', async (t) => {
  const page = await (await fresh(t, site, { bypassCSP: true })).newPage();
  await signIn(page, site, 'ars');
  await page.locator('header').getByRole('link', { name: 'Ma liste' }).click();
  await looksWell(page, 'the list');
  await page.locator('table.cases tbody a').first().click();
  await page.getByRole('button', { name: 'Je prends' }).click();
  await page.getByText('Pris en compte', { exact: true }).first().waitFor();
  await page.getByLabel('Ce qui a été fait').fill('Visite prévue avec la délégation');
  await page.getByRole('button', { name: 'Noter l’action' }).click();
  await page.locator('#history blockquote', { hasText: 'Visite prévue' }).waitFor();
  assert.equal(await page.locator('.deeds > li').count() >= 3, true);
  await looksWell(page, 'a case');
  await page.getByRole('link', { name: 'Toute l’évaluation' }).click();
  assert.match(await page.locator('h1').innerText(), /^Fragilité/);
});

test('a desk works by keyboard and without script', async (t) => {
  const page = await (await fresh(t, site, { javaScriptEnabled: false })).newPage();
  await page.goto('/connexion?next=%2Fsuivi%3Fwho%3Dnobody');
  await page.locator('input[name=email]').fill('ars@demo.invalid');
  await page.locator('input[name=password]').fill(site.password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/suivi?who=nobody');
  const before = await page.locator('table.cases tbody tr').count();
  await page.locator('table.cases tbody input[type=checkbox]').first().focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Je prends' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/suivi?who=nobody&done=all');
  assert.equal(await page.locator('table.cases tbody tr').count(), before - 1);
});

test('axe finds nothing in the other pages of a desk, the ministry and the administrator', async (t) => {
  const page = await (await fresh(t, site, { bypassCSP: true })).newPage();
  await signIn(page, site, 'ars');
  for (const path of ['/suivi/lundi', '/suivi/comite', '/suivi/absence', '/suivi/bilan', '/echeancier', '/courriers']) {
    await page.goto(path);
    assert.equal(await page.locator('.error-page').count(), 0, path);
    await looksWell(page, path);
  }
  const admin = await (await fresh(t, site, { bypassCSP: true })).newPage();
  await signIn(admin, site, 'admin');
  for (const path of ['/comptes', '/journal']) {
    await admin.goto(path);
    assert.equal(await admin.locator('.error-page').count(), 0, path);
    await looksWell(admin, path);
  }
});
