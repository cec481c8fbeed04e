// The view as a guest in a page that it does not own.
import assert from 'node:assert/strict';
import { findings, ready as formReady, sample, state, type } from './page.mjs';
import { goTo, isPlain, openView, ready, said, says, show, shows, src, tag, text, whole } from './view-page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

const VIEW = tag(src('hongze-2023'));
const TITLE = /洪泽区人民政府\s*2023/;
const RUNS = { notice: '', role: null, plain: false, running: true };

test('the plain table is there at once, and goes only when the view is there', async (visitor) => {
  const { page } = visitor;
  let go;
  const held = new Promise((done) => { go = done; });
  await page.route('**/*.wasm', async (route) => { await held; await route.continue(); });
  const view = await openView(visitor, VIEW);
  await page.waitForFunction(() => document.querySelector('gongkai-view').shadowRoot);
  assert.deepEqual(await state(view), { notice: '', role: null, plain: true, running: false });
  await says(view, /^正在载入/);
  assert.equal((await state(view)).role, 'status');
  go();
  await shows(view, TITLE);
  assert.deepEqual(await state(view), RUNS);
});

test('the plain table stays while the data are under way', async (visitor) => {
  const { page } = visitor;
  let go;
  const held = new Promise((done) => { go = done; });
  await page.route('**/hongze-2023.json', async (route) => { await held; await route.continue(); });
  const view = await openView(visitor, VIEW);
  await says(view, /^正在载入/);
  await isPlain(view);
  go();
  await shows(view, TITLE);
  assert.deepEqual(await state(view), RUNS);
});

test('at no moment are both there, or neither', async (visitor) => {
  const { page } = visitor;
  await page.addInitScript(() => {
    window.moments = new Set();
    const look = () => {
      const view = document.querySelector('gongkai-view');
      if (view) {
        const root = view.shadowRoot?.querySelector('[part=root]');
        const own = Boolean(root?.getClientRects().length && root.firstElementChild);
        window.moments.add(`${Boolean(view.firstElementChild.getClientRects().length)} ${own}`);
      }
      requestAnimationFrame(look);
    };
    look();
  });
  const view = await openView(visitor, VIEW);
  await shows(view, TITLE);
  await page.waitForTimeout(50);
  assert.deepEqual(await page.evaluate(() => [...window.moments]), ['true false', 'false true']);
});

test('lives through a move in the page', async (visitor) => {
  const { page } = visitor;
  await openView(visitor, `<div id="a">${VIEW}</div><div id="b"></div>`);
  const view = await ready(page);
  await shows(view, TITLE);
  const same = await view.evaluate(async (element) => {
    const before = element.shadowRoot.querySelector('[part=root]').firstElementChild;
    document.getElementById('b').append(element);
    await new Promise((done) => setTimeout(done, 50));
    return before === element.shadowRoot.querySelector('[part=root]').firstElementChild;
  });
  assert.ok(same, 'the view was drawn anew');
  assert.deepEqual(await state(view), RUNS);
});

test('a page that writes its own HTML anew gets a new view', async (visitor) => {
  const { page } = visitor;
  await openView(visitor, `<div id="a">${VIEW}</div>`, { csp: "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'" });
  await ready(page);
  await page.evaluate(() => { const a = document.getElementById('a'); a.innerHTML = a.innerHTML; });
  await shows(await ready(page), TITLE);
});

test('two views and a form on one page do not know each other', async (visitor) => {
  const { page } = visitor;
  await openView(visitor, `${tag(src('hongze-2023'))}${tag(src('pingtan-2021', 'pingtan-2022'))}<gongkai-form year="2025" org="示例局"></gongkai-form>`);
  const [first, second, form] = [await ready(page, 0), await ready(page, 1), await formReady(page)];
  await shows(first, TITLE);
  await shows(second, /平潭/);
  await type(page, 'table3.new.natural', '7');
  await form.evaluate((element) => element.failed('test'));
  assert.deepEqual(await state(first), RUNS);
  await page.locator('gongkai-form').getByRole('button', { name: '恢复填写' }).click();
  await formReady(page);
  for (let i = 0; i < 2; i++) await first.evaluate((element) => element.ready.then(() => element.failed('test')));
  await says(first, /已停止运行/);
  assert.deepEqual(await state(second), RUNS);
  assert.equal((await state(form)).running, true);
  assert.equal(await form.evaluate((element) => element.report.table3.rows.new[0]), 7);
  assert.ok((await findings(form)).length);
});

test('a view that died starts again by itself, once; then it is the plain table and one line', async (visitor) => {
  const view = await show(visitor, 'hongze-2023');
  await view.evaluate((element) => element.failed('panicked at <img src=x onerror=alert(1)>'));
  await shows(view, TITLE);
  assert.deepEqual(await state(view), RUNS);
  assert.deepEqual(await said(visitor.page, 'gongkai-error'), []);
  await view.evaluate((element) => element.failed('panicked at <img src=x onerror=alert(1)>'));
  await says(view, /已停止运行/);
  await isPlain(view);
  assert.equal((await said(visitor.page, 'gongkai-error'))[0].code, 'crashed');
  await visitor.page.getByRole('button', { name: '重新载入' }).click();
  await shows(view, TITLE);
});

