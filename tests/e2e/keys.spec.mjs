// The keyboard: a clerk fills in three tables without the mouse, and an input method loses no letter.
import assert from 'node:assert/strict';
import { caret, caretAt, cell, openNew, openSample, report, shown, shows, type } from './page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

/** Presses keys from a cell on and says where each leads: `['ArrowDown', 'table3.…'], …`. */
async function walk(page, from, steps) {
  await cell(page, from).focus();
  await page.keyboard.press('Control+A');
  for (const [key, to] of steps) {
    await page.keyboard.press(key);
    await caretAt(page, to);
  }
}

test('table three: arrows, Enter, Tab, Home, End', async (visitor) => {
  const page = (await openNew(visitor), visitor.page);
  await walk(page, 'table3.new.natural', [
    ['ArrowDown', 'table3.carried_in.natural'], ['ArrowRight', 'table3.carried_in.commercial'], ['ArrowUp', 'table3.new.commercial'],
    ['ArrowLeft', 'table3.new.natural'], ['ArrowLeft', 'table3.new.natural'], ['ArrowUp', 'table3.new.natural'],
    ['End', 'table3.new.total'], ['ArrowRight', 'table3.new.total'], ['Home', 'table3.new.natural'],
    ['Enter', 'table3.carried_in.natural'], ['Enter', 'table3.granted.natural'], ['Shift+Enter', 'table3.carried_in.natural'],
    ['Control+End', 'table3.carried_out.total'], ['Control+Home', 'table3.new.natural'],
    ['Tab', 'table3.new.commercial'], ['Tab', 'table3.new.research'], ['Shift+Tab', 'table3.new.commercial'],
  ]);
});

test('tables two and four: by what is printed beside, above and below', async (visitor) => {
  const page = (await openNew(visitor), visitor.page);
  await walk(page, 'table2.regulations.made', [
    ['ArrowDown', 'table2.normative.made'], ['ArrowRight', 'table2.normative.repealed'], ['ArrowRight', 'table2.normative.valid'],
    ['ArrowRight', 'table2.normative.valid'], ['ArrowDown', 'table2.licensing.decisions'], ['Enter', 'table2.punishment.decisions'],
    ['ArrowUp', 'table2.licensing.decisions'], ['Control+End', 'table2.fees.amount_wan'], ['Control+Home', 'table2.regulations.made'], ['Tab', 'table2.regulations.repealed'],
  ]);
  await walk(page, 'table4.review.upheld', [
    ['ArrowRight', 'table4.review.corrected'], ['End', 'table4.post.total'], ['ArrowDown', 'table4.post.total'],
    ['Home', 'table4.review.upheld'], ['ArrowUp', 'table4.review.upheld'], ['Control+End', 'table4.post.total'], ['ArrowLeft', 'table4.post.pending'],
    ['Shift+Tab', 'table4.post.other'], ['Tab', 'table4.post.pending'], ['Tab', 'table4.post.total'],
  ]);
});

test('the form of 2019 too, with its money and its blanks', async (visitor) => {
  const page = (await openNew(visitor, 2020), visitor.page);
  const all = await page.locator('[data-slot^="table2."]').evaluateAll((inputs) => inputs.map((input) => input.dataset.slot));
  await cell(page, all[0]).focus();
  await page.keyboard.press('Control+End');
  await caretAt(page, all.at(-1));
  await page.keyboard.press('Control+Home');
  await caretAt(page, all[0]);
  // Down from the first, every line is met once, in order.
  const seen = [all[0]];
  for (let i = 0; i < all.length; i++) {
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(15);
    const now = await caret(page);
    if (now === seen.at(-1)) break;
    seen.push(now);
  }
  const order = seen.map((code) => all.indexOf(code));
  assert.deepEqual(order, [...order].sort((a, b) => a - b), seen.join());
  assert.ok(seen.length >= 7, seen.join());
});

test('a number typed into a cell one came to replaces what was there', async (visitor) => {
  const page = (await openSample(visitor, 'hongze-2023'), visitor.page);
  await cell(page, 'table3.carried_in.natural').focus();
  await page.keyboard.press('ArrowUp');
  await caretAt(page, 'table3.new.natural');
  await page.keyboard.type('35');
  await shows(page, 'table3.new.natural', '35');
  await page.keyboard.press('Enter');
  await page.keyboard.type('4');
  await shows(page, 'table3.carried_in.natural', '4');
  await page.keyboard.press('Enter');
  await caretAt(page, 'table3.granted.natural');
  await page.keyboard.press('Tab');
  await page.keyboard.type('6');
  await shows(page, 'table3.granted.commercial', '6');
});

