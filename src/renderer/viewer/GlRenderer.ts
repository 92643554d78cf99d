import { displaySide, tileSide } from '@contract';
import type { Region } from '@core';
import { Programs, samplerUnits, type PhotoProgram, type UniformName } from './glProgram';
import type { Drawing, PhotoRenderer } from './PhotoRenderer';
import { PictureTextures } from './PictureTextures';
import type { Part } from './scene';
import type { Taps, Variant } from './shader';
import { around, tileBorder } from './tileBorder';
import { isFiner, layersOf, photoRegion, tileRegion, tilesIn, type TileAddress } from './tileChoice';
import type { LayerName, ViewerPicture } from './viewerProps';

/** Enough for a 4K stage at 1:1 in three layers, with room for textures seen earlier. */
const textureBudget = 384 * 2 ** 20;

/** More uploads than this in one frame would make panning stutter. */
const uploadsPerFrame = 6;

/** From this scale upwards pixels are drawn as squares. */
export const squareScale = 4;

const names = { lowLight: 'uLowLight', enhanced: 'uEnhanced', truth: 'uTruth' } as const;

/** A layer's texture and how it is read. */
type Source = {
  /** Whether it has mipmap levels. */
  readonly texture: (hasLevels: boolean) => WebGLTexture;
  readonly map: readonly [number, number, number, number];
  /** Device pixels per texel. */
  readonly scale: number;
};

type Box = [left: number, bottom: number, width: number, height: number];

type Sources = ReadonlyMap<LayerName, Source>;

/** The longest side that a picture may have on this GPU. WebGL 2 guarantees only 2048. */
export function longestSide(gl: WebGL2RenderingContext): number {
  return Number(gl.getParameter(gl.MAX_TEXTURE_SIZE));
}

/** Draws with WebGL 2. Each part of the scene is drawn as rectangles of the photo: one per tile, or one for all. */
export class GlRenderer implements PhotoRenderer {
  readonly #gl: WebGL2RenderingContext;
  readonly #programs: Programs;
  readonly #textures: PictureTextures;
  /** Reads a texture without mipmap levels. This halves the work when they are not needed. */
  readonly #finest: WebGLSampler;
  #uploads = 0;
  #isWhole = true;

  /** @throws Error if the program does not compile or the context is lost. */
  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#programs = new Programs(gl);
    this.#textures = new PictureTextures(gl, textureBudget);
    this.#finest = gl.createSampler();
    for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
      gl.samplerParameteri(this.#finest, name, gl.LINEAR);
    for (const name of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T])
      gl.samplerParameteri(this.#finest, name, gl.CLAMP_TO_EDGE);
    // A photo needs this program first. A driver that cannot compile it fails here.
    this.#programs.use(firstVariant);
    gl.enable(gl.SCISSOR_TEST);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  draw(drawing: Drawing): boolean {
    const gl = this.#gl;
    if (gl.isContextLost()) return true;
    this.#uploads = 0;
    this.#isWhole = true;
    const { width, height } = gl.canvas;
    gl.viewport(0, 0, width, height);
    gl.scissor(0, 0, width, height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    for (const part of drawing.scene.parts) this.#drawPart(part, drawing);
    this.#textures.endFrame();
    return this.#isWhole;
  }

  dispose(): void {
    this.#textures.dispose();
    this.#programs.dispose();
    this.#gl.deleteSampler(this.#finest);
  }

  #drawPart(part: Part, drawing: Drawing): void {
    const gl = this.#gl;
    const { clip, origin, scale } = part;
    gl.scissor(...scissorOf(clip, drawing));
    const { photo, layers, mix } = drawing;
    const read = layersOf(part.shows, { hasTruth: layers.truth !== null, strength: mix.strength });
    const fine = new Set(read.filter((name) => isFiner(layers[name], scale, photo)));
    const draft = (name: LayerName): Source => this.#draft(name, part, drawing);
    if (fine.size === 0) {
      const sources = new Map(read.map((name) => [name, draft(name)] as const));
      this.#quad({ x: 0, y: 0, ...photo }, sources, { part, drawing });
      return;
    }
    for (const tile of tilesIn(photoRegion(clip, { origin, scale, photo }), photo)) {
      const source = (name: LayerName): Source =>
        fine.has(name) ? this.#tile({ name, tile, part }, drawing) : draft(name);
      const sources = new Map(read.map((name) => [name, source(name)] as const));
      this.#quad(tileRegion(tile, photo), sources, { part, drawing });
    }
  }

  #quad(region: Region, sources: Sources, { part, drawing }: { part: Part; drawing: Drawing }): void {
    const gl = this.#gl;
    const program = this.#programs.use(variantOf(part, drawing, sources));
    this.#setLook(program, drawing);
    this.#setPart(program, part);
    for (const [name, source] of sources) this.#setSource(program, name, source);
    const { x, y, width, height } = region;
    gl.uniform4f(at(program, 'uQuad'), x, y, x + width, y + height);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }

