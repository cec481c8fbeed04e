// The public view without a mouse and without eyes: every control is reached and left by the keyboard, what has the
// focus is seen and never lost, and a screen reader is told little and enough.
import assert from 'node:assert/strict';
import { PHONE } from './browser.mjs';
import { download, sample } from './page.mjs';
import { openView, ready, src, tag, whole } from './view-page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

const SERIES = ['pingtan-2021', 'pingtan-2022'];
const DONE = 'table3.done_total.total';

/** A view between two buttons of its page; `at` is what is on the screen. */
async function open({ page, ...visitor }, at = '', attributes = '', ids = SERIES) {
  const body = `<main><h1>年度报告</h1><button id="before">前</button>${tag(`${src(...ids)} ${attributes}`)}<button id="after">后</button></main>`;
  await openView({ page, ...visitor }, body);
  const view = await whole(await ready(page));
  if (at) await view.evaluate((element, query) => element.go(`gk=1&${query}`), at);
  await page.waitForTimeout(50);
  return view;
}

/** What has the focus: its name, its cell, and whether one sees that. */
const focused = (page) => page.evaluate(() => {
  let active = document.activeElement;
  let root = document;
  while (active?.shadowRoot?.activeElement) { root = active.shadowRoot; active = root.activeElement; }
  const style = getComputedStyle(active);
  const box = active.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const top = root.elementFromPoint(x, box.top + box.height / 2);
  const label = active.closest('label')?.firstChild.textContent;
  return {
    tag: active.localName,
    id: active.id,
    ours: root !== document,
    name: (active.getAttribute('aria-label') ?? label ?? active.textContent).trim(),
    slot: active.dataset.slot ?? '',
    inCell: Boolean(active.closest('td')),
    inPanel: Boolean(active.closest('.panel')),
    ringed: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    // In the window, and nothing lies on it.
    seen: active === top || active.contains(top) || Boolean(top?.contains(active) && !top.closest('.panel')),
  };
});

/** Presses a key; what has the focus then is seen. */
async function press(page, key) {
  await page.keyboard.press(key);
  await drawn(page);
  const now = await focused(page);
  assert.notEqual(now.tag, 'body', `the focus is lost after ${key}`);
  assert.ok(now.ringed || !now.ours, `${key}: one does not see that “${now.name}” has the focus`);
  assert.ok(now.seen, `${key}: “${now.name}” has the focus and is not in sight`);
  return now;
}

/** What a key asked for is on the screen: told by the page's own frames, however slow the machine is. */
const drawn = (page) => page.evaluate(() => new Promise((done) => {
  let frames = 4;
  const next = () => { if (--frames) requestAnimationFrame(() => setTimeout(next)); else done(); };
  next();
}));

/** On by Tab until the name fits. */
async function tabTo(page, name, key = 'Tab') {
  const passed = [];
  for (let i = 0; i < 90; i++) {
    const now = await press(page, key);
    if (name.test(now.name)) return now;
    passed.push(now.name);
  }
  return assert.fail(`${name} is not reached: ${passed.join(' | ')}`);
}

const panel = (page) => page.getByRole('region', { name: '这个数的来历' });
const toTable = (page) => tabTo(page, /^收到和处理政府信息公开申请情况/);

// --- controls --------------------------------------------------------------------------------------------

test('from the page by Tab: year, year to compare with, downloads, in the order one sees them', async (visitor) => {
  const { page } = visitor;
  const view = await open(visitor);
  await page.locator('#before').focus();
  assert.match((await press(page, 'Tab')).name, /^年度/);
  await press(page, 'ArrowDown');
  await view.getByRole('heading', { name: /2021/ }).waitFor();
  await press(page, 'ArrowUp');
  await view.getByRole('heading', { name: /2022/ }).waitFor();
  assert.match((await press(page, 'Tab')).name, /^对比/);
  await press(page, 'ArrowUp');
  assert.equal(await view.locator('.arrow:visible').count(), 0, 'still compared');
  await press(page, 'ArrowDown');
  assert.ok(await view.locator('.arrow:visible').count());
  assert.equal((await press(page, 'Tab')).name, '下载');
});

