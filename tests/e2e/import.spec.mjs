// Files of other kinds in and out: what was read is shown beside its source, and nothing changes before it is accepted.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { inFirefox } from './firefox.mjs';
import { accessible, atBothSizes, download, openBare, openNew, openSample, openStart, ready, sample, shot, shown, type } from './page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

const raw = (name) => readFileSync(new URL(`../raw/${name}`, import.meta.url));
const NATURAL = 'table3.new.natural';

const choose = (page, name, buffer) => page.locator('gongkai-form').getByLabel('打开文件', { exact: true })
  .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
const button = (page, name) => page.getByRole('button', { name, exact: true });
const dialog = (page) => page.getByRole('dialog');
const says = (page, text) => page.getByText(text).first().waitFor();
const report = (form) => form.evaluate((element) => element.report);

test('a page opened from the start is looked at first, and then a report', async (visitor) => {
  const { page } = visitor;
  await openStart(visitor);
  await choose(page, '公布的年报.html', raw('hangzhou-2025.html'));
  await dialog(page).waitFor();
  assert.equal(await dialog(page).getByRole('heading', { level: 2 }).textContent(), '从“公布的年报.html”读到的内容');
  await atBothSizes(page, (size) => shot(page, `import-start-${size}`));
  await accessible(page, 'gongkai-form');
  await button(page, '用它新开一份').click();
  await page.locator('[data-slot]').first().waitFor();
  assert.equal(await shown(page, NATURAL), '13612');
  await says(page, '已用“公布的年报.html”新开一份。');
});

test('over an open report every change is shown, taken as one step, and one step back', async (visitor) => {
  const { page } = visitor;
  const form = await openNew(visitor);
  await type(page, NATURAL, '7');
  await type(page, 'table3.new.commercial', '3');
  const before = JSON.stringify(await report(form));
  await choose(page, '年报.html', raw('hangzhou-2025.html'));
  await dialog(page).waitFor();
  assert.equal(JSON.stringify(await report(form)), before, 'nothing has changed yet');
  await atBothSizes(page, (size) => shot(page, `import-over-${size}`));
  await accessible(page, 'gongkai-form');
  await dialog(page).getByRole('button', { name: /^填入 \d+ 处$/ }).click();
  assert.equal(await shown(page, NATURAL), '13612');
  await says(page, /已从“年报.html”填入 \d+ 处，可以一次撤销。/);
  await button(page, '撤销').first().click();
  assert.equal(JSON.stringify(await report(form)), before);
});

test('a part can be left, and all of it dropped', async (visitor) => {
  const { page } = visitor;
  const form = await openNew(visitor);
  const before = JSON.stringify(await report(form));
  await choose(page, '年报.html', raw('hangzhou-2025.html'));
  await dialog(page).getByRole('button', { name: '表三，全部采用' }).click();
  await dialog(page).getByRole('button', { name: /^填入 \d+ 处$/ }).click();
  assert.equal(await shown(page, NATURAL), '');
  assert.equal((await report(form)).table2.licensing.decisions, 11398889);
  await button(page, '撤销').first().click();
  await choose(page, '年报.html', raw('hangzhou-2025.html'));
  await button(page, '放弃').click();
  assert.equal(await dialog(page).count(), 0);
  assert.equal(JSON.stringify(await report(form)), before);
});

test('a change leads to its place in the source', async (visitor) => {
  const { page } = visitor;
  await openNew(visitor);
  await choose(page, '年报.html', raw('shanghai-go-2019.html'));
  await dialog(page).waitFor();
  await says(page, /文件用的是另一年的表样/);
  await dialog(page).locator('td.changed').last().click();
  await page.waitForFunction(() => document.querySelector('gongkai-form').shadowRoot.querySelector('#lit'));
  await shot(page, 'import-lit');
});

test('what cannot be read says so, and the draft is as it was', async (visitor) => {
  const { page } = visitor;
  const form = await openNew(visitor);
  await type(page, NATURAL, '7');
  const before = JSON.stringify(await report(form));
  await choose(page, '空.html', Buffer.from('<p>别的</p>'));
  await says(page, '网页里没有找到年度报告的表格和正文，没有读取。');
  assert.equal(JSON.stringify(await report(form)), before);
  await type(page, NATURAL, '8');
  assert.equal(await shown(page, NATURAL), '8');
});

test('nothing of the office program is loaded before it is needed', async (visitor) => {
  const { page } = visitor;
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await openNew(visitor);
  await type(page, NATURAL, '7');
  await page.waitForTimeout(500);
  assert.deepEqual(asked.filter((url) => /office/.test(url)), []);
  await choose(page, '年报.html', raw('hangzhou-2025.html'));
  await dialog(page).waitFor();
  assert.equal(asked.filter((url) => /office-[0-9a-f]+\.wasm/.test(url)).length, 1);
});

