// From the first look to the last: the guide, the preview with its verdict, and the settings that are remembered.
import assert from 'node:assert/strict';
import { accessible, atBothSizes, caret, cell, faultless, openBare, openNew, openSample, ready, shot, type } from './page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

const button = (page, name) => page.getByRole('button', { name, exact: true });

async function open(visitor, report) {
  await openBare(visitor, '<gongkai-form></gongkai-form>');
  const form = await ready(visitor.page);
  await form.evaluate((element, value) => element.load(value), report);
  await visitor.page.locator('[data-slot]').first().waitFor({ state: 'attached' });
  return form;
}

test('the guide: by when, what to have at hand, and a way to each part', async (visitor) => {
  const { page } = visitor;
  await openNew(visitor);
  await page.getByText('第一次填？填报指引').click();
  await page.getByText('选好“单位类型”').waitFor();
  await page.locator('[data-place="meta.level"]').selectOption('district');
  await page.getByText('最迟 2026 年 2月20日公布').waitFor();
  await page.locator('[data-place="meta.level"]').selectOption('department');
  await page.getByText('最迟 2026 年 1月31日公布').waitFor();
  await atBothSizes(page, (size) => shot(page, `guide-${size}`));
  await accessible(page);
  await page.locator('.guide').getByRole('button', { name: '行政复议、行政诉讼情况' }).click();
  await page.waitForFunction(() => document.querySelector('gongkai-form').shadowRoot.activeElement?.id === 'part4');
});

test('a report with errors: the last look says so, leads to the first, and does not hand it in', async (visitor) => {
  const { page } = visitor;
  const form = await openSample(visitor, 'hongze-2023');
  await type(page, 'table3.new.total', '99');
  await form.evaluate((element) => { window.handed = 0; element.addEventListener('gongkai-submit', (event) => { event.preventDefault(); window.handed++; }); });
  await button(page, '预览').click();
  await page.getByText(/还有 \d+ 处错误，改正后才能提交/).waitFor();
  await page.waitForFunction(() => document.querySelector('gongkai-form').shadowRoot.activeElement?.id === 'preview');
  await atBothSizes(page, (size) => shot(page, `preview-errors-${size}`));
  await page.setViewportSize({ width: 1366, height: 768 });
  await accessible(page, 'gongkai-form');
  await button(page, '提交').click();
  await cell(page, 'table3.new.natural').waitFor();
  assert.equal(await page.evaluate(() => window.handed), 0);
  await button(page, '预览').click();
  await button(page, '改第一处错误').click();
  await cell(page, 'table3.new.natural').waitFor();
  assert.match(await caret(page), /^table/);
});

test('a report that is right: the last look says so, shows the whole document, and hands it in', async (visitor) => {
  const { page } = visitor;
  const report = faultless();
  const form = await open(visitor, report);
  await button(page, '预览').click();
  await page.getByText(/可以提交/).waitFor();
  const shown = await page.locator('.document').innerText();
  const sentences = report.narrative.part1.replace(/^一、总体情况/, '').split(/[\n。]/).map((line) => line.trim()).filter((line) => line.length > 8);
  for (const sentence of sentences) assert.ok(shown.includes(sentence), sentence);
  assert.ok(shown.includes('其他需要报告的事项'));
  await shot(page, 'preview-right', { fullPage: true });
  await accessible(page, 'gongkai-form');
  await form.evaluate((element) => { window.handed = 0; element.addEventListener('gongkai-submit', (event) => { event.preventDefault(); window.handed++; }); });
  await button(page, '提交').click();
  await page.waitForFunction(() => window.handed === 1);
});

test('what is not filled in is named, and one comes back to where one was', async (visitor) => {
  const { page } = visitor;
  await openNew(visitor);
  await button(page, '预览').click();
  await page.getByText(/还没有填完：总体情况、主动公开政府信息情况/).waitFor();
  assert.equal(await page.getByText('全部相符').count(), 0, 'an empty report is said to be right');
  await button(page, '返回修改').click();
  await cell(page, 'table3.new.natural').waitFor();
});

