import { readdir } from 'node:fs/promises';
import { protocol } from 'electron';
import type { ImageStore } from '../photo/ImageStore';
import { respond, scheme, type Sources } from './respond';

/** Must be called before the app is ready. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true };
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}

/** Answers all requests of the page. The page can be loaded after this. */
export async function servePage(pageFolder: string, images: ImageStore): Promise<void> {
  const sources = { pageFolder, pageFiles: new Set(await readdir(pageFolder)), images };
  const present: object = protocol;
  if (isOld(present)) serveBuffers(present, sources);
  else
    protocol.handle(scheme, async ({ url, method }) => {
      const { status, type, headers, body } = await respond(url, method, sources);
      return new Response(Uint8Array.from(body), { status, headers: { ...headers, 'Content-Type': type } });
    });
}

type Answer = { statusCode: number; mimeType?: string; headers?: Record<string, string>; data: Buffer };

/** The protocols of Electron before 25; its types are those of the newer one. */
type OldProtocol = {
  registerBufferProtocol(
    name: string,
    handler: (request: { url: string; method: string }, answer: (response: Answer) => void) => void,
  ): boolean;
};

function isOld(present: object): present is OldProtocol {
  return !('handle' in present);
}

function serveBuffers(old: OldProtocol, sources: Sources): void {
  old.registerBufferProtocol(scheme, ({ url, method }, answer) => {
    respond(url, method, sources).then(
      ({ status, type, headers, body }) => {
        const data = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
        // The type must also be a header, otherwise the page's other headers are ignored.
        answer({ statusCode: status, mimeType: type, headers: { ...headers, 'Content-Type': type }, data });
      },
      () => {
        answer({ statusCode: 500, data: Buffer.alloc(0) });
      },
    );
  });
}
