// What a clerk gets from the form: findings that name the numbers, totals that fill themselves, a way back
// from everything, and a file that is equal to what was typed.
import assert from 'node:assert/strict';
import { about, caret, caretAt, cell, download, empty, faultless, finding, findings, openBare, openFile, openNew, openSample,
  programMemory, ready, report, sample, said, shown, shows, strip, type, watchMemory } from './page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

const codes = (list) => list.map(({ rule, at }) => `${rule}@${at}`);
/** Pages of a PDF. */
const sheets = (pdf) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
const alert = (page) => page.getByRole('alert').filter({ visible: true });

// --- a real report with a wrong total ------------------------------------------------------------

const SUM = /10 ?[+＋] ?1 ?[+＋] ?0 ?[+＋] ?0/;

test('洪泽区 2023: the wrong total is named in plain words, marked, found, mended and brought back', async (visitor) => {
  const { page } = visitor;
  const form = await openSample(visitor, 'hongze-2023');
  const wrong = (await findings(form)).find(({ at }) => at === 'table4.review.total');
  assert.equal(wrong.rule, 'T4-SUM');
  assert.equal(wrong.severity, 'error');
  assert.deepEqual([wrong.expected, wrong.found], ['11', '0']);

  const item = finding(page, SUM);
  const text = await item.innerText();
  for (const word of ['表四', '行政复议', '总计', '11', '0']) assert.ok(text.includes(word), `${word} is not in: ${text}`);
  assert.doesNotMatch(text, /table|T4|total|NaN|undefined|null/i);

  for (const code of [wrong.at, ...wrong.related]) {
    const { wrong: marked, text: told } = await about(page, code);
    assert.ok(marked, `${code} is not marked`);
    assert.match(told, SUM, `${code} does not say why`);
  }
  assert.equal((await about(page, 'table4.direct.total')).wrong, false, 'a cell that is right is marked');

  await item.getByRole('button', { name: SUM }).click();
  await caretAt(page, 'table4.review.total');

  await item.getByRole('button', { name: /改为 ?11/ }).click();
  await shows(page, 'table4.review.total', '11');
  await item.waitFor({ state: 'detached' });
  assert.equal((await about(page, 'table4.review.total')).wrong, false);
  assert.ok(!codes(await findings(form)).includes('T4-SUM@table4.review.total'));

  await page.keyboard.press('Control+Z');
  await shows(page, 'table4.review.total', '0');
  await item.waitFor();
  await page.keyboard.press('Control+Y');
  await shows(page, 'table4.review.total', '11');
  await item.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Shift+Z');
  await shows(page, 'table4.review.total', '11');
});

test('every finding leads to a cell it speaks of', async (visitor) => {
  const { page } = visitor;
  for (const id of ['hongze-2023', 'longgang-zwfw-2020', 'pingtan-2021']) {
    const list = await findings(await openSample(visitor, id));
    const items = page.getByRole('region', { name: '核对结果' }).getByRole('listitem');
    assert.equal(await items.count(), list.length);
    for (const [i, { at, related }] of list.entries()) {
      await items.nth(i).getByRole('button').first().click();
      await page.waitForTimeout(30);
      const now = await caret(page);
      // 联系方式 stands in several fields: meta.contact.org and on.
      assert.ok([at, ...related].includes(now) || now.startsWith(`${at}.`), `${id}: ${at} led to ${now}`);
    }
  }
});

// --- numbers whose column the source does not say ------------------------------------------------

