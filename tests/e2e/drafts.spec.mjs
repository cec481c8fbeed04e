// Drafts: what was typed is there again, whatever happened to the page, the program, the disk or another window.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { accessible, atBothSizes, caretAt, cell, cellInput, download, openBare, openFile, openNew, ready, sample, shot, shown, shows, type } from './page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

const TAG = '<gongkai-form draft="d1" year="2025" org="甲局"><p>静态内容</p></gongkai-form>';
const START = '<gongkai-form></gongkai-form>';
const NATURAL = 'table3.new.natural';

const flush = (form) => form.evaluate((element) => element.flush());
const mark = (form) => form.evaluate((element) => element.shadowRoot.querySelector('.saved')?.textContent);

async function marked(page, pattern) {
  await page.waitForFunction((source) => new RegExp(source).test(document.querySelector('gongkai-form').shadowRoot.querySelector('.saved')?.textContent),
    pattern.source, { timeout: 8_000 });
}

/** The form again, in another page of the same visitor or after a reload. */
async function again(visitor, body = TAG, page = visitor.page) {
  await openBare({ ...visitor, page }, body);
  return ready(page);
}

const button = (page, name) => page.getByRole('button', { name, exact: true });
const says = (page, text) => page.getByText(text).first().waitFor();

test('what was typed is there after a reload, and the mark said so', async (visitor) => {
  const { page } = visitor;
  const form = await again(visitor);
  assert.equal(await mark(form), '');
  await type(page, NATURAL, '1207');
  await page.locator('[data-place="narrative.part1"]').fill('受理申请1207件。');
  await page.locator('[data-place="meta.org"]').fill('乙局');
  await flush(form);
  assert.match(await mark(form), /^已保存 \d\d:\d\d:\d\d$/);
  await again(visitor);
  assert.equal(await shown(page, NATURAL), '1207');
  assert.equal(await page.locator('[data-place="narrative.part1"]').inputValue(), '受理申请1207件。');
  assert.equal(await page.locator('[data-place="meta.org"]').inputValue(), '乙局');
  await says(page, /已恢复 .* 的填写内容（共 3 项）/);
  assert.match(await mark(await ready(page)), /^已保存/);
  await shot(page, 'draft-restored');
  await accessible(page, 'gongkai-form');
});

test('the caret goes back to where it was', async (visitor) => {
  const { page } = visitor;
  const form = await again(visitor);
  await type(page, 'table3.new.commercial', '7');
  await flush(form);
  await again(visitor);
  await button(page, '继续填写').click();
  await caretAt(page, 'table3.new.commercial');
});

test('undo and offered numbers are kept as well', async (visitor) => {
  const { page } = visitor;
  const form = await again(visitor);
  await type(page, NATURAL, '5');
  await type(page, 'table3.new.total', '6');
  await page.keyboard.press('Control+z');
  await button(page, '空白格填 0').click();
  await flush(form);
  const before = await form.evaluate((element) => JSON.stringify(element.report));
  await again(visitor);
  assert.equal(await form.evaluate((element) => JSON.stringify(element.report)), before);
});

test('nothing is kept of a form in which nothing was typed', async (visitor) => {
  const { page } = visitor;
  await again(visitor);
  await again(visitor, START);
  await says(page, '没有草稿');
});