test('large text and high contrast are remembered', async (visitor) => {
  const { page } = visitor;
  await openNew(visitor);
  await page.getByText('显示', { exact: true }).click();
  await shot(page, 'settings');
  await accessible(page);
  await page.getByRole('button', { name: '大字' }).click();
  await page.getByRole('button', { name: '高对比度' }).click();
  await atBothSizes(page, (size) => shot(page, `large-${size}`));
  await page.setViewportSize({ width: 1366, height: 768 });
  await accessible(page);
  await page.reload();
  await ready(page);
  const look = () => page.evaluate(() => document.querySelector('gongkai-form').shadowRoot.querySelector('.gk').className);
  await page.waitForFunction(() => /large contrast/.test(document.querySelector('gongkai-form').shadowRoot.querySelector('.gk').className));
  await page.getByText('显示', { exact: true }).click();
  await page.getByRole('button', { name: '大字', pressed: true }).click();
  assert.equal(await look(), 'gk contrast');
});

/** What stands in the cells and texts of a report file, by place. */
function places(report) {
  const all = new Map();
  for (const [id, table] of Object.entries({ table2: report.table2, table3: report.table3.rows, table4: report.table4 })) {
    for (const [row, values] of Object.entries(table)) {
      const names = id === 'table3' ? report.table3.columns : id === 'table4' ? ['upheld', 'corrected', 'other', 'pending', 'total'] : null;
      for (const [at, value] of Object.entries(values)) all.set(`${id}.${row}.${names ? names[at] : at}`, value === null ? '' : String(value));
    }
  }
  for (const [key, text] of Object.entries(report.narrative)) all.set(`narrative.${key}`, text);
  return all;
}

test('a whole report by keyboard alone, from the first screen to the last', async (visitor) => {
  const { page } = visitor;
  const wanted = faultless();
  const texts = places(wanted);
  await openBare(visitor, '<gongkai-form></gongkai-form>');
  const form = await ready(page);
  const until = async (what) => {
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(what)) return;
    }
    assert.fail(`Tab does not reach ${what}`);
  };
  const focus = "(() => { let a = document.activeElement; while (a?.shadowRoot?.activeElement) a = a.shadowRoot.activeElement; return a; })()";
  await until(`${focus}?.dataset?.place === 'start.year'`);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(String(wanted.meta.year));
  await until(`${focus}?.dataset?.place === 'start.org'`);
  await page.keyboard.insertText(wanted.meta.org);
  await page.keyboard.press('Enter');
  await cell(page, 'table3.new.natural').waitFor({ state: 'attached' });
  await until(`${focus}?.dataset?.place === 'meta.org'`);
  const done = new Set();
  for (let i = 0; i < 500; i++) {
    const code = await caret(page);
    const text = texts.get(code);
    if (done.has(code) && code?.includes('.')) break;
    done.add(code);
    if (text && code !== 'meta.org') {
      if (code.startsWith('narrative')) await page.keyboard.insertText(text);
      else if (!/total$/.test(code)) await page.keyboard.type(text);
    }
    if (code === 'narrative.part6') break;
    await page.keyboard.press('Tab');
  }
  const report = await form.evaluate((element) => element.report);
  assert.deepEqual(places(report).get('table3.done_total.total'), texts.get('table3.done_total.total'));
  assert.ok(done.size > 200, `only ${done.size} fields reached`);
  // The undivided row is not on the form of a new report.
  for (const [code, text] of texts) if (text && !/abridged|^table3\.other\./.test(code)) assert.equal(places(report).get(code), text, code);
  await form.evaluate((element) => element.addEventListener('gongkai-submit', (event) => { event.preventDefault(); window.handed = event.detail.report; }));
  await page.keyboard.press('Shift+Tab');
  await form.evaluate((element) => element.shadowRoot.querySelector('.tools button:not(:disabled)').focus());
  await until(`${focus}?.textContent === '提交'`);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => window.handed);
});

test('the browser’s own search finds what stands in the cells', async (visitor) => {
  const { page } = visitor;
  await openNew(visitor);
  await type(page, 'table3.granted.natural', '4711');
  const found = await page.evaluate(() => {
    document.activeElement.blur();
    getSelection().removeAllRanges();
    return [window.find('4711'), String(getSelection())];
  });
  assert.deepEqual(found, [true, '4711']);
});