test('longgang-zwfw-2020: two readings, one question, an error under either, and a way back', async (visitor) => {
  const { page } = visitor;
  const form = await openSample(visitor, 'longgang-zwfw-2020');
  const question = page.getByText('请对照原文选一种').filter({ visible: true });
  assert.ok(await question.count());
  const choices = page.getByRole('group').filter({ hasText: '请对照原文选一种' }).getByRole('button', { name: /^读法/ });
  assert.equal(await choices.count(), 2);
  assert.match(await choices.nth(0).innerText(), /自然人/);
  assert.match(await choices.nth(1).innerText(), /总计/);
  assert.ok(codes(await findings(form)).includes('T3-BAL@table3.*.natural'));
  assert.match((await said(page)).join('\n'), /无论|任何一种|两种/);
  for (const code of ['table3.new.natural', 'table3.unable_1.natural', 'table3.unable_1.total']) assert.equal(await shown(page, code), '');
  const before = await report(form);

  await choices.nth(0).click();
  await shows(page, 'table3.new.natural', '1');
  await shows(page, 'table3.new.total', '1');
  await shows(page, 'table3.unable_1.natural', '1');
  await shows(page, 'table3.carried_out.natural', '1');
  assert.equal(await choices.count(), 0);
  const after = codes(await findings(form));
  assert.ok(after.includes('T3-BAL@table3.*.natural'), after.join());
  assert.ok(!after.some((code) => code.startsWith('C-AMBIGUOUS')), after.join());

  await page.keyboard.press('Control+Z');
  await choices.first().waitFor();
  assert.equal(await choices.count(), 2);
  await shows(page, 'table3.new.natural', '');
  assert.deepEqual(await report(form), before);

  await choices.nth(1).click();
  await shows(page, 'table3.unable_1.total', '1');
  await shows(page, 'table3.unable_1.natural', '');
});

// --- a new report ----------------------------------------------------------------------------------

test('a new report of 2025: totals fill themselves, the balance is live, findings come and go', async (visitor) => {
  const { page } = visitor;
  const form = await openNew(visitor);
  const start = await report(form);
  assert.equal(start.meta.format, '2021');
  assert.ok(await cell(page, 'table3.other_3.natural').count(), 'not the form of 2021');
  assert.ok(!(await findings(form)).some(({ severity }) => severity === 'error'), 'an empty report has errors');

  await type(page, 'table3.new.natural', '10');
  await shows(page, 'table3.new.total', '10');
  await type(page, 'table3.new.commercial', '3');
  await shows(page, 'table3.new.total', '13');
  await type(page, 'table3.carried_in.natural', '2');
  await type(page, 'table3.granted.natural', '4');
  await type(page, 'table3.denied_1.natural', '5');
  await shows(page, 'table3.done_total.natural', '9');
  await shows(page, 'table3.done_total.total', '9');
  assert.deepEqual((await strip(page))[0].slice(0, 2), ['12', '9']);
  assert.match((await strip(page))[0].at(-1), /差 ?3/);
  assert.match((await strip(page)).at(-1).at(-1), /差 ?6/);
  assert.ok(codes(await findings(form)).includes('T3-BAL@table3.*.natural'));
  await finding(page, /自然人.*12.*9|12.*9.*自然人/s).waitFor();

  await type(page, 'table3.carried_out.natural', '3');
  assert.deepEqual((await strip(page))[0].slice(0, 2), ['12', '12']);
  assert.match((await strip(page))[0].at(-1), /相符/);
  assert.ok(!codes(await findings(form)).includes('T3-BAL@table3.*.natural'));
  await type(page, 'table3.carried_out.commercial', '3');
  const columns = await strip(page);
  assert.equal(columns.length, 7);
  for (const at of [0, 1, 6]) assert.match(columns[at].at(-1), /相符/);
  assert.ok(!(await findings(form)).some(({ severity }) => severity === 'error'), (await said(page)).join('\n'));
});

test('a total typed over stays and is checked; cleared, it fills itself again', async (visitor) => {
  const { page } = visitor;
  const form = await openNew(visitor);
  await type(page, 'table3.granted.natural', '4');
  await shows(page, 'table3.done_total.natural', '4');
  await type(page, 'table3.done_total.natural', '20');
  assert.ok(codes(await findings(form)).includes('T3-SUM@table3.done_total.natural'), codes(await findings(form)).join());
  await type(page, 'table3.partial.natural', '1');
  await shows(page, 'table3.done_total.natural', '20');
  await finding(page, /20.*少|20.*多|5.*20/s).first().waitFor();
  await empty(page, 'table3.done_total.natural');
  await page.keyboard.press('Tab');
  await shows(page, 'table3.done_total.natural', '5');
  assert.ok(!codes(await findings(form)).includes('T3-SUM@table3.done_total.natural'));
  await type(page, 'table3.partial.natural', '3');
  await shows(page, 'table3.done_total.natural', '7');
  await shows(page, 'table3.done_total.total', '7');
});

