// A start that fails: the page keeps its plain content, and one line says why and what to do.
import assert from 'node:assert/strict';
import { CSP } from '../../scripts/serve.mjs';
import { cellInput, openBare, openSample, ready, shot, state, type } from './page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

const TAG = '<gongkai-form year="2025"><p>静态内容</p></gongkai-form>';

/** Opens the page and expects a failure of this code, with a line that says `words`. */
async function fails(visitor, code, words, options) {
  const { page } = visitor;
  await page.addInitScript(() => {
    window.errors = [];
    addEventListener('gongkai-error', (event) => window.errors.push(event.detail));
  });
  await openBare(visitor, TAG, options);
  await page.locator('[part=notice][role=alert]').waitFor();
  const form = page.locator('gongkai-form');
  const shown = await state(form);
  assert.match(shown.notice, words);
  assert.equal(shown.plain, true, 'the plain content is gone');
  assert.equal(shown.running, false);
  assert.deepEqual(await page.evaluate(() => window.errors.map((error) => error.code)), [code]);
  assert.equal(await form.evaluate((element) => element.ready.catch((error) => error.code)), code);
  return form;
}

/** Changes what the server gives for a kind of file. */
const spoil = (visitor, extension, change) => visitor.page.route(`**/form-*.${extension}*`, async (route) => {
  const response = await route.fetch();
  const body = await response.body();
  await route.fulfill({ response, body, ...change(body) });
});

test('no wasm file', async (visitor) => {
  await spoil(visitor, 'wasm', () => ({ status: 404, body: 'not found' }));
  await fails(visitor, 'not-found', /服务器上缺少程序文件.*404/);
  await shot(visitor.page, 'failure-404');
}, { expects: [/404/] });

test('no script file', async (visitor) => {
  await spoil(visitor, 'js', () => ({ status: 404, body: 'not found' }));
  await fails(visitor, 'not-found', /服务器上缺少程序文件.*404 form-.*\.js/);
}, { expects: [/404/] });

test('no style sheet', async (visitor) => {
  await spoil(visitor, 'css', () => ({ status: 404, body: 'not found' }));
  await fails(visitor, 'not-found', /服务器上缺少程序文件.*404 form-.*\.css/);
}, { expects: [/404/] });

test('server error', async (visitor) => {
  await spoil(visitor, 'wasm', () => ({ status: 503, body: '' }));
  await fails(visitor, 'http', /稍后重试.*503/);
}, { expects: [/503/] });

test('wrong MIME type: no harm', async (visitor) => {
  await spoil(visitor, 'wasm', () => ({ contentType: 'text/html' }));
  await openBare(visitor, TAG);
  assert.equal((await state(await ready(visitor.page))).running, true);
});

test('a login page instead of the program', async (visitor) => {
  await spoil(visitor, 'wasm', () => ({ contentType: 'text/html', body: '<!doctype html><title>登录</title>' }));
  await fails(visitor, 'wrong-content', /可能是登录页/);
});

test('a login page instead of the script', async (visitor) => {
  await spoil(visitor, 'js', () => ({ contentType: 'text/html', body: '<!doctype html><title>登录</title>' }));
  await fails(visitor, 'wrong-content', /可能是登录页/);
}, { expects: [/MIME/] });

test('half a program', async (visitor) => {
  await spoil(visitor, 'wasm', (body) => ({ body: body.subarray(0, body.length / 2) }));
  await fails(visitor, 'truncated', /没有下载完整.*\d+\/\d+/);
});

test('an empty program', async (visitor) => {
  await spoil(visitor, 'wasm', () => ({ body: '' }));
  await fails(visitor, 'wrong-content', /不是程序文件/);
});

test('a program of another version', async (visitor) => {
  await spoil(visitor, 'wasm', (body) => ({ body: Buffer.concat([body, Buffer.from([0, 2, 1, 120])]) }));
  await fails(visitor, 'mismatch', /版本不一致/);
});

test('a policy without wasm-unsafe-eval', async (visitor) => {
  await fails(visitor, 'csp', /script-src 中加入 'wasm-unsafe-eval'/, { csp: CSP.replace(" 'wasm-unsafe-eval'", '') });
}, { expects: [/policy: script-src wasm-eval/] });

test('no network', async (visitor) => {
  await visitor.page.route('**/form-*', (route) => route.abort());
  await fails(visitor, 'network', /网络不通/);
}, { expects: [/ERR_FAILED/] });

