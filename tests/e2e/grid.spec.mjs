// The manners of the tables: selecting, copying, pasting, clearing, as in the spreadsheet a clerk knows.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { DESKTOP, PHONE } from './browser.mjs';
import { accessible, caret, caretAt, cell, fits, openBare, openNew, openSample, ready, report, shot, shown, shows, type } from './page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

const clip = (name) => readFileSync(new URL(`../clips/${name}`, import.meta.url), 'utf8');

/** The whole program has come. */
const whole = (page) => page.locator('.held').waitFor({ state: 'attached' });

async function fresh(visitor) {
  const form = await openNew(visitor);
  await whole(visitor.page);
  return form;
}

async function filled(visitor, id = 'hongze-2023') {
  const form = await openSample(visitor, id);
  await whole(visitor.page);
  return form;
}

/** The codes of the selected cells. */
const selected = (page) => page.locator('gongkai-form').evaluate((form) => [...form.shadowRoot.querySelectorAll('td[aria-selected=true] [data-slot]')].map((input) => input.dataset.slot));

const status = (page) => page.locator('.held [role=status]').innerText();

/** What a program put on the clipboard, pasted into the cell that has the caret. */
const paste = (page, html, text = '') => page.locator('gongkai-form').evaluate((form, [rich, plain]) => {
  const data = new DataTransfer();
  if (rich) data.setData('text/html', rich);
  data.setData('text/plain', plain);
  const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true, composed: true });
  form.shadowRoot.activeElement.dispatchEvent(event);
  return event.defaultPrevented;
}, [html, text]);

const dialog = (page) => page.getByRole('dialog');

/** Comes to a cell by key: its text is selected. */
async function come(page, code) {
  await cell(page, code).focus();
  await cell(page, code).evaluate((input) => input.select());
}

/** What the clipboard holds. */
async function clipboard({ context, page }) {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const get = async (type) => (item.types.includes(type) ? (await item.getType(type)).text() : '');
    return { text: await get('text/plain'), html: await get('text/html') };
  });
}

async function drag(page, from, to) {
  const [a, b] = [await cell(page, from).boundingBox(), await cell(page, to).boundingBox()];
  await page.mouse.move(a.x + a.width / 2, a.y + a.height / 2);
  await page.mouse.down();
  await page.mouse.move((a.x + b.x) / 2, (a.y + b.y) / 2, { steps: 4 });
  await page.mouse.move(b.x + b.width / 2, b.y + b.height / 2, { steps: 4 });
  await page.mouse.up();
}

// --- selecting -----------------------------------------------------------------------------------

test('the mouse selects a block; a click or Escape drops it', async (visitor) => {
  const { page } = visitor;
  await filled(visitor);
  await cell(page, 'table3.new.natural').scrollIntoViewIfNeeded();
  await drag(page, 'table3.new.commercial', 'table3.granted.research');
  assert.deepEqual(await selected(page), ['new', 'carried_in', 'granted'].flatMap((row) => [`table3.${row}.commercial`, `table3.${row}.research`]));
  assert.equal(await caret(page), 'table3.new.commercial');
  assert.match(await status(page), /^已选 3 行 2 列，合计 0。/);
  await page.keyboard.press('Escape');
  assert.deepEqual(await selected(page), []);
  await drag(page, 'table3.new.commercial', 'table3.granted.research');
  await cell(page, 'table3.partial.natural').click();
  assert.deepEqual(await selected(page), []);
  await caretAt(page, 'table3.partial.natural');
  // Backwards, from a cell whose text is selected: the text is not carried away.
  await drag(page, 'table3.partial.natural', 'table3.new.natural');
  assert.deepEqual(await selected(page), ['new', 'carried_in', 'granted', 'partial'].map((row) => `table3.${row}.natural`));
  assert.equal(await shown(page, 'table3.partial.natural'), '4');
});

test('Shift with a click or an arrow, Ctrl+A, Ctrl+Shift: from the cell with the caret on', async (visitor) => {
  const { page } = visitor;
  await filled(visitor);
  await cell(page, 'table3.new.natural').click();
  await cell(page, 'table3.carried_in.research').click({ modifiers: ['Shift'] });
  assert.equal((await selected(page)).length, 6);
  await caretAt(page, 'table3.new.natural');
  await page.keyboard.press('Shift+ArrowDown');
  assert.equal((await selected(page)).length, 9);
  await page.keyboard.press('Shift+ArrowLeft');
  assert.equal((await selected(page)).length, 6);
  await page.keyboard.press('ArrowDown');
  await caretAt(page, 'table3.carried_in.natural');
  assert.deepEqual(await selected(page), []);
  await page.keyboard.press('Shift+End');
  assert.equal((await selected(page)).length, 7);
  await page.keyboard.press('Control+Shift+ArrowDown');
  assert.equal((await selected(page)).length, 7 * 25);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+A');
  assert.equal((await selected(page)).length, 7 * 26);
  assert.match(await status(page), /^已选 26 行 7 列/);
  await caretAt(page, 'table3.granted.natural');
  await page.keyboard.press('Escape');
  assert.deepEqual(await selected(page), []);
});

