import {
  placedLengths,
  placedPixel,
  placedPixels,
  placedPoint,
  placedScale,
  placedSubject,
  placementFor,
  type Placement,
  type Share,
} from '../placement';
import { ns } from './namespaces';
import type { XmpDocument, XmpField, XmpStructure } from './XmpDocument';

type Fields = ReadonlyMap<string, XmpField>;

/** The numeric fields of one namespace; null if a required one is missing. */
function numbersOf(
  structure: XmpStructure,
  namespace: string,
  { must, may = [] }: { must: readonly string[]; may?: readonly string[] },
): Fields | null {
  const fields = new Map<string, XmpField>();
  for (const name of [...must, ...may]) {
    const field = structure.field([namespace, name]);
    if (field !== undefined && field.value !== '' && Number.isFinite(Number(field.value)))
      fields.set(name, field);
    else if (must.includes(name)) return null;
  }
  return fields;
}

const at = (fields: Fields, name: string): number => Number(fields.get(name)?.value ?? 0);

/** Shares need no more digits than one pixel of the largest picture. */
const written = (value: number): string => String(Number(value.toFixed(6)));

function setPair(fields: Fields, [across, down]: readonly [string, string], { x, y }: Share): void {
  fields.get(across)?.set(written(x));
  fields.get(down)?.set(written(y));
}

/** The top left corner of a moved rectangle. */
function placedCorner(corner: Share, sides: Share, placement: Placement): Share {
  const centre = placedPoint({ x: corner.x + sides.x / 2, y: corner.y + sides.y / 2 }, placement);
  const turned = placedLengths(sides, placement);
  return { x: centre.x - turned.x / 2, y: centre.y - turned.y / 2 };
}

/** Centre, sides or diameter. @see Metadata Working Group, Guidelines 2.0, 5.9 */
function moveArea(structure: XmpStructure, namespace: string, placement: Placement): void {
  const fields = numbersOf(structure, namespace, { must: ['x', 'y'], may: ['w', 'h', 'd'] });
  if (fields === null) return;
  const isPixels = structure.field([namespace, 'unit'])?.value === 'pixel';
  const [point, lengths] = isPixels ? [placedPixel, placedPixels] : [placedPoint, placedLengths];
  setPair(fields, ['x', 'y'], point({ x: at(fields, 'x'), y: at(fields, 'y') }, placement));
  if (fields.has('w') && fields.has('h'))
    setPair(fields, ['w', 'h'], lengths({ x: at(fields, 'w'), y: at(fields, 'h') }, placement));
  if (isPixels) fields.get('d')?.set(written(at(fields, 'd') * placedScale(placement)));
}

/** Mirroring a face reverses its tilt. */
function moveRotation(structure: XmpStructure, { orientation }: Placement): void {
  const rotation = structure.field([ns.regions, 'Rotation']);
  const isMirrored = [2, 4, 5, 7].includes(orientation);
  if (rotation && isMirrored && Number(rotation.value) !== 0) rotation.set(written(-Number(rotation.value)));
}

/** Left, top, width, height as shares. @see Microsoft, People Tagging */
function moveRectangle(structure: XmpStructure, placement: Placement): void {
  const field = structure.field([ns.microsoftRegion, 'Rectangle']);
  const values = field?.value.split(',').map(Number) ?? [];
  const [x, y, across, down] = values;
  if (!field || values.length !== 4 || !values.every(Number.isFinite)) return;
  const sides = { x: across ?? 0, y: down ?? 0 };
  const corner = placedCorner({ x: x ?? 0, y: y ?? 0 }, sides, placement);
  const turned = placedLengths(sides, placement);
  field.set([corner.x, corner.y, turned.x, turned.y].map(written).join(', '));
}

/** Rectangle, circle or corner of a polygon. @see IPTC Photo Metadata Standard 2019.1, Image Region */
function moveBoundary(structure: XmpStructure, placement: Placement, isPixels: boolean): void {
  const fields = numbersOf(structure, ns.iptcExt, { must: ['rbX', 'rbY'], may: ['rbW', 'rbH', 'rbRx'] });
  if (fields === null) return;
  const { stored, result } = placement;
  const share = (x: number, y: number): Share =>
    isPixels ? { x: x / stored.width, y: y / stored.height } : { x, y };
  const back = ({ x, y }: Share): Share =>
    isPixels ? { x: x * result.width, y: y * result.height } : { x, y };
  const sides = share(at(fields, 'rbW'), at(fields, 'rbH'));
  const corner = share(at(fields, 'rbX'), at(fields, 'rbY'));
  setPair(fields, ['rbX', 'rbY'], back(placedCorner(corner, sides, placement)));
  if (fields.has('rbW') && fields.has('rbH'))
    setPair(fields, ['rbW', 'rbH'], back(placedLengths(sides, placement)));
  // A radius is a share of the picture's width.
  const radius = at(fields, 'rbRx') * (isPixels ? 1 : stored.width) * placedScale(placement);
  fields.get('rbRx')?.set(written(isPixels ? radius : radius / result.width));
}

/** Width and height of the picture that regions were measured on. */
function moveDimensions(structure: XmpStructure, namespace: string, placement: Placement): void {
  const fields = numbersOf(structure, namespace, { must: ['w', 'h'] });
  if (fields === null) return;
  const { x, y } = placedPixels({ x: at(fields, 'w'), y: at(fields, 'h') }, placement);
  setPair(fields, ['w', 'h'], { x: Math.round(x), y: Math.round(y) });
}

const subjects: readonly string[] = ['SubjectArea', 'SubjectLocation'];

function moveSubject(structure: XmpStructure, placement: Placement): void {
  const [namespace, local] = structure.name;
  if (namespace !== ns.exif || !subjects.includes(local)) return;
  const items = structure.items();
  placedSubject(
    items.map(({ value }) => Number(value)),
    placement,
  )?.forEach((value, index) => items[index]?.set(String(value)));
}

/** The placement for the picture that a property's numbers were measured on. */
function frameOf(structures: readonly XmpStructure[], placement: Placement): Placement {
  for (const structure of structures) {
    for (const namespace of [ns.dimensions, ns.acdDimensions]) {
      const fields = numbersOf(structure, namespace, { must: ['w', 'h'] });
      if (fields !== null)
        return placementFor({ width: at(fields, 'w'), height: at(fields, 'h') }, placement);
    }
  }
  return placement;
}

function moveProperty(structures: readonly XmpStructure[], placement: Placement): void {
  let isPixels = false;
  for (const structure of structures) {
    moveArea(structure, ns.area, placement);
    moveArea(structure, ns.acdArea, placement);
    moveDimensions(structure, ns.dimensions, placement);
    moveDimensions(structure, ns.acdDimensions, placement);
    moveRotation(structure, placement);
    moveRectangle(structure, placement);
    // The corners of a polygon have the unit of the boundary around them.
    const unit = structure.field([ns.iptcExt, 'rbUnit']);
    if (unit !== undefined) isPixels = unit.value === 'pixel';
    moveBoundary(structure, placement, isPixels);
    moveSubject(structure, placement);
  }
}

/**
 * Moves regions, such as faces, to their places in the result: those of the Metadata Working Group, Microsoft, IPTC and ACDSee, and
 * EXIF's subject.
 */
export function moveRegions(document: XmpDocument, placement: Placement): void {
  for (const structures of document.structures()) moveProperty(structures, frameOf(structures, placement));
}
