// What is loaded after the form is usable: until it is there nothing is lost, and without it the form goes on.
import assert from 'node:assert/strict';
import { cellInput, openBare, openSample, ready, report, type } from './page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

const TAG = '<gongkai-form year="2025" org="某局"></gongkai-form>';

/** Holds the second file back until `let go` is called. */
async function hold(page) {
  let go;
  const gate = new Promise((done) => { go = done; });
  await page.route('**/form-later-*', async (route) => { await gate; await route.continue(); });
  return go;
}

test('before it comes, the form is filled in and adds up, and nothing is said to be right', async (visitor) => {
  const { page } = visitor;
  const go = await hold(page);
  await openBare(visitor, TAG);
  const form = await ready(page);
  await type(page, 'table3.new.natural', '12件');
  await type(page, 'table3.carried_in.natural', '3');
  assert.equal(await form.evaluate((element) => element.findings), null);
  await page.getByText('正在载入核对规则').waitFor();
  assert.equal(await cellInput(page, 'table3.carried_in.total').inputValue(), '3');
  go();
  await page.locator('details.wants li').first().waitFor({ state: 'attached' });
  assert.equal((await report(form)).table3.rows.new[0], '12件');
  const found = await form.evaluate((element) => element.check().map((finding) => finding.rule));
  assert.ok(found.includes('C-TEXT'), found.join());
});

test('a report that the page gives before it comes is shown when it has', async (visitor) => {
  const { page, url } = visitor;
  const go = await hold(page);
  await openBare(visitor, TAG);
  const form = await ready(page);
  const given = await page.evaluate(async (address) => (await fetch(address)).json(), `${url}samples/hongze-2023.json`);
  await form.evaluate((element, value) => { element.report = value; }, given);
  assert.deepEqual(await report(form), given);
  go();
  await page.locator('.finding').first().waitFor();
  assert.deepEqual(await report(form), given);
});

test('missing, it is named when it is needed, and asked for again', async (visitor) => {
  const { page } = visitor;
  await page.route('**/form-later-*.wasm', (route) => route.fulfill({ status: 404, body: '' }));
  await openBare(visitor, TAG);
  const form = await ready(page);
  await type(page, 'table3.new.natural', '7');
  const refused = await form.evaluate((element) => element.load('{}').catch((error) => [error.code, error.message]));
  assert.equal(refused[0], 'not-found');
  assert.match(refused[1], /服务器上缺少程序文件.*form-later/);
  assert.equal((await report(form)).table3.rows.new[0], 7, 'what was typed is there');
  await page.unroute('**/form-later-*.wasm');
  assert.equal(await form.evaluate((element) => element.load('{}').catch((error) => error.code)), 'refused');
}, { expects: [/404/] });

test('of another build, it is refused in words', async (visitor) => {
  const { page } = visitor;
  await page.route('**/form-later-*.wasm', async (route) => {
    const body = await (await route.fetch()).body();
    body[body.length - 1] ^= 1;
    await route.fulfill({ body, contentType: 'application/wasm' });
  });
  await openBare(visitor, TAG);
  const form = await ready(page);
  assert.equal(await form.evaluate((element) => element.load('{}').catch((error) => error.code)), 'mismatch');
});

test('it is not asked for before the form is usable', async (visitor) => {
  const { page } = visitor;
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await openBare(visitor, TAG);
  await page.evaluate(() => new Promise((done) => {
    addEventListener('gongkai-ready', () => { performance.mark('ready'); done(); });
    if (document.querySelector('gongkai-form').shadowRoot.querySelector('[part=root]:not([hidden])')) done();
  }));
  await page.waitForFunction(() => performance.getEntriesByType('resource').some((entry) => /form-later.*wasm/.test(entry.name)));
  const order = asked.map((name) => name.split('/').pop()).filter((name) => name.startsWith('form-'));
  const first = order.findIndex((name) => name.startsWith('form-later'));
  assert.ok(first >= 3 && order.slice(first).every((name) => name.startsWith('form-later')), order.join(' '));
});

test('a file opened on the start page waits for it', async (visitor) => {
  const go = await hold(visitor.page);
  setTimeout(go, 500);
  const form = await openSample(visitor, 'hongze-2023');
  assert.ok((await form.evaluate((element) => element.findings)).length > 0);
});