test('in a cell that was clicked or is being edited Ctrl+A takes its text first', async (visitor) => {
  const { page } = visitor;
  await filled(visitor);
  await cell(page, 'table3.new.natural').click();
  await page.keyboard.press('Control+A');
  assert.deepEqual(await selected(page), []);
  await page.keyboard.press('Delete');
  await shows(page, 'table3.new.natural', '');
  await page.keyboard.type('21');
  await page.keyboard.press('Control+A');
  assert.deepEqual(await selected(page), []);
  await page.keyboard.press('Control+A');
  assert.equal((await selected(page)).length, 7 * 26);
});

test('table two over its captions, table four in one line; marked for eye and ear', async (visitor) => {
  const { page } = visitor;
  await filled(visitor);
  await cell(page, 'table2.normative.repealed').focus();
  for (let i = 0; i < 2; i++) await page.keyboard.press('Shift+ArrowDown');
  assert.deepEqual(await selected(page), ['table2.normative.made', 'table2.normative.repealed', 'table2.normative.valid', 'table2.licensing.decisions', 'table2.punishment.decisions']);
  await come(page, 'table4.review.total');
  await page.keyboard.press('Shift+ArrowRight');
  assert.deepEqual(await selected(page), ['table4.review.total', 'table4.direct.upheld']);
  assert.match(await status(page), /已选 1 行 2 列/);
  const live = await page.locator('.held [role=status]').count();
  assert.equal(live, 1, 'one place says it');
  await accessible(page);
});

test('the other button leaves a selection as it is, and a file of a newer version is only copied', async (visitor) => {
  const { page } = visitor;
  const form = await filled(visitor);
  await come(page, 'table3.new.natural');
  await page.keyboard.press('Shift+ArrowDown');
  await cell(page, 'table3.carried_in.natural').click({ button: 'right' });
  assert.equal((await selected(page)).length, 2);
  await caretAt(page, 'table3.new.natural');
  await form.evaluate((element) => { element.report = { ...element.report, schema: 'gongkai-report/2' }; });
  await come(page, 'table3.new.natural');
  const before = await report(form);
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+X');
  assert.equal((await clipboard(visitor)).text.trim(), '21\t0');
  await paste(page, '', '1\t2\n');
  assert.equal(await dialog(page).count(), 0);
  assert.equal(await page.getByRole('button', { name: '清空本表' }).count(), 0);
  assert.deepEqual(await report(form), before);
});

// --- typing --------------------------------------------------------------------------------------

test('a click selects the text of a cell; a second one puts the caret; F2 puts it at the end', async (visitor) => {
  const { page } = visitor;
  await filled(visitor);
  const marks = (code) => cell(page, code).evaluate((input) => [input.selectionStart, input.selectionEnd]);
  await cell(page, 'table2.punishment.decisions').click();
  assert.deepEqual(await marks('table2.punishment.decisions'), [0, 4]);
  await page.keyboard.press('F2');
  assert.deepEqual(await marks('table2.punishment.decisions'), [4, 4]);
  await page.keyboard.type('9');
  await shows(page, 'table2.punishment.decisions', '41199');
  await cell(page, 'table2.punishment.decisions').click();
  const [from, to] = await marks('table2.punishment.decisions');
  assert.equal(from, to, 'the caret stands in the text');
  await page.keyboard.press('Escape');
  await shows(page, 'table2.punishment.decisions', '4119');
  assert.deepEqual(await marks('table2.punishment.decisions'), [0, 4]);
  await page.keyboard.press('Escape');
  await shows(page, 'table2.punishment.decisions', '4119');
  await page.keyboard.press('Control+Z');
  await shows(page, 'table2.punishment.decisions', '41199');
});