test('the menu of downloads: opens, is walked, closes by Escape, by leaving and by choosing', async (visitor) => {
  const { page } = visitor;
  const view = await open(visitor);
  const item = view.getByRole('button', { name: '年报文件（JSON）' });
  await page.locator('#before').focus();
  await tabTo(page, /^下载$/);
  await press(page, 'Enter');
  await item.waitFor();
  assert.match((await press(page, 'Tab')).name, /^三张表/);
  assert.equal((await press(page, 'Escape')).name, '下载');
  assert.equal(await item.isVisible(), false);
  await press(page, ' ');
  assert.match((await tabTo(page, /^年报文件/)).name, /JSON/);
  const file = await download(page, () => page.keyboard.press('Enter'));
  assert.equal(JSON.parse(file.text).meta.year, 2022);
  assert.equal((await focused(page)).name, '下载');
  assert.equal(await item.isVisible(), false);
  await press(page, 'Enter');
  assert.equal((await tabTo(page, /^打印$/)).tag, 'button');
  assert.equal(await item.isVisible(), false, 'the menu stays open behind the reader');
});

test('large letters and pictures as tables, and the numbers in those can be touched', async (visitor) => {
  const { page } = visitor;
  const view = await open(visitor);
  const size = () => view.locator('[part=root]').last().evaluate((node) => parseFloat(getComputedStyle(node).fontSize));
  await page.locator('#before').focus();
  await tabTo(page, /^大字$/);
  const before = await size();
  await press(page, 'Enter');
  assert.equal(await size(), before * 1.25);
  await tabTo(page, /^以表格显示$/);
  const now = await press(page, 'Enter');
  assert.equal(now.name, '以表格显示');
  assert.ok(await view.getByRole('table', { name: '谁在申请' }).count());
  assert.equal((await press(page, 'Tab')).name, '21');
  await press(page, 'Enter');
  await panel(page).getByText('予以公开').first().waitFor();
});

// --- the official table ------------------------------------------------------------------------------------

test('the table is one stop for Tab; arrows walk in it, and light what a number is made of', async (visitor) => {
  const { page } = visitor;
  const view = await open(visitor);
  await page.locator('#before').focus();
  await toTable(page);
  const heading = await press(page, 'Enter');
  assert.match(heading.name, /^收到和处理/, 'opening takes the focus away');
  let stops = 0;
  let now = heading;
  while (!/^行政复议、行政诉讼情况/.test(now.name)) {
    now = await press(page, 'Tab');
    stops += now.inCell ? 1 : 0;
  }
  assert.equal(stops, 1);
  now = await press(page, 'Shift+Tab');
  assert.equal(now.slot, 'table3.new.total');
  for (const [key, slot] of [['ArrowDown', 'table3.carried_in.total'], ['ArrowDown', 'table3.granted.total'], ['ArrowLeft', 'table3.granted.other_org'],
    ['Home', 'table3.granted.natural'], ['ArrowUp', 'table3.carried_in.natural'], ['End', 'table3.carried_in.total']]) {
    assert.equal((await press(page, key)).slot, slot, key);
  }
  for (let i = 0; i < 40 && now.slot !== DONE; i++) now = await press(page, 'ArrowDown');
  assert.equal(now.slot, DONE);
  assert.equal(await view.locator('td.addend').count(), 6 + 22 - 1, 'the cells that it adds up');
  assert.equal(await view.locator('td.balance').count(), 3);
  assert.equal((await press(page, 'Tab')).inCell, false, 'a second stop below');
  assert.equal((await press(page, 'Shift+Tab')).inCell, true);
});