test('what is not a number stays as typed and is one finding at its cell', async (visitor) => {
  const { page } = visitor;
  const form = await openNew(visitor);
  for (const text of ['12件', '—', '约30', '1O2', '3.5', '-1']) {
    await type(page, 'table3.new.natural', text);
    await shows(page, 'table3.new.natural', text);
    const here = (await findings(form)).filter(({ at }) => at === 'table3.new.natural');
    assert.equal(here.length, 1, `${text}: ${codes(here)}`);
    assert.ok((await about(page, 'table3.new.natural')).text, `${text} is not described`);
  }
  await type(page, 'table3.new.natural', '１２');
  await shows(page, 'table3.new.natural', '１２');
  await shows(page, 'table3.new.total', '12');
});

test('undo and redo by button and by key, a typed number in one step', async (visitor) => {
  const { page } = visitor;
  const form = await openNew(visitor);
  const undo = page.getByRole('button', { name: '撤销', exact: true }).first();
  assert.equal(await undo.isDisabled(), true);
  await type(page, 'table3.new.natural', '1207');
  await type(page, 'table3.new.commercial', '20');
  await shows(page, 'table3.new.total', '1227');
  await undo.click();
  await shows(page, 'table3.new.commercial', '');
  await shows(page, 'table3.new.total', '1207');
  await page.keyboard.press('Control+z');
  await shows(page, 'table3.new.natural', '');
  assert.equal(await undo.isDisabled(), true);
  await page.getByRole('button', { name: '重做', exact: true }).click();
  await page.keyboard.press('Control+y');
  await shows(page, 'table3.new.total', '1227');
  assert.equal((await report(form)).table3.rows.new[0], 1207);
});

// --- files -----------------------------------------------------------------------------------------

test('saved and opened again it is equal, whatever was typed', async (visitor) => {
  const { page } = visitor;
  const form = await openSample(visitor, 'hongze-2023');
  const raw = { 'table3.granted.natural': '—', 'table3.partial.natural': '12件', 'table3.denied_1.natural': '１２', 'table3.denied_2.natural': ' 7 ',
    'table2.fees.amount_wan': '7730.280', 'table4.review.upheld': '007' };
  for (const [code, text] of Object.entries(raw)) await type(page, code, text);
  await page.locator('[data-place="narrative.part1"]').fill('第一段\n\n第二段“引号”、\\反斜线、😀 和 𠮷');
  const before = await report(form);
  const file = await download(page, () => page.keyboard.press('Control+S'));
  assert.match(file.name, /洪泽区.*2023年政府信息公开工作年度报告\.json$/);
  assert.deepEqual(JSON.parse(file.text), before);
  await form.evaluate((element) => element.flush());
  assert.equal(await form.evaluate((element) => element.dirty), false);

  await page.evaluate(() => { location.hash = '#new=2025'; });
  await page.waitForFunction(() => document.querySelector('gongkai-form')?.getAttribute('year') === '2025');
  const other = await ready(page);
  assert.notDeepEqual(await report(other), before);
  await openFile(page, '年报.json', file.text);
  await shows(page, 'table3.partial.natural', '12件');
  assert.deepEqual(await report(other), before);
  for (const [code, text] of Object.entries(raw)) assert.equal(await shown(page, code), text, code);
});

test('the button saves too', async (visitor) => {
  const { page } = visitor;
  const form = await openNew(visitor);
  await type(page, 'table3.new.natural', '10');
  const file = await download(page, () => page.getByRole('button', { name: /保存文件|导出/ }).first().click());
  assert.deepEqual(JSON.parse(file.text), await report(form));
});

