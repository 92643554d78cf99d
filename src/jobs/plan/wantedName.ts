import { basename, dirname } from 'node:path';
import type { Exposure, PlannedJob } from '@contract';
import {
  captureValues,
  fillNameTemplate,
  longestName,
  outputExtension,
  splitName,
  utf8Length,
  type NameTemplate,
  type NameValues,
} from '@core';
import type { FoundFile } from './findFiles';
import type { WantedName } from './NameClaims';

// Room that a shortened name leaves for its number.
const longestNumber = '-99999';

export type NameFacts = {
  readonly template: NameTemplate;
  /** The start of the run in local time. */
  readonly now: Date;
  /** Position in the batch, and in the order of taking. Both count from 1. */
  readonly number: number;
  readonly sequence: number;
  readonly exposure: Exposure;
};

/** The name that the template gives a photo's result. A photo's own name is shortened if the result's would be too long. */
export function wantedName(
  file: Pick<FoundFile, 'path' | 'outputFolder'>,
  job: Pick<PlannedJob, 'format' | 'page' | 'settings'>,
  facts: NameFacts,
): WantedName {
  const { name, extension } = splitName(basename(file.path));
  const { now, template } = facts;
  const values: NameValues = {
    ...captureValues(facts.exposure),
    name,
    ext: extension,
    folder: basename(dirname(file.path)),
    model: job.settings.model,
    strength: String(Math.round(job.settings.strength * 100)),
    format: job.format,
    page: String(job.page ?? 1),
    date: [now.getFullYear(), twoDigits(now.getMonth() + 1), twoDigits(now.getDate())].join('-'),
    time: [now.getHours(), now.getMinutes(), now.getSeconds()].map(twoDigits).join(''),
    number: threeDigits(facts.number),
    sequence: threeDigits(facts.sequence),
  };
  const suffix = outputExtension(extension, job.format);
  const room = longestName - utf8Length(`.${suffix}`);
  const whole = fillNameTemplate(template, values);
  const fits = utf8Length(whole) <= room;
  return {
    folder: file.outputFolder,
    name: fits ? whole : fillNameTemplate(template, values, room - longestNumber.length),
    extension: suffix,
  };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function threeDigits(value: number): string {
  return String(value).padStart(3, '0');
}