test('Enter tells where a number comes from; Escape closes it, and the focus is where it was', async (visitor) => {
  const { page } = visitor;
  await open(visitor, 'open=table3');
  await page.locator('#before').focus();
  let now = await toTable(page);
  while (!now.inCell) now = await press(page, 'Tab');
  while (now.slot !== 'table3.partial.total') now = await press(page, 'ArrowDown');
  await press(page, 'Enter');
  const told = await panel(page).innerText();
  for (const part of [/部分公开.*总计/, /依据：《条例》第/, /自然人\s*8/, /占本列“总计”的 12\.0%/, /2021年：5/]) assert.match(told, part);
  assert.equal((await focused(page)).slot, 'table3.partial.total');
  assert.equal((await press(page, 'Escape')).slot, 'table3.partial.total');
  assert.equal(await panel(page).count(), 0);
});

test('in the panel: its numbers lead on, closing goes back to where one came from', async (visitor) => {
  const { page } = visitor;
  const view = await open(visitor, `open=table3&at=${DONE}`);
  // What comes later is drawn anew around the focus: a person begins when the page is still.
  await page.waitForFunction(() => document.querySelector('gongkai-view').findings !== null);
  await page.waitForTimeout(300);
  await view.locator(`[data-slot="${DONE}"]`).focus();
  await tabTo(page, /^予以公开$/);
  let now = await press(page, 'Enter');
  assert.ok(now.inPanel, 'the focus left the panel');
  await panel(page).getByText('（一）予以公开 · 总计').waitFor();
  await tabTo(page, /^关闭$/);
  now = await press(page, 'Enter');
  assert.equal(now.slot, DONE);
  await press(page, 'Enter');
  await tabTo(page, /^自然人$/);
  now = await press(page, 'Escape');
  assert.equal(now.slot, DONE);
  assert.equal(await panel(page).count(), 0);
});

test('a figure at the top is touched, and stays in hand when the answer is closed', async (visitor) => {
  const { page } = visitor;
  await open(visitor);
  await page.locator('#before').focus();
  const figure = await tabTo(page, /^收到申请/);
  await press(page, 'Enter');
  await panel(page).waitFor();
  assert.equal((await press(page, 'Escape')).name, figure.name);
  assert.equal(await panel(page).count(), 0);
});

test('sorting, folding, shares and changes: each stays in hand', async (visitor) => {
  const { page } = visitor;
  const view = await open(visitor, 'open=table3');
  await page.locator('#before').focus();
  await toTable(page);
  for (const name of ['折叠为 0 的行', '占比', '与上年对比', '按大小排列']) {
    assert.equal((await press(page, 'Tab')).name, name);
    assert.equal((await press(page, 'Enter')).name, name);
    assert.equal(await view.getByRole('button', { name, exact: true }).getAttribute('aria-pressed'), 'true');
  }
  const sorted = () => view.locator('th[aria-sort]:not([aria-sort=none])').evaluateAll((all) => all.map((th) => `${th.textContent} ${th.ariaSort}`));
  assert.deepEqual(await sorted(), ['总计 descending']);
  await press(page, 'Enter');
  assert.deepEqual(await sorted(), []);
  await tabTo(page, /^商业企业$/);
  for (const order of [['商业企业 descending'], ['商业企业 ascending'], []]) {
    assert.equal((await press(page, 'Enter')).name, '商业企业');
    assert.deepEqual(await sorted(), order);
  }
});

test('a touched number whose row is folded away does not close the table for the keyboard', async (visitor) => {
  const { page } = visitor;
  await open(visitor, 'open=table3&at=table3.denied_1.total&fold=1');
  await page.locator('#before').focus();
  let now = await toTable(page);
  for (let i = 0; i < 20 && !now.inCell; i++) now = await press(page, 'Tab');
  assert.equal(now.slot, 'table3.new.total');
});

test('a row is found and gone to', async (visitor) => {
  const { page } = visitor;
  await open(visitor);
  await page.locator('#before').focus();
  await tabTo(page, /^查找行/);
  await page.keyboard.type('国家秘密');
  assert.match((await press(page, 'Tab')).name, /属于国家秘密/);
  assert.equal((await press(page, 'Enter')).slot, 'table3.denied_1.total');
  await panel(page).waitFor();
});

