// `npm run evaluate [-- MODEL…]`: measures the shipped models on the validation pairs with `candela compare`, and writes docs/evaluation.json
// and the table in docs/measured.md. The LOL pairs lie in CANDELA_DATA (default: ../shared/data). LOL's test pairs are never touched.
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { setUp } from './setup.mjs';
import { root } from './system.mjs';

const data = resolve(process.env['CANDELA_DATA'] ?? join(root, '..', 'shared', 'data'));
const models = process.argv.length > 2 ? process.argv.slice(2) : readdirSync(join(root, 'models')).sort();
const kept = join(root, 'docs', 'evaluation.json');
const page = join(root, 'docs', 'measured.md');
const [begin, end] = [
  '<!-- from docs/evaluation.json; written by npm run evaluate -->',
  '<!-- end of evaluation -->',
];

/** Metrics of the table, with their decimals. */
const columns = [
  ['psnr', 'PSNR', 2],
  ['ssim', 'SSIM', 3],
  ['psnrGtMean', 'PSNR, GT-mean', 2],
  ['ssimGtMean', 'SSIM, GT-mean', 3],
  ['msSsim', 'MS-SSIM', 3],
  ['deltaE', 'ΔE2000', 2],
  ['deltaE95', 'ΔE2000, 95 %', 2],
  ['flip', 'FLIP', 3],
];

/** The held-out LOL pairs, as two folders of links. */
function lolFolders(folder) {
  const [head, ...rows] = readFileSync(join(root, 'training', 'photos', 'lol.csv'), 'utf8')
    .trim()
    .split('\n');
  const names = head.split(',');
  const pairs = rows
    .map((row) => Object.fromEntries(row.split(',').map((cell, at) => [names[at], cell])))
    .filter(({ split, low }) => split === 'val' && existsSync(join(data, low)));
  for (const side of ['low', 'truth']) mkdirSync(join(folder, side));
  for (const pair of pairs)
    for (const side of ['low', 'truth'])
      symlinkSync(join(data, pair[side]), join(folder, side, `${pair.name}${extname(pair[side])}`));
  return { low: join(folder, 'low'), truth: join(folder, 'truth'), pairs: pairs.length };
}

/** The means of each model and baseline, from the lines of `candela compare`. */
function compare({ low, truth }) {
  const argv = [
    'compare',
    '--truth',
    truth,
    '--low',
    low,
    '--model',
    models.join(','),
    '--provider',
    'cpu',
    '--json',
  ];
  const child = spawn(process.execPath, [join(root, 'dist', 'cli.mjs'), ...argv], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part) => (text += part));
  return new Promise((done, fail) => {
    child.on('error', fail).on('close', (code) => {
      if (code !== 0) return fail(new Error(`candela compare ended with ${code}`));
      const lines = text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      return done(Object.fromEntries(lines.filter(({ type }) => type === 'summary').map(meansOf)));
    });
  });
}

function meansOf(summary) {
  const means = columns.map(([id]) => [id, summary[id] === null ? null : Number(summary[id].toFixed(4))]);
  return [summary.model, { pairs: summary.pairs, ...Object.fromEntries(means) }];
}

function tableOf(sets) {
  const lines = [`| set | made by | ${columns.map(([, label]) => label).join(' | ')} |`];
  lines.push(`|${'---|'.repeat(columns.length + 2)}`);
  for (const { title, means } of Object.values(sets))
    for (const [model, scores] of Object.entries(means)) {
      const cells = columns.map(([id, , digits]) => scores[id]?.toFixed(digits) ?? '–');
      lines.push(`| ${title} (${scores.pairs}) | ${model} | ${cells.join(' | ')} |`);
    }
  return lines.join('\n');
}

await setUp();
const folder = mkdtempSync(join(tmpdir(), 'candela-evaluate-'));
try {
  const sets = {
    samples: {
      title: 'the samples of the app',
      means: await compare({
        low: join(root, 'assets', 'samples'),
        truth: join(root, 'assets', 'samples', 'truth'),
      }),
    },
  };
  const lol = lolFolders(folder);
  if (lol.pairs === 0) throw new Error(`there are no LOL pairs in ${data}; set CANDELA_DATA`);
  sets.lol = { title: 'LOL, real pairs of held-out scenes', means: await compare(lol) };
  const hashes = models.map((id) => [
    id,
    JSON.parse(readFileSync(join(root, 'models', id, 'card.json'), 'utf8')).sha256,
  ]);
  writeFileSync(kept, `${JSON.stringify({ models: Object.fromEntries(hashes), sets }, null, 2)}\n`);
  const text = readFileSync(page, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest.split(end)[1];
  writeFileSync(page, `${before}${begin}\n\n${tableOf(sets)}\n\n${end}${after}`);
} finally {
  rmSync(folder, { recursive: true });
}