test('no WebAssembly', async (visitor) => {
  await visitor.page.addInitScript(() => { delete window.WebAssembly; });
  await fails(visitor, 'no-wasm', /极速模式/);
});

test('no constructable sheets', async (visitor) => {
  await visitor.page.addInitScript(() => { delete Document.prototype.adoptedStyleSheets; });
  await fails(visitor, 'old-browser', /极速模式/);
});

test('another try after the fault is gone', async (visitor) => {
  const { page } = visitor;
  let broken = true;
  await page.route('**/form-*', (route) => (broken ? route.abort() : route.continue()));
  await fails(visitor, 'network', /网络不通/);
  broken = false;
  await page.getByRole('button', { name: '重新载入' }).click();
  const form = await ready(page);
  assert.deepEqual(await state(form), { notice: '', role: null, plain: false, running: true });
}, { expects: [/ERR_FAILED/] });

test('a panic: plain content, one line, and a fresh start without the network', async (visitor) => {
  const { page, context } = visitor;
  await openBare(visitor, TAG);
  const form = await ready(page);
  const codes = await form.evaluate((element) => {
    const seen = [];
    element.addEventListener('gongkai-error', (event) => seen.push(event.detail));
    element.failed('panicked at <img src=x onerror=alert(1)>');
    return seen;
  });
  assert.equal(codes[0].code, 'crashed');
  const shown = await state(form);
  assert.equal(shown.plain, true);
  assert.match(shown.notice, /已停止计算.*内容都在/);
  assert.equal(shown.role, 'alert');
  await context.setOffline(true);
  await page.getByRole('button', { name: '恢复填写' }).click();
  await ready(page);
  assert.equal((await state(form)).running, true);
});

test('a page that tears our nodes apart: what was typed is back after one click', async (visitor) => {
  const { page } = visitor;
  const form = await openSample(visitor, 'hongze-2023');
  await type(page, 'table3.new.natural', '4711');
  await page.waitForTimeout(50);
  await form.evaluate(async (element) => {
    const root = element.shadowRoot.querySelector('[part=root]');
    for (const node of [...root.querySelectorAll('*')]) node.remove();
    root.append('搬来的内容');
    element.setAttribute('org', '触发一次重绘');
    element.report = { ...element.report, narrative: {} };
  }).catch(() => {}); // the trap may come out of the assignment
  await page.locator('[part=notice][role=alert]').waitFor();
  await page.getByRole('button', { name: '恢复填写' }).click();
  await ready(page);
  assert.equal(await form.evaluate((element) => element.report.table3.rows.new[0]), 4711);
  assert.equal(await cellInput(page, 'table3.new.natural').inputValue(), '4711');
  await form.evaluate((element) => element.flush());
}, { expects: [/failed to insert node/, /unreachable/] });

test('a panic at the very key: that key is back too', async (visitor) => {
  const { page } = visitor;
  const form = await openSample(visitor, 'hongze-2023');
  await form.evaluate((element) => {
    const root = element.shadowRoot.querySelector('[part=root]');
    const cell = root.querySelector('[data-slot="table3.new.natural"]');
    cell.value = '4711';
    cell.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    for (const node of [...root.querySelectorAll('*')]) node.remove(); // before it is drawn
  });
  await page.locator('[part=notice][role=alert]').waitFor();
  await page.getByRole('button', { name: '恢复填写' }).click();
  await ready(page);
  assert.equal(await form.evaluate((element) => element.report.table3.rows.new[0]), 4711);
  await form.evaluate((element) => element.flush());
}, { expects: [/failed to insert node/, /unreachable/] });

test('a trap that no panic announced', async (visitor) => {
  const { page } = visitor;
  await openBare(visitor, TAG);
  const form = await ready(page);
  await page.evaluate(() => {
    // (func (export "f") unreachable)
    const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)));
    setTimeout(() => exports.f());
  });
  await page.locator('[part=notice][role=alert]').waitFor();
  assert.equal((await state(form)).plain, true);
}, { expects: [/unreachable/] });

test('100 panics in a row', async (visitor) => {
  const { page } = visitor;
  await openBare(visitor, TAG);
  const form = await ready(page);
  await form.evaluate(async (element) => {
    for (let i = 0; i < 100; i++) {
      element.failed('test');
      element.shadowRoot.querySelector('button').click();
      await element.ready;
    }
  });
  assert.equal((await state(form)).running, true);
  assert.equal(await form.evaluate((e) => e.shadowRoot.querySelectorAll('[part=root]').length), 1);
});
