// The element as a guest in a page that it does not own.
import assert from 'node:assert/strict';
import { openBare, openCms, ready, report, sample, state } from './page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

const TAG = '<gongkai-form year="2025" org="示例局"><p>静态内容</p></gongkai-form>';

test('shows its own content until it runs, then itself', async (visitor) => {
  const { page } = visitor;
  let go;
  const held = new Promise((done) => { go = done; });
  await page.route('**/*.wasm', async (route) => { await held; await route.continue(); });
  await openBare(visitor, TAG);
  const form = page.locator('gongkai-form');
  await page.waitForFunction(() => document.querySelector('gongkai-form').shadowRoot);
  assert.deepEqual(await state(form), { notice: '', role: null, plain: true, running: false });
  await page.locator('[part=notice]').getByText('正在载入填报工具…').waitFor();
  assert.equal((await state(form)).role, 'status');
  go();
  await ready(page);
  assert.deepEqual(await state(form), { notice: '', role: null, plain: false, running: true });
});

test('runs in the page of an old CMS', async (visitor) => {
  const form = await openCms(visitor);
  assert.deepEqual(await state(form), { notice: '', role: null, plain: false, running: true });
});

test('lives through a move in the page', async (visitor) => {
  const page = await openBare(visitor, `<div id="a">${TAG}</div><div id="b"></div>`);
  const form = await ready(page);
  const same = await form.evaluate(async (element) => {
    const before = element.shadowRoot.querySelector('[part=root]').firstElementChild;
    document.getElementById('b').append(element);
    await new Promise((done) => setTimeout(done, 50));
    return before === element.shadowRoot.querySelector('[part=root]').firstElementChild;
  });
  assert.ok(same, 'the form was drawn anew');
  assert.equal((await state(form)).running, true);
});

test('comes back after it was away, with its report', async (visitor) => {
  const page = await openBare(visitor, TAG);
  const form = await ready(page);
  const before = await report(form);
  await form.evaluate(async (element) => {
    element.remove();
    await new Promise((done) => setTimeout(done, 50));
    document.body.append(element);
  });
  await ready(page);
  assert.equal((await state(form)).running, true);
  assert.deepEqual(await report(form), before);
});

test('a page that writes its own HTML anew gets a new element', async (visitor) => {
  const page = await openBare(visitor, `<div id="a">${TAG}</div>`, { csp: "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'" });
  await ready(page);
  await page.evaluate(() => { const a = document.getElementById('a'); a.innerHTML = a.innerHTML; });
  assert.equal((await state(await ready(page))).running, true);
});

test('two on one page do not know each other', async (visitor) => {
  const page = await openBare(visitor, TAG + TAG);
  const first = await ready(page, 0);
  const second = await ready(page, 1);
  await first.evaluate((element) => element.failed('test'));
  assert.match((await state(first)).notice, /恢复填写/);
  assert.equal((await state(second)).running, true);
}, { expects: [] });

test('a second script of another version does not disturb', async (visitor) => {
  const { page, url } = visitor;
  await openBare(visitor, TAG);
  const form = await ready(page);
  await page.evaluate((address) => import(address), `${url}gongkai.js?other`);
  assert.equal((await state(form)).running, true);
});

test('removed and put back 1,000 times: one instance, nothing grows', async (visitor) => {
  const page = await openBare(visitor, TAG);
  const form = await ready(page);
  await form.locator('.settings summary').first().waitFor(); // what comes later has come
  await page.waitForTimeout(200);
  const count = counter(visitor);
  const before = await count();
  await form.evaluate((element) => {
    for (let i = 0; i < 1000; i++) { element.remove(); document.body.append(element); }
  });
  const after = await count();
  assert.equal((await state(form)).running, true);
  assert.ok(after.nodes <= before.nodes + 20, `nodes ${before.nodes} → ${after.nodes}`);
  assert.ok(after.listeners <= before.listeners + 5, `listeners ${before.listeners} → ${after.listeners}`);
});