for (const [what, body] of [
  ['a broken file', '{"schema":"gongkai-report/1",'],
  ['a file that is something else', '[1,2,3]'],
  ['an empty file', ''],
  ['a file with an unknown row', JSON.stringify({ ...sample('hongze-2023'), table4: { revue: [0, 0, 0, 0, 0] } })],
  ['a GBK file', Buffer.concat([Buffer.from('{"schema":"gongkai-report/1","meta":{"org":"'), Buffer.from([0xc4, 0xea, 0xb1, 0xa8]), Buffer.from('"}}')])],
  ['a Word file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
]) {
  test(`${what} is refused in words, and the open report stays`, async (visitor) => {
    const { page } = visitor;
    const form = await openNew(visitor);
    await type(page, 'table3.new.natural', '10');
    const before = await report(form);
    await page.evaluate(() => { window.errors = []; addEventListener('gongkai-error', (event) => window.errors.push(event.detail)); });
    await openFile(page, '坏.json', body);
    await alert(page).waitFor();
    assert.equal(await alert(page).count(), 1);
    const text = await alert(page).innerText();
    assert.match(text, /[\u4e00-\u9fff]{4}/);
    assert.doesNotMatch(text, /Error|undefined|expected|TypeError|panick/);
    assert.deepEqual(await report(form), before);
    await shows(page, 'table3.new.natural', '10');
    const errors = await page.evaluate(() => window.errors);
    assert.equal(errors.length, 1, JSON.stringify(errors));
    assert.ok(errors[0].code && text.includes(errors[0].message), JSON.stringify(errors));
    await page.getByRole('button', { name: '知道了' }).click();
    assert.equal(await alert(page).count(), 0);
    await openFile(page, '好.json', JSON.stringify(sample('hongze-2023')));
    await shows(page, 'table4.review.upheld', '10');
  });
}

test('a file of a newer version is shown, said to be so, and not changed', async (visitor) => {
  const { page } = visitor;
  const form = await openNew(visitor);
  const newer = { ...sample('hongze-2023'), schema: 'gongkai-report/2', novelty: { a: [1] } };
  await openFile(page, '新.json', JSON.stringify(newer));
  await shows(page, 'table4.review.upheld', '10');
  await page.getByText(/更?新(的)?版本|只读|只能查看/).filter({ visible: true }).first().waitFor({ timeout: 2_000 });
  const before = await report(form);
  await cell(page, 'table4.review.upheld').click();
  await page.keyboard.type('99');
  assert.deepEqual(await report(form), before);
  assert.deepEqual(before.novelty, { a: [1] });
});

// --- year and edition --------------------------------------------------------------------------------

test('the year 2020 brings the form of 2019, says what has no place there, and undo brings all back', async (visitor) => {
  const { page } = visitor;
  const form = await openNew(visitor);
  await type(page, 'table3.other_1.natural', '3');
  const before = await report(form);
  const year = page.locator('[data-place="meta.year"]');
  await year.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('2020');
  await cell(page, 'table3.other.natural').waitFor({ state: 'attached' });
  assert.equal((await report(form)).meta.format, '2019');
  assert.equal(await cell(page, 'table3.other_1.natural').count(), 0);
  const told = page.getByRole('status').filter({ hasText: '没有' }).filter({ hasText: '位置' });
  await told.waitFor();
  assert.match(await told.innerText(), /3/);
  assert.equal((await caret(page)), 'meta.year', 'the caret left the year');
  await page.keyboard.press('Control+Z');
  await shows(page, 'table3.other_1.natural', '3');
  assert.deepEqual(await report(form), before);
  assert.equal(await year.inputValue(), '2025');
  assert.equal(await told.count(), 0);
});

// --- prose, explanations, panel ------------------------------------------------------------------------

test('the characters of part one are counted against 1,000', async (visitor) => {
  const { page } = visitor;
  await openNew(visitor);
  const box = page.locator('[data-place="narrative.part1"]');
  await box.fill('公开'.repeat(500));
  await page.getByText(/1,000 \/ 1,000 ?字/).waitFor();
  await box.fill(`一、总体情况\n${'公开'.repeat(500)} \n某某某`);
  const over = page.getByText(/1,003 字.*超出 3 字.*不超过 1,000 字/);
  await over.waitFor();
});

test('20,000 characters of prose stay quick and whole', async (visitor) => {
  const { page } = visitor;
  const form = await openNew(visitor);
  const text = '政府信息公开工作。'.repeat(2500);
  await page.locator('[data-place="narrative.part5"]').fill(text);
  await page.keyboard.press('End');
  await page.keyboard.type('完');
  assert.equal((await report(form)).narrative.part5.length, text.length + 1);
});

test('a row explains itself with its article, and Escape closes it', async (visitor) => {
  const { page } = visitor;
  await openNew(visitor);
  const info = page.getByRole('button', { name: /^说明：/ }).filter({ visible: true });
  assert.ok(await info.count() > 20);
  const third = page.getByRole('button', { name: /说明：.*危及.三安全一稳定/ }).first();
  const one = await third.count() ? third : info.nth(3);
  await one.click();
  const note = page.getByRole('note').filter({ visible: true });
  await note.waitFor();
  assert.match(await note.innerText(), /依据.*第.{1,6}条/s);
  assert.equal(await one.getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('Escape');
  await note.waitFor({ state: 'hidden' });
  assert.equal(await one.getAttribute('aria-expanded'), 'false');
});

test('the list of findings folds away and comes back', async (visitor) => {
  const { page } = visitor;
  await openSample(visitor, 'hongze-2023');
  const item = finding(page, SUM);
  await item.waitFor();
  await page.getByRole('button', { name: '收起' }).click();
  await item.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: /核对结果|展开/ }).filter({ visible: true }).first().click();
  await item.waitFor();
});

