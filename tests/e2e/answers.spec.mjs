// Explaining a warning, and the list of findings on its way out.
import assert from 'node:assert/strict';
import { accessible, openSample, report } from './page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

const warning = (page) => page.locator('.finding.warning').filter({ hasText: '其他处理' });

test('a warning is explained: it stays in the report, and the section is settled', async (visitor) => {
  const { page } = visitor;
  const form = await openSample(visitor, 'hongze-2023');
  const third = page.locator('.rail li').nth(3);
  assert.match(await third.innerText(), /处提醒/);
  await warning(page).getByText('说明原因').click();
  const field = warning(page).getByRole('textbox', { name: '说明原因' });
  await field.click();
  await page.keyboard.type('旧系统没有分行统计');
  assert.equal(await field.inputValue(), '旧系统没有分行统计');
  await third.getByText('已填好').waitFor({ state: 'attached' });
  assert.deepEqual((await report(form)).answers, { 'T3-LUMP@table3.other': '旧系统没有分行统计' });
  assert.equal(await warning(page).locator('summary').first().innerText(), '已说明');
  await accessible(page);
  await warning(page).locator('summary').first().click();
  await warning(page).locator('.said').filter({ hasText: '旧系统没有分行统计' }).waitFor();
  await page.keyboard.press('Control+z');
  await third.getByText('处提醒').waitFor({ state: 'attached' });
});

test('the list is copied, with https or without', async (visitor) => {
  const { page, context } = visitor;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openSample(visitor, 'hongze-2023');
  const copy = page.getByRole('button', { name: '复制清单' });
  const told = page.locator('.notice').filter({ hasText: '核对清单已复制' });
  const wanted = /核对清单\n2 处错误.*【错误】表四“行政复议”：各项相加 10 \+ 1 \+ 0 \+ 0 = 11/s;
  await copy.click();
  await told.waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), wanted);
  await page.getByRole('button', { name: '知道了' }).click();
  await page.evaluate(() => navigator.clipboard.writeText('别的'));
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true }));
  await copy.click();
  await told.waitFor();
  await page.evaluate(() => { delete navigator.clipboard; });
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), wanted);
});

test('a browser that copies nothing is not said to have', async (visitor) => {
  const { page } = visitor;
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('no')) } });
    document.execCommand = () => false;
  });
  await openSample(visitor, 'hongze-2023');
  await page.getByRole('button', { name: '复制清单' }).click();
  await page.locator('.notice').filter({ hasText: '不允许复制' }).waitFor();
});

test('the list is printed: every finding under its part, no button; then the form is back', async (visitor) => {
  const { page } = visitor;
  await page.addInitScript(() => {
    window.print = () => { window.printed = document.querySelector('gongkai-form').shadowRoot.querySelector('[part=root]').innerText; };
  });
  const form = await openSample(visitor, 'hongze-2023');
  await page.getByRole('button', { name: '打印清单' }).click();
  await page.waitForFunction(() => window.printed);
  const printed = await page.evaluate(() => window.printed);
  const messages = await form.evaluate((element) => element.findings.map(({ message }) => message));
  for (const message of messages) assert.ok(printed.includes(message), message);
  assert.match(printed, /四、政府信息公开行政复议、行政诉讼情况/);
  assert.doesNotMatch(printed, /保存文件|复制清单/);
  await accessible(page);
  await page.getByText('点这里返回填报').click();
  await page.getByRole('button', { name: '打印清单' }).waitFor();
  // What is printed next is the document again.
  await page.evaluate(() => { window.printed = ''; });
  await page.keyboard.press('Control+p');
  await page.waitForFunction(() => window.printed);
  assert.match(await page.evaluate(() => window.printed), /六、其他需要报告的事项/);
});
