// A view that cannot run: the plain table stays, and one line names the cause.
import assert from 'node:assert/strict';
import { mkdtemp, cp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CSP } from '../../scripts/serve.mjs';
import { accessible, shot, state } from './page.mjs';
import { isPlain, openView, ready, said, says, shows, src, tag, text } from './view-page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

const VIEW = tag(src('hongze-2023'));
const TITLE = /洪泽区人民政府\s*2023/;
const DIST = path.join(import.meta.dirname, '../../dist');

async function fails(visitor, code, words, options) {
  const view = await openView(visitor, VIEW, options);
  await says(view, words);
  await isPlain(view);
  assert.match(await text(view), /1207/);
  assert.equal((await state(view)).role, 'status', 'a reader is not to blame: no alarm');
  assert.deepEqual((await said(visitor.page, 'gongkai-error')).map((error) => error.code), [code]);
  assert.equal(await view.evaluate((element) => element.ready.catch((error) => error.code)), code);
  return view;
}

/** Changes what the server gives for a kind of file. */
const spoil = (visitor, extension, change) => visitor.page.route(`**/view-*.${extension}*`, async (route) => {
  const response = await route.fetch();
  const body = await response.body();
  await route.fulfill({ response, body, ...change(body) });
});

const LOGIN = { contentType: 'text/html', body: '<!doctype html><title>登录</title>' };

for (const [title, kind, change, code, words, expects = []] of [
  ['no program', 'wasm', () => ({ status: 404, body: '' }), 'not-found', /服务器上缺少程序文件.*404 view-.*\.wasm/, [/404/]],
  ['no script', 'js', () => ({ status: 404, body: '' }), 'not-found', /服务器上缺少程序文件.*404 view-.*\.js/, [/404/]],
  ['no style sheet', 'css', () => ({ status: 404, body: '' }), 'not-found', /服务器上缺少程序文件.*404 view-.*\.css/, [/404/]],
  ['a server error', 'wasm', () => ({ status: 503, body: '' }), 'http', /稍后重试.*503/, [/503/]],
  ['a login page instead of the program', 'wasm', () => LOGIN, 'wrong-content', /可能是登录页/],
  ['a login page instead of the script', 'js', () => LOGIN, 'wrong-content', /可能是登录页/, [/MIME/]],
  ['half a program', 'wasm', (body) => ({ body: body.subarray(0, body.length / 2) }), 'truncated', /没有下载完整.*\d+\/\d+/],
  ['a program of another version', 'wasm', (body) => ({ body: Buffer.concat([body, Buffer.from([0, 2, 1, 120])]) }), 'mismatch', /版本不一致/],
]) {
  test(title, async (visitor) => {
    await spoil(visitor, kind, change);
    await fails(visitor, code, words);
  }, { expects });
}

test('a program served as text/html: no harm', async (visitor) => {
  await spoil(visitor, 'wasm', () => ({ contentType: 'text/html' }));
  await openView(visitor, VIEW);
  await shows(await ready(visitor.page), TITLE);
});

test('a policy without wasm-unsafe-eval, and the line reads well', async (visitor) => {
  await fails(visitor, 'csp', /script-src 中加入 'wasm-unsafe-eval'/, { csp: CSP.replace(" 'wasm-unsafe-eval'", '') });
  await shot(visitor.page, 'view-failure-csp');
  await accessible(visitor.page, 'gongkai-view');
}, { expects: [/policy: script-src wasm-eval/] });

test('the strict policy with Trusted Types: not one violation', async (visitor) => {
  await openView(visitor, VIEW);
  await shows(await ready(visitor.page), TITLE);
});

test('no network', async (visitor) => {
  await visitor.page.route('**/view-*', (route) => route.abort());
  await fails(visitor, 'network', /网络不通/);
}, { expects: [/ERR_FAILED/] });

for (const [title, init, code] of [
  ['no WebAssembly', () => { delete window.WebAssembly; }, 'no-wasm'],
  ['no constructable sheets', () => { delete Document.prototype.adoptedStyleSheets; }, 'old-browser'],
]) {
  test(title, async (visitor) => {
    await visitor.page.addInitScript(init);
    await fails(visitor, code, /极速模式/);
  });
}

for (const [title, init] of [
  ['no custom elements', () => { delete window.customElements; }],
  ['no shadow roots', () => { delete Element.prototype.attachShadow; }],
]) {
  test(`${title}: the plain table, as any browser shows it`, async (visitor) => {
    await visitor.page.addInitScript(init);
    await openView(visitor, VIEW);
    assert.match(await visitor.page.locator('gongkai-view').innerText(), /1207/);
  }, { expects: [/./] });
}

test('gongkai.js itself is missing', async (visitor) => {
  await visitor.page.route('**/gongkai.js', (route) => route.fulfill({ status: 404, body: '' }));
  await openView(visitor, VIEW);
  assert.match(await visitor.page.locator('gongkai-view').innerText(), /1207/);
}, { expects: [/404/] });

test('script off: every number of the official tables is there to read', async (visitor) => {
  const context = await visitor.context.browser().newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const [name, numbers] of [['public.html', ['13612', '11398889', '3222']], ['public-2019.html', ['251000元', '524']]]) {
    await page.goto(`${visitor.url}${name}`);
    const shown = await page.locator('gongkai-view').innerText();
    for (const number of numbers) assert.ok(shown.includes(number), `${name}: ${number}`);
    const cells = (await readFile(path.join(DIST, name), 'utf8')).match(/<td/g).length;
    assert.equal(await page.locator('gongkai-view td:visible').count(), cells);
  }
  await context.close();
});

test('opened from a folder by a double-click: the plain table', async ({ page }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-'));
  await cp(DIST, folder, { recursive: true });
  await page.goto(pathToFileURL(path.join(folder, 'public.html')).href);
  assert.match(await page.locator('gongkai-view').innerText(), /11398889/);
  await rm(folder, { recursive: true });
}, { expects: [/./] });