test('made and thrown away 100 times: nothing is left behind', async (visitor) => {
  const page = await openBare(visitor);
  const cycle = (times) => page.evaluate(async (n) => {
    for (let i = 0; i < n; i++) {
      const element = document.createElement('gongkai-form');
      element.setAttribute('year', '2025');
      document.body.append(element);
      await element.ready;
      element.remove();
      await new Promise((done) => setTimeout(done));
    }
  }, times);
  const count = counter(visitor);
  await cycle(10);
  const before = await count();
  await cycle(100);
  const after = await count();
  assert.ok(after.nodes <= before.nodes * 1.5 + 200, `nodes ${before.nodes} → ${after.nodes}`);
  assert.ok(after.listeners <= before.listeners * 1.5 + 50, `listeners ${before.listeners} → ${after.listeners}`);
  assert.ok(after.heap <= before.heap * 1.3 + 2e6, `heap ${before.heap} → ${after.heap}`);
});

test('removed at any moment of its start', async (visitor) => {
  const page = await openBare(visitor);
  await page.evaluate(async () => {
    for (let i = 0; i < 20; i++) {
      const element = document.createElement('gongkai-form');
      document.body.append(element);
      await new Promise((done) => setTimeout(done, i * 3));
      element.remove();
    }
    await new Promise((done) => setTimeout(done, 200));
  });
  await page.evaluate(() => document.body.append(document.createElement('gongkai-form')));
  assert.equal((await state(await ready(page))).running, true);
});

test('properties set before the script arrives are honoured', async (visitor) => {
  const { page, url } = visitor;
  await openBare(visitor, TAG, { script: false });
  const sample = await (await fetch(`${url}samples/hongze-2023.json`)).json();
  await page.evaluate((given) => { document.querySelector('gongkai-form').report = given; }, sample);
  await page.evaluate((address) => import(address), `${url}gongkai.js`);
  const form = await ready(page);
  const [own, value] = await form.evaluate((e) => [Object.hasOwn(e, 'report'), e.report]);
  assert.equal(own, false, 'the property still hides the element’s own');
  if (value) assert.equal(value.meta.org, sample.meta.org);
});

test('attributes are followed, and tell Rust nothing twice', async (visitor) => {
  const page = await openBare(visitor, TAG);
  const form = await ready(page);
  await form.evaluate((element) => {
    element.setAttribute('org', '另一单位');
    element.setAttribute('org', '另一单位');
    element.removeAttribute('org');
  });
  assert.equal((await state(form)).running, true);
});

test('last year’s report is compared with, from the page’s own site only', async (visitor) => {
  const page = await openBare(visitor, TAG);
  const form = await ready(page);
  const rules = () => form.evaluate((element) => element.findings.map((finding) => finding.rule));
  const given = sample('pingtan-2022');
  given.meta.level = 'department';
  given.table2.punishment.decisions = 0;
  await form.evaluate((element, value) => { element.report = value; }, given);
  assert.ok(!(await rules()).includes('T2-ZEROFEE'));
  await form.evaluate((element) => element.setAttribute('last-year', 'samples/pingtan-2021.json'));
  await page.waitForFunction(() => document.querySelector('gongkai-form').findings.some((finding) => finding.rule === 'T2-ZEROFEE'));
  await form.evaluate((element) => element.removeAttribute('last-year'));
  await page.waitForFunction(() => !document.querySelector('gongkai-form').findings.some((finding) => finding.rule === 'T2-ZEROFEE'));
  const refused = await form.evaluate((element) => new Promise((done) => {
    element.addEventListener('gongkai-error', (event) => done(event.detail.code));
    element.setAttribute('last-year', 'https://elsewhere.example/2021.json');
  }));
  assert.equal(refused, 'last-year');
});

