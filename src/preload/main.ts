/** @file The bridge between page and main process. Bundled as dist/app/preload.cjs, it runs sandboxed beside the page. */
import './withoutEval';
import { contextBridge } from 'electron';
import { makeBridge } from './bridge';

contextBridge.exposeInMainWorld('candela', makeBridge());