test('Escape closes an explanation first, and takes nothing back with it', async (visitor) => {
  const { page } = visitor;
  await filled(visitor);
  await come(page, 'table3.new.natural');
  await page.keyboard.type('5');
  await page.keyboard.press('F1');
  await page.getByRole('note').filter({ visible: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('note').filter({ visible: true }).waitFor({ state: 'detached' });
  await shows(page, 'table3.new.natural', '5');
  await page.keyboard.press('Escape');
  await shows(page, 'table3.new.natural', '21');
});

test('an input method is left alone: its Escape, its arrows, its letters', async (visitor) => {
  const { context, page } = visitor;
  const form = await filled(visitor);
  const cdp = await context.newCDPSession(page);
  const compose = (text) => cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  const key = async (name, modifiers = 0) => {
    for (const kind of ['rawKeyDown', 'keyUp']) await cdp.send('Input.dispatchKeyEvent', { type: kind, key: name, code: name, modifiers, windowsVirtualKeyCode: 229 });
  };
  await come(page, 'table3.new.natural');
  await page.keyboard.press('Shift+ArrowRight');
  assert.equal((await selected(page)).length, 2);
  await compose('er');
  for (const name of ['Escape', 'Delete', 'F2', 'ArrowRight']) await key(name, name === 'ArrowRight' ? 8 : 0);
  assert.equal(await shown(page, 'table3.new.natural'), 'er');
  await cdp.send('Input.insertText', { text: '二' });
  await shows(page, 'table3.new.natural', '二');
  assert.equal((await report(form)).table3.rows.new[1], 0, 'the neighbour is untouched');
});

// --- copying -------------------------------------------------------------------------------------

test('a selection is copied as text with tabs and as a table, and comes back as it was', async (visitor) => {
  const { page } = visitor;
  const form = await filled(visitor);
  await type(page, 'table3.carried_in.natural', '<b>&1');
  await come(page, 'table3.new.natural');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Control+C');
  assert.match(await status(page), /已复制 4 格/);
  const held = await clipboard(visitor);
  assert.equal(held.text.replaceAll('\r\n', '\n'), '21\t0\n<b>&1\t0\n');
  assert.match(held.html, /<td[^>]*>21<\/td><td[^>]*>0<\/td>/);
  assert.match(held.html, /&lt;b&gt;&amp;1/);
  const before = await report(form);
  await cell(page, 'table3.granted.natural').focus();
  await page.keyboard.press('Control+V');
  await dialog(page).waitFor();
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'detached' });
  const { rows } = (await report(form)).table3;
  assert.deepEqual([rows.granted[0], rows.partial[0]], [21, '<b>&1']);
  await page.keyboard.press('Control+Z');
  assert.deepEqual(await report(form), before);
});

test('cut is copy and clear, one step back; Delete clears a selection; one cell stays the browser’s', async (visitor) => {
  const { page } = visitor;
  const form = await filled(visitor);
  const before = await report(form);
  await come(page, 'table3.new.natural');
  await page.keyboard.press('Shift+End');
  await page.keyboard.press('Control+X');
  assert.match((await clipboard(visitor)).text, /^21\t0\t0\t0\t0\t0\t21\s*$/);
  assert.deepEqual((await report(form)).table3.rows.new, [null, null, null, null, null, null, null]);
  await page.keyboard.press('Control+Z');
  assert.deepEqual(await report(form), before);
  await page.keyboard.press('Escape');
  await come(page, 'table3.new.natural');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Delete');
  assert.match(await status(page), /已清除 2 格/);
  await page.getByRole('button', { name: '撤销', exact: true }).last().click();
  assert.deepEqual(await report(form), before);
  await cell(page, 'table3.partial.natural').click();
  await page.keyboard.press('Control+C');
  assert.equal((await clipboard(visitor)).text, '4');
  await cell(page, 'table3.partial.commercial').click();
  await page.keyboard.press('Control+V');
  await shows(page, 'table3.partial.commercial', '4');
  assert.equal(await dialog(page).count(), 0);
});

// --- pasting -------------------------------------------------------------------------------------