test('the list: go on, rename, copy, delete and bring back, back up, clear', async (visitor) => {
  const { page } = visitor;
  const form = await again(visitor);
  await type(page, NATURAL, '12');
  await flush(form);
  await again(visitor, START);
  const row = (text) => page.getByRole('listitem').filter({ hasText: text });
  await row('甲局 2025年度').waitFor();
  await shot(page, 'drafts');
  await accessible(page, 'gongkai-form');
  await page.getByLabel('更多：甲局 2025年度').click();
  await page.getByLabel('草稿名称').fill('第一稿');
  await page.getByLabel('草稿名称').press('Enter');
  await row('第一稿').waitFor();
  const saved = await download(page, () => button(page, '下载备份').click());
  assert.match(saved.name, /第一稿.*草稿备份\.json$/);
  assert.match(saved.text, /"gongkai-draft\/1"/);
  await button(page, '复制一份').click();
  await row('第一稿 副本').waitFor();
  await button(page, '删除').first().click();
  await row('已删除').waitFor();
  await atBothSizes(page, (size) => shot(page, `drafts-${size}`, { fullPage: true }));
  await button(page, '撤销删除').click();
  assert.equal(await row('第一稿').count(), 2);
  await page.getByLabel('继续填写 第一稿', { exact: true }).click();
  await shows(page, NATURAL, '12');
  await again(visitor, START);
  await page.getByText('公用电脑').click();
  await button(page, '清除这台电脑上的全部草稿').click();
  await says(page, '没有草稿');
  await openFile(page, saved.name, saved.text);
  await shows(page, NATURAL, '12');
});

test('opening a file leaves the draft that was open, and begins another', async (visitor) => {
  const { page } = visitor;
  const form = await again(visitor);
  await type(page, NATURAL, '12');
  await openFile(page, 'a.json', JSON.stringify(sample('hongze-2023')));
  await shows(page, NATURAL, String(sample('hongze-2023').table3.rows.new[0]));
  await type(page, NATURAL, '4711');
  await flush(form);
  await again(visitor, START);
  await page.getByLabel(/继续填写 淮安市洪泽区/).waitFor();
  await page.getByLabel(/继续填写 甲局/).click();
  await shows(page, NATURAL, '12');
});

test('the page gives another report than the draft began with: both are there', async (visitor) => {
  const { page } = visitor;
  const form = await again(visitor);
  await type(page, NATURAL, '12');
  await flush(form);
  await openBare(visitor, '');
  await page.evaluate((report) => {
    const element = document.createElement('gongkai-form');
    element.setAttribute('draft', 'd1');
    element.report = report;
    document.body.append(element);
  }, sample('hongze-2023'));
  await ready(page);
  await says(page, '不是同一份');
  await shows(page, NATURAL, String(sample('hongze-2023').table3.rows.new[0]));
  await button(page, '打开那份草稿').click();
  await shows(page, NATURAL, '12');
});

test('the page gives the very report the draft began with: the draft goes on', async (visitor) => {
  const { page } = visitor;
  const open = () => page.evaluate((report) => {
    const element = document.createElement('gongkai-form');
    element.setAttribute('draft', 'd1');
    element.report = report;
    document.body.append(element);
  }, sample('hongze-2023'));
  await openBare(visitor, '');
  await open();
  const form = await ready(page);
  await type(page, NATURAL, '4711');
  await flush(form);
  await openBare(visitor, '');
  await open();
  await ready(page);
  await shows(page, NATURAL, '4711');
});

// --- windows ------------------------------------------------------------------------------------

async function secondWindow(visitor) {
  const page = await visitor.context.newPage();
  await again(visitor, TAG, page);
  return page;
}

test('a second window looks on, takes over, and the first one says so', async (visitor) => {
  const { page } = visitor;
  const form = await again(visitor);
  await type(page, NATURAL, '12');
  await flush(form);
  const other = await secondWindow(visitor);
  await says(other, '另一窗口正在填写此表');
  assert.equal(await shown(other, NATURAL), '12');
  assert.equal(await cellInput(other, NATURAL).evaluate((input) => input.readOnly), true);
  await shot(other, 'draft-elsewhere');
  assert.equal(await button(other, '空白格填 0').first().isVisible().catch(() => false), false, 'a button that does nothing');
  await accessible(other, 'gongkai-form');
  await type(page, NATURAL, '123');
  await flush(form);
  await button(other, '在这里继续').click();
  await shows(other, NATURAL, '123');
  await says(page, '已转到另一窗口填写');
  await shot(page, 'draft-taken');
  assert.equal(await cellInput(page, NATURAL).evaluate((input) => input.readOnly), true);
  await type(other, NATURAL, '1234');
  await flush(other.locator('gongkai-form'));
  await button(page, '在这里继续').click();
  await shows(page, NATURAL, '1234');
});

