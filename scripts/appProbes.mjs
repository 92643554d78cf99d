// What the bench of the app measures inside its page. Times are in milliseconds.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './system.mjs';

/**
 * From the start of the process to the first frame that has the page's controls.
 * The page is empty until all controls have their listeners, so its first paint is when it becomes usable.
 * The app starts normally. Nothing waits for the debugger, which only reads the time afterwards.
 */
export async function startToPaint({ electron, home, display }) {
  const started = performance.timeOrigin + performance.now();
  const asRoot = process.getuid() === 0 ? ['--no-sandbox'] : [];
  const data = `--user-data-dir=${join(home, 'start')}`;
  const child = spawn(electron, [...asRoot, '--disable-gpu', data, '--remote-debugging-port=0', root], {
    env: { ...process.env, DISPLAY: display, HOME: home, CANDELA_NODE: process.execPath },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  try {
    // Electron has no contexts that could set defaults.
    const browser = await chromium.connectOverCDP(await debuggerOf(child), {
      noDefaults: true,
      timeout: 10_000,
    });
    const page = browser.contexts()[0].pages()[0] ?? (await browser.contexts()[0].waitForEvent('page'));
    await page.getByRole('button', { name: 'Open a photo' }).waitFor();
    const painted = await page.waitForFunction(() => {
      const [paint] = performance.getEntriesByName('first-contentful-paint');
      return paint === undefined ? null : performance.timeOrigin + paint.startTime;
    });
    const time = (await painted.jsonValue()) - started;
    return time;
  } finally {
    child.kill();
    await ended;
  }
}

function debuggerOf(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`The app ended before it had a window: ${said}`)));
    child.stderr.on('data', (bytes) => {
      said += bytes;
      const found = /DevTools listening on (ws:\S+)/.exec(said);
      if (found !== null) resolve(found[1]);
    });
  });
}

/** Times from the next drop: to the paint of the photo `name`, and to the paint of its full draft. */
export function picturesOf(page, name) {
  return page.evaluate(
    (wanted) =>
      new Promise((resolve) => {
        let dropped = null;
        let pixels = null;
        addEventListener('drop', () => (dropped = performance.now()), { capture: true, once: true });
        const isShown = () =>
          document.querySelector('h1')?.textContent === wanted &&
          document.querySelector('section[aria-label="Photo"] [data-renderer]') !== null;
        const isDone = () =>
          Array.from(document.querySelectorAll('header p')).some((line) =>
            line.textContent.startsWith('Enhanced on '),
          ) && document.querySelector('header [role="progressbar"]') === null;
        // What is in the document at the start of a frame was painted by the previous frame, or will be by this one.
        const look = () => {
          if (dropped !== null && isShown()) {
            pixels ??= performance.now() - dropped;
            if (isDone()) {
              resolve({ pixels, draft: performance.now() - dropped });
              return;
            }
          }
          requestAnimationFrame(() => setTimeout(look));
        };
        look();
      }),
    name,
  );
}

/**
 * From each key press of `act` to the frame that shows its effect, as the browser reports it.
 * The browser reports in steps of 8 and leaves out anything below 16.
 */
export async function inputDelays(page, act) {
  await page.evaluate(() => {
    const delays = [];
    const presses = { count: 0 };
    addEventListener('keydown', () => (presses.count += 1), { capture: true });
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') delays.push(entry.duration);
    });
    observer.observe({ type: 'event', durationThreshold: 16 });
    Object.assign(globalThis, { benchDelays: { delays, presses } });
  });
  await act();
  await page.waitForTimeout(1000);
  return page.evaluate(() => {
    const { delays, presses } = globalThis.benchDelays;
    return [...delays, ...Array(Math.max(0, presses.count - delays.length)).fill(8)];
  });
}

/** Times between the frames that are drawn while `act` goes on. */
export async function drawnFrames(page, act) {
  await page.evaluate(() => {
    const times = [];
    const state = { times, isOn: true };
    const note = (time) => {
      times.push(time);
      if (state.isOn) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
    Object.assign(globalThis, { benchFrames: state });
  });
  await act();
  return page.evaluate(() => {
    const { benchFrames } = globalThis;
    benchFrames.isOn = false;
    return benchFrames.times.slice(1).map((time, index) => time - benchFrames.times[index]);
  });
}
