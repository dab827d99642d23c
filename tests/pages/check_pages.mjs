// Looks at each page of a folder in headless Chromium as a desktop and as a phone shows it, light and dark, in English
// and in German: no fault that axe finds, nothing wider than the screen, no error, nothing fetched from elsewhere. Keeps
// a picture of each beside the page.
//   node check_pages.mjs FOLDER [CHROMIUM]
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import puppeteer from "puppeteer-core";

const folder = resolve(process.argv[2]);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const screens = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844, isMobile: true } };
const pictureHeightMax = 4000;

async function faultsOf(tab, width) {
  await tab.evaluate(axe);
  const { violations } = await tab.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], preload: false }));
  const faults = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.length} × ${nodes[0].html.slice(0, 160)}`);
  // What scrolls by itself may be wider. On a phone the page would be zoomed out instead of scrolled.
  const cut = await tab.evaluate((width) => {
    const scrolls = (node) => node && (getComputedStyle(node).overflowX !== "visible" || scrolls(node.parentElement));
    return [...document.querySelectorAll("body *")]
      .filter((node) => node.checkVisibility() && node.getBoundingClientRect().right > width + 1 && !scrolls(node.parentElement))
      .map((node) => node.outerHTML.slice(0, 160));
  }, width);
  if (cut.length > 0) faults.push(`${cut.length} parts are wider than the screen: ${cut[0]}`);
  return faults;
}

async function look(browser, name, screen, theme, language) {
  const tab = await browser.newPage();
  const faults = [];
  tab.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  tab.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) faults.push(`it fetches ${request.url()}`);
  });
  await tab.setViewport(screens[screen]);
  await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
  await tab.goto(`file://${folder}/${name}`, { waitUntil: "load" });
  await tab.evaluate((value) => document.querySelector(`input[name="language"][value="${value}"]`)?.click(), language);
  faults.push(...(await faultsOf(tab, screens[screen].width)));
  const height = await tab.evaluate(() => document.documentElement.scrollHeight);
  await tab.setViewport({ ...screens[screen], height: Math.min(height, pictureHeightMax) });
  await tab.screenshot({ path: `${folder}/${name.replace(".html", "")}-${screen}-${theme}-${language}.png` });
  await tab.close();
  return faults;
}

const browser = await puppeteer.launch({
  executablePath: process.argv[3] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"],
});
const pages = readdirSync(folder).filter((each) => each.endsWith(".html")).sort();
let faultCount = pages.length > 0 ? 0 : 1;
if (pages.length === 0) console.log(`${folder}: there is no page`);
for (const name of pages) {
  let seen = 0;
  const began = Date.now();
  for (const screen of Object.keys(screens)) {
    for (const theme of ["light", "dark"]) {
      for (const language of ["en", "de"]) {
        const faults = await look(browser, name, screen, theme, language);
        for (const fault of faults) console.log(`${name} ${screen} ${theme} ${language}: ${fault}`);
        faultCount += faults.length;
        ++seen;
      }
    }
  }
  console.log(`${name}: looked at ${seen} times, ${Math.round((Date.now() - began) / 1000)} s`);
}
await browser.close();
console.log(faultCount === 0 ? `no faults in ${pages.length} pages` : `${faultCount} faults`);
process.exit(faultCount === 0 ? 0 : 1);