test('the whole view is walked through forwards and backwards: everything is seen, nothing holds the reader', async (visitor) => {
  const { page } = visitor;
  await open(visitor, 'open=table2,table3,table4,prose&at=table3.new.total&yoy=1', '', ['hongze-2023', 'hongze-2024']);
  for (const [from, key, to] of [['#before', 'Tab', 'after'], ['#after', 'Shift+Tab', 'before']]) {
    await page.locator(from).focus();
    let now = { id: '' };
    let steps = 0;
    while (now.id !== to) {
      assert.ok(steps++ < 120, 'no end');
      now = await press(page, key);
    }
    assert.ok(steps > 30, `${steps} stops`);
  }
});

test('in a narrow window arrows go to the next kind of applicant too', async (visitor) => {
  const { page } = visitor;
  const view = await open(visitor, 'open=table3');
  await view.locator('[data-slot="table3.granted.total"]').focus();
  assert.equal((await press(page, 'Home')).slot, 'table3.granted.natural');
  assert.equal((await press(page, 'ArrowRight')).slot, 'table3.granted.commercial');
  assert.equal(await view.getByRole('button', { name: '商业企业', exact: true }).first().getAttribute('aria-pressed'), 'true');
}, { viewport: PHONE });

// --- what is heard -----------------------------------------------------------------------------------------

/** From here on what the live region says, one entry a sentence or more. */
const listen = (view) => view.evaluate((element) => {
  window.heard = [];
  const region = element.shadowRoot.querySelector('[part=root] [aria-live]');
  new MutationObserver(() => { if (region.textContent) window.heard.push(region.textContent); })
    .observe(region, { childList: true, characterData: true, subtree: true });
});
const heard = (page) => page.evaluate(() => window.heard.splice(0));

test('what is announced: one sentence for what changed elsewhere, nothing for looking around', async (visitor) => {
  const { page } = visitor;
  const view = await open(visitor, 'open=table3');
  assert.equal(await view.locator('[aria-live]').count(), 1);
  await listen(view);
  await view.locator('[data-slot="table3.new.natural"]').focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'End', 'Home']) await press(page, key);
  await view.locator('[data-slot="table3.new.total"]').hover();
  assert.deepEqual(await heard(page), []);
  await view.getByRole('button', { name: '折叠为 0 的行' }).click();
  assert.deepEqual(await heard(page), ['已折叠 14 行全部为 0 或空白的行。']);
  await view.getByRole('button', { name: '大字' }).click();
  await view.getByRole('button', { name: '占比' }).click();
  assert.deepEqual(await heard(page), []);
  await view.getByRole('button', { name: '按大小排列' }).click();
  assert.deepEqual(await heard(page), ['按“总计”从大到小排列。']);
  await view.locator('select').last().selectOption('');
  assert.deepEqual(await heard(page), ['不作对比。']);
  await view.locator('select').first().selectOption('2021');
  assert.deepEqual(await heard(page), ['现在显示平潭综合实验区管委会 2021 年。收到申请 70 件。']);
});

test('a touched number is told in a few sentences: where it stands, what it means, its share, last year’s', async (visitor) => {
  const { page } = visitor;
  const view = await open(visitor, 'open=table3');
  await listen(view);
  await view.locator('[data-slot="table3.granted.total"]').click();
  const [told, ...more] = await heard(page);
  assert.deepEqual(more, []);
  assert.match(told, /^（一）予以公开 总计：21。.+。占本列“总计”的 28\.0%。2021年：30。$/);
  assert.ok(told.length < 160, `${told.length} characters`);
});

test('headings in order, under the page’s own', async (visitor) => {
  const { page } = visitor;
  await open(visitor, 'open=table2,table3,table4,prose', '', ['hongze-2023', 'hongze-2024', 'hangzhou-2025']);
  const levels = await page.getByRole('heading').evaluateAll((all) => all.map((one) => Number(one.localName[1])));
  assert.deepEqual(levels.slice(0, 3), [1, 2, 3]);
  levels.reduce((last, level) => { assert.ok(level <= last + 1, levels.join()); return level; }, 0);
});

