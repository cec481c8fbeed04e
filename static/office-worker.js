// The office worker: reads and writes files of office programs away from the page, with a memory of its own. A file
// that is too much for it takes only this worker down. static/office.js asks it; it is bundled with office.js, which
// wasm-bindgen writes beside it.
import { initSync, read, report, write } from './office.js';

const JOBS = { start: (module) => { initSync({ module }); }, read, report, write };

addEventListener('message', ({ data: [job, ...args] }) => {
  try {
    postMessage({ done: JOBS[job](...args) });
  } catch (error) {
    // What Rust says is a sentence; everything else leaves an instance that must not be entered again.
    postMessage(typeof error === 'string' ? { said: error } : { died: String(error) });
  }
});