test('a page gives a file of another kind, and has one of the report', async (visitor) => {
  const { page } = visitor;
  await openBare(visitor, '<gongkai-form></gongkai-form>');
  const form = await ready(page);
  const html = raw('hangzhou-2025.html').toString();
  const [org, csv] = await form.evaluate(async (element, text) => {
    await element.load(new File([text], 'a.html'));
    const blob = await element.save('csv');
    return [element.report.table3, `${blob.type} ${(await blob.text()).slice(0, 40)}`];
  }, html);
  assert.match(JSON.stringify(org), /13612/);
  assert.match(csv, /^text\/csv /);
});

test('text copied from a PDF is read line by line', async (visitor) => {
  const { page } = visitor;
  await openStart(visitor);
  await page.getByText('粘贴文字', { exact: true }).first().click();
  await page.locator('[data-place="start.text"]').fill(raw('hongze-2023.txt').toString());
  await button(page, '读取文字').click();
  await dialog(page).waitFor();
  await atBothSizes(page, (size) => shot(page, `import-text-${size}`));
  await accessible(page, 'gongkai-form');
  await dialog(page).locator('td.changed').nth(30).click();
  await shot(page, 'import-text-lit');
  await button(page, '用它新开一份').click();
  assert.equal(await shown(page, NATURAL), '21');
});

test('a PDF file is read, tables by their lines: of an office program, and what this browser prints', async (visitor) => {
  const { page } = visitor;
  await openStart(visitor);
  await choose(page, '年报.pdf', readFileSync(new URL('../pdf/kewei-2024.pdf', import.meta.url)));
  await dialog(page).waitFor();
  await says(page, /这是 PDF。/);
  await atBothSizes(page, (size) => shot(page, `import-pdf-${size}`));
  await accessible(page, 'gongkai-form');
  await button(page, '用它新开一份').click();
  await page.locator('[data-slot]').first().waitFor();
  const form = page.locator('gongkai-form');
  const before = await report(form);
  assert.deepEqual(before.table3.rows, sample('kewei-2024').table3.rows);
  const other = await page.context().newPage();
  await other.setContent(await form.evaluate(async (element) => (await element.save('html')).text()));
  const pdf = await other.pdf({ format: 'A4' });
  await other.close();
  const back = await form.evaluate(async (element, bytes) => {
    await element.load(new File([new Uint8Array(bytes)], 'a.pdf'));
    return element.report;
  }, [...pdf]);
  for (const table of ['table2', 'table3', 'table4']) assert.deepEqual(back[table], before[table], table);
});

test('what is doubtful waits for a tick, and what has no place is listed', async (visitor) => {
  const { page } = visitor;
  await openNew(visitor);
  await choose(page, 'kewei.md', raw('kewei-2024.md'));
  await dialog(page).getByText(/没有放入：7 处/).waitFor();
  await atBothSizes(page, (size) => shot(page, `import-unplaced-${size}`));
  await accessible(page, 'gongkai-form');
  await dialog(page).locator('.left').getByRole('button', { name: '看原文' }).first().click();
  const lit = page.locator('.original .lit.lost');
  await lit.waitFor();
  assert.match(await lit.textContent(), /1/);
  await shot(page, 'import-unplaced-lit');
});

// --- what goes wrong in the worker -------------------------------------------------------------------------------

/** The worker, replaced by one that behaves so. */
const worker = (page, body) => page.route(/\/office-[0-9a-f]+\.js$/, (route) => route.fulfill({ contentType: 'text/javascript', body }));
const STARTS = "onmessage = ({ data: [job] }) => { if (job === 'start') postMessage({}); else";

test('a file that takes too long is given up, and typing goes on meanwhile', async (visitor) => {
  const { page } = visitor;
  await worker(page, `${STARTS} for (;;); };`);
  const form = await openNew(visitor);
  await choose(page, '无尽.html', raw('hangzhou-2025.html'));
  await says(page, /正在读取“无尽.html”/);
  await shot(page, 'import-busy');
  for (const key of '1234567') await type(page, NATURAL, key);
  assert.equal(await shown(page, NATURAL), '7');
  const before = JSON.stringify(await report(form));
  await page.getByText(/10 秒内没有读完，已停止；草稿没有改动/).waitFor({ timeout: 15_000 });
  assert.equal(JSON.stringify(await report(form)), before);
  assert.equal(await page.getByText(/正在读取/).count(), 0);
  await shot(page, 'import-slow');
  await page.unroute(/\/office-[0-9a-f]+\.js$/);
  await choose(page, '年报.html', raw('hangzhou-2025.html'));
  await dialog(page).waitFor();
}, { limit: 60_000 });

test('the reader can be stopped by hand', async (visitor) => {
  const { page } = visitor;
  await worker(page, `${STARTS} for (;;); };`);
  await openNew(visitor);
  await choose(page, '无尽.html', raw('hangzhou-2025.html'));
  await button(page, '停止').click();
  await says(page, '已停止读取，草稿没有改动。');
});

