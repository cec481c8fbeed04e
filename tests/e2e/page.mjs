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
  return ready(page);
}

/** An empty report. */
export async function openNew({ page, url }, year = 2025, org = '示例区政务服务和数据管理局') {
  await page.goto(`${url}#${new URLSearchParams({ new: year, org })}`);
  return ready(page);
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
    await route.fulfill({ status: 200, headers, body: `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>页</title><link rel="icon" href="icon.svg">${tag}<body>${body}` });
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

// --- judging ------------------------------------------------------------------------------------

/** axe-core finds nothing to object to. It comes in through the debugger, past the page's policy. */
export async function accessible(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.slice(0, 5).map((n) => `    ${n.target.flat().join(' ')}  ${n.html.slice(0, 160)}`).join('\n')}`);
  });
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