// --- submitting ------------------------------------------------------------------------------------------

test('with errors it is not submitted: it says so and goes to the first', async (visitor) => {
  const { page } = visitor;
  const form = await openSample(visitor, 'hongze-2023');
  const submit = page.getByRole('button', { name: '提交' });
  await page.evaluate(() => { window.submitted = 0; addEventListener('gongkai-submit', () => { window.submitted++; }); });
  assert.equal(await download(page, () => submit.click(), 400), null);
  await alert(page).filter({ hasText: /2 处错误/ }).waitFor();
  const first = (await findings(form)).find(({ severity }) => severity === 'error');
  await caretAt(page, first.at);
  assert.equal(await page.evaluate(() => window.submitted), 0);
});

test('without errors the page may take the report, otherwise it is downloaded', async (visitor) => {
  const { page } = visitor;
  const form = await openSample(visitor, 'hongze-2023');
  await form.evaluate((element, given) => { element.report = given; }, faultless());
  assert.ok(!(await findings(form)).some(({ severity }) => severity === 'error'));
  await page.evaluate(() => {
    window.prevent = true;
    addEventListener('gongkai-submit', (event) => {
      window.got = { report: event.detail.report, cancelable: event.cancelable, composed: event.composed };
      if (window.prevent) event.preventDefault();
    });
  });
  await type(page, 'table3.new.natural', '21');
  const submit = page.getByRole('button', { name: '提交' });
  assert.equal(await download(page, () => submit.click(), 600), null);
  const got = await page.evaluate(() => window.got);
  assert.deepEqual([got.cancelable, got.composed], [true, true]);
  assert.deepEqual(got.report, await report(form));
  await page.evaluate(() => { window.prevent = false; });
  const file = await download(page, () => submit.click());
  assert.deepEqual(JSON.parse(file.text), got.report);
});

// --- the element's interface ---------------------------------------------------------------------------------

