import type { EvaluatedPair, Evaluation } from '@contract';
import { mapLegends } from '@core';
import { markup, Markup, nothing } from '../../report/html/markup';
import {
  judgedCandidates,
  mostPictured,
  worstFirst,
  type PairPictures,
  type SmallPicture,
} from './evaluationPictures';
import { figureOf } from './figures';

/** Besides the style of all reports. */
export const pictureStyle = `
.pairs{display:grid;gap:12px}
.pairs>li{background:var(--surface-2);border:1px solid var(--line);border-radius:8px;padding:12px 16px;content-visibility:auto;contain-intrinsic-size:auto 260px}
.pairs h3{margin-bottom:8px;overflow-wrap:anywhere}
.row{display:grid;gap:12px;grid-template-columns:repeat(auto-fill,minmax(min(200px,46%),1fr))}
.row+.row{margin-top:12px}
.row figcaption{font-size:12px;margin-top:4px;color:var(--text-2)}
.row figcaption b{color:var(--text-1);font-weight:600}
.row .frame{aspect-ratio:var(--shape)}
.command{margin:0 0 12px;padding:10px 12px;background:var(--surface-0);border-radius:6px;overflow-x:auto}
.ramp{display:inline-block;width:120px;height:10px;border-radius:2px;vertical-align:-1px;background:linear-gradient(90deg,#000004,#1d1147,#51127c,#832681,#b73779,#e75263,#fc8961,#fec488,#fcfdbf)}
section>.card>li{margin:2px 0}
`;

/** The worst pairs in pictures: low light, each result with its scores, the truth, and where a result differs from it. */
export function pictures(evaluation: Evaluation, made: ReadonlyMap<string, PairPictures>): Markup {
  if (made.size === 0) return nothing;
  const pairs = worstFirst(evaluation).filter(({ name }) => made.has(name));
  const { from, to } = mapLegends.flip;
  const which = evaluation.pairs.length > mostPictured ? `the ${pairs.length} worst` : 'worst first';
  return markup`<section aria-labelledby="pictures-title">
    <h2 id="pictures-title">In pictures <span class="count">${which}</span></h2>
    <p class="note">Errors are FLIP: ${from} <span class="ramp"></span> ${to}, from equal to as different as can be.</p>
    <ul class="pairs">
      ${pairs.map((pair) => item(pair, evaluation, made.get(pair.name)))}
    </ul>
  </section> `;
}

function item(pair: EvaluatedPair, evaluation: Evaluation, of: PairPictures | undefined): Markup {
  if (!of) return nothing;
  const judged = judgedCandidates(evaluation);
  const results = judged.flatMap(({ id }) => {
    const own = of.candidates.get(id);
    return own === undefined ? [] : [{ id, ...own }];
  });
  return markup`<li>
    <h3><bdi>${pair.name}</bdi></h3>
    <div class="row">
      ${of.low ? figure(of.low, `${pair.name}, low light`, markup`Low light`) : nothing}
      ${results.map(({ id, picture }) => figure(picture, `${pair.name}, ${id}`, scoresOf(pair, id)))}
      ${of.truth ? figure(of.truth, `${pair.name}, ground truth`, markup`Ground truth`) : nothing}
    </div>
    <div class="row">
      ${results.map(({ id, errors }) =>
        figure(errors, `${pair.name}, errors of ${id}`, markup`Errors of ${id}`),
      )}
    </div>
  </li> `;
}

function scoresOf({ outcomes }: EvaluatedPair, id: string): Markup {
  const scores = outcomes[id]?.scores ?? {};
  const parts = [
    ...(scores.psnr === undefined ? [] : [`${figureOf('psnr', scores.psnr)} dB`]),
    ...(scores.ssim === undefined ? [] : [`SSIM ${figureOf('ssim', scores.ssim)}`]),
    ...(scores.flip === undefined ? [] : [`FLIP ${figureOf('flip', scores.flip)}`]),
  ];
  return markup`<b>${id}</b> ${parts.join(' · ')}`;
}

function figure({ webp, width, height }: SmallPicture, alt: string, caption: Markup): Markup {
  const data = new Markup(Buffer.from(webp).toString('base64'));
  return markup`<figure>
    <span class="frame" style="--shape:${width}/${height}"
      ><img src="data:image/webp;base64,${data}" alt="${alt}" width="${width}" height="${height}" loading="lazy" decoding="async"
    /></span>
    <figcaption>${caption}</figcaption>
  </figure> `;
}
