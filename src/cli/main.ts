#!/usr/bin/env node
/**
 * @file The `candela` command: the entry of the bundle dist/cli.mjs. It takes over the signals before it loads the rest, so that a
 * Ctrl-C meanwhile is answered like any other.
 */
import { Interruption } from './Interruption';

const interruption = new Interruption();
const { start } = await import('./start');
await start(interruption, import.meta.url);