test('while a text is edited, arrows move in the text; at its end they leave', async (visitor) => {
  const page = (await openSample(visitor, 'hongze-2023'), visitor.page);
  await type(page, 'table3.new.natural', '123');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('9');
  await shows(page, 'table3.new.natural', '1293');
  await page.keyboard.press('Home');
  await caretAt(page, 'table3.new.natural');
  await page.keyboard.type('8');
  await shows(page, 'table3.new.natural', '81293');
  await page.keyboard.press('End');
  await caretAt(page, 'table3.new.natural');
  await page.keyboard.press('Backspace');
  await shows(page, 'table3.new.natural', '8129');
  await page.keyboard.press('ArrowRight');
  await caretAt(page, 'table3.new.commercial');
  await page.keyboard.press('Shift+ArrowLeft');
  await caretAt(page, 'table3.new.commercial');
});

test('the whole of table three by keyboard: every number lands where it should', async (visitor) => {
  const { page } = visitor;
  const form = await openNew(visitor);
  await cell(page, 'table3.new.natural').focus();
  const rows = (await page.locator('[data-slot^="table3."][data-slot$=".natural"]').evaluateAll((inputs) => inputs.map((i) => i.dataset.slot.split('.')[1])))
    .filter((row) => row !== 'done_total');
  assert.equal(rows.length, 24);
  for (const [i, row] of rows.entries()) {
    if (row === 'carried_out') await page.keyboard.press('Enter'); // past the total
    for (const key of String(i + 100)) await page.keyboard.press(key);
    await page.keyboard.press('Enter');
  }
  const { table3 } = await report(form);
  rows.forEach((row, i) => assert.deepEqual([table3.rows[row][0], table3.rows[row][6]], [i + 100, i + 100], row));
  const done = rows.slice(2, -1).reduce((sum, _, i) => sum + i + 102, 0);
  assert.deepEqual([table3.rows.done_total[0], table3.rows.done_total[6]], [done, done]);
});

test('the mouse wheel changes no number', async (visitor) => {
  const { page } = visitor;
  await openSample(visitor, 'hongze-2023');
  await cell(page, 'table3.new.natural').click();
  await page.mouse.wheel(0, 300);
  await page.waitForTimeout(50);
  assert.equal(await shown(page, 'table3.new.natural'), '21');
  const types = await page.locator('gongkai-form input').evaluateAll((inputs) => [...new Set(inputs.map((input) => input.type))]);
  assert.deepEqual(types.sort(), ['file', 'text']);
});

test('Ctrl+Z right after a click on what was offered takes it back', async (visitor) => {
  const { page } = visitor;
  await openSample(visitor, 'hongze-2023');
  await page.getByRole('button', { name: /改为 ?11/ }).first().click();
  await shows(page, 'table4.review.total', '11');
  await page.keyboard.press('Control+Z');
  await shows(page, 'table4.review.total', '0');
});

test('Ctrl+Y goes on after the button 撤销 has nothing left', async (visitor) => {
  const { page } = visitor;
  await openNew(visitor);
  await type(page, 'table3.new.natural', '5');
  await page.getByRole('button', { name: '撤销', exact: true }).first().click();
  await shows(page, 'table3.new.natural', '');
  await page.keyboard.press('Control+Y');
  await shows(page, 'table3.new.natural', '5');
});

test('what is offered beside the cell with the caret can be clicked', async (visitor) => {
  const { page } = visitor;
  await openSample(visitor, 'hongze-2023');
  await page.getByRole('button', { name: '收起' }).click();
  await cell(page, 'table4.review.total').click();
  const fix = page.getByRole('button', { name: /改为 ?11/ }).filter({ visible: true }).first();
  await fix.click({ timeout: 2_000 });
  await shows(page, 'table4.review.total', '11');
});

// --- input methods -----------------------------------------------------------------------------------

/** An input method: `compose` shows a text under composition, `commit` puts one in. */
async function inputMethod({ context, page }) {
  const cdp = await context.newCDPSession(page);
  return {
    compose: (text) => cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length }),
    commit: (text) => cdp.send('Input.insertText', { text }),
    /** A key that the input method swallows. */
    swallow: async (key, code) => {
      for (const type of ['rawKeyDown', 'keyUp']) await cdp.send('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode: code });
    },
  };
}

