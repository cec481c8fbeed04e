// The tags of a page: defines them once, loads a tag's WebAssembly when one is on the page, and
// answers for it when it cannot run. No dependency, no innerHTML, no inline style: it lives
// under the strictest content policy. The Rust side is `mount` of src/bin/<tag>.rs.

/** {tag: {js, first, later}}, the last two each {wasm, css, length, integrity}; a build writes this line. */
const TAGS = {};

const SLOW = 1000; // ms until a start is worth a line of progress
const LIMIT = 20 * 1024 * 1024; // bytes of a report file

/** Events that the page must not see: shortcuts of a CMS would act on what a clerk types. */
const INNER = ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'change', 'cut', 'copy', 'paste',
  'compositionstart', 'compositionupdate', 'compositionend'];

/** The notice line stands in the page's own look until the element runs. */
const NOTICE_CSS = `:host{display:block}:host([hidden]){display:none}
[part=notice]{padding:8px 12px;border-left:4px solid #0b57a4;background:#f6f7f9;color:#1c2430;
font:14px/1.7 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
[part=notice][role=alert]{border-color:#b3261e;background:#fdecea}
[part=notice][hidden]{display:none}
[part=notice] button{font:inherit;margin-left:12px;padding:4px 12px;min-height:32px;color:#0b57a4;
background:#fff;border:1px solid #0b57a4;border-radius:4px;cursor:pointer}
[part=notice] button:focus-visible{outline:2px solid #0b57a4;outline-offset:2px}`;

/** Why a tag does not run, and what to do about it. */
const REASONS = {
  'no-wasm': '浏览器不支持 WebAssembly，可能是版本过旧。请改用浏览器的“极速模式”，或换用较新的浏览器。',
  'old-browser': '浏览器版本过旧。请改用浏览器的“极速模式”，或换用较新的浏览器。',
  'file-protocol': '页面是从本机文件直接打开的，浏览器不允许载入程序。请通过网站地址打开。',
  'not-found': '服务器上缺少程序文件。请网站管理员把发布目录里的文件全部上传。',
  'http': '服务器没有给出程序文件。请稍后重试；仍不行请联系网站管理员。',
  'network': '网络不通，或请求被拦截。请检查网络后重试。',
  'wrong-content': '服务器给出的不是程序文件，可能是登录页或出错页。请重新登录后重试；仍不行请联系网站管理员。',
  'truncated': '程序文件没有下载完整。请重试；仍不行请网站管理员重新上传该文件。',
  'mismatch': '程序文件与页面的版本不一致。请刷新页面；仍不行请网站管理员重新上传整个发布目录。',
  'csp': "网站的安全策略不允许运行程序。请网站管理员在 CSP 的 script-src 中加入 'wasm-unsafe-eval'。",
  'crashed': '程序出错，已停止运行。出错前填写的内容还在，可以重新载入后继续。',
};

class GongkaiError extends Error {
  constructor(code, message = REASONS[code], detail = '') {
    super(detail ? `${message}（${detail}）` : message);
    this.name = 'GongkaiError';
    this.code = code;
    // The clerk is told what to do; what a panic said is for the page's own log.
    this.line = code === 'crashed' ? message : this.message;
  }
}

/** Without constructable sheets a strict content policy leaves no way to style a shadow root. */
const SHEETS = 'adoptedStyleSheets' in Document.prototype;

/** JSON of plain data, without asking `toJSON`: old libraries give arrays one that writes them as text. */
function json(value) {
  if (Array.isArray(value)) return `[${value.map(json).join()}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, part]) => part !== undefined);
    return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${json(part)}`).join()}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

const file = (text) => new Blob([text], { type: 'application/json' });

/** Anything but UTF-8 is refused: a guess would change what stands in the file. */
async function utf8(blob) {
  const bytes = await blob.arrayBuffer().catch(() => { throw new GongkaiError('unreadable', '文件读不出来，可能已被移动或正在被别的程序占用，请重新选择。'); });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new GongkaiError('unreadable', '文件不是 UTF-8 编码的文字，没有读取。请选择保存下来的 .json 年报文件。');
  }
}