test('a block from Excel is shown first; 取消 leaves every byte, 填入 is one step', async (visitor) => {
  const { page } = visitor;
  const form = await filled(visitor);
  const text = () => form.evaluate(async (element) => (await (await element.save('json')).text()));
  const before = await text();
  const changes = await form.evaluate((element) => { window.changed = 0; element.addEventListener('gongkai-change', () => { window.changed++; }); return window.changed; });
  await cell(page, 'table3.granted.natural').focus();
  assert.equal(await paste(page, clip('excel-block.html'), clip('excel-block.txt')), true);
  await dialog(page).waitFor();
  assert.equal(await page.evaluate(() => window.changed), changes);
  assert.match(await dialog(page).innerText(), /将改动 20 格/);
  assert.match(await dialog(page).innerText(), /3 格读不成一个数/);
  const told = await dialog(page).locator('td.changed').first().innerText();
  assert.match(told, /原来\s*0\s*改为\s*1180/);
  assert.equal(await page.evaluate(() => { let a = document.activeElement; while (a.shadowRoot?.activeElement) a = a.shadowRoot.activeElement; return a.textContent; }), '填入');
  assert.equal(await text(), before);
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  assert.equal(await text(), before);
  await caretAt(page, 'table3.granted.natural');

  await paste(page, clip('excel-block.html'));
  await dialog(page).getByRole('button', { name: '取消' }).click();
  await dialog(page).waitFor({ state: 'detached' });
  assert.equal(await text(), before);
  await caretAt(page, 'table3.granted.natural');

  await paste(page, clip('excel-block.html'));
  await dialog(page).getByRole('button', { name: '填入' }).click();
  await dialog(page).waitFor({ state: 'detached' });
  const { rows } = (await report(form)).table3;
  assert.deepEqual(rows.granted, [1180, 20, null, null, 5, 1, '1,206']);
  assert.deepEqual(rows.partial, [12, '—', '１２', '3件', null, 0, 15]);
  assert.equal((await selected(page)).length, 21);
  assert.match(await status(page), /已填入 20 格/);
  await page.keyboard.press('Control+Z');
  assert.equal(await text(), before);
  assert.equal(await page.getByRole('button', { name: '撤销', exact: true }).first().isDisabled(), true);
});

test('a whole official table lands in its place from wherever it is pasted', async (visitor) => {
  const { page } = visitor;
  const form = await fresh(visitor);
  const source = JSON.parse(readFileSync(new URL('../reports/hangzhou-2025.json', import.meta.url), 'utf8'));
  await cell(page, 'table4.review.upheld').focus();
  await paste(page, clip('browser-table3.html'));
  await dialog(page).getByRole('button', { name: '填入' }).click();
  assert.deepEqual((await report(form)).table3.rows, source.table3.rows);
  await paste(page, clip('word-table2.html'));
  await dialog(page).getByRole('button', { name: '填入' }).click();
  assert.deepEqual((await report(form)).table2, source.table2);
});

test('what does not fit is said, nothing changes, and another place is offered where it would fit', async (visitor) => {
  const { page } = visitor;
  const form = await fresh(visitor);
  const before = await report(form);
  await cell(page, 'table3.new.commercial').focus();
  await paste(page, '', '1\t2\t3\t4\t5\t6\t7\r\n');
  await dialog(page).getByText('往右只有 6 列').waitFor();
  assert.equal(await dialog(page).getByRole('button', { name: '填入' }).count(), 0);
  await dialog(page).getByRole('button', { name: '知道了' }).click();
  assert.deepEqual(await report(form), before);
  await caretAt(page, 'table3.new.commercial');
  await paste(page, '', '1\t2\t3\t4\t5\t6\t7\r\n');
  await dialog(page).getByRole('button', { name: /第一格填起/ }).click();
  await dialog(page).getByRole('button', { name: '填入' }).click();
  assert.deepEqual((await report(form)).table3.rows.new, [1, 2, 3, 4, 5, 6, 7]);
  await paste(page, clip('wps-block.html'));
  await dialog(page).getByText('一格里有几行').waitFor();
  await accessible(page);
});

test('a table selected in a web page, copied and pasted by the browser itself', async (visitor) => {
  const { page, context, url } = visitor;
  const other = await context.newPage();
  await other.route('**/gongkai.js', (route) => route.abort()); // the plain page
  await other.goto(`${url}public.html`);
  await other.evaluate(() => {
    const table = [...document.querySelectorAll('table')].find((t) => /本年新收/.test(t.textContent));
    getSelection().selectAllChildren(table.parentElement);
  });
  await other.keyboard.press('Control+C');
  const numbers = await other.evaluate(() => [...[...document.querySelectorAll('table')].find((t) => /本年新收/.test(t.textContent)).querySelectorAll('tr')[3].querySelectorAll('td,th')].slice(-7).map((cell) => Number(cell.textContent)));
  await page.bringToFront();
  const form = await fresh(visitor);
  await cell(page, 'table3.new.natural').focus();
  await page.keyboard.press('Control+V');
  await dialog(page).getByRole('button', { name: '填入' }).click();
  assert.deepEqual((await report(form)).table3.rows.new, numbers);
});

