// The view in strangers' pages: old libraries, names in the way, scripts that rewrite our nodes; and in our own.
import assert from 'node:assert/strict';
import { accessible, atBothSizes, fits, sample, shot, state } from './page.mjs';
import { CLOBBER, PATCHES } from './patches.mjs';
import { isPlain, lines, openView, ready, shows, src, tag, text } from './view-page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

const VIEW = tag(src('hongze-2023', 'hongze-2024'));

/** Every function and value of the built-ins, by name: what a page's scripts would find changed. */
const SNAPSHOT = () => {
  const seen = [];
  for (const name of ['Object', 'Array', 'String', 'Number', 'Function', 'Promise', 'Map', 'Set', 'WeakMap', 'JSON', 'Math', 'Date', 'RegExp', 'Error', 'Symbol', 'Proxy', 'Reflect', 'URL',
    'Window', 'Document', 'Node', 'Element', 'HTMLElement', 'EventTarget', 'Event', 'CustomEvent', 'ShadowRoot', 'MutationObserver', 'CSSStyleSheet', 'TextDecoder', 'TextEncoder',
    'WebAssembly', 'AbortController', 'Blob', 'File', 'Response', 'Request', 'Headers', 'History', 'Location', 'Storage']) {
    for (const [at, object] of [[name, window[name]], [`${name}.prototype`, window[name]?.prototype]]) {
      if (!object) continue;
      for (const [key, { value, get, set }] of Object.entries(Object.getOwnPropertyDescriptors(object))) seen.push([`${at}.${key}`, value, get, set]);
    }
  }
  for (const name of ['fetch', 'setTimeout', 'queueMicrotask', 'addEventListener', 'requestAnimationFrame', ...Object.keys(window)]) if (typeof window[name] === 'function') seen.push([name, window[name]]);
  return seen;
};

const DIFFERENCES = (before, now) => {
  const out = [];
  for (let i = 0; i < now.length; i++) {
    const same = before[i] && now[i].every((part, k) => Object.is(part, before[i][k]));
    if (!same && !['before', 'said'].includes(now[i][0])) out.push(now[i][0]);
  }
  return out;
};

/** The view works, or its plain table stays with one line that says why. */
async function worksOrSays(view, title) {
  const page = view.page();
  for (let i = 0; i < 100; i++) {
    const { running, notice } = await state(view);
    if (running || /[^…]$/.test(notice)) break;
    await page.waitForTimeout(50);
  }
  if ((await state(view)).running) {
    await shows(view, /洪泽/);
    return `${title}: works`;
  }
  await isPlain(view);
  assert.equal((await lines(view)).length, 1, title);
  assert.match((await lines(view))[0], /互动查看不能使用|没有读到/);
  return `${title}: ${(await lines(view))[0]}`;
}

for (const [name, patch] of Object.entries(PATCHES)) {
  test(`patched globals: ${name}`, async (visitor) => {
    const { page } = visitor;
    await page.addInitScript({ content: `(${patch})(); window.before = (${SNAPSHOT})();` });
    const view = await openView(visitor, VIEW);
    console.log(`      ${await worksOrSays(view, name)}`);
    assert.deepEqual(await page.evaluate(`(${DIFFERENCES})(window.before, (${SNAPSHOT})())`), [], 'we changed the page’s globals');
  });
}

test('names in the way: forms and pictures called like what scripts use', async (visitor) => {
  const { page } = visitor;
  const view = await openView(visitor, `${CLOBBER}${VIEW}${CLOBBER}`);
  console.log(`      ${await worksOrSays(view, 'clobbered')}`);
  assert.equal((await state(await ready(page))).running, true);
});

for (const name of ['createElement', 'createTextNode', 'createElementNS', 'createDocumentFragment']) {
  test(`a picture called ${name}: works, or the plain table and one line`, async (visitor) => {
    const view = await openView(visitor, `<img name="${name}" alt="">${VIEW}`);
    console.log(`      ${await worksOrSays(view, name)}`);
  });
}

