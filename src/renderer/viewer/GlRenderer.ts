import { displaySide, tileSide } from '@contract';
import type { Region } from '@core';
import { makeProgram, type PhotoProgram, type UniformName } from './glProgram';
import type { Drawing, PhotoRenderer } from './PhotoRenderer';
import { PictureTextures } from './PictureTextures';
import type { Part } from './scene';
import { shownNumbers } from './shader';
import { around, tileBorder } from './tileBorder';
import { isFiner, layersOf, photoRegion, tileRegion, tilesIn, type TileAddress } from './tileChoice';
import type { LayerName, ViewerPicture } from './viewerProps';

/** Enough for a 4K stage at 1:1 in three layers, with room for what was seen before. */
const textureBudget = 384 * 2 ** 20;

/** Sending more to the GPU than this within one frame would be felt while panning. */
const uploadsPerFrame = 6;

/** From this scale on pixels are drawn as squares. */
export const squareScale = 4;

const units = { lowLight: 0, enhanced: 1, truth: 2 } as const;
const names = { lowLight: 'uLowLight', enhanced: 'uEnhanced', truth: 'uTruth' } as const;
const displayUnit = 3;

type Source = {
  readonly texture: () => WebGLTexture;
  readonly map: readonly [number, number, number, number];
  /** Device pixels per texel. */
  readonly scale: number;
};

/** The longest side that a picture may have here: WebGL 2 promises 2048 alone. */
export function longestSide(gl: WebGL2RenderingContext): number {
  return Number(gl.getParameter(gl.MAX_TEXTURE_SIZE));
}

/** Draws with one WebGL 2 program: every part of the scene as rectangles of the photo, one for each tile or one for all. */
export class GlRenderer implements PhotoRenderer {
  readonly #gl: WebGL2RenderingContext;
  readonly #program: PhotoProgram;
  readonly #textures: PictureTextures;
  #uploads = 0;
  #isWhole = true;