test('a reader that dies, or does not begin, takes nothing with it', async (visitor) => {
  const { page } = visitor;
  const form = await openNew(visitor);
  await type(page, NATURAL, '7');
  const before = JSON.stringify(await report(form));
  for (const [body, sentence] of [
    [`${STARTS} postMessage({ died: 'unreachable' }); };`, /文件无法读取（内部错误 I-08），草稿没有改动/],
    [`${STARTS} { throw new Error('x'); } };`, /文件无法读取（内部错误 I-08），草稿没有改动/],
    ['onmessage = () => postMessage({ died: 1 });', /没能启动读写办公文件的程序/],
    ['syntax error', /没能启动读写办公文件的程序/],
  ]) {
    await worker(page, body);
    await choose(page, '年报.html', raw('hangzhou-2025.html'));
    await says(page, sentence);
    await button(page, '知道了').first().click();
    assert.equal(JSON.stringify(await report(form)), before);
    await page.unroute(/\/office-[0-9a-f]+\.js$/);
  }
  await choose(page, '年报.html', raw('hangzhou-2025.html'));
  await dialog(page).waitFor();
});

test('a file is dropped on the form', async (visitor) => {
  const { page } = visitor;
  await openNew(visitor);
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], '拖来的.html'));
    const at = document.querySelector('gongkai-form').shadowRoot.querySelector('.main');
    for (const name of ['dragover', 'drop']) at.dispatchEvent(new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true, composed: true }));
  }, raw('hangzhou-2025.html').toString());
  assert.equal(await dialog(page).getByRole('heading', { level: 2 }).textContent(), '从“拖来的.html”读到的内容');
});

test('in Firefox a file comes in and one goes out under the strict policy too', ({ url }) => inFirefox(async (page) => {
  const refused = [];
  await page.evaluateOnNewDocument(() => { window.refused = []; addEventListener('securitypolicyviolation', ({ violatedDirective }) => window.refused.push(violatedDirective)); });
  await page.goto(`${url}#new=2025&org=${encodeURIComponent('甲局')}`);
  await page.waitForSelector('gongkai-form >>> [data-slot]');
  const [value, csv] = await page.evaluate(async (text) => {
    const form = document.querySelector('gongkai-form');
    await form.load(new File([text], 'a.html'));
    return [form.report.table3.rows.new[0], await (await form.save('csv')).text()];
  }, raw('hangzhou-2025.html').toString());
  assert.equal(value, 13612);
  assert.match(csv, /13612/);
  refused.push(...await page.evaluate(() => window.refused));
  assert.deepEqual(refused, []);
}));

// --- out -------------------------------------------------------------------------------------------------------------

test('every kind that is written is read again, in the browser', async (visitor) => {
  const { page } = visitor;
  await openBare(visitor, '<gongkai-form></gongkai-form>');
  const form = await ready(page);
  const given = sample('hangzhou-2025');
  const got = await form.evaluate(async (element, text) => {
    const kinds = {};
    for (const kind of ['docx', 'xlsx', 'html', 'csv']) {
      await element.load(text);
      const blob = await element.save(kind);
      await element.load(new File([blob], 'x.bin'));
      kinds[kind] = [blob.type, element.report.table3.rows, element.report.table4, element.report.table2];
    }
    return kinds;
  }, JSON.stringify(given));
  for (const [kind, [type, three, four, two]] of Object.entries(got)) {
    assert.match(type, { docx: /wordprocessingml/, xlsx: /spreadsheetml/, html: /^text\/html$/, csv: /^text\/csv$/ }[kind]);
    for (const [row, cells] of Object.entries(given.table3.rows)) assert.deepEqual(three[row], cells, `${kind} ${row}`);
    assert.deepEqual(four, given.table4, kind);
    assert.deepEqual(Object.keys(two), Object.keys(given.table2), kind);
  }
}, { limit: 60_000 });

test('a file goes out by the button, under the report\'s name', async (visitor) => {
  const { page } = visitor;
  await openSample(visitor, 'hongze-2024');
  await page.getByText('导入导出', { exact: true }).click();
  await atBothSizes(page, (size) => shot(page, `export-${size}`));
  // The rest lies half beneath it.
  await accessible(page, { include: [{ fromShadowDom: ['gongkai-form', '.exports'] }] });
  const panel = page.locator('.exports');
  for (const [name, ending, start] of [['Word 文档', 'docx', 'PK'], ['Excel 表格', 'xlsx', 'PK'], ['网页', 'html', '<!doctype html>'], ['CSV 数据', 'csv', '\ufeff']]) {
    if (!await panel.isVisible()) await page.getByText('导入导出', { exact: true }).click();
    const file = await download(page, () => button(page, name).click(), 15_000);
    assert.equal(await panel.isVisible(), false, 'what comes of it is not hidden');
    assert.match(file.name, new RegExp(`2024年政府信息公开工作年度报告\\.${ending}$`));
    assert.ok(file.text.startsWith(start), `${ending}: ${file.text.slice(0, 20)}`);
  }
});
