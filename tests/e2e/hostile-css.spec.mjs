// Whatever the page's style sheet does, the form and the view look the same.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { openBare, shot } from './page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

const HOSTILE = readFileSync(new URL('./hostile.css', import.meta.url), 'utf8');
/** The same room for the form under every sheet: how wide it may be is the page's to say. */
const FRAME = `html#page, html#page > body { writing-mode: horizontal-tb !important; display: block !important;
  margin: 0 !important; padding: 0 !important; width: auto !important; }`;
const FORM = '<gongkai-form year="2025" org="示例局"></gongkai-form>';
const VIEW = '<gongkai-view src="samples/hongze-2023.json samples/hongze-2024.json"></gongkai-view>';

async function picture(visitor, tag, sheets) {
  const { page, url } = visitor;
  await page.route(`${url}hostile.css`, (route) => route.fulfill({ contentType: 'text/css', body: HOSTILE }));
  await page.route(`${url}frame.css`, (route) => route.fulfill({ contentType: 'text/css', body: FRAME }));
  await openBare(visitor, [...sheets, 'frame.css'].map((name) => `<link rel="stylesheet" href="${name}">`).join('') + tag);
  const element = page.locator('gongkai-form, gongkai-view');
  await element.evaluate((one) => customElements.whenDefined(one.localName).then(() => one.ready).then(() => {}));
  await page.waitForLoadState('networkidle'); // the sheet of what comes later too
  await page.evaluate(() => { document.documentElement.id = 'page'; return document.fonts.ready.then(() => {}); });
  return element.evaluate((element) => {
    const root = element.shadowRoot.querySelector('[part=root]');
    const origin = root.getBoundingClientRect();
    const styles = ['display', 'fontSize', 'fontFamily', 'color', 'direction', 'writingMode', 'textAlign', 'letterSpacing', 'lineHeight', 'visibility', 'pointerEvents', 'userSelect', 'textTransform'];
    return [root, ...root.querySelectorAll('*')].slice(0, 400).map((node) => {
      const box = node.getBoundingClientRect();
      const style = getComputedStyle(node);
      const drawn = node.getClientRects().length > 0;
      const place = drawn ? [box.x - origin.x, box.y - origin.y, box.width, box.height].map(Math.round) : [0, 0, 0, 0];
      return { node: `${node.localName}.${node.className?.baseVal ?? node.className}`, place, style: styles.map((name) => style[name]) };
    });
  });
}

for (const [name, tag] of [['form', FORM], ['view', VIEW]]) test(`the sheet of an old CMS and the worst one change nothing in the ${name}`, async (visitor) => {
  const clean = await picture(visitor, tag, []);
  for (const sheets of [['cms.css'], ['hostile.css']]) {
    const same = await picture(visitor, tag, sheets);
    await shot(visitor.page, `hostile-${name}-${sheets[0].replace('.css', '')}`);
    assert.equal(same.length, clean.length);
    same.forEach((now, i) => {
      assert.deepEqual(now.style, clean[i].style, `${sheets}: ${now.node}`);
      now.place.forEach((value, k) => assert.ok(Math.abs(value - clean[i].place[k]) <= 2, `${sheets}: ${now.node} at ${now.place}, was ${clean[i].place}`));
    });
  }
});

test('a page’s margin or zoomed root font does not reach the text', async (visitor) => {
  for (const tag of [FORM, VIEW]) {
    await picture(visitor, tag, ['hostile.css']);
    const size = await visitor.page.locator('gongkai-form, gongkai-view').evaluate((element) => getComputedStyle(element).fontSize);
    assert.equal(size, '16px');
  }
});
