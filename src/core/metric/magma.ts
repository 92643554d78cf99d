/** Every sixteenth colour of matplotlib's magma (CC0), and the last: perceptually even, and readable in grey. */
const anchors = [
  [0, 0, 4],
  [10, 8, 34],
  [29, 17, 71],
  [54, 16, 107],
  [81, 18, 124],
  [106, 28, 129],
  [131, 38, 129],
  [156, 46, 127],
  [183, 55, 121],
  [208, 65, 111],
  [231, 82, 99],
  [245, 107, 92],
  [252, 137, 97],
  [254, 167, 114],
  [254, 196, 136],
  [253, 226, 163],
  [252, 253, 191],
] as const;

/** The colour of a share of 0 to 1, levels of sRGB. */
export function magma(share: number): [number, number, number] {
  const place = Math.min(1, Math.max(0, share)) * (anchors.length - 1);
  const at = Math.min(anchors.length - 2, Math.floor(place));
  const [low, high] = [anchors[at] ?? anchors[0], anchors[at + 1] ?? anchors[0]];
  const mix = (channel: 0 | 1 | 2): number =>
    Math.round(low[channel] + (high[channel] - low[channel]) * (place - at));
  return [mix(0), mix(1), mix(2)];
}