test('removed and put back 500 times in a row: one instance, nothing grows', async (visitor) => {
  const view = await show(visitor, 'hongze-2023');
  const count = counter(visitor);
  const before = await count();
  await view.evaluate((element) => { for (let i = 0; i < 500; i++) { element.remove(); document.body.append(element); } });
  const after = await count();
  assert.deepEqual(await state(view), RUNS);
  assert.ok(after.nodes <= before.nodes + 20, `nodes ${before.nodes} → ${after.nodes}`);
  assert.ok(after.listeners <= before.listeners + 5, `listeners ${before.listeners} → ${after.listeners}`);
});

test('removed for good and added anew 500 times: nothing is left behind', async (visitor) => {
  const { page } = visitor;
  await openView(visitor, '');
  const given = sample('hongze-2023');
  const cycle = (times) => page.evaluate(async ([n, report]) => {
    for (let i = 0; i < n; i++) {
      const element = document.createElement('gongkai-view');
      element.report = report;
      document.body.append(element);
      await element.ready;
      element.remove();
      await new Promise((done) => setTimeout(done));
    }
  }, [times, given]);
  const count = counter(visitor);
  await cycle(20);
  const before = await count();
  await cycle(500);
  const after = await count();
  console.log(`      500 times: heap ${(before.heap / 1e6).toFixed(1)} → ${(after.heap / 1e6).toFixed(1)} MB, nodes ${before.nodes} → ${after.nodes}, listeners ${before.listeners} → ${after.listeners}`);
  assert.ok(after.nodes <= before.nodes * 1.2 + 200, `nodes ${before.nodes} → ${after.nodes}`);
  assert.ok(after.listeners <= before.listeners * 1.2 + 50, `listeners ${before.listeners} → ${after.listeners}`);
  assert.ok(after.heap <= before.heap * 1.2 + 2e6, `heap ${before.heap} → ${after.heap}`);
});

test('removed at any moment of its start', async (visitor) => {
  const { page } = visitor;
  await openView(visitor, '');
  await page.evaluate(async (names) => {
    for (let i = 0; i < 20; i++) {
      const element = document.createElement('gongkai-view');
      element.setAttribute('src', names);
      document.body.append(element);
      await new Promise((done) => setTimeout(done, i * 5));
      element.remove();
    }
    await new Promise((done) => setTimeout(done, 200));
    const element = document.createElement('gongkai-view');
    element.setAttribute('src', names);
    document.body.append(element);
  }, 'samples/hongze-2023.json samples/hongze-2024.json');
  await shows(await ready(page), /洪泽/);
});

test('ready, events, properties and methods as promised', async (visitor) => {
  const { page } = visitor;
  const view = await openView(visitor, '<div id="place"></div>');
  const seen = await page.evaluate(async (name) => {
    const events = [];
    document.addEventListener('gongkai-ready', (event) => events.push([event.bubbles, event.composed, event.target.localName]));
    const element = document.createElement('gongkai-view');
    const before = [element.report, element.reports, element.findings, element.at];
    let early;
    try { element.check(); } catch (error) { early = error.code; }
    element.setAttribute('src', name);
    document.getElementById('place').append(element);
    const same = await element.ready === element;
    return { events, before, early, same, keys: Object.keys(element), year: element.report.meta.year, count: element.reports.length };
  }, 'samples/hongze-2023.json');
  assert.deepEqual(seen.before, [null, [], null, '']);
  assert.equal(seen.early, 'not-ready');
  assert.deepEqual(seen.events, [[true, true, 'gongkai-view']]);
  assert.deepEqual([seen.same, seen.year, seen.count], [true, 2023, 1]);
  assert.deepEqual(seen.keys, [], 'own properties that a page would see');
  assert.ok(await view.isVisible());
});

test('before all of it has come: saving waits, and what is not checked yet is not called clean', async (visitor) => {
  const { page } = visitor;
  let go;
  const gate = new Promise((done) => { go = done; });
  await page.route('**/view-later-*', async (route) => { await gate; await route.continue(); });
  const view = await openView(visitor, tag(src('hongze-2023', 'hongze-2024')));
  await ready(page);
  assert.equal(await view.evaluate((element) => element.check()), null);
  assert.deepEqual(await said(page, 'gongkai-findings'), []);
  const saved = view.evaluate(async (element) => (await element.save('csv')).text());
  assert.equal(await view.evaluate(async (element) => JSON.parse(await (await element.save('json')).text()).meta.year), 2024);
  go();
  assert.match(await saved, /新收/);
  await whole(view);
  await goTo(view, 2023);
  const findings = await view.evaluate((element) => element.check());
  assert.deepEqual(findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule), ['T4-SUM', 'T4-SUM']);
  const counts = await said(page, 'gongkai-findings');
  assert.equal(counts[0].errors, 0, 'of 2024');
  const of = (wanted) => findings.filter(({ severity }) => severity === wanted).length;
  assert.deepEqual(counts.at(-1), { errors: 2, warnings: of('warning'), hints: of('hint') });
});

