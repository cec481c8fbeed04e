// The second engine: Debian's Firefox over WebDriver BiDi.
import { existsSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

const BINARY = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

/** Runs `look` on a page of Firefox; says so and does nothing where there is no Firefox. `extraPrefsFirefox`: its settings. */
export async function inFirefox(look, extraPrefsFirefox = {}) {
  if (!existsSync(BINARY)) return console.log(`      not run: no ${BINARY}`);
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: BINARY, headless: true, extraPrefsFirefox });
  try {
    return await look(await browser.newPage());
  } finally {
    await browser.close();
  }
}
