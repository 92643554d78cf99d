/** Strings about camera raws. */
export const rawText = {
  title: 'Raw',
  exposure: { label: 'Exposure', hint: 'Light of the raw, before the network sees it.' },
  white: 'White balance',
  whites: { camera: 'As shot', daylight: 'Daylight', kelvin: 'Temperature' },
  kelvin: { label: 'Temperature', hint: 'The colour of the light that the photo was taken in.' },
  kelvins: '{value} K',
  highlights: 'Bright light',
  highlightModes: { keep: 'Kept', clip: 'Cut at white', rebuild: 'Rebuilt' },
  reset: 'As it was shot',
  cameras: 'The camera’s preview',
} as const;