test('an old window that wakes up overwrites nothing, and what it typed is a draft of its own', async (visitor) => {
  const { page, context } = visitor;
  // Without locks a window learns of the other only by its epoch, as one that was frozen does.
  await context.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }));
  const form = await again(visitor);
  await type(page, NATURAL, '12');
  await flush(form);
  const other = await secondWindow(visitor);
  await type(other, NATURAL, '99');
  await flush(other.locator('gongkai-form'));
  await page.evaluate(() => {
    const cell = document.querySelector('gongkai-form').shadowRoot.querySelector('[data-slot="table3.new.natural"]');
    cell.value = '12345';
    cell.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  });
  await says(page, '已另存为一份草稿');
  await flush(form);
  await other.close();
  await again(visitor);
  assert.equal(await shown(page, NATURAL), '99');
  await again(visitor, START);
  await page.getByLabel(/继续填写 另一窗口/).click();
  await shows(page, NATURAL, '12345');
});

test('a key that comes before the screen is locked is not lost', async (visitor) => {
  const { page } = visitor;
  const form = await again(visitor);
  await type(page, NATURAL, '12');
  await flush(form);
  const other = await secondWindow(visitor);
  await page.evaluate((code) => {
    // The moment the lock is gone, before anybody is told.
    const cell = document.querySelector('gongkai-form').shadowRoot.querySelector(`[data-slot="${code}"]`);
    navigator.locks.request('gongkai d1', { steal: true }, () => {
      queueMicrotask(() => setTimeout(() => {
        cell.value = '12345';
        cell.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      }));
    });
  }, NATURAL);
  await says(page, '这里只能查看');
  await flush(form);
  await other.close();
  const kept = await page.evaluate(() => new Promise((done) => {
    const request = indexedDB.open('gongkai');
    request.onsuccess = () => {
      const all = request.result.transaction('fields').objectStore('fields').getAll();
      all.onsuccess = () => { request.result.close(); done(all.result.filter(({ field }) => field === 'table3.new.natural').map(({ raw }) => raw)); };
    };
  }));
  const shownNow = await shown(page, NATURAL);
  assert.ok(kept.includes('12') && kept.includes(shownNow), `${shownNow} is on the screen, ${kept} is kept`);
});

test('a name given in another window stays', async (visitor) => {
  const { page } = visitor;
  const form = await again(visitor);
  await type(page, NATURAL, '12');
  await flush(form);
  const list = await visitor.context.newPage();
  await again(visitor, START, list);
  await list.getByLabel('更多：甲局 2025年度').click();
  await list.getByLabel('草稿名称').fill('第一稿');
  await list.getByLabel('草稿名称').press('Enter');
  await list.getByRole('listitem').filter({ hasText: '第一稿' }).waitFor();
  await type(page, NATURAL, '123');
  await flush(form);
  await again(visitor, START, list);
  await list.getByRole('listitem').filter({ hasText: '第一稿' }).waitFor();
});

test('a draft that cannot be read is said so, left alone, and the form works', async (visitor) => {
  const { page } = visitor;
  const form = await again(visitor);
  await type(page, NATURAL, '12');
  await flush(form);
  await page.evaluate(() => new Promise((done) => {
    const request = indexedDB.open('gongkai');
    request.onsuccess = () => {
      const fields = request.result.transaction('fields', 'readwrite').objectStore('fields');
      fields.put({ field: '', raw: '{"schema":"gongkai-report/1","table3":{"rows":{"nowhere":[1]}}}', seq: 0 }, ['d1', '']);
      fields.transaction.oncomplete = () => { request.result.close(); done(); };
    };
  }));
  await again(visitor);
  await says(page, 'nowhere');
  await type(page, NATURAL, '7');
  await flush(page.locator('gongkai-form'));
  await again(visitor, START);
  await page.getByLabel(/继续填写/).nth(1).waitFor(); // both are there
});

