// Everybody can read the public view: axe-core has nothing to object to in any state, nothing is wider than the
// window, and without colours of our own, on paper and without motion everything is still there.
import assert from 'node:assert/strict';
import { PHONE } from './browser.mjs';
import { accessible, fits, sample, shot } from './page.mjs';
import { openView, ready, says, serve, shows, src, tag, text, whole } from './view-page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

const HAND = { viewport: PHONE, hasTouch: true, isMobile: true };
const ALL = 'open=table2,table3,table4,prose';
const PAGE = (attributes) => `<main><h1>年度报告</h1>${tag(attributes)}</main>`;

/** Opens reports, goes to what an address names, and waits until all of it is there. */
async function open(visitor, ids, at = '', attributes = '') {
  await openView(visitor, PAGE(`${src(...ids)} ${attributes}`));
  const view = await whole(await ready(visitor.page));
  if (at) await view.evaluate((element, query) => element.go(`gk=1&${query}`), at);
  await visitor.page.waitForTimeout(50);
  return view;
}

async function openPage({ page, url }, name) {
  await page.goto(`${url}${name}`);
  return whole(await ready(page));
}

const SERIES = ['pingtan-2021', 'pingtan-2022'];
const STATES = {
  single: (visitor) => open(visitor, ['hongze-2024']),
  series: (visitor) => open(visitor, SERIES),
  units: (visitor) => open(visitor, ['hangzhou-2025', 'shuyang-2025', 'longgang-2025'], 'by=new'),
  notes: (visitor) => open(visitor, ['hongze-2023'], ALL),
  old: (visitor) => open(visitor, ['shanghai-go-2019'], ALL),
  page: (visitor) => openPage(visitor, 'public.html'),
  'page-2019': (visitor) => openPage(visitor, 'public-2019.html'),
  tables: (visitor) => open(visitor, SERIES, ALL),
  folded: (visitor) => open(visitor, SERIES, `${ALL}&fold=1`),
  sorted: (visitor) => open(visitor, ['hangzhou-2025'], 'open=table3&sort=table3.total.up'),
  beside: (visitor) => open(visitor, SERIES, 'open=table3&share=1&yoy=1&col=natural'),
  touched: (visitor) => open(visitor, SERIES, 'open=table3&at=table3.done_total.total'),
  found: (visitor) => open(visitor, ['hongze-2024'], `find=${encodeURIComponent('公开')}`),
  'not-found': (visitor) => open(visitor, ['hongze-2024'], `find=${encodeURIComponent('没有这一行')}`),
  large: (visitor) => open(visitor, SERIES, `${ALL}&large=1&at=table3.new.total`),
  english: (visitor) => open(visitor, SERIES, `${ALL}&yoy=1&share=1&at=table3.new.total`, 'lang="en"'),
  plain: (visitor) => open(visitor, SERIES, 'plain=1'),
  menu: async (visitor) => {
    await open(visitor, SERIES);
    await visitor.page.locator('gongkai-view summary').click();
    await visitor.page.getByRole('button', { name: '年报文件（JSON）' }).waitFor();
  },
  notice: async (visitor) => {
    await serve(visitor, 'samples/broken.json', { body: '{' });
    await openView(visitor, PAGE(src('broken', 'hongze-2024')));
    await says(await whole(await ready(visitor.page)), /broken/);
  },
  blank: (visitor) => open(visitor, ['longgang-2025'], ALL),
  ambiguous: (visitor) => open(visitor, ['longgang-zwfw-2020'], ALL),
};

/** In a page that is not ours only what is ours. */
const judge = (page, name) => accessible(page, name.startsWith('page') ? 'gongkai-view' : undefined);

for (const [name, go] of Object.entries(STATES)) {
  for (const [where, options] of [['desktop', {}], ['phone', HAND]]) {
    test(`axe has nothing to say: ${name}, ${where}`, async (visitor) => {
      await go(visitor);
      await judge(visitor.page, name);
      await fits(visitor.page);
      await shot(visitor.page, `view-${name}-${where}`, { fullPage: true });
    }, options);
  }
}

for (const name of ['tables', 'beside', 'english', 'units']) {
  test(`axe has nothing to say: ${name}, all of it in sight`, async (visitor) => {
    await STATES[name](visitor);
    await judge(visitor.page, name);
  }, { viewport: { width: 1366, height: 5000 } });
}

// --- room ----------------------------------------------------------------------------------------------

const ROOMS = {
  '200 %': { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 },
  '320 pixels': { viewport: { width: 320, height: 640 } },
  'a column of 900 pixels': { viewport: { width: 900, height: 768 } },
};

