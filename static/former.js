// The entry form's own half of its glue. It is bundled with form.js, which wasm-bindgen writes beside it.
// static/gongkai.js sees the two as one.
import { start, mount as draw } from './form.js';

export { start };

export function mount(root, host) {
  const form = draw(root, {
    emit: (name, detail) => host.emit(name, detail),
    download: (name, text) => host.download(name, text),
    // The page may take the report over: false when it does.
    submit: () => host.emit('gongkai-submit', { report: host.report }),
    // A file that the user chose inside the form; of a refused one Rust has said so itself.
    open: (file) => { host.load(file).catch(({ code, message }) => { if (code !== 'refused') form.refuse(message); }); },
    failed: (message) => host.failed(message),
    copy: (text) => { copied(root, text).then(() => form.copied(true), () => form.copied(false)); },
  });
  return form;
}

/** Puts a text on the clipboard. Pages without https have none but the old way. */
async function copied(root, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = Object.getPrototypeOf(document).createElement.call(document, 'textarea');
    field.value = text;
    root.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    if (!done) throw new Error('copy');
  }
}
