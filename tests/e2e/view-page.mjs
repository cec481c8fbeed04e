// What tests do with the public view, in the words of who reads it.
import assert from 'node:assert/strict';
import { openBare, sample, state } from './page.mjs';

/** A page's own table, none of the official ones: nothing to recognise, everything to keep. */
export const PLAIN = '<table><tr><td>本页原有的表格</td><td>1207</td></tr></table>';
export const tag = (attributes = '', inside = PLAIN) => `<gongkai-view ${attributes}>${inside}</gongkai-view>`;
export const src = (...ids) => `src="${ids.map((id) => `samples/${id}.json`).join(' ')}"`;

/** A page with the script and `body`; it notes what the views say. */
export async function openView(visitor, body, options) {
  await visitor.page.addInitScript(() => {
    window.said = [];
    for (const name of ['gongkai-ready', 'gongkai-change', 'gongkai-findings', 'gongkai-error']) {
      addEventListener(name, (event) => window.said.push([name, event.detail]));
    }
  });
  await openBare(visitor, body, options);
  return visitor.page.locator('gongkai-view').first();
}

/** Waits until the nth view has shown what there is to show; gives its locator. */
export async function ready(page, nth = 0) {
  const view = page.locator('gongkai-view').nth(nth);
  await view.evaluate((element) => customElements.whenDefined('gongkai-view').then(() => element.ready).then(() => {}));
  return view;
}

/** Opens reports and waits until they are shown. */
export async function show(visitor, ...ids) {
  await openView(visitor, tag(src(...ids)));
  const view = await ready(visitor.page);
  await shows(view, /\S/);
  return whole(view);
}

/** Waits for what is loaded after the first figures: pictures, tables, text. */
export async function whole(view) {
  await view.page().waitForFunction((element) => element.shadowRoot.querySelector('[part=root] input'), await view.elementHandle());
  return view;
}

/** All that one reads in the view; of its plain content while that stands there. */
export const text = (view) => view.evaluate((element) => {
  const root = element.shadowRoot?.querySelector('[part=root]');
  return root && !root.hidden ? root.innerText : element.innerText;
});

/** Waits until the view itself, not its plain content, shows words. */
export async function shows(view, words) {
  const page = view.page();
  for (let i = 0; i < 100; i++) {
    if ((await state(view)).running && words.test(await text(view))) return;
    await page.waitForTimeout(50);
  }
  assert.match(await text(view), words);
  assert.equal((await state(view)).running, true, 'it does not run');
}

/** The lines above the view. */
export async function lines(view) {
  const { notice } = await state(view);
  return notice.replace(/重新载入$/, '').split('\n').filter(Boolean);
}

/** Waits for the lines, and checks that they are these: one pattern each. */
export async function says(view, ...patterns) {
  const page = view.page();
  for (let i = 0; i < 200 && !(await lines(view)).length; i++) await page.waitForTimeout(50);
  const found = await lines(view);
  assert.equal(found.length, patterns.length, found.join('\n'));
  patterns.forEach((pattern, i) => assert.match(found[i], pattern));
}

/** The plain content is there to read, the view is not. */
export async function isPlain(view) {
  const { plain, running } = await state(view);
  assert.deepEqual({ plain, running }, { plain: true, running: false });
}

/** The units and years of the reports in the view. */
export const held = (view) => view.evaluate((element) => element.reports.map(({ meta }) => `${meta.org} ${meta.year}`));

/** What the view told the page. */
export const said = (page, name) => page.evaluate((wanted) => window.said.filter(([type]) => type === wanted).map(([, detail]) => detail), name);

/** Answers for a file of the page's site. */
export const serve = ({ page, url }, name, answer) => page.route(`${url}${name}`, (route) => route.fulfill({ contentType: 'application/json', ...answer }));

/** A report file of another unit or year, like a real one. */
export function like(id, meta) {
  const report = sample(id);
  Object.assign(report.meta, meta);
  return report;
}

/** Does what a reader does to see another year: chooses it, or presses on it. */
export async function goTo(view, year) {
  const choice = view.locator('select').filter({ has: view.page().locator('option', { hasText: String(year) }) }).first();
  if (await choice.count()) {
    const value = await choice.locator('option', { hasText: String(year) }).first().getAttribute('value');
    await choice.selectOption(value);
  } else {
    await view.getByRole('button', { name: new RegExp(String(year)) }).first().click();
  }
  await view.page().waitForTimeout(50);
}
