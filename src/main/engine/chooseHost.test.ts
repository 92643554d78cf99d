import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { tempFolder } from '../../../tests/support/tempFolder';
import { chooseHost } from './chooseHost';
import { lowerPriority } from './lowerPriority';

vi.mock('electron', () => ({}));

describe('the engine’s process', () => {
  it.skipIf(process.platform !== 'linux')('comes after the processes of the window', async () => {
    const folder = tempFolder();
    const entry = join(folder, 'host.mjs');
    await writeFile(entry, 'setInterval(() => undefined, 1000);');
    const variables = { ...process.env, CANDELA_ENGINE_HOST: entry, CANDELA_NODE: process.execPath };
    const start = chooseHost({
      ...{ isPackaged: false, platform: 'linux', appFolder: folder, resources: folder, version: 'test' },
      variables,
    });
    let told = 0;
    const ended = new Promise<string>((resolve) => {
      const host = start({ onMessage: () => undefined, onWords: () => undefined, onExit: resolve });
      told = getPriority(host.pid);
      host.kill();
    });
    await ended;
    expect(told).toBeGreaterThan(getPriority());
  });

  it('may have ended already', async () => {
    const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(child, 'close');
    expect(() => {
      lowerPriority(child.pid);
    }).not.toThrow();
    lowerPriority(undefined);
  });
});
