import { basename } from 'node:path';
import { about } from './about';
import type { Page } from './context';
import { darkness } from './darkness';
import { done } from './done';
import { failures } from './failures';
import { header } from './header';
import { leftOut, notDone } from './leftOut';
import { markup, Markup } from './markup';
import { style } from './style';

/** Nothing is loaded, sent or run: the page has its pictures in itself, and no script. */
const policy =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The report as a page that needs no other file: what failed first, then what was left out, then what is done. */
export function* pageOf(page: Page): Generator<string> {
  const { folder, candela } = page.report;
  yield markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Candela ${candela}">
<title>Candela report: ${basename(folder)}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="hidden skip" href="#report">To the photos</a>
<div class="page">
`.text;
  yield header(page).text;
  yield '<main id="report">\n';
  for (const part of [failures, notDone, leftOut, darkness, done, about]) yield part(page).text;
  yield '</main>\n';
  yield markup`<footer>Made by Candela ${candela}. This page has all its pictures in itself; it loads nothing and sends nothing.</footer>
</div>
</body>
</html>
`.text;
}