const kind = (value) => Object.prototype.toString.call(value).slice(8, -1);
const address = (name) => new URL(name, import.meta.url);

// --- loading: once for all elements of a tag ----------------------------------------------------

async function download(name) {
  let response;
  try {
    response = await fetch(address(name));
  } catch {
    throw new GongkaiError(location.protocol === 'file:' ? 'file-protocol' : 'network', undefined, name);
  }
  if (response.ok) return response;
  const missing = response.status === 404 || response.status === 410;
  throw new GongkaiError(missing ? 'not-found' : 'http', undefined, `${response.status} ${name}`);
}

async function sheet(name) {
  return constructed(await (await download(name)).text());
}

function constructed(text) {
  const css = new CSSStyleSheet();
  css.replaceSync(text);
  return css;
}

/** Bytes first, compiled after: what the server calls them then does not matter. */
async function program({ wasm, length, integrity }) {
  const response = await download(wasm);
  const bytes = await response.arrayBuffer().catch(() => { throw new GongkaiError('truncated', undefined, wasm); });
  const start = new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength));
  if (String.fromCharCode(...start) !== '\0asm') throw new GongkaiError('wrong-content', undefined, wasm);
  if (bytes.byteLength < length) throw new GongkaiError('truncated', undefined, `${bytes.byteLength}/${length} ${wasm}`);
  if (!await intact(bytes, integrity)) throw new GongkaiError('mismatch', undefined, wasm);
  return compile(bytes);
}

/** Browsers offer the digest on secure pages only; elsewhere the name's hash has to do. */
async function intact(bytes, integrity) {
  if (!globalThis.crypto?.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));
  return `sha384-${btoa(String.fromCharCode(...digest))}` === integrity;
}

async function compile(bytes) {
  let refused = false;
  const note = (event) => { refused ||= event.blockedURI === 'wasm-eval'; };
  document.addEventListener('securitypolicyviolation', note);
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    await new Promise((done) => setTimeout(done)); // the violation is reported in a task of its own
    const csp = refused || /content security policy|unsafe-eval|disallowed by embedder/i.test(error.message);
    throw new GongkaiError(csp ? 'csp' : 'old-browser', undefined, error.message);
  } finally {
    document.removeEventListener('securitypolicyviolation', note);
  }
}

/** Browsers may remember a failed import, so another try takes another address. */
async function glue(name, attempt) {
  try {
    return (await import(address(attempt ? `${name}?${attempt}` : name))).default;
  } catch (error) {
    const type = (await download(name)).headers.get('content-type') ?? '';
    throw new GongkaiError(/html/.test(type) ? 'wrong-content' : 'network', undefined, `${name}: ${error.message}`);
  }
}

const files = (part) => [program(part), sheet(part.css)];

const loads = new Map();

function load(tag) {
  if (typeof WebAssembly !== 'object') return Promise.reject(new GongkaiError('no-wasm'));
  if (!SHEETS) return Promise.reject(new GongkaiError('old-browser'));
  const last = loads.get(tag);
  if (last && !last.failed) return last.parts;
  const table = TAGS[tag];
  const attempt = last ? last.attempt + 1 : 0;
  const next = { attempt, failed: false, parts: Promise.all([glue(table.js, attempt), ...files(table.first)]) };
  next.parts.catch(() => { next.failed = true; });
  loads.set(tag, next);
  return next.parts;
}

/** What a tag needs only on request: loaded once the tag is usable, once for all elements. A failure is forgotten,
    so that the next need tries again. */
const laters = new Map();

function loadLater(tag) {
  if (!laters.has(tag)) {
    const next = Promise.all(files(TAGS[tag].later));
    next.catch(() => { laters.delete(tag); });
    laters.set(tag, next);
  }
  return laters.get(tag);
}

// --- death: a trap leaves an instance that must not be entered again ----------------------------

const living = new Set();

