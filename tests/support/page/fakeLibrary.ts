import { CandelaError, toWire, type DeviceRecord, type PhotoEntry, type WireError } from '@contract';

/** A photo that the fake main process knows: its name, where its pixels come from, what it is said to be, what its pixels tell. */
export type FakePhoto = { entry: PhotoEntry; source: string; truth: string | null; damage?: WireError };

function handle(number: number): string {
  return number.toString(16).padStart(32, '0');
}

const shots = {
  street: { width: 1920, height: 1080, shutter: 1 / 15, aperture: 2.8, iso: 6400 },
  landscape: { width: 2400, height: 1800, shutter: 1 / 4, aperture: 4, iso: 3200 },
  animal: { width: 1598, height: 2400, shutter: 1 / 60, aperture: 1.8, iso: 12_800 },
  room: { width: 1601, height: 2400, shutter: 1 / 30, aperture: 2, iso: 1600 },
} as const;

function photo(name: keyof typeof shots, index: number): FakePhoto[] {
  const { width, height, ...exposure } = shots[name];
  const summary = { width, height, format: 'jpeg' as const, bits: 8, isGrey: false, exposure };
  return [
    {
      entry: { photo: handle(index), name: `${name}.jpg`, summary },
      source: `/samples/${name}.jpg`,
      truth: `/samples/truth/${name}.jpg`,
    },
    {
      entry: { photo: handle(index + 16), name: `${name}-truth.jpg`, summary },
      source: `/samples/truth/${name}.jpg`,
      truth: null,
    },
  ];
}

function refused(name: string, index: number, error: WireError): FakePhoto {
  return { entry: { photo: handle(index), name, error }, source: '', truth: null };
}

const cutShort: WireError = {
  code: 'photo.damaged',
  message: 'cut.jpg is damaged: the file ends too early.',
  action: 'Copy it from the camera or the card again.',
};

/** A photo of which a part decodes; here that is all of it. */
function damaged(name: string, index: number): FakePhoto[] {
  const { entry, source } = photo('room', index)[0] ?? refused(name, index, cutShort);
  const damage = { ...cutShort, message: cutShort.message.replace('cut.jpg', name) };
  return [{ entry: { ...entry, name }, source, truth: null, damage }];
}

/** Every file that can be opened, by name. What is not here is no photo. */
const library: readonly FakePhoto[] = [
  ...photo('street', 1),
  ...photo('landscape', 2),
  ...photo('animal', 3),
  ...photo('room', 4),
  refused('cut.jpg', 40, cutShort),
  ...damaged('torn.jpg', 41),
];

function notAPhoto(name: string, index: number): FakePhoto {
  return refused(name, 64 + index, {
    code: 'photo.notAPhoto',
    message: `${name} is not a photo: its content is text.`,
    action: 'Candela reads JPEG, PNG, TIFF, WebP, AVIF, GIF and BMP.',
  });
}

export const fakeDevices: DeviceRecord[] = [
  {
    type: 'device',
    provider: 'webgpu',
    state: 'failed',
    chosen: false,
    model: 'cnn',
    reason: 'no supported adapter was found',
  },
  {
    type: 'device',
    provider: 'cuda',
    state: 'notBundled',
    chosen: false,
    model: 'cnn',
    reason: 'The libraries of CUDA are not part of Candela.',
    wouldBring: 'an NVIDIA driver, CUDA 13 and cuDNN 9',
  },
  { type: 'device', provider: 'cpu', state: 'works', chosen: true, model: 'cnn', megapixelsPerSecond: 4.6 },
];

const extra = new Map<string, FakePhoto>();

/** A photo by its name. What is not in the library is no photo. */
export function named(name: string): FakePhoto {
  const found =
    library.find(({ entry }) => entry.name === name) ?? oneOfMany(name) ?? notAPhoto(name, extra.size);
  extra.set(found.entry.photo, found);
  return found;
}

/** 'many 12.jpg' is one of the four photos under another name. */
function oneOfMany(name: string): FakePhoto | null {
  const number = /^many (\d+)\.jpg$/.exec(name)?.[1];
  if (number === undefined) return null;
  const names = ['street.jpg', 'landscape.jpg', 'room.jpg', 'animal.jpg'];
  const source = names[Number(number) % names.length];
  const found = library.find(({ entry }) => entry.name === source);
  const photo = (0x10_0000 + Number(number)).toString(16).padStart(32, '0');
  return found === undefined ? null : { ...found, entry: { ...found.entry, photo, name } };
}

export function photoOf(photo: string): FakePhoto {
  const found = library.find(({ entry }) => entry.photo === photo) ?? extra.get(photo);
  if (found === undefined) throw new Error(`There is no photo ${photo}.`);
  return found;
}

/** As the main process refuses a ground truth. */
export function refusedTruth(
  { name: file, summary }: PhotoEntry,
  truth: PhotoEntry | undefined,
): WireError | null {
  if (summary === undefined || truth?.summary === undefined) return null;
  const { width, height } = summary;
  const { width: truthWidth, height: truthHeight } = truth.summary;
  if (width === truthWidth && height === truthHeight) return null;
  const details = { file, width, height, truth: truth.name, truthWidth, truthHeight };
  return toWire(new CandelaError('truth.otherSize', details), file);
}
