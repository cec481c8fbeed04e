// The standalone application: its start page, and the way into a report and back.
import assert from 'node:assert/strict';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { accessible, atBothSizes, fits, openStart, openSample, ready, shot, state, type } from './page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

test('reads well at both sizes and satisfies axe', async (visitor) => {
  const page = await openStart(visitor);
  await atBothSizes(page, async (size) => {
    await shot(page, `start-${size}`);
    await fits(page);
    await accessible(page);
  });
});

test('lists the ten real reports with unit, year and form', async (visitor) => {
  const page = await openStart(visitor);
  const rows = await page.locator('#samples tr').allInnerTexts();
  assert.equal(rows.length, 10);
  assert.ok(rows.some((row) => /淮安市洪泽区人民政府\s+2023\s+2021年版/.test(row)), rows.join('\n'));
});

test('opens a sample full height, and Back returns', async (visitor) => {
  const page = await openStart(visitor);
  await page.locator('#samples a').first().click();
  const form = await ready(page);
  assert.equal(await page.locator('#start').isVisible(), false);
  const box = await form.boundingBox();
  assert.deepEqual([box.x, box.y, box.width, box.height], [0, 0, 1366, 768]);
  await page.goBack();
  await page.locator('#start').waitFor();
  assert.equal(await page.locator('gongkai-form').count(), 0);
});

test('an address opens its report directly', async (visitor) => {
  const form = await openSample(visitor, 'hongze-2023');
  assert.equal((await state(form)).running, true);
});

test('an unknown sample says so on the start page', async ({ page, url }) => {
  await page.goto(`${url}#sample=nowhere`);
  await page.getByText('没有找到这份示例').waitFor();
  assert.equal(await page.locator('#start').isVisible(), true);
}, { expects: [/404/] });

test('a new report takes year and unit', async (visitor) => {
  const page = await openStart(visitor);
  assert.match(await page.getByLabel('年度').inputValue(), /^20\d\d$/);
  await page.getByLabel('年度').fill('２０２５');
  await page.getByLabel('单位名称').fill('示例区政务服务和数据管理局');
  await page.getByRole('button', { name: '新建年度报告' }).click();
  const form = await ready(page);
  assert.deepEqual(await form.evaluate((e) => [e.getAttribute('year'), e.getAttribute('org')]), ['2025', '示例区政务服务和数据管理局']);
});

test('a year that is none is refused in words', async (visitor) => {
  const page = await openStart(visitor);
  await page.getByLabel('年度').fill('25');
  await page.getByRole('button', { name: '新建年度报告' }).click();
  await page.getByText('年度应为四位数字').waitFor();
  assert.equal(await page.getByLabel('年度').getAttribute('aria-invalid'), 'true');
  await accessible(page);
});

test('opens a file, also from the keyboard', async (visitor) => {
  const { page } = visitor;
  page.on('filechooser', () => {}); // so that Playwright answers choosers from the start
  await openStart(visitor);
  const text = await (await visitor.context.request.get(`${visitor.url}samples/hongze-2024.json`)).body();
  await page.getByRole('button', { name: '打开文件' }).focus();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
  await chooser.setFiles({ name: '年报.json', mimeType: 'application/json', buffer: text });
  await ready(page);
  assert.match(page.url(), /#file$/);
});

test('a file over 20 MB is refused in words', async (visitor) => {
  const page = await openStart(visitor);
  const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-'));
  const big = path.join(folder, '大.json');
  await writeFile(big, '');
  await truncate(big, 20 * 1024 * 1024 + 1);
  await page.locator('#file').setInputFiles(big); // by its name: a buffer would take seconds to hand over
  await page.getByText('文件超过 20 MB').waitFor();
  await rm(folder, { recursive: true });
});

test('a file that is no report is refused in words', async (visitor) => {
  const page = await openStart(visitor);
  await page.locator('#file').setInputFiles({ name: '坏.json', mimeType: 'application/json', buffer: Buffer.from('{"a":') });
  await page.locator('#open-error:not(:empty)').waitFor();
  assert.equal(await page.locator('#start').isVisible(), true);
  await accessible(page);
});

test('unsaved changes are worth one question on the way back', async (visitor) => {
  await openSample(visitor, 'hongze-2023');
  const { page } = visitor;
  await type(page, 'table3.new.natural', '5');
  const asked = [];
  page.on('dialog', (dialog) => { asked.push(dialog.message()); dialog[asked.length === 1 ? 'dismiss' : 'accept'](); });
  await page.evaluate(() => { location.hash = ''; });
  await page.waitForFunction(() => location.hash.startsWith('#sample'));
  assert.equal(await page.locator('gongkai-form').count(), 1);
  await page.evaluate(() => { location.hash = ''; });
  await page.locator('#start').waitFor();
  assert.equal(asked.length, 2);
});