/** What scripts of a page do to every node they reach, open shadow roots included. */
const REWRITES = {
  'wraps every text (translation)': (root) => {
    for (const node of root.texts()) { const font = document.createElement('font'); node.replaceWith(font); font.append(node); }
  },
  'replaces every text (simplified to traditional)': (root) => {
    for (const node of root.texts()) node.replaceWith(document.createTextNode(node.nodeValue.replace(/报告/g, '報告')));
  },
  'takes every second element away (filters)': (root) => { root.elements().filter((_, i) => i % 2).forEach((node) => node.remove()); },
  'moves all into a new div (accessibility toolbars)': (root) => {
    const div = document.createElement('div');
    div.append(...root.node.childNodes);
    root.node.append(div);
  },
  'empties it': (root) => { root.node.replaceChildren(); },
  'reverses the order': (root) => { for (const node of root.elements()) node.append(...[...node.childNodes].reverse()); },
};

for (const [title, rewrite] of Object.entries(REWRITES)) {
  test(`a page script that ${title}: new data are shown right, or the plain table with one line`, async (visitor) => {
    const { page } = visitor;
    const view = await openView(visitor, VIEW);
    await shows(await ready(page), /洪泽/);
    const took = await page.evaluate(async ([code, report]) => {
      const element = document.querySelector('gongkai-view');
      const node = element.shadowRoot.querySelector('[part=root]');
      const root = {
        node,
        elements: () => [...node.querySelectorAll('*')],
        texts: () => {
          const found = [];
          const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) found.push(walk.currentNode);
          return found;
        },
      };
      (0, eval)(`(${code})`)(root);
      const from = performance.now();
      try { element.report = report; } catch { /* the trap may come out of the assignment */ }
      await element.ready.catch(() => {});
      await new Promise((done) => setTimeout(done, 300));
      return performance.now() - from - 300;
    }, [String(rewrite), sample('pingtan-2021')]).catch((error) => error);
    const { running, plain } = await state(view);
    console.log(`      ${running ? 'shows the new data' : (await lines(view)).join()} (${Math.round(took)} ms)`);
    if (running) {
      const seen = await text(view);
      assert.match(seen, /平潭/);
      assert.doesNotMatch(seen, /洪泽/, 'old and new data are mixed');
    } else {
      assert.equal(plain, true);
      assert.equal((await lines(view)).length, 1);
    }
  });
}

test('the public’s pages: a plain table comes alive, or stays and says why', async (visitor) => {
  const { page, url } = visitor;
  for (const [name, number] of [['public.html', '13612'], ['public-2019.html', '251000']]) {
    await page.goto(`${url}${name}`);
    const view = await ready(page);
    const { running, plain } = await state(view);
    const there = running ? JSON.stringify(await view.evaluate((element) => element.report)) : await text(view);
    assert.ok(there.includes(number), name);
    assert.notEqual(running, plain);
    assert.equal((await lines(view)).length, running ? 0 : 1);
    await atBothSizes(page, (size) => shot(page, `${name.replace('.html', '')}-${size}`));
    await accessible(page, 'gongkai-view');
  }
});

test('the gallery: every sample, a unit’s years, one year’s units', async (visitor) => {
  const { page, url } = visitor;
  await page.goto(`${url}gallery.html`);
  await page.locator('#reports a').first().waitFor();
  assert.equal(await page.locator('#reports a').count(), 10);
  assert.deepEqual(await page.locator('#series a').allInnerTexts(), ['淮安市洪泽区人民政府 2023、2024', '平潭综合实验区管委会 2021、2022']);
  assert.match(await page.locator('#units a').innerText(), /^2025 年：.*、.*、/);
  const links = await page.locator('#reports a, #series a, #units a').evaluateAll((all) => all.map((one) => one.href));
  for (const link of links) {
    await page.goto(link);
    await page.locator('gongkai-view').waitFor();
    const view = await ready(page);
    await shows(view, /\S/);
    assert.deepEqual(await lines(view), [], link);
    assert.equal(await page.locator('[aria-current=page]').count(), 1);
  }
  await atBothSizes(page, async (size) => {
    await fits(page);
    await accessible(page);
    await shot(page, `gallery-${size}`);
  });
});
