// What tests do on our pages, in the words of the person in front of them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { DESKTOP, PHONE } from './browser.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const SHOTS = path.join(import.meta.dirname, 'shots');
export const VIEWPORTS = { desktop: DESKTOP, phone: PHONE };

/** The start page, with its list of samples there. */
export async function openStart({ page, url }) {
  await page.goto(url);
  await page.locator('#samples a').first().waitFor();
  return page;
}

/** A bundled sample, open in the form. */
export async function openSample({ page, url }, id) {
  await page.goto(`${url}#sample=${id}`);
  return onScreen(page);
}

/** An empty report. */
export async function openNew({ page, url }, year = 2025, org = '示例区政务服务和数据管理局') {
  await page.goto(`${url}#${new URLSearchParams({ new: year, org })}`);
  return onScreen(page);
}

/** The form, once a report is on the screen: the page may open it after the form is ready. */
async function onScreen(page) {
  const form = await ready(page);
  await form.locator('[data-slot]').first().waitFor({ state: 'attached' });
  return form;
}

/** The form inside an ordinary CMS page. */
export async function openCms({ page, url }) {
  await page.goto(`${url}cms.html`);
  return ready(page);
}

/** A page of our origin with only the script and `body`. */
export async function openBare({ page, url }, body = '', { script = true, csp } = {}) {
  await page.route(`${url}bare.html`, async (route) => {
    const response = await route.fetch({ url: `${url}index.html` });
    const headers = { ...response.headers() };
    if (csp) headers['content-security-policy'] = csp;
    const tag = script ? '<script type="module" src="gongkai.js"></script>' : '';
    await route.fulfill({ status: 200, headers, body: `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>页</title><link rel="icon" href="icon.svg">${tag}<body>${body}` });
  });
  await page.goto(`${url}bare.html`);
  return page;
}

/** Waits until the nth form of the page is usable; gives its locator. */
export async function ready(page, nth = 0) {
  const form = page.locator('gongkai-form').nth(nth);
  await form.waitFor({ state: 'attached' });
  await form.evaluate((element) => customElements.whenDefined('gongkai-form').then(() => element.ready).then(() => {}));
  return form;
}

/** What the page shows of one element: its notice line, its own content, and whether it runs. */
export function state(form) {
  return form.evaluate((element) => {
    const shadow = element.shadowRoot;
    const notice = shadow.querySelector('[part=notice]');
    const root = shadow.querySelector('[part=root]');
    const child = element.firstElementChild;
    return {
      notice: notice && !notice.hidden ? notice.textContent : '',
      role: notice && !notice.hidden ? notice.getAttribute('role') : null,
      plain: Boolean(child && child.getClientRects().length),
      running: Boolean(root && !root.hidden && root.getClientRects().length && root.firstElementChild),
    };
  });
}

// --- inside the form ----------------------------------------------------------------------------

/** The cell of a code such as `table3.new.natural`. */
export const cell = (page, code) => page.locator(`[data-slot="${code}"]`);
export const cellInput = (page, code) => page.locator(`input[data-slot="${code}"], textarea[data-slot="${code}"], [data-slot="${code}"] input, [data-slot="${code}"] textarea`).first();

/** Types into a cell as a person does. */
export async function type(page, code, text) {
  const input = cellInput(page, code);
  await input.click();
  await input.press('Control+A');
  await page.keyboard.type(text);
}

/** The findings as the element gives them to a page. */
export const findings = (form) => form.evaluate((element) => element.findings);
export const report = (form) => form.evaluate((element) => element.report);

/** What stands in a cell. */
export const shown = (page, code) => cell(page, code).inputValue();

/** Waits until a cell shows a text. */
export async function shows(page, code, text) {
  try {
    await page.waitForFunction(([want, slot]) => {
      const input = document.querySelector('gongkai-form').shadowRoot.querySelector(`[data-slot="${slot}"]`);
      return input?.value === want;
    }, [text, code], { timeout: 2_000 });
  } catch {
    assert.equal(await shown(page, code), text, code);
  }
}

/** Empties a cell as a person does, and leaves the caret there. */
export async function empty(page, code) {
  await cell(page, code).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
}

/** The cell or the field that has the caret: its code. */
export const caret = (page) => page.evaluate(() => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active?.dataset?.slot ?? active?.dataset?.place ?? active?.localName ?? null;
});

