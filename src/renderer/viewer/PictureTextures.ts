import { displaySide } from '@contract';
import { around, borderStrip, withBorder, type BorderStrip } from './tileBorder';
import type { ViewerPicture } from './viewerProps';

type Entry = {
  readonly texture: WebGLTexture;
  readonly bytes: number;
  frame: number;
  hasLevels: boolean;
  /** The neighbours whose pixels are in a tile's border, in the order of `around`. */
  neighbours: readonly (ViewerPicture | undefined)[];
};

/** Textures of pictures, made when first drawn. Above the budget, textures unused in the last frame are dropped, oldest first. */
export class PictureTextures {
  readonly #gl: WebGL2RenderingContext;
  readonly #budget: number;
  readonly #entries = new Map<ViewerPicture, Entry>();
  #bytes = 0;
  #frame = 0;

  /** @param budget bytes of GPU memory, estimated at four bytes a pixel plus a third for the mipmap levels. */
  constructor(gl: WebGL2RenderingContext, budget: number) {
    this.#gl = gl;
    this.#budget = budget;
  }

  get bytes(): number {
    return this.#bytes;
  }

  has(picture: ViewerPicture): boolean {
    return this.#entries.has(picture);
  }

  /** The picture's texture. @param hasLevels with mipmap levels, which are made on first use */
  flat(picture: ViewerPicture, hasLevels: boolean): WebGLTexture {
    const entry = this.#use(picture, () => this.#uploadFlat(picture));
    if (hasLevels) this.#makeLevels(entry);
    return entry.texture;
  }

  /** A tile's texture with a border from those neighbours that are loaded, in the order of `around`. */
  tile(
    picture: ViewerPicture,
    { neighbours, hasLevels }: { neighbours: readonly (ViewerPicture | undefined)[]; hasLevels: boolean },
  ): WebGLTexture {
    const entry = this.#use(picture, () => this.#uploadFlat(withBorder(picture)));
    around.forEach((step, i) => {
      const neighbour = neighbours[i];
      if (neighbour !== undefined && neighbour !== entry.neighbours[i])
        this.#uploadStrip(entry.texture, borderStrip(picture, neighbour, step));
    });
    entry.neighbours = neighbours;
    if (hasLevels) this.#makeLevels(entry);
    return entry.texture;
  }

  /** A colour cube's texture. */
  cube(picture: ViewerPicture): WebGLTexture {
    return this.#use(picture, () => this.#uploadCube(picture)).texture;
  }

  /** Ends a frame. Textures it did not use may be dropped. */
  endFrame(): void {
    for (const [picture, entry] of this.#entries) {
      if (this.#bytes <= this.#budget) break;
      if (entry.frame < this.#frame) this.#drop(picture, entry);
    }
    this.#frame += 1;
  }

  dispose(): void {
    for (const [picture, entry] of this.#entries) this.#drop(picture, entry);
  }

  #use(picture: ViewerPicture, upload: () => WebGLTexture): Entry {
    const known = this.#entries.get(picture);
    if (known !== undefined) {
      // A Map keeps insertion order, so the last used entry goes to the end.
      this.#entries.delete(picture);
      this.#entries.set(picture, known);
      known.frame = this.#frame;
      return known;
    }
    const bytes = Math.ceil((picture.width * picture.height * 4 * 4) / 3);
    const entry: Entry = { texture: upload(), bytes, frame: this.#frame, neighbours: [], hasLevels: false };
    this.#entries.set(picture, entry);
    this.#bytes += bytes;
    return entry;
  }

  #drop(picture: ViewerPicture, { texture, bytes }: Entry): void {
    this.#gl.deleteTexture(texture);
    this.#entries.delete(picture);
    this.#bytes -= bytes;
  }

  #uploadFlat({ width, height, data }: ViewerPicture): WebGLTexture {
    const gl = this.#gl;
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGB8, width, height, 0, gl.RGB, gl.UNSIGNED_BYTE, data);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    return texture;
  }

  #makeLevels(entry: Entry): void {
    if (entry.hasLevels) return;
    const gl = this.#gl;
    gl.bindTexture(gl.TEXTURE_2D, entry.texture);
    gl.generateMipmap(gl.TEXTURE_2D);
    entry.hasLevels = true;
  }

  /** The mipmap levels keep the tile's first border. They are read only where a border pixel is smaller than a screen pixel. */
  #uploadStrip(texture: WebGLTexture, { x, y, picture: { width, height, data } }: BorderStrip): void {
    const gl = this.#gl;
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, x, y, width, height, gl.RGB, gl.UNSIGNED_BYTE, data);
  }

  #uploadCube({ data }: ViewerPicture): WebGLTexture {
    const gl = this.#gl;
    const texture = gl.createTexture();
    const side = displaySide;
    gl.bindTexture(gl.TEXTURE_3D, texture);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.texImage3D(gl.TEXTURE_3D, 0, gl.RGB8, side, side, side, 0, gl.RGB, gl.UNSIGNED_BYTE, data);
    for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
      gl.texParameteri(gl.TEXTURE_3D, name, gl.LINEAR);
    for (const name of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T, gl.TEXTURE_WRAP_R])
      gl.texParameteri(gl.TEXTURE_3D, name, gl.CLAMP_TO_EDGE);
    return texture;
  }
}
