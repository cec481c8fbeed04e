// How long the public waits for the view: until the page's own table is there to read, until it is alive, and for many
// reports at once. Called by bench.mjs, with its way of writing lines.
import { visit } from '../tests/e2e/browser.mjs';
import { like, openView, ready, shows, src, tag } from '../tests/e2e/view-page.mjs';

const MANY = 100;
const SAMPLES = ['hongze-2023', 'pingtan-2021', 'kewei-2024', 'shanghai-go-2019', 'hangzhou-2025'];

/** In the page: when its table is painted first, and when the view can be used. */
const WATCH = () => {
  addEventListener('gongkai-ready', () => {
    window.usable ??= performance.now();
    requestAnimationFrame(() => setTimeout(() => { window.alive ??= performance.now(); }));
  });
};

async function opening(browser, url, starts, go) {
  const times = { table: [], usable: [], alive: [] };
  for (let i = 0; i < starts; i++) {
    const visitor = await visit(browser, url);
    await visitor.page.addInitScript(WATCH);
    await go(visitor);
    await ready(visitor.page);
    await visitor.page.waitForFunction(() => window.alive);
    const [table, usable, alive] = await visitor.page.evaluate(() => [performance.getEntriesByName('first-contentful-paint')[0]?.startTime, window.usable, window.alive]);
    if (table !== undefined) times.table.push(table);
    times.usable.push(usable);
    times.alive.push(alive);
    await visitor.leave();
  }
  return times;
}

/** The page's table without any of our WebAssembly: as if it never came. */
async function without(browser, url, starts) {
  const values = [];
  for (let i = 0; i < starts; i++) {
    const visitor = await visit(browser, url);
    await visitor.page.route('**/*.wasm', () => {});
    await visitor.page.goto(`${url}public.html`);
    await visitor.page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length);
    values.push(await visitor.page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime));
    await visitor.leave();
  }
  return values;
}

async function many(browser, url) {
  const visitor = await visit(browser, url);
  const { page, context } = visitor;
  const file = (i) => JSON.stringify(like(SAMPLES[i % SAMPLES.length], { org: `第${Math.floor(i / 10)}区`, year: 2016 + (i % 10) }));
  await page.route(`${url}many/*`, (route) => route.fulfill({ contentType: 'application/json', body: file(Number(/(\d+)\.json/.exec(route.request().url())[1])) }));
  await page.addInitScript(() => {
    window.tasks = [];
    new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((task) => task.duration))).observe({ type: 'longtask' });
  });
  await openView(visitor, tag());
  const view = await ready(page);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable');
  const busy = async () => (await cdp.send('Performance.getMetrics')).metrics.find((metric) => metric.name === 'TaskDuration').value * 1000;
  await page.evaluate(() => { window.tasks.length = 0; });
  const before = await busy();
  await view.evaluate((element, names) => element.setAttribute('src', names), Array.from({ length: MANY }, (_, i) => `many/${i}.json`).join(' '));
  await shows(view, /第\d区/);
  const result = { busy: await busy() - before, longest: await page.evaluate(() => Math.max(0, ...window.tasks)) };
  await visitor.leave();
  return result;
}

export async function benchView({ browser, url, starts, heading, line }) {
  heading('the public view, from the navigation, nothing cached, ms');
  line('the page’s own table painted, WebAssembly never comes', await without(browser, url, starts), '', 0);
  const page = await opening(browser, url, starts, ({ page: one }) => one.goto(`${url}public.html`));
  line('the page’s own table painted', page.table, 'goal: as without', 0);
  line('the view of the page’s table can be used', page.usable, '', 0);
  line('the view of the page’s table is painted', page.alive, '', 0);
  const file = await opening(browser, url, starts, (visitor) => openView(visitor, tag(src('hangzhou-2025'))));
  line('the view of one report file can be used', file.usable, 'goal: ≤ 190', 0);
  const { busy, longest } = await many(browser, url);
  console.log(`${MANY} reports of one src: ${busy.toFixed(0)} ms of main-thread time (goal: < 1000), longest task ${longest ? longest.toFixed(0) : '< 50'} ms (goal: ≤ 200)`);
}