/** Waits until the caret is at a place. */
export async function caretAt(page, code) {
  for (let i = 0; i < 20; i++) {
    if (await caret(page) === code) return;
    await page.waitForTimeout(25);
  }
  assert.equal(await caret(page), code, 'the caret is elsewhere');
}

/** A finding in the list, by what it says. */
export const finding = (page, text) => page.getByRole('region', { name: '核对结果' }).getByRole('listitem').filter({ hasText: text });

/** The texts of all findings in the list. */
export const said = (page) => page.getByRole('region', { name: '核对结果' }).getByRole('listitem').allInnerTexts();

/** What a screen reader says of a cell besides its name and value. */
export const about = (page, code) => cell(page, code).evaluate((input) => ({
  wrong: input.getAttribute('aria-invalid') === 'true',
  name: input.getAttribute('aria-label') ?? '',
  text: `${input.getAttribute('aria-describedby') ?? ''} ${input.getAttribute('aria-errormessage') ?? ''}`.trim().split(/\s+/)
    .map((id) => (id && input.getRootNode().getElementById(id)?.textContent) || '').join(' ').trim(),
}));

/** The columns of the balance strip (勾稽关系), each as the lines one reads there. */
export async function strip(page) {
  const row = page.locator('tfoot tr').filter({ hasText: '勾稽' });
  const texts = await row.locator('td').allInnerTexts();
  return texts.map((text) => text.split('\n').map((line) => line.trim()).filter(Boolean));
}

/** Opens a file in the form's own file field. `body` is text or bytes. */
export const openFile = (page, name, body) => page.locator('gongkai-form').getByLabel('打开文件', { exact: true })
  .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(body) });

/** What `act` makes the browser download: {name, text}; null if it downloads nothing. */
export async function download(page, act, wait = 3_000) {
  const [file] = await Promise.all([page.waitForEvent('download', { timeout: wait }).catch(() => null), act()]);
  if (!file) return null;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

/** A sample's file, as an object. */
export const sample = (id) => JSON.parse(readFileSync(new URL(`../reports/${id}.json`, import.meta.url), 'utf8'));

/** A real report without one error. */
export function faultless() {
  const report = sample('hongze-2023');
  for (const cells of Object.values(report.table4)) cells[4] = cells[0] + cells[1] + cells[2] + cells[3];
  return report;
}

/** From here on `programMemory` knows the memories of all programs that the page starts. Before the first page. */
export const watchMemory = (page) => page.addInitScript(() => {
  window.memories = [];
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async function (...given) {
    const result = await instantiate.apply(WebAssembly, given);
    const { memory } = (result.instance ?? result).exports;
    if (memory) window.memories.push(memory);
    return result;
  };
});

/** Bytes of WebAssembly memory, one entry an instance. */
export const programMemory = (page) => page.evaluate(() => window.memories.map((memory) => memory.buffer.byteLength));

// --- judging ------------------------------------------------------------------------------------

/** axe-core finds nothing to object to, on the whole page or in one element. It comes in through the debugger, past the page's policy. */
export async function accessible(page, only) {
  await page.evaluate(AXE);
  const found = await page.evaluate(async (selector) => {
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await window.axe.run(selector ?? document, { resultTypes: ['violations'], runOnly: { type: 'tag', values } });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.slice(0, 5).map((n) => `    ${n.target.flat().join(' ')}  ${n.html.slice(0, 160)}`).join('\n')}`);
  }, only);
  assert.deepEqual(found, [], 'axe-core');
}

/** The page does not scroll sideways. */
export async function fits(page) {
  const [content, width] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(content <= width, `the page is ${content} px wide in a window of ${width} px`);
}

/** A picture in tests/e2e/shots for people to look at. */
export async function shot(page, name, options = {}) {
  await mkdir(SHOTS, { recursive: true });
  return page.screenshot({ path: path.join(SHOTS, `${name}.png`), animations: 'disabled', ...options });
}

/** Runs `look` at the size of a desktop and of a phone. */
export async function atBothSizes(page, look) {
  for (const [name, size] of Object.entries(VIEWPORTS)) {
    await page.setViewportSize(size);
    await look(name);
  }
}
