/** @file Runs before each file of tests that open windows: its worker's own screen, clipboard and keyboard focus. */

const screens = (process.env.CANDELA_SCREENS ?? '').split(' ');
const worker = Number(process.env.VITEST_POOL_ID ?? 1);
process.env.DISPLAY = screens[(worker - 1) % screens.length];
