// Everybody can use it: axe-core has nothing to object to in any state, nothing is wider than the window,
// and without colours of our own everything is still there.
import assert from 'node:assert/strict';
import { PHONE } from './browser.mjs';
import { accessible, cell, empty, faultless, findings, fits, openBare, openCms, openNew, openSample, openStart, ready, shot, type } from './page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

/** Text in every cell: as many findings as there can be. */
async function manyFindings(visitor) {
  const form = await openSample(visitor, 'hongze-2023');
  await form.evaluate((element) => {
    const report = element.report;
    for (const row of Object.values(report.table3.rows)) row[1] = '若干';
    for (const cells of Object.values(report.table4)) cells[2] = '若干';
    element.report = report;
  });
  const found = await findings(form);
  assert.ok(found.length >= 25, `${found.length} findings`);
  return form;
}

const STATES = {
  start: (visitor) => openStart(visitor),
  begin: async (visitor) => { await openBare(visitor, '<main><gongkai-form></gongkai-form></main>'); await ready(visitor.page); },
  new: (visitor) => openNew(visitor),
  full: async (visitor) => {
    const form = await openSample(visitor, 'hangzhou-2025');
    await cell(visitor.page, 'table3.granted.natural').focus();
    return form;
  },
  right: async (visitor) => {
    const form = await openSample(visitor, 'hongze-2023');
    await form.evaluate((element, report) => { element.report = report; }, faultless());
  },
  findings: async (visitor) => {
    await openSample(visitor, 'hongze-2023');
    await cell(visitor.page, 'table4.review.total').focus();
  },
  many: manyFindings,
  ambiguous: (visitor) => openSample(visitor, 'longgang-zwfw-2020'),
  old: (visitor) => openSample(visitor, 'shanghai-go-2019'),
  explained: async (visitor) => {
    await openNew(visitor);
    await visitor.page.getByRole('button', { name: /^说明：/ }).filter({ visible: true }).nth(3).click();
    await visitor.page.getByRole('note').filter({ visible: true }).waitFor();
  },
  refused: async (visitor) => {
    const form = await openNew(visitor);
    await form.evaluate((element) => element.load('{').catch(() => {}));
    await visitor.page.getByRole('alert').filter({ visible: true }).waitFor();
  },
  opened: async (visitor) => {
    await openSample(visitor, 'hongze-2023');
    await visitor.page.locator('gongkai-form summary').filter({ visible: true }).evaluateAll((all) => all.forEach((summary) => summary.click()));
  },
};

for (const [name, go] of Object.entries(STATES)) {
  test(`axe has nothing to say: ${name}, desktop`, async (visitor) => {
    await go(visitor);
    await accessible(visitor.page);
    await shot(visitor.page, `state-${name}`);
  });
}

for (const name of ['begin', 'new', 'findings', 'many', 'ambiguous', 'explained', 'refused']) {
  test(`axe has nothing to say: ${name}, phone`, async (visitor) => {
    await STATES[name](visitor);
    await accessible(visitor.page);
    await shot(visitor.page, `state-${name}-phone`);
  }, { viewport: PHONE, hasTouch: true, isMobile: true });
}

for (const name of ['new', 'full', 'many', 'old']) {
  test(`axe has nothing to say: ${name}, all of it in sight`, async (visitor) => {
    await STATES[name](visitor);
    await accessible(visitor.page);
  }, { viewport: { width: 1366, height: 5000 } });
}

test('axe has nothing to say: folded list of findings, page of a CMS', async (visitor) => {
  const { page } = visitor;
  await openSample(visitor, 'hongze-2023');
  await page.getByRole('button', { name: '收起' }).click();
  await accessible(page);
  await openCms(visitor);
  // Only what is ours: the page around it is as CMS pages are.
  await accessible(page, 'gongkai-form');
});

test('axe has nothing to say: a page that has a main part of its own', async (visitor) => {
  await openBare(visitor, '<main><h1>填报</h1><gongkai-form year="2025" org="示例局"></gongkai-form></main>');
  await ready(visitor.page);
  await accessible(visitor.page);
});

// --- names and roles -----------------------------------------------------------------------------------

test('every field has a name that says where it stands', async (visitor) => {
  const { page } = visitor;
  await openNew(visitor);
  const names = await page.locator('gongkai-form [data-slot]').evaluateAll((inputs) => inputs.map((input) => input.getAttribute('aria-label')));
  assert.ok(names.length > 180);
  assert.equal(new Set(names).size, names.length, `two cells have the same name: ${names.filter((name, i) => names.indexOf(name) !== i).slice(0, 3)}`);
  for (const name of names) assert.match(name, /[\u4e00-\u9fff]{2}/);
  const one = await page.getByRole('textbox', { name: /结转下年度.*总计|总计.*结转下年度/ }).count();
  assert.ok(one >= 1, 'a cell cannot be found by what the form calls it');
});