test('without permalink the page’s address is its own; what is shown is told and can be brought back', async (visitor) => {
  const { page } = visitor;
  const view = await show(visitor, 'pingtan-2022', 'pingtan-2021');
  const address = page.url();
  await goTo(view, 2021);
  await page.waitForFunction(() => window.said.some(([name]) => name === 'gongkai-change'));
  const { at } = (await said(page, 'gongkai-change')).at(-1);
  assert.equal(await view.evaluate((element) => element.at), at);
  assert.equal(page.url(), address);
  const before = await text(view);
  await goTo(view, 2022);
  await page.waitForTimeout(50);
  assert.notEqual(await text(view), before);
  await view.evaluate((element, where) => element.go(where), at);
  await page.waitForTimeout(50);
  assert.equal(await text(view), before);
});

test('with permalink what is shown is in the address, and the address brings it back', async (visitor) => {
  const { page, url } = visitor;
  const body = tag(`permalink ${src('pingtan-2022', 'pingtan-2021')}`);
  const view = await openView(visitor, body);
  await shows(view, /平潭/);
  await whole(view);
  const first = await text(view);
  const count = await page.evaluate(() => history.length);
  await goTo(view, 2021);
  await page.waitForFunction(() => location.hash.startsWith('#gk='));
  const link = page.url();
  const second = await text(view);
  assert.notEqual(first, second);
  assert.equal(await page.evaluate(() => history.length), count, 'a step back leads out of the page');
  await page.goto('about:blank');
  await page.goto(link);
  await shows(await ready(page), /平潭/);
  await whole(view);
  assert.equal(await text(view), second);
  for (const bad of ['gk=1&year=%00', `gk=1&at=${'x'.repeat(9000)}`, 'gk=1&n=99999999999999999999', 'gk=1&find=%E0%A4%A', 'gk=<img src=x onerror=alert(1)>', 'top']) {
    await page.evaluate((hash) => { location.hash = hash; }, bad);
    await page.waitForTimeout(30);
    assert.equal((await state(view)).running, true, bad);
  }
  assert.ok(link.startsWith(url));
});

test('the page’s shortcuts go on working, but not where somebody types', async (visitor) => {
  const { page } = visitor;
  const view = await show(visitor, 'pingtan-2022', 'pingtan-2021');
  await page.evaluate(() => { window.keys = []; document.addEventListener('keydown', (event) => window.keys.push(event.key)); });
  await view.getByRole('button').first().focus();
  await page.keyboard.press('x');
  assert.deepEqual(await page.evaluate(() => window.keys), ['x']);
  await view.evaluate((element) => {
    const input = document.createElement('input');
    element.shadowRoot.querySelector('[part=root]').append(input);
    input.focus();
  });
  await page.keyboard.type('yz');
  assert.deepEqual(await page.evaluate(() => window.keys), ['x']);
});

test('the page’s globals stay as they were', async (visitor) => {
  const { page, url } = visitor;
  await openView(visitor, VIEW, { script: false });
  const names = () => page.evaluate(() => JSON.stringify([Object.keys(window).sort(), document.adoptedStyleSheets.length, document.head.children.length,
    ['Array', 'Object', 'Promise', 'JSON', 'Map', 'Set', 'Function', 'String', 'Number', 'Date', 'URL', 'Element', 'HTMLElement', 'Node', 'Event', 'Document', 'Window', 'WebAssembly']
      .map((name) => [name, Object.getOwnPropertyNames(window[name]).sort(), Object.getOwnPropertyNames(window[name].prototype ?? {}).sort()])]));
  const before = await names();
  await page.evaluate((address) => import(address), `${url}gongkai.js`);
  await shows(await ready(page), TITLE);
  assert.equal(await names(), before);
});

test('hidden means hidden, and the form is not loaded for a view', async (visitor) => {
  const asked = [];
  visitor.page.on('request', (request) => asked.push(request.url()));
  const view = await show(visitor, 'hongze-2023');
  assert.ok(!asked.some((address) => /\/form-/.test(address)), asked.join('\n'));
  assert.deepEqual(asked.filter((address) => /\.json$/.test(address)), [`${visitor.url}samples/hongze-2023.json`]);
  await view.evaluate((element) => { element.hidden = true; });
  assert.equal(await view.isVisible(), false);
});

/** Nodes, listeners and heap of the page after a collection. */
function counter({ page, context }) {
  const session = context.newCDPSession(page);
  return async () => {
    const cdp = await session;
    for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
    const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    return { nodes, listeners: jsEventListeners, heap: usedSize };
  };
}