test('pinyin into a cell: no letter lost, none doubled, over a selected number too', async (visitor) => {
  const { page } = visitor;
  const form = await openSample(visitor, 'hongze-2023');
  const ime = await inputMethod(visitor);
  for (const [code, before] of [['table3.new.natural', '21'], ['table2.licensing.decisions', '550'], ['table4.review.upheld', '10']]) {
    await cell(page, code).focus();
    await cell(page, code).evaluate((input) => input.select());
    assert.equal(await shown(page, code), before);
    for (const text of ['y', 'yu', 'yue', 'yue e', 'yue er']) await ime.compose(text);
    await ime.commit('约二');
    await page.keyboard.type('十');
    await shows(page, code, '约二十');
    const [table, row, column] = code.split('.');
    const value = (await report(form))[table];
    assert.ok(JSON.stringify(value.rows?.[row] ?? value[row]).includes('约二十'), `${code} ${column}`);
  }
});

test('full-width digits from an input method count as digits', async (visitor) => {
  const { page } = visitor;
  await openNew(visitor);
  const ime = await inputMethod(visitor);
  await cell(page, 'table3.new.natural').focus();
  await ime.compose('１');
  await ime.compose('１２');
  await ime.commit('１２');
  await shows(page, 'table3.new.natural', '１２');
  await shows(page, 'table3.new.total', '12');
});

test('Enter and arrows during composition belong to the input method', async (visitor) => {
  const { page } = visitor;
  await openSample(visitor, 'hongze-2023');
  const ime = await inputMethod(visitor);
  await cell(page, 'table3.granted.natural').focus();
  await cell(page, 'table3.granted.natural').evaluate((input) => input.select());
  await ime.compose('nian');
  for (const [key, code] of [['Enter', 229], ['ArrowDown', 229], ['ArrowLeft', 229], ['Process', 229]]) {
    await ime.swallow(key, code);
    await page.waitForTimeout(20);
    assert.equal(await caret(page), 'table3.granted.natural', key);
  }
  await ime.commit('年');
  await shows(page, 'table3.granted.natural', '年');
  await page.keyboard.press('Enter');
  await caretAt(page, 'table3.partial.natural');
});

test('drawing anew while a text is composed does not disturb it', async (visitor) => {
  const { page } = visitor;
  const form = await openNew(visitor);
  const ime = await inputMethod(visitor);
  const part = page.locator('[data-place="narrative.part1"]');
  for (const [field, code] of [[cell(page, 'table3.granted.natural'), 'table3.granted.natural'], [part, 'narrative.part1']]) {
    await field.focus();
    const steps = ['z', 'zh', 'zhe', 'zheng', 'zheng w'];
    for (const [i, text] of steps.entries()) {
      await ime.compose(text);
      // Another field changes from outside, and everything is drawn anew.
      await form.evaluate((element, n) => {
        const next = element.report;
        next.table3.rows.carried_out[1] = n;
        element.report = next;
        element.setAttribute('org', `单位${n}`);
      }, i + 1);
      await page.waitForTimeout(30);
      assert.equal(await field.inputValue(), text, 'the text under composition changed');
      assert.equal(await caret(page), code);
    }
    await ime.commit('政务');
    await page.waitForTimeout(30);
    assert.equal(await field.inputValue(), '政务');
    assert.equal(await shown(page, 'table3.carried_out.commercial'), '5');
  }
});

test('pinyin in the middle of a paragraph', async (visitor) => {
  const { page } = visitor;
  const form = await openNew(visitor);
  const ime = await inputMethod(visitor);
  const part = page.locator('[data-place="narrative.part5"]');
  await part.fill('存在问题。改进。');
  await part.evaluate((area) => area.setSelectionRange(4, 4));
  for (const text of ['b', 'bu', 'bu z', 'bu zu']) await ime.compose(text);
  await ime.commit('不足');
  await ime.compose('h');
  await ime.commit('和');
  assert.equal(await part.inputValue(), '存在问题不足和。改进。');
  assert.equal(await part.evaluate((area) => area.selectionStart), 7);
  await page.waitForTimeout(30);
  assert.equal((await report(form)).narrative.part5, '存在问题不足和。改进。');
});

test('a composition given up leaves what was there before', async (visitor) => {
  const { page } = visitor;
  const form = await openSample(visitor, 'hongze-2023');
  const ime = await inputMethod(visitor);
  await cell(page, 'table3.partial.natural').focus();
  await page.keyboard.press('End');
  await ime.compose('ni');
  await ime.compose('');
  await shows(page, 'table3.partial.natural', '4');
  assert.equal((await report(form)).table3.rows.partial[0], 4);
});
