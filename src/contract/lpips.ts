/** Where a person's own LPIPS lies in a folder of models. It is no model, and it has no card. */
export const lpipsPlace = { folder: 'lpips', file: 'lpips.onnx' } as const;