test('a number says its row and its column; blank and doubtful ones say that', async (visitor) => {
  const { page } = visitor;
  for (const id of ['hongze-2023', 'shanghai-go-2019']) {
    const view = await open(visitor, 'open=table2,table3,table4', '', [id]);
    const names = await view.locator('[data-slot]').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    assert.ok(names.length > 180);
    const places = names.map((name) => name.replace(/ \S+( 原文如此)?$/, ''));
    assert.equal(new Set(places).size, places.length, 'two numbers have the same name');
  }
  const name = (slot) => page.locator(`gongkai-view [data-slot="${slot}"]`).getAttribute('aria-label');
  assert.equal(await name('table3.granted.natural'), '（一）予以公开 自然人 258');
  assert.equal(await name('table3.denied_2.natural'), '（三）不予公开 2.其他法律行政法规禁止公开 自然人 未提供');
});

test('tables are tables on a desktop and on a phone: captions, headings with their scope', async (visitor) => {
  const { page } = visitor;
  for (const size of [{ width: 1366, height: 768 }, PHONE]) {
    await page.setViewportSize(size);
    const view = await open(visitor, 'open=table2,table3,table4&plain=1');
    for (const table of await view.locator('.sheet table, .picture table').all()) {
      assert.ok((await table.locator('caption').textContent()).trim());
      assert.ok(await table.locator('th[scope]').count() > 1);
    }
    const tree = await view.ariaSnapshot();
    const row = tree.split('\n').find((line) => /^\s*- row .*（一）予以公开/.test(line));
    assert.ok(row, `at ${size.width} the row is no row:\n${tree.slice(tree.indexOf('（一）予以公开') - 300).slice(0, 600)}`);
    assert.match(tree, /- rowheader "（一）予以公开"/);
  }
});

test('every button has a name of its own words', async (visitor) => {
  await open(visitor, `open=table3&at=${DONE}`);
  const names = await visitor.page.locator('gongkai-view').evaluate((element) => [...element.shadowRoot.querySelectorAll('button, a, input, select, summary')]
    .map((one) => (one.getAttribute('aria-label') ?? one.closest('label')?.textContent ?? one.textContent).trim()));
  for (const name of names) assert.match(name, /[\u4e00-\u9fff\w]/);
  const figure = visitor.page.getByRole('button', { name: '收到申请 74 件，比 2021 年增加 4 件，增长 5.71%' });
  assert.equal(await figure.count(), 1);
});

// --- what leaves -------------------------------------------------------------------------------------------

test('a picture as a file: complete, in words too, and nothing in it acts', async (visitor) => {
  const { page, context } = visitor;
  const blank = await context.newPage();
  const report = sample('pingtan-2022');
  const view = await open(visitor);
  const pictures = view.locator('figure').filter({ has: page.locator('.save') });
  assert.ok(await pictures.count() > 10);
  for (const at of [0, 1, await pictures.count() - 1]) {
    const file = await download(page, () => pictures.nth(at).getByRole('button').last().click());
    assert.match(file.name, /\.svg$/);
    const seen = await blank.evaluate((text) => {
      const { documentElement: svg } = new DOMParser().parseFromString(text, 'image/svg+xml');
      const all = [svg, ...svg.querySelectorAll('*')];
      return {
        root: svg.nodeName, title: svg.querySelector('title')?.textContent, told: svg.querySelector('desc')?.textContent, role: svg.getAttribute('role'),
        names: [...new Set(all.map((one) => one.nodeName))].filter((name) => !['svg', 'title', 'desc', 'rect', 'text', 'line', 'circle'].includes(name)),
        acts: all.flatMap((one) => [...one.attributes]).filter(({ name, value }) => /^on|href|style/.test(name) || /url\(|javascript:/.test(value)).length,
        shapes: svg.querySelectorAll('rect, line').length,
      };
    }, file.text);
    assert.deepEqual({ root: seen.root, role: seen.role, names: seen.names, acts: seen.acts }, { root: 'svg', role: 'img', names: [], acts: 0 });
    assert.ok(seen.title.includes(report.meta.org.slice(0, 6)) && seen.told.length > 10 && seen.shapes > 1, JSON.stringify(seen));
  }
});
