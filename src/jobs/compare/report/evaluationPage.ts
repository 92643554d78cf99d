import { basename } from 'node:path';
import { createHash } from 'node:crypto';
import type { Evaluation } from '@contract';
import { localTime, plural } from '../../report/html/context';
import { markup, Markup, nothing } from '../../report/html/markup';
import { style } from '../../report/html/style';
import { table } from '../../report/html/table';
import { allPairs } from './allPairs';
import type { PairPictures } from './evaluationPictures';
import { conventions, meansTable, remarksOn } from './meansTable';
import { pictures, pictureStyle } from './picturesPart';

/** Nothing is loaded, sent or run: the page has its pictures in itself, and no script. */
const policy =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** An evaluation as a page that needs no other file: means, then the worst pairs in pictures, then all pairs. */
export function* evaluationPage(
  evaluation: Evaluation,
  made: ReadonlyMap<string, PairPictures>,
): Generator<string> {
  yield head(evaluation).text;
  yield meansTable(evaluation).text;
  yield remarksOn(evaluation).text;
  yield pictures(evaluation, made).text;
  yield allPairs(evaluation).text;
  yield alone(evaluation).text;
  yield conventions(evaluation).text;
  yield reproduce(evaluation).text;
  yield markup`</main>
<footer>Made by Candela ${evaluation.candela}. This page has all its pictures in itself; it loads nothing and sends nothing.</footer>
</div>
</body>
</html>
`.text;
}

function head({ truth, candela, at, pairs }: Evaluation): Markup {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Candela ${candela}">
<title>Candela evaluation: ${basename(truth)}</title>
<style>${new Markup(style + pictureStyle)}</style>
</head>
<body>
<a class="hidden skip" href="#evaluation">To the results</a>
<div class="page">
<header class="top">
<p class="brand">Candela evaluation</p>
<h1><bdi>${basename(truth)}</bdi></h1>
<p class="facts"><bdi>${truth}</bdi></p>
<p class="facts">${localTime(at)} · Candela ${candela} · ${plural(pairs.length, 'pair', 'pairs')}</p>
</header>
<main id="evaluation">
`;
}

const sides = { truth: 'ground truth', low: 'low light', enhanced: 'result' } as const;

/** What has no partner. */
function alone({ unmatched }: Evaluation): Markup {
  if (unmatched.length === 0) return nothing;
  const names = unmatched.map(
    ({ side, path }) =>
      markup`<li><bdi>${basename(path)}</bdi> <span class="note">${sides[side]}</span></li> `,
  );
  return markup`<section aria-labelledby="alone-title">
    <h2 id="alone-title">Without a partner <span class="count">${unmatched.length}</span></h2>
    <ul class="list">
      ${names}
    </ul>
  </section> `;
}

/** What it takes to get the same figures again. */
function reproduce(evaluation: Evaluation): Markup {
  const { command, candela, runtime, lpips, machine, candidates } = evaluation;
  const models = candidates.flatMap((candidate) =>
    candidate.kind === 'model'
      ? [
          markup`<tr>
            <td>${candidate.id} ${candidate.version}</td>
            <td><code>${candidate.sha256}</code></td>
          </tr>`,
        ]
      : [],
  );
  return markup`<section aria-labelledby="reproduce-title">
    <h2 id="reproduce-title">Reproduce this</h2>
    <div class="card">
      <pre class="command"><code>${command}</code></pre>
      <p class="note">Candela ${candela}; ${runtime === undefined ? '' : `${runtime}; `}${machine}</p>
      <p class="note">All pictures together (SHA-256 of their checksums): <code>${pictureHash(evaluation)}</code></p>
      ${lpips === undefined ? nothing : markup`<p class="note">The file that measured LPIPS (SHA-256): <code>${lpips}</code></p>`}
      ${models.length === 0 ? nothing : table([{ title: 'Model' }, { title: 'SHA-256 of its file' }], models)}
    </div>
  </section> `;
}

/** One hash for all files that were compared, in the order of their names. The JSON has each by itself. */
export function pictureHash({ pairs }: Pick<Evaluation, 'pairs'>): string {
  const lines = pairs.flatMap(({ name, truthSha256, lowSha256, results }) => [
    `${name} truth ${truthSha256}`,
    ...(lowSha256 === null ? [] : [`${name} low ${lowSha256}`]),
    ...Object.entries(results).map(([id, { sha256 }]) => `${name} ${id} ${sha256}`),
  ]);
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}