test('properties, methods and events are as promised', async (visitor) => {
  const { page } = visitor;
  await openBare(visitor, '<gongkai-form></gongkai-form>');
  const form = await ready(page);
  assert.equal(await report(form), null, 'before a report is open');
  const seen = await form.evaluate(async (element, given) => {
    const events = [];
    for (const type of ['gongkai-change', 'gongkai-findings', 'gongkai-error']) {
      addEventListener(type, (event) => events.push([type, event.detail, event.bubbles && event.composed]));
    }
    const settle = () => new Promise((done) => setTimeout(done, 50));
    const error = (e) => ({ is: e instanceof Error, code: e.code, message: e.message });
    const out = {};
    element.report = given;
    out.assigned = element.report;
    out.same = JSON.stringify(element.findings) === JSON.stringify(element.check());
    out.first = element.findings[0];
    await settle();
    out.onSet = events.splice(0);
    await element.load(JSON.stringify(given));
    out.loadedText = element.report;
    await element.load(new File([JSON.stringify({ ...given, id: 'file' })], 'x.json'));
    out.loadedFile = element.report.id;
    await element.load({ ...given, id: 'object' });
    out.loadedObject = element.report.id;
    await settle();
    events.length = 0;
    out.bad = await element.load('{').catch(error);
    await settle();
    out.onBad = events.splice(0);
    out.kept = element.report.id;
    try { element.report = { schema: 'gongkai-report/1', table4: 5 }; out.badSet = 'no error'; } catch (e) { out.badSet = error(e); }
    out.keptAgain = element.report.id;
    const blob = await element.save('json');
    out.blob = { is: blob instanceof Blob, type: blob.type, equal: await blob.text().then((t) => JSON.stringify(JSON.parse(t)) === JSON.stringify(element.report)) };
    out.docx = await element.save('docx').then(({ type, size }) => [type, size > 4000], error);
    out.nonsense = await element.save('pdf').then(() => 'no error', error);
    out.flush = await element.flush().then(() => 'no error', error);
    await settle();
    events.length = 0;
    return out;
  }, sample('hongze-2023'));
  assert.deepEqual(seen.assigned, sample('hongze-2023'));
  assert.deepEqual(seen.loadedText, sample('hongze-2023'));
  assert.equal(seen.same, true);
  assert.deepEqual(Object.keys(seen.first).sort(), ['at', 'expected', 'found', 'message', 'quote', 'related', 'rule', 'severity', 'source']);
  assert.ok(seen.onSet.some(([type, detail]) => type === 'gongkai-findings' && detail.errors === 2), JSON.stringify(seen.onSet));
  assert.deepEqual([seen.loadedFile, seen.loadedObject, seen.kept, seen.keptAgain], ['file', 'object', 'object', 'object']);
  assert.equal(seen.bad.is, true);
  assert.match(seen.bad.message, /[\u4e00-\u9fff]{3}/);
  assert.deepEqual(seen.onBad.map(([type]) => type), ['gongkai-error']);
  assert.equal(seen.onBad[0][1].message, seen.bad.message);
  assert.equal(seen.badSet.is, true);
  assert.deepEqual(seen.blob, { is: true, type: 'application/json', equal: true });
  assert.deepEqual(seen.docx, ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', true]);
  assert.equal(seen.nonsense.is, true);
  assert.match(seen.nonsense.message, /pdf.*json、docx、xlsx、html、csv/);
  assert.equal(seen.flush, 'no error');

  await page.evaluate(() => {
    window.events = [];
    for (const type of ['gongkai-change', 'gongkai-findings']) {
      addEventListener(type, (event) => window.events.push([type, event.detail, event.bubbles && event.composed]));
    }
  });
  await type(page, 'table4.review.total', '11');
  await page.waitForTimeout(50);
  const events = await page.evaluate(() => window.events);
  const changes = events.filter(([name]) => name === 'gongkai-change');
  assert.deepEqual(changes.at(-1), ['gongkai-change', { at: 'table4.review.total' }, true]);
  const last = events.filter(([name]) => name === 'gongkai-findings').at(-1);
  const counts = { errors: 0, warnings: 0, hints: 0 };
  for (const { severity } of await findings(form)) counts[`${severity}s`]++;
  assert.deepEqual(last, ['gongkai-findings', counts, true]);
});

test('the report a page gets is its own copy', async (visitor) => {
  const { page } = visitor;
  const form = await openSample(visitor, 'hongze-2023');
  await form.evaluate((element) => { element.report.meta.org = '别人'; element.findings.length = 0; });
  assert.equal((await report(form)).meta.org, '淮安市洪泽区人民政府');
  assert.equal(await page.getByText('别人').count(), 0);
  assert.ok((await findings(form)).length > 0);
});

// --- several forms, and one that moves -------------------------------------------------------------------------

test('two forms on one page do not mix', async (visitor) => {
  const { page } = visitor;
  await openBare(visitor, '<gongkai-form year="2025" org="甲"></gongkai-form><gongkai-form year="2025" org="乙"></gongkai-form>');
  const [first, second] = [await ready(page, 0), await ready(page, 1)];
  const input = (form, code) => form.locator(`[data-slot="${code}"]`);
  await input(first, 'table3.new.natural').click();
  await page.keyboard.type('7');
  await input(second, 'table3.new.natural').click();
  await page.keyboard.type('8');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('9');
  assert.equal(await input(first, 'table3.new.total').inputValue(), '7');
  assert.equal(await input(second, 'table3.new.total').inputValue(), '8');
  assert.equal(await input(first, 'table3.carried_in.natural').inputValue(), '');
  assert.equal(await input(second, 'table3.carried_in.natural').inputValue(), '9');
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  assert.equal(await input(second, 'table3.new.natural').inputValue(), '');
  assert.equal(await input(first, 'table3.new.natural').inputValue(), '7', 'undo crossed over');
  const [a, b] = [await report(first), await report(second)];
  assert.deepEqual([a.meta.org, b.meta.org], ['甲', '乙']);
  assert.equal(a.table3.rows.new[0], 7);
  await first.evaluate((element) => element.remove());
  assert.equal((await report(page.locator('gongkai-form'))).meta.org, '乙');
});

test('taken out and put back: the same report, unsaved changes, and the form can be typed in', async (visitor) => {
  const { page } = visitor;
  await openBare(visitor, '<div id="a"><gongkai-form year="2025" org="甲"></gongkai-form></div><div id="b"></div>');
  const form = await ready(page);
  await type(page, 'table3.new.natural', '12件');
  await type(page, 'table3.new.commercial', '5');
  const before = await report(form);
  // A move: the same instance, the same text, undo still there.
  await form.evaluate((element) => document.getElementById('b').append(element));
  await page.waitForTimeout(50);
  await shows(page, 'table3.new.natural', '12件');
  await cell(page, 'table3.new.commercial').click();
  await page.keyboard.press('Control+Z');
  await shows(page, 'table3.new.commercial', '');
  await page.keyboard.press('Control+Y');
  // Away for a while: a new instance.
  await form.evaluate(async (element) => {
    element.remove();
    await new Promise((done) => setTimeout(done, 50));
    document.getElementById('a').append(element);
  });
  await ready(page);
  assert.deepEqual(await report(form), before);
  await form.evaluate((element) => element.flush());
  await type(page, 'table3.new.research', '1');
  await shows(page, 'table3.new.research', '1');
});

// --- print ---------------------------------------------------------------------------------------------------------

test('printed, it is the official document: title, six headings, every number, every text, no button', async (visitor) => {
  const { page } = visitor;
  await page.addInitScript(() => {
    // Before the form's own listener, while the document still stands.
    addEventListener('afterprint', () => {
      const root = document.querySelector('gongkai-form').shadowRoot.querySelector('[part=root]');
      const seen = (node) => node.getClientRects().length > 0;
      window.printed = {
        text: root.innerText,
        controls: [...root.querySelectorAll('button,input,textarea,select,label,summary')].filter(seen).length,
        headings: [...root.querySelectorAll('h1,h2')].filter(seen).map((node) => node.textContent),
        tables: [...root.querySelectorAll('table')].filter(seen).map((table) => [...table.rows].map((row) => [...row.cells].map((td) => td.textContent))),
      };
    });
  });
  const form = await openSample(visitor, 'hongze-2023');
  const given = await report(form);
  const pdf = await page.pdf({ format: 'A4' });
  const { text, controls, headings, tables } = await page.evaluate(() => window.printed);
  assert.equal(headings[0], given.meta.title);
  assert.deepEqual(headings.slice(1).map((heading) => heading.slice(0, 2)), ['一、', '二、', '三、', '四、', '五、', '六、']);
  assert.equal(controls, 0, 'controls are printed');
  assert.doesNotMatch(text, /撤销|提交|收起|核对结果|改为/);
  const squeeze = (string) => string.replace(/\s/g, '');
  for (const part of ['part1', 'part5', 'part6']) assert.ok(squeeze(text).includes(squeeze(given.narrative[part])), `${part} is not there whole`);
  assert.equal(tables.length, 3);
  const numbers = (table) => table.flat().filter((cell) => /^-?[\d.]+$/.test(cell)).map(Number);
  for (const value of [5, 5, 550, 4119, 195, 7730.28]) assert.ok(numbers(tables[0]).includes(value), `table two without ${value}`);
  const rows = Object.entries(given.table3.rows).filter(([row]) => row !== 'other').map(([, row]) => row);
  assert.deepEqual(numbers(tables[1]).filter(Boolean), rows.flat().filter(Boolean));
  assert.deepEqual(numbers(tables[2]), Object.values(given.table4).flat());
  assert.ok(sheets(pdf) >= 3, `${sheets(pdf)} pages: the rest is cut off`);
  // And the screen is back.
  await type(page, 'table4.review.total', '11');
  await shows(page, 'table4.review.total', '11');
});

test('the print button opens the dialog over the document, and the form comes back', async (visitor) => {
  const { page } = visitor;
  await page.addInitScript(() => {
    window.print = () => { window.printed = document.querySelector('gongkai-form').shadowRoot.querySelector('[part=root]').innerText; };
  });
  await openSample(visitor, 'hongze-2023');
  await page.getByRole('button', { name: '预览', exact: true }).click();
  await page.getByRole('button', { name: '打印', exact: true }).click();
  await page.waitForFunction(() => window.printed);
  const printed = await page.evaluate(() => window.printed);
  assert.match(printed, /六、其他需要报告的事项/);
  assert.doesNotMatch(printed, /保存文件/);
  // This browser never says that printing is over.
  await page.getByText('点这里返回填报').click();
  await page.getByRole('button', { name: '返回修改' }).click();
  await page.getByRole('button', { name: '打开文件' }).or(page.getByText('打开文件')).first().waitFor();
});

test('a long text is printed on as many pages as it takes', async (visitor) => {
  const { page } = visitor;
  await openNew(visitor);
  const short = sheets(await page.pdf({ format: 'A4' }));
  await page.locator('[data-place="narrative.part1"]').fill('政府信息公开工作。'.repeat(2000)); // 600 to 1,100 characters a page
  const long = sheets(await page.pdf({ format: 'A4' }));
  assert.ok(long - short >= 15 && long - short <= 45, `${short} and ${long} pages`);
});

test('with the undivided row the print still carries its numbers', async (visitor) => {
  const { page } = visitor;
  await page.addInitScript(() => addEventListener('afterprint', () => {
    window.printed = document.querySelector('gongkai-form').shadowRoot.querySelector('[part=root]').innerText;
  }));
  const form = await openSample(visitor, 'hongze-2023');
  const given = sample('hongze-2023');
  given.table3.rows.other = [777, 0, 0, 0, 0, 0, 777];
  await form.evaluate((element, value) => { element.report = value; }, given);
  await page.pdf();
  assert.match(await page.evaluate(() => window.printed), /777/);
});

// --- memory ------------------------------------------------------------------------------------------------------------

test('a full report takes less than 32 MB of WebAssembly memory, after much typing too', async (visitor) => {
  const { page } = visitor;
  await watchMemory(page);
  const form = await openSample(visitor, 'hangzhou-2025');
  await form.evaluate((element) => {
    const inputs = [...element.shadowRoot.querySelectorAll('[data-slot]')];
    for (let round = 0; round < 3; round++) {
      for (const input of inputs) {
        input.value = String(round * 7 + 1);
        input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      }
    }
    return new Promise((done) => setTimeout(done, 100));
  });
  assert.ok((await report(form)).table3.rows.new.every((n) => n === 15));
  const bytes = await programMemory(page);
  assert.equal(bytes.length, 1, 'the memory was not captured');
  assert.ok(bytes[0] > 0 && bytes[0] < 32 * 1024 * 1024, `${(bytes[0] / 1048576).toFixed(1)} MB`);
});
