/** @file What the app refuses to a page: its own report of that, and a server that must not be asked. */
import { createServer } from 'node:http';
import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { LaunchedApp } from './launchApp';

/** A server of this machine that counts who asks it. */
export async function countingServer(): Promise<{ origin: string; count: () => number }> {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.end('hello');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { origin: `127.0.0.1:${address.port}`, count: () => asked };
}

/** Starts to keep what the page's policy refuses, by the name of its directive. */
export async function keepViolations(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const kept: string[] = [];
    Reflect.set(globalThis, 'violations', kept);
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      kept.push(effectiveDirective);
    });
  });
  return () => page.evaluate(() => [...(Reflect.get(globalThis, 'violations') as string[])]);
}

/**
 * Starts to keep the refusals to leave the page: those of the main process by address, those of Chromium itself by what it wrote to
 * the console.
 */
export async function keepRefusals({ app, page }: LaunchedApp): Promise<() => Promise<string[]>> {
  const written: string[] = [];
  page.on('console', (message) => {
    if (message.text().startsWith('Not allowed to ')) written.push(message.text());
  });
  await app.evaluate(({ BrowserWindow }) => {
    const kept: string[] = [];
    Reflect.set(globalThis, 'refusals', kept);
    // The app's own listener was there before this one.
    BrowserWindow.getAllWindows()[0]?.webContents.on('will-navigate', (event, url) => {
      if (event.defaultPrevented) kept.push(url);
    });
  });
  return async () => [
    ...(await app.evaluate(() => Reflect.get(globalThis, 'refusals') as string[])),
    ...written,
  ];
}