test('tables are grids of cells: captions, row and column headings', async (visitor) => {
  const { page } = visitor;
  await openNew(visitor);
  const tables = page.getByRole('grid');
  assert.equal(await tables.count(), 3);
  for (const table of await tables.all()) {
    assert.ok((await table.locator('caption').textContent()).trim());
    assert.ok(await table.locator('th[scope]').count() > 4);
  }
});

test('a change is announced: the counts are a live region', async (visitor) => {
  const { page } = visitor;
  await openNew(visitor);
  const status = page.getByRole('status').filter({ hasText: /处提醒/ });
  await type(page, 'table3.new.natural', '很多');
  await status.first().waitFor();
  await empty(page, 'table3.new.natural');
  await status.first().waitFor({ state: 'detached' });
});

test('meaning does not hang on colour: a wrong cell has a shape, a word and a number', async (visitor) => {
  const { page } = visitor;
  await openSample(visitor, 'hongze-2023');
  const marked = await cell(page, 'table4.review.total').evaluate((input) => Boolean(input.closest('td').querySelector('svg')));
  assert.ok(marked, 'no shape in the cell');
  const list = page.getByRole('region', { name: '核对结果' });
  assert.match(await list.innerText(), /2 处错误/);
});

// --- room ----------------------------------------------------------------------------------------------

const ROOMS = {
  'a desktop of 1366': { viewport: { width: 1366, height: 768 } },
  'a small window of 1024': { viewport: { width: 1024, height: 768 } },
  'a phone of 390': { viewport: PHONE, hasTouch: true, isMobile: true },
  '200 %': { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 },
  '400 %': { viewport: { width: 341, height: 192 }, deviceScaleFactor: 4 },
};

for (const [where, options] of Object.entries(ROOMS)) {
  test(`on ${where} the page does not scroll sideways`, async (visitor) => {
    const { page } = visitor;
    for (const name of ['start', 'begin', 'new', 'full', 'findings', 'many', 'ambiguous', 'old', 'explained', 'refused']) {
      await STATES[name](visitor);
      await page.waitForTimeout(100);
      await fits(page).catch((error) => { throw new Error(`${name}: ${error.message}`); });
      const inner = await page.evaluate(() => {
        const element = document.querySelector('gongkai-form');
        return element ? [element.scrollWidth, element.clientWidth, innerWidth, visualViewport.width] : [0, 0, 1, 1];
      });
      assert.ok(inner[0] <= Math.max(inner[1], 1) || inner[0] === 0, `${name}: the form is ${inner[0]} px wide in ${inner[1]} px`);
      assert.ok(inner[2] <= options.viewport.width, `${name}: the window grew to ${inner[2]} px`);
    }
  }, options);
}

test('extremes stay in their places: a long unit name, ten digits, 20,000 characters', async (visitor) => {
  const { page } = visitor;
  for (const size of [{ width: 1366, height: 768 }, PHONE]) {
    await page.setViewportSize(size);
    await openNew(visitor, 2025, '某某省某某市某某区人民政府某某街道办事处'.repeat(5));
    await type(page, 'table3.new.natural', '1234567890');
    await page.locator('[data-place="narrative.part1"]').fill('公开'.repeat(10_000));
    await fits(page);
    await shot(page, `extreme-${size.width}`);
    const cut = await cell(page, 'table3.new.natural').evaluate((input) => input.scrollWidth - input.clientWidth);
    assert.ok(cut <= 0, `ten digits are cut by ${cut} px at ${size.width}`);
  }
});

test('on a phone what one touches is 44 px high, in a desktop’s tables at least 24', async (visitor) => {
  const { page } = visitor;
  await openNew(visitor);
  const small = (least) => page.locator('gongkai-form').evaluate((element, px) => {
    const wanted = 'button,input:not([type=file]),select,textarea,summary';
    return [...element.shadowRoot.querySelectorAll(wanted)].map((node) => [node, node.getBoundingClientRect()])
      .filter(([, box]) => box.height > 0 && box.height < px)
      .map(([node, box]) => `${node.localName} ${(node.getAttribute('aria-label') ?? node.textContent).trim().slice(0, 20)} ${Math.round(box.height)}`);
  }, least);
  assert.deepEqual(await small(24), []);
  await page.setViewportSize(PHONE);
  await page.waitForTimeout(100);
  assert.deepEqual([...new Set(await small(43.5))].slice(0, 5), []);
});

test('on a phone every number of table three can be reached', async (visitor) => {
  const { page } = visitor;
  const form = await openNew(visitor);
  const label = { natural: '自然人', commercial: '商业企业', total: '总计' };
  for (const [column, name] of Object.entries(label)) {
    await page.getByRole('button', { name, exact: true }).filter({ visible: true }).first().click();
    await cell(page, `table3.carried_out.${column}`).waitFor({ state: 'visible' });
    if (column !== 'total') await type(page, `table3.carried_out.${column}`, '3');
  }
  const { rows } = (await form.evaluate((element) => element.report)).table3;
  assert.deepEqual([rows.carried_out[0], rows.carried_out[1], rows.carried_out[6]], [3, 3, 6]);
}, { viewport: PHONE, hasTouch: true, isMobile: true });

