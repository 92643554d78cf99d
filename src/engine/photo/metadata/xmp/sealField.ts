import { ns, type PropertyName } from './namespaces';

/** The property that a result's seal stands in; `seal.ts` says what it is. */
export const sealProperty: PropertyName = [ns.candela, 'seal'];

/** How the property begins in a packet that Candela wrote. */
export const sealTag = '<candela:seal>';

/** What stands there until the file is put together: as many zeros as SHA-256 has hexadecimal digits. */
export const blankSeal = '0'.repeat(64);