test('hostile markup is text: nothing runs, nothing is fetched', async (visitor) => {
  const { page } = visitor;
  const form = await fresh(visitor);
  await cell(page, 'table3.new.natural').focus();
  const evil = '<table><tr><td><img src=//evil/x onerror="window.__x=1">1</td><td><script>window.__x=1</script>2</td></tr>'
    + '<tr><td><svg onload="window.__x=1"><p>3</p></svg></td><td>&lt;img src=x onerror=window.__x=1&gt;</td></tr></table><base href=//evil/><link rel=stylesheet href=//evil/y>';
  await paste(page, evil, 'x');
  await dialog(page).getByRole('button', { name: '填入' }).click();
  const { rows } = (await report(form)).table3;
  assert.deepEqual([rows.new[0], rows.new[1], rows.carried_in[1]], [null, 2, '<img src=x onerror=window.__x=1>']);
  assert.equal(await page.evaluate(() => window.__x), undefined);
});

test('before the whole program has come, a paste is the browser’s own', async (visitor) => {
  const { page } = visitor;
  await page.route('**/form-later-*', () => {});
  await openBare(visitor, '<gongkai-form year="2025" org="某局"></gongkai-form>');
  await ready(page);
  await cell(page, 'table3.new.natural').focus();
  assert.equal(await paste(page, '', '1\t2\n'), false);
  await page.keyboard.type('5');
  await page.keyboard.press('Shift+ArrowDown');
  await shows(page, 'table3.new.natural', '5');
});

// --- blanks, clearing ------------------------------------------------------------------------------

test('空格填 0 and 清空本表: one step each, with a way back beside it', async (visitor) => {
  const { page } = visitor;
  const form = await fresh(visitor);
  await type(page, 'table3.new.natural', '3');
  await page.keyboard.press('Enter');
  const before = await report(form);
  const table3 = page.locator('.sheet.table3');
  await table3.getByRole('button', { name: '空格填 0' }).click();
  const { rows } = (await report(form)).table3;
  assert.deepEqual([rows.new[0], rows.new[1], rows.new[6], rows.carried_out[6]], [3, 0, 3, 0]);
  assert.equal((await report(form)).table4.review[0], null);
  assert.match(await status(page), /个空格填 0/);
  await page.locator('.held').getByRole('button', { name: '撤销' }).click();
  assert.deepEqual(await report(form), before);
  await cell(page, 'table3.granted.natural').focus();
  await page.keyboard.press('Shift+ArrowDown');
  await table3.getByRole('button', { name: '所选空格填 0' }).click();
  assert.deepEqual([0, 1, 2].map((at) => Object.values(before.table3.rows)[at][0]), [3, null, null]);
  const after = (await report(form)).table3.rows;
  assert.deepEqual([after.granted[0], after.partial[0], after.carried_in[0]], [0, 0, null]);
  await page.keyboard.press('Escape');
  await table3.getByRole('button', { name: '清空本表' }).click();
  assert.equal((await report(form)).table3.rows.new[0], null);
  await page.locator('.held').getByRole('button', { name: '撤销' }).click();
  assert.equal((await report(form)).table3.rows.new[0], 3);
});

// --- looks -----------------------------------------------------------------------------------------

for (const [name, options] of Object.entries({ desktop: { viewport: DESKTOP }, phone: { viewport: PHONE, hasTouch: true, isMobile: true } })) {
  test(`axe has nothing to say and nothing is too wide: selection and preview, ${name}`, async (visitor) => {
    const { page } = visitor;
    await filled(visitor);
    await come(page, 'table3.granted.natural');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowRight');
    await accessible(page);
    await shot(page, `grid-selection-${name}`);
    await page.keyboard.press('Escape');
    for (const file of ['excel-block', 'word-changed', 'excel-table3']) {
      await paste(page, clip(`${file}.html`));
      await dialog(page).waitFor();
      await accessible(page);
      await fits(page);
      await shot(page, `grid-${file}-${name}`);
      await page.keyboard.press('Escape');
      await dialog(page).waitFor({ state: 'detached' });
    }
    await come(page, 'table3.new.commercial');
    await paste(page, '', '1\t2\t3\t4\t5\t6\t7\r\n');
    await dialog(page).waitFor();
    await shot(page, `grid-refused-${name}`);
  }, options);
}

test('by touch: 选多格, then the last cell', async (visitor) => {
  const { page } = visitor;
  await filled(visitor);
  await cell(page, 'table3.new.natural').tap();
  await page.getByRole('button', { name: '选多格' }).tap();
  await cell(page, 'table3.granted.natural').tap();
  assert.deepEqual(await selected(page), ['new', 'carried_in', 'granted'].map((row) => `table3.${row}.natural`));
  await page.getByRole('button', { name: '复制', exact: true }).tap();
  assert.match((await clipboard(visitor)).text, /^21\r?\n0\r?\n0\s*$/);
  await page.getByRole('button', { name: '清除', exact: true }).tap();
  await shows(page, 'table3.new.natural', '');
}, { viewport: PHONE, hasTouch: true, isMobile: true });
