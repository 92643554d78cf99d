import { preferenceLimits } from '@contract';
import { nameVariables } from '@core';
import { useRef } from 'react';
import { useStore } from 'zustand';
import { changeExport, chooseFolder, resetFolder } from '../../../actions/exportChoices';
import { example } from '../../../state/example';
import { sheetText } from '../../../text/sheets';
import { Button } from '../../../ui/Button';
import { Field } from '../../../ui/Field';
import { TextField } from '../../../ui/TextField';
import css from './ExportSheet.module.css';

const words = sheetText.export;
// These say little of a single photo. They work all the same.
const seldom: readonly string[] = ['ext', 'folder', 'format', 'page', 'time', 'sequence'];
const offered = Object.entries(nameVariables)
  .filter(([variable]) => !seldom.includes(variable))
  .map(([variable, meaning]) => ({
    code: `{${variable}}`,
    meaning,
  }));

/** Name and folder of the result, with the resulting path. */
export function ExportName({ template }: { template: string }) {
  const { name, folder, error } = useStore(example);
  const input = useRef<HTMLInputElement>(null);
  const insert = (code: string): void => {
    const nameTemplate = `${template}${template === '' ? '' : '-'}${code}`;
    if (nameTemplate.length <= preferenceLimits.nameTemplate) changeExport({ nameTemplate });
    input.current?.focus();
  };
  return (
    <>
      <Field label={words.name}>
        <div className={css['stack']}>
          <TextField
            ref={input}
            label={words.name}
            isLive
            most={preferenceLimits.nameTemplate}
            value={template}
            onCommit={(next) => {
              if (next !== '') changeExport({ nameTemplate: next });
            }}
          />
          <div className={css['line']} role="group" aria-label={words.variables}>
            {offered.map(({ code, meaning }) => (
              <button
                key={code}
                type="button"
                className={css['chip']}
                title={meaning}
                onClick={() => {
                  insert(code);
                }}
              >
                {code}
              </button>
            ))}
          </div>
          <p className={css['example']} aria-live="polite" data-bad={error !== null}>
            {error === null ? `${words.example} ${name}` : `${error.message} ${error.action}`}
          </p>
        </div>
      </Field>
      <Field label={words.folder}>
        <div className={css['line']}>
          <span className={css['folder']} title={folder}>
            {folder}
          </span>
          <Button onClick={() => void chooseFolder()}>{words.choose}</Button>
          <Button kind="quiet" onClick={() => void resetFolder()}>
            {words.beside}
          </Button>
        </div>
      </Field>
    </>
  );
}