for (const [where, options] of Object.entries(ROOMS)) {
  for (const name of ['series', 'units', 'notes', 'old', 'beside', 'large', 'english', 'plain', 'menu']) {
    test(`on ${where} the page does not scroll sideways, and axe has nothing to say: ${name}`, async (visitor) => {
      await STATES[name](visitor);
      await fits(visitor.page);
      await judge(visitor.page, name);
      await shot(visitor.page, `view-${name}-${options.viewport.width}`, { fullPage: true });
    }, options);
  }
}

test('names of rows stay readable where the table is wider than its place', async (visitor) => {
  const view = await STATES.beside(visitor);
  const tall = await view.locator('.matrix .label').evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).filter((box) => box.height > box.width).length);
  assert.equal(tall, 0);
}, { viewport: { width: 768, height: 1000 } });

/** A report of extremes: a long name, numbers of ten digits. */
function extreme() {
  const report = sample('hangzhou-2025');
  report.meta.org = '某某省某某市某某区人民政府某某街道办事处'.repeat(4);
  report.meta.title = `${report.meta.org}2025年政府信息公开工作年度报告`;
  for (const row of Object.values(report.table3.rows)) row.fill(1234567890);
  for (const cells of Object.values(report.table4)) cells.fill(1234567890);
  return report;
}

test('extremes stay in their places: a long unit name, ten digits', async (visitor) => {
  const { page } = visitor;
  await serve(visitor, 'samples/extreme.json', { body: JSON.stringify(extreme()) });
  const before = { ...extreme(), meta: { ...extreme().meta, year: 2024 } };
  await serve(visitor, 'samples/before.json', { body: JSON.stringify(before) });
  for (const size of [{ width: 1366, height: 768 }, PHONE, { width: 320, height: 640 }]) {
    await page.setViewportSize(size);
    const view = await open(visitor, ['extreme', 'before'], `${ALL}&yoy=1&share=1`);
    await fits(page);
    await shot(page, `view-extreme-${size.width}`, { fullPage: true });
    const cut = await view.evaluate((element) => [...element.shadowRoot.querySelectorAll('button.n')]
      .filter((button) => button.clientWidth && button.scrollWidth > button.clientWidth).length);
    assert.equal(cut, 0, `${cut} numbers are cut at ${size.width}`);
  }
});

test('names and numbers in the pictures do not run into each other', async (visitor) => {
  const { page } = visitor;
  for (const [name, width] of [['page', 320], ['english', 320], ['large', 390], ['old', 1366]]) {
    await page.setViewportSize({ width, height: 800 });
    await STATES[name](visitor);
    const over = await page.locator('gongkai-view').evaluate((element) => [...element.shadowRoot.querySelectorAll('.piece, .trend svg')]
      .filter((line) => {
        const boxes = [...line.querySelectorAll('span, text')].filter((one) => !one.querySelector('span')).map((one) => one.getBoundingClientRect());
        const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4;
        return boxes.some((a, i) => boxes.slice(i + 1).some((b) => meet(a, b)));
      }).map((line) => line.textContent));
    assert.deepEqual(over, [], `${name} at ${width}`);
  }
});

test('what one touches: 24 pixels with a mouse, 44 on a phone', async (visitor) => {
  const { page } = visitor;
  await STATES.tables(visitor);
  const small = (least) => page.locator('gongkai-view').evaluate((element, px) => {
    const inText = (node) => node.closest('.panel, .brief, .notes, figcaption, dd');
    return [...element.shadowRoot.querySelectorAll('button, input, select, summary')].map((node) => [node, node.getBoundingClientRect()])
      .filter(([node, box]) => box.height > 0 && box.height < px && !inText(node))
      .map(([node, box]) => `${node.localName} ${(node.getAttribute('aria-label') ?? node.textContent).trim().slice(0, 20)} ${Math.round(box.height)}`);
  }, least);
  assert.deepEqual([...new Set(await small(24))], []);
  await page.setViewportSize(PHONE);
  await page.waitForTimeout(100);
  assert.deepEqual([...new Set(await small(43.5))].slice(0, 5), []);
});

// --- on a phone ------------------------------------------------------------------------------------------

test('on a phone every number of table three is one touch away, and stays beside its row', async (visitor) => {
  const { page } = visitor;
  const view = await open(visitor, ['hangzhou-2025'], 'open=table3');
  for (const [label, code, number] of [['自然人', 'natural', '13612'], ['法律服务机构', 'legal_service', '128'], ['总计', 'total', '14069']]) {
    const tab = page.getByRole('group', { name: '申请人类别' }).getByRole('button', { name: label });
    const place = await tab.boundingBox();
    assert.ok(place.x >= 0 && place.x + place.width <= PHONE.width, `${label} is out of sight`);
    await tab.click();
    const cell = view.locator(`[data-slot="table3.new.${code}"]`);
    assert.equal(await cell.textContent(), number);
    const row = await view.getByText('一、本年新收政府信息公开申请数量').boundingBox();
    const box = await cell.boundingBox();
    assert.ok(box.y < row.y + row.height && row.y < box.y + box.height, 'the number is not beside its row');
    assert.equal(await view.locator('.matrix td.cell:visible').count(), 25);
  }
}, HAND);

