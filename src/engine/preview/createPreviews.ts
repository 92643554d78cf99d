import type { EngineCallName, EngineCallOutput, Look } from '@contract';
import type { EngineContext } from '../enhance/enhancePhoto';
import type { SmallResult } from '../enhance/smallResult';
import { forgetDeveloped } from '../photo/read/decoders/raw/outside/outsideHeader';
import { inspectPhoto } from '../photo/read/decodePhoto';
import { cameraPicture } from './cameraPicture';
import { clipboardPicture } from './clipboardPicture';
import { clipping } from './clipping';
import { displayCube } from './displayCube';
import { Drafts, type DraftInput } from './Drafts';
import { explain, type ExplainInput } from './explain';
import { createProbe, type Probe } from '../probe/createProbe';
import { exposureOf } from '../survey/exposure';
import { toHostImage } from './hostImage';
import { measure, type MeasureInput } from './measure';
import type { ViewOptions } from './network';
import type { PhotoAt, PhotoCache } from './PhotoCache';
import { seam, type SeamInput } from './seam';
import { tonesOf } from './tones';
import { thumbnail } from './thumbnail';
import { unclippedNetworks } from './unclipped';
import { Tiles, type TileInput } from './Tiles';
import { visiblePhoto } from './visiblePhoto';
import { wholeResult } from './wholeResult';

type View<Input, N extends EngineCallName> = (
  input: Input,
  options: ViewOptions,
) => Promise<EngineCallOutput<N>>;

/**
 * Photos for the screen, by the contract's rows: 8-bit RGB of stored values. Only `measure`, `clipping` and `picture` apply
 * strength and finishing. Every call throws CandelaError, or the signal's reason when it is aborted, between tiles at the latest.
 */
export type Previews = {
  inspect: View<PhotoAt, 'photo.inspect'>;
  preview: View<PhotoAt & { size: number }, 'photos.preview'>;
  cameraPicture: View<PhotoAt & { size: number }, 'photos.cameraPicture'>;
  draft: View<DraftInput, 'photos.draft'>;
  /** Where the small result of a photo goes that is enhanced at full size: to its draft. Null: the photo has none. */
  draftPlace(input: DraftInput, options: ViewOptions): Promise<SmallResult | null>;
  tile: View<TileInput, 'photos.tile'>;
  measure: View<MeasureInput, 'photos.measure'>;
  clipping: View<PhotoAt & Look, 'photos.clipping'>;
  seam: View<SeamInput, 'photos.seam'>;
  explain: View<ExplainInput, 'photos.explain'>;
  tones: View<PhotoAt & Look, 'photo.tones'>;
  picture: View<PhotoAt & Look, 'photo.picture'>;
  thumbnail: View<PhotoAt & { size: number }, 'photo.thumbnail'>;
  /** What lies inside of networks. */
  readonly probe: Probe;
  /** Frees the networks that were opened up. */
  release(): Promise<void>;
  /** Drops everything kept for a photo, and stops the work on it. */
  forget(path: string): void;
  /** Size of everything kept, bytes. */
  readonly keptBytes: number;
};

/** @param budget bytes that `photos` may keep. Pictures of results take a quarter of it in addition. */
export function createPreviews(
  engine: EngineContext,
  { photos, budget }: { photos: PhotoCache; budget: number },
): Previews {
  const context = { engine, photos };
  const drafts = new Drafts(context, budget / 8);
  const tiles = new Tiles(context, budget / 8);
  const [probe, unclipped] = [createProbe(context), unclippedNetworks()];
  return {
    probe,
    inspect: inspected,
    preview: (input, options) => previewed(input, photos, options),
    cameraPicture: (input, options) => cameraPicture(input, photos, options),
    draft: (input, options) => drafts.draft(input, options),
    draftPlace: (input, options) => drafts.placeFor(input, options),
    tile: (input, options) => tiles.tile(input, options),
    measure: (input, options) => measure(input, context, options),
    clipping: (input, options) => clipping(input, context, options),
    seam: (input, options) => seam(input, context, options),
    explain: (input, options) => explain(input, { ...context, unclippedNetworks: unclipped }, options),
    tones: (input, options) => tonesOf(input, { drafts, photos }, options),
    picture: async (input, options) => {
      const result = await wholeResult(input, context, options);
      return { png: await clipboardPicture(result, options) };
    },
    thumbnail: (input, options) => thumbnail(input, photos, options),
    release: async () => {
      await Promise.all([probe.release(), unclipped.release()]);
    },
    forget: (path) => {
      forgetDeveloped(path);
      for (const kept of [photos, drafts, tiles, probe]) kept.forget(path);
    },
    get keptBytes() {
      return photos.bytes;
    },
  };
}

/** The unchanged photo for the screen, or what decodes of it. */
async function previewed(
  input: PhotoAt & { size: number },
  photos: PhotoCache,
  { signal }: ViewOptions,
): Promise<EngineCallOutput<'photos.preview'>> {
  const { photo, damage } = await visiblePhoto(input, photos, { signal });
  const display = await displayCube(photo.profile);
  signal.throwIfAborted();
  return { picture: toHostImage(photo.raster), display, ...(damage && { damage }) };
}

/** What a photo's file says of it. */
const inspected: Previews['inspect'] = async ({ path, page: wanted, raw }, { signal }) => {
  const info = await inspectPhoto(path, { signal, page: wanted, raw });
  const { width, height, format, bits, channels, metadata, page, pages } = info;
  const exposure = await exposureOf(metadata);
  return { width, height, format, bits, isGrey: channels === 1, exposure, page, pages };
};
