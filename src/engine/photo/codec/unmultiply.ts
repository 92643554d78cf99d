import { fullScale, type Samples } from '@core';

/** Divides colours by their opacity, in place. Invisible pixels stay black. */
export function unmultiply(colours: Samples, alpha: Samples): void {
  const full = fullScale(colours);
  const channels = colours.length / alpha.length;
  for (let index = 0; index < colours.length; index++) {
    const opacity = alpha[Math.floor(index / channels)] ?? full;
    if (opacity > 0 && opacity < full)
      colours[index] = Math.min(full, Math.round(((colours[index] ?? 0) * full) / opacity));
  }
}
