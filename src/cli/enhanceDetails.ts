import { nameVariables } from '@core';

const variables = Object.entries(nameVariables).map(
  ([name, meaning]) => `  ${`{${name}}`.padEnd(15)}${meaning}`,
);

/** What the help of `enhance` says below its options. */
export const enhanceDetails = `
Variables of --name:
${variables.join('\n')}

Patterns of --include and --exclude:
  * stands for any letters but a slash, ** for any folders, ? for one letter, [a-c] for one of these, {jpg,tif} for either.
  A pattern without a slash is about names, in all folders; one with a slash is about the path below the folder given.
  One that matches a folder holds for all in it. Capitals do not count. --exclude wins. Put patterns in quotes.

Examples:
  candela enhance night.jpg
  candela enhance shoot --recursive --out done --format tiff --bit-depth 16
  candela enhance *.jpg --strength 0.7 --name "{date} {name}"
  candela enhance night.jpg --brightness 0.5 --highlights -0.4 --colour 0.2
  candela enhance scan.tif --page 2 --name "{name} page {page}"
  candela enhance shoot --long-edge 2048 --metadata none
  candela enhance shoot --on-conflict skip --json > report.jsonl
  candela enhance --resume shoot/enhanced`;