  /** Uniforms shared by all parts. */
  #setLook(program: PhotoProgram, { stage, detail, mix, differenceGain, display }: Drawing): void {
    const gl = this.#gl;
    gl.uniform2f(at(program, 'uStage'), stage.width, stage.height);
    gl.uniform1f(at(program, 'uDetail'), detail);
    gl.uniform1f(at(program, 'uStrength'), mix.strength);
    gl.uniform3f(at(program, 'uFinish'), mix.finish.brightness, mix.finish.highlights, mix.finish.colour);
    gl.uniform1f(at(program, 'uGain'), differenceGain);
    gl.uniform1f(at(program, 'uDisplaySide'), displaySide);
    if (display !== null)
      this.#bind(samplerUnits.uDisplay, gl.TEXTURE_3D, () => this.#textures.cube(display));
  }

  #setPart(program: PhotoProgram, { frame, radius, origin, scale }: Part): void {
    const gl = this.#gl;
    gl.uniform4f(at(program, 'uFrame'), frame.x, frame.y, frame.width, frame.height);
    gl.uniform1f(at(program, 'uRadius'), radius);
    gl.uniform3f(at(program, 'uCamera'), origin.x, origin.y, scale);
  }

  #setSource(program: PhotoProgram, name: LayerName, { texture, map, scale }: Source): void {
    const gl = this.#gl;
    const { lod, reach } = tapsFor(1 / scale);
    this.#bind(samplerUnits[names[name]], gl.TEXTURE_2D, () => texture(lod > 0));
    gl.uniform4f(at(program, `${names[name]}Map`), ...map);
    gl.bindSampler(samplerUnits[names[name]], lod > 0 ? null : this.#finest);
    gl.uniform2f(at(program, `${names[name]}How`), lod, reach);
  }

  /** The whole layer as a source. The photo stands in for a missing layer. */
  #draft(name: LayerName, { scale }: Part, { layers, photo }: Drawing): Source {
    const { picture } = layers[name] ?? layers.lowLight;
    const [x, y] = [picture.width / photo.width, picture.height / photo.height];
    const texture = (hasLevels: boolean): WebGLTexture => this.#textures.flat(picture, hasLevels);
    return { texture, map: [x, y, 0, 0], scale: scale / x };
  }

  /** A tile as the source of a layer, or the draft until the tile is on the GPU. */
  #tile({ name, tile, part }: { name: LayerName; tile: TileAddress; part: Part }, drawing: Drawing): Source {
    const picture = drawing.tile(name, tile);
    if (picture === undefined || !this.#mayUse(picture)) return this.#draft(name, part, drawing);
    const { column, row } = tile;
    const neighbours = around.map(([x, y]) => drawing.tile(name, { column: column + x, row: row + y }));
    return {
      texture: (hasLevels) => this.#textures.tile(picture, { neighbours, hasLevels }),
      map: [1, 1, tileBorder - column * tileSide, tileBorder - row * tileSide],
      scale: part.scale,
    };
  }

  #mayUse(picture: ViewerPicture): boolean {
    if (this.#textures.has(picture)) return true;
    this.#uploads += 1;
    if (this.#uploads <= uploadsPerFrame) return true;
    this.#isWhole = false;
    return false;
  }

  /** The unit must be selected first, because making a texture binds it. */
  #bind(unit: number, target: GLenum, texture: () => WebGLTexture): void {
    const gl = this.#gl;
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(target, texture());
  }
}

/** Below this the four taps would lie within a seventh of a texel. One tap, a quarter of the reads, looks the same. */
const oneTapTexels = 1.15;

/**
 * How a reduced picture is averaged: four bilinear taps around the position, spaced to cover the texels of one device pixel.
 * Beyond two texels per pixel the mipmap levels take over. The result is sharper than with levels alone, and free of moiré.
 * @param texels texels per device pixel, along a side
 * @returns level of detail, and reach of the taps in texels; 0 means that one tap is enough
 */
export function tapsFor(texels: number): { lod: number; reach: number } {
  if (texels <= oneTapTexels) return { lod: 0, reach: 0 };
  if (texels <= 2) return { lod: 0, reach: 0.25 * Math.sqrt(texels ** 2 - 1) };
  return { lod: Math.log2(texels / 2), reach: (0.25 * Math.sqrt(3) * texels) / 2 };
}

const at = (program: PhotoProgram, name: UniformName): WebGLUniformLocation | null =>
  program.at.get(name) ?? null;

const unread = { lowLight: 'one', enhanced: 'one', truth: 'one' } as const;

const firstVariant: Variant = {
  shows: 'lowLight',
  taps: unread,
  mixes: false,
  finishes: false,
  warns: false,
  converts: false,
  rounds: true,
};

function tapsOf({ scale, map: [across] }: Source): Taps {
  // Only the photo's own pixels are drawn as squares. A coarser draft looks better smooth until its tiles arrive.
  if (scale > squareScale && across >= 1) return 'squares';
  return tapsFor(1 / scale).reach === 0 ? 'one' : 'four';
}

/**
 * A part's rectangle in the canvas, whose rows start at the bottom.
 * At half detail two neighbours may share a pixel, and both draw it.
 */
function scissorOf({ x, y, width, height }: Region, { stage, detail }: Drawing): Box {
  const left = Math.floor(x * detail);
  const bottom = Math.floor((stage.height - y - height) * detail);
  return [
    left,
    bottom,
    Math.ceil((x + width) * detail) - left,
    Math.ceil((stage.height - y) * detail) - bottom,
  ];
}

/** Whether any pixel of the clip may lie at the frame's edge or outside it. */
function meetsEdge({ clip, frame, radius }: Part): boolean {
  const margin = radius + 1;
  return (
    clip.x < frame.x + margin ||
    clip.y < frame.y + margin ||
    clip.x + clip.width > frame.x + frame.width - margin ||
    clip.y + clip.height > frame.y + frame.height - margin
  );
}

function variantOf(part: Part, { layers, mix, showClipping, display }: Drawing, sources: Sources): Variant {
  const { strength, finish } = mix;
  const from = layers.truth === null ? 'fromLowLight' : 'fromTruth';
  return {
    shows: part.shows === 'difference' ? from : part.shows,
    taps: { ...unread, ...Object.fromEntries([...sources].map(([name, source]) => [name, tapsOf(source)])) },
    mixes: strength !== 1,
    finishes: finish.brightness !== 0 || finish.highlights !== 0 || finish.colour !== 0,
    warns: showClipping,
    converts: display !== null,
    rounds: meetsEdge(part),
  };
}
