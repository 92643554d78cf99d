/** @file Pure image maths: no Node, no DOM, no clock. Runs in the engine, in the page and in workers. */
export * from './raster';
export { areaMeans } from './areaMeans';
export { applyBaseline, baselineWords } from './baseline/applyBaseline';
export { asOrientation, swapsSides, turnRaster, turnSamples, type Orientation } from './turn';
export { captureValues, sequenceOf } from './name/captureNames';
export * from './name/extension';
export * from './name/fileName';
export * from './name/nameTemplate';
export { pairNames, type PairRule } from './name/pairNames';
export { srgbOfLab } from './colour/lab';
export {
  primaries,
  rgbToD50,
  type Matrix,
  type Primaries,
  type PrimariesName,
  type Row,
} from './colour/primaries';
export {
  networkTone,
  showToNetwork,
  storeFromNetwork,
  type NetworkTone,
  type ToneCurve,
} from './colour/networkTone';
export { toneMap, widenRange, type HdrSignal } from './colour/toneMap';
export { lightOfSrgb, srgbOfLight } from './colour/transfer';
export { developer, greyDeveloper } from './raw/develop';
export { p3ToSrgb } from './raw/toSrgb';
export { factorsFor } from './raw/whiteBalance';
export { checkControls } from './model/checkControls';
export { lookIn } from './model/lookIn';
export { dither } from './finish/dither';
export { finishing, type Finishing } from './finish/finishing';
export { brightnessFor, meanLuma, type Tones } from './finish/tones';
export { lumaWeights, type Rgb } from './finish/finishPixel';
export { exposureGain } from './metric/exposureGain';
export { deltaE } from './metric/deltaE';
export { errorMap, mapLegends } from './metric/errorMap';
export { magma } from './metric/magma';
export { flip } from './metric/flip';
export { lpipsLeastSide, lpipsPlanes, lpipsSize } from './metric/lpips';
export { metricRow, metricTable } from './metric/metricTable';
export { psnr } from './metric/psnr';
export { sameSize } from './metric/samples';
export { leastScoredSide, pairMetrics, pairScoreOf } from './metric/pairScore';
export { effortOf, runScoreTasks, scoreTasks, type ScoreTask } from './metric/scoring';
export { msSsim, ssim } from './metric/structure';
export { addClipped, clippedPixels, clippingOf, noPixels } from './stats/clipping';
export { histogram, type Histogram } from './stats/histogram';
export { lineProfile, type ProfileChannel } from './stats/lineProfile';
export { medianOf } from './stats/median';
export { levelsLeft } from './stats/levels';
export { placeOf, placeWithin, wholePlace, type Place } from './tile/place';
export { planTiles, type TilePlan } from './tile/planTiles';
export { TileBlender } from './tile/TileBlender';
export { duration, perSecond } from './words/figures';
export { shellWord } from './words/shellWord';
export { photoShare } from './words/photoShare';
export { byName } from './words/byName';
export { printable } from './words/printable';
export { activationNames, activations, type ActivationName } from './net/activations';
export { runNeuron, type NeuronRun } from './net/neuron';
export { deepCurve } from './net/deepCurve';
export { convolveMaps, randomKernels, type FilterMaps } from './net/filterMaps';
export {
  breakFilter,
  pixelSum,
  type FilterBreak,
  type LayerActivation,
  type PixelSum,
  type PixelWindow,
} from './net/pixelSum';
export {
  gates,
  learnFrom,
  saysOn,
  startingLine,
  wrongOnes,
  type Example,
  type Line,
  type PerceptronState,
} from './net/perceptron';
export * from './net/losses';
export * from './net/mlp';
export * from './net/optimisers';
export {
  convLayers,
  networks,
  parameterCount,
  parametersOf,
  reachOf,
  type ConvLayer,
  type Layer,
  type Network,
} from './net/networks';
export { darken, toHsv, type DarkenNoise, type Hsv } from './net/darken';
export { seeded, type Random } from './net/random';
export * from './net/contour';
export * from './net/finiteDifferences';
export * from './net/lineFit';
export * from './net/ring';
export {
  convolve,
  convolvedLength,
  kernels,
  paddings,
  patchAt,
  receptiveField,
  type KernelName,
  type Padding,
  type Plane,
} from './net/convolution';
export { electronsOf, expose, noiseVariance, saltAndPepper, type Exposure, type Sensor } from './net/noise';
export * from './net/initialisers';
export * from './net/meanField';
export * from './net/training';
export * from './net/batchTraining';
export * from './net/pictureLoss';
export * from './net/sameEnergy';
export * from './net/standardise';
