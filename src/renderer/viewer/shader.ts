import type { LayerName } from './viewerProps';

/** Places the photo's rectangle `uQuad` (photo pixels: left, top, right, bottom) on the stage. */
export const vertexShader = `#version 300 es
precision highp float;
uniform vec4 uQuad;
uniform vec3 uCamera;
uniform vec2 uStage;
out vec2 vPhoto;

void main() {
  vec2 corner = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1));
  vPhoto = mix(uQuad.xy, uQuad.zw, corner);
  vec2 device = uCamera.xy + vPhoto * uCamera.z;
  vec2 clip = device / uStage * 2.0 - 1.0;
  gl_Position = vec4(clip.x, -clip.y, 0.0, 1.0);
}
`;

/**
 * How a layer is sampled: as squares, by one bilinear tap, or by four (see `tapsFor`).
 */
export type Taps = 'squares' | 'one' | 'four';

/** Choices that the shader would otherwise make for every pixel. Software renderers execute both sides of an `if`. */
export type Variant = {
  readonly shows: LayerName | 'fromLowLight' | 'fromTruth';
  readonly taps: Readonly<Record<LayerName, Taps>>;
  /** The result is mixed with the photo. */
  readonly mixes: boolean;
  readonly finishes: boolean;
  readonly warns: boolean;
  /** The values are converted to the display's colours. */
  readonly converts: boolean;
  /** Some pixels may lie at the frame's edge. */
  readonly rounds: boolean;
};

const uniforms = { lowLight: 'uLowLight', enhanced: 'uEnhanced', truth: 'uTruth' } as const;

const reads: Readonly<Record<Taps, (layer: string) => string>> = {
  squares: (layer) => `squares(${layer}, ${layer}Map)`,
  one: (layer) => `oneTap(${layer}, ${layer}Map)`,
  four: (layer) => `fourTaps(${layer}, ${layer}Map, ${layer}How)`,
};

const values: Readonly<Record<Variant['shows'], string>> = {
  lowLight: 'lowLight()',
  enhanced: 'enhanced()',
  truth: 'truth()',
  fromLowLight: 'min(vec3(1.0), uGain * abs(enhanced() - lowLight()))',
  fromTruth: 'min(vec3(1.0), uGain * abs(enhanced() - truth()))',
};

// The formulas of core's `finishPixel` and `toneCurve`; a test checks that they agree.
const finish = `
  float k = exp2(uFinish.x);
  vec3 x = k * mixed / (1.0 + (k - 1.0) * mixed);
  vec3 u = max(vec3(0.0), 2.0 * x - 1.0);
  float a = uFinish.y < 0.0 ? 1.25 : 0.5;
  x += uFinish.y * a * u * u * (1.0 - u);
  float luma = dot(vec3(0.2126, 0.7152, 0.0722), x);
  mixed = luma + (1.0 + uFinish.z) * (x - luma);`;

// The histogram's rule: any channel at an end of the scale, after rounding to 8 bits.
const warning = `
  if (max(value.r, max(value.g, value.b)) >= 254.5 / 255.0) colour = vec3(1.0, 0.16, 0.12);
  else if (min(value.r, min(value.g, value.b)) < 0.5 / 255.0) colour = vec3(0.16, 0.45, 1.0);`;

const conversion = `
  colour = texture(uDisplay, (value * (uDisplaySide - 1.0) + 0.5) / uDisplaySide).rgb;`;

/** Shared by all variants: the inputs, and the functions that read a layer. */
const head = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler3D;

// Per layer: photo pixels to texels (scale, offset), and (level of detail, reach of the four taps in texels).
uniform sampler2D uLowLight;
uniform vec4 uLowLightMap;
uniform vec2 uLowLightHow;
uniform sampler2D uEnhanced;
uniform vec4 uEnhancedMap;
uniform vec2 uEnhancedHow;
uniform sampler2D uTruth;
uniform vec4 uTruthMap;
uniform vec2 uTruthHow;

uniform float uStrength;
uniform vec3 uFinish;
uniform float uGain;
uniform float uDisplaySide;
uniform sampler3D uDisplay;

uniform vec2 uStage;
uniform float uDetail;
uniform vec4 uFrame;
uniform float uRadius;

in vec2 vPhoto;
out vec4 fragment;

vec3 squares(sampler2D layer, vec4 map) {
  ivec2 texel = ivec2(floor(vPhoto * map.xy + map.zw));
  return texelFetch(layer, clamp(texel, ivec2(0), textureSize(layer, 0) - 1), 0).rgb;
}

vec3 oneTap(sampler2D layer, vec4 map) {
  return textureLod(layer, (vPhoto * map.xy + map.zw) / vec2(textureSize(layer, 0)), 0.0).rgb;
}

vec3 fourTaps(sampler2D layer, vec4 map, vec2 how) {
  vec2 size = vec2(textureSize(layer, 0));
  vec2 place = (vPhoto * map.xy + map.zw) / size;
  vec2 tap = how.y / size;
  return 0.25 * (textureLod(layer, place + tap, how.x).rgb + textureLod(layer, place - tap, how.x).rgb
    + textureLod(layer, place + vec2(tap.x, -tap.y), how.x).rgb + textureLod(layer, place + vec2(-tap.x, tap.y), how.x).rgb);
}
`;

const coverage = `
// Share of this pixel inside the rounded frame.
float coverage() {
  vec2 drawn = gl_FragCoord.xy / uDetail;
  vec2 point = vec2(drawn.x, uStage.y - drawn.y);
  vec2 halfSize = uFrame.zw * 0.5;
  vec2 away = abs(point - uFrame.xy - halfSize) - halfSize + uRadius;
  float distance = length(max(away, 0.0)) + min(max(away.x, away.y), 0.0) - uRadius;
  return clamp(0.5 - distance, 0.0, 1.0);
}
`;

/** One pass from stored values to the screen: sample the layers, finish the result, compare, warn, and convert to the display's colours. */
export function fragmentShader({ shows, taps, ...has }: Variant): string {
  const isDifference = shows === 'fromLowLight' || shows === 'fromTruth';
  const read = (layer: LayerName): string => reads[taps[layer]](uniforms[layer]);
  return `${head}
vec3 lowLight() { return ${read('lowLight')}; }
vec3 truth() { return ${read('truth')}; }

vec3 enhanced() {
  vec3 mixed = ${read('enhanced')};
  ${has.mixes ? 'vec3 original = lowLight(); mixed = original + uStrength * (mixed - original);' : ''}${has.finishes ? finish : ''}
  return clamp(mixed, 0.0, 1.0);
}
${coverage}
void main() {
  vec3 value = ${values[shows]};
  vec3 colour = value;${has.converts && !isDifference ? conversion : ''}${has.warns && !isDifference ? warning : ''}
  float alpha = ${has.rounds ? 'coverage()' : '1.0'};
  fragment = vec4(colour * alpha, alpha);
}
`;
}
