// What the text says in numbers: underlined where it stands, listed below, told at the cell, and one click from each to
// the other.
import assert from 'node:assert/strict';
import { inFirefox } from './firefox.mjs';
import { accessible, atBothSizes, cellInput, findings, fits, openNew, openSample, report, type } from './page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

const text = (page, key = 'part1') => page.locator(`[data-place="narrative.${key}"]`);
const part = (page, key = 'part1') => page.locator('section').filter({ has: page.locator(`[data-place="narrative.${key}"]`) });
const marks = (page, key) => part(page, key).locator('.under mark');
const claim = (page, words) => page.locator('.claim').filter({ hasText: words });

/** Waits until these words are selected in a text. */
const selects = (page, words) => page.waitForFunction((wanted) => {
  const field = document.querySelector('gongkai-form').shadowRoot.activeElement;
  return field?.localName === 'textarea' && field.value.slice(field.selectionStart, field.selectionEnd) === wanted;
}, words);

/** A field and the copy under it: their texts, and how far their edges are apart. */
const layers = (page) => page.evaluate(() => [...document.querySelector('gongkai-form').shadowRoot.querySelectorAll('.paper.marked')].map((paper) => {
  const [under, field] = paper.children;
  const [a, b] = [under.getBoundingClientRect(), field.getBoundingClientRect()];
  const apart = Math.max(...['left', 'top', 'right', 'bottom'].map((edge) => Math.abs(a[edge] - b[edge])));
  const lines = [...under.children].map((line) => line.textContent.slice(0, -1));
  return { same: lines.join('\n') === field.value, apart, hidden: field.scrollHeight - field.clientHeight };
}));

test('what can be checked is underlined, exactly under its words, at every size', async (visitor) => {
  const { page } = visitor;
  for (const id of ['kewei-2024', 'shanghai-go-2019', 'longgang-2025', 'hongze-2024']) {
    await openSample(visitor, id);
    await marks(page).first().waitFor({ state: 'attached' });
    await atBothSizes(page, async (size) => {
      const all = await layers(page);
      assert.ok(all.length, id);
      for (const { same, apart, hidden } of all) {
        assert.ok(same, `${id} ${size}: another text lies under the field`);
        assert.ok(apart < 1, `${id} ${size}: ${apart} px apart`);
        assert.ok(hidden <= 1, `${id} ${size}: ${hidden} px of the text are out of sight`);
      }
      await fits(page);
    });
  }
});

test('the same in Firefox', async ({ url }) => {
  await inFirefox(async (page) => {
    await page.goto(`${url}#sample=shanghai-go-2019`);
    await page.waitForFunction(() => document.querySelector('gongkai-form')?.shadowRoot.querySelector('.paper.marked mark'));
    const all = await layers(page);
    assert.ok(all.length);
    for (const { same, apart, hidden } of all) assert.deepEqual([same, apart < 1, hidden <= 1], [true, true, true]);
  });
});

test('from the list to the words, to the cell, and back from the cell to the words', async (visitor) => {
  const { page } = visitor;
  await openSample(visitor, 'kewei-2024');
  await part(page).locator('.claims summary').click();
  await accessible(page);
  const one = claim(page, '全年收到政府信息公开申请');
  assert.match(await one.innerText(), /相符.*表三“一、本年新收政府信息公开申请数量”的“总计”：34/s);
  await one.locator('.words').click();
  await selects(page, '全年收到政府信息公开申请 34 件');
  await one.getByRole('button', { name: '看表格' }).click();
  await cellInput(page, 'table3.new.total').and(page.locator(':focus')).waitFor();
  await page.locator('.told').filter({ hasText: '正文写“全年收到政府信息公开申请 34 件”，相符' }).waitFor();
  await page.locator('.told').getByRole('button', { name: '看正文' }).click();
  await selects(page, '全年收到政府信息公开申请 34 件');
  await accessible(page);
});

test('the label over a text is the text’s own', async (visitor) => {
  const { page } = visitor;
  await openSample(visitor, 'kewei-2024');
  for (const key of ['intro', 'part1', 'part5', 'part6']) {
    assert.ok(await text(page, key).evaluate((field) => field.labels.length === 1), key);
    await page.locator('.prose').filter({ has: text(page, key) }).locator('label').click();
    assert.ok(await text(page, key).evaluate((field) => field.getRootNode().activeElement === field), key);
  }
});

