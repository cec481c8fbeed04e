// What old script libraries do to a browser's own objects, boiled down to the changes themselves. Each runs in the page
// before our script; `theirs` tells whether the page's own scripts still find what they put there.

/** prototype.js 1.6: JSON methods on everything, another reduce, another bind, a constructor in Element's place. */
function prototype16() {
  const write = (value) => (Array.isArray(value) ? `[${value.map(write).join(', ')}]` : typeof value === 'string' ? `"${value}"` : String(value));
  Array.prototype.toJSON = function () { return write(this); };
  String.prototype.toJSON = function () { return `"${this}"`; };
  Number.prototype.toJSON = function () { return String(this); };
  Array.prototype.each = function (run) { for (let i = 0; i < this.length; i++) run(this[i], i); return this; };
  Array.prototype.reduce = function () { return this.length > 1 ? this : this[0]; };
  Array.prototype.clone = function () { return [].concat(this); };
  Array.from = (list) => { const out = []; for (let i = 0; list && i < list.length; i++) out.push(list[i]); return out; };
  Function.prototype.bind = function (...given) { const run = this, [self, ...first] = given; return function () { return run.apply(self, first.concat(Array.prototype.slice.call(arguments))); }; };
  const real = window.Element;
  window.Element = function Element(name) { return document.createElement(name); };
  window.Element.prototype = real.prototype;
  HTMLElement.prototype.remove = function () { this.parentNode.removeChild(this); return this; };
  HTMLElement.prototype.select = function (rule) { return this.querySelectorAll(rule); };
  HTMLElement.prototype.hide = function () { this.hidden = true; return this; };
}

/** prototype.js 1.7: iteration by its own names. */
function prototype17() {
  Array.prototype.entries = function () { return this.slice(); };
  Array.prototype.map = function (run, self) { const out = []; for (let i = 0; i < this.length; i++) out.push(run ? run.call(self, this[i], i) : this[i]); return out; };
  Array.prototype.find = function (test, self) { for (let i = 0; i < this.length; i++) if (test.call(self, this[i], i)) return this[i]; return undefined; };
  Array.prototype.filter = function (test, self) { const out = []; for (let i = 0; i < this.length; i++) if (test.call(self, this[i], i)) out.push(this[i]); return out; };
  String.prototype.startsWith = function (start) { return this.lastIndexOf(start, 0) === 0; };
  String.prototype.strip = function () { return this.replace(/^\s+|\s+$/g, ''); };
}

/** MooTools 1.2: classes in the place of Window and Element, bind with a list, names on every list and text. */
function mootools12() {
  window.Window = function Window() {};
  window.Document = function Document() {};
  const real = window.Element;
  window.Element = function Element(name) { return document.createElement(name); };
  window.Element.prototype = real.prototype;
  Function.prototype.bind = function (self, list) { const run = this; return (...given) => run.apply(self, list === undefined ? given : [].concat(list)); };
  Array.prototype.contains = function (item) { return this.indexOf(item) !== -1; };
  Array.prototype.flatten = function () { return [].concat(...this); };
  String.prototype.contains = function (part) { return this.indexOf(part) !== -1; };
  Object.prototype.$family = 'object';
}

function enumerableNames() {
  Object.prototype.extend = function (more) { for (const key in more) this[key] = more[key]; return this; };
  Object.prototype.foo = 'foo';
  Array.prototype.last = function () { return this[this.length - 1]; };
  Array.prototype.remove = function (item) { return this.filter((one) => one !== item); };
}

function windowReplaced() { window.Window = function () {}; }
function elementReplaced() { window.Element = function () {}; window.HTMLElement2 = window.HTMLElement; }

function mapReplaced() {
  window.Map = function Map() { this.keys_ = []; this.values_ = []; };
  window.Map.prototype = {
    get(key) { return this.values_[this.keys_.indexOf(key)]; },
    has(key) { return this.keys_.includes(key); },
    set(key, value) { const i = this.keys_.indexOf(key); if (i < 0) { this.keys_.push(key); this.values_.push(value); } else this.values_[i] = value; return this; },
    delete(key) { const i = this.keys_.indexOf(key); if (i >= 0) { this.keys_.splice(i, 1); this.values_.splice(i, 1); } return i >= 0; },
  };
}

