import { link, open, rename, unlink } from 'node:fs/promises';
import { systemCode } from '@contract';

const noLinks: readonly string[] = [
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EXDEV',
  'EINVAL',
  'EACCES',
];

/**
 * Gives a file its final name unless that name is taken. A hard link fails if the name exists; a rename would not. On a disk
 * without links, the name is first reserved by creating it.
 * @returns false if the name is taken
 * @throws the system's error
 */
export async function moveWithoutReplacing(temp: string, target: string): Promise<boolean> {
  try {
    await link(temp, target);
  } catch (error) {
    const code = systemCode(error) ?? '';
    if (code === 'EEXIST') return false;
    if (!noLinks.includes(code)) throw error;
    return await reserveAndRename(temp, target);
  }
  await unlink(temp);
  return true;
}

async function reserveAndRename(temp: string, target: string): Promise<boolean> {
  try {
    const handle = await open(target, 'wx');
    await handle.close();
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    await rename(temp, target);
  } catch (error) {
    await unlink(target);
    throw error;
  }
  return true;
}