test('a finding leads to the very words it speaks of', async (visitor) => {
  const { page } = visitor;
  await openSample(visitor, 'kewei-2024');
  await page.locator('.finding').filter({ hasText: '所有申请均已按要求办理完成' }).locator('.go').click();
  await selects(page, '所有申请均已按要求办理完成');
  assert.ok(await page.locator('.under mark.warning').first().isVisible());
});

test('while a sentence is typed it is read; the field, the caret and the text stay the writer’s own', async (visitor) => {
  const { page } = visitor;
  const form = await openNew(visitor);
  await type(page, 'table3.new.natural', '12');
  const field = text(page);
  await field.click();
  await field.evaluate((node) => { window.mine = node; });
  for (const c of '2025年，共收到政府信息公开申请13件。') await page.keyboard.insertText(c);
  await marks(page).and(page.locator('.warning')).waitFor({ state: 'attached' });
  assert.ok(await field.evaluate((node) => node === window.mine && document.activeElement.shadowRoot.activeElement === node), 'another field');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Backspace');
  await page.keyboard.insertText('2');
  assert.equal(await field.inputValue(), '2025年，共收到政府信息公开申请12件。');
  await marks(page).and(page.locator('.good')).waitFor({ state: 'attached' });
  assert.equal((await report(form)).narrative.part1, '2025年，共收到政府信息公开申请12件。');
  assert.ok(!(await findings(form)).some(({ rule }) => rule.startsWith('X-')));
});

test('the other number is offered for the text, changes it only when it is pressed, and is taken back in one step', async (visitor) => {
  const { page } = visitor;
  const form = await openNew(visitor);
  await type(page, 'table3.new.natural', '12');
  await text(page).fill('2025年，共收到政府信息公开申请13件。');
  await part(page).locator('.claims summary').click();
  const fix = claim(page, '共收到政府信息公开申请13件').getByRole('button', { name: '正文改为 12' });
  await fix.waitFor();
  assert.equal((await report(form)).narrative.part1, '2025年，共收到政府信息公开申请13件。');
  assert.equal(await page.locator('.finding').getByRole('button', { name: '正文改为 12' }).count(), 1);
  // What is typed meanwhile changes nothing in the list, and stays.
  await text(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.insertText('今年工作顺利。');
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText('以上。');
  await fix.click();
  assert.equal(await text(page).inputValue(), '今年工作顺利。2025年，共收到政府信息公开申请12件。以上。');
  await page.keyboard.press('Control+z');
  assert.equal(await text(page).inputValue(), '今年工作顺利。2025年，共收到政府信息公开申请13件。以上。');
  await claim(page, '共收到政府信息公开申请13件').locator('.words').click();
  await selects(page, '共收到政府信息公开申请13件');
});

test('an input method goes on undisturbed in a text that is underlined', async (visitor) => {
  const { page, context } = visitor;
  await openNew(visitor);
  await type(page, 'table3.new.natural', '12');
  await text(page).fill('2025年，共收到政府信息公开申请12件。');
  await marks(page).first().waitFor({ state: 'attached' });
  await text(page).focus();
  await page.keyboard.press('Control+End');
  const cdp = await context.newCDPSession(page);
  for (const composed of ['b', 'ba', 'ban', 'banj', 'banjie']) await cdp.send('Input.imeSetComposition', { text: composed, selectionStart: composed.length, selectionEnd: composed.length });
  await cdp.send('Input.insertText', { text: '办结' });
  await page.keyboard.insertText('10件。');
  assert.equal(await text(page).inputValue(), '2025年，共收到政府信息公开申请12件。办结10件。');
});

test('a part of 20,000 characters is underlined and goes on being typed into', async (visitor) => {
  const { page } = visitor;
  await openNew(visitor);
  await type(page, 'table3.new.natural', '12');
  // With a word that no line has room for.
  const long = `https://www.example.gov.cn/${'a'.repeat(300)} ${'2025年，共收到政府信息公开申请12件。'.repeat(900)}`;
  await text(page).fill(long);
  await marks(page).first().waitFor({ state: 'attached' });
  const [one] = await layers(page);
  assert.ok(one.same && one.apart < 1 && one.hidden <= 1);
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText('完');
  assert.equal(await text(page).inputValue(), `${long}完`);
  await fits(page);
});