test('on a phone the answer to a touch leaves the number in sight', async (visitor) => {
  const { page } = visitor;
  const view = await open(visitor, SERIES, 'open=table3');
  const cell = view.locator('[data-slot="table3.denied_7.total"]');
  await cell.click();
  const panel = await page.getByRole('region', { name: '这个数的来历' }).boundingBox();
  const box = await cell.boundingBox();
  assert.ok(panel.y + panel.height <= PHONE.height + 1 && panel.height <= PHONE.height / 2, `the panel is ${panel.height} high`);
  assert.ok(box.y + box.height <= panel.y + 1, 'the panel lies on the number');
  await shot(page, 'view-touched-hand');
}, HAND);

// --- other ways of seeing --------------------------------------------------------------------------------

test('with the system’s high-contrast colours', async (visitor) => {
  const { page } = visitor;
  const view = await STATES.touched(visitor);
  await accessible(page);
  const look = (selector, key) => view.locator(selector).first().evaluate((node, name) => getComputedStyle(node)[name], key);
  assert.equal(await look('td.cell', 'borderBottomStyle'), 'solid', 'the grid is gone');
  for (const kin of ['td.itself', 'td.addend', 'td.balance']) assert.notEqual(await look(kin, 'outlineStyle'), 'none', kin);
  assert.notEqual(await look('.piece .bar', 'fill'), await look('.piece .track', 'fill'), 'a bar cannot be told from its whole');
  await shot(page, 'view-forced-colors', { fullPage: true });
}, { forcedColors: 'active' });

test('with more contrast wanted', async (visitor) => {
  await STATES.tables(visitor);
  await accessible(visitor.page);
}, { contrast: 'more' });

test('without motion nothing moves', async (visitor) => {
  const view = await STATES.tables(visitor);
  await accessible(visitor.page);
  const moving = await view.evaluate((element) => [...element.shadowRoot.querySelectorAll('*')]
    .filter((node) => {
      const style = getComputedStyle(node);
      return style.scrollBehavior === 'smooth' || parseFloat(style.animationDuration) > 0 || parseFloat(style.transitionDuration) > 0;
    }).length);
  assert.equal(moving, 0);
}, { reducedMotion: 'reduce' });

test('in a page of large letters, and in one of small ones', async (visitor) => {
  const { page } = visitor;
  for (const size of [32, 10]) {
    await page.unroute('**/size.css').catch(() => {});
    await page.route('**/size.css', (route) => route.fulfill({ contentType: 'text/css', body: `html { font-size: ${size}px }` }));
    await openView(visitor, `<link rel="stylesheet" href="size.css">${PAGE(src('hongze-2024'))}`);
    await shows(await whole(await ready(page)), /洪泽/);
    await fits(page);
  }
});

test('on paper: everything open, nothing of the screen’s controls, no dark ground', async (visitor) => {
  const { page } = visitor;
  const view = await STATES.series(visitor);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await view.locator('.sheet table').nth(2).waitFor();
  assert.equal(await view.locator('.tools:visible, .find:visible, .panel:visible, .save:visible, .tabs:visible').count(), 0);
  assert.match(await text(view), /（七）总计[\s\S]*结转下年度继续办理/);
  await shot(page, 'view-print', { fullPage: true });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await view.locator('.sheet').first().waitFor({ state: 'detached' });
});

test('on a sheet of A4 the widest table fits, and no name is a column of single letters', async (visitor) => {
  const { page } = visitor;
  const view = await STATES.beside(visitor);
  await page.emulateMedia({ media: 'print' });
  await fits(page);
  await shot(page, 'view-print-a4', { fullPage: true });
  const [width, tall] = await view.evaluate((element) => {
    const table = element.shadowRoot.querySelector('.matrix table');
    const labels = [...table.querySelectorAll('.label')].map((one) => one.getBoundingClientRect());
    return [table.getBoundingClientRect().right, labels.filter((box) => box.height > box.width).length];
  });
  assert.ok(width <= 718 && tall === 0, `the table ends at ${width}, ${tall} names are upright`);
}, { viewport: { width: 718, height: 1000 } });

test('meaning does not hang on colour: a change has its arrow and sign, what is printed wrong its mark and word', async (visitor) => {
  const series = await STATES.series(visitor);
  const changes = await series.locator('.figure .change').allInnerTexts();
  for (const told of changes.filter((t) => /[1-9]/.test(t))) assert.match(told, /^(▲\s*\+|▼\s*−)/);
  const notes = await STATES.notes(visitor);
  const marked = notes.locator('[data-slot="table4.review.total"]');
  assert.match(await marked.getAttribute('aria-label'), /原文如此/);
  assert.match(await marked.locator('xpath=..').innerText(), /\*/);
});
