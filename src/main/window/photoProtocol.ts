import { readdir } from 'node:fs/promises';
import { protocol } from 'electron';
import type { ImageStore } from '../photo/ImageStore';
import { respond, scheme } from './respond';

/** Must be called before the app is ready. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true };
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}

/** Answers all requests of the page. The page can be loaded after this. */
export async function servePage(pageFolder: string, images: ImageStore): Promise<void> {
  const sources = { pageFolder, pageFiles: new Set(await readdir(pageFolder)), images };
  protocol.handle(scheme, async ({ url, method }) => {
    const { status, type, headers, body } = await respond(url, method, sources);
    return new Response(new Uint8Array(body), { status, headers: { ...headers, 'Content-Type': type } });
  });
}
