// Settings shared by the bundles of the command line and the app.

/** Bundled CommonJS packages load Node's modules with `require`, which ES modules lack. */
export const requireForBundled = `import { createRequire as candelaCreateRequire } from 'node:module';
const require = candelaCreateRequire(import.meta.url);`;

/** zod includes its messages in fifty languages. We show none, and parsing them takes a tenth of the start-up time. */
export const withoutZodLanguages = {
  name: 'without-zod-languages',
  setup(plugin) {
    plugin.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};