test('two forms of one draft on one page: one of them types', async (visitor) => {
  const { page } = visitor;
  await openBare(visitor, TAG + TAG);
  await ready(page, 0);
  await ready(page, 1);
  const first = page.locator('gongkai-form').nth(0).locator(`[data-slot="${NATURAL}"]`);
  await first.fill('12');
  await flush(page.locator('gongkai-form').nth(0));
  await openBare(visitor, TAG + TAG);
  await ready(page, 0);
  await ready(page, 1);
  await says(page, '另一窗口正在填写此表');
  const locked = await page.evaluate((code) => [...document.querySelectorAll('gongkai-form')].map((form) => form.shadowRoot.querySelector(`[data-slot="${code}"]`).readOnly), NATURAL);
  assert.deepEqual(locked.sort(), [false, true]);
});

// --- the program dies ---------------------------------------------------------------------------

test('a panic: the screen says so, the draft is whole and can be had as a file', async (visitor) => {
  const { page } = visitor;
  const form = await again(visitor);
  await type(page, NATURAL, '12');
  await form.evaluate((element) => element.failed('panicked at </textarea><img src=x onerror=alert(1)>'));
  await says(page, '页面出错，已停止计算；您填写的内容都在。');
  await shot(page, 'draft-crashed');
  await accessible(page, 'gongkai-form');
  const saved = await download(page, () => button(page, '下载备份').click());
  assert.match(saved.text, /"table3.new.natural","12"/);
  await button(page, '恢复填写').click();
  await ready(page);
  await shows(page, NATURAL, '12');
  await type(page, NATURAL, '123');
  await flush(form);
  await again(visitor);
  assert.equal(await shown(page, NATURAL), '123');
});

/** A release is tested with a hundred. */
const PANICS = Number(process.env.PANICS ?? 20);

test('panics in a row: nothing lost, nothing left behind', async (visitor) => {
  const { page, context } = visitor;
  const form = await again(visitor);
  const session = await context.newCDPSession(page);
  const count = async () => {
    await page.evaluate(() => { for (let i = 0; i < 3; i++) globalThis.gc(); });
    return session.send('Memory.getDOMCounters');
  };
  let before;
  const took = [];
  for (let i = 1; i <= PANICS; i++) {
    await type(page, NATURAL, String(i));
    const from = await page.evaluate(() => performance.now());
    await form.evaluate((element) => element.failed('again'));
    await button(page, '恢复填写').click();
    await ready(page);
    await shows(page, NATURAL, String(i));
    took.push(await page.evaluate((start) => performance.now() - start, from));
    if (i === 5) before = await count();
  }
  console.log(`      ${PANICS} panics, usable again after ${Math.round(took.sort((a, b) => a - b)[PANICS >> 1])} ms, at most ${Math.round(took.at(-1))}`);
  assert.ok(took.at(-1) < 5000, `${took.at(-1)} ms until usable again`);
  const after = await count();
  // One form has about 2,000 nodes: fifteen that are left behind would be 30,000.
  assert.ok(after.nodes <= before.nodes + 5_000, `nodes ${before.nodes} → ${after.nodes}`);
  assert.ok(after.jsEventListeners <= before.jsEventListeners * 1.3, `listeners ${before.jsEventListeners} → ${after.jsEventListeners}`);
}, { limit: Math.max(60_000, PANICS * 3_000) });

// --- the store fails ----------------------------------------------------------------------------

