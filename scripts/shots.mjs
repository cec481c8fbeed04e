// Pictures for people to look at, in tests/e2e/shots; and the README's, static/screenshot.png.
//   node scripts/shots.mjs           all
//   node scripts/shots.mjs form      those whose name holds the word
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { start } from './serve.mjs';
import { launch, visit } from '../tests/e2e/browser.mjs';
import * as to from '../tests/e2e/page.mjs';

const { desktop, phone } = to.VIEWPORTS;
const README = 'form-desktop';

/** name, how to get there, options of the visit. */
const PICTURES = [
  ['start-desktop', to.openStart, { viewport: desktop }],
  ['start-phone', to.openStart, { viewport: phone }],
  [README, (visitor) => table(visitor, 'hongze-2023'), { viewport: desktop, deviceScaleFactor: 2 }],
  ['form-phone', (visitor) => to.openSample(visitor, 'hongze-2023'), { viewport: phone }],
  ['form-phone-table', (visitor) => table(visitor, 'hongze-2023'), { viewport: phone }],
  ['form-2019', (visitor) => table(visitor, 'shanghai-go-2019'), { viewport: desktop }],
  ['form-ambiguous', (visitor) => to.openSample(visitor, 'longgang-zwfw-2020'), { viewport: desktop }],
  ['form-new', (visitor) => to.openNew(visitor), { viewport: desktop }],
  ['gallery-desktop', gallery, { viewport: desktop }],
  ['gallery-phone', gallery, { viewport: phone }],
  ['cms-desktop', to.openCms, { viewport: desktop }],
  ['cms-phone', to.openCms, { viewport: phone }],
];

/** Table three, at its head, with a cell in hand. */
async function table(visitor, id) {
  await to.openSample(visitor, id);
  const input = to.cellInput(visitor.page, 'table3.done_total.natural');
  if (await input.count()) await input.focus();
}

async function gallery({ page, url }) {
  await page.goto(`${url}gallery.html?show=pingtan-2021+pingtan-2022`);
  await page.locator('gongkai-view').evaluate((view) => view.ready.then(() => {}));
}

async function take(browser, url, [name, go, options]) {
  const visitor = await visit(browser, url, options);
  try {
    await go(visitor);
    await visitor.page.waitForTimeout(300);
    await to.shot(visitor.page, name);
    console.log(`${name}${visitor.problems.length ? `: ${visitor.problems.join('; ')}` : ''}`);
  } finally {
    await visitor.leave();
  }
}

const wanted = process.argv.slice(2);
const server = await start(0);
const browser = await launch();
for (const picture of PICTURES) {
  if (wanted.every((word) => picture[0].includes(word))) await take(browser, server.url, picture);
}
await browser.close();
server.close();
if (!wanted.length) await copyFile(path.join(to.SHOTS, `${README}.png`), new URL('../static/screenshot.png', import.meta.url));
