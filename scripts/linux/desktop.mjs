// What desktops are told of the app: its entry in menus, and the photos that it opens.

/** It stands for all camera raws in electron-builder.yml. */
const raw = 'image/x-adobe-dng';

/** Their usual types. */
const rawTypes = {
  ...{
    dng: 'adobe-dng',
    cr2: 'canon-cr2',
    cr3: 'canon-cr3',
    crw: 'canon-crw',
    nef: 'nikon-nef',
    nrw: 'nikon-nrw',
  },
  ...{ arw: 'sony-arw', sr2: 'sony-sr2', srf: 'sony-srf', raf: 'fuji-raf', orf: 'olympus-orf' },
  ...{ rw2: 'panasonic-rw2', pef: 'pentax-pef', mrw: 'minolta-mrw', dcr: 'kodak-dcr', kdc: 'kodak-kdc' },
  x3f: 'sigma-x3f',
};

/** Types that the shared database lacks, with the makers for their comments. */
const ownRawTypes = {
  ...{
    rwl: 'leica-rwl',
    srw: 'samsung-srw',
    '3fr': 'hasselblad-3fr',
    fff: 'hasselblad-fff',
    iiq: 'phaseone-iiq',
  },
  ...{ erf: 'epson-erf', mef: 'mamiya-mef', mos: 'leaf-mos', gpr: 'gopro-gpr' },
};

/** Names under which a system may know the same photos. */
const otherTypes = { 'image/heic': ['image/heif'] };

function typesOf({ ext, mimeType }) {
  if (mimeType !== raw) return [mimeType, ...(otherTypes[mimeType] ?? [])];
  return ext.map((each) => {
    const type = rawTypes[each] ?? ownRawTypes[each];
    if (type === undefined) throw new Error(`scripts/linux/desktop.mjs knows no type for .${each}`);
    return `image/x-${type}`;
  });
}

/** @param config electron-builder.yml, parsed */
export function desktopEntry({ productName, fileAssociations, linux }) {
  const types = [...fileAssociations.flatMap(typesOf), 'x-scheme-handler/candela'];
  return `${[
    '[Desktop Entry]',
    'Type=Application',
    `Name=${productName}`,
    'GenericName=Photo Enhancer',
    `Comment=${linux.synopsis}`,
    'Exec=candela --window %U',
    'Icon=candela',
    'Terminal=false',
    `StartupWMClass=${productName}`,
    `Categories=${linux.category};`,
    'Keywords=photo;dark;night;brighten;denoise;raw;',
    `MimeType=${types.join(';')};`,
  ].join('\n')}\n`;
}

// A low weight: a system that knows an extension better keeps its own type.
const glob = (extension) => `    <glob pattern="*.${extension}" weight="40"/>`;

/** Types and extensions that a system may not know yet. The names that it has for known types are left alone. */
export function mimeTypes({ fileAssociations }) {
  const added = fileAssociations.filter(({ mimeType }) => mimeType !== raw);
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">',
    ...added.flatMap(({ ext, mimeType }) => [
      `  <mime-type type="${mimeType}">`,
      ...ext.map(glob),
      '  </mime-type>',
    ]),
    ...Object.entries(ownRawTypes).flatMap(([extension, type]) => [
      `  <mime-type type="image/x-${type}">`,
      `    <comment>${extension.toUpperCase()} camera raw</comment>`,
      glob(extension),
      '  </mime-type>',
    ]),
    '</mime-info>',
  ].join('\n')}\n`;
}