test('on a phone a finding leads to its cell, whatever column is shown', async (visitor) => {
  const { page } = visitor;
  const form = await openNew(visitor);
  await form.evaluate((element) => {
    const next = element.report;
    next.table3.rows.granted[4] = '12件';
    element.report = next;
  });
  const at = 'table3.granted.legal_service';
  assert.ok((await findings(form)).some((f) => f.at === at));
  await page.getByRole('button', { name: /12件/ }).filter({ visible: true }).first().click();
  await cell(page, at).waitFor({ state: 'visible' });
  const box = await cell(page, at).boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height <= PHONE.height, `at ${box.y}`);
}, { viewport: PHONE, hasTouch: true, isMobile: true });

// --- other ways of seeing --------------------------------------------------------------------------------

/** Every shown text of the form has contrast against what is behind it. */
async function readable(page, name) {
  await shot(page, name);
  await accessible(page);
  const missing = await page.locator('gongkai-form').evaluate((element) => {
    const nodes = [...element.shadowRoot.querySelectorAll('h1,h2,th,button,input,label,p')];
    return nodes.filter((node) => node.getClientRects().length && node.textContent.trim() && Number(getComputedStyle(node).opacity) === 0).length;
  });
  assert.equal(missing, 0);
  for (const text of ['核对结果', '提交']) assert.ok(await page.getByText(text, { exact: true }).filter({ visible: true }).count(), text);
}

test('with the system’s high-contrast colours', async (visitor) => {
  const { page } = visitor;
  await STATES.findings(visitor);
  assert.equal(await page.evaluate(() => matchMedia('(forced-colors: active)').matches), true);
  const edges = await cell(page, 'table3.new.natural').evaluate((input) => getComputedStyle(input.closest('td')).borderBottomStyle);
  assert.equal(edges, 'solid', 'the grid is gone');
  await readable(page, 'forced-colors');
}, { forcedColors: 'active' });

test('with more contrast wanted', async (visitor) => {
  await STATES.findings(visitor);
  await readable(visitor.page, 'more-contrast');
}, { contrast: 'more' });

test('without motion', async (visitor) => {
  await STATES.findings(visitor);
  const moving = await visitor.page.locator('gongkai-form').evaluate((element) => [...element.shadowRoot.querySelectorAll('*')]
    .filter((node) => getComputedStyle(node).scrollBehavior === 'smooth' || parseFloat(getComputedStyle(node).animationDuration) > 0).length);
  assert.equal(moving, 0);
}, { reducedMotion: 'reduce' });

test('with all text larger: the element holds in a page of 32 px', async (visitor) => {
  const { page } = visitor;
  await page.route('**/big.css', (route) => route.fulfill({ contentType: 'text/css', body: 'html { font-size: 32px }' }));
  await openBare(visitor, '<link rel="stylesheet" href="big.css"><gongkai-form year="2025" org="示例局"></gongkai-form>');
  await ready(page);
  await fits(page);
});

test('the focus can be seen on every control it comes to', async (visitor) => {
  const { page } = visitor;
  await openSample(visitor, 'hongze-2023');
  const unseen = [];
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    const ring = await page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      if (!active || active === document.body) return null;
      const ringed = (node) => node && getComputedStyle(node).outlineStyle !== 'none' && parseFloat(getComputedStyle(node).outlineWidth) >= 2;
      return ringed(active) || ringed(active.closest('label')) ? null : active.outerHTML.slice(0, 120);
    });
    if (ring) unseen.push(ring);
  }
  assert.deepEqual(unseen, []);
});

test('the whole form is reached by Tab, and left again', async (visitor) => {
  const { page } = visitor;
  await openBare(visitor, '<button id="before">前</button><gongkai-form year="2025" org="示例局"></gongkai-form><button id="after">后</button>');
  await ready(page);
  await page.locator('#before').focus();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'gongkai-form');
  await page.locator('#after').focus();
  await page.keyboard.press('Shift+Tab');
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'gongkai-form');
});

test('on a phone and in a small window nothing lies on top of something else', async (visitor) => {
  const { page } = visitor;
  for (const size of [PHONE, { width: 1024, height: 768 }]) {
    await page.setViewportSize(size);
    await STATES.many(visitor);
    const box = async (locator) => locator.boundingBox();
    const bar = await box(page.getByRole('toolbar'));
    const rail = await box(page.getByRole('navigation', { name: '报告各部分' }));
    const head = await box(page.getByRole('heading', { name: '核对结果' }));
    const list = await box(page.getByRole('region', { name: '核对结果' }));
    assert.ok(bar.y + bar.height <= rail.y, `the rail begins at ${rail.y}, the bar ends at ${bar.y + bar.height}`);
    assert.ok(rail.y + rail.height <= head.y + 1, `the list's heading is at ${head.y}, the rail ends at ${rail.y + rail.height}`);
    assert.ok(rail.y - (bar.y + bar.height) < 24, 'a gap above the rail');
    assert.ok(list.y <= head.y);
  }
});