/** A promise library of before browsers had promises, under the same name. */
function promiseReplaced() {
  const Real = window.Promise;
  function Promise(run) { const inner = new Real(run); this.then = (...given) => wrap(inner.then(...given)); this.catch = (given) => wrap(inner.catch(given)); }
  const wrap = (inner) => new Promise((done, fail) => inner.then(done, fail));
  Promise.resolve = (value) => wrap(Real.resolve(value));
  Promise.reject = (value) => wrap(Real.reject(value));
  Promise.all = (list) => wrap(Real.all(list));
  Promise.race = (list) => wrap(Real.race(list));
  window.Promise = Promise;
}

function jsonReplaced() {
  const { parse, stringify } = JSON;
  window.JSON = {
    parse: (text, ...more) => { if (/^[^{["\dntf-]/.test(text)) throw new SyntaxError('JSON.parse'); return parse(text, ...more); },
    stringify: (value, ...more) => stringify(value && typeof value.toJSON === 'function' ? value.toJSON() : value, ...more),
  };
}

function dateReplaced() {
  Date.prototype.toString = function (format) { return format ? '2026-01-01' : 'Thu'; };
  Date.parse = () => null;
  Date.now = () => 0;
  Number.prototype.days = function () { return this; };
}

/** Monitors wrap what goes over the network and what waits. */
function wrapped() {
  const { fetch, setTimeout, requestAnimationFrame, addEventListener, MutationObserver } = window;
  window.fetch = function () { return fetch.apply(this, arguments).then((response) => response); };
  window.setTimeout = function (run, ...more) { return setTimeout(() => run(), ...more); };
  window.requestAnimationFrame = (run) => requestAnimationFrame((time) => run(time));
  window.MutationObserver = class extends MutationObserver {};
  EventTarget.prototype.addEventListener = function (name, run, ...more) { return addEventListener.call(this, name, run, ...more); };
}

function customEventReplaced() {
  const make = function (name, { bubbles = false, cancelable = false, detail } = {}) {
    const event = document.createEvent('CustomEvent');
    event.initCustomEvent(name, bubbles, cancelable, detail);
    return event;
  };
  make.prototype = window.Event.prototype;
  window.CustomEvent = make;
}

/** A decoder for browsers that had none. */
function textDecoder() {
  const Real = window.TextDecoder;
  window.TextDecoder = function TextDecoder(...given) {
    const real = new Real(...given);
    this.decode = (...bytes) => real.decode(...bytes);
  };
}

function nodeMethods() {
  Element.prototype.append = function (...nodes) { for (const node of nodes) this.appendChild(typeof node === 'string' ? document.createTextNode(node) : node); return this; };
  Element.prototype.closest = () => null;
  Element.prototype.matches = () => false;
  Element.prototype.replaceChildren = function (...nodes) { while (this.firstChild) this.removeChild(this.firstChild); this.append(...nodes); };
  Node.prototype.contains = () => false;
}

/** What a hostile or careless text of the CMS puts in the way by names (DOM clobbering). */
export const CLOBBER = ['customElements', 'trustedTypes', 'WebAssembly', 'fetch', 'URL', 'location', 'history', 'document', 'adoptedStyleSheets',
  'currentScript', 'baseURI', 'body', 'head', 'addEventListener', 'getElementById', 'querySelector', 'attributes', 'shadowRoot', 'ready', 'reports', 'nodeName', 'constructor', '__proto__']
  .map((name) => `<form name="${name}"><input name="${name}"></form><img id="${name}" name="${name}" alt=""><a id="${name}" name="${name}"></a>`).join('');

export const PATCHES = { prototype16, prototype17, mootools12, enumerableNames, windowReplaced, elementReplaced, mapReplaced, promiseReplaced,
  jsonReplaced, dateReplaced, wrapped, customEventReplaced, textDecoder, nodeMethods };
