// In the page of an old CMS whose sheet styles every bare tag: the form works, and nothing of it leaks out.
import assert from 'node:assert/strict';
import { PHONE } from './browser.mjs';
import { accessible, caretAt, cell, download, finding, openCms, ready, report, sample, shot, shows, strip, type } from './page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

/** How the page itself looks, above the form and outside of it. */
const look = (page) => page.evaluate(() => {
  const form = document.querySelector('gongkai-form');
  const nodes = [...document.querySelectorAll('body, body *')].filter((node) => node !== form && !form.contains(node));
  return nodes.map((node) => {
    const style = getComputedStyle(node);
    const above = node.compareDocumentPosition(form) & Node.DOCUMENT_POSITION_FOLLOWING && !node.contains(form);
    const box = node.getBoundingClientRect();
    return [node.localName, above ? [box.x, box.y + scrollY, box.width, box.height] : [box.x, box.width],
      ...['color', 'backgroundColor', 'font', 'display', 'float', 'textAlign', 'letterSpacing'].map((name) => style[name])];
  });
});

test('the page looks the same before and after the form runs in it', async (visitor) => {
  const { page, url } = visitor;
  let go;
  const held = new Promise((done) => { go = done; });
  await page.route('**/*.wasm', async (route) => { await held; await route.continue(); });
  await page.goto(`${url}cms.html`);
  await page.waitForFunction(() => document.querySelector('gongkai-form').shadowRoot);
  const names = () => page.evaluate(() => JSON.stringify([Object.keys(window).sort(), document.styleSheets.length, document.adoptedStyleSheets.length, document.head.children.length]));
  const [before, globals] = [await look(page), await names()];
  go();
  await ready(page);
  await type(page, 'table3.new.natural', '10');
  assert.deepEqual(await look(page), before);
  assert.equal(await names(), globals);
  assert.equal(await page.evaluate(() => document.title), '2025年政府信息公开工作年度报告填报_示例区数据局');
});

test('filling in, findings, a fix, undo and saving all work there', async (visitor) => {
  const { page } = visitor;
  const form = await openCms(visitor);
  await type(page, 'table3.new.natural', '10');
  await page.keyboard.press('Enter');
  await caretAt(page, 'table3.carried_in.natural');
  await shows(page, 'table3.new.total', '10');
  assert.match((await strip(page))[0].join(' '), /差 ?10/);
  await form.evaluate((element, given) => { element.report = given; }, sample('hongze-2023'));
  const item = finding(page, /10 ?[+＋] ?1 ?[+＋] ?0 ?[+＋] ?0/);
  await item.getByRole('button').first().click();
  await caretAt(page, 'table4.review.total');
  await item.getByRole('button', { name: /改为 ?11/ }).click();
  await shows(page, 'table4.review.total', '11');
  await page.keyboard.press('Control+Z');
  await shows(page, 'table4.review.total', '0');
  const file = await download(page, () => page.keyboard.press('Control+S'));
  assert.deepEqual(JSON.parse(file.text), await report(form));
  await shot(page, 'cms-filled', { fullPage: true });
});

test('shortcuts of the page stay its own outside the form, and the form’s inside', async (visitor) => {
  const { page } = visitor;
  await openCms(visitor);
  await page.evaluate(() => { window.keys = []; addEventListener('keydown', (event) => window.keys.push(event.key)); });
  await cell(page, 'table3.new.natural').click();
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  assert.deepEqual(await page.evaluate(() => window.keys), []);
  await page.locator('.crumb a').first().focus();
  await page.keyboard.press('x');
  assert.deepEqual(await page.evaluate(() => window.keys), ['x']);
});

test('no cell is unreadable: the numbers have room, the grid is ours', async (visitor) => {
  const { page } = visitor;
  const form = await openCms(visitor);
  await form.evaluate((element, given) => { element.report = given; }, sample('hangzhou-2025'));
  for (const size of [{ width: 1366, height: 768 }, PHONE]) {
    await page.setViewportSize(size);
    await page.waitForTimeout(100);
    const cut = await page.locator('gongkai-form [data-slot]').evaluateAll((inputs) => inputs
      .filter((input) => input.getClientRects().length && input.scrollWidth > input.clientWidth + 1)
      .map((input) => `${input.dataset.slot}=${input.value}: ${input.scrollWidth}>${input.clientWidth}`));
    assert.deepEqual(cut, [], `cut at ${size.width}`);
    await shot(page, `cms-${size.width}`);
  }
  await accessible(page, 'gongkai-form');
});

test('the form does not widen the page it is in', async (visitor) => {
  const { page } = visitor;
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  for (const width of [1366, 1024, 390]) {
    await page.setViewportSize({ width, height: 800 });
    const form = await openCms(visitor);
    await form.evaluate((element, given) => { element.report = given; }, sample('hongze-2023'));
    await page.waitForTimeout(100);
    const withForm = await wide();
    await form.evaluate((element) => element.remove());
    assert.ok(withForm <= await wide(), `at ${width}: ${withForm} px`);
  }
});

test('printed from there, the document is whole', async (visitor) => {
  const { page } = visitor;
  await page.addInitScript(() => addEventListener('afterprint', () => {
    const root = document.querySelector('gongkai-form').shadowRoot.querySelector('[part=root]');
    window.printed = { text: root.innerText, tables: root.querySelectorAll('table').length, buttons: root.querySelectorAll('button').length };
  }));
  const form = await openCms(visitor);
  await form.evaluate((element, given) => { element.report = given; }, sample('hongze-2023'));
  await page.waitForTimeout(100); // nobody prints in the same moment
  await page.pdf({ format: 'A4' });
  const { text, tables, buttons } = await page.evaluate(() => window.printed);
  assert.equal(tables, 3);
  assert.equal(buttons, 0);
  assert.match(text, /7730\.28/);
  assert.match(text, /六、其他需要报告的事项/);
});