  /** @throws Error where the program does not compile, or the context is lost. */
  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#program = makeProgram(gl);
    this.#textures = new PictureTextures(gl, textureBudget);
    gl.useProgram(this.#program.program);
    for (const name of ['lowLight', 'enhanced', 'truth'] as const)
      gl.uniform1i(this.#at(names[name]), units[name]);
    gl.uniform1i(this.#at('uDisplay'), displayUnit);
    gl.enable(gl.SCISSOR_TEST);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  draw(drawing: Drawing): boolean {
    const gl = this.#gl;
    this.#uploads = 0;
    this.#isWhole = true;
    gl.viewport(0, 0, drawing.stage.width, drawing.stage.height);
    gl.scissor(0, 0, drawing.stage.width, drawing.stage.height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    this.#setLook(drawing);
    for (const part of drawing.scene.parts) this.#drawPart(part, drawing);
    this.#textures.endFrame();
    return this.#isWhole;
  }

  dispose(): void {
    this.#textures.dispose();
    this.#gl.deleteProgram(this.#program.program);
  }

  #at(name: UniformName): WebGLUniformLocation | null {
    return this.#program.at.get(name) ?? null;
  }

  /** What holds for every part. */
  #setLook({ stage, mix, differenceGain, showClipping, display }: Drawing): void {
    const gl = this.#gl;
    gl.uniform2f(this.#at('uStage'), stage.width, stage.height);
    gl.uniform1f(this.#at('uStrength'), mix.strength);
    gl.uniform3f(this.#at('uFinish'), mix.finish.brightness, mix.finish.highlights, mix.finish.colour);
    gl.uniform1f(this.#at('uGain'), differenceGain);
    gl.uniform1i(this.#at('uClipping'), showClipping ? 1 : 0);
    gl.uniform1i(this.#at('uHasDisplay'), display === null ? 0 : 1);
    gl.uniform1f(this.#at('uDisplaySide'), displaySide);
    if (display !== null) this.#bind(displayUnit, gl.TEXTURE_3D, () => this.#textures.cube(display));
  }

  #drawPart(part: Part, drawing: Drawing): void {
    const gl = this.#gl;
    const { clip, frame, origin, scale } = part;
    gl.scissor(clip.x, drawing.stage.height - clip.y - clip.height, clip.width, clip.height);
    gl.uniform4f(this.#at('uFrame'), frame.x, frame.y, frame.width, frame.height);
    gl.uniform1f(this.#at('uRadius'), part.radius);
    gl.uniform3f(this.#at('uCamera'), origin.x, origin.y, scale);
    gl.uniform1i(this.#at('uShows'), showsNumber(part, drawing));
    const { photo, layers, mix } = drawing;
    const read = layersOf(part.shows, { hasTruth: layers.truth !== null, strength: mix.strength });
    const fine = read.filter((name) => isFiner(layers[name], scale, photo));
    for (const name of ['lowLight', 'enhanced', 'truth'] as const) this.#setDraft(name, part, drawing);
    if (fine.length === 0) {
      this.#quad({ x: 0, y: 0, ...photo });
      return;
    }
    for (const tile of tilesIn(photoRegion(clip, { origin, scale, photo }), photo)) {
      for (const name of fine) this.#setTile({ name, tile, part }, drawing);
      this.#quad(tileRegion(tile, photo));
    }
  }

  #quad({ x, y, width, height }: Region): void {
    const gl = this.#gl;
    gl.uniform4f(this.#at('uQuad'), x, y, x + width, y + height);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }

  /** The whole photo as the source of a layer. A layer that is not there is not read; the photo stands in for its texture. */
  #setDraft(name: LayerName, { scale }: Part, { layers, photo }: Drawing): void {
    const { picture } = layers[name] ?? layers.lowLight;
    const [x, y] = [picture.width / photo.width, picture.height / photo.height];
    const texture = () => this.#textures.flat(picture);
    this.#setSource(name, { texture, map: [x, y, 0, 0], scale: scale / x });
  }

  /** A tile as the source of a layer, or the draft as long as it is not here or not on the GPU yet. */
  #setTile({ name, tile, part }: { name: LayerName; tile: TileAddress; part: Part }, drawing: Drawing): void {
    const picture = drawing.tile(name, tile);
    if (picture === undefined || !this.#mayUse(picture)) {
      this.#setDraft(name, part, drawing);
      return;
    }
    const { column, row } = tile;
    const neighbours = around.map(([x, y]) => drawing.tile(name, { column: column + x, row: row + y }));
    const map = [1, 1, tileBorder - column * tileSide, tileBorder - row * tileSide] as const;
    const texture = () => this.#textures.tile(picture, neighbours);
    this.#setSource(name, { texture, map, scale: part.scale });
  }

  #mayUse(picture: ViewerPicture): boolean {
    if (this.#textures.has(picture)) return true;
    this.#uploads += 1;
    if (this.#uploads <= uploadsPerFrame) return true;
    this.#isWhole = false;
    return false;
  }

  #setSource(name: LayerName, { texture, map, scale }: Source): void {
    const gl = this.#gl;
    // Squares are for the photo's own pixels; a coarser draft looks better smooth until its tiles are here.
    const isSquare = scale > squareScale && map[0] >= 1;
    this.#bind(units[name], gl.TEXTURE_2D, texture);
    gl.uniform4f(this.#at(`${names[name]}Map`), ...map);
    const { lod, reach } = tapsFor(1 / scale);
    gl.uniform3f(this.#at(`${names[name]}How`), lod, reach, isSquare ? 1 : 0);
  }

  /** Selects the unit first: making a texture binds it. */
  #bind(unit: number, target: GLenum, texture: () => WebGLTexture): void {
    const gl = this.#gl;
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(target, texture());
  }
}

/**
 * How a picture that is made smaller is averaged: four bilinear taps around the place, so far apart that with the taps' own
 * width they cover the texels of one device pixel. Beyond two texels a pixel the smaller levels take over. Sharper than the
 * levels alone, and free of moiré.
 * @param texels texels per device pixel, along a side
 * @returns level of detail, and reach of the taps in texels: 0 where one is enough
 */
export function tapsFor(texels: number): { lod: number; reach: number } {
  if (texels <= 1) return { lod: 0, reach: 0 };
  if (texels <= 2) return { lod: 0, reach: 0.25 * Math.sqrt(texels ** 2 - 1) };
  return { lod: Math.log2(texels / 2), reach: (0.25 * Math.sqrt(3) * texels) / 2 };
}

function showsNumber({ shows }: Part, { layers }: Drawing): number {
  if (shows !== 'difference') return shownNumbers[shows];
  return layers.truth === null ? shownNumbers.fromLowLight : shownNumbers.fromTruth;
}
