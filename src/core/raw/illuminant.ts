type Point = readonly [x: number, y: number];

/** Chromaticity of a black body, 1667 to 25 000 K. @see Kim et al., US patent 7024034 B2 (cubic approximation) */
function blackBody(kelvin: number): Point {
  const t = 1000 / kelvin;
  const x =
    kelvin <= 4000
      ? -0.2661239 * t ** 3 - 0.234358 * t ** 2 + 0.8776956 * t + 0.17991
      : -3.0258469 * t ** 3 + 2.1070379 * t ** 2 + 0.2226347 * t + 0.24039;
  if (kelvin <= 2222) return [x, -1.1063814 * x ** 3 - 1.3481102 * x ** 2 + 2.18555832 * x - 0.20219683];
  if (kelvin <= 4000) return [x, -0.9549476 * x ** 3 - 1.37418593 * x ** 2 + 2.09137015 * x - 0.16748867];
  return [x, 3.081758 * x ** 3 - 5.8733867 * x ** 2 + 3.75112997 * x - 0.37001483];
}

/** Chromaticity of daylight, 4000 to 25 000 K. @see CIE 15:2004, 3.1 */
function daylight(kelvin: number): Point {
  const t = 1000 / kelvin;
  const x =
    kelvin <= 7000
      ? -4.607 * t ** 3 + 2.9678 * t ** 2 + 0.09911 * t + 0.244063
      : -2.0064 * t ** 3 + 1.9018 * t ** 2 + 0.24748 * t + 0.23704;
  return [x, -3 * x ** 2 + 2.87 * x - 0.275];
}

/**
 * CIE 1931 chromaticity of the light of a colour temperature, as photographers count it: lamps below 4000 K, daylight from 5000 K on, and
 * a gradual change between them.
 */
export function illuminant(kelvin: number): Point {
  const share = Math.min(1, Math.max(0, (kelvin - 4000) / 1000));
  if (share === 0) return blackBody(kelvin);
  const [lamp, sky] = [blackBody(kelvin), daylight(kelvin)];
  const between = (axis: 0 | 1): number => lamp[axis] * (1 - share) + sky[axis] * share;
  return [between(0), between(1)];
}
