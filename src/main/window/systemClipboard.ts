import { Blob } from 'node:buffer';
import { fileURLToPath } from 'node:url';
import { clipboard, ClipboardItem, nativeImage, type NativeImage } from 'electron';
import type { PhotoClipboard } from '../handlers/Services';

/** Electron's older clipboard interface. The installed types describe the newer, web-like one. */
type OldClipboard = {
  read(format: string): string;
  readBuffer(format: string): Buffer;
  readImage(): NativeImage;
  writeImage(image: NativeImage): void;
  readText(): string;
  writeText(text: string): void;
};

export function systemClipboard(): PhotoClipboard {
  const board: object = clipboard;
  return isOld(board) ? oldClipboard(board) : newClipboard();
}

function isOld(board: object): board is OldClipboard {
  return 'readImage' in board;
}

// Each system stores copied files on the clipboard in its own format.
const fileLists = ['text/uri-list', 'x-special/gnome-copied-files', 'public.file-url'];
const windowsFile = 'FileNameW';

function oldClipboard(board: OldClipboard): PhotoClipboard {
  return {
    files: () => {
      const lists = fileLists.map((format) => board.read(format));
      return Promise.resolve(pathsIn(lists, board.readBuffer(windowsFile)));
    },
    picture: () => {
      const image = board.readImage();
      return Promise.resolve(image.isEmpty() ? null : image.toPNG());
    },
    text: () => Promise.resolve(board.readText()),
    copyText: (text) => {
      board.writeText(text);
      return Promise.resolve();
    },
    copyPicture: (png) => {
      board.writeImage(nativeImage.createFromBuffer(Buffer.from(png)));
      return Promise.resolve();
    },
  };
}

function newClipboard(): PhotoClipboard {
  return {
    files: async () => {
      const lists = await Promise.all([...fileLists, ...fileLists.map(rawFormat)].map(bytesOf));
      const texts = lists.map((bytes) => bytes.toString('utf8'));
      return pathsIn(texts, await bytesOf(rawFormat(windowsFile)));
    },
    picture: async () => {
      const png = await bytesOf('image/png');
      return png.length === 0 ? null : png;
    },
    text: async () => (await bytesOf('text/plain')).toString('utf8'),
    copyText: (text) => clipboard.writeText(text),
    copyPicture: (png) => {
      const blob = new Blob([Uint8Array.from(png)], { type: 'image/png' });
      return clipboard.write([new ClipboardItem({ 'image/png': blob })]);
    },
  };
}

function rawFormat(format: string): string {
  return `electron application/osclipboard;format="${format}"`;
}

/** Empty if the clipboard has nothing of this type. */
async function bytesOf(type: string): Promise<Buffer> {
  if (!(await clipboard.has(type))) return Buffer.alloc(0);
  for (const item of await clipboard.read()) {
    const held = item.types.includes(type) ? await item.getType(type) : undefined;
    if (held && 'arrayBuffer' in held) return Buffer.from(await held.arrayBuffer());
  }
  return Buffer.alloc(0);
}

function pathsIn(lists: readonly string[], windowsName: Buffer): string[] {
  const lines = lists.flatMap((text) => text.split(/[\r\n\0]+/));
  const named = windowsName.toString('utf16le').split('\0')[0] ?? '';
  const paths = lines.filter((line) => line.startsWith('file://')).flatMap(pathOf);
  return [...new Set([...paths, ...(named === '' ? [] : [named])])];
}

function pathOf(address: string): string[] {
  try {
    return [fileURLToPath(address)];
  } catch {
    // A malformed address from another program, which names no file here.
    return [];
  }
}
