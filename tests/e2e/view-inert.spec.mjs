// Nothing in the data ever runs, loads, hides or restyles anything: every payload in every text of a report file, in the
// cells of the page's own table, in the address and in the names of files; in Chromium and in Firefox.
import assert from 'node:assert/strict';
import { sample } from './page.mjs';
import { inFirefox } from './firefox.mjs';
import { PAYLOADS, poisoned } from './payloads.mjs';
import { openView, ready, src, tag } from './view-page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

/** What a view may consist of. */
const ELEMENTS = `div span p a b i em strong small h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td
  button select option optgroup input label fieldset legend output details summary dialog form section article aside header footer nav main
  figure figcaption time data abbr mark sub sup br wbr hr bdi bdo ruby rt rp meter progress blockquote q cite code pre slot
  svg g path rect circle ellipse line polyline polygon text tspan title desc defs use symbol clipPath mask pattern marker linearGradient stop`.split(/\s+/);

/** Looks through the whole page, shadow roots too. Runs in the browser: plain values in and out. */
const LOOK = (allowed) => {
  const wrong = [];
  if (window.__x !== undefined) { wrong.push(`ran: window.__x = ${window.__x}`); delete window.__x; }
  if (({}).__x !== undefined) wrong.push('Object.prototype was changed');
  const view = document.querySelector('gongkai-view');
  const root = view.shadowRoot?.querySelector('[part=root]');
  for (const node of root ? root.querySelectorAll('*') : []) {
    if (!allowed.includes(node.localName)) wrong.push(`element ${node.localName}`);
    for (const { name, value } of node.attributes) {
      if (/^on/i.test(name)) wrong.push(`${node.localName} ${name}`);
      if (name === 'style') wrong.push(`${node.localName} style=${value}`);
      if (/^(src|srcset|srcdoc|action|formaction|poster|background|data|ping|http-equiv)$/i.test(name)) wrong.push(`${node.localName} ${name}=${value}`);
      if (/^(xlink:)?href$/i.test(name) && !/^(#|https?:)/i.test(value) && !(node.hasAttribute('download') && /^blob:/.test(value))) wrong.push(`${node.localName} ${name}=${value}`);
    }
  }
  return wrong;
};

/** Sets things off as a reader's pointer and keyboard would. */
const TOUCH = () => {
  const root = document.querySelector('gongkai-view').shadowRoot?.querySelector('[part=root]');
  for (const node of root ? root.querySelectorAll('details') : []) node.open = true;
  for (const node of root ? [...root.querySelectorAll('*')].slice(0, 400) : []) {
    for (const type of ['pointerover', 'mouseover', 'mouseenter', 'focus']) node.dispatchEvent(new Event(type, { bubbles: false }));
  }
};

/** Shows report after report; gives what was wrong with which. */
const REPORT = async (reports, touch, look, allowed) => {
  const view = document.querySelector('gongkai-view');
  const out = [];
  for (const { text, report } of reports) {
    let how = 'shown';
    try { await view.load(report); } catch (error) { how = `${error.code}: ${error.message}`; }
    await new Promise((done) => setTimeout(done));
    await new Promise((done) => setTimeout(done, 5));
    touch();
    await new Promise((done) => setTimeout(done));
    for (const fault of look(allowed)) out.push(`${text}: ${fault}`);
    if (how !== 'shown' || !view.shadowRoot.querySelector('[part=root]')) out.push(`${text}: ${how}`);
  }
  return out;
};

/** The page's own table with the text behind every second number and around the tables; then in other cells too, which
    leaves little to recognise. */
const CELLS = async (texts, touch, look, allowed) => {
  window.own ??= [...document.querySelector('gongkai-view').childNodes].map((node) => node.cloneNode(true));
  window.came ??= 0;
  const out = [];
  for (const text of texts) {
    for (const labels of [false, true]) {
      const view = document.createElement('gongkai-view');
      view.append(...window.own.map((node) => node.cloneNode(true)));
      [...view.querySelectorAll('td')].forEach((cell, i) => {
        if (/^[0-9]+$/.test(cell.textContent.trim()) ? i % 2 : labels && i % 4 === 0) cell.append(text);
        if (i % 7 === 0) cell.title = text;
      });
      view.prepend(text);
      view.append(text);
      document.querySelector('gongkai-view').replaceWith(view);
      await view.ready;
      await new Promise((done) => setTimeout(done));
      touch();
      await new Promise((done) => setTimeout(done));
      const root = view.shadowRoot.querySelector('[part=root]');
      const runs = root && !root.hidden;
      window.came += runs;
      const shown = (runs ? root : view.querySelector('td')).getClientRects().length;
      out.push(...[...look(allowed), ...(shown ? [] : ['nothing is shown'])].map((fault) => `${text}: ${fault}`));
    }
  }
  return out;
};

/** All in one expression, so that no policy of the page has a say. */
const run = (page, what, given) => page.evaluate(`(${what})(${JSON.stringify(given)}, ${TOUCH}, ${LOOK}, ${JSON.stringify(ELEMENTS)})`);

async function some(page, what, list) {
  for (let at = 0; at < list.length; at += 40) assert.deepEqual(await run(page, what, list.slice(at, at + 40)), []);
}

const REPORTS = ['hongze-2023', 'shanghai-go-2019'].flatMap((id) => PAYLOADS.map((text) => ({ text, report: JSON.stringify(poisoned(sample(id), text)) })));

/** It must not be the policy alone that stops them: here everything would run. */
const OPEN = "script-src * 'unsafe-inline' 'unsafe-eval'; default-src * data: blob: 'unsafe-inline' 'unsafe-eval'";
const POLICIES = [['no policy', { csp: OPEN }], ['the strict policy', {}]];
const EMPTY = tag('', '<p>原有内容</p>');

function noDialogs(visitor) {
  visitor.page.on('dialog', (dialog) => { visitor.problems.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
}

test(`${PAYLOADS.length} payloads, and an open page would run them`, async (visitor) => {
  assert.ok(PAYLOADS.length >= 120);
  const { page } = visitor;
  await openView(visitor, EMPTY, { csp: OPEN });
  await page.evaluate(() => { const div = document.createElement('div'); document.body.append(div); div.innerHTML = '<img src=x onerror=window.__x=1>'; });
  await page.waitForFunction(() => window.__x === 1);
  assert.match((await page.evaluate(`(${LOOK})([])`)).join(), /ran: window\.__x/);
}, { expects: [/404/] });

for (const [name, policy] of POLICIES) {
  test(`every text of a report, under ${name}, in Chromium`, async (visitor) => {
    const { page } = visitor;
    noDialogs(visitor);
    await openView(visitor, EMPTY, policy);
    await ready(page);
    const address = page.url();
    await some(page, REPORT, REPORTS);
    assert.equal(page.url(), address);
  });
}

for (const name of ['public.html', 'public-2019.html']) {
  test(`every cell of the table of ${name}, under no policy, in Chromium`, async (visitor) => {
    const { page, url } = visitor;
    noDialogs(visitor);
    await page.route(`${url}${name}`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': OPEN } });
    });
    await page.goto(`${url}${name}`);
    await ready(page);
    await some(page, CELLS, PAYLOADS);
    console.log(`      recognised all the same: ${await page.evaluate(() => window.came)} of ${PAYLOADS.length * 2}`);
  });
}

test('in the address, in the attributes, in what the page asks for', async (visitor) => {
  const { page } = visitor;
  noDialogs(visitor);
  await openView(visitor, tag(`permalink ${src('pingtan-2021', 'pingtan-2022')}`));
  await ready(page);
  await some(page, async (texts, touch, look, allowed) => {
    const out = [];
    const view = document.querySelector('gongkai-view');
    for (const text of texts) {
      location.hash = `#gk=1&year=${encodeURIComponent(text)}&at=${text}&find=${encodeURIComponent(text)}&unit=${text}`;
      view.go(text);
      view.go(`gk=1&find=${encodeURIComponent(text)}`);
      view.setAttribute('large', text);
      await new Promise((done) => setTimeout(done, 3));
      touch();
      out.push(...look(allowed).map((fault) => `${text}: ${fault}`));
      if (view.shadowRoot.querySelector('[part=root]').hidden) out.push(`${text}: gone`);
    }
    return out;
  }, PAYLOADS);
});

test('in the names of files: the line is plain text', async (visitor) => {
  const { page } = visitor;
  noDialogs(visitor);
  await page.route((address) => address.href.startsWith(`${visitor.url}x/`), (route) => route.fulfill({ status: 404 }));
  await openView(visitor, EMPTY);
  const view = await ready(page);
  const names = PAYLOADS.map((text) => `x/${text.replace(/\s/g, '')}`).filter((name) => !name.includes('..'));
  for (let at = 0; at < names.length; at += 5) {
    await view.evaluate(async (element, list) => {
      element.setAttribute('src', list);
      await new Promise((done) => setTimeout(done, 30));
    }, names.slice(at, at + 5).join(' '));
    const found = await view.evaluate((element) => [...element.shadowRoot.querySelector('[part=notice]').children].map((node) => node.localName));
    assert.deepEqual(found.filter((name) => name !== 'button'), []);
  }
  assert.equal(await page.evaluate(() => window.__x), undefined);
}, { expects: [/404/] });

/** A test each, as in Chromium: together they would take a slow machine longer than a test may. */
for (const [title, name, what, list] of [
  ['text of a report', 'public.html', REPORT, REPORTS],
  ['cell of the table of public.html', 'public.html', CELLS, PAYLOADS],
  ['cell of the table of public-2019.html', 'public-2019.html', CELLS, PAYLOADS],
]) {
  test(`every ${title}, in Firefox`, async (visitor) => {
    await inFirefox(async (page) => {
      const problems = [];
      page.on('dialog', (dialog) => { problems.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
      page.on('request', (request) => { if (!request.url().startsWith(visitor.url) && !/^(data|blob|about):/.test(request.url())) problems.push(`request ${request.url()}`); });
      page.on('pageerror', (error) => problems.push(`uncaught ${error.message}`));
      await page.goto(`${visitor.url}${name}`);
      await page.evaluate(() => customElements.whenDefined('gongkai-view').then(() => document.querySelector('gongkai-view').ready).then(() => {}));
      await some(page, what, list);
      assert.deepEqual(problems, []);
    });
  });
}
