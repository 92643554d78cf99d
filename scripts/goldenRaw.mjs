// Writes tests/golden/raw.json: pixels of the DNG fixtures as rawpy (another build of LibRaw) develops them.
// usage: node scripts/goldenRaw.mjs PYTHON, a Python with rawpy 0.28.0 (pip install rawpy==0.28.0). It is not part of the tests.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './system.mjs';

const folder = mkdtempSync(join(tmpdir(), 'candela-raw-'));
const bundle = join(folder, 'shapes.mjs');
await build({
  entryPoints: [join(root, 'tests/fixtures/raw/shapes.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
});
const { shape, shapeNames } = await import(pathToFileURL(bundle).href);
for (const name of shapeNames) writeFileSync(join(folder, `${name}.dng`), shape(name));
// A grid of twelve pixels in each direction is enough to see a wrong pattern, matrix, curve or turn.
const script = `
import json, rawpy, sys
found = {"rawpy": rawpy.__version__, "libraw": ".".join(map(str, rawpy.libraw_version)), "shapes": {}}
for name in sys.argv[2:]:
    with rawpy.imread(f"{sys.argv[1]}/{name}.dng") as raw:
        quality = rawpy.DemosaicAlgorithm(2 if name == "XTrans" else 3)
        picture = raw.postprocess(output_bps=16, use_camera_wb=True, no_auto_bright=True, adjust_maximum_thr=0.9,
            output_color=rawpy.ColorSpace.P3D65, gamma=(2.4, 12.92), demosaic_algorithm=quality)
    height, width, _ = picture.shape
    across, down = width // 12, height // 12
    pixels = picture[down // 2 :: down, across // 2 :: across][:12, :12].reshape(-1).tolist()
    found["shapes"][name] = {"width": width, "height": height, "pixels": pixels}
print(json.dumps(found))
`;
const golden = execFileSync(process.argv[2] ?? 'python3', ['-c', script, folder, ...shapeNames]);
writeFileSync(join(root, 'tests/golden/raw.json'), golden);
rmSync(folder, { recursive: true });
