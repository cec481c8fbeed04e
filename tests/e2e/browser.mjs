// A browser, and a visitor who watches what goes wrong in it.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

export const DESKTOP = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--js-flags=--expose-gc'];

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: QUIET });
}

/**
 * A fresh visitor: {page, context, url, problems, settle, leave}. `options`: any of Playwright's for
 * a context, and two lists of patterns of problems: `expects`, which belong to the test, and `allows`, which depend on
 * whether the browser or the page is first. Without the service worker of the
 * standalone application, which would answer in the place of a test.
 */
export async function visit(browser, url, { expects = [], allows = [], ...options } = {}) {
  const context = await browser.newContext({ viewport: DESKTOP, locale: 'zh-CN', serviceWorkers: 'block', ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const problems = [];
  await watch(context, page, new URL(url).origin, (text) => problems.push(text));
  return {
    page, context, url, problems,
    /** Fails on what went wrong unannounced, and on what was announced and did not happen. */
    async settle() {
      await page.evaluate(() => new Promise((done) => setTimeout(done, 20))).catch(() => {});
      assert.deepEqual(problems.filter((text) => ![...expects, ...allows].some((pattern) => pattern.test(text))), [], 'unexpected problems');
      for (const pattern of expects) assert.ok(problems.some((text) => pattern.test(text)), `expected a problem like ${pattern}`);
    },
    leave: () => context.close(),
  };
}

async function watch(context, page, origin, report) {
  page.on('console', (message) => { if (message.type() === 'error') report(`console: ${message.text()} ${message.location().url}`); });
  page.on('pageerror', (error) => report(`uncaught: ${error.stack ?? error}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith(`blob:${origin}/`) && !url.startsWith('data:')) report(`request: ${url}`);
  });
  await context.exposeFunction('__violation', (text) => report(`policy: ${text}`));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      window.__violation(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    }, true);
  });
}