/** From here on the page can break its store: `window.broken` is what a write then ends with. */
const breakable = (context) => context.addInitScript(() => {
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...given) {
    if (window.broken === 'throw') throw new DOMException('closing', 'InvalidStateError');
    const made = transaction.apply(this, given);
    if (window.broken && given[1] === 'readwrite') {
      Object.defineProperty(made, 'error', { value: { name: window.broken } });
      queueMicrotask(() => made.abort());
    }
    return made;
  };
});

for (const [name, words] of [['QuotaExceededError', '浏览器空间不足'], ['DataError', '没能把内容写到磁盘'], ['throw', '没能把内容写到磁盘']]) {
  test(`a write that fails (${name}): it is said, nothing is lost, and it goes on by itself`, async (visitor) => {
    const { page, context } = visitor;
    await breakable(context);
    const form = await again(visitor);
    await type(page, NATURAL, '1');
    await flush(form);
    await page.evaluate((kind) => { window.broken = kind; }, name);
    await type(page, NATURAL, '1207');
    await says(page, words);
    assert.equal(await mark(form), '未保存');
    assert.equal(await form.evaluate((element) => element.dirty), true);
    assert.match(await form.evaluate((element) => element.flush().catch((error) => error.code)), /not-saved/);
    if (name === 'QuotaExceededError') {
      await shot(page, 'draft-unsaved');
      await accessible(page, 'gongkai-form');
      const saved = await download(page, () => button(page, '下载备份').click());
      assert.equal(JSON.parse(saved.text).table3.rows.new[0], 1207);
    }
    await page.evaluate(() => { window.broken = ''; });
    await says(page, '已恢复自动保存');
    await marked(page, /^已保存/);
    await again(visitor);
    assert.equal(await shown(page, NATURAL), '1207');
  });
}

for (const [name, stub] of [
  ['undefined', () => Object.defineProperty(window, 'indexedDB', { value: undefined })],
  ['throws', () => { IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }; }],
  ['never answers', () => { IDBFactory.prototype.open = () => ({}); }],
]) {
  test(`no store (${name}): the form works, and says that nothing is kept`, async (visitor) => {
    const { page, context } = visitor;
    await context.addInitScript(stub);
    const form = await again(visitor);
    await type(page, NATURAL, '12');
    await page.getByText('本浏览器不能自动保存草稿').waitFor({ timeout: 15_000 });
    assert.equal(await mark(form), '未保存');
    assert.equal(await shown(page, NATURAL), '12');
    assert.equal(await form.evaluate((element) => element.dirty), true);
  });
}

test('any one call to the store fails, of whatever kind: everything is there in the end', async (visitor) => {
  const { page, context } = visitor;
  await context.addInitScript(() => {
    window.plan = { at: 0, kind: '' };
    let calls = 0;
    const due = () => ++calls === window.plan.at && window.plan.kind;
    window.begin = (at, kind) => { calls = 0; window.plan = { at, kind }; };
    for (const [kind, names] of [[IDBDatabase, ['transaction']], [IDBObjectStore, ['get', 'put']]]) {
      for (const name of names) {
        const real = kind.prototype[name];
        kind.prototype[name] = function (...given) {
          const how = due();
          if (how === 'throw') throw new DOMException('no', 'UnknownError');
          const made = real.apply(this, given);
          if (how === 'abort') queueMicrotask(() => { try { (made.transaction ?? made).abort(); } catch { /* over already */ } });
          if (how === 'close') queueMicrotask(() => (this.transaction?.db ?? this).close());
          return made;
        };
      }
    }
  });
  const form = await again(visitor);
  const part = page.locator('[data-place="narrative.part1"]');
  await part.click();
  let text = '';
  for (const kind of ['throw', 'abort', 'close']) {
    for (let at = 1; at <= 9; at++) {
      await page.evaluate(([k, how]) => window.begin(k, how), [at, kind]);
      await page.keyboard.type('12');
      text += '12';
      await form.evaluate(async (element) => { for (let i = 0; i < 100 && element.dirty; i++) await element.flush().catch(() => new Promise((done) => { setTimeout(done, 100); })); });
    }
  }
  await page.evaluate(() => window.begin(0, ''));
  assert.equal(await form.evaluate((element) => element.dirty), false);
  await again(visitor);
  assert.equal(await part.inputValue(), text);
});

