// The standalone application: its start page, and the way into a report and back.
import assert from 'node:assert/strict';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { accessible, atBothSizes, fits, openStart, openSample, ready, sample, shot, shows, state, type } from './page.mjs';

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
  await page.locator('#online').waitFor({ state: 'hidden' });
  await form.locator('[data-slot]').first().waitFor({ state: 'attached' });
  const box = await form.boundingBox();
  assert.deepEqual([box.x, box.y, box.width, box.height], [0, 0, 1366, 768]);
  await page.goBack();
  await page.locator('#online').waitFor();
  assert.equal(await page.locator('gongkai-form').count(), 1);
  await page.getByRole('heading', { name: '从去年的年报开始' }).waitFor();
});

test('an address opens its report directly', async (visitor) => {
  const form = await openSample(visitor, 'hongze-2023');
  assert.equal((await state(form)).running, true);
});

test('an unknown sample says so on the start page', async ({ page, url }) => {
  await page.goto(`${url}#sample=nowhere`);
  await page.getByText('没有找到这份示例').waitFor();
  assert.equal(await page.locator('#online').isVisible(), true);
}, { expects: [/404/] });

test('a new report takes year and unit, and its address leads back to the draft', async (visitor) => {
  const page = await openStart(visitor);
  await ready(page);
  assert.match(await page.getByLabel('报告年度').inputValue(), /^20\d\d$/);
  await page.getByLabel('报告年度').fill('2025');
  await page.getByLabel('单位名称').fill('示例区政务服务和数据管理局');
  await page.getByRole('button', { name: '开始填写' }).click();
  await type(page, 'table3.new.natural', '12');
  const form = await ready(page);
  const report = await form.evaluate((e) => e.report);
  assert.deepEqual([report.meta.year, report.meta.org], [2025, '示例区政务服务和数据管理局']);
  assert.match(page.url(), /#draft=/);
  await form.evaluate((element) => element.flush());
  await page.reload();
  await ready(page);
  await shows(page, 'table3.new.natural', '12');
  await page.goBack();
  await page.locator('#online').waitFor();
  await page.getByRole('listitem').filter({ hasText: '示例区政务服务和数据管理局 2025年度' }).waitFor();
});

test('a year that is none is refused in words', async (visitor) => {
  const page = await openStart(visitor);
  await ready(page);
  await page.getByLabel('报告年度').fill('25');
  await page.getByRole('button', { name: '开始填写' }).click();
  await page.getByText('报告年度请填四位数字').waitFor();
  await accessible(page);
});

test('begins from last year’s file', async (visitor) => {
  const page = await openStart(visitor);
  await ready(page);
  await page.getByLabel('打开去年的年报').setInputFiles({ name: '2023.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(sample('hongze-2023'))) });
  await page.getByText('已从2023年的年报起头').waitFor();
  const { rows, columns } = sample('hongze-2023').table3;
  for (const [at, column] of columns.entries()) {
    await shows(page, `table3.carried_in.${column}`, String(rows.carried_out[at]));
  }
  await type(page, 'table3.new.natural', '30');
  await page.getByText(`上年 ${rows.new[0]}`).waitFor();
  await type(page, 'table3.carried_in.natural', '7');
  await page.getByRole('listitem').filter({ hasText: '上年报告的' }).first().waitFor();
  await shot(page, 'from-last-year');
  await accessible(page, 'gongkai-form');
  await (await ready(page)).evaluate((element) => element.flush());
  await page.reload();
  await ready(page);
  await page.getByRole('listitem').filter({ hasText: '上年报告的' }).first().waitFor();
});

test('begins from last year’s published page', async (visitor) => {
  const page = await openStart(visitor);
  await ready(page);
  await page.getByLabel('打开去年的年报').setInputFiles(new URL('../raw/hangzhou-2025.html', import.meta.url).pathname);
  await page.getByText('已从2025年的年报起头').waitFor();
  const { rows, columns } = sample('hangzhou-2025').table3;
  for (const [at, column] of columns.entries()) await shows(page, `table3.carried_in.${column}`, String(rows.carried_out[at]));
});

test('opens a file, also from the keyboard', async (visitor) => {
  const { page } = visitor;
  page.on('filechooser', () => {}); // so that Playwright answers choosers from the start
  await openStart(visitor);
  await ready(page);
  const text = await (await visitor.context.request.get(`${visitor.url}samples/hongze-2024.json`)).body();
  await page.getByLabel('打开文件', { exact: true }).focus();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
  await chooser.setFiles({ name: '年报.json', mimeType: 'application/json', buffer: text });
  await page.locator('#online').waitFor({ state: 'hidden' });
  assert.equal(await page.locator('[data-place="meta.org"]').inputValue(), sample('hongze-2024').meta.org);
  assert.match(page.url(), /#draft=/);
});

test('a file over 20 MB is refused in words', async (visitor) => {
  const page = await openStart(visitor);
  await ready(page);
  const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-'));
  const big = path.join(folder, '大.json');
  await writeFile(big, '');
  await truncate(big, 20 * 1024 * 1024 + 1);
  await page.getByLabel('打开文件', { exact: true }).setInputFiles(big); // by its name: a buffer would take seconds to hand over
  await page.getByText('文件超过 20 MB').waitFor();
  await rm(folder, { recursive: true });
});

test('a file that is no report is refused in words', async (visitor) => {
  const page = await openStart(visitor);
  await ready(page);
  for (const field of ['打开文件', '打开去年的年报']) {
    await page.getByLabel(field, { exact: true }).setInputFiles({ name: '坏.json', mimeType: 'application/json', buffer: Buffer.from('{"a":') });
    await page.getByText('读到第 1 行').waitFor();
    assert.equal(await page.locator('#online').isVisible(), true);
  }
  await accessible(page);
});

test('on the way back nothing is asked, and nothing is lost', async (visitor) => {
  await openSample(visitor, 'hongze-2023');
  const { page } = visitor;
  await type(page, 'table3.new.natural', '4711');
  await page.waitForFunction(() => location.hash.startsWith('#draft'));
  await page.evaluate(() => { location.hash = ''; });
  await page.locator('#online').waitFor();
  await page.getByLabel(/继续填写 淮安市洪泽区/).click();
  await shows(page, 'table3.new.natural', '4711');
});
