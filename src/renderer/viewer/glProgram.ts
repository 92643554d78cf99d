import { fragmentShader, vertexShader, type Variant } from './shader';

/** Names of the shader's uniforms and their locations in the linked program. Null means unused there. */
export const uniformNames = [
  'uQuad',
  'uCamera',
  'uStage',
  'uDetail',
  'uLowLight',
  'uLowLightMap',
  'uLowLightHow',
  'uEnhanced',
  'uEnhancedMap',
  'uEnhancedHow',
  'uTruth',
  'uTruthMap',
  'uTruthHow',
  'uStrength',
  'uFinish',
  'uGain',
  'uDisplaySide',
  'uDisplay',
  'uFrame',
  'uRadius',
] as const;

export type UniformName = (typeof uniformNames)[number];

export type PhotoProgram = {
  readonly program: WebGLProgram;
  readonly at: ReadonlyMap<UniformName, WebGLUniformLocation | null>;
};

/** The texture unit of each sampler, the same in every program. */
export const samplerUnits = { uLowLight: 0, uEnhanced: 1, uTruth: 2, uDisplay: 3 } as const;

/** The viewer's programs, one per drawn variant, compiled when first needed. */
export class Programs {
  readonly #gl: WebGL2RenderingContext;
  readonly #made = new Map<string, PhotoProgram>();

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
  }

  /** Activates the variant's program. @throws Error with the driver's log */
  use(variant: Variant): PhotoProgram {
    const { shows, taps, mixes, finishes, warns, converts, rounds } = variant;
    const flags = [mixes, finishes, warns, converts, rounds].map(Number).join('');
    const key = [shows, taps.lowLight, taps.enhanced, taps.truth, flags].join(' ');
    const program = this.#made.get(key) ?? makeProgram(this.#gl, variant);
    this.#made.set(key, program);
    this.#gl.useProgram(program.program);
    return program;
  }

  dispose(): void {
    for (const { program } of this.#made.values()) this.#gl.deleteProgram(program);
    this.#made.clear();
  }
}

function makeProgram(gl: WebGL2RenderingContext, variant: Variant): PhotoProgram {
  const program = gl.createProgram();
  const shaders = [
    compile(gl, gl.VERTEX_SHADER, vertexShader),
    compile(gl, gl.FRAGMENT_SHADER, fragmentShader(variant)),
  ];
  for (const shader of shaders) gl.attachShader(program, shader);
  gl.linkProgram(program);
  for (const shader of shaders) gl.deleteShader(shader);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    throw new Error(`The photo shader did not link: ${gl.getProgramInfoLog(program) ?? ''}`);
  }
  const at = new Map(uniformNames.map((name) => [name, gl.getUniformLocation(program, name)]));
  gl.useProgram(program);
  for (const name of ['uLowLight', 'uEnhanced', 'uTruth', 'uDisplay'] as const)
    gl.uniform1i(at.get(name) ?? null, samplerUnits[name]);
  return { program, at };
}

function compile(gl: WebGL2RenderingContext, kind: GLenum, source: string): WebGLShader {
  const shader = gl.createShader(kind);
  if (shader === null) throw new Error('The context for drawing photos was lost.');
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) {
    throw new Error(`The photo shader did not compile: ${gl.getShaderInfoLog(shader) ?? ''}`);
  }
  return shader;
}