/** A row of numbers that look random and are the same every time. */
function* dice(seed) {
  for (let n = seed; ; n = (n * 48271) % 2147483647) yield n;
}

for (const seed of [7, 1966]) {
  test(`two windows, taking turns at random (${seed}): every number typed is in one draft or another`, async (visitor) => {
    const { page } = visitor;
    const roll = dice(seed);
    const next = (n) => roll.next().value % n;
    await again(visitor);
    const pages = [page, await secondWindow(visitor)];
    const codes = await page.evaluate(() => [...document.querySelector('gongkai-form').shadowRoot.querySelectorAll('.table3 input[data-slot]')]
      .map((input) => input.dataset.slot).filter((code) => !/total/.test(code)));
    const typed = [];
    for (let step = 0; step < 24; step++) {
      const at = pages[next(2)];
      const act = next(8);
      if (act === 0) {
        await again(visitor, TAG, at);
      } else if (act <= 2) {
        await at.getByRole('button', { name: '在这里继续' }).first().click({ timeout: 500 }).catch(() => {});
        await at.waitForTimeout(next(300));
      } else {
        const [code, number] = [codes[typed.length], String(1000 + step)];
        const took = await at.evaluate(([slot, text]) => {
          const input = document.querySelector('gongkai-form').shadowRoot?.querySelector(`[data-slot="${slot}"]`);
          if (!input || input.readOnly) return false;
          input.value = text;
          input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
          return true;
        }, [code, number]);
        if (took) typed.push([code, number]);
        if (took && next(2)) await at.evaluate(() => document.querySelector('gongkai-form').flush());
      }
    }
    for (const at of pages) await at.evaluate(() => document.querySelector('gongkai-form').flush());
    const kept = await page.evaluate(() => new Promise((done) => {
      const request = indexedDB.open('gongkai');
      request.onsuccess = () => {
        const all = request.result.transaction('fields').objectStore('fields').getAll();
        all.onsuccess = () => { request.result.close(); done(all.result.map(({ field, raw }) => `${field} ${raw}`)); };
      };
    }));
    assert.ok(typed.length > 3, `only ${typed.length} typed`);
    for (const [code, number] of typed) assert.ok(kept.includes(`${code} ${number}`), `${code} ${number} is lost`);
  });
}

test('the browser is cleaned up while the form is open: all of it is written again', async (visitor) => {
  const { page } = visitor;
  const form = await again(visitor);
  await type(page, NATURAL, '12');
  await flush(form);
  await page.evaluate(() => new Promise((done) => {
    const request = indexedDB.deleteDatabase('gongkai');
    request.onsuccess = request.onerror = done;
  }));
  await type(page, 'table3.new.commercial', '3');
  await flush(form);
  await again(visitor);
  assert.equal(await shown(page, NATURAL), '12');
  assert.equal(await shown(page, 'table3.new.commercial'), '3');
});

test('a draft of a newer version is looked at, and left as it is', async (visitor) => {
  const { page } = visitor;
  const form = await again(visitor);
  await type(page, NATURAL, '12');
  await flush(form);
  const all = () => page.evaluate(() => new Promise((done) => {
    const request = indexedDB.open('gongkai');
    request.onsuccess = () => {
      const heads = request.result.transaction('drafts').objectStore('drafts').getAll();
      heads.onsuccess = () => { request.result.close(); done(JSON.stringify(heads.result)); };
    };
  }));
  await page.evaluate(() => new Promise((done) => {
    const request = indexedDB.open('gongkai');
    request.onsuccess = () => {
      const drafts = request.result.transaction('drafts', 'readwrite').objectStore('drafts');
      drafts.get('d1').onsuccess = ({ target }) => { drafts.put({ ...target.result, schema: 2, more: 'x' }); };
      drafts.transaction.oncomplete = () => { request.result.close(); done(); };
    };
  }));
  const before = await all();
  await again(visitor);
  await says(page, '由更新的版本创建');
  assert.equal(await cell(page, NATURAL).evaluate((input) => input.readOnly), true);
  assert.equal(await all(), before);
});

