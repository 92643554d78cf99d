import Vips from 'wasm-vips';

/** libvips in WebAssembly, with its loader of JPEG XL. It starts threads of its own, which end with this one. */
export function openVips(): ReturnType<typeof Vips> {
  const silent = (): void => undefined;
  return Vips({ dynamicLibraries: ['vips-jxl.wasm'], print: silent, printErr: silent });
}