function trapped(error) {
  const trap = error instanceof WebAssembly.RuntimeError;
  const deep = error instanceof RangeError && /wasm/.test(error.stack);
  if (!trap && !deep) return;
  // A panic has named its element already. A bare trap has not: ask each whether it still answers.
  if (crashed) { crashed = false; return; }
  const dead = [...living].filter((element) => !element.answers());
  for (const element of dead.length ? dead : [...living]) element.failed(error.message);
}

let crashed = false; // a panic hook has spoken; the trap that follows it is the same death

if (typeof WebAssembly === 'object') {
  addEventListener('error', (event) => trapped(event.error));
  addEventListener('unhandledrejection', (event) => trapped(event.reason));
}

/** Drafts are not kept yet: leaving a page with changes that were neither saved nor taken over asks first. */
addEventListener('beforeunload', (event) => {
  if ([...living].some((element) => element.dirty)) event.preventDefault();
});

// --- the element --------------------------------------------------------------------------------

class GongkaiElement extends HTMLElement {
  static observedAttributes = ['year', 'org', 'draft', 'last-year'];

  #shadow = this.attachShadow({ mode: 'open' });
  #notice = document.createElement('div');
  #slot = document.createElement('slot');
  #root = null; // what Rust draws in
  #mounted = null; // Rust's side; null when not running
  #text = null; // the report's file, the last one known: given by the page, or read back from Rust
  #dirty = false; // whether it held changes when it was read back
  #unsaved = false; // whether an instance before this one left changes
  #sheets = []; // of what has come
  #exports = null; // of the instance's first file
  #whole = null; // promise of the second
  #here = false; // whether it has come
  #owed = false; // a report that the page gave, for Rust to read when it has
  #reading = 0; // timer of the next reading back
  #run = 0; // number of the current start; an older one that comes late is dropped
  #started = false;
  #ready;
  #settle;

  constructor() {
    super();
    this.#notice.setAttribute('part', 'notice');
    this.#shadow.append(this.#notice, this.#slot);
    this.#plain();
    this.#promise();
  }

