import type { PhotoView } from '../../../state/photos';
import { fill, text } from '../../../text/en';
import { duration, percent, providerName } from '../../../text/format';

/** What ran and for how long, or what is running now. */
export function ranLine({ status, ran, progress, error }: PhotoView): string {
  if (error !== null) return '';
  if (status === 'working' && ran === null)
    return progress === null ? text.bar.working : fill(text.bar.workingTiles, { percent: percent(progress) });
  if (ran === null) return '';
  const line = fill(text.bar.ran, { provider: providerName(ran.provider), time: duration(ran.ms) });
  return fill(text.bar.changed[ran.change], { ran: line });
}
