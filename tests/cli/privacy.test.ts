import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { itNeeding, works } from '../support/needs';
import { cliFolderWithGoodPhoto } from '../support/cliFolder';

describe('candela enhance, privacy', () => {
  itNeeding(works('strace', '-V'), 'a look at system calls (strace)')(
    'opens no network socket and writes nothing but its output and its cache',
    async () => {
      const { home, photos, enhance } = await cliFolderWithGoodPhoto();
      const log = join(home, 'calls.log');
      const through = [
        'strace',
        '-f',
        '-qq',
        '-y',
        '-e',
        'trace=socket,connect,sendto,openat,open,creat,mkdir,mkdirat,rename,renameat2',
        '-o',
        log,
      ];
      const { code } = await enhance(['good.jpg', '--provider', 'auto'], { through });
      const calls = (await readFile(log, 'utf8')).split('\n');
      expect(code).toBe(0);
      expect(calls.filter((call) => /AF_INET|AF_NETLINK|AF_PACKET/.test(call))).toEqual([]);
      const written = calls.filter(
        (call) => /O_WRONLY|O_RDWR|O_CREAT|creat\(|mkdir(at)?\(/.test(call) && !call.includes(' = -1 '),
      );
      expect(written.length).toBeGreaterThan(0);
      const ours = [join(photos, 'enhanced'), join(home, 'cache')];
      const elsewhere = written.filter((call) => !ours.some((folder) => call.includes(`"${folder}`)));
      expect(elsewhere.filter((call) => !/"\/dev\/|"\/proc\/self\//.test(call))).toEqual([]);
      const found = (await readdir(home)).filter((name) => name !== 'cache');
      expect(found.sort()).toEqual(['calls.log', 'models', 'photos']);
    },
  );
});
