/** @file Set-up of the tests that open windows, once for all of them: a display, and the app's build. */
import { spawn } from 'node:child_process';
import { setup as build } from './freshBuild';

/** Starts Xvfb if there is no display. Returns a function that ends it. */
export async function setup(): Promise<() => void> {
  await build();
  if (process.env.DISPLAY) return () => undefined;
  const screen = ['-screen', '0', '1920x1200x24', '-nolisten', 'tcp'];
  // Xvfb picks a free number and writes it to this descriptor.
  const server = spawn('Xvfb', ['-displayfd', '3', ...screen], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  process.env.DISPLAY = await new Promise<string>((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', (code) => {
      reject(new Error(`Xvfb ended with status ${String(code)}`));
    });
    server.stdio[3]?.on('data', (bytes: Buffer) => {
      resolve(`:${bytes.toString().trim()}`);
    });
  });
  return () => {
    server.kill();
  };
}