test('half a character and every control character are kept letter by letter', async (visitor) => {
  const { page } = visitor;
  const form = await again(visitor);
  const text = 'a\ud800b\u0000\u202e１２\u200b𝌆';
  await page.locator('[data-place="narrative.part1"]').evaluate((area, value) => {
    area.value = value;
    area.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }, text);
  await flush(form);
  const stored = await page.evaluate(() => new Promise((done) => {
    const request = indexedDB.open('gongkai');
    request.onsuccess = () => {
      const field = request.result.transaction('fields').objectStore('fields').get(['d1', 'narrative.part1']);
      field.onsuccess = () => { request.result.close(); done([...field.result.raw].map((c) => c.codePointAt(0))); };
    };
  }));
  assert.deepEqual(stored, [...text].map((c) => c.codePointAt(0)));
  // It opens again, and what was kept stays as it was.
  await again(visitor);
  assert.match(await page.locator('[data-place="narrative.part1"]').inputValue(), /^a\ufffdb/);
});

test('the database’s version is 1 for ever, and storage is opened in one place', () => {
  const source = readFileSync(new URL('../../static/keeper.js', import.meta.url), 'utf8');
  assert.deepEqual(source.match(/indexedDB\.open\([^)]*\)/g), ['indexedDB.open(name, 1)']);
});

test('composing with an input method: what is composed is kept as well', async (visitor) => {
  const { page, context } = visitor;
  const form = await again(visitor);
  await page.locator('[data-place="narrative.part1"]').click();
  const session = await context.newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: 'shou', selectionStart: 4, selectionEnd: 4 });
  await flush(form);
  await session.send('Input.imeSetComposition', { text: '受', selectionStart: 1, selectionEnd: 1 });
  await session.send('Input.insertText', { text: '受理' });
  await flush(form);
  await again(visitor);
  assert.equal(await page.locator('[data-place="narrative.part1"]').inputValue(), '受理');
});

test('a shut connection, a slow disk: every key in order', async (visitor) => {
  const { page } = visitor;
  const form = await openNew(visitor);
  await page.locator('[data-place="narrative.part1"]').click();
  const text = '全年共受理政府信息公开申请1207件，上年度结转48件。';
  await page.keyboard.type(text, { delay: 5 });
  await flush(form);
  await page.reload();
  await ready(page);
  assert.equal(await page.locator('[data-place="narrative.part1"]').inputValue(), text);
});

test('many cells at once can be taken back after a crash too, but for what was typed since', async (visitor) => {
  const { page } = visitor;
  const form = await again(visitor);
  await type(page, NATURAL, '12');
  await button(page, '空白格填 0').first().click();
  await shows(page, 'table3.granted.natural', '0');
  await type(page, 'table3.granted.natural', '7');
  await flush(form);
  await again(visitor);
  await shows(page, 'table3.partial.natural', '0');
  await button(page, '撤销最近一次成批改动').click();
  await shows(page, 'table3.partial.natural', '');
  assert.equal(await shown(page, NATURAL), '12');
  assert.equal(await shown(page, 'table3.granted.natural'), '7');
  await flush(form);
  await again(visitor);
  await shows(page, 'table3.granted.natural', '7');
  assert.equal(await shown(page, 'table3.partial.natural'), '');
  assert.equal(await button(page, '撤销最近一次成批改动').count(), 0);
});
