import { useEffect } from 'react';
import { useStore } from 'zustand';
import { rawPrograms, type RawDeveloper } from '@contract';
import { readDevelopers } from '../../../actions/lists';
import { developers } from '../../../state/raw';
import { fill } from '../../../text/en';
import { developerWords, rawText } from '../../../text/raw';
import { setRaw } from '../actions/looks';
import { RawChoice } from './RawChoice';
import css from './RawSection.module.css';

const librawValue = 'libraw';
const valueOf = ({ program, version }: RawDeveloper): string => `${program} ${version}`;

/** Which program develops the shown raw. There is no choice where only LibRaw is. */
export function DeveloperChoice({ chosen }: { chosen: RawDeveloper | undefined }) {
  const found = useStore(developers, (state) => state.found);
  useEffect(readDevelopers, []);
  // A program that was chosen on another machine, or in another version, stays until another one is chosen.
  const isMissing = chosen !== undefined && !found.some((each) => valueOf(each) === valueOf(chosen));
  const all = isMissing ? [...found, chosen] : found;
  if (all.length === 0) return null;
  const options = [
    { value: librawValue, label: rawText.libraw },
    ...all.map((each) => ({ value: valueOf(each), label: developerWords(each) })),
  ];
  return (
    <>
      <RawChoice
        label={rawText.developer}
        value={chosen === undefined ? librawValue : valueOf(chosen)}
        options={options}
        onChange={(value) => {
          setRaw({ developer: all.find((each) => valueOf(each) === value) });
        }}
      />
      {chosen !== undefined && (
        <p className={css['note']}>
          {fill(rawText.ownSettings, { program: rawPrograms[chosen.program].name })}
        </p>
      )}
    </>
  );
}