  connectedCallback() {
    this.#upgrade('report');
    if (!this.#started) this.#start();
  }

  /** Moving an element disconnects and connects it: only one that stays away is taken down. */
  disconnectedCallback() {
    queueMicrotask(() => { if (!this.isConnected) this.#stop(); });
  }

  attributeChangedCallback(name, before, value) {
    if (before !== value && this.#mounted) this.#attribute(name, value);
  }

  #attribute(name, value) {
    if (name === 'last-year') this.#compare(value).catch((error) => this.#tell(error));
    else this.#mounted.attribute(name, value ?? undefined);
  }

  /** Last year's report is read from the page's own site only; without it nothing is compared. */
  async #compare(name) {
    if (name) await this.#complete();
    const url = name && new URL(name, document.baseURI);
    if (url && url.origin !== location.origin) throw new GongkaiError('last-year', '上年年报不在本网站上，没有读取。');
    const text = url ? await utf8(await (await download(url)).blob()) : undefined;
    if (name === this.getAttribute('last-year')) this.#mounted?.last_year(text);
  }

  get ready() { return this.#ready; }

  get report() { return JSON.parse((this.#mounted && !this.#owed ? this.#mounted.report() : this.#text) ?? 'null'); }

  set report(report) {
    const text = json(report);
    if (this.#here) this.#mounted.load_text(text);
    this.#text = text;
    this.#unsaved = false;
    if (!this.#mounted || this.#here) return;
    this.#owed = true;
    this.#complete().then(() => this.#forward()).catch((error) => this.#tell(error));
  }

  /** Whether anything was changed since it was opened, saved or taken over. */
  get dirty() { return this.#unsaved || Boolean(this.#mounted?.is_dirty()); }

  /** `null` until the element runs: nothing has been checked, which is not the same as no findings. */
  get findings() { return this.#mounted ? this.#mounted.findings() : null; }

  check() { return this.#alive().findings(); }

  async load(source) {
    const type = kind(source);
    const blob = type === 'Blob' || type === 'File';
    if ((blob ? source.size : type === 'String' ? source.length : 0) > LIMIT) {
      throw new GongkaiError('too-large', '文件超过 20 MB，不是一份年度报告。请检查是否选错了文件。');
    }
    const text = blob ? await utf8(source) : type === 'String' ? source : json(source);
    await this.#ready;
    await this.#complete();
    this.#alive().load_text(text);
    this.#owed = this.#unsaved = false;
  }

  async save(kind) {
    await this.#ready;
    if (kind !== 'json') throw new GongkaiError('unknown-kind', `不能保存为 ${kind}，现在可以保存为 json。`);
    const text = this.#alive().report();
    if (text === undefined) throw new GongkaiError('no-report', '还没有打开报告，没有可以保存的内容。');
    return file(text);
  }

  async flush() {
    throw new GongkaiError('no-draft-store', '此版本不自动保存草稿，关闭页面前请把报告导出为文件。');
  }

  /** Not by delegatesFocus: with it, a click on any plain text of the form would put the focus on
      its first button, and scroll a long page back up to it. */
  focus(options) {
    const first = this.#root?.querySelector('input,textarea,select,button,[tabindex]');
    if (first) first.focus(options); else super.focus(options);
  }

  /** For Rust: `false` when the page cancelled the event. */
  emit(name, detail) {
    if (name === 'gongkai-change' && !this.#reading) this.#reading = setTimeout(() => this.#read());
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  /** For Rust: hands the report to the user as a file. */
  download(name, text) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file(text));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser reads the address after this
  }

  /** For Rust: the page may take the report over; `false` when it does. */
  submit() { return this.emit('gongkai-submit', { report: this.report }); }

  /** For Rust: a file that the user chose inside the form. */
  open(file) { this.load(file).catch(({ code, message }) => { if (code !== 'refused') this.#mounted?.refuse(message); }); }

  /** For Rust's panic hook: the instance must not be entered again. */
  failed(message) {
    if (!living.delete(this)) return;
    crashed = true;
    setTimeout(() => { crashed = false; });
    this.#mounted = null;
    this.#fail(new GongkaiError('crashed', undefined, String(message).slice(0, 300)));
  }

  answers() {
    try { this.#mounted.report(); return true; } catch { return false; }
  }

  // -- running --

  #start() {
    const run = ++this.#run;
    this.#started = true;
    const slow = setTimeout(() => this.#say('正在载入填报工具…', 'status'), SLOW);
    load(this.localName)
      .then((parts) => { if (run === this.#run) return this.#mount(run, ...parts); })
      .catch((error) => { if (run === this.#run) this.#fail(error); })
      .finally(() => clearTimeout(slow));
  }

  /** Every element has an instance of its own: one that dies takes no other with it, and one that
      is removed goes with all it holds. */
  async #mount(run, glue, module, css) {
    const { default: instantiate, mount } = glue();
    this.#exports = await instantiate({ module_or_path: module });
    this.#whole = null;
    this.#sheets = [css];
    if (this.#text !== null) await this.#complete();
    if (run !== this.#run) return;
    const root = this.#newRoot();
    living.add(this);
    const drawn = this.#drawn(root);
    this.#mounted = mount(root, this);
    if (this.#whole) this.#arrive();
    for (const name of this.constructor.observedAttributes) {
      if (this.hasAttribute(name)) this.#attribute(name, this.getAttribute(name));
    }
    this.#forward();
    await drawn;
    if (run !== this.#run || !this.#mounted) return;
    this.#live();
  }

  /** Rust gets a new div each time: Yew never takes its listeners off an old one. */
  #newRoot() {
    const root = document.createElement('div');
    root.setAttribute('part', 'root');
    root.translate = false;
    root.hidden = true;
    for (const name of INNER) root.addEventListener(name, (event) => event.stopPropagation());
    this.#root?.remove();
    this.#shadow.append(root);
    return this.#root = root;
  }

  /** Resolves once there is something to see, before the browser paints. */
  #drawn(root) {
    return new Promise((done) => {
      new MutationObserver((_, observer) => { observer.disconnect(); done(); }).observe(root, { childList: true });
    });
  }

  /** The instance's second file lies over the memory of the first, so each instance has its own copy of both. */
  #complete() {
    const exports = this.#exports;
    this.#whole ??= loadLater(this.localName)
      .then(([module, css]) => WebAssembly.instantiate(module, { __wasm_split: exports }).then(() => {
        if (exports !== this.#exports) return;
        this.#sheets.push(css);
        if (!this.#slot.isConnected) this.#dress();
        this.#arrive();
      }))
      .catch((error) => {
        this.#whole = null;
        throw error instanceof GongkaiError ? error : new GongkaiError('mismatch', undefined, error.message);
      });
    return this.#whole;
  }

  #arrive() {
    if (!this.#mounted) return;
    this.#here = true;
    this.#mounted.arrive();
  }

  #forward() {
    this.#owed = false;
    if (this.#text === null || !this.#mounted) return;
    try {
      this.#mounted.load_text(this.#text);
    } catch (error) {
      this.#text = null;
      queueMicrotask(() => this.#tell(error));
    }
  }

  #live() {
    this.#dress();
    this.#slot.remove();
    this.#notice.remove();
    this.#root.hidden = false;
    this.#settle.resolve(this);
    this.emit('gongkai-ready');
    this.#complete().catch(() => {}); // whoever needs it tries again, and is told
  }

  #dress() { this.#shadow.adoptedStyleSheets = this.#sheets; }

  #plain() {
    if (SHEETS) this.#shadow.adoptedStyleSheets = [constructed(NOTICE_CSS)];
    this.#root?.remove();
    this.#root = null;
    this.#notice.hidden = true;
    this.#shadow.append(this.#notice, this.#slot);
  }

  #fail(error) {
    const known = error instanceof GongkaiError ? error : new GongkaiError('crashed', undefined, error?.message);
    this.#run++;
    this.#leave();
    this.#plain();
    this.#say(`填报工具不能使用：${known.line}`, 'alert', true);
    this.#settle.reject(known);
    this.#tell(known);
  }

  #tell({ code = 'unknown', message }) {
    this.emit('gongkai-error', { code, message });
  }

  #stop() {
    if (!this.#started) return;
    this.#run++;
    this.#started = false;
    const mounted = this.#mounted;
    this.#read();
    this.#leave();
    if (mounted) {
      try { mounted.unmount(); } catch { /* its instance goes with it either way */ }
      this.#promise();
    }
    this.#plain();
  }

  #leave() {
    living.delete(this);
    this.#mounted = this.#exports = this.#whole = null;
    this.#here = this.#owed = false;
    this.#unsaved ||= this.#dirty;
    this.#dirty = false;
  }

  #again() {
    this.#promise();
    this.#plain();
    this.#start();
  }

  /** Keeps the report outside Rust, for the instance after this one. */
  #read() {
    clearTimeout(this.#reading);
    this.#reading = 0;
    if (!this.#mounted || this.#owed) return;
    try {
      this.#dirty = this.#mounted.is_dirty();
      this.#text = this.#mounted.report() ?? this.#text;
    } catch { /* keep the one before */ }
  }

  // -- small things --

  #alive() {
    if (!this.#mounted) throw new GongkaiError('not-ready', '填报工具还没有载入完成。');
    return this.#mounted;
  }

  #promise() {
    this.#ready = new Promise((resolve, reject) => { this.#settle = { resolve, reject }; });
    this.#ready.catch(() => {}); // a page that does not ask must not see an unhandled rejection
  }

  #say(text, role, again = false) {
    this.#notice.setAttribute('role', role);
    this.#notice.replaceChildren(text);
    this.#notice.hidden = false;
    if (!again) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = '重新载入';
    button.addEventListener('click', () => this.#again());
    this.#notice.append(button);
  }

  /** A property that the page set before this script ran hides the one of the class. */
  #upgrade(name) {
    if (!Object.prototype.hasOwnProperty.call(this, name)) return;
    const value = this[name];
    delete this[name];
    this[name] = value;
  }
}

for (const tag of Object.keys(TAGS)) {
  if (!customElements.get(tag)) customElements.define(tag, class extends GongkaiElement {});
}
