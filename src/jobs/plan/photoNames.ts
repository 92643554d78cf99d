import { readExtensions } from '@contract';
import { splitName } from '@core';

/** Pictures that Candela cannot read: a person who named a folder is told of them. */
const unreadExtensions = 'psd svg jp2 j2k jpx jpf'.split(' ');

const photoExtensions = new Set([...readExtensions, ...unreadExtensions]);

const systemFiles = new Set(['thumbs.db', 'ehthumbs.db', 'desktop.ini']);
const systemFolders = new Set(['$recycle.bin', 'system volume information', '__macosx', '@eadir']);

/** True when the extension is a photo's, including kinds that Candela does not read. */
export function hasPhotoName(fileName: string): boolean {
  return photoExtensions.has(splitName(fileName).extension.toLowerCase());
}

/** True for hidden, system and temporary files and folders. */
export function isHidden(name: string): boolean {
  const lower = name.toLowerCase();
  return name.startsWith('.') || systemFiles.has(lower) || systemFolders.has(lower);
}
