// The public view's own half of its glue: where reports come from, and what is in the address. It is bundled with
// view.js, which wasm-bindgen writes beside it. static/gongkai.js sees the two as one.
import { start, mount as draw } from './view.js';

export { start };
export const mount = (root, host) => new Reader(root, host);

const LIMIT = 20 * 1024 * 1024; // bytes of a report file
const SILENCE = 10_000; // ms without a byte until a server is given up
const AT_ONCE = 6; // files under way: what browsers do for one server anyway
const SLICE = 30; // ms of reading until the page gets its turn
const BETWEEN = '\x1e'; // the texts of several reports
const MOST_LINES = 5; // of what went wrong

/** How the part of an address begins that a view wrote. */
const OURS = /^#gk=/;

class Reader {
  #root;
  #rust;
  #host;
  #run = 0; // number of the current reading; an older one that comes late is dropped
  #complete = () => {}; // loads the rest of the program
  #began = false;
  #shows = false;
  #judged = ''; // how many findings were told last
  #permalink = false; // whether the page lets us write into its address

  constructor(root, host) {
    this.#root = root;
    this.#host = host;
    this.#rust = draw({
      failed: (message) => host.failed(message),
      download: (name, text, type) => host.download(name, text, type),
      moved: (at) => this.#moved(at),
    });
  }

  attribute(name, value) {
    if (name === 'permalink') {
      this.#permalink = value !== undefined;
    } else if (name === 'src') {
      if (this.#began) this.begin(null, '');
    } else {
      this.#rust.attribute(name, value);
    }
  }

  /** Shows what the page gave, or what its attribute names, or its own tables: the first that gives anything. Resolves
      to whether something is shown. What is there already stays until the new is whole. */
  async begin(text, at, complete = this.#complete) {
    const run = ++this.#run;
    this.#complete = complete;
    this.#began = true;
    const told = [];
    const names = [...new Set((this.#host.getAttribute('src') ?? '').split(/\s+/).filter(Boolean))];
    const given = text !== null;
    const count = given ? this.#take(text, told) : await this.#fetch(run, names, told);
    if (run !== this.#run) return this.#shows;
    if (count) this.#show(at);
    else if (!this.#shows || !names.length) await this.#page(run, at, told);
    if (run !== this.#run) return this.#shows;
    this.#tell(told, names.length && !given);
    return this.#shows;
  }

  /** Reports that the page gives: all of them or none.
      @throws with one sentence */
  load_text(text) {
    const told = [];
    this.#run++;
    this.#take(text, told);
    if (told.length) throw told[0];
    this.#show('');
    this.#host.note('');
  }

  arrive() {
    this.#rust.arrive();
    this.#judge();
  }

  reports() { return this.#rust.reports(); }
  report() { return this.#rust.report(); }
  findings() { return this.#rust.findings(); }
  save(kind) { return this.#rust.save(kind); }
  go(at) { this.#rust.go(at); }
  unmount() { this.#run++; this.#rust.unmount(); }

  /** The page's address changed. */
  hash() { if (this.#shows) this.#rust.go(this.#address()); }

  // -- gathering --

  #take(together, told) {
    this.#rust.gather();
    let count = 0;
    for (const text of together.split(BETWEEN)) count += this.#read({ text, address: '', time: '' }, '', told);
    return told.length ? 0 : count;
  }

  async #fetch(run, names, told) {
    const files = await each(names, (name) => fileAt(name, this.#host.baseURI).catch((error) => error));
    if (run !== this.#run) return 0;
    this.#rust.gather();
    let count = 0;
    let from = performance.now();
    for (let i = 0; i < files.length; i++) {
      const file = files[i];
      if (file instanceof Error) told.push(file); else count += this.#read(file, names[i], told);
      if (performance.now() - from < SLICE) continue;
      await new Promise((done) => setTimeout(done));
      if (run !== this.#run) return 0;
      from = performance.now();
    }
    return count;
  }

  /** One more report among those gathered: 1, or 0 and a sentence more. */
  #read({ text, address, time }, name, told) {
    try {
      this.#rust.read(text, address, time);
      return 1;
    } catch (error) {
      if (!error.code) throw error; // a trap: no fault of the file
      const because = error.message.replace('，没有读取。', '。');
      told.push(name ? refusal(name, error.code, because) : error);
      return 0;
    }
  }

  #show(at) {
    this.#shows = true;
    this.#rust.show(this.#fresh());
    this.#rust.go(this.#address() || at);
    this.#judged = '';
    this.#judge();
  }

  /** Tells how many findings the report in front has, as soon as that is known and when it is another number. */
  #judge() {
    const count = { errors: 0, warnings: 0, hints: 0 };
    const findings = this.#rust.findings();
    if (!findings) return;
    for (let i = 0; i < findings.length; i++) count[`${findings[i].severity}s`]++;
    const told = `${count.errors} ${count.warnings} ${count.hints}`;
    if (told !== this.#judged) this.#host.emit('gongkai-findings', count);
    this.#judged = told;
  }

  /** New data are drawn into a new place, which takes the old one's when something is in it: whatever a page's scripts
      did to the old, the two are never mixed. */
  #fresh() {
    const place = this.#root.cloneNode(false);
    place.hidden = false;
    place.removeAttribute('part');
    new MutationObserver((_, observer) => {
      observer.disconnect();
      this.#root.replaceChildren(place);
    }).observe(place, { childList: true });
    return place;
  }

  /** The light DOM's own tables: what recognises them is not loaded before it is needed. */
  async #page(run, at, told) {
    try {
      await this.#complete();
      if (run !== this.#run) return;
      this.#rust.read_page(this.#host);
      this.#show(at);
    } catch (error) {
      if (!error.code) throw error;
      if (!told.length) told.push(error);
    }
  }

  #tell(told, again) {
    const lines = told.slice(0, MOST_LINES).map((error) => error.message);
    if (told.length > MOST_LINES) lines.push(`另有 ${told.length - MOST_LINES} 个文件没有读到。`);
    this.#host.note(lines.join('\n'), again && (() => this.begin(null, this.#host.at)));
    for (const error of told) this.#host.tell(error);
  }

  // -- the address --

  #moved(at) {
    if (this.#permalink) {
      // Some browsers refuse too many changes in a short time: the view itself has changed all the same.
      try { history.replaceState(history.state, '', `#${at}`); } catch { /* the next one will do */ }
    }
    this.#host.emit('gongkai-change', { at });
    this.#judge();
  }

  #address() { return this.#permalink && OURS.test(location.hash) ? location.hash.slice(1) : ''; }
}

// --- files --------------------------------------------------------------------------------------

/** Does the work for every item, some at once; gives the results in the items' order. By plain loops: old libraries
    put methods of their own under the names of newer ones. */
async function each(items, work) {
  const results = [];
  let next = 0;
  const go = async () => {
    while (next < items.length) {
      const mine = next++;
      results[mine] = await work(items[mine]);
    }
  };
  const under = [];
  while (under.length < AT_ONCE) under.push(go());
  await Promise.all(under);
  return results;
}

/** Why a file is not shown: one sentence that names it. */
function refusal(name, code, because) {
  const short = name.length > 80 ? `${name.slice(0, 80)}…` : name;
  return Object.assign(new Error(`年报数据“${short}”没有读到：${because}`), { code });
}

/** A file of the page's own site: its text, its address, and when it was changed. With the site's cookies: many official sites answer nobody without. */
async function fileAt(name, base) {
  const fail = (code, because) => { throw refusal(name, code, because); };
  let url;
  try { url = new URL(name, base); } catch { fail('bad-address', '地址写法有误。'); }
  if (url.protocol !== location.protocol || url.origin !== location.origin) fail('other-site', '它不在本网站上。');
  const stop = new AbortController();
  let timer;
  const heard = () => { clearTimeout(timer); timer = setTimeout(() => stop.abort(), SILENCE); };
  const because = () => {
    if (location.protocol === 'file:') fail('file-protocol', '页面是从本机文件直接打开的，浏览器不允许读取。');
    if (stop.signal.aborted) fail('timeout', '服务器超过 10 秒没有回应。');
    fail('network', '网络不通，或传输中断。');
  };
  heard();
  try {
    const response = await fetch(url, { mode: 'same-origin', signal: stop.signal }).catch(because);
    if ([404, 410].includes(response.status)) fail('not-found', `服务器上没有这个文件（${response.status}）。`);
    if (!response.ok) fail('http', `服务器出错（${response.status}）。`);
    const text = await decoded(response, heard, fail, because);
    if (/^\s*</.test(text)) fail('wrong-content', '服务器给出的是网页而不是数据，可能是登录页或出错页。');
    return { text, address: url.href, time: response.headers.get('last-modified') ?? '' };
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

/** UTF-8 or nothing: a guess would change what stands in the file. */
async function decoded(response, heard, fail, because) {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (bytes, options) => {
    try { return decoder.decode(bytes, options); } catch { return fail('unreadable', '文件不是 UTF-8 编码的文字。'); }
  };
  const reader = response.body.getReader();
  const parts = [];
  for (let size = 0; ;) {
    const { done, value } = await reader.read().catch(because);
    if (done) break;
    heard();
    size += value.byteLength;
    if (size > LIMIT) fail('too-large', '文件超过 20 MB，不是一份年度报告。');
    parts.push(decode(value, { stream: true }));
  }
  return parts.join('') + decode();
}