test('ready, events and methods as promised', async (visitor) => {
  const page = await openBare(visitor);
  const seen = await page.evaluate(async () => {
    const events = [];
    document.addEventListener('gongkai-ready', (e) => events.push([e.type, e.bubbles, e.composed, e.target.localName]));
    const element = document.createElement('gongkai-form');
    let early;
    try { element.check(); } catch (error) { early = error.code; }
    const nothing = element.findings;
    document.body.append(element);
    const same = await element.ready === element;
    const flush = await element.flush();
    const big = await element.load({ __proto__: Blob.prototype, size: 1 }).catch(() => 'refused');
    const cancelled = [];
    element.addEventListener('gongkai-submit', (e) => { e.preventDefault(); cancelled.push(e.cancelable); });
    return { events, early, nothing, same, flush, cancelled: [element.emit('gongkai-submit', {}), ...cancelled], open: element.shadowRoot.mode, big };
  });
  assert.deepEqual(seen.events, [['gongkai-ready', true, true, 'gongkai-form']]);
  assert.equal(seen.early, 'not-ready');
  assert.equal(seen.nothing, null);
  assert.equal(seen.same, true);
  assert.equal(seen.flush, undefined);
  assert.deepEqual(seen.cancelled, [false, true]);
  assert.equal(seen.open, 'open');
});

test('what is typed inside is not the page’s to hear', async (visitor) => {
  const page = await openBare(visitor, `<input id="theirs">${TAG}`);
  const form = await ready(page);
  await page.evaluate(() => {
    window.heard = [];
    for (const type of ['keydown', 'keyup', 'keypress', 'beforeinput', 'input', 'paste', 'copy', 'cut', 'compositionstart']) {
      document.addEventListener(type, (event) => window.heard.push(`${type} ${event.target.localName}`));
    }
  });
  // An input of the test's own, so that it holds whatever the form shows.
  await form.evaluate((element) => {
    const input = document.createElement('input');
    input.id = 'ours';
    const root = element.shadowRoot.querySelector('[part=root]');
    window.inside = [];
    root.addEventListener('input', () => window.inside.push(input.value), true);
    root.append(input);
    input.focus();
  });
  await page.keyboard.type('12');
  const cdp = await visitor.context.newCDPSession(page);
  await cdp.send('Input.imeSetComposition', { text: '年', selectionStart: 1, selectionEnd: 1 });
  await cdp.send('Input.insertText', { text: '年' });
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  await page.keyboard.press('Control+V');
  assert.deepEqual(await page.evaluate(() => window.heard), []);
  assert.deepEqual((await page.evaluate(() => window.inside)).slice(0, 2), ['1', '12']);
  await page.locator('#theirs').click();
  await page.keyboard.type('3');
  assert.ok((await page.evaluate(() => window.heard)).includes('input input'), 'the page’s own input went silent');
});

test('its plain content keeps its own events', async (visitor) => {
  const { page } = visitor;
  await page.route('**/*.wasm', (route) => route.fulfill({ status: 404, body: '' }));
  await openBare(visitor, '<gongkai-form><input id="plain"></gongkai-form>');
  await page.locator('[part=notice][role=alert]').waitFor();
  await page.evaluate(() => { window.heard = 0; document.addEventListener('input', () => window.heard++); });
  await page.locator('#plain').click();
  await page.keyboard.type('1');
  assert.equal(await page.evaluate(() => window.heard), 1);
}, { expects: [/404/] });

test('the page’s globals stay as they were', async (visitor) => {
  const page = await openBare(visitor, TAG, { script: false });
  const names = () => page.evaluate(() => {
    const wanted = ['Array', 'Object', 'Promise', 'JSON', 'Map', 'Function', 'String', 'Element', 'HTMLElement', 'Event'];
    return JSON.stringify([Object.keys(window).sort(), wanted.map((name) => {
      const value = window[name];
      return [name, Object.getOwnPropertyNames(value).sort(), value.prototype && Object.getOwnPropertyNames(value.prototype).sort()];
    })]);
  });
  const before = await names();
  await page.evaluate((address) => import(address), `${visitor.url}gongkai.js`);
  await ready(page);
  assert.equal(await names(), before);
});

test('hidden means hidden', async (visitor) => {
  const page = await openBare(visitor, TAG);
  const form = await ready(page);
  await form.evaluate((element) => { element.hidden = true; });
  assert.equal(await form.isVisible(), false);
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
